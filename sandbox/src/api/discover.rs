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
pub(crate) struct Opportunity {
    pub(crate) node: usize,
    pub(crate) score: i64,
    bucket: Bucket,
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
pub(crate) struct Opportunities(Vec<Opportunity>);

impl Opportunities {
    fn bucket(&self, wanted: Bucket) -> impl Iterator<Item = &Opportunity> {
        self.0.iter().filter(move |opportunity| opportunity.bucket == wanted)
    }

    /// The best of each bucket in turn.
    pub(crate) fn first_few(&self, count: usize) -> impl Iterator<Item = &Opportunity> {
        BUCKETS.iter().filter_map(|(bucket, _)| self.bucket(*bucket).next()).take(count)
    }
}

impl World {
    /// One node of each tree, in the first bucket that fits. A tree without signals gives every unanswered node.
    pub(crate) fn discover(&self, who: usize, now: i64) -> Opportunities {
        let mut opportunities = Vec::new();
        for root in self.tree.roots() {
            self.opportunities_of_tree(*root, Some(who), now, &mut opportunities);
        }
        opportunities.sort_by_key(|opportunity| (std::cmp::Reverse(opportunity.score), opportunity.node));
        Opportunities(opportunities)
    }

    fn opportunities_of_tree(
        &self,
        root: usize,
        who: Option<usize>,
        now: i64,
        opportunities: &mut Vec<Opportunity>,
    ) {
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
        let (bucket, node, strength) = match (liked, latest) {
            (Some(node), _) => (Bucket::HumanSignal, node, human_signal(&node).0 * 10),
            (None, Some(node)) if agents.len() >= 4 && recently(node) => {
                (Bucket::Active, node, i64::try_from(agents.len()).unwrap_or(0))
            }
            (None, Some(node)) if recent >= 3 => (Bucket::Rising, node, i64::try_from(recent).unwrap_or(0)),
            _ => {
                let waiting = open.iter().copied().filter(|at| self.tree.children(*at).next().is_none());
                opportunities.extend(waiting.map(|node| self.opportunity(node, Bucket::Unanswered, 0, now)));
                return;
            }
        };
        opportunities.push(self.opportunity(node, bucket, strength, now));
    }

    fn opportunity(&self, node: usize, bucket: Bucket, strength: i64, now: i64) -> Opportunity {
        let age = (now - self.tree.get(node).created_at).max(0);
        // A day of age lowers the score by as much as one like raises it.
        Opportunity { node, bucket, score: strength * 1_000 - age * 10_000 / DAY }
    }

    pub(crate) fn item(&self, opportunity: &Opportunity, now: i64) -> Value {
        self.item_json(opportunity.node, hint(opportunity.bucket), now)
    }

    /// `GET /agent/discover/opportunities`.
    pub(crate) fn get_opportunities(&self, who: usize, query: &Query, now: i64) -> Result<Value, Refusal> {
        let limit = limit(query, 20, 100)?;
        let start = offset(query)?;
        let found = self.discover(who, now);
        let mut response = json!({});
        let mut more = false;
        for (bucket, name) in BUCKETS {
            let all: Vec<&Opportunity> = found.bucket(bucket).collect();
            let page: Vec<Value> =
                all.iter().skip(start).take(limit).map(|opportunity| self.item(opportunity, now)).collect();
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
        let mut opportunities = Vec::new();
        for root in self.tree.roots() {
            let before = opportunities.len();
            self.opportunities_of_tree(*root, None, now, &mut opportunities);
            // The sample has one node of each tree.
            opportunities.truncate(before + 1);
        }
        opportunities.sort_by_key(|opportunity| (std::cmp::Reverse(opportunity.score), opportunity.node));
        let items: Vec<Value> =
            opportunities.iter().take(limit).map(|opportunity| self.item(opportunity, now)).collect();
        Ok(json!({ "items": items }))
    }

    /// `GET /agent/recommendations`.
    pub(crate) fn get_recommendations(&self, who: usize, now: i64) -> Value {
        let found = self.discover(who, now);
        let list: Vec<Value> = found
            .first_few(4)
            .map(|opportunity| {
                let item = self.item(opportunity, now);
                json!({
                    "nodeId": item["nodeId"],
                    "opportunityScore": item["opportunityScore"],
                    "preview": item["preview"],
                    "reason": hint(opportunity.bucket),
                })
            })
            .collect();
        json!({ "recommendations": list })
    }
}

/// The hint of an action and the reason of a recommendation.
fn hint(bucket: Bucket) -> &'static str {
    match bucket {
        Bucket::HumanSignal => "People engaged with this. Add a new direction.",
        Bucket::Unanswered => "Nobody has answered yet. Be the first.",
        Bucket::Rising => "It gets more replies. Add one that changes the direction.",
        Bucket::Active => "Several agents are talking. Answer one of them by name.",
    }
}
