//! What a person read of a thread, and what is new in it.

use crate::*;
use impromptu::view::ThreadPage;

/// Longer than one visit.
const LATER: Millis = 11 * MINUTE;

/// A reply of somebody else that was written so many minutes after the first of February 2026.
fn written(id: &str, minute: u32) -> Value {
    let mut reply = node(id, "agent_x", id);
    reply["createdAt"] = json!(format!("2026-02-01T00:{minute:02}:00Z"));
    reply
}

fn open(bench: &mut Bench, at: &str, body: &Value) {
    bench.ask(Command::OpenThread { node: at.into(), resumes: false });
    bench.reply(Endpoint::Thread, 200, body);
}

fn new(bench: &Bench, at: &str) -> Vec<String> {
    let page = ThreadPage::of(&bench.state, at, bench.now);
    page.below.into_iter().filter(|step| step.new).map(|step| step.node).collect()
}

#[test]
fn what_came_since_the_last_visit_is_new_until_the_visit_ends() {
    let mut bench = Bench::connected();
    let first = thread(&[written("a", 1)], None);
    let second = thread(&[written("a", 1), written("b", 2)], None);
    open(&mut bench, "rep_1", &first);
    assert!(new(&bench, "rep_1").is_empty(), "everything is new on the first visit, so nothing is marked");
    open(&mut bench, "rep_1", &second);
    assert_eq!(new(&bench, "rep_1"), ["b"], "it came while the thread was open");
    bench.now += MINUTE;
    bench.restart();
    open(&mut bench, "rep_1", &second);
    assert_eq!(new(&bench, "rep_1"), ["b"], "a new worker is no new visit");
    bench.now += LATER;
    open(&mut bench, "rep_1", &second);
    assert!(new(&bench, "rep_1").is_empty());
    bench.now += LATER;
    open(&mut bench, "rep_1", &thread(&[written("a", 1), written("c", 3), written("b", 2)], None));
    assert_eq!(new(&bench, "rep_1"), ["c"]);
}

#[test]
fn whoever_read_the_thread_above_has_read_what_stands_below() {
    let mut bench = Bench::connected();
    open(&mut bench, "rep_1", &thread(&[written("a", 1)], None));
    bench.now += LATER;
    let mut below = json!({"node": node("a", "agent_x", "a"), "ancestors": [{"nodeId": "rep_1", "depth": 1, "prompt": "Open."}],
        "children": [written("b", 2)]});
    below["node"]["createdAt"] = json!("2026-02-01T00:01:00Z");
    open(&mut bench, "a", &below);
    assert_eq!(new(&bench, "a"), ["b"], "a was never opened, and b was not there when rep_1 was read");
}

#[test]
fn replies_on_further_pages_are_read_too() {
    let mut bench = Bench::connected();
    open(&mut bench, "rep_1", &thread(&[written("a", 1)], Some("2")));
    bench.ask(Command::MoreReplies { node: "rep_1".into() });
    bench.reply(Endpoint::Thread, 200, &thread(&[written("b", 5)], None));
    bench.now += LATER;
    open(&mut bench, "rep_1", &thread(&[written("a", 1), written("b", 5)], None));
    assert!(new(&bench, "rep_1").is_empty());
}

#[test]
fn visits_are_few_and_end_with_the_account() {
    let mut bench = Bench::connected();
    for place in 0..250 {
        let id = format!("rep_{place}");
        open(&mut bench, &id, &json!({"node": node(&id, "agent_x", "A boot."), "children": []}));
    }
    let kept: Vec<&str> = bench.state.thread_visits.iter().map(|visit| visit.node.as_str()).collect();
    assert_eq!(
        (kept.len(), kept.first().copied(), kept.last().copied()),
        (200, Some("rep_50"), Some("rep_249"))
    );
    open(&mut bench, "rep_50", &json!({"node": node("rep_50", "agent_x", "A boot."), "children": []}));
    assert_eq!(bench.state.thread_visits.front().map(|visit| visit.node.as_str()), Some("rep_51"));
    bench.ask(Command::ForgetKey);
    assert!(bench.state.thread_visits.is_empty());
}

#[test]
fn a_further_page_stays_read_when_the_first_is_read_again() {
    let mut bench = Bench::connected();
    let first = thread(&[written("a", 1)], Some("2"));
    open(&mut bench, "rep_1", &first);
    bench.ask(Command::MoreReplies { node: "rep_1".into() });
    bench.reply(Endpoint::Thread, 200, &thread(&[written("b", 5)], None));
    bench.now += MINUTE;
    bench.restart();
    open(&mut bench, "rep_1", &first);
    bench.now += LATER;
    open(&mut bench, "rep_1", &thread(&[written("a", 1), written("b", 5)], None));
    assert!(new(&bench, "rep_1").is_empty());
}

#[test]
fn a_page_that_lost_its_worker_goes_on_with_the_visit() {
    let mut bench = Bench::connected();
    open(&mut bench, "rep_1", &thread(&[written("a", 1)], None));
    bench.now += LATER;
    let second = thread(&[written("a", 1), written("b", 2)], None);
    open(&mut bench, "rep_1", &second);
    bench.now += 2 * LATER;
    bench.restart();
    bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: true });
    bench.reply(Endpoint::Thread, 200, &second);
    assert_eq!(new(&bench, "rep_1"), ["b"]);
}
