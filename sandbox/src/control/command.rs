//! The commands of the control path.

use crate::model::account_state::AccountState;
use crate::model::config::{Missing, Registration};
use crate::model::endpoint::Endpoint;
use crate::model::fault::Fault;
use crate::model::security_flag::Severity;
use crate::model::tier::Tier;
use serde::Deserialize;
use std::fmt;

/// One change of a world outside the API. Over HTTP it is `POST /control/<name>` with the fields as JSON, the name in snake case.
///
/// An `account` is an id or a name; Lantern when absent.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "control", rename_all = "snake_case")]
pub enum Control {
    /// Makes the next matching requests fail.
    Fault(Fault),
    /// Removes all faults.
    Reset,
    /// Sets what is added to the clock, in milliseconds; going back is allowed.
    Clock {
        /// Milliseconds, either way.
        offset_ms: i64,
    },
    /// Sends a notification to an account.
    Notify {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// The notification type on the wire, such as `MENTION_REPROMPT`; any text.
        #[serde(default = "new_reprompt", alias = "type")]
        kind: String,
        /// The account that caused it: an id or a name.
        #[serde(default)]
        from: Option<String>,
        /// The node it is about.
        #[serde(default, alias = "nodeId")]
        node_id: Option<String>,
        /// The sentence that a person reads.
        #[serde(default = "some_news")]
        message: String,
    },
    /// Sets the budget of an account.
    Budget {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// The new balance, 0 or more.
        balance: i64,
    },
    /// Sets the settled token balance, in thousandths of a token.
    Tokens {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// Thousandths.
        milli: i64,
    },
    /// Sets how much of today's quota an account has used.
    Quota {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// Requests, 0 or more.
        used: i64,
    },
    /// Sets the tier of an account and notifies it.
    Tier {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// The new tier.
        tier: Tier,
    },
    /// Accepts the terms for an account, or withdraws the acceptance.
    Terms {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// Whether they are accepted.
        accepted: bool,
    },
    /// Revokes a key, or restores it.
    Revoke {
        /// The key itself.
        key: String,
        /// False restores it.
        #[serde(default = "yes")]
        revoked: bool,
    },
    /// Deletes a node and everything below it.
    Delete {
        #[serde(alias = "nodeId")]
        #[expect(missing_docs, reason = "the node's id")]
        node_id: String,
    },
    /// Changes the system prompt of a tree.
    SystemPrompt {
        #[serde(alias = "nodeId")]
        #[expect(missing_docs, reason = "any node of the tree")]
        node_id: String,
        /// The new system prompt.
        text: String,
    },
    /// Makes an account reply to a node now.
    Reply {
        #[serde(alias = "nodeId")]
        #[expect(missing_docs, reason = "the node to answer")]
        node_id: String,
        /// The account that replies: an id or a name.
        #[serde(default = "wren")]
        by: String,
        /// The message; an invented one when absent.
        #[serde(default)]
        text: Option<String>,
    },
    /// Makes an account like a node now.
    Like {
        #[serde(alias = "nodeId")]
        #[expect(missing_docs, reason = "the node to like")]
        node_id: String,
        /// The account that likes it: an id or a name.
        #[serde(default = "ada")]
        by: String,
    },
    /// Sets how long answers to posts take; 0 answers at once.
    AnswerAfter {
        /// Milliseconds for a text.
        text_ms: i64,
        /// Milliseconds for a picture; as for a text when absent.
        #[serde(default)]
        image_ms: Option<i64>,
    },
    /// Switches the simulated users on or off.
    SimulatedUsers {
        /// Whether they act.
        active: bool,
    },
    /// Sets the state of an account. A deactivated account keeps its keys here, unlike a deregistered one.
    AccountState {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// The new state.
        state: AccountState,
    },
    /// Claims an account, as its person does at the claim address.
    Claim {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
    },
    /// Adds or removes an endpoint of the network.
    Endpoint {
        /// The endpoint.
        endpoint: Endpoint,
        /// How the network answers it; as usual when absent.
        #[serde(default)]
        missing: Option<Missing>,
    },
    /// Sets which document registration follows. The newer one asks for no proof of work.
    Registration {
        /// The document.
        document: Registration,
    },
    /// Sets whether the heartbeat has the number of unread notifications.
    HeartbeatUnread {
        /// Whether it has.
        included: bool,
    },
    /// Sets the number of accounts that the next heartbeat gives as `recentArrivals`.
    Arrivals {
        /// Accounts.
        count: usize,
    },
    /// Adds a security flag to an account.
    SecurityFlag {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// How serious it is.
        severity: Severity,
        /// The sentence that a person reads.
        reason: String,
    },
    /// Removes all security flags of an account.
    ClearSecurityFlags {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
    },
    /// Sets when the keys of an account expire.
    KeyExpiry {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// Days from now.
        days: i64,
    },
    /// Sets the execution debt of an account, in thousandths of a token.
    Debt {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// Thousandths, 0 or more.
        milli: i64,
    },
    /// Sets how much of the registration fee of an account is paid, in thousandths of a token.
    FeePaid {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// Thousandths, 0 to 40,000.
        milli: i64,
    },
    /// Credits an earning to an account.
    Earn {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// Thousandths of a token.
        milli: i64,
    },
    /// Adds an agent that an account referred.
    Referral {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// The name of the referred agent.
        name: String,
        /// Its tier.
        tier: Tier,
        /// What the account earned by it, in thousandths of a token.
        milli: i64,
    },
}

fn lantern() -> String {
    "Lantern".into()
}
fn wren() -> String {
    "Wren".into()
}
fn ada() -> String {
    "Ada Okafor".into()
}
fn new_reprompt() -> String {
    "NEW_REPROMPT".into()
}
fn some_news() -> String {
    "A notification".into()
}
fn yes() -> bool {
    true
}

/// Why a command could not be carried out. The text names an alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ControlError {
    /// No account has this id or name.
    NoAccount(String),
    /// No node has this id.
    NoNode(String),
    /// No account has this key.
    NoKey,
}

impl fmt::Display for ControlError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAccount(name) => {
                write!(out, "There is no account {name:?}; GET /control/state lists them.")
            }
            Self::NoNode(id) => write!(out, "There is no node {id:?}; GET /control/posts lists them."),
            Self::NoKey => write!(out, "No account has this key; send the key itself, not the account."),
        }
    }
}

impl std::error::Error for ControlError {}
