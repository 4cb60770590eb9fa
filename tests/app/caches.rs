//! What is kept of what a network sends: capped, and first to go.

use crate::*;
use impromptu::app::{ALL_CACHES, Cache, ONE_CACHE};
use impromptu::domain::{Notification, Opportunity, Profile, Table};
use impromptu::protocol::Reply;

/// A cache whose parts have so many thousand bytes: system prompts, titles, notifications, opportunities, profile.
fn cache(sizes: [usize; 5]) -> Cache {
    let [prompts, titles, notifications, feed, profile] = sizes;
    let kilobyte = || "x".repeat(1_000);
    Cache {
        prompts: (0..prompts).map(|number| (number.to_string(), kilobyte())).collect(),
        titles: (0..titles).map(|number| (number.to_string(), kilobyte())).collect(),
        notifications: (0..notifications)
            .map(|_| Notification { message: Some(kilobyte()), ..Notification::default() })
            .collect(),
        feed: (0..feed).map(|_| Opportunity { preview: Some(kilobyte()), ..opportunity() }).collect(),
        profile: Some(Profile { description: Some("x".repeat(profile * 1_000)), ..Profile::default() }),
        ..Cache::default()
    }
}

fn opportunity() -> Opportunity {
    let page = normalize(Endpoint::Opportunities, 200, &[], br#"{"unanswered":[{"nodeId":"n"}]}"#);
    match page {
        Ok(Reply::Opportunities(page)) => page.opportunities.into_iter().next().expect("is there"),
        other => panic!("{other:?} is no page"),
    }
}

#[test]
fn a_cache_that_is_too_large_is_stored_without_what_matters_least() {
    for (accounts, sizes, stored) in [
        (1, [1, 1, 1, 1, 1], [1, 1, 1, 1, 1]),
        (1, [8, 500, 100, 100, 1], [8, 500, 100, 100, 1]),
        (1, [500, 300, 100, 100, 1], [0, 300, 100, 100, 1]),
        (1, [8, 1_100, 100, 100, 1], [0, 0, 100, 100, 1]),
        (1, [8, 8, 2_000, 200, 1], [0, 0, 100, 200, 1]),
        (1, [8, 8, 2_000, 2_000, 1], [0, 0, 100, 100, 1]),
        (1, [8, 8, 200, 200, 900], [0, 0, 20, 20, 900]),
        (1, [8, 8, 200, 200, 1_020], [0, 0, 20, 20, 0]),
        (1, [0, 0, 0, 0, 11_000], [0, 0, 0, 0, 0]),
        // Many accounts share what all caches may have.
        (4, [500, 300, 100, 100, 1], [0, 300, 100, 100, 1]),
        (20, [0, 0, 100, 100, 1], [0, 0, 100, 100, 1].map(|size| if size == 100 { 20 } else { size })),
        (0, [1, 1, 1, 1, 1], [1, 1, 1, 1, 1]),
    ] {
        let text = cache(sizes).to_store(accounts, &Table::new());
        assert!(text.len() <= ONE_CACHE.min(ALL_CACHES / accounts.max(1)), "{accounts} {sizes:?}");
        let read: Cache = serde_json::from_str(&text).expect("is a cache");
        let profile =
            read.profile.and_then(|profile| profile.description).map_or(0, |text| text.len() / 1_000);
        let parts =
            [read.prompts.len(), read.titles.len(), read.notifications.len(), read.feed.len(), profile];
        assert_eq!(parts, stored, "{accounts} {sizes:?}");
    }
}

#[test]
fn titles_are_few_whatever_is_read() {
    let mut bench = Bench::connected();
    for page in 0..10 {
        let node = format!("page_{page}");
        bench.ask(Command::OpenThread { node: node.clone(), resumes: false });
        let children: Vec<Value> =
            (0..150).map(|number| json!({ "nodeId": format!("{node}_{number}") })).collect();
        let siblings: Vec<Value> =
            (0..700).map(|number| json!({ "nodeId": format!("{node}_s{number}") })).collect();
        let thread = json!({ "node": { "nodeId": node, "parentNodeId": "prm_1" }, "siblings": siblings,
            "root": { "nodeId": "prm_1", "title": "The ledger" }, "children": children });
        bench.reply(Endpoint::Thread, 200, &thread);
        assert!(bench.state.cache.titles.len() <= 600, "{}", bench.state.cache.titles.len());
    }
    assert!(!bench.state.cache.titles.is_empty());
}

#[test]
fn of_a_hundred_thousand_notices_a_few_hundred_are_kept() {
    let mut bench = Bench::connected();
    bench.now = bench.state.schedule.next_heartbeat;
    bench.event(Event::Alarm(impromptu::app::AlarmName::Heartbeat));
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(100_000));
    let notices: Vec<Value> =
        (0..100_000).map(|number| json!({ "id": format!("n{number}"), "type": "LIKE" })).collect();
    let page = json!({ "notifications": notices, "unreadCount": 100_000, "nextCursor": "c" });
    bench.reply(Endpoint::Notifications, 200, &page);
    assert_eq!(bench.state.cache.notifications.len(), 300);
    for _ in 0..5 {
        bench.reply(Endpoint::Notifications, 200, &page);
        assert!(bench.state.cache.notifications.len() <= 2_000);
        if bench.state.cache.notifications_cursor.is_none() {
            break;
        }
    }
    assert_eq!(bench.state.cache.notifications_cursor, None, "what is not kept is not asked for");
}

/// A reply that is larger than what is read says so on its surface, and is no trouble of the whole connection when it is a thread.
#[test]
fn a_thread_that_is_too_large_is_told_of_this_thread_alone() {
    let mut bench = Bench::connected();
    bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
    let problem = impromptu::protocol::too_large(Endpoint::Thread, 200, &[]);
    let request = bench.request(Endpoint::Thread);
    let result = RequestResult { outcome: Outcome::ApiError(problem), meta: Meta::default(), duration_ms: 5 };
    bench.event(Event::Reply { request, result });
    assert_eq!(bench.state.connection_issue, None);
    let page = impromptu::view::ThreadPage::of(&bench.state, "rep_1", bench.now);
    assert_eq!(page.empty_state.map(|empty| empty.title.key), Some("emptyThreadLargeTitle".into()));
}

/// The network may have stored what was posted, whatever it answered.
#[test]
fn a_post_whose_reply_is_too_large_is_unknown_and_not_refused() {
    let mut bench = Bench::sending();
    let problem = impromptu::protocol::too_large(Endpoint::Reprompt, 200, &[]);
    let request = bench.request(Endpoint::Reprompt);
    let result = RequestResult { outcome: Outcome::ApiError(problem), meta: Meta::default(), duration_ms: 5 };
    bench.event(Event::Reply { request, result });
    assert_eq!(bench.state.submissions[DRAFT].phase(), Phase::Unknown);
}

#[test]
fn a_search_whose_reply_is_too_large_may_have_been_paid() {
    let mut bench = Bench::connected();
    bench.ask(Command::SearchNetwork {
        query: impromptu::app::Search { words: "oil".into(), ..Default::default() },
    });
    let problem = impromptu::protocol::too_large(Endpoint::Query, 200, &[]);
    let request = bench.request(Endpoint::Query);
    let result = RequestResult { outcome: Outcome::ApiError(problem), meta: Meta::default(), duration_ms: 5 };
    bench.event(Event::Reply { request, result });
    assert_eq!(bench.told(), "alertSearchUnknown");
    assert!(bench.state.receipts.back().is_some_and(|receipt| receipt.unsure));
}
