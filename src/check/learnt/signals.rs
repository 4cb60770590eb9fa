//! Counts and shares of a whole text, each as a number around 0 to 1.

use super::super::draft::Craft;
use super::super::echo::Likeness;
use super::super::lexicon::{Class, Hashed};
use super::super::makeup::{Found, Makeup, small};
use super::super::token::{Cut, Script, Token};

/// What the signals are read off, besides the text itself.
pub(in super::super) struct Sources<'a> {
    /// What the text is made of.
    pub(in super::super) makeup: &'a Makeup,
    /// What the phrase tables and the lists have found.
    pub(in super::super) found: Found,
    /// Evidence in the phrase tables, in the order of [`Craft::ALL`].
    pub(in super::super) evidence: [usize; Craft::ALL.len()],
    /// How like it is to what it answers.
    pub(in super::super) likeness: Likeness,
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
    fn of(cut: &Cut, said: &Hashed) -> Self {
        let mut sorts = Self::default();
        for token in cut.tokens.iter().filter(|token| token.weight > 0) {
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

/// The signals of a text.
pub(super) fn of(cut: &Cut, from: &Sources) -> Vec<f32> {
    let mut signals = Vec::with_capacity(100);
    made_up(cut, from, &mut signals);
    phrased(cut, from, &mut signals);
    answering(cut, from, &mut signals);
    signals
}

/// What it is made of.
fn made_up(cut: &Cut, from: &Sources, signals: &mut Vec<f32>) {
    let (makeup, found) = (from.makeup, from.found);
    let marked = &makeup.marked;
    let tokens = small(cut.tokens.len()).max(1.0);
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
    signals.extend([
        makeup.score(found).clamp(-8.0, 8.0) / 2.0,
        makeup.abstracts,
        makeup.concrete,
        makeup.unknown,
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
        makeup.asking,
        yes(makeup.asking >= 1.0),
        upto(makeup.sentence, 40.0),
        makeup.known,
        yes(makeup.known > 0.5),
        makeup.letters / 5.0,
        upto(small(found.turns), 4.0),
        upto(small(found.turns), 2.0),
        found.blandness,
        found.particular,
        found.particular.min(0.3),
        yes(persons == 0.0 && tokens > 10.0),
        yes(persons == 0.0) * upto(general / tokens, 0.2),
        yes(persons == 0.0) * upto((makeup.letters - 4.0).max(0.0), 2.0),
    ]);
}

/// What the tables have found, and what stands beside it.
fn phrased(cut: &Cut, from: &Sources, signals: &mut Vec<f32>) {
    let [words, particular, generic, rest] = from.weights;
    let tokens = small(cut.tokens.len()).max(1.0);
    let count = |what: &dyn Fn(&Token) -> bool| small(cut.tokens.iter().filter(|token| what(token)).count());
    let names = count(&|token| token.name);
    let numbers = count(&|token| token.script == Script::Number);
    let quoted = count(&|token| token.quoted);
    let sentences = small(cut.sentences.len());
    signals.extend(from.evidence.map(|evidence| upto(small(evidence), 2.0)));
    signals.extend([
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
fn answering(cut: &Cut, from: &Sources, signals: &mut Vec<f32>) {
    let Likeness { said, shared, run, over } = from.likeness;
    let answers = yes(from.answered.is_some());
    let (theirs, asked) = from.answered.unwrap_or_default();
    let sorts = Sorts::of(cut, from.said);
    let all = [sorts.concrete, sorts.unknown, sorts.general, sorts.plain, sorts.named];
    let sum = all.iter().map(|sort| sort.fresh + sort.taken).sum::<f32>().max(1.0);
    let (concrete, unknown, general, plain, named) =
        (sorts.concrete, sorts.unknown, sorts.general, sorts.plain, sorts.named);
    let seen = concrete.fresh + named.fresh;
    let taken = concrete.taken + unknown.taken + named.taken;
    let tokens = small(cut.tokens.len());
    let longer = ((tokens + 1.0) / (small(theirs) + 1.0)).ln().clamp(-2.0, 2.0);
    let short = yes(theirs > 0 && tokens < small(theirs));
    signals.extend([
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
        from.makeup.asking * yes(seen == 0.0),
        yes(seen == 0.0 && tokens < 15.0),
        short * yes(named.fresh == 0.0) * upto(small(theirs), 40.0),
        short * upto(taken, 3.0),
        short * upto(taken, 3.0) * yes(named.fresh == 0.0),
    ]);
}
