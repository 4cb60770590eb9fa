//! Stock turns of speech, as patterns over words.

use super::draft::HintKind;
use super::lexicon::{Hashed, Id, Lexicon};
use super::phrase_table::TABLES;
use super::piece::pieces;
use super::token::TokenizedText;
use std::sync::OnceLock;

/// The named sets of a table, each name with its words.
type Sets = Vec<(&'static str, Vec<&'static str>)>;

/// A step of a pattern.
enum Step {
    /// One of several words, or runs of words.
    Choice { single: Vec<Id>, runs: Vec<Vec<Id>>, optional: bool, filter: FirstWordFilter },
    /// Up to so many words of any kind.
    Gap(usize),
    /// The start of a sentence.
    Start,
    /// The end of one.
    End,
}

/// Which words a step may start with, roughly: a bit for each number modulo 256. What it does not let through is out
/// without a search.
#[derive(Clone, Copy, Default)]
struct FirstWordFilter([u64; 4]);

impl FirstWordFilter {
    fn put(&mut self, id: Id) {
        if let Some(bits) = self.0.get_mut((id >> 6 & 3) as usize) {
            *bits |= 1 << (id & 63);
        }
    }

    fn lets(&self, id: Id) -> bool {
        self.0.get((id >> 6 & 3) as usize).is_some_and(|bits| bits >> (id & 63) & 1 == 1)
    }
}

struct Pattern {
    kind: HintKind,
    weak: bool,
    steps: Vec<Step>,
}

/// A pattern that a word may open, and the word that must follow it; 0 for any.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Opening {
    pattern: u16,
    next: Id,
    /// The opening is the rarest step itself, so there is no other key to have been seen.
    free: bool,
    /// Only at the start of a sentence.
    edge: bool,
}

/// All patterns, found by the word they may start with.
#[derive(Default)]
struct Table {
    patterns: Vec<Pattern>,
    by_word: Vec<Vec<Opening>>,
    /// Patterns by a word that any match of them must have, the rarest there is; see [`rarity`].
    by_key: Vec<Vec<u16>>,
    /// The same for a run of words, by its first two.
    by_pair: Hashed,
    pairs: Vec<Vec<u16>>,
    /// Whether a word is the first of any such two: most are not, and need no look at the pairs.
    leads: Vec<bool>,
    /// Those that start with a gap at the start of a sentence.
    by_sentence: Vec<u16>,
}

/// A stock turn of speech in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) kind: HintKind,
    pub(super) weak: bool,
    /// First token, and one past the last.
    pub(super) first: usize,
    pub(super) last: usize,
    /// The sentence it stands in.
    pub(super) sentence: usize,
}

/// Every pattern that matches, in the order of the text.
pub(super) fn matches(tokenized: &TokenizedText) -> Vec<Match> {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let table = TABLE.get_or_init(Table::read);
    let ids: Vec<Id> = tokenized.tokens.iter().map(|token| token.id).collect();
    let mut found = Vec::new();
    // The last sentence (counted from 1) that has the key of each pattern. Most patterns are out by this alone.
    let mut keyed = vec![0_usize; table.patterns.len()];
    for (nth, sentence) in tokenized.sentences.iter().enumerate() {
        let ids = ids.get(sentence.first..sentence.last).unwrap_or_default();
        table.unlock(ids, nth + 1, &mut keyed);
        for (at, id) in ids.iter().enumerate() {
            let starters: &[u16] = if at == 0 { &table.by_sentence } else { &[] };
            let next = ids.get(at + 1).copied().unwrap_or(0);
            let opened = table.by_word.get(*id as usize).filter(|_| *id != 0).into_iter().flatten();
            let opened = opened
                .filter(|opening| (opening.next == 0 || opening.next == next) && (at == 0 || !opening.edge));
            let opened = opened.map(|opening| (opening.pattern, opening.free));
            for (pattern, free) in starters.iter().map(|pattern| (*pattern, false)).chain(opened) {
                if !free && keyed.get(usize::from(pattern)) != Some(&(nth + 1)) {
                    continue;
                }
                let Some(pattern) = table.patterns.get(usize::from(pattern)) else { continue };
                if let Some(end) = run(&pattern.steps, ids, at) {
                    let (first, last) = (sentence.first + at, sentence.first + end);
                    found.push(Match { kind: pattern.kind, weak: pattern.weak, first, last, sentence: nth });
                }
            }
        }
    }
    found
}

