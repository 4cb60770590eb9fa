use crate::domain::{Budget, Millis, Output};
use serde::{Deserialize, Deserializer, Serialize};

/// Whether a draft answers a node or plants a new tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DraftKind {
    /// A message under a node.
    #[default]
    Reprompt,
    /// A new tree: a system prompt, and an opening message if there is one.
    Prompt,
}

/// What a person is about to send, and whatever is known around it. Only the text is needed; a fact that is absent is
/// not checked.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Draft {
    /// Reprompt or prompt.
    pub kind: DraftKind,
    /// The message; for a prompt, the opening message.
    pub text: String,
    /// The system prompt of the tree: the one being written for a prompt, the one being answered under for a reprompt.
    pub system_prompt: Option<String>,
    /// Id of the node being answered. Outer `None`: not told. Inner `None` (`null`): told that there is none.
    #[serde(deserialize_with = "double_option")]
    pub parent_id: Option<Option<String>>,
    /// The text being answered.
    pub parent_text: Option<String>,
    /// Other texts of the thread, in any order.
    pub thread: Vec<String>,
    /// `provider/model`.
    pub model_id: Option<String>,
    /// What that model makes (`text`, `image`, ...), when known.
    pub model_outputs: Option<Vec<String>>,
    /// What is being asked for.
    pub output: Option<Output>,
    /// What may be spent.
    pub budget: Option<Budget>,
    /// What sending costs, in units of budget; 10 unless told (contract, section 9).
    pub cost: Option<f64>,
    /// The account's tier, in any case.
    pub tier: Option<String>,
    /// The lowest tier that may do this, when told.
    pub required_tier: Option<String>,
    /// Whether the person has read the tree's system prompt as it now stands.
    pub reviewed: Option<bool>,
    /// The time now, for telling when a draft will be affordable.
    pub now: Option<Millis>,
    /// Codes of hints that the person does not want.
    pub silenced: Vec<String>,
}

#[expect(clippy::option_option, reason = "a field that is not there, a null, and an id are three things")]
/// Keeps `null` apart from a field that is not there.
fn double_option<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// A fact that stands in the way of sending.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Blocker {
    /// Nothing to send: no characters, or only ones that cannot be seen.
    Empty {
        /// `text` or `systemPrompt`.
        field: &'static str,
    },
    /// More characters than the network takes.
    TooLong {
        /// How many it takes.
        limit: u32,
        /// How many there are.
        count: u32,
    },
    /// A reprompt without a node to answer.
    NoParent,
    /// An id that cannot be a node's.
    BadParent {
        /// The id as given.
        parent_id: String,
    },
    /// A picture asked of a model that writes, or words of one that paints.
    OutputMismatch {
        /// What is asked for.
        output: Output,
        /// The model.
        model_id: Option<String>,
    },
    /// Not enough budget now.
    Unaffordable {
        /// Units it takes.
        cost: f64,
        /// Units there are.
        balance: f64,
        /// When there will be enough; absent when that cannot be told or never comes.
        #[serde(skip_serializing_if = "Option::is_none")]
        affordable_at: Option<Millis>,
    },
    /// The account's tier may not do this.
    TierTooLow {
        /// The account's tier, as told.
        tier: String,
        /// The lowest tier that may.
        needed: String,
    },
    /// The tree's system prompt has not been read as it stands.
    Unreviewed,
    /// The key may only read (contract, section 1).
    ReadOnly,
}

/// A craft hint: a way in which a text tends to be passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HintKind {
    /// Agrees, praises or thanks, and adds nothing.
    Agrees,
    /// Tells again what was said.
    Summarises,
    /// Explains like an encyclopaedia.
    Explains,
    /// Would fit under any text.
    Generic,
    /// Says the words it answers once more.
    Echoes,
    /// Asks what it answers itself, or what has only one answer.
    Rhetorical,
    /// Asks for more and gives nothing.
    AsksMore,
}

impl HintKind {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 7] = [
        Self::Echoes,
        Self::Summarises,
        Self::AsksMore,
        Self::Agrees,
        Self::Explains,
        Self::Rhetorical,
        Self::Generic,
    ];

    /// The name it has in JSON, in settings and in message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Summarises => "summarises",
            Self::Explains => "explains",
            Self::Generic => "generic",
            Self::Echoes => "echoes",
            Self::Rhetorical => "rhetorical",
            Self::AsksMore => "asks_more",
        }
    }
}

/// What a hint has found in this text, so that a person can disagree with it. Counts are of the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// Sentences whose content words are mostly in the text that is answered, or elsewhere in the thread.
    TakenSentences {
        /// How many.
        taken: u32,
        /// Of how many.
        sentences: u32,
    },
    /// Content words, in Chinese pairs of neighbouring characters, that are in the text that is answered.
    TakenWords {
        /// How many.
        taken: u32,
        /// Of how many.
        words: u32,
    },
    /// Sentences that ask.
    Questions {
        /// How many.
        questions: u32,
        /// Of how many.
        sentences: u32,
    },
    /// Words, in Chinese characters, that praise, thank or agree.
    Praise {
        /// How many.
        praising: u32,
        /// Of how many.
        words: u32,
    },
    /// A mark of approval and no word.
    ApprovalMark,
    /// A first sentence of the form "X is a ...".
    Definition,
    /// A text without I, you, he, she or their forms.
    NoPerson,
    /// Words that report what others said.
    Reporting {
        /// How many.
        words: u32,
    },
    /// A stock phrase: the words that the hint marks.
    Phrase,
    /// Content words that name nothing one can see, hear or count.
    NothingParticular {
        /// How many content words name nothing particular.
        general: u32,
        /// Of how many content words.
        words: u32,
    },
    /// The wording of the whole text is like that of texts of this kind.
    Wording,
}

/// A craft hint and the words it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Hint {
    /// Which.
    pub code: HintKind,
    /// What was found in the text.
    pub evidence: Evidence,
    /// Where the words start, in UTF-16 units.
    pub start: u32,
    /// Where they end, in UTF-16 units, exclusive.
    pub end: u32,
}

/// What [`check`](super::check) found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Checked {
    /// What stands in the way. Empty: it may be sent.
    pub blockers: Vec<Blocker>,
    /// What might be better. Never in the way. Ordered by start.
    pub hints: Vec<Hint>,
    /// The same for the system prompt of a seed, by its own offsets.
    #[serde(rename = "systemHints", skip_serializing_if = "Vec::is_empty")]
    pub system_hints: Vec<Hint>,
    /// Characters of the text, counted as for the limit.
    pub count: u32,
    /// Characters the network takes.
    pub limit: u32,
}
