use crate::app::accounts::{AccountList, AccountSummary};
use crate::app::effect::{Answer, Badge, DesktopNotification, Effect, ViewKey};
use crate::app::runtime::step;
use crate::app::runtime::{AccountsCommand, Command, Event, Query};
use crate::app::state::draft_id::{named, owner};
use crate::app::state::{KeyState, State, Target, VERSION};
use crate::domain::{LocalizedMessage, Millis};

/// The accounts of this browser: a [`State`] for each, and which of them is in front.
///
/// Each account lives by [`step`] as if it were alone. Decided here is who is meant, and what the accounts share: who there is and who is
/// in front, the badge, the panel, and what the person prefers.
#[derive(Clone, Debug, PartialEq)]
pub struct Accounts {
    /// Who there is, as it is saved.
    pub account_list: AccountList,
    /// The browser's storage refused the roll when it was saved last.
    pub account_list_unsaved: bool,
    /// One for each entry of the roll, in its order; never empty.
    pub(super) states: Vec<State>,
    /// The badge as last set.
    badge: Option<Badge>,
    /// The accounts as last shown.
    shown: Vec<AccountSummary>,
}

impl Default for Accounts {
    fn default() -> Self {
        Self::new(AccountList::default(), vec![State { version: VERSION, seed_draft: 1, ..State::default() }])
    }
}

impl Accounts {
    /// A accounts of a roll and the states that belong to it, one for each entry.
    pub fn new(account_list: AccountList, states: Vec<State>) -> Self {
        Self { account_list, account_list_unsaved: false, states, badge: None, shown: Vec::new() }
    }

    /// The account in front.
    pub fn current(&self) -> &State {
        self.state(self.account_list.current).unwrap_or(&self.states[0])
    }

    /// The account of this number.
    pub fn state(&self, number: u32) -> Option<&State> {
        self.states.iter().find(|state| state.number == number)
    }

    /// The numbers of all accounts.
    pub fn numbers(&self) -> Vec<u32> {
        self.states.iter().map(|state| state.number).collect()
    }

    /// Whom a command means: the account that it names, or else the one its surface was painted for (`at`), or else the one in front.
    /// Nobody when that one is gone.
    fn account_of_command(&self, at: Option<u32>, command: &Command) -> Option<u32> {
        self.named_or_current(named_by_command(command).or(at)).map(|state| state.number)
    }

    /// Whom a query means, by the same rule.
    pub fn account_of_query(&self, at: Option<u32>, query: &Query) -> Option<&State> {
        self.named_or_current(named_by_query(query).or(at))
    }

    fn named_or_current(&self, number: Option<u32>) -> Option<&State> {
        number.map_or(Some(self.current()), |number| self.state(number))
    }

