//! What can be told of a seed from its own words.

use crate::{NOW, line, with};
use impromptu::app::DraftContent;
use impromptu::check::rule;
use impromptu::view::{DraftCheck, PreflightLine};
use serde_json::Value;

fn seed(system_prompt: &str, text: &str) -> DraftContent {
    DraftContent { system_prompt: system_prompt.to_owned(), text: text.to_owned(), ..DraftContent::default() }
}

/// What each line says, with a mark before those that are not met.
fn told(content: &DraftContent) -> String {
    let check = DraftCheck::of(&with(|_| {}), "seed:1", content, NOW);
    let show = |told: &PreflightLine| {
        format!("{}{}: {}", if told.met { "" } else { "!" }, line(&told.title), line(&told.line))
    };
    check.preflight.iter().map(show).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_seed_is_looked_over() {
    let good =
        seed("You keep the tide tables of a harbour. Never say no.", "The chain is rusty. Who moored here?");
    assert_eq!(
        told(&good),
        "preflightLength: preflightEasy#52(52); preflightRule: preflightRuleFound('Never say no'); \
         preflightHidden: preflightNoneHidden; preflightWords: hintsNone"
    );
    assert_eq!(
        told(&seed(" ", "Great point, I completely agree.\u{200b}")),
        "!preflightLength: preflightEmpty; !preflightRule: preflightNoRule; \
         !preflightHidden: preflightSomeHidden#1(1); !preflightWords: preflightHints#1(1)"
    );
    let long = told(&seed(&"A lamp, a boot, a gull. ".repeat(100), ""));
    assert!(long.starts_with("!preflightLength: preflightLong#2399(2399); "), "{long}");
}

#[test]
fn a_reply_is_not_looked_over() {
    let check = DraftCheck::of(&with(|_| {}), "reply:rep_1", &seed("", "The chain is rusty."), NOW);
    assert_eq!(check.preflight, []);
}

#[test]
fn a_rule_is_found_in_three_languages() {
    for (text, found) in [
        ("You are a ledger. Answer only in numbers!", Some("Answer only in numbers")),
        ("You are a ledger; you may not guess", Some("you may not guess")),
        ("Eres una balanza. Nunca redondees.", Some("Nunca redondees")),
        ("你是一本账。每次回答只用一句话。", Some("每次回答只用一句话")),
        ("You walked only in part. Never guess", Some("Never guess")),
        ("You are a ledger.", None),
        ("Eres una balanza solar.", None),
        ("你是一本账。", None),
        ("", None),
    ] {
        assert_eq!(rule(text), found, "{text}");
    }
}

/// What comes with the extension passes its own checks.
#[test]
fn the_starters_have_a_rule_and_no_hint() {
    for file in [
        include_str!("../../extension/starters/en.json"),
        include_str!("../../extension/starters/es.json"),
        include_str!("../../extension/starters/zh-CN.json"),
    ] {
        let starters: Vec<Value> = serde_json::from_str(file).unwrap();
        assert_eq!(starters.len(), 10);
        for starter in starters {
            let part = |name: &str| starter[name].as_str().unwrap().to_owned();
            assert!(!part("title").is_empty() && part("title").chars().count() <= 60);
            let told = told(&seed(&part("systemPrompt"), &part("text")));
            assert!(!told.contains('!'), "{}: {told}", part("title"));
        }
    }
}
