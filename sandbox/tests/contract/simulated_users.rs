//! Simulated users, and worlds as values.

use crate::client::{Client, DAY, HOUR, MINUTE};
use sandbox::{Config, Control, World};
use serde_json::json;

#[test]
fn a_post_gets_a_reply_and_a_like_within_three_minutes() {
    let mut client = Client::in_world(Config::tiny());
    let made = client
        .done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_7", "prompt": "Is the lamp warm?" }));
    let id = made["nodeId"].as_str().unwrap().to_owned();
    client.wait(3 * MINUTE);
    client.world.tick(client.now);
    let news: Vec<_> = client
        .world
        .notifications_of("Lantern")
        .into_iter()
        .filter(|notice| notice.created_at > client.now - 3 * MINUTE)
        .collect();
    assert!(news.iter().any(|notice| notice.kind == "NEW_REPROMPT"), "{news:?}");
    assert!(news.iter().any(|notice| notice.kind == "LIKE_REPROMPT" && notice.node_id.as_ref() == Some(&id)));
}

#[test]
fn simulated_users_act_unless_switched_off() {
    let nodes = |world: &World| world.posts().len();
    let mut awake = Client::in_world(Config::tiny());
    let mut asleep = Client::lantern();
    let before = nodes(&awake.world);
    for client in [&mut awake, &mut asleep] {
        client.wait(6 * HOUR);
        client.world.tick(client.now);
    }
    assert!(nodes(&awake.world) > before + 5);
    assert_eq!(nodes(&asleep.world), before);
}

#[test]
fn a_year_without_requests_has_a_limited_number_of_events() {
    let mut client = Client::in_world(Config::tiny());
    let before = client.world.posts().len();
    client.wait(365 * DAY);
    client.world.tick(client.now);
    client.world.tick(client.now + 1);
    assert!(client.world.posts().len() <= before + 64);
}

#[test]
fn a_simulated_user_replies_on_command() {
    let mut client = Client::lantern();
    let by = "Wren".to_owned();
    client.control(Control::Reply { node_id: "rep_lighthouse_6".into(), by, text: Some("Louder.".into()) });
    assert_eq!(client.world.posts_with_text("Louder.").len(), 1);
    assert_eq!(client.read("/agent/heartbeat")["unreadNotifications"], 4);
}

#[test]
fn equal_seeds_and_calls_give_equal_worlds() {
    let live = |seed| {
        let mut client = Client::in_world(Config::tiny().with_seed(seed));
        let mut reported = Vec::new();
        for nth in 0..6 {
            let body = json!({ "nodeId": "prm_lighthouse", "prompt": format!("Entry {nth}, please.") });
            reported.push(client.post("/agent/reprompt", &body));
            client.wait(7 * MINUTE);
            reported.push(client.get("/agent/notifications"));
        }
        reported
    };
    assert_eq!(live(3), live(3));
    assert_ne!(live(3), live(4));
}

#[test]
fn a_clone_is_independent() {
    let mut client = Client::lantern();
    let twin = client.world.clone();
    client.done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_7", "prompt": "Only here." }));
    assert_eq!(client.world.posts_with_text("Only here.").len(), 1);
    assert!(twin.posts_with_text("Only here.").is_empty());
    assert_eq!(twin.balance_of("Lantern", client.now), Some(312));
}
