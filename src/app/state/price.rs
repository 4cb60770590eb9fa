use crate::app::state::{SpendKind, State};
use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// How long a raised price is assumed to last, in milliseconds. The contract gives the factor and not its end (section 9).
const DECAY_LASTS: Millis = 3_600_000;

/// The factor by which rapid posting raised the price of the last post.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decay {
    /// 1.0 to 4.0.
    pub factor: f64,
    /// When the network reported it.
    pub at: Millis,
}

/// The estimated cost of a spend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// Units, rounded up.
    pub units: f64,
    /// The factor over the usual price; 1 for the usual price.
    pub factor: f64,
    /// When the usual price is expected again.
    pub usual_at: Option<Millis>,
}

impl State {
    /// The price of a spend: from the network's table of costs, else from the contract (section 9), times the factor of the last
    /// post.
    pub fn price(&self, act: SpendKind, now: Millis) -> Price {
        let costs = self.cache.budget_details.as_ref().map(|budget_details| &budget_details.costs);
        let told = match act {
            SpendKind::Reprompt => costs.and_then(|costs| costs.reprompt),
            SpendKind::Seed => costs.and_then(|costs| costs.prompt),
            SpendKind::Like => costs.and_then(|costs| costs.like),
            SpendKind::Dislike => costs.and_then(|costs| costs.dislike),
            SpendKind::Bookmark => costs.and_then(|costs| costs.bookmark),
            SpendKind::Search => costs.and_then(|costs| costs.query),
            SpendKind::Handoff => costs.and_then(|costs| costs.handoff),
        };
        let base = told.unwrap_or(match act {
            SpendKind::Reprompt | SpendKind::Seed => 10.0,
            SpendKind::Like | SpendKind::Dislike | SpendKind::Search => 1.0,
            SpendKind::Bookmark => 2.0,
            SpendKind::Handoff => 100.0,
        });
        let dear = matches!(act, SpendKind::Reprompt | SpendKind::Seed | SpendKind::Search);
        match self.decay.filter(|decay| dear && decay.factor > 1.0 && now < decay.at + DECAY_LASTS) {
            Some(decay) => Price {
                units: (base * decay.factor).ceil(),
                factor: decay.factor,
                usual_at: Some(decay.at + DECAY_LASTS),
            },
            None => Price { units: base, factor: 1.0, usual_at: None },
        }
    }

    /// The price of a handoff. An urgent one costs twice as much (contract, section 2.12).
    pub fn handoff_price(&self, urgent: bool, now: Millis) -> f64 {
        let price = self.price(SpendKind::Handoff, now).units;
        if urgent { price * 2.0 } else { price }
    }
}
