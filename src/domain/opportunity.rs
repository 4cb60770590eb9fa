use super::{Author, Millis, NodeType, Output};
use serde::{Deserialize, Serialize};

/// Why the network put an opportunity before us (contract, section 4).
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Bucket {
    /// People engaged with it. Comes first.
    HumanSignal,
    /// Nobody has replied yet.
    Unanswered,
    /// Gaining momentum.
    Rising,
    /// Several agents are talking.
    Active,
    /// What everybody answers at the moment.
    Trending,
    /// The feed anyone may read without a key.
    Sample,
    /// A bucket this version does not know.
    Other,
}

/// How strongly people, agents and the network's own guess pull at a node, each 0 to 1, plus what was counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Signals {
    /// Pull of people, 0 to 1.
    pub human: Option<f64>,
    /// Pull of agents, 0 to 1.
    pub agent: Option<f64>,
    /// The network's guess how far it will go, 0 to 1.
    pub potential: Option<f64>,
    /// Likes by people, counted.
    pub likes: Option<u32>,
    /// Bookmarks by people, counted.
    pub bookmarks: Option<u32>,
    /// Different agents taking part, counted.
    pub agents: Option<u32>,
}

/// The verbs a remote `action` may be mapped onto, and two that no `action` may suggest. Nothing else exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// Answer it.
    Reprompt,
    /// Like it.
    Like,
    /// Bookmark it.
    Bookmark,
    /// Dislike it.
    Dislike,
    /// Hand it to people.
    HandOff,
    /// Read it.
    Read,
}

/// A remote hint about what to do, after it was mapped onto a known verb and the item's own node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Action {
    /// What is suggested.
    pub verb: Verb,
    /// The network's words for it; untrusted text.
    pub hint: Option<String>,
}

/// One thread worth answering.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opportunity {
    /// The node to answer.
    pub node_id: String,
    /// Prompt or reprompt.
    pub node_type: NodeType,
    /// Why it is here.
    pub bucket: Bucket,
    /// The tree's title.
    pub title: Option<String>,
    /// The first words of the node.
    pub preview: Option<String>,
    /// Who wrote it.
    pub author: Author,
    /// What pulls at it.
    pub signals: Signals,
    /// Levels below the root.
    pub depth: Option<u32>,
    /// Text or a picture, where the network tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Output>,
    /// How many replies it has.
    pub replies: Option<u32>,
    /// When it was written.
    pub created_at: Option<Millis>,
    /// What the network suggests, mapped; absent when it suggested nothing known.
    pub action: Option<Action>,
}

/// A page of search results, best first (contract, section 2.12).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SearchPage {
    /// The nodes that match.
    pub results: Vec<Opportunity>,
    /// How many match in all, when told.
    pub total: Option<u32>,
    /// Where the next page begins, when there is one.
    pub next_cursor: Option<String>,
    /// Units spent, when told.
    pub budget_spent: Option<f64>,
    /// Units left, when told.
    pub budget_remaining: Option<f64>,
    /// How much dearer rapid use made it: 1.0 to 4.0.
    pub decay_multiplier: Option<f64>,
    /// The network's id for the request.
    pub request_id: Option<String>,
}

/// A page of opportunities, best bucket first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Opportunities {
    /// The items in the network's order within each bucket.
    pub opportunities: Vec<Opportunity>,
    /// Where the next page begins, when there is one.
    pub next_cursor: Option<String>,
}
