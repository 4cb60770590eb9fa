//! Adding, renaming and switching accounts.

use crate::app::accounts::{AccountEntry, AccountSummary, Accounts};
use crate::app::effect::Effect;
use crate::app::runtime::{Command, Event, Start};
use crate::app::state::{KeyState, State, VERSION};
use crate::domain::{LocalizedMessage, Millis};

/// The maximum length of the label of an account, in characters.
const LONGEST: usize = 40;

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
