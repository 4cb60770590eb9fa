use super::{Blank, Button};
use crate::agent::{Phase, Words};
use crate::model::{Author, Line, Millis, Output};
use serde::{Deserialize, Serialize};

/// A thread as it is read: everything above the current node, the node, a first page of what is below.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ThreadPage {
    /// The node it was opened at.
    pub node: String,
    /// Title of the tree; remote text.
    pub title: Option<String>,
    /// *7 deep*.
    pub depth: Line,
    /// The system prompt; absent when the network did not send one.
    pub system_prompt: Option<SystemPrompt>,
    /// From the first level down to the parent.
    pub above: Vec<Step>,
    /// The current node; absent while loading or when it cannot be shown.
    pub current: Option<Step>,
    /// *2 of 3* and the neighbours.
    pub siblings: Option<Siblings>,
    /// First page of what is below, in reading order.
    pub below: Vec<Step>,
    /// Nodes below in all; ask for more with the command `page`.
    pub below_count: u32,
    /// *2 replies to this*.
    pub below_line: Option<Line>,
    /// Where words are written.
    pub composer: Option<Composer>,
    /// Pictures that go along with an image reprompt.
    pub images: Vec<String>,
    /// Instead of a thread: loading, gone, refused.
    pub blank: Option<Blank>,
    /// When it was read.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
}

/// One node of a thread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Its id.
    pub node: String,
    /// Its level; the prompt itself is 0 and the first message 1.
    pub level: u32,
    /// Who wrote it.
    pub author: Author,
    /// Whether that is us.
    pub you: bool,
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub at: Option<Millis>,
    /// The message; remote text.
    pub message: String,
    /// The model's answer as a typed tree; empty while pending.
    #[cfg_attr(feature = "types", ts(type = "Block[]"))]
    pub answer: Vec<crate::markup::Block>,
    /// *The answer is being written*, *liked by 2*, *3 below*: what there is to say.
    pub notes: Vec<Line>,
    /// A picture that can be asked for.
    pub picture: Option<Picture>,
    /// Whether we liked it.
    pub liked: bool,
    /// Whether we bookmarked it.
    pub bookmarked: bool,
}

/// A picture that loads on a click.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    /// Where from; http or https only.
    pub url: String,
    /// Host, shown before the click.
    pub host: String,
}

/// The current node among its siblings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Siblings {
    /// *2 of 3*.
    pub line: Line,
    /// The one before.
    pub previous: Option<String>,
    /// The one after.
    pub next: Option<String>,
}

/// A stretch of text, plain or one hidden thing made visible.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Stretch {
    /// The text; for a hidden thing, its chip: *U+200B*.
    pub text: String,
    /// Whether it is a chip.
    pub hidden: bool,
}

/// Whether the person has read a system prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// Read as it stands.
    Reviewed,
    /// Never read.
    Open,
    /// Read once, and changed since.
    Changed,
}

/// The text that shapes every answer in a tree: privileged, shown whole and as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SystemPrompt {
    /// Id under which the review is remembered.
    pub root: String,
    /// The whole text, hidden things made visible in place.
    pub text: Vec<Stretch>,
    /// Its first words, for the folded line.
    pub brief: String,
    /// Whether it was read.
    pub review: Review,
    /// *reviewed 14 Nov*.
    pub review_line: Line,
    /// *248 characters, nothing hidden.*
    pub size: Line,
    /// What is hidden in it: chip, name, place.
    pub findings: Vec<Finding>,
    /// *By Odile Marsh, 14 Nov*.
    pub by: Option<Line>,
    /// The text that was read before, when it changed.
    pub before: Option<Vec<Stretch>>,
}

/// One hidden thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// *U+200B*.
    pub chip: String,
    /// What it is, in words.
    pub line: Line,
    /// Its place in the text, in UTF-16 units.
    pub at: u32,
}

/// Where words are written: all but the words' own liveliness, which is the surface's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Composer {
    /// `reply:<node>` or `seed:<number>`.
    pub draft: String,
    /// *Reprompt to Ada Okafor, level 7*.
    pub to: Line,
    /// Placeholder: *Your message to Ada, level 7*.
    pub invite: Line,
    /// The words as last stored.
    pub words: Words,
    /// Where they stand. Only `draft` and `refused` may be edited.
    pub phase: Phase,
    /// When they were stored.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub saved_at: Option<Millis>,
    /// What is known about sending it.
    pub advice: Advice,
    /// Models to choose from, recommended first.
    pub engines: Vec<Choice>,
}

/// A model in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// `provider/model`.
    pub id: String,
    /// Name to show.
    pub name: String,
    /// What it makes.
    pub makes: Vec<Output>,
    /// Whether the network recommends it.
    pub recommended: bool,
    /// Whether it was the last used for its kind.
    pub last: bool,
}

/// What the core says about words before they are sent. Asked for at each keystroke.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Advice {
    /// Whether the button may be pressed.
    pub can_post: bool,
    /// Facts that stand in the way, each with what settles it.
    pub blockers: Vec<Blocker>,
    /// Craft hints, in the order of the words they mark.
    pub hints: Vec<Hint>,
    /// *Costs from 10*.
    pub cost: Option<Line>,
    /// *Leaves 302 of 500*, or *Needs 10, you have 4. It stays here.*
    pub after: Option<Line>,
    /// *Enough at 14:20*, *twice the usual: three posts this hour*: in ochre, before `after`.
    pub wait: Option<Line>,
    /// *9,800 of 10,000*, near the limit.
    pub size: Option<Line>,
}

/// A fact that stands in the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Blocker {
    /// Its code.
    pub code: String,
    /// What is so, and what settles it.
    pub line: Line,
    /// A press that settles it: `model:<id>`, `review`, `output:text`.
    pub button: Option<Button>,
}

/// A craft hint: a footnote on the words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Hint {
    /// Its family.
    pub code: String,
    /// Where the words begin, in UTF-16 units.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// *Agrees without adding.*
    pub title: Line,
    /// *Begin where you differ.*
    pub text: Line,
    /// One example of stronger.
    pub example: Line,
}
