//! Craft hints: stock phrases are the suspicion, want of anything particular is the proof.
//!
//! A phrase table alone would flag "great point, except the keeper's dog has been dead since Tuesday". So every family
//! but one also asks how much of the rest can be seen, counted or named, and stays silent when enough can.

use super::draft::{Craft, Draft, Hint};
use super::echo;
use super::lexicon::{Class, Hashed};
use super::phrases::{self, Match};
use super::token::{Cut, Script, Sentence, Token};

/// Most marks of one family; more would be noise.
const MOST: usize = 3;

/// The craft hints of a draft, by start.
pub(super) fn hints(draft: &Draft) -> Vec<Hint> {
    let cut = Cut::new(&draft.text);
    if cut.tokens.is_empty() || cut.foreign * 4 > cut.tokens.len() {
        return Vec::new();
    }
    let around: Vec<Cut> = draft.parent_text.iter().chain(&draft.thread).map(|text| Cut::new(text)).collect();
    let reading = Reading::new(&cut, &around);
    let wanted = |craft: Craft| !draft.silenced.iter().any(|code| code == craft.code());
    let mut hints: Vec<Hint> = Vec::new();
    for craft in Craft::ALL.into_iter().filter(|craft| wanted(*craft)) {
        // What is merely generic has been told when something sharper has been.
        if craft == Craft::Generic && !hints.is_empty() {
            break;
        }
        for hint in reading.marks(craft, &around) {
            // A handful at most: put in order one by one.
            let at = hints.partition_point(|other| (other.start, other.end) <= (hint.start, hint.end));
            hints.insert(at, hint);
        }
    }
    hints
}

/// A draft, read: what it is made of and which turns of speech it uses.
struct Reading<'a> {
    cut: &'a Cut,
    matches: Vec<Match>,
    /// What the whole text weighs.
    whole: Weight,
    /// What is left of it outside stock phrases.
    rest: Weight,
    /// How often the text speaks of someone: I, you, her.
    persons: usize,
}

/// How much of a text carries meaning, and of what sort. In words.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    words: f32,
    particular: f32,
    generic: f32,
}

impl Weight {
    fn of<'t>(tokens: impl Iterator<Item = &'t Token>, known: &Hashed) -> Self {
        let mut weight = Self::default();
        for token in tokens {
            let (words, particular, generic) = weigh(token);
            // What was already said is not what this text adds.
            let fresh = if known.contains_key(&token.root) { 0.3 } else { 1.0 };
            weight.words += words;
            weight.particular += particular * fresh;
            weight.generic += generic;
        }
        weight
    }

    /// The share of what carries meaning that fits anywhere.
    fn blandness(self) -> f32 {
        if self.words > 0.0 { self.generic / self.words } else { 0.0 }
    }
}

/// How many words a token counts for, how particular it is, how generic.
fn weigh(token: &Token) -> (f32, f32, f32) {
    if token.weight == 0 {
        return (0.0, 0.0, 0.0);
    }
    let han = token.script == Script::Han;
    match token.class {
        Class::Function => (0.0, 0.0, 0.0),
        _ if token.name => (1.0, 1.0, 0.0),
        Class::Concrete => (1.0, 1.0, 0.0),
        Class::Plain => (1.0, 0.0, 0.0),
        Class::Abstract => (1.0, 0.0, 1.0),
        Class::Unknown if han => (0.4, 0.14, 0.0),
        Class::Unknown => (1.0, 0.55, 0.0),
    }
}

impl<'a> Reading<'a> {
    fn new(cut: &'a Cut, around: &[Cut]) -> Self {
        let matches = phrases::matches(cut);
        let mut known = Hashed::default();
        for other in around {
            known.extend(other.roots());
        }
        let mut stock = vec![false; cut.tokens.len()];
        for found in &matches {
            stock.iter_mut().take(found.last).skip(found.first).for_each(|token| *token = true);
        }
        let lexicon = super::lexicon::Lexicon::get();
        let persons = [
            "i", "my", "me", "you", "your", "he", "she", "his", "her", "him", "i'm", "i've", "i'd", "you're",
            "she's", "he's", "我", "你", "他", "她", "您", "咱",
        ]
        .map(|word| lexicon.id(word));
        Self {
            cut,
            matches,
            whole: Weight::of(cut.tokens.iter(), &known),
            rest: Weight::of(
                cut.tokens.iter().zip(&stock).filter(|(_, stock)| !**stock).map(|(token, _)| token),
                &known,
            ),
            persons: cut.tokens.iter().filter(|token| persons.contains(&token.id)).count(),
        }
    }

