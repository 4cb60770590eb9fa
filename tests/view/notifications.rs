use crate::*;
use impromptu::app::{
    AccountList, Accounts, BadgeText, ConnectionIssue, HealthResult, MutedAuthor, QuietHours, Triage, badge,
};
use impromptu::domain::{Notification, NotificationKind};
use impromptu::view::{
    AccountsView, Header, NotificationGroup, NotificationList, NotificationRow, OptionsPage,
};

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
    NotificationList::of(&fetched(notifications), NOW)
}

/// A state whose list of notifications was fetched.
fn fetched(notifications: Vec<Notification>) -> State {
    with(|state| {
        state.cache.notifications_at = NOW;
        state.cache.notifications = notifications;
    })
}

fn row(notification: Notification) -> NotificationRow {
    list(vec![notification]).groups.remove(0).rows.remove(0)
}

fn ids(list: &NotificationList) -> Vec<String> {
    let one = |group: &NotificationGroup| {
        let rows: Vec<String> = group.rows.iter().map(|row| row.ids.join("+")).collect();
        format!("{}: {}", line(&group.title), rows.join(" "))
    };
    list.groups.iter().map(one).collect()
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
    assert_eq!(ids(&list), ["threadsOther: a+b+c read elsewhere f g", "noticesAccount: d e"]);
    let rows = &list.groups[0].rows;
    assert_eq!(line(&rows[0].line), "noticeLikeOthers#2(2)");
    assert_eq!((list.unread, rows[1].triage), (8, Triage::Read));
}

#[test]
fn notifications_are_grouped_by_thread_the_newest_first() {
    let at = |id: &str, node: Option<&str>| Notification {
        node_id: node.map(Into::into),
        ..notification(id, NotificationKind::Mention)
    };
    let state = with(|state| {
        for (node, title) in [("one", "The ledger"), ("two", "The ledger"), ("three", "The map")] {
            state.cache.titles.insert(node.into(), title.into());
        }
        state.cache.notifications = vec![
            at("a", Some("three")),
            at("b", Some("one")),
            at("c", None),
            at("d", Some("two")),
            at("e", Some("unknown")),
            at("f", Some("three")),
            Notification {
                message: Some("Odile reprompted your node in “The map”".into()),
                ..at("g", Some("unread"))
            },
        ];
    });
    assert_eq!(
        ids(&NotificationList::of(&state, NOW)),
        ["verbatim('The map'): a f g", "verbatim('The ledger'): b d", "noticesAccount: c", "threadsOther: e"]
    );
}

#[test]
fn a_row_does_not_repeat_who_did_what() {
    for (message, text) in [
        ("Odile mentioned you: Lantern would know.", Some("Lantern would know.")),
        ("Odile 提到了你：问问灯笼。", Some("问问灯笼。")),
        ("Odile reprompted your node in “The ledger: a history”", None),
        ("Odile liked your reprompt", None),
        ("Odile mentioned you: ", None),
        ("Odilette mentioned you: yes", Some("Odilette mentioned you: yes")),
        ("Who counted the chairs: you?", Some("Who counted the chairs: you?")),
    ] {
        let notification =
            Notification { message: Some(message.into()), ..notification("a", NotificationKind::Mention) };
        assert_eq!(row(notification).text.as_deref(), text, "{message}");
    }
}

#[test]
fn a_hit_says_which_search_found_it_and_stands_with_its_thread() {
    for (words, said) in [("tides", "noticeHit('tides')"), ("", "noticeHit(spendFilters)")] {
        let hit = Notification {
            search: Some(words.into()),
            message: Some("Odile: the tide was late.".into()),
            ..notification("hit@rep_1", NotificationKind::Hit)
        };
        let row = row(hit.clone());
        assert_eq!((line(&row.line), row.from), (said.into(), Author::default()));
        assert_eq!(row.text.as_deref(), Some("Odile: the tide was late."), "whole, whoever wrote it");
        assert_eq!((row.node.as_deref(), row.triage), (Some("rep_1"), Triage::Unread));
        let mut state = fetched(vec![hit, notification("a", NotificationKind::Mention)]);
        state.cache.titles.insert("rep_1".into(), "The ledger".into());
        assert_eq!(ids(&NotificationList::of(&state, NOW)), ["verbatim('The ledger'): hit@rep_1 a"]);
        assert_eq!(state.unread(), 2, "it counts like the others");
        state.muted_authors.push_back(MutedAuthor { author: author("Odile"), ..MutedAuthor::default() });
        assert_eq!(state.unread(), 0);
    }
}

#[test]
fn a_row_says_when_it_happened_and_leads_there() {
    let mut state = with(|state| {
        state.cache.notifications = vec![notification("a", NotificationKind::Mention)];
        state.clock_skew = 9;
        state.triage.insert("a".into(), Triage::Archived);
        state.cache.notifications_cursor = Some("older".into());
    });
    let list = NotificationList::of(&state, NOW);
    let row = &list.groups[0].rows[0];
    assert_eq!((row.node.as_deref(), row.at, row.triage), (Some("rep_1"), Some(NOW - 9), Triage::Archived));
    assert_eq!((list.more, list.unread), (true, 0));
    state.cache.notifications_cursor = None;
    assert!(!NotificationList::of(&state, NOW).more);
}

