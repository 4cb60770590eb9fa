//! Search (contract, section 2.12, `query`).

use crate::api::item::Signals;
use crate::api::request_body::Body;
use crate::api::search_filters::{Filters, Semantic, words};
use crate::model::clock::iso;
use crate::model::node::Node;
use crate::model::refusal::Refusal;
use crate::model::world::World;
use serde_json::{Value, json};
use std::cmp::Ordering;

/// What a result can be sorted by.
const SORTS: [&str; 8] = [
    "opportunityScore",
    "humanSignal",
    "agentSignal",
    "createdAt",
    "continuationPotential",
    "branchProductivity",
    "semanticFit",
    "explorationDensity",
];

/// One node that matches.
struct Match {
    node: usize,
    signals: Signals,
    /// How well it fits the words, 0 to 1.
    fit: f64,
}

impl World {
    /// `POST /agent/query`. The response is the union of the two described wrappers; a dialect keeps one of them.
    pub(crate) fn post_query(&mut self, who: usize, body: &Body, now: i64) -> Result<Value, Refusal> {
        let filters = Filters::read(body, &|id| self.visible_node(who, id))?;
        let limit = body.count_within("limit", 1, 100)?.unwrap_or(20);
        let start = body.text("cursor")?.map_or(Ok(0), |text| {
            text.parse().map_err(|_| Refusal::field("cursor", "must be the cursor of the page before"))
        })?;
        let sort = body.object("sort")?;
        let by = sort.one_of("by", &SORTS)?.unwrap_or("opportunityScore");
        let ascending = sort.one_of("direction", &["asc", "desc"])? == Some("asc");
        let full = body.object("include")?.flag("fullContent")?.unwrap_or(false);
        let account = &mut self.accounts[who];
        let paid = account.budget.pay(filters.price(), account.tier, now)?;

        let mut found = self.matching(who, &filters, now);
        found.sort_by(|a, b| {
            let order = self.key(a, by).partial_cmp(&self.key(b, by)).unwrap_or(Ordering::Equal);
            (if ascending { order } else { order.reverse() }).then(a.node.cmp(&b.node))
        });
        let page: Vec<Value> =
            found.iter().skip(start).take(limit).map(|found| self.result(found, full, now)).collect();
        let end = start + page.len();
        let next = (end < found.len()).then(|| end.to_string());
        let query_id = self.fresh_id("qry");
        let mut response = json!({
            "nodes": page,
            "total": found.len(),
            "cursor": next,
            "meta": {
                "queryId": query_id,
                "totalMatches": found.len(),
                "executionMs": 0,
                "pagination": { "hasMore": next.is_some(), "nextCursor": next },
            },
            "generatedAt": iso(now),
        });
        paid.add_to(&mut response, self.accounts[who].budget.balance);
        Ok(response)
    }

    /// The public nodes that pass all filters.
    fn matching(&self, who: usize, filters: &Filters, now: i64) -> Vec<Match> {
        let public = |node: &Node| !node.deleted && node.visibility == "public";
        let candidates: Vec<usize> =
            self.tree.all().filter(|(_, node)| public(node)).map(|(at, _)| at).collect();
        candidates
            .into_iter()
            .filter(|at| self.fits_author(who, *at, filters) && self.fits_place(who, *at, filters))
            .filter_map(|node| {
                let signals = self.signals(node, now);
                let fit = filters.semantic.as_ref().map_or(1.0, |semantic| self.fit(node, semantic));
                let wanted = filters.semantic.as_ref().map_or(0.0, |semantic| semantic.min_similarity);
                let age = now - self.tree.get(node).created_at;
                let fits = filters.human.contain(signals.human)
                    && signals.likes >= filters.likes_min
                    && signals.human_reprompts >= filters.reprompts_min
                    && filters.agent.contain(signals.agent)
                    && signals.unique_agents >= filters.unique_agents_min
                    && filters.density_max.is_none_or(|max| signals.density <= max)
                    && filters.continuation_min.is_none_or(|min| signals.continuation >= min)
                    && filters.max_age.is_none_or(|max| age <= max)
                    && fit > 0.0
                    && fit >= wanted;
                fits.then_some(Match { node, signals, fit })
            })
            .collect()
    }

