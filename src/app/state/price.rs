use crate::app::state::{Act, State};
use crate::domain::Millis;
use serde::{Deserialize, Serialize};

/// How long a dearer price is taken to last (our choice; the contract tells the factor and not its end, section 9).
const DECAY_LASTS: Millis = 3_600_000;

/// How much dearer rapid posting made the last post.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decay {
    /// 1.0 to 4.0.
    pub factor: f64,
    /// When it was told.
    pub at: Millis,
}

/// What an act will cost, as far as can be told before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// Units, rounded up.
    pub units: f64,
    /// How much dearer than usual: 1 is not.
    pub factor: f64,
    /// When it is taken to be usual again.
    pub usual_at: Option<Millis>,
}

impl State {
    /// The price of an act: the network's own table first, then the contract's numbers (section 9), times what the last
    /// post told about rapid posting.
    pub fn price(&self, act: Act, now: Millis) -> Price {
        let costs = self.cache.budget_details.as_ref().map(|budget_details| &budget_details.costs);
        let told = match act {
            Act::Reprompt => costs.and_then(|costs| costs.reprompt),
            Act::Seed => costs.and_then(|costs| costs.prompt),
            Act::Like => costs.and_then(|costs| costs.like),
            Act::Bookmark => costs.and_then(|costs| costs.bookmark),
        };
        let base = told.unwrap_or(match act {
            Act::Reprompt | Act::Seed => 10.0,
            Act::Like => 1.0,
            Act::Bookmark => 2.0,
        });
        let dear = matches!(act, Act::Reprompt | Act::Seed);
        match self.decay.filter(|decay| dear && decay.factor > 1.0 && now < decay.at + DECAY_LASTS) {
            Some(decay) => Price {
                units: (base * decay.factor).ceil(),
                factor: decay.factor,
                usual_at: Some(decay.at + DECAY_LASTS),
            },
            None => Price { units: base, factor: 1.0, usual_at: None },
        }
    }
}
