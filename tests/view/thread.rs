use crate::*;
use impromptu::app::{ConnectionIssue, Engagements, Receipt, SentUnder, ThreadVisit};
use impromptu::domain::{ApiError, ApiErrorKind, Branch};
use impromptu::view::{self, ThreadPage, ThreadStatus};

fn page(state: &State) -> ThreadPage {
    ThreadPage::of(state, "rep_1", NOW)
}

fn read(thread: Thread) -> State {
    with(|state| cache(state, "rep_1", thread))
}

/// A thread with these replies below it; the numbers are their levels.
fn replies(levels: &[u32]) -> Thread {
    let branch =
        |(place, level): (usize, &u32)| Branch { level: *level, node: node(&format!("b{place}"), 4 + level) };
    Thread { branches: levels.iter().enumerate().map(branch).collect(), ..thread() }
}

#[test]
fn a_thread_shows_what_is_above_the_node_and_what_is_below() {
    let mut blank = node("prm_1", 0);
    (blank.prompt, blank.llm_response) = (None, None);
    let thread = Thread {
        ancestors: vec![blank, node("rep_0", 2)],
        ancestor_images: (0..5).map(|place| format!("https://pictures.example/{place}")).collect(),
        ..replies(&[0, 1, 1, 0])
    };
    let page = page(&read(thread));
    assert_eq!((page.title.as_deref(), line(&page.depth).as_str()), (Some("The ledger"), "factDeep#5(5)"));
    assert_eq!(page.above.iter().map(|step| step.node.as_str()).collect::<Vec<_>>(), ["rep_0"]);
    let below: Vec<(u32, String)> = page.below.iter().map(|step| (step.level, lines(&step.notes))).collect();
    let none = String::new;
    assert_eq!(below, [(4, "noteBelow#2(2)".to_owned()), (5, none()), (5, none()), (4, none())]);
    assert_eq!((page.below_count, maybe(page.below_line.as_ref()).as_str()), (4, "belowReplies#2(2)"));
    assert_eq!((page.images.len(), page.more, page.at), (3, false, NOW - MINUTE));
    assert!(page.system_prompt.is_some() && page.composer.is_some() && page.empty_state.is_none());
}

#[test]
fn a_part_of_the_replies_says_that_it_is_the_first_part() {
    let page = page(&read(Thread { next_cursor: Some("c".into()), ..replies(&[0]) }));
    assert_eq!((page.more, maybe(page.below_line.as_ref()).as_str()), (true, "belowFirst#1(1)"));
    assert_eq!(ThreadPage::of(&read(thread()), "rep_1", NOW).below_line, None);
}

