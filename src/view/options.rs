use super::EmptyState;
use super::draft_check::hint_key;
use super::health_line::{HealthLine, health};
use crate::app::{
    Account, Appearance, ConnectionIssue, KeyState, PACES, QuietHours, State, ToolbarAction, kind_key,
    min_interval,
};
use crate::check::HintKind;
use crate::domain::{Credential, LocalizedMessage, MessageArg, Millis, NotificationKind};
use crate::protocol::Endpoint;
use serde::Serialize;

/// The options page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OptionsPage {
    /// The number of the account that this is about.
    pub account: u32,
    /// Address of the API.
    pub address: String,
    /// The last four characters of the key, when there is one. Never more of it.
    pub key_tail: Option<String>,
    /// How the key stands; absent without an account.
    pub key_status: Option<KeyStatus>,
    /// *accepted 14:02*, *refused 14:02*.
    pub key_line: Option<LocalizedMessage>,
    /// The age of the key, once a new one is advised; whether it can only read.
    pub key_notes: Vec<LocalizedMessage>,
    /// Whether a passphrase seals it.
    pub passphrase: bool,
    /// Whether it is locked now.
    pub locked: bool,
    /// Minutes without use until it locks, with a passphrase.
    pub lock_after: u32,
    /// Minutes between heartbeats: what the person chose, or the fastest that the tier allows if that is slower.
    pub pace: u32,
    /// Paces to choose from: those that the tier allows.
    pub paces: Vec<u32>,
    /// *Your tier allows 30 minutes or slower. Next update at 14:36.*
    pub pace_line: LocalizedMessage,
    /// Where each kind of notification is shown.
    pub notifications: Vec<NotificationChoice>,
    /// Hours without desktop notifications.
    pub quiet: QuietHours,
    /// When a mute ends.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub muted_until: Option<Millis>,
    /// Opening a notification marks it read.
    pub open_reads: bool,
    /// Kinds of hints, and whether each is on.
    pub hints: Vec<HintChoice>,
    /// Theme, text size and keys.
    pub appearance: Appearance,
    /// What a click on the toolbar button opens.
    pub toolbar_action: ToolbarAction,
    /// What the account may do before the terms are accepted, and the buttons to read and accept them, while it waits for that.
    pub terms: Option<EmptyState>,
    /// The last health check, line by line.
    pub health: Vec<HealthLine>,
    /// Whether trending nodes are shown with the opportunities.
    pub trending: bool,
    /// That the network has no trending nodes, if so.
    pub trending_note: Option<LocalizedMessage>,
    /// The threads that are hidden here, latest first; none while the key is locked.
    pub hidden_threads: Vec<HiddenRow>,
    /// The authors that are muted here, latest first; none while the key is locked.
    pub muted_authors: Vec<HiddenRow>,
    /// What a person types to deregister the account; absent where that is not possible.
    pub deregister: Option<String>,
    /// Provider keys that the network holds for us; absent until it was asked.
    pub providers: Option<Vec<ProviderKey>>,
}

/// A hidden thread or a muted author.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct HiddenRow {
    /// The argument of [`crate::app::Command::ShowAgain`].
    pub undo: String,
    /// Its name.
    pub name: LocalizedMessage,
}

/// How the stored key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum KeyStatus {
    /// The network accepted it.
    Accepted,
    /// The network refused it.
    Refused,
    /// It is sealed and waits for a passphrase.
    Locked,
    /// It is sealed and cannot be opened any more.
    Lost,
}

/// A provider key that the network holds. The network never returns the key itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ProviderKey {
    /// The id to remove it by; absent when the network sent none.
    pub id: Option<String>,
    /// Whose it is; remote text.
    pub name: Option<String>,
    /// *in use, 3 times, last 4 min ago*.
    pub line: LocalizedMessage,
}

/// Where one kind of notification is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NotificationChoice {
    /// The kind.
    pub kind: NotificationKind,
    /// Its name.
    pub line: LocalizedMessage,
    /// Counts in the badge.
    pub badge: bool,
    /// Shows on the desktop.
    pub desktop: bool,
}

/// A kind of hints.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HintChoice {
    /// Its code.
    pub code: String,
    /// Its name.
    pub line: LocalizedMessage,
    /// Whether it is on.
    pub on: bool,
}

/// Kinds in the order they are shown.
const KINDS: [NotificationKind; 9] = [
    NotificationKind::Reprompt,
    NotificationKind::Mention,
    NotificationKind::Like,
    NotificationKind::Follow,
    NotificationKind::Message,
    NotificationKind::Tier,
    NotificationKind::Arrival,
    NotificationKind::Hit,
    NotificationKind::Other,
];

impl KeyStatus {
    fn of(state: &State) -> Self {
        match (&state.connection_issue, state.live.key) {
            (_, KeyState::Locked) => Self::Locked,
            (_, KeyState::Lost) => Self::Lost,
            (Some(ConnectionIssue::Refused { .. }), _) => Self::Refused,
            _ => Self::Accepted,
        }
    }
}

