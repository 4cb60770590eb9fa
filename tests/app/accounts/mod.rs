//! Several accounts.

mod badge;
mod caches;
mod late_replies;
mod preferences;
mod routing;
mod summaries;

use crate::*;
use impromptu::app::{
    Accounts, AccountsCommand, AlarmName, BadgeText, Change, Navigate, Pending, Query, Request, StoredData,
    StoredDraft, ViewKey, account_key, restore_all, shows_key, split_account_key,
};
use impromptu::domain::Table;
use std::collections::VecDeque;

/// Accounts, a clock, and what was wanted last, by whom.
#[derive(Default)]
struct House {
    accounts: Accounts,
    now: Millis,
    effects: Vec<(u32, Effect)>,
}

impl House {
    /// Two accounts, Lantern and Wick, both connected; Wick is in front.
    fn two() -> Self {
        let mut house = Self { now: NOW, ..Self::default() };
        let (online, version) = (true, "1".to_owned());
        house.event(0, Event::Start(Start { online, version, entropy: 7, ..Start::default() }));
        house.connect("Lantern", 2);
        house.ask(AccountsCommand::AddAccount);
        house.connect("Wick", 3);
        house
    }

    fn event(&mut self, at: u32, event: Event) {
        self.effects = self.accounts.step(Some(at), event, self.now);
    }

    fn ask(&mut self, request: impl Into<Request>) {
        let event = match request.into() {
            Request::Accounts(command) => Event::AccountsCommand { token: 1, command },
            Request::Account(command) => Event::Command { token: 1, command },
            Request::Query(query) => panic!("{query:?} is no command"),
        };
        self.effects = self.accounts.step(None, event, self.now);
    }

    /// Connects the account in front under a name, with so many unread.
    fn connect(&mut self, name: &str, unread: u32) {
        let key = Secret::new(format!("impr_sk_test_{name}_key"));
        self.ask(Command::Connect { address: "impromptusocial.ai".into(), key, agreed: false });
        let front = self.accounts.current().number;
        let body = json!({"agentId": name, "name": name, "tier": "ESTABLISHED", "unreadNotifications": unread,
            "budget": {"balance": 100, "maxBalance": 500, "regenerationRate": 50}});
        self.reply(front, |pending| matches!(pending, Pending::Connect { .. }), Endpoint::Heartbeat, &body);
    }

    /// Answers a request of an account.
    fn reply(&mut self, at: u32, which: impl Fn(&Pending) -> bool, endpoint: Endpoint, body: &Value) {
        let state = self.accounts.state(at).expect("is there");
        let request = *state.live.pending.iter().find(|(_, pending)| which(pending)).expect("is under way").0;
        let outcome = Outcome::Reply(Box::new(
            normalize(endpoint, 200, &[], body.to_string().as_bytes()).expect("is a reply"),
        ));
        self.event(
            at,
            Event::Reply {
                request,
                result: RequestResult { outcome, meta: Meta::default(), duration_ms: 5 },
            },
        );
    }

    /// Opens a thread in the account in front, and reviews it.
    fn reads(&mut self) {
        self.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
        let front = self.accounts.current().number;
        let which = |pending: &Pending| matches!(pending, Pending::Thread(_));
        self.reply(front, which, Endpoint::Thread, &thread(&[], None));
        self.ask(read_prompt(PROMPT));
    }

    fn types(&mut self, draft: &str, text: &str) {
        let stored = draft_of(content(text), self.now);
        let event = Event::DraftStored { draft: draft.to_owned(), stored, replaced: None };
        self.effects = self.accounts.step(None, event, self.now);
    }

    fn wants(&self, number: u32, what: impl Fn(&Effect) -> bool) -> bool {
        self.effects.iter().any(|(of, effect)| *of == number && what(effect))
    }

    fn says(&self) -> String {
        let answer = self.effects.iter().find_map(|(_, effect)| match effect {
            Effect::Answer { answer, .. } => Some(answer.clone()),
            _ => None,
        });
        let answer = answer.unwrap_or_default();
        answer.said.or(answer.alert).map(|line| line.key).unwrap_or_default()
    }
}

/// What the edge would find after these were saved.
fn saved(house: &House) -> Vec<(u32, StoredData)> {
    let found = |number: u32| {
        let state = house.accounts.state(number).expect("is there");
        let text = |stored: &StoredDraft| serde_json::to_string(stored).expect("is JSON");
        StoredData {
            state: serde_json::to_string(state).ok(),
            cache: serde_json::to_string(&state.cache).ok(),
            drafts: state.live.drafts.iter().map(|(draft, stored)| (draft.clone(), text(stored))).collect(),
        }
    };
    house.accounts.numbers().into_iter().map(|number| (number, found(number))).collect()
}

