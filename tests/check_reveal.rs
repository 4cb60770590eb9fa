//! What `reveal` shows, and what it leaves alone.

use impromptu::check::reveal::{Trick, is_blank, reveal, reveal_utf16};
use proptest::prelude::*;
use regex_syntax::hir::{Class, HirKind};
use std::collections::BTreeSet;

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
        ("\u{fff9}seen\u{fffa}hidden\u{fffb}", Trick::Control),
        ("in place of \u{fffc} an object", Trick::Control),
        ("one line\u{2028}another", Trick::Control),
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

/// The characters of a class, as the regular expression engine knows them.
fn characters(class: &str) -> BTreeSet<char> {
    let hir = regex_syntax::parse(class).expect("a class");
    let HirKind::Class(Class::Unicode(class)) = hir.into_kind() else { panic!("a class of characters") };
    class.iter().flat_map(|range| range.start()..=range.end()).collect()
}

#[test]
fn every_default_ignorable_and_format_character_in_a_latin_word_is_found() {
    let drawn = characters(r"[\x{600}-\x{605}\x{6dd}\x{890}\x{891}\x{8e2}\x{110bd}\x{110cd}]");
    let silent: BTreeSet<char> = characters(r"[\p{Default_Ignorable_Code_Point}\p{Cf}]")
        .into_iter()
        .filter(|c| tricks(&format!("pass{c}word")).is_empty())
        .collect();
    assert_eq!(silent, drawn, "only the signs that are drawn around a number are left alone");
}

#[test]
fn every_control_and_noncharacter_in_a_latin_word_is_found() {
    let found = |c: &char| !tricks(&format!("pass{c}word")).is_empty();
    let silent: Vec<char> =
        characters(r"[\p{Cc}\p{Noncharacter_Code_Point}]").into_iter().filter(|c| !found(c)).collect();
    assert_eq!(silent, ['\t', '\n', '\r']);
}

#[test]
fn only_the_three_registered_subdivisions_have_a_flag() {
    let flag = |code: &str| -> String {
        let tags = code.bytes().map(|byte| char::from_u32(0xe0000 + u32::from(byte)).expect("a tag"));
        std::iter::once('\u{1f3f4}').chain(tags).chain(['\u{e007f}']).collect()
    };
    for code in ["gbeng", "gbsct", "gbwls"] {
        assert_eq!(tricks(&flag(code)), [], "{code}");
        assert_eq!(tricks(&format!("{0} {0}{0}", flag(code))), [], "{code}");
        assert_eq!(tricks(&flag(code).replace('\u{1f3f4}', "x")), [Trick::Tag], "{code} without its flag");
        assert_eq!(tricks(&flag(code).replace('\u{e007f}', "")), [Trick::Tag], "{code} without its end");
        assert_eq!(tricks(&format!("{}\u{e0061}", flag(code))), [Trick::Tag], "{code} and more");
    }
    for code in ["gbnir", "ustx", "usca", "gben", "gbengl", "ignor", ""] {
        assert_eq!(tricks(&flag(code)), [Trick::Tag], "{code}");
    }
}

#[test]
fn a_soft_hyphen_is_honest_between_long_parts_of_a_long_word() {
    for (text, honest) in [
        ("medie\u{ad}elementer", true),
        ("Element\u{ad}wisser\u{ad}modus", true),
        ("abcd\u{ad}efghij", true),
        ("abcd\u{ad}efghi", false),
        ("abc\u{ad}defghijkl", false),
        ("abcdefghij\u{ad}", false),
        ("abcde\u{ad}\u{ad}fghij", false),
        ("ig\u{ad}no\u{ad}re pre\u{ad}vi\u{ad}ous", false),
        ("pass\u{ad}word", false),
    ] {
        assert_eq!(tricks(text).is_empty(), honest, "{text:?}");
    }
}

#[test]
fn a_line_has_as_many_joiners_as_its_script_needs() {
    let line = |letter: &str, joiner: &str, joined: usize, plain: usize| {
        format!("{}{}", format!("{letter}{joiner}").repeat(joined), letter.repeat(plain))
    };
    for (letter, joiner, joined, plain, honest) in [
        // At most two and one for each four letters.
        ("\u{628}", "\u{200c}", 4, 4, true),
        ("\u{628}", "\u{200c}", 4, 3, false),
        // At most one and one for each eight letters, or beside a virama one and one for each two.
        ("\u{915}", "\u{200d}", 2, 6, true),
        ("\u{915}", "\u{200d}", 2, 5, false),
        ("\u{915}\u{94d}", "\u{200d}", 3, 1, true),
        ("\u{915}\u{94d}", "\u{200d}", 4, 1, false),
        // At most two and one for each two letters.
        ("\u{1780}", "\u{200b}", 4, 0, true),
        ("\u{1780}", "\u{200b}", 5, 0, false),
        ("\u{1780}", "\u{200b}", 5, 1, true),
    ] {
        let text = line(letter, joiner, joined, plain);
        assert_eq!(tricks(&text).is_empty(), honest, "{text:?}");
        let beside = format!("{}\n{text}", letter.repeat(40));
        assert_eq!(tricks(&beside).is_empty(), honest, "another line lends nothing: {beside:?}");
        let beside = format!("{} 1234567890123456 {text}", "latin ".repeat(8));
        assert_eq!(tricks(&beside).is_empty(), honest, "another script lends nothing: {beside:?}");
    }
}

