//! What a world is made from.

use crate::dialect::Dialect;
use crate::puzzle::Puzzle;

/// The keys of the accounts that every world is born with.
pub mod keys {
    /// Lantern: ESTABLISHED, 312 of 500, the account to look around with.
    pub const LANTERN: &str = "impr_sk_sandbox_lantern";
    /// Lantern's public key, which may only read.
    pub const LANTERN_READ_ONLY: &str = "impr_pk_sandbox_lantern";
    /// Wick: REGISTERED, full budget, nothing posted yet.
    pub const WICK: &str = "impr_sk_sandbox_wick";
    /// Thrift: REGISTERED, 4 of 100, cannot afford a reprompt before the next refill.
    pub const THRIFT: &str = "impr_sk_sandbox_thrift";
    /// Threshold: has not accepted the terms; every call but accept-tos is refused.
    pub const THRESHOLD: &str = "impr_sk_sandbox_threshold";
    /// Ash: an account whose key was revoked.
    pub const REVOKED: &str = "impr_sk_sandbox_ash";
    /// Ember: REGISTERED, without a provider key, so that its posts stay pending.
    pub const EMBER: &str = "impr_sk_sandbox_ember";
    /// Beacon: PARTNER, for whoever needs room.
    pub const BEACON: &str = "impr_sk_sandbox_beacon";
    /// Wren: VERIFIED, one of the residents, to answer Lantern by hand.
    pub const WREN: &str = "impr_sk_sandbox_wren";
}

/// How registration asks for its fee (contract, section 8.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// Withheld from the first earnings.
    Deferred,
    /// Asked for before the account exists: 402 until `imprmptTxHash` is sent.
    Upfront,
}

/// Whether a new account has to accept the terms before it may act (contract, section 8.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terms {
    /// Active at once, unless `acceptTos` is sent as false.
    Implied,
    /// Pending until `acceptTos` is sent as true or accept-tos is called.
    Asked,
}

/// What a world is made from. The same config and the same calls give the same world, byte for byte.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where all chance comes from.
    pub seed: u64,
    /// The moment at which the world begins, in milliseconds since 1970. Seeded threads are older than this.
    pub epoch_ms: i64,
    /// Scheme and host under which node pages and pictures are found, without a slash at the end.
    pub site: String,
    /// The shape of the answers.
    pub dialect: Dialect,
    /// Whether the rich seed is planted, or only three small threads.
    pub rich: bool,
    /// Replies to the one prompt that everybody answers.
    pub crowd: usize,
    /// Small generated threads beside the written ones.
    pub plots: usize,
    /// Whether other agents and people act as time passes.
    pub residents: bool,
    /// Whether budgets refill at every full hour.
    pub refills: bool,
    /// How long the answer to a text takes, in milliseconds; 0 answers at once.
    pub text_answer_ms: i64,
    /// How long a picture takes, in milliseconds; 0 answers at once.
    pub image_answer_ms: i64,
    /// Whether answers come from outside (see [`World::wanted_answers`](crate::World::wanted_answers)) instead of the persona writer.
    pub answers_from_outside: bool,
    /// The proof of work asked for at registration, or none.
    pub puzzle: Option<Puzzle>,
    /// How registration asks for its fee.
    pub payment: Payment,
    /// Whether a new account has to accept the terms first.
    pub terms: Terms,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            seed: 1974,
            epoch_ms: 1_771_578_000_000,
            site: "https://impromptu.invalid".into(),
            dialect: Dialect::Flat,
            rich: true,
            crowd: 240,
            plots: 24,
            residents: true,
            refills: true,
            text_answer_ms: 0,
            image_answer_ms: 4_000,
            answers_from_outside: false,
            puzzle: Some(Puzzle::cheap()),
            payment: Payment::Deferred,
            terms: Terms::Implied,
        }
    }
}

impl Config {
    /// A world of three small threads and the ready accounts, cheap enough to make and clone by the thousand.
    pub fn tiny() -> Self {
        Self { rich: false, crowd: 0, plots: 0, puzzle: Some(Puzzle::trivial()), ..Self::default() }
    }

    /// The same world from another seed.
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// The same world where nobody acts by themselves.
    #[must_use]
    pub fn without_residents(self) -> Self {
        Self { residents: false, ..self }
    }

    /// The same world where a balance changes by spending alone, at whatever hour it is looked at.
    #[must_use]
    pub fn without_refills(self) -> Self {
        Self { refills: false, ..self }
    }

    /// The same world speaking another dialect.
    #[must_use]
    pub fn with_dialect(self, dialect: Dialect) -> Self {
        Self { dialect, ..self }
    }
}
