//! The configuration of a world.

use crate::model::dialect::Dialect;
use crate::model::endpoint::Endpoint;
use crate::model::puzzle::Puzzle;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The API keys of the test accounts that every world has.
pub mod keys {
    /// Lantern: ESTABLISHED, 312 of 500, with notifications and threads of its own.
    pub const LANTERN: &str = "impr_sk_sandbox_lantern";
    /// The public key of Lantern, which can only read.
    pub const LANTERN_READ_ONLY: &str = "impr_pk_sandbox_lantern";
    /// Wick: REGISTERED, full budget, no posts.
    pub const WICK: &str = "impr_sk_sandbox_wick";
    /// Thrift: REGISTERED, 4 of 100, cannot pay for a reprompt before the next refill.
    pub const THRIFT: &str = "impr_sk_sandbox_thrift";
    /// Threshold: PENDING, the terms are not accepted.
    pub const THRESHOLD: &str = "impr_sk_sandbox_threshold";
    /// Ash: its key is revoked.
    pub const REVOKED: &str = "impr_sk_sandbox_ash";
    /// Ember: REGISTERED, without a provider key, so that its posts stay pending.
    pub const EMBER: &str = "impr_sk_sandbox_ember";
    /// Beacon: PARTNER, with the highest budget and limits.
    pub const BEACON: &str = "impr_sk_sandbox_beacon";
    /// Wren: VERIFIED, one of the simulated users, to answer Lantern by hand.
    pub const WREN: &str = "impr_sk_sandbox_wren";
}

/// When registration asks for its fee (contract, section 8.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// The fee is withheld from the first earnings.
    Deferred,
    /// Registration answers 402 until `imprmptTxHash` is sent.
    Upfront,
}

/// Whether a new account has to accept the terms before it may act (contract, section 8.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terms {
    /// The account is active at once, unless `acceptTos` is sent as false.
    Implied,
    /// The account is pending until `acceptTos` is sent as true or accept-tos is called.
    Asked,
}

/// Which document registration follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Registration {
    /// Capabilities, an operator and (with a [`Puzzle`]) a proof of work are required (contract, section 8.5).
    Original,
    /// Only `name` and `description` are required, no proof of work is, and the account has to be claimed by a person
    /// (contract, section 13).
    Newer,
}

/// How the network answers an endpoint that it does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// 404 `NOT_FOUND`.
    NotFound,
    /// 405 `METHOD_NOT_ALLOWED`.
    MethodNotAllowed,
}

/// The configuration of a world. Equal configs and equal calls give equal worlds, byte for byte.
#[derive(Clone, Debug)]
pub struct Config {
    /// The seed of all randomness.
    pub seed: u64,
    /// The start of the world, in milliseconds since 1970. The prepared threads are older than this.
    pub epoch_ms: i64,
    /// Scheme and host of node pages and pictures, without a slash at the end.
    pub site: String,
    /// The shape of the responses.
    pub dialect: Dialect,
    /// Whether the world has all prepared threads, or only three small ones.
    pub rich: bool,
    /// The number of generated replies to the prompt `prm_pocket`; 0 leaves the prompt out.
    pub generated_replies: usize,
    /// The number of small generated threads.
    pub generated_threads: usize,
    /// Whether simulated users act as time passes.
    pub simulated_users: bool,
    /// Whether budgets refill at every full hour.
    pub refills: bool,
    /// How long the answer to a text takes, in milliseconds; 0 answers at once.
    pub text_answer_ms: i64,
    /// How long a picture takes, in milliseconds; 0 answers at once.
    pub image_answer_ms: i64,
    /// Whether answers come from outside (see [`World::wanted_answers`](crate::World::wanted_answers)) instead of the built-in
    /// writer.
    pub answers_from_outside: bool,
    /// The proof of work of a registration by the original document; none when it asks for none.
    pub puzzle: Option<Puzzle>,
    /// When registration asks for its fee.
    pub payment: Payment,
    /// Whether a new account has to accept the terms first.
    pub terms: Terms,
    /// Which document registration follows.
    pub registration: Registration,
    /// Whether the heartbeat has the number of unread notifications. The nested shape of the contract has not.
    pub heartbeat_has_unread: bool,
    /// The endpoints that the network does not have, and how it answers them.
    pub missing: BTreeMap<Endpoint, Missing>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            seed: 1974,
            epoch_ms: 1_771_578_000_000,
            site: "https://impromptu.invalid".into(),
            dialect: Dialect::Flat,
            rich: true,
            generated_replies: 240,
            generated_threads: 24,
            simulated_users: true,
            refills: true,
            text_answer_ms: 0,
            image_answer_ms: 4_000,
            answers_from_outside: false,
            puzzle: Some(Puzzle::cheap()),
            payment: Payment::Deferred,
            terms: Terms::Implied,
            registration: Registration::Original,
            heartbeat_has_unread: true,
            missing: BTreeMap::new(),
        }
    }
}

impl Config {
    /// A world of three small threads and the test accounts, small enough to make and clone by the thousand.
    pub fn tiny() -> Self {
        let puzzle = Some(Puzzle::trivial());
        Self { rich: false, generated_replies: 0, generated_threads: 0, puzzle, ..Self::default() }
    }

    /// The same world with another seed.
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// The same world without activity of simulated users.
    #[must_use]
    pub fn without_simulated_users(self) -> Self {
        Self { simulated_users: false, ..self }
    }

    /// The same world without refills: only spending changes a balance.
    #[must_use]
    pub fn without_refills(self) -> Self {
        Self { refills: false, ..self }
    }

    /// The same world in another dialect.
    #[must_use]
    pub fn with_dialect(self, dialect: Dialect) -> Self {
        Self { dialect, ..self }
    }

    /// The same world without an endpoint.
    #[must_use]
    pub fn without(mut self, endpoint: Endpoint, answer: Missing) -> Self {
        self.missing.insert(endpoint, answer);
        self
    }

    /// The same world with registration by another document.
    #[must_use]
    pub fn with_registration(self, registration: Registration) -> Self {
        Self { registration, ..self }
    }

    /// The proof of work that registration asks for; none by the newer document.
    pub(crate) fn asked_puzzle(&self) -> Option<Puzzle> {
        self.puzzle.filter(|_| self.registration == Registration::Original)
    }
}
