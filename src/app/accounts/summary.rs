//! Adding, renaming and switching accounts, and their summaries.

use crate::app::accounts::{AccountEntry, Accounts};
use crate::app::effect::Effect;
use crate::app::runtime::{Command, Event, Start};
use crate::app::state::{ConnectionIssue, KeyState, Pending, SignupState, State, VERSION};
use crate::domain::{LocalizedMessage, Millis};

/// The maximum length of the label of an account, in characters.
const LONGEST: usize = 40;

/// The summary of an account for the list of accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSummary {
    /// Its number.
    pub number: u32,
    /// The label that the person gave it; empty for none.
    pub label: String,
    /// Its name on the network, once it is known.
    pub name: Option<String>,
    /// The last characters of its key, while it has one.
    pub key_tail: Option<String>,
    /// The state of its key.
    pub key: KeyState,
    /// Whether the network refuses its key.
    pub refused: bool,
    /// The count of unread notifications.
    pub unread: u32,
    /// The number of drafts and submissions.
    pub drafts: u32,
    /// Whether it is the current account.
    pub current: bool,
}

impl AccountSummary {
    /// The summary of an account.
    pub(crate) fn of(state: &State, label: &str, current: bool) -> Self {
        let account = state.account.as_ref();
        Self {
            number: state.number,
            label: label.to_owned(),
            name: account.and_then(|account| account.name.clone()),
            key_tail: account.map(|account| account.key_tail.clone()),
            key: state.live.key,
            refused: matches!(state.connection_issue, Some(ConnectionIssue::Refused { .. })),
            unread: state.unread(),
            drafts: state.drafts(),
            current,
        }
    }

    /// The name to show: the label, else the name on the network, else *new account*.
    pub fn called(&self) -> LocalizedMessage {
        match (&self.name, self.label.as_str()) {
            (Some(name), "") => LocalizedMessage::verbatim(name.clone()),
            (None, "") => LocalizedMessage::new("accountNew"),
            (_, label) => LocalizedMessage::verbatim(label),
        }
    }
}

impl State {
    /// The number of drafts and submissions.
    pub fn drafts(&self) -> u32 {
        let plain = self.live.drafts.keys().filter(|draft| !self.submissions.contains_key(*draft)).count();
        u32::try_from(self.submissions.len() + plain).unwrap_or(u32::MAX)
    }

    /// Whether the account holds no data.
    pub(crate) fn is_blank(&self) -> bool {
        let connecting = |pending: &Pending| matches!(pending, Pending::Connect { .. });
        self.account.is_none()
            // A key without an account means that the saved state was damaged.
            && self.live.key == KeyState::None
            && !self.live.pending.values().any(connecting)
            && self.submissions.is_empty()
            && self.live.drafts.is_empty()
            && self.receipts.is_empty()
            && self.undo.is_empty()
            && self.signup == SignupState::default()
            && !self.live.newer
    }
}

impl Accounts {
    /// Adds an account without a key, with the settings of the current one, and starts it.
    pub(crate) fn add(&mut self, now: Millis, effects: &mut Vec<(u32, Effect)>) -> u32 {
        let number = self.account_list.next;
        let known = self.current();
        let start = Start {
            zone_minutes: known.live.zone_minutes,
            entropy: known.jitter.rotate_left(number % 64),
            online: known.live.online,
            key: KeyState::None,
            views_lost: false,
            version: known.live.version.clone(),
        };
        let state = State {
            version: VERSION,
            number,
            seed_draft: 1,
            settings: known.settings.clone(),
            ..State::default()
        };
        self.states.push(state);
        self.account_list.accounts.push(AccountEntry { number, label: String::new() });
        self.account_list.next += 1;
        effects.push((number, Effect::Save));
        effects.extend(self.step_account(number, Event::Start(start), now));
        number
    }

    /// Makes an account the current one and renders its views. The account before it is removed if it holds no data.
    pub(crate) fn switch(&mut self, number: u32, now: Millis, effects: &mut Vec<(u32, Effect)>) {
        let left = self.account_list.current;
        if number == left || self.state(number).is_none() {
            return;
        }
        self.account_list.current = number;
        if self.state(left).is_some_and(State::is_blank) && self.account_list.label(left).is_empty() {
            self.states.retain(|state| state.number != left);
            self.account_list.accounts.retain(|entry| entry.number != left);
            self.account_list.badge_account =
                self.account_list.badge_account.filter(|counted| *counted != left);
            effects.push((left, Effect::SaveAccountList));
            effects.push((left, Effect::DropAccount));
        } else {
            effects.push((number, Effect::SaveAccountList));
        }
        effects.push((number, Effect::DropThreads));
        self.step_without_answer(number, Command::Hello, now, effects);
    }

    /// Sets the label of an account.
    pub(crate) fn rename(&mut self, number: u32, label: &str, effects: &mut Vec<(u32, Effect)>) {
        if let Some(entry) = self.account_list.accounts.iter_mut().find(|entry| entry.number == number) {
            entry.label = label.trim().chars().take(LONGEST).collect();
            effects.push((number, Effect::SaveAccountList));
        }
    }

    /// The summaries of all accounts.
    pub fn summaries(&self) -> Vec<AccountSummary> {
        let current = self.account_list.current;
        let member = |state: &State| {
            AccountSummary::of(state, self.account_list.label(state.number), state.number == current)
        };
        self.states.iter().map(member).collect()
    }

    /// The name of an account.
    pub(crate) fn name(&self, number: u32) -> LocalizedMessage {
        let member = self.summaries().into_iter().find(|member| member.number == number);
        member.map_or_else(|| LocalizedMessage::new("unnamed"), |member| member.called())
    }
}
