use crate::*;
use impromptu::app::{
    AccountList, Accounts, ConnectionIssue, Engagements, HiddenThread, MutedAuthor, StoredDraft, Submission,
    ViewKey,
};
use impromptu::domain::{Action, Bucket, NodeType, Opportunity, Signals, Verb};
use impromptu::view;
use serde_json::{Value, json};

fn opportunity(node: &str, bucket: Bucket) -> Opportunity {
    Opportunity {
        node_id: node.into(),
        node_type: NodeType::Reprompt,
        bucket,
        title: None,
        preview: None,
        author: author("Odile"),
        signals: Signals::default(),
        depth: None,
        output: None,
        replies: None,
        created_at: None,
        action: None,
    }
}

/// The first page and the rest, as the panel reads them.
fn pages(state: State) -> (Value, Value) {
    let accounts = Accounts::new(AccountList::default(), vec![state]);
    let stored = view::ready(&accounts, &ViewKey::Feed, NOW);
    let read = |place: usize| serde_json::from_str(&stored[place].1).expect("JSON");
    assert_eq!((stored[0].0.as_str(), stored[1].0.as_str()), ("view:feed", "view:feed:more"));
    (read(0), read(1))
}

fn feed(opportunities: Vec<Opportunity>) -> State {
    with(|state| {
        state.cache.feed = opportunities;
        state.cache.feed_at = NOW;
    })
}

fn message(value: &Value) -> String {
    line(&serde_json::from_value(value.clone()).expect("a message"))
}

fn first_row(state: State) -> Value {
    pages(state).0["groups"][0]["rows"][0].clone()
}

#[test]
fn each_opportunity_says_why_it_is_here() {
    use Bucket::{Active, HumanSignal, Other, Rising, Sample, Unanswered};
    let signals = |likes, bookmarks, agents| Signals {
        likes: Some(likes),
        bookmarks: Some(bookmarks),
        agents: Some(agents),
        ..Signals::default()
    };
    let with_signals = |bucket, signals| Opportunity { signals, ..opportunity("n", bucket) };
    let written = |at| Opportunity { created_at: Some(at), ..opportunity("n", Unanswered) };
    let hint = Action { verb: Verb::Read, hint: Some("Read this".into()) };
    for (item, reason) in [
        (with_signals(HumanSignal, signals(2, 3, 0)), "reasonLiked#2(2)"),
        (with_signals(HumanSignal, signals(0, 3, 0)), "reasonBookmarked#3(3)"),
        (with_signals(HumanSignal, signals(0, 0, 4)), "reasonHuman"),
        (written(NOW - 2 * HOUR), "reasonUnansweredSince(7200s)"),
        (written(NOW - HOUR), "reasonUnanswered"),
        (opportunity("n", Unanswered), "reasonUnanswered"),
        (Opportunity { replies: Some(9), ..opportunity("n", Rising) }, "reasonReplies#9(9)"),
        (Opportunity { replies: Some(0), ..opportunity("n", Rising) }, "reasonRising"),
        (with_signals(Active, signals(1, 1, 5)), "reasonAgents#5(5)"),
        (opportunity("n", Active), "reasonActive"),
        (opportunity("n", Sample), "reasonSample"),
        (Opportunity { action: Some(hint), ..opportunity("n", Other) }, "verbatim('Read this')"),
        (opportunity("n", Other), "reasonOther"),
    ] {
        assert_eq!(message(&first_row(feed(vec![item]))["reason"]), reason);
    }
}

#[test]
fn groups_stand_in_the_order_of_their_urgency() {
    let all = [
        (Bucket::Other, "bucketOther"),
        (Bucket::Sample, "bucketSample"),
        (Bucket::Active, "bucketActive"),
        (Bucket::Rising, "bucketRising"),
        (Bucket::Unanswered, "bucketUnanswered"),
        (Bucket::HumanSignal, "bucketHumanSignal"),
    ];
    let (first, _) = pages(feed(all.iter().map(|(bucket, _)| opportunity("n", *bucket)).collect()));
    let groups = first["groups"].as_array().expect("groups");
    let titles: Vec<String> = groups.iter().map(|group| message(&group["title"])).collect();
    let expected: Vec<&str> = all.iter().rev().map(|(_, title)| *title).collect();
    assert_eq!(titles, expected);
    assert_eq!(message(&groups[0]["hint"]), "bucketHumanSignalHint");
}

