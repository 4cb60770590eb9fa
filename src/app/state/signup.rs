use crate::domain::{Challenge, LocalizedMessage, Millis, NextStep};
use serde::{Deserialize, Serialize};

/// What one worker measured, and what the browser tells about the machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The puzzle it was measured with.
    pub chain: String,
    /// Milliseconds a try.
    pub ms: f64,
    /// Cores, as the browser tells them.
    pub cores: u32,
    /// Memory in GiB; browsers that tell it round it down, and some do not.
    pub memory: Option<f64>,
}

/// A sign-up under way. Saved with the state, so that it outlives the worker; it holds no secret.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SignupState {
    /// Scheme, host and port of the network.
    pub origin: String,
    /// The name that was asked for.
    pub name: String,
    /// Where it stands.
    pub stage: Stage,
    /// The puzzle that was handed out, until it is used.
    pub puzzle: Option<ActiveChallenge>,
    /// The network said that it asks for no puzzle.
    pub no_puzzle: bool,
}

/// Where a sign-up stands: the step that the network named last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// The form waits for the person.
    #[default]
    Form,
    /// The puzzle was asked for.
    Asking,
    /// The puzzle waits to be solved.
    Puzzle,
    /// The puzzle is not taken on: why.
    Refused(LocalizedMessage),
    /// Everything was sent; the answer is on its way.
    Registering {
        /// When it left.
        sent: Millis,
    },
    /// The network wants to be paid first.
    Payment(Box<RequiredStep>),
    /// The network wants its terms accepted first.
    Terms(Box<RequiredStep>),
    /// A step that this version does not know.
    Other(Box<RequiredStep>),
    /// No answer came: the account may exist.
    Lost {
        /// When it was sent.
        sent: Millis,
    },
    /// There is an account, and the person has not said yet that the key is saved.
    Made(Box<Made>),
}

/// A step in the network's own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RequiredStep {
    /// What it wants.
    pub step: NextStep,
    /// Why, in its words. Untrusted text.
    pub message: String,
    /// Its code.
    pub code: String,
    /// The same was asked for before, and what was sent since did not settle it.
    pub again: bool,
}

/// A puzzle and what is found of its solution.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ActiveChallenge {
    /// As it was served.
    pub challenge: Challenge,
    /// The solution of each round, as far as found.
    pub nonces: Vec<Option<u64>>,
    /// Up to where each round was searched in vain.
    pub from: Vec<u64>,
    /// When it came.
    pub at: Millis,
}

/// How long a puzzle lives when it does not say (contract, section 8.1).
const LIFE: Millis = 15 * 60_000;

impl ActiveChallenge {
    pub(crate) fn new(challenge: Challenge, now: Millis) -> Self {
        let rounds = challenge.rounds.len();
        Self { challenge, nonces: vec![None; rounds], from: vec![0; rounds], at: now }
    }

    /// When it ends by our clock; `skew` is the network's clock less ours.
    pub fn ends_at(&self, clock_skew: Millis) -> Millis {
        self.challenge.expires_at.map_or(self.at + LIFE, |ends| ends - clock_skew)
    }

    /// The whole solution, once it is found.
    pub(crate) fn solution(&self) -> Option<Vec<u64>> {
        self.nonces.iter().copied().collect()
    }

    /// Takes what a page found. What is known already stays: of two pages that solve, neither undoes the other's work.
    pub(crate) fn learn(&mut self, nonces: &[Option<u64>], from: &[u64]) {
        for (known, told) in self.nonces.iter_mut().zip(nonces) {
            *known = known.or(*told);
        }
        for (known, told) in self.from.iter_mut().zip(from) {
            *known = (*known).max(*told);
        }
    }
}

/// A fresh account. The key itself is with the edge.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Made {
    /// Account id.
    pub agent_id: String,
    /// Its name.
    pub name: String,
    /// Whether the key is stored; absent while it is being sealed.
    pub stored: Option<bool>,
    /// The network waits for its terms to be accepted.
    pub terms_pending: bool,
    /// State of the fee in the network's word, and tokens still open.
    pub fee: Option<(String, f64)>,
    /// Where to claim the account. Untrusted.
    pub claim_url: Option<String>,
}
