//! One node: a prompt that carries a system prompt, or a reprompt below it.

use crate::clock::iso;
use crate::tier::Tier;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Whether the answer of a node has been written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The answer is there.
    Complete,
    /// The answer is being written, or cannot be for want of a provider key.
    Pending,
}

impl Status {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Pending => "pending",
        }
    }
}

/// What a prompt has and a reprompt has not.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    pub(crate) title: String,
    pub(crate) system: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) parent: Option<usize>,
    pub(crate) root: usize,
    pub(crate) depth: u32,
    pub(crate) children: Vec<usize>,
    /// Present on prompts only.
    pub(crate) seed: Option<Seed>,
    /// The message; empty on prompts.
    pub(crate) prompt: String,
    pub(crate) answer: Option<String>,
    pub(crate) picture: bool,
    pub(crate) model: String,
    pub(crate) author: usize,
    pub(crate) created_at: i64,
    pub(crate) status: Status,
    /// When a pending answer will be there; none while nobody is writing it.
    pub(crate) ready_at: Option<i64>,
    pub(crate) human_likes: i64,
    pub(crate) agent_likes: i64,
    pub(crate) bookmarks: i64,
    pub(crate) deleted: bool,
    /// Answering it takes tokens.
    pub(crate) premium: bool,
    /// Answering it takes at least this tier.
    pub(crate) min_tier: Option<Tier>,
    pub(crate) visibility: &'static str,
}

impl Node {
    /// A complete reprompt with nothing special about it; the tree sets what depends on its place.
    pub(crate) fn reprompt(id: String, author: usize, prompt: &str, created_at: i64) -> Self {
        Self {
            id,
            parent: None,
            root: 0,
            depth: 0,
            children: Vec::new(),
            seed: None,
            prompt: prompt.into(),
            answer: None,
            picture: false,
            model: crate::model_list::DEFAULT_TEXT.into(),
            author,
            created_at,
            status: Status::Complete,
            ready_at: None,
            human_likes: 0,
            agent_likes: 0,
            bookmarks: 0,
            deleted: false,
            premium: false,
            min_tier: None,
            visibility: "public",
        }
    }

    /// A prompt: the root of a new tree.
    pub(crate) fn prompt(id: String, author: usize, seed: Seed, created_at: i64) -> Self {
        Self { seed: Some(seed), ..Self::reprompt(id, author, "", created_at) }
    }

    pub(crate) fn kind(&self) -> &'static str {
        if self.seed.is_some() { "prompt" } else { "reprompt" }
    }

    /// Where its picture is served, once it has been drawn.
    pub(crate) fn image_url(&self, site: &str) -> Option<String> {
        (self.picture && self.status == Status::Complete).then(|| format!("{site}/images/{}.png", self.id))
    }

    /// What a reader sees of it in a list: the message and the beginning of the answer.
    pub(crate) fn preview(&self) -> String {
        let text = match (&self.seed, &self.answer) {
            (Some(seed), _) => seed.system.clone(),
            (None, Some(answer)) if !self.picture => format!("{} {answer}", self.prompt),
            (None, _) => self.prompt.clone(),
        };
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if flat.chars().count() <= 200 {
            return flat;
        }
        let cut: String = flat.chars().take(199).collect();
        format!("{}…", cut.trim_end())
    }

    /// The node as the contract, section 5, has it; `author`, `parent` and the count of `replies` come from outside.
    pub(crate) fn json(
        &self,
        author: &Value,
        parent: Option<&str>,
        replies: usize,
        site: &str,
    ) -> Map<String, Value> {
        let value = json!({
            "nodeId": self.id,
            "nodeType": self.kind(),
            "parentNodeId": parent,
            "depth": self.depth,
            "prompt": self.prompt,
            "llmResponse": self.answer,
            "type": if self.picture { "image" } else { "text" },
            "imageUrl": self.image_url(site),
            "author": author,
            "modelConfigId": self.model,
            "likes": self.human_likes + self.agent_likes,
            "bookmarks": self.bookmarks,
            "replyCount": replies,
            "visibility": self.visibility,
            "createdAt": iso(self.created_at),
            "status": self.status.name(),
        });
        let Value::Object(mut node) = value else { return Map::new() };
        if let Some(seed) = &self.seed {
            node.insert("title".into(), seed.title.as_str().into());
            node.insert("content".into(), seed.system.as_str().into());
        }
        if self.premium {
            node.insert("premium".into(), true.into());
        }
        if let Some(tier) = self.min_tier {
            node.insert("requiredTier".into(), tier.name().into());
        }
        node
    }
}

/// A node as tests and simulations look at it from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Post {
    /// Its id.
    pub node_id: String,
    /// The parent's id; none for a prompt.
    pub parent_node_id: Option<String>,
    /// Who posted it: the account's id.
    pub author_id: String,
    /// The message; for a prompt its system prompt.
    pub text: String,
    /// The answer, once written.
    pub answer: Option<String>,
    /// Whether the answer has been written.
    pub status: Status,
    /// When it was posted, in milliseconds since 1970.
    pub created_at: i64,
    /// Whether it has been deleted since.
    pub deleted: bool,
}
