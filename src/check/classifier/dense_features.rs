//! Counts and shares of a whole text, each as a number around 0 to 1.

use super::super::draft::HintKind;
use super::super::features::{PhraseEvidence, TextFeatures, small};
use super::super::lexicon::{Class, Lexicon, tag};
use super::super::overlap::Overlap;
use super::super::piece::Script;
use super::super::token::{Token, TokenizedText};

/// What the dense features are computed from, besides the text itself.
pub(in super::super) struct FeatureInputs<'a> {
    /// What the text is made of.
    pub(in super::super) features: &'a TextFeatures,
    /// What the phrase tables and the lists have found.
    pub(in super::super) found: PhraseEvidence,
    /// Evidence in the phrase tables, in the order of [`HintKind::ALL`].
    pub(in super::super) evidence: [usize; HintKind::ALL.len()],
    /// What it takes from what it answers.
    pub(in super::super) overlap: &'a Overlap,
    /// Content words, and of them particular and generic ones; the particular ones outside stock phrases.
    pub(in super::super) weights: [f32; 4],
}

fn yes(it: bool) -> f32 {
    if it { 1.0 } else { 0.0 }
}

/// A number up to so much, as a share of it.
fn upto(number: f32, most: f32) -> f32 {
    number.min(most) / most
}

/// The dense features of a text.
pub(super) fn of(text: &TokenizedText, from: &FeatureInputs) -> Vec<f32> {
    let mut features = Vec::with_capacity(128);
    words(text, from, &mut features);
    phrases(text, from, &mut features);
    questions(text, from, &mut features);
    praise(text, &mut features);
    form(text, &mut features);
    from.overlap.features(&mut features);
    features
}

/// The words it is made of.
fn words(text: &TokenizedText, from: &FeatureInputs, into: &mut Vec<f32>) {
    let (features, found) = (from.features, from.found);
    let tagged = &features.tagged;
    let tokens = small(text.tokens.len()).max(1.0);
    let [persons, general, formal, writing, continuation, universal, past, reporting] = [
        tagged.persons,
        tagged.general,
        tagged.formal,
        tagged.writing,
        tagged.continuation,
        tagged.universal,
        tagged.past,
        tagged.reporting,
    ]
    .map(small);
    into.extend([
        features.score(found).clamp(-8.0, 8.0) / 2.0,
        features.abstracts,
        features.concrete,
        features.unknown,
        tokens.min(400.0).ln() / 3.0,
        upto(tokens, 60.0),
        yes(tokens <= 5.0),
        yes(tokens <= 8.0),
        yes(tokens <= 15.0),
        yes(tokens >= 40.0),
        upto(persons, 1.0),
        upto(persons / tokens, 0.2),
        upto(general, 2.0),
        upto(formal, 4.0),
        upto(writing, 1.0),
        upto(writing, 3.0),
        upto(writing / tokens, 0.2),
        upto(continuation, 1.0),
        upto(continuation / tokens, 0.2),
        upto(universal, 1.0),
        upto(universal / tokens, 0.2),
        upto(past, 1.0),
        upto(past, 4.0),
        upto(past / tokens, 0.2),
        upto(reporting, 2.0),
        upto(reporting / tokens, 0.2),
        upto(reporting / tokens, 0.1) * yes(tokens >= 15.0),
        upto(features.sentence, 40.0),
        features.letters / 5.0,
        upto(small(found.phrases), 4.0),
        upto(small(found.phrases), 2.0),
        found.blandness,
        found.particular,
        found.particular.min(0.3),
        yes(persons == 0.0 && tokens > 10.0),
        yes(persons == 0.0) * upto(general / tokens, 0.2),
        yes(persons == 0.0) * upto((features.letters - 4.0).max(0.0), 2.0),
    ]);
}

