//! What a person does, and what befalls a browser.

use crate::Plant;
use crate::cast::Role;
use crate::deed::{Deed, Item, Place};
use crate::failure::Failure;
use crate::network::ORIGIN;
use crate::run::{Happening, Run};
use crate::tally::deed_name;
use impromptu::app::{AccountsCommand, Change, Command, Event, NotificationChange, Search, account_key};
use impromptu::domain::{Secret, Verb};
use sandbox::{Control, Request};

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
                browser.forgets_beats();
            }
            Deed::StorageFails(times) => browser.disk.failing = *times,
            Deed::Offline => {
                browser.online = false;
                self.send(at, None, Event::Offline);
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
                for beats in browser.beats.values_mut() {
                    beats.since -= (*by).min(0);
                    beats.failures += 1;
                    beats.not_before = 0;
                }
            }
            Deed::Update => {
                browser.kill();
                browser.alarms.clear();
                browser.version += 1;
                browser.forgets_beats();
                // The browser wakes a new version up, and it tries at once.
                browser.beats.values_mut().for_each(|beats| beats.failures += 1);
                return self.wake(at).map(|()| true);
            }
            Deed::Restart => {
                browser.kill();
                browser.views = false;
                browser.forgets_beats();
                browser.beats.values_mut().for_each(|beats| beats.failures += 1);
                if !browser.keeps_alarms {
                    browser.alarms.clear();
                }
                return self.wake(at).map(|()| true);
            }
            Deed::Mention(place) => self.mention(at, *place),
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
        self.deliver(at, None, event)
    }

    pub(crate) fn online(&mut self, at: usize) {
        let now = self.now;
        let browser = &mut self.browsers[at];
        browser.online = true;
        browser.excuse(now);
        browser.beats.values_mut().for_each(|beats| beats.failures += 1);
        self.send(at, None, Event::Online);
    }

    fn mention(&mut self, at: usize, place: Place) {
        let Some(node_id) = self.node(place) else { return };
        let text = format!("@{} look at this", self.role_in_front(at).name);
        let reply = Control::Reply { node_id, by: "Wren".into(), text: Some(text) };
        // A node that was deleted cannot be answered; then nobody mentions anybody.
        let _ = self.world.control(reply, self.now);
    }

    fn acts(&mut self, at: usize, deed: &Deed) {
        let front = self.browsers[at].front();
        let connected = self.browsers[at].state(front).is_some_and(|state| state.account.is_some());
        let command = match *deed {
            Deed::Connect => self.connect(at, front),
            // Somebody who finds the extension without a key gives it one first.
            Deed::Post { .. } | Deed::Open(_) if !connected => self.connect(at, front),
            Deed::Forget => Command::ForgetKey,
            Deed::Add if self.browsers[at].numbers().len() == 1 => {
                return self.change_list(at, front, AccountsCommand::AddAccount);
            }
            Deed::Switch => match self.browsers[at].numbers().into_iter().find(|account| *account != front) {
                Some(account) => {
                    return self.change_list(at, front, AccountsCommand::SwitchAccount { account });
                }
                None => return,
            },
            Deed::SignOut => return self.change_list(at, front, AccountsCommand::SignOut { account: front }),
            Deed::Hello => Command::Hello,
            Deed::Heartbeat => Command::Heartbeat,
            Deed::Refresh => Command::RefreshFeed,
            Deed::Seen => Command::MarkFeedSeen,
            Deed::You => Command::OpenYou,
            Deed::Health => Command::CheckHealth,
            Deed::Models => {
                Command::SearchModels { search: String::new(), output: impromptu::domain::Output::Text }
            }
            Deed::Open(place) => match self.node(place) {
                Some(node) => Command::OpenThread { node, resumes: false },
                None => return,
            },
            Deed::Review(place) => match self.shown_prompt(at, place) {
                Some((root, digest)) => Command::Review { root, digest, text: None },
                None => return,
            },
            Deed::Type { place, more } => return self.types(at, place, Some(more)),
            Deed::Empty(place) => return self.types(at, place, None),
            Deed::Post { place, stale } => return self.presses_post(at, place, stale),
            Deed::Reconcile(place) => Command::Reconcile { draft: self.draft(at, place) },
            Deed::Edit(place) => match self.honestly(at, place, false) {
                Some(command) => command,
                None => return,
            },
            Deed::Discard(place) => match self.honestly(at, place, true) {
                Some(command) => command,
                None => return,
            },
            Deed::Undo => match self.browsers[at].undo.take() {
                Some(undo) => Command::Undo { undo },
                None => return,
            },
            Deed::Engage(place, verb) => {
                let Some(node) = self.node(place) else { return };
                self.asks(at, front, &node, verb);
                match verb {
                    Verb::Like => Command::Like { node },
                    Verb::Dislike => Command::Dislike { node },
                    _ => Command::Bookmark { node },
                }
            }
            Deed::HandOff(place) => {
                let Some(node) = self.node(place) else { return };
                // Each press has a reason of its own, so that one that arrives twice is seen.
                let reason = format!("handoff {at}-{}", self.browsers[at].last_token);
                if let Some(nth) = self.browsers[at].roles.get(&front) {
                    self.cast[*nth].asked.insert((reason.clone(), "HANDOFF"));
                }
                Command::HandOff { node, reason, urgent: false }
            }
            Deed::Search => {
                Command::SearchNetwork { query: Search { words: "light".into(), ..Search::default() } }
            }
            Deed::MoreResults => Command::MoreResults,
            Deed::StopSearch => Command::StopSearch,
            Deed::Pace(pace) => {
                Command::ChangeSettings { change: Change { pace: Some(pace), ..Change::default() } }
            }
            Deed::NotificationRoute { kind, badge } => {
                let notification = Some(NotificationChange { kind, badge, desktop: true });
                Command::ChangeSettings { change: Change { notification, ..Change::default() } }
            }
            Deed::Triage { which, to } => match self.notification(at, front, which) {
                Some(id) => Command::Triage { ids: vec![id], to },
                None => return,
            },
            Deed::OlderNotifications => Command::OlderNotifications,
            Deed::NotificationClicked(which) => {
                // DesktopNotification notices are of all accounts, and a click brings theirs to the front.
                let accounts = self.browsers[at].numbers();
                let account = accounts[which as usize % accounts.len()];
                let Some(id) = self.notification(at, account, which) else { return };
                let id = account_key(account, &format!("notification:{id}"));
                return self.send(at, None, Event::NotificationClicked { id });
            }
            Deed::ReadElsewhere => return self.reads_elsewhere(at),
            _ => return,
        };
        self.command(at, front, command);
    }

    /// Gives an account the key of the one it is to be.
    pub(crate) fn connect(&mut self, at: usize, account: u32) -> Command {
        let role = self.cast_as(at, account);
        Command::Connect { address: ORIGIN.into(), key: Secret::new(self.cast[role].key), agreed: false }
    }

    /// Somebody wants a like, dislike or bookmark to be made in the name of an account.
    fn asks(&mut self, at: usize, account: u32, node: &str, verb: Verb) {
        let kind = match verb {
            Verb::Like => "LIKE",
            Verb::Dislike => "DISLIKE",
            _ => "BOOKMARK",
        };
        if let Some(nth) = self.browsers[at].roles.get(&account) {
            self.cast[*nth].asked.insert((node.to_owned(), kind));
        }
    }

    /// A surface that shows an account asks for something.
    pub(crate) fn command(&mut self, at: usize, account: u32, command: Command) {
        self.browsers[at].last_token += 1;
        let token = self.browsers[at].last_token;
        self.send(at, Some(account), Event::Command { token, command });
    }

    /// A surface that shows an account asks for something that concerns the list of accounts.
    fn change_list(&mut self, at: usize, account: u32, command: AccountsCommand) {
        self.browsers[at].last_token += 1;
        let token = self.browsers[at].last_token;
        self.send(at, Some(account), Event::AccountsCommand { token, command });
    }

    /// The tree of a place and the digest of its system prompt, as a surface shows them.
    fn shown_prompt(&self, at: usize, place: Place) -> Option<(String, String)> {
        let node = self.node(place)?;
        let browser = &self.browsers[at];
        let state = browser.living(browser.front())?;
        let thread = impromptu::app::thread_of(state, &node)?;
        let text = thread.root.system_prompt.as_deref()?;
        Some((impromptu::app::root_id(thread).to_owned(), impromptu::app::digest(text)))
    }

    fn notification(&self, at: usize, account: u32, which: u32) -> Option<String> {
        let state = self.browsers[at].living(account)?;
        state.cache.notifications.get(which as usize).map(|notification| notification.id.clone())
    }

    fn reads_elsewhere(&mut self, at: usize) {
        let Role { name, key, .. } = *self.role_in_front(at);
        let newest =
            self.world.notifications_of(name).into_iter().rev().find(|notification| !notification.read);
        if let Some(notification) = newest {
            let path = format!("/api/v1/agent/notifications/{}/read", notification.id);
            self.world.handle(&Request::new("POST", &path).with_key(key), self.now);
        }
    }
}
