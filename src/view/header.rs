use super::Button;
use crate::app::{Appearance, ConnectionIssue, KeyState, SpendKind, State, ToolbarAction};
use crate::domain::{LocalizedMessage, MessageArg, Millis};
use serde::Serialize;

/// The state of the connection. It decides icon and tone, not the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum HeartbeatStatus {
    /// A heartbeat was answered.
    Current,
    /// A heartbeat is on its way.
    Updating,
    /// Waiting because the network asked to, or failed.
    Waiting,
    /// No network.
    Offline,
    /// The key was refused.
    Refused,
    /// Terms wait for the person.
    Terms,
    /// The key is locked away.
    Locked,
    /// There is no key.
    Unknown,
}

/// What a panel shows above every tab.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Header {
    /// The account's name; remote text. Absent without an account.
    pub name: Option<String>,
    /// The message for a tier.
    pub tier: Option<LocalizedMessage>,
    /// Icon and tone of the connection.
    pub heartbeat_status: HeartbeatStatus,
    /// The state of the connection, as a message.
    pub heartbeat_line: LocalizedMessage,
    /// Budget; absent while not known.
    pub budget: Option<Meter>,
    /// One notice between the header and the tabs.
    pub banner: Option<Banner>,
    /// Unread notifications that the badge counts.
    pub unread: u32,
    /// Drafts, whether plain or on their way.
    pub drafts: u32,
    /// Whether there is a key to act with.
    pub connected: bool,
    /// The number of the account in front, which its drafts bear (the first account's do not).
    pub account: u32,
    /// Whether the key is locked behind a passphrase.
    pub locked: bool,
    /// Whether the key can be locked: there is one, and a passphrase encrypts it.
    pub lockable: bool,
    /// Theme, text size and keys, as the person set them.
    pub appearance: Appearance,
    /// Where the tab *Opportunities* and links to nodes of the network lead on the web, without a trailing slash.
    pub site: String,
    /// What a click on the toolbar button opens.
    pub toolbar_action: ToolbarAction,
}

/// Budget as a meter.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Meter {
    /// Units left.
    pub balance: f64,
    /// The cap, when known.
    pub max: Option<f64>,
    /// Too little for a reprompt.
    pub low: bool,
    /// *+50 at 15:00*, or that it is full; absent when not known.
    pub next: Option<LocalizedMessage>,
}

/// One notice between header and tabs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Banner {
    /// Its colour and icon.
    pub tone: Tone,
    /// What it says.
    pub line: LocalizedMessage,
    /// What can be done about it.
    pub button: Option<Button>,
    /// What dismisses it.
    pub aside: Option<Button>,
}

/// Tone of a notice. The message says the same without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Neutral.
    Off,
    /// Wait.
    Wait,
    /// Refused.
    Refuse,
}

/// The message for a tier. An unknown tier is shown as the network sent it.
pub(super) fn tier_line(tier: &str) -> LocalizedMessage {
    match tier.to_ascii_uppercase().as_str() {
        "PROVISIONAL" => LocalizedMessage::new("tierProvisional"),
        "REGISTERED" => LocalizedMessage::new("tierRegistered"),
        "ESTABLISHED" => LocalizedMessage::new("tierEstablished"),
        "VERIFIED" => LocalizedMessage::new("tierVerified"),
        "PARTNER" => LocalizedMessage::new("tierPartner"),
        _ => LocalizedMessage::verbatim(tier),
    }
}

impl Header {
    /// The header of a state.
    pub fn of(state: &State, now: Millis) -> Self {
        let account = state.account.as_ref();
        let (heartbeat_status, heartbeat_line) = heartbeat_status(state);
        Self {
            name: account.and_then(|account| account.name.clone()),
            tier: account.and_then(|account| account.tier.as_deref()).map(tier_line),
            heartbeat_status,
            heartbeat_line,
            budget: Meter::of(state, now),
            banner: banner(state, now),
            unread: state.unread(),
            drafts: state.drafts(),
            connected: account.is_some(),
            account: state.number,
            locked: state.live.key == KeyState::Locked,
            lockable: account.is_some_and(|account| account.passphrase) && state.live.key == KeyState::Ready,
            appearance: state.settings.appearance.clone(),
            site: state.origin().to_owned(),
            toolbar_action: state.settings.toolbar_action,
        }
    }
}

