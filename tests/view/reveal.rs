use crate::system_prompt::{prompt, read};
use crate::*;

/// A system prompt as it is shown, its chips in brackets, and the messages about what hides in it.
fn shown(text: &str) -> (String, String) {
    let prompt = prompt(&read(text)).expect("a system prompt");
    let show = |stretch: &impromptu::view::Stretch| {
        if stretch.hidden { format!("[{}]", stretch.text) } else { stretch.text.clone() }
    };
    let keys: Vec<&str> = prompt.findings.iter().map(|finding| finding.line.key.as_str()).collect();
    (prompt.text.iter().map(show).collect(), keys.join(" "))
}

#[test]
fn each_hidden_thing_becomes_a_chip_and_is_named() {
    for (text, chips, key) in [
        ("a\u{200b}b", "a[U+200B]b", "trickZeroWidth"),
        ("a\u{e0041}b", "a[U+E0041]b", "trickTag"),
        ("a\u{202e}b", "a[U+202E]b", "trickBidi"),
        ("a\u{fe01}b", "a[U+FE01]b", "trickVariation"),
        ("a\u{3164}b", "a[U+3164]b", "trickFiller"),
        ("a\u{7}b", "a[U+0007]b", "trickControl"),
        ("a\u{e000}b", "a[U+E000]b", "trickPrivateUse"),
        ("plain text", "plain text", ""),
    ] {
        assert_eq!(shown(text), (chips.to_owned(), key.to_owned()));
    }
}

#[test]
fn a_word_that_looks_like_another_stays_readable() {
    let (text, key) = shown("a p\u{430}ypal b");
    assert_eq!(key, "trickHomoglyph");
    assert!(text.starts_with("a p\u{430}ypal[") && text.ends_with("] b"), "{text}");
}

#[test]
fn a_finding_is_named_in_words() {
    let prompt = prompt(&read("a\u{200b}b")).expect("a system prompt");
    assert_eq!(line(&prompt.findings[0].line), "trickZeroWidth('ZERO WIDTH SPACE')");
}
