//! Pending answers of models.

use crate::app::effect::{EffectBuilder, ViewKey};
use crate::app::state::State;
use crate::domain::{Node, Thread};

/// Engagements the receipts whose answer stands in a thread as finished.
pub(crate) fn finish(state: &mut State, thread: &Thread, effects: &mut EffectBuilder) {
    let writing = |node: &Node| node.status.as_deref().is_some_and(is_pending);
    // A seed never has an answer of its own: it is done when its opening message is.
    let done = |node: &Node| {
        let has_answer = node.llm_response.is_some() || node.image_url.is_some();
        let below = thread.children(&node.node_id);
        has_answer || (node.status.is_some() && !writing(node) && !below.into_iter().any(writing))
    };
    for receipt in state.receipts.iter_mut().filter(|receipt| receipt.pending) {
        let mut nodes =
            std::iter::once(&thread.node).chain(thread.branches.iter().map(|branch| &branch.node));
        let ours = |node: &&Node| receipt.node.as_deref() == Some(&node.node_id);
        // Checked last, because it searches the whole thread.
        if nodes.find(ours).is_some_and(done) {
            receipt.pending = false;
            effects.save = true;
            effects.show(ViewKey::Outbox);
        }
    }
}

/// Whether a status means that the answer is still being written (contract, section 2.5).
pub(crate) fn is_pending(status: &str) -> bool {
    ["pending", "processing", "queued", "running", "generating"]
        .iter()
        .any(|word| status.eq_ignore_ascii_case(word))
}
