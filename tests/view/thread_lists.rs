use crate::*;
use impromptu::app::{Engagements, MutedAuthor, Receipt, SpendKind, Triage};
use impromptu::domain::{Notification, NotificationKind, Profile, Table};
use impromptu::view::{ListedThread, ThreadLists};

fn receipt(act: SpendKind, parent: &str, node: &str, title: Option<&str>, minutes: Millis) -> Receipt {
    let known = |id: &str| Some(id.to_owned()).filter(|id| !id.is_empty());
    Receipt {
        act,
        parent: known(parent),
        node: known(node),
        title: title.map(str::to_owned),
        text: format!("words of {node}"),
        at: NOW - minutes * MINUTE,
        ..Receipt::default()
    }
}

fn notification(id: &str, node: &str, message: &str) -> Notification {
    Notification {
        id: id.into(),
        kind: NotificationKind::Reprompt,
        node_id: Some(node.into()),
        from: author("Odile"),
        message: Some(message.into()),
        created_at: Some(NOW),
        ..Notification::default()
    }
}

fn lists(change: impl FnOnce(&mut State)) -> ThreadLists {
    ThreadLists::of(&with(|state| {
        state.cache.notifications_at = NOW;
        change(state);
    }))
}

/// A row as text: node, title, words, line, minutes ago, unread.
fn row(thread: &ListedThread) -> String {
    let ago = thread.at.map_or(-1, |at| (NOW - at) / MINUTE);
    let title = thread.title.as_deref().unwrap_or("-");
    format!(
        "{} {title}: {}; {} {ago}m {}",
        thread.node,
        thread.text,
        maybe(thread.line.as_ref()),
        thread.unread
    )
}

fn rows(threads: &[ListedThread]) -> Vec<String> {
    threads.iter().map(row).collect()
}

#[test]
fn posts_of_one_title_are_one_thread_and_what_may_not_exist_is_none() {
    use SpendKind::{Like, Reprompt, Seed};
    let unsure = Receipt { unsure: true, ..receipt(Reprompt, "p9", "", Some("Gone"), 1) };
    let lists = lists(|state| {
        state.receipts = [
            receipt(Seed, "", "s1", Some("Mine"), 90),
            receipt(Reprompt, "p1", "r1", Some("Ledger"), 80),
            receipt(Reprompt, "p2", "r2", None, 70),
            receipt(Reprompt, "p3", "r3", None, 60),
            receipt(Seed, "", "s2", Some("Tides"), 50),
            receipt(Reprompt, "s2", "r4", Some("Tides"), 40),
            Receipt { level: Some(7), ..receipt(Reprompt, "r1", "r5", Some("Ledger"), 30) },
            receipt(Like, "p4", "", Some("Liked"), 20),
            unsure,
        ]
        .into();
    });
    assert_eq!(
        rows(&lists.mine),
        [
            "r5 Ledger: words of r5; listedAnswered#2(2) 30m 0",
            "r4 Tides: words of r4; listedPlantedAnswered#1(1) 40m 0",
            "r3 -: words of r3; listedAnswered#1(1) 60m 0",
            "r2 -: words of r2; listedAnswered#1(1) 70m 0",
            "s1 Mine: words of s1; listedPlanted 90m 0",
        ]
    );
    assert_eq!(lists.mine[0].depth, Some(7));
    assert_eq!(lists.bookmarks, []);
}

#[test]
fn what_is_unread_of_a_thread_stands_first_and_is_counted_as_notifications_count_it() {
    let change = |state: &mut State| {
        state.receipts = [
            receipt(SpendKind::Reprompt, "p1", "r1", Some("Ledger"), 80),
            receipt(SpendKind::Reprompt, "p2", "r2", None, 70),
        ]
        .into();
        state.cache.titles.insert("x1".into(), "Ledger".into());
        state.cache.notifications = vec![
            notification("n1", "x1", "Odile reprompted you: Fog."),
            notification("n2", "r1", "Odile named you"),
            notification("n3", "r2", "Read before"),
            notification("n4", "x9", "Of another thread"),
            Notification { kind: NotificationKind::Follow, ..notification("n5", "r2", "Counts nowhere") },
        ];
        state.triage.insert("n3".into(), Triage::Read);
    };
    let shown = lists(change);
    assert_eq!(
        rows(&shown.mine),
        [
            "r1 Ledger: Odile reprompted you: Fog.; listedAnswered#1(1) 0m 2",
            "r2 -: words of r2; listedAnswered#1(1) 70m 0",
        ]
    );
    let muted = lists(|state| {
        change(state);
        state.muted_authors = [MutedAuthor { token: "u1".into(), author: author("Odile") }].into();
    });
    assert_eq!(muted.mine.iter().map(|thread| thread.unread).sum::<u32>(), 0);
}

