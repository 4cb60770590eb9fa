//! What the network tells of the account's tokens.

use super::{Fact, FactStyle};
use crate::app::State;
use crate::domain::{LocalizedMessage, Millis, Transaction};
use crate::protocol::Endpoint;
use serde::Serialize;

/// How many movements of tokens are shown.
const MOVEMENTS: usize = 20;

/// The wallet, as the network tells it. Nothing here moves money.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Wallet {
    /// Its address; remote text.
    pub address: Option<String>,
    /// When it was last synced from here.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub synced_at: Option<Millis>,
    /// Whether the network can read it again.
    pub syncs: bool,
    /// The latest movements, newest first.
    pub movements: Vec<Movement>,
}

/// One movement of tokens.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Movement {
    /// When, where told.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub at: Option<Millis>,
    /// What for.
    pub line: LocalizedMessage,
    /// How many tokens came; below 0 for those that went.
    pub amount: f64,
}

impl Wallet {
    /// The wallet, as far as it is known.
    pub(super) fn of(state: &State, now: Millis) -> Option<Self> {
        let tokens = state.cache.tokens.as_ref()?;
        let address = tokens.wallet_address.clone();
        let address = address.or_else(|| state.account.as_ref()?.wallet_address.clone());
        Some(Self {
            address,
            synced_at: Some(state.cache.wallet_synced_at).filter(|at| *at > 0),
            syncs: state.missing_until(Endpoint::Wallet, now).is_none(),
            movements: tokens.transactions.iter().take(MOVEMENTS).filter_map(Movement::of).collect(),
        })
    }
}

impl Movement {
    fn of(transaction: &Transaction) -> Option<Self> {
        let amount = transaction.amount?;
        let kind = transaction.kind.as_deref().unwrap_or_default();
        let goes = matches!(kind, "spend" | "withdraw");
        let line = match (transaction.description.as_deref(), kind) {
            (Some(words), _) if !words.trim().is_empty() => LocalizedMessage::verbatim(words),
            (_, "earn") => LocalizedMessage::new("movementEarn"),
            (_, "spend") => LocalizedMessage::new("movementSpend"),
            (_, "deposit") => LocalizedMessage::new("movementDeposit"),
            (_, "withdraw") => LocalizedMessage::new("movementWithdraw"),
            (_, other) => LocalizedMessage::verbatim(other),
        };
        Some(Self { at: transaction.created_at, line, amount: if goes { -amount.abs() } else { amount } })
    }
}

/// The balance, what is pending, and what is owed.
pub(super) fn tokens(state: &State) -> Vec<Fact> {
    let Some(tokens) = &state.cache.tokens else { return Vec::new() };
    let owed = |tokens: Option<f64>| tokens.filter(|tokens| *tokens > 0.0);
    let facts = [
        ("labelBalance", tokens.token_balance),
        ("labelPending", tokens.pending_earnings),
        ("labelFee", owed(tokens.fee_remaining)),
        ("labelDebt", owed(tokens.debt)),
    ];
    facts
        .into_iter()
        .filter_map(|(label, value)| {
            value.map(|value| Fact {
                label: LocalizedMessage::new(label),
                value: LocalizedMessage::new("tokenAmount").with(value),
                style: FactStyle::Text,
            })
        })
        .collect()
}
