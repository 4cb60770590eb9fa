pub(crate) mod draft;
pub(crate) mod draft_check;
pub(crate) mod draft_phase;
pub(crate) mod edit;
pub(crate) mod engagement;
pub(crate) mod post;
pub(crate) mod preload;
pub(crate) mod price;
pub(crate) mod receipt;
pub(crate) mod reconcile;
pub(crate) mod review;
pub(crate) mod revisions;
pub(crate) mod same_words;
pub(crate) mod search;
pub(crate) mod spend;
pub(crate) mod undo;

pub use draft_check::{blocker_line, draft_check, thread_of};
pub use reconcile::{REPLY_TIMEOUT, is_ours};
