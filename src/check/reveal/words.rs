//! Words that read as Latin and are not: most letters are of ASCII, the others only look so.

use super::character::Character;
use super::lookalike::{self, Likeness};
use super::{Finding, FindingCode, name, ranges};
use std::collections::BTreeSet;

/// What mathematicians write beside a symbol: names of functions and short subscripts.
const BESIDE_SYMBOLS: [&str; 20] = [
    "avg", "cos", "cot", "det", "eff", "exp", "inf", "lim", "log", "max", "min", "mod", "obs", "ref", "rel",
    "rms", "sin", "sup", "tan", "tot",
];

/// A word.
struct Word {
    /// Its letters and digits, each with its place in the text and with what it looks like.
    letters: Vec<(usize, char, Likeness)>,
    /// It stands between slashes or square brackets, as sounds do.
    enclosed: bool,
}

impl Word {
    fn count(&self, likeness: Likeness) -> usize {
        self.letters.iter().filter(|letter| letter.2 == likeness).count()
    }

    fn of(&self, likeness: Likeness) -> impl Iterator<Item = char> {
        self.letters.iter().filter(move |letter| letter.2 == likeness).map(|letter| letter.1)
    }

    /// Whether a letter of this likeness stands between letters of others.
    fn has_inside(&self, likeness: Likeness) -> bool {
        let runs = self.letters.chunk_by(|one, next| (one.2 == likeness) == (next.2 == likeness));
        let runs: Vec<bool> =
            runs.map(|run| run.first().is_some_and(|letter| letter.2 == likeness)).collect();
        runs.windows(3).any(|three| three == [false, true, false])
    }

    /// Whether all foreign letters are an ending, or a prefix of a script that is written from right to left.
    fn has_foreign_ending(&self) -> bool {
        let runs =
            self.letters.chunk_by(|one, next| (one.2 == Likeness::Foreign) == (next.2 == Likeness::Foreign));
        let runs: Vec<_> = runs.map(|run| run.first()).collect();
        match runs.as_slice() {
            [Some(stem), Some(_)] if stem.2 != Likeness::Foreign => true,
            [Some(prefix), Some(_)] => ranges::is_rtl(prefix.1),
            _ => false,
        }
    }

    /// Whether the word has one or two letters of ASCII, or is a symbol beside the name of a function or a subscript.
    fn is_formula(&self) -> bool {
        let ascii: String = self.of(Likeness::Ascii).collect();
        let beside = [Likeness::Foreign, Likeness::Styled].iter().all(|likeness| !self.has_inside(*likeness));
        ascii.len() < 3 || beside && BESIDE_SYMBOLS.contains(&ascii.as_str())
    }
}

/// What the words of a text have in common.
struct Writing {
    /// Scripts with letters that look like themselves.
    scripts: BTreeSet<u32>,
    /// It has a word of ASCII letters.
    latin: bool,
    /// It writes sounds, or a language with letters of phonetic writing.
    phonetic: bool,
    /// It has Latin letters with accents, as most alphabets do that have phonetic letters.
    accents: bool,
}

impl Writing {
    fn new(words: &[Word]) -> Self {
        let letters = || words.iter().flat_map(|word| &word.letters);
        Self {
            scripts: letters()
                .filter(|letter| letter.2 == Likeness::Other)
                .map(|letter| lookalike::block(letter.1))
                .collect(),
            latin: words.iter().any(|word| {
                word.count(Likeness::Ascii) > 1 && word.count(Likeness::Ascii) == word.letters.len()
            }),
            phonetic: letters().any(|letter| lookalike::is_phonetic_writing(letter.1)),
            accents: letters().any(|letter| letter.2 == Likeness::Latin),
        }
    }

    fn has_script(&self, word: &Word) -> bool {
        word.of(Likeness::Foreign).all(|c| self.scripts.contains(&lookalike::block(c)))
    }
}

