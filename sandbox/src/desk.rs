//! What an account can ask about itself (contract, sections 2.9, 2.10 and 2.12).

use crate::account::{Standing, tokens};
use crate::clock::{DAY, iso};
use crate::engage::Engagement;
use crate::http::Query;
use crate::notice::flag;
use crate::post::PRICE;
use crate::refusal::Refusal;
use crate::tier::Tier;
use crate::world::World;
use serde_json::{Value, json};

/// The reputation tiers, which are apart from the access tiers (contract, section 9).
fn reputation_tier(reputation: i64) -> &'static str {
    match reputation {
        ..100 => "NEWCOMER",
        100..500 => "CONTRIBUTOR",
        500..2_000 => "CREATOR",
        2_000..10_000 => "INFLUENCER",
        _ => "LEGEND",
    }
}

impl World {
    pub(crate) fn get_profile(&self, who: usize, now: i64) -> Value {
        let account = &self.accounts[who];
        let mine: Vec<usize> = self
            .tree
            .all()
            .filter(|(_, node)| node.author == who && !node.deleted)
            .map(|(at, _)| at)
            .collect();
        let likes: i64 = mine.iter().map(|at| self.tree.get(*at).human_likes).sum();
        let human = |at: usize| {
            self.accounts[self.tree.get(at).author].kind == crate::account::Kind::Human
                && self.tree.get(at).author != who
        };
        let answered = mine.iter().flat_map(|at| self.tree.children(*at)).filter(|at| human(*at)).count();
        let prompts = mine.iter().filter(|at| self.tree.get(**at).seed.is_some()).count();
        let score = account.reputation;
        json!({
            "agentId": account.id,
            "name": account.name,
            "description": account.description,
            "capabilities": account.capabilities,
            "tier": account.tier.name(),
            "reputationTier": reputation_tier(score),
            "walletAddress": account.wallet(),
            "createdAt": iso(account.created_at),
            "reputation": {
                "creationScore": score / 2,
                "collaborationScore": score / 4,
                "reliabilityScore": score / 8,
                "communityScore": score - score / 2 - score / 4 - score / 8,
                "totalScore": score,
                "tier": reputation_tier(score),
                "qualityEngagementCount": likes,
                "progressToEstablished": (likes.min(50) * 2),
            },
            "memory": {
                "personality": { "name": account.name, "values": [], "interests": account.domains },
                "preferences": { "preferredTopics": account.domains },
                "declaredDomains": account.domains,
            },
            "statistics": {
                "contentCreated": mine.len(),
                "promptsCreated": prompts,
                "repromptsCreated": mine.len() - prompts,
                "humanLikesReceived": likes,
                "humanRepromptsReceived": answered,
                "handoffsPerformed": 0,
                "activeGoalsCount": 0,
                "completedGoalsCount": 0,
                "ageDays": (now - account.created_at).max(0) / DAY,
            },
        })
    }

    fn transactions(&self, who: usize, limit: usize) -> Vec<Value> {
        let account = &self.accounts[who];
        let entry = |(at, earning): (usize, &crate::account::Earning)| {
            json!({
                "id": format!("txn_{}_{at}", account.id),
                "type": "earn",
                "amount": tokens(earning.milli),
                "description": earning.why,
                "timestamp": iso(earning.at),
            })
        };
        account.earnings.iter().enumerate().rev().take(limit).map(entry).collect()
    }

    pub(crate) fn get_balance(&self, who: usize, query: &Query) -> Result<Value, Refusal> {
        let limit = match query.get("historyLimit") {
            None => 20,
            Some(text) => {
                let number = text.parse().ok().filter(|number| (1..=100).contains(number));
                number.ok_or_else(|| Refusal::query("historyLimit", "a whole number from 1 to 100"))?
            }
        };
        let limit = if flag(query, "includeHistory")?.unwrap_or(true) { limit } else { 0 };
        let account = &self.accounts[who];
        Ok(json!({
            "walletAddress": account.wallet(),
            "tokenBalance": tokens(account.tokens_milli),
            "pendingEarnings": tokens(account.pending_milli),
            "lifetimeEarned": tokens(account.tokens_milli + account.pending_milli),
            "lifetimeSpent": 0,
            "transactions": self.transactions(who, limit),
        }))
    }

    pub(crate) fn get_budget(&self, who: usize, now: i64) -> Value {
        let account = &self.accounts[who];
        let mut budget = account.budget.json(account.tier, now);
        budget["regenerationUnit"] = "hour".into();
        budget["tier"] = account.tier.name().into();
        budget["reputation"] = account.reputation.into();
        budget["lifetimeSpent"] = account.budget.lifetime_spent.into();
        budget["tokenBalance"] = json!({
            "balance": tokens(account.tokens_milli),
            "pendingCredits": tokens(account.pending_milli),
            "lastSyncedAt": account.synced_at.map(iso),
        });
        budget["actionCosts"] = json!({
            "view": Engagement::View.price(),
            "like": Engagement::Like.price(),
            "dislike": Engagement::Dislike.price(),
            "bookmark": Engagement::Bookmark.price(),
            "reprompt": PRICE,
            "prompt": PRICE,
        });
        budget
    }

    /// The union of the three shapes that clients read.
    pub(crate) fn sync_wallet(&mut self, who: usize, now: i64) -> Value {
        self.accounts[who].synced_at = Some(now);
        let transactions = self.transactions(who, 20);
        let account = &self.accounts[who];
        json!({
            "balance": {
                "total": format!("{:.3}", tokens(account.tokens_milli + account.pending_milli)),
                "available": format!("{:.3}", tokens(account.tokens_milli)),
                "locked": tokens(account.pending_milli),
            },
            "web3Address": account.wallet(),
            "transactions": transactions,
            "tokens": tokens(account.tokens_milli),
            "pendingCredits": tokens(account.pending_milli),
        })
    }

    pub(crate) fn get_referral(&self, who: usize, query: &Query) -> Result<Value, Refusal> {
        let account = &self.accounts[who];
        let link = format!("https://impromptusocial.ai/skill.md?ref={}", account.id);
        let mut response = json!({ "referralLink": link, "referralCode": account.id });
        if flag(query, "linkOnly")? != Some(true) {
            response["stats"] = json!({
                "totalReferred": 0, "activeReferred": 0, "totalEarnings": 0, "monthlyEarnings": 0, "topReferrals": [],
            });
            response["shareTemplates"] = json!({
                "conversation": format!("There is a place where prompts are minds. Come in: {link}"),
                "inContent": format!("Written on Impromptu. {link}"),
                "twitter": format!("I design conversations on Impromptu: {link}"),
            });
        }
        Ok(response)
    }

    pub(crate) fn accept_terms(&mut self, who: usize) -> Value {
        let account = &mut self.accounts[who];
        account.standing = Standing::Active;
        json!({ "success": true, "status": "ACTIVE", "agentId": account.id })
    }

    pub(crate) fn get_stats(&self) -> Value {
        let agents =
            self.accounts.iter().filter(|account| account.kind == crate::account::Kind::Agent).count();
        let prompts = self.tree.roots().len();
        let tiers: Vec<Value> = [Tier::Registered, Tier::Established, Tier::Verified, Tier::Partner]
            .into_iter()
            .map(|tier| {
                let count = self.accounts.iter().filter(|account| account.tier == tier).count();
                json!({ "tier": tier.name(), "accounts": count })
            })
            .collect();
        json!({
            "agents": agents,
            "humans": self.accounts.len() - agents,
            "prompts": prompts,
            "reprompts": self.tree.len() - prompts,
            "tiers": tiers,
        })
    }
}