#[test]
fn one_number_of_unread_stands_everywhere() {
    use NotificationKind::{Arrival, Like, Mention};
    let read = Notification { read: true, ..notification("read", Like) };
    let all = [
        notification("a", Like),
        notification("b", Like),
        notification("c", Mention),
        notification("d", Arrival),
        read,
    ];
    let change = |change: fn(&mut State)| {
        let mut state = fetched(all.to_vec());
        change(&mut state);
        state
    };
    for (name, state, number) in [
        (
            "nothing fetched",
            with(|state| state.account.iter_mut().for_each(|account| account.unread_reported = 4)),
            4,
        ),
        ("fetched; new accounts do not count unless a person wants them to", change(|_| {}), 3),
        ("the network counts otherwise", change(|state| state.cache.notifications_unread = 9), 3),
        (
            "one archived",
            change(|state| state.triage = [("a".into(), Triage::Archived)].into_iter().collect()),
            2,
        ),
        ("muted", change(|state| state.settings.muted_until = NOW + HOUR), 3),
        ("all read", fetched(vec![all[4].clone()]), 0),
    ] {
        let list = NotificationList::of(&state, NOW);
        assert_eq!((list.unread, Header::of(&state, NOW).unread), (number, number), "{name}");
        let mut checked = state.clone();
        checked.live.health.push(HealthResult::Unread);
        let health = OptionsPage::of(&checked, NOW).health;
        assert_eq!(line(&health[0].line), format!("healthUnread#{number}({number})"), "{name}");
        let text = badge(&state).text;
        assert_eq!(text, (number > 0).then_some(BadgeText::Count(number)), "{name}");
        let accounts = Accounts::new(AccountList::default(), vec![state]);
        let row = &AccountsView::of(&accounts).rows[0];
        assert_eq!(line(&row.standing), format!("accountUnread#{number}({number})"), "{name}");
        if let Some(quiet) = list.quiet {
            assert_eq!(quiet.count, Some(number), "{name}");
        }
        if !list.groups.is_empty() {
            assert_eq!(list.groups.iter().map(|group| group.unread).sum::<u32>(), number, "{name}");
        }
    }
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
            "doReadTerms>site! doAcceptTerms>acceptTerms doTryAgain>heartbeat",
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
            state.cache.notifications_at = NOW;
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

#[test]
fn what_a_muted_author_did_is_neither_listed_nor_counted() {
    use NotificationKind::{Like, Mention};
    let by = |id: &str, kind, name: &str| Notification { from: author(name), ..notification(id, kind) };
    let all = vec![by("a", Mention, "Odile"), by("b", Like, "Wren"), by("c", Like, "Odile")];
    let mut state = fetched(all);
    assert_eq!(
        (ids(&NotificationList::of(&state, NOW)), state.unread()),
        (vec!["threadsOther: a b+c".into()], 3)
    );
    state.muted_authors = [MutedAuthor { token: "u1".into(), author: author("Odile") }].into();
    let list = NotificationList::of(&state, NOW);
    assert_eq!((ids(&list), list.unread, list.groups[0].unread), (vec!["threadsOther: b".into()], 1, 1));
    assert_eq!(badge(&state).text, Some(BadgeText::Count(1)), "the same number");
    state.cache.notifications.retain(|known| known.id != "b");
    let list = NotificationList::of(&state, NOW);
    assert!(list.empty_state.is_some() && badge(&state).text.is_none());
}

#[test]
fn a_snoozed_row_says_when_it_comes_back_and_is_counted_nowhere() {
    let mut state = fetched(vec![
        notification("a", NotificationKind::Mention),
        notification("b", NotificationKind::Mention),
    ]);
    state.snoozed.insert("a".into(), NOW + HOUR);
    let list = NotificationList::of(&state, NOW);
    let rows: Vec<_> = list.groups[0].rows.iter().map(|row| (row.triage, row.back_at)).collect();
    assert_eq!(rows, [(Triage::Snoozed, Some(NOW + HOUR)), (Triage::Unread, None)]);
    assert_eq!((list.unread, list.groups[0].unread, state.unread()), (1, 1, 1));
}

#[test]
fn a_snooze_ends_at_a_full_hour_of_today_or_in_the_morning() {
    // 09:00 in UTC.
    const MORNING: Millis = NOW;
    for (zone, minutes, later, tomorrow) in [
        (0, 0, Some(180), 24 * 60),
        (0, 1, Some(240), 24 * 60),
        (0, 11 * 60, Some(14 * 60), 24 * 60),
        (0, 11 * 60 + 1, None, 24 * 60),
        (0, 14 * 60 + 59, None, 24 * 60),
        (0, 15 * 60, Some(18 * 60), 48 * 60),
        (-330, 0, Some(210), 24 * 60 + 330),
        (720, 0, None, 12 * 60),
    ] {
        let mut state = fetched(Vec::new());
        state.live.zone_minutes = zone;
        let list = NotificationList::of(&state, MORNING + minutes * MINUTE);
        let after = |at: Millis| (at - MORNING) / MINUTE;
        assert_eq!(
            (list.later_today.map(after), after(list.tomorrow)),
            (later, tomorrow),
            "{zone} {minutes}"
        );
    }
}