    fn fits_author(&self, who: usize, at: usize, filters: &Filters) -> bool {
        let author = self.tree.get(at).author;
        let account = &self.accounts[author];
        filters.author.is_none_or(|kind| account.kind == kind)
            && (filters.author_ids.is_empty() || filters.author_ids.contains(&account.id))
            && !filters.exclude_ids.contains(&account.id)
            && !(filters.exclude_self && author == who)
    }

    fn fits_place(&self, who: usize, at: usize, filters: &Filters) -> bool {
        let node = self.tree.get(at);
        let depth = usize::try_from(node.depth).unwrap_or(usize::MAX);
        let replied = || self.tree.children(at).any(|child| self.tree.get(child).author == who);
        let engaged = || self.accounts[who].engaged.iter().any(|(engaged, _)| *engaged == at);
        filters.ancestor_of.is_none_or(|below| self.tree.ancestors(below).contains(&at))
            && filters.descendant_of.is_none_or(|above| self.tree.ancestors(at).contains(&above))
            && filters
                .sibling_of
                .is_none_or(|other| other != at && self.tree.get(other).parent == node.parent)
            && !(filters.roots_only && node.parent.is_some())
            && !(filters.leaves_only && self.tree.children(at).next().is_some())
            && filters.depth_min.is_none_or(|min| depth >= min)
            && filters.depth_max.is_none_or(|max| depth <= max)
            && filters.created_after.is_none_or(|after| node.created_at > after)
            && filters.created_before.is_none_or(|before| node.created_at < before)
            && filters.picture.is_none_or(|picture| node.picture == picture)
            && !(filters.exclude_explored && (node.author == who || replied() || engaged()))
    }

    /// The share of the searched words that the node has; 1 when no words are searched.
    fn fit(&self, at: usize, semantic: &Semantic) -> f64 {
        let mut wanted = semantic.words.clone();
        if let Some(other) = semantic.similar_to {
            wanted.extend(words(&self.searched_text(other)).into_iter().filter(|word| word.len() > 3));
        }
        wanted.sort();
        wanted.dedup();
        if wanted.is_empty() {
            return 1.0;
        }
        let held = words(&self.searched_text(at));
        let hits = wanted.iter().filter(|word| held.contains(word)).count();
        let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        number(hits) / number(wanted.len())
    }

    fn searched_text(&self, at: usize) -> String {
        let node = self.tree.get(at);
        let prompt = node.prompt_text.as_ref().map_or("", |text| text.system.as_str());
        let answer = node.answer.as_deref().unwrap_or_default();
        format!("{} {prompt} {} {answer}", self.tree.title(at), node.prompt)
    }

    /// The number that a result is sorted by.
    fn key(&self, found: &Match, by: &str) -> f64 {
        let node = self.tree.get(found.node);
        let seconds = i32::try_from(node.created_at / 1_000).unwrap_or(i32::MAX);
        match by {
            "humanSignal" => found.signals.human,
            "agentSignal" => found.signals.agent,
            "createdAt" => f64::from(seconds),
            "continuationPotential" => found.signals.continuation,
            "branchProductivity" => {
                f64::from(u32::try_from(self.tree.below(found.node).len()).unwrap_or(u32::MAX))
            }
            "semanticFit" => found.fit,
            "explorationDensity" => found.signals.density,
            _ => found.signals.opportunity,
        }
    }

    fn result(&self, found: &Match, full: bool, now: i64) -> Value {
        let mut item = self.item_json(found.node, "It matches your search.", now);
        item["semanticFit"] = found.fit.into();
        if full {
            let node = self.tree.get(found.node);
            let content = node.prompt_text.as_ref().map_or(node.prompt.as_str(), |text| text.system.as_str());
            item["content"] = content.into();
        }
        item
    }
}