#[test]
fn a_joiner_outside_of_its_script_is_found() {
    for text in [
        "a\u{200d}b",
        "a\u{200c}b",
        "a\u{200b}b",
        "😀\u{200c}😀",
        "😀\u{200d}a",
        "\u{4eca}\u{200d}\u{5929}",
        "a\u{34f}b",
    ] {
        assert_eq!(tricks(text), [Trick::ZeroWidth], "{text:?}");
    }
    for (text, honest) in [
        ("\u{915}\u{916} a\u{200d}-", true),
        ("\u{915}\u{916} a\u{200d}b", false),
        ("\u{628}\u{62a} a\u{200c}-", true),
        ("\u{628}\u{62a} a\u{200c}b", false),
        ("\u{4eca} a\u{200c}-", false),
    ] {
        assert_eq!(tricks(text).is_empty(), honest, "{text:?}");
    }
    assert_eq!(tricks("\u{5d0}\u{5b0}\u{34f}\u{5bd}"), [], "a grapheme joiner between two marks");
    assert_eq!(tricks("\u{13000}\u{13430}\u{13001}"), [], "a hieroglyph above another");
    assert_eq!(tricks("\u{1d15f}\u{1d173}\u{1d160}"), [], "the beam of two notes");
    assert_eq!(tricks("\u{712}\u{70f}\u{713}"), [], "a Syriac abbreviation");
    assert_eq!(tricks("\u{1bc00}\u{1bca0}\u{1bc01}"), [], "shorthand");
}

#[test]
fn direction_controls_are_honest_where_a_line_has_letters_from_right_to_left_for_them() {
    for (text, honest) in [
        ("The word \u{2067}\u{5e9}\u{5dc}\u{5d5}\u{5dd}\u{2069} means peace", true),
        ("She said \u{202b}\u{645}\u{631}\u{62d}\u{628}\u{627}\u{202c} to us", true),
        ("\u{627}\u{644}\u{639}\u{646} \u{202a}GTK+\u{202c}", true),
        ("\u{627}\u{644}\u{639} \u{2066}Main Street\u{2069}", true),
        ("\u{627}\u{644} \u{2066}Main\u{2069}", false),
        ("\u{627}\u{644}\u{639} \u{2066}abcdefghijkl\u{2069}", true),
        ("\u{627}\u{644}\u{639} \u{2066}abcdefghijklm\u{2069}", false),
        ("\u{627}\u{644}\u{639} \u{2066}Main Street 5\u{2069} is long", false),
        ("access \u{202b}nimda\u{202c} level \u{645}", false),
        ("access \u{2067}nimda\u{2069} level \u{5d0}", false),
        ("\u{627}\u{644}\u{639}\u{646} \u{202b}ab\u{645}\u{202c}", false),
        ("\u{627}\u{644}\u{639}\u{646} \u{202b}a\u{645}\u{202c}", true),
        ("\u{627}\u{644}\u{639}\u{646} \u{202b}1 + 2\u{202c}", false),
        ("\u{627}\u{644}\u{639}\u{646} \u{202a}a", false),
        ("\u{627}\u{644}\u{639}\u{646} a\u{202c}", false),
        ("\u{627}\u{644}\u{639}\u{646} \u{202a}a\u{2069}", false),
        ("\u{627}\u{644}\u{639}\u{646} \u{2066}a\u{202c}", false),
        ("\u{627}\u{644}\u{639}\u{646} \u{202a}\u{202c}", false),
        ("\u{627}\u{644}\u{639}\u{646} \u{202d}a\u{202c}", false),
        ("\u{627}\u{644}\u{639}\u{646} \u{2066}a\u{2069} \u{202e}b\u{202c}", false),
        ("\u{627}\u{644}\u{639} \u{2066}a\u{2069}\u{2066}b\u{2069}", true),
        ("\u{627}\u{644}\u{639} \u{2066}a\u{2069}\u{2066}b\u{2069}\u{2066}c\u{2069}", false),
        ("\u{5e9} \u{2066}a\n\u{2069} \u{5e9}\u{5e9}\u{5e9}", false),
    ] {
        assert_eq!(tricks(text).is_empty(), honest, "{text:?} gave {:?}", tricks(text));
    }
}

