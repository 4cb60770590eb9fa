//! What is hinted, what is marked, and what a hint says it found.

use impromptu::check::{Draft, DraftKind, Evidence, Hint, HintKind, check};
use proptest::prelude::*;

fn draft(text: &str, parent: Option<&str>) -> Draft {
    Draft { text: text.to_owned(), parent_text: parent.map(str::to_owned), ..Draft::default() }
}

fn hints(text: &str) -> Vec<Hint> {
    check(&draft(text, None)).hints
}

fn answering(text: &str, parent: &str) -> Vec<Hint> {
    check(&draft(text, Some(parent))).hints
}

/// The words that a hint marks.
fn marked(text: &str, hint: &Hint) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16_lossy(&units[hint.start as usize..hint.end as usize])
}

/// Nothing is said of what nobody wrote yet, and no hint marks nothing.
#[test]
fn an_empty_field_has_no_hint() {
    for text in ["", " ", "\n\n", "\u{200b}", "...", "?!", "。"] {
        for parent in [None, Some("Why does the ledger end in May?")] {
            assert_eq!(check(&draft(text, parent)).hints, [], "{text:?}");
        }
        let seed = Draft {
            kind: DraftKind::Prompt,
            system_prompt: Some(text.to_owned()),
            text: "Dear Ada, the lamp is out.".to_owned(),
            ..Draft::default()
        };
        assert_eq!(check(&seed).system_hints, [], "{text:?}");
    }
}

#[test]
fn very_short_praise_agrees() {
    for text in [
        "Thanks!",
        "thank you",
        "+1",
        "👍",
        "👍🏽",
        "❤️",
        "Love it",
        "Agreed.",
        "so true",
        "lol",
        "Great!",
        "很好",
        "不错",
        "谢谢！",
        "太棒了",
        "赞",
        "好的好的",
    ] {
        let codes: Vec<HintKind> = hints(text).iter().map(|hint| hint.code).collect();
        assert_eq!(codes, [HintKind::Agrees], "{text}");
    }
}

#[test]
fn few_words_that_do_not_praise_are_left_alone() {
    for text in ["Salt.", "Not good", "Tuesday", "盐", "门没锁", "🦎", "-1", "Good?"] {
        assert_eq!(hints(text), [], "{text}");
    }
}

#[test]
fn emoticons_and_exclamation_marks_hide_no_praise() {
    for text in [
        "Love this song! <3",
        "BEST VIDEO EVER",
        "Great product! Incredible pictures!",
        "so cute :D",
        "太可爱了吧！！！",
        "真的好看 ❤️",
    ] {
        let hints = hints(text);
        assert!(!hints.is_empty(), "{text}");
        for hint in &hints {
            assert!(matches!(hint.code, HintKind::Agrees | HintKind::Generic), "{text}: {:?}", hint.code);
            assert!(
                marked(text, hint).chars().filter(|c| c.is_alphabetic()).count() > 1,
                "{text}: a syllable is marked"
            );
        }
    }
}

#[test]
fn a_mark_is_words_and_never_a_part_of_one() {
    for text in [
        "This is such a great point, thank you so much for sharing it with us!",
        "The committee of the U.S. agency usually refers to a method in which the data is compiled.",
        "很多学者通常认为，这种方法在现代社会具有重要意义，例如可以用于教育。",
        "说得太好了，完全同意楼主的观点！",
    ] {
        for hint in hints(text) {
            let units: Vec<u16> = text.encode_utf16().collect();
            let around = |at: usize| {
                units.get(at).is_some_and(|unit| u8::try_from(*unit).is_ok_and(|c| c.is_ascii_alphanumeric()))
            };
            let (start, end) = (hint.start as usize, hint.end as usize);
            assert!(start == 0 || !(around(start - 1) && around(start)), "{text}: begins in a word");
            assert!(!(around(end - 1) && around(end)), "{text}: ends in a word");
            assert!(end - start > 1, "{text}: one character is marked");
        }
    }
}

#[test]
fn a_retelling_names_the_sentences_that_are_in_the_text_above() {
    let parent = "The lighthouse keeper counted forty measures of oil. His daughter painted the door green. Nobody came in \
                  winter, and the supply boat sank in March.";
    let text = "The lighthouse keeper counted forty measures of oil. His daughter painted the door green.";
    let hints = answering(text, parent);
    assert_eq!(hints.len(), 1, "{hints:?}");
    assert!(matches!(hints[0].code, HintKind::Summarises | HintKind::Echoes));
    assert_eq!(hints[0].evidence, Evidence::TakenSentences { taken: 2, sentences: 2 });
    assert_eq!(marked(text, &hints[0]), text);
}

