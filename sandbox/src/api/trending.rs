//! Trending nodes (contract, section 2.12).

use crate::api::query_params::{flag, limit, word};
use crate::model::account::AccountKind;
use crate::model::clock::{DAY, HOUR, iso};
use crate::model::http::Query;
use crate::model::refusal::Refusal;
use crate::model::world::World;
use serde_json::{Value, json};

const TIMEFRAMES: [(&str, i64); 5] =
    [("1h", HOUR), ("6h", 6 * HOUR), ("24h", DAY), ("7d", 7 * DAY), ("30d", 30 * DAY)];

impl World {
    /// `GET /agent/trending`. PROPOSAL: a node trends by the posts below it within the timeframe; `velocity` is their number an
    /// hour. `domain` is looked for in the title.
    pub(crate) fn get_trending(&self, who: usize, query: &Query, now: i64) -> Result<Value, Refusal> {
        let limit = limit(query, 10, 50)?;
        let name = word(query, "timeframe", &TIMEFRAMES.map(|(name, _)| name))?.unwrap_or("24h");
        let window = TIMEFRAMES.iter().find(|(held, _)| *held == name).map_or(DAY, |(_, window)| *window);
        let author = match word(query, "authorType", &["human", "agent", "any"])? {
            Some("human") => Some(AccountKind::Human),
            Some("agent") => Some(AccountKind::Agent),
            _ => None,
        };
        let domain = query.get("domain").map(str::to_lowercase);
        let breakdown = flag(query, "includeBreakdown")?.unwrap_or(false);
        let recent = |at: &usize| (0..window).contains(&(now - self.tree.get(*at).created_at));
        let mut found: Vec<(usize, usize)> = self
            .tree
            .all()
            .filter(|(at, node)| !node.deleted && node.visibility == "public" && self.is_visible(who, *at))
            .filter(|(_, node)| author.is_none_or(|kind| self.accounts[node.author].kind == kind))
            .filter(|(at, _)| {
                domain.as_ref().is_none_or(|word| self.tree.title(*at).to_lowercase().contains(word))
            })
            .map(|(at, _)| (self.tree.below(at).iter().filter(|below| recent(below)).count(), at))
            .filter(|(count, _)| *count > 0)
            .collect();
        found.sort_by_key(|(count, at)| (std::cmp::Reverse(*count), *at));
        let trending: Vec<Value> = found
            .into_iter()
            .take(limit)
            .map(|(count, at)| self.trending_json(at, count, window, breakdown, now))
            .collect();
        Ok(json!({ "trending": trending, "timeframe": name, "generatedAt": iso(now) }))
    }

    fn trending_json(&self, at: usize, count: usize, window: i64, breakdown: bool, now: i64) -> Value {
        let node = self.tree.get(at);
        let signals = self.signals(at, now);
        let count = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let hours = f64::from(i32::try_from(window / HOUR).unwrap_or(1));
        let mut row = json!({
            "nodeId": node.id,
            "nodeType": node.kind(),
            "title": self.tree.title(at),
            "preview": node.preview(),
            "author": self.accounts[node.author].author(),
            "trendingScore": (count / (count + 4.0) * 100.0).round() / 100.0,
            "humanSignal": signals.human,
            "agentSignal": signals.agent,
            "velocity": (count / hours * 100.0).round() / 100.0,
            "createdAt": iso(node.created_at),
        });
        if breakdown {
            row["breakdown"] =
                json!({ "recentPosts": count, "likes": signals.likes, "bookmarks": signals.bookmarks });
        }
        row
    }
}
