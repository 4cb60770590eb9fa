use super::{assert_shape, ok, refused, reply};
use impromptu::protocol::Endpoint::{Engage, Reprompt};
use serde_json::{Value, json};

#[test]
fn both_shapes_and_less_count() {
    for (name, body, spent, left) in [
        (
            "nested",
            json!({"success": true, "engagement": {"id": "e", "nodeId": "n"}, "requestId": "r",
                   "budget": {"balance": 83, "cost": 1, "decayMultiplier": 1}}),
            json!(1.0),
            json!(83.0),
        ),
        (
            "flat",
            json!({"success": true, "nodeId": "n", "action": "like", "budgetSpent": 1, "budgetRemaining": "83"}),
            json!(1.0),
            json!(83.0),
        ),
        (
            "both: what the budget says comes first",
            json!({"budget": {"balance": 82, "cost": 2}, "budgetSpent": 2, "budgetRemaining": 99}),
            json!(2.0),
            json!(82.0),
        ),
        ("wrapped", json!({"data": {"budgetSpent": 1}}), json!(1.0), Value::Null),
        ("bare", json!({"success": true}), Value::Null, Value::Null),
        ("empty", json!({}), Value::Null, Value::Null),
        ("nulls", json!({"budget": null, "budgetSpent": null}), Value::Null, Value::Null),
        ("wrong types", json!({"budget": "some", "budgetSpent": []}), Value::Null, Value::Null),
    ] {
        let model = ok(Engage, &body);
        assert_eq!((&model["budgetSpent"], &model["budgetRemaining"]), (&spent, &left), "{name}");
    }
    let mapped = json!({"success": true, "_fieldMappings": {"action": "type"}, "requestId": "r"});
    let model = ok(Engage, &mapped);
    assert_eq!(model["fieldMappings"], json!([{"from": "action", "to": "type"}]));
    assert_eq!(model["requestId"], "r");
}

#[test]
fn no_content_is_confirmation_for_a_like_and_none_for_a_post() {
    assert!(reply(Engage, 204, &[], b"")["ok"].is_object());
    assert_eq!(reply(Reprompt, 204, &[], b"")["problem"]["kind"], "shape");
}

#[test]
fn what_is_no_object_is_no_confirmation() {
    for body in [json!([]), json!(true), json!("ok"), json!(null)] {
        assert_shape(Engage, &body, "$");
    }
    assert_eq!(refused(Engage, &json!({"success": false, "message": "Not now"}))["message"], "Not now");
}
