//! Craft hints: all that is seen of a message is weighed by what was learnt, and the words that show it are marked.
//!
//! A phrase table alone would flag "great point, except the keeper's dog has been dead since Tuesday". So phrases are one
//! thing among many: what can be seen, counted or named speaks against them.

mod system_prompt;

use super::classifier::{FeatureInputs, FeatureVector};
use super::draft::{Draft, DraftKind, Hint, HintKind};
use super::features::{Found, TextFeatures};
use super::lexicon::{Class, Hashed};
use super::overlap::{Echo, Overlap};
use super::phrases::{self, Match};
use super::token::{Script, Token, TokenizedText};

/// Most marks of one family; more would be noise.
const MOST: usize = 3;

/// Fewest tokens of a text that is weighed without a stock phrase in it: fewer say too little about themselves.
const FEWEST: usize = 3;

/// The craft hints of a message, by start.
pub(super) fn hints(draft: &Draft) -> Vec<Hint> {
    let around: Vec<TokenizedText> =
        draft.parent_text.iter().chain(&draft.thread).map(|text| TokenizedText::new(text)).collect();
    let answered = draft.parent_text.as_ref().and_then(|_| around.first());
    read(&draft.text, &around, &draft.silenced, &HintKind::ALL, &|analysis| analysis.weak(answered, &around))
}

/// The craft hints of the system prompt of a seed, by start.
pub(super) fn system_hints(draft: &Draft) -> Vec<Hint> {
    match (draft.kind, &draft.system_prompt) {
        (DraftKind::Prompt, Some(prompt)) => {
            read(prompt, &[], &draft.silenced, &system_prompt::FAMILIES, &system_prompt::weak)
        }
        _ => Vec::new(),
    }
}

/// What is seen of a message, for whoever fits the weights.
pub(super) fn feature_vector(draft: &Draft) -> FeatureVector {
    let around: Vec<TokenizedText> =
        draft.parent_text.iter().chain(&draft.thread).map(|text| TokenizedText::new(text)).collect();
    let tokenized = TokenizedText::new(&draft.text);
    Analysis::new(&tokenized, &around)
        .feature_vector(draft.parent_text.as_ref().and_then(|_| around.first()), &around)
}

/// Words marked for a family.
type Marks = Vec<(HintKind, Vec<(u32, u32)>)>;

/// Looks a text over for some families, in their order, but for those that are silenced.
fn read(
    text: &str,
    around: &[TokenizedText],
    silenced: &[String],
    families: &[HintKind],
    mark: &dyn Fn(&Analysis) -> Marks,
) -> Vec<Hint> {
    let tokenized = TokenizedText::new(text);
    if tokenized.tokens.is_empty() || tokenized.foreign * 4 > tokenized.tokens.len() {
        return Vec::new();
    }
    let mut marks = mark(&Analysis::new(&tokenized, around));
    marks.retain(|(kind, spans)| {
        !spans.is_empty() && families.contains(kind) && !silenced.iter().any(|code| code == kind.code())
    });
    // What is merely generic has been told when something sharper has been.
    let sharper = marks.iter().any(|(kind, _)| *kind != HintKind::Generic);
    let mut hints: Vec<Hint> = Vec::new();
    for (code, spans) in marks.into_iter().filter(|(kind, _)| !sharper || *kind != HintKind::Generic) {
        for (start, end) in spans.into_iter().take(MOST) {
            // A handful at most: put in order one by one.
            let at = hints.partition_point(|other| (other.start, other.end) <= (start, end));
            hints.insert(at, Hint { code, start, end });
        }
    }
    hints
}

/// A draft, read: what it is made of and which turns of speech it uses.
struct Analysis<'a> {
    tokenized: &'a TokenizedText,
    matches: Vec<Match>,
    /// What the whole text weighs.
    whole: Weight,
    /// What is left of it outside stock phrases.
    rest: Weight,
    features: TextFeatures,
    /// What the rules have found, for weighing the make-up.
    found: Found,
    /// The words of meaning of all that is around it.
    said: Hashed,
}

/// How much of a text carries meaning, and of what sort. In words.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    words: f32,
    particular: f32,
    generic: f32,
}

impl Weight {
    fn add(&mut self, (words, particular, generic): (f32, f32, f32)) {
        self.words += words;
        self.particular += particular;
        self.generic += generic;
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
        Class::Unknown if han => (0.4, 0.26, 0.0),
        Class::Unknown => (1.0, 0.55, 0.0),
    }
}

/// Evidence in the tables for a family: 2 for a turn of speech, 1 for a weak one.
fn evidence(matches: &[Match], kind: HintKind) -> usize {
    let mut evidence = 0;
    let mut past = 0;
    for found in matches.iter().filter(|found| found.kind == kind) {
        if found.first >= past {
            evidence += if found.weak { 1 } else { 2 };
            past = found.last;
        }
    }
    evidence
}

