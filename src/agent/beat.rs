use super::plan::{Fields, Plan};
use super::{Account, Ending, Outcome, Pending, Quota, Silence, State, Surface, Trouble, sentence, settle};
use crate::model::{Heartbeat, Line, Millis, Opportunity, Problem, ProblemKind};
use crate::wire::{Endpoint, Meta, Reply};

const MINUTE: Millis = 60_000;
/// Opportunities older than this are fetched again when somebody looks.
const FEED_STALE: Millis = 30 * MINUTE;
/// Opportunities kept at most.
const MOST_FEED: usize = 2_000;
/// Calls of the day's quota that are left to the person: nothing is refreshed by itself with fewer.
const SPARE: u32 = 20;
/// Costs are fetched again after this.
const SHEET_STALE: Millis = 24 * 60 * MINUTE;
/// Waits after failures of the server, in seconds, before the pace takes over (contract, section 7).
const BACKOFF: [Millis; 4] = [5, 10, 20, 40];
/// The code that says that the day's quota is used up (contract, section 7).
const DAY: &str = "RATE_003";
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

    fn regular(&mut self, now: Millis) -> Millis {
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

    /// Calls left of the day's quota; as many as can be when nothing was told, or a new day has begun.
    pub(super) fn quota_left(&self, now: Millis) -> u32 {
        self.quota.filter(|quota| now < quota.reset).map_or(u32::MAX, |quota| quota.remaining)
    }

    fn beating(&self) -> bool {
        self.live.pending.values().any(|pending| matches!(pending, Pending::Beat(_)))
    }
}

