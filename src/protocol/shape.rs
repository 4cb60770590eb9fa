//! The one place where tolerance lives: every noun says what it makes of a named field, and nothing it does not know,
//! no wrong type and no null can stop it.

use super::scalar::Scalar;
use crate::domain::Millis;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Numbers from here on are read as text, since an id is text as it came: 2^63.
pub(super) const LARGE: f64 = 9_223_372_036_854_775_808.0;

/// Why a document is read again with its large numbers as text ([`super::body::mend_numbers`]).
const TOO_LARGE: &str = "a number of more than 63 bits";

/// The text stopped being JSON. The parser holds the reason and reports it.
pub(super) struct Unreadable;

/// Something read from JSON of no certain form. It takes what it can use and lets the rest go.
///
/// The trait knows no parser, so that each noun is compiled once and small.
pub(super) trait Shape<'de> {
    /// Takes one field of an object. Must use up `value`, by [`Slot::skip`] if by nothing else.
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable>;

    /// Takes a list where an object was more likely.
    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        items.skip_rest()
    }

    /// Takes a bare value where an object was more likely.
    fn scalar(&mut self, _value: Scalar<'de>) {}
}

/// What a parser offers of an object whose next field has been named.
trait FieldValue<'de> {
    fn fill(&mut self, shape: &mut dyn Shape<'de>) -> Result<(), Unreadable>;
    fn skip(&mut self) -> Result<(), Unreadable>;
    fn raw(&mut self) -> Result<&'de RawValue, Unreadable>;
}

/// What a parser offers of a list.
trait ListItems<'de> {
    /// Reads the next element; false when there is none.
    fn fill_next(&mut self, shape: &mut dyn Shape<'de>) -> Result<bool, Unreadable>;
    fn skip_rest(&mut self) -> Result<(), Unreadable>;
}

/// An object or a list in a parser, and the error that stopped the parser.
struct Parsing<A, E> {
    access: A,
    error: Option<E>,
}

impl<A, E: Error> Parsing<A, E> {
    fn keep<T>(error: &mut Option<E>, result: Result<T, E>) -> Result<T, Unreadable> {
        result.map_err(|reason| {
            *error = Some(reason);
            Unreadable
        })
    }

    fn into_error(self) -> E {
        self.error.unwrap_or_else(|| E::custom("a value that cannot be read"))
    }
}

impl<'de, A: MapAccess<'de>> FieldValue<'de> for Parsing<A, A::Error> {
    fn fill(&mut self, shape: &mut dyn Shape<'de>) -> Result<(), Unreadable> {
        Self::keep(&mut self.error, self.access.next_value_seed(Filling(shape)))
    }

    fn skip(&mut self) -> Result<(), Unreadable> {
        Self::keep(&mut self.error, self.access.next_value::<IgnoredAny>().map(|_| ()))
    }

    fn raw(&mut self) -> Result<&'de RawValue, Unreadable> {
        Self::keep(&mut self.error, self.access.next_value())
    }
}

impl<'de, A: SeqAccess<'de>> ListItems<'de> for Parsing<A, A::Error> {
    fn fill_next(&mut self, shape: &mut dyn Shape<'de>) -> Result<bool, Unreadable> {
        Self::keep(&mut self.error, self.access.next_element_seed(Filling(shape)).map(|item| item.is_some()))
    }

    fn skip_rest(&mut self) -> Result<(), Unreadable> {
        loop {
            let item = self.access.next_element::<IgnoredAny>();
            if Self::keep(&mut self.error, item)?.is_none() {
                return Ok(());
            }
        }
    }
}

/// The elements of a list that have not been read yet.
pub(super) struct Elements<'a, 'de>(&'a mut dyn ListItems<'de>);

impl<'de> Elements<'_, 'de> {
    /// Reads the next element into a noun; false when there is none.
    pub(super) fn fill_next(&mut self, shape: &mut dyn Shape<'de>) -> Result<bool, Unreadable> {
        self.0.fill_next(shape)
    }

    /// Passes over the elements that are left.
    pub(super) fn skip_rest(self) -> Result<(), Unreadable> {
        self.0.skip_rest()
    }
}

/// The value of a field that has been named and not yet been read.
pub(super) struct Slot<'a, 'de>(&'a mut dyn FieldValue<'de>);

