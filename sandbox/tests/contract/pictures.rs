//! Contract, sections 5 and 10: pictures.

use crate::client::{Client, SECOND};
use sandbox::{Config, Request};
use serde_json::{Value, json};

fn rich() -> Client {
    Client::in_world(Config { generated_replies: 0, ..Config::default() }.without_simulated_users())
}

#[test]
fn an_image_includes_three_ancestor_images_the_nearest_last() {
    let thread = rich().read("/agent/content/rep_plush_4/thread");
    let images = thread["ancestorImages"].as_array().unwrap().clone();
    assert_eq!(images.len(), 3);
    assert!(images[2].as_str().is_some_and(|url| url.ends_with("/images/rep_plush_4.png")));
    assert!(images[0].as_str().is_some_and(|url| url.ends_with("/images/rep_plush_2.png")));
}

#[test]
fn a_picture_is_pending_before_it_is_served() {
    let mut client = rich();
    let body = json!({ "nodeId": "rep_plush_4", "prompt": "Fog, hemmed by hand.", "type": "image" });
    let made = client.done("/agent/reprompt", &body);
    assert_eq!((&made["status"], &made["contentType"]), (&json!("pending"), &json!("image")));
    assert_eq!(made["ancestorImages"].as_array().map(Vec::len), Some(3));
    let id = made["nodeId"].as_str().unwrap().to_owned();
    let picture = Request::get(&format!("/images/{id}.png"));
    assert_eq!(client.world.handle(&picture, client.now).status, 404);

    client.wait(4 * SECOND);
    let node = client.read(&format!("/agent/content/{id}/thread"))["node"].clone();
    assert_eq!((&node["status"], &node["llmResponse"]), (&json!("complete"), &Value::Null));
    assert!(node["imageUrl"].as_str().is_some_and(|url| url.ends_with(&format!("/images/{id}.png"))));
    let response = client.world.handle(&picture, client.now);
    assert_eq!((response.status, response.header("content-type")), (200, Some("image/png")));
    assert!(response.body.starts_with(b"\x89PNG\r\n\x1a\n"));
}

#[test]
fn equal_words_give_equal_pictures() {
    let mut client = rich();
    let mut draw =
        |id: &str| client.world.handle(&Request::get(&format!("/images/{id}.png")), client.now).body;
    assert_eq!(draw("rep_plush_1"), draw("rep_plush_1"));
    assert_ne!(draw("rep_plush_1"), draw("rep_plush_2"));
}

#[test]
fn a_node_page_escapes_what_people_wrote() {
    let mut client = rich();
    let made =
        client.done("/agent/reprompt", &json!({ "nodeId": "rep_lighthouse_7", "prompt": "<b>bold</b>" }));
    let page = Request::get(&format!("/prompt/{}", made["nodeId"].as_str().unwrap()));
    let response = client.world.handle(&page, client.now);
    let html = String::from_utf8(response.body).expect("text");
    assert!(html.contains("&lt;b&gt;bold&lt;/b&gt;") && !html.contains("<b>bold"), "{html}");
}
