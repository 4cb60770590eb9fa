//! The control path: how a test or a person at the terminal changes the world from behind.

use crate::account::Standing;
use crate::engage::Engagement;
use crate::fault::Fault;
use crate::node::Node;
use crate::tier::Tier;
use crate::world::World;
use serde::Deserialize;
use serde_json::{Value, json};
use std::fmt;

/// One change from behind. Over HTTP it is `POST /control/<name>` with the fields as JSON, the name in snake case.
///
/// An `account` is an id or a name; it is Lantern when absent.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "control", rename_all = "snake_case")]
pub enum Control {
    /// Lets the next matching requests go wrong.
    Fault(Fault),
    /// Forgets all faults.
    Reset,
    /// Sets what is added to the clock, in milliseconds; going back is allowed.
    Clock {
        /// Milliseconds, either way.
        offset_ms: i64,
    },
    /// Tells an account something.
    Notify {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// The network's word for it, such as `MENTION_REPROMPT`; any word will do.
        #[serde(default = "new_reprompt", alias = "type")]
        kind: String,
        /// Who caused it: an account's id or name.
        #[serde(default)]
        from: Option<String>,
        /// The node it is about.
        #[serde(default, alias = "nodeId")]
        node_id: Option<String>,
        /// The sentence.
        #[serde(default = "some_news")]
        message: String,
    },
    /// Sets what an account may still spend.
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
    /// Raises or lowers a tier, and tells the account.
    Tier {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// The new tier.
        tier: Tier,
    },
    /// Accepts the terms for an account, or takes the acceptance back.
    Terms {
        #[serde(default = "lantern")]
        #[expect(missing_docs, reason = "said above")]
        account: String,
        /// Whether they are accepted.
        accepted: bool,
    },
    /// Revokes a key, or brings it back.
    Revoke {
        /// The key itself.
        key: String,
        /// False brings it back.
        #[serde(default = "yes")]
        revoked: bool,
    },
    /// Deletes a node and everything below it.
    Delete {
        #[serde(alias = "nodeId")]
        #[expect(missing_docs, reason = "the node's id")]
        node_id: String,
    },
    /// Changes the system prompt of a tree under everybody's feet.
    SystemPrompt {
        #[serde(alias = "nodeId")]
        #[expect(missing_docs, reason = "any node of the tree")]
        node_id: String,
        /// The new system prompt.
        text: String,
    },
    /// Has a resident answer a node now.
    Reply {
        #[serde(alias = "nodeId")]
        #[expect(missing_docs, reason = "the node to answer")]
        node_id: String,
        /// Who answers: an account's id or name.
        #[serde(default = "wren")]
        by: String,
        /// The message; written by the resident when absent.
        #[serde(default)]
        text: Option<String>,
    },
    /// Has somebody like a node now.
    Like {
        #[serde(alias = "nodeId")]
        #[expect(missing_docs, reason = "the node to like")]
        node_id: String,
        /// Who likes it: an account's id or name.
        #[serde(default = "ada")]
        by: String,
    },
    /// Sets how long answers to posts take from now on; 0 answers at once.
    AnswerAfter {
        /// Milliseconds for a text.
        text_ms: i64,
        /// Milliseconds for a picture; as for a text when absent.
        #[serde(default)]
        image_ms: Option<i64>,
    },
    /// Has the residents act by themselves, or not.
    Residents {
        /// Whether they act.
        active: bool,
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
    "Something happened".into()
}
fn yes() -> bool {
    true
}

/// Why a control could not be carried out. The text says what to name instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ControlError {
    /// Nobody has that id or name.
    NoAccount(String),
    /// No node has that id.
    NoNode(String),
    /// No account has that key.
    NoKey,
}

impl fmt::Display for ControlError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAccount(name) => {
                write!(out, "There is no account {name:?}; GET /control/state lists them.")
            }
            Self::NoNode(id) => write!(out, "There is no node {id:?}; GET /control/posts lists them."),
            Self::NoKey => write!(out, "No account has that key; name the key itself, not the account."),
        }
    }
}

impl std::error::Error for ControlError {}