#[test]
fn a_writer_nests_few_stretches() {
    let nested = |depth: usize| {
        format!("{}{}{}", "\u{202b}".repeat(depth), "\u{5e9} ".repeat(9), "\u{202c}".repeat(depth))
    };
    assert_eq!(tricks(&nested(8)), []);
    assert_eq!(tricks(&nested(9)), [Trick::Bidi, Trick::Bidi]);
}

#[test]
fn a_line_has_as_many_direction_marks_as_a_writer_uses() {
    for (text, honest) in [
        ("\u{5e9} \u{200f}(a)\u{200e} \u{5e9}", true),
        ("\u{5e9} \u{200f}(a)\u{200e} b", true),
        ("\u{200e}(\u{5e9}\u{200e})\u{200e}", false),
        ("\u{5e9}\u{5e9}(\u{200e})\u{200e}", true),
        ("\u{5e9}\u{5e9}\u{5e9}(\u{200e})\u{200e}:\u{200e}", false),
        ("\u{5e9}\u{5e9}\u{5e9} (\u{200e})\u{200e}:\u{200e}", true),
        ("\u{5e9}\u{200f}\u{5dc}", false),
        ("\u{5e9} a\u{200e}b", false),
        ("\u{5e9}\u{200e}a", true),
        ("\u{645}\u{61c}5", true),
        ("5\u{61c}6", false),
    ] {
        assert_eq!(tricks(text).is_empty(), honest, "{text:?} gave {:?}", tricks(text));
    }
}

#[test]
fn a_variation_selector_is_honest_after_a_registered_base() {
    for text in [
        "\u{212c}\u{fe00} \u{1d4b5}\u{fe01} \u{2229}\u{fe00} 0\u{fe00} \u{3001}\u{fe01}",
        "\u{1031}\u{fe00} \u{1820}\u{180c}",
        "\u{2702}\u{fe0e} \u{2702}\u{fe0f} \u{a9}\u{fe0f}",
        "2\u{fe0e} 1\u{fe0f}\u{20e3}2\u{fe0f}\u{20e3}",
        "\u{9089}\u{e011f}\u{3055}\u{3093}",
        "\u{8fbb}\u{e0107}",
        "\u{5140}\u{fe00}",
    ] {
        assert_eq!(tricks(text), [], "{text:?}");
    }
    for text in [
        "\u{212c}\u{fe02}",
        "\u{2702}\u{fe00}",
        "\u{1f600}\u{fe0f}",
        "1\u{fe0f}2",
        "12\u{fe0f}",
        "\u{8fbb}\u{e0108}",
        "\u{9089}\u{e0120}",
        "\u{5140}\u{fe01}",
        "\u{1820}\u{fe00}",
        "\u{212c}\u{180b}",
        "a\u{e0100}",
        "\u{2702}\u{fe0f}\u{fe0f}",
    ] {
        assert_eq!(tricks(text), [Trick::Variation], "{text:?}");
    }
}

#[test]
fn a_line_selects_the_shapes_of_a_few_ideographs() {
    let line = |selected: usize, plain: usize| {
        format!("{}{}", "\u{8fbb}\u{e0100}".repeat(selected), "\u{4eca}".repeat(plain))
    };
    for (selected, plain, honest) in [
        (1, 0, true),
        (2, 0, false),
        (2, 1, true),
        (3, 2, true),
        (4, 4, false),
        (4, 27, false),
        (4, 28, true),
    ] {
        assert_eq!(tricks(&line(selected, plain)).is_empty(), honest, "{selected} of {}", selected + plain);
    }
}

#[test]
fn letters_that_show_nothing_are_honest_in_the_scripts_they_fill() {
    for text in [
        "\u{2813}\u{2800}\u{2811}",
        "\u{115f}\u{1161}",
        "\u{1103}\u{1160}",
        "\u{18b00}\u{16fe4}",
        "\u{16fe4}\u{18b01}",
        "\u{1d15f}\u{1d159}",
        "\u{1d159}\u{1d15f}",
    ] {
        assert_eq!(tricks(text), [], "{text:?}");
    }
    for text in
        ["\u{2801}\u{2800}a", "\u{2801}\u{2800}\u{2800}\u{2801}", "a\u{16fe4}b", "\u{1d159}", "a\u{17b4}b"]
    {
        assert_eq!(tricks(text), [Trick::Filler], "{text:?}");
    }
}

