use crate::*;
use impromptu::app::{AlarmName, Change, HealthResult, min_interval};

fn heartbeat_in_flight() -> Bench {
    let mut bench = Bench::connected();
    bench.now = bench.state.schedule.next_heartbeat;
    bench.event(Event::Alarm(AlarmName::Heartbeat));
    assert_eq!(bench.beats(), 1);
    bench
}

#[test]
fn tiers_have_floors() {
    for (tier, floor) in
        [("REGISTERED", 30), ("established", 15), ("VERIFIED", 10), ("PARTNER", 5), ("?", 30)]
    {
        assert_eq!(min_interval(Some(tier)), floor, "{tier}");
    }
}

#[test]
fn failures_of_the_server_back_off_and_then_keep_the_pace() {
    let mut bench = heartbeat_in_flight();
    for seconds in [5, 10, 20, 40] {
        bench.reply(Endpoint::Heartbeat, 503, &refusal("AVAIL_001"));
        assert_eq!(bench.state.schedule.next_heartbeat, bench.now + seconds * 1_000);
        bench.now = bench.state.schedule.next_heartbeat;
        bench.event(Event::Alarm(AlarmName::Heartbeat));
    }
    bench.reply(Endpoint::Heartbeat, 503, &refusal("AVAIL_001"));
    assert!(bench.state.schedule.next_heartbeat >= bench.now + 30 * MINUTE);
}

#[test]
fn a_429_doubles_the_pace_and_retry_after_is_kept() {
    for (headers, least) in [(&[][..], 60 * MINUTE), (&[("retry-after", "7200")][..], 120 * MINUTE)] {
        let mut bench = heartbeat_in_flight();
        bench.reply_with(Endpoint::Heartbeat, 429, headers, &refusal("RATE_002"));
        assert!(bench.state.schedule.next_heartbeat >= bench.now + least);
    }
}

#[test]
fn a_failure_of_something_else_does_not_shorten_the_wait() {
    let mut bench = heartbeat_in_flight();
    bench.reply_with(Endpoint::Heartbeat, 429, &[("retry-after", "7200")], &refusal("RATE_002"));
    let until = bench.now + 120 * MINUTE;
    bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
    bench.silence(Endpoint::Thread, NoResponse::Dropped);
    assert!(bench.state.schedule.next_heartbeat >= until);
    bench.ask(Command::Heartbeat);
    bench.silence(Endpoint::Heartbeat, NoResponse::Dropped);
    assert!(bench.state.schedule.next_heartbeat >= until, "nor does a heartbeat asked for by hand");
}

#[test]
fn what_else_fails_never_puts_a_beat_off() {
    let mut bench = heartbeat_in_flight();
    for _ in 0..5 {
        bench.reply(Endpoint::Heartbeat, 503, &refusal("AVAIL_001"));
        bench.now = bench.state.schedule.next_heartbeat;
        bench.event(Event::Alarm(AlarmName::Heartbeat));
    }
    let planned = bench.state.schedule.next_heartbeat;
    assert!(planned >= bench.now + 30 * MINUTE);
    bench.silence(Endpoint::Heartbeat, NoResponse::Timeout);
    for _ in 0..3 {
        bench.now += 9 * MINUTE;
        bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
        bench.silence(Endpoint::Thread, NoResponse::Timeout);
        assert_eq!(bench.state.schedule.next_heartbeat, planned);
    }
}

#[test]
fn an_alarm_that_nobody_sets_anew_comes_again_at_the_pace() {
    let mut bench = heartbeat_in_flight();
    bench.reply(Endpoint::Heartbeat, 200, &json!({"agentId": "a", "name": "Lantern", "tier": "PARTNER"}));
    bench.ask(Command::ChangeSettings { change: Change { pace: Some(5), ..Change::default() } });
    let again = bench.effects.iter().find_map(|effect| match effect {
        Effect::Alarm { name: AlarmName::Heartbeat, again, .. } => Some(*again),
        _ => None,
    });
    assert_eq!((bench.state.pace(), again), (5, Some(Some(5))));
}

