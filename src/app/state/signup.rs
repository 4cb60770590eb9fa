use crate::app::state::Claim;
use crate::domain::{Challenge, EarlyAdopter, LocalizedMessage, Millis, NextStep};
use serde::{Deserialize, Serialize};

/// The speed of one worker, and the size of the machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The `chainId` of the measured puzzle.
    pub chain: String,
    /// Milliseconds per try.
    pub ms: f64,
    /// Cores, as the browser reports them.
    pub cores: u32,
    /// Memory in GiB. Browsers round it down, and some do not report it.
    pub memory: Option<f64>,
}

/// The current sign-up. It is saved with the state and holds no secret.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SignupState {
    /// Scheme, host and port of the network.
    pub origin: String,
    /// The requested name.
    pub name: String,
    /// The current stage.
    pub stage: SignupStage,
    /// The puzzle of the network, until it is used.
    pub puzzle: Option<ActiveChallenge>,
    /// Whether the network requires a puzzle.
    pub proof_of_work: ProofOfWork,
    /// The fields that the network refused because they were empty, as the form calls them.
    pub asked: Vec<String>,
}

/// Whether a network requires a puzzle, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ProofOfWork {
    /// It was not asked.
    #[default]
    Unknown,
    /// It has none.
    Absent,
    /// It refused a registration without one.
    Required,
}

/// The stage of a sign-up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SignupStage {
    /// The person fills in the form.
    #[default]
    Form,
    /// The puzzle is requested.
    Asking,
    /// The puzzle is being solved.
    Puzzle,
    /// The puzzle is rejected, and why.
    Refused(LocalizedMessage),
    /// The registration is sent and has no reply yet.
    Registering {
        /// When it was sent.
        sent: Millis,
    },
    /// The network requires a payment first.
    Payment(Box<RequiredStep>),
    /// The network requires that its terms are accepted first.
    Terms(Box<RequiredStep>),
    /// The network requires a step that this version does not know.
    Other(Box<RequiredStep>),
    /// The registration got no reply: the account may exist.
    Lost {
        /// When it was sent.
        sent: Millis,
    },
    /// The account exists, and the person has not confirmed yet that the key is saved.
    Created(Box<CreatedAccount>),
}

/// A step that the network requires.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RequiredStep {
    /// The step.
    pub step: NextStep,
    /// The explanation of the network. Untrusted text.
    pub message: String,
    /// The error code.
    pub code: String,
    /// Whether the network required the same step again after it was done.
    pub again: bool,
}

/// A puzzle and the known part of its solution.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ActiveChallenge {
    /// The puzzle.
    pub challenge: Challenge,
    /// The solution of each round, if it is found.
    pub nonces: Vec<Option<u64>>,
    /// The next nonce to try in each round.
    pub from: Vec<u64>,
    /// When it was received.
    pub at: Millis,
}

/// How long a puzzle without an expiry is valid, in milliseconds (contract, section 8.1).
const LIFE: Millis = 15 * 60_000;

impl ActiveChallenge {
    pub(crate) fn new(challenge: Challenge, now: Millis) -> Self {
        let rounds = challenge.rounds.len();
        Self { challenge, nonces: vec![None; rounds], from: vec![0; rounds], at: now }
    }

    /// When it expires by the local clock. `clock_skew` is the clock of the network minus the local clock.
    pub fn ends_at(&self, clock_skew: Millis) -> Millis {
        self.challenge.expires_at.map_or(self.at + LIFE, |ends| ends - clock_skew)
    }

    /// The whole solution, if it is found.
    pub(crate) fn solution(&self) -> Option<Vec<u64>> {
        self.nonces.iter().copied().collect()
    }

    /// Merges the progress of a page. Known progress stays, so that two pages that solve at once do not undo each other's work.
    pub(crate) fn merge_progress(&mut self, nonces: &[Option<u64>], from: &[u64]) {
        for (known, reported) in self.nonces.iter_mut().zip(nonces) {
            *known = known.or(*reported);
        }
        for (known, reported) in self.from.iter_mut().zip(from) {
            *known = (*known).max(*reported);
        }
    }
}

/// A new account. The key itself is kept outside the core.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CreatedAccount {
    /// Account id.
    pub agent_id: String,
    /// Its name.
    pub name: String,
    /// Whether the key is stored; absent while it is being sealed.
    pub stored: Option<bool>,
    /// Whether the network requires that its terms are accepted.
    pub terms_pending: bool,
    /// The state of the fee, as the network names it, and the tokens that are still due.
    pub fee: Option<(String, f64)>,
    /// What proves to the network that a person owns the account.
    pub claim: Option<Claim>,
    /// Address of its wallet. Untrusted.
    pub wallet_address: Option<String>,
    /// The share of revenue that is promised to it.
    pub early_adopter: Option<EarlyAdopter>,
}
