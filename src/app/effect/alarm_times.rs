use crate::app::state::State;
use crate::domain::Millis;

/// When the next wake-ups are due: what alarms must say after a step.
pub(crate) struct AlarmTimes {
    pub(super) heartbeat: Millis,
    pub(super) reconcile: Millis,
    pub(super) lock: Millis,
    /// The worker has just started and cannot know which alarms exist.
    pub(crate) fresh: bool,
}

impl AlarmTimes {
    pub(crate) fn of(state: &State) -> Self {
        Self {
            heartbeat: if state.ready() { state.schedule.next_heartbeat } else { 0 },
            reconcile: state.schedule.reconcile_at,
            lock: state.lock.locks_at,
            fresh: false,
        }
    }
}