#[test]
fn a_post_that_went_through_does_not_end_the_wait() {
    let mut bench = Bench::sending();
    bench.ask(Command::Heartbeat);
    bench.reply_with(Endpoint::Heartbeat, 429, &[("retry-after", "7200")], &refusal("RATE_002"));
    let until = bench.now + 120 * MINUTE;
    bench.ask(Command::OpenThread { node: "rep_2".into(), resumes: false });
    bench.silence(Endpoint::Thread, NoResponse::Dropped);
    bench.reply(Endpoint::Reprompt, 200, &json!({"nodeId": "rep_9", "llmResponse": "Fog."}));
    bench.ask(Command::OpenThread { node: "rep_3".into(), resumes: false });
    bench.silence(Endpoint::Thread, NoResponse::Dropped);
    assert!(bench.state.schedule.next_heartbeat >= until);
}

#[test]
fn after_a_sleep_there_is_one_beat() {
    let mut bench = Bench::connected();
    bench.now += 9 * 60 * MINUTE;
    bench.restart();
    let first = bench.beats();
    bench.event(Event::Alarm(AlarmName::Heartbeat));
    assert_eq!(first + bench.beats(), 1);
}

#[test]
fn the_first_beat_after_connecting_keeps_the_pace_of_the_tier() {
    let mut bench = Bench::new();
    bench.state.settings.pace = 15;
    let (address, key) = ("impromptusocial.ai".to_owned(), Secret::new(KEY));
    bench.ask(Command::Connect { address, key, agreed: false });
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    assert_eq!(bench.state.pace(), 15, "as fast as the person chose, which the tier allows");
    let wait = bench.state.schedule.next_heartbeat - bench.now;
    assert!((15 * MINUTE..=15 * MINUTE * 11 / 10).contains(&wait), "{wait}");
}

#[test]
fn jitter_spreads_beats_over_a_tenth_of_the_pace() {
    let mut waits: Vec<Millis> = (1..40_u64)
        .map(|seed| {
            let mut bench = heartbeat_in_flight();
            bench.state.jitter = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
            bench.state.schedule.next_heartbeat - bench.now
        })
        .collect();
    assert!(waits.iter().all(|wait| (30 * MINUTE..=33 * MINUTE).contains(wait)), "{waits:?}");
    waits.sort_unstable();
    waits.dedup();
    assert!(waits.len() > 30, "each browser draws its own: {waits:?}");
}

#[test]
fn what_stands_in_the_way_is_told_apart() {
    for (silence, told, badge) in [
        (NoResponse::Dropped, "alertUnreachable", "badgeUnreachable"),
        (NoResponse::Timeout, "alertTimeout", "badgeServer"),
        (NoResponse::Unsent, "alertPermission", "badgePermission"),
    ] {
        let mut bench = Bench::connected();
        bench.ask(Command::Heartbeat);
        bench.silence(Endpoint::Heartbeat, silence);
        assert_eq!((bench.told().as_str(), bench.title().as_str()), (told, badge));
    }
    // A sign-in page that answers in the network's place, where the network was before; and where it never was.
    for (heartbeat_at, told, badge) in
        [(NOW, "alertSignInNeeded", "badgeSignInNeeded"), (0, "alertShape", "badgeWrongServer")]
    {
        let mut bench = Bench::connected();
        bench.state.account.as_mut().expect("an account").heartbeat_at = heartbeat_at;
        bench.ask(Command::Heartbeat);
        let page = b"<!doctype html><title>Welcome to Harbour Guest Wi-Fi</title>";
        let problem = normalize(Endpoint::Heartbeat, 200, &[], page).expect_err("no heartbeat");
        bench.ends(Endpoint::Heartbeat, Outcome::ApiError(problem), Meta::default());
        assert_eq!((bench.told().as_str(), bench.title().as_str()), (told, badge));
    }
}

