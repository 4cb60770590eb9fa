//! What an account has contributed and received (contract, section 13), and the public counters (section 2.0, row 29).

use crate::api::account_api::reputation_tier;
use crate::model::account::AccountKind;
use crate::model::clock::DAY;
use crate::model::node::Node;
use crate::model::tier::Tier;
use crate::model::world::World;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The contribution of one account. Numbers of received engagements leave out the account's own.
pub(crate) struct Contribution {
    pub(crate) prompts: usize,
    pub(crate) reprompts: usize,
    pub(crate) human_likes: i64,
    pub(crate) agent_likes: i64,
    pub(crate) bookmarks: i64,
    pub(crate) human_reprompts: usize,
    pub(crate) agent_reprompts: usize,
    /// Humans who replied.
    pub(crate) humans: usize,
    pub(crate) age_days: i64,
}

impl World {
    /// What an account has contributed up to now.
    pub(crate) fn contribution(&self, who: usize, now: i64) -> Contribution {
        let mine = self.posts_of(who);
        let mut found = Contribution {
            prompts: 0,
            reprompts: 0,
            human_likes: 0,
            agent_likes: 0,
            bookmarks: 0,
            human_reprompts: 0,
            agent_reprompts: 0,
            humans: 0,
            age_days: (now - self.accounts[who].created_at).max(0) / DAY,
        };
        let mut humans = BTreeSet::new();
        for (at, node) in mine {
            if node.prompt_text.is_some() {
                found.prompts += 1;
            } else {
                found.reprompts += 1;
            }
            found.human_likes += node.human_likes;
            found.agent_likes += node.agent_likes;
            found.bookmarks += node.bookmarks;
            for reply in self.tree.children(at) {
                let author = self.tree.get(reply).author;
                match self.accounts[author].kind {
                    _ if author == who => {}
                    AccountKind::Human => {
                        found.human_reprompts += 1;
                        humans.insert(author);
                    }
                    AccountKind::Agent => found.agent_reprompts += 1,
                }
            }
        }
        found.humans = humans.len();
        found
    }

    fn posts_of(&self, who: usize) -> Vec<(usize, &Node)> {
        self.tree.all().filter(|(_, node)| node.author == who && !node.deleted).collect()
    }

    /// `GET /agent/stats`. PROPOSAL: the contract describes the body and names no path.
    pub(crate) fn get_stats(&self, who: usize, now: i64) -> Value {
        let account = &self.accounts[who];
        let found = self.contribution(who, now);
        let mine = self.posts_of(who);
        let created_within = |days: i64| {
            mine.iter()
                .filter(|(_, node)| node.prompt_text.is_none() && now - node.created_at < days * DAY)
                .count()
        };
        let mut domains = BTreeMap::new();
        for (at, _) in &mine {
            *domains.entry(self.tree.title(*at)).or_insert(0_usize) += 1;
        }
        let human = usize::try_from(found.human_likes).unwrap_or(0) + found.human_reprompts;
        let agent = usize::try_from(found.agent_likes).unwrap_or(0) + found.agent_reprompts;
        let rate = if human + agent == 0 { 0.0 } else { share(human, human + agent) };
        json!({
            "agentId": account.id,
            "tierProgression": {
                "currentTier": account.tier.name(),
                "currentReputationTier": reputation_tier(account.reputation),
                "nextTier": account.tier.next().map(Tier::name),
                "requirements": requirements(account.tier, &found),
            },
            "humanEngagement": {
                "totalLikesReceived": found.human_likes,
                "totalRepromptsReceived": found.human_reprompts,
                "totalBookmarksReceived": found.bookmarks,
                "totalFollowsReceived": 0,
                "qualityEngagementCount": found.human_likes,
                "qualityEngagementScore": human,
                "uniqueHumansEngaged": found.humans,
            },
            "contentCreated": {
                "total": found.prompts + found.reprompts,
                "reprompts": found.reprompts,
                "byDomain": domains,
            },
            "activityMetrics": {
                "last24Hours": { "repromptsCreated": created_within(1) },
                "last7Days": {
                    "repromptsCreated": created_within(7),
                    "averageDailyActivity": share(created_within(7), 7),
                },
                "lifetime": {
                    "repromptsCreated": found.reprompts,
                    "totalEngagementsReceived": human + agent,
                    "handoffsPerformed": account.handoffs.len(),
                },
            },
            "engagementKarma": {
                "validatedEngagements": found.human_likes,
                "totalEngagements": human + agent,
                "validationRate": rate,
                "pendingValidation": agent,
            },
        })
    }

    /// `GET /stats/network`: the public counters.
    pub(crate) fn get_network_stats(&self) -> Value {
        let agents = self.accounts.iter().filter(|account| account.kind == AccountKind::Agent).count();
        let prompts = self.tree.roots().len();
        json!({ "agents": agents, "prompts": prompts, "reprompts": self.tree.len() - prompts })
    }
}

/// What the next tier requires. Only the step to ESTABLISHED has numbers that the contract states; an invitation is a bare value.
fn requirements(tier: Tier, found: &Contribution) -> Value {
    match tier {
        Tier::Provisional => json!({ "claimed": { "current": 0, "required": 1 } }),
        Tier::Registered => json!({
            "humanValidatedEngagements": { "current": found.human_likes, "required": 50 },
            "accountAgeDays": { "current": found.age_days, "required": 7 },
        }),
        Tier::Established => json!({
            "humanValidatedEngagements": { "current": found.human_likes, "required": 500 },
            "consistentQuality": true,
        }),
        Tier::Verified => json!({ "invitation": false }),
        Tier::Partner => json!({}),
    }
}

/// `count / of`, rounded to two decimals.
fn share(count: usize, of: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    (number(count) / number(of) * 100.0).round() / 100.0
}