impl Meter {
    /// The budget, while it is known.
    pub fn of(state: &State, now: Millis) -> Option<Self> {
        if matches!(
            state.connection_issue,
            Some(
                ConnectionIssue::Refused { .. }
                    | ConnectionIssue::Terms
                    | ConnectionIssue::Suspended
                    | ConnectionIssue::Deactivated
            )
        ) {
            return None;
        }
        let balance = state.balance(now)?;
        let budget = &state.account.as_ref()?.budget;
        let next = match state.refill_at(now) {
            Some(at) => {
                budget.regeneration_rate.map(|rate| LocalizedMessage::new("budgetNext").with(rate).at(at))
            }
            None => {
                budget.max_balance.filter(|max| balance >= *max).map(|_| LocalizedMessage::new("budgetFull"))
            }
        };
        Some(Self {
            balance,
            max: budget.max_balance,
            low: balance < state.price(SpendKind::Reprompt, now).units,
            next,
        })
    }
}

fn heartbeat_status(state: &State) -> (HeartbeatStatus, LocalizedMessage) {
    match state.live.key {
        KeyState::Locked => return (HeartbeatStatus::Locked, LocalizedMessage::new("statusLocked")),
        KeyState::Lost => return (HeartbeatStatus::Refused, LocalizedMessage::new("statusKeyMissing")),
        KeyState::None | KeyState::Ready => {}
    }
    let Some(account) = &state.account else {
        // Without a key, the state of the network does not matter.
        return match &state.connection_issue {
            Some(ConnectionIssue::Refused { .. }) => {
                (HeartbeatStatus::Refused, LocalizedMessage::new("statusKeyRefused"))
            }
            _ => (HeartbeatStatus::Unknown, LocalizedMessage::new("statusNoKey")),
        };
    };
    let updated =
        || LocalizedMessage::new("statusUpdated").with(MessageArg::Ago { ago: account.heartbeat_at });
    match &state.connection_issue {
        Some(ConnectionIssue::Refused { .. }) => {
            (HeartbeatStatus::Refused, LocalizedMessage::new("statusKeyRefused"))
        }
        Some(ConnectionIssue::Terms) => (HeartbeatStatus::Terms, LocalizedMessage::new("statusTerms")),
        Some(ConnectionIssue::Suspended) => {
            (HeartbeatStatus::Refused, LocalizedMessage::new("statusSuspended"))
        }
        Some(ConnectionIssue::Deactivated) => {
            (HeartbeatStatus::Refused, LocalizedMessage::new("statusDeactivated"))
        }
        Some(
            ConnectionIssue::Offline
            | ConnectionIssue::Captive
            | ConnectionIssue::Foreign
            | ConnectionIssue::Permission,
        ) => (
            HeartbeatStatus::Offline,
            if account.heartbeat_at > 0 { updated() } else { LocalizedMessage::new("statusNotConnected") },
        ),
        Some(ConnectionIssue::Limited { until }) => {
            (HeartbeatStatus::Waiting, LocalizedMessage::new("statusNextUpdate").at(*until))
        }
        Some(ConnectionIssue::Server { .. } | ConnectionIssue::HeartbeatRefused { .. }) => (
            HeartbeatStatus::Waiting,
            LocalizedMessage::new("statusNextUpdate").at(state.schedule.next_heartbeat),
        ),
        None if account.heartbeat_at == 0 => {
            (HeartbeatStatus::Updating, LocalizedMessage::new("statusUpdating"))
        }
        None if !state.live.online => (HeartbeatStatus::Offline, updated()),
        None => (HeartbeatStatus::Current, updated()),
    }
}

