//! What a person does, and what befalls a browser.

use crate::Plant;
use crate::failure::Failure;
use crate::network::{ORIGIN, account};
use crate::run::{Happening, Run};
use crate::script::{Deed, Item, Place};
use crate::tally::deed_name;
use crate::text::Text;
use impromptu::agent::{Change, Command, Event, NoticeChange, Phase, Words};
use impromptu::model::{Millis, Secret, Verb};
use sandbox::{Control, Request};

/// How long somebody waits before they write on after pressing *Post*.
const PATIENCE: Millis = 60_000;

impl Run<'_> {
    /// An item of the script comes up.
    pub(crate) fn item(&mut self, nth: usize) -> Result<(), Failure> {
        let Some(Item { browser: at, deed, .. }) = self.script.items.get(nth).cloned() else { return Ok(()) };
        if self.healed {
            return Ok(());
        }
        self.tell(|| format!("[{at}] {deed:?}"));
        if let Some(kind) = deed_name(&deed) {
            self.tally.fault(kind);
        }
        if self.befalls(at, &deed)? || self.browsers[at].asleep_until.is_some() {
            return Ok(());
        }
        self.acts(at, &deed);
        Ok(())
    }

    /// What happens to a browser or to the network. False when it is a person's doing.
    fn befalls(&mut self, at: usize, deed: &Deed) -> Result<bool, Failure> {
        let now = self.now;
        let asleep = self.browsers[at].asleep_until.is_some();
        if asleep && matches!(deed, Deed::Sleep(_) | Deed::Update | Deed::Restart) {
            return Ok(true);
        }
        let browser = &mut self.browsers[at];
        match deed {
            Deed::Fate { spending, fate } => self.fates.push_back((at, *spending, *fate)),
            Deed::DieAfter(effects) => browser.fuse = Some(*effects),
            Deed::Die => {
                browser.kill();
                browser.beats.excused = true;
            }
            Deed::StorageFails(times) => browser.disk.failing = *times,
            Deed::Offline => {
                browser.online = false;
                self.send(at, Event::Offline);
            }
            Deed::Online => self.online(at),
            Deed::Sleep(span) => {
                let wake = now + span;
                browser.asleep_until = Some(wake);
                if self.plant == Some(Plant::AlarmLostInSleep) {
                    browser.alarms.clear();
                }
                self.line_up(wake, Happening::Wakes(at));
            }
            Deed::ClockJump(by) => {
                browser.offset += by;
                browser.excuse(now);
                // Alarms lie that much further off now, and further with each step back, until something else wakes the worker.
                browser.beats.since -= (*by).min(0);
                browser.beats.failures += 1;
                browser.beats.not_before = 0;
            }
            Deed::Update => {
                browser.kill();
                browser.alarms.clear();
                browser.version += 1;
                browser.beats.excused = true;
                // The browser wakes a new version up.
                return self.wake(at).map(|()| true);
            }
            Deed::Restart => {
                browser.kill();
                browser.views = false;
                browser.beats.excused = true;
                if !browser.keeps_alarms {
                    browser.alarms.clear();
                }
                return self.wake(at).map(|()| true);
            }
            Deed::Mention(place) => self.mention(*place),
            Deed::Delete(place) => {
                if let (Place::Node(_), Some(node_id)) = (place, self.node(*place)) {
                    let _ = self.world.control(Control::Delete { node_id }, now);
                }
            }
            Deed::AnswerAfter(text_ms) => {
                let _ = self.world.control(Control::AnswerAfter { text_ms: *text_ms, image_ms: None }, now);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// An event that says nothing but "you are awake".
    fn wake(&mut self, at: usize) -> Result<(), Failure> {
        let event = if self.browsers[at].online { Event::Online } else { Event::Offline };
        self.deliver(at, event)
    }

    pub(crate) fn online(&mut self, at: usize) {
        let now = self.now;
        let browser = &mut self.browsers[at];
        browser.online = true;
        browser.excuse(now);
        browser.beats.failures += 1;
        self.send(at, Event::Online);
    }

    fn mention(&mut self, place: Place) {
        let Some(node_id) = self.node(place) else { return };
        let text = format!("@{} look at this", account(self.script).0);
        let reply = Control::Reply { node_id, by: "Wren".into(), text: Some(text) };
        // A node that was deleted cannot be answered; then nobody mentions anybody.
        let _ = self.world.control(reply, self.now);
    }

    fn acts(&mut self, at: usize, deed: &Deed) {
        let browser = &self.browsers[at];
        let connected = browser.state().is_some_and(|state| state.account.is_some());
        let command = match *deed {
            Deed::Connect => self.connect(),
            // Somebody who finds the extension without a key gives it one first.
            Deed::Post { .. } | Deed::Open(_) if !connected => self.connect(),
            Deed::Forget => Command::Forget,
            Deed::Hello => Command::Hello,
            Deed::Beat => Command::Beat,
            Deed::Refresh => Command::Refresh,
            Deed::Seen => Command::Seen,
            Deed::You => Command::You,
            Deed::Health => Command::Health,
            Deed::Models => Command::Models { search: String::new(), output: impromptu::model::Output::Text },
            Deed::Open(place) => match self.node(place) {
                Some(node) => Command::Open { node },
                None => return,
            },
            Deed::Review(place) => match self.root_of(at, place) {
                Some(root) => Command::Review { root, text: None },
                None => return,
            },
            Deed::Type { place, more } => return self.types(at, place, Some(more)),
            Deed::Empty(place) => return self.types(at, place, None),
            Deed::Post { place, stale } => return self.presses_post(at, place, stale),
            Deed::Settle(place) => Command::Settle { draft: self.draft(at, place) },
            Deed::Edit(place) => match self.honestly(at, place, false) {
                Some(command) => command,
                None => return,
            },
            Deed::Discard(place) => match self.honestly(at, place, true) {
                Some(command) => command,
                None => return,
            },
            Deed::Undo => match self.browsers[at].undo.take() {
                Some(token) => Command::Undo { token },
                None => return,
            },
            Deed::Engage(place, verb) => match (self.node(place), verb) {
                (Some(node), Verb::Like) => Command::Like { node },
                (Some(node), _) => Command::Bookmark { node },
                (None, _) => return,
            },
            Deed::Pace(pace) => {
                Command::Settings { change: Change { pace: Some(pace), ..Change::default() } }
            }
            Deed::Route { kind, badge } => {
                let notice = Some(NoticeChange { kind, badge, desktop: true });
                Command::Settings { change: Change { notice, ..Change::default() } }
            }
            Deed::Triage { which, to } => match self.notice(at, which) {
                Some(id) => Command::Triage { ids: vec![id], to },
                None => return,
            },
            Deed::OlderNotices => Command::OlderNotices,
            Deed::NoticeClicked(which) => {
                let Some(id) = self.notice(at, which) else { return };
                return self.send(at, Event::NoticeClicked { id: format!("notice:{id}") });
            }
            Deed::ReadElsewhere => return self.reads_elsewhere(),
            _ => return,
        };
        self.command(at, command);
    }

    pub(crate) fn connect(&self) -> Command {
        Command::Connect { address: ORIGIN.into(), key: Secret::new(account(self.script).1), agreed: false }
    }

    pub(crate) fn command(&mut self, at: usize, command: Command) {
        self.browsers[at].last_token += 1;
        let token = self.browsers[at].last_token;
        self.send(at, Event::Command { token, command });
    }

    pub(crate) fn draft(&self, at: usize, place: Place) -> String {
        match self.node(place) {
            Some(node) => format!("reply:{node}"),
            None => {
                format!("seed:{}", self.browsers[at].state().map_or(1, |state| state.seed_draft.max(1)))
            }
        }
    }

    fn root_of(&self, at: usize, place: Place) -> Option<String> {
        let node = self.node(place)?;
        let state = self.browsers[at].living()?;
        let thread = impromptu::agent::thread_of(state, &node)?;
        Some(impromptu::agent::root_id(thread).to_owned())
    }

    fn notice(&self, at: usize, which: u32) -> Option<String> {
        let state = self.browsers[at].living()?;
        state.cache.notices.get(which as usize).map(|notice| notice.id.clone())
    }

    fn reads_elsewhere(&mut self) {
        let (name, key) = account(self.script);
        let newest = self.world.notices_of(name).into_iter().rev().find(|notice| !notice.read);
        if let Some(notice) = newest {
            let path = format!("/api/v1/agent/notifications/{}/read", notice.id);
            self.world.handle(&Request::new("POST", &path).with_key(key), self.now);
        }
    }

    /// The surface stores what is typed, at each key, and the worker hears of it.
    fn types(&mut self, at: usize, place: Place, more: Option<bool>) {
        let draft = self.draft(at, place);
        let now = self.now;
        let browser = &self.browsers[at];
        let old = browser.shown(&draft).unwrap_or_default();
        let flying = browser
            .state()
            .and_then(|state| state.slips.get(&draft))
            .is_some_and(|slip| matches!(slip.phase, Phase::Sending | Phase::Unknown));
        let pressed = self.texts.iter().any(|text| {
            text.browser == at
                && text.draft == draft
                && text.pressed.is_some_and(|then| now - then < PATIENCE)
        });
        let tag = format!("<{at}.{}>", self.texts.len());
        let mut words = old.clone();
        match more {
            None => words = Words::default(),
            Some(more) => {
                let seed = place == Place::Seed || self.node(place).is_none();
                let field = if seed { &mut words.system_prompt } else { &mut words.text };
                if more && !flying && !pressed && !field.is_empty() {
                    field.push_str(" and ");
                } else {
                    field.clear();
                }
                field.push_str(&tag);
                field.push_str(" 灯塔 three boots on the landing");
                if seed {
                    words.text = "Begin.".into();
                    words.title = "A seed".into();
                }
            }
        }
        let wall = self.browsers[at].wall(now);
        if !self.browsers[at].disk.store_words(&draft, words.clone(), wall) {
            self.tell(|| format!("[{at}]   the surface could not store {tag}, and says so"));
            return;
        }
        let state = self.browsers[at].state();
        let held = |tag: &str| {
            state.and_then(|state| state.slips.get(&draft)).is_some_and(|slip| {
                matches!(slip.phase, Phase::Sending | Phase::Unknown) && contains(&slip.words, tag)
            })
        };
        for text in self.texts.iter_mut().filter(|text| text.browser == at && text.draft == draft) {
            let typed_over = contains(&old, &text.tag) && !contains(&words, &text.tag);
            if typed_over && !held(&text.tag) {
                text.wanted = false;
            }
        }
        if more.is_some() {
            self.tally.texts += 1;
            let draft = draft.clone();
            self.texts.push(Text { tag, browser: at, draft, wanted: true, pressed: None });
        }
        self.browsers[at].before.insert(draft.clone(), old);
        self.send(at, Event::Typed { draft, words, at: wall });
    }

    fn presses_post(&mut self, at: usize, place: Place, stale: bool) {
        let draft = self.draft(at, place);
        let browser = &self.browsers[at];
        let before = browser.before.get(&draft).filter(|words| stale && !words.is_blank()).cloned();
        let Some(words) = before.or_else(|| browser.shown(&draft)) else { return };
        let shown = browser.shown(&draft).unwrap_or_default();
        let mixed = words != shown
            && self.texts.iter().any(|text| contains(&words, &text.tag) && contains(&shown, &text.tag));
        if stale && (mixed || self.is_posted(&words)) {
            // A window that shows what was posted long ago is closed by now, and one that shows half of a text is looked at twice.
            return;
        }
        let now = self.now;
        for text in self.texts.iter_mut().filter(|text| text.browser == at && contains(&words, &text.tag)) {
            text.pressed = Some(now);
        }
        if self.plant == Some(Plant::DraftClearedOnSubmit) {
            self.browsers[at].disk.words.remove(&draft);
            self.send(at, Event::Cleared { draft: draft.clone() });
        }
        self.command(at, Command::Post { draft, words });
    }

    fn is_posted(&self, words: &Words) -> bool {
        let tags: Vec<&str> = self
            .texts
            .iter()
            .filter(|text| contains(words, &text.tag))
            .map(|text| text.tag.as_str())
            .collect();
        let posts = self.world.posts_by(account(self.script).0);
        tags.iter().any(|tag| posts.iter().any(|post| post.text.contains(tag)))
    }

    /// A seed of which nobody knows whether it was planted is looked for on the network's own site, and the person says what is true.
    fn honestly(&mut self, at: usize, place: Place, discard: bool) -> Option<Command> {
        let draft = self.draft(at, place);
        let slip = self.browsers[at].state().and_then(|state| state.slips.get(&draft)).cloned();
        let discard = match slip {
            Some(slip) if slip.phase == Phase::Unknown && draft.starts_with("seed:") => {
                let sent = self.texts.iter().filter(|text| contains(&slip.words, &text.tag));
                let pressed = sent.filter_map(|text| text.pressed).max().unwrap_or(0);
                if self.now - pressed < Millis::from(impromptu::agent::TIMEOUT) {
                    return None;
                }
                self.is_posted(&slip.words)
            }
            // What is being sent has no such buttons.
            Some(slip) if slip.phase == Phase::Sending => return None,
            // Only a slip has the button.
            None if !discard => return None,
            _ => discard,
        };
        Some(if discard { Command::Discard { draft } } else { Command::Edit { draft } })
    }
}

/// Whether words hold a text.
pub(crate) fn contains(words: &Words, tag: &str) -> bool {
    words.text.contains(tag) || words.system_prompt.contains(tag)
}
