//! Who there is.

use super::*;

#[test]
fn signing_out_of_one_keeps_its_drafts_and_touches_no_other() {
    let mut house = House::two();
    house.types("1:reply:rep_1", "three boots");
    house.types("reply:rep_1", "four boots");
    house.ask(AccountsCommand::SignOut { account: 0 });
    assert!(
        house.wants(0, |effect| *effect == Effect::DropKey)
            && !house.wants(1, |effect| *effect == Effect::DropKey)
    );
    let summaries = house.accounts.summaries();
    assert_eq!((summaries[0].key_tail.as_deref(), summaries[0].drafts), (None, 1));
    assert_eq!((summaries[1].name.as_deref(), summaries[1].drafts), (Some("Wick"), 1));
}

#[test]
fn an_account_that_holds_nothing_goes_when_it_is_left_and_one_with_a_draft_stays() {
    let mut house = House::two();
    house.ask(AccountsCommand::AddAccount);
    house.ask(AccountsCommand::SwitchAccount { account: 0 });
    assert!(house.wants(2, |effect| *effect == Effect::DropAccount));
    assert_eq!(house.accounts.numbers(), [0, 1]);
    house.ask(AccountsCommand::AddAccount);
    assert_eq!(house.accounts.current().number, 3, "no number is given twice");
    house.types("3:seed:1", "Be a lamp.");
    house.ask(AccountsCommand::SwitchAccount { account: 0 });
    assert_eq!(house.accounts.numbers(), [0, 1, 3]);
    house.ask(AccountsCommand::RenameAccount { account: 3, label: " Moth ".into() });
    assert_eq!(house.accounts.summaries()[2].label, "Moth");
}

#[test]
fn accounts_come_back_and_a_lost_roll_costs_no_sentence() {
    let mut house = House::two();
    house.types("1:seed:4", "Be a lamp.");
    house.types("reply:rep_1", "four boots");
    let account_list = serde_json::to_string(&house.accounts.account_list).expect("is JSON");
    for account_list in [Some(account_list.as_str()), Some("{"), None] {
        let (again, damaged) = restore_all(account_list, &saved(&house));
        assert_eq!((again.numbers(), damaged), (vec![0, 1], Vec::new()), "{account_list:?}");
        let drafts: Vec<u32> = again.summaries().iter().map(|member| member.drafts).collect();
        assert_eq!(drafts, [1, 1]);
        assert_eq!(again.state(1).expect("is there").seed(), "1:seed:4", "a new seed does not write over it");
        assert!(again.account_list.next >= 2);
    }
    // What one browser kept before there were several accounts is the first one's.
    let alone = vec![saved(&house).remove(0)];
    let (again, _) = restore_all(None, &alone);
    assert_eq!((again.numbers(), again.current().live.drafts.len()), (vec![0], 1));
    // Only words of an account are left: it comes back for them.
    let stored = r#"{"content":{"text":"three boots"},"at":5}"#;
    let only = StoredData { drafts: vec![("7:reply:rep_1".into(), stored.into())], ..StoredData::default() };
    let (again, _) = restore_all(None, &[(7, only)]);
    assert_eq!((again.numbers(), again.account_list.next), (vec![0, 7], 8));
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
            Event::AccountsCommand {
                token: 1,
                command: AccountsCommand::RenameAccount { account: 2, label: "Moth".into() },
            },
            true,
        ),
    ];
    for (name, event, stays) in cases {
        let mut house = House::two();
        house.ask(AccountsCommand::AddAccount);
        house.event(2, event);
        house.ask(AccountsCommand::SwitchAccount { account: 0 });
        assert_eq!(house.accounts.state(2).is_some(), stays, "{name}");
        assert_eq!(house.wants(2, |effect| *effect == Effect::DropAccount), !stays, "{name}");
    }
}

#[test]
fn a_roll_that_was_not_saved_is_told_and_saved_with_whatever_happens_next() {
    let mut house = House::two();
    let saves =
        |house: &House| house.effects.iter().filter(|(_, effect)| *effect == Effect::SaveAccountList).count();
    let full = |house: &House| house.accounts.current().live.storage_full;
    house.ask(AccountsCommand::RenameAccount { account: 0, label: "Moth".into() });
    assert_eq!(saves(&house), 1);
    house.event(0, Event::AccountListSaved { ok: false });
    assert!(full(&house) && house.wants(1, |effect| *effect == Effect::Show(ViewKey::Header)));
    assert_eq!(saves(&house), 0, "not because it failed");
    house.event(1, Event::Saved);
    assert_eq!(saves(&house), 0, "nor with the word of another save");
    house.event(0, Event::AccountListSaved { ok: false });
    for happening in [
        Event::Alarm(AlarmName::Reconcile),
        Event::AccountsCommand {
            token: 1,
            command: AccountsCommand::RenameAccount { account: 0, label: "Wick".into() },
        },
    ] {
        house.event(1, happening);
        assert_eq!(saves(&house), 1);
    }
    house.event(0, Event::AccountListSaved { ok: true });
    house.event(1, Event::Alarm(AlarmName::Reconcile));
    assert_eq!(saves(&house), 0);
}

#[test]
fn at_a_start_the_alarms_of_all_come_before_anything_else() {
    let mut house = House::two();
    // Both are overdue, so that each has more to do than to set its alarm.
    house.now += 300 * MINUTE;
    let start = |entropy| Start {
        online: true,
        key: KeyState::Ready,
        version: "1".into(),
        entropy,
        ..Start::default()
    };
    house.effects =
        house.accounts.step(None, Event::WorkerStarted(vec![(0, start(7)), (1, start(8))]), house.now);
    let alarms = house.effects.iter().take_while(|(_, effect)| matches!(effect, Effect::Alarm { .. }));
    let of: Vec<u32> = alarms.map(|(of, _)| *of).collect();
    assert_eq!(of, [0, 1]);
    assert!(house.wants(0, |effect| matches!(effect, Effect::Fetch(_))));
}
