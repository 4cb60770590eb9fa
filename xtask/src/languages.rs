//! Rules for `extension/_locales`: every folder is a language, and each is complete.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::shell;
use crate::tidy::{sources, words};

/// Languages that a translator can compare the others with, by the name of their folder.
const SOURCE: &str = "en";

/// Plural categories of CLDR, as they end a key after an underscore.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Ends of keys that code appends to a stem: the title and the text of an empty state, the help below a heading.
const ENDINGS: [&str; 5] = ["", "Title", "Text", "Hint", "Plain"];

/// A message of one language.
struct Message {
    text: String,
    description: String,
}

/// The messages of every language, by folder and key.
fn languages() -> BTreeMap<String, BTreeMap<String, Message>> {
    let folder = shell::root().join("extension/_locales");
    let entries = fs::read_dir(&folder).expect("extension/_locales is a folder");
    let languages: BTreeMap<_, _> = entries
        .map(|entry| entry.expect("an entry can be read").file_name().to_string_lossy().into_owned())
        .map(|language| {
            let messages = read(&language);
            (language, messages)
        })
        .collect();
    assert!(languages.contains_key(SOURCE), "no {SOURCE} in extension/_locales");
    languages
}

/// The messages of one language.
fn read(language: &str) -> BTreeMap<String, Message> {
    let file = shell::root().join(format!("extension/_locales/{language}/messages.json"));
    let text = fs::read_to_string(&file).unwrap_or_else(|problem| panic!("{}: {problem}", file.display()));
    let messages: BTreeMap<String, Value> = serde_json::from_str(&text)
        .unwrap_or_else(|problem| panic!("{language}: the messages are not JSON: {problem}"));
    let part = |message: &Value, name: &str| message[name].as_str().unwrap_or_default().trim().to_owned();
    messages
        .into_iter()
        .map(|(key, message)| {
            let message =
                Message { text: part(&message, "message"), description: part(&message, "description") };
            assert!(!message.text.is_empty(), "{language}: {key} is empty");
            (key, message)
        })
        .collect()
}

/// A key without its plural category.
fn stem(key: &str) -> &str {
    match key.rsplit_once('_') {
        Some((stem, category)) if CATEGORIES.contains(&category) => stem,
        _ => key,
    }
}

/// The arguments that a text shows: the digits after `$`.
fn arguments(text: &str) -> BTreeSet<char> {
    text.split('$').skip(1).filter_map(|rest| rest.chars().next()).filter(char::is_ascii_digit).collect()
}

/// The keys of a language, without plural categories.
fn stems(messages: &BTreeMap<String, Message>) -> BTreeSet<&str> {
    messages.keys().map(|key| stem(key)).collect()
}

#[test]
fn every_language_has_the_same_messages() {
    let languages = languages();
    let source = stems(&languages[SOURCE]);
    for (language, messages) in &languages {
        let keys = stems(messages);
        let missing: Vec<_> = source.difference(&keys).collect();
        let invented: Vec<_> = keys.difference(&source).collect();
        assert_eq!((missing, invented), (Vec::new(), Vec::new()), "{language}: missing, invented");
    }
}

#[test]
fn every_language_shows_the_same_arguments() {
    let languages = languages();
    let mut source: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    for (key, message) in &languages[SOURCE] {
        source.insert(stem(key), arguments(&message.text));
    }
    for (language, messages) in &languages {
        for (key, message) in messages {
            assert_eq!(source.get(stem(key)), Some(&arguments(&message.text)), "{language}: {key}");
        }
    }
}

/// Which categories a language has is data of `Intl.PluralRules`: `tests/surfaces/languages.test.mjs` compares each folder with it.
#[test]
fn a_count_is_plural_in_every_language() {
    let languages = languages();
    let plural = |messages: &BTreeMap<String, Message>| -> BTreeSet<String> {
        messages.keys().filter(|key| stem(key) != *key).map(|key| stem(key).to_owned()).collect()
    };
    let source = plural(&languages[SOURCE]);
    assert!(!source.is_empty(), "no plural message: this check looks at nothing");
    for (language, messages) in &languages {
        assert_eq!(plural(messages), source, "{language}");
        for key in &source {
            assert!(messages.contains_key(&format!("{key}_other")), "{language}: {key}_other is missing");
        }
    }
}

