//! How a person writes: into the box of the account in front, and on to *Post*.

use crate::Plant;
use crate::deed::Place;
use crate::run::Run;
use crate::text::Text;
use impromptu::app::{
    Command, DraftContent, Event, Phase, Revision, StoredDraft, account_key, split_account_key,
};
use impromptu::domain::Millis;

/// How long somebody waits before they write on after pressing *Post*.
const PATIENCE: Millis = 60_000;

impl Run<'_> {
    /// The draft of a place, for the account in front.
    pub(crate) fn draft(&self, at: usize, place: Place) -> String {
        let browser = &self.browsers[at];
        let front = browser.front();
        match self.node(place) {
            Some(node) => account_key(front, &format!("reply:{node}")),
            None => account_key(
                front,
                &format!("seed:{}", browser.state(front).map_or(1, |state| state.seed_draft.max(1))),
            ),
        }
    }

    /// The surface stores what is typed, at each key, and the worker hears of it.
    pub(crate) fn types(&mut self, at: usize, place: Place, more: Option<bool>) {
        let draft = self.draft(at, place);
        let now = self.now;
        let browser = &self.browsers[at];
        let shown = browser.shown(&draft).unwrap_or_default();
        let old = shown.content.clone();
        let flying = browser.state(split_account_key(&draft).0).is_some_and(|state| {
            let submission = state.submissions.get(&draft);
            // A box that is being sent takes no more, until a worker lives that says what became of it: also when that was written down already.
            submission.is_some_and(|submission| matches!(submission.phase(), Phase::Sending | Phase::Unknown))
                || state.posted_revisions.contains(&shown.revision)
        });
        let pressed = self.texts.iter().any(|text| {
            text.browser == at
                && text.draft == draft
                && text.pressed.is_some_and(|then| now - then < PATIENCE)
        });
        let tag = format!("<{at}.{}>", self.texts.len());
        let mut content = old.clone();
        match more {
            None => content = DraftContent::default(),
            Some(more) => {
                let seed = place == Place::Seed || self.node(place).is_none();
                let field = if seed { &mut content.system_prompt } else { &mut content.text };
                if more && !flying && !pressed && !field.is_empty() {
                    field.push_str(" and ");
                } else {
                    field.clear();
                }
                field.push_str(&tag);
                field.push_str(" 灯塔 three boots on the landing");
                if seed {
                    content.text = "Begin.".into();
                    content.title = "A seed".into();
                }
            }
        }
        let stored = StoredDraft {
            content: content.clone(),
            revision: self.new_revision(at),
            base: self.browsers[at].disk.content.get(&draft).map(|stored| stored.revision.clone()),
            continues: shown.continues.clone(),
            at: self.browsers[at].wall(now),
        };
        let Ok(replaced) = self.browsers[at].disk.store_draft(&draft, stored.clone()) else {
            self.tell(|| format!("[{at}]   the view_key could not store {tag}, and says so"));
            return;
        };
        let state = self.browsers[at].state(split_account_key(&draft).0);
        let held = |tag: &str| {
            state.and_then(|state| state.submissions.get(&draft)).is_some_and(|submission| {
                matches!(submission.phase(), Phase::Sending | Phase::Unknown)
                    && contains(&submission.content, tag)
            })
        };
        for text in self.texts.iter_mut().filter(|text| text.browser == at && text.draft == draft) {
            let typed_over = contains(&old, &text.tag) && !contains(&content, &text.tag);
            if typed_over && !held(&text.tag) {
                text.wanted = false;
            }
        }
        if more.is_some() {
            self.tally.texts += 1;
            let draft = draft.clone();
            self.texts.push(Text { tag, browser: at, draft, wanted: true, pressed: None });
        }
        self.browsers[at].before.insert(draft.clone(), shown);
        self.send(at, None, Event::DraftStored { draft, stored, replaced });
    }

    /// The name of what a surface writes next.
    fn new_revision(&mut self, at: usize) -> Revision {
        self.browsers[at].last_revision += 1;
        match self.plant {
            Some(Plant::OneRevisionForAll) => Revision::new("one for all"),
            _ => Revision::new(format!("surface-{at}.{}", self.browsers[at].last_revision)),
        }
    }

    pub(crate) fn presses_post(&mut self, at: usize, place: Place, stale: bool) {
        let draft = self.draft(at, place);
        let browser = &self.browsers[at];
        let before = browser.before.get(&draft).filter(|shown| stale && !shown.content.is_blank()).cloned();
        let Some(pressed) = before.or_else(|| browser.shown(&draft)) else { return };
        let StoredDraft { content, revision, continues, .. } = pressed;
        let shown = browser.shown(&draft).unwrap_or_default().content;
        let mixed = content != shown
            && self.texts.iter().any(|text| contains(&content, &text.tag) && contains(&shown, &text.tag));
        if stale && (mixed || self.is_posted(&content)) {
            // A window that shows what was posted long ago is closed by now, and one that shows half of a text is looked at twice.
            return;
        }
        let now = self.now;
        for text in self.texts.iter_mut().filter(|text| text.browser == at && contains(&content, &text.tag)) {
            text.pressed = Some(now);
        }
        if self.plant == Some(Plant::DraftClearedOnSubmit) {
            let replaced = self.browsers[at].disk.content.remove(&draft);
            let base = replaced.as_ref().map(|stored| stored.revision.clone());
            let revision = self.new_revision(at);
            let stored = StoredDraft { revision, base, ..StoredDraft::default() };
            self.send(at, None, Event::DraftStored { draft: draft.clone(), stored, replaced });
        }
        self.command(
            at,
            split_account_key(&draft).0,
            Command::Post { draft, content, revision, continues, shown: None },
        );
    }

    fn is_posted(&self, content: &DraftContent) -> bool {
        let tags: Vec<&str> = self
            .texts
            .iter()
            .filter(|text| contains(content, &text.tag))
            .map(|text| text.tag.as_str())
            .collect();
        let posts: Vec<_> = self.cast.iter().flat_map(|role| self.world.posts_by(role.name)).collect();
        tags.iter().any(|tag| posts.iter().any(|post| post.text.contains(tag)))
    }

    /// A seed of which nobody knows whether it was planted is looked for on the network's own site, and the person says what is true.
    pub(crate) fn honestly(&mut self, at: usize, place: Place, discard: bool) -> Option<Command> {
        let draft = self.draft(at, place);
        let state = self.browsers[at].state(split_account_key(&draft).0);
        let submission = state.and_then(|state| state.submissions.get(&draft)).cloned();
        let missing = submission.as_ref().is_some_and(|submission| submission.phase() == Phase::Unknown);
        let revision = state.and_then(|state| state.shown_revision(&draft)).cloned().unwrap_or_default();
        let discard = match submission {
            Some(submission)
                if submission.phase() == Phase::Unknown
                    && split_account_key(&draft).1.starts_with("seed:") =>
            {
                let sent = self.texts.iter().filter(|text| contains(&submission.content, &text.tag));
                let pressed = sent.filter_map(|text| text.pressed).max().unwrap_or(0);
                if self.now - pressed < Millis::from(impromptu::app::TIMEOUT) {
                    return None;
                }
                self.is_posted(&submission.content)
            }
            // What is being sent has no such buttons.
            Some(submission) if submission.phase() == Phase::Sending => return None,
            // Only a submission has the button.
            None if !discard => return None,
            _ => discard,
        };
        Some(if discard { Command::Discard { draft, revision } } else { Command::Edit { draft, missing } })
    }
}

/// Whether words hold a text.
pub(crate) fn contains(content: &DraftContent, tag: &str) -> bool {
    content.text.contains(tag) || content.system_prompt.contains(tag)
}