#[test]
fn bookmarks_are_what_was_bookmarked_whether_or_not_its_receipt_is_kept() {
    let marks = |bookmarked| Engagements { bookmarked, liked: true, ..Engagements::default() };
    let lists = lists(|state| {
        state.receipts = [Receipt {
            text: "Forty in one night.".into(),
            ..receipt(SpendKind::Bookmark, "p1", "", Some("Ledger"), 80)
        }]
        .into();
        for (node, bookmarked) in [("p1", true), ("p2", true), ("p3", false)] {
            state.engagements.insert(node.into(), marks(bookmarked));
        }
        state.cache.titles.insert("p2".into(), "Tides".into());
        state.cache.notifications = vec![notification("n1", "p2", "Odile named you in it")];
    });
    assert_eq!(
        rows(&lists.bookmarks),
        [
            "p2 Tides: Odile named you in it; - 0m 1",
            "p1 Ledger: Forty in one night.; listedBookmark(ago -80m) 80m 0"
        ]
    );
}

#[test]
fn what_the_network_counts_beyond_what_is_known_here_is_said() {
    for (counted, posts, expected) in [(Some(5.0), 2, "listedOf(5, 2)"), (Some(2.0), 2, "-"), (None, 2, "-")]
    {
        let lists = lists(|state| {
            state.receipts = (0..posts)
                .map(|number| receipt(SpendKind::Reprompt, "p", &number.to_string(), None, 1))
                .collect();
            let statistics: Table<String, f64> =
                counted.into_iter().map(|counted| ("contentCreated".to_owned(), counted)).collect();
            state.cache.profile = Some(Profile { statistics, ..Profile::default() });
        });
        assert_eq!(maybe(lists.line.as_ref()), expected, "{counted:?}");
    }
}

#[test]
fn a_list_has_three_hundred_threads_at_most() {
    let lists = lists(|state| {
        for number in 0..310 {
            let marks = Engagements { bookmarked: true, ..Engagements::default() };
            state.engagements.insert(format!("n{number}"), marks);
        }
    });
    assert_eq!(lists.bookmarks.len(), 300);
}

#[test]
fn nothing_is_listed_while_the_key_is_locked() {
    let lists = lists(|state| {
        state.receipts = [receipt(SpendKind::Seed, "", "s1", Some("Mine"), 90)].into();
        state.engagements.insert("p1".into(), Engagements { bookmarked: true, ..Engagements::default() });
        state.live.key = KeyState::Locked;
    });
    assert_eq!(lists, ThreadLists::default());
}

#[test]
fn posts_of_another_account_are_not_ones_own() {
    use SpendKind::Reprompt;
    let posts = |account: Option<&str>| {
        let by = |account: &str, node: &str| Receipt {
            account: Some(account.into()),
            ..receipt(Reprompt, "p", node, Some(node), 1)
        };
        let lists = lists(|state| {
            state.receipts = [by("agent_7f3", "ours"), by("agent_old", "theirs")].into();
            match (account, &mut state.account) {
                (Some(id), Some(account)) => account.agent_id = Some(id.into()),
                (_, account) => *account = None,
            }
        });
        lists.mine.into_iter().map(|thread| thread.node).collect::<Vec<_>>()
    };
    assert_eq!(posts(Some("agent_7f3")), ["ours"]);
    assert_eq!(posts(Some("agent_old")), ["theirs"]);
    assert!(posts(None).is_empty());
}
