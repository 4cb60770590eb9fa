//! What `reveal` shows, and what it leaves alone.

mod characters;
mod direction;
mod properties;
mod shown;
mod words;

use impromptu::check::reveal::{FindingCode, reveal};

fn codes(text: &str) -> Vec<FindingCode> {
    reveal(text).findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn shows_what_is_hidden() {
    let cases = [
        ("in\u{200b}visible", FindingCode::ZeroWidth),
        ("word\u{2060}joiner", FindingCode::ZeroWidth),
        ("\u{feff}start", FindingCode::ZeroWidth),
        ("a\u{200d}b", FindingCode::ZeroWidth),
        ("a\u{200c}b", FindingCode::ZeroWidth),
        ("a\u{ad}\u{ad}b", FindingCode::ZeroWidth),
        ("two \u{2063}\u{2064} marks", FindingCode::ZeroWidth),
        ("hello \u{e0069}\u{e0067}\u{e006e}", FindingCode::Tag),
        (
            "\u{1f3f4}\u{e0069}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}\u{e0020}\u{e0061}",
            FindingCode::Tag,
        ),
        ("access\u{202e}txt.exe", FindingCode::Bidi),
        ("if \u{2066}admin\u{2069}", FindingCode::Bidi),
        ("x\u{200f}y", FindingCode::Bidi),
        ("\u{5d0}\u{202e}\u{5d1}", FindingCode::Bidi),
        ("😀\u{fe01}\u{e0130}\u{e0141}", FindingCode::Variation),
        ("a\u{fe0f}", FindingCode::Variation),
        ("字\u{e0100}\u{e0101}", FindingCode::Variation),
        ("p\u{430}ypal", FindingCode::Homoglyph),
        ("\u{441}\u{43e}\u{441}\u{430} means nothing here", FindingCode::Homoglyph),
        ("p\u{3b1}ypal", FindingCode::Homoglyph),
        ("blank \u{3164} here", FindingCode::Filler),
        ("blank \u{2800} here", FindingCode::Filler),
        ("half \u{ffa0}", FindingCode::Filler),
        ("bell \u{7} rings", FindingCode::Control),
        ("escape \u{1b}[31m", FindingCode::Control),
        ("next \u{9d} one", FindingCode::Control),
        ("not a character \u{ffff}", FindingCode::Control),
        ("\u{fff9}seen\u{fffa}hidden\u{fffb}", FindingCode::Control),
        ("in place of \u{fffc} an object", FindingCode::Control),
        ("one line\u{2028}another", FindingCode::Control),
        ("private \u{e123}", FindingCode::PrivateUse),
        ("far private \u{100123}", FindingCode::PrivateUse),
    ];
    for (text, code) in cases {
        assert!(codes(text).contains(&code), "{text:?} gave {:?}", codes(text));
    }
}

#[test]
fn leaves_honest_writing_alone() {
    let cases = [
        "Plant a lighthouse.",
        "line\r\nline\ttab",
        "family 👨‍👩‍👧‍👦, couple 👩🏽‍❤️‍💋‍👨🏿, pilot 👩🏿‍✈️, rainbow 🏳️‍🌈, heart ❤️‍🔥, cat 🐈‍⬛",
        "keycaps 1️⃣ #️⃣ *️⃣, text style ☎︎, arrow ↔️, ©️",
        "flags 🇩🇪 🇨🇳 \u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
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
