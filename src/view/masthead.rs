use crate::agent::{Act, KeyState, Looks, Opens, State, Trouble};
use crate::model::{Arg, Line, Millis};
use serde::Serialize;

/// How the connection stands; chooses the icon and the tone, never the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Pulse {
    /// A beat was heard.
    Heard,
    /// A beat is on its way.
    Beating,
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
    /// No key, or nothing heard yet.
    Unknown,
}

/// What stands above every tab, on every visit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Masthead {
    /// The account's name; remote text. Absent without an account.
    pub name: Option<String>,
    /// The tier in words.
    pub tier: Option<Line>,
    /// Icon and tone of the connection.
    pub pulse: Pulse,
    /// The connection in words.
    pub pulse_line: Line,
    /// Budget; absent while not known.
    pub budget: Option<Meter>,
    /// One strip between masthead and tabs, when something must be said.
    pub strip: Option<Strip>,
    /// Unread notices that count.
    pub unread: u32,
    /// Drafts, whether plain or on their way.
    pub drafts: u32,
    /// Whether there is a key to act with.
    pub connected: bool,
    /// The number of the account in front; its drafts bear it, but for the first.
    pub account: u32,
    /// Whether the key is locked behind a passphrase.
    pub locked: bool,
    /// How the person wants things to look and work.
    pub looks: Looks,
    /// Where the tab *Opportunities* and links to nodes of the network lead on the web, without a trailing slash.
    pub site: String,
    /// What a click on the toolbar button opens.
    pub opens: Opens,
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
    pub next: Option<Line>,
}

/// One notice between masthead and tabs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Strip {
    /// Its colour and icon.
    pub tone: Tone,
    /// What it says.
    pub line: Line,
    /// What can be done about it.
    pub button: Option<Button>,
    /// What puts it aside.
    pub aside: Option<Button>,
}

/// Tone of a notice. Never the only carrier of meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Neutral: done, or off.
    Off,
    /// Wait.
    Wait,
    /// Refused.
    Refuse,
}

/// Something to press.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Button {
    /// Its label.
    pub line: Line,
    /// A command's `do`, or `options`, `site` (open the network's page), `tab:drafts` and the like, which the surface does itself.
    #[serde(rename = "do")]
    pub verb: String,
    /// Whether it is the main thing to do here.
    pub main: bool,
}

/// An empty state, or one that stands in the way: an icon, a title, a sentence, what to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Blank {
    /// Name of an icon: `pulse, door, key, terms, lock, bell, off, wait, pen, sprout, person`.
    pub icon: String,
    /// Large line.
    pub title: Line,
    /// The sentence.
    pub text: Line,
    /// The network's code, shown small.
    pub code: Option<String>,
    /// What can be done.
    pub buttons: Vec<Button>,
}

/// The tier in words; a word this version does not know is shown as it came.
pub(super) fn tier_line(tier: &str) -> Line {
    match tier.to_ascii_uppercase().as_str() {
        "PROVISIONAL" => Line::new("tierProvisional"),
        "REGISTERED" => Line::new("tierRegistered"),
        "ESTABLISHED" => Line::new("tierEstablished"),
        "VERIFIED" => Line::new("tierVerified"),
        "PARTNER" => Line::new("tierPartner"),
        _ => Line::verbatim(tier),
    }
}

impl Masthead {
    /// The masthead as things stand.
    pub fn of(state: &State, now: Millis) -> Self {
        let account = state.account.as_ref();
        let (pulse, pulse_line) = pulse(state);
        Self {
            name: account.and_then(|account| account.name.clone()),
            tier: account.and_then(|account| account.tier.as_deref()).map(tier_line),
            pulse,
            pulse_line,
            budget: Meter::of(state, now),
            strip: strip(state, now),
            unread: state.unread(),
            drafts: state.drafts(),
            connected: account.is_some(),
            account: state.number,
            locked: state.live.key == KeyState::Locked,
            looks: state.settings.looks.clone(),
            site: state.origin().to_owned(),
            opens: state.settings.opens,
        }
    }
}

impl Meter {
    /// The budget, while it is known.
    pub fn of(state: &State, now: Millis) -> Option<Self> {
        if matches!(state.trouble, Some(Trouble::Refused { .. } | Trouble::Terms)) {
            return None;
        }
        let balance = state.balance(now)?;
        let budget = &state.account.as_ref()?.budget;
        let next = match state.refill_at(now) {
            Some(at) => budget.regeneration_rate.map(|rate| Line::new("meterNext").with(rate).at(at)),
            None => budget.max_balance.filter(|max| balance >= *max).map(|_| Line::new("meterFull")),
        };
        Some(Self {
            balance,
            max: budget.max_balance,
            low: balance < state.price(Act::Reprompt, now).units,
            next,
        })
    }
}

