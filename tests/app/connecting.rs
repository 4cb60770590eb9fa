use crate::*;
use impromptu::app::{AccountStatus, ConnectionIssue, KeyUse, Pending};

fn connect(bench: &mut Bench, address: &str, key: &str) {
    bench.ask(Command::Connect { address: address.into(), key: Secret::new(key), agreed: false });
}

#[test]
fn a_key_is_kept_only_when_it_was_accepted() {
    for (status, code) in [(401, "AUTH_001"), (500, "SRV_001"), (429, "RATE_001")] {
        let mut bench = Bench::new();
        connect(&mut bench, "impromptusocial.ai", KEY);
        bench.reply(Endpoint::Heartbeat, status, &refusal(code));
        assert!(bench.state.account.is_none(), "{code}");
        assert_eq!(bench.place(|effect| matches!(effect, Effect::StoreKey { .. })), None, "{code}");
    }
}

#[test]
fn what_is_told_about_an_account_that_was_left_is_not_heard() {
    let told = |bench: &mut Bench, request: u64| {
        let reply = normalize(Endpoint::Heartbeat, 200, &[], heartbeat(3).to_string().as_bytes());
        bench.ends_late(request, Outcome::Reply(Box::new(reply.expect("a heartbeat"))), meta(&[]));
    };
    let mut bench = Bench::connected();
    bench.ask(Command::Heartbeat);
    let heartbeat = bench.request(Endpoint::Heartbeat);
    bench.ask(Command::ForgetKey);
    told(&mut bench, heartbeat);
    assert_eq!((bench.state.account.clone(), bench.state.connection_issue.clone()), (None, None));

    connect(&mut bench, "impromptusocial.ai", KEY);
    let tried = bench.request(Endpoint::Heartbeat);
    bench.ask(Command::ForgetKey);
    told(&mut bench, tried);
    assert_eq!(bench.state.account, None, "nor is a key kept that was forgotten while it was tried");
}

const OTHER: &str = "https://example.org";

fn agree(bench: &mut Bench, key: &str) {
    bench.ask(Command::Connect { address: OTHER.into(), key: Secret::new(key), agreed: true });
}

#[test]
fn no_key_goes_to_another_address_before_the_person_agrees() {
    let typed = ("impr_sk_other_key_99", "askKeyGiven", "alertKeyGiven");
    for (key, ask, alert) in [("", "askKeyMove", "alertKeyOrigin"), typed] {
        let mut bench = Bench::connected();
        connect(&mut bench, OTHER, key);
        assert_eq!((bench.told().as_str(), bench.fetches().len()), (alert, 0), "{key:?}");
        assert_eq!(bench.answer().code, AnswerCode::AgreementRequired);
        assert_eq!(bench.answer().ask.expect("asks").key, ask);
        agree(&mut bench, key);
        let fetch = bench.fetches()[0];
        let goes = if key.is_empty() { KeyUse::Moving } else { KeyUse::Given(Secret::new(key)) };
        assert_eq!((fetch.origin.as_str(), &fetch.key), (OTHER, &goes));
    }
}

#[test]
fn a_key_that_was_moved_belongs_to_the_new_address_once_it_was_accepted_there() {
    let mut bench = Bench::connected();
    agree(&mut bench, "");
    bench.reply(Endpoint::Heartbeat, 401, &refusal("AUTH_001"));
    assert_eq!(bench.state.origin(), "https://impromptusocial.ai", "refused there, it stays where it was");
    agree(&mut bench, "");
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    assert_eq!(bench.state.origin(), OTHER);
    assert!(bench.effects.contains(&Effect::MoveKey { origin: OTHER.into() }));
    assert_eq!(bench.state.account.as_ref().expect("connected").key_tail, "1234", "the same key");
}

#[test]
fn a_key_that_replaces_one_behind_a_passphrase_says_that_it_is_not() {
    let mut bench = Bench::connected();
    bench.event(Event::Protected { token: 1, outcome: SealOutcome::WithPassphrase });
    connect(&mut bench, "impromptusocial.ai", "impr_sk_newer_key_99");
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    assert_eq!(bench.told(), "saidConnectedUnsealed");
    assert!(!bench.state.account.as_ref().expect("connected").passphrase);
}

