//! Rules of the house that no compiler knows, each read off the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::shell;

mod acyclic;

/// Files below `folder` with one of these endings, as (path from the root, text).
pub(crate) fn sources(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let base = shell::root().join(folder);
    let found: Vec<(String, String)> = shell::files_below(&base)
        .unwrap_or_default()
        .iter()
        .filter(|file| endings.iter().any(|ending| file.to_string_lossy().ends_with(ending)))
        .map(|file| {
            let text = fs::read_to_string(base.join(file)).expect("a source is text");
            (Path::new(folder).join(file).to_string_lossy().into_owned(), text)
        })
        .collect();
    assert!(!found.is_empty(), "no {endings:?} below {folder}: this check looked at nothing");
    found
}

/// The words of a text: runs of letters, digits and underscores.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !(character.is_alphanumeric() || character == '_'))
        .filter(|word| !word.is_empty())
}

/// A line without the comment that ends it. A `//` inside a string cuts too much, which only misses, never blames.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or(line)
}

/// Where one of `banned` stands as a word of code, as `path:line: word`.
fn uses(sources: &[(String, String)], banned: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in sources {
        for (number, line) in text.lines().enumerate() {
            for word in words(code(line)).filter(|word| banned.contains(word)) {
                found.push(format!("{path}:{}: {word}", number + 1));
            }
        }
    }
    found
}

/// The rooms that are pure, without the tests that stand at the end of a file: those may read and write.
fn pure_rooms() -> Vec<(String, String)> {
    let mut rooms = sources("src", &[".rs"]);
    rooms.retain(|(path, _)| !path.starts_with("src/browser"));
    for (_, text) in &mut rooms {
        let tests = ["#[cfg(test)]", "#[cfg(all(test"].iter().filter_map(|start| text.find(start)).min();
        text.truncate(tests.unwrap_or(text.len()));
    }
    rooms
}

#[test]
fn no_html_string_is_ever_parsed() {
    let pages = sources("extension", &[".js", ".html"]);
    let sinks = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "setHTMLUnsafe",
        "parseFromString",
        "srcdoc",
        "eval",
        "createContextualFragment",
    ];
    assert_eq!(uses(&pages, &sinks), Vec::<String>::new());
    for (path, text) in &pages {
        for call in ["document.write", "new Function(", "javascript:"] {
            assert!(!text.contains(call), "{path} has {call}");
        }
    }
}

#[test]
fn only_the_edge_names_the_web() {
    let web = ["wasm_bindgen", "wasm_bindgen_futures", "serde_wasm_bindgen", "web_sys", "js_sys", "gloo_net"];
    assert_eq!(uses(&pure_rooms(), &web), Vec::<String>::new());
}

#[test]
fn the_core_reads_no_clock_and_draws_no_randomness() {
    let banned = ["SystemTime", "Instant", "rand", "getrandom", "fastrand", "thread_rng"];
    assert_eq!(uses(&pure_rooms(), &banned), Vec::<String>::new());
    for (path, text) in pure_rooms() {
        for module in ["std::time", "std::fs", "std::net", "std::thread", "std::env"] {
            // The epoch is a constant that dates are counted from; reading it reads no clock.
            let constant = "use std::time::UNIX_EPOCH;";
            let uses = |line: &str| line != constant && code(line).contains(module);
            assert!(!text.lines().any(uses), "{path} uses {module}");
        }
    }
}

/// The rooms that a source names from the crate's root, each once: `crate::view::Row`, `use crate::{view, wire::Reply}`, and the same
/// by way of `super`. `depth` is how many `super::` lead to the root from there.
fn rooms_named(text: &str, depth: usize) -> BTreeSet<String> {
    let text: String = text.lines().flat_map(|line| [code(line), "\n"]).collect();
    let mut rooms = BTreeSet::new();
    for root in ["crate::".to_owned(), "super::".repeat(depth)] {
        for (at, _) in text.match_indices(&root) {
            let (head, tail) = text.split_at(at);
            // Not the end of a longer path: `super::super::` within three of them, `$crate::` and the like.
            let before = head.chars().next_back();
            if before.is_some_and(|last| last == ':' || last == '_' || last == '$' || last.is_alphanumeric())
            {
                continue;
            }
            let rest = tail.strip_prefix(&root).unwrap_or(tail).trim_start();
            match rest.strip_prefix('{') {
                Some(group) => rooms.extend(heads(group)),
                None => rooms.extend(words(rest).next().map(str::to_owned)),
            }
        }
    }
    // A path that leads further up than there is anything.
    rooms.remove("super");
    rooms
}