impl<'a> Analysis<'a> {
    fn new(tokenized: &'a TokenizedText, around: &[TokenizedText]) -> Self {
        let mut matches = phrases::matches(tokenized);
        // A stock phrase in quotation marks is somebody else's, unless the whole text stands in them.
        if tokenized.tokens.iter().filter(|token| token.quoted).count() * 2 < tokenized.tokens.len() {
            let quoted = |found: &Match| {
                tokenized
                    .tokens
                    .get(found.first..found.last)
                    .is_some_and(|tokens| tokens.iter().any(|token| token.quoted))
            };
            matches.retain(|found| !quoted(found));
        }
        // A rhetorical turn counts in a question, or right after one.
        let asks = |nth: usize| tokenized.sentences.get(nth).is_some_and(|sentence| sentence.question);
        matches.retain(|found| {
            found.kind != HintKind::Rhetorical
                || asks(found.sentence)
                || found.sentence > 0 && asks(found.sentence - 1)
        });
        let mut known = Hashed::default();
        for other in around {
            known.extend(other.roots());
        }
        let mut stock = vec![false; tokenized.tokens.len()];
        for found in &matches {
            stock.iter_mut().take(found.last).skip(found.first).for_each(|token| *token = true);
        }
        let (mut whole, mut rest) = (Weight::default(), Weight::default());
        for (token, stock) in tokenized.tokens.iter().zip(&stock) {
            let (words, particular, generic) = weigh(token);
            // What was already said is not what this text adds.
            let fresh = if particular > 0.0 && known.contains_key(&token.root) { 0.3 } else { 1.0 };
            let weighed = (words, particular * fresh, generic);
            whole.add(weighed);
            if !stock {
                rest.add(weighed);
            }
        }
        let found = Found {
            turns: HintKind::ALL.into_iter().map(|kind| evidence(&matches, kind)).sum(),
            blandness: whole.blandness(),
            particular: rest.particular / whole.words.max(1.0),
        };
        Self {
            tokenized,
            matches,
            whole,
            rest,
            features: TextFeatures::new(tokenized, &known),
            found,
            said: known,
        }
    }

    /// All that is seen of it, for weighing.
    fn feature_vector(&self, answered: Option<&TokenizedText>, around: &[TokenizedText]) -> FeatureVector {
        let echo = Echo::new(self.tokenized);
        let overlap = around.iter().map(|other| echo.overlap(other)).fold(Overlap::default(), Overlap::or);
        let ends_asking =
            |tokenized: &TokenizedText| tokenized.sentences.last().is_some_and(|sentence| sentence.question);
        let sources = FeatureInputs {
            features: &self.features,
            found: self.found,
            evidence: HintKind::ALL.map(|kind| self.evidence(kind)),
            overlap,
            said: &self.said,
            weights: [self.whole.words, self.whole.particular, self.whole.generic, self.rest.particular],
            answered: answered.map(|tokenized| (tokenized.tokens.len(), ends_asking(tokenized))),
        };
        FeatureVector::new(self.tokenized, &sources)
    }

    /// What is weak about a message: the family that most speaks for, and any other whose turns of speech are in it too.
    fn weak(&self, answered: Option<&TokenizedText>, around: &[TokenizedText]) -> Marks {
        let turns = HintKind::ALL.into_iter().any(|kind| self.evidence(kind) >= 2);
        if !turns && (self.tokenized.tokens.len() < FEWEST || self.is_elsewhere()) {
            return Vec::new();
        }
        let seen = self.feature_vector(answered, around);
        let verdict = seen.verdict();
        if !verdict.is_weak() {
            return Vec::new();
        }
        let family = verdict.family();
        let also =
            |kind: &HintKind| *kind == family || self.evidence(*kind) >= 2 && verdict.lead(*kind) > 0.0;
        HintKind::ALL.into_iter().filter(also).map(|kind| (kind, self.words(kind, &seen))).collect()
    }

    /// Whether it is in a language of which no weights were learnt: Latin letters, and hardly a word that English leans on.
    fn is_elsewhere(&self) -> bool {
        let count = |class: Class| self.tokenized.tokens.iter().filter(|token| token.class == class).count();
        let tokens = self.tokenized.tokens.len();
        !self.features.chinese && count(Class::Function) * 5 < tokens && count(Class::Unknown) * 2 > tokens
    }

    /// The words that show a family: its turns of speech, or the sentence that speaks most for it. What is said over again
    /// is all of the text.
    fn words(&self, kind: HintKind, seen: &FeatureVector) -> Vec<(u32, u32)> {
        if kind == HintKind::Echoes {
            return self.tokenized.sentences.iter().map(|sentence| (sentence.start, sentence.end)).collect();
        }
        let turns = self.spans(|found| found.kind == kind);
        if !turns.is_empty() {
            return turns;
        }
        let weakest = seen.weakest(kind);
        self.tokenized
            .sentences
            .get(weakest)
            .map(|sentence| (sentence.start, sentence.end))
            .into_iter()
            .collect()
    }

    /// See [`evidence`].
    fn evidence(&self, kind: HintKind) -> usize {
        evidence(&self.matches, kind)
    }

    /// The words of the matches that are asked for, overlaps joined.
    fn spans(&self, wanted: impl Fn(&Match) -> bool) -> Vec<(u32, u32)> {
        let mut spans: Vec<(u32, u32)> = Vec::new();
        for found in self.matches.iter().filter(|found| wanted(found)) {
            let ends = self
                .tokenized
                .tokens
                .get(found.first)
                .zip(self.tokenized.tokens.get(found.last.saturating_sub(1)));
            let Some((first, last)) = ends.filter(|(first, last)| first.start < last.end) else { continue };
            match spans.last_mut() {
                Some((_, end)) if first.start <= *end => *end = last.end.max(*end),
                _ => spans.push((first.start, last.end)),
            }
        }
        spans
    }
}
