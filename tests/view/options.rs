use crate::*;
use impromptu::app::{
    Claim, ConnectionIssue, HealthResult, HiddenThread, MissingEndpoint, MutedAuthor, NotificationRoute,
    Providers,
};
use impromptu::domain::{Credential, NotificationKind};
use impromptu::view::{HiddenRow, OptionsPage};

fn options(change: impl FnOnce(&mut State)) -> OptionsPage {
    OptionsPage::of(&with(change), NOW)
}

fn edit_account(change: impl FnOnce(&mut Account)) -> OptionsPage {
    options(|state| {
        if let Some(account) = state.account.as_mut() {
            change(account);
        }
    })
}

#[test]
fn each_line_of_a_health_check_has_a_state_and_a_value() {
    let text = |text: &str| Some(text.to_owned());
    for (result, state, words, value) in [
        (HealthResult::Answers(12), "ok", "healthAnswers", "valueMs(12)"),
        (HealthResult::AnswersOddly("SHAPE".into()), "wait", "healthOddly('SHAPE')", "-"),
        (HealthResult::Silent, "refuse", "healthSilent", "-"),
        (
            HealthResult::Key(text("Ada"), text("PARTNER"), 9),
            "ok",
            "healthKey('Ada', tierPartner)",
            "valueMs(9)",
        ),
        (HealthResult::Key(None, None, 9), "ok", "healthKey(unnamed, tierUnknown)", "valueMs(9)"),
        (HealthResult::NoKey, "wait", "healthNoKey", "-"),
        (HealthResult::KeyRefused("AUTH_001".into()), "refuse", "healthKeyRefused('AUTH_001')", "-"),
        (HealthResult::Clock(2999), "ok", "healthClock", "valueApart(2s)"),
        (HealthResult::Clock(-3000), "wait", "healthClockApart", "valueApart(3s)"),
        (HealthResult::Budget(4.0, Some(9.0)), "ok", "budgetLabel(amountOfTotal(4, 9))", "-"),
        (HealthResult::Budget(4.0, None), "ok", "budgetLabel(4)", "-"),
        (HealthResult::Unread, "ok", "healthUnread#0(0)", "-"),
        (HealthResult::Version("1.2.3".into()), "ok", "healthVersion('1.2.3')", "-"),
    ] {
        let page = options(|live| live.live.health = vec![result]);
        let shown = &page.health[0];
        assert_eq!((shown.state.as_str(), line(&shown.line).as_str()), (state, words));
        assert_eq!(maybe(shown.value.as_ref()), value, "{words}");
    }
}

#[test]
fn the_key_says_how_it_stands_and_how_old_it_is() {
    let refused = ConnectionIssue::Refused { code: "AUTH_001".into() };
    for (page, words, locked) in [
        (options(|_| {}), "keyAcceptedAt(at -60m)", false),
        (options(|state| state.connection_issue = Some(refused)), "keyRefusedAt(at -60m)", false),
        (options(|state| state.live.key = KeyState::Locked), "statusLocked", true),
        (options(|state| state.live.key = KeyState::Lost), "statusKeyMissing", false),
    ] {
        assert_eq!((maybe(page.key_line.as_ref()).as_str(), page.locked), (words, locked));
        assert_eq!(page.key_tail.as_deref(), Some("1234"));
    }
    let aged =
        |days: Millis| edit_account(|account| account.key_stored_at = NOW - days * 24 * HOUR).key_notes;
    assert_eq!(lines(&aged(89)), "");
    assert_eq!(lines(&aged(90)), "keyOld#90(90)");
    let read_only = edit_account(|account| (account.read_only, account.passphrase) = (true, true));
    assert_eq!((lines(&read_only.key_notes).as_str(), read_only.passphrase), ("keyReadOnly", true));
    let nobody = OptionsPage::of(&State::default(), NOW);
    assert_eq!((nobody.key_tail, nobody.key_line, nobody.passphrase), (None, None, false));
}

#[test]
fn the_pace_names_the_tier_s_floor_and_the_next_update() {
    let tier = |tier: &str| edit_account(|account| account.tier = Some(tier.into())).pace_line;
    assert_eq!(line(&tier("PARTNER")), "paceLine#5(5, at +10m)");
    assert_eq!(line(&tier("REGISTERED")), "paceLine#30(30, at +10m)");
    let due = options(|state| state.schedule.next_heartbeat = NOW);
    assert_eq!(line(&due.pace_line), "paceLine#15(15, paceSoon)");
    assert_eq!(line(&OptionsPage::of(&State::default(), NOW).pace_line), "paceNoKey");
}

#[test]
fn preferences_are_shown_as_they_are_set() {
    let page = options(|state| {
        state.number = 2;
        let settings = &mut state.settings;
        (settings.pace, settings.lock_after, settings.open_reads) = (60, 5, true);
        settings.routes.insert(NotificationKind::Like, NotificationRoute { badge: false, desktop: true });
        settings.silenced.insert("echoes".into());
        settings.muted_until = NOW + 1;
    });
    assert_eq!((page.account, page.pace, page.lock_after, page.open_reads), (2, 60, 5, true));
    assert_eq!(page.muted_until, Some(NOW + 1));
    assert_eq!(page.paces, [15, 30, 60, 120, 240], "as fast as the tier allows");
    let slow = edit_account(|account| account.tier = Some("REGISTERED".into()));
    assert_eq!((slow.pace, slow.paces[0]), (30, 30), "what was chosen before is not shown as if it held");
    assert_eq!(OptionsPage::of(&State::default(), NOW).paces, [5, 10, 15, 30, 60, 120, 240]);
    let kinds: Vec<String> = page
        .notifications
        .iter()
        .map(|choice| format!("{} {} {}", line(&choice.line), choice.badge, choice.desktop))
        .collect();
    assert_eq!(
        kinds,
        [
            "kindReprompt true true",
            "kindMention true true",
            "kindLike false true",
            "kindFollow false false",
            "kindMessage true true",
            "kindTier true true",
            "kindArrival false false",
            "kindHit true false",
            "kindOther true false",
        ]
    );
    let hints: Vec<_> = page.hints.iter().map(|hint| (line(&hint.line), hint.on)).collect();
    assert_eq!(hints.len(), 7);
    assert!(hints.iter().all(|(name, on)| (name == "hintEchoesTitle") != *on), "{hints:?}");
    assert_eq!(options(|state| state.settings.muted_until = NOW).muted_until, None);
}

