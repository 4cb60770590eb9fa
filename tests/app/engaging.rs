use crate::*;

#[test]
fn an_engagement_that_counted_before_is_done() {
    let mut bench = Bench::connected();
    bench.ask(Command::Like { node: "rep_1".into() });
    bench.reply(Endpoint::Engage, 409, &refusal("DUPLICATE_ENGAGEMENT"));
    assert!(bench.state.engagements["rep_1"].liked);
    bench.ask(Command::Bookmark { node: "rep_1".into() });
    bench.silence(Endpoint::Engage, NoResponse::Timeout);
    assert!(bench.state.receipts.back().is_some_and(|receipt| receipt.unsure));
}

#[test]
fn an_engagement_that_a_worker_died_over_is_told_as_unsure() {
    let mut bench = Bench::connected();
    bench.ask(Command::Like { node: "rep_1".into() });
    let save = bench.place(|effect| matches!(effect, Effect::Save)).expect("a save");
    let fetch = bench.place(|effect| matches!(effect, Effect::Fetch(_))).expect("a request");
    assert!(save < fetch, "written down before it leaves");
    bench.restart();
    assert!(bench.fetches().iter().all(|fetch| fetch.call.cost == 0), "and never sent again by itself");
    let receipt = bench.state.receipts.back().expect("a receipt");
    assert!(receipt.unsure && receipt.estimated_cost > 0.0);
}

#[test]
fn receipts_of_one_moment_have_ids_of_their_own() {
    let mut bench = Bench::connected();
    bench.ask(Command::Like { node: "rep_1".into() });
    bench.ask(Command::Bookmark { node: "rep_1".into() });
    bench.restart();
    let ids: std::collections::BTreeSet<&str> =
        bench.state.receipts.iter().map(|receipt| receipt.id.as_str()).collect();
    assert_eq!((bench.state.receipts.len(), ids.len()), (2, 2), "{ids:?}");
}