/// The passphrase stands nowhere else on the screen, so it is told also for an account without a name, and for one that may do little.
#[test]
fn a_passphrase_that_is_gone_is_told_for_every_account() {
    for status in [None, Some("PENDING"), Some("SUSPENDED")] {
        let mut bench = Bench::connected();
        bench.event(Event::Protected { token: 1, outcome: SealOutcome::WithPassphrase });
        connect(&mut bench, "impromptusocial.ai", "impr_sk_newer_key_99");
        match status {
            None => bench.reply(
                Endpoint::Heartbeat,
                200,
                &json!({"agentId": "agent_9", "unreadNotifications": 0}),
            ),
            Some(status) => {
                bench.reply(Endpoint::Heartbeat, 403, &refusal("ACCOUNT_NOT_ACTIVE"));
                let profile = json!({"agentId": "agent_9", "accountStatus": status});
                bench.reply(Endpoint::Profile, 200, &profile);
            }
        }
        assert!(!bench.state.account.as_ref().expect("connected").passphrase, "{status:?}");
        assert_eq!(bench.told(), "saidConnectedUnsealed", "{status:?}");
    }
}

#[test]
fn a_new_key_is_advised_after_ninety_days_and_put_aside_for_as_long() {
    const DAY: Millis = 24 * 60 * MINUTE;
    let mut bench = Bench::connected();
    let advised = |bench: &Bench| bench.state.account.as_ref().expect("connected").wants_new_key(bench.now);
    bench.now += 90 * DAY - 1;
    assert!(!advised(&bench));
    bench.now += 1;
    assert!(advised(&bench));
    bench.ask(Command::PostponeKeyRotation);
    assert!(!advised(&bench), "put aside");
    bench.now += 89 * DAY;
    connect(&mut bench, "impromptusocial.ai", "");
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    assert!(!advised(&bench));
    bench.now += DAY;
    assert!(advised(&bench), "the same key, tried again meanwhile, is no younger");
    connect(&mut bench, "impromptusocial.ai", "impr_sk_newer_key_99");
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    assert!(!advised(&bench), "a new key begins anew");
}

#[test]
fn a_401_never_wipes_the_key() {
    let mut bench = Bench::connected();
    bench.ask(Command::Heartbeat);
    bench.reply(Endpoint::Heartbeat, 401, &refusal("AUTH_001"));
    assert!(matches!(bench.state.connection_issue, Some(ConnectionIssue::Refused { .. })));
    assert!(bench.state.account.is_some());
    assert_eq!(bench.place(|effect| matches!(effect, Effect::DropKey)), None);
}

#[test]
fn a_public_key_is_known_as_read_only() {
    let mut bench = Bench::new();
    connect(&mut bench, "impromptusocial.ai", "impr_pk_reader_1234");
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    assert!(bench.state.account.as_ref().expect("connected").read_only);
    bench.ask(Command::Like { node: "rep_1".into() });
    assert_eq!(bench.told(), "alertReadOnly");
    bench.post("three boots");
    assert_eq!((bench.told().as_str(), bench.phase()), ("alertReadOnly", None));
    assert_eq!(bench.fetches().len(), 0, "nothing is tried that this key may not");
}

#[test]
fn forgetting_keeps_drafts_and_receipts() {
    let mut bench = Bench::sending();
    bench.reply(
        Endpoint::Reprompt,
        200,
        &json!({"nodeId": "rep_9", "status": "complete", "llmResponse": "Fog."}),
    );
    bench.typed("another");
    bench.ask(Command::ForgetKey);
    assert!(bench.state.account.is_none());
    assert_eq!((bench.state.receipts.len(), bench.state.live.drafts.len()), (1, 1));
}

#[test]
fn a_late_reply_to_the_old_key_settles_its_post_and_tells_nothing_of_the_new_account() {
    let replace = |bench: &mut Bench, who: &str| {
        bench.ask(Command::Connect {
            address: "impromptusocial.ai".into(),
            key: Secret::new("impr_sk_other"),
            agreed: false,
        });
        let tries = |(_, pending): &(&u64, &Pending)| matches!(pending, Pending::Connect { .. });
        let request = *bench.state.live.pending.iter().find(tries).expect("a try").0;
        let mut account = heartbeat(0);
        account["agentId"] = json!(who);
        bench.answers(request, Endpoint::Heartbeat, &account);
    };
    let mut bench = Bench::sending();
    let posting = bench.request(Endpoint::Reprompt);
    replace(&mut bench, "agent_x");
    let posted = json!({"nodeId": "rep_9", "status": "complete", "llmResponse": "Fog.", "budgetSpent": 10, "budgetRemaining": 7});
    bench.answers(posting, Endpoint::Reprompt, &posted);
    assert_eq!(bench.phase(), None);
    let budget = bench.state.account.as_ref().map(|account| account.budget.balance);
    assert_eq!(budget, Some(Some(100.0)), "the old account has 7");

    let mut bench = Bench::reading();
    bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
    let reading = bench.request(Endpoint::Thread);
    replace(&mut bench, "agent_7f3");
    let outcome = normalize(Endpoint::Thread, 401, &[], refusal("AUTH_001").to_string().as_bytes());
    bench.ends_late(reading, Outcome::ApiError(outcome.expect_err("a refusal")), Meta::default());
    assert_eq!(bench.state.connection_issue, None, "it was the old key that was refused");
}