/// The end of a day by UTC, when quotas start anew (contract, section 7).
fn midnight(there: Millis) -> Millis {
    const DAY: Millis = 24 * 60 * MINUTE;
    (there.div_euclid(DAY) + 1) * DAY
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

/// The reply, or what stood in its way: learnt from, and said in a sentence.
pub(super) fn understood(state: &mut State, ending: Ending, now: Millis) -> Result<Reply, Line> {
    match ending.outcome {
        Outcome::Reply(reply) => Ok(*reply),
        Outcome::Problem(problem) => Err(trouble(state, &problem, ending.meta, now)),
        Outcome::Silence(silence) => Err(silent(state, silence, now)),
    }
}

/// Takes the end of a beat.
pub(super) fn beat_ended(
    state: &mut State,
    token: Option<u32>,
    ending: Ending,
    now: Millis,
    plan: &mut Plan,
) {
    let of_the_day = matches!(&ending.outcome, Outcome::Problem(problem) if is_of_the_day(problem));
    match understood(state, ending, now) {
        Ok(Reply::Heartbeat(heartbeat)) => {
            heard(state, heartbeat, now, plan);
            plan.said(token, Line::new("saidBeat"));
        }
        Ok(_) => {}
        Err(line) => {
            // By the contract a beat is free; a network that counts it all the same is not asked again before the new day.
            if let Some(Quota { reset, .. }) = state.quota.filter(|_| of_the_day) {
                limited(state, reset);
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
    clear_trouble(state);
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
    feed_if_worth_it(state, now, plan);
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
    join_feed(state, beat.opportunities, now, plan);
}

/// Asks for notifications, unless that is on its way.
pub(super) fn notices(state: &mut State, plan: &mut Plan) {
    if state.ready() && !state.live.pending.values().any(|pending| matches!(pending, Pending::Notices(_))) {
        let fields = Fields::default().number("limit", 50);
        plan.fetch(state, Endpoint::Notifications, &fields, Pending::Notices(0));
    }
}

/// Discovery counts against the day's quota (contract, section 7): fetched when nothing is there, or when what is there is old,
/// somebody has looked since, and enough of the day is left.
fn feed_if_worth_it(state: &mut State, now: Millis, plan: &mut Plan) {
    let old = now - state.cache.feed_at > FEED_STALE;
    let looked = state.cache.looked.0 >= state.cache.feed_at;
    let left = state.quota_left(now);
    let missing = state.cache.feed_at == 0 || state.cache.sample;
    if (missing && left > 0) || (old && looked && left >= SPARE) {
        feed(state, None, plan);
    }
}

/// Asks for opportunities, or for the sample anyone may read.
pub(super) fn feed(state: &mut State, token: Option<u32>, plan: &mut Plan) {
    if state.live.pending.values().any(|pending| matches!(pending, Pending::Feed(_))) {
        plan.answer(token, super::Answer::default());
        return;
    }
    let endpoint = if state.ready() { Endpoint::Opportunities } else { Endpoint::Sample };
    let fields = Fields::default().number("limit", 20);
    plan.fetch(state, endpoint, &fields, Pending::Feed(token));
}

/// A surface looks at what there is: catch up with what is due, and fetch what is missing.
pub(super) fn looked(state: &mut State, now: Millis, plan: &mut Plan) {
    if now - state.cache.looked.0 > 5 * MINUTE {
        state.cache.looked = (now, state.cache.looked.0);
        plan.save_cache = true;
    }
    if state.ready() {
        if state.beat_due(now) {
            beat(state, None, now, plan);
        } else if !matches!(state.trouble, Some(Trouble::Limited { .. } | Trouble::Refused { .. })) {
            feed_if_worth_it(state, now, plan);
        }
    } else if state.account.is_none() && state.live.online && now - state.cache.feed_at > FEED_STALE {
        feed(state, None, plan);
    }
}

/// Takes the end of a request for opportunities.
pub(super) fn feed_ended(
    state: &mut State,
    token: Option<u32>,
    ending: Ending,
    now: Millis,
    plan: &mut Plan,
) {
    match understood(state, ending, now) {
        Ok(Reply::Opportunities(page)) => {
            let sample = state.account.is_none();
            if sample {
                state.trouble = None;
            }
            take_feed(state, page.opportunities, sample, now, plan);
            plan.said(token, Line::new("saidRefreshed"));
        }
        Ok(_) => {}
        Err(line) => plan.alert(token, line),
    }
    plan.save = true;
    plan.show(Surface::Feed);
    plan.show(Surface::Masthead);
}

/// A beat brings a few fresh opportunities. They join the list that was fetched and do not stand for it.
fn join_feed(state: &mut State, fresh: Vec<Opportunity>, now: Millis, plan: &mut Plan) {
    if state.cache.feed_at == 0 || state.cache.sample {
        return;
    }
    for item in fresh {
        let known = state.cache.feed.iter().any(|other| other.node_id == item.node_id);
        if !known && state.cache.feed.len() < MOST_FEED {
            state.cache.came.insert(item.node_id.clone(), now);
            state.cache.feed.push(item);
            plan.save_cache = true;
            plan.show(Surface::Feed);
        }
    }
}

fn take_feed(state: &mut State, items: Vec<Opportunity>, sample: bool, now: Millis, plan: &mut Plan) {
    for item in &items {
        state.cache.came.get_or_insert_with(item.node_id.clone(), || now);
        if let Some(title) = &item.title {
            state.cache.titles.insert(item.node_id.clone(), title.clone());
        }
    }
    let kept: crate::model::Set<&str> = items.iter().map(|item| item.node_id.as_str()).collect();
    state.cache.came.retain(|node, _| kept.contains(node.as_str()));
    state.cache.feed = items;
    state.cache.feed_at = now;
    state.cache.sample = sample;
    plan.save_cache = true;
    plan.show(Surface::Feed);
}

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

/// A clock that was set back would put off everything planned by as much: plans move with it, and so does the moment at which
/// something was sent.
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
    for slip in state.slips.values_mut().filter(|slip| slip.sent_at != 0) {
        slip.sent_at -= back;
    }
}

/// The network answered as it should: nothing stands in the way any more. How long it asked to wait before the next beat is for a
/// beat to end.
pub(super) fn clear_trouble(state: &mut State) {
    state.trouble = None;
    state.schedule.failures = 0;
}

/// Whether a refusal means the day's quota, which leaves free calls free, rather than all calls.
pub(super) fn is_of_the_day(problem: &Problem) -> bool {
    problem.code.eq_ignore_ascii_case(DAY)
}

/// Learns from a problem what stands in the way, plans the next beat, and says it in a sentence.
pub(super) fn trouble(state: &mut State, problem: &Problem, meta: Meta, now: Millis) -> Line {
    let wait_ms = sentence::wait(problem, &meta);
    match problem.kind {
        ProblemKind::Auth => {
            state.trouble = Some(Trouble::Refused { code: problem.code.clone() });
            if let Some(account) = state.account.as_mut() {
                account.key_at = now;
            }
            Line::new("alertAuth").with(problem.code.as_str())
        }
        ProblemKind::Terms => {
            state.trouble = Some(Trouble::Terms);
            Line::new("alertTerms")
        }
        ProblemKind::Rate if !is_of_the_day(problem) => {
            state.schedule.doublings = (state.schedule.doublings + 1).min(3);
            let regular = state.regular(now);
            let until = wait_ms.map_or(regular, |wait| now + wait);
            state.schedule.next_beat = regular;
            limited(state, until);
            Line::new("alertRate").at(until)
        }
        // The day's quota is used up. What does not count against it goes on: the heartbeat above all.
        ProblemKind::Rate => {
            let until = wait_ms.map_or_else(|| midnight(now + state.skew) - state.skew, |wait| now + wait);
            state.quota = Some(Quota { remaining: 0, reset: until });
            Line::new("alertQuota").at(until)
        }
        ProblemKind::Server => {
            let line = Line::new("alertServer").with(problem.code.as_str());
            state.trouble = Some(Trouble::Server { code: problem.code.clone() });
            back_off(state, wait_ms, now);
            line
        }
        ProblemKind::Shape => {
            let known = state.account.as_ref().is_some_and(|account| account.heard_at > 0);
            state.trouble = Some(if known { Trouble::Captive } else { Trouble::Foreign });
            back_off(state, wait_ms, now);
            Line::new(if known { "alertCaptive" } else { "alertShape" })
        }
        _ => sentence::of_refusal(problem),
    }
}

/// The network asked us to wait: no beat by itself before then, and the toolbar says so.
fn limited(state: &mut State, until: Millis) {
    state.schedule.wait_until = until;
    state.schedule.next_beat = state.schedule.next_beat.max(until);
    state.trouble = Some(Trouble::Limited { until });
}

/// Learns from silence what stands in the way, plans the next beat, and says it in a sentence.
pub(super) fn silent(state: &mut State, silence: Silence, now: Millis) -> Line {
    match silence {
        Silence::Unsent => state.trouble = Some(Trouble::Permission),
        Silence::Dropped => {
            state.trouble = Some(Trouble::Offline);
            back_off(state, None, now);
        }
        Silence::Timeout => {
            state.trouble = Some(Trouble::Server { code: "TIMEOUT".into() });
            back_off(state, None, now);
        }
    }
    sentence::of_silence(silence, state.live.online)
}

fn back_off(state: &mut State, wait: Option<Millis>, now: Millis) {
    let step = usize::try_from(state.schedule.failures).unwrap_or(usize::MAX);
    state.schedule.failures = state.schedule.failures.saturating_add(1);
    let next = match (wait, BACKOFF.get(step)) {
        (Some(wait), _) => now + wait,
        (None, Some(seconds)) => now + seconds * 1000,
        (None, None) => state.regular(now),
    };
    // A failure of something else does not end an earlier request to wait.
    let asked = state.schedule.wait_until.max(wait.map_or(0, |wait| now + wait));
    state.schedule.wait_until = asked;
    state.schedule.next_beat = next.max(asked);
}

/// The network is back: what was queued is offered again, never sent by itself.
pub(super) fn network_back(state: &mut State, now: Millis, plan: &mut Plan) {
    state.live.online = true;
    if state.trouble == Some(Trouble::Offline) {
        state.trouble = None;
        state.schedule.next_beat = now;
    }
    settle::plan_next(state, now);
    plan.save = true;
    plan.show_all(state);
}
