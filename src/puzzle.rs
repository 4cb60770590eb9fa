//! The sign-up's proof of work: find, for each round, a number whose Argon2id hash starts with enough zero bits.
//!
//! The live network does not document the encoding of number and salt. [`Encoding`] has one field for each; its default is what the local
//! network documents (contract, section 8.3).

use crate::domain::Challenge;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::fmt;

/// Most memory a challenge may ask for, in KiB. A challenge comes from the network and could stall the machine.
pub const MOST_MEMORY: u32 = 262_144;
/// Most passes over it.
pub const MOST_ITERATIONS: u32 = 16;
/// Most lanes.
pub const MOST_LANES: u32 = 4;
/// Most leading zero bits. No browser finishes a harder round.
pub const MOST_DIFFICULTY: u32 = 32;
/// Most rounds.
pub const MOST_ROUNDS: u32 = 64;
/// Longest salt, in bytes, and longest hash.
const LONGEST: u32 = 64;

/// How a nonce becomes the password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NonceEncoding {
    /// ASCII decimal digits, no sign, no padding.
    #[default]
    Decimal,
    /// Eight bytes, least significant first.
    LittleEndian,
    /// Eight bytes, most significant first.
    BigEndian,
}

/// How a salt's text becomes bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaltDecoding {
    /// The UTF-8 bytes as sent.
    #[default]
    Utf8,
    /// Pairs of hexadecimal digits.
    Hex,
}

/// Which bytes are hashed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Encoding {
    /// For the nonce.
    pub nonce: NonceEncoding,
    /// For the salt.
    pub salt: SaltDecoding,
}

/// Why a challenge is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not Argon2id.
    Algorithm(String),
    /// A number above its limit.
    TooMuch {
        /// Which: `memory`, `iterations`, `parallelism`, `difficulty`, `rounds`, `hashLength`.
        what: &'static str,
        /// The number in the challenge.
        asked: u64,
        /// The limit.
        most: u64,
    },
    /// Parameters that Argon2 does not accept.
    Impossible(&'static str),
    /// Memory that the machine does not have.
    Memory,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Algorithm(name) => {
                write!(
                    f,
                    "The network asks for a puzzle called {name}, which this version does not know. Look for an update."
                )
            }
            Self::TooMuch { what, asked, most } => write!(
                f,
                "The puzzle asks for {what} {asked}; more than {most} could harm this machine, so it was not started. Ask the network for another."
            ),
            Self::Impossible(what) => {
                write!(
                    f,
                    "The puzzle's {what} cannot be used, so it has no solution. Ask the network for another."
                )
            }
            Self::Memory => {
                f.write_str("There is not enough memory for the puzzle. Close some tabs and try again.")
            }
        }
    }
}

impl std::error::Error for Refusal {}

/// One round, ready to be hashed.
struct Task {
    salt: Vec<u8>,
    difficulty: u32,
}

/// Tries nonces. Holds Argon2's memory from start to end, so make one per worker and drop the worker afterwards.
pub struct Solver {
    argon: Argon2<'static>,
    memory: Vec<Block>,
    hash: Vec<u8>,
    rounds: Vec<Task>,
    encoding: Encoding,
}

impl Solver {
    /// A solver for a challenge, or why it is refused. Allocates `params.memory` KiB at once.
    pub fn new(challenge: &Challenge, encoding: Encoding) -> Result<Self, Refusal> {
        let (settings, rounds) = validate(challenge, encoding)?;
        let length = challenge.params.hash_length as usize;
        let mut memory = Vec::new();
        memory.try_reserve_exact(settings.block_count()).map_err(|_| Refusal::Memory)?;
        memory.resize(settings.block_count(), Block::default());
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, settings);
        Ok(Self { argon, memory, hash: vec![0; length], rounds, encoding })
    }

    /// How many rounds there are.
    pub fn rounds(&self) -> usize {
        self.rounds.len()
    }

    /// The first nonce of `start..start + count` that solves a round (by its place, from 0); `None` when none does.
    pub fn try_range(&mut self, round: usize, start: u64, count: u32) -> Option<u64> {
        let Self { argon, memory, hash, rounds, encoding } = self;
        let task = rounds.get(round)?;
        (start..start.saturating_add(u64::from(count))).find(|nonce| {
            let digits;
            let little;
            let big;
            let password: &[u8] = match encoding.nonce {
                NonceEncoding::Decimal => {
                    digits = nonce.to_string();
                    digits.as_bytes()
                }
                NonceEncoding::LittleEndian => {
                    little = nonce.to_le_bytes();
                    &little
                }
                NonceEncoding::BigEndian => {
                    big = nonce.to_be_bytes();
                    &big
                }
            };
            argon.hash_password_into_with_memory(password, &task.salt, hash, &mut *memory).is_ok()
                && leading_zero_bits(hash) >= task.difficulty
        })
    }

    /// The hash that was computed last.
    pub fn last_hash(&self) -> &[u8] {
        &self.hash
    }
}

