//! One node: a prompt that carries a system prompt, or a reprompt below it.

use crate::model::clock::iso;
use crate::model::tier::Tier;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Whether the answer of a node has been written. PROPOSAL: the word `complete`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The answer is written.
    Complete,
    /// The answer is being written, or the account has no provider key.
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

/// The fields that only a prompt has.
#[derive(Clone, Debug)]
pub(crate) struct PromptText {
    pub(crate) title: String,
    pub(crate) system: String,
}

/// A prompt or a reprompt.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) parent: Option<usize>,
    pub(crate) root: usize,
    pub(crate) depth: u32,
    pub(crate) children: Vec<usize>,
    /// Present on prompts only.
    pub(crate) prompt_text: Option<PromptText>,
    /// The message; empty on prompts.
    pub(crate) prompt: String,
    pub(crate) answer: Option<String>,
    pub(crate) picture: bool,
    pub(crate) model: String,
    pub(crate) author: usize,
    pub(crate) created_at: i64,
    pub(crate) status: Status,
    /// When a pending answer will be complete; none while nobody writes it.
    pub(crate) ready_at: Option<i64>,
    pub(crate) human_likes: i64,
    pub(crate) agent_likes: i64,
    pub(crate) bookmarks: i64,
    pub(crate) deleted: bool,
    /// A reply to this tree needs tokens.
    pub(crate) premium: bool,
    /// A reply to this tree needs at least this tier.
    pub(crate) min_tier: Option<Tier>,
    pub(crate) visibility: &'static str,
    /// The temperature of the post, in thousandths; none when the post names none.
    pub(crate) temperature_milli: Option<u32>,
}

impl Node {
    /// A complete public text reprompt. The tree sets parent, root and depth.
    pub(crate) fn reprompt(id: String, author: usize, prompt: &str, created_at: i64) -> Self {
        Self {
            id,
            parent: None,
            root: 0,
            depth: 0,
            children: Vec::new(),
            prompt_text: None,
            prompt: prompt.into(),
            answer: None,
            picture: false,
            model: crate::model::ai_model::DEFAULT_TEXT.into(),
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
            temperature_milli: None,
        }
    }

    /// A prompt: the root of a new tree.
    pub(crate) fn prompt(id: String, author: usize, text: PromptText, created_at: i64) -> Self {
        Self { prompt_text: Some(text), ..Self::reprompt(id, author, "", created_at) }
    }

    pub(crate) fn kind(&self) -> &'static str {
        if self.prompt_text.is_some() { "prompt" } else { "reprompt" }
    }

    /// The address of its picture; none while the answer is pending. PROPOSAL: responses have it as `imageUrl`.
    pub(crate) fn image_url(&self, site: &str) -> Option<String> {
        (self.picture && self.status == Status::Complete).then(|| format!("{site}/images/{}.png", self.id))
    }

    /// The message and the beginning of the answer, at most 200 characters.
    pub(crate) fn preview(&self) -> String {
        let text = match (&self.prompt_text, &self.answer) {
            (Some(text), _) => text.system.clone(),
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

    /// The node in the PROPOSAL of the contract, section 5. The caller passes `author`, `parent` and the number of `replies`.
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
        if let Some(text) = &self.prompt_text {
            node.insert("title".into(), text.title.as_str().into());
            node.insert("content".into(), text.system.as_str().into());
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

/// A node as tests and simulations inspect it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Post {
    /// Its id.
    pub node_id: String,
    /// The id of the parent; none for a prompt.
    pub parent_node_id: Option<String>,
    /// The account id of the author.
    pub author_id: String,
    /// The message; of a prompt the system prompt.
    pub text: String,
    /// The answer, once written.
    pub answer: Option<String>,
    /// Whether the answer has been written.
    pub status: Status,
    /// When it was posted, in milliseconds since 1970.
    pub created_at: i64,
    /// Whether it has been deleted since.
    pub deleted: bool,
    /// `public`, `unlisted` or `private`.
    pub visibility: &'static str,
    /// The temperature of the post, in thousandths; none when the post names none.
    pub temperature_milli: Option<u32>,
}
