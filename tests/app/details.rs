//! What a network tells of an account beyond its profile, and what it may lack.

use crate::*;
use impromptu::app::{ConnectionIssue, HealthResult, ViewKey};
use impromptu::domain::Bucket;
use impromptu::view::{OptionsPage, You};

fn you(bench: &Bench) -> You {
    You::of(&bench.state, bench.now)
}

fn asked(bench: &Bench, endpoint: Endpoint) -> usize {
    bench.fetches().iter().filter(|fetch| fetch.endpoint == endpoint).count()
}

#[test]
fn what_a_network_lacks_is_asked_for_again_after_a_week() {
    for (endpoint, command) in [
        (Endpoint::Security, Command::OpenYou),
        (Endpoint::Onboard, Command::OpenYou),
        (Endpoint::Referral, Command::OpenReferral),
        (Endpoint::Wallet, Command::SyncWallet),
        (Endpoint::QuickStart, Command::PrepareFirstPost),
    ] {
        for (status, code) in [(404, "NOT_FOUND"), (405, "METHOD_NOT_ALLOWED")] {
            let mut bench = Bench::connected();
            // The first steps are those of a new account.
            bench.state.account.iter_mut().for_each(|account| account.tier = Some("REGISTERED".into()));
            bench.ask(command.clone());
            assert_eq!(asked(&bench, endpoint), 1, "{endpoint:?}");
            bench.reply(endpoint, status, &refusal(code));
            assert_eq!(bench.state.connection_issue, None, "a missing endpoint is no trouble");
            bench.restart();
            bench.ask(command.clone());
            assert_eq!(asked(&bench, endpoint), 0, "{endpoint:?} is remembered");
            bench.now += 7 * 24 * 60 * MINUTE;
            bench.ask(command.clone());
            assert_eq!(asked(&bench, endpoint), 1, "{endpoint:?} is asked for again");
        }
    }
}

#[test]
fn a_failing_detail_says_so_to_who_asked_and_to_nobody_else() {
    let mut bench = Bench::connected();
    bench.ask(Command::OpenReferral);
    bench.reply(Endpoint::Referral, 503, &refusal("SRV_001"));
    assert_eq!(bench.told(), "alertServer");
    let mut bench = Bench::connected();
    bench.ask(Command::OpenYou);
    bench.reply(Endpoint::Security, 503, &refusal("SRV_001"));
    assert_eq!((bench.answer(), bench.state.connection_issue.clone()), (Answer::default(), None));
}

#[test]
fn the_security_status_tells_the_state_of_the_account() {
    let mut bench = Bench::connected();
    bench.ask(Command::OpenYou);
    bench.reply(Endpoint::Security, 200, &json!({"posture": "suspended", "accountStatus": "SUSPENDED"}));
    assert_eq!(bench.state.connection_issue, Some(ConnectionIssue::Suspended));
    assert!(bench.effects.contains(&Effect::Show(ViewKey::You)));
    let lines: Vec<String> = you(&bench).health.into_iter().map(|line| line.line.key).collect();
    assert_eq!(lines, ["healthSuspended", "stillWorksSuspended", "healthSuspended"]);
}

#[test]
fn a_health_check_ends_with_security_and_limits() {
    let mut bench = Bench::connected();
    bench.ask(Command::CheckHealth);
    bench.reply(Endpoint::Health, 200, &json!({"status": "ok"}));
    let mut beat = heartbeat(0);
    beat["rateLimits"] = json!({"remaining": 7});
    bench.reply(Endpoint::Heartbeat, 200, &beat);
    assert_eq!(asked(&bench, Endpoint::Security), 1);
    bench.reply(Endpoint::Security, 200, &json!({"warnings": [{"type": "BUDGET_LOW", "severity": "LOW"}]}));
    assert_eq!(bench.told(), "saidHealth");
    let keys: Vec<String> =
        OptionsPage::of(&bench.state, bench.now).health.into_iter().map(|line| line.line.key).collect();
    assert!(keys.ends_with(&["warnBudget".into(), "healthQuota".into(), "healthVersion".into()]), "{keys:?}");
    bench.ask(Command::CheckHealth);
    bench.reply(Endpoint::Health, 200, &json!({"status": "ok"}));
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    bench.reply(Endpoint::Security, 404, &refusal("NOT_FOUND"));
    assert_eq!(bench.told(), "saidHealth");
    assert!(bench.state.live.health.iter().any(|fact| matches!(fact, HealthResult::NoSecurity(_))));
}

