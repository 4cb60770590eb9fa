//! Searching the network: told what it costs, saved before it is sent, sent once for each press.

use crate::*;
use impromptu::app::{Search, SpendKind, ViewKey};
use impromptu::view::{NetworkSearch, SearchView};

fn words(words: &str) -> Search {
    Search { words: words.into(), ..Search::default() }
}

fn search(bench: &mut Bench, query: Search) {
    bench.ask(Command::SearchNetwork { query });
}

fn view(bench: &Bench) -> SearchView {
    SearchView::of(&bench.state, bench.now)
}

fn found() -> Value {
    json!({"nodes": [{"nodeId": "rep_5", "title": "Ledger", "preview": "An oil account", "humanSignal": {"likes": 3}}],
        "total": 31, "budgetSpent": 6, "budgetRemaining": 94})
}

fn searches(bench: &Bench) -> usize {
    bench.fetches().iter().filter(|fetch| fetch.endpoint == Endpoint::Query).count()
}

#[test]
fn a_search_is_saved_before_it_is_sent_and_costs_what_was_told() {
    let mut bench = Bench::connected();
    let prices = view(&bench).prices;
    for (query, told, body) in [
        (
            words(" oil account "),
            prices.words,
            json!({"limit": 20, "semantic": {"query": "oil account", "useMyContext": false}}),
        ),
        (
            Search { human: true, days: Some(7), ..Search::default() },
            prices.filters,
            json!({"limit": 20, "humanSignal": {"min": 0.01}, "time": {"maxAgeDays": 7}}),
        ),
        (
            Search { unexplored: true, output: Some(impromptu::domain::Output::Image), ..Search::default() },
            prices.unexplored,
            json!({"limit": 20, "exploration": {"excludeExploredByMe": true}, "contentType": "image"}),
        ),
        (
            Search { unexplored: true, ..words("oil") },
            prices.both,
            json!({"limit": 20, "semantic": {"query": "oil", "useMyContext": false}, "exploration": {"excludeExploredByMe": true}}),
        ),
    ] {
        search(&mut bench, query.clone());
        let fetch = bench.fetches()[0].clone();
        let sent: Value = serde_json::from_str(&fetch.call.body.expect("a body")).expect("is JSON");
        assert_eq!((fetch.call.path.as_str(), sent), ("/api/v1/agent/query", body));
        let paid = Some(f64::from(fetch.call.cost));
        assert_eq!(paid, Some(told), "what is sent costs what was told: {query:?}");
        let saved = bench.place(|effect| matches!(effect, Effect::Save)).expect("is saved");
        assert!(saved < bench.place(|effect| matches!(effect, Effect::Fetch(_))).expect("is sent"));
        assert_eq!(view(&bench).asked_at, Some(bench.now));
        bench.reply(Endpoint::Query, 200, &found());
        assert_eq!((bench.told(), view(&bench).asked_at), ("saidSearched".to_owned(), None));
    }
    let shown = view(&bench).found.expect("results");
    assert_eq!((shown.rows[0].node.as_str(), shown.rows[0].reason.key.as_str()), ("rep_5", "reasonLiked"));
    assert_eq!(serde_json::to_value(&shown.line).expect("is JSON")["args"], json!([1.0, 31.0]));
    let receipt = bench.state.receipts.back().expect("a receipt");
    assert_eq!((receipt.act, receipt.paid, receipt.left), (SpendKind::Search, Some(6.0), Some(94.0)));
    assert_eq!(bench.state.balance(bench.now), Some(94.0));
    bench.restart();
    assert_eq!(view(&bench).found.map(|found| found.rows.len()), Some(1), "what was paid for is kept");
}

