//! Words that borrow letters from an alphabet that looks like another.

use super::{Finding, Spot, Trick, name};

/// Letters that cannot be told from Latin ones in common typefaces, each before the Latin letter. A choice from
/// Unicode Technical Standard 39's confusables.
const CYRILLIC: &str = "аaсcԁdеeһhіiјjӏlоoрpԛqѕsѵvԝwхxуyАAВBСCЕEНHІIЈJКKМMОOРPЅSТTХXУYԌGԚQԜWҮYѴV";
const GREEK: &str = "αaοoνvρpτtυuιiκkγyϲcϳjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϹC";
const ARMENIAN: &str = "աwոnսuօoհhցgյjզqԼLՏSՍUՕO";
const CHEROKEE: &str = "ᎪAᏴBᏟCᎠDᎬEᎻHᎥiᎫJᏦKᏞLᎷMᏢPᏚSᎢTᏙVᎳWᏃZ";

/// Lower-case letters above that do look different when one looks twice; too common in honest words to count alone.
const NEARLY: &str = "αντυικγ";

/// Whether a letter is of an alphabet that is looked at here.
pub(super) fn is_compared(c: char) -> bool {
    alphabet(c) != Alphabet::Other
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
    Cherokee,
    Other,
}

fn alphabet(c: char) -> Alphabet {
    match c as u32 {
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x24f | 0x1e00..=0x1eff => Alphabet::Latin,
        0x370..=0x3ff | 0x1f00..=0x1fff => Alphabet::Greek,
        0x400..=0x52f | 0x1c80..=0x1c8f | 0xa640..=0xa69f => Alphabet::Cyrillic,
        0x530..=0x58f => Alphabet::Armenian,
        0x13a0..=0x13ff => Alphabet::Cherokee,
        _ => Alphabet::Other,
    }
}

/// The Latin letter that a letter looks like.
pub(super) fn latin(c: char) -> Option<char> {
    let table = match alphabet(c) {
        Alphabet::Cyrillic => CYRILLIC,
        Alphabet::Greek => GREEK,
        Alphabet::Armenian => ARMENIAN,
        Alphabet::Cherokee => CHEROKEE,
        Alphabet::Latin | Alphabet::Other => return None,
    };
    let mut letters = table.chars();
    while let (Some(letter), Some(like)) = (letters.next(), letters.next()) {
        if letter == c {
            return Some(like);
        }
    }
    None
}

/// A word, by the places of its letters.
struct Word {
    letters: Vec<usize>,
    latin: usize,
    foreign: usize,
    /// Foreign letters that look Latin.
    alike: usize,
    /// Of these, the ones that look it at every glance.
    exactly: usize,
    /// Changes of alphabet within.
    switches: usize,
}

impl Word {
    /// Two alphabets, where the fewer letters are all in disguise or the alphabets alternate. A word of one alphabet
    /// with an ending of another, each with letters of its own, is a loan word.
    fn mixed(&self) -> bool {
        let disguised = self.alike == self.foreign || self.switches > 1;
        let close = self.exactly > 0 || self.alike > 0 && self.latin > 2 && self.switches > 1;
        self.latin > 0 && close && disguised
    }

    /// A word of another alphabet that reads as Latin all through.
    fn masked(&self) -> bool {
        self.latin == 0 && self.foreign > 2 && self.alike == self.foreign
    }
}

/// Words in disguise. Hidden characters found before are looked through, since that is what a reader does; the letters
/// in disguise are noted in their places.
pub(super) fn words(spots: &mut [Spot]) -> Vec<Finding> {
    let words = cut(spots);
    // Where people do write that alphabet, a word of its letters alone is a word.
    let written = words.iter().any(|word| word.foreign > word.alike && !word.mixed());
    let suspect = words.iter().filter(|word| word.mixed() || word.masked() && !written && has_latin(&words));
    let findings = suspect.filter_map(|word| {
        let (first, last) = (*word.letters.first()?, *word.letters.last()?);
        let mut disguised = Vec::new();
        for nth in &word.letters {
            if let Some(spot) = spots.get_mut(*nth).filter(|spot| latin(spot.c).is_some()) {
                spot.trick = Some(Trick::Homoglyph);
                disguised.push(spot.c);
            }
        }
        // In a word like this a soft hyphen is no help to the typesetter.
        for spot in spots.iter_mut().take(last).skip(first).filter(|spot| spot.c == '\u{ad}') {
            spot.trick = Some(Trick::ZeroWidth);
        }
        let last = spots.get(last)?;
        Some(Finding {
            code: Trick::Homoglyph,
            start: spots.get(first)?.at,
            end: last.at + u32::try_from(last.c.len_utf16()).unwrap_or(1),
            code_points: disguised.iter().take(super::LISTED).map(|c| name::code_point(*c)).collect(),
            name: name::of(Trick::Homoglyph, &disguised),
        })
    });
    findings.collect()
}

fn has_latin(words: &[Word]) -> bool {
    words.iter().any(|word| word.foreign == 0 && word.latin > 1)
}

fn cut(spots: &[Spot]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word: Option<Word> = None;
    let mut before = Alphabet::Other;
    for (nth, spot) in spots.iter().enumerate() {
        // Hidden characters, soft hyphens and accents do not end a word.
        if spot.trick.is_some() || matches!(spot.c as u32, 0xad | 0x300..=0x36f) {
            continue;
        }
        let alphabet = alphabet(spot.c);
        if alphabet == Alphabet::Other || !spot.c.is_alphabetic() {
            words.extend(word.take());
            continue;
        }
        let word = word.get_or_insert_with(|| {
            before = alphabet;
            Word { letters: Vec::new(), latin: 0, foreign: 0, alike: 0, exactly: 0, switches: 0 }
        });
        word.letters.push(nth);
        word.switches += usize::from(alphabet != before);
        before = alphabet;
        if alphabet == Alphabet::Latin {
            word.latin += 1;
        } else {
            let alike = latin(spot.c).is_some();
            word.foreign += 1;
            word.alike += usize::from(alike);
            word.exactly += usize::from(alike && !NEARLY.contains(spot.c));
        }
    }
    words.extend(word);
    words
}
