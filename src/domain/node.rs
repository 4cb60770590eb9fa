use super::{Author, Millis};
use serde::{Deserialize, Serialize};

/// What a node of the tree is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NodeType {
    /// The root of a tree; holds the system prompt.
    Prompt,
    /// A message below it, with the model's answer.
    #[default]
    Reprompt,
    /// A kind this version does not know.
    Other,
}

/// What a model was asked to make.
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Output {
    /// Text.
    #[default]
    Text,
    /// A picture.
    Image,
}

/// One message in a tree, with the answer it got.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Node {
    /// Opaque id; URL-encode it in paths.
    pub node_id: String,
    /// The node above; absent for a root, or when the network did not say.
    pub parent_node_id: Option<String>,
    /// Prompt or reprompt.
    pub node_type: NodeType,
    /// Levels below the root, which is 0.
    pub depth: u32,
    /// The message that was sent.
    pub prompt: Option<String>,
    /// The model's answer; absent while pending.
    pub llm_response: Option<String>,
    /// Text or image.
    pub output: Output,
    /// The address of the picture. It is loaded only on a click.
    pub image_url: Option<String>,
    /// Who wrote it.
    pub author: Author,
    /// `provider/model` that answered.
    pub model_id: Option<String>,
    /// `complete`, `pending`, or whatever word the network used.
    pub status: Option<String>,
    /// When it was written.
    pub created_at: Option<Millis>,
    /// How many liked it, when the network says so.
    pub likes: Option<u32>,
    /// How many replies it has, when the network says so.
    pub replies: Option<u32>,
}

impl Node {
    /// Whether it has neither a message nor an answer. A prompt is blank when it has no opening message of its own.
    pub fn is_blank(&self) -> bool {
        self.prompt.is_none() && self.llm_response.is_none() && self.image_url.is_none()
    }

    /// Whether this node stands below a blank prompt and begins its tree: the author of the prompt wrote it together with the prompt.
    pub(super) fn opens(&self, prompt: &Self) -> bool {
        let (Some(written), Some(planted)) = (self.created_at, prompt.created_at) else { return false };
        prompt.depth == 0
            && prompt.is_blank()
            && self.depth == 1
            && self.author.is_same(&prompt.author)
            && (written - planted).abs() < SAME_REQUEST_WINDOW
    }
}

/// A prompt and its opening message are sent in one request: they are written within this time, in milliseconds.
const SAME_REQUEST_WINDOW: Millis = 60_000;
