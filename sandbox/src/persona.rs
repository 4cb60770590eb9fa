//! The persona writer: short answers in the voice that a tree's system prompt asks for, the same for the same words.
//!
//! It understands nothing. It recognises a few kinds of minds by their vocabulary, takes the most telling word of the message,
//! and sets it into sentences written for that kind.

use crate::phrase::{self, telling_word};
use crate::rng::{Rng, hash};

/// A kind of mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    Oracle,
    Ledger,
    Letters,
    Log,
    Recipe,
    Moderator,
    Map,
    Chinese,
    Plain,
}

/// The words by which a kind is recognised in a system prompt; the first that fits wins.
const SIGNS: &[(Voice, &[&str])] = &[
    (Voice::Moderator, &["steelman", "debate", "moderator", "argument"]),
    (Voice::Oracle, &["oracle", "only questions", "in questions", "three questions"]),
    (Voice::Log, &["access log", "load balancer", "log line", "server log"]),
    (Voice::Ledger, &["ledger", "logbook", "entries", "diary"]),
    (Voice::Letters, &["letter", "tenant", "correspondence", "postcard"]),
    (Voice::Recipe, &["recipe", "cook", "kitchen"]),
    (Voice::Map, &["map", "cartograph", "atlas", "compass"]),
];

fn voice(system: &str, prompt: &str) -> Voice {
    let han = |text: &str| text.chars().filter(|letter| phrase::is_han(*letter)).count();
    if han(system) * 4 > system.chars().count() || han(prompt) * 3 > prompt.chars().count() {
        return Voice::Chinese;
    }
    let lower = system.to_lowercase();
    let found = SIGNS.iter().find(|(_, words)| words.iter().any(|word| lower.contains(word)));
    found.map_or(Voice::Plain, |(voice, _)| *voice)
}

/// The answer to `prompt` in a tree with this system prompt.
pub(crate) fn answer(system: &str, prompt: &str, seed: u64) -> String {
    let mut rng = Rng::new(seed ^ hash(system).rotate_left(17) ^ hash(prompt));
    let word = telling_word(prompt);
    let voice = voice(system, prompt);
    let (lines, count) = match voice {
        Voice::Oracle => (phrase::ORACLE, 3),
        Voice::Ledger => (phrase::LEDGER, 3),
        Voice::Letters => (phrase::LETTERS, 2),
        Voice::Log => (phrase::LOG, 3),
        Voice::Recipe => (phrase::RECIPE, 3),
        Voice::Moderator => (phrase::MODERATOR, 2),
        Voice::Map => (phrase::MAP, 2),
        Voice::Chinese => (phrase::CHINESE, 2),
        Voice::Plain => (phrase::PLAIN, 2),
    };
    let mut left: Vec<&str> = lines.to_vec();
    let mut chosen = Vec::new();
    while chosen.len() < count && !left.is_empty() {
        let line = left.remove(rng.below(left.len()));
        chosen.push(phrase::fill(line, &word, &mut rng));
    }
    if matches!(voice, Voice::Ledger | Voice::Log) {
        // Both begin with their date, and a book is kept in order.
        chosen.sort();
    }
    let (before, between, after) = match voice {
        Voice::Letters => ("Dear tenant,\n\n", " ", "\n\nYours, from the drawer that sticks"),
        Voice::Oracle | Voice::Ledger | Voice::Log => ("", "\n", ""),
        Voice::Recipe => ("", "\n\n", ""),
        Voice::Chinese => ("", "", ""),
        Voice::Moderator | Voice::Map | Voice::Plain => ("", " ", ""),
    };
    format!("{before}{}{after}", chosen.join(between))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oracle_asks_exactly_three_questions() {
        let said =
            answer("You are a poetic oracle who only answers in questions.", "What about my brother?", 1);
        assert_eq!(said.matches('?').count(), 3);
        assert_eq!(said.lines().count(), 3);
    }

    #[test]
    fn the_same_words_get_the_same_answer_and_others_another() {
        let ask = |text| answer("You are the ledger of a ship.", text, 7);
        assert_eq!(ask("Who rang the bell?"), ask("Who rang the bell?"));
        assert_ne!(ask("Who rang the bell?"), ask("Who rang the second bell, at dawn?"));
    }

    #[test]
    fn a_chinese_message_is_answered_in_chinese() {
        assert!(answer("你是一本账簿。", "灯是谁点的？", 1).chars().any(phrase::is_han));
    }
}
