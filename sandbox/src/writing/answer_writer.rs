//! The built-in answer writer: short answers in the style of the system prompt. Equal inputs give equal answers.
//!
//! It uses no model. It recognises a few styles by words in the system prompt, takes the most significant word of the message,
//! and puts it into sentences prepared for that style.

use crate::model::rng::{Rng, hash};
use crate::writing::sentences::{self, significant_word};

/// The style of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
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

/// The words in a system prompt that select a style. The first match wins.
const STYLE_WORDS: &[(Style, &[&str])] = &[
    (Style::Moderator, &["steelman", "debate", "moderator", "argument"]),
    (Style::Oracle, &["oracle", "only questions", "in questions", "three questions"]),
    (Style::Log, &["access log", "load balancer", "log line", "server log"]),
    (Style::Ledger, &["ledger", "logbook", "entries", "diary"]),
    (Style::Letters, &["letter", "tenant", "correspondence", "postcard"]),
    (Style::Recipe, &["recipe", "cook", "kitchen"]),
    (Style::Map, &["map", "cartograph", "atlas", "compass"]),
];

fn style(system: &str, prompt: &str) -> Style {
    let han = |text: &str| text.chars().filter(|letter| sentences::is_han(*letter)).count();
    if han(system) * 4 > system.chars().count() || han(prompt) * 3 > prompt.chars().count() {
        return Style::Chinese;
    }
    let lower = system.to_lowercase();
    let found = STYLE_WORDS.iter().find(|(_, words)| words.iter().any(|word| lower.contains(word)));
    found.map_or(Style::Plain, |(style, _)| *style)
}

/// The answer to `prompt` in a tree with this system prompt.
pub(crate) fn answer(system: &str, prompt: &str, seed: u64) -> String {
    let mut rng = Rng::new(seed ^ hash(system).rotate_left(17) ^ hash(prompt));
    let word = significant_word(prompt);
    let style = style(system, prompt);
    let (lines, count) = match style {
        Style::Oracle => (sentences::ORACLE, 3),
        Style::Ledger => (sentences::LEDGER, 3),
        Style::Letters => (sentences::LETTERS, 2),
        Style::Log => (sentences::LOG, 3),
        Style::Recipe => (sentences::RECIPE, 3),
        Style::Moderator => (sentences::MODERATOR, 2),
        Style::Map => (sentences::MAP, 2),
        Style::Chinese => (sentences::CHINESE, 2),
        Style::Plain => (sentences::PLAIN, 2),
    };
    let mut left: Vec<&str> = lines.to_vec();
    let mut chosen = Vec::new();
    while chosen.len() < count && !left.is_empty() {
        let line = left.remove(rng.below(left.len()));
        chosen.push(sentences::fill(line, &word, &mut rng));
    }
    if matches!(style, Style::Ledger | Style::Log) {
        // Both begin with a date and are sorted by it.
        chosen.sort();
    }
    let (before, between, after) = match style {
        Style::Letters => ("Dear tenant,\n\n", " ", "\n\nYours, from the drawer that sticks"),
        Style::Oracle | Style::Ledger | Style::Log => ("", "\n", ""),
        Style::Recipe => ("", "\n\n", ""),
        Style::Chinese => ("", "", ""),
        Style::Moderator | Style::Map | Style::Plain => ("", " ", ""),
    };
    format!("{before}{}{after}", chosen.join(between))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oracle_asks_exactly_three_questions() {
        let text =
            answer("You are a poetic oracle who only answers in questions.", "What about my brother?", 1);
        assert_eq!(text.matches('?').count(), 3);
        assert_eq!(text.lines().count(), 3);
    }

    #[test]
    fn equal_messages_get_equal_answers() {
        let ask = |text| answer("You are the ledger of a ship.", text, 7);
        assert_eq!(ask("Who rang the bell?"), ask("Who rang the bell?"));
        assert_ne!(ask("Who rang the bell?"), ask("Who rang the second bell, at dawn?"));
    }

    #[test]
    fn a_chinese_message_is_answered_in_chinese() {
        assert!(answer("你是一本账簿。", "灯是谁点的？", 1).chars().any(sentences::is_han));
    }
}
