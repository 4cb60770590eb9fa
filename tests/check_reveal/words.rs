//! Words with letters that look like others.

use super::codes;
use impromptu::check::reveal::FindingCode;

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
        let found = codes(&format!("visit {word}.com now"));
        assert!(found.contains(&FindingCode::Homoglyph), "{word} gave {found:?}");
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
        assert_eq!(codes(text).is_empty(), honest, "{text:?}");
    }
    for beside in ["\u{2082}", "\u{2460}", "\u{24d0}", "\u{1f170}", "\u{4eca}", "\u{ac00}", "\u{e01}"] {
        assert_eq!(
            codes(&format!("\u{430}pple{beside}")),
            [FindingCode::Homoglyph],
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
        assert_eq!(codes(text), [], "{text:?}");
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
        ("caf\u{e9} abcd\u{28b}\u{251}", true),
        ("caf\u{e9} abcd\u{28b}\u{261}", false),
        ("cafe abcd\u{28b}\u{251}", false),
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
        assert_eq!(codes(text).is_empty(), honest, "{text:?}");
    }
}
