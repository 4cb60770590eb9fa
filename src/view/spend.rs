use crate::app::{Receipt, SpendKind};
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