#[test]
fn the_first_page_has_twenty_rows_and_the_rest_follows() {
    let rows = |count: usize, bucket| (0..count).map(move |place| opportunity(&format!("n{place}"), bucket));
    let items = rows(15, Bucket::Rising).chain(rows(10, Bucket::HumanSignal)).collect();
    let (first, rest) = pages(feed(items));
    let shape = |page: &Value| -> Vec<(u64, usize)> {
        let groups = page["groups"].as_array().expect("groups");
        let size =
            |group: &Value| (group["count"].as_u64().unwrap(), group["rows"].as_array().unwrap().len());
        groups.iter().map(size).collect()
    };
    assert_eq!((shape(&first), first["more"].as_u64()), (vec![(10, 10), (15, 10)], Some(5)));
    assert_eq!((shape(&rest), rest["more"].as_u64()), (vec![(15, 5)], Some(0)));
    assert_eq!(rest["groups"][0]["rows"][0]["node"], "n10");
}

fn engaged(state: &mut State) {
    state.engagements.insert("rep_1".into(), Engagements { liked: true, ..Engagements::default() });
}

fn bookmarked(state: &mut State) {
    state.engagements.insert("rep_1".into(), Engagements { bookmarked: true, ..Engagements::default() });
}

fn drafted(state: &mut State) {
    state.live.drafts.insert("reply:rep_1".into(), StoredDraft::default());
}

fn submitted(state: &mut State) {
    state.submissions.insert("reply:rep_1".into(), Submission::default());
}

#[test]
fn a_row_shows_what_is_known_of_its_node_and_what_we_did_to_it() {
    let item = Opportunity {
        title: Some("The ledger".into()),
        preview: Some("Fog".into()),
        depth: Some(7),
        replies: Some(9),
        created_at: Some(NOW),
        ..opportunity("rep_1", Bucket::Rising)
    };
    let row = first_row(State { clock_skew: 5, ..feed(vec![item.clone()]) });
    assert_eq!(
        (&row["node"], &row["title"], &row["preview"]),
        (&json!("rep_1"), &json!("The ledger"), &json!("Fog"))
    );
    assert_eq!(message(&row["facts"][0]), "factDeep#7(7)");
    assert_eq!(message(&row["facts"][1]), "factReplies#9(9)");
    assert_eq!((&row["at"], &row["depth"]), (&json!(NOW - 5), &json!(7)));
    assert_eq!(row["costs"], json!({"reprompt": 10.0, "prompt": 10.0, "like": 1.0, "bookmark": 2.0}));
    let flags = |row: &Value| {
        ["liked", "bookmarked", "drafted", "fresh"].map(|flag| row[flag].as_bool().expect("a flag"))
    };
    assert_eq!(flags(&row), [false; 4]);
    let nothing = Opportunity { depth: Some(0), replies: Some(0), ..item.clone() };
    assert_eq!(first_row(feed(vec![nothing]))["facts"], json!([]));

    let changed = |change: fn(&mut State)| {
        let mut state = feed(vec![item.clone()]);
        change(&mut state);
        flags(&first_row(state))
    };
    for (change, expected) in [
        (engaged as fn(&mut State), [true, false, false, false]),
        (bookmarked, [false, true, false, false]),
        (drafted, [false, false, true, false]),
        (submitted, [false, false, true, false]),
    ] {
        assert_eq!(changed(change), expected);
    }
    for (seen, looked, fresh) in [(NOW, 0, false), (NOW, NOW, false), (NOW + 1, NOW, true)] {
        let mut state = feed(vec![item.clone()]);
        state.cache.first_seen.insert("rep_1".into(), seen);
        state.cache.last_viewed = (NOW, looked);
        assert_eq!(flags(&first_row(state))[3], fresh, "first seen {seen}, looked {looked}");
    }
}

