//! One proof-of-work challenge of a registration (contract, section 8).

use crate::model::puzzle::{Puzzle, ROUNDS};

/// One challenge. It is valid for one registration.
#[derive(Clone, Debug)]
pub(crate) struct Challenge {
    pub(crate) chain: String,
    pub(crate) salts: Vec<String>,
    pub(crate) expires_at: i64,
    pub(crate) puzzle: Puzzle,
}

impl Challenge {
    /// Whether `nonces` holds a solution of every round, in round order.
    pub(crate) fn is_solved_by(&self, nonces: &[u64]) -> bool {
        nonces.len() == ROUNDS
            && self.salts.iter().zip(nonces).all(|(salt, nonce)| self.puzzle.accepts(salt, *nonce))
    }
}
