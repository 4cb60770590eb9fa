use crate::*;
use impromptu::app::{AlarmName, Change, Navigate, NotificationChange, QuietHours, Triage};
use impromptu::domain::NotificationKind;

fn notification(id: &str, read: bool) -> Value {
    json!({"id": id, "type": "NEW_REPROMPT", "nodeId": "rep_1", "message": "Wren reprompted you", "read": read})
}

/// A beat that tells of `unread`, and the list that follows.
fn heard(bench: &mut Bench, unread: u32, list: &[Value]) {
    bench.now = bench.state.schedule.next_heartbeat;
    bench.event(Event::Alarm(AlarmName::Heartbeat));
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(unread));
    bench.reply(Endpoint::Notifications, 200, &json!({"notifications": list, "unreadCount": unread}));
}

fn shown(bench: &Bench) -> usize {
    bench.effects.iter().filter(|effect| matches!(effect, Effect::ShowNotification(_))).count()
}

#[test]
fn a_list_that_never_came_is_fetched_with_the_next_beat() {
    let mut bench = Bench::connected();
    heard(&mut bench, 1, &[notification("n1", false)]);
    // Read elsewhere; the beat says so, and the list is lost on its way.
    for _ in 0..2 {
        bench.now = bench.state.schedule.next_heartbeat;
        bench.event(Event::Alarm(AlarmName::Heartbeat));
        bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
        bench.silence(Endpoint::Notifications, NoResponse::Dropped);
    }
    heard(&mut bench, 0, &[notification("n1", true)]);
    assert_eq!(bench.state.unread(), 0);
}

#[test]
fn one_is_shown_once_and_many_as_one() {
    let mut bench = Bench::connected();
    heard(&mut bench, 1, &[notification("n1", false)]);
    assert_eq!(shown(&bench), 1);
    heard(&mut bench, 1, &[notification("n1", false)]);
    assert_eq!(shown(&bench), 0, "it was shown before");
    let many: Vec<Value> = (2..8).map(|nth| notification(&format!("n{nth}"), false)).collect();
    heard(&mut bench, 7, &many);
    assert_eq!(shown(&bench), 1);
}

#[test]
fn quiet_hours_reach_over_midnight() {
    let quiet = QuietHours { on: true, from: 22 * 60, to: 7 * 60 };
    for (minute, holds) in [
        (22 * 60, true),
        (23 * 60 + 59, true),
        (0, true),
        (7 * 60 - 1, true),
        (7 * 60, false),
        (12 * 60, false),
    ] {
        assert_eq!(quiet.holds(minute), holds, "{minute}");
    }
    assert!(!QuietHours { on: true, from: 60, to: 60 }.holds(60), "equal ends are no hours");
}

#[test]
fn what_was_archived_returns_with_news_of_its_node() {
    let mut bench = Bench::connected();
    heard(&mut bench, 1, &[notification("n1", false)]);
    bench.ask(Command::Triage { ids: vec!["n1".into()], to: Triage::Archived });
    assert_eq!(bench.state.unread(), 0);
    heard(&mut bench, 2, &[notification("n2", false), notification("n1", false)]);
    assert_eq!(bench.state.triage.get("n1"), Some(&Triage::Read));
    assert_eq!(bench.state.unread(), 1);
}

#[test]
fn the_count_obeys_the_filters() {
    let mut bench = Bench::connected();
    heard(&mut bench, 1, &[notification("n1", false)]);
    let notification =
        Some(NotificationChange { kind: NotificationKind::Reprompt, badge: false, desktop: true });
    bench.ask(Command::ChangeSettings { change: Change { notification, ..Change::default() } });
    assert_eq!(bench.state.unread(), 0);
}

#[test]
fn as_much_is_read_as_the_network_says_is_unread() {
    let page = |from: u32, next: Option<&str>| {
        let list: Vec<Value> = (from..from + 50).map(|n| notification(&format!("n{n}"), false)).collect();
        json!({"notifications": list, "unreadCount": 100, "nextCursor": next})
    };
    let mut bench = Bench::connected();
    bench.ask(Command::Heartbeat);
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(100));
    bench.reply(Endpoint::Notifications, 200, &page(0, Some("50")));
    bench.reply(Endpoint::Notifications, 200, &page(50, Some("100")));
    assert_eq!(bench.state.unread(), 100);
    assert!(bench.fetches().is_empty(), "and no more than that");
}

fn change(bench: &mut Bench, change: Change) {
    bench.ask(Command::ChangeSettings { change });
}

