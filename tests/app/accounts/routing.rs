//! Who is meant.

use super::*;

#[test]
fn what_the_first_account_has_bears_no_number() {
    assert_eq!((account_key(0, "reply:n"), split_account_key("reply:n")), ("reply:n".into(), (0, "reply:n")));
    assert_eq!(
        (account_key(3, "reply:n"), split_account_key("3:reply:n")),
        ("3:reply:n".into(), (3, "reply:n"))
    );
    for odd in ["reply:5:n", "0:reply:n", "x:reply:n", "seed", ":seed:1", "-1:seed:1", "99999999999:seed:1"] {
        assert_eq!(split_account_key(odd), (0, odd), "no number of an account");
    }
}

#[test]
fn a_post_goes_out_as_the_account_its_draft_belongs_to() {
    let mut house = House::two();
    house.reads();
    house.types("1:reply:rep_1", "three boots");
    house.ask(AccountsCommand::SwitchAccount { account: 0 });
    // A panel that has not heard of it yet still shows Wick's composer.
    house.ask(press("1:reply:rep_1", content("three boots")));
    let posts =
        |effect: &Effect| matches!(effect, Effect::Fetch(fetch) if fetch.endpoint == Endpoint::Reprompt);
    assert!(house.wants(1, posts) && !house.wants(0, posts), "{:?}", house.effects);
    assert!(house.wants(1, |effect| *effect == Effect::Save), "and is written down as its own");
    // The same request number may be under way for both: each hears its own.
    let state = house.accounts.state(1).expect("is there");
    assert_eq!(state.submissions.len(), 1);
    house.reply(
        1,
        |pending| matches!(pending, Pending::Post { .. }),
        Endpoint::Reprompt,
        &json!({"nodeId": "rep_9", "status": "complete", "llmResponse": "Fog."}),
    );
    let (lantern, wick) = (house.accounts.state(0).expect("is"), house.accounts.state(1).expect("is"));
    assert_eq!((lantern.receipts.len(), wick.receipts.len()), (0, 1));
    assert!(
        house.wants(
            1,
            |effect| matches!(effect, Effect::RemoveDraft { draft, .. } if draft == "1:reply:rep_1")
        )
    );
}

#[test]
fn who_means_an_account_that_is_gone_is_told_so() {
    let mut house = House::two();
    let before = house.accounts.clone();
    let requests: [Request; 5] = [
        AccountsCommand::SwitchAccount { account: 9 }.into(),
        AccountsCommand::RenameAccount { account: 9, label: "Moth".into() }.into(),
        AccountsCommand::SignOut { account: 9 }.into(),
        press("9:reply:rep_1", content("three boots")).into(),
        Command::Discard { draft: "9:reply:rep_1".into(), revision: Revision::default() }.into(),
    ];
    for command in requests {
        house.ask(command.clone());
        assert_eq!((house.says().as_str(), house.effects.len()), ("alertAccountGone", 1), "{command:?}");
        assert_eq!(house.accounts, before, "{command:?}");
    }
}

#[test]
fn words_are_judged_for_the_account_they_belong_to_and_for_no_other() {
    let house = House::two();
    let whom = |at: Option<u32>, draft: &str| {
        let query = Query::CheckDraft { draft: draft.into(), content: content("three boots") };
        house.accounts.account_of_query(at, &query).map(|state| state.number)
    };
    assert_eq!(whom(Some(1), "reply:rep_1"), Some(0), "whichever account the panel shows");
    assert_eq!(whom(Some(9), "reply:rep_1"), Some(0), "though the account that it shows is gone");
    assert_eq!(whom(None, "9:reply:rep_1"), None, "whose account is gone, that is judged for nobody");
}

#[test]
fn a_desktop_notice_opens_its_own_account() {
    let mut house = House::two();
    house.effects =
        house.accounts.step(None, Event::NotificationClicked { id: "notification:n_1".into() }, house.now);
    assert_eq!(house.accounts.current().number, 0);
    assert!(house.wants(0, |effect| matches!(effect, Effect::Navigate(Navigate { .. }))));
    house.effects =
        house.accounts.step(None, Event::NotificationClicked { id: "1:notifications".into() }, house.now);
    assert_eq!(house.accounts.current().number, 1);
}