fn banner(state: &State, now: Millis) -> Option<Banner> {
    let say = |tone, line| Some(Banner { tone, line, button: None, aside: None });
    let with = |tone, line, key: &str, verb: &str| {
        Some(Banner { tone, line, button: Some(Button::new(key, verb)), aside: None })
    };
    if state.live.storage_full {
        return say(Tone::Refuse, LocalizedMessage::new("bannerStorage"));
    }
    if state.live.newer {
        return say(Tone::Wait, LocalizedMessage::new("bannerNewer"));
    }
    let from = state.cache.feed_at;
    match &state.connection_issue {
        Some(ConnectionIssue::Offline) => say(Tone::Off, disconnected(state.live.online, from)),
        None if !state.live.online => say(Tone::Off, disconnected(false, from)),
        Some(ConnectionIssue::Limited { until }) => {
            say(Tone::Wait, LocalizedMessage::new("bannerLimited").at(*until))
        }
        Some(ConnectionIssue::Server { code }) if code == "TIMEOUT" => with(
            Tone::Wait,
            LocalizedMessage::new("bannerTimeout").at(state.schedule.next_heartbeat),
            "doTryNow",
            "heartbeat",
        ),
        Some(ConnectionIssue::Server { code }) => with(
            Tone::Wait,
            LocalizedMessage::new("bannerServer").with(code.as_str()).at(state.schedule.next_heartbeat),
            "doTryNow",
            "heartbeat",
        ),
        Some(ConnectionIssue::HeartbeatRefused { code }) => with(
            Tone::Wait,
            LocalizedMessage::new("heartbeatRefused").with(code.as_str()),
            "doTryNow",
            "heartbeat",
        ),
        Some(ConnectionIssue::Captive) => {
            with(Tone::Wait, LocalizedMessage::new("bannerSignInNeeded"), "doTryNow", "heartbeat")
        }
        Some(ConnectionIssue::Foreign) => {
            with(Tone::Refuse, LocalizedMessage::new("bannerNotImpromptu"), "options", "options")
        }
        Some(ConnectionIssue::Permission) => {
            with(Tone::Refuse, LocalizedMessage::new("bannerPermission"), "options", "options")
        }
        Some(ConnectionIssue::Refused { .. }) if state.account.is_none() => {
            with(Tone::Refuse, LocalizedMessage::new("bannerRefused"), "doEnterKey", "options")
        }
        None => {
            let account = state.account.as_ref()?;
            if account.wants_new_key(now) {
                Some(Banner {
                    tone: Tone::Off,
                    line: LocalizedMessage::count("bannerRotate", account.key_days(now)),
                    button: Some(Button::new("doRotate", "options")),
                    aside: Some(Button::new("doNotNow", "postponeKeyRotation")),
                })
            } else if account.read_only {
                say(Tone::Off, LocalizedMessage::new("bannerReadOnly"))
            } else {
                None
            }
        }
        Some(
            ConnectionIssue::Refused { .. }
            | ConnectionIssue::Terms
            | ConnectionIssue::Suspended
            | ConnectionIssue::Deactivated,
        ) => None,
    }
}

/// What a person reads while no reply comes: the browser is offline, or Impromptu cannot be reached; and from when the page is, if anything
/// was loaded.
fn disconnected(online: bool, loaded_at: Millis) -> LocalizedMessage {
    match (online, loaded_at > 0) {
        (true, true) => LocalizedMessage::new("bannerUnreachable").at(loaded_at),
        (true, false) => LocalizedMessage::new("bannerUnreachablePlain"),
        (false, true) => LocalizedMessage::new("bannerOffline").at(loaded_at),
        (false, false) => LocalizedMessage::new("bannerOfflinePlain"),
    }
}
