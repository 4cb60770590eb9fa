use crate::app::state::{DraftContent, SignupForm};
use crate::domain::{Output, Secret, Verb};

/// What a request in flight is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Pending {
    /// The heartbeat, and who waits for it.
    Heartbeat(Option<u32>),
    /// Opportunities, and who waits for them.
    Feed(Option<u32>),
    /// A page of notices, and how many stand above it: 0 for the first.
    Notifications(u32),
    /// A thread to be shown.
    Thread(String),
    /// A page of replies in a thread that is shown.
    Replies {
        /// The node it is shown at.
        node: String,
        /// Where the page begins.
        cursor: String,
        /// Who waits.
        token: u32,
    },
    /// A thread read for an unknown post, and who waits.
    Reconcile {
        /// Which draft.
        draft: String,
        /// Who waits.
        token: Option<u32>,
        /// Pages read so far.
        pages: u32,
    },
    /// A thread read for an answer that is being written.
    Answer(String),
    /// A thread read ahead of a post, because this worker has not read it yet.
    Preload {
        /// Which draft.
        draft: String,
        /// The node it answers.
        node: String,
        /// The words as they were pressed.
        content: Box<DraftContent>,
        /// Who waits.
        token: Option<u32>,
    },
    /// A post.
    Post {
        /// Which draft.
        draft: String,
        /// Who waits.
        token: Option<u32>,
    },
    /// A like or bookmark.
    Engage {
        /// Node.
        node: String,
        /// Like or bookmark.
        verb: Verb,
        /// Who waits.
        token: u32,
    },
    /// Costs.
    BudgetDetails,
    /// The models that the network recommends.
    AiModels,
    /// A page of the models that a composer looks through.
    ModelSearch {
        /// Words looked for.
        search: String,
        /// Which kind.
        output: Output,
        /// Where the page begins; nothing for the first.
        cursor: Option<String>,
    },
    /// Profile.
    Profile,
    /// Tokens.
    Tokens,
    /// A key that is being tried.
    Connect {
        /// Where.
        origin: String,
        /// With which key; empty for the kept one.
        key: Secret,
        /// Who waits.
        token: u32,
    },
    /// The puzzle of a sign-up, and the form that asked for it: a network without puzzles is sent it at once.
    Challenge {
        /// Who waits.
        token: u32,
        /// What was filled in.
        form: Box<SignupForm>,
    },
    /// A registration.
    Register {
        /// Who waits.
        token: u32,
        /// Whether a solved puzzle went along.
        proof: bool,
        /// Whether the hash of a payment went along.
        paid: bool,
    },
    /// Provider keys: listed, set or removed.
    Credentials {
        /// Who waits; absent for the list that follows a change.
        token: Option<u32>,
        /// Whether it changes what is held.
        changes: bool,
    },
    /// The address of a health check.
    HealthAddress(u32),
    /// The account of a health check.
    HealthAccount(u32),
}

impl Pending {
    /// Whether it only tells about the account that asked: not of what was written, and not of what makes an account.
    pub(crate) fn about_account(&self) -> bool {
        match self {
            Self::Heartbeat(_)
            | Self::Feed(_)
            | Self::Notifications(_)
            // It has not left, and was pressed as somebody else.
            | Self::Preload { .. }
            | Self::Engage { .. }
            | Self::BudgetDetails
            | Self::Profile
            | Self::Tokens
            | Self::Credentials { .. }
            | Self::HealthAddress(_)
            | Self::HealthAccount(_) => true,
            Self::Thread(_)
            | Self::Replies { .. }
            | Self::Reconcile { .. }
            | Self::Answer(_)
            | Self::Post { .. }
            | Self::AiModels
            | Self::ModelSearch { .. }
            | Self::Connect { .. }
            | Self::Challenge { .. }
            | Self::Register { .. } => false,
        }
    }

    /// Whether it was sent with a key of its own, or with none, to become an account.
    pub(crate) fn brings_a_key(&self) -> bool {
        matches!(self, Self::Connect { .. } | Self::Challenge { .. } | Self::Register { .. })
    }

    /// Which message waits for it, if one does.
    pub(crate) fn waiter(&self) -> Option<u32> {
        match self {
            Self::Heartbeat(token)
            | Self::Feed(token)
            | Self::Reconcile { token, .. }
            | Self::Preload { token, .. }
            | Self::Post { token, .. }
            | Self::Credentials { token, .. } => *token,
            Self::Engage { token, .. }
            | Self::Replies { token, .. }
            | Self::Connect { token, .. }
            | Self::Challenge { token, .. }
            | Self::Register { token, .. }
            | Self::HealthAddress(token)
            | Self::HealthAccount(token) => Some(*token),
            Self::Notifications(_)
            | Self::Thread(_)
            | Self::Answer(_)
            | Self::BudgetDetails
            | Self::AiModels
            | Self::ModelSearch { .. }
            | Self::Profile
            | Self::Tokens => None,
        }
    }
}