#[test]
fn each_kind_goes_where_it_was_told_to() {
    for (badge, desktop) in [(true, true), (true, false), (false, true), (false, false)] {
        let mut bench = Bench::connected();
        let notice_change = NotificationChange { kind: NotificationKind::Reprompt, badge, desktop };
        change(&mut bench, Change { notification: Some(notice_change), ..Change::default() });
        heard(&mut bench, 1, &[notification("n1", false)]);
        assert_eq!((bench.state.unread(), shown(&bench)), (u32::from(badge), usize::from(desktop)));
        let told = if badge { "badgeUnread" } else { "appName" };
        assert!(bench.title().starts_with(told), "the badge obeys the same choice: {}", bench.title());
    }
}

#[test]
fn a_mute_holds_an_hour_and_no_flood_follows() {
    let mut bench = Bench::connected();
    change(&mut bench, Change { mute_minutes: Some(60), ..Change::default() });
    let until = bench.now + 60 * MINUTE;
    heard(&mut bench, 1, &[notification("n1", false)]);
    assert!(bench.now < until);
    assert_eq!((shown(&bench), bench.state.unread()), (0, 1), "collected and counted all the same");
    while bench.now < until {
        heard(&mut bench, 1, &[notification("n1", false)]);
        assert_eq!(shown(&bench), 0);
    }
    heard(&mut bench, 2, &[notification("n2", false), notification("n1", false)]);
    assert_eq!(shown(&bench), 1, "what is new after the hour, and that alone");
    change(&mut bench, Change { mute_minutes: Some(60), ..Change::default() });
    change(&mut bench, Change { mute_minutes: Some(0), ..Change::default() });
    heard(&mut bench, 3, &[notification("n3", false), notification("n2", false), notification("n1", false)]);
    assert_eq!(shown(&bench), 1, "a mute can be ended");
}

#[test]
fn quiet_hours_go_by_the_clock_on_the_wall() {
    // 09:00 UTC: 22:00 thirteen hours to the east, noon three hours to the east.
    for (zone, expected) in [(13 * 60, 0), (3 * 60, 1)] {
        let mut bench = Bench::connected();
        bench.state.live.zone_minutes = zone;
        change(
            &mut bench,
            Change { quiet: Some(QuietHours { on: true, from: 22 * 60, to: 7 * 60 }), ..Change::default() },
        );
        heard(&mut bench, 1, &[notification("n1", false)]);
        assert_eq!((shown(&bench), bench.state.unread()), (expected, 1), "{zone} minutes east");
    }
}

#[test]
fn nothing_is_shown_twice_though_the_worker_died() {
    let mut bench = Bench::connected();
    heard(&mut bench, 1, &[notification("n1", false)]);
    assert_eq!(shown(&bench), 1);
    bench.restart();
    // Even when the list of known notices was lost on the way.
    bench.state.cache.notifications.clear();
    heard(&mut bench, 1, &[notification("n1", false)]);
    assert_eq!(shown(&bench), 0);
}

#[test]
fn a_click_goes_to_the_node_and_reads_only_when_the_person_says_so() {
    for open_reads in [false, true] {
        let mut bench = Bench::connected();
        change(&mut bench, Change { open_reads: Some(open_reads), ..Change::default() });
        heard(&mut bench, 1, &[notification("n1", false)]);
        bench.restart();
        bench.event(Event::NotificationClicked { id: "notification:n1".into() });
        let there = Effect::Navigate(Navigate { node: Some("rep_1".into()), ..Navigate::default() });
        assert!(bench.effects.contains(&there), "{:?}", bench.effects);
        assert_eq!(bench.state.unread(), u32::from(!open_reads));
    }
    // Many that were shown as one, and one that is not known any more, lead to the list.
    for id in ["notifications", "notification:gone"] {
        let mut bench = Bench::connected();
        bench.event(Event::NotificationClicked { id: id.into() });
        let there = Effect::Navigate(Navigate { tab: Some("notifications".into()), ..Navigate::default() });
        assert!(bench.effects.contains(&there), "{id}");
    }
}

/// A page of notices as the network words it.
fn page(list: &[Value], unread: u32, cursor: Option<&str>) -> Value {
    json!({"notifications": list, "unreadCount": unread, "nextCursor": cursor})
}

/// A beat that tells of `unread`, and the first page of a longer list.
fn heard_first(bench: &mut Bench, unread: u32, list: &[Value]) {
    bench.now = bench.state.schedule.next_heartbeat;
    bench.event(Event::Alarm(AlarmName::Heartbeat));
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(unread));
    bench.reply(Endpoint::Notifications, 200, &page(list, unread, Some("50")));
}