/// The first word of each member of a group, up to the brace that closes it: `{view, wire::{a, b}}` has `view` and `wire`.
fn heads(group: &str) -> Vec<String> {
    let mut depth = 0_u32;
    let mut members = vec![String::new()];
    for character in group.chars() {
        match character {
            '}' if depth == 0 => break,
            ',' if depth == 0 => members.push(String::new()),
            _ => {
                match character {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if let Some(member) = members.last_mut() {
                    member.push(character);
                }
            }
        }
    }
    members.iter().filter_map(|member| words(member).next()).map(str::to_owned).collect()
}

#[test]
fn rooms_are_seen_however_they_are_named() {
    let seen = |text: &str, depth| rooms_named(text, depth).into_iter().collect::<Vec<_>>();
    assert_eq!(seen("use crate::view::Row;", 1), ["view"]);
    assert_eq!(
        seen("use crate::{\n    model::{Line, Arg}, // and\n    view,\n};\nfn a() {}", 1),
        ["model", "view"]
    );
    assert_eq!(seen("let row = crate::agent::step(crate :: x);", 1), ["agent"]);
    assert_eq!(seen("use super::super::{wire::{self, Reply}, browser as edge};", 2), ["browser", "wire"]);
    assert_eq!(seen("use super::{Line, super::x}; // crate::view", 2), Vec::<String>::new());
    assert_eq!(seen("use super::super::super::view;", 2), Vec::<String>::new());
}

#[test]
fn imports_point_downwards() {
    // Each room with those it must not know.
    let above: [(&str, &[&str]); 5] = [
        ("domain", &["protocol", "check", "app", "view", "browser"]),
        ("protocol", &["app", "view", "browser"]),
        ("check", &["app", "view", "browser"]),
        ("app", &["view", "browser"]),
        ("view", &["browser"]),
    ];
    for (room, unknown) in above {
        for (path, text) in sources(&format!("src/{room}"), &[".rs"]) {
            // `src/room/mod.rs` is one level below the root, `src/room/noun.rs` two.
            let depth = path.matches('/').count() - usize::from(path.ends_with("/mod.rs"));
            for other in rooms_named(&text, depth) {
                assert!(!unknown.contains(&other.as_str()), "{path} reaches up into {other}");
            }
        }
    }
}

#[test]
fn nothing_tracked_names_a_machine_or_a_registry() {
    let listing = shell::output(shell::program("git").args(["ls-files", "-z"])).expect("git lists its files");
    let strings = [
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/wo", "rk/"),
        concat!("registry.", "npmjs"),
        concat!("index.", "crates"),
        concat!("static.", "crates"),
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
    ];
    let mut found = Vec::new();
    for path in listing.split('\0').filter(|path| !path.is_empty() && !path.ends_with("Cargo.lock")) {
        let Ok(text) = fs::read_to_string(shell::root().join(path)) else { continue };
        found.extend(
            strings.iter().filter(|string| text.contains(**string)).map(|string| format!("{path}: {string}")),
        );
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn tests_neither_sleep_nor_skip() {
    let mut places = sources("tests", &[".rs", ".mjs"]);
    // The driver waits for pages; the tests that use it do not wait by the clock.
    places.retain(|(path, _)| !path.starts_with("tests/browser/src/"));
    assert_eq!(uses(&places, &["setTimeout"]), Vec::<String>::new());
    places.extend(sources("src", &[".rs"]));
    places.extend(sources("sandbox", &[".rs"]));
    let skips = [
        concat!("#[ig", "nore"),
        concat!("test.sk", "ip"),
        concat!("it.sk", "ip"),
        concat!("thread::", "sleep"),
    ];
    for (path, text) in places {
        for phrase in skips {
            assert!(!text.contains(phrase), "{path} has {phrase}");
        }
    }
}

#[test]
fn the_panel_fetches_all_modules_of_its_first_paint_at_once() {
    // A module that is not named in the page is found only when the one that imports it has come: one more wait before anything shows.
    let page = fs::read_to_string(shell::root().join("extension/panel.html")).expect("is there");
    let named: BTreeSet<String> = page
        .lines()
        .filter_map(|line| line.trim().strip_prefix("<link rel=\"modulepreload\" href=\""))
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect();
    let mut needed = BTreeSet::new();
    let mut open = vec!["panel.js".to_owned()];
    while let Some(module) = open.pop() {
        let text = fs::read_to_string(shell::root().join("extension").join(&module)).expect("is there");
        let imports = text.lines().filter(|line| line.starts_with("import ") || line.starts_with("export "));
        for import in imports.filter_map(|line| line.split(" from \"").nth(1)?.split('"').next()) {
            let folder = module.rsplit_once('/').map_or("", |(folder, _)| folder);
            let path = match import.strip_prefix("../") {
                Some(up) => up.to_owned(),
                None => {
                    Path::new(folder).join(import.trim_start_matches("./")).to_string_lossy().into_owned()
                }
            };
            if needed.insert(path.clone()) {
                open.push(path);
            }
        }
    }
    assert_eq!(named, needed);
}

#[test]
fn the_terms_of_the_glossary_are_in_order() {
    let glossary = fs::read_to_string(shell::root().join("docs/glossary.md")).expect("is there");
    for table in glossary.split("| Term | Meaning |").skip(1) {
        let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
        let terms: Vec<String> =
            rows.filter_map(|row| row.split('|').nth(1)).map(|term| term.trim().to_lowercase()).collect();
        assert!(terms.len() > 10, "{terms:?}");
        assert!(terms.is_sorted(), "{terms:?}");
    }
}