#[test]
fn a_word_that_only_reads_as_latin_is_found() {
    // One letter or more of each sort in confusables.txt, in names that people are deceived about.
    for word in [
        "\u{430}pple",
        "p\u{430}yp\u{430}l",
        "\u{440}\u{430}\u{443}\u{440}\u{430}l",
        "goog\u{4cf}e",
        "\u{455}potify", // Cyrillic
        "g\u{3bf}ogle",
        "\u{3b1}pple",
        "\u{3bd}isa",
        "\u{391}PPLE",
        "\u{3f2}itibank", // Greek
        "\u{585}ffice",
        "\u{578}etflix",
        "\u{570}ulu", // Armenian
        "\u{13aa}PPLE",
        "\u{ab70}ropbox",
        "\u{abaa}potify", // Cherokee
        "\u{a4d1}aypal",
        "\u{a4ee}pple", // Lisu
        "\u{ff50}aypal",
        "pay\u{1d5c9}al",
        "\u{210a}oogle",
        "\u{1d7ce}ffice",
        "l\u{217c}oyds",
        "\u{217f}icrosoft", // Styled
        "\u{28f}outube",
        "\u{262}oogle",
        "\u{1d18}aypal",
        "\u{261}oogle",
        "\u{251}mazon",
        "goo\u{261}le", // Phonetic
        "g\u{d20}ogle",
        "g\u{9e6}ogle",
        "g\u{e50}ogle",
        "g\u{5e1}ogle",
        "\u{2ca3}aypal",
        "\u{15ea}ropbox", // Others
        "\u{430}\u{440}\u{440}\u{4cf}\u{435}",
        "g\u{200b}\u{43e}\u{301}ogle", // A whole word, and one with more in it
    ] {
        let found = tricks(&format!("visit {word}.com now"));
        assert!(found.contains(&Trick::Homoglyph), "{word} gave {found:?}");
    }
}

#[test]
fn a_letter_of_a_script_that_the_text_writes_is_honest_as_an_ending_only() {
    for (text, honest) in [
        ("\u{43d}\u{430}\u{436}\u{43c}\u{438} Word\u{430}", true),
        ("\u{43d}\u{430}\u{436}\u{43c}\u{438} \u{430}pple", false),
        ("\u{43d}\u{430}\u{436}\u{43c}\u{438} p\u{430}ypal", false),
        ("\u{43d}\u{430}\u{436}\u{43c}\u{438} T\u{43e}\u{440}", true),
        ("Word\u{430} alone", false),
        ("\u{5d4}\u{5df} \u{5d5}Firefox", true),
        ("\u{5d4}\u{5df} Fire\u{5d5}fox", false),
        ("\u{436} Word\u{585}", false),
        ("\u{436} Word\u{430}\u{3bf}", false),
    ] {
        assert_eq!(tricks(text).is_empty(), honest, "{text:?}");
    }
    for beside in ["\u{2082}", "\u{2460}", "\u{24d0}", "\u{1f170}", "\u{4eca}", "\u{ac00}", "\u{e01}"] {
        assert_eq!(
            tricks(&format!("\u{430}pple{beside}")),
            [Trick::Homoglyph],
            "{beside} is no letter of the word"
        );
    }
}

