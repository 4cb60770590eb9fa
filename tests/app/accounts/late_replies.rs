//! A reply that comes after another account was brought to the front.

use super::*;
use impromptu::app::{PostRequest, Search, SentForm};
use impromptu::domain::{Output, Verb};

/// Every purpose that a request can have, with an endpoint and a reply that it may get. A new purpose does not compile without a line here.
fn purposes() -> Vec<(Pending, Endpoint, Value)> {
    let draft = || "1:reply:rep_1".to_owned();
    let content = content("three boots");
    let request = PostRequest {
        draft: draft(),
        revision: revision_of(&content),
        content,
        continues: None,
        shown: None,
        token: Some(1),
    };
    let detail = |endpoint| Pending::Detail { endpoint, token: Some(1) };
    let notified = json!({"id": "n_9", "type": "MENTION", "nodeId": "rep_1", "message": "Wren mentioned you", "read": false});
    let body = |pending: &Pending| match pending {
        Pending::Heartbeat(_) | Pending::Connect { .. } | Pending::HealthAccount(_) => {
            (Endpoint::Heartbeat, heartbeat(9))
        }
        Pending::Feed(_) => {
            (Endpoint::Opportunities, json!({"unanswered": [{"nodeId": "rep_7", "title": "Of tides"}]}))
        }
        Pending::Notifications(_) => {
            (Endpoint::Notifications, json!({"notifications": [notified], "unreadCount": 9}))
        }
        Pending::Thread(_)
        | Pending::Replies { .. }
        | Pending::Reconcile { .. }
        | Pending::Answer(_)
        | Pending::Preload { .. } => (Endpoint::Thread, thread(&[], None)),
        Pending::Post { .. } => (
            Endpoint::Reprompt,
            json!({"nodeId": "rep_9", "status": "complete", "llmResponse": "Fog.", "budgetSpent": 10, "budgetRemaining": 90}),
        ),
        Pending::Engage { .. } => {
            (Endpoint::Engage, json!({"success": true, "budgetSpent": 1, "budgetRemaining": 97}))
        }
        Pending::Search(_) => {
            (Endpoint::Query, json!({"results": [{"nodeId": "rep_2", "title": "Of moths"}]}))
        }
        Pending::BudgetDetails => (Endpoint::Budget, json!({"balance": 7, "maxBalance": 500})),
        Pending::AiModels | Pending::ModelSearch { .. } => {
            (Endpoint::Models, json!({"models": [{"id": "openai/gpt-4o", "name": "Four"}]}))
        }
        Pending::Profile => (Endpoint::Profile, json!({"agentId": "Wick", "name": "Wick", "reputation": 9})),
        Pending::Tokens => (Endpoint::Balance, json!({"tokenBalance": 9})),
        Pending::Detail { endpoint: Endpoint::Security, .. } => {
            (Endpoint::Security, json!({"posture": "suspended", "accountStatus": "SUSPENDED"}))
        }
        Pending::Detail { .. } => (
            Endpoint::QuickStart,
            json!({"starterPrompt": {"nodeId": "rep_5", "title": "Of salt"}, "text": "I kept one lamp."}),
        ),
        Pending::Terms(_) => (Endpoint::Terms, json!({"success": true, "status": "ACTIVE"})),
        Pending::Deregister(_) => (Endpoint::Deregister, json!({"success": true})),
        Pending::Challenge { .. } => (Endpoint::Challenge, signup::challenge(4, 8_192)),
        Pending::Register { .. } => (Endpoint::Register, signup::registered("ACTIVE")),
        Pending::Credentials { .. } => (Endpoint::Credentials, json!({"credentials": []})),
        Pending::HealthAddress(_) => (Endpoint::Health, json!({"status": "ok"})),
        Pending::HealthSecurity(_) => (Endpoint::Security, json!({"posture": "normal"})),
    };
    let all = vec![
        Pending::Heartbeat(Some(1)),
        Pending::Feed(Some(1)),
        Pending::Notifications(0),
        Pending::Thread("rep_1".into()),
        Pending::Replies { node: "rep_1".into(), cursor: "2".into(), token: 1 },
        Pending::Reconcile { draft: draft(), token: Some(1), pages: 0, unclear: false },
        Pending::Answer("rep_1".into()),
        Pending::Preload { node: "rep_1".into(), request: Box::new(request) },
        Pending::Post { draft: draft(), token: Some(1) },
        Pending::Engage { node: "rep_1".into(), verb: Verb::Like, token: 1 },
        Pending::Search(1),
        Pending::BudgetDetails,
        Pending::AiModels,
        Pending::ModelSearch { search: String::new(), output: Output::Text, cursor: None },
        Pending::Profile,
        Pending::Tokens,
        detail(Endpoint::Security),
        detail(Endpoint::QuickStart),
        Pending::Terms(1),
        Pending::Deregister(1),
        Pending::Connect {
            origin: "https://impromptusocial.ai".into(),
            key: Secret::new("impr_sk_test_other_key"),
            endpoint: Endpoint::Heartbeat,
            token: 1,
        },
        Pending::Challenge { token: 1, form: Box::new(signup::form()) },
        Pending::Register { token: 1, sent: SentForm::default() },
        Pending::Credentials { token: Some(1), changes: true },
        Pending::HealthAddress(1),
        Pending::HealthAccount(1),
        Pending::HealthSecurity(1),
    ];
    all.into_iter()
        .map(|pending| {
            let (endpoint, body) = body(&pending);
            (pending, endpoint, body)
        })
        .collect()
}

