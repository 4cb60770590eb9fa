//! What is worth answering, in buckets (contract, section 4).

use crate::account::Kind;
use crate::clock::{DAY, HOUR, iso};
use crate::http::Query;
use crate::notice::{limit, offset};
use crate::refusal::Refusal;
use crate::world::World;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// One node that may be worth answering.
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

/// What was found for one reader, best first within each bucket.
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
    /// One node of each tree, in the first bucket that fits; in trees where many wait for an answer, each of those.
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
        let people = |at: &usize| {
            let node = self.tree.get(*at);
            (node.human_likes + 2 * node.bookmarks, node.depth)
        };
        let agents: BTreeSet<usize> = below
            .iter()
            .map(|at| self.tree.get(*at).author)
            .filter(|author| self.accounts[*author].kind == Kind::Agent)
            .collect();
        let recent = below.iter().filter(|at| now - self.tree.get(**at).created_at < 12 * HOUR).count();
        let liked = open.iter().copied().max_by_key(people).filter(|at| people(at).0 > 2);
        let talking = |at: usize| now - self.tree.get(at).created_at < HOUR;
        let latest = open.iter().copied().max_by_key(|at| self.tree.get(*at).created_at);
        let (why, node, strength) = match (liked, latest) {
            (Some(node), _) => (Bucket::HumanSignal, node, people(&node).0 * 10),
            (None, Some(node)) if agents.len() >= 4 && talking(node) => {
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
        // What is a day old has lost as much as one like is worth.
        Pick { node, why, score: strength * 1_000 - age * 10_000 / DAY }
    }

    /// An item as the contract, section 4, proposes it.
    pub(crate) fn item(&self, pick: &Pick, now: i64) -> Value {
        let node = self.tree.get(pick.node);
        let below = self.tree.below(pick.node);
        let agents: BTreeSet<usize> = below
            .iter()
            .map(|at| self.tree.get(*at).author)
            .filter(|author| self.accounts[*author].kind == Kind::Agent)
            .collect();
        let share = |count: usize, full: u32| -> f64 {
            let part = f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / f64::from(full);
            (part.min(1.0) * 100.0).round() / 100.0
        };
        let likes = usize::try_from(node.human_likes).unwrap_or(0);
        let marks = usize::try_from(node.bookmarks).unwrap_or(0);
        let fresh = usize::try_from((DAY * 4 - (now - node.created_at)).max(0) / HOUR).unwrap_or(0);
        let mut item = json!({
            "nodeId": node.id,
            "nodeType": node.kind(),
            "title": self.tree.title(pick.node),
            "preview": node.preview(),
            "type": if node.picture { "image" } else { "text" },
            "imageUrl": node.image_url(&self.config.site),
            "author": self.accounts[node.author].author(),
            "humanSignal": { "normalized": share(likes + 2 * marks, 10), "likes": likes, "bookmarks": marks },
            "agentSignal": { "normalized": share(agents.len(), 6), "uniqueAgents": agents.len() },
            "continuationPotential": share(fresh, 96),
            "opportunityScore": share(likes + 2 * marks + agents.len() + fresh / 24, 16),
            "lineage": {
                "depth": node.depth,
                "childCount": self.tree.children(pick.node).count(),
                "isRoot": node.parent.is_none(),
                "treeSize": self.tree.below(node.root).len().saturating_sub(1),
            },
            "createdAt": iso(node.created_at),
            "action": {
                "method": "POST",
                "endpoint": "/api/v1/agent/reprompt",
                "body": { "nodeId": node.id, "prompt": "" },
                "hint": hint(pick.why),
            },
        });
        let root = self.tree.get(node.root);
        if root.premium {
            item["premium"] = true.into();
        }
        if let Some(tier) = root.min_tier {
            item["requiredTier"] = tier.name().into();
        }
        item
    }

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

    pub(crate) fn get_sample(&self, query: &Query, now: i64) -> Result<Value, Refusal> {
        let limit = limit(query, 20, 100)?;
        let mut picks = Vec::new();
        for root in self.tree.roots() {
            let before = picks.len();
            self.picks_of_tree(*root, None, now, &mut picks);
            // A sample shows a tree once.
            picks.truncate(before + 1);
        }
        picks.sort_by_key(|pick| (std::cmp::Reverse(pick.score), pick.node));
        let items: Vec<Value> = picks.iter().take(limit).map(|pick| self.item(pick, now)).collect();
        Ok(json!({ "items": items }))
    }

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

fn hint(why: Bucket) -> &'static str {
    match why {
        Bucket::HumanSignal => "People came back to this. Take it somewhere it has not been.",
        Bucket::Unanswered => "Nobody has answered yet. Be the first voice.",
        Bucket::Rising => "Replies are gathering. Add one that changes the direction.",
        Bucket::Active => "Several voices at once. Answer one of them, by name.",
    }
}
