use super::plan::{Fields, Plan};
use super::{Ending, Pending, State, Surface, Trouble, beat, trouble};
use crate::model::{Line, Millis, Opportunity};
use crate::wire::{Endpoint, Reply};

const MINUTE: Millis = 60_000;
/// Opportunities older than this are fetched again when somebody looks.
const STALE: Millis = 30 * MINUTE;
/// Opportunities kept at most.
const MOST: usize = 2_000;
/// Calls of the day's quota that are left to the person: nothing is refreshed by itself with fewer.
const SPARE: u32 = 20;

/// Discovery counts against the day's quota (contract, section 7): fetched when nothing is there, or when what is there is old,
/// somebody has looked since, and enough of the day is left.
pub(super) fn refresh_if_worth_it(state: &mut State, now: Millis, plan: &mut Plan) {
    let old = now - state.cache.feed_at > STALE;
    let looked = state.cache.looked.0 >= state.cache.feed_at;
    let left = state.quota_left(now);
    let missing = state.cache.feed_at == 0 || state.cache.sample;
    if (missing && left > 0) || (old && looked && left >= SPARE) {
        fetch(state, None, plan);
    }
}

/// Asks for opportunities, or for the sample anyone may read.
pub(super) fn fetch(state: &mut State, token: Option<u32>, plan: &mut Plan) {
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
            beat::beat(state, None, now, plan);
        } else if !matches!(state.trouble, Some(Trouble::Limited { .. } | Trouble::Refused { .. })) {
            refresh_if_worth_it(state, now, plan);
        }
    } else if state.account.is_none() && state.live.online && now - state.cache.feed_at > STALE {
        fetch(state, None, plan);
    }
}

/// Takes the end of a request for opportunities.
pub(super) fn ended(state: &mut State, token: Option<u32>, ending: Ending, now: Millis, plan: &mut Plan) {
    match trouble::understood(state, ending, now) {
        Ok(Reply::Opportunities(page)) => {
            let sample = state.account.is_none();
            if sample {
                state.trouble = None;
            }
            take(state, page.opportunities, sample, now, plan);
            plan.said(token, Line::new("saidBeat"));
        }
        Ok(_) => {}
        Err(line) => plan.alert(token, line),
    }
    plan.save = true;
    plan.show(Surface::Feed);
    plan.show(Surface::Masthead);
}

/// A beat brings a few fresh opportunities. They join the list that was fetched and do not stand for it.
pub(super) fn join(state: &mut State, fresh: Vec<Opportunity>, now: Millis, plan: &mut Plan) {
    if state.cache.feed_at == 0 || state.cache.sample {
        return;
    }
    for item in fresh {
        let known = state.cache.feed.iter().any(|other| other.node_id == item.node_id);
        if !known && state.cache.feed.len() < MOST {
            state.cache.came.insert(item.node_id.clone(), now);
            state.cache.feed.push(item);
            plan.save_cache = true;
            plan.show(Surface::Feed);
        }
    }
}

fn take(state: &mut State, items: Vec<Opportunity>, sample: bool, now: Millis, plan: &mut Plan) {
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