    /// Decides what follows from an event for the account it concerns: `at` tells which, where the edge knows, or the surface that asks says
    /// whom it shows. Each effect comes with the number of the account it belongs to.
    pub fn step(&mut self, at: Option<u32>, event: Event, now: Millis) -> Vec<(u32, Effect)> {
        let current = self.account_list.current;
        let mut effects = Vec::new();
        // As with a state: tried again with whatever happens next, and not because a save went one way or the other.
        let again = self.account_list_unsaved
            && !matches!(event, Event::AccountListSaved { .. } | Event::Saved | Event::SaveFailed);
        match event {
            Event::Online | Event::Offline => {
                for number in self.numbers() {
                    effects.extend(self.one(number, event.clone(), now));
                }
            }
            Event::Command { token, command } => match self.account_of_command(at, &command) {
                Some(number) => self.command(number, token, command, now, &mut effects),
                None => effects.push((current, account_gone(token))),
            },
            Event::AccountsCommand { token, command } => match command.account() {
                Some(number) if self.state(number).is_none() => effects.push((current, account_gone(token))),
                _ => self.change_list(token, command, now, &mut effects),
            },
            Event::Synced { text } => self.synced(text, now, &mut effects),
            Event::SyncChanged => {
                if self.account_list.synced {
                    effects.push((current, Effect::ReadSync));
                }
            }
            Event::DraftStored { ref draft, .. } | Event::DraftCleared { ref draft } => {
                effects = self.one(owner(draft).0, event.clone(), now);
            }
            Event::NotificationClicked { id } => {
                let (number, id) = owner(&id);
                self.switch(number, now, &mut effects);
                effects.extend(self.one(number, Event::NotificationClicked { id: id.to_owned() }, now));
            }
            Event::WorkerStarted(starts) => {
                for (number, start) in starts {
                    effects.extend(self.one(number, Event::Start(start), now));
                }
                // Those of all before anything else of any: what one account does must not cost another its alarm when the worker dies over it.
                effects.sort_by_key(|(_, effect)| !matches!(effect, Effect::Alarm { .. }));
                if self.account_list.synced {
                    effects.push((current, Effect::ReadSync));
                }
            }
            Event::AccountListSaved { ok } => {
                self.account_list_unsaved = !ok;
                if !ok {
                    effects = self.one(current, Event::SaveFailed, now);
                }
            }
            event => effects = self.one(at.unwrap_or(current), event, now),
        }
        if again && !effects.iter().any(|(_, effect)| *effect == Effect::SaveAccountList) {
            effects.push((current, Effect::SaveAccountList));
        }
        self.share(effects)
    }

    /// One account's step.
    pub(super) fn one(&mut self, number: u32, event: Event, now: Millis) -> Vec<(u32, Effect)> {
        let Some(state) = self.states.iter_mut().find(|state| state.number == number) else {
            return Vec::new();
        };
        step(state, event, now).into_iter().map(|effect| (number, effect)).collect()
    }

    /// The same for a command whose answer nobody waits for.
    pub(super) fn quietly(
        &mut self,
        number: u32,
        command: Command,
        now: Millis,
        effects: &mut Vec<(u32, Effect)>,
    ) {
        let told = self.one(number, Event::Command { token: 0, command }, now).into_iter();
        effects.extend(told.filter(|(_, effect)| !matches!(effect, Effect::Answer { .. })));
    }

    /// A surface asks for something that concerns the list of accounts.
    fn change_list(
        &mut self,
        token: u32,
        command: AccountsCommand,
        now: Millis,
        effects: &mut Vec<(u32, Effect)>,
    ) {
        let current = self.account_list.current;
        match command {
            AccountsCommand::AddAccount => {
                let number = self.add(now, effects);
                self.switch(number, now, effects);
                effects.push((number, said(token, LocalizedMessage::new("saidAccountAdded"))));
            }
            AccountsCommand::SwitchAccount { account } => {
                self.switch(account, now, effects);
                let name = self.name(account);
                effects.push((account, said(token, LocalizedMessage::new("saidAccountSwitched").with(name))));
            }
            AccountsCommand::RenameAccount { account, label } => {
                self.rename(account, &label, effects);
                effects.push((account, said(token, LocalizedMessage::new("saidSaved"))));
            }
            AccountsCommand::SignOut { account } => {
                let event = Event::Command { token, command: Command::ForgetKey };
                effects.extend(self.one(account, event, now));
            }
            AccountsCommand::SetBadgeAccount { account } => {
                self.account_list.counted = account;
                saved(current, token, effects);
            }
            AccountsCommand::SetSync { on } => {
                self.account_list.synced = on;
                if on {
                    // What another browser left there comes first. Before the answer, which says whether the browser took ours.
                    effects.push((current, Effect::KeepSync));
                    effects.push((current, Effect::ReadSync));
                }
                saved(current, token, effects);
            }
        }
    }

