use crate::app::accounts::{AccountList, AccountSummary};
use crate::app::effect::{Answer, Badge, DesktopNotification, Effect, ViewKey};
use crate::app::runtime::step;
use crate::app::runtime::{AccountsCommand, Command, Event, Query};
use crate::app::state::draft_id::{account_key, split_account_key};
use crate::app::state::{DraftTarget, KeyState, State, VERSION};
use crate::domain::{LocalizedMessage, Millis};

/// The accounts of this browser: a [`State`] for each, and which of them is the current one.
///
/// [`step`] handles the events of one account. This type selects the account of an event, and handles what the accounts share: the list, the
/// badge, the views and the settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Accounts {
    /// The list of accounts, as it is saved.
    pub account_list: AccountList,
    /// Whether the last save of the list failed.
    pub account_list_unsaved: bool,
    /// One state for each entry of the list, in its order; never empty.
    pub(super) states: Vec<State>,
    /// The badge that was set last.
    badge: Option<Badge>,
    /// The summaries that were rendered last.
    shown: Vec<AccountSummary>,
}

impl Default for Accounts {
    fn default() -> Self {
        Self::new(AccountList::default(), vec![State { version: VERSION, seed_draft: 1, ..State::default() }])
    }
}

impl Accounts {
    /// Creates the accounts from a list and its states, one for each entry.
    pub fn new(account_list: AccountList, states: Vec<State>) -> Self {
        Self { account_list, account_list_unsaved: false, states, badge: None, shown: Vec::new() }
    }

    /// The current account.
    pub fn current(&self) -> &State {
        self.state(self.account_list.current).unwrap_or(&self.states[0])
    }

    /// The account with this number.
    pub fn state(&self, number: u32) -> Option<&State> {
        self.states.iter().find(|state| state.number == number)
    }

    /// The numbers of all accounts.
    pub fn numbers(&self) -> Vec<u32> {
        self.states.iter().map(|state| state.number).collect()
    }

    /// The account of a command: the one that it names, else the one that its surface shows (`at`), else the current one. `None` when that
    /// account was removed.
    fn account_of_command(&self, at: Option<u32>, command: &Command) -> Option<u32> {
        self.named_or_current(named_by_command(command).or(at)).map(|state| state.number)
    }

    /// The account of a query, by the same rule.
    pub fn account_of_query(&self, at: Option<u32>, query: &Query) -> Option<&State> {
        self.named_or_current(named_by_query(query).or(at))
    }

    fn named_or_current(&self, number: Option<u32>) -> Option<&State> {
        number.map_or(Some(self.current()), |number| self.state(number))
    }

