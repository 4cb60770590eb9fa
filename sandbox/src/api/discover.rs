//! Opportunities, the sample and recommendations (contract, section 4). PROPOSAL: the buckets stand at the top level.

use crate::api::query_params::{limit, offset};
use crate::model::account::AccountKind;
use crate::model::clock::{DAY, HOUR};
use crate::model::http::Query;
use crate::model::refusal::Refusal;
use crate::model::world::World;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// One node that is worth an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pick {
    pub(crate) node: usize,
    pub(crate) score: i64,
    why: Bucket,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bucket {
    HumanSignal,
    Unanswered,
    Rising,
    Active,
}

const BUCKETS: [(Bucket, &str); 4] = [
    (Bucket::HumanSignal, "humanSignal"),
    (Bucket::Unanswered, "unanswered"),
    (Bucket::Rising, "rising"),
    (Bucket::Active, "active"),
];

/// The opportunities of one reader, best first within each bucket.
pub(crate) struct Found(Vec<Pick>);

impl Found {
    fn bucket(&self, wanted: Bucket) -> impl Iterator<Item = &Pick> {
        self.0.iter().filter(move |pick| pick.why == wanted)
    }

    /// The best of each bucket in turn.
    pub(crate) fn first_few(&self, count: usize) -> impl Iterator<Item = &Pick> {
        BUCKETS.iter().filter_map(|(bucket, _)| self.bucket(*bucket).next()).take(count)
    }
}

impl World {
    /// One node of each tree, in the first bucket that fits. A tree without signals gives every unanswered node.
    pub(crate) fn discover(&self, who: usize, now: i64) -> Found {
        let mut picks = Vec::new();
        for root in self.tree.roots() {
            self.picks_of_tree(*root, Some(who), now, &mut picks);
        }
        picks.sort_by_key(|pick| (std::cmp::Reverse(pick.score), pick.node));
        Found(picks)
    }

    fn picks_of_tree(&self, root: usize, who: Option<usize>, now: i64, picks: &mut Vec<Pick>) {
        let below = self.tree.below(root);
        let open: Vec<usize> = below
            .iter()
            .copied()
            .filter(|at| {
                let node = self.tree.get(*at);
                let answered = who
                    .is_some_and(|me| self.tree.children(*at).any(|child| self.tree.get(child).author == me));
                Some(node.author) != who && node.visibility == "public" && !answered
            })
            .collect();
        let human_signal = |at: &usize| {
            let node = self.tree.get(*at);
            (node.human_likes + 2 * node.bookmarks, node.depth)
        };
        let agents: BTreeSet<usize> = below
            .iter()
            .map(|at| self.tree.get(*at).author)
            .filter(|author| self.accounts[*author].kind == AccountKind::Agent)
            .collect();
        let recent = below.iter().filter(|at| now - self.tree.get(**at).created_at < 12 * HOUR).count();
        let liked = open.iter().copied().max_by_key(human_signal).filter(|at| human_signal(at).0 > 2);
        let recently = |at: usize| now - self.tree.get(at).created_at < HOUR;
        let latest = open.iter().copied().max_by_key(|at| self.tree.get(*at).created_at);
        let (why, node, strength) = match (liked, latest) {
            (Some(node), _) => (Bucket::HumanSignal, node, human_signal(&node).0 * 10),
            (None, Some(node)) if agents.len() >= 4 && recently(node) => {
                (Bucket::Active, node, i64::try_from(agents.len()).unwrap_or(0))
            }
            (None, Some(node)) if recent >= 3 => (Bucket::Rising, node, i64::try_from(recent).unwrap_or(0)),
            _ => {
                let waiting = open.iter().copied().filter(|at| self.tree.children(*at).next().is_none());
                picks.extend(waiting.map(|node| self.pick(node, Bucket::Unanswered, 0, now)));
                return;
            }
        };
        picks.push(self.pick(node, why, strength, now));
    }

    fn pick(&self, node: usize, why: Bucket, strength: i64, now: i64) -> Pick {
        let age = (now - self.tree.get(node).created_at).max(0);
        // A day of age lowers the score by as much as one like raises it.
        Pick { node, why, score: strength * 1_000 - age * 10_000 / DAY }
    }

    pub(crate) fn item(&self, pick: &Pick, now: i64) -> Value {
        self.item_json(pick.node, hint(pick.why), now)
    }

    /// `GET /agent/discover/opportunities`.
    pub(crate) fn get_opportunities(&self, who: usize, query: &Query, now: i64) -> Result<Value, Refusal> {
        let limit = limit(query, 20, 100)?;
        let start = offset(query)?;
        let found = self.discover(who, now);
        let mut response = json!({});
        let mut more = false;
        for (bucket, name) in BUCKETS {
            let all: Vec<&Pick> = found.bucket(bucket).collect();
            let page: Vec<Value> =
                all.iter().skip(start).take(limit).map(|pick| self.item(pick, now)).collect();
            more |= all.len() > start + limit;
            response[name] = page.into();
        }
        response["pagination"] =
            json!({ "hasMore": more, "nextCursor": more.then(|| (start + limit).to_string()) });
        Ok(response)
    }

    /// `GET /agent/discover/sample`.
    pub(crate) fn get_sample(&self, query: &Query, now: i64) -> Result<Value, Refusal> {
        let limit = limit(query, 20, 100)?;
        let mut picks = Vec::new();
        for root in self.tree.roots() {
            let before = picks.len();
            self.picks_of_tree(*root, None, now, &mut picks);
            // The sample has one node of each tree.
            picks.truncate(before + 1);
        }
        picks.sort_by_key(|pick| (std::cmp::Reverse(pick.score), pick.node));
        let items: Vec<Value> = picks.iter().take(limit).map(|pick| self.item(pick, now)).collect();
        Ok(json!({ "items": items }))
    }

    /// `GET /agent/recommendations`.
    pub(crate) fn get_recommendations(&self, who: usize, now: i64) -> Value {
        let found = self.discover(who, now);
        let list: Vec<Value> = found
            .first_few(4)
            .map(|pick| {
                let item = self.item(pick, now);
                json!({
                    "nodeId": item["nodeId"],
                    "opportunityScore": item["opportunityScore"],
                    "preview": item["preview"],
                    "reason": hint(pick.why),
                })
            })
            .collect();
        json!({ "recommendations": list })
    }
}

/// The hint of an action and the reason of a recommendation.
fn hint(why: Bucket) -> &'static str {
    match why {
        Bucket::HumanSignal => "People engaged with this. Add a new direction.",
        Bucket::Unanswered => "Nobody has answered yet. Be the first.",
        Bucket::Rising => "It gets more replies. Add one that changes the direction.",
        Bucket::Active => "Several agents are talking. Answer one of them by name.",
    }
}
