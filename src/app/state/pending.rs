use crate::app::state::{PostRequest, SignupForm};
use crate::domain::{Output, Secret, Verb};
use crate::protocol::Endpoint;

/// The purpose of a request in flight.
#[derive(Clone, Debug, PartialEq)]
pub enum Pending {
    /// The heartbeat, and the token of the waiting command.
    Heartbeat(Option<u32>),
    /// Opportunities, and the token of the waiting command.
    Feed(Option<u32>),
    /// A page of notifications, and its index from 0.
    Notifications(u32),
    /// A thread to be shown.
    Thread(String),
    /// A page of replies in a thread that is shown.
    Replies {
        /// The node that the thread is shown at.
        node: String,
        /// Cursor of the page.
        cursor: String,
        /// Token of the waiting command.
        token: u32,
    },
    /// A thread that is read to find an unknown post.
    Reconcile {
        /// Id of the draft.
        draft: String,
        /// Token of the waiting command.
        token: Option<u32>,
        /// Pages read so far.
        pages: u32,
        /// Whether one of them held a new node that may be the post in other words.
        unclear: bool,
    },
    /// A thread that is read for a pending answer of the model.
    Answer(String),
    /// The thread of a post, which is read before the post because this worker has not read it yet.
    Preload {
        /// The node that the draft replies to.
        node: String,
        /// The post that follows.
        request: Box<PostRequest>,
    },
    /// A post.
    Post {
        /// Id of the draft.
        draft: String,
        /// Token of the waiting command.
        token: Option<u32>,
    },
    /// A like or bookmark.
    Engage {
        /// Node.
        node: String,
        /// Like or bookmark.
        verb: Verb,
        /// Token of the waiting command.
        token: u32,
    },
    /// A search of the network, and the token of the waiting command.
    Search(u32),
    /// Costs.
    BudgetDetails,
    /// The models that the network recommends.
    AiModels,
    /// A page of the model search.
    ModelSearch {
        /// The search text.
        search: String,
        /// The kind of output.
        output: Output,
        /// Cursor of the page; absent for the first.
        cursor: Option<String>,
    },
    /// Profile.
    Profile,
    /// Tokens.
    Tokens,
    /// A detail of the account that a network may lack.
    Detail {
        /// Which one.
        endpoint: Endpoint,
        /// Token of the waiting command.
        token: Option<u32>,
    },
    /// The terms are accepted; the token of the waiting command.
    Terms(u32),
    /// The account is deregistered; the token of the waiting command.
    Deregister(u32),
    /// A key that is being verified.
    Connect {
        /// The origin that it is sent to.
        origin: String,
        /// The key; empty for the stored one.
        key: Secret,
        /// The heartbeat; then the profile, when the account may not call the heartbeat.
        endpoint: Endpoint,
        /// Token of the waiting command.
        token: u32,
    },
    /// The puzzle of a sign-up, and its form, which is sent at once if the network has no puzzle.
    Challenge {
        /// Token of the waiting command.
        token: u32,
        /// The form.
        form: Box<SignupForm>,
    },
    /// A registration.
    Register {
        /// Token of the waiting command.
        token: u32,
        /// What the request includes.
        sent: SentForm,
    },
    /// Provider keys: listed, set or removed.
    Credentials {
        /// Token of the waiting command; absent for the list that follows a change.
        token: Option<u32>,
        /// Whether it sets or removes a key.
        changes: bool,
    },
    /// The address of a health check.
    HealthAddress(u32),
    /// The account of a health check.
    HealthAccount(u32),
    /// The security status of a health check.
    HealthSecurity(u32),
}

/// What the request of a registration includes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentForm {
    /// Whether it includes the solution of a puzzle.
    pub proof: bool,
    /// Whether it includes the hash of a payment.
    pub paid: bool,
    /// The fields that were empty, as the form calls them.
    pub empty: Vec<&'static str>,
}

impl Pending {
    /// Whether the reply concerns only the account that sent the request: neither a post nor a new account depends on it.
    pub(crate) fn about_account(&self) -> bool {
        match self {
            Self::Heartbeat(_)
            | Self::Feed(_)
            | Self::Notifications(_)
            // The post is not sent yet, and another account clicked *Post*.
            | Self::Preload { .. }
            | Self::Engage { .. }
            | Self::Search(_)
            | Self::BudgetDetails
            | Self::Profile
            | Self::Tokens
            | Self::Detail { .. }
            | Self::Terms(_)
            | Self::Deregister(_)
            | Self::Credentials { .. }
            | Self::HealthAddress(_)
            | Self::HealthAccount(_)
            | Self::HealthSecurity(_) => true,
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

    /// Whether the request was sent with its own key, or without one, to get an account.
    pub(crate) fn brings_a_key(&self) -> bool {
        matches!(self, Self::Connect { .. } | Self::Challenge { .. } | Self::Register { .. })
    }

    /// The token of the command that waits for the reply, if one does.
    pub(crate) fn waiter(&self) -> Option<u32> {
        match self {
            Self::Heartbeat(token)
            | Self::Feed(token)
            | Self::Reconcile { token, .. }
            | Self::Post { token, .. }
            | Self::Detail { token, .. }
            | Self::Credentials { token, .. } => *token,
            Self::Preload { request, .. } => request.token,
            Self::Engage { token, .. }
            | Self::Replies { token, .. }
            | Self::Connect { token, .. }
            | Self::Challenge { token, .. }
            | Self::Register { token, .. }
            | Self::Search(token)
            | Self::HealthAddress(token)
            | Self::HealthAccount(token)
            | Self::HealthSecurity(token)
            | Self::Terms(token)
            | Self::Deregister(token) => Some(*token),
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