#[test]
fn accepted_terms_make_the_account_active_at_once() {
    let mut bench = Bench::connected();
    bench.ask(Command::Heartbeat);
    bench.reply(Endpoint::Heartbeat, 403, &refusal("ACCOUNT_NOT_ACTIVE"));
    assert_eq!(bench.state.connection_issue, Some(ConnectionIssue::Terms));
    bench.ask(Command::AcceptTerms);
    assert_eq!(asked(&bench, Endpoint::Terms), 1);
    bench.ask(Command::AcceptTerms);
    assert_eq!((asked(&bench, Endpoint::Terms), bench.told().as_str()), (0, "alertSending"));
    bench.reply(Endpoint::Terms, 200, &json!({"success": true}));
    assert_eq!((bench.told().as_str(), bench.state.connection_issue.clone()), ("saidTermsAccepted", None));
    assert_eq!(bench.beats(), 1, "the account is read at once");
    bench.ask(Command::AcceptTerms);
    bench.reply(Endpoint::Terms, 405, &refusal("METHOD_NOT_ALLOWED"));
    assert_eq!(bench.told(), "termsMissing");
    bench.ask(Command::AcceptTerms);
    assert_eq!((bench.fetches().len(), bench.told().as_str()), (0, "termsMissing"));
}

#[test]
fn an_account_is_deregistered_by_its_name_alone() {
    let mut bench = Bench::connected();
    for name in ["", "lantern", "Lanter", "agent_7f3"] {
        bench.ask(Command::Deregister { name: name.into() });
        assert_eq!((bench.fetches().len(), bench.told().as_str()), (0, "alertDeregisterName"), "{name:?}");
    }
    bench.ask(Command::Deregister { name: " Lantern ".into() });
    assert_eq!(asked(&bench, Endpoint::Deregister), 1);
    bench.silence(Endpoint::Deregister, NoResponse::Timeout);
    assert_eq!((bench.told().as_str(), bench.fetches().len()), ("alertDeregisterUnknown", 0));
    bench.ask(Command::Deregister { name: "Lantern".into() });
    bench.reply(Endpoint::Deregister, 200, &json!({"success": true, "agentId": "agent_7f3"}));
    assert_eq!(bench.told(), "saidDeregistered");
    assert!(bench.effects.contains(&Effect::DropKey) && bench.effects.contains(&Effect::Save));
    assert_eq!((bench.state.account.clone(), bench.state.live.key), (None, KeyState::None));
    assert_eq!(bench.state.connection_issue, None);
    bench.now += 60 * MINUTE;
    bench.event(Event::Alarm(impromptu::app::AlarmName::Heartbeat));
    assert_eq!(bench.beats(), 0, "no heartbeat is refused afterwards");
}

#[test]
fn a_deregistration_that_nobody_answered_explains_the_key_that_is_refused_afterwards() {
    for arrived in [true, false] {
        let mut bench = Bench::connected();
        bench.ask(Command::Deregister { name: "Lantern".into() });
        bench.silence(Endpoint::Deregister, NoResponse::Timeout);
        let mut heartbeat_is_answered = |status: u16, body: &Value| {
            bench.ask(Command::Heartbeat);
            bench.reply(Endpoint::Heartbeat, status, body);
            bench.state.connection_issue.clone()
        };
        if !arrived {
            assert_eq!(heartbeat_is_answered(200, &heartbeat(0)), None);
        }
        let issue = heartbeat_is_answered(401, &refusal("INVALID_API_KEY"));
        assert_eq!(issue == Some(ConnectionIssue::Deactivated), arrived, "{issue:?}");
    }
}

#[test]
fn what_was_written_outlives_the_account() {
    let mut bench = Bench::reading();
    bench.typed("three boots");
    bench.ask(Command::Deregister { name: "Lantern".into() });
    bench.reply(Endpoint::Deregister, 200, &json!({"success": true}));
    let kept = bench.state.live.drafts.get(DRAFT).map(|stored| stored.content.text.clone());
    assert_eq!(kept.as_deref(), Some("three boots"));
    assert_eq!(bench.place(|effect| matches!(effect, Effect::RemoveDraft { .. })), None);
    // The next key of this browser may post it.
    bench.ask(Command::Connect {
        address: "impromptusocial.ai".into(),
        key: Secret::new("impr_sk_next_key_11"),
        agreed: true,
    });
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    assert!(bench.state.live.drafts.contains_key(DRAFT));
}