#[test]
fn words_that_borrow_letters_honestly_are_left_alone() {
    for text in [
        "T\u{115}s\u{115} \u{422}\u{115}\u{441}\u{115} \u{421}\u{115}\u{442}\u{435}\u{43b}", // Chuvash in Latin and Cyrillic letters
        "\u{43f}\u{440}\u{43e}\u{431}\u{43b}\u{435}\u{43c}\u{43e}\u{442} \u{441}\u{e8} \u{443}\u{448}\u{442}\u{435}", // Macedonian
        "\u{410}\u{43b}\u{43b}\u{430}\u{4bb}\u{44b} \u{4d9}\u{445}\u{43b}\u{438} K\u{43e}\u{43d}\u{433}\u{43e}", // Tatar
        "\u{43a}\u{443}\u{434}\u{435}w\u{435} \u{43c}\u{430}\u{440}\u{4a5}\u{438}\u{43b}", // Yukaghir
        "SMS\u{430} \u{438} SMS\u{43a}\u{430}",
        "\u{43d}\u{430} T\u{43e}r\u{43e}", // Russian
        "/\u{261}\u{26a}v/, [\u{2c8}\u{261}o\u{28a}\u{261}\u{259}l], a\u{283} and goo\u{261}le", // Sounds
        "[\u{261}ive]",
        "/\u{261}ood/",
        "\u{3b1}x + \u{3b2}y, \u{3c1}gh, \u{3c3}max, sin\u{3b1}, v\u{3b1}", // Formulas
        "\u{1d453}(\u{1d465}) = \u{1d44e}\u{1d465}, \u{1d6fc}max, \u{2113}p",
        "\u{ff28}\u{ff25}\u{ff2c}\u{ff2c}\u{ff2f}, \u{1d4d7}\u{1d4ee}\u{1d4f5}\u{1d4f5}\u{1d4f8} you", // Whole words in another font
        "Type\u{2160} and Phase\u{2169}", // A number at the end
        "A\u{6f1} and \u{1040}x",
        "\u{25b}d\u{254} \u{192}ome",
        "t\u{269}rlem p\u{e3}nga",                   // Ewe, Mossi
        "g\u{131}rd\u{131}, \u{fe}orn, san\u{17f}t", // Turkish, Icelandic, old German
        "vCard \u{3b3}\u{3b9}\u{3b1} \u{3cc}\u{3bb}\u{3b1}",
        "\u{5d4}\u{5df} \u{5d5}Firefox", // A Hebrew prefix
        "\u{5e1}\u{5d5}\u{5e1} means horse",
        "\u{3007}x\u{3007} abc\u{3007}",
    ] {
        assert_eq!(tricks(text), [], "{text:?}");
    }
}

#[test]
fn a_word_is_found_when_most_of_it_is_of_ascii() {
    for (text, honest) in [
        ("ab\u{3b1}", true),
        ("abc\u{3b1}", false),
        ("ab\u{3bf}", false),
        ("max\u{3b1}", true),
        ("ma\u{3b1}x", false),
        ("ab\u{1d5c9}", true),
        ("abc\u{1d5c9}", false),
        ("abc\u{1d5c9}\u{1d5ba}\u{1d5c9}", false),
        ("abc\u{1d5c9}\u{1d5ba}\u{1d5c9}\u{1d5ba}", true),
        ("abcde\u{261}\u{26a}\u{28f}", true),
        ("abcdef\u{261}\u{26a}\u{28f}", false),
        ("a\u{431}cdef\u{430}", true),
        ("Windows\u{ff11}\u{ff10}", true),
        ("\u{ff11}Windows", false),
        ("Win\u{ff10}dows", false),
        ("Phase\u{2160}", true),
        ("Phase\u{1d5c9}\u{2160}", false),
        ("Phas\u{217d}", false),
        ("ab \u{430}\u{440}", true),
        ("ab \u{430}\u{440}\u{435}", false),
        ("a \u{430}\u{440}\u{435}", true),
        ("ab \u{3bf}\u{3b1}\u{3bf}\u{3b9}", true),
        ("ab \u{3bf}\u{3b1}\u{3bf}", false),
        ("ab \u{430}\u{440}\u{435} \u{436}", true),
    ] {
        assert_eq!(tricks(text).is_empty(), honest, "{text:?}");
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

#[test]
fn a_text_of_hidden_characters_is_blank() {
    for (text, blank) in
        [("", true), (" \u{200b}\u{3164}\n\u{e0041}", true), ("\u{200b}a", false), ("\u{e000}", false)]
    {
        assert_eq!(is_blank(text), blank, "{text:?}");
    }
}

#[test]
fn half_of_a_surrogate_pair_is_told() {
    let text = [0x61, 0xd83d, 0x62, 0xde00, 0xd83d, 0xde00];
    let found = reveal_utf16(&text);
    assert_eq!(found.visible, "a\u{27e6}U+D83D\u{27e7}b\u{27e6}U+DE00\u{27e7}\u{1f600}");
    let told: Vec<_> =
        found.findings.iter().map(|finding| (finding.code, finding.start, finding.end)).collect();
    assert_eq!(told, [(Trick::Surrogate, 1, 2), (Trick::Surrogate, 3, 4)]);
    assert_eq!(found.findings[0].code_points, ["U+D83D"]);
    assert_eq!(found.findings[0].name, "LONE SURROGATE");
    assert_eq!(tricks("an honest \u{fffd}"), []);
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
fn without(text: &str, these: impl Fn(Trick) -> bool) -> String {
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
    fn what_remains_is_silent(text in tricky()) {
        let rest = without(&text, |_| true);
        prop_assert!(reveal(&rest).findings.is_empty(), "{:?} left {:?}: {:?}", text, rest, reveal(&rest).findings);
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
        prop_assert_eq!(beside_chips, without(&text, |code| code != Trick::Homoglyph));
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
