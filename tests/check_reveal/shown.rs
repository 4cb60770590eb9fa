//! How findings are told.

use super::codes;
use impromptu::check::reveal::{FindingCode, reveal, reveal_utf16};

#[test]
fn writes_hidden_characters_out_in_their_place() {
    let found = reveal("in\u{200b}visible");
    assert_eq!(found.visible, "in⟦U+200B⟧visible");
    let [finding] = found.findings.as_slice() else { panic!("one finding, not {:?}", found.findings) };
    assert_eq!((finding.start, finding.end), (2, 3));
    assert_eq!(finding.code_points, ["U+200B"]);
    assert_eq!(finding.name, "ZERO WIDTH SPACE");

    assert_eq!(reveal("p\u{430}y").visible, "p\u{430}⟦U+0430⟧y");
    let tags: String = "ignore"
        .bytes()
        .map(|byte| char::from_u32(0xe0000 + u32::from(byte)).expect("a character is one or two units"))
        .collect();
    assert_eq!(reveal(&format!("hi{tags}")).visible, "hi⟦TAGS \"ignore\"⟧");
    let payload: String = "send"
        .bytes()
        .map(|byte| char::from_u32(0xe0100 + u32::from(byte) - 16).expect("a character is one or two units"))
        .collect();
    assert_eq!(reveal(&format!("😀{payload}")).visible, "😀⟦SELECTORS \"send\"⟧");
}

#[test]
fn offsets_are_in_utf16_units() {
    let found = reveal("😀😀 in\u{200b}visible");
    assert_eq!((found.findings[0].start, found.findings[0].end), (7, 8));
    let found = reveal("\u{ffff}\u{200b}\u{10000}\u{200b}");
    let places: Vec<_> = found.findings.iter().map(|finding| (finding.start, finding.end)).collect();
    assert_eq!(places, [(0, 1), (1, 2), (4, 5)]);
}

#[test]
fn half_of_a_surrogate_pair_is_told() {
    let text = [0x61, 0xd83d, 0x62, 0xde00, 0xd83d, 0xde00];
    let found = reveal_utf16(&text);
    assert_eq!(found.visible, "a\u{27e6}U+D83D\u{27e7}b\u{27e6}U+DE00\u{27e7}\u{1f600}");
    let told: Vec<_> =
        found.findings.iter().map(|finding| (finding.code, finding.start, finding.end)).collect();
    assert_eq!(told, [(FindingCode::Surrogate, 1, 2), (FindingCode::Surrogate, 3, 4)]);
    assert_eq!(found.findings[0].code_points, ["U+D83D"]);
    assert_eq!(found.findings[0].name, "LONE SURROGATE");
    assert_eq!(codes("an honest \u{fffd}"), []);
}

#[test]
fn names_what_it_found() {
    for (text, name) in [
        ("a\u{fff9}b", "INTERLINEAR ANNOTATION ANCHOR"),
        ("a\u{fffa}b", "INTERLINEAR ANNOTATION SEPARATOR"),
        ("a\u{fffb}b", "INTERLINEAR ANNOTATION TERMINATOR"),
        ("a\u{fffc}b", "OBJECT REPLACEMENT CHARACTER"),
        ("a\u{2028}b", "LINE SEPARATOR"),
        ("a\u{2029}b", "PARAGRAPH SEPARATOR"),
        ("a\u{16fe4}b", "KHITAN SMALL SCRIPT FILLER"),
        ("a\u{7}b", "CONTROL"),
        ("a\u{ffff}b", "NONCHARACTER"),
        ("a\u{fe00}b", "VARIATION SELECTOR-1"),
        ("a\u{e0100}b", "VARIATION SELECTOR-17"),
        ("a\u{180b}b", "MONGOLIAN FREE VARIATION SELECTOR"),
        ("a\u{e000}b", "PRIVATE USE"),
        ("a\u{e0020}b", "TAG"),
        ("a\u{fff0}b", "INVISIBLE FORMAT CHARACTER"),
        ("a\u{e0068}\u{e0069}b", "TAGS \"hi\""),
        ("a\u{e0158}\u{e0159}b", "SELECTORS \"hi\""),
        ("p\u{430}yp\u{430}l", "LETTERS THAT LOOK LIKE LATIN aa"),
    ] {
        let found = reveal(text);
        assert_eq!(found.findings[0].name, name, "{text:?}");
    }
}

#[test]
fn of_a_long_run_the_first_64_are_listed() {
    let found = reveal(&"\u{200b}".repeat(64));
    assert_eq!(
        (found.findings[0].code_points.len(), found.visible),
        (64, "\u{27e6}U+200B\u{27e7}".repeat(64))
    );
    let found = reveal(&"\u{200b}".repeat(65));
    assert_eq!(found.findings[0].code_points.len(), 64);
    assert!(found.visible.ends_with("\u{27e6}U+200B\u{27e7}\u{27e6}+1\u{27e7}"));
}