#[test]
fn an_empty_feed_says_why() {
    let issue = |issue, online| {
        with(|state| {
            state.connection_issue = Some(issue);
            state.live.online = online;
        })
    };
    let again = "doTryAgain>heartbeat";
    let key = "welcomeSignup>register! welcomeKey>options";
    let server = ConnectionIssue::Server { code: "SRV_001".into() };
    let refused = ConnectionIssue::Refused { code: "AUTH_001".into() };
    let never = with(|state| state.account.iter_mut().for_each(|account| account.heartbeat_at = 0));
    let looked = with(|state| state.cache.feed_at = NOW);
    let sampleless = State { connection_issue: Some(ConnectionIssue::Offline), ..State::default() };
    for (state, icon, title, actions) in [
        (State::default(), "key", "emptyNoKeyTitle", key),
        (
            sampleless,
            "off",
            "emptyNoSampleTitle",
            "doTryAgain>heartbeat! welcomeSignup>register welcomeKey>options",
        ),
        (issue(ConnectionIssue::Offline, true), "off", "emptyUnreachableTitle", again),
        (issue(ConnectionIssue::Offline, false), "off", "emptyOfflineTitle", again),
        (issue(ConnectionIssue::Foreign, true), "off", "emptyWrongServerTitle", "options>options!"),
        (issue(ConnectionIssue::Captive, true), "off", "emptyServerTitle", again),
        (issue(server, true), "off", "emptyServerTitle", again),
        (issue(ConnectionIssue::Permission, true), "off", "emptyServerTitle", again),
        (never, "pulse", "emptyFirstTitle", ""),
        (connected(), "pulse", "emptyFirstTitle", ""),
        (looked.clone(), "door", "emptyFeedTitle", "doUpdate>refreshFeed"),
        (with(|state| state.live.key = KeyState::Locked), "lock", "emptyLockedTitle", ""),
        (with(|state| state.live.key = KeyState::Lost), "key", "emptyLostTitle", "doEnterKey>options!"),
        (issue(refused, true), "key", "emptyRefusedTitle", "doEnterKey>options! doTryAgain>heartbeat"),
        (
            issue(ConnectionIssue::Terms, true),
            "terms",
            "emptyTermsTitle",
            "doReadTerms>site! doAcceptTerms>acceptTerms doTryAgain>heartbeat",
        ),
    ] {
        let (first, rest) = pages(state);
        let empty = &first["emptyState"];
        assert_eq!((empty["icon"].as_str(), message(&empty["title"]).as_str()), (Some(icon), title));
        let pressed = empty["buttons"].as_array().expect("buttons");
        let pressed: Vec<String> = pressed
            .iter()
            .map(|button| {
                let main = if button["main"] == true { "!" } else { "" };
                format!("{}>{}{main}", message(&button["line"]), button["do"].as_str().unwrap())
            })
            .collect();
        assert_eq!(pressed.join(" "), actions, "{title}");
        assert_eq!(rest["emptyState"], Value::Null);
    }
    assert_eq!(message(&pages(looked).0["emptyState"]["text"]), "emptyFeedText(at +10m)");
}

#[test]
fn the_sample_feed_says_that_it_is_one() {
    let mut state = feed(vec![opportunity("n", Bucket::Sample)]);
    assert_eq!(pages(state.clone()).0["note"], Value::Null);
    state.cache.sample = true;
    assert_eq!(message(&pages(state).0["note"]), "sampleNote");
}

