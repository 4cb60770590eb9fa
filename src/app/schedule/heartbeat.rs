use crate::app::connection::{connection_issue, quota};
use crate::app::effect::{Answer, EffectBuilder, RequestFields, ViewKey};
use crate::app::effect::{Outcome, RequestResult};
use crate::app::notifications::{notifications, saved_searches};
use crate::app::reading::feed;
use crate::app::state::{Account, ConnectionIssue, Pending, Quota, State};
use crate::domain::{ApiErrorKind, Heartbeat, LocalizedMessage, Millis};
use crate::protocol::{Endpoint, Reply};

const MINUTE: Millis = 60_000;

/// Costs are fetched again after this.
const COSTS_MAX_AGE: Millis = 24 * 60 * MINUTE;

/// When the plan lies further ahead of the clock than this, the clock was set back.
const MAX_PLAN_AHEAD: Millis = 25 * 60 * MINUTE;

/// The shortest interval between heartbeats that a tier allows, in minutes. The contract's tables disagree (section 6); this one is the table that agrees with
/// "every 30 minutes is a good rhythm" for a new account.
pub fn min_interval(tier: Option<&str>) -> u32 {
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
        self.settings.pace.max(min_interval(tier))
    }

    /// When the next beat is due by the pace alone.
    pub(crate) fn next_regular_heartbeat(&mut self, now: Millis) -> Millis {
        let pace = Millis::from(self.pace()) * MINUTE * (1 << self.schedule.doublings.min(3));
        // Up to a tenth later, so that many browsers do not beat at once.
        let spread = u32::try_from(pace / 10).unwrap_or(u32::MAX);
        now + pace + round(self.draw() * f64::from(spread))
    }

    /// Whether a beat is due. A plan that lies absurdly far ahead was made by a clock that has since been set back.
    pub(crate) fn heartbeat_due(&self, now: Millis) -> bool {
        let planned = self.schedule.next_heartbeat.max(self.schedule.wait_until);
        now >= planned || planned - now > MAX_PLAN_AHEAD
    }

    fn heartbeat_in_flight(&self) -> bool {
        self.live.pending.values().any(|pending| matches!(pending, Pending::Heartbeat(_)))
    }
}

#[allow(clippy::cast_possible_truncation)] // A fraction of an hour in milliseconds.
fn round(value: f64) -> Millis {
    value as Millis
}

/// Sends a beat, unless one is on its way.
pub(crate) fn send(state: &mut State, token: Option<u32>, now: Millis, effects: &mut EffectBuilder) {
    if !state.ready() || state.heartbeat_in_flight() {
        effects.answer(token, Answer::default());
        return;
    }
    // Somebody who asks may always; by itself nothing is sent before the network wants to hear it.
    if token.is_none() && now < state.schedule.wait_until && state.schedule.wait_until - now <= MAX_PLAN_AHEAD
    {
        state.schedule.next_heartbeat = state.schedule.next_heartbeat.max(state.schedule.wait_until);
        effects.save = true;
        return;
    }
    // Planned anew before it is sent: a worker that dies now beats again at its pace, not at once and again and again.
    state.schedule.next_heartbeat = state.next_regular_heartbeat(now);
    effects.save = true;
    effects.fetch(state, Endpoint::Heartbeat, &RequestFields::default(), Pending::Heartbeat(token));
    effects.show(ViewKey::Header);
}

/// Takes the end of a beat.
pub(crate) fn heartbeat_ended(
    state: &mut State,
    token: Option<u32>,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let refused = connection_issue::other_refusal(&result.outcome);
    let not_active =
        matches!(&result.outcome, Outcome::ApiError(problem) if problem.kind == ApiErrorKind::Terms);
    let of_the_day = matches!(&result.outcome, Outcome::ApiError(problem) if quota::is_of_the_day(problem));
    match connection_issue::accept_reply(state, result, now) {
        Ok(Reply::Heartbeat(heartbeat)) => {
            apply_heartbeat(state, heartbeat, now, effects);
            effects.said(token, LocalizedMessage::new("saidUpdated"));
        }
        Ok(_) => {}
        Err(line) => {
            // By the contract a beat is free; a network that counts it all the same is not asked again before the new day.
            if let Some(Quota { reset, .. }) = state.quota.filter(|_| of_the_day) {
                connection_issue::wait_until(state, reset);
            }
            if let Some(code) = refused {
                state.connection_issue = Some(ConnectionIssue::HeartbeatRefused { code });
            }
            // The profile of an account that may do nothing else tells why.
            if not_active {
                effects.fetch(state, Endpoint::Profile, &RequestFields::default(), Pending::Profile);
            }
            effects.alert(token, line);
        }
    }
    effects.save = true;
    effects.show(ViewKey::Header);
    effects.show(ViewKey::Options);
    effects.show(ViewKey::You);
    effects.show(ViewKey::Feed);
    effects.show(ViewKey::Notifications);
}

