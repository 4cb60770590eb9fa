//! Whether a text that a network kept is the text that was sent, although networks rewrite: they normalize and escape characters, strip
//! invisible ones, change quotation marks and blanks, and cut the end.

/// A cut text of fewer characters than this may be another text that begins alike.
const SHORTEST_CUT: usize = 20;

/// Whether the network's text is ours, up to what networks change on the way.
pub(crate) fn same_words(theirs: &str, ours: &str) -> bool {
    let (theirs, ours) = (letters(theirs), letters(ours));
    let begins_alike = |kept: &[Letter]| kept.iter().zip(&ours).all(|(one, other)| one.is_same(other));
    if theirs.len() == ours.len() && begins_alike(&theirs) {
        return true;
    }
    let dots = theirs.iter().rev().take_while(|letter| letter.base == '.').count();
    let kept = theirs.get(..theirs.len() - dots).unwrap_or_default();
    kept.len() >= SHORTEST_CUT && kept.len() < ours.len() && begins_alike(kept)
}

/// A character with the marks that combine with it, in one order.
struct Letter {
    base: char,
    marks: Vec<char>,
}

impl Letter {
    /// Whether both are one letter: the same characters, or one in more and one in fewer. Which composed character stands for which parts only
    /// a table of Unicode tells. Here author, place, time and all other letters agree, so that it is not needed.
    fn is_same(&self, other: &Self) -> bool {
        let fewer = if self.marks.len() < other.marks.len() { self } else { other };
        (self.base == other.base && self.marks == other.marks)
            || (self.marks.len() != other.marks.len() && !fewer.base.is_ascii())
    }
}

/// The letters of a text, without what networks change.
fn letters(text: &str) -> Vec<Letter> {
    let mut all = Vec::<Letter>::new();
    let mut last = ' ';
    for character in unescaped(text).chars().filter(|character| !is_invisible(*character)).flat_map(plain) {
        // Blanks and dashes in a row are one.
        let repeated = character == last && matches!(character, ' ' | '-');
        last = character;
        match all.last_mut() {
            _ if repeated => {}
            Some(letter) if is_mark(character) => {
                let place = letter.marks.partition_point(|mark| *mark <= character);
                letter.marks.insert(place, character);
            }
            _ => all.push(Letter { base: character, marks: Vec::new() }),
        }
    }
    while all.last().is_some_and(|letter| letter.base == ' ') {
        all.pop();
    }
    all
}

/// A text without HTML escapes, however often it was escaped.
fn unescaped(text: &str) -> String {
    const ESCAPES: [(&str, &str); 10] = [
        ("&amp;", "&"),
        ("&#38;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
    ];
    let mut plain = text.to_owned();
    loop {
        let next = ESCAPES.iter().fold(plain.clone(), |text, (escape, to)| text.replace(escape, to));
        // Each replacement shortens the text, so this ends.
        if next == plain {
            return plain;
        }
        plain = next;
    }
}

/// A character as the simplest one that networks exchange it for. A syllable of Hangul becomes its parts (Unicode, section 3.12).
fn plain(character: char) -> impl Iterator<Item = char> {
    let parts: [Option<char>; 3] = match character {
        '‘' | '’' | '‚' | '‛' | '′' | '´' | '`' => [Some('\''), None, None],
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => [Some('"'), None, None],
        '‐'..='―' | '−' => [Some('-'), None, None],
        '…' => [Some('.'); 3],
        '\u{212b}' => [Some('\u{c5}'), None, None],
        '\u{2126}' => [Some('\u{3a9}'), None, None],
        '\u{212a}' => [Some('K'), None, None],
        '\u{ac00}'..='\u{d7a3}' => {
            let place = u32::from(character) - 0xac00;
            let last = place % 28;
            [
                char::from_u32(0x1100 + place / 588),
                char::from_u32(0x1161 + place % 588 / 28),
                char::from_u32(0x11a7 + last).filter(|_| last > 0),
            ]
        }
        blank if blank.is_whitespace() => [Some(' '), None, None],
        other => [Some(other), None, None],
    };
    parts.into_iter().flatten()
}

/// Characters that show nothing, which networks strip.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fffd}' | '\u{e0000}'..='\u{e0fff}')
        || (character.is_control() && !character.is_whitespace())
}

/// Marks that some composed character of Unicode holds.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{5b0}'..='\u{5c7}' | '\u{653}'..='\u{655}' | '\u{93c}' | '\u{9bc}' | '\u{9be}'
        | '\u{9d7}' | '\u{a3c}' | '\u{b3c}' | '\u{b3e}' | '\u{b56}'..='\u{b57}' | '\u{bbe}' | '\u{bd7}'
        | '\u{cc2}' | '\u{cd5}'..='\u{cd6}' | '\u{d3e}' | '\u{d57}' | '\u{dca}' | '\u{dcf}' | '\u{ddf}'
        | '\u{102e}' | '\u{3099}'..='\u{309a}')
}