/// Finds words with look-alikes, and marks the look-alikes in `characters`. Hidden characters do not end a word, since a
/// reader does not see them.
pub(super) fn find(characters: &mut [Character]) -> Vec<Finding> {
    if !characters.iter().any(|character| lookalike::latin(character.c).is_some()) {
        return Vec::new();
    }
    let words = cut(characters);
    let writing = Writing::new(&words);
    let mut findings = Vec::new();
    for word in words.iter().filter(|word| has_lookalikes(word, &writing)) {
        let (Some(first), Some(last)) = (word.letters.first(), word.letters.last()) else { continue };
        let mut letters = Vec::new();
        for (nth, c, likeness) in &word.letters {
            if matches!(likeness, Likeness::Foreign | Likeness::Styled | Likeness::Phonetic)
                && let Some(character) = characters.get_mut(*nth)
            {
                character.code = Some(FindingCode::Homoglyph);
                letters.push(*c);
            }
        }
        let at = |nth: usize| characters.get(nth).map_or(0, |character| character.at);
        findings.push(Finding {
            code: FindingCode::Homoglyph,
            start: at(first.0),
            end: at(last.0) + u32::try_from(last.1.len_utf16()).unwrap_or(1),
            code_points: letters
                .iter()
                .take(super::finding::LISTED)
                .map(|c| name::code_point(*c as u32))
                .collect(),
            name: name::of(FindingCode::Homoglyph, &letters),
        });
    }
    findings
}

fn has_lookalikes(word: &Word, writing: &Writing) -> bool {
    let [ascii, latin, foreign, styled, phonetic, other] = [
        Likeness::Ascii,
        Likeness::Latin,
        Likeness::Foreign,
        Likeness::Styled,
        Likeness::Phonetic,
        Likeness::Other,
    ]
    .map(|likeness| word.count(likeness));
    let lookalikes = foreign + styled + phonetic;
    // A letter that looks like nothing Latin tells the reader what he reads.
    if other > 0 || lookalikes == 0 {
        return false;
    }
    if ascii == 0 {
        return latin == 0 && lookalikes == foreign && is_of_lookalikes_only(word, writing);
    }
    // Formulas.
    let symbols = word.letters.iter().filter(|letter| lookalike::is_symbol_of_formulas(letter.1)).count();
    if symbols == lookalikes && word.is_formula() {
        return false;
    }
    if foreign > 0 {
        // A number beside one or two letters, as of a list.
        if ascii < 3 && lookalikes == foreign && word.of(Likeness::Foreign).all(char::is_numeric) {
            return false;
        }
        // A loan word with an ending, or a slip of a writer of that script.
        let written = writing.has_script(word);
        return !(written && (ascii <= foreign || word.has_foreign_ending()));
    }
    if ascii < 3 || lookalikes > ascii {
        return false;
    }
    if phonetic > 0 {
        let spelling = writing.accents && word.of(Likeness::Phonetic).all(lookalike::is_of_an_alphabet);
        return !(writing.phonetic || spelling || word.enclosed) && ascii >= 2 * phonetic;
    }
    !(ends_in_number(word) || word.is_formula())
}

/// Whether all letters are of another alphabet, and the text has Latin words but writes nothing in that alphabet.
fn is_of_lookalikes_only(word: &Word, writing: &Writing) -> bool {
    let letters: Vec<char> = word.of(Likeness::Foreign).collect();
    let exactly = letters.iter().filter(|c| !lookalike::is_symbol_of_formulas(**c)).count();
    writing.latin
        && letters.len() > 2
        && exactly * 2 > letters.len()
        && letters.iter().all(|c| lookalike::spells_words(*c))
        && !letters.iter().any(|c| writing.scripts.contains(&lookalike::block(*c)))
}

/// Whether all that is styled is a number at the end: fullwidth digits, as Chinese and Japanese writers put them, or a Roman
/// numeral in capitals.
fn ends_in_number(word: &Word) -> bool {
    !word.has_inside(Likeness::Styled)
        && word.letters.last().is_some_and(|letter| letter.2 == Likeness::Styled)
        && word.of(Likeness::Styled).all(|c| matches!(c, '\u{2160}'..='\u{216f}' | '\u{ff10}'..='\u{ff19}'))
}

fn cut(characters: &[Character]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut letters: Vec<(usize, char, Likeness)> = Vec::new();
    let mut before = ' ';
    for (nth, character) in characters.iter().enumerate() {
        // Hidden characters and accents do not end a word.
        if ranges::kind(character.c).is_some() || ranges::is_mark(character.c) {
            continue;
        }
        if let Some(likeness) = lookalike::likeness(character.c) {
            letters.push((nth, character.c, likeness));
            continue;
        }
        if !letters.is_empty() {
            let enclosed = matches!((before, character.c), ('/', '/') | ('[', ']'));
            words.push(Word { letters: std::mem::take(&mut letters), enclosed });
        }
        before = character.c;
    }
    if !letters.is_empty() {
        words.push(Word { letters, enclosed: false });
    }
    words
}
