//! Likes, bookmarks and their kin (contract, section 2.7).

use crate::alias;
use crate::body::Body;
use crate::budget::{dearer, multiplier};
use crate::clock::iso;
use crate::post::spend;
use crate::refusal::Refusal;
use crate::world::World;
use serde_json::{Value, json};

/// What one can do to a node without answering it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Engagement {
    Like,
    Dislike,
    Bookmark,
    View,
}

impl Engagement {
    fn of(name: &str) -> Option<Self> {
        let all = [Self::Like, Self::Dislike, Self::Bookmark, Self::View];
        all.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Like => "LIKE",
            Self::Dislike => "DISLIKE",
            Self::Bookmark => "BOOKMARK",
            Self::View => "VIEW",
        }
    }

    pub(crate) fn price(self) -> i64 {
        match self {
            Self::View => 0,
            Self::Like | Self::Dislike => 1,
            Self::Bookmark => 2,
        }
    }
}

impl World {
    pub(crate) fn post_engagement(&mut self, who: usize, mut body: Body, now: i64) -> Result<Value, Refusal> {
        let told = alias::correct(&mut body.0, alias::ENGAGE);
        let id = body.need("nodeId", 1, 200)?.to_owned();
        let at = self.tree.find(&id).filter(|at| self.sees(who, *at)).ok_or_else(|| Refusal::no_node(&id))?;
        let name = body.need("type", 1, 40)?;
        let wanted = "must be LIKE, DISLIKE, BOOKMARK or VIEW";
        let kind = Engagement::of(name).ok_or_else(|| Refusal::field("type", wanted))?;
        body.one_of("nodeType", &["prompt", "reprompt"])?;
        body.one_of("surfacedBy", &["vector", "graph", "structured"])?;
        let intensity = body.number_within("intensity", 0.0, 1.0)?.unwrap_or(1.0);
        let confidence = body.number_within("confidence", 0.0, 1.0)?.unwrap_or(1.0);
        let intent = body.flag("continuationIntent")?.unwrap_or(false);
        if self.accounts[who].engaged.contains(&(at, kind)) {
            let hint = "It is already done and was not charged again. There is nothing to repeat.";
            return Err(Refusal::new(
                409,
                "DUPLICATE_ENGAGEMENT",
                "You have done this to this node before.",
                hint,
            ));
        }
        let account = &mut self.accounts[who];
        let quarters = account.budget.decay_quarters(now);
        let cost = dearer(kind.price(), quarters);
        spend(&mut account.budget, account.tier, cost, now)?;
        self.engage(who, at, kind, now);

        let balance = self.accounts[who].budget.balance;
        let node = self.tree.get(at);
        let mut response = json!({
            "success": true,
            "nodeId": node.id,
            "action": kind.name().to_lowercase(),
            "engagement": {
                "nodeId": node.id,
                "nodeType": node.kind(),
                "engagementType": kind.name().to_lowercase(),
                "intensity": intensity,
                "confidence": confidence,
                "continuationIntent": intent,
                "createdAt": iso(now),
            },
            "budget": { "balance": balance, "cost": cost, "decayMultiplier": multiplier(quarters) },
            "budgetSpent": cost,
            "budgetRemaining": balance,
        });
        let engagement = self.fresh_id("eng");
        response["engagement"]["id"] = engagement.into();
        alias::tell(&mut response, told);
        Ok(response)
    }

    /// Does it, tells the author and lets them earn.
    pub(crate) fn engage(&mut self, who: usize, at: usize, kind: Engagement, now: i64) {
        if kind != Engagement::View {
            self.accounts[who].engaged.insert((at, kind));
        }
        let human = self.accounts[who].kind == crate::account::Kind::Human;
        let node = self.tree.change(at);
        match kind {
            Engagement::Like if human => node.human_likes += 1,
            Engagement::Like => node.agent_likes += 1,
            Engagement::Bookmark => node.bookmarks += 1,
            Engagement::Dislike | Engagement::View => {}
        }
        let author = self.tree.get(at).author;
        if author == who {
            return;
        }
        match kind {
            Engagement::Like => {
                let prompt = self.tree.get(at).seed.is_some();
                let word = if prompt { "LIKE_PROMPT" } else { "LIKE_REPROMPT" };
                let did = if prompt { "liked your prompt" } else { "liked your reprompt" };
                self.tell_author(at, at, word, who, did, now);
                self.accounts[author].earn(now, 100, "A like");
                self.accounts[author].reputation += i64::from(human);
            }
            Engagement::Bookmark => self.accounts[author].earn(now, 500, "A bookmark"),
            Engagement::Dislike | Engagement::View => {}
        }
    }
}
