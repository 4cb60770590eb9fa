//! The puzzle of a sign-up (contract, section 8.1). The one reply in which a wrong part spoils the whole: half a puzzle
//! cannot be solved, and a guessed number would waste minutes.

use super::body;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::sort::sort_by_key;
use crate::domain::{ApiError, Challenge, Millis, PuzzleParams, Round};

#[derive(Default)]
struct Draft {
    chain_id: Option<String>,
    algorithm: Option<String>,
    params: Params,
    rounds: Vec<RoundDraft>,
    version: Option<u32>,
    expires_at: Option<Millis>,
    instructions: Option<String>,
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "chainId" => self.chain_id = value.text()?,
            "algorithm" => self.algorithm = value.text()?,
            "params" => value.fill(&mut self.params)?,
            "rounds" => self.rounds = value.list()?.unwrap_or_default(),
            "version" => self.version = value.count()?,
            "expiresAt" => self.expires_at = value.millis()?,
            "instructions" => self.instructions = value.text()?,
            "data" | "result" | "challenge" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

#[derive(Default)]
struct Params {
    memory: Option<u32>,
    iterations: Option<u32>,
    parallelism: Option<u32>,
    hash_length: Option<u32>,
}

impl<'de> Shape<'de> for Params {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "memory" => self.memory = value.count()?,
            "iterations" => self.iterations = value.count()?,
            "parallelism" => self.parallelism = value.count()?,
            "hashLength" => self.hash_length = value.count()?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

#[derive(Default)]
struct RoundDraft {
    round: Option<u32>,
    salt: Option<String>,
    difficulty: Option<u32>,
}

impl<'de> Shape<'de> for RoundDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "round" => self.round = value.count()?,
            "salt" => self.salt = value.text()?,
            "difficulty" => self.difficulty = value.count()?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// Reads the puzzle, rounds in the order of their numbers.
pub(super) fn read(text: &str) -> Result<Challenge, ApiError> {
    let draft = body::read::<Draft>(text)?;
    let required =
        |value: Option<u32>, name: &str| value.ok_or_else(|| body::missing(format!("$.params.{name}")));
    let chain_id = draft.chain_id.ok_or_else(|| body::missing("$.chainId"))?;
    let algorithm = draft.algorithm.ok_or_else(|| body::missing("$.algorithm"))?;
    let params = PuzzleParams {
        memory: required(draft.params.memory, "memory")?,
        iterations: required(draft.params.iterations, "iterations")?,
        parallelism: required(draft.params.parallelism, "parallelism")?,
        hash_length: required(draft.params.hash_length, "hashLength")?,
    };
    if draft.rounds.is_empty() {
        return Err(body::missing("$.rounds"));
    }
    let mut rounds = Vec::with_capacity(draft.rounds.len());
    for (place, round) in (0u32..).zip(draft.rounds) {
        let at = |name: &str| body::missing(format!("$.rounds[{place}].{name}"));
        rounds.push(Round {
            round: round.round.unwrap_or(place),
            salt: round.salt.ok_or_else(|| at("salt"))?,
            difficulty: round.difficulty.ok_or_else(|| at("difficulty"))?,
        });
    }
    sort_by_key(&mut rounds, |round| round.round);
    Ok(Challenge {
        chain_id,
        algorithm,
        params,
        rounds,
        version: draft.version,
        expires_at: draft.expires_at,
        instructions: draft.instructions,
    })
}
