/// The beginning of a text: all of it up to so many characters, else one character fewer and an ellipsis. What a reader sees as one character
/// is not cut in two, and a word is not where a space is near.
pub fn excerpt(text: &str, most: usize) -> String {
    // A character has four bytes at most: most texts need no counting.
    if text.len() <= most || text.chars().nth(most).is_none() {
        return text.to_owned();
    }
    let head = text.char_indices().nth(most.saturating_sub(1)).map_or(0, |(at, _)| at);
    let end = border_before(text, head);
    let space = text.get(..end).and_then(|head| head.rfind(char::is_whitespace));
    let end = space.filter(|space| end - space <= NEAR).unwrap_or(end);
    format!("{}…", text.get(..end).unwrap_or_default().trim_end())
}

/// Bytes within which a cut moves back to a space.
const NEAR: usize = 24;

/// Code points before which a cut moves back at most. What is longer than that is no character of any language.
const LONGEST: usize = 32;

/// The last place up to `end` at which no character, as a reader sees it, goes on.
fn border_before(text: &str, end: usize) -> usize {
    let mut place = end;
    for _ in 0..LONGEST {
        let Some((before, after)) = text.split_at_checked(place) else { return end };
        let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else {
            return place;
        };
        let flags = before.chars().rev().take_while(|one| is_flag_letter(*one)).count();
        let divides_flag = is_flag_letter(next) && flags % 2 == 1;
        if !(last == JOINER || extends(next) || divides_flag || (last, next) == ('\r', '\n')) {
            return place;
        }
        place -= last.len_utf8();
    }
    end
}

/// Joins emoji, and letters of some scripts, into one character.
const JOINER: char = '\u{200D}';

/// Two of these letters are a flag.
fn is_flag_letter(one: char) -> bool {
    matches!(one, '\u{1F1E6}'..='\u{1F1FF}')
}

/// Whether a code point belongs to the character before it: marks, variation selectors, skin tones, tags, vowel signs and finals.
fn extends(one: char) -> bool {
    matches!(one,
        JOINER | '\u{200C}'
        | '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05BD}' | '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}'
        | '\u{0900}'..='\u{0903}' | '\u{093A}'..='\u{093C}' | '\u{093E}'..='\u{094F}'
        | '\u{0981}'..='\u{0983}' | '\u{09BC}' | '\u{09BE}'..='\u{09CD}' | '\u{0BBE}'..='\u{0BCD}'
        | '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}'
        | '\u{1160}'..='\u{11FF}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
        | '\u{302A}'..='\u{302F}' | '\u{3099}' | '\u{309A}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn is_cut_where_a_character_ends_and_at_a_space_where_one_is_near() {
        for (text, most, expected) in [
            ("", 3, ""),
            ("short", 5, "short"),
            ("longer", 5, "long…"),
            ("日本語日本語", 6, "日本語日本語"),
            ("日本語日本語", 4, "日本語…"),
            ("two words", 8, "two…"),
            ("unbrokenunbrokenunbrokenunbroken x", 33, "unbrokenunbrokenunbrokenunbroken…"),
            // An accent, a flag, a family and a skin tone stay whole.
            ("abcde\u{301}f", 6, "abcd…"),
            ("a🇩🇪🇫🇷", 4, "a🇩🇪…"),
            ("a🇩🇪🇫🇷x", 5, "a🇩🇪…"),
            ("ab👩\u{200D}👧cd", 5, "ab…"),
            ("ab👍🏽cd", 4, "ab…"),
            ("a\r\nb", 3, "a…"),
        ] {
            assert_eq!(excerpt(text, most), expected, "{text} {most}");
        }
        assert_eq!(excerpt(&"\u{301}".repeat(100), 60).chars().count(), 60, "no character is that long");
    }
}
