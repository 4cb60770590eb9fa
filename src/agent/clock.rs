use super::plan::Plan;
use super::{Quota, State};
use crate::model::Millis;
use crate::wire::Meta;

/// Takes what headers tell, whatever the body said.
pub(super) fn headers(state: &mut State, meta: Meta, now: Millis) {
    if let Some(date) = meta.date {
        let skew = date - now;
        // `Date` has whole seconds and the reply took time: less than two seconds is no skew.
        state.skew = if skew.abs() < 2_000 { 0 } else { skew };
    }
    if let (Some(remaining), Some(reset)) = (meta.quota_remaining, meta.quota_reset) {
        state.quota = Some(Quota { remaining, reset: reset - state.skew });
    }
}

/// A clock that was set back would put off everything planned by as much: plans move with it, and so do the moments at which
/// something was sent, and was heard of.
pub(super) fn set_back(state: &mut State, now: Millis, plan: &mut Plan) {
    let back = state.schedule.seen - now;
    state.schedule.seen = now;
    if back <= 2_000 {
        return;
    }
    // Saved, or the next start would take the same step back once more.
    plan.save = true;
    let schedule = &mut state.schedule;
    for planned in [&mut schedule.next_beat, &mut schedule.wait_until, &mut schedule.settle_at] {
        *planned = (*planned - back).max(0);
    }
    super::lock::set_back(&mut state.lock, back);
    for slip in state.slips.values_mut() {
        slip.at -= back;
        if slip.sent_at != 0 {
            slip.sent_at -= back;
        }
    }
}
