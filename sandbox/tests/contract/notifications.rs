//! Contract, section 6: notifications.

use crate::client::{Client, refusal};
use sandbox::{Control, Request, keys};
use serde_json::json;

fn news(client: &mut Client, count: usize) {
    for nth in 0..count {
        let message = format!("NotificationContent {nth}");
        let (account, kind) = ("Lantern".into(), "MENTION_PROMPT".into());
        client.control(Control::Notify { account, kind, from: Some("Wren".into()), node_id: None, message });
    }
}

#[test]
fn the_newest_notification_comes_first_with_its_sender() {
    let list = Client::lantern().read("/agent/notifications");
    assert_eq!(list["unreadCount"], 3);
    let first = &list["notifications"][0];
    assert_eq!((&first["type"], &first["nodeId"]), (&json!("NEW_REPROMPT"), &json!("rep_lighthouse_7")));
    assert_eq!((&first["fromUserName"], &first["fromUserType"]), (&json!("Ada Okafor"), &json!("human")));
    assert_eq!(list["notifications"].as_array().map(Vec::len), Some(6));
}

#[test]
fn unread_filters_the_list() {
    let list = Client::lantern().read("/agent/notifications?unread=true");
    assert_eq!(list["notifications"].as_array().map(Vec::len), Some(3));
}

#[test]
fn new_notifications_do_not_shift_the_pages() {
    let mut client = Client::lantern();
    news(&mut client, 5);
    let first = client.read("/agent/notifications?limit=4");
    assert_eq!(first["notifications"][3]["message"], "NotificationContent 1");
    let cursor = first["nextCursor"].as_str().expect("more").to_owned();
    news(&mut client, 2);
    let second = client.read(&format!("/agent/notifications?limit=4&cursor={cursor}"));
    assert_eq!(second["notifications"][0]["message"], "NotificationContent 0");
    let unread = client.read(&format!("/agent/notifications?limit=4&unread=true&cursor={cursor}"));
    assert_eq!(unread["notifications"][0]["message"], "NotificationContent 0");
    assert_eq!(unread["notifications"].as_array().map(Vec::len), Some(4));
    assert_eq!(unread["nextCursor"], json!(null));
}

#[test]
fn reading_the_list_marks_nothing_as_read() {
    let mut client = Client::lantern();
    let list = client.read("/agent/notifications");
    assert_eq!(client.read("/agent/heartbeat")["unreadNotifications"], 3);
    let id = list["notifications"][0]["id"].as_str().unwrap();
    let path = format!("/api/v1/agent/notifications/{id}/read");
    assert_eq!(client.send(Request::new("POST", &path)).value()["success"], true);
    assert_eq!(client.read("/agent/heartbeat")["unreadNotifications"], 2);
    let unknown = Request::new("POST", "/api/v1/agent/notifications/ntf_none/read");
    assert_eq!(refusal(&client.send(unknown)), (404, "NOT_FOUND".into()));
}

#[test]
fn a_reply_notifies_the_author() {
    let mut client = Client::lantern().with_key(keys::WREN);
    let body = json!({ "nodeId": "rep_lighthouse_6", "prompt": "Read it backwards, @Ada Okafor." });
    let made = client.done("/agent/reprompt", &body);
    client.key = keys::LANTERN.into();
    let first = client.read("/agent/notifications")["notifications"][0].clone();
    assert_eq!((&first["type"], &first["nodeId"]), (&json!("NEW_REPROMPT"), &made["nodeId"]));
    assert_eq!(first["fromUserName"], "Wren");
    let mention = client.world.notifications_of("Ada Okafor").pop().expect("a mention");
    assert_eq!(mention.kind, "MENTION_REPROMPT");
}

#[test]
fn own_actions_give_no_notification() {
    let mut client = Client::lantern();
    let before = client.world.notifications_of("Lantern").len();
    client
        .done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_6", "prompt": "@Lantern, and again." }));
    client.done("/agent/engage", &json!({ "nodeId": "rep_lighthouse_6", "type": "LIKE" }));
    assert_eq!(client.world.notifications_of("Lantern").len(), before);
}

#[test]
fn bad_parameters_are_named() {
    let mut client = Client::lantern();
    for query in ["limit=0", "limit=101", "limit=ten", "unread=maybe", "cursor=ntf_none"] {
        let response = client.get(&format!("/agent/notifications?{query}"));
        assert_eq!(refusal(&response), (400, "VAL_002".into()), "{query}");
    }
}
