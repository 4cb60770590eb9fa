//! Keys as people name them: `Enter`, `j`, `Control+Enter`.

use crate::failure::{Failure, Result};

/// A key with the modifiers that are held while it is pressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chord {
    /// The key's value, as in `KeyboardEvent.key`.
    pub(crate) key: String,
    /// The key's place on a keyboard, as in `KeyboardEvent.code`.
    pub(crate) code: String,
    /// Windows' number for the key, which Chromium's editing commands go by.
    pub(crate) number: u32,
    /// The text it types, if any.
    pub(crate) text: Option<String>,
    /// The modifiers that are held: a sum of the constants of this module.
    pub(crate) held: u8,
}

/// Alt is held. The numbers are Chromium's.
pub(crate) const ALT: u8 = 1;
/// Control is held.
pub(crate) const CONTROL: u8 = 2;
/// The system's own key is held.
pub(crate) const META: u8 = 4;
/// Shift is held.
pub(crate) const SHIFT: u8 = 8;

/// Keys that have a name: the name, the number, the text.
const NAMED: [(&str, u32, Option<&str>); 14] = [
    ("Enter", 13, Some("\r")),
    ("Tab", 9, None),
    ("Escape", 27, None),
    ("Backspace", 8, None),
    ("Delete", 46, None),
    ("ArrowLeft", 37, None),
    ("ArrowUp", 38, None),
    ("ArrowRight", 39, None),
    ("ArrowDown", 40, None),
    ("Home", 36, None),
    ("End", 35, None),
    ("PageUp", 33, None),
    ("PageDown", 34, None),
    ("F6", 117, None),
];

impl Chord {
    /// Reads `Control+Shift+Enter`, `ArrowDown`, `j` or `?`.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let (held, key) = match text.rsplit_once('+') {
            Some((held, key)) if !key.is_empty() => (held, key),
            _ => ("", text),
        };
        let mut chord = Self::key(key)?;
        for modifier in held.split('+').filter(|modifier| !modifier.is_empty()) {
            chord.held |= match modifier {
                "Alt" => ALT,
                "Control" => CONTROL,
                "Meta" => META,
                "Shift" => SHIFT,
                other => return Err(Failure::new(format!("There is no modifier {other:?} in {text:?}."))),
            };
        }
        if chord.held & !SHIFT != 0 {
            // A shortcut types nothing.
            chord.text = None;
        }
        Ok(chord)
    }

    /// One character as the key that types it.
    pub(crate) fn character(character: char) -> Self {
        let upper = character.to_ascii_uppercase();
        let code = match upper {
            'A'..='Z' => format!("Key{upper}"),
            '0'..='9' => format!("Digit{upper}"),
            ' ' => "Space".to_owned(),
            _ => String::new(),
        };
        Self {
            key: character.to_string(),
            number: if code.is_empty() { 0 } else { u32::from(upper) },
            code,
            text: Some(character.to_string()),
            held: if character.is_ascii_uppercase() { SHIFT } else { 0 },
        }
    }

    fn key(key: &str) -> Result<Self> {
        if let Some(&(name, number, text)) = NAMED.iter().find(|(name, ..)| *name == key) {
            let text = text.map(str::to_owned);
            return Ok(Self { key: name.to_owned(), code: name.to_owned(), number, text, ..Self::default() });
        }
        let mut characters = if key == "Space" { " ".chars() } else { key.chars() };
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(Self::character(character)),
            _ => Err(Failure::new(format!("There is no key {key:?}."))),
        }
    }

    /// Whether a modifier is held.
    pub(crate) fn holds(&self, modifier: u8) -> bool {
        self.held & modifier != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_chords() {
        let post = Chord::parse("Control+Enter").expect("is a chord");
        assert_eq!((post.key.as_str(), post.held, post.text, post.number), ("Enter", CONTROL, None, 13));
        let letter = Chord::parse("j").expect("is a chord");
        assert_eq!((letter.code.as_str(), letter.text.as_deref()), ("KeyJ", Some("j")));
        assert_eq!(Chord::parse("+").expect("is a key").key, "+");
        assert!(Chord::parse("Hyper+x").is_err() && Chord::parse("Entr").is_err());
    }
}