impl OptionsPage {
    /// The options page of a state.
    pub fn of(state: &State, now: Millis) -> Self {
        let settings = &state.settings;
        let account = state.account.as_ref();
        let key_status = account.map(|_| KeyStatus::of(state));
        let locked = state.live.key == KeyState::Locked;
        // A faster pace than the tier allows is not offered.
        let floor = account.map_or(0, |account| min_interval(account.tier.as_deref()));
        Self {
            account: state.number,
            address: state.origin().to_owned(),
            key_tail: account.map(|account| account.key_tail.clone()),
            key_status,
            key_line: account.zip(key_status).map(|(account, status)| match status {
                KeyStatus::Locked => LocalizedMessage::new("statusLocked"),
                KeyStatus::Lost => LocalizedMessage::new("statusKeyMissing"),
                KeyStatus::Refused => LocalizedMessage::new("keyRefusedAt").at(account.key_at),
                KeyStatus::Accepted => LocalizedMessage::new("keyAcceptedAt").at(account.key_at),
            }),
            key_notes: account.map(|account| key_notes(account, now)).unwrap_or_default(),
            passphrase: account.is_some_and(|account| account.passphrase),
            locked,
            lock_after: settings.lock_after,
            pace: settings.pace.max(floor),
            paces: PACES.into_iter().filter(|pace| *pace >= floor).collect(),
            pace_line: pace_line(state, now),
            notifications: KINDS
                .into_iter()
                .map(|kind| {
                    let route = settings.route(kind);
                    NotificationChoice {
                        kind,
                        line: LocalizedMessage::new(kind_key(kind)),
                        badge: route.badge,
                        desktop: route.desktop,
                    }
                })
                .collect(),
            quiet: settings.quiet,
            muted_until: Some(settings.muted_until).filter(|until| *until > now),
            open_reads: settings.open_reads,
            hints: HintKind::ALL
                .into_iter()
                .map(|kind| HintChoice {
                    code: kind.code().to_owned(),
                    line: LocalizedMessage::new(&format!("{}Title", hint_key(kind))),
                    on: !settings.silenced.contains(kind.code()),
                })
                .collect(),
            appearance: settings.appearance.clone(),
            toolbar_action: settings.toolbar_action,
            terms: account
                .filter(|_| state.ready() && state.connection_issue == Some(ConnectionIssue::Terms))
                .map(|_| EmptyState::terms(state, now)),
            health: state.live.health.iter().flat_map(|fact| health(state, fact)).collect(),
            trending: settings.trending,
            trending_note: state
                .missing_until(Endpoint::Trending, now)
                .map(|until| LocalizedMessage::new("trendingMissing").at(until)),
            hidden_threads: if locked {
                Vec::new()
            } else {
                state
                    .hidden_threads
                    .iter()
                    .rev()
                    .map(|hidden| HiddenRow::new(&hidden.token, hidden.name()))
                    .collect()
            },
            muted_authors: if locked {
                Vec::new()
            } else {
                state
                    .muted_authors
                    .iter()
                    .rev()
                    .map(|muted| HiddenRow::new(&muted.token, muted.name()))
                    .collect()
            },
            deregister: account
                .filter(|_| state.missing_until(Endpoint::Deregister, now).is_none())
                .and_then(|account| account.deregister_word().map(str::to_owned)),
            providers: state
                .live
                .providers
                .as_ref()
                .map(|providers| providers.held.iter().map(provider).collect()),
        }
    }
}

impl HiddenRow {
    fn new(undo: &str, name: LocalizedMessage) -> Self {
        Self { undo: undo.to_owned(), name }
    }
}

fn key_notes(account: &Account, now: Millis) -> Vec<LocalizedMessage> {
    // Shown as long as it is true, even when the reminder in the panel was dismissed.
    let age = account.key_is_old(now).then(|| LocalizedMessage::count("keyOld", account.key_days(now)));
    age.into_iter().chain(account.read_only.then(|| LocalizedMessage::new("keyReadOnly"))).collect()
}

fn provider(held: &Credential) -> ProviderKey {
    let line = match (held.is_active, held.last_used) {
        (Some(false), _) => LocalizedMessage::new("providerOff"),
        (_, Some(last)) => LocalizedMessage::new("providerUsed").with(MessageArg::Ago { ago: last }),
        (_, None) => LocalizedMessage::new("providerUnused"),
    };
    ProviderKey {
        id: held.id.clone(),
        name: held.provider_name.clone().filter(|name| !name.is_empty()).or_else(|| held.provider.clone()),
        line,
    }
}

fn pace_line(state: &State, now: Millis) -> LocalizedMessage {
    let Some(account) = &state.account else { return LocalizedMessage::new("paceNoKey") };
    let floor = min_interval(account.tier.as_deref());
    let line = LocalizedMessage::count("paceLine", floor);
    if state.schedule.next_heartbeat > now {
        line.at(state.schedule.next_heartbeat)
    } else {
        line.with(LocalizedMessage::new("paceSoon"))
    }
}
