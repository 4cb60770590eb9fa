//! The puzzle of a sign-up: what is refused, what is kept, how long it takes.

use crate::signup::*;
use crate::*;
use impromptu::app::{ActiveChallenge, Feasibility, Measure, SignupStage, estimate, max_workers};
use impromptu::domain::{Challenge, PuzzleParams, Round};

#[test]
fn a_solution_that_is_not_taken_is_not_sent_again() {
    let mut bench = registering();
    let step = json!({"method": "POST", "endpoint": "/api/v1/agents/register/challenge"});
    let said = json!({"error": {"code": "AUTH_004", "message": "Expired.", "nextStep": step}});
    bench.reply(Endpoint::Register, 400, &said);
    assert_eq!((stage(&bench), bench.told().as_str()), (&SignupStage::Form, "alertProof"));
    assert!(bench.fetches().is_empty() && bench.state.signup.puzzle.is_none());
    join(&mut bench, form());
    assert_eq!(bench.fetches()[0].endpoint, Endpoint::Challenge, "the next press asks for another");
}

#[test]
fn a_puzzle_that_would_harm_is_refused_with_the_reason() {
    for (body, key) in [
        (challenge(4, 1_048_576), "refuseTooMuch"),
        (challenge(40, 8_192), "refuseTooMuch"),
        (
            json!({"chainId": "c", "algorithm": "scrypt", "rounds": [{"salt": "0011223344", "difficulty": 1}],
            "params": {"memory": 64, "iterations": 1, "parallelism": 1, "hashLength": 32}}),
            "refuseAlgorithm",
        ),
        (
            json!({"chainId": "c", "algorithm": "argon2id", "rounds": [{"salt": "s", "difficulty": 1}],
            "params": {"memory": 64, "iterations": 1, "parallelism": 1, "hashLength": 32}}),
            "refuseImpossible",
        ),
    ] {
        let mut bench = Bench::new();
        join(&mut bench, form());
        bench.reply(Endpoint::Challenge, 200, &body);
        assert!(
            matches!(stage(&bench), SignupStage::Refused(line) if line.key == key),
            "{key}: {:?}",
            stage(&bench)
        );
        assert_eq!(bench.state.signup.puzzle, None);
    }
}

#[test]
fn what_is_found_outlives_the_page_and_the_worker_while_the_puzzle_lives() {
    let mut bench = Bench::new();
    join(&mut bench, form());
    bench.reply(Endpoint::Challenge, 200, &challenge(4, 8_192));
    let mut half = vec![None; 10];
    half[3] = Some(17);
    find(&mut bench, half);
    find(&mut bench, vec![None; 10]);
    bench.restart();
    bench.ask(Command::SignupBack { another: false });
    join(&mut bench, form());
    assert_eq!(
        (stage(&bench), bench.fetches().len()),
        (&SignupStage::Puzzle, 0),
        "gone on with, not asked for anew"
    );
    assert_eq!(bench.state.signup.puzzle.as_ref().map(|held| held.nonces[3]), Some(Some(17)));
    bench.now += 16 * MINUTE;
    bench.ask(Command::SignupBack { another: false });
    join(&mut bench, form());
    assert_eq!(bench.fetches()[0].endpoint, Endpoint::Challenge, "what is over is asked for anew");
}

#[test]
fn as_many_workers_as_cores_and_memory_allow() {
    for (cores, memory, kib, workers) in [
        (8, Some(8.0), 8_192, 8),
        (8, Some(8.0), 131_072, 8),
        (8, Some(2.0), 131_072, 3),
        (8, None, 131_072, 7),
        (4, Some(0.25), 262_144, 1),
        (1, Some(8.0), 8, 1),
        (64, Some(8.0), 8_192, 16),
        (0, None, 8_192, 1),
    ] {
        assert_eq!(max_workers(cores, memory, kib), workers, "{cores} cores, {memory:?} GiB, {kib} KiB");
    }
}

#[test]
fn an_estimate_says_whether_it_ends_in_time() {
    let held = |difficulty, solved: usize| ActiveChallenge {
        challenge: Challenge {
            params: PuzzleParams { memory: 8_192, iterations: 1, parallelism: 1, hash_length: 32 },
            rounds: (0..10).map(|round| Round { round, salt: String::new(), difficulty }).collect(),
            expires_at: Some(NOW + 15 * MINUTE),
            ..Challenge::default()
        },
        nonces: (0..10).map(|round| (round < solved).then_some(1)).collect(),
        ..ActiveChallenge::default()
    };
    for (difficulty, solved, ms, cores, outlook) in [
        (4, 0, 5.0, 2, Feasibility::Fits),
        (16, 0, 400.0, 8, Feasibility::Late),
        (10, 0, 150.0, 2, Feasibility::Tight),
        (10, 5, 150.0, 2, Feasibility::Fits),
        (10, 0, 200.0, 2, Feasibility::Late),
    ] {
        let measure = Measure { chain: String::new(), ms, cores, memory: Some(8.0) };
        let told = estimate(&held(difficulty, solved), &measure, 0, NOW);
        assert_eq!(told.outlook, outlook, "{difficulty} bits, {solved} solved, {ms} ms: {told:?}");
    }
    let measure = Measure { chain: String::new(), ms: 10.0, cores: 2, memory: Some(8.0) };
    let told = estimate(&held(6, 0), &measure, 0, NOW);
    assert!((told.ms - 640.0 * 10.0 / 2.0).abs() < 1e-6, "{told:?}");
    // The network's clock runs ten minutes ahead of ours.
    assert_eq!(estimate(&held(10, 0), &measure, 14 * MINUTE + 59_000, NOW).outlook, Feasibility::Late);
}
