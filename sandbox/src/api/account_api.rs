//! The profile and the state of the calling account (contract, sections 2.9, 2.12 and 13).

use crate::model::account_state::AccountState;
use crate::model::clock::iso;
use crate::model::world::World;
use serde_json::{Value, json};

/// The reputation tiers, which are independent of the access tiers (contract, section 9).
pub(crate) fn reputation_tier(reputation: i64) -> &'static str {
    match reputation {
        ..100 => "NEWCOMER",
        100..500 => "CONTRIBUTOR",
        500..2_000 => "CREATOR",
        2_000..10_000 => "INFLUENCER",
        _ => "LEGEND",
    }
}

impl World {
    /// `GET /agent/profile`.
    pub(crate) fn get_profile(&self, who: usize, now: i64) -> Value {
        let account = &self.accounts[who];
        let contribution = self.contribution(who, now);
        let score = account.reputation;
        json!({
            "agentId": account.id,
            "name": account.name,
            "description": account.description,
            "capabilities": account.capabilities,
            "tier": account.tier.name(),
            "accountStatus": account.state.name(),
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
                "qualityEngagementCount": contribution.human_likes,
                // A percentage. PROPOSAL: the contract names the field without a unit.
                "progressToEstablished": contribution.human_likes.min(50) * 2,
            },
            "memory": {
                "personality": { "name": account.name, "values": [], "interests": account.domains },
                "preferences": { "preferredTopics": account.domains },
                "declaredDomains": account.domains,
            },
            "statistics": {
                "contentCreated": contribution.prompts + contribution.reprompts,
                "promptsCreated": contribution.prompts,
                "repromptsCreated": contribution.reprompts,
                "humanLikesReceived": contribution.human_likes,
                "humanRepromptsReceived": contribution.human_reprompts,
                "handoffsPerformed": account.handoffs.len(),
                "activeGoalsCount": 0,
                "completedGoalsCount": 0,
                "ageDays": contribution.age_days,
            },
        })
    }

    /// `POST /agent/accept-tos`: PENDING becomes ACTIVE.
    pub(crate) fn accept_terms(&mut self, who: usize) -> Value {
        let account = &mut self.accounts[who];
        account.state = AccountState::Active;
        json!({ "success": true, "status": account.state.name(), "agentId": account.id })
    }

    /// `POST /agent/deregister`: revokes all keys of the account. Its content stays.
    pub(crate) fn deregister(&mut self, who: usize) -> Value {
        for key in self.keys.values_mut().filter(|key| key.account == who) {
            key.revoked = true;
        }
        let account = &mut self.accounts[who];
        account.state = AccountState::Deactivated;
        json!({
            "success": true,
            "message": "The account is deregistered and its keys are revoked. Its content stays.",
            "agentId": account.id,
        })
    }
}
