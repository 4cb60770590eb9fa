use crate::*;
use impromptu::app::{ConnectionIssue, QuietHours, Triage};
use impromptu::domain::{Notification, NotificationKind};
use impromptu::view::{NotificationList, NotificationRow};

fn notification(id: &str, kind: NotificationKind) -> Notification {
    Notification {
        id: id.into(),
        kind,
        node_id: Some("rep_1".into()),
        from: author("Odile"),
        message: Some("Their words".into()),
        created_at: Some(NOW),
        ..Notification::default()
    }
}

fn list(notifications: Vec<Notification>) -> NotificationList {
    NotificationList::of(&with(|state| state.cache.notifications = notifications), NOW)
}

fn row(notification: Notification) -> NotificationRow {
    list(vec![notification]).rows.remove(0)
}

#[test]
fn a_person_is_named_and_quoted_and_the_network_speaks_for_itself() {
    use NotificationKind as Kind;
    for (kind, words, says_it_itself) in [
        (Kind::Reprompt, "noticeReprompt", false),
        (Kind::Mention, "noticeMention", false),
        (Kind::Like, "noticeLike", false),
        (Kind::Follow, "noticeFollow", false),
        (Kind::Message, "noticeMessage", false),
        (Kind::Tier, "noticeTier", true),
        (Kind::Other, "noticeOther", true),
    ] {
        let named = row(notification("a", kind));
        let anonymous = row(Notification { from: Author::default(), ..notification("a", kind) });
        assert_eq!(line(&anonymous.line), "verbatim('Their words')");
        assert_eq!((anonymous.from, anonymous.text), (Author::default(), None));
        if says_it_itself {
            assert_eq!((line(&named.line).as_str(), named.from.name), ("verbatim('Their words')", None));
        } else {
            assert_eq!((line(&named.line).as_str(), named.text.as_deref()), (words, Some("Their words")));
            assert_eq!(named.from.name.as_deref(), Some("Odile"));
        }
        let silent =
            Notification { message: Some(" ".into()), from: Author::default(), ..notification("a", kind) };
        assert_eq!(line(&row(silent).line), words);
    }
}

#[test]
fn likes_of_one_node_in_one_state_share_a_row() {
    use NotificationKind::{Like, Mention};
    let read = Notification { read: true, ..notification("read", Like) };
    let elsewhere = Notification { node_id: Some("rep_2".into()), ..notification("elsewhere", Like) };
    let nowhere = |id: &str| Notification { node_id: None, ..notification(id, Like) };
    let list = list(vec![
        notification("a", Like),
        notification("b", Like),
        notification("c", Like),
        read,
        elsewhere,
        nowhere("d"),
        nowhere("e"),
        notification("f", Mention),
        notification("g", Mention),
    ]);
    let ids: Vec<String> = list.rows.iter().map(|row| row.ids.join(" ")).collect();
    assert_eq!(ids, ["a b c", "read", "elsewhere", "d", "e", "f", "g"]);
    assert_eq!(line(&list.rows[0].line), "noticeLikeOthers#2(2)");
    assert_eq!((list.unread, list.rows[1].triage), (6, Triage::Read));
}

#[test]
fn a_row_says_where_and_when_it_happened() {
    let mut state = with(|state| {
        state.cache.notifications = vec![notification("a", NotificationKind::Mention)];
        state.clock_skew = 9;
        state.triage.insert("a".into(), Triage::Archived);
        state.cache.notifications_cursor = Some("older".into());
    });
    let list = NotificationList::of(&state, NOW);
    let row = &list.rows[0];
    assert_eq!((row.node.as_deref(), row.at, row.triage), (Some("rep_1"), Some(NOW - 9), Triage::Archived));
    assert_eq!((&row.place, list.more, list.unread), (&None, true, 0));
    state.cache.titles.insert("rep_1".into(), "The ledger".into());
    state.cache.notifications_cursor = None;
    let list = NotificationList::of(&state, NOW);
    assert_eq!((maybe(list.rows[0].place.as_ref()).as_str(), list.more), ("verbatim('The ledger')", false));
}

#[test]
fn an_empty_list_says_why() {
    let terms = |notifications| {
        with(|state| {
            state.connection_issue = Some(ConnectionIssue::Terms);
            state.cache.notifications = notifications;
        })
    };
    for (state, title, actions) in [
        (connected(), "emptyNoticesTitle", ""),
        (State::default(), "emptyNoticesNoKeyTitle", "welcomeSignup>register! welcomeKey>options"),
        (with(|state| state.live.key = KeyState::Locked), "emptyLockedTitle", ""),
        (
            terms(vec![notification("a", NotificationKind::Like)]),
            "emptyTermsTitle",
            "doReadTerms>site! doTryAgain>heartbeat",
        ),
    ] {
        let empty = NotificationList::of(&state, NOW).empty_state.expect(title);
        assert_eq!((line(&empty.title).as_str(), buttons(&empty.buttons).as_str()), (title, actions));
    }
    assert_eq!(list(vec![notification("a", NotificationKind::Like)]).empty_state, None);
}

#[test]
fn quiet_hours_and_a_mute_say_when_they_end() {
    // NOW is 09:00 UTC.
    let quiet = |from: u32, to: u32, zone_minutes, muted_until| {
        let state = with(|state| {
            state.cache.notifications = vec![notification("a", NotificationKind::Like)];
            state.settings.quiet = QuietHours { on: true, from: from * 60, to: to * 60 };
            state.live.zone_minutes = zone_minutes;
            state.settings.muted_until = muted_until;
        });
        maybe(NotificationList::of(&state, NOW).quiet.as_ref())
    };
    assert_eq!(NOW.rem_euclid(24 * HOUR), 9 * HOUR);
    assert_eq!(quiet(8, 10, 0, 0), "quietUntil#1(1, at +60m)");
    assert_eq!(quiet(8, 10, 30, 0), "quietUntil#1(1, at +30m)");
    assert_eq!(quiet(8, 7, 0, 0), "quietUntil#1(1, at +1320m)");
    assert_eq!(quiet(10, 11, 0, 0), "-");
    assert_eq!(quiet(8, 10, 0, NOW + 5 * MINUTE), "mutedUntil#1(1, at +5m)");
    assert_eq!(quiet(10, 11, 0, NOW), "-");
    assert_eq!(list(Vec::new()).quiet, None);
}