/// Draws numbers that are the same for the same seed.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Something that may happen to one account.
fn happening(dice: &mut Dice, number: u32, state: &State) -> Event {
    let draft = account_key(
        number,
        ["reply:rep_1", "reply:rep_2", "seed:1"][usize::try_from(dice.throw(3)).expect("small")],
    );
    let text = format!("boots {}", dice.throw(5));
    let under_way: Vec<u64> = state.live.pending.keys().copied().collect();
    match dice.throw(8) {
        0 => Event::Alarm(AlarmName::Heartbeat),
        1 => Event::Alarm(AlarmName::Reconcile),
        2 => Event::DraftStored { draft, stored: draft_of(content(&text), NOW), replaced: None },
        3 => Event::DraftCleared { draft, removed: None },
        4 => Event::Command { token: 1, command: press(&draft, content(&text)) },
        5 => {
            let revision = state.shown_revision(&draft).cloned().unwrap_or_default();
            Event::Command { token: 1, command: Command::Discard { draft, revision } }
        }
        6 => {
            let outcomes = [
                SealOutcome::WithPassphrase,
                SealOutcome::WithoutPassphrase,
                SealOutcome::WrongPassphrase,
                SealOutcome::Failed,
            ];
            let outcome = outcomes[usize::try_from(dice.throw(4)).expect("is small")];
            Event::Protected { token: 1, outcome }
        }
        _ => {
            let sides = u64::try_from(under_way.len() + 1).expect("is small");
            let nth = usize::try_from(dice.throw(sides)).expect("is small");
            let outcome = match dice.throw(3) {
                0 => Outcome::NoResponse(NoResponse::Timeout),
                1 => Outcome::NoResponse(NoResponse::Dropped),
                _ => Outcome::ApiError(
                    normalize(Endpoint::Reprompt, 401, &[], refusal("AUTH_001").to_string().as_bytes())
                        .expect_err("a refusal"),
                ),
            };
            let result = RequestResult { outcome, meta: Meta::default(), duration_ms: 5 };
            Event::Reply { request: under_way.get(nth).copied().unwrap_or(999), result }
        }
    }
}

/// Whether an effect belongs to one account alone, and not to what the browser has only one of.
fn private(effect: &Effect) -> bool {
    !matches!(effect, Effect::Show(_) | Effect::Badge(_))
}

#[test]
fn two_accounts_live_as_if_each_were_alone() {
    let mut done: Table<String, u32> = Table::new();
    for seed in 0..300 {
        let mut house = House::two();
        house.reads();
        let mut alone: Vec<State> =
            [0, 1].map(|number| house.accounts.state(number).expect("is there").clone()).into();
        let mut dice = Dice(seed);
        for turn in 0..60 {
            house.now += Millis::try_from(dice.throw(600_000)).expect("is small");
            let number = u32::try_from(dice.throw(2)).expect("is small");
            let nth = usize::try_from(number).expect("is small");
            let event = happening(&mut dice, number, &alone[nth]);
            *done.get_or_insert_with(format!("{event:?}").chars().take(5).collect(), || 0) += 1;
            let told: Vec<Effect> =
                step(&mut alone[nth], event.clone(), house.now).into_iter().filter(private).collect();
            house.event(number, event.clone());
            let wanted: Vec<Effect> = house
                .effects
                .iter()
                .inspect(|(of, effect)| assert!(*of == number || !private(effect), "seed {seed}: {effect:?}"))
                .filter(|(_, effect)| private(effect))
                .map(|(_, effect)| match effect {
                    Effect::ShowNotification(desktop) => {
                        Effect::ShowNotification(impromptu::app::DesktopNotification {
                            id: split_account_key(&desktop.id).1.to_owned(),
                            ..desktop.clone()
                        })
                    }
                    effect => effect.clone(),
                })
                .collect();
            assert_eq!(wanted, told, "seed {seed}, turn {turn}: {event:?}");
            for state in &alone {
                let other = house.accounts.state(state.number).expect("is there");
                assert_eq!(other, state, "seed {seed}, turn {turn}: {event:?}");
            }
        }
    }
    assert!(done.values().all(|times| *times > 500), "something hardly happened: {done:?}");
}