#[test]
fn one_press_sends_one_search() {
    let mut bench = Bench::connected();
    search(&mut bench, Search::default());
    assert_eq!((searches(&bench), bench.told().as_str()), (0, "alertSearchEmpty"));
    search(&mut bench, words("oil"));
    assert_eq!(searches(&bench), 1);
    search(&mut bench, words("oil"));
    assert_eq!((searches(&bench), bench.told().as_str()), (0, "alertSending"), "the first is under way");
    bench.restart();
    assert_eq!(searches(&bench), 0, "nothing is sent again by itself");
    let receipt = bench.state.receipts.back().expect("a receipt");
    assert_eq!((receipt.act, receipt.unsure), (SpendKind::Search, true), "it may have been paid");
    assert_eq!(view(&bench).problem.map(|line| line.key).as_deref(), Some("alertSearchUnknown"));
    bench.now += MINUTE;
    bench.event(Event::Online);
    assert_eq!(searches(&bench), 0);
    search(&mut bench, words("oil"));
    assert_eq!(searches(&bench), 1, "a press may");
}

#[test]
fn what_stands_in_the_way_is_said_before_anything_is_sent() {
    type Change<'a> = &'a dyn Fn(&mut Bench);
    let cases: [(Change<'_>, &str); 4] = [
        (&|bench| bench.state.account = None, "alertNoKey"),
        (
            &|bench| bench.state.account.iter_mut().for_each(|account| account.read_only = true),
            "alertReadOnly",
        ),
        (
            &|bench| bench.state.account.iter_mut().for_each(|account| account.budget.balance = Some(5.0)),
            "alertBudgetAt",
        ),
        (&|bench| bench.state.live.newer = true, "alertNewer"),
    ];
    for (change, told) in cases {
        let mut bench = Bench::connected();
        change(&mut bench);
        search(&mut bench, words("oil"));
        assert_eq!((searches(&bench), bench.told().as_str()), (0, told));
    }
}

#[test]
fn a_search_that_fails_says_whether_it_may_have_been_paid() {
    for (status, body, told, unsure) in [
        (503, refusal("AVAIL_001"), "alertSearchUnknown", true),
        (200, json!({"greeting": "hello"}), "alertSearchUnknown", true),
        (503, refusal("SEMANTIC_SEARCH_UNAVAILABLE"), "alertSearchWords", false),
        (429, refusal("RATE_003"), "alertQuota", false),
        (403, refusal("AUTHZ_001"), "alertTier", false),
    ] {
        let mut bench = Bench::connected();
        search(&mut bench, words("oil"));
        bench.reply(Endpoint::Query, status, &body);
        assert_eq!(bench.told(), told, "{body}");
        assert_eq!(bench.state.receipts.back().is_some_and(|receipt| receipt.unsure), unsure, "{body}");
        assert_eq!(view(&bench).problem.map(|line| line.key).as_deref(), Some(told));
        assert!(bench.effects.contains(&Effect::Show(ViewKey::Search)));
        assert_eq!(bench.fetches().len(), 0, "nothing is sent again by itself");
        search(&mut bench, words("oil"));
        assert_eq!(view(&bench).problem, None, "another press begins anew");
    }
    for (silence, told, unsure) in [
        (NoResponse::Timeout, "alertSearchUnknown", true),
        (NoResponse::Dropped, "alertSearchUnknown", true),
        (NoResponse::Unsent, "alertPermission", false),
    ] {
        let mut bench = Bench::connected();
        search(&mut bench, words("oil"));
        bench.silence(Endpoint::Query, silence);
        assert_eq!(bench.told(), told);
        assert_eq!(bench.state.receipts.back().is_some_and(|receipt| receipt.unsure), unsure, "{told}");
    }
}

#[test]
fn a_network_without_a_search_is_asked_again_after_a_week() {
    for (status, body) in
        [(404, refusal("NOT_FOUND")), (405, refusal("METHOD_NOT_ALLOWED")), (405, json!(""))]
    {
        let mut bench = Bench::connected();
        search(&mut bench, words("oil"));
        bench.reply(Endpoint::Query, status, &body);
        assert_eq!((bench.told().as_str(), bench.state.receipts.len()), ("searchMissing", 0), "{status}");
        bench.restart();
        assert_eq!(view(&bench).network, NetworkSearch::Missing, "it is remembered");
        search(&mut bench, words("oil"));
        assert_eq!((searches(&bench), bench.told().as_str()), (0, "searchMissing"));
        let origin = bench.state.account.as_ref().map(|account| account.origin.clone()).unwrap_or_default();
        bench.state.account.iter_mut().for_each(|account| account.origin = "https://other.example".into());
        assert_eq!(view(&bench).network, NetworkSearch::Ready, "another address is another network");
        bench.state.account.iter_mut().for_each(|account| account.origin.clone_from(&origin));
        bench.now += 7 * 24 * 60 * MINUTE;
        assert_eq!(view(&bench).network, NetworkSearch::Ready);
        search(&mut bench, words("oil"));
        bench.reply(Endpoint::Query, 200, &found());
        assert_eq!(bench.told(), "saidSearched");
    }
}

#[test]
fn results_of_another_account_are_not_kept() {
    let mut bench = Bench::connected();
    search(&mut bench, words("oil"));
    bench.ask(Command::ForgetKey);
    assert!(bench.state.receipts.back().is_some_and(|receipt| receipt.unsure), "the reply is not waited for");
    assert_eq!((view(&bench).found, view(&bench).network), (None, NetworkSearch::NoKey));
}

#[test]
fn no_more_results_than_a_page_are_kept_and_the_next_price_follows_the_decay() {
    let mut bench = Bench::connected();
    let price = format!("{}", view(&bench).prices.words * 2.0);
    search(&mut bench, words("oil"));
    let nodes: Vec<Value> =
        (0..50).map(|number| json!({"nodeId": format!("rep_{number}"), "title": "Ledger"})).collect();
    bench.reply(Endpoint::Query, 200, &json!({"nodes": nodes, "decayMultiplier": 2.0}));
    assert_eq!(view(&bench).found.map(|found| found.rows.len()), Some(20));
    assert_eq!(format!("{}", view(&bench).prices.words), price);
}

#[test]
fn the_problem_of_one_account_is_not_told_to_the_next() {
    let mut bench = Bench::connected();
    search(&mut bench, words("oil"));
    bench.ask(Command::ForgetKey);
    assert_eq!(view(&bench).problem, None);
}

#[test]
fn a_further_page_costs_again_and_follows_the_first() {
    let mut bench = Bench::connected();
    let page = |ids: &[&str], cursor: Option<&str>| {
        let nodes: Vec<Value> = ids.iter().map(|id| json!({"nodeId": id})).collect();
        json!({"nodes": nodes, "cursor": cursor, "total": 3, "budgetSpent": 6, "budgetRemaining": 80})
    };
    bench.ask(Command::MoreResults);
    assert_eq!(searches(&bench), 0, "there is no search to go on with");
    search(&mut bench, words("oil"));
    bench.reply(Endpoint::Query, 200, &page(&["rep_1", "rep_2"], Some("2")));
    assert_eq!(view(&bench).found.and_then(|found| found.more), Some(view(&bench).prices.words));
    bench.ask(Command::MoreResults);
    let fetch = bench.fetches()[0].clone();
    let sent: Value = serde_json::from_str(&fetch.call.body.expect("a body")).expect("is JSON");
    assert_eq!((sent["cursor"].clone(), fetch.call.cost), (json!("2"), 6));
    let saved = bench.place(|effect| matches!(effect, Effect::Save)).expect("is saved");
    assert!(saved < bench.place(|effect| matches!(effect, Effect::Fetch(_))).expect("is sent"));
    bench.reply(Endpoint::Query, 200, &page(&["rep_2", "rep_3"], None));
    let found = view(&bench).found.expect("results");
    let nodes: Vec<_> = found.rows.iter().map(|row| row.node.as_str()).collect();
    assert_eq!((nodes, found.more), (vec!["rep_1", "rep_2", "rep_3"], None), "each node once");
    assert_eq!(bench.state.receipts.len(), 2, "each page has its receipt");
}

#[test]
fn who_stops_waiting_has_a_receipt_and_no_late_results() {
    let mut bench = Bench::connected();
    search(&mut bench, words("oil"));
    let request = bench.request(Endpoint::Query);
    bench.ask(Command::StopSearch);
    assert_eq!((bench.told().as_str(), view(&bench).asked_at), ("searchStopped", None));
    assert!(bench.state.receipts.back().is_some_and(|receipt| receipt.unsure), "it may have been paid");
    bench.answers(request, Endpoint::Query, &found());
    assert_eq!((view(&bench).found, bench.state.receipts.len()), (None, 1));
    search(&mut bench, words("oil"));
    assert_eq!(searches(&bench), 1, "another press may");
}

#[test]
fn a_thread_is_found_by_its_words_after_the_worker_that_read_it_is_gone() {
    let mut bench = Bench::reading();
    bench.restart();
    assert!(bench.state.live.threads.is_empty());
    let read = view(&bench).threads;
    let [one] = read.as_slice() else { panic!("{read:?}") };
    assert_eq!(
        (one.node.as_str(), one.title.as_deref(), one.text.as_str()),
        ("rep_1", Some("Ledger"), "Open the book.")
    );
    assert_eq!(one.at, NOW);
    for number in 0..120 {
        let node = format!("n{number}");
        bench.ask(Command::OpenThread { node, resumes: false });
        bench.reply(Endpoint::Thread, 200, &thread(&[], None));
    }
    bench.ask(Command::OpenThread { node: "n50".into(), resumes: false });
    bench.reply(Endpoint::Thread, 200, &thread(&[], None));
    let read = view(&bench).threads;
    let nodes: Vec<&str> = read.iter().map(|read| read.node.as_str()).collect();
    assert_eq!(
        (nodes.len(), nodes[0], nodes[1], nodes[99]),
        (100, "n50", "n119", "n20"),
        "the latest first, each once"
    );
}

#[test]
fn receipts_are_searched_by_what_they_say() {
    let mut bench = Bench::connected();
    bench.ask(Command::RefreshFeed);
    let item = json!({"nodeId": "rep_1", "title": "Ledger", "preview": "Forty in one night."});
    bench.reply(Endpoint::Opportunities, 200, &json!({ "unanswered": [item] }));
    bench.ask(Command::Bookmark { node: "rep_1".into() });
    bench.reply(Endpoint::Engage, 200, &json!({"success": true, "budgetSpent": 2, "budgetRemaining": 98}));
    bench.ask(Command::Like { node: "rep_1".into() });
    bench.reply(Endpoint::Engage, 200, &json!({"success": true, "budgetSpent": 1, "budgetRemaining": 97}));
    let receipts = view(&bench).receipts;
    let texts: Vec<&str> = receipts.iter().map(|receipt| receipt.text.as_str()).collect();
    assert_eq!(texts, ["", "Forty in one night."], "the latest first");
    assert_eq!(receipts[1].spend.node.as_deref(), Some("rep_1"));
}

#[test]
fn what_was_read_and_paid_is_not_shown_while_the_key_is_locked() {
    let mut bench = Bench::reading();
    bench.ask(Command::Like { node: "rep_1".into() });
    bench.reply(Endpoint::Engage, 200, &json!({"success": true, "budgetSpent": 1, "budgetRemaining": 97}));
    assert_eq!((view(&bench).threads.len(), view(&bench).receipts.len()), (1, 1));
    bench.restart_as(KeyState::Locked);
    assert_eq!((view(&bench).threads.len(), view(&bench).receipts.len()), (0, 0));
}
