//! Image threads: contract, sections 5 and 10.

use crate::guest::{Guest, SECOND};
use sandbox::{Config, Request};
use serde_json::{Value, json};

fn rich() -> Guest {
    Guest::in_world(Config { crowd: 0, ..Config::default() }.without_residents())
}

#[test]
fn up_to_three_ancestor_images_go_along_the_nearest_last() {
    let thread = rich().read("/agent/content/rep_plush_4/thread");
    let images = thread["ancestorImages"].as_array().unwrap().clone();
    assert_eq!(images.len(), 3);
    assert!(images[2].as_str().is_some_and(|url| url.ends_with("/images/rep_plush_4.png")));
    assert!(images[0].as_str().is_some_and(|url| url.ends_with("/images/rep_plush_2.png")));
}

#[test]
fn a_picture_takes_its_time_and_is_served_when_it_is_done() {
    let mut guest = rich();
    let body = json!({ "nodeId": "rep_plush_4", "prompt": "Fog, hemmed by hand.", "type": "image" });
    let made = guest.done("/agent/reprompt", &body);
    assert_eq!((&made["status"], &made["contentType"]), (&json!("pending"), &json!("image")));
    assert_eq!(made["ancestorImages"].as_array().map(Vec::len), Some(3));
    let id = made["nodeId"].as_str().unwrap().to_owned();
    let picture = Request::get(&format!("/images/{id}.png"));
    assert_eq!(guest.world.handle(&picture, guest.now).status, 404);

    guest.wait(4 * SECOND);
    let node = guest.read(&format!("/agent/content/{id}/thread"))["node"].clone();
    assert_eq!((&node["status"], &node["llmResponse"]), (&json!("complete"), &Value::Null));
    assert!(node["imageUrl"].as_str().is_some_and(|url| url.ends_with(&format!("/images/{id}.png"))));
    let response = guest.world.handle(&picture, guest.now);
    assert_eq!((response.status, response.header("content-type")), (200, Some("image/png")));
    assert!(response.body.starts_with(b"\x89PNG\r\n\x1a\n"));
}

#[test]
fn the_same_words_draw_the_same_picture_and_others_another() {
    let mut guest = rich();
    let mut draw = |id: &str| guest.world.handle(&Request::get(&format!("/images/{id}.png")), guest.now).body;
    assert_eq!(draw("rep_plush_1"), draw("rep_plush_1"));
    assert_ne!(draw("rep_plush_1"), draw("rep_plush_2"));
}

#[test]
fn a_node_has_a_page_on_which_what_people_wrote_is_text() {
    let mut guest = rich();
    let made =
        guest.done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_7", "prompt": "<b>bold</b>" }));
    let page = Request::get(&format!("/prompt/{}", made["nodeId"].as_str().unwrap()));
    let response = guest.world.handle(&page, guest.now);
    let html = String::from_utf8(response.body).expect("text");
    assert!(html.contains("&lt;b&gt;bold&lt;/b&gt;") && !html.contains("<b>bold"), "{html}");
}
