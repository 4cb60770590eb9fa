use crate::domain::Output;
use serde::{Deserialize, Serialize};

/// Who may read a post (contract, section 2.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Who has its address.
    Unlisted,
    /// This account alone.
    Private,
    /// Everybody; also the meaning of a value of another version.
    #[default]
    #[serde(other)]
    Public,
}

impl Visibility {
    /// The word of the network, empty for its own choice, which is public.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Public => "",
            Self::Unlisted => "unlisted",
            Self::Private => "private",
        }
    }
}

/// The content of a draft. A surface stores the same record at each keystroke.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct DraftContent {
    /// The message; for a seed, the opening message.
    pub text: String,
    /// A seed's system prompt; empty for a reprompt.
    pub system_prompt: String,
    /// A seed's title; empty for a reprompt.
    pub title: String,
    /// `provider/model`; empty for the network's own choice.
    pub model: String,
    /// Text or image.
    pub output: Output,
    /// Who may read the post.
    pub visibility: Visibility,
    /// How freely the model writes, in tenths from 0 to 20; absent for the network's own choice. A seed has none.
    pub temperature: Option<u8>,
    /// Whether the system prompt contains pasted or dropped text: it has to be reviewed before it is posted.
    pub pasted: bool,
}

impl DraftContent {
    /// Whether every text is blank.
    pub fn is_blank(&self) -> bool {
        [&self.text, &self.system_prompt, &self.title].into_iter().all(|part| part.trim().is_empty())
    }

    /// Each text of this content, followed by the same text of `below`. Equal texts are kept once.
    #[must_use]
    pub(crate) fn above(&self, below: &Self) -> Self {
        let join = |above: &str, below: &str| match (above.trim().is_empty(), below.trim().is_empty()) {
            (true, _) => below.to_owned(),
            (_, true) => above.to_owned(),
            _ if above == below => above.to_owned(),
            _ => format!("{above}\n\n{below}"),
        };
        Self {
            text: join(&self.text, &below.text),
            system_prompt: join(&self.system_prompt, &below.system_prompt),
            pasted: self.pasted || below.pasted,
            title: if below.title.trim().is_empty() { self.title.clone() } else { below.title.clone() },
            ..below.clone()
        }
    }
}
