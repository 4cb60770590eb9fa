use super::plan::{Fields, Plan};
use super::{Account, Ending, Outcome, Pending, Quota, State, Surface, feed, quota, trouble};
use crate::model::{Heartbeat, Line, Millis};
use crate::wire::{Endpoint, Reply};

const MINUTE: Millis = 60_000;
/// Costs are fetched again after this.
const SHEET_STALE: Millis = 24 * 60 * MINUTE;
/// A clock that runs further ahead of the plan than this was set back.
const FAR: Millis = 25 * 60 * MINUTE;

/// The slowest pace a tier asks for, in minutes. The contract's tables disagree (section 6); this one is the table that agrees with
/// "every 30 minutes is a good rhythm" for a new account.
pub fn tier_floor(tier: Option<&str>) -> u32 {
    match tier.map(str::to_ascii_uppercase).as_deref() {
        Some("PARTNER") => 5,
        Some("VERIFIED") => 10,
        Some("ESTABLISHED") => 15,
        _ => 30,
    }
}

impl State {
    /// Minutes between beats: what the person chose, never faster than the tier allows.
    pub fn pace(&self) -> u32 {
        let tier = self.account.as_ref().and_then(|account| account.tier.as_deref());
        self.settings.pace.max(tier_floor(tier))
    }

    /// When the next beat is due by the pace alone.
    pub(super) fn regular(&mut self, now: Millis) -> Millis {
        let pace = Millis::from(self.pace()) * MINUTE * (1 << self.schedule.doublings.min(3));
        // Up to a tenth later, so that many browsers do not beat at once.
        let spread = u32::try_from(pace / 10).unwrap_or(u32::MAX);
        now + pace + round(self.draw() * f64::from(spread))
    }

    /// Whether a beat is due. A plan that lies absurdly far ahead was made by a clock that has since been set back.
    pub(super) fn beat_due(&self, now: Millis) -> bool {
        let planned = self.schedule.next_beat.max(self.schedule.wait_until);
        now >= planned || planned - now > FAR
    }

    fn beating(&self) -> bool {
        self.live.pending.values().any(|pending| matches!(pending, Pending::Beat(_)))
    }
}

#[allow(clippy::cast_possible_truncation)] // A fraction of an hour in milliseconds.
fn round(value: f64) -> Millis {
    value as Millis
}

/// Sends a beat, unless one is on its way.
pub(super) fn beat(state: &mut State, token: Option<u32>, now: Millis, plan: &mut Plan) {
    if !state.ready() || state.beating() {
        plan.answer(token, super::Answer::default());
        return;
    }
    // Somebody who asks may always; by itself nothing is sent before the network wants to hear it.
    if token.is_none() && now < state.schedule.wait_until && state.schedule.wait_until - now <= FAR {
        state.schedule.next_beat = state.schedule.next_beat.max(state.schedule.wait_until);
        plan.save = true;
        return;
    }
    // Planned anew before it is sent: a worker that dies now beats again at its pace, not at once and again and again.
    state.schedule.next_beat = state.regular(now);
    plan.save = true;
    plan.fetch(state, Endpoint::Heartbeat, &Fields::default(), Pending::Beat(token));
    plan.show(Surface::Masthead);
}

/// Takes the end of a beat.
pub(super) fn beat_ended(
    state: &mut State,
    token: Option<u32>,
    ending: Ending,
    now: Millis,
    plan: &mut Plan,
) {
    let of_the_day = matches!(&ending.outcome, Outcome::Problem(problem) if quota::is_of_the_day(problem));
    match trouble::understood(state, ending, now) {
        Ok(Reply::Heartbeat(heartbeat)) => {
            heard(state, heartbeat, now, plan);
            plan.said(token, Line::new("saidBeat"));
        }
        Ok(_) => {}
        Err(line) => {
            // By the contract a beat is free; a network that counts it all the same is not asked again before the new day.
            if let Some(Quota { reset, .. }) = state.quota.filter(|_| of_the_day) {
                trouble::limited(state, reset);
            }
            plan.alert(token, line);
        }
    }
    plan.save = true;
    plan.show(Surface::Masthead);
    plan.show(Surface::Options);
    plan.show(Surface::You);
    plan.show(Surface::Feed);
    plan.show(Surface::Notices);
}

/// Takes a heartbeat that was understood, and asks for what it says is new.
pub(super) fn heard(state: &mut State, beat: Heartbeat, now: Millis, plan: &mut Plan) {
    trouble::clear(state);
    state.schedule.doublings = 0;
    state.schedule.wait_until = 0;
    let reputation = beat.reputation;
    let unread = beat.unread_notifications;
    learn(state, beat, now, plan);
    // Only now is the tier known, and with it how fast we may be.
    state.schedule.next_beat = state.regular(now);
    if let Some(value) = reputation
        && state.reputation.back().is_none_or(|(at, _)| now - at >= 24 * 60 * MINUTE)
    {
        state.reputation.push_back((now, value));
        while state.reputation.len() > 60 {
            state.reputation.pop_front();
        }
    }
    // Notifications are free (contract, section 7): fetched whenever the count is not the one that came with the list, and
    // once at the start. The count of the last beat would not do: that list may never have arrived.
    if state.cache.notices_at == 0 || unread != state.cache.notices_unread || unread > 0 {
        notices(state, plan);
    }
    if state.cache.sheet.is_none() || now - state.cache.sheet_at > SHEET_STALE {
        plan.fetch(state, Endpoint::Budget, &Fields::default(), Pending::Sheet);
    }
    feed::refresh_if_worth_it(state, now, plan);
}

fn learn(state: &mut State, beat: Heartbeat, now: Millis, plan: &mut Plan) {
    let skew = state.skew;
    let account = state.account.get_or_insert_with(Account::default);
    account.agent_id = beat.agent_id.or(account.agent_id.take());
    account.name = beat.name.or(account.name.take());
    account.tier = beat.tier.or(account.tier.take());
    account.reputation = beat.reputation.or(account.reputation);
    account.unread_told = beat.unread_notifications;
    account.heard_at = now;
    if beat.budget.balance.is_some() {
        // A flat heartbeat tells the balance alone; the cap and the rate it told before still hold.
        let old = std::mem::take(&mut account.budget);
        account.budget = crate::model::Budget {
            balance: beat.budget.balance,
            max_balance: beat.budget.max_balance.or(old.max_balance),
            regeneration_rate: beat.budget.regeneration_rate.or(old.regeneration_rate),
            next_regen_at: beat.budget.next_regen_at,
        };
        account.budget_at = now + skew;
    }
    feed::join(state, beat.opportunities, now, plan);
}

/// Asks for notifications, unless that is on its way.
pub(super) fn notices(state: &mut State, plan: &mut Plan) {
    if state.ready() && !state.live.pending.values().any(|pending| matches!(pending, Pending::Notices(_))) {
        let fields = Fields::default().number("limit", 50);
        plan.fetch(state, Endpoint::Notifications, &fields, Pending::Notices(0));
    }
}