#[test]
fn a_provider_key_says_whether_it_is_used() {
    let held = |is_active, last_used, name: Option<&str>| Credential {
        is_active,
        last_used,
        provider: Some("openrouter".into()),
        provider_name: name.map(Into::into),
        ..Credential::default()
    };
    for (credential, name, words) in [
        (held(Some(false), Some(NOW), Some("OpenRouter")), "OpenRouter", "providerOff"),
        (held(Some(true), Some(NOW - MINUTE), Some("")), "openrouter", "providerUsed(ago -1m)"),
        (held(None, None, None), "openrouter", "providerUnused"),
    ] {
        let page =
            options(|state| state.live.providers = Some(Providers { held: vec![credential], at: NOW }));
        let key = &page.providers.expect("a list")[0];
        assert_eq!((key.name.as_deref(), line(&key.line).as_str()), (Some(name), words));
    }
    assert_eq!(options(|_| {}).providers, None);
}

#[test]
fn trending_and_leaving_are_offered_where_the_network_has_them() {
    let missing = |endpoint: &str| {
        let endpoint = endpoint.to_owned();
        move |state: &mut State| {
            let missing = MissingEndpoint { origin: state.origin().to_owned(), at: NOW - MINUTE };
            state.missing_endpoints.insert(endpoint.clone(), missing);
        }
    };
    let page = |change: &dyn Fn(&mut State)| OptionsPage::of(&with(|state| change(state)), NOW);
    let usual = page(&|_| {});
    assert_eq!((usual.trending, usual.trending_note, usual.deregister.as_deref()), (true, None, Some("Ada")));
    let note = page(&missing("trending")).trending_note;
    assert_eq!(maybe(note.as_ref()), format!("trendingMissing(at +{}m)", 7 * 24 * 60 - 1));
    assert_eq!(page(&missing("deregister")).deregister, None);
    let nameless = page(&|state| state.account.iter_mut().for_each(|account| account.name = None));
    assert_eq!(nameless.deregister.as_deref(), Some("agent_1"), "the id stands in for a name");
    assert_eq!(OptionsPage::of(&State::default(), NOW).deregister, None);
}

#[test]
fn an_account_that_waits_for_the_terms_is_told_what_to_do() {
    let terms = |change: fn(&mut State)| {
        let page = options(|state| {
            state.connection_issue = Some(ConnectionIssue::Terms);
            change(state);
        });
        page.terms.map(|terms| (line(&terms.text), buttons(&terms.buttons)))
    };
    let all = "doReadTerms>site! doAcceptTerms>acceptTerms doTryAgain>heartbeat";
    assert_eq!(terms(|_| {}), Some(("emptyTermsText".into(), all.into())));
    let claims: [fn(&mut State); 2] = [
        |state| state.account.iter_mut().for_each(|account| account.tier = Some("PROVISIONAL".into())),
        |state| state.account.iter_mut().for_each(|account| account.claim = Some(Claim::default())),
    ];
    for unclaimed in claims {
        assert_eq!(terms(unclaimed), Some(("emptyTermsClaimText".into(), all.into())));
    }
    assert_eq!(terms(|state| state.live.key = KeyState::Locked), None, "unlocked first");
    assert_eq!(terms(|state| state.connection_issue = None), None);
    assert_eq!(terms(|state| state.account = None), None);
}

#[test]
fn what_is_hidden_and_muted_is_listed_latest_first_and_not_while_the_key_is_locked() {
    let thread = |token: &str, title: Option<&str>, preview: &str| HiddenThread {
        token: token.into(),
        node: token.into(),
        title: title.map(str::to_owned),
        preview: preview.into(),
    };
    let fill = |state: &mut State| {
        state.hidden_threads =
            [thread("u1", Some("Ledger"), "Fog"), thread("u2", None, "Fog"), thread("u3", None, "")].into();
        state.muted_authors = [
            MutedAuthor { token: "u4".into(), author: author("Odile") },
            MutedAuthor { token: "u5".into(), author: Author { id: Some("a".into()), ..Author::default() } },
        ]
        .into();
    };
    let rows = |rows: &[HiddenRow]| -> Vec<String> {
        rows.iter().map(|row| format!("{} {}", row.undo, line(&row.name))).collect()
    };
    let page = options(fill);
    assert_eq!(rows(&page.hidden_threads), ["u3 untitled", "u2 verbatim('Fog')", "u1 verbatim('Ledger')"]);
    assert_eq!(rows(&page.muted_authors), ["u5 unnamed", "u4 verbatim('Odile')"]);
    let locked = options(|state| {
        fill(state);
        state.live.key = KeyState::Locked;
    });
    assert!(locked.hidden_threads.is_empty() && locked.muted_authors.is_empty());
}
