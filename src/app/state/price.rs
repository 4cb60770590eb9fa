use crate::domain::Millis;
use serde::{Deserialize, Serialize};

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