#[test]
fn no_network_is_told_from_a_network_that_cannot_be_reached() {
    let mut bench = Bench::connected();
    bench.event(Event::Offline);
    assert_eq!(bench.title(), "badgeOffline", "as soon as the browser knows");
    bench.ask(Command::Heartbeat);
    bench.silence(Endpoint::Heartbeat, NoResponse::Dropped);
    assert_eq!(bench.told(), "alertOffline");
    bench.event(Event::Online);
    assert_eq!((bench.title().as_str(), bench.state.schedule.next_heartbeat), ("appName", bench.now));
}

#[test]
fn the_day_s_quota_holds_back_what_counts_and_no_beat() {
    let mut bench = Bench::connected();
    let planned = bench.state.schedule.next_heartbeat;
    // The first list is on its way already; another is asked for by hand when that is refused.
    bench.reply_with(Endpoint::Opportunities, 429, &[("retry-after", "7200")], &refusal("RATE_003"));
    bench.ask(Command::RefreshFeed);
    bench.reply_with(Endpoint::Opportunities, 429, &[("retry-after", "7200")], &refusal("RATE_003"));
    assert_eq!((bench.told().as_str(), bench.title().as_str()), ("alertQuota", "appName"));
    assert_eq!(bench.state.schedule.next_heartbeat, planned, "a heartbeat is free (contract, section 7)");
    let again = bench.now + 120 * MINUTE;
    for _ in 0..3 {
        bench.now = bench.state.schedule.next_heartbeat;
        bench.event(Event::Alarm(AlarmName::Heartbeat));
        assert_eq!(bench.beats(), 1);
        bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
        assert_eq!(bench.discoveries(), 0, "opportunities count");
    }
    bench.now = again.max(bench.state.schedule.next_heartbeat);
    bench.event(Event::Alarm(AlarmName::Heartbeat));
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    assert_eq!(bench.discoveries(), 1, "a new day");
}

#[test]
fn a_network_that_counts_beats_is_not_asked_before_the_new_day() {
    let mut bench = heartbeat_in_flight();
    bench.reply_with(Endpoint::Heartbeat, 429, &[("retry-after", "7200")], &refusal("RATE_003"));
    assert_eq!(bench.title(), "badgeLimited");
    assert!(bench.state.schedule.next_heartbeat >= bench.now + 120 * MINUTE);
}

#[test]
fn without_a_time_the_day_ends_at_midnight_by_the_network_s_clock() {
    let mut bench = Bench::connected();
    // The network's clock is ten minutes ahead of ours.
    bench.state.clock_skew = 10 * MINUTE;
    bench.reply(Endpoint::Opportunities, 429, &refusal("RATE_003"));
    let reset = bench.state.quota.expect("a quota").reset + 10 * MINUTE;
    assert_eq!(reset % (24 * 60 * MINUTE), 0);
    assert!((0..=24 * 60 * MINUTE).contains(&(reset - bench.now)));
}

#[test]
fn discovery_is_fetched_when_it_is_worth_it() {
    for (minutes, last_viewed, left, wanted) in
        [(31, true, 20, 1), (29, true, 20, 0), (31, false, 20, 0), (31, true, 19, 0)]
    {
        let mut bench = Bench::connected();
        bench.reply(Endpoint::Opportunities, 200, &json!({"opportunities": []}));
        let fetched = bench.now;
        bench.state.cache.last_viewed = (if last_viewed { fetched } else { fetched - 1 }, 0);
        bench.now += minutes * MINUTE;
        bench.state.quota = Some(impromptu::app::Quota { remaining: left, reset: bench.now + 60 * MINUTE });
        bench.event(Event::Alarm(AlarmName::Heartbeat));
        bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
        assert_eq!(
            bench.discoveries(),
            wanted,
            "after {minutes} min, last_viewed at: {last_viewed}, {left} calls left"
        );
    }
}