impl World {
    /// Carries out one control at `now_ms` and says what came of it.
    pub fn control(&mut self, control: Control, now_ms: i64) -> Result<Value, ControlError> {
        self.advance(now_ms + self.offset);
        let now = now_ms + self.offset;
        match control {
            Control::Fault(fault) => self.faults.push(fault),
            Control::Reset => self.faults.clear(),
            Control::Clock { offset_ms } => self.offset = offset_ms,
            Control::Notify { account, kind, from, node_id, message } => {
                let who = self.named(&account)?;
                let from = from.map(|name| self.named(&name)).transpose()?;
                let node = node_id.map(|id| self.node_named(&id)).transpose()?;
                self.tell(who, &kind, from, node, &message, now);
            }
            Control::Budget { account, balance } => {
                let who = self.named(&account)?;
                self.refill(who, now);
                self.accounts[who].budget.balance = balance.max(0);
            }
            Control::Tokens { account, milli } => {
                let who = self.named(&account)?;
                self.accounts[who].tokens_milli = milli.max(0);
            }
            Control::Quota { account, used } => {
                let who = self.named(&account)?;
                self.accounts[who].limits.set_used(used, now);
            }
            Control::Tier { account, tier } => {
                let who = self.named(&account)?;
                self.accounts[who].tier = tier;
                let message = format!("You are {} now", tier.name());
                self.tell(who, "TIER_UPGRADE", None, None, &message, now);
            }
            Control::Terms { account, accepted } => {
                let who = self.named(&account)?;
                let standing = if accepted { Standing::Active } else { Standing::PendingTerms };
                self.accounts[who].standing = standing;
            }
            Control::Revoke { key, revoked } => {
                self.keys.get_mut(&key).ok_or(ControlError::NoKey)?.revoked = revoked;
            }
            Control::Delete { node_id } => {
                let at = self.node_named(&node_id)?;
                return Ok(json!({ "done": true, "deleted": self.tree.delete(at) }));
            }
            Control::SystemPrompt { node_id, text } => {
                let at = self.node_named(&node_id)?;
                let root = self.tree.get(at).root;
                if let Some(seed) = &mut self.tree.change(root).seed {
                    seed.system = text;
                }
            }
            Control::Reply { node_id, by, text } => {
                let (at, who) = (self.node_named(&node_id)?, self.named(&by)?);
                let reply = self.reply(who, at, text, now);
                return Ok(json!({ "done": true, "nodeId": self.tree.get(reply).id }));
            }
            Control::Like { node_id, by } => {
                let (at, who) = (self.node_named(&node_id)?, self.named(&by)?);
                self.engage(who, at, Engagement::Like, now);
            }
            Control::AnswerAfter { text_ms, image_ms } => {
                self.text_answer_ms = text_ms.max(0);
                self.image_answer_ms = image_ms.unwrap_or(text_ms).max(0);
            }
            Control::Residents { active } => self.set_residents(active),
        }
        Ok(json!({ "done": true }))
    }

    fn named(&self, account: &str) -> Result<usize, ControlError> {
        self.account(account).ok_or_else(|| ControlError::NoAccount(account.into()))
    }

    fn node_named(&self, id: &str) -> Result<usize, ControlError> {
        self.tree.find(id).ok_or_else(|| ControlError::NoNode(id.into()))
    }

    /// A summary for a person at the terminal: the clock, the faults that wait, the accounts.
    pub fn state(&self, now_ms: i64) -> Value {
        let now = now_ms + self.offset;
        let accounts: Vec<Value> = self
            .accounts
            .iter()
            .map(|account| {
                json!({
                    "id": account.id,
                    "name": account.name,
                    "tier": account.tier,
                    "balance": self.balance_of(&account.id, now_ms),
                    "lifetimeSpent": account.budget.lifetime_spent,
                    "unread": account.unread(),
                })
            })
            .collect();
        let alive = self.tree.all().filter(|(_, node): &(usize, &Node)| !node.deleted).count();
        json!({
            "now": crate::clock::iso(now),
            "offsetMs": self.offset,
            "dialect": self.config.dialect,
            "nodes": alive,
            "faults": self.faults,
            "accounts": accounts,
        })
    }
}
