use crate::app::{KeyState, Receipt, SpendKind, State};
use crate::domain::{LocalizedMessage, MessageArg, Millis};
use serde::Serialize;

/// One spend.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Spend {
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
    /// *Reprompt, The lighthouse keeper's ledger*.
    pub line: LocalizedMessage,
    /// What it cost; absent when the network did not say.
    pub paid: Option<f64>,
    /// The node, to read.
    pub node: Option<String>,
}

impl Spend {
    pub(super) fn of(receipt: &Receipt) -> Self {
        let key = match receipt.act {
            SpendKind::Reprompt => "spendReprompt",
            SpendKind::Seed => "spendSeed",
            SpendKind::Like => "spendLike",
            SpendKind::Bookmark => "spendBookmark",
            SpendKind::Dislike => "spendDislike",
            SpendKind::Handoff => "spendHandoff",
            SpendKind::Search => "spendSearch",
        };
        let place = match &receipt.title {
            Some(title) => MessageArg::Text(title.clone()),
            None if receipt.act == SpendKind::Search && receipt.text.is_empty() => {
                LocalizedMessage::new("spendFilters").into()
            }
            None if receipt.act == SpendKind::Search => MessageArg::Text(receipt.text.clone()),
            None => LocalizedMessage::new("untitled").into(),
        };
        let line = LocalizedMessage::new(key).with(place);
        Self {
            at: receipt.at,
            line: if receipt.unsure { LocalizedMessage::new("spendUnsure").with(line) } else { line },
            paid: receipt.paid,
            node: receipt.node.clone().or_else(|| receipt.parent.clone()),
        }
    }
}

/// The answer to [`crate::app::Query::ReceiptRows`], as JSON text; none while the key is locked.
pub fn receipt_rows(state: &State) -> String {
    let row = |receipt: &Receipt| {
        serde_json::json!([
            receipt.at,
            receipt.act,
            receipt.title,
            receipt.text,
            receipt.node.as_ref().or(receipt.parent.as_ref()),
            receipt.estimated_cost,
            receipt.paid,
            receipt.left,
        ])
    };
    let is_locked = state.live.key == KeyState::Locked;
    let rows: Vec<serde_json::Value> = state.own_receipts().filter(|_| !is_locked).map(row).collect();
    serde_json::json!({ "receipts": rows }).to_string()
}
