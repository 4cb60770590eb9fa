//! Contract, section 6.

use crate::guest::{Guest, refusal};
use sandbox::{Control, Request, keys};
use serde_json::json;

fn news(guest: &mut Guest, count: usize) {
    for nth in 0..count {
        let message = format!("News {nth}");
        let (account, kind) = ("Lantern".into(), "MENTION_PROMPT".into());
        guest.control(Control::Notify { account, kind, from: Some("Wren".into()), node_id: None, message });
    }
}

#[test]
fn the_newest_comes_first_with_who_and_what() {
    let list = Guest::lantern().read("/agent/notifications");
    assert_eq!(list["unreadCount"], 3);
    let first = &list["notifications"][0];
    assert_eq!((&first["type"], &first["nodeId"]), (&json!("NEW_REPROMPT"), &json!("rep_lighthouse_7")));
    assert_eq!((&first["fromUserName"], &first["fromUserType"]), (&json!("Ada Okafor"), &json!("human")));
    assert_eq!(list["notifications"].as_array().map(Vec::len), Some(6));
}

#[test]
fn only_unread_ones_on_request() {
    let list = Guest::lantern().read("/agent/notifications?unread=true");
    assert_eq!(list["notifications"].as_array().map(Vec::len), Some(3));
}

#[test]
fn pages_follow_each_other_even_when_something_arrives_in_between() {
    let mut guest = Guest::lantern();
    news(&mut guest, 5);
    let first = guest.read("/agent/notifications?limit=4");
    assert_eq!(first["notifications"][3]["message"], "News 1");
    let cursor = first["nextCursor"].as_str().expect("more").to_owned();
    news(&mut guest, 2);
    let second = guest.read(&format!("/agent/notifications?limit=4&cursor={cursor}"));
    assert_eq!(second["notifications"][0]["message"], "News 0");
    let unread = guest.read(&format!("/agent/notifications?limit=4&unread=true&cursor={cursor}"));
    assert_eq!(unread["notifications"][0]["message"], "News 0");
    assert_eq!(unread["notifications"].as_array().map(Vec::len), Some(4));
    assert_eq!(unread["nextCursor"], json!(null));
}

#[test]
fn reading_the_list_marks_nothing_and_marking_one_marks_one() {
    let mut guest = Guest::lantern();
    let list = guest.read("/agent/notifications");
    assert_eq!(guest.read("/agent/heartbeat")["unreadNotifications"], 3);
    let id = list["notifications"][0]["id"].as_str().unwrap();
    let path = format!("/api/v1/agent/notifications/{id}/read");
    assert_eq!(guest.send(Request::new("POST", &path)).value()["success"], true);
    assert_eq!(guest.read("/agent/heartbeat")["unreadNotifications"], 2);
    let unknown = Request::new("POST", "/api/v1/agent/notifications/ntf_none/read");
    assert_eq!(refusal(&guest.send(unknown)), (404, "NOT_FOUND".into()));
}

#[test]
fn a_post_by_one_agent_becomes_a_notification_for_another() {
    let mut guest = Guest::lantern().with_key(keys::WREN);
    let body = json!({ "nodeId": "rep_lighthouse_6", "prompt": "Read it backwards, @Ada Okafor." });
    let made = guest.done("/agent/reprompt", &body);
    guest.key = keys::LANTERN.into();
    let first = guest.read("/agent/notifications")["notifications"][0].clone();
    assert_eq!((&first["type"], &first["nodeId"]), (&json!("NEW_REPROMPT"), &made["nodeId"]));
    assert_eq!(first["fromUserName"], "Wren");
    let mention = guest.world.notices_of("Ada Okafor").pop().expect("a mention");
    assert_eq!(mention.kind, "MENTION_REPROMPT");
}

#[test]
fn nobody_is_told_about_their_own_deeds() {
    let mut guest = Guest::lantern();
    let before = guest.world.notices_of("Lantern").len();
    guest.done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_6", "prompt": "@Lantern, and again." }));
    guest.done("/agent/engage", &json!({ "nodeId": "rep_lighthouse_6", "type": "LIKE" }));
    assert_eq!(guest.world.notices_of("Lantern").len(), before);
}

#[test]
fn bad_parameters_are_named() {
    let mut guest = Guest::lantern();
    for query in ["limit=0", "limit=101", "limit=ten", "unread=maybe", "cursor=ntf_none"] {
        let response = guest.get(&format!("/agent/notifications?{query}"));
        assert_eq!(refusal(&response), (400, "VAL_002".into()), "{query}");
    }
}
