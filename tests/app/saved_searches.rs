//! Saved searches: run here over what is read anyway, free, each node told of once.

use crate::*;
use impromptu::app::{AlarmName, Quota, Search, Triage, ViewKey};
use impromptu::domain::Output;
use impromptu::view::SearchView;

const HOUR: Millis = 60 * MINUTE;

fn words(words: &str) -> Search {
    Search { words: words.into(), ..Search::default() }
}

fn save(bench: &mut Bench, query: Search) {
    bench.ask(Command::SaveSearch { query, on: true });
}

fn remove(bench: &mut Bench, query: Search) {
    bench.ask(Command::SaveSearch { query, on: false });
}

fn item(node: &str, preview: &str) -> Value {
    json!({"nodeId": node, "title": format!("Title of {node}"), "preview": preview, "author": {"id": "id_Wren", "name": "Wren"}})
}

/// Opportunities are asked for and arrive.
fn read(bench: &mut Bench, items: &[Value]) {
    bench.ask(Command::RefreshFeed);
    bench.reply(Endpoint::Opportunities, 200, &json!({ "unanswered": items }));
}

/// Connected, with a first list of opportunities.
fn listing(items: &[Value]) -> Bench {
    let mut bench = Bench::connected();
    bench.reply(Endpoint::Opportunities, 200, &json!({ "unanswered": items }));
    bench
}

/// The nodes that were told of, the latest first.
fn told(bench: &Bench) -> Vec<&str> {
    let list = &bench.state.cache.notifications;
    list.iter().filter(|known| known.search.is_some()).filter_map(|known| known.node_id.as_deref()).collect()
}

fn desktop(bench: &Bench) -> usize {
    bench.effects.iter().filter(|effect| matches!(effect, Effect::ShowNotification(_))).count()
}

fn view(bench: &Bench) -> Vec<(String, String)> {
    let saved = SearchView::of(&bench.state, bench.now).saved;
    saved.into_iter().map(|row| (row.search.words, row.line.key)).collect()
}

#[test]
fn what_comes_after_the_saving_is_told_once_and_free() {
    let mut bench = listing(&[item("n1", "The tide was late.")]);
    save(&mut bench, words(" Tide "));
    assert_eq!((bench.told().as_str(), told(&bench)), ("saidSearchSaved", vec![]));
    assert!(bench.effects.contains(&Effect::Save) && bench.fetches().is_empty());
    assert_eq!(view(&bench), [("Tide".into(), "savedNothing".into())]);
    let new = [item("n1", "The tide was late."), item("n2", "Two tides a day."), item("n3", "Fog.")];
    read(&mut bench, &new);
    assert_eq!((told(&bench), bench.state.unread()), (vec!["n2"], 1));
    assert_eq!(bench.state.title_of("n2").as_deref(), Some("Title of n2"), "its thread has a name");
    assert!(bench.effects.contains(&Effect::Save) && bench.effects.contains(&Effect::SaveCache));
    assert!(bench.effects.contains(&Effect::Show(ViewKey::Notifications)));
    assert!(bench.fetches().iter().all(|fetch| fetch.call.cost == 0));
    assert_eq!(view(&bench), [("Tide".into(), "savedFound".into())]);
    assert_eq!(bench.state.saved_searches[0].found_at, bench.now);
    // It is gone, and comes back: after a restart, too, nobody hears of it again.
    read(&mut bench, &[]);
    bench.restart();
    read(&mut bench, &new);
    assert_eq!(told(&bench), ["n2"]);
    assert_eq!(desktop(&bench), 0, "not on the desktop unless the person wants that");
}

#[test]
fn a_hit_is_a_notification_of_this_extension_alone() {
    let mut bench = listing(&[]);
    save(&mut bench, words("tide"));
    read(&mut bench, &[item("n2", "Two tides a day.")]);
    let like = json!({"id": "k1", "type": "like", "read": true, "createdAt": "2026-02-20T09:00:00Z"});
    bench.now += 31 * MINUTE;
    bench.ask(Command::Heartbeat);
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    // The network lists one that is read and counts none.
    bench.state.cache.notifications_at = 0;
    bench.ask(Command::Heartbeat);
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    bench.reply(
        Endpoint::Notifications,
        200,
        &json!({"notifications": [like], "unreadCount": 0, "nextCursor": "c"}),
    );
    assert!(bench.fetches().iter().all(|fetch| fetch.endpoint != Endpoint::Notifications));
    assert_eq!((told(&bench), bench.state.unread()), (vec!["n2"], 1), "it is still unread");
    bench.ask(Command::Triage { ids: vec!["hit@n2".into()], to: Triage::Archived });
    assert_eq!(bench.state.unread(), 0);
    bench.event(Event::NotificationClicked { id: "notification:hit@n2".into() });
    assert!(bench.fetches().iter().any(|fetch| fetch.call.path.contains("n2")), "a click opens its thread");
}