#[test]
fn a_like_that_was_on_its_way_is_told_of_when_the_account_goes() {
    let mut bench = Bench::connected();
    bench.ask(Command::Like { node: "rep_1".into() });
    bench.ask(Command::ForgetKey);
    assert!(bench.state.pending_engagements.is_empty(), "the next account is not told that it is on its way");
    assert!(bench.state.receipts.back().is_some_and(|receipt| receipt.unsure));
}

#[test]
fn a_key_that_was_locked_while_it_was_tried_stays_where_it_is() {
    for address in ["impromptusocial.ai", OTHER] {
        let mut bench = Bench::connected();
        bench.event(Event::Protected { token: 1, outcome: SealOutcome::WithPassphrase });
        bench.ask(Command::Connect { address: address.into(), key: Secret::default(), agreed: true });
        bench.ask(Command::Lock);
        let account = bench.state.account.clone();
        bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
        assert_eq!((bench.told().as_str(), bench.state.live.key), ("alertLocked", KeyState::Locked));
        assert_eq!(bench.state.account, account, "{address}: nothing of it has changed");
        assert_eq!(bench.place(|effect| matches!(effect, Effect::MoveKey { .. })), None, "{address}");
    }
}

#[test]
fn of_two_tries_under_way_the_first_that_is_accepted_counts_alone() {
    let keys = |effect: &Effect| matches!(effect, Effect::MoveKey { .. } | Effect::StoreKey { .. });
    for (first, origin) in [(0, OTHER), (1, "https://impromptusocial.ai")] {
        let mut bench = Bench::connected();
        let mut tries = Vec::new();
        // The old key goes to an address that was agreed to for it, a new one to where the old one is.
        agree(&mut bench, "");
        tries.push(bench.fetches()[0].request);
        connect(&mut bench, "impromptusocial.ai", "impr_sk_newer_key_99");
        tries.push(bench.fetches()[0].request);
        bench.answers(tries[first], Endpoint::Heartbeat, &heartbeat(0));
        assert!(bench.place(keys).is_some(), "{origin}");
        bench.answers(tries[1 - first], Endpoint::Heartbeat, &heartbeat(0));
        assert_eq!((bench.place(keys), bench.state.origin()), (None, origin));
    }
}

#[test]
fn a_key_that_could_not_be_kept_is_lost_and_nothing_leaves_with_another() {
    for (key, kept, stands) in [
        ("", true, KeyState::Ready),
        ("", false, KeyState::Lost),
        ("impr_sk_newer_key_99", false, KeyState::Lost),
    ] {
        let mut bench = Bench::connected();
        agree(&mut bench, key);
        bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
        bench.event(Event::Kept { ok: kept });
        assert_eq!(bench.state.live.key, stands, "{key:?}");
        bench.ask(Command::Heartbeat);
        assert_eq!((bench.beats() == 1, bench.title() == "badgeLost"), (kept, !kept), "{key:?}");
    }
}

#[test]
fn what_could_not_be_kept_is_not_said_to_be_done() {
    let said =
        Answer { said: Some(impromptu::domain::LocalizedMessage::new("saidConnected")), ..Answer::default() };
    let asks =
        Answer { ask: Some(impromptu::domain::LocalizedMessage::new("askKeyMove")), ..Answer::default() };
    assert_eq!(said.clone().unless(None), said);
    let told = said.unless(Some("alertSeal"));
    assert_eq!((told.said, told.alert.expect("is told").key.as_str()), (None, "alertSeal"));
    assert_eq!(asks.clone().unless(Some("alertSeal")), asks, "what was not done is not taken back");
}

/// A key whose account may not call the heartbeat, and what its profile then answers.
fn connect_not_active(status: u16, profile: &Value) -> Bench {
    let mut bench = Bench::new();
    connect(&mut bench, "impromptusocial.ai", KEY);
    bench.reply(Endpoint::Heartbeat, 403, &refusal("ACCOUNT_NOT_ACTIVE"));
    assert!(bench.state.account.is_none(), "nothing is kept before the profile was read");
    let fetch = bench.fetches()[0];
    assert_eq!((fetch.endpoint, &fetch.key), (Endpoint::Profile, &KeyUse::Given(Secret::new(KEY))));
    bench.reply(Endpoint::Profile, status, profile);
    bench
}