#[test]
fn forecasts_go_by_the_network_s_clock() {
    let mut bench = heartbeat_in_flight();
    // Ten minutes ahead of ours; the next units come an hour from now by its clock.
    let there = bench.now - bench.now.rem_euclid(1_000) + 10 * MINUTE;
    let date = http_date(there);
    let budget = json!({"agentId": "agent_7f3", "name": "Lantern", "tier": "ESTABLISHED", "unreadNotifications": 0,
        "budget": {"balance": 4, "maxBalance": 500, "regenerationRate": 50, "nextRegenAt": there + 60 * MINUTE}});
    bench.reply_with(Endpoint::Heartbeat, 200, &[("date", &date)], &budget);
    let at = bench.state.affordable_at(10.0, bench.now).expect("a time");
    assert!((at - bench.now - 60 * MINUTE).abs() < 2_000, "{}", at - bench.now);
}

/// A moment as the header `Date` words it. The cases lie on one day, a Friday.
fn http_date(at: Millis) -> String {
    let second = at.div_euclid(1_000).rem_euclid(86_400);
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    format!("Fri, 20 Feb 2026 {hour:02}:{minute:02}:{:02} GMT", second % 60)
}

#[test]
fn an_unread_count_that_is_not_told_is_asked_for_at_the_pace() {
    let second_shape = json!({"agentId": "agent_7f3", "name": "L", "tier": "ESTABLISHED", "phase": "ACTIVE",
        "budget": {"balance": 84, "maxBalance": 500, "regenerationRate": 50}, "reputation": {"score": 12},
        "wallet": {"address": "0x1", "tokenBalance": 4.5},
        "rateLimits": {"remaining": 87, "resetAt": "2026-02-21T00:00:00Z"}});
    let mut bench = Bench::connected();
    for _ in 0..3 {
        bench.now = bench.state.schedule.next_heartbeat;
        bench.event(Event::Alarm(AlarmName::Heartbeat));
        bench.reply(Endpoint::Heartbeat, 200, &second_shape);
        let lists = bench.fetches().iter().filter(|fetch| fetch.endpoint == Endpoint::Notifications).count();
        assert_eq!(lists, 1, "nobody knows whether there is news");
        bench.reply(
            Endpoint::Notifications,
            200,
            &json!({"notifications": [{"id": "n1", "type": "LIKE_REPROMPT"}]}),
        );
        assert_eq!(bench.state.unread(), 1);
    }
    assert_eq!(bench.state.quota.map(|quota| quota.remaining), Some(87));
    assert_eq!(bench.state.quota.expect("a quota").reset, 1_771_632_000_000);
}

#[test]
fn a_quota_that_the_heartbeat_tells_holds_back_what_counts() {
    let mut bench = Bench::connected();
    bench.reply(Endpoint::Opportunities, 200, &json!({"opportunities": []}));
    bench.state.cache.last_viewed = (bench.now, 0);
    bench.now += 31 * MINUTE;
    bench.event(Event::Alarm(AlarmName::Heartbeat));
    let mut told = heartbeat(0);
    told["rateLimits"] = json!({"remaining": 3});
    bench.reply(Endpoint::Heartbeat, 200, &told);
    assert_eq!(bench.discoveries(), 0);
    let reset = bench.state.quota.expect("a quota").reset;
    assert_eq!(reset % (24 * 60 * MINUTE), 0, "the day ends at midnight where no time is told");
}

#[test]
fn a_heartbeat_that_is_refused_changes_the_badge_whatever_the_reason() {
    for (status, code) in [
        (403, "AUTHZ_001"),
        (404, "VAL_001"),
        (400, "VAL_002"),
        (409, "DUPLICATE_ENGAGEMENT"),
        (402, "BUDG_001"),
        (410, "CONTENT_DELETED"),
        (451, "MOON_001"),
    ] {
        let mut bench = Bench::connected();
        bench.ask(Command::Heartbeat);
        bench.reply(Endpoint::Heartbeat, status, &refusal(code));
        assert_eq!(bench.title(), "badgeHeartbeatRefused", "{code}");
        bench.ask(Command::Heartbeat);
        bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
        assert_eq!(bench.title(), "appName", "{code}");
    }
}