fn pulse(state: &State) -> (Pulse, Line) {
    match state.live.key {
        KeyState::Locked => return (Pulse::Locked, Line::new("pulseLocked")),
        KeyState::Lost => return (Pulse::Refused, Line::new("pulseLost")),
        KeyState::None | KeyState::Ready => {}
    }
    let Some(account) = &state.account else {
        // Whether there is a network matters to nobody who has no key yet.
        return match &state.trouble {
            Some(Trouble::Refused { .. }) => (Pulse::Refused, Line::new("pulseRefused")),
            _ => (Pulse::Unknown, Line::new("pulseNoKey")),
        };
    };
    let heard = || Line::new("pulseHeard").with(Arg::Ago { ago: account.heard_at });
    match &state.trouble {
        Some(Trouble::Refused { .. }) => (Pulse::Refused, Line::new("pulseRefused")),
        Some(Trouble::Terms) => (Pulse::Terms, Line::new("pulseTerms")),
        Some(Trouble::Offline | Trouble::Captive | Trouble::Foreign | Trouble::Permission) => {
            (Pulse::Offline, if account.heard_at > 0 { heard() } else { Line::new("pulseOffline") })
        }
        Some(Trouble::Limited { until }) => (Pulse::Waiting, Line::new("pulseNextAt").at(*until)),
        Some(Trouble::Server { .. }) => {
            (Pulse::Waiting, Line::new("pulseNextAt").at(state.schedule.next_beat))
        }
        None if account.heard_at == 0 => (Pulse::Beating, Line::new("pulseFirst")),
        None if !state.live.online => (Pulse::Offline, heard()),
        None => (Pulse::Heard, heard()),
    }
}

fn strip(state: &State, now: Millis) -> Option<Strip> {
    let say = |tone, line| Some(Strip { tone, line, button: None, aside: None });
    let with = |tone, line, key: &str, verb: &str| {
        Some(Strip { tone, line, button: Some(Button::new(key, verb)), aside: None })
    };
    if state.live.storage_full {
        return say(Tone::Refuse, Line::new("stripStorage"));
    }
    if state.live.newer {
        return say(Tone::Wait, Line::new("stripNewer"));
    }
    let from = state.cache.feed_at;
    match &state.trouble {
        Some(Trouble::Offline) => say(Tone::Off, disconnected(state.live.online, from)),
        None if !state.live.online => say(Tone::Off, disconnected(false, from)),
        Some(Trouble::Limited { until }) => say(Tone::Wait, Line::new("stripLimited").at(*until)),
        Some(Trouble::Server { code }) if code == "TIMEOUT" => {
            with(Tone::Wait, Line::new("stripTimeout").at(state.schedule.next_beat), "doTryNow", "beat")
        }
        Some(Trouble::Server { code }) => with(
            Tone::Wait,
            Line::new("stripServer").with(code.as_str()).at(state.schedule.next_beat),
            "doTryNow",
            "beat",
        ),
        Some(Trouble::Captive) => with(Tone::Wait, Line::new("stripCaptive"), "doTryNow", "beat"),
        Some(Trouble::Foreign) => with(Tone::Refuse, Line::new("stripNotImpromptu"), "options", "options"),
        Some(Trouble::Permission) => with(Tone::Refuse, Line::new("stripPermission"), "options", "options"),
        Some(Trouble::Refused { .. }) if state.account.is_none() => {
            with(Tone::Refuse, Line::new("stripRefused"), "doEnterKey", "options")
        }
        None => {
            let account = state.account.as_ref()?;
            if account.wants_new_key(now) {
                Some(Strip {
                    tone: Tone::Off,
                    line: Line::count("stripRotate", account.key_days(now)),
                    button: Some(Button::new("doRotate", "options")),
                    aside: Some(Button::new("doNotNow", "rotateLater")),
                })
            } else if account.read_only {
                say(Tone::Off, Line::new("stripReadOnly"))
            } else {
                None
            }
        }
        Some(Trouble::Refused { .. } | Trouble::Terms) => None,
    }
}

/// What a person reads while no reply comes: the browser is offline, or Impromptu cannot be reached; and from when the page is, if anything
/// was loaded.
fn disconnected(online: bool, loaded_at: Millis) -> Line {
    match (online, loaded_at > 0) {
        (true, true) => Line::new("stripUnreachable").at(loaded_at),
        (true, false) => Line::new("stripUnreachablePlain"),
        (false, true) => Line::new("stripOffline").at(loaded_at),
        (false, false) => Line::new("stripOfflinePlain"),
    }
}

impl Button {
    /// A quiet button.
    pub fn new(key: &str, verb: &str) -> Self {
        Self { line: Line::new(key), verb: verb.to_owned(), main: false }
    }

    /// The main thing to do in its place.
    #[must_use]
    pub fn main(mut self) -> Self {
        self.main = true;
        self
    }
}

impl Blank {
    /// An icon, a title and a text whose keys are `{key}Title` and `{key}Text`.
    pub fn new(icon: &str, key: &str) -> Self {
        Self {
            icon: icon.to_owned(),
            title: Line::new(&format!("{key}Title")),
            text: Line::new(&format!("{key}Text")),
            code: None,
            buttons: Vec::new(),
        }
    }

    /// Adds a button.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.buttons.push(button);
        self
    }

    /// What stands in the way of everything, if anything does.
    pub fn obstacle(state: &State) -> Option<Self> {
        match (&state.live.key, &state.trouble) {
            (KeyState::Locked, _) => Some(Self::new("lock", "blankLocked")),
            (KeyState::Lost, _) => {
                Some(Self::new("key", "blankLost").button(Button::new("doEnterKey", "options").main()))
            }
            (_, Some(Trouble::Refused { code })) if state.account.is_some() => Some(Self {
                code: Some(code.clone()).filter(|code| !code.is_empty()),
                ..Self::new("key", "blankRefused")
                    .button(Button::new("doEnterKey", "options").main())
                    .button(Button::new("doTryAgain", "beat"))
            }),
            (_, Some(Trouble::Terms)) => Some(
                Self::new("terms", "blankTerms")
                    .button(Button::new("doReadTerms", "site").main())
                    .button(Button::new("doTryAgain", "beat")),
            ),
            _ => None,
        }
    }
}
