use crate::*;
use impromptu::app::{ConnectionIssue, Decay, ToolbarAction};
use impromptu::view::{Header, HeartbeatStatus, Meter, Tone};

fn issue(issue: ConnectionIssue) -> State {
    with(|state| state.connection_issue = Some(issue))
}

fn server(code: &str) -> State {
    issue(ConnectionIssue::Server { code: code.into() })
}

fn refused() -> ConnectionIssue {
    ConnectionIssue::Refused { code: "AUTH_001".into() }
}

#[test]
fn the_status_names_how_the_connection_stands() {
    use HeartbeatStatus as Status;
    let never = |issue| {
        with(|state| {
            state.connection_issue = issue;
            state.account.iter_mut().for_each(|account| account.heartbeat_at = 0);
        })
    };
    let without_account = |issue| State { connection_issue: issue, ..State::default() };
    let updated = "statusUpdated(ago -1m)";
    for (state, status, words) in [
        (connected(), Status::Current, updated),
        (with(|state| state.live.online = false), Status::Offline, updated),
        (with(|state| state.live.key = KeyState::Locked), Status::Locked, "statusLocked"),
        (with(|state| state.live.key = KeyState::Lost), Status::Refused, "statusKeyMissing"),
        (never(None), Status::Updating, "statusUpdating"),
        (never(Some(ConnectionIssue::Offline)), Status::Offline, "statusNotConnected"),
        (issue(ConnectionIssue::Offline), Status::Offline, updated),
        (issue(ConnectionIssue::Captive), Status::Offline, updated),
        (issue(ConnectionIssue::Foreign), Status::Offline, updated),
        (issue(ConnectionIssue::Permission), Status::Offline, updated),
        (issue(refused()), Status::Refused, "statusKeyRefused"),
        (issue(ConnectionIssue::Terms), Status::Terms, "statusTerms"),
        (
            issue(ConnectionIssue::Limited { until: NOW + MINUTE }),
            Status::Waiting,
            "statusNextUpdate(at +1m)",
        ),
        (server("SRV_001"), Status::Waiting, "statusNextUpdate(at +10m)"),
        (without_account(None), Status::Unknown, "statusNoKey"),
        (without_account(Some(ConnectionIssue::Offline)), Status::Unknown, "statusNoKey"),
        (without_account(Some(refused())), Status::Refused, "statusKeyRefused"),
    ] {
        let header = Header::of(&state, NOW);
        assert_eq!((header.heartbeat_status, line(&header.heartbeat_line).as_str()), (status, words));
    }
}

#[test]
fn the_banner_says_what_stands_in_the_way_and_what_to_do() {
    let loaded = |online: bool, feed_at| {
        with(|state| {
            state.connection_issue = Some(ConnectionIssue::Offline);
            state.live.online = online;
            state.cache.feed_at = feed_at;
        })
    };
    let key_from = |days: Millis, read_only| {
        with(|state| {
            state.account.iter_mut().for_each(|account| {
                account.key_stored_at = NOW - days * 24 * HOUR;
                account.read_only = read_only;
            });
        })
    };
    let again = "doTryNow>heartbeat";
    for (state, tone, words, button) in [
        (with(|state| state.live.storage_full = true), Tone::Refuse, "bannerStorage", ""),
        (with(|state| state.live.newer = true), Tone::Wait, "bannerNewer", ""),
        (loaded(true, NOW), Tone::Off, "bannerUnreachable(at +0m)", ""),
        (loaded(true, 0), Tone::Off, "bannerUnreachablePlain", ""),
        (loaded(false, NOW), Tone::Off, "bannerOffline(at +0m)", ""),
        (loaded(false, 0), Tone::Off, "bannerOfflinePlain", ""),
        (with(|state| state.live.online = false), Tone::Off, "bannerOfflinePlain", ""),
        (issue(ConnectionIssue::Limited { until: NOW }), Tone::Wait, "bannerLimited(at +0m)", ""),
        (server("TIMEOUT"), Tone::Wait, "bannerTimeout(at +10m)", again),
        (server("SRV_001"), Tone::Wait, "bannerServer('SRV_001', at +10m)", again),
        (issue(ConnectionIssue::Captive), Tone::Wait, "bannerSignInNeeded", again),
        (issue(ConnectionIssue::Foreign), Tone::Refuse, "bannerNotImpromptu", "options>options"),
        (issue(ConnectionIssue::Permission), Tone::Refuse, "bannerPermission", "options>options"),
        (
            State { connection_issue: Some(refused()), live: connected().live, ..State::default() },
            Tone::Refuse,
            "bannerRefused",
            "doEnterKey>options",
        ),
        (key_from(400, false), Tone::Off, "bannerRotate#400(400)", "doRotate>options"),
        (key_from(1, true), Tone::Off, "bannerReadOnly", ""),
    ] {
        let banner = Header::of(&state, NOW).banner.expect(words);
        assert_eq!((banner.tone, line(&banner.line).as_str()), (tone, words));
        assert_eq!(buttons(banner.button.as_slice()), button, "{words}");
        let aside = if words.starts_with("bannerRotate") { "doNotNow>postponeKeyRotation" } else { "" };
        assert_eq!(buttons(banner.aside.as_slice()), aside, "{words}");
    }
    for state in [connected(), issue(refused()), issue(ConnectionIssue::Terms), key_from(1, false)] {
        assert_eq!(Header::of(&state, NOW).banner, None);
    }
}

