//! Counts and shares of a whole text, each as a number around 0 to 1.

use super::super::draft::HintKind;
use super::super::features::{Found, TextFeatures, small};
use super::super::lexicon::{Class, Hashed};
use super::super::overlap::Overlap;
use super::super::token::{Script, Token, TokenizedText};

/// What the dense are read off, besides the text itself.
pub(in super::super) struct FeatureInputs<'a> {
    /// What the text is made of.
    pub(in super::super) features: &'a TextFeatures,
    /// What the phrase tables and the lists have found.
    pub(in super::super) found: Found,
    /// Evidence in the phrase tables, in the order of [`HintKind::ALL`].
    pub(in super::super) evidence: [usize; HintKind::ALL.len()],
    /// How like it is to what it answers.
    pub(in super::super) overlap: Overlap,
    /// The words of meaning of all that is around it.
    pub(in super::super) said: &'a Hashed,
    /// Words of meaning, and of them particular and generic ones; the particular ones outside stock phrases.
    pub(in super::super) weights: [f32; 4],
    /// How many tokens what it answers has, and whether that ends in a question.
    pub(in super::super) answered: Option<(usize, bool)>,
}

/// Words of one sort: those that are new here, and those that the thread has said.
#[derive(Clone, Copy, Default)]
struct Sort {
    fresh: f32,
    taken: f32,
}

/// The words that carry meaning, by sort.
#[derive(Default)]
struct Sorts {
    concrete: Sort,
    unknown: Sort,
    general: Sort,
    plain: Sort,
    named: Sort,
}

impl Sorts {
    fn of(tokenized: &TokenizedText, said: &Hashed) -> Self {
        let mut sorts = Self::default();
        for token in tokenized.tokens.iter().filter(|token| token.weight > 0) {
            let Some(sort) = sorts.sort(token) else { continue };
            if said.contains_key(&token.root) { sort.taken += 1.0 } else { sort.fresh += 1.0 }
        }
        sorts
    }

    fn sort(&mut self, token: &Token) -> Option<&mut Sort> {
        Some(match token.class {
            Class::Function => return None,
            _ if token.name || token.script == Script::Number => &mut self.named,
            Class::Concrete => &mut self.concrete,
            Class::Unknown => &mut self.unknown,
            Class::Abstract => &mut self.general,
            Class::Plain => &mut self.plain,
        })
    }
}

fn yes(it: bool) -> f32 {
    if it { 1.0 } else { 0.0 }
}

/// A number up to so much, as a share of it.
fn upto(number: f32, most: f32) -> f32 {
    number.min(most) / most
}

/// The dense of a text.
pub(super) fn of(tokenized: &TokenizedText, from: &FeatureInputs) -> Vec<f32> {
    let mut dense = Vec::with_capacity(100);
    made_up(tokenized, from, &mut dense);
    phrased(tokenized, from, &mut dense);
    answering(tokenized, from, &mut dense);
    dense
}

/// What it is made of.
fn made_up(tokenized: &TokenizedText, from: &FeatureInputs, dense: &mut Vec<f32>) {
    let (features, found) = (from.features, from.found);
    let marked = &features.marked;
    let tokens = small(tokenized.tokens.len()).max(1.0);
    let [persons, general, formal, talk, further, sweep, told] = [
        marked.persons,
        marked.general,
        marked.formal,
        marked.talk,
        marked.further,
        marked.sweep,
        marked.told,
    ]
    .map(small);
    dense.extend([
        features.score(found).clamp(-8.0, 8.0) / 2.0,
        features.abstracts,
        features.concrete,
        features.unknown,
        tokens.min(400.0).ln() / 3.0,
        upto(tokens, 60.0),
        yes(tokens <= 8.0),
        yes(tokens <= 15.0),
        yes(tokens >= 40.0),
        upto(persons, 1.0),
        upto(persons / tokens, 0.2),
        upto(general, 2.0),
        upto(formal, 4.0),
        upto(talk, 1.0),
        upto(talk, 3.0),
        upto(talk / tokens, 0.2),
        upto(further, 1.0),
        upto(further / tokens, 0.2),
        upto(sweep, 1.0),
        upto(sweep / tokens, 0.2),
        upto(told, 1.0),
        upto(told, 4.0),
        upto(told / tokens, 0.2),
        features.asking,
        yes(features.asking >= 1.0),
        upto(features.sentence, 40.0),
        features.known,
        yes(features.known > 0.5),
        features.letters / 5.0,
        upto(small(found.turns), 4.0),
        upto(small(found.turns), 2.0),
        found.blandness,
        found.particular,
        found.particular.min(0.3),
        yes(persons == 0.0 && tokens > 10.0),
        yes(persons == 0.0) * upto(general / tokens, 0.2),
        yes(persons == 0.0) * upto((features.letters - 4.0).max(0.0), 2.0),
    ]);
}