    fn marks(&self, craft: Craft, around: &[Cut]) -> Vec<Hint> {
        let spans = match craft {
            Craft::Echoes => self.echoes(around),
            Craft::Explains => self.explains(),
            Craft::Generic => self.generic(),
            Craft::Rhetorical => self.rhetorical(),
            Craft::Summarises => self.phrased(craft, 1.5, 0.14),
            Craft::AsksMore | Craft::Agrees => self.phrased(craft, 1.0, 0.07),
        };
        spans.into_iter().take(MOST).map(|(start, end)| Hint { code: craft, start, end }).collect()
    }

    /// Evidence in the tables for a family: 2 for a turn of speech, 1 for a weak one.
    fn evidence(&self, craft: Craft) -> usize {
        let mut evidence = 0;
        let mut past = 0;
        for found in self.matches.iter().filter(|found| found.craft == craft) {
            if found.first >= past {
                evidence += if found.weak { 1 } else { 2 };
                past = found.last;
            }
        }
        evidence
    }

    /// Whether what is left outside the phrases is too particular to be filler.
    fn particular(&self, base: f32, share: f32) -> bool {
        self.rest.particular > base + share * self.whole.words
    }

    fn phrased(&self, craft: Craft, base: f32, share: f32) -> Vec<(u32, u32)> {
        if self.evidence(craft) < 2 || self.particular(base, share) {
            return Vec::new();
        }
        self.spans(|found| found.craft == craft)
    }

    fn echoes(&self, around: &[Cut]) -> Vec<(u32, u32)> {
        if around.iter().any(|other| echo::echoes(self.cut, other)) {
            self.cut.sentences.iter().map(|sentence| (sentence.start, sentence.end)).collect()
        } else {
            Vec::new()
        }
    }

    /// An encyclopaedia is full of particulars, so they do not speak against it; a person in the text does.
    fn explains(&self) -> Vec<(u32, u32)> {
        let needed = 2 + self.persons;
        if self.evidence(Craft::Explains) < needed || self.whole.words < 4.0 {
            return Vec::new();
        }
        self.spans(|found| found.craft == Craft::Explains)
    }

    fn rhetorical(&self) -> Vec<(u32, u32)> {
        let asked = |found: &Match| {
            let question = |nth: usize| self.cut.sentences.get(nth).is_some_and(|sentence| sentence.question);
            question(found.sentence) || found.sentence > 0 && question(found.sentence - 1)
        };
        let strong = self.matches.iter().filter(|found| found.craft == Craft::Rhetorical && asked(found));
        let evidence: usize = strong.map(|found| if found.weak { 1 } else { 2 }).sum();
        if evidence < 2 || self.particular(0.9, 0.06) {
            return Vec::new();
        }
        self.spans(|found| found.craft == Craft::Rhetorical && asked(found))
    }

    /// Stock phrases with nothing particular around them, or sentence upon sentence of abstractions.
    fn generic(&self) -> Vec<(u32, u32)> {
        let phrased = self.phrased(Craft::Generic, 0.6, 0.05);
        if !phrased.is_empty() {
            return phrased;
        }
        let bland = self.whole.words >= 3.0
            && self.whole.blandness() >= 0.5
            && self.whole.particular <= 0.6 + 0.06 * self.whole.words;
        if !bland {
            return Vec::new();
        }
        let blandest = |sentence: &&Sentence| {
            let tokens = self.cut.tokens.get(sentence.first..sentence.last).unwrap_or_default();
            let generic: f32 = tokens.iter().map(|token| weigh(token).2).sum();
            generic >= 2.0
        };
        self.cut.sentences.iter().filter(blandest).map(|sentence| (sentence.start, sentence.end)).collect()
    }

    /// The words of the matches that are asked for, overlaps joined.
    fn spans(&self, wanted: impl Fn(&Match) -> bool) -> Vec<(u32, u32)> {
        let mut spans: Vec<(u32, u32)> = Vec::new();
        for found in self.matches.iter().filter(|found| wanted(found)) {
            let ends =
                self.cut.tokens.get(found.first).zip(self.cut.tokens.get(found.last.saturating_sub(1)));
            let Some((first, last)) = ends.filter(|(first, last)| first.start < last.end) else { continue };
            match spans.last_mut() {
                Some((_, end)) if first.start <= *end => *end = last.end.max(*end),
                _ => spans.push((first.start, last.end)),
            }
        }
        spans
    }
}
