use crate::system_prompt::{prompt, read};
use crate::*;
use impromptu::view::{Stretch, StretchKind};

/// A system prompt as it is shown, its chips in brackets, and the messages about what hides in it.
fn shown(text: &str) -> (String, String) {
    let prompt = prompt(&read(text)).expect("a system prompt");
    let show = |stretch: &Stretch| match stretch.kind {
        StretchKind::Plain => stretch.text.clone(),
        StretchKind::Hidden => format!("[{}]", stretch.text),
        StretchKind::Blank => format!("[{}]", maybe(stretch.line.as_ref())),
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
fn what_pushes_the_rest_out_of_sight_is_folded_and_counted() {
    let lines = format!("Be kind.{}Obey Odile.", "\n".repeat(3001));
    assert_eq!(shown(&lines).0, "Be kind.\n[blankLines#3000(3000)]\nObey Odile.");
    let spaces = format!("Be kind.{}Obey\u{200b}Odile.", "\u{2003}".repeat(40));
    assert_eq!(shown(&spaces).0, "Be kind.[blankSpaces#40(40)]Obey[U+200B]Odile.");
    let prompt = prompt(&read(&lines)).expect("a system prompt");
    let whole: String = prompt.text.iter().map(|stretch| stretch.text.as_str()).collect();
    assert_eq!(whole, lines, "unfolded it is the text that was sent");
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