/// What the tables have found, and what stands beside it.
fn phrases(text: &TokenizedText, from: &FeatureInputs, into: &mut Vec<f32>) {
    let [words, particular, generic, rest] = from.weights;
    let tokens = small(text.tokens.len()).max(1.0);
    let count = |what: &dyn Fn(&Token) -> bool| small(text.tokens.iter().filter(|token| what(token)).count());
    let names = count(&|token| token.name);
    let numbers = count(&|token| token.script == Script::Number);
    let quoted = count(&|token| token.quoted);
    let sentences = small(text.sentences.len());
    into.extend(from.evidence.map(|evidence| upto(small(evidence), 2.0)));
    into.extend([
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

/// How much of it asks: a text of nothing but a short question gives nothing.
fn questions(text: &TokenizedText, from: &FeatureInputs, into: &mut Vec<f32>) {
    let tokens = text.tokens.len();
    let asking = from.features.asking;
    let only = asking >= 1.0;
    let last = text.sentences.last().is_some_and(|sentence| sentence.question);
    into.extend([
        asking,
        yes(last),
        yes(only),
        yes(only && tokens <= 6),
        yes(only && tokens <= 10),
        yes(only && tokens <= 15),
        yes(only && tokens <= 25),
        yes(last && tokens <= 25),
        yes(only) * yes(from.features.concrete == 0.0),
    ]);
}

/// How much of it praises, thanks or agrees, and how little it says besides.
fn praise(text: &TokenizedText, into: &mut Vec<f32>) {
    let lexicon = Lexicon::get();
    let praises = |token: &&Token| lexicon.tags(token.id) & tag::PRAISE != 0;
    let tokens = small(text.tokens.len()).max(1.0);
    let praising = small(text.tokens.iter().filter(praises).count());
    let besides = |token: &&Token| {
        token.class != Class::Function && token.weight > 0 && lexicon.tags(token.id) & tag::PRAISE == 0
    };
    let besides = small(text.tokens.iter().filter(besides).count());
    let first = text.tokens.first().is_some_and(|token| praises(&token));
    let some = yes(praising > 0.0);
    let marks = text.marks;
    let loud = text.tokens.iter().filter(|token| token.loud).count();
    into.extend([
        some,
        upto(praising, 3.0),
        praising / tokens,
        praising / (praising + besides).max(1.0),
        some * yes(besides <= 1.0),
        some * yes(besides <= 2.0),
        some * yes(besides <= 3.0),
        some * yes(besides <= 5.0),
        some * yes(tokens <= 8.0),
        some * yes(tokens <= 14.0),
        yes(first),
        yes(first && tokens <= 12.0),
        upto(small(marks.exclamations), 1.0),
        upto(small(marks.exclamations), 3.0),
        some * yes(marks.exclamations > 0) * yes(tokens <= 15.0),
        upto(small(marks.emoticons), 1.0),
        upto(small(marks.approving), 1.0),
        yes(marks.approving > 0) * yes(tokens <= 15.0),
        yes(loud * 2 > text.tokens.len() && loud > 1) * some,
    ]);
}

/// Its form: how it opens, and its punctuation.
fn form(text: &TokenizedText, into: &mut Vec<f32>) {
    let definition = is_definition(text);
    let marks = text.marks;
    let tokens = small(text.tokens.len()).max(1.0);
    let han = text.tokens.iter().any(|token| token.script == Script::Han);
    let latin = small(text.tokens.iter().filter(|token| token.script == Script::Word).count());
    let persons = text.tokens.iter().any(|token| Lexicon::get().tags(token.id) & tag::PERSON != 0);
    into.extend([
        yes(definition),
        yes(definition && !persons),
        yes(definition && !persons && text.sentences.len() == 1),
        upto(small(marks.dashes), 2.0),
        upto(small(marks.colons), 1.0),
        upto(small(marks.commas) / tokens, 0.2),
        upto(small(marks.quotes), 2.0),
        upto(small(marks.brackets), 2.0),
        upto(small(marks.ellipses), 1.0),
        upto(small(marks.others), 4.0),
        yes(han) * latin / tokens,
        yes(han) * upto(latin, 3.0),
    ]);
}

/// Whether a text opens as a dictionary does: a short subject, "is" or "are", and an article; in Chinese a subject before
/// "是一", "是指" or "是用".
pub(in super::super) fn is_definition(text: &TokenizedText) -> bool {
    let lexicon = Lexicon::get();
    let Some(sentence) = text.sentences.first().filter(|sentence| !sentence.question) else { return false };
    let tokens = text.tokens.get(sentence.first..sentence.last).unwrap_or_default();
    let is = |token: Option<&Token>, words: &[&str]| {
        token.is_some_and(|token| words.iter().any(|word| lexicon.id(word) == token.id))
    };
    let person = |token: &Token| lexicon.tags(token.id) & tag::PERSON != 0;
    let verb = tokens.iter().take(14).position(|token| is(Some(token), &["is", "are", "是"]));
    let Some(verb) = verb.filter(|verb| *verb > 0) else { return false };
    let subject = tokens.get(..verb).unwrap_or_default();
    let han = subject.iter().any(|token| token.script == Script::Han) || is(tokens.get(verb), &["是"]);
    let pronoun =
        is(subject.first(), &["this", "that", "it", "there", "here", "what", "这", "那", "它", "就", "不"]);
    if subject.iter().any(person) || pronoun {
        return false;
    }
    let next = tokens.get(verb + 1);
    if han {
        is(next, &["一", "指", "用", "由", "个", "种"])
    } else {
        verb <= 6 && is(next, &["a", "an", "the", "any", "one"])
    }
}