#[test]
fn replies_come_in_pages_of_at_most_fifty() {
    let state = read(replies(&[0; 80]));
    assert_eq!((page(&state).below.len(), page(&state).below_count), (20, 80));
    for (from, count, first, length) in
        [(0, 10, "b0", 10), (20, 50, "b20", 50), (20, 60, "b20", 50), (75, 50, "b75", 5)]
    {
        let steps: serde_json::Value =
            serde_json::from_str(&view::page(&state, "rep_1", from, count)).unwrap();
        let steps = steps["steps"].as_array().unwrap();
        assert_eq!((steps.len(), steps[0]["node"].as_str()), (length, Some(first)), "{from} {count}");
    }
    assert_eq!(view::page(&state, "rep_2", 0, 10), r#"{"steps":[]}"#);
}

#[test]
fn a_step_says_who_wrote_what_and_what_became_of_it() {
    let shown = |change: fn(&mut Node)| {
        let mut thread = thread();
        change(&mut thread.node);
        let mut state = read(thread);
        state.clock_skew = 7;
        state.engagements.insert("rep_1".into(), Engagements { liked: true, ..Engagements::default() });
        page(&state).current.expect("a current node")
    };
    let step = shown(|_| {});
    assert_eq!((step.level, step.message.as_str(), step.you), (3, "message of rep_1", false));
    assert_eq!((step.at, step.liked, step.bookmarked), (Some(NOW - HOUR - 7), true, false));
    assert_eq!((step.answer.len(), step.notes.len(), step.picture), (1, 0, None));
    assert!(shown(|node| node.author.id = Some("agent_1".into())).you);

    let status = |node: &mut Node, status: &str| {
        node.status = Some(status.into());
        node.llm_response = None;
    };
    assert_eq!(lines(&shown(|node| node.likes = Some(2)).notes), "noteLiked#2(2)");
    assert_eq!(lines(&shown(|node| node.likes = Some(0)).notes), "");
    let mut pending = thread();
    status(&mut pending.node, "pending");
    assert_eq!(
        page(&read(pending)).current.unwrap().pending.as_ref().map(line).as_deref(),
        Some("notePending")
    );
    let mut complete = thread();
    status(&mut complete.node, "COMPLETE");
    assert!(page(&read(complete)).current.unwrap().pending.is_none());
    assert_eq!(lines(&shown(|node| node.status = Some("pending".into())).notes), "", "it has an answer");
}

#[test]
fn a_picture_is_offered_from_a_host_that_can_be_shown() {
    for (url, host) in [
        ("https://pictures.example/a.png", Some("pictures.example")),
        ("HTTP://user:secret@pictures.example?x", Some("pictures.example")),
        ("https://pictures.example#x", Some("pictures.example")),
        ("data:image/png;base64,AAAA", None),
        ("ftp://pictures.example/a.png", None),
        ("https:///a.png", None),
    ] {
        let mut thread = thread();
        thread.node.image_url = Some(url.into());
        let picture = page(&read(thread)).current.unwrap().picture;
        assert_eq!(picture.as_ref().map(|picture| picture.host.as_str()), host, "{url}");
        assert!(picture.is_none_or(|picture| picture.url == url));
    }
}

#[test]
fn siblings_stand_in_the_order_they_were_written() {
    let written = |id: &str, at: Millis| Node { created_at: Some(at), ..node(id, 3) };
    for (siblings, place, previous, next) in [
        (vec![("rep_0", -2), ("rep_2", -1)], "amountOfTotal(3, 3)", Some("rep_2"), None),
        (vec![("rep_0", -2), ("rep_2", 1)], "amountOfTotal(2, 3)", Some("rep_0"), Some("rep_2")),
        (vec![("rep_2", 0)], "amountOfTotal(1, 2)", None, Some("rep_2")),
    ] {
        let siblings = siblings.iter().map(|(id, at)| written(id, NOW - HOUR + at)).collect();
        let shown = page(&read(Thread { siblings, ..thread() })).siblings.expect("siblings");
        assert_eq!(line(&shown.line), place);
        assert_eq!((shown.previous.as_deref(), shown.next.as_deref()), (previous, next));
    }
    assert_eq!(page(&read(thread())).siblings, None);
}

#[test]
fn a_thread_that_is_not_here_says_why() {
    let failed = |kind, code: &str| {
        let problem = ApiError::new(kind, code, "");
        with(|state| {
            state.live.threads.push(CachedThread { node: "rep_1".into(), at: NOW, thread: Err(problem) });
        })
    };
    let again = "doTryAgain>again!";
    for (state, icon, title, code, actions) in [
        (connected(), "pulse", "emptyThreadLoadingTitle", None, ""),
        (with(|state| state.live.key = KeyState::Locked), "lock", "emptyLockedTitle", None, ""),
        (failed(ApiErrorKind::Missing, "VAL_001"), "door", "emptyThreadGoneTitle", Some("VAL_001"), ""),
        (failed(ApiErrorKind::Invalid, ""), "door", "emptyThreadGoneTitle", None, ""),
        (failed(ApiErrorKind::Tier, "AUTHZ_001"), "lock", "emptyThreadTierTitle", Some("AUTHZ_001"), ""),
        (failed(ApiErrorKind::Network, "TIMEOUT"), "off", "emptyThreadOfflineTitle", None, again),
        (failed(ApiErrorKind::Server, "SRV_001"), "off", "emptyThreadFailedTitle", Some("SRV_001"), again),
    ] {
        let page = page(&state);
        let empty = page.empty_state.expect(title);
        assert_eq!((empty.icon.as_str(), line(&empty.title).as_str()), (icon, title));
        assert_eq!((empty.code.as_deref(), buttons(&empty.buttons).as_str()), (code, actions), "{title}");
        assert!(page.current.is_none() && page.composer.is_none());
    }
    let terms = with(|state| state.connection_issue = Some(ConnectionIssue::Terms));
    assert_eq!(line(&page(&terms).empty_state.unwrap().title), "emptyTermsTitle");
    let titled = with(|state| drop(state.cache.titles.insert("rep_1".into(), "The ledger".into())));
    assert_eq!(page(&titled).title.as_deref(), Some("The ledger"));
}

#[test]
fn a_message_says_when_its_system_prompt_changed_around_the_post() {
    for (sent_under, notes) in [
        (SentUnder::Unreviewed, ""),
        (SentUnder::Reviewed("0".into()), ""),
        (SentUnder::Confirmed, ""),
        (SentUnder::Changed, "notePromptChanged"),
    ] {
        let mut state = read(thread());
        state.receipts.push_back(Receipt { node: Some("rep_1".into()), sent_under, ..Receipt::default() });
        assert_eq!(lines(&page(&state).current.expect("a current node").notes), notes);
    }
}

#[test]
fn the_menu_tells_what_a_dislike_and_a_handoff_cost() {
    let menu = page(&read(thread())).menu.expect("a menu");
    assert_eq!((menu.dislike, menu.handoff, menu.handoff_urgent), (1.0, Some(100.0), 200.0));
    let mut told = read(thread());
    let costs = impromptu::domain::Costs { dislike: Some(3.0), handoff: Some(50.0), ..Default::default() };
    told.cache.budget_details = Some(impromptu::domain::BudgetDetails { costs, ..Default::default() });
    let menu = page(&told).menu.expect("a menu");
    assert_eq!((menu.dislike, menu.handoff, menu.handoff_urgent), (3.0, Some(50.0), 100.0));
    let missing = impromptu::app::MissingEndpoint { origin: told.origin().to_owned(), at: NOW - MINUTE };
    told.missing_endpoints.insert("handoff".into(), missing);
    assert_eq!(page(&told).menu.expect("a menu").handoff, None, "a network without handoffs offers none");
    let mut disliked = read(thread());
    disliked.engagements.insert("rep_1".into(), Engagements { disliked: true, ..Engagements::default() });
    assert!(page(&disliked).current.is_some_and(|step| step.disliked && !step.liked));
    let mut guest = read(thread());
    guest.account = None;
    assert_eq!(page(&guest).menu, None);
}

#[test]
fn a_prompt_without_words_gives_way_to_its_opening_message() {
    let mut prompt = node("prm_1", 0);
    (prompt.prompt, prompt.llm_response) = (None, None);
    let by = |name: &str, id: &str, at: Millis| Branch {
        level: 0,
        node: Node { author: author(name), created_at: Some(at), ..node(id, 1) },
    };
    let then: Millis = NOW - HOUR;
    let replies = vec![
        by("Basil", "rep_a", then + 1),
        by("Odile", "rep_c", then + 3),
        by("Odile", "rep_b", then + 2),
        by("Odile", "rep_d", then + MINUTE),
    ];
    let opening = |prompt: &Node, branches: &[Branch]| {
        let thread =
            Thread { ancestors: Vec::new(), node: prompt.clone(), branches: branches.to_vec(), ..thread() };
        let page = page(&read(thread));
        assert_eq!((page.opening.is_some(), page.status), (page.current.is_none(), ThreadStatus::Shown));
        page.opening
    };
    assert_eq!(opening(&prompt, &replies).as_deref(), Some("rep_b"), "the first by the author of the prompt");
    assert_eq!(opening(&prompt, &replies[..1]), None, "somebody else answers the prompt itself");
    assert_eq!(opening(&prompt, &replies[3..]), None, "written later, it answers the prompt too");
    assert_eq!(opening(&prompt, &[]), None);
    assert_eq!(opening(&node("prm_1", 0), &replies), None, "a prompt with words is shown");

    let below = Branch { level: 0, node: node("rep_c", 2) };
    let at_opening =
        Thread { ancestors: vec![prompt.clone()], node: node("rep_1", 1), branches: vec![below], ..thread() };
    let shown = page(&read(at_opening));
    assert_eq!((shown.above.len(), shown.current.as_ref().expect("a current node").level), (0, 0));
    assert_eq!((shown.below[0].level, line(&shown.depth).as_str()), (1, "factDeep#1(1)"));
    assert_eq!(line(&shown.composer.expect("a composer").to), "toReprompt('Odile', 0)");
    let deeper =
        Thread { ancestors: vec![prompt.clone(), node("rep_0", 1)], node: node("rep_1", 2), ..thread() };
    let levels = |page: &ThreadPage| (page.above[0].level, page.current.as_ref().map(|step| step.level));
    assert_eq!(levels(&page(&read(deeper.clone()))), (0, Some(1)));
    let mut by_another = deeper;
    by_another.ancestors[1].author = author("Basil");
    assert_eq!(levels(&page(&read(by_another))), (1, Some(2)), "a reply to the prompt by somebody else");
}

/// A visit of `rep_1`: an hour ago it was read up to what had been written by then.
fn visited() -> ThreadVisit {
    ThreadVisit {
        node: "rep_1".into(),
        at: NOW,
        newest: NOW,
        previous_at: NOW - HOUR,
        previous_newest: NOW - HOUR,
    }
}

#[test]
fn replies_that_came_since_the_last_visit_are_marked_and_counted() {
    let mut thread = replies(&[0, 1, 0, 0]);
    for (place, at) in [(0, NOW - HOUR), (1, NOW - HOUR + 1), (3, NOW - MINUTE)] {
        thread.branches[place].node.created_at = Some(at);
    }
    thread.branches[2].node.created_at = None;
    let seen = |thread: &Thread, visit: Option<ThreadVisit>| {
        let mut state = read(thread.clone());
        state.thread_visits.extend(visit);
        let page = page(&state);
        let marked: Vec<bool> = page.below.iter().map(|step| step.new).collect();
        (marked, page.new_replies.map(|new| (line(&new.line), new.places)))
    };
    let new = Some(("threadNew#2(2, at -60m)".to_owned(), vec![1, 3]));
    assert_eq!(seen(&thread, Some(visited())), (vec![false, true, false, true], new));
    assert_eq!(seen(&thread, None), (vec![false; 4], None), "nothing is new on the first visit");
    let elsewhere = ThreadVisit { node: "rep_2".into(), ..visited() };
    assert_eq!(seen(&thread, Some(elsewhere)), (vec![false; 4], None));
    thread.branches[1].node.author.id = Some("agent_1".into());
    let others = Some(("threadNew#1(1, at -60m)".to_owned(), vec![3]));
    assert_eq!(seen(&thread, Some(visited())).1, others, "our own reply is not new to us");
}

#[test]
fn no_more_places_of_new_replies_than_five_hundred_are_told() {
    let mut thread = replies(&[0; 600]);
    for branch in &mut thread.branches {
        branch.node.created_at = Some(NOW);
    }
    let mut state = read(thread);
    state.thread_visits.push_back(visited());
    let new = page(&state).new_replies.expect("new replies");
    assert_eq!((line(&new.line).as_str(), new.places.len()), ("threadNew#600(600, at -60m)", 500));
}
