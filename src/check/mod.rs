//! Is it ready to send, and is it worth analysis?
//!
//! [`check`] tells facts that stand in the way ([`Blocker`]) and gives craft hints ([`Hint`]); [`reveal`](reveal::reveal)
//! makes hidden and deceptive characters visible. All of it works offline, in time linear in the text, in English and
//! Chinese.

pub mod blank;
pub mod classifier;
mod draft;
pub mod facts;
mod features;
mod hints;
mod letters;
mod lexicon;
mod marks;
mod overlap;
mod phrase_table;
mod phrases;
mod piece;
pub mod reveal;
mod rule;
mod stem;
mod token;

use crate::domain::from_json;
pub use draft::{Blocker, Checked, Draft, DraftKind, Evidence, Hint, HintKind};
pub use reveal::reveal;
pub use rule::rule;

/// Looks a draft over: facts first, then kind. A silenced code never shows.
pub fn check(draft: &Draft) -> Checked {
    // The contract says "10,000 characters" and no more; Unicode scalar values are what a server written in anything
    // but JavaScript counts, and never more than UTF-16 units.
    let count = u32::try_from(draft.text.chars().count()).unwrap_or(u32::MAX);
    Checked {
        blockers: facts::blockers(draft, count),
        hints: hints::hints(draft),
        system_hints: hints::system_hints(draft),
        count,
        limit: facts::LIMIT,
    }
}

/// What is seen of a message before it is weighed: what `examples/fit.rs` fits the weights on.
pub fn feature_vector(draft: &Draft) -> classifier::FeatureVector {
    hints::feature_vector(draft)
}

/// [`check`] for the edge: a draft as JSON in, what was found as JSON out, or the sentence that says what is wrong with
/// the draft.
pub fn check_json(json: &str) -> Result<String, String> {
    let draft: Draft = from_json(json).map_err(|_| {
        "This is not a draft. Give an object with a text, and with each other part in its own type."
            .to_owned()
    })?;
    serde_json::to_string(&check(&draft)).map_err(|why| format!("The findings could not be written: {why}."))
}