#[test]
fn a_sign_up_ends_in_the_account_it_was_begun_in() {
    let mut house = House::two();
    let solve = |house: &mut House| {
        house.ask(Command::Signup { form: Box::new(signup::form()) });
    };
    solve(&mut house);
    assert_eq!(house.says(), "alertHasAccount", "one that has a key keeps it");
    house.ask(AccountsCommand::AddAccount);
    solve(&mut house);
    let asks = |pending: &Pending| matches!(pending, Pending::Challenge { .. });
    house.reply(2, asks, Endpoint::Challenge, &signup::challenge(4, 8_192));
    let nonces = (0..10).map(Some).collect();
    house.ask(Command::PuzzleProgress { chain: "chain_1".into(), nonces, starts: vec![0; 10] });
    house.ask(AccountsCommand::SwitchAccount { account: 0 });
    assert!(house.accounts.state(2).is_some(), "a sign-up under way is missed when it goes");
    house.ask(AccountsCommand::SwitchAccount { account: 2 });
    solve(&mut house);
    house.ask(AccountsCommand::SwitchAccount { account: 0 });
    let sent = |pending: &Pending| matches!(pending, Pending::Register { .. });
    house.reply(2, sent, Endpoint::Register, &signup::registered("ACTIVE"));
    let keeps = |effect: &Effect| matches!(effect, Effect::StoreNewKey { .. });
    assert!(house.wants(2, keeps) && !house.wants(0, keeps), "{:?}", house.effects);
    house.event(2, Event::Kept { ok: true });
    let shown = |number| shows_key(house.accounts.state(number).expect("is there"));
    assert_eq!([shown(0), shown(1), shown(2)], [false, false, true], "the key is that account's to show");
    let names: Vec<_> = house.accounts.summaries().into_iter().map(|member| member.name).collect();
    assert_eq!(names, [Some("Lantern".into()), Some("Wick".into()), Some("Paper Moon".into())]);
}

#[test]
fn a_pasted_system_prompt_is_read_for_the_account_whose_seed_it_is() {
    let mut house = House::two();
    let text = "Be a lamp.".to_owned();
    let pasted = DraftContent { system_prompt: text.clone(), pasted: true, ..content("three boots") };
    house.ask(AccountsCommand::SwitchAccount { account: 0 });
    // A panel that has not heard of it yet still shows Wick's seed.
    house.ask(Command::Review { root: "1:seed:1".into(), digest: digest(&text), text: Some(text) });
    assert_eq!(house.says(), "saidReviewed");
    assert!(house.wants(1, |effect| *effect == Effect::Save));
    house.ask(press("1:seed:1", pasted.clone()));
    assert!(
        house.wants(1, |effect| matches!(effect, Effect::Fetch(fetch) if fetch.endpoint == Endpoint::Prompt))
    );
    house.ask(press("seed:1", pasted));
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
        (Command::ForgetKey, &|effect| *effect == Effect::DropKey),
        (Command::Unlock { passphrase: passphrase() }, &|effect| matches!(effect, Effect::UnlockKey { .. })),
        (Command::SetPassphrase { passphrase: passphrase(), current: Secret::default() }, &|effect| {
            matches!(effect, Effect::SealKey { .. })
        }),
        (
            Command::PutCredential { provider: "fal".into(), key: Secret::new("sk-or-v1-0123456789") },
            &|effect| matches!(effect, Effect::Fetch(fetch) if fetch.endpoint == Endpoint::Credentials),
        ),
        (
            Command::RemoveCredential { id: "cred_1".into() },
            &|effect| matches!(effect, Effect::Fetch(fetch) if fetch.endpoint == Endpoint::Credentials),
        ),
    ];
    for (command, does) in cases {
        let mut house = House::two();
        // The question, the form or the list was painted for Wick; Lantern has come to the front since.
        house.ask(AccountsCommand::SwitchAccount { account: 0 });
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
        let text = format!("content of {draft}");
        house.types(draft, &text);
        house.ask(Command::Discard { draft: draft.into(), revision: revision_of(&content(&text)) });
        let answers = house.effects.iter().find_map(|(_, effect)| match effect {
            Effect::Answer { answer, .. } => answer.undo.clone(),
            _ => None,
        });
        answers.expect("a way back")
    };
    let tokens = ["reply:rep_1", "1:reply:rep_1"].map(|draft| discard(&mut house, draft));
    for (number, token) in [(0, &tokens[0]), (1, &tokens[1])] {
        // Whoever is in front by then: the line that offers it outlives a switch.
        house.ask(AccountsCommand::SwitchAccount { account: 1 - number });
        house.ask(Command::Undo { undo: token.clone() });
        let mine = account_key(number, "reply:rep_1");
        let back = |effect: &Effect| {
            matches!(effect, Effect::StoreDraft { draft, stored }
                if *draft == mine && stored.content.text == format!("content of {mine}"))
        };
        assert!(house.wants(number, back), "{token}: {:?}", house.effects);
    }
    house.ask(Command::Undo { undo: "9:u1".into() });
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
        (Command::Triage { ids: vec!["n_1".into()], to: impromptu::app::Triage::Read }, &saves),
    ] {
        house.event(0, Event::Command { token: 1, command: command.clone() });
        assert!(house.wants(0, does) && !house.wants(1, does), "{command:?}: {:?}", house.effects);
    }
}