/// Takes a heartbeat that was understood, and asks for what it says is new.
pub(crate) fn apply_heartbeat(
    state: &mut State,
    heartbeat: Heartbeat,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    connection_issue::clear(state);
    state.schedule.doublings = 0;
    state.schedule.wait_until = 0;
    let reputation = heartbeat.reputation;
    let account_status = heartbeat.account_status.clone();
    let arrivals = heartbeat.recent_arrivals;
    let unread = heartbeat.unread_notifications;
    update_account(state, heartbeat, now, effects);
    saved_searches::run(state, now, effects);
    if let Some(account) = state.account.as_mut() {
        account.drop_settled_claim(account_status.as_deref());
    }
    notifications::accounts_arrived(state, arrivals.unwrap_or_default(), now, effects);
    // A network that answers the heartbeat and tells no state has an account that is active.
    connection_issue::take_account_status(state, account_status.as_deref().unwrap_or("ACTIVE"));
    // Only now is the tier known, and with it how fast we may be.
    state.schedule.next_heartbeat = state.next_regular_heartbeat(now);
    if let Some(value) = reputation
        && state.reputation.back().is_none_or(|(at, _)| now - at >= 24 * 60 * MINUTE)
    {
        state.reputation.push_back((now, value));
        while state.reputation.len() > 90 {
            state.reputation.pop_front();
        }
    }
    let balance = state.account.as_ref().and_then(|account| account.budget.balance);
    state.day_mut(now).see_budget(balance);
    // Notifications are free (contract, section 7): fetched once at the start, and whenever the count is not told, is not 0 or is not the
    // one that came with the list. The count of the last heartbeat would not do: that list may never have arrived.
    let nothing_new = unread == Some(0) && state.cache.notifications_unread == 0;
    if state.cache.notifications_at == 0 || !nothing_new {
        fetch_notifications(state, effects);
    }
    if state.cache.budget_details.is_none() || now - state.cache.budget_details_at > COSTS_MAX_AGE {
        effects.fetch(state, Endpoint::Budget, &RequestFields::default(), Pending::BudgetDetails);
    }
    feed::refresh_if_worth_it(state, now, effects);
}

fn update_account(state: &mut State, heartbeat: Heartbeat, now: Millis, effects: &mut EffectBuilder) {
    let clock_skew = state.clock_skew;
    let account = state.account.get_or_insert_with(Account::default);
    account.agent_id = heartbeat.agent_id.or(account.agent_id.take());
    account.name = heartbeat.name.or(account.name.take());
    account.tier = heartbeat.tier.or(account.tier.take());
    account.reputation = heartbeat.reputation.or(account.reputation);
    account.unread_reported = heartbeat.unread_notifications.unwrap_or(account.unread_reported);
    account.heartbeat_at = now;
    account.deregistering = false;
    if heartbeat.budget.balance.is_some() {
        // A flat heartbeat tells the balance alone; the cap and the rate it told before still hold.
        let old = std::mem::take(&mut account.budget);
        account.budget = crate::domain::Budget {
            balance: heartbeat.budget.balance,
            max_balance: heartbeat.budget.max_balance.or(old.max_balance),
            regeneration_rate: heartbeat.budget.regeneration_rate.or(old.regeneration_rate),
            next_regen_at: heartbeat.budget.next_regen_at,
        };
        account.budget_at = now + clock_skew;
    }
    if let Some(limits) = heartbeat.rate_limits {
        let midnight = || quota::midnight(now + clock_skew);
        let reset = limits.reset_at.unwrap_or_else(midnight) - clock_skew;
        state.quota = Some(Quota { remaining: limits.remaining, reset });
    }
    feed::join(state, heartbeat.opportunities, now, effects);
}

/// Asks for notifications, unless that is on its way.
pub(crate) fn fetch_notifications(state: &mut State, effects: &mut EffectBuilder) {
    if state.ready()
        && !state.live.pending.values().any(|pending| matches!(pending, Pending::Notifications(_)))
    {
        let fields = RequestFields::default().number("limit", 50);
        effects.fetch(state, Endpoint::Notifications, &fields, Pending::Notifications(0));
    }
}

/// A surface looks at what there is: catch up with what is due, and fetch what is missing.
pub(crate) fn panel_opened(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    if now - state.cache.last_viewed.0 > 5 * MINUTE {
        state.cache.last_viewed = (now, state.cache.last_viewed.0);
        effects.save_cache = true;
    }
    if state.ready() {
        if state.heartbeat_due(now) {
            send(state, None, now, effects);
        } else if !matches!(
            state.connection_issue,
            Some(ConnectionIssue::Limited { .. } | ConnectionIssue::Refused { .. })
        ) {
            feed::refresh_if_worth_it(state, now, effects);
        }
    } else if state.account.is_none() && state.live.online && now - state.cache.feed_at > feed::STALE {
        feed::fetch(state, None, effects);
    }
}
