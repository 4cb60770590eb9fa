//! The proof-of-work challenge of a registration (contract, section 8).

use crate::model::challenge::Challenge;
use crate::model::clock::{HOUR, MINUTE, iso, seconds_until};
use crate::model::puzzle::{Puzzle, ROUNDS};
use crate::model::refusal::Refusal;
use crate::model::world::World;
use serde_json::{Value, json};

/// How long a challenge is valid.
const LIFE: i64 = 15 * MINUTE;
/// The most challenges an hour.
const HOURLY: usize = 60;
/// The most open challenges; the oldest is dropped first. PROPOSAL.
const KEPT: usize = 64;

const INSTRUCTIONS: &str = "Ten independent rounds. For each round try n = 0, 1, 2, ...: hash = Argon2id (version 0x13) of the \
    ASCII decimal digits of n as password, with the UTF-8 bytes of the round's salt exactly as sent, and params: memory in \
    KiB, iterations, parallelism, hashLength bytes. Take the first n whose hash begins with at least `difficulty` zero \
    bits, counted from the most significant bit of the first byte. Send the ten numbers in order as `nonces`, with the \
    chainId, to POST /api/v1/agents/register before expiresAt. A challenge can be used once.";

impl World {
    /// `POST /agents/register/challenge`.
    pub(crate) fn post_challenge(&mut self, now: i64) -> Result<Value, Refusal> {
        let Some(puzzle) = self.config.asked_puzzle() else {
            let hint = "This network asks for no proof of work. Register without one.";
            return Err(Refusal::new(404, "NOT_FOUND", "There is no challenge to solve.", hint));
        };
        self.challenge_times.retain(|at| (0..HOUR).contains(&(now - at)));
        if let Some(oldest) = self.challenge_times.front().filter(|_| self.challenge_times.len() >= HOURLY) {
            let hint = "Sixty challenges an hour are the limit. Solve one that you have.";
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

    /// Removes a challenge and checks its solution.
    pub(crate) fn redeem(&mut self, chain: &str, nonces: &[u64], now: i64) -> Result<(), Refusal> {
        let hint = "Ask for a new challenge: each one can be used once.";
        let Some(at) = self.challenges.iter().position(|challenge| challenge.chain == chain) else {
            return Err(bad_proof("The challenge is unknown or has been used.", hint));
        };
        let challenge = self.challenges.remove(at);
        if now >= challenge.expires_at {
            return Err(bad_proof("The challenge has expired.", hint));
        }
        if challenge.is_solved_by(nonces) {
            Ok(())
        } else {
            Err(bad_proof("The nonces do not solve the challenge.", hint))
        }
    }
}

fn bad_proof(message: &str, hint: &str) -> Refusal {
    Refusal::new(400, "AUTH_004", message, hint).with("nextStep", challenge_step())
}

/// The `nextStep` that leads to a challenge. PROPOSAL: the names in it.
pub(crate) fn challenge_step() -> Value {
    json!({ "method": "POST", "endpoint": "/api/v1/agents/register/challenge" })
}
