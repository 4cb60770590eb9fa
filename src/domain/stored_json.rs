//! Reads what this extension wrote itself, and what its own pages send: JSON of a known form.
//!
//! A derived reader is compiled anew for everything it may read from. From `serde_json`'s text reader each type comes with that parser's
//! inner loops and with a second form, a list in place of an object, that nothing here writes: two fifths of the module. So the text is read
//! into a [`Value`] first, by code that exists once, and the types are read from that.

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::{Serialize, forward_to_deserialize_any};
use serde_json::{Number, Value};
use std::fmt;

/// A value of a known type from its JSON. An object is required where the type is a struct.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    T::deserialize(Stored(serde_json::from_str(text).map_err(|_| Error)?))
}

/// A value as indented JSON, for people to read.
pub fn pretty_json(value: &impl Serialize) -> String {
    // By way of a value, so that no type has a second writer for the indented form.
    let compact = serde_json::to_string(value).unwrap_or_default();
    let value: Value = serde_json::from_str(&compact).unwrap_or_default();
    serde_json::to_string_pretty(&value).unwrap_or_default()
}

/// The text is no JSON, or not of the form that is wanted.
///
/// It holds no reason: nobody would read it, since this extension wrote the text, and each reader would be compiled with the writing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The text does not have the form that is wanted")
    }
}

impl std::error::Error for Error {}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(_reason: T) -> Self {
        Self
    }
}

struct Stored(Value);

// What needs no type stands apart from what is compiled for each.
impl Stored {
    #[inline(never)]
    fn entries(self) -> Result<Entries, Error> {
        match self.0 {
            Value::Object(entries) => Ok(Entries { rest: entries.into_iter(), value: Value::Null }),
            _ => Err(Error),
        }
    }

    #[inline(never)]
    fn items(self) -> Result<Items, Error> {
        match self.0 {
            Value::Array(items) => Ok(Items(items.into_iter())),
            _ => Err(Error),
        }
    }

    #[inline(never)]
    fn variant(self) -> Result<Variant, Error> {
        match self.0 {
            Value::String(name) => Ok(Variant { name: Name(name), content: Self(Value::Null) }),
            Value::Object(entries) => match entries.into_iter().next() {
                Some((name, content)) => Ok(Variant { name: Name(name), content: Self(content) }),
                None => Err(Error),
            },
            _ => Err(Error),
        }
    }
}

/// Hands a number over in the smallest of the three forms that hold it.
fn read_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Error> {
    if let Some(whole) = number.as_u64() {
        visitor.visit_u64(whole)
    } else if let Some(whole) = number.as_i64() {
        visitor.visit_i64(whole)
    } else {
        visitor.visit_f64(number.as_f64().ok_or(Error)?)
    }
}

impl<'de> Deserializer<'de> for Stored {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(flag),
            Value::Number(number) => read_number(&number, visitor),
            Value::String(text) => visitor.visit_string(text),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Bool(flag) => visitor.visit_bool(flag),
            _ => Err(Error),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Number(number) => read_number(&number, visitor),
            _ => Err(Error),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(text) => visitor.visit_string(text),
            _ => Err(Error),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut items = self.items()?;
        visitor.visit_seq(&mut items)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut entries = self.entries()?;
        visitor.visit_map(&mut entries)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let variant = self.variant()?;
        visitor.visit_enum(variant)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u128 f32 char bytes byte_buf unit unit_struct tuple_struct identifier
    }
}

/// The elements of a list.
struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for &mut Items {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|item| seed.deserialize(Stored(item))).transpose()
    }
}

/// The entries of an object.
struct Entries {
    rest: serde_json::map::IntoIter,
    /// The value of the entry whose key was read last.
    value: Value,
}

impl Entries {
    #[inline(never)]
    fn next_name(&mut self) -> Option<Name> {
        let (name, value) = self.rest.next()?;
        self.value = value;
        Some(Name(name))
    }
}

impl<'de> MapAccess<'de> for &mut Entries {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.next_name().map(|name| seed.deserialize(name)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Stored(self.value.take()))
    }
}

/// The name of a field. It is read as text and nothing else, so that no field is known by a number or by bytes.
struct Name(String);

impl<'de> Deserializer<'de> for Name {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.0)
    }

    /// A map from numbers has them as text.
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.parse() {
            Ok(number) => visitor.visit_u64(number),
            Err(_) => Err(Error),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(Variant { name: self, content: Stored(Value::Null) })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// One variant of an enum: its name, and what it holds.
struct Variant {
    name: Name,
    content: Stored,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Error;
    type Variant = Stored;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Stored), Error> {
        Ok((seed.deserialize(self.name)?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Stored {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        match self.0 {
            Value::Null => Ok(()),
            _ => Err(Error),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::from_json;
    use crate::domain::Table;
    use serde::Deserialize;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default, rename_all = "camelCase")]
    struct Everything {
        text: String,
        letter: Option<char>,
        whole: u32,
        negative: i64,
        part: f64,
        yes: bool,
        nothing: Option<u8>,
        pair: (u8, String),
        wrapped: Wrapped,
        kinds: Vec<Kind>,
        by_name: Table<String, u8>,
        by_number: Table<u64, Kind>,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    struct Wrapped(u8);

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Bare,
        One(u8),
        Two(u8, u8),
        Named { a: u8 },
    }

    const ALL: &str = r#"{"text":"\u00e9","letter":"x","whole":7,"negative":-7,"part":0.5,"yes":true,"nothing":null,"pair":[1,"b"],
        "wrapped":3,"kinds":["bare",{"one":1},{"two":[1,2]},{"named":{"a":1}}],"byName":{"z":1,"a":2},"byNumber":{"10":"bare"},
        "notKnown":[{"deep":[]}]}"#;

    #[test]
    fn every_form_is_read_as_serde_json_reads_it() {
        let read: Everything = from_json(ALL).unwrap();
        assert_eq!(read, serde_json::from_str(ALL).unwrap());
        assert_eq!(read.by_number.get(&10), Some(&Kind::Bare));
    }

    #[test]
    fn a_list_is_no_struct_and_a_wrong_type_is_an_error() {
        for wrong in [
            "[]",
            "null",
            "7",
            r#"{"whole":"7"}"#,
            r#"{"whole":-1}"#,
            r#"{"kinds":[{}]}"#,
            r#"{"kinds":["other"]}"#,
        ] {
            assert!(from_json::<Everything>(wrong).is_err(), "{wrong}");
        }
    }
}