#[test]
fn an_account_is_not_left_while_its_key_is_replaced() {
    let next = || Command::Connect {
        address: "impromptusocial.ai".into(),
        key: Secret::new("impr_sk_next"),
        agreed: true,
    };
    let leave = || Command::Deregister { name: "Lantern".into() };
    for (first, second) in [(leave(), next()), (next(), leave())] {
        let mut bench = Bench::connected();
        bench.ask(first);
        bench.ask(second);
        assert_eq!((bench.fetches().len(), bench.told().as_str()), (0, "alertSending"));
    }
}

#[test]
fn a_first_post_is_prepared_and_not_sent() {
    let start = json!({"starterPrompt": {"nodeId": "rep_1", "title": "Ledger"},
        "request": {"body": {"nodeId": "rep_1", "prompt": "What burns?"}}});
    let mut bench = Bench::connected();
    bench.ask(Command::PrepareFirstPost);
    bench.reply(Endpoint::QuickStart, 200, &start);
    assert_eq!((bench.told().as_str(), bench.answer().node.as_deref()), ("saidPrepared", Some("rep_1")));
    assert!(bench.fetches().is_empty(), "nothing is posted");
    let stored = bench.effects.iter().any(|effect| {
        matches!(effect, Effect::StoreDraftIfAbsent { draft, stored } if draft == DRAFT && stored.content.text == "What burns?")
    });
    assert!(stored);
    bench.typed("My own words");
    bench.ask(Command::PrepareFirstPost);
    bench.reply(Endpoint::QuickStart, 200, &start);
    assert_eq!(bench.place(|effect| matches!(effect, Effect::StoreDraftIfAbsent { .. })), None, "words stay");
}

#[test]
fn a_synced_wallet_keeps_what_the_sync_leaves_out() {
    let mut bench = Bench::connected();
    bench.ask(Command::OpenYou);
    bench.reply(
        Endpoint::Balance,
        200,
        &json!({"tokenBalance": 4.5, "walletAddress": "0x1", "transactions": [{"type": "spend", "amount": 2}],
            "executionDebt": {"netBalance": -3}}),
    );
    bench.ask(Command::SyncWallet);
    bench.reply(Endpoint::Wallet, 200, &json!({"tokens": 6, "pendingCredits": 1}));
    assert_eq!(bench.told(), "saidWalletSynced");
    let wallet = you(&bench).wallet.expect("a wallet");
    assert_eq!((wallet.address.as_deref(), wallet.synced_at), (Some("0x1"), Some(bench.now)));
    assert!(wallet.movements.iter().all(|movement| movement.amount < 0.0), "what is spent goes");
    let tokens = bench.state.cache.tokens.clone().expect("tokens");
    assert_eq!((tokens.token_balance, tokens.debt), (Some(6.0), Some(3.0)));
}

#[test]
fn trending_nodes_come_with_the_feed_and_can_be_turned_off() {
    let feed = json!({"rising": [{"nodeId": "rep_5"}]});
    let trending = json!({"trending": [{"nodeId": "rep_5"}, {"nodeId": "rep_6", "title": "Tides"}]});
    let mut bench = Bench::connected();
    bench.ask(Command::RefreshFeed);
    bench.reply(Endpoint::Opportunities, 200, &feed);
    assert_eq!(asked(&bench, Endpoint::Trending), 1);
    bench.reply(Endpoint::Trending, 200, &trending);
    let kept: Vec<_> =
        bench.state.cache.trending.iter().map(|item| (item.node_id.as_str(), item.bucket)).collect();
    assert_eq!(kept, [("rep_5", Bucket::Trending), ("rep_6", Bucket::Trending)]);
    bench.ask(Command::RefreshFeed);
    bench.reply(Endpoint::Opportunities, 200, &feed);
    assert_eq!(asked(&bench, Endpoint::Trending), 0, "not more than once an hour");
    bench.now += 61 * MINUTE;
    let change = impromptu::app::Change { trending: Some(false), ..Default::default() };
    bench.ask(Command::ChangeSettings { change });
    bench.ask(Command::RefreshFeed);
    bench.reply(Endpoint::Opportunities, 200, &feed);
    assert_eq!(asked(&bench, Endpoint::Trending), 0, "turned off");
}

#[test]
fn a_deregistration_that_never_left_explains_nothing() {
    let mut bench = Bench::connected();
    bench.ask(Command::Deregister { name: "Lantern".into() });
    bench.silence(Endpoint::Deregister, NoResponse::Unsent);
    assert_ne!(bench.told(), "alertDeregisterUnknown");
    bench.ask(Command::Heartbeat);
    bench.reply(Endpoint::Heartbeat, 401, &refusal("INVALID_API_KEY"));
    assert!(matches!(bench.state.connection_issue, Some(ConnectionIssue::Refused { .. })));
}