#[test]
fn a_filter_is_answered_by_what_a_row_tells() {
    let day = |days: i64| {
        let date = NOW - days * 24 * HOUR;
        json!({"nodeId": "n", "createdAt": date})
    };
    let human = Search { human: true, ..Search::default() };
    let output = |output| Search { output: Some(output), ..Search::default() };
    let week = Search { days: Some(7), ..Search::default() };
    for (name, query, row, hit) in [
        (
            "every word, in either",
            words("TIDE ledger"),
            json!({"nodeId": "n", "title": "The Ledger", "preview": "Tides."}),
            true,
        ),
        ("not one of the words", words("tide ledger"), json!({"nodeId": "n", "preview": "Tides."}), false),
        (
            "words and filter",
            Search { human: true, ..words("tide") },
            json!({"nodeId": "n", "preview": "Tides.", "signals": {"human": 0.4}}),
            true,
        ),
        (
            "words without the filter",
            Search { human: true, ..words("tide") },
            json!({"nodeId": "n", "preview": "Tides."}),
            false,
        ),
        ("a human signal", human.clone(), json!({"nodeId": "n", "humanSignal": 0.2}), true),
        ("likes", human.clone(), json!({"nodeId": "n", "humanSignal": {"likes": 1}}), true),
        ("bookmarks", human.clone(), json!({"nodeId": "n", "humanSignal": {"bookmarks": 1}}), true),
        ("no signal", human.clone(), json!({"nodeId": "n", "humanSignal": 0, "agentSignal": 0.9}), false),
        ("no signal told", human.clone(), json!({"nodeId": "n"}), false),
        ("a picture", output(Output::Image), json!({"nodeId": "n", "output": "image"}), true),
        ("a text is no picture", output(Output::Image), json!({"nodeId": "n", "output": "text"}), false),
        ("nothing told is no picture", output(Output::Image), json!({"nodeId": "n"}), false),
        ("nothing told is a text", output(Output::Text), json!({"nodeId": "n"}), true),
        ("a picture is no text", output(Output::Text), json!({"nodeId": "n", "output": "image"}), false),
        ("of this week", week.clone(), day(7), true),
        ("older", week.clone(), day(8), false),
        ("of no told time", week.clone(), json!({"nodeId": "n"}), true),
    ] {
        let mut bench = listing(&[]);
        save(&mut bench, query);
        assert_eq!(bench.told(), "saidSearchSaved", "{name}");
        read(&mut bench, &[row]);
        assert_eq!(told(&bench).len(), usize::from(hit), "{name}");
    }
    let mut bench = listing(&[]);
    save(&mut bench, human);
    bench.ask(Command::RefreshFeed);
    bench.reply(Endpoint::Opportunities, 200, &json!({"humanSignal": [{"nodeId": "n"}]}));
    assert_eq!(told(&bench), ["n"], "the bucket tells it");
    read(&mut bench, &[json!({"nodeId": "m"})]);
    read(&mut bench, &[json!({"nodeId": "m", "humanSignal": {"likes": 1}})]);
    assert_eq!(told(&bench), ["m", "n"], "what fits later is found later");
}

#[test]
fn unexplored_is_what_nothing_was_done_to_from_here() {
    let query = Search { unexplored: true, ..Search::default() };
    let mut bench = Bench::sending();
    bench.reply(
        Endpoint::Reprompt,
        200,
        &json!({"success": true, "nodeId": "rep_9", "budgetSpent": 10, "budgetRemaining": 90}),
    );
    bench.ask(Command::Like { node: "liked".into() });
    bench.reply(Endpoint::Engage, 200, &json!({"success": true, "budgetSpent": 1, "budgetRemaining": 89}));
    save(&mut bench, query);
    save(&mut bench, words("fog"));
    read(
        &mut bench,
        &[
            item("rep_1", "answered"),
            item("liked", "liked"),
            json!({"nodeId": "own", "preview": "Fog.", "author": {"id": "agent_7f3", "name": "Lantern"}}),
            item("new", "Nobody was here."),
        ],
    );
    assert_eq!(told(&bench), ["new"], "and one’s own is no hit of any search");
}