#[test]
fn a_translator_is_told_what_each_message_is() {
    for (key, message) in &languages()[SOURCE] {
        assert!(!message.description.is_empty(), "{key} has no description");
        for argument in arguments(&message.text) {
            let sign = format!("${argument}");
            assert!(message.description.contains(&sign), "{key}: the description does not explain {sign}");
        }
    }
}

#[test]
fn two_messages_differ_in_some_language() {
    let languages = languages();
    let mut seen: BTreeMap<Vec<&str>, &str> = BTreeMap::new();
    for key in languages[SOURCE].keys().filter(|key| stem(key) == *key && !key.starts_with("language")) {
        let texts: Vec<&str> = languages.values().map(|messages| messages[key].text.as_str()).collect();
        if let Some(other) = seen.insert(texts, key) {
            panic!("{key} and {other} have the same text in every language");
        }
    }
}

#[test]
fn every_message_is_used() {
    let mut places = sources("extension", &[".js", ".html", ".css", "manifest.json"]);
    places.extend(sources("src", &[".rs"]));
    let used: BTreeSet<&str> = places.iter().flat_map(|(_, text)| words(text)).collect();
    let languages = languages();
    let unused: Vec<&str> = stems(&languages[SOURCE])
        .into_iter()
        .filter(|key| {
            let named =
                ENDINGS.iter().filter_map(|ending| key.strip_suffix(ending)).any(|stem| used.contains(stem));
            // `__MSG_appName__` is one word: underscores belong to words.
            !named && !used.contains(format!("__MSG_{key}__").as_str())
        })
        .collect();
    assert_eq!(unused, Vec::<&str>::new());
}

/// What stands in quotes after each `opening` in a text.
fn quoted_after<'text>(text: &'text str, opening: &str) -> Vec<&'text str> {
    text.split(opening).skip(1).filter_map(|rest| rest.split_once('"').map(|(key, _)| key)).collect()
}

#[test]
fn every_key_that_a_page_names_exists() {
    let languages = languages();
    let messages = &languages[SOURCE];
    let known = stems(messages);
    let mut missing = Vec::new();
    for (path, text) in sources("extension", &[".js", ".html", ".css", "manifest.json"]) {
        let marked = words(&text).filter_map(|word| word.strip_prefix("__MSG_")?.strip_suffix("__"));
        let called =
            ["getMessage(\"", " t(\"", "(t(\"", "data-say=\"", "data-say-label=\"", "[t(\"", "{t(\""]
                .into_iter()
                .flat_map(|opening| quoted_after(&text, opening));
        let plain = marked.chain(called).filter(|key| !key.starts_with('@') && !messages.contains_key(*key));
        let counted = quoted_after(&text, "tCount(\"");
        let counted = counted.into_iter().filter(|key| messages.contains_key(*key) || !known.contains(key));
        missing.extend(plain.chain(counted).map(|key| format!("{path}: {key}")));
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// Keys that are put together from parts follow the rules of the parts: `count` takes the plural, an empty state has a title and a text.
#[test]
fn every_key_that_the_core_names_exists() {
    let languages = languages();
    let messages = &languages[SOURCE];
    let known = stems(messages);
    let mut named = 0;
    for (path, text) in sources("src", &[".rs"]) {
        let mut check = |key: &str, plural: bool| {
            named += 1;
            assert!(known.contains(key), "{path} names {key}, which is no message");
            assert_eq!(!messages.contains_key(key), plural, "{path}: {key} is plural, or is not");
        };
        for opening in ["LocalizedMessage::new(\"", "Button::new(\""] {
            for key in quoted_after(&text, opening) {
                check(key, false);
            }
        }
        for key in quoted_after(&text, "LocalizedMessage::count(\"") {
            check(key, true);
        }
        // The first argument is an icon, the second the key.
        for rest in text.split("EmptyState::new(\"").skip(1) {
            // A key that is no literal is one that the caller names, by its own literal.
            let Some(key) =
                rest.split_once('"').and_then(|(_, rest)| rest.strip_prefix(", \"")?.split('"').next())
            else {
                continue;
            };
            for ending in ["Title", "Text"] {
                check(&format!("{key}{ending}"), false);
            }
        }
    }
    assert!(named > 150, "only {named} keys found: this check looks past them");
}
