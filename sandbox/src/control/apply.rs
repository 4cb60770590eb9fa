//! Carries out the commands of the control path.

use crate::activity::notify::NotificationContent;
use crate::control::command::{Control, ControlError};
use crate::model::account::Account;
use crate::model::account_state::AccountState;
use crate::model::clock::DAY;
use crate::model::engagement::Engagement;
use crate::model::referral::Referral;
use crate::model::security_flag::SecurityFlag;
use crate::model::token_ledger::FEE_MILLI;
use crate::model::world::World;
use serde_json::{Value, json};
use std::sync::Arc;

impl World {
    /// Carries out one command at `now_ms` and returns its result.
    #[expect(clippy::too_many_lines, reason = "one arm a command, each of a few lines")]
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
                self.notify(who, &NotificationContent { kind: &kind, from, node, message: &message }, now);
            }
            Control::Budget { account, balance } => {
                let who = self.named(&account)?;
                self.refill(who, now);
                self.accounts[who].budget.balance = balance.max(0);
            }
            Control::Tokens { account, milli } => {
                let who = self.named(&account)?;
                self.accounts[who].tokens.settled = milli.max(0);
            }
            Control::Quota { account, used } => {
                let who = self.named(&account)?;
                self.accounts[who].limits.set_used(used, now);
            }
            Control::Tier { account, tier } => {
                let who = self.named(&account)?;
                self.accounts[who].tier = tier;
                let message = format!("You are {} now", tier.name());
                let news =
                    NotificationContent { kind: "TIER_UPGRADE", from: None, node: None, message: &message };
                self.notify(who, &news, now);
            }
            Control::Terms { account, accepted } => {
                let who = self.named(&account)?;
                let state = if accepted { AccountState::Active } else { AccountState::Pending };
                self.accounts[who].state = state;
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
                if let Some(prompt) = &mut self.tree.change(root).prompt_text {
                    prompt.system = text;
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
            Control::SimulatedUsers { active } => self.set_simulated_users(active),
            Control::AccountState { account, state } => self.named_mut(&account)?.state = state,
            Control::Claim { account } => {
                let who = self.named(&account)?;
                self.claim(who, now);
            }
            Control::Endpoint { endpoint, missing } => {
                let config = Arc::make_mut(&mut self.config);
                match missing {
                    Some(answer) => config.missing.insert(endpoint, answer),
                    None => config.missing.remove(&endpoint),
                };
            }
            Control::Registration { document } => {
                Arc::make_mut(&mut self.config).registration = document;
            }
            Control::HeartbeatUnread { included } => {
                Arc::make_mut(&mut self.config).heartbeat_has_unread = included;
            }
            Control::Arrivals { count } => self.arrivals = count,
            Control::SecurityFlag { account, severity, reason } => {
                let id = self.fresh_id("flag");
                let flag = SecurityFlag { id, severity, reason, created_at: now };
                self.named_mut(&account)?.security_flags.push(flag);
            }
            Control::ClearSecurityFlags { account } => self.named_mut(&account)?.security_flags.clear(),
            Control::KeyExpiry { account, days } => {
                self.named_mut(&account)?.keys_expire_at = now + days.clamp(-36_500, 36_500) * DAY;
            }
            Control::Debt { account, milli } => {
                self.named_mut(&account)?.tokens.execution_debt = milli.max(0);
            }
            Control::FeePaid { account, milli } => {
                self.named_mut(&account)?.tokens.fee_paid = milli.clamp(0, FEE_MILLI);
            }
            Control::Earn { account, milli } => {
                self.named_mut(&account)?.tokens.earn(now, milli.max(0), "An earning");
            }
            Control::Referral { account, name, tier, milli } => {
                let referral = Referral { name, tier, earned_milli: milli.max(0), joined_at: now };
                self.named_mut(&account)?.referrals.push(referral);
            }
        }
        Ok(json!({ "done": true }))
    }

    fn named_mut(&mut self, account: &str) -> Result<&mut Account, ControlError> {
        let who = self.named(account)?;
        Ok(&mut self.accounts[who])
    }

    fn named(&self, account: &str) -> Result<usize, ControlError> {
        self.account(account).ok_or_else(|| ControlError::NoAccount(account.into()))
    }

    fn node_named(&self, id: &str) -> Result<usize, ControlError> {
        self.tree.find(id).ok_or_else(|| ControlError::NoNode(id.into()))
    }
}
