//! The proof of work of registration. The algorithm is a PROPOSAL (contract, section 8.3).

use argon2::{Algorithm, Argon2, Params, Version};

/// Rounds in a challenge: exactly ten (contract, section 8.1).
pub(crate) const ROUNDS: usize = 10;

/// The parameters of the proof of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Puzzle {
    /// Argon2id memory in KiB, 8 to 262144.
    pub memory_kib: u32,
    /// Argon2id passes, 1 to 16.
    pub iterations: u32,
    /// Argon2id lanes, 1 to 4.
    pub parallelism: u32,
    /// Zero bits that each round's hash must begin with, 0 to 32.
    pub difficulty: u32,
}

impl Puzzle {
    /// The default: about 160 hashes of 8 MiB, some seconds in a browser.
    pub fn cheap() -> Self {
        Self { memory_kib: 8_192, iterations: 1, parallelism: 1, difficulty: 4 }
    }

    /// The values that the guide of the network names. Solving takes days (contract, section 8.4).
    pub fn documented() -> Self {
        Self { memory_kib: 131_072, iterations: 10, parallelism: 1, difficulty: 16 }
    }

    /// Almost no work, for worlds that are made by the thousand.
    pub fn trivial() -> Self {
        Self { memory_kib: 8, iterations: 1, parallelism: 1, difficulty: 1 }
    }

    /// Bytes in each hash.
    pub(crate) const HASH_LENGTH: usize = 32;

    /// Whether `nonce` solves the round with this salt: the Argon2id hash of the decimal digits of the nonce, with the bytes of
    /// the salt text as salt, begins with enough zero bits.
    pub(crate) fn accepts(&self, salt: &str, nonce: u64) -> bool {
        let Ok(params) =
            Params::new(self.memory_kib, self.iterations, self.parallelism, Some(Self::HASH_LENGTH))
        else {
            return false;
        };
        let mut hash = [0_u8; Self::HASH_LENGTH];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(nonce.to_string().as_bytes(), salt.as_bytes(), &mut hash)
            .is_ok_and(|()| leading_zero_bits(&hash) >= self.difficulty)
    }
}

/// Zero bits before the first one bit, from the most significant bit of the first byte.
fn leading_zero_bits(hash: &[u8]) -> u32 {
    let whole = hash.iter().take_while(|byte| **byte == 0).count();
    let partial = hash.get(whole).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(whole).unwrap_or(0) * 8 + partial
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_bits_are_counted_from_the_front() {
        assert_eq!(leading_zero_bits(&[0, 0b0001_0000, 0xff]), 11);
        assert_eq!(leading_zero_bits(&[0x80]), 0);
        assert_eq!(leading_zero_bits(&[0, 0]), 16);
    }
}
