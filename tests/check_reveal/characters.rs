//! Characters without a width, tags, selectors and fillers: each kind, and how many of them are honest.

use super::codes;
use impromptu::check::reveal::{FindingCode, is_blank};
use regex_syntax::hir::{Class, HirKind};
use std::collections::BTreeSet;

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
        .filter(|c| codes(&format!("pass{c}word")).is_empty())
        .collect();
    assert_eq!(silent, drawn, "only the signs that are drawn around a number are left alone");
}

#[test]
fn every_control_and_noncharacter_in_a_latin_word_is_found() {
    let found = |c: &char| !codes(&format!("pass{c}word")).is_empty();
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
        assert_eq!(codes(&flag(code)), [], "{code}");
        assert_eq!(codes(&format!("{0} {0}{0}", flag(code))), [], "{code}");
        assert_eq!(
            codes(&flag(code).replace('\u{1f3f4}', "x")),
            [FindingCode::Tag],
            "{code} without its flag"
        );
        assert_eq!(codes(&flag(code).replace('\u{e007f}', "")), [FindingCode::Tag], "{code} without its end");
        assert_eq!(codes(&format!("{}\u{e0061}", flag(code))), [FindingCode::Tag], "{code} and more");
    }
    for code in ["gbnir", "ustx", "usca", "gben", "gbengl", "ignor", ""] {
        assert_eq!(codes(&flag(code)), [FindingCode::Tag], "{code}");
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
        ("pass\u{ad}word\u{3164}\u{3164}\u{3164}", false),
    ] {
        assert_eq!(codes(text).is_empty(), honest, "{text:?}");
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
        assert_eq!(codes(&text).is_empty(), honest, "{text:?}");
        let beside = format!("{}\n{text}", letter.repeat(40));
        assert_eq!(codes(&beside).is_empty(), honest, "letters of another line do not count: {beside:?}");
        let beside = format!("{} 1234567890123456 {text}", "latin ".repeat(8));
        assert_eq!(codes(&beside).is_empty(), honest, "letters of another script do not count: {beside:?}");
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
        assert_eq!(codes(text), [FindingCode::ZeroWidth], "{text:?}");
    }
    for (text, honest) in [
        ("\u{915}\u{916} a\u{200d}-", true),
        ("\u{915}\u{916} a\u{200d}b", false),
        ("\u{628}\u{62a} a\u{200c}-", true),
        ("\u{628}\u{62a} a\u{200c}b", false),
        ("\u{4eca} a\u{200c}-", false),
    ] {
        assert_eq!(codes(text).is_empty(), honest, "{text:?}");
    }
    assert_eq!(codes("\u{5d0}\u{5b0}\u{34f}\u{5bd}"), [], "a grapheme joiner between two marks");
    assert_eq!(codes("\u{13000}\u{13430}\u{13001}"), [], "a hieroglyph above another");
    assert_eq!(codes("\u{1d15f}\u{1d173}\u{1d160}"), [], "the beam of two notes");
    assert_eq!(codes("\u{712}\u{70f}\u{713}"), [], "a Syriac abbreviation");
    assert_eq!(codes("\u{1bc00}\u{1bca0}\u{1bc01}"), [], "shorthand");
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
        assert_eq!(codes(text), [], "{text:?}");
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
        assert_eq!(codes(text), [FindingCode::Variation], "{text:?}");
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
        assert_eq!(codes(&line(selected, plain)).is_empty(), honest, "{selected} of {}", selected + plain);
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
        assert_eq!(codes(text), [], "{text:?}");
    }
    for text in
        ["\u{2801}\u{2800}a", "\u{2801}\u{2800}\u{2800}\u{2801}", "a\u{16fe4}b", "\u{1d159}", "a\u{17b4}b"]
    {
        assert_eq!(codes(text), [FindingCode::Filler], "{text:?}");
    }
}

#[test]
fn a_text_of_hidden_characters_is_blank() {
    for (text, blank) in
        [("", true), (" \u{200b}\u{3164}\n\u{e0041}", true), ("\u{200b}a", false), ("\u{e000}", false)]
    {
        assert_eq!(is_blank(text), blank, "{text:?}");
    }
}
