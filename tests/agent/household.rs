use crate::*;
use impromptu::agent::{
    AlarmName, BadgeText, Change, Found, Goto, Household, Pending, Stored, Surface, named, owner,
    restore_all, shows_key,
};
use impromptu::model::Table;
use std::collections::VecDeque;

/// Accounts, a clock, and what was wanted last, by whom.
#[derive(Default)]
struct House {
    household: Household,
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
        house.ask(Command::AddAccount);
        house.connect("Wick", 3);
        house
    }

    fn event(&mut self, at: u32, event: Event) {
        self.effects = self.household.step(Some(at), event, self.now);
    }

    fn ask(&mut self, command: Command) {
        self.effects = self.household.step(None, Event::Command { token: 1, command }, self.now);
    }

    /// Connects the account in front under a name, with so many unread.
    fn connect(&mut self, name: &str, unread: u32) {
        let key = Secret::new(format!("impr_sk_test_{name}_key"));
        self.ask(Command::Connect { address: "impromptusocial.ai".into(), key, agreed: false });
        let front = self.household.current().number;
        let body = json!({"agentId": name, "name": name, "tier": "ESTABLISHED", "unreadNotifications": unread,
            "budget": {"balance": 100, "maxBalance": 500, "regenerationRate": 50}});
        self.reply(front, |pending| matches!(pending, Pending::Connect { .. }), Endpoint::Heartbeat, &body);
    }

    /// Answers a request of an account.
    fn reply(&mut self, at: u32, which: impl Fn(&Pending) -> bool, endpoint: Endpoint, body: &Value) {
        let state = self.household.state(at).expect("is there");
        let request = *state.live.pending.iter().find(|(_, pending)| which(pending)).expect("is under way").0;
        let outcome = Outcome::Reply(Box::new(
            normalize(endpoint, 200, &[], body.to_string().as_bytes()).expect("is a reply"),
        ));
        self.event(at, Event::Reply { request, ending: Ending { outcome, meta: Meta::default(), took: 5 } });
    }

    /// Opens a thread in the account in front, and reviews it.
    fn reads(&mut self) {
        self.ask(Command::Open { node: "rep_1".into() });
        let front = self.household.current().number;
        let which = |pending: &Pending| matches!(pending, Pending::Thread(_));
        self.reply(front, which, Endpoint::Thread, &thread(&[], None));
        self.ask(Command::Review { root: "prm_1".into(), text: None });
    }

    fn types(&mut self, draft: &str, text: &str) {
        let (draft, at) = (draft.to_owned(), self.now);
        self.effects = self.household.step(None, Event::Typed { draft, words: words(text), at }, self.now);
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

#[test]
fn what_the_first_account_has_bears_no_number() {
    assert_eq!((named(0, "reply:n"), owner("reply:n")), ("reply:n".into(), (0, "reply:n")));
    assert_eq!((named(3, "reply:n"), owner("3:reply:n")), ("3:reply:n".into(), (3, "reply:n")));
    for odd in ["reply:5:n", "0:reply:n", "x:reply:n", "seed", ":seed:1", "-1:seed:1", "99999999999:seed:1"] {
        assert_eq!(owner(odd), (0, odd), "no number of an account");
    }
}

#[test]
fn a_post_goes_out_as_the_account_its_draft_belongs_to() {
    let mut house = House::two();
    house.reads();
    house.types("1:reply:rep_1", "three boots");
    house.ask(Command::SwitchAccount { account: 0 });
    // A panel that has not heard of it yet still shows Wick's composer.
    house.ask(Command::Post { draft: "1:reply:rep_1".into(), words: words("three boots") });
    let posts =
        |effect: &Effect| matches!(effect, Effect::Fetch(fetch) if fetch.endpoint == Endpoint::Reprompt);
    assert!(house.wants(1, posts) && !house.wants(0, posts), "{:?}", house.effects);
    assert!(house.wants(1, |effect| *effect == Effect::Save), "and is written down as its own");
    // The same request number may be under way for both: each hears its own.
    let state = house.household.state(1).expect("is there");
    assert_eq!(state.slips.len(), 1);
    house.reply(
        1,
        |pending| matches!(pending, Pending::Post { .. }),
        Endpoint::Reprompt,
        &json!({"nodeId": "rep_9", "status": "complete", "llmResponse": "Fog."}),
    );
    let (lantern, wick) = (house.household.state(0).expect("is"), house.household.state(1).expect("is"));
    assert_eq!((lantern.receipts.len(), wick.receipts.len()), (0, 1));
    assert!(
        house.wants(
            1,
            |effect| matches!(effect, Effect::RemoveWords { draft, .. } if draft == "1:reply:rep_1")
        )
    );
}

#[test]
fn only_the_account_in_front_is_shown() {
    let mut house = House::two();
    house.event(0, Event::Alarm(AlarmName::Beat));
    let shows = |effect: &Effect| matches!(effect, Effect::Show(Surface::Feed | Surface::Masthead));
    assert!(!house.wants(0, shows));
    house.ask(Command::SwitchAccount { account: 0 });
    assert!(house.wants(0, shows) && !house.wants(1, shows));
    assert_eq!(house.says(), "saidAccountSwitched");
    let dropped = house.effects.iter().position(|(_, effect)| *effect == Effect::DropThreads);
    let first = house.effects.iter().position(|(_, effect)| shows(effect));
    assert!(
        dropped.expect("threads go") < first.expect("views come"),
        "what the other had read is not shown"
    );
}

#[test]
fn the_badge_counts_all_or_the_chosen_one() {
    let mut house = House::two();
    let count = |house: &House| house.household.badge().text;
    assert_eq!(count(&house), Some(BadgeText::Count(5)));
    house.ask(Command::CountAccount { account: Some(0) });
    assert_eq!(count(&house), Some(BadgeText::Count(2)));
    assert!(
        house.wants(1, |effect| *effect == Effect::SaveRoll)
            && house.wants(1, |effect| matches!(effect, Effect::Badge(_)))
    );
    house.ask(Command::CountAccount { account: None });
    house.ask(Command::SignOut { account: 1 });
    assert_eq!(count(&house), Some(BadgeText::Count(2)), "one without a key says nothing");
    house.event(0, Event::Protected { token: 1, passphrase: Some(true) });
    house.ask(Command::Lock);
    assert_eq!(house.household.badge().title.key, "badgeLocked", "what stands in the way comes first");
}

#[test]
fn signing_out_of_one_keeps_its_drafts_and_touches_no_other() {
    let mut house = House::two();
    house.types("1:reply:rep_1", "three boots");
    house.types("reply:rep_1", "four boots");
    house.ask(Command::SignOut { account: 0 });
    assert!(
        house.wants(0, |effect| *effect == Effect::DropKey)
            && !house.wants(1, |effect| *effect == Effect::DropKey)
    );
    let members = house.household.members();
    assert_eq!((members[0].key_tail.as_deref(), members[0].drafts), (None, 1));
    assert_eq!((members[1].name.as_deref(), members[1].drafts), (Some("Wick"), 1));
}

#[test]
fn an_account_that_holds_nothing_goes_when_it_is_left_and_one_with_a_draft_stays() {
    let mut house = House::two();
    house.ask(Command::AddAccount);
    house.ask(Command::SwitchAccount { account: 0 });
    assert!(house.wants(2, |effect| *effect == Effect::DropAccount));
    assert_eq!(house.household.numbers(), [0, 1]);
    house.ask(Command::AddAccount);
    assert_eq!(house.household.current().number, 3, "no number is given twice");
    house.types("3:seed:1", "Be a ledger.");
    house.ask(Command::SwitchAccount { account: 0 });
    assert_eq!(house.household.numbers(), [0, 1, 3]);
    house.ask(Command::NameAccount { account: 3, label: " Moth ".into() });
    assert_eq!(house.household.members()[2].label, "Moth");
}

#[test]
fn who_means_an_account_that_is_gone_is_told_so() {
    let mut house = House::two();
    let before = house.household.clone();
    for command in [
        Command::SwitchAccount { account: 9 },
        Command::NameAccount { account: 9, label: "Moth".into() },
        Command::SignOut { account: 9 },
        Command::Post { draft: "9:reply:rep_1".into(), words: words("three boots") },
        Command::Discard { draft: "9:reply:rep_1".into() },
    ] {
        house.ask(command.clone());
        assert_eq!((house.says().as_str(), house.effects.len()), ("alertAccountGone", 1), "{command:?}");
        assert_eq!(house.household, before, "{command:?}");
    }
}

#[test]
fn what_a_person_prefers_holds_for_all() {
    let mut house = House::two();
    house.ask(Command::Settings { change: Change { pace: Some(60), ..Change::default() } });
    for number in [0, 1] {
        assert_eq!(house.household.state(number).expect("is there").settings.pace, 60);
        assert!(house.wants(number, |effect| *effect == Effect::Save));
    }
    let answers = house.effects.iter().filter(|(_, effect)| matches!(effect, Effect::Answer { .. })).count();
    assert_eq!(answers, 1, "who asked hears one answer");
    house.ask(Command::AddAccount);
    assert_eq!(house.household.current().settings.pace, 60, "also for those that come later");
}

#[test]
fn a_desktop_notice_opens_its_own_account() {
    let mut house = House::two();
    house.effects = house.household.step(None, Event::NoticeClicked { id: "notice:n_1".into() }, house.now);
    assert_eq!(house.household.current().number, 0);
    assert!(house.wants(0, |effect| matches!(effect, Effect::Goto(Goto { .. }))));
    house.effects = house.household.step(None, Event::NoticeClicked { id: "1:notices".into() }, house.now);
    assert_eq!(house.household.current().number, 1);
}

#[test]
fn preferences_travel_only_when_the_person_says_so_and_without_anything_else() {
    let mut house = House::two();
    let pace = |pace| Command::Settings { change: Change { pace: Some(pace), ..Change::default() } };
    let synced = |house: &mut House, text: Option<&str>| {
        let text = text.map(str::to_owned);
        house.effects = house.household.step(None, Event::Synced { text }, house.now);
    };
    house.ask(pace(60));
    assert!(!house.wants(1, |effect| *effect == Effect::SaveSync), "off at first");
    synced(&mut house, Some(r#"{"pace": 120}"#));
    assert_eq!(house.household.current().settings.pace, 60, "and nothing is taken over");
    house.ask(Command::Sync { on: true });
    assert!(house.wants(1, |effect| *effect == Effect::ReadSync));
    synced(&mut house, None);
    assert!(house.wants(1, |effect| *effect == Effect::SaveSync), "nothing was there: ours goes");
    house.ask(Command::Settings { change: Change { mute_minutes: Some(60), ..Change::default() } });
    let portable = house.household.current().settings.portable();
    assert!(portable.contains("\"mutedUntil\":0"), "{portable}");
    assert!(!portable.contains("Lantern") && !portable.contains("Wick"), "{portable}");
    synced(&mut house, Some(r#"{"pace": 1, "lockAfter": 0, "quiet": {"on": true, "from": 9999, "to": 5}}"#));
    for number in [0, 1] {
        let settings = &house.household.state(number).expect("is there").settings;
        assert_eq!(
            (settings.pace, settings.lock_after, settings.quiet.from),
            (5, 1, 9999 % 1440),
            "held to range"
        );
        assert!(settings.muted_until > house.now, "a mute stays where it was set");
    }
    assert!(!house.wants(1, |effect| *effect == Effect::SaveSync), "what came is not sent back");
    synced(&mut house, Some("boots"));
    assert_eq!(house.household.current().settings.pace, 5);
}

/// What the edge would find after these were saved.
fn saved(house: &House) -> Vec<(u32, Found)> {
    let found = |number: u32| {
        let state = house.household.state(number).expect("is there");
        let text = |stored: &Stored| serde_json::to_string(stored).expect("is JSON");
        Found {
            state: serde_json::to_string(state).ok(),
            cache: serde_json::to_string(&state.cache).ok(),
            words: state.live.words.iter().map(|(draft, stored)| (draft.clone(), text(stored))).collect(),
        }
    };
    house.household.numbers().into_iter().map(|number| (number, found(number))).collect()
}

#[test]
fn accounts_come_back_and_a_lost_roll_costs_no_sentence() {
    let mut house = House::two();
    house.types("1:seed:4", "Be a ledger.");
    house.types("reply:rep_1", "four boots");
    let roll = serde_json::to_string(&house.household.roll).expect("is JSON");
    for roll in [Some(roll.as_str()), Some("{"), None] {
        let (again, damaged) = restore_all(roll, &saved(&house));
        assert_eq!((again.numbers(), damaged), (vec![0, 1], Vec::new()), "{roll:?}");
        let drafts: Vec<u32> = again.members().iter().map(|member| member.drafts).collect();
        assert_eq!(drafts, [1, 1]);
        assert_eq!(again.state(1).expect("is there").seed(), "1:seed:4", "a new seed does not write over it");
        assert!(again.roll.next >= 2);
    }
    // What one browser kept before there were several accounts is the first one's.
    let alone = vec![saved(&house).remove(0)];
    let (again, _) = restore_all(None, &alone);
    assert_eq!((again.numbers(), again.current().live.words.len()), (vec![0], 1));
    // Only words of an account are left: it comes back for them.
    let stored = r#"{"words":{"text":"three boots"},"at":5}"#;
    let only = Found { words: vec![("7:reply:rep_1".into(), stored.into())], ..Found::default() };
    let (again, _) = restore_all(None, &[(7, only)]);
    assert_eq!((again.numbers(), again.roll.next), (vec![0, 7], 8));
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
    let draft = named(
        number,
        ["reply:rep_1", "reply:rep_2", "seed:1"][usize::try_from(dice.throw(3)).expect("small")],
    );
    let text = format!("boots {}", dice.throw(5));
    let under_way: Vec<u64> = state.live.pending.keys().copied().collect();
    match dice.throw(8) {
        0 => Event::Alarm(AlarmName::Beat),
        1 => Event::Alarm(AlarmName::Settle),
        2 => Event::Typed { draft, words: words(&text), at: NOW },
        3 => Event::Cleared { draft },
        4 => Event::Command { token: 1, command: Command::Post { draft, words: words(&text) } },
        5 => Event::Command { token: 1, command: Command::Discard { draft } },
        6 => Event::Protected { token: 1, passphrase: Some(dice.throw(2) == 0) },
        _ => {
            let sides = u64::try_from(under_way.len() + 1).expect("is small");
            let nth = usize::try_from(dice.throw(sides)).expect("is small");
            let outcome = match dice.throw(3) {
                0 => Outcome::Silence(Silence::Timeout),
                1 => Outcome::Silence(Silence::Dropped),
                _ => Outcome::Problem(
                    normalize(Endpoint::Reprompt, 401, &[], refusal("AUTH_001").to_string().as_bytes())
                        .expect_err("a refusal"),
                ),
            };
            let ending = Ending { outcome, meta: Meta::default(), took: 5 };
            Event::Reply { request: under_way.get(nth).copied().unwrap_or(999), ending }
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
            [0, 1].map(|number| house.household.state(number).expect("is there").clone()).into();
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
                    Effect::Notify(desktop) => Effect::Notify(impromptu::agent::Desktop {
                        id: owner(&desktop.id).1.to_owned(),
                        ..desktop.clone()
                    }),
                    effect => effect.clone(),
                })
                .collect();
            assert_eq!(wanted, told, "seed {seed}, turn {turn}: {event:?}");
            for state in &alone {
                let other = house.household.state(state.number).expect("is there");
                assert_eq!(other, state, "seed {seed}, turn {turn}: {event:?}");
            }
        }
    }
    assert!(done.values().all(|times| *times > 500), "something hardly happened: {done:?}");
}

#[test]
fn a_sign_up_ends_in_the_account_it_was_begun_in() {
    let mut house = House::two();
    let solve = |house: &mut House| {
        house.ask(Command::Join { form: Box::new(joining::form()) });
    };
    solve(&mut house);
    assert_eq!(house.says(), "alertHasAccount", "one that has a key keeps it");
    house.ask(Command::AddAccount);
    solve(&mut house);
    let asks = |pending: &Pending| matches!(pending, Pending::Challenge { .. });
    house.reply(2, asks, Endpoint::Challenge, &joining::challenge(4, 8_192));
    let nonces = (0..10).map(Some).collect();
    house.ask(Command::Found { chain: "chain_1".into(), nonces, starts: vec![0; 10] });
    house.ask(Command::SwitchAccount { account: 0 });
    assert!(house.household.state(2).is_some(), "a sign-up under way is missed when it goes");
    house.ask(Command::SwitchAccount { account: 2 });
    solve(&mut house);
    house.ask(Command::SwitchAccount { account: 0 });
    let sent = |pending: &Pending| matches!(pending, Pending::Register { .. });
    house.reply(2, sent, Endpoint::Register, &joining::registered("ACTIVE"));
    let keeps = |effect: &Effect| matches!(effect, Effect::KeepFresh { .. });
    assert!(house.wants(2, keeps) && !house.wants(0, keeps), "{:?}", house.effects);
    house.event(2, Event::Kept { ok: true });
    let shown = |number| shows_key(house.household.state(number).expect("is there"));
    assert_eq!([shown(0), shown(1), shown(2)], [false, false, true], "the key is that account's to show");
    let names: Vec<_> = house.household.members().into_iter().map(|member| member.name).collect();
    assert_eq!(names, [Some("Lantern".into()), Some("Wick".into()), Some("Paper Moon".into())]);
}

#[test]
fn a_pasted_system_prompt_is_read_for_the_account_whose_seed_it_is() {
    let mut house = House::two();
    let text = "Be a ledger.".to_owned();
    let pasted = Words { system_prompt: text.clone(), pasted: true, ..words("three boots") };
    house.ask(Command::SwitchAccount { account: 0 });
    // A panel that has not heard of it yet still shows Wick's seed.
    house.ask(Command::Review { root: "1:seed:1".into(), text: Some(text) });
    assert_eq!(house.says(), "saidReviewed");
    assert!(house.wants(1, |effect| *effect == Effect::Save));
    house.ask(Command::Post { draft: "1:seed:1".into(), words: pasted.clone() });
    assert!(
        house.wants(1, |effect| matches!(effect, Effect::Fetch(fetch) if fetch.endpoint == Endpoint::Prompt))
    );
    house.ask(Command::Post { draft: "seed:1".into(), words: pasted });
    assert!(!house.wants(0, |effect| matches!(effect, Effect::Fetch(_))), "Lantern's own was not read");
}

/// Has an account connected at another address, agreed to.
fn moving() -> Command {
    Command::Connect { address: "https://example.org".into(), key: Secret::default(), agreed: true }
}

#[test]
fn what_touches_a_key_is_done_for_the_account_it_was_asked_for() {
    /// What a case expects of the effects.
    type Does<'a> = &'a dyn Fn(&Effect) -> bool;
    let passphrase = || Secret::new("moth and lamp");
    let cases: Vec<(Command, Does<'_>)> = vec![
        (moving(), &|effect| matches!(effect, Effect::Fetch(fetch) if fetch.origin == "https://example.org")),
        (Command::Forget, &|effect| *effect == Effect::DropKey),
        (Command::Unlock { passphrase: passphrase() }, &|effect| matches!(effect, Effect::UnlockKey { .. })),
        (Command::Protect { passphrase: passphrase() }, &|effect| matches!(effect, Effect::SealKey { .. })),
        (
            Command::PutCredential { provider: "fal".into(), key: Secret::new("sk-or-v1-0123456789") },
            &|effect| matches!(effect, Effect::Fetch(fetch) if fetch.endpoint == Endpoint::Credentials),
        ),
        (
            Command::DropCredential { id: "cred_1".into() },
            &|effect| matches!(effect, Effect::Fetch(fetch) if fetch.endpoint == Endpoint::Credentials),
        ),
    ];
    for (command, does) in cases {
        let mut house = House::two();
        // The question, the form or the list was painted for Wick; Lantern has come to the front since.
        house.ask(Command::SwitchAccount { account: 0 });
        house.event(1, Event::Command { token: 1, command: command.clone() });
        assert!(house.wants(1, does) && !house.wants(0, does), "{command:?}: {:?}", house.effects);
        house.event(9, Event::Command { token: 1, command });
        assert_eq!((house.says().as_str(), house.effects.len()), ("alertAccountGone", 1));
    }
}

#[test]
fn what_is_brought_back_is_brought_back_where_it_was_thrown_away() {
    let mut house = House::two();
    let discard = |house: &mut House, draft: &str| {
        house.types(draft, &format!("words of {draft}"));
        house.ask(Command::Discard { draft: draft.into() });
        let answers = house.effects.iter().find_map(|(_, effect)| match effect {
            Effect::Answer { answer, .. } => answer.undo.clone(),
            _ => None,
        });
        answers.expect("a way back")
    };
    let tokens = ["reply:rep_1", "1:reply:rep_1"].map(|draft| discard(&mut house, draft));
    for (number, token) in [(0, &tokens[0]), (1, &tokens[1])] {
        // Whoever is in front by then: the line that offers it outlives a switch.
        house.ask(Command::SwitchAccount { account: 1 - number });
        house.ask(Command::Undo { token: token.clone() });
        let mine = named(number, "reply:rep_1");
        let back = |effect: &Effect| {
            matches!(effect, Effect::StoreWords { draft, words }
                if *draft == mine && words.text == format!("words of {mine}"))
        };
        assert!(house.wants(number, back), "{token}: {:?}", house.effects);
    }
    house.ask(Command::Undo { token: "9:u1".into() });
    assert_eq!(house.says(), "alertAccountGone");
}

#[test]
fn what_a_surface_does_for_the_account_it_shows_is_done_for_no_other() {
    let mut house = House::two();
    let engages =
        |effect: &Effect| matches!(effect, Effect::Fetch(fetch) if fetch.endpoint == Endpoint::Engage);
    let saves = |effect: &Effect| *effect == Effect::Save;
    for (command, does) in [
        (Command::Like { node: "rep_1".into() }, &engages as &dyn Fn(&Effect) -> bool),
        (Command::Bookmark { node: "rep_1".into() }, &engages),
        (Command::Triage { ids: vec!["n_1".into()], to: impromptu::agent::Triage::Read }, &saves),
    ] {
        house.event(0, Event::Command { token: 1, command: command.clone() });
        assert!(house.wants(0, does) && !house.wants(1, does), "{command:?}: {:?}", house.effects);
    }
}

#[test]
fn an_account_that_is_being_connected_or_has_a_key_or_a_name_stays() {
    let key = || Secret::new("impr_sk_test_Moth_key");
    let connect = || Command::Connect { address: "impromptusocial.ai".into(), key: key(), agreed: false };
    let start = |key| Event::Start(Start { online: true, key, version: "1".into(), ..Start::default() });
    let cases = [
        ("nothing", start(KeyState::None), false),
        ("a try to connect under way", Event::Command { token: 1, command: connect() }, true),
        // What was saved of it was damaged, and put aside.
        ("a key without an account", start(KeyState::Ready), true),
        ("a locked one", start(KeyState::Locked), true),
        (
            "a name",
            Event::Command { token: 1, command: Command::NameAccount { account: 2, label: "Moth".into() } },
            true,
        ),
    ];
    for (name, event, stays) in cases {
        let mut house = House::two();
        house.ask(Command::AddAccount);
        house.event(2, event);
        house.ask(Command::SwitchAccount { account: 0 });
        assert_eq!(house.household.state(2).is_some(), stays, "{name}");
        assert_eq!(house.wants(2, |effect| *effect == Effect::DropAccount), !stays, "{name}");
    }
}

#[test]
fn preferences_from_another_browser_are_no_use_of_this_one() {
    let mut house = House::two();
    house.event(1, Event::Protected { token: 1, passphrase: Some(true) });
    house.ask(Command::Sync { on: true });
    let locks_at = |house: &House| house.household.state(1).expect("is there").lock.locks_at;
    let (begun, used) = (house.now, locks_at(&house));
    for (text, pace, after) in [
        (r#"{"pace": 120}"#, 120, 30),
        // Held to its range, and with a field of another version: such a text never is the same as ours.
        (r#"{"pace": 1, "lantern": true}"#, 5, 30),
        (r#"{"pace": 1, "lockAfter": 60}"#, 5, 60),
        (r#"{"pace": 1, "lockAfter": 20}"#, 5, 20),
    ] {
        house.now += MINUTE;
        for again in [false, true] {
            let synced = Event::Synced { text: Some(text.into()) };
            house.effects = house.household.step(None, synced, house.now);
            assert_eq!(house.household.current().settings.pace, pace);
            assert_eq!(locks_at(&house), begun + after * MINUTE, "counted from when it was used: {text}");
            assert!(!again || house.effects.is_empty(), "what is so already is left: {:?}", house.effects);
        }
    }
    assert_eq!(used, begun + 30 * MINUTE);
}

/// What stands in line and in the browser's own sync, the way the edge holds them: it tells of every change there, also of its own.
struct Travels {
    house: House,
    queue: VecDeque<Event>,
    there: Option<String>,
}

impl Travels {
    /// Takes the next in line, and carries out what it asks for.
    fn turn(&mut self) {
        let event = self.queue.pop_front().expect("something waits");
        for (_, effect) in self.house.household.step(None, event, self.house.now) {
            match effect {
                Effect::SaveSync => {
                    self.there = Some(self.house.household.current().settings.portable());
                    self.queue.push_back(Event::SyncChanged);
                }
                Effect::ReadSync => self.queue.push_front(Event::Synced { text: self.there.clone() }),
                _ => {}
            }
        }
    }
}

#[test]
fn no_change_of_ours_is_undone_by_hearing_of_an_earlier_one() {
    let mut house = House::two();
    house.ask(Command::Sync { on: true });
    let set = |change| Event::Command { token: 1, command: Command::Settings { change } };
    let pace = || set(Change { pace: Some(60), ..Change::default() });
    let lock = || set(Change { lock_after: Some(5), ..Change::default() });
    let reads = || set(Change { open_reads: Some(true), ..Change::default() });
    let mut travels = Travels { house, queue: VecDeque::from([pace(), lock()]), there: None };
    // Two are made before the word of the first is heard, and the third before that of the second.
    (0..3).for_each(|_| travels.turn());
    travels.queue.push_front(reads());
    while !travels.queue.is_empty() {
        travels.turn();
    }
    let settings = |travels: &Travels| travels.house.household.current().settings.clone();
    let now = settings(&travels);
    assert_eq!((now.pace, now.lock_after, now.open_reads), (60, 5, true));
    assert_eq!(travels.there, Some(now.portable()));
    travels.there = Some(r#"{"pace": 120}"#.into());
    travels.queue.push_back(Event::SyncChanged);
    (0..2).for_each(|_| travels.turn());
    assert_eq!(
        (settings(&travels).pace, travels.queue.len()),
        (120, 0),
        "another's counts, and is not sent back"
    );
}

#[test]
fn the_badge_is_made_when_it_is_known_how_every_key_stands() {
    let mut house = House::two();
    house.event(0, Event::Protected { token: 1, passphrase: Some(true) });
    let roll = serde_json::to_string(&house.household.roll).expect("is JSON");
    let start = |key| Start { online: true, key, version: "1".into(), entropy: 7, ..Start::default() };
    for (keys, title) in [
        ([KeyState::Ready, KeyState::Ready], "badgeUnreadMany"),
        ([KeyState::Locked, KeyState::Ready], "badgeLocked"),
        ([KeyState::Ready, KeyState::None], "badgeLost"),
    ] {
        house.household = restore_all(Some(&roll), &saved(&house)).0;
        let starts = vec![(0, start(keys[0])), (1, start(keys[1]))];
        house.effects = house.household.step(None, Event::Woken(starts), house.now);
        let badges = house.effects.iter().filter_map(|(_, effect)| match effect {
            Effect::Badge(badge) => Some(badge.title.key.as_str()),
            _ => None,
        });
        assert_eq!(badges.collect::<Vec<_>>(), [title], "{keys:?}");
        let online = |number| house.household.state(number).expect("is there").live.online;
        assert!(online(0) && online(1), "{keys:?}");
    }
}

#[test]
fn a_roll_that_was_not_saved_is_told_and_saved_with_whatever_happens_next() {
    let mut house = House::two();
    let saves =
        |house: &House| house.effects.iter().filter(|(_, effect)| *effect == Effect::SaveRoll).count();
    let full = |house: &House| house.household.current().live.storage_full;
    house.ask(Command::NameAccount { account: 0, label: "Moth".into() });
    assert_eq!(saves(&house), 1);
    house.event(0, Event::RollSaved { ok: false });
    assert!(full(&house) && house.wants(1, |effect| *effect == Effect::Show(Surface::Masthead)));
    assert_eq!(saves(&house), 0, "not because it failed");
    house.event(1, Event::Saved);
    assert_eq!(saves(&house), 0, "nor with the word of another save");
    house.event(0, Event::RollSaved { ok: false });
    for happening in [
        Event::Alarm(AlarmName::Settle),
        Event::Command { token: 1, command: Command::NameAccount { account: 0, label: "Wick".into() } },
    ] {
        house.event(1, happening);
        assert_eq!(saves(&house), 1);
    }
    house.event(0, Event::RollSaved { ok: true });
    house.event(1, Event::Alarm(AlarmName::Settle));
    assert_eq!(saves(&house), 0);
}
