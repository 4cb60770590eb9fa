use crate::agent::Looks;
use crate::model::Line;
use serde::{Deserialize, Serialize};

/// How the connection stands; chooses the icon and the tone, never the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// Drafts and slips that wait for the person.
    pub drafts: u32,
    /// Whether there is a key to act with.
    pub connected: bool,
    /// Whether the key is locked behind a passphrase.
    pub locked: bool,
    /// How the person wants things to look and work.
    pub looks: Looks,
    /// Where the tab *Opportunities* and links to nodes of the network lead on the web, without a trailing slash.
    pub site: String,
}

/// Budget as a meter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Strip {
    /// Its colour and icon.
    pub tone: Tone,
    /// What it says.
    pub line: Line,
    /// What can be done about it.
    pub button: Option<Button>,
}

/// Tone of a notice. Never the only carrier of meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
