//! What a spend costs, as far as it is known before.

use crate::app::state::{Price, SpendKind, State};
use crate::domain::Millis;

/// How long a raised price is assumed to last, in milliseconds. The contract gives the factor and not its end (section 9).
const DECAY_LASTS: Millis = 3_600_000;

/// What a search by words adds to the price (contract, section 2.12).
const WORDS: f64 = 5.0;

/// What results that depend on this account add to the price (contract, section 2.12).
const PERSONAL: f64 = 2.0;

impl State {
    /// The price of a spend: from the network's table of costs, else from the contract (section 9), times the factor of the last
    /// post.
    pub fn price(&self, act: SpendKind, now: Millis) -> Price {
        let costs = self.cache.budget_details.as_ref().map(|budget_details| &budget_details.costs);
        let stated = match act {
            SpendKind::Reprompt => costs.and_then(|costs| costs.reprompt),
            SpendKind::Seed => costs.and_then(|costs| costs.prompt),
            SpendKind::Like => costs.and_then(|costs| costs.like),
            SpendKind::Dislike => costs.and_then(|costs| costs.dislike),
            SpendKind::Bookmark => costs.and_then(|costs| costs.bookmark),
            SpendKind::Search => costs.and_then(|costs| costs.query),
            SpendKind::Handoff => costs.and_then(|costs| costs.handoff),
        };
        let base = stated.unwrap_or(match act {
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

    /// The estimated cost of a search, before a rise of prices by rapid use.
    pub fn search_price(&self, has_words: bool, is_personal: bool, now: Millis) -> f64 {
        let added = [(has_words, WORDS), (is_personal, PERSONAL)];
        let sum: f64 = added.iter().filter(|(given, _)| *given).map(|(_, price)| price).sum();
        let price = self.price(SpendKind::Search, now);
        price.units + (sum * price.factor).ceil()
    }
}