    /// Handles an event. `at` is the account that it concerns, if that is known, or the one that the surface shows. Each effect is returned
    /// with the number of its account.
    pub fn step(&mut self, at: Option<u32>, event: Event, now: Millis) -> Vec<(u32, Effect)> {
        let current = self.account_list.current;
        let mut effects = Vec::new();
        // A failed save of the list is tried again with the next event, except with the result of a save.
        let again = self.account_list_unsaved
            && !matches!(event, Event::AccountListSaved { .. } | Event::Saved | Event::SaveFailed);
        match event {
            Event::Online => {
                for number in self.numbers() {
                    effects.extend(self.step_account(number, Event::Online, now));
                }
            }
            Event::Offline => {
                for number in self.numbers() {
                    effects.extend(self.step_account(number, Event::Offline, now));
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
            Event::DraftStored { ref draft, .. } | Event::DraftCleared { ref draft, .. } => {
                let number = split_account_key(draft).0;
                effects = self.step_account(number, event, now);
            }
            Event::NotificationClicked { id } => {
                let (number, id) = split_account_key(&id);
                self.switch(number, now, &mut effects);
                effects.extend(self.step_account(
                    number,
                    Event::NotificationClicked { id: id.to_owned() },
                    now,
                ));
            }
            Event::WorkerStarted(starts) => {
                for (number, start) in starts {
                    effects.extend(self.step_account(number, Event::Start(start), now));
                }
                // All alarms are set before other effects, so that no account loses its alarm if the worker stops over another's effects.
                effects.sort_by_key(|(_, effect)| !matches!(effect, Effect::Alarm { .. }));
                if self.account_list.synced {
                    effects.push((current, Effect::ReadSync));
                }
            }
            Event::AccountListSaved { ok } => {
                self.account_list_unsaved = !ok;
                if !ok {
                    effects = self.step_account(current, Event::SaveFailed, now);
                }
            }
            event => effects = self.step_account(at.unwrap_or(current), event, now),
        }
        if again && !effects.iter().any(|(_, effect)| *effect == Effect::SaveAccountList) {
            effects.push((current, Effect::SaveAccountList));
        }
        self.finish_effects(effects)
    }

    /// Handles an event of one account.
    pub(super) fn step_account(&mut self, number: u32, event: Event, now: Millis) -> Vec<(u32, Effect)> {
        let Some(state) = self.states.iter_mut().find(|state| state.number == number) else {
            return Vec::new();
        };
        step(state, event, now).into_iter().map(|effect| (number, effect)).collect()
    }

    /// Handles a command without an answer.
    pub(super) fn step_without_answer(
        &mut self,
        number: u32,
        command: Command,
        now: Millis,
        effects: &mut Vec<(u32, Effect)>,
    ) {
        let step_effects = self.step_account(number, Event::Command { token: 0, command }, now).into_iter();
        effects.extend(step_effects.filter(|(_, effect)| !matches!(effect, Effect::Answer { .. })));
    }

    /// Handles a command for the list of accounts.
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
                effects.extend(self.step_account(account, event, now));
            }
            AccountsCommand::SetBadgeAccount { account } => {
                self.account_list.badge_account = account;
                saved(current, token, effects);
            }
            AccountsCommand::ClearCaches => {
                for state in &mut self.states {
                    state.cache.forget();
                    effects.push((state.number, Effect::SaveCache));
                }
                self.step_without_answer(current, Command::Hello, now, effects);
                effects.push((current, said(token, LocalizedMessage::new("saidCachesCleared"))));
            }
            AccountsCommand::SetSync { on } => {
                self.account_list.synced = on;
                if on {
                    // Settings of another browser take precedence. The effects come before the answer, which reports a failed save.
                    effects.push((current, Effect::SaveSyncIfAbsent));
                    effects.push((current, Effect::ReadSync));
                }
                saved(current, token, effects);
            }
        }
    }

    /// Handles a command for an account.
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
            // Settings apply to all accounts. The current one answers.
            Command::ChangeSettings { .. } | Command::ImportSettings { .. } => {
                for number in self.numbers().into_iter().filter(|number| *number != current) {
                    self.step_without_answer(number, command.clone(), now, effects);
                }
                let step_effects = self.step_account(current, event(command), now);
                if self.account_list.synced {
                    // The save comes before the answer, which reports whether it failed.
                    effects.push((current, Effect::SaveSync));
                }
                effects.extend(step_effects);
            }
            Command::Lock => {
                for number in self.numbers() {
                    self.step_without_answer(number, Command::Lock, now, effects);
                }
                let locked = self.states.iter().any(|state| state.live.key == KeyState::Locked);
                effects.push((current, Effect::Answer { token, answer: Answer::locked(locked) }));
            }
            command => effects.extend(self.step_account(number, event(command), now)),
        }
    }

    /// Applies the synced settings to all accounts, or stores those of this browser if there are none.
    fn synced(&mut self, text: Option<String>, now: Millis, effects: &mut Vec<(u32, Effect)>) {
        match text {
            _ if !self.account_list.synced => {}
            None => effects.push((self.account_list.current, Effect::SaveSync)),
            text => {
                for number in self.numbers() {
                    effects.extend(self.step_account(number, Event::Synced { text: text.clone() }, now));
                }
            }
        }
    }

    /// Completes the effects: only views of the current account are rendered, the badge is made of all accounts, and the ids of desktop
    /// notifications get the number of their account.
    fn finish_effects(&mut self, effects: Vec<(u32, Effect)>) -> Vec<(u32, Effect)> {
        let current = self.account_list.current;
        let mut shared: Vec<_> = effects
            .into_iter()
            .filter(|(number, effect)| !matches!(effect, Effect::Show(_)) || *number == current)
            .map(|(number, effect)| match effect {
                Effect::ShowNotification(desktop) => {
                    let id = account_key(number, &desktop.id);
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

/// The account that a command names, if it names one. A panel may still show another account, whose number is in the ids of its drafts and
/// undo tokens.
fn named_by_command(command: &Command) -> Option<u32> {
    match command {
        Command::Post { draft, .. }
        | Command::Reconcile { draft }
        | Command::Edit { draft, .. }
        | Command::Discard { draft, .. } => Some(split_account_key(draft).0),
        Command::Undo { undo } => Some(split_account_key(undo).0),
        // The review of a seed is kept under the id of its draft, that of a tree under an id of the network.
        Command::Review { root, .. } if DraftTarget::parse(root) == Some(DraftTarget::Seed) => {
            Some(split_account_key(root).0)
        }
        _ => None,
    }
}

/// The account that a query names, if it names one.
fn named_by_query(query: &Query) -> Option<u32> {
    match query {
        Query::CheckDraft { draft, .. } => Some(split_account_key(draft).0),
        _ => None,
    }
}

fn account_gone(token: u32) -> Effect {
    Effect::Answer { token, answer: Answer::failed(LocalizedMessage::new("alertAccountGone")) }
}

fn said(token: u32, line: LocalizedMessage) -> Effect {
    Effect::Answer { token, answer: Answer { said: Some(line), ..Answer::default() } }
}

/// Saves the list of accounts after a change, and answers.
fn saved(current: u32, token: u32, effects: &mut Vec<(u32, Effect)>) {
    effects.push((current, Effect::SaveAccountList));
    effects.push((current, Effect::Show(ViewKey::Accounts)));
    effects.push((current, said(token, LocalizedMessage::new("saidSaved"))));
}
