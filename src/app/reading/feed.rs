use super::details;
use super::thread::learn_title;
use crate::app::connection::connection_issue;
use crate::app::effect::RequestResult;
use crate::app::effect::{Answer, EffectBuilder, RequestFields, ViewKey};
use crate::app::state::{Pending, State};
use crate::domain::{LocalizedMessage, Millis, Opportunity};
use crate::protocol::{Endpoint, Reply};
use std::collections::HashSet;

const MINUTE: Millis = 60_000;

/// The age in milliseconds after which opportunities are fetched again.
pub(crate) const STALE: Millis = 30 * MINUTE;

/// The number of opportunities that are kept.
const LIMIT: usize = 2_000;

/// The calls of the daily quota that are reserved for the person: with fewer, nothing is refreshed automatically.
const RESERVED_CALLS: u32 = 20;

/// The age in milliseconds after which opportunities are fetched again for the saved searches, whether or not somebody views them.
const SEARCHED_STALE: Millis = 60 * MINUTE;

/// Fetches opportunities if there are none. If enough of the daily quota is left, it also fetches them if they are old and were viewed since
/// they were fetched, or if they are older still and there are saved searches. Discovery counts against the quota (contract, section 7).
pub(crate) fn refresh_if_worth_it(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    let age = now - state.cache.feed_at;
    let viewed = age > STALE && state.cache.last_viewed.0 >= state.cache.feed_at;
    let searched = age >= SEARCHED_STALE && !state.saved_searches.is_empty();
    let left = state.quota_left(now);
    let missing = state.cache.feed_at == 0 || state.cache.sample;
    if (missing && left > 0) || ((viewed || searched) && left >= RESERVED_CALLS) {
        fetch(state, None, effects);
    }
}

/// The age in milliseconds after which trending nodes are fetched again with the opportunities.
const TRENDING_STALE: Millis = 60 * MINUTE;

/// Fetches trending nodes after the opportunities, if they are shown and old, and enough of the daily quota is left.
fn refresh_trending(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    let wanted = state.settings.trending && state.ready() && now - state.cache.trending_at > TRENDING_STALE;
    if wanted && state.quota_left(now) >= RESERVED_CALLS {
        details::fetch(state, Endpoint::Trending, None, now, effects);
    }
}

/// Requests opportunities, or the public sample without a key.
pub(crate) fn fetch(state: &mut State, token: Option<u32>, effects: &mut EffectBuilder) {
    if state.live.pending.values().any(|pending| matches!(pending, Pending::Feed(_))) {
        effects.answer(token, Answer::default());
        return;
    }
    let endpoint = if state.ready() { Endpoint::Opportunities } else { Endpoint::Sample };
    let fields = RequestFields::default().number("limit", 20);
    effects.fetch(state, endpoint, &fields, Pending::Feed(token));
}

/// Handles the reply with opportunities.
pub(crate) fn handle_reply(
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
            refresh_trending(state, now, effects);
            effects.said(token, LocalizedMessage::new("saidUpdated"));
        }
        Ok(_) => {}
        Err(line) => effects.alert(token, line),
    }
    effects.save = true;
    effects.show(ViewKey::Feed);
    effects.show(ViewKey::Header);
}

/// Adds the few opportunities of a heartbeat to the list that was fetched.
pub(crate) fn join(state: &mut State, fresh: Vec<Opportunity>, now: Millis, effects: &mut EffectBuilder) {
    if state.cache.feed_at == 0 || state.cache.sample {
        return;
    }
    let mut known: HashSet<String> = state.cache.feed.iter().map(|item| item.node_id.clone()).collect();
    for item in fresh {
        if state.cache.feed.len() < LIMIT && known.insert(item.node_id.clone()) {
            state.cache.first_seen.insert(item.node_id.clone(), now);
            state.cache.feed.push(item);
            effects.save_cache = true;
            effects.show(ViewKey::Feed);
        }
    }
}

fn take(
    state: &mut State,
    mut items: Vec<Opportunity>,
    sample: bool,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    items.truncate(LIMIT);
    for item in &items {
        state.cache.first_seen.get_or_insert_with(item.node_id.clone(), || now);
        if let Some(title) = &item.title {
            learn_title(state, &item.node_id, title);
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