#[test]
fn the_meter_shows_the_budget_while_it_is_known() {
    let balance = |balance: f64| {
        with(|state| {
            state.account.iter_mut().for_each(|account| account.budget.balance = Some(balance));
        })
    };
    for (state, left, low, next) in [
        (balance(100.0), 100.0, false, "budgetNext(50, at +30m)"),
        (balance(10.0), 10.0, false, "budgetNext(50, at +30m)"),
        (balance(9.0), 9.0, true, "budgetNext(50, at +30m)"),
        (balance(500.0), 500.0, false, "budgetFull"),
    ] {
        let meter = Meter::of(&state, NOW).expect("a known budget");
        assert_eq!((meter.balance, meter.max, meter.low), (left, Some(500.0), low));
        assert_eq!(maybe(meter.next.as_ref()), next);
    }
    let dear = with(|state| {
        state.account.iter_mut().for_each(|account| account.budget.balance = Some(15.0));
        state.decay = Some(Decay { factor: 2.0, at: NOW });
    });
    assert!(Meter::of(&dear, NOW).expect("a budget").low, "a higher price makes the same budget low");
    let unknown = with(|state| state.account.iter_mut().for_each(|account| account.budget.balance = None));
    for state in [State::default(), unknown, issue(refused()), issue(ConnectionIssue::Terms)] {
        assert_eq!(Meter::of(&state, NOW), None);
    }
}

#[test]
fn the_header_names_the_account_its_tier_and_the_site() {
    let header = Header::of(&with(|state| state.settings.toolbar_action = ToolbarAction::Popup), NOW);
    assert_eq!((header.name.as_deref(), header.connected, header.locked), (Some("Ada"), true, false));
    assert_eq!((header.account, header.unread, header.drafts), (0, 0, 0));
    assert_eq!(header.site, "https://impromptusocial.ai");
    assert_eq!(header.toolbar_action, ToolbarAction::Popup);
    for (tier, words) in [
        ("PROVISIONAL", "tierProvisional"),
        ("registered", "tierRegistered"),
        ("ESTABLISHED", "tierEstablished"),
        ("VERIFIED", "tierVerified"),
        ("PARTNER", "tierPartner"),
        ("LEGEND", "verbatim('LEGEND')"),
    ] {
        let state = with(|state| {
            state.account.iter_mut().for_each(|account| account.tier = Some(tier.into()));
        });
        assert_eq!(maybe(Header::of(&state, NOW).tier.as_ref()), words);
    }
    let nobody = Header::of(&State::default(), NOW);
    assert_eq!((nobody.name, nobody.tier, nobody.connected), (None, None, false));
    assert!(Header::of(&with(|state| state.live.key = KeyState::Locked), NOW).locked);
}
