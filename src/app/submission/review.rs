use crate::app::effect::{Answer, AnswerCode, EffectBuilder, ViewKey};
use crate::app::state::review::KEPT_TEXT;
use crate::app::state::{DraftContent, DraftTarget, ReviewStatus, Reviewed, State, digest, review, root_id};
use crate::domain::{LocalizedMessage, Millis, Thread};

/// The number of reviews that are kept.
const KEPT: usize = 500;

/// The answer to a press on a system prompt that is no longer the present one.
pub(crate) fn required() -> Answer {
    let alert = LocalizedMessage::new("alertReviewChanged");
    Answer { code: AnswerCode::ReviewRequired, ..Answer::failed(alert) }
}

/// Keeps the review of a system prompt: for a tree as it was last fetched, for a seed as it was shown. It is refused when the text is not
/// the one with the digest `read`, which the person had before their eyes.
pub(crate) fn review(
    state: &mut State,
    token: u32,
    root: &str,
    read: &str,
    shown: Option<String>,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let seed = DraftTarget::parse(root) == Some(DraftTarget::Seed);
    let fetched = state
        .live
        .threads
        .iter()
        .rev()
        .filter_map(|cached_thread| cached_thread.thread.as_ref().ok())
        .find(|thread| review::root_id(thread) == root)
        .and_then(|thread| thread.root.system_prompt.clone())
        .or_else(|| state.cache.prompts.iter().find(|(read, _)| read == root).map(|(_, text)| text.clone()));
    let Some(text) = (if seed { shown } else { fetched }) else {
        return effects.alert(Some(token), LocalizedMessage::new("alertReviewLost"));
    };
    let digest = digest(&text);
    if digest != read {
        show_threads(state, effects);
        return effects.answer(Some(token), required());
    }
    if state.reviews.len() >= KEPT {
        let oldest = state.reviews.iter().min_by_key(|(_, read)| read.at).map(|(root, _)| root.clone());
        if let Some(oldest) = oldest {
            state.reviews.remove(&oldest);
        }
    }
    let kept = (text.len() <= KEPT_TEXT).then(|| text.clone());
    state.reviews.insert(root.to_owned(), Reviewed { digest, at: now, text: kept });
    effects.save = true;
    if seed {
        effects.show(ViewKey::Seed);
    }
    show_threads(state, effects);
    effects.said(Some(token), LocalizedMessage::new("saidReviewed"));
}

fn show_threads(state: &State, effects: &mut EffectBuilder) {
    for cached_thread in &state.live.threads {
        effects.show(ViewKey::Thread(cached_thread.node.clone()));
    }
}

impl State {
    /// The review status of the system prompt of a thread.
    pub fn review(&self, thread: &Thread) -> ReviewStatus {
        let Some(text) = thread.root.system_prompt.as_deref().filter(|text| !text.trim().is_empty()) else {
            return ReviewStatus::Fine;
        };
        // The account's own system prompt needs no review.
        if let (Some(ours), Some(theirs)) =
            (self.account.as_ref().and_then(|account| account.agent_id.as_ref()), &thread.root.author.id)
            && ours == theirs
        {
            return ReviewStatus::Fine;
        }
        self.status_of(root_id(thread), text)
    }

    /// The review status of the system prompt of a seed. Typed text needs no review, pasted text does.
    pub fn seed_review(&self, draft: &str, content: &DraftContent) -> ReviewStatus {
        if content.pasted && !content.system_prompt.trim().is_empty() {
            self.status_of(draft, &content.system_prompt)
        } else {
            ReviewStatus::Fine
        }
    }

    /// The digest of the system prompt of a thread, if the person had to read it and has.
    pub(crate) fn reviewed_digest(&self, thread: &Thread) -> Option<String> {
        let text = thread.root.system_prompt.as_deref()?;
        let read = self.reviews.get(root_id(thread))?;
        (read.digest == digest(text)).then(|| read.digest.clone())
    }

    fn status_of(&self, id: &str, text: &str) -> ReviewStatus {
        match self.reviews.get(id) {
            None => ReviewStatus::Open,
            Some(read) if read.digest == digest(text) => ReviewStatus::Fine,
            Some(_) => ReviewStatus::Changed,
        }
    }
}
