use crate::app::state::{DraftContent, Revision};

/// A post that a surface asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRequest {
    /// `reply:<node>` or `seed:<number>`.
    pub draft: String,
    /// The content of the post.
    pub content: DraftContent,
    /// The name of that content.
    pub revision: Revision,
    /// The returned words that this content goes on from; absent for none.
    pub continues: Option<Revision>,
    /// The digest of the system prompt that the surface showed, if it showed one.
    pub shown: Option<String>,
    /// Token of the waiting command.
    pub token: Option<u32>,
}
