//! What holds for any text.

use impromptu::check::reveal::{FindingCode, reveal, reveal_utf16};
use proptest::prelude::*;

/// Text thick with what the scan decides about.
fn tricky() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        4 => "[a-zA-Z0-9 .#*\n]",
        2 => "[а-яА-Яα-ωΑ-Ω]",
        2 => "[аеорсухνοɡʏｐ𝗉ⅼꓑԁ]",
        2 => Just("👩".to_owned()),
        1 => Just("🏴".to_owned()),
        2 => "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{ad}\u{34f}\u{feff}]",
        2 => "[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}\u{180b}-\u{180f}]",
        2 => "[\u{e0000}-\u{e007f}]",
        1 => "[\u{115f}\u{1160}\u{1161}\u{1100}\u{3164}\u{2800}\u{2801}]",
        1 => "[\u{0}-\u{1f}\u{80}-\u{9f}\u{e000}-\u{e010}]",
        2 => "[\u{5d0}-\u{5ea}\u{627}-\u{64a}\u{915}-\u{94d}\u{e01}-\u{e10}\u{1820}-\u{1830}]",
        1 => "[一-鿿]",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(atom, 0..60).prop_map(|atoms| atoms.concat())
}

/// The text without the findings of these tricks.
fn without(text: &str, these: impl Fn(FindingCode) -> bool) -> String {
    let findings: Vec<_> = reveal(text).findings.into_iter().filter(|finding| these(finding.code)).collect();
    let mut at = 0;
    let kept = text.chars().filter(|c| {
        let here = at;
        at += u32::try_from(c.len_utf16()).expect("a character is one or two units");
        !findings.iter().any(|finding| (finding.start..finding.end).contains(&here))
    });
    kept.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn offsets_are_ordered_and_on_characters(text in tricky()) {
        let edges: Vec<u32> = text.chars().scan(0, |at, c| {
            *at += u32::try_from(c.len_utf16()).expect("a character is one or two units");
            Some(*at)
        }).collect();
        let mut past = 0;
        for finding in reveal(&text).findings {
            prop_assert!(finding.start >= past && finding.start < finding.end);
            prop_assert!(finding.start == 0 || edges.contains(&finding.start));
            prop_assert!(edges.contains(&finding.end));
            past = finding.start;
        }
    }

    #[test]
    fn a_text_without_its_hidden_characters_hides_nothing(text in tricky()) {
        let rest = without(&text, |code| code != FindingCode::Homoglyph);
        let found = reveal(&rest).findings;
        let hidden = found.iter().any(|finding| finding.code != FindingCode::Homoglyph);
        prop_assert!(!hidden, "{:?} left {:?}: {:?}", text, rest, found);
    }

    #[test]
    fn visible_text_has_what_was_found_written_out_and_nothing_else_changed(text in tricky()) {
        prop_assume!(!text.contains(['\u{27e6}', '\u{27e7}']));
        let visible = reveal(&text).visible;
        let mut chips = 0;
        let beside_chips: String = visible
            .chars()
            .filter(|c| {
                chips += i32::from(*c == '\u{27e6}');
                let beside = chips == 0;
                chips -= i32::from(*c == '\u{27e7}');
                beside
            })
            .collect();
        prop_assert_eq!(beside_chips, without(&text, |code| code != FindingCode::Homoglyph));
    }

    #[test]
    fn a_text_of_javascript_is_told_as_a_text_of_rust_is(text in tricky()) {
        prop_assert_eq!(reveal_utf16(&text.encode_utf16().collect::<Vec<u16>>()), reveal(&text));
    }

    #[test]
    fn plain_ascii_is_silent(text in "[ -~\t\r\n]{0,200}") {
        let found = reveal(&text);
        prop_assert!(found.findings.is_empty());
        prop_assert_eq!(found.visible, text);
    }
}
