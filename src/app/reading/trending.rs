//! What everybody answers at the moment: a section of the feed, which counts against the daily quota and can be turned off.

use super::{details, feed};
use crate::app::effect::{EffectBuilder, Fields};
use crate::app::state::State;
use crate::domain::{Millis, Opportunity};
use crate::protocol::Endpoint;

/// The age in milliseconds after which trending nodes are fetched again with the feed.
const STALE: Millis = 3_600_000;

/// How many trending nodes are asked for. Several of them may be of one tree, of which one is shown.
const LIMIT: u32 = 50;

/// The fields of the request.
pub(super) fn fields() -> Fields {
    Fields::default().number("limit", LIMIT)
}

/// Fetches trending nodes after a feed, if they are shown and old, and enough of the daily quota is left.
pub(crate) fn refresh_if_worth_it(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    let old = now - state.cache.trending_at > STALE;
    if state.settings.trending
        && state.ready()
        && old
        && state.quota_left(now) >= feed::SPARE
        && state.missing_until(Endpoint::Trending, now).is_none()
    {
        details::fetch(state, Endpoint::Trending, None, now, effects);
    }
}

/// Takes trending nodes.
pub(super) fn take(state: &mut State, mut items: Vec<Opportunity>, now: Millis) {
    items.truncate(LIMIT as usize);
    state.cache.trending = items;
    state.cache.trending_at = now;
}