/// Where the steps end when they fit from here. Patterns are short and gaps bounded, so the work is too.
fn run(steps: &[Step], ids: &[Id], at: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(at) };
    match step {
        Step::Start => (at == 0).then(|| run(rest, ids, at)).flatten(),
        Step::End => (at == ids.len()).then(|| run(rest, ids, at)).flatten(),
        Step::Gap(most) => {
            (0..=*most).find_map(|skip| if at + skip <= ids.len() { run(rest, ids, at + skip) } else { None })
        }
        Step::Choice { single, runs, optional, filter } => {
            let here = ids.get(at..).unwrap_or_default();
            if !here.first().is_some_and(|id| filter.lets(*id)) {
                return if *optional { run(rest, ids, at) } else { None };
            }
            let first = here.first().copied().unwrap_or(0);
            let opens = |run: &&Vec<Id>| run.first() == Some(&first);
            let from = runs.partition_point(|run| run.first().is_some_and(|id| *id < first));
            let long = runs
                .iter()
                .skip(from)
                .take_while(opens)
                .filter(|run| here.starts_with(run))
                .find_map(|words| run(rest, ids, at + words.len()));
            let one = || {
                here.first()
                    .filter(|id| single.binary_search(id).is_ok())
                    .and_then(|_| run(rest, ids, at + 1))
            };
            long.or_else(one).or_else(|| if *optional { run(rest, ids, at) } else { None })
        }
    }
}

impl Table {
    fn read() -> Self {
        let lexicon = Lexicon::get();
        let by_key = vec![Vec::new(); lexicon.len()];
        let by_word = vec![Vec::new(); lexicon.len()];
        let leads = vec![false; lexicon.len()];
        let mut table = Self { by_word, by_key, leads, ..Self::default() };
        for (text, gap) in TABLES {
            let mut sets: Sets = Vec::new();
            let mut kind = None;
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                if let Some(name) = line.strip_prefix('[') {
                    kind = HintKind::ALL.into_iter().find(|kind| name.trim_end_matches(']') == kind.code());
                } else if let Some(kind) = kind {
                    let weak = line.starts_with('~');
                    let steps = line
                        .trim_start_matches('~')
                        .split_whitespace()
                        .map(|step| read_step(lexicon, &sets, step, gap));
                    table.add(lexicon, Pattern { kind, weak, steps: steps.collect() });
                } else if let Some((name, words)) = line.split_once(' ') {
                    sets.push((name, words.split_whitespace().collect()));
                }
            }
        }
        table
    }

    /// Notes which patterns have their key in a sentence.
    fn unlock(&self, ids: &[Id], sentence: usize, keyed: &mut [usize]) {
        let mut note = |patterns: &[u16]| {
            for pattern in patterns {
                if let Some(slot) = keyed.get_mut(usize::from(*pattern)) {
                    *slot = sentence;
                }
            }
        };
        for (at, id) in ids.iter().enumerate() {
            if *id == 0 {
                continue;
            }
            note(self.by_key.get(*id as usize).map_or(&[], Vec::as_slice));
            if !self.leads.get(*id as usize).is_some_and(|leads| *leads) {
                continue;
            }
            let pair = ids.get(at + 1).and_then(|next| self.by_pair.get(&pair(*id, *next)));
            note(pair.and_then(|nth| self.pairs.get(*nth as usize)).map_or(&[], Vec::as_slice));
        }
    }

    /// Files a pattern under the words of its rarest step, unless that is the one it opens with; says whether it is.
    fn file(&mut self, number: u16, lexicon: &Lexicon, pattern: &Pattern) -> bool {
        let steps = pattern.steps.iter().filter(|step| !matches!(step, Step::Start)).enumerate();
        let required = steps.filter_map(|(place, step)| match step {
            Step::Choice { single, runs, optional: false, .. } => {
                Some((rarity(lexicon, single, runs), place, single, runs))
            }
            _ => None,
        });
        let Some((_, place, single, runs)) = required.min_by_key(|(rarity, ..)| *rarity) else {
            return false;
        };
        if place == 0 {
            return true;
        }
        for id in single {
            if let Some(list) = self.by_key.get_mut(*id as usize) {
                list.push(number);
            }
        }
        for run in runs {
            let [first, second, ..] = run.as_slice() else { continue };
            let fresh = u32::try_from(self.pairs.len()).unwrap_or(0);
            if let Some(leads) = self.leads.get_mut(*first as usize) {
                *leads = true;
            }
            let place = *self.by_pair.entry(pair(*first, *second)).or_insert(fresh) as usize;
            if place == self.pairs.len() {
                self.pairs.push(Vec::new());
            }
            if let Some(list) = self.pairs.get_mut(place).filter(|list| list.last() != Some(&number)) {
                list.push(number);
            }
        }
        false
    }

    /// Notes that a word may open a pattern, once.
    fn open(&mut self, word: Id, opening: Opening) {
        let anyway = Opening { next: 0, ..opening };
        if let Some(list) = self
            .by_word
            .get_mut(word as usize)
            .filter(|list| !list.contains(&opening) && !list.contains(&anyway))
        {
            list.push(opening);
        }
    }

    fn add(&mut self, lexicon: &Lexicon, pattern: Pattern) {
        let Ok(number) = u16::try_from(self.patterns.len()) else { return };
        let free = self.file(number, lexicon, &pattern);
        let edge = matches!(pattern.steps.first(), Some(Step::Start));
        for step in &pattern.steps {
            match step {
                Step::Start => {}
                Step::End => break,
                Step::Gap(_) => {
                    self.by_sentence.push(number);
                    break;
                }
                Step::Choice { single, runs, optional, .. } => {
                    for id in single {
                        self.open(*id, Opening { pattern: number, next: 0, free, edge });
                    }
                    for run in runs {
                        if let [first, second, ..] = run.as_slice() {
                            self.open(*first, Opening { pattern: number, next: *second, free, edge });
                        }
                    }
                    if !optional {
                        break;
                    }
                }
            }
        }
        self.patterns.push(pattern);
    }
}

