//! What must hold after every step and every write.

use crate::failure::{Failure, Rule};
use crate::run::Run;
use crate::writer::contains;
use impromptu::app::{Command, Effect, Event, Fetch, State, split_account_key};
use impromptu::protocol::Endpoint;
use sandbox::Response;

/// What a step is about, as far as it bears on what is wanted.
pub(crate) enum About {
    Nothing,
    /// A draft is thrown away, with the texts in it.
    Discard(Vec<usize>),
    /// Something thrown away is brought back.
    Undo,
}

impl Run<'_> {
    pub(crate) fn about_to(&mut self, at: usize, event: &Event) -> About {
        let Event::Command { command, .. } = event else { return About::Nothing };
        match command {
            Command::Discard { draft, .. } => {
                let living = self.browsers[at].living(split_account_key(draft).0);
                let Some(state) = living else { return About::Nothing };
                let stored = state.live.drafts.get(draft).map(|stored| &stored.content);
                let submission = state.submissions.get(draft).map(|submission| &submission.content);
                let held =
                    |tag: &str| stored.into_iter().chain(submission).any(|content| contains(content, tag));
                let texts = self.texts.iter().enumerate();
                About::Discard(
                    texts
                        .filter(|(_, text)| text.browser == at && held(&text.tag))
                        .map(|(nth, _)| nth)
                        .collect(),
                )
            }
            Command::Undo { .. } => About::Undo,
            Command::ChangeSettings { .. } => {
                // What a person prefers, they prefer for all accounts.
                let browser = &self.browsers[at];
                let paces: Vec<_> =
                    browser.states().map(|state| (state.number, State::pace(state))).collect();
                for (account, pace) in paces {
                    let beats = self.browsers[at].beats.entry(account).or_default();
                    beats.excused = true;
                    beats.slowest = beats.slowest.max(pace);
                }
                About::Nothing
            }
            _ => About::Nothing,
        }
    }

    pub(crate) fn decided(&mut self, about: &About, effects: &[(u32, Effect)]) {
        if let About::Discard(texts) = about
            && effects.iter().any(|(_, effect)| matches!(effect, Effect::RemoveDraft { .. }))
        {
            for nth in texts {
                self.texts[*nth].wanted = false;
            }
        }
    }

    /// After a step has been carried out whole.
    pub(crate) fn check_step(&mut self, at: usize, about: &About) -> Result<(), Failure> {
        let browser = &self.browsers[at];
        if matches!(about, About::Undo) {
            let content: Vec<_> =
                browser.disk.content.values().map(|stored| stored.content.clone()).collect();
            for text in self.texts.iter_mut().filter(|text| text.browser == at) {
                text.wanted |= content.iter().any(|content| contains(content, &text.tag));
            }
        }
        let browser = &self.browsers[at];
        let Some(house) = browser.worker.as_deref() else { return Ok(()) };
        let wanted = house.badge();
        // With more in line the badge waits; it is true when there is nothing left to decide.
        if browser.inbox.is_empty() && browser.toolbar.as_ref() != Some(&wanted) {
            return Err(Failure::new(
                Rule::BadgeTrue,
                format!("[{at}] the toolbar shows {:?}, the core says {wanted:?}", browser.toolbar),
            ));
        }
        Ok(())
    }

    /// After every write: no text that is wanted has gone, or to another account.
    pub(crate) fn check_texts(&self, at: usize) -> Result<(), Failure> {
        let disk = &self.browsers[at].disk;
        let lost = |text: &&crate::text::Text| {
            text.browser == at && text.wanted && !disk.holds(split_account_key(&text.draft).0, &text.tag)
        };
        match self.texts.iter().find(lost) {
            None => Ok(()),
            Some(text) => Err(Failure::new(
                Rule::NoDraftLost,
                format!("[{at}] {} of {} is nowhere on disk", text.tag, text.draft),
            )),
        }
    }

    /// After the network answered something that spends: each text is there once, and under the right name.
    pub(crate) fn check_once(
        &mut self,
        at: usize,
        account: u32,
        fetch: &Fetch,
        response: &Response,
    ) -> Result<(), Failure> {
        if response.status != 200 {
            return Ok(());
        }
        if matches!(fetch.endpoint, Endpoint::Engage | Endpoint::Handoff) {
            return self.check_engagements();
        }
        if !fetch.call.path.ends_with("prompt") {
            return Ok(());
        }
        self.tally.posts += 1;
        let body = fetch.call.body.as_deref().unwrap_or_default();
        self.check_names(body)?;
        if let Some(role) = self.role(at, account) {
            self.own = self.world.posts_by(role.name).pop().map(|post| post.node_id);
        }
        let posts: Vec<_> = self.cast.iter().flat_map(|role| self.world.posts_by(role.name)).collect();
        for text in self.texts.iter().filter(|text| body.contains(&text.tag)) {
            let times = posts.iter().filter(|post| post.text.contains(&text.tag)).count();
            if times > 1 {
                return Err(Failure::new(
                    Rule::NothingTwice,
                    format!("[{}] {} of {} is there {times} times", text.browser, text.tag, text.draft),
                ));
            }
        }
        Ok(())
    }
}
