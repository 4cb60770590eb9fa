use super::{assert_shape, ok};
use impromptu::protocol::Endpoint::Challenge;
use serde_json::{Value, json};

fn whole() -> Value {
    json!({"chainId": "6f0c", "algorithm": "argon2id",
        "params": {"memory": 8192, "iterations": 1, "parallelism": 1, "hashLength": 32},
        "rounds": [{"round": 1, "salt": "bb", "difficulty": 5}, {"round": 0, "salt": "aa", "difficulty": "4"}],
        "version": 2, "expiresAt": "2026-02-20T09:15:00Z", "instructions": "Count zero bits", "requestId": "r"})
}

#[test]
fn a_puzzle_is_whole_and_in_order() {
    let model = ok(Challenge, &whole());
    assert_eq!(model["chainId"], "6f0c");
    assert_eq!(model["params"], json!({"memory": 8192, "iterations": 1, "parallelism": 1, "hashLength": 32}));
    assert_eq!(
        model["rounds"],
        json!([{"round": 0, "salt": "aa", "difficulty": 4}, {"round": 1, "salt": "bb", "difficulty": 5}])
    );
    assert_eq!(model["version"], 2);
    assert_eq!(model["expiresAt"], 1_771_578_900_000_i64);
    assert_eq!(model["instructions"], "Count zero bits");
    assert_eq!(ok(Challenge, &json!({"data": whole()})), model);
    assert_eq!(ok(Challenge, &json!({"challenge": whole(), "success": true})), model);
    let mut unnumbered = whole();
    unnumbered["rounds"] = json!([{"salt": "x", "difficulty": 1}, {"salt": "y", "difficulty": 1}]);
    assert_eq!(ok(Challenge, &unnumbered)["rounds"][1], json!({"round": 1, "salt": "y", "difficulty": 1}));
}

#[test]
fn half_a_puzzle_names_the_missing_part() {
    for (at, value, path) in [
        ("/chainId", json!(null), "$.chainId"),
        ("/algorithm", json!({}), "$.algorithm"),
        ("/params", json!("hard"), "$.params.memory"),
        ("/params/iterations", json!(null), "$.params.iterations"),
        ("/params/parallelism", json!("one"), "$.params.parallelism"),
        ("/params/hashLength", json!([]), "$.params.hashLength"),
        ("/rounds", json!(null), "$.rounds"),
        ("/rounds", json!({}), "$.rounds"),
        ("/rounds/1", json!(null), "$.rounds[1].salt"),
        ("/rounds/1/salt", json!(""), "$.rounds[1].salt"),
        ("/rounds/0/difficulty", json!("hard"), "$.rounds[0].difficulty"),
    ] {
        let mut body = whole();
        *body.pointer_mut(at).unwrap() = value;
        assert_shape(Challenge, &body, path);
    }
    assert_shape(Challenge, &json!({}), "$.chainId");
}
