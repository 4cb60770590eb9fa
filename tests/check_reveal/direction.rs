//! Direction controls.

use super::codes;
use impromptu::check::reveal::FindingCode;

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
        assert_eq!(codes(text).is_empty(), honest, "{text:?} gave {:?}", codes(text));
    }
}

#[test]
fn a_writer_nests_few_stretches() {
    let nested = |depth: usize| {
        format!("{}{}{}", "\u{202b}".repeat(depth), "\u{5e9} ".repeat(9), "\u{202c}".repeat(depth))
    };
    assert_eq!(codes(&nested(8)), []);
    assert_eq!(codes(&nested(9)), [FindingCode::Bidi, FindingCode::Bidi]);
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
        assert_eq!(codes(text).is_empty(), honest, "{text:?} gave {:?}", codes(text));
    }
}