/// Why a challenge is refused. Allocates nothing for the challenge.
pub fn refusal(challenge: &Challenge, encoding: Encoding) -> Option<Refusal> {
    validate(challenge, encoding).err()
}

/// The settings and rounds of a challenge within the limits.
fn validate(challenge: &Challenge, encoding: Encoding) -> Result<(Params, Vec<Task>), Refusal> {
    if !challenge.algorithm.eq_ignore_ascii_case("argon2id") {
        return Err(Refusal::Algorithm(challenge.algorithm.clone()));
    }
    let params = &challenge.params;
    let hardest = challenge.rounds.iter().map(|round| round.difficulty).max().unwrap_or(0);
    cap("memory", params.memory, MOST_MEMORY)?;
    cap("iterations", params.iterations, MOST_ITERATIONS)?;
    cap("parallelism", params.parallelism, MOST_LANES)?;
    cap("hashLength", params.hash_length, LONGEST)?;
    cap("difficulty", hardest, MOST_DIFFICULTY)?;
    cap("rounds", u32::try_from(challenge.rounds.len()).unwrap_or(u32::MAX), MOST_ROUNDS)?;
    if challenge.rounds.is_empty() {
        return Err(Refusal::Impossible("list of rounds"));
    }
    if hardest > params.hash_length.saturating_mul(8) {
        return Err(Refusal::Impossible("difficulty"));
    }
    let length = params.hash_length as usize;
    let settings = Params::new(params.memory, params.iterations, params.parallelism, Some(length))
        .map_err(|_| Refusal::Impossible("parameters"))?;
    let rounds = challenge.rounds.iter().map(|round| {
        let salt =
            decode(&round.salt, encoding.salt).filter(|salt| (8..=LONGEST as usize).contains(&salt.len()));
        salt.map(|salt| Task { salt, difficulty: round.difficulty }).ok_or(Refusal::Impossible("salt"))
    });
    Ok((settings, rounds.collect::<Result<_, _>>()?))
}

fn cap(what: &'static str, asked: u32, most: u32) -> Result<(), Refusal> {
    let (asked, most) = (u64::from(asked), u64::from(most));
    if asked > most { Err(Refusal::TooMuch { what, asked, most }) } else { Ok(()) }
}

fn decode(salt: &str, decoding: SaltDecoding) -> Option<Vec<u8>> {
    match decoding {
        SaltDecoding::Utf8 => Some(salt.as_bytes().to_vec()),
        SaltDecoding::Hex => {
            let digits: Option<Vec<u32>> = salt.chars().map(|c| c.to_digit(16)).collect();
            let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
            digits.chunks(2).map(|pair| u8::try_from(pair.first()? * 16 + pair.last()?).ok()).collect()
        }
    }
}

/// Zero bits before the first one, from the most significant bit of the first byte.
pub fn leading_zero_bits(hash: &[u8]) -> u32 {
    let zeros = hash.iter().take_while(|byte| **byte == 0).count();
    let partial = hash.get(zeros).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(zeros).unwrap_or(u32::MAX).saturating_mul(8).saturating_add(partial)
}

/// The average number of tries for the rounds that are not `solved` (by their place, from 0): 2 to the power of each one's difficulty. Earlier
/// tries do not change it.
pub fn remaining_tries(challenge: &Challenge, solved: impl Fn(usize) -> bool) -> f64 {
    let open = challenge.rounds.iter().enumerate().filter(|(place, _)| !solved(*place));
    open.map(|(_, round)| f64::from(round.difficulty).exp2()).sum()
}

/// The average duration of a challenge, in milliseconds.
pub fn estimate_ms(challenge: &Challenge, ms_per_hash: f64, workers: u32) -> f64 {
    remaining_tries(challenge, |_| false) * ms_per_hash / f64::from(workers.max(1))
}

/// KiB, passes and lanes for a passphrase: about 40 ms on a laptop, for the person and for each guess of an attacker.
const PASSPHRASE: (u32, u32, u32) = (19_456, 2, 1);

/// Derives a 256-bit key from a passphrase with Argon2id. `None` when there is no memory for it.
pub fn derive(passphrase: &str, salt: &[u8]) -> Option<[u8; 32]> {
    let (memory, passes, lanes) = PASSPHRASE;
    let settings = Params::new(memory, passes, lanes, Some(32)).ok()?;
    let mut blocks = Vec::new();
    blocks.try_reserve_exact(settings.block_count()).ok()?;
    blocks.resize(settings.block_count(), Block::default());
    let mut key = [0; 32];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, settings);
    argon.hash_password_into_with_memory(passphrase.as_bytes(), salt, &mut key, &mut blocks).ok()?;
    Some(key)
}