#[test]
fn what_is_not_for_me_is_no_hit() {
    for (command, node) in [
        (Command::HideThread { node: "n1".into() }, "n1"),
        (Command::MuteAuthor { id: Some("id_Wren".into()), name: Some("Wren".into()) }, "n2"),
    ] {
        let mut bench = listing(&[item("n1", "Fog.")]);
        save(&mut bench, words("tide"));
        bench.ask(command.clone());
        read(&mut bench, &[item(node, "Two tides a day.")]);
        assert_eq!((told(&bench), bench.state.unread()), (vec![], 0), "{command:?}");
    }
}

#[test]
fn a_node_of_two_searches_is_told_once() {
    let mut bench = listing(&[]);
    save(&mut bench, words("tide"));
    save(&mut bench, words("two"));
    read(&mut bench, &[item("n1", "Two tides a day.")]);
    assert_eq!(told(&bench), ["n1"]);
    assert_eq!(bench.state.cache.notifications[0].search.as_deref(), Some("tide"), "by the first");
    assert_eq!(bench.state.saved_searches.iter().map(|saved| saved.found).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn the_heartbeat_and_trending_nodes_are_looked_at_too() {
    let mut bench = listing(&[item("n1", "Fog.")]);
    save(&mut bench, words("tide"));
    bench.now += 31 * MINUTE;
    bench.ask(Command::Heartbeat);
    let mut beat = heartbeat(0);
    beat["opportunities"] = json!([item("n2", "Two tides a day.")]);
    bench.reply(Endpoint::Heartbeat, 200, &beat);
    assert_eq!(told(&bench), ["n2"]);
    bench.now += 61 * MINUTE;
    read(&mut bench, &[]);
    bench.reply(Endpoint::Trending, 200, &json!({"trending": [item("n3", "The tide again.")]}));
    assert_eq!(told(&bench), ["n3", "n2"]);
    assert_eq!(bench.state.title_of("n3").as_deref(), Some("Title of n3"));
}

#[test]
fn the_desktop_shows_what_the_settings_allow() {
    let mut bench = listing(&[]);
    save(&mut bench, words("tide"));
    let hit = impromptu::domain::NotificationKind::Hit;
    let route = impromptu::app::NotificationRoute { badge: false, desktop: true };
    bench.state.settings.routes.insert(hit, route);
    read(&mut bench, &[item("n1", "Two tides a day.")]);
    let shown = bench.effects.iter().find_map(|effect| match effect {
        Effect::ShowNotification(shown) => Some(shown),
        _ => None,
    });
    let shown = shown.expect("one");
    assert_eq!((shown.title.key.as_str(), shown.id.as_str()), ("noticeHit", "notification:hit@n1"));
    assert_eq!(serde_json::to_value(&shown.message).expect("is JSON")["args"], json!(["Two tides a day."]));
    assert_eq!(bench.state.unread(), 0);
    read(&mut bench, &[item("n1", "Two tides a day.")]);
    assert_eq!(desktop(&bench), 0, "once");
}

#[test]
fn a_saved_search_keeps_the_opportunities_fresh_and_leaves_the_person_a_part_of_the_quota() {
    for (saved, minutes, left, wanted) in
        [(true, 60, 20, 1), (true, 59, 20, 0), (true, 60, 19, 0), (false, 600, 20, 0)]
    {
        let mut bench = listing(&[]);
        if saved {
            save(&mut bench, words("tide"));
        }
        // Nobody looks at them.
        bench.state.cache.last_viewed = (bench.now - 1, 0);
        bench.now += minutes * MINUTE;
        bench.state.quota = Some(Quota { remaining: left, reset: bench.now + HOUR });
        bench.event(Event::Alarm(AlarmName::Heartbeat));
        bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
        assert_eq!(bench.discoveries(), wanted, "{saved} {minutes} {left}");
        assert!(bench.fetches().iter().all(|fetch| fetch.call.cost == 0));
    }
}

#[test]
fn as_many_are_saved_as_there_is_room_for() {
    let mut bench = listing(&[item("n1", "The last tide.")]);
    save(&mut bench, Search::default());
    assert_eq!((bench.told().as_str(), bench.state.saved_searches.len()), ("alertSearchEmpty", 0));
    for number in 0..25 {
        save(&mut bench, words(&format!("w{number}")));
        assert_eq!(bench.told(), "saidSearchSaved");
    }
    save(&mut bench, words("w3"));
    assert_eq!(bench.state.saved_searches.len(), 25, "once");
    let known = bench.state.shown_notifications.clone();
    save(&mut bench, words("tide"));
    assert_eq!((bench.told().as_str(), bench.state.saved_searches.len()), ("alertSavedSearches", 25));
    assert_eq!(bench.state.shown_notifications, known);
    remove(&mut bench, words("w3"));
    let undo = bench.answer().undo.expect("a way back");
    assert_eq!((bench.told().as_str(), bench.state.saved_searches.len()), ("saidSearchRemoved", 24));
    save(&mut bench, words("tide"));
    bench.ask(Command::Undo { undo });
    assert_eq!((bench.told().as_str(), bench.state.saved_searches.len()), ("alertSavedSearches", 25));
    let long = "x".repeat(300);
    remove(&mut bench, words("w1"));
    save(&mut bench, words(&long));
    assert_eq!(bench.state.saved_searches[24].search.words.len(), 200);
}

#[test]
fn a_removed_search_finds_nothing_and_comes_back_with_what_it_knew() {
    let mut bench = listing(&[]);
    save(&mut bench, words("tide"));
    read(&mut bench, &[item("n1", "Two tides a day.")]);
    let saved = bench.state.saved_searches.clone();
    remove(&mut bench, words("tide"));
    let undo = bench.answer().undo.expect("a way back");
    read(&mut bench, &[item("n2", "A third tide.")]);
    assert_eq!((told(&bench), view(&bench)), (vec!["n1"], vec![]), "what was found before stays");
    bench.restart();
    bench.ask(Command::Undo { undo });
    assert_eq!((bench.told().as_str(), &bench.state.saved_searches), ("saidUndone", &saved));
    assert!(bench.effects.contains(&Effect::Show(ViewKey::Search)));
    remove(&mut bench, words("never saved"));
    assert_eq!(bench.told(), "");
}

#[test]
fn hits_leave_room_for_what_the_network_tells() {
    let mut bench = listing(&[]);
    save(&mut bench, words("tide"));
    let rows =
        |from: u32| -> Vec<Value> { (from..from + 40).map(|n| item(&format!("n{n}"), "tide")).collect() };
    read(&mut bench, &rows(0));
    bench.ask(Command::Snooze { ids: vec!["hit@n30".into()], until: bench.now + HOUR });
    bench.now += MINUTE;
    read(&mut bench, &rows(40));
    let told = told(&bench);
    let kept = [told[0], told[39], told[40], told[49], told[50]];
    assert_eq!((told.len(), kept), (51, ["n40", "n79", "n0", "n9", "n30"]), "the last one is snoozed");
    // A network that ignores the limit of the list is not followed for ever.
    let mut bench = listing(&[]);
    save(&mut bench, words("tide"));
    let many: Vec<Value> = (0..1_900).map(|n| item(&format!("n{n}"), "tide")).collect();
    read(&mut bench, &many);
    read(&mut bench, &many);
    assert_eq!(bench.state.saved_searches[0].found, 200);
    assert_eq!(bench.state.shown_notifications.len(), 200, "each once");
}

#[test]
fn saved_searches_are_of_one_account_and_locked_with_its_key() {
    let mut bench = listing(&[]);
    save(&mut bench, words("tide"));
    bench.state.live.key = KeyState::Locked;
    assert_eq!(view(&bench), []);
    bench.state.live.key = KeyState::Ready;
    bench.ask(Command::ForgetKey);
    assert!(bench.state.saved_searches.is_empty());
    // The sample that anyone may read is no list of this account.
    save(&mut bench, words("tide"));
    bench.ask(Command::Heartbeat);
    let request = bench.request(Endpoint::Opportunities);
    bench.answers(request, Endpoint::Sample, &json!({"opportunities": [item("n1", "tide")]}));
    assert_eq!(bench.state.cache.feed.len(), 1);
    assert_eq!(told(&bench), Vec::<&str>::new());
}
