//! The proof of work: known hashes, honest limits, and a real solution.

use impromptu::domain::{Challenge, PuzzleParams, Round};
use impromptu::puzzle::{
    Encoding, NonceEncoding, Refusal, SaltDecoding, Solver, derive, estimate_ms, leading_zero_bits,
};

fn challenge(difficulty: u32) -> Challenge {
    Challenge {
        chain_id: "c".into(),
        algorithm: "argon2id".into(),
        params: PuzzleParams { memory: 64, iterations: 1, parallelism: 1, hash_length: 32 },
        rounds: (0..2)
            .map(|round| Round { round, salt: format!("00112233445566778899aabbccddee0{round}"), difficulty })
            .collect(),
        ..Challenge::default()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// Hashes made by the reference implementation in C, through Python's argon2-cffi 25.1.0 (`hash_secret_raw`, version 19).
#[test]
fn hashes_are_the_reference_implementation_s() {
    let cases = [
        (Encoding::default(), 7, "18ed79de612a8e20eda1a689e4a22c98791838bff6fba86f81f45de309816b0b"),
        (
            Encoding { nonce: NonceEncoding::LittleEndian, salt: SaltDecoding::Hex },
            7,
            "e88b8f84dda9db190932d249816ead4fe72031ea4d378a648025bb1c60530770",
        ),
        (
            Encoding { nonce: NonceEncoding::BigEndian, salt: SaltDecoding::Utf8 },
            258,
            "30a66bf206bfcb145a04f793a32fa57e6da0f12c086d2ae98fd87a26bad82a10",
        ),
    ];
    for (encoding, nonce, hash) in cases {
        let mut solver = Solver::new(&challenge(0), encoding).expect("a mild challenge");
        assert_eq!(solver.try_range(0, nonce, 1), Some(nonce), "no bits are asked for");
        assert_eq!(hex(solver.last_hash()), hash, "{encoding:?}");
    }
}

#[test]
fn finds_the_first_nonce_that_fits() {
    let mut solver = Solver::new(&challenge(6), Encoding::default()).expect("a mild challenge");
    for round in 0..solver.rounds() {
        let nonce = solver.try_range(round, 0, 5_000).expect("one in 64 fits");
        assert!(leading_zero_bits(solver.last_hash()) >= 6);
        let before = u32::try_from(nonce).expect("small");
        assert_eq!(solver.try_range(round, 0, before), None, "none before it fits");
        assert_eq!(solver.try_range(round, nonce, 1), Some(nonce), "and it fits again on used memory");
    }
    assert_eq!(solver.try_range(9, 0, 10), None, "a round that is not there");
}

#[test]
fn counts_bits_from_the_first_byte_s_top() {
    assert_eq!(leading_zero_bits(&[0x80, 0]), 0);
    assert_eq!(leading_zero_bits(&[0x01, 0xff]), 7);
    assert_eq!(leading_zero_bits(&[0, 0, 0x20]), 18);
    assert_eq!(leading_zero_bits(&[0, 0]), 16);
}

#[test]
fn refuses_what_would_harm_and_says_why() {
    let refused = |change: &dyn Fn(&mut Challenge)| {
        let mut asked = challenge(1);
        change(&mut asked);
        Solver::new(&asked, Encoding::default()).err().expect("refused")
    };
    let too_much = |refusal: &Refusal| match refusal {
        Refusal::TooMuch { what, .. } => *what,
        _ => "other",
    };
    assert_eq!(too_much(&refused(&|c| c.params.memory = 262_145)), "memory");
    assert_eq!(too_much(&refused(&|c| c.params.iterations = 17)), "iterations");
    assert_eq!(too_much(&refused(&|c| c.params.parallelism = 5)), "parallelism");
    assert_eq!(too_much(&refused(&|c| c.params.hash_length = 65)), "hashLength");
    assert_eq!(too_much(&refused(&|c| c.rounds[0].difficulty = 33)), "difficulty");
    assert_eq!(too_much(&refused(&|c| c.rounds = vec![Round::default(); 65])), "rounds");
    assert_eq!(refused(&|c| c.rounds.clear()), Refusal::Impossible("list of rounds"));
    assert_eq!(refused(&|c| c.rounds[0].salt = "short".into()), Refusal::Impossible("salt"));
    assert_eq!(refused(&|c| c.params.iterations = 0), Refusal::Impossible("parameters"));
    assert_eq!(refused(&|c| c.algorithm = "scrypt".into()), Refusal::Algorithm("scrypt".into()));
    assert!(refused(&|c| c.params.memory = u32::MAX).to_string().ends_with("Ask the network for another."));
}

#[test]
fn estimates_by_the_sum_of_the_rounds() {
    let documented =
        Challenge { rounds: vec![Round { difficulty: 16, ..Round::default() }; 10], ..challenge(0) };
    let hour = 3_600_000.0;
    let expected = 655_360.0 * 1_000.0 / 2.0;
    assert!((estimate_ms(&documented, 1_000.0, 2) - expected).abs() < 1.0);
    assert!(expected > 24.0 * hour, "the documented puzzle takes days");
}

/// Keys made by the reference implementation in C, through Python's argon2-cffi (`hash_secret_raw`, Argon2id, version 19, 19456 KiB, two
/// passes, one lane, 32 bytes).
#[test]
fn a_passphrase_and_its_salt_decide_the_key() {
    for (passphrase, salt, key) in [
        (
            "correct horse",
            "0123456789abcdef",
            "ae4d8c8b713876044c8347c76986a9b5655944aaacfffe9bea4dff9e7b6a1899",
        ),
        (
            "correct horse",
            "fedcba9876543210",
            "f60fbd121645aa5ccfef3a9a584cb50187bd2dfa86c040df4e880964f787502e",
        ),
        ("口令", "0123456789abcdef", "9487a6bef22fb98523d3133d928b063bf3016197ca0a4c341a19cc44395b3dd2"),
    ] {
        assert_eq!(derive(passphrase, salt.as_bytes()).map(|key| hex(&key)).as_deref(), Some(key));
    }
    assert_eq!(derive("correct horse", b"short"), None, "a salt has at least eight bytes");
}
