//! Where tag characters are honest: in the flags of England, Scotland and Wales.

use super::FindingCode;
use super::character::Character;

/// The tag sequences that `emoji-sequences.txt` registers (`RGI_Emoji_Tag_Sequence`), each after the black flag and before
/// U+E007F. Any other tags spell what nobody sees.
const REGISTERED: [&str; 3] = ["gbeng", "gbsct", "gbwls"];

/// Leaves the tags of registered flags alone.
pub(super) fn allow(characters: &mut [Character]) {
    for nth in 0..characters.len() {
        let (_, rest) = characters.split_at_mut(nth);
        let [flag, tags @ ..] = rest else { return };
        if flag.c != '\u{1f3f4}' {
            continue;
        }
        let spelled: String = tags.iter().take(6).map_while(|character| tag(character.c)).collect();
        if spelled.strip_suffix('\u{7f}').is_some_and(|code| REGISTERED.contains(&code)) {
            tags.iter_mut()
                .take(6)
                .filter(|character| character.code == Some(FindingCode::Tag))
                .for_each(|character| character.code = None);
        }
    }
}

/// The character of ASCII that a tag stands for.
fn tag(c: char) -> Option<char> {
    let byte = u8::try_from((c as u32).checked_sub(0xe0000)?).ok()?;
    byte.is_ascii().then_some(char::from(byte))
}
