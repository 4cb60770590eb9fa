use crate::app::state::State;
use crate::domain::Millis;

/// The times of the alarms after a step; 0 for no alarm.
pub(crate) struct AlarmTimes {
    pub(super) heartbeat: Millis,
    pub(super) reconcile: Millis,
    pub(super) lock: Millis,
    pub(super) snooze: Millis,
    /// Whether the worker has just started and does not know which alarms exist.
    pub(crate) fresh: bool,
}

impl AlarmTimes {
    pub(crate) fn of(state: &State) -> Self {
        Self {
            heartbeat: if state.ready() { state.schedule.next_heartbeat } else { 0 },
            reconcile: state.schedule.reconcile_at,
            lock: state.lock.locks_at,
            snooze: state.snoozed.values().min().copied().unwrap_or(0),
            fresh: false,
        }
    }
}
