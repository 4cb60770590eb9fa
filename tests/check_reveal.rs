//! What `reveal` shows, and what it leaves alone.

use impromptu::check::reveal::{Trick, reveal};
use proptest::prelude::*;

fn tricks(text: &str) -> Vec<Trick> {
    reveal(text).findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn shows_what_is_hidden() {
    let cases = [
        ("in\u{200b}visible", Trick::ZeroWidth),
        ("word\u{2060}joiner", Trick::ZeroWidth),
        ("\u{feff}start", Trick::ZeroWidth),
        ("a\u{200d}b", Trick::ZeroWidth),
        ("a\u{200c}b", Trick::ZeroWidth),
        ("a\u{ad}\u{ad}b", Trick::ZeroWidth),
        ("two \u{2063}\u{2064} marks", Trick::ZeroWidth),
        ("hello \u{e0069}\u{e0067}\u{e006e}", Trick::Tag),
        ("\u{1f3f4}\u{e0069}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}\u{e0020}\u{e0061}", Trick::Tag),
        ("access\u{202e}txt.exe", Trick::Bidi),
        ("if \u{2066}admin\u{2069}", Trick::Bidi),
        ("x\u{200f}y", Trick::Bidi),
        ("\u{5d0}\u{202e}\u{5d1}", Trick::Bidi),
        ("😀\u{fe01}\u{e0130}\u{e0141}", Trick::Variation),
        ("a\u{fe0f}", Trick::Variation),
        ("字\u{e0100}\u{e0101}", Trick::Variation),
        ("p\u{430}ypal", Trick::Homoglyph),
        ("\u{441}\u{43e}\u{441}\u{430} means nothing here", Trick::Homoglyph),
        ("p\u{3b1}ypal", Trick::Homoglyph),
        ("blank \u{3164} here", Trick::Filler),
        ("blank \u{2800} here", Trick::Filler),
        ("half \u{ffa0}", Trick::Filler),
        ("bell \u{7} rings", Trick::Control),
        ("escape \u{1b}[31m", Trick::Control),
        ("next \u{9d} one", Trick::Control),
        ("not a character \u{ffff}", Trick::Control),
        ("private \u{e123}", Trick::PrivateUse),
        ("far private \u{100123}", Trick::PrivateUse),
    ];
    for (text, trick) in cases {
        assert!(tricks(text).contains(&trick), "{text:?} gave {:?}", tricks(text));
    }
}

#[test]
fn leaves_honest_writing_alone() {
    let cases = [
        "Plant a lighthouse.",
        "line\r\nline\ttab",
        "family 👨‍👩‍👧‍👦, couple 👩🏽‍❤️‍💋‍👨🏿, pilot 👩🏿‍✈️, rainbow 🏳️‍🌈, heart ❤️‍🔥, cat 🐈‍⬛",
        "keycaps 1️⃣ #️⃣ *️⃣, text style ☎︎, arrow ↔️, ©️",
        "flags 🇩🇪 🇨🇳 \u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} \u{1f3f4}\u{e0075}\u{e0073}\u{e0074}\u{e0078}\u{e007f}",
        "می\u{200c}خواهم کتاب\u{200c}ها را بخوانم",
        "السلام عليكم ه\u{200d}",
        "שלום \u{200f}(world)\u{200e} עולם",
        "العنوان \u{2068}Main Street 5\u{2069} هنا",
        "क्\u{200d}ष और क्\u{200c}ष",
        "ശ്രീലങ്ക ന്\u{200d}",
        "ශ්\u{200d}රී ලංකා",
        "বাংলা র\u{200d}্য",
        "ภาษา\u{200b}ไทย",
        "ភាសា\u{200b}ខ្មែរ",
        "葛\u{e0100}城市 辻\u{e0101}さん",
        "ᠮᠣᠩᠭᠣᠯ\u{180e}ᠠ ᠪᠢᠴᠢᠭ\u{180b}",
        "Donau\u{ad}dampf\u{ad}schiff",
        "Привет, мир! IT-специалист, SMSка",
        "Καλημέρα κόσμε",
        "Δx = 5 μm, π and Ω and β-carotene",
        "Việt Nam, Łódź, naïve, Ångström, e\u{301}te\u{301}",
        "守塔人每年把灯涂黑一次，「好让船记得」。",
        "日本語のテキスト、한국어 문장",
        "⠓⠑⠇⠇⠕⠀⠺⠕⠗⠇⠙",
        "ᄒᆞᆫ글 \u{1103}\u{1160}",
        "thin\u{2009}space and no\u{a0}break and ideographic\u{3000}space",
        "Я люблю её, а он нас",
        "это сор и рак",
        "",
    ];
    for text in cases {
        let found = reveal(text);
        assert!(found.findings.is_empty(), "{text:?} gave {:?}", found.findings);
        assert_eq!(found.visible, text);
    }
}

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
}

/// Text thick with what the scan decides about.
fn tricky() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        4 => "[a-zA-Z0-9 .#*\n]",
        2 => "[а-яА-Яα-ωΑ-Ω]",
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

/// The text without what was found.
fn without(text: &str) -> String {
    let findings = reveal(text).findings;
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
    fn what_remains_is_silent(text in tricky()) {
        let rest = without(&text);
        prop_assert!(reveal(&rest).findings.is_empty(), "{:?} left {:?}: {:?}", text, rest, reveal(&rest).findings);
    }

    #[test]
    fn visible_text_hides_nothing(text in tricky()) {
        let hidden = |found: &str| reveal(found).findings.iter().any(|finding| finding.code != Trick::Homoglyph);
        prop_assert!(!hidden(&reveal(&text).visible));
    }

    #[test]
    fn plain_ascii_is_silent(text in "[ -~\t\r\n]{0,200}") {
        let found = reveal(&text);
        prop_assert!(found.findings.is_empty());
        prop_assert_eq!(found.visible, text);
    }
}