#[test]
fn a_web_page_with_any_status_is_something_else_that_answered() {
    for status in [302, 401, 402, 403, 404, 409, 410, 451, 511] {
        let mut bench = Bench::connected();
        bench.ask(Command::Heartbeat);
        let problem =
            normalize(Endpoint::Heartbeat, status, &[], b"<html>Welcome</html>").expect_err("a page");
        bench.ends(Endpoint::Heartbeat, Outcome::ApiError(problem), Meta::default());
        let told = (bench.told(), bench.title());
        assert_eq!(told, ("alertSignInNeeded".to_owned(), "badgeSignInNeeded".to_owned()), "{status}");
    }
    for status in [429, 500, 502, 503] {
        let mut bench = Bench::connected();
        bench.ask(Command::Heartbeat);
        let problem =
            normalize(Endpoint::Heartbeat, status, &[], b"<html>Bad gateway</html>").expect_err("a page");
        bench.ends(Endpoint::Heartbeat, Outcome::ApiError(problem), Meta::default());
        assert_eq!(bench.title(), "badgeServer", "{status}");
    }
    let mut bench = Bench::connected();
    bench.ask(Command::Heartbeat);
    let problem = impromptu::protocol::redirected();
    bench.ends(Endpoint::Heartbeat, Outcome::ApiError(problem), Meta::default());
    assert_eq!(bench.title(), "badgeSignInNeeded");
}

#[test]
fn a_wait_until_a_date_is_kept_without_the_network_s_clock() {
    let mut bench = heartbeat_in_flight();
    let at = bench.now + 7_200_000;
    let date = httpdate::fmt_http_date(
        std::time::UNIX_EPOCH + std::time::Duration::from_millis(at.try_into().unwrap()),
    );
    bench.reply_with(Endpoint::Heartbeat, 429, &[("retry-after", &date)], &refusal("RATE_002"));
    assert!(bench.state.schedule.wait_until >= at - 1000, "{date}");
}

#[test]
fn the_state_of_the_account_is_told_in_the_badge_and_in_the_health_check() {
    for (status, badge, alert) in [
        ("PENDING", "badgeTerms", "alertTerms"),
        ("suspended", "badgeSuspended", "alertSuspended"),
        ("DEACTIVATED", "badgeDeactivated", "alertDeactivated"),
    ] {
        let mut bench = Bench::connected();
        bench.ask(Command::Heartbeat);
        bench.reply(Endpoint::Heartbeat, 403, &refusal("ACCOUNT_NOT_ACTIVE"));
        assert_eq!(bench.title(), "badgeTerms", "before the reason is known");
        bench.reply(Endpoint::Profile, 200, &json!({"agentId": "agent_7f3", "accountStatus": status}));
        assert_eq!(bench.title(), badge, "the profile tells why");
        bench.ask(Command::Heartbeat);
        bench.reply(Endpoint::Heartbeat, 403, &refusal("ACCOUNT_NOT_ACTIVE"));
        assert_eq!((bench.told().as_str(), bench.title().as_str()), (alert, badge));
        bench.ask(Command::CheckHealth);
        bench.reply(Endpoint::Health, 200, &json!({"status": "ok"}));
        bench.reply(Endpoint::Heartbeat, 403, &refusal("ACCOUNT_NOT_ACTIVE"));
        let not_active = |fact: &HealthResult| matches!(fact, HealthResult::NotActive(_));
        assert!(bench.state.live.health.iter().any(not_active), "{:?}", bench.state.live.health);
        bench.ask(Command::Heartbeat);
        bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
        assert_eq!(bench.title(), "appName", "an account that is active again");
    }
    let mut bench = Bench::connected();
    let mut told = heartbeat(0);
    told["status"] = json!("SUSPENDED");
    bench.ask(Command::Heartbeat);
    bench.reply(Endpoint::Heartbeat, 200, &told);
    assert_eq!(bench.title(), "badgeSuspended", "a heartbeat tells it too");
}
