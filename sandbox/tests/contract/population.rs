//! The threads that a world starts with.

use sandbox::{Config, Post, World};
use std::collections::{BTreeMap, BTreeSet};

fn rich() -> World {
    World::new(Config::default())
}

fn depth(posts: &BTreeMap<String, Post>, id: &str) -> usize {
    posts[id].parent_node_id.as_ref().map_or(0, |above| 1 + depth(posts, above))
}

#[test]
fn one_tree_is_at_least_seven_layers_deep_and_one_prompt_has_hundreds_of_replies() {
    let posts: BTreeMap<String, Post> =
        rich().posts().into_iter().map(|post| (post.node_id.clone(), post)).collect();
    let deepest = posts.keys().map(|id| depth(&posts, id)).max();
    assert!(deepest >= Some(7), "{deepest:?}");
    let replies = posts.values().filter(|post| post.parent_node_id.as_deref() == Some("prm_pocket")).count();
    assert!(replies >= 200, "{replies}");
}

#[test]
fn all_generated_replies_differ() {
    let posts = rich().posts();
    let texts: Vec<&str> = posts
        .iter()
        .filter(|post| post.parent_node_id.as_deref() == Some("prm_pocket"))
        .map(|post| post.text.as_str())
        .collect();
    assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), texts.len());
}

#[test]
fn there_are_chinese_texts_and_pictures() {
    let posts = rich().posts();
    let han = |text: &str| text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    assert!(posts.iter().filter(|post| han(&post.text)).count() >= 6);
    assert!(posts.iter().filter(|post| post.parent_node_id.is_some() && post.answer.is_none()).count() >= 6);
}

#[test]
fn no_node_is_younger_than_the_world_and_ids_are_unique() {
    let config = Config::default();
    let posts = rich().posts();
    assert!(posts.iter().all(|post| post.created_at <= config.epoch_ms));
    let ids: BTreeSet<&str> = posts.iter().map(|post| post.node_id.as_str()).collect();
    assert_eq!(ids.len(), posts.len());
}

#[test]
fn the_config_sets_the_length_of_lists() {
    let world =
        World::new(Config { generated_replies: 1_000, generated_threads: 1_200, ..Config::default() });
    assert!(world.posts().len() > 2_200);
}
