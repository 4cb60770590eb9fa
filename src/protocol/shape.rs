//! The one place where tolerance lives: every noun says what it makes of a named field, and nothing it does not know,
//! no wrong type and no null can stop it.

use super::scalar::Scalar;
use crate::domain::Millis;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use std::borrow::Cow;
use std::fmt;

/// Numbers from here on are read as text, since an id is text as it came: 2^63.
pub(super) const LARGE: f64 = 9_223_372_036_854_775_808.0;

/// Why a document is read again with its large numbers as text ([`super::body::mend_numbers`]).
const TOO_LARGE: &str = "a number of more than 63 bits";

/// Something read from JSON of no certain form. It takes what it can use and lets the rest go.
pub(super) trait Shape<'de> {
    /// Takes one field of an object. Must use up `value`, by [`Slot::skip`] if by nothing else.
    fn field<A: MapAccess<'de>>(&mut self, name: &str, value: Slot<'_, A>) -> Result<(), A::Error>;

    /// Takes a list where an object was more likely.
    fn list<A: SeqAccess<'de>>(&mut self, items: A) -> Result<(), A::Error> {
        pass_over(items)
    }

    /// Takes a bare value where an object was more likely.
    fn scalar(&mut self, _value: Scalar<'de>) {}
}

fn pass_over<'de, A: SeqAccess<'de>>(mut items: A) -> Result<(), A::Error> {
    while items.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

/// The value of a field that has been named and not yet been read.
pub(super) struct Slot<'a, A>(pub(super) &'a mut A);

impl<'de, A: MapAccess<'de>> Slot<'_, A> {
    /// The value as it came.
    pub(super) fn scalar(self) -> Result<Scalar<'de>, A::Error> {
        self.shape()
    }

    /// A name or a title.
    pub(super) fn label(self) -> Result<Option<String>, A::Error> {
        self.scalar().map(Scalar::label)
    }

    /// What somebody or a model wrote, whole.
    pub(super) fn content(self) -> Result<Option<String>, A::Error> {
        self.scalar().map(Scalar::content)
    }

    /// Text that says something and is no content.
    pub(super) fn text(self) -> Result<Option<String>, A::Error> {
        self.scalar().map(Scalar::text)
    }

    /// A finite number.
    pub(super) fn number(self) -> Result<Option<f64>, A::Error> {
        self.scalar().map(|value| value.number())
    }

    /// A whole count.
    pub(super) fn count(self) -> Result<Option<u32>, A::Error> {
        self.scalar().map(|value| value.count())
    }

    /// A flag.
    pub(super) fn flag(self) -> Result<Option<bool>, A::Error> {
        self.scalar().map(|value| value.flag())
    }

    /// A date.
    pub(super) fn millis(self) -> Result<Option<Millis>, A::Error> {
        self.scalar().map(|value| value.millis())
    }

    /// A noun inside this one.
    pub(super) fn shape<T: Shape<'de> + Default>(self) -> Result<T, A::Error> {
        let mut shape = T::default();
        self.fill(&mut shape)?;
        Ok(shape)
    }

    /// More of a noun that was begun, as when a reply wraps its body in `data`.
    pub(super) fn fill<T: Shape<'de>>(self, shape: &mut T) -> Result<(), A::Error> {
        self.0.next_value_seed(Filling(shape))
    }

    /// A list of nouns. Null is an empty list; anything else that is no list is `None`.
    pub(super) fn list<T: Shape<'de> + Default>(self) -> Result<Option<Vec<T>>, A::Error> {
        self.shape::<Many<T>>().map(|many| many.0)
    }

    /// Words of a list; a bare word is a list of one.
    pub(super) fn words(self) -> Result<Vec<String>, A::Error> {
        self.shape::<Words>().map(|words| words.0)
    }

    /// Passes over the value, however deep it is, without recursion.
    pub(super) fn skip(self) -> Result<(), A::Error> {
        self.0.next_value::<IgnoredAny>().map(|_| ())
    }
}

/// Reads any value into a noun, which decides what to make of it. Numbers, text, null, a list or an object: nothing is
/// refused here.
pub(super) struct Filling<'a, T>(pub(super) &'a mut T);

impl<'de, T: Shape<'de>> DeserializeSeed<'de> for Filling<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Shape<'de>> Visitor<'de> for Filling<'_, T> {
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

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.0.list(items)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(Key(name)) = fields.next_key()? {
            self.0.field(&name, Slot(&mut fields))?;
        }
        Ok(())
    }
}

/// A single value is a noun too; a list or an object in its place is passed over.
impl<'de> Shape<'de> for Scalar<'de> {
    fn field<A: MapAccess<'de>>(&mut self, _name: &str, value: Slot<'_, A>) -> Result<(), A::Error> {
        *self = Scalar::Compound;
        value.skip()
    }

    fn list<A: SeqAccess<'de>>(&mut self, items: A) -> Result<(), A::Error> {
        *self = Scalar::Compound;
        pass_over(items)
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
    fn field<A: MapAccess<'de>>(&mut self, _name: &str, value: Slot<'_, A>) -> Result<(), A::Error> {
        value.skip()
    }

    fn list<A: SeqAccess<'de>>(&mut self, items: A) -> Result<(), A::Error> {
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
pub(super) fn elements<'de, T: Shape<'de> + Default, A: SeqAccess<'de>>(
    mut items: A,
) -> Result<Vec<T>, A::Error> {
    let mut all = Vec::new();
    loop {
        if all.len() >= MOST_ELEMENTS {
            pass_over(items)?;
            return Ok(all);
        }
        let mut item = T::default();
        if items.next_element_seed(Filling(&mut item))?.is_none() {
            return Ok(all);
        }
        all.push(item);
    }
}

/// Words of a list, or one bare word.
#[derive(Default)]
struct Words(Vec<String>);

impl<'de> Shape<'de> for Words {
    fn field<A: MapAccess<'de>>(&mut self, _name: &str, value: Slot<'_, A>) -> Result<(), A::Error> {
        value.skip()
    }

    fn list<A: SeqAccess<'de>>(&mut self, items: A) -> Result<(), A::Error> {
        self.0.extend(elements::<Scalar<'de>, A>(items)?.into_iter().filter_map(Scalar::text));
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.0.extend(value.text());
    }
}

/// One value that may come under several names, the best of which wins in whatever order they come.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Best<T> {
    rank: u8,
    value: Option<T>,
}

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self { rank: u8::MAX, value: None }
    }
}

impl<T> Best<T> {
    /// Offers a value under a name of this rank, 0 being the canonical one. `None` never displaces anything.
    pub(super) fn offer(&mut self, rank: u8, value: Option<T>) {
        if value.is_some() && (self.value.is_none() || rank < self.rank) {
            *self = Self { rank, value };
        }
    }

    /// What won.
    pub(super) fn take(self) -> Option<T> {
        self.value
    }

    /// What has won so far.
    pub(super) fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }
}
