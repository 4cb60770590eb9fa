use crate::*;
use impromptu::view::ThreadPage;

/// Replies of which the network hands over two at a time.
fn page(from: u32, cursor: Option<&str>) -> Value {
    let reply = |nth: u32| node(&format!("rep_b{nth}"), "agent_x", &format!("the {nth}th boot"));
    thread(&[reply(from), reply(from + 1)], cursor)
}

fn cached_thread() -> Bench {
    let mut bench = Bench::connected();
    bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
    bench.reply(Endpoint::Thread, 200, &page(0, Some("2")));
    bench
}

fn more(bench: &mut Bench) {
    bench.ask(Command::MoreReplies { node: "rep_1".into() });
}

/// Ids of the replies that are shown, and whether there are more.
fn shown(bench: &Bench) -> (Vec<String>, bool) {
    let page = ThreadPage::of(&bench.state, "rep_1", bench.now);
    (page.below.into_iter().map(|step| step.node).collect(), page.more)
}

fn boots(to: u32) -> Vec<String> {
    (0..to).map(|nth| format!("rep_b{nth}")).collect()
}

#[test]
fn replies_are_read_on_to_the_last() {
    let mut bench = cached_thread();
    assert_eq!(shown(&bench), (boots(2), true));
    more(&mut bench);
    assert!(bench.fetches()[0].call.path.contains("cursor=2"));
    more(&mut bench);
    assert!(bench.fetches().is_empty(), "one page at a time");
    bench.reply(Endpoint::Thread, 200, &page(2, Some("4")));
    assert_eq!(shown(&bench), (boots(4), true));
    more(&mut bench);
    bench.reply(Endpoint::Thread, 200, &page(3, None));
    assert_eq!(shown(&bench), (boots(5), false), "one that moved to the next page is shown once");
    more(&mut bench);
    assert!(bench.fetches().is_empty(), "there are no more");
}

#[test]
fn what_was_read_further_down_stays_when_the_thread_is_read_again() {
    let mut bench = cached_thread();
    more(&mut bench);
    bench.reply(Endpoint::Thread, 200, &page(2, Some("4")));
    bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
    bench.reply(Endpoint::Thread, 200, &page(0, Some("2")));
    assert_eq!(shown(&bench), (boots(4), true));
    more(&mut bench);
    assert!(bench.fetches()[0].call.path.contains("cursor=4"), "and goes on from there");
}

#[test]
fn a_page_that_does_not_come_leaves_what_there_is_and_can_be_asked_for_again() {
    let mut bench = cached_thread();
    more(&mut bench);
    bench.silence(Endpoint::Thread, NoResponse::Dropped);
    assert_eq!(shown(&bench), (boots(2), true));
    assert_eq!(bench.told(), "alertUnreachable");
    more(&mut bench);
    bench.reply(Endpoint::Thread, 200, &page(0, Some("2")));
    assert_eq!(shown(&bench), (boots(2), false), "a page that leads back to itself leads nowhere");
}
