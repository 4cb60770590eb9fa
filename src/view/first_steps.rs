use crate::app::State;
use crate::domain::Millis;
use crate::protocol::Endpoint;
use serde::Serialize;

/// The first steps of a new account.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FirstSteps {
    /// The steps of the network; none where it lists none.
    pub steps: Vec<FirstStep>,
    /// Whether a first post can be prepared.
    pub prepares: bool,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FirstStep {
    /// What it is; remote text.
    pub title: String,
    /// Whether it is done.
    pub done: bool,
}

impl FirstSteps {
    /// Whether the tab *You* has them or can ask for them.
    pub(super) fn may_come(state: &State, now: Millis) -> bool {
        let asks = state.cache.checklist.is_none() && state.missing_until(Endpoint::Onboard, now).is_none();
        Self::of(state, now).is_some() || (asks && state.account.is_some() && state.is_new_account())
    }

    /// The first steps, while nothing is posted: what the network lists as not done, and a first post where it can prepare one.
    pub(super) fn of(state: &State, now: Millis) -> Option<Self> {
        let account = state.account.as_ref().filter(|_| state.is_new_account())?;
        let steps: Vec<FirstStep> = state
            .cache
            .checklist
            .iter()
            .flat_map(|checklist| &checklist.steps)
            .map(|step| FirstStep { title: step.title.clone(), done: step.done })
            .collect();
        let waits = steps.iter().any(|step| !step.done);
        let fresh = account.quick_start.is_some();
        let prepares = fresh || state.missing_until(Endpoint::QuickStart, now).is_none();
        (waits || fresh).then_some(Self { steps, prepares })
    }
}