/// Lantern is in front. Wick, behind it, waits for a reply with this purpose, after it posted, searched and read a thread. Lantern waits for
/// one of the same number.
fn waiting(pending: &Pending) -> (House, u64) {
    let mut house = House::two();
    house.reads();
    house.ask(press("1:reply:rep_1", content("three boots")));
    let search = Search { words: "lamp".into(), ..Search::default() };
    house.ask(Command::SearchNetwork { query: search });
    house.ask(Command::Like { node: "rep_1".into() });
    house.ask(AccountsCommand::SwitchAccount { account: 0 });
    house.reads();
    let mut states: Vec<State> =
        [0, 1].map(|number| house.accounts.state(number).expect("is there").clone()).into();
    let request = 1 + states.iter().map(|state| state.next_request).max().expect("two");
    for state in &mut states {
        state.next_request = request;
        state.live.pending.insert(request, pending.clone());
    }
    house.accounts = Accounts::new(house.accounts.account_list.clone(), states);
    // The badge, and the list of accounts, as they are before the reply.
    house.effects = house.accounts.step(None, Event::Used, house.now);
    (house, request)
}

#[test]
fn a_reply_that_comes_after_a_switch_changes_the_account_that_asked_and_no_other() {
    let purposes = purposes();
    assert_eq!(purposes.len(), 27);
    for (pending, endpoint, body) in purposes {
        let reply = normalize(endpoint, 200, &[], body.to_string().as_bytes());
        let refusal = normalize(endpoint, 401, &[], refusal("AUTH_001").to_string().as_bytes());
        let outcomes = [
            Outcome::Reply(Box::new(reply.expect("is a reply"))),
            Outcome::ApiError(refusal.expect_err("a refusal")),
            Outcome::NoResponse(NoResponse::Timeout),
        ];
        for outcome in outcomes {
            let (mut house, request) = waiting(&pending);
            let before = house.accounts.clone();
            let mut alone = before.state(1).expect("is there").clone();
            let event = Event::Reply {
                request,
                result: RequestResult { outcome: outcome.clone(), meta: Meta::default(), duration_ms: 5 },
            };
            let expected: Vec<Effect> =
                step(&mut alone, event.clone(), house.now).into_iter().filter(private).collect();
            house.event(1, event);
            let case = format!("{pending:?} {outcome:?}");
            assert_eq!(house.accounts.state(1), Some(&alone), "{case}");
            assert_ne!(house.accounts.state(1), before.state(1), "it is taken: {case}");
            assert_eq!(house.accounts.state(0), before.state(0), "{case}");
            assert_eq!(house.accounts.current().number, 0, "{case}");
            let shows: Vec<_> =
                house.effects.iter().filter(|(_, effect)| matches!(effect, Effect::Show(_))).collect();
            let list = (0, Effect::Show(ViewKey::Accounts));
            assert!(shows.iter().all(|shown| **shown == list), "nothing of it is painted: {case}: {shows:?}");
            let done: Vec<(u32, Effect)> =
                house.effects.iter().filter(|(_, effect)| private(effect)).cloned().collect();
            assert!(done.iter().all(|(number, _)| *number == 1), "{case}: {done:?}");
            assert_eq!(done.len(), expected.len(), "{case}: {done:?}");
            for (_, effect) in done {
                let named = match &effect {
                    Effect::StoreDraft { draft, .. }
                    | Effect::StoreDraftIfAbsent { draft, .. }
                    | Effect::RemoveDraft { draft, .. } => Some(draft.clone()),
                    Effect::ShowNotification(desktop) => Some(desktop.id.clone()),
                    _ => None,
                };
                assert!(named.is_none_or(|id| split_account_key(&id).0 == 1), "{case}: {effect:?}");
                assert!(!matches!(effect, Effect::Navigate(_) | Effect::DropThreads), "{case}: {effect:?}");
            }
        }
    }
}