/// What the tables have found, and what stands beside it.
fn phrased(tokenized: &TokenizedText, from: &FeatureInputs, dense: &mut Vec<f32>) {
    let [words, particular, generic, rest] = from.weights;
    let tokens = small(tokenized.tokens.len()).max(1.0);
    let count =
        |what: &dyn Fn(&Token) -> bool| small(tokenized.tokens.iter().filter(|token| what(token)).count());
    let names = count(&|token| token.name);
    let numbers = count(&|token| token.script == Script::Number);
    let quoted = count(&|token| token.quoted);
    let sentences = small(tokenized.sentences.len());
    dense.extend(from.evidence.map(|evidence| upto(small(evidence), 2.0)));
    dense.extend([
        upto(particular, 1.0),
        upto(particular, 3.0),
        upto(rest, 2.0),
        upto(generic, 2.0),
        particular / tokens,
        generic / tokens,
        rest / tokens,
        upto(words, 20.0),
        upto(sentences, 5.0),
        yes(sentences <= 1.0),
        upto(names, 1.0),
        upto(names, 3.0),
        upto(numbers, 1.0),
        upto(numbers, 3.0),
        upto(quoted, 1.0),
        upto(quoted / tokens, 0.5),
        count(&|token| token.class == Class::Function) / tokens,
    ]);
}

/// How it stands to what it answers.
fn answering(tokenized: &TokenizedText, from: &FeatureInputs, dense: &mut Vec<f32>) {
    let Overlap { said, shared, run, over } = from.overlap;
    let answers = yes(from.answered.is_some());
    let (theirs, asked) = from.answered.unwrap_or_default();
    let sorts = Sorts::of(tokenized, from.said);
    let all = [sorts.concrete, sorts.unknown, sorts.general, sorts.plain, sorts.named];
    let sum = all.iter().map(|sort| sort.fresh + sort.taken).sum::<f32>().max(1.0);
    let (concrete, unknown, general, plain, named) =
        (sorts.concrete, sorts.unknown, sorts.general, sorts.plain, sorts.named);
    let seen = concrete.fresh + named.fresh;
    let taken = concrete.taken + unknown.taken + named.taken;
    let tokens = small(tokenized.tokens.len());
    let longer = ((tokens + 1.0) / (small(theirs) + 1.0)).ln().clamp(-2.0, 2.0);
    let short = yes(theirs > 0 && tokens < small(theirs));
    dense.extend([
        said,
        shared,
        upto(small(run), 5.0),
        yes(over) * 2.0,
        (said - 0.5).max(0.0) * 4.0,
        (said - 0.3).max(0.0) * 2.0,
        answers,
        said * shared * 3.0,
        concrete.fresh / sum,
        unknown.fresh / sum,
        general.fresh / sum,
        plain.fresh / sum,
        named.fresh / sum,
        concrete.taken / sum,
        unknown.taken / sum,
        general.taken / sum,
        upto(concrete.fresh, 1.0),
        upto(concrete.fresh, 3.0),
        upto(seen, 2.0),
        upto(seen, 5.0),
        upto(seen + unknown.fresh / 2.0, 4.0),
        upto(unknown.fresh, 1.0),
        upto(unknown.fresh, 4.0),
        upto(general.fresh, 3.0),
        upto(named.fresh, 1.0),
        upto(named.fresh, 3.0),
        upto(taken, 2.0),
        upto(taken, 5.0),
        (taken + general.taken) / sum,
        (seen + unknown.fresh / 2.0) / sum,
        longer * answers,
        yes(asked),
        seen / sum * answers,
        from.features.asking * yes(seen == 0.0),
        yes(seen == 0.0 && tokens < 15.0),
        short * yes(named.fresh == 0.0) * upto(small(theirs), 40.0),
        short * upto(taken, 3.0),
        short * upto(taken, 3.0) * yes(named.fresh == 0.0),
    ]);
}