#[test]
fn an_echo_names_the_words_that_are_in_the_text_above() {
    let parent =
        "The incubation period in cattle is four to five years, said the veterinary director on Tuesday.";
    let text = "The incubation period in cattle is four to five years, the veterinary director said.";
    let hints = answering(text, parent);
    assert_eq!(hints.len(), 1, "{hints:?}");
    let Evidence::TakenWords { taken, words } = hints[0].evidence else { panic!("{hints:?}") };
    assert!(taken == words && words >= 7, "{hints:?}");
}

#[test]
fn questions_and_definitions_are_named() {
    let asked = hints("What camera did you use?");
    assert_eq!(asked[0].code, HintKind::AsksMore);
    assert_eq!(asked[0].evidence, Evidence::Questions { questions: 1, sentences: 1 });
    let defined =
        hints("A ferry is a boat that carries people and vehicles across a short stretch of water.");
    assert_eq!(defined[0].code, HintKind::Explains);
    assert_eq!(defined[0].evidence, Evidence::Definition);
}

#[test]
fn praise_is_counted() {
    let text = "Thanks, great video!";
    let hints = hints(text);
    assert_eq!(hints[0].code, HintKind::Agrees);
    assert_eq!(hints[0].evidence, Evidence::Praise { praising: 2, words: 3 });
}

#[test]
fn a_silenced_kind_gives_way_to_the_next_that_has_a_phrase() {
    let text = "I completely agree with everything you said. Tell me more.";
    let codes = |silenced: &[&str]| -> Vec<HintKind> {
        let silenced = silenced.iter().map(|code| (*code).to_owned()).collect();
        let mut codes: Vec<HintKind> =
            check(&Draft { silenced, ..draft(text, None) }).hints.iter().map(|hint| hint.code).collect();
        codes.dedup();
        codes
    };
    assert_eq!(codes(&[]), [HintKind::Agrees]);
    assert_eq!(codes(&["agrees"]), [HintKind::AsksMore]);
    assert_eq!(codes(&["agrees", "asks_more", "generic"]), []);
}

#[test]
fn a_long_text_is_judged_by_its_beginning() {
    let weak = "Great point, I completely agree with everything you said. ".repeat(180);
    let found = hints(&weak);
    assert!(!found.is_empty());
    assert!(found.iter().all(|hint| hint.end <= 2_500 && !marked(&weak, hint).ends_with(' ')), "{found:?}");
    let chinese = "说得太好了，完全同意楼主的观点！".repeat(600);
    assert!(hints(&chinese).iter().all(|hint| hint.end <= 2_500));
}

/// Strong texts, and words that none of them has.
const STRONG: [&str; 8] = [
    "The keeper's dog has been dead since Tuesday and still fetches.",
    "My grandmother salted the lens so that the ships would taste it coming.",
    "Soup is a bath for vegetables that have given up.",
    "I sold my shadow to a parking attendant; he folds it every evening at six.",
    "Every lock in this town opens with the same spoon, and nobody has ever eaten here.",
    "他道歉用的是左手，右手还拎着鱼。",
    "锈是铁在想念海，门把手先听见的。",
    "楼下修表的老头只修走得快的表，慢的他说是身体好。",
];
const OTHER_WORDS: [&str; 24] = [
    "quarterly",
    "invoice",
    "merger",
    "spreadsheet",
    "tariff",
    "podium",
    "ministers",
    "ballot",
    "stadium",
    "referee",
    "midfielder",
    "orchestra",
    "violins",
    "conductor",
    "glacier",
    "altitude",
    "climbers",
    "oxygen",
    "季度报表",
    "股票指数",
    "球员转会",
    "航班延误",
    "交响乐团",
    "冰川融化",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The length of what is answered is never evidence: unrelated words above a text change nothing about it.
    #[test]
    fn unrelated_words_above_a_text_change_nothing(
        text in prop::sample::select(STRONG.to_vec()),
        words in prop::collection::vec(prop::sample::select(OTHER_WORDS.to_vec()), 1..200),
    ) {
        prop_assert_eq!(answering(text, &words.join(" ")), hints(text));
    }

    /// Nor do unrelated words after what a text does take from: a retelling stays one, with the same evidence.
    #[test]
    fn unrelated_words_after_the_parent_change_nothing(
        text in prop::sample::select(STRONG.to_vec()),
        words in prop::collection::vec(prop::sample::select(OTHER_WORDS.to_vec()), 1..200),
    ) {
        let parent = format!("{text} {text}");
        let longer = format!("{parent} {}", words.join(" "));
        prop_assert_eq!(answering(text, &longer), answering(text, &parent));
    }
}
