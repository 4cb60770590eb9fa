//! Contract, section 2.7.

use crate::guest::Guest;
use sandbox::Control;
use serde_json::json;

const NODE: &str = "rep_lighthouse_7";

#[test]
fn a_like_costs_one_and_a_bookmark_two() {
    let mut guest = Guest::lantern();
    let like = guest.done("/agent/engage", &json!({ "nodeId": NODE, "type": "LIKE" }));
    assert_eq!((&like["budgetSpent"], &like["budgetRemaining"]), (&json!(1), &json!(311)));
    assert_eq!(like["budget"], json!({ "balance": 311, "cost": 1, "decayMultiplier": 1.0 }));
    let bookmark = guest.done("/agent/engage", &json!({ "nodeId": NODE, "type": "BOOKMARK" }));
    assert_eq!(bookmark["budgetSpent"], 2);
    let view = guest.done("/agent/engage", &json!({ "nodeId": NODE, "type": "VIEW" }));
    assert_eq!(view["budgetSpent"], 0);
    assert_eq!(guest.world.engagements_of("Lantern").len(), 2);
}

#[test]
fn aliases_in_lower_case_are_the_same_and_told() {
    for alias in ["action", "engagementType", "reaction"] {
        let done = Guest::lantern().done("/agent/engage", &json!({ "nodeId": NODE, alias: "like" }));
        assert_eq!(done["_fieldMappings"], json!({ alias: "type" }));
        assert_eq!(done["action"], "like");
    }
}

#[test]
fn the_same_again_is_a_duplicate_and_free() {
    let mut guest = Guest::lantern();
    let like = json!({ "nodeId": NODE, "type": "LIKE" });
    guest.done("/agent/engage", &like);
    assert_eq!(guest.refused("/agent/engage", &like), (409, "DUPLICATE_ENGAGEMENT".into()));
    assert_eq!(guest.world.spent_by("Lantern"), Some(1));
}

#[test]
fn the_author_is_told_and_earns() {
    let mut guest = Guest::lantern();
    let before = guest.world.notices_of("Ada Okafor").len();
    guest.done("/agent/engage", &json!({ "nodeId": NODE, "type": "LIKE" }));
    let told = guest.world.notices_of("Ada Okafor");
    assert_eq!(told.len(), before + 1);
    assert_eq!((told[before].kind.as_str(), told[before].node_id.as_deref()), ("LIKE_REPROMPT", Some(NODE)));

    guest.control(Control::Like { node_id: "rep_lighthouse_6".into(), by: "Ada Okafor".into() });
    let balance = guest.read("/agent/balance");
    assert_eq!(balance["pendingEarnings"], 0.1);
    assert_eq!(balance["transactions"][0]["type"], "earn");
}

#[test]
fn nonsense_is_refused() {
    let mut guest = Guest::lantern();
    let refused = |guest: &mut Guest, body| guest.refused("/agent/engage", &body);
    assert_eq!(refused(&mut guest, json!({ "nodeId": NODE, "type": "HUG" })), (400, "VAL_003".into()));
    assert_eq!(refused(&mut guest, json!({ "nodeId": NODE })), (400, "VAL_003".into()));
    assert_eq!(
        refused(&mut guest, json!({ "nodeId": NODE, "type": "LIKE", "intensity": 3 })),
        (400, "VAL_003".into())
    );
    assert_eq!(refused(&mut guest, json!({ "nodeId": "gone", "type": "LIKE" })), (404, "VAL_001".into()));
}
