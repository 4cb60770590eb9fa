//! What must hold once everything is well again and nothing is left to settle.

use crate::failure::{Failure, Rule};
use crate::run::{Happening, Run};
use crate::story::who;
use impromptu::app::{BadgeText, Command, Phase, SpendKind, State, Triage, split_account_key};
use impromptu::domain::{Millis, NotificationKind};

impl Run<'_> {
    /// Everything is well again: nothing more goes wrong, and people leave it alone.
    pub(crate) fn heal(&mut self) {
        self.healed = true;
        self.fates.clear();
        self.tell(|| "everything is well again".to_owned());
        let _ = self.world.control(sandbox::Control::AnswerAfter { text_ms: 0, image_ms: None }, self.now);
        for at in 0..self.browsers.len() {
            let browser = &mut self.browsers[at];
            browser.fuse = None;
            browser.disk.failing = 0;
            if browser.asleep_until.take().is_some() {
                let now = self.now;
                self.browsers[at].excuse(now);
            }
            if !self.browsers[at].online {
                self.online(at);
            }
            for account in self.browsers[at].numbers() {
                let browser = &self.browsers[at];
                let known = browser.state(account).is_some_and(|state| state.account.is_some());
                let command = if known && browser.disk.sealed(account).is_some() {
                    Command::Hello
                } else {
                    self.connect(at, account)
                };
                self.command(at, account, command);
            }
        }
    }

    /// Whether nothing is left to settle.
    pub(crate) fn at_rest(&self) -> bool {
        let moving =
            |happening: &Happening| !matches!(happening, Happening::Timer { .. } | Happening::Item(_));
        !self.queue.values().any(moving) && self.unrest().is_empty()
    }

    /// What is left to settle, in words.
    pub(crate) fn unrest(&self) -> String {
        for (at, browser) in self.browsers.iter().enumerate() {
            if browser.states().next().is_none() {
                return format!("[{at}] has no state");
            }
            for state in browser.states() {
                let unrest = self.unrest_of(at, state);
                if !unrest.is_empty() {
                    return format!("{} {unrest}", who(at, state.number));
                }
            }
        }
        String::new()
    }

    fn unrest_of(&self, at: usize, state: &State) -> String {
        for (draft, submission) in &state.submissions {
            let seed = split_account_key(draft).1.starts_with("seed:");
            if matches!(submission.phase(), Phase::Sending) || (submission.phase() == Phase::Unknown && !seed)
            {
                return format!("{draft} is {:?}", submission.state);
            }
        }
        let never = self.role(at, state.number).is_some_and(|role| role.name == "Ember");
        if !never && let Some(receipt) = state.receipts.iter().find(|receipt| receipt.pending) {
            return format!("the answer to {} is awaited", receipt.id);
        }
        if !state.pending_engagements.is_empty() {
            return format!("{:?} is on its way", state.pending_engagements);
        }
        match &state.connection_issue {
            Some(connection_issue) => format!("{connection_issue:?} stands in the way"),
            None => String::new(),
        }
    }

    /// At rest: everything told, the badge as the network has it.
    pub(crate) fn check_rest(&mut self, limit: Millis) -> Result<(), Failure> {
        for at in 0..self.browsers.len() {
            self.check_texts(at)?;
        }
        for nth in 0..self.cast.len() {
            self.check_told(nth)?;
        }
        for at in 0..self.browsers.len() {
            let mut told = Ok(());
            // Somebody may act in the moment between the list and our looking at the network.
            for _ in 0..3 {
                for account in self.browsers[at].numbers() {
                    self.command(at, account, Command::Heartbeat);
                }
                while !self.at_rest() && self.next(limit)? {}
                told = self.check_unread(at);
                if told.is_ok() {
                    break;
                }
            }
            told?;
        }
        Ok(())
    }

    /// What one of the cast posted and engaged with is told by a receipt of an account that is this one.
    fn check_told(&self, nth: usize) -> Result<(), Failure> {
        let role = &self.cast[nth];
        let untold = |what: String| Err(Failure::new(Rule::NothingUntold, format!("{}: {what}", role.name)));
        let states = || {
            self.browsers.iter().flat_map(|browser| {
                let played =
                    browser.disk.kept.iter().filter(|(number, _)| browser.roles.get(number) == Some(&nth));
                played.filter_map(|(_, kept)| kept.state.as_ref())
            })
        };
        let receipts = || states().flat_map(|state| &state.receipts);
        let unknown = || {
            states()
                .flat_map(|state| state.submissions.values())
                .filter(|submission| submission.phase() == Phase::Unknown)
        };
        let posts = self.world.posts_by(role.name);
        for post in posts.into_iter().skip(role.old_posts).filter(|post| post.text != "Begin.") {
            let told = receipts().any(|receipt| {
                receipt.node.as_ref() == Some(&post.node_id) || (receipt.unsure && receipt.text == post.text)
            }) || unknown().any(|submission| submission.content.system_prompt == post.text);
            if !told {
                return untold(format!("{} has no receipt: {}", post.node_id, post.text));
            }
        }
        for (_, node, reason, _) in self.world.handoffs_of(role.name) {
            if !receipts().any(|receipt| receipt.act == SpendKind::Handoff && receipt.text == reason) {
                return untold(format!("the handoff of {node} has no receipt"));
            }
        }
        for (node, kind) in self.world.engagements_of(role.name) {
            let act = match kind {
                "LIKE" => SpendKind::Like,
                "DISLIKE" => SpendKind::Dislike,
                _ => SpendKind::Bookmark,
            };
            let told = role.old_engagements.contains(&(node.clone(), kind))
                || receipts().any(|receipt| receipt.act == act && receipt.parent.as_ref() == Some(&node));
            if !told {
                return untold(format!("{kind} of {node} has no receipt"));
            }
        }
        Ok(())
    }

    /// Each account counts what the network has unread for it, and the toolbar all of them together.
    fn check_unread(&self, at: usize) -> Result<(), Failure> {
        let browser = &self.browsers[at];
        let untrue = |what: String| Err(Failure::new(Rule::BadgeTrue, what));
        let mut unread = 0;
        // Somebody who went to sleep over *Forget the key* wakes up to that.
        let connected: Vec<_> = browser.states().filter(|state| state.account.is_some()).collect();
        for state in &connected {
            let count = self.unread(at, state);
            if state.unread() != count && browser.worker.is_some() {
                let account = who(at, state.number);
                return untrue(format!("{account} counts {}, the network {count}", state.unread()));
            }
            unread += count;
        }
        match browser.toolbar.as_ref().map(|badge| &badge.text) {
            _ if connected.is_empty() => Ok(()),
            Some(Some(BadgeText::Count(count))) if *count == unread => Ok(()),
            Some(None) if unread == 0 => Ok(()),
            other => untrue(format!("[{at}] at rest the toolbar shows {other:?}, the network has {unread}")),
        }
    }

    /// What the network has unread for an account, less what was put away here.
    fn unread(&self, at: usize, state: &State) -> u32 {
        let counts = |notification: &&sandbox::Notification| {
            let triage = state.triage.get(&notification.id).copied();
            let unread = triage.map_or(!notification.read, |triage| triage == Triage::Unread);
            unread && state.settings.route(kind(&notification.kind)).badge
        };
        let notifications = self.role(at, state.number).map(|role| self.world.notifications_of(role.name));
        let count = notifications.unwrap_or_default().iter().filter(counts).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// The kind of a notice, by the words that the local network uses.
fn kind(word: &str) -> NotificationKind {
    match word {
        "NEW_REPROMPT" => NotificationKind::Reprompt,
        "MENTION_REPROMPT" | "MENTION_PROMPT" => NotificationKind::Mention,
        "LIKE_PROMPT" | "LIKE_REPROMPT" => NotificationKind::Like,
        "NEW_FOLLOWER" => NotificationKind::Follow,
        "TIER_UPGRADE" => NotificationKind::Tier,
        _ => NotificationKind::Other,
    }
}
