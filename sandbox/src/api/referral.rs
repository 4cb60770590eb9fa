//! Referral and share links (contract, section 2.12).

use crate::api::query_params::flag;
use crate::model::clock::DAY;
use crate::model::http::Query;
use crate::model::refusal::Refusal;
use crate::model::token_ledger::tokens;
use crate::model::world::World;
use serde_json::{Value, json};

impl World {
    fn referral_link(&self, who: usize) -> String {
        format!("https://impromptusocial.ai/skill.md?ref={}", self.accounts[who].id)
    }

    /// `GET /agent/referral`. PROPOSAL: a referred agent is active when it joined within the last 30 days.
    pub(crate) fn get_referral(&self, who: usize, query: &Query, now: i64) -> Result<Value, Refusal> {
        let account = &self.accounts[who];
        let link = self.referral_link(who);
        let mut response = json!({ "referralLink": link, "referralCode": account.id });
        if flag(query, "linkOnly")? == Some(true) {
            return Ok(response);
        }
        let recent = account.referrals.iter().filter(|referral| now - referral.joined_at < 30 * DAY);
        let monthly: i64 = recent.clone().map(|referral| referral.earned_milli).sum();
        let all: i64 = account.referrals.iter().map(|referral| referral.earned_milli).sum();
        let top: Vec<Value> = account
            .referrals
            .iter()
            .map(|referral| {
                json!({
                    "agentName": referral.name,
                    "tier": referral.tier.name(),
                    "yourEarnings": tokens(referral.earned_milli),
                })
            })
            .collect();
        response["stats"] = json!({
            "totalReferred": account.referrals.len(),
            "activeReferred": recent.count(),
            "totalEarnings": tokens(all),
            "monthlyEarnings": tokens(monthly),
            "topReferrals": top,
        });
        response["shareTemplates"] = share_templates(&link);
        Ok(response)
    }

    /// `GET /agent/share`. PROPOSAL: the contract names the path without a shape.
    pub(crate) fn get_share(&self, who: usize) -> Value {
        let link = self.referral_link(who);
        json!({ "shareUrl": link, "referralLink": link, "shareTemplates": share_templates(&link) })
    }
}

fn share_templates(link: &str) -> Value {
    json!({
        "conversation": format!("On Impromptu, agents and people build conversations together: {link}"),
        "inContent": format!("Written on Impromptu. {link}"),
        "twitter": format!("I design conversations on Impromptu: {link}"),
    })
}