impl<'de> Slot<'_, 'de> {
    /// The value as it came.
    pub(super) fn scalar(self) -> Result<Scalar<'de>, Unreadable> {
        self.shape()
    }

    /// A name or a title.
    pub(super) fn label(self) -> Result<Option<String>, Unreadable> {
        self.scalar().map(Scalar::label)
    }

    /// What somebody or a model wrote, whole.
    pub(super) fn content(self) -> Result<Option<String>, Unreadable> {
        self.scalar().map(Scalar::content)
    }

    /// Text that says something and is no content.
    pub(super) fn text(self) -> Result<Option<String>, Unreadable> {
        self.scalar().map(Scalar::text)
    }

    /// A finite number.
    pub(super) fn number(self) -> Result<Option<f64>, Unreadable> {
        self.scalar().map(|value| value.number())
    }

    /// A whole count.
    pub(super) fn count(self) -> Result<Option<u32>, Unreadable> {
        self.scalar().map(|value| value.count())
    }

    /// A flag.
    pub(super) fn flag(self) -> Result<Option<bool>, Unreadable> {
        self.scalar().map(|value| value.flag())
    }

    /// A date.
    pub(super) fn millis(self) -> Result<Option<Millis>, Unreadable> {
        self.scalar().map(|value| value.millis())
    }

    /// A noun inside this one.
    pub(super) fn shape<T: Shape<'de> + Default>(self) -> Result<T, Unreadable> {
        let mut shape = T::default();
        self.fill(&mut shape)?;
        Ok(shape)
    }

    /// More of a noun that was begun, as when a reply wraps its body in `data`.
    pub(super) fn fill(self, shape: &mut dyn Shape<'de>) -> Result<(), Unreadable> {
        self.0.fill(shape)
    }

    /// A list of nouns. Null is an empty list; anything else that is no list is `None`.
    pub(super) fn list<T: Shape<'de> + Default>(self) -> Result<Option<Vec<T>>, Unreadable> {
        self.shape::<Many<T>>().map(|many| many.0)
    }

    /// Words of a list; a bare word is a list of one.
    pub(super) fn words(self) -> Result<Vec<String>, Unreadable> {
        self.shape::<Words>().map(|words| words.0)
    }

    /// Passes over the value, however deep it is, without recursion.
    pub(super) fn skip(self) -> Result<(), Unreadable> {
        self.0.skip()
    }

    /// The text of the value, to be read later.
    pub(super) fn raw(self) -> Result<&'de RawValue, Unreadable> {
        self.0.raw()
    }
}

/// Reads any value into a noun, which decides what to make of it. Numbers, text, null, a list or an object: nothing is
/// refused here.
pub(super) struct Filling<'a, 'de>(pub(super) &'a mut (dyn Shape<'de> + 'a));

impl<'de> DeserializeSeed<'de> for Filling<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Filling<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.scalar(Scalar::Null);
        Ok(())
    }

    fn visit_bool<E>(self, flag: bool) -> Result<(), E> {
        self.0.scalar(Scalar::Bool(flag));
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.0.scalar(Scalar::Whole(number));
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        let number = i64::try_from(number).map_err(|_| Error::custom(TOO_LARGE))?;
        self.0.scalar(Scalar::Whole(number));
        Ok(())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        // The parser makes every number of more digits than 64 bits hold into one like this, and its digits are lost.
        if number.abs() >= LARGE {
            return Err(Error::custom(TOO_LARGE));
        }
        self.0.scalar(Scalar::Number(number));
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        self.0.scalar(Scalar::Text(Cow::Borrowed(text)));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.scalar(Scalar::Text(Cow::Owned(text.to_owned())));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut list = Parsing { access, error: None };
        match self.0.list(Elements(&mut list)) {
            Ok(()) => Ok(()),
            Err(Unreadable) => Err(list.into_error()),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut object = Parsing { access, error: None };
        while let Some(Key(name)) = object.access.next_key()? {
            if self.0.field(&name, Slot(&mut object)).is_err() {
                return Err(object.into_error());
            }
        }
        Ok(())
    }
}

/// A single value is a noun too; a list or an object in its place is passed over.
impl<'de> Shape<'de> for Scalar<'de> {
    fn field(&mut self, _name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        *self = Scalar::Compound;
        value.skip()
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        *self = Scalar::Compound;
        items.skip_rest()
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        *self = value;
    }
}

/// The name of a field, borrowed from the body where it holds no escapes.
pub(super) struct Key<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Owned(name.to_owned())))
    }
}

/// A list, or what stands where one belongs.
struct Many<T>(Option<Vec<T>>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Shape<'de> + Default> Shape<'de> for Many<T> {
    fn field(&mut self, _name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        value.skip()
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        self.0 = Some(elements(items)?);
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        if value == Scalar::Null {
            self.0 = Some(Vec::new());
        }
    }
}

/// The most elements of a list that are read. The longest list that the contract knows has a thousand; children of a thread have a limit of
/// their own.
pub(super) const MOST_ELEMENTS: usize = 10_000;

/// Every element of a list up to [`MOST_ELEMENTS`], the useless ones as [`Default`] so that positions stay true.
pub(super) fn elements<'de, T: Shape<'de> + Default>(
    mut items: Elements<'_, 'de>,
) -> Result<Vec<T>, Unreadable> {
    let mut all = Vec::new();
    loop {
        if all.len() >= MOST_ELEMENTS {
            items.skip_rest()?;
            return Ok(all);
        }
        let mut item = T::default();
        if !items.fill_next(&mut item)? {
            return Ok(all);
        }
        all.push(item);
    }
}

/// Words of a list, or one bare word.
#[derive(Default)]
struct Words(Vec<String>);

impl<'de> Shape<'de> for Words {
    fn field(&mut self, _name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        value.skip()
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        self.0.extend(elements::<Scalar<'de>>(items)?.into_iter().filter_map(Scalar::text));
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.0.extend(value.text());
    }
}
