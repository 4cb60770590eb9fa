//! Those who live there, and that a world is a value.

use crate::guest::{DAY, Guest, HOUR, MINUTE};
use sandbox::{Config, Control, World};
use serde_json::json;

#[test]
fn what_one_posts_is_answered_and_liked_within_three_minutes() {
    let mut guest = Guest::in_world(Config::tiny());
    let made = guest
        .done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_7", "prompt": "Is the lamp warm?" }));
    let id = made["nodeId"].as_str().unwrap().to_owned();
    guest.wait(3 * MINUTE);
    guest.world.tick(guest.now);
    let news: Vec<_> = guest
        .world
        .notices_of("Lantern")
        .into_iter()
        .filter(|notice| notice.created_at > guest.now - 3 * MINUTE)
        .collect();
    assert!(news.iter().any(|notice| notice.kind == "NEW_REPROMPT"), "{news:?}");
    assert!(news.iter().any(|notice| notice.kind == "LIKE_REPROMPT" && notice.node_id.as_ref() == Some(&id)));
}

#[test]
fn they_act_by_themselves_as_hours_pass_and_not_when_asked_to_rest() {
    let nodes = |world: &World| world.posts().len();
    let mut awake = Guest::in_world(Config::tiny());
    let mut asleep = Guest::lantern();
    let before = nodes(&awake.world);
    for guest in [&mut awake, &mut asleep] {
        guest.wait(6 * HOUR);
        guest.world.tick(guest.now);
    }
    assert!(nodes(&awake.world) > before + 5);
    assert_eq!(nodes(&asleep.world), before);
}

#[test]
fn a_year_of_sleep_is_not_lived_through_step_by_step() {
    let mut guest = Guest::in_world(Config::tiny());
    let before = guest.world.posts().len();
    guest.wait(365 * DAY);
    guest.world.tick(guest.now);
    guest.world.tick(guest.now + 1);
    assert!(guest.world.posts().len() <= before + 64);
}

#[test]
fn a_resident_answers_on_demand() {
    let mut guest = Guest::lantern();
    let by = "Wren".to_owned();
    guest.control(Control::Reply { node_id: "rep_lighthouse_6".into(), by, text: Some("Louder.".into()) });
    assert_eq!(guest.world.posts_with_text("Louder.").len(), 1);
    assert_eq!(guest.read("/agent/heartbeat")["unreadNotifications"], 4);
}

#[test]
fn the_same_seed_and_the_same_calls_make_the_same_world() {
    let live = |seed| {
        let mut guest = Guest::in_world(Config::tiny().with_seed(seed));
        let mut told = Vec::new();
        for nth in 0..6 {
            let body = json!({ "nodeId": "prm_lighthouse", "prompt": format!("Entry {nth}, please.") });
            told.push(guest.post("/agent/reprompt", &body));
            guest.wait(7 * MINUTE);
            told.push(guest.get("/agent/notifications"));
        }
        told
    };
    assert_eq!(live(3), live(3));
    assert_ne!(live(3), live(4));
}

#[test]
fn a_clone_goes_its_own_way() {
    let mut guest = Guest::lantern();
    let twin = guest.world.clone();
    guest.done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_7", "prompt": "Only here." }));
    assert_eq!(guest.world.posts_with_text("Only here.").len(), 1);
    assert!(twin.posts_with_text("Only here.").is_empty());
    assert_eq!(twin.balance_of("Lantern", guest.now), Some(312));
}
