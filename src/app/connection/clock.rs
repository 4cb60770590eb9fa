use crate::app::account::lock;
use crate::app::effect::EffectBuilder;
use crate::app::state::{Quota, State};
use crate::domain::Millis;
use crate::protocol::Meta;

/// Takes what headers tell, whatever the body said.
pub(crate) fn headers(state: &mut State, meta: Meta, now: Millis) {
    if let Some(date) = meta.date {
        let clock_skew = date - now;
        // `Date` has whole seconds and the reply took time: less than two seconds is no skew.
        state.clock_skew = if clock_skew.abs() < 2_000 { 0 } else { clock_skew };
    }
    if let (Some(remaining), Some(reset)) = (meta.quota_remaining, meta.quota_reset) {
        state.quota = Some(Quota { remaining, reset: reset - state.clock_skew });
    }
}

/// A clock that was set back would put off everything planned by as much: plans move with it, and so do the moments at which
/// something was sent, and was heard of.
pub(crate) fn set_back(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    let back = state.schedule.seen - now;
    state.schedule.seen = now;
    if back <= 2_000 {
        return;
    }
    // Saved, or the next start would take the same step back once more.
    effects.save = true;
    let schedule = &mut state.schedule;
    for planned in [&mut schedule.next_heartbeat, &mut schedule.wait_until, &mut schedule.reconcile_at] {
        *planned = (*planned - back).max(0);
    }
    lock::set_back(&mut state.lock, back);
    for submission in state.submissions.values_mut() {
        submission.at -= back;
        if submission.sent_at != 0 {
            submission.sent_at -= back;
        }
    }
}
