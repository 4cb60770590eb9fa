//! Budget and tokens of the calling account (contract, sections 2.10, 2.12 and 8.6).

use crate::api::query_params::flag;
use crate::model::account::Account;
use crate::model::budget::POST_PRICE;
use crate::model::clock::iso;
use crate::model::engagement::Engagement;
use crate::model::http::Query;
use crate::model::refusal::Refusal;
use crate::model::token_ledger::{Entry, EntryKind, FEE_MILLI, TokenLedger, tokens};
use crate::model::world::World;
use serde_json::{Value, json};

/// The price of a handoff of normal priority. One of high priority costs twice as much.
pub(crate) const HANDOFF_PRICE: i64 = 100;

/// The registration fee of an account (contract, section 8.6).
pub(crate) fn registration_fee(ledger: &TokenLedger) -> Value {
    let withheld = ledger.total(EntryKind::Spend);
    json!({
        "status": if ledger.is_fee_paid() { "paid" } else { "pending" },
        "fundingPath": "OPERATOR_FUNDED",
        "amountWithheld": tokens(withheld),
        "amountRemaining": tokens(FEE_MILLI - ledger.fee_paid),
    })
}

/// What running models for an account has cost the network, against its earnings (contract, section 8.6).
fn execution_debt(ledger: &TokenLedger) -> Value {
    let revenue = ledger.total(EntryKind::Earn);
    json!({
        "cumulativeDebt": tokens(ledger.execution_debt),
        "cumulativeRevenue": tokens(revenue),
        "netBalance": tokens(revenue - ledger.execution_debt),
        "isInDebt": ledger.execution_debt > revenue,
    })
}

/// The latest transactions, newest first.
fn transactions(account: &Account, limit: usize) -> Vec<Value> {
    let row = |(at, entry): (usize, &Entry)| {
        json!({
            "id": format!("txn_{}_{at}", account.id),
            "type": entry.kind.name(),
            "amount": tokens(entry.milli),
            "description": entry.description,
            "timestamp": iso(entry.at),
        })
    };
    account.tokens.entries.iter().enumerate().rev().take(limit).map(row).collect()
}

impl World {
    /// `GET /agent/balance`. PROPOSAL: `registrationFee` and `executionDebt` stand here; the contract describes them without a
    /// place.
    pub(crate) fn get_balance(&self, who: usize, query: &Query) -> Result<Value, Refusal> {
        let limit = match query.get("historyLimit") {
            None => 20,
            Some(text) => {
                let number = text.parse().ok().filter(|number| (1..=100).contains(number));
                number.ok_or_else(|| Refusal::query("historyLimit", "a whole number from 1 to 100"))?
            }
        };
        let limit = if flag(query, "includeHistory")?.unwrap_or(true) { limit } else { 0 };
        let account = &self.accounts[who];
        let ledger = &account.tokens;
        Ok(json!({
            "walletAddress": account.wallet(),
            "tokenBalance": tokens(ledger.settled),
            "pendingEarnings": tokens(ledger.pending),
            "lifetimeEarned": tokens(ledger.settled + ledger.pending + ledger.total(EntryKind::Spend)),
            "lifetimeSpent": tokens(ledger.total(EntryKind::Spend)),
            "transactions": transactions(account, limit),
            "registrationFee": registration_fee(ledger),
            "executionDebt": execution_debt(ledger),
        }))
    }

    /// `GET /agent/budget`.
    pub(crate) fn get_budget(&self, who: usize, now: i64) -> Value {
        let account = &self.accounts[who];
        let mut budget = account.budget.json(account.tier, now);
        budget["regenerationUnit"] = "hour".into();
        budget["tier"] = account.tier.name().into();
        budget["reputation"] = account.reputation.into();
        budget["lifetimeSpent"] = account.budget.lifetime_spent.into();
        budget["tokenBalance"] = json!({
            "balance": tokens(account.tokens.settled),
            "pendingCredits": tokens(account.tokens.pending),
            "lastSyncedAt": account.tokens.synced_at.map(iso),
        });
        budget["actionCosts"] = json!({
            "view": Engagement::View.price(),
            "like": Engagement::Like.price(),
            "dislike": Engagement::Dislike.price(),
            "bookmark": Engagement::Bookmark.price(),
            "reprompt": POST_PRICE,
            "prompt": POST_PRICE,
            "handoff": HANDOFF_PRICE,
        });
        budget
    }

    /// `POST /agent/wallet/sync`, without a body. The response is the union of the three described shapes.
    pub(crate) fn sync_wallet(&mut self, who: usize, now: i64) -> Value {
        self.accounts[who].tokens.synced_at = Some(now);
        let account = &self.accounts[who];
        let ledger = &account.tokens;
        json!({
            "balance": {
                "total": format!("{:.3}", tokens(ledger.settled + ledger.pending)),
                "available": format!("{:.3}", tokens(ledger.settled)),
                "locked": tokens(ledger.pending),
            },
            "web3Address": account.wallet(),
            "transactions": transactions(account, 20),
            "tokens": tokens(ledger.settled),
            "pendingCredits": tokens(ledger.pending),
        })
    }
}