#[test]
fn what_was_read_elsewhere_counts_no_more_however_far_down_it_stands() {
    let two_pages = || {
        let mut bench = Bench::connected();
        heard_first(&mut bench, 2, &[notification("n2", false)]);
        bench.reply(Endpoint::Notifications, 200, &page(&[notification("n1", false)], 2, None));
        assert_eq!(bench.state.unread(), 2);
        bench
    };
    let mut all = two_pages();
    heard_first(&mut all, 0, &[notification("n2", true)]);
    assert_eq!(all.state.unread(), 0, "the network counts none, so there is none");
    let mut one = two_pages();
    heard_first(&mut one, 1, &[notification("n3", false), notification("n2", true)]);
    one.reply(Endpoint::Notifications, 200, &page(&[notification("n1", true)], 1, None));
    assert_eq!(one.state.unread(), 1, "those below are read again");
}

#[test]
fn a_list_that_leads_in_circles_is_left() {
    let mut bench = Bench::connected();
    heard_first(&mut bench, 9, &[notification("n2", false)]);
    bench.reply(Endpoint::Notifications, 200, &page(&[notification("n1", false)], 9, Some("50")));
    assert!(bench.fetches().is_empty(), "the cursor that was just followed leads here");
    let mut bench = Bench::connected();
    heard_first(&mut bench, 9, &[notification("n0", false)]);
    let mut pages = 0;
    while bench.fetches().iter().any(|fetch| fetch.endpoint == Endpoint::Notifications) {
        pages += 1;
        let cursor = format!("c{pages}");
        bench.reply(Endpoint::Notifications, 200, &page(&[notification("n1", false)], 9, Some(&cursor)));
        assert!(pages < 20, "it ends by itself");
    }
}

/// What the tab lists.
fn listed(bench: &Bench) -> Value {
    let list = impromptu::view::NotificationList::of(&bench.state, bench.now);
    serde_json::to_value(list).expect("is JSON")["groups"][0]["rows"].clone()
}

/// A heartbeat that tells how many accounts are new, with the list of notifications after it.
fn arrivals(bench: &mut Bench, count: u32) {
    bench.now += 31 * MINUTE;
    bench.ask(Command::Heartbeat);
    let mut told = heartbeat(0);
    told["recentArrivals"] = json!(count);
    bench.reply(Endpoint::Heartbeat, 200, &told);
}

#[test]
fn arrivals_are_a_notice_of_their_own_and_come_once() {
    let mut bench = Bench::connected();
    arrivals(&mut bench, 3);
    assert_eq!(shown(&bench), 0, "not on the desktop");
    let rows = listed(&bench);
    assert_eq!((&rows[0]["kind"], &rows[0]["line"]["key"]), (&json!("arrival"), &json!("noticeArrivals")));
    assert_eq!((&rows[0]["triage"], rows.as_array().map(Vec::len)), (&json!("unread"), Some(1)));
    assert_eq!(bench.state.unread(), 0, "the badge does not count it");
    // Reading the count consumed it: the next heartbeat tells 0, and the notice stays as it is.
    arrivals(&mut bench, 0);
    assert_eq!(listed(&bench), rows);
    bench.restart();
    assert_eq!(listed(&bench), rows, "a stopped worker loses none and doubles none");
    arrivals(&mut bench, 2);
    let rows = listed(&bench);
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "they share a row");
    assert_eq!(rows[0]["line"]["args"][0], 5.0, "{rows}");
    let ids: Vec<String> = serde_json::from_value(rows[0]["ids"].clone()).expect("are texts");
    bench.ask(Command::Triage { ids, to: Triage::Archived });
    arrivals(&mut bench, 1);
    let triage: Vec<Value> =
        listed(&bench).as_array().into_iter().flatten().map(|row| row["triage"].clone()).collect();
    assert_eq!(triage, [json!("unread"), json!("archived")]);
}

#[test]
fn arrivals_are_not_taken_for_notifications_of_the_network() {
    let mut bench = Bench::connected();
    arrivals(&mut bench, 3);
    assert!(
        !bench.fetches().iter().any(|fetch| fetch.endpoint == Endpoint::Notifications),
        "nothing is unread there"
    );
    bench.now += 31 * MINUTE;
    bench.ask(Command::Heartbeat);
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(1));
    let like = json!({"id": "n1", "type": "like", "read": true, "createdAt": "2026-02-20T09:00:00Z"});
    bench.reply(
        Endpoint::Notifications,
        200,
        &json!({"notifications": [like], "unreadCount": 0, "nextCursor": "c"}),
    );
    assert_eq!(bench.fetches().iter().filter(|fetch| fetch.endpoint == Endpoint::Notifications).count(), 0);
    let rows = listed(&bench);
    assert_eq!(
        (&rows[0]["kind"], &rows[0]["triage"]),
        (&json!("arrival"), &json!("unread")),
        "newest first: {rows}"
    );
}
