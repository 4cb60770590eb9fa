use crate::*;
use impromptu::app::SpendKind;

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

#[test]
fn a_dislike_is_a_spend_of_its_own() {
    let mut bench = Bench::connected();
    bench.ask(Command::Dislike { node: "rep_1".into() });
    let fetch = bench.fetches()[0].clone();
    assert_eq!(fetch.call.body.as_deref(), Some(r#"{"nodeId":"rep_1","type":"DISLIKE"}"#));
    bench.ask(Command::Dislike { node: "rep_1".into() });
    assert_eq!((bench.fetches().len(), bench.told().as_str()), (0, "alertSending"), "one press, one request");
    bench.ask(Command::Like { node: "rep_1".into() });
    assert_eq!(bench.fetches().len(), 1, "a like is something else");
    bench.reply(Endpoint::Engage, 200, &json!({"success": true, "budgetSpent": 1, "budgetRemaining": 98}));
    bench.reply(Endpoint::Engage, 200, &json!({"success": true, "budgetSpent": 1, "budgetRemaining": 97}));
    let marks = bench.state.engagements["rep_1"];
    assert!(marks.disliked && marks.liked && !marks.bookmarked);
    assert_eq!(bench.state.receipts.iter().filter(|receipt| receipt.act == SpendKind::Dislike).count(), 1);
    bench.ask(Command::Dislike { node: "rep_1".into() });
    assert_eq!((bench.fetches().len(), bench.told().as_str()), (0, "saidAlready"));
}

fn hand_off(bench: &mut Bench, reason: &str, urgent: bool) {
    bench.ask(Command::HandOff { node: "rep_1".into(), reason: reason.into(), urgent });
}

/// Connected with enough to pay for an urgent handoff.
fn rich() -> Bench {
    let mut bench = Bench::connected();
    bench.state.account.iter_mut().for_each(|account| account.budget.balance = Some(400.0));
    bench
}

#[test]
fn a_handoff_is_saved_before_it_is_sent_and_costs_what_was_told() {
    for (urgent, price, priority) in [(false, 100.0, "normal"), (true, 200.0, "high")] {
        let mut bench = rich();
        assert!((bench.state.handoff_price(urgent, bench.now) - price).abs() < 0.1);
        hand_off(&mut bench, " They argue about tides. ", urgent);
        let fetch = bench.fetches()[0].clone();
        let sent: Value = serde_json::from_str(&fetch.call.body.expect("a body")).expect("is JSON");
        assert_eq!(
            sent,
            json!({"nodeId": "rep_1", "reason": "They argue about tides.", "priority": priority})
        );
        assert!((f64::from(fetch.call.cost) - price).abs() < 0.1);
        let saved = bench.place(|effect| matches!(effect, Effect::Save)).expect("is saved");
        assert!(saved < bench.place(|effect| matches!(effect, Effect::Fetch(_))).expect("is sent"));
        hand_off(&mut bench, "Again", urgent);
        assert_eq!((bench.fetches().len(), bench.told().as_str()), (0, "alertSending"));
        bench.reply(
            Endpoint::Handoff,
            200,
            &json!({"handoffId": "h", "budgetSpent": price, "budgetRemaining": 9}),
        );
        assert_eq!(bench.told(), "saidHandedOff");
        let receipt = bench.state.receipts.back().expect("a receipt");
        assert_eq!((receipt.act, receipt.text.as_str()), (SpendKind::Handoff, "They argue about tides."));
        assert_eq!((receipt.paid, bench.state.balance(bench.now)), (Some(price), Some(9.0)));
    }
}

#[test]
fn a_handoff_that_may_have_been_paid_says_so_and_is_not_sent_again() {
    for restarts in [false, true] {
        let mut bench = rich();
        hand_off(&mut bench, "Lost", false);
        if restarts {
            bench.restart();
        } else {
            bench.silence(Endpoint::Handoff, NoResponse::Timeout);
            assert_eq!(bench.told(), "alertHandoffUnknown");
        }
        assert!(bench.fetches().iter().all(|fetch| fetch.call.cost == 0));
        let receipt = bench.state.receipts.back().expect("a receipt");
        assert_eq!((receipt.unsure, receipt.act, receipt.text.as_str()), (true, SpendKind::Handoff, "Lost"));
    }
}

#[test]
fn a_handoff_needs_a_reason_a_budget_and_a_network_that_takes_it() {
    let mut bench = Bench::connected();
    for (reason, told) in [
        (" ", "alertHandoffReason"),
        (&"a".repeat(281) as &str, "alertHandoffLong"),
        ("Lost", "alertBudgetAt"),
    ] {
        bench.state.account.iter_mut().for_each(|account| account.budget.balance = Some(50.0));
        hand_off(&mut bench, reason, false);
        assert_eq!((bench.fetches().len(), bench.told().as_str()), (0, told));
    }
    for (status, code, told) in [
        (404, "VAL_001", "alertGone"),
        (403, "AUTHZ_001", "alertTier"),
        (429, "BUDG_002", "alertRateSoon"),
        (404, "NOT_FOUND", "handoffMissing"),
        (405, "METHOD_NOT_ALLOWED", "handoffMissing"),
    ] {
        let mut bench = rich();
        hand_off(&mut bench, "Lost", false);
        bench.reply(Endpoint::Handoff, status, &refusal(code));
        assert_eq!((bench.told().as_str(), bench.state.receipts.len()), (told, 0), "{code}");
        hand_off(&mut bench, "Lost", false);
        assert_eq!(bench.fetches().is_empty(), told == "handoffMissing", "{code}");
    }
}
