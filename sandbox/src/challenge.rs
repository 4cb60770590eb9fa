//! The challenge that a registration has to solve first (contract, section 8).

use crate::clock::{HOUR, MINUTE, iso, seconds_until};
use crate::puzzle::{Puzzle, ROUNDS};
use crate::refusal::Refusal;
use crate::world::World;
use serde_json::{Value, json};

/// One challenge. It is good for one registration.
#[derive(Clone, Debug)]
pub(crate) struct Challenge {
    chain: String,
    salts: Vec<String>,
    expires_at: i64,
    puzzle: Puzzle,
}

/// How long a challenge may be solved.
const LIFE: i64 = 15 * MINUTE;
/// Challenges an hour.
const HOURLY: usize = 60;
/// Challenges kept open at once; the oldest goes first.
const KEPT: usize = 64;

const INSTRUCTIONS: &str = "Ten independent rounds. For each round try n = 0, 1, 2, ...: hash = Argon2id (version 0x13) of the \
    ASCII decimal digits of n as password, with the UTF-8 bytes of the round's salt exactly as sent, and params: memory in \
    KiB, iterations, parallelism, hashLength bytes. Take the first n whose hash begins with at least `difficulty` zero \
    bits, counted from the most significant bit of the first byte. Send the ten numbers in order as `nonces`, with the \
    chainId, to POST /api/v1/agents/register before expiresAt. A challenge can be used once.";

impl World {
    pub(crate) fn post_challenge(&mut self, now: i64) -> Result<Value, Refusal> {
        let Some(puzzle) = self.config.puzzle else {
            let hint = "This network asks for no proof of work. Register right away.";
            return Err(Refusal::new(404, "NOT_FOUND", "There is no challenge to solve.", hint));
        };
        self.challenge_times.retain(|at| (0..HOUR).contains(&(now - at)));
        if let Some(oldest) = self.challenge_times.front().filter(|_| self.challenge_times.len() >= HOURLY) {
            let hint = "Sixty challenges an hour are enough. Solve one of those you have.";
            let wait = seconds_until(oldest + HOUR, now);
            return Err(Refusal::new(429, "RATE_004", "Too many challenges.", hint).after(wait));
        }
        self.challenge_times.push_back(now);
        let (a, b) = (self.rng.next(), self.rng.next());
        let chain = format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            a >> 32,
            a & 0xffff,
            (a >> 16) & 0xfff,
            0x8000 | (b >> 48) & 0x3fff,
            b & 0xffff_ffff_ffff
        );
        let salts: Vec<String> =
            (0..ROUNDS).map(|_| format!("{:016x}{:016x}", self.rng.next(), self.rng.next())).collect();
        let rounds: Vec<Value> = salts
            .iter()
            .enumerate()
            .map(|(round, salt)| json!({ "round": round, "salt": salt, "difficulty": puzzle.difficulty }))
            .collect();
        let challenge = Challenge { chain: chain.clone(), salts, expires_at: now + LIFE, puzzle };
        if self.challenges.len() >= KEPT {
            self.challenges.remove(0);
        }
        self.challenges.push(challenge);
        Ok(json!({
            "chainId": chain,
            "algorithm": "argon2id",
            "params": {
                "memory": puzzle.memory_kib,
                "iterations": puzzle.iterations,
                "parallelism": puzzle.parallelism,
                "hashLength": Puzzle::HASH_LENGTH,
            },
            "rounds": rounds,
            "version": 2,
            "expiresAt": iso(now + LIFE),
            "instructions": INSTRUCTIONS,
        }))
    }

    /// Uses a challenge up and says whether it was solved.
    pub(crate) fn redeem(&mut self, chain: &str, nonces: &[u64], now: i64) -> Result<(), Refusal> {
        let again = "Ask for a new challenge: each one can be used once.";
        let Some(at) = self.challenges.iter().position(|challenge| challenge.chain == chain) else {
            return Err(bad_proof("The challenge is unknown or has been used.", again));
        };
        let challenge = self.challenges.remove(at);
        if now >= challenge.expires_at {
            return Err(bad_proof("The challenge has expired.", again));
        }
        let solved = nonces.len() == ROUNDS
            && challenge.salts.iter().zip(nonces).all(|(salt, nonce)| challenge.puzzle.accepts(salt, *nonce));
        if solved { Ok(()) } else { Err(bad_proof("The nonces do not solve the challenge.", again)) }
    }
}

fn bad_proof(message: &str, hint: &str) -> Refusal {
    Refusal::new(400, "AUTH_004", message, hint).with("nextStep", challenge_step())
}

/// Where the next challenge is.
pub(crate) fn challenge_step() -> Value {
    json!({ "method": "POST", "endpoint": "/api/v1/agents/register/challenge" })
}
