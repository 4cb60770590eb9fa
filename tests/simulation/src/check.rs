//! What must hold, after every step and at rest.

use crate::failure::{Failure, Rule};
use crate::network::account;
use crate::person::contains;
use crate::run::{Happening, Run};
use impromptu::agent::{Act, Command, Effect, Ending, Event, Outcome, Pending, Phase, State, Triage};
use impromptu::model::{Millis, NoticeKind, ProblemKind};
use impromptu::wire::Reply;
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
            Command::Discard { draft } => {
                let Some(state) = self.browsers[at].living() else { return About::Nothing };
                let stored = state.live.words.get(draft).map(|stored| &stored.words);
                let slip = state.slips.get(draft).map(|slip| &slip.words);
                let held = |tag: &str| stored.into_iter().chain(slip).any(|words| contains(words, tag));
                let texts = self.texts.iter().enumerate();
                About::Discard(
                    texts
                        .filter(|(_, text)| text.browser == at && held(&text.tag))
                        .map(|(nth, _)| nth)
                        .collect(),
                )
            }
            Command::Undo { .. } => About::Undo,
            Command::Settings { .. } => {
                let pace = self.browsers[at].state().map_or(0, State::pace);
                let beats = &mut self.browsers[at].beats;
                beats.excused = true;
                beats.slowest = beats.slowest.max(pace);
                About::Nothing
            }
            _ => About::Nothing,
        }
    }

    pub(crate) fn decided(&mut self, about: &About, effects: &[Effect]) {
        if let About::Discard(texts) = about
            && effects.iter().any(|effect| matches!(effect, Effect::RemoveWords { .. }))
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
            let words: Vec<_> = browser.disk.words.values().map(|stored| stored.words.clone()).collect();
            for text in self.texts.iter_mut().filter(|text| text.browser == at) {
                text.wanted |= words.iter().any(|words| contains(words, &text.tag));
            }
        }
        let browser = &self.browsers[at];
        let Some(house) = browser.worker.as_deref() else { return Ok(()) };
        let wanted = house.badge();
        if browser.toolbar.as_ref() != Some(&wanted) {
            return Err(Failure::new(
                Rule::BadgeTrue,
                format!("[{at}] the toolbar shows {:?}, the core says {wanted:?}", browser.toolbar),
            ));
        }
        Ok(())
    }

    /// After every write: no text that is wanted has gone.
    pub(crate) fn check_texts(&self, at: usize) -> Result<(), Failure> {
        let disk = &self.browsers[at].disk;
        let lost = |text: &&crate::text::Text| text.browser == at && text.wanted && !disk.holds(&text.tag);
        match self.texts.iter().find(lost) {
            None => Ok(()),
            Some(text) => Err(Failure::new(
                Rule::NoDraftLost,
                format!("[{at}] {} of {} is nowhere on disk", text.tag, text.draft),
            )),
        }
    }

    /// After the network kept something that costs: each text is there once.
    pub(crate) fn check_once(
        &mut self,
        fetch: &impromptu::agent::Fetch,
        response: &Response,
    ) -> Result<(), Failure> {
        if response.status != 200 || !fetch.call.path.ends_with("prompt") {
            return Ok(());
        }
        self.tally.posts += 1;
        let posts = self.world.posts_by(account(self.script).0);
        self.own = posts.last().map(|post| post.node_id.clone());
        let body = fetch.call.body.as_deref().unwrap_or_default();
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

    /// A beat leaves.
    pub(crate) fn beats(&mut self, at: usize, automatic: bool) -> Result<(), Failure> {
        let now = self.now;
        let browser = &mut self.browsers[at];
        let pace = browser.state().map_or(30, State::pace);
        let beats = &mut browser.beats;
        let early = beats.last.is_some_and(|last| now - last < Millis::from(pace) * 60_000 - 3_000);
        let failure = if !automatic {
            None
        } else if now < beats.not_before - 2_000 {
            Some(format!("the network asked for {} ms more", beats.not_before - now))
        } else if early && !beats.excused {
            Some(format!("{} ms after the last, at a pace of {pace} min", now - beats.last.unwrap_or(0)))
        } else {
            beats.early += u32::from(early);
            (beats.early > 5 + beats.failures).then(|| format!("{} early beats in a row", beats.early))
        };
        beats.last = Some(now);
        (beats.excused, beats.slowest) = (false, 0);
        match failure {
            None => Ok(()),
            Some(why) => Err(Failure::new(Rule::NoLimitExceeded, format!("[{at}] a beat too early: {why}"))),
        }
    }

    /// A request ends: what follows for beats.
    pub(crate) fn heard(&mut self, at: usize, request: u64, ending: &Ending) {
        let now = self.now;
        let browser = &mut self.browsers[at];
        let house = browser.worker.as_deref();
        let Some(pending) = house.and_then(|house| house.current().live.pending.get(&request)) else {
            return;
        };
        let beats = &mut browser.beats;
        match (&ending.outcome, pending) {
            (Outcome::Reply(reply), _) if matches!(**reply, Reply::Heartbeat(_)) => {
                beats.since = beats.since.max(now);
                if !matches!(pending, Pending::Beat(_)) {
                    beats.last = Some(now);
                }
                (beats.excused, beats.early, beats.failures, beats.not_before) = (false, 0, 0, 0);
            }
            (Outcome::Reply(_), Pending::Settle { .. }) => {
                beats.excused = true;
                beats.failures += 1;
            }
            // The network is well again, and what it fails at next is a new failure.
            (Outcome::Reply(_), Pending::Post { .. }) => beats.failures += 5,
            (Outcome::Reply(_), _) => {}
            // The day's quota is used up, which says nothing of what does not count against it (contract, section 7).
            (Outcome::Problem(problem), pending)
                if problem.code == "RATE_003" && !matches!(pending, Pending::Beat(_)) =>
            {
                beats.excused = true;
            }
            (
                Outcome::Problem(problem),
                Pending::Beat(_)
                | Pending::Feed(_)
                | Pending::Notices(_)
                | Pending::Thread(_)
                | Pending::Ahead { .. }
                | Pending::Settle { .. }
                | Pending::HealthAccount(_),
            ) if problem.kind == ProblemKind::Rate => {
                beats.excused = true;
                let wait = problem.retry_after_seconds.or(ending.meta.retry_after_seconds).unwrap_or(0);
                beats.not_before = now + Millis::try_from(wait).unwrap_or(0) * 1_000;
            }
            (_, Pending::Beat(_)) => beats.excused = true,
            _ => {
                beats.excused = true;
                beats.failures += 1;
            }
        }
    }

    /// An awake, connected browser is never long without a beat: a fourth later than its pace when nothing happened since the last one
    /// (a tenth is jitter), and a few paces later when something did.
    pub(crate) fn check_alive(&self) -> Result<(), Failure> {
        for (at, browser) in self.browsers.iter().enumerate() {
            let Some(state) = browser.state() else { continue };
            if state.account.is_none()
                || browser.disk.sealed.is_none()
                || !browser.online
                || browser.asleep_until.is_some()
            {
                continue;
            }
            let last = browser.beats.last.unwrap_or(0).max(browser.beats.since);
            let pace = Millis::from(state.pace().max(browser.beats.slowest)) * 60_000;
            let pace = pace * (1 << state.schedule.doublings.min(3));
            let late = if browser.beats.excused { 3 * pace + pace / 2 } else { pace + pace / 4 };
            // A wait that the network asked for on anything that is read holds for beats as well.
            let asked = (state.schedule.wait_until - browser.wall(self.now)).clamp(0, 24 * 3_600_000);
            let limit = last.max(browser.beats.not_before) + late + asked;
            if self.now > limit {
                return Err(Failure::new(
                    Rule::Alive,
                    format!(
                        "[{at}] no beat for {} min; alarms {:?}",
                        (self.now - last) / 60_000,
                        browser.alarms
                    ),
                ));
            }
        }
        Ok(())
    }

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
            let browser = &self.browsers[at];
            let account = browser.state().is_some_and(|state| state.account.is_some());
            if !account || browser.disk.sealed.is_none() {
                let connect = self.connect();
                self.command(at, connect);
            } else {
                self.command(at, Command::Hello);
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
        let never = account(self.script).0 == "Ember";
        for (at, browser) in self.browsers.iter().enumerate() {
            let Some(state) = browser.state() else { return format!("[{at}] has no state") };
            for (draft, slip) in &state.slips {
                let seed = draft.starts_with("seed:");
                if slip.phase == Phase::Sending || (slip.phase == Phase::Unknown && !seed) {
                    return format!("[{at}] {draft} is {:?}, {:?}", slip.phase, slip.verdict);
                }
            }
            if !never && let Some(receipt) = state.receipts.iter().find(|receipt| receipt.pending) {
                return format!("[{at}] the answer to {} is awaited", receipt.id);
            }
            if !state.engaging.is_empty() {
                return format!("[{at}] {:?} is on its way", state.engaging);
            }
            if state.trouble.is_some() {
                return format!("[{at}] {:?} stands in the way", state.trouble);
            }
        }
        String::new()
    }

    /// At rest: everything told, the badge as the network has it.
    pub(crate) fn check_rest(&mut self, limit: Millis) -> Result<(), Failure> {
        for at in 0..self.browsers.len() {
            self.check_texts(at)?;
        }
        self.check_told()?;
        for at in 0..self.browsers.len() {
            let mut told = Ok(());
            // Somebody may act in the moment between the list and our looking at the network.
            for _ in 0..3 {
                self.command(at, Command::Beat);
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

    fn check_told(&self) -> Result<(), Failure> {
        let name = account(self.script).0;
        let untold = |what: String| Err(Failure::new(Rule::NothingUntold, what));
        let receipts = || {
            self.browsers
                .iter()
                .filter_map(|browser| browser.disk.state.as_ref())
                .flat_map(|state| &state.receipts)
        };
        let unknown = || {
            let slips = self.browsers.iter().filter_map(|browser| browser.disk.state.as_ref());
            slips.flat_map(|state| state.slips.values()).filter(|slip| slip.phase == Phase::Unknown)
        };
        for post in
            self.world.posts_by(name).into_iter().skip(self.old_posts).filter(|post| post.text != "Begin.")
        {
            let told = receipts().any(|receipt| {
                receipt.node.as_ref() == Some(&post.node_id) || (receipt.unsure && receipt.text == post.text)
            }) || unknown().any(|slip| slip.words.system_prompt == post.text);
            if !told {
                return untold(format!("{} has no receipt: {}", post.node_id, post.text));
            }
        }
        for (node, kind) in self.world.engagements_of(name) {
            let act = if kind == "LIKE" { Act::Like } else { Act::Bookmark };
            let told = self.old_engagements.contains(&(node.clone(), kind))
                || receipts().any(|receipt| receipt.act == act && receipt.parent.as_ref() == Some(&node));
            if !told {
                return untold(format!("{kind} of {node} has no receipt"));
            }
        }
        Ok(())
    }

    fn check_unread(&self, at: usize) -> Result<(), Failure> {
        let browser = &self.browsers[at];
        let Some(state) = browser.state() else { return Ok(()) };
        // Somebody who went to sleep over *Forget the key* wakes up to that.
        if state.account.is_none() {
            return Ok(());
        }
        let counts = |notice: &&sandbox::Notice| {
            let triage = state.triage.get(&notice.id).copied();
            let unread = triage.map_or(!notice.read, |triage| triage == Triage::Unread);
            unread && state.settings.route(kind(&notice.kind)).badge
        };
        let notices = self.world.notices_of(account(self.script).0);
        let unread = notices.iter().filter(counts).count();
        let shown = match browser.toolbar.as_ref().map(|badge| &badge.text) {
            Some(Some(impromptu::agent::BadgeText::Count(count))) => *count as usize,
            Some(None) => 0,
            other => {
                return Err(Failure::new(
                    Rule::BadgeTrue,
                    format!("[{at}] at rest the toolbar shows {other:?}"),
                ));
            }
        };
        if shown == unread {
            Ok(())
        } else {
            Err(Failure::new(
                Rule::BadgeTrue,
                format!("[{at}] the toolbar counts {shown}, the network {unread} of {}", notices.len()),
            ))
        }
    }
}

/// The kind of a notice, by the words that the local network uses.
fn kind(word: &str) -> NoticeKind {
    match word {
        "NEW_REPROMPT" => NoticeKind::Reprompt,
        "MENTION_REPROMPT" | "MENTION_PROMPT" => NoticeKind::Mention,
        "LIKE_PROMPT" | "LIKE_REPROMPT" => NoticeKind::Like,
        "NEW_FOLLOWER" => NoticeKind::Follow,
        "TIER_UPGRADE" => NoticeKind::Tier,
        _ => NoticeKind::Other,
    }
}