#[test]
fn trending_nodes_are_a_section_of_their_own_until_they_are_turned_off() {
    let titled =
        |node: &str| Opportunity { title: Some("Tides".into()), ..opportunity(node, Bucket::Trending) };
    let sections = |change: &dyn Fn(&mut State)| {
        let mut state = feed(vec![opportunity("rep_1", Bucket::Rising), opportunity("rep_2", Bucket::Other)]);
        state.cache.trending = vec![opportunity("rep_1", Bucket::Trending), titled("rep_3"), titled("rep_4")];
        change(&mut state);
        let groups = pages(state).0["groups"].as_array().cloned().unwrap_or_default();
        let row =
            |row: &Value| format!("{} {}", row["node"].as_str().unwrap_or_default(), message(&row["reason"]));
        groups
            .iter()
            .map(|group| {
                let rows: Vec<_> = group["rows"].as_array().into_iter().flatten().map(row).collect();
                format!("{}: {}", message(&group["title"]), rows.join(", "))
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        sections(&|_| {}),
        [
            "bucketRising: rep_1 reasonRising",
            "bucketTrending: rep_3 reasonTrending",
            "bucketOther: rep_2 reasonOther"
        ],
        "a node that is listed for another reason is not listed again, and a tree once"
    );
    assert_eq!(sections(&|state| state.settings.trending = false).len(), 2);
    assert_eq!(sections(&|state| state.cache.sample = true).len(), 2, "nobody's trends without an account");
}

#[test]
fn what_is_hidden_or_muted_is_not_listed_and_is_counted_below() {
    let titled = |node: &str, title: &str, by: &str| Opportunity {
        title: Some(title.into()),
        author: author(by),
        ..opportunity(node, Bucket::Rising)
    };
    let items = || {
        vec![titled("n1", "Ledger", "Odile"), titled("n2", "Ledger", "Wren"), titled("n3", "Tides", "Odile")]
    };
    let hidden = |node: &str, title: Option<&str>| HiddenThread {
        token: "u1".into(),
        node: node.into(),
        title: title.map(str::to_owned),
        ..HiddenThread::default()
    };
    let muted = |name: &str| MutedAuthor { token: "u2".into(), author: author(name) };
    for (threads, authors, nodes, lines) in [
        (vec![], vec![], vec!["n1", "n2", "n3", "t1"], vec![]),
        (vec![hidden("n1", Some("Ledger"))], vec![], vec!["n3"], vec!["hiddenThreads#1(1)"]),
        (vec![hidden("n1", None)], vec![], vec!["n2", "n3", "t1"], vec!["hiddenThreads#1(1)"]),
        (vec![], vec![muted("Odile"), muted("Quire")], vec!["n2"], vec!["mutedAuthors#2(2)"]),
        (
            vec![hidden("n9", None)],
            vec![muted("Wren")],
            vec!["n1", "n3", "t1"],
            vec!["hiddenThreads#1(1)", "mutedAuthors#1(1)"],
        ),
    ] {
        let mut state = feed(items());
        state.cache.trending = vec![titled("t1", "Ledger", "Odile")];
        (state.hidden_threads, state.muted_authors) = (threads.into(), authors.into());
        let (first, _) = pages(state);
        let groups = first["groups"].as_array().expect("groups");
        let rows = groups.iter().flat_map(|group| group["rows"].as_array().expect("rows"));
        let listed: Vec<&str> = rows.map(|row| row["node"].as_str().expect("a node")).collect();
        let said: Vec<String> = first["hidden"].as_array().expect("lines").iter().map(message).collect();
        assert_eq!((listed, said), (nodes, lines.into_iter().map(str::to_owned).collect()));
        assert_eq!(groups[0]["count"], groups[0]["rows"].as_array().map_or(0, Vec::len));
    }
    let mut state = feed(items());
    state.muted_authors = vec![muted("Odile"), muted("Wren")].into();
    let (first, _) = pages(state);
    assert_eq!(message(&first["emptyState"]["title"]), "emptyHiddenTitle");
    assert_eq!(message(&first["hidden"][0]), "mutedAuthors#2(2)");
}
