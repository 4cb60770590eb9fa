use crate::app::connection::connection_issue;
use crate::app::effect::RequestResult;
use crate::app::effect::{Answer, EffectBuilder, Fields, ViewKey};
use crate::app::state::{Pending, State};
use crate::domain::{LocalizedMessage, Millis, Opportunity};
use crate::protocol::{Endpoint, Reply};

const MINUTE: Millis = 60_000;

/// Opportunities older than this are fetched again when somebody looks.
pub(crate) const STALE: Millis = 30 * MINUTE;

/// Opportunities kept at most.
const MOST: usize = 2_000;

/// Calls of the day's quota that are left to the person: nothing is refreshed by itself with fewer.
const SPARE: u32 = 20;

/// Discovery counts against the day's quota (contract, section 7): fetched when nothing is there, or when what is there is old,
/// somebody has looked since, and enough of the day is left.
pub(crate) fn refresh_if_worth_it(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    let old = now - state.cache.feed_at > STALE;
    let last_viewed = state.cache.last_viewed.0 >= state.cache.feed_at;
    let left = state.quota_left(now);
    let missing = state.cache.feed_at == 0 || state.cache.sample;
    if (missing && left > 0) || (old && last_viewed && left >= SPARE) {
        fetch(state, None, effects);
    }
}

/// Asks for opportunities, or for the sample anyone may read.
pub(crate) fn fetch(state: &mut State, token: Option<u32>, effects: &mut EffectBuilder) {
    if state.live.pending.values().any(|pending| matches!(pending, Pending::Feed(_))) {
        effects.answer(token, Answer::default());
        return;
    }
    let endpoint = if state.ready() { Endpoint::Opportunities } else { Endpoint::Sample };
    let fields = Fields::default().number("limit", 20);
    effects.fetch(state, endpoint, &fields, Pending::Feed(token));
}

/// Takes the end of a request for opportunities.
pub(crate) fn ended(
    state: &mut State,
    token: Option<u32>,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    match connection_issue::accept_reply(state, result, now) {
        Ok(Reply::Opportunities(page)) => {
            let sample = state.account.is_none();
            if sample {
                state.connection_issue = None;
            }
            take(state, page.opportunities, sample, now, effects);
            effects.said(token, LocalizedMessage::new("saidUpdated"));
        }
        Ok(_) => {}
        Err(line) => effects.alert(token, line),
    }
    effects.save = true;
    effects.show(ViewKey::Feed);
    effects.show(ViewKey::Header);
}

/// A beat brings a few fresh opportunities. They join the list that was fetched and do not stand for it.
pub(crate) fn join(state: &mut State, fresh: Vec<Opportunity>, now: Millis, effects: &mut EffectBuilder) {
    if state.cache.feed_at == 0 || state.cache.sample {
        return;
    }
    for item in fresh {
        let known = state.cache.feed.iter().any(|other| other.node_id == item.node_id);
        if !known && state.cache.feed.len() < MOST {
            state.cache.first_seen.insert(item.node_id.clone(), now);
            state.cache.feed.push(item);
            effects.save_cache = true;
            effects.show(ViewKey::Feed);
        }
    }
}

fn take(state: &mut State, items: Vec<Opportunity>, sample: bool, now: Millis, effects: &mut EffectBuilder) {
    for item in &items {
        state.cache.first_seen.get_or_insert_with(item.node_id.clone(), || now);
        if let Some(title) = &item.title {
            state.cache.titles.insert(item.node_id.clone(), title.clone());
        }
    }
    let kept: crate::domain::Set<&str> = items.iter().map(|item| item.node_id.as_str()).collect();
    state.cache.first_seen.retain(|node, _| kept.contains(node.as_str()));
    state.cache.feed = items;
    state.cache.feed_at = now;
    state.cache.sample = sample;
    effects.save_cache = true;
    effects.show(ViewKey::Feed);
}
