//! Which thread views make room for others in session storage.

use crate::*;
use impromptu::app::{AccountEntry, AccountList, Accounts, ViewKey};
use impromptu::domain::Node;
use impromptu::view::{self, LARGEST_THREAD, StoredThreads, THREAD_BUDGET};

const MIB: usize = 1 << 20;

fn stored(threads: &[(&str, usize)]) -> StoredThreads {
    let mut stored = StoredThreads::default();
    for (node, bytes) in threads {
        assert_eq!(stored.add(node, *bytes), [""; 0], "{node}");
    }
    stored
}

#[test]
fn the_least_recently_read_makes_room_and_the_new_one_never_does() {
    let four = [("a", MIB), ("b", MIB), ("c", MIB), ("d", MIB)];
    for (node, bytes, evicted) in [
        ("e", MIB, &[][..]),
        ("e", MIB + 1, &["a"]),
        ("e", 2 * MIB + 1, &["a", "b"]),
        ("e", THREAD_BUDGET, &["a", "b", "c", "d"]),
        ("e", 2 * THREAD_BUDGET, &["a", "b", "c", "d"]),
        ("a", 2 * MIB + 1, &["b"]),
        ("b", 3 * MIB, &["a"]),
        ("d", 0, &[]),
    ] {
        assert_eq!(stored(&four).add(node, bytes), evicted, "{node} {bytes}");
    }
    let mut stored = stored(&four);
    assert_eq!(stored.add("e", 2 * MIB), ["a"]);
    assert_eq!(stored.add("f", MIB), ["b"], "what was evicted no longer counts");
}

#[test]
fn a_thread_that_is_read_again_is_no_longer_the_first_to_go() {
    let mut stored = stored(&[("a", MIB), ("b", MIB), ("c", MIB), ("d", MIB)]);
    // Repainted, not read: the order stays.
    assert_eq!(stored.add("a", MIB), [""; 0]);
    stored.order_by(&with(|state| {
        cache(state, "x", thread());
        cache(state, "b", thread());
        cache(state, "a", thread());
    }));
    assert_eq!(stored.add("e", THREAD_BUDGET - MIB), ["c", "d", "b"]);
}

#[test]
fn after_a_refusal_half_makes_room_until_nothing_is_left() {
    let mut stored = stored(&[("a", MIB), ("b", MIB), ("c", MIB), ("d", 10)]);
    assert_eq!(stored.make_room(Some("b")), ["a", "c"]);
    assert_eq!(stored.make_room(Some("b")), ["d"]);
    assert_eq!(stored.make_room(Some("b")), [""; 0]);
    assert_eq!(stored.make_room(None), ["b"]);
    assert_eq!(stored.make_room(None), [""; 0]);
    assert_eq!(self::stored(&[("empty", 0)]).make_room(None), ["empty"]);
}

#[test]
fn the_order_outlives_the_worker_and_damage_is_nothing() {
    let mut written = stored(&[("a", 3 * MIB), ("b", 1)]);
    let mut read = StoredThreads::parse(&written.to_json());
    assert_eq!(read, written);
    assert_eq!(read.add("c", 3 * MIB), ["a"]);
    written.clear();
    for damaged in ["", "null", "{}", r#"[{"node":"a"}]"#] {
        assert_eq!(StoredThreads::parse(damaged), written, "{damaged}");
    }
}

/// The view of a thread whose message has so many characters: its status and the title of its empty state.
fn shown(length: usize) -> (String, Option<String>) {
    let mut thread = thread();
    thread.node = Node { prompt: Some("x".repeat(length)), ..thread.node };
    let list = AccountList {
        accounts: vec![AccountEntry { number: 0, label: String::new() }],
        ..AccountList::default()
    };
    let accounts = Accounts::new(list, vec![with(|state| cache(state, "rep_1", thread))]);
    let views = view::ready(&accounts, &ViewKey::Thread("rep_1".into()), NOW);
    assert_eq!(views[0].0, "view:thread:rep_1");
    assert!(views[0].1.len() <= LARGEST_THREAD);
    title(&views[0].1)
}

fn title(json: &str) -> (String, Option<String>) {
    let page: serde_json::Value = serde_json::from_str(json).expect("is JSON");
    let title = page["emptyState"]["title"]["key"].as_str().map(str::to_owned);
    (page["status"].as_str().expect("is text").to_owned(), title)
}

#[test]
fn a_thread_beyond_the_largest_says_that_it_is_too_large() {
    assert_eq!(shown(10_000), ("shown".into(), None));
    assert_eq!(shown(LARGEST_THREAD), ("unavailable".into(), Some("emptyThreadLargeTitle".into())));
}

#[test]
fn what_the_browser_has_no_room_for_says_so_in_its_place() {
    let state = with(|state| cache(state, "rep_1", thread()));
    let page = view::without_room(&state, "view:thread:rep_1", NOW).unwrap();
    assert_eq!(title(&page), ("unavailable".into(), Some("emptyNoRoomTitle".into())));
    for (key, says) in [
        ("view:feed", Some(true)),
        ("view:feed:more", Some(false)),
        ("view:notifications", Some(true)),
        ("view:outbox", Some(true)),
        ("view:header", None),
    ] {
        let instead = view::without_room(&state, key, NOW);
        assert_eq!(instead.map(|json| json.contains("emptyNoRoomTitle")), says, "{key}");
    }
}
