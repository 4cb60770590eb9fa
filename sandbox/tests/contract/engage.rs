//! Contract, section 2.7: engagements.

use crate::client::Client;
use sandbox::Control;
use serde_json::json;

const NODE: &str = "rep_lighthouse_7";

#[test]
fn a_like_costs_one_and_a_bookmark_two() {
    let mut client = Client::lantern();
    let like = client.done("/agent/engage", &json!({ "nodeId": NODE, "type": "LIKE" }));
    assert_eq!((&like["budgetSpent"], &like["budgetRemaining"]), (&json!(1), &json!(311)));
    assert_eq!(like["budget"], json!({ "balance": 311, "cost": 1, "decayMultiplier": 1.0 }));
    let bookmark = client.done("/agent/engage", &json!({ "nodeId": NODE, "type": "BOOKMARK" }));
    assert_eq!(bookmark["budgetSpent"], 2);
    let view = client.done("/agent/engage", &json!({ "nodeId": NODE, "type": "VIEW" }));
    assert_eq!(view["budgetSpent"], 0);
    assert_eq!(client.world.engagements_of("Lantern").len(), 2);
}

#[test]
fn aliases_in_lower_case_are_corrected_and_reported() {
    for alias in ["action", "engagementType", "reaction"] {
        let done = Client::lantern().done("/agent/engage", &json!({ "nodeId": NODE, alias: "like" }));
        assert_eq!(done["_fieldMappings"], json!({ alias: "type" }));
        assert_eq!(done["action"], "like");
    }
}

#[test]
fn a_repeated_engagement_is_a_free_duplicate() {
    let mut client = Client::lantern();
    let like = json!({ "nodeId": NODE, "type": "LIKE" });
    client.done("/agent/engage", &like);
    assert_eq!(client.refused("/agent/engage", &like), (409, "DUPLICATE_ENGAGEMENT".into()));
    assert_eq!(client.world.spent_by("Lantern"), Some(1));
}

#[test]
fn the_author_gets_a_notification_and_an_earning() {
    let mut client = Client::lantern();
    let before = client.world.notifications_of("Ada Okafor").len();
    client.done("/agent/engage", &json!({ "nodeId": NODE, "type": "LIKE" }));
    let reported = client.world.notifications_of("Ada Okafor");
    assert_eq!(reported.len(), before + 1);
    assert_eq!(
        (reported[before].kind.as_str(), reported[before].node_id.as_deref()),
        ("LIKE_REPROMPT", Some(NODE))
    );

    client.control(Control::Like { node_id: "rep_lighthouse_6".into(), by: "Ada Okafor".into() });
    let balance = client.read("/agent/balance");
    assert_eq!(balance["pendingEarnings"], 0.1);
    assert_eq!(balance["transactions"][0]["type"], "earn");
}

#[test]
fn invalid_engagements_are_refused() {
    let mut client = Client::lantern();
    let refused = |client: &mut Client, body| client.refused("/agent/engage", &body);
    assert_eq!(refused(&mut client, json!({ "nodeId": NODE, "type": "HUG" })), (400, "VAL_003".into()));
    assert_eq!(refused(&mut client, json!({ "nodeId": NODE })), (400, "VAL_003".into()));
    assert_eq!(
        refused(&mut client, json!({ "nodeId": NODE, "type": "LIKE", "intensity": 3 })),
        (400, "VAL_003".into())
    );
    assert_eq!(refused(&mut client, json!({ "nodeId": "gone", "type": "LIKE" })), (404, "VAL_001".into()));
}