#[test]
fn an_account_that_may_show_its_profile_connects_and_says_how_it_stands() {
    for (profile, status, issue, said) in [
        (
            json!({"accountStatus": "PENDING"}),
            AccountStatus::Pending,
            ConnectionIssue::Terms,
            "saidConnectedPending",
        ),
        (
            json!({"status": "PENDING_TOS"}),
            AccountStatus::Pending,
            ConnectionIssue::Terms,
            "saidConnectedPending",
        ),
        // The heartbeat was refused, so that it is not active, whatever the profile leaves out.
        (json!({}), AccountStatus::Pending, ConnectionIssue::Terms, "saidConnectedPending"),
        (json!({"status": "ACTIVE"}), AccountStatus::Pending, ConnectionIssue::Terms, "saidConnectedPending"),
        (
            json!({"accountStatus": "SUSPENDED"}),
            AccountStatus::Suspended,
            ConnectionIssue::Suspended,
            "saidConnectedSuspended",
        ),
    ] {
        let mut told = profile.clone();
        told["agentId"] = json!("agent_threshold");
        told["name"] = json!("Threshold");
        let mut bench = connect_not_active(200, &told);
        let account = bench.state.account.clone().expect("connected");
        assert_eq!((account.name.as_deref(), account.status), (Some("Threshold"), Some(status)), "{profile}");
        assert_eq!((bench.state.connection_issue.clone(), bench.told().as_str()), (Some(issue), said));
        assert!(bench.effects.contains(&Effect::StoreKey {
            key: Secret::new(KEY),
            origin: "https://impromptusocial.ai".into()
        }));
        assert!(bench.fetches().is_empty(), "what would be refused is not asked for");
        assert_eq!(bench.state.live.key, KeyState::Ready);
        bench.event(Event::Alarm(impromptu::app::AlarmName::Heartbeat));
        assert_eq!(bench.beats(), 1, "the next beat learns of terms that were accepted elsewhere");
    }
}

#[test]
fn the_terms_of_a_pending_account_are_accepted_here_and_it_goes_on() {
    let mut bench = connect_not_active(200, &json!({"agentId": "agent_7f3", "accountStatus": "PENDING"}));
    bench.ask(Command::AcceptTerms);
    bench.reply(Endpoint::Terms, 200, &json!({"success": true, "status": "ACTIVE"}));
    assert_eq!((bench.told().as_str(), bench.beats()), ("saidTermsAccepted", 1));
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    let account = bench.state.account.clone().expect("connected");
    assert_eq!((account.status, bench.state.connection_issue.clone()), (Some(AccountStatus::Active), None));
}

#[test]
fn a_key_whose_account_shows_nothing_is_not_kept() {
    for (status, profile, alert) in [
        (403, refusal("ACCOUNT_NOT_ACTIVE"), "alertNotActive"),
        (404, refusal("NOT_FOUND"), "alertNotActive"),
        (200, json!({"agentId": "agent_7f3", "accountStatus": "DEACTIVATED"}), "alertDeactivated"),
        (401, refusal("AUTH_001"), "alertKeyRefused"),
        (503, refusal("SRV_001"), "alertServer"),
    ] {
        let bench = connect_not_active(status, &profile);
        assert!(bench.state.account.is_none(), "{status}");
        assert_eq!(bench.told(), alert, "{status}");
        assert_eq!(bench.place(|effect| matches!(effect, Effect::StoreKey { .. })), None);
    }
}

#[test]
fn a_pending_account_that_was_known_keeps_what_it_holds() {
    let mut bench = Bench::connected();
    connect(&mut bench, "impromptusocial.ai", "impr_sk_newer_key_99");
    bench.reply(Endpoint::Heartbeat, 403, &refusal("ACCOUNT_NOT_ACTIVE"));
    bench.reply(
        Endpoint::Profile,
        200,
        &json!({"agentId": "agent_7f3", "name": "Lantern", "accountStatus": "PENDING"}),
    );
    let account = bench.state.account.clone().expect("connected");
    assert_eq!((account.tier.as_deref(), account.key_tail.as_str()), (Some("ESTABLISHED"), "y_99"));
    // Another account takes the place of the one before.
    connect(&mut bench, "impromptusocial.ai", "impr_sk_third_key_77");
    bench.reply(Endpoint::Heartbeat, 403, &refusal("ACCOUNT_NOT_ACTIVE"));
    bench.reply(Endpoint::Profile, 200, &json!({"agentId": "agent_9", "accountStatus": "PENDING"}));
    let account = bench.state.account.clone().expect("connected");
    assert_eq!((account.agent_id.as_deref(), account.name, account.tier), (Some("agent_9"), None, None));
}

#[test]
fn a_key_forgotten_while_its_profile_is_read_is_not_kept() {
    let mut bench = Bench::new();
    connect(&mut bench, "impromptusocial.ai", KEY);
    bench.reply(Endpoint::Heartbeat, 403, &refusal("ACCOUNT_NOT_ACTIVE"));
    let asked = bench.request(Endpoint::Profile);
    bench.ask(Command::ForgetKey);
    bench.answers(asked, Endpoint::Profile, &json!({"agentId": "agent_9", "accountStatus": "PENDING"}));
    assert_eq!(bench.state.account, None);
}