    /// A surface asks an account for something.
    fn command(
        &mut self,
        number: u32,
        token: u32,
        command: Command,
        now: Millis,
        effects: &mut Vec<(u32, Effect)>,
    ) {
        let current = self.account_list.current;
        let event = |command| Event::Command { token, command };
        match command {
            // What a person prefers, they prefer for all. The one in front answers.
            Command::ChangeSettings { .. } | Command::ImportSettings { .. } => {
                for number in self.numbers().into_iter().filter(|number| *number != current) {
                    self.quietly(number, command.clone(), now, effects);
                }
                let told = self.one(current, event(command), now);
                if self.account_list.synced {
                    // Before the answer, which says whether the browser took it.
                    effects.push((current, Effect::SaveSync));
                }
                effects.extend(told);
            }
            Command::Lock => {
                for number in self.numbers() {
                    self.quietly(number, Command::Lock, now, effects);
                }
                let locked = self.states.iter().any(|state| state.live.key == KeyState::Locked);
                effects.push((current, Effect::Answer { token, answer: Answer::locked(locked) }));
            }
            command => effects.extend(self.one(number, event(command), now)),
        }
    }

    /// Takes over what the browser's own sync holds, for all accounts, or leaves ours there when it holds nothing.
    fn synced(&mut self, text: Option<String>, now: Millis, effects: &mut Vec<(u32, Effect)>) {
        match text {
            _ if !self.account_list.synced => {}
            None => effects.push((self.account_list.current, Effect::SaveSync)),
            text => {
                for number in self.numbers() {
                    effects.extend(self.one(number, Event::Synced { text: text.clone() }, now));
                }
            }
        }
    }

    /// Shares out what the browser has only one of: views are those of the account in front, the badge is made of all, and desktop notices
    /// bear the number of theirs.
    fn share(&mut self, effects: Vec<(u32, Effect)>) -> Vec<(u32, Effect)> {
        let current = self.account_list.current;
        let mut shared: Vec<_> = effects
            .into_iter()
            .filter(|(number, effect)| !matches!(effect, Effect::Show(_)) || *number == current)
            .map(|(number, effect)| match effect {
                Effect::ShowNotification(desktop) => {
                    let id = named(number, &desktop.id);
                    (number, Effect::ShowNotification(DesktopNotification { id, ..desktop }))
                }
                effect => (number, effect),
            })
            .collect();
        let badge = self.badge();
        if self.badge.as_ref() != Some(&badge) {
            self.badge = Some(badge.clone());
            shared.push((current, Effect::Badge(badge)));
        }
        let summaries = self.summaries();
        if self.shown != summaries {
            self.shown = summaries;
            shared.push((current, Effect::Show(ViewKey::Accounts)));
        }
        shared
    }
}

/// The account that a command names, if it names one. A panel that still shows another account means that one: its drafts,
/// and what it offers to undo, bear its number.
fn named_by_command(command: &Command) -> Option<u32> {
    match command {
        Command::Post { draft, .. }
        | Command::Reconcile { draft }
        | Command::Edit { draft, .. }
        | Command::Discard { draft } => Some(owner(draft).0),
        Command::Undo { undo } => Some(owner(undo).0),
        // A seed is reviewed under the name of its draft, a tree under an id that is the network's to choose.
        Command::Review { root, .. } if Target::parse(root) == Some(Target::Seed) => Some(owner(root).0),
        _ => None,
    }
}

/// The account that a query names, if it names one.
fn named_by_query(query: &Query) -> Option<u32> {
    match query {
        Query::CheckDraft { draft, .. } => Some(owner(draft).0),
        _ => None,
    }
}

fn account_gone(token: u32) -> Effect {
    Effect::Answer { token, answer: Answer::failed(LocalizedMessage::new("alertAccountGone")) }
}

fn said(token: u32, line: LocalizedMessage) -> Effect {
    Effect::Answer { token, answer: Answer { said: Some(line), ..Answer::default() } }
}

/// The roll changed as the person wanted it.
fn saved(current: u32, token: u32, effects: &mut Vec<(u32, Effect)>) {
    effects.push((current, Effect::SaveAccountList));
    effects.push((current, Effect::Show(ViewKey::Accounts)));
    effects.push((current, said(token, LocalizedMessage::new("saidSaved"))));
}