/// How often a step is met by chance, roughly: function words and single Chinese characters all the time, others seldom, a
/// run of two hardly ever.
fn rarity(lexicon: &Lexicon, single: &[Id], runs: &[Vec<Id>]) -> usize {
    let common = single.iter().filter(|id| lexicon.is_common(**id)).count();
    common * 40 + (single.len() - common) * 2 + runs.len()
}

fn pair(first: Id, second: Id) -> u64 {
    (u64::from(first) << 32 | u64::from(second)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn read_step(lexicon: &Lexicon, sets: &[(&str, Vec<&str>)], step: &str, gap: usize) -> Step {
    if let Some(most) = step.strip_prefix('*') {
        return Step::Gap(most.parse().unwrap_or(gap));
    }
    match step {
        "^" => return Step::Start,
        "$" => return Step::End,
        _ => {}
    }
    let (mut single, mut runs) = (Vec::new(), Vec::new());
    let mut learn = |word: &str| {
        let ids: Vec<Id> = word
            .split('_')
            .flat_map(|word| pieces(word).filter_map(|piece| word.get(piece.start..piece.end)))
            .map(|word| lexicon.id(word))
            .filter(|id| *id != 0)
            .collect();
        match ids.as_slice() {
            [] => {}
            [id] => single.insert(single.partition_point(|other| other < id), *id),
            _ => runs.push(ids),
        }
    };
    for choice in step.trim_start_matches('?').split('|') {
        match sets.iter().find(|(name, _)| *name == choice) {
            Some((_, set)) => set.iter().for_each(|word| learn(word)),
            None => learn(choice),
        }
    }
    // By their first word, for searching; those that share it stay in the order of the table.
    crate::domain::sort::sort_by_key(&mut runs, |run: &Vec<Id>| run.first().copied());
    let mut filter = FirstWordFilter::default();
    single.iter().chain(runs.iter().filter_map(|run| run.first())).for_each(|id| filter.put(*id));
    Step::Choice { single, runs, optional: step.starts_with('?'), filter }
}
#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of the strong matches in a text, each once.
    fn kinds(text: &str) -> Vec<HintKind> {
        let found = matches(&TokenizedText::new(text));
        HintKind::ALL.into_iter().filter(|kind| found.iter().any(|it| it.kind == *kind && !it.weak)).collect()
    }

    #[test]
    fn a_pattern_matches_its_words_its_gaps_and_its_edges() {
        for (text, expected) in [
            ("I completely agree", &[HintKind::Agrees][..]),
            ("Agreed", &[HintKind::Agrees]),
            ("They agreed to meet at the kettle", &[]),
            ("In today's fast world", &[HintKind::Generic]),
            ("Please elaborate", &[HintKind::AsksMore]),
            ("To recap", &[HintKind::Summarises]),
            ("It refers to the ox", &[HintKind::Explains]),
            ("综上所述", &[HintKind::Summarises]),
            ("the ox drank", &[]),
            ("牛喝水", &[]),
        ] {
            assert_eq!(kinds(text), expected, "{text}");
        }
    }

    #[test]
    fn a_match_tells_its_tokens_and_its_sentence() {
        let found = matches(&TokenizedText::new("The ox drank. Now I completely agree."));
        let found = found.iter().find(|it| it.kind == HintKind::Agrees && !it.weak).expect("a match");
        assert_eq!((found.first, found.last, found.sentence), (4, 7, 1));
    }
}
