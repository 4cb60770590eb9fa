//! The box in which a message is written.

use super::DraftCheck;
use super::choice::{Choice, choice};
use crate::app::{DraftContent, Phase, Revision, State, is_ours};
use crate::domain::{AiModel, LocalizedMessage, Millis, Output, Thread, sort};
use serde::Serialize;

/// The box in which a message is written. The page owns the text while the person types.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Composer {
    /// `reply:<node>` or `seed:<number>`.
    pub draft: String,
    /// *Reprompt to Ada Okafor, level 7*.
    pub to: LocalizedMessage,
    /// Placeholder: *Your message to Ada, level 7*.
    pub invite: LocalizedMessage,
    /// The content as last stored.
    pub content: DraftContent,
    /// The name of that content; absent when there is none.
    pub revision: Option<Revision>,
    /// The returned words that this content goes on from; absent for none. Who changes the content passes it on.
    pub continues: Option<Revision>,
    /// The phase of the submission. Only `draft` and `refused` may be edited.
    pub phase: Phase,
    /// When the content was stored.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub saved_at: Option<Millis>,
    /// What is known about sending it.
    pub draft_check: DraftCheck,
    /// Models to choose from, recommended first.
    pub models: Vec<Choice>,
}

impl Composer {
    /// The composer for a reply to the node of a thread.
    pub(super) fn reply(state: &State, thread: &Thread, now: Millis) -> Self {
        let draft = state.reply_to(&thread.node.node_id);
        let level = thread.level(&thread.node);
        let name = thread.node.author.name.clone();
        let (to, invite) = match (&name, is_ours(state, &thread.node)) {
            (_, true) => (
                LocalizedMessage::new("toReprompt").with(LocalizedMessage::new("yourself")).with(level),
                LocalizedMessage::new("inviteDeeper").with(level),
            ),
            (Some(name), _) => (
                LocalizedMessage::new("toReprompt").with(name.as_str()).with(level),
                LocalizedMessage::new("inviteMessage").with(name.as_str()).with(level),
            ),
            (None, _) => (
                LocalizedMessage::new("toRepromptPlain").with(level),
                LocalizedMessage::new("inviteMessagePlain").with(level),
            ),
        };
        Self { to, invite, ..Self::of(state, draft, now) }
    }

    /// The composer for a new prompt.
    pub fn seed(state: &State, now: Millis) -> Self {
        Self::of(state, state.seed(), now)
    }

    fn of(state: &State, draft: String, now: Millis) -> Self {
        let stored = state.live.drafts.get(&draft);
        let shown = state.shown_content(&draft);
        let content = shown.as_ref().map_or_else(|| fresh(state), |shown| shown.content.clone());
        Self {
            draft_check: DraftCheck::of(state, &draft, &content, now),
            to: LocalizedMessage::new("toSeed"),
            invite: LocalizedMessage::new("inviteSeed"),
            phase: state.phase(&draft),
            saved_at: stored.map(|stored| stored.at),
            models: choices(state),
            continues: shown.as_ref().and_then(|shown| shown.continues.clone()),
            revision: shown.map(|shown| shown.revision),
            content,
            draft,
        }
    }
}

/// What a new draft begins with: no words, and the model of the last text, while it is still offered.
fn fresh(state: &State) -> DraftContent {
    let is_last = |model: &&AiModel| model.id == state.last_text && model.makes(Output::Text);
    let model = state.cache.models.iter().find(is_last).map(|model| model.id.clone()).unwrap_or_default();
    DraftContent { model, ..DraftContent::default() }
}

fn choices(state: &State) -> Vec<Choice> {
    let mut models: Vec<&AiModel> = state.cache.models.iter().collect();
    sort::sort_by_key(&mut models, |model| !model.recommended);
    models.into_iter().take(60).map(|model| choice(state, model)).collect()
}
