use crate::*;
use impromptu::app::{CachedThread, thread_of};
use impromptu::domain::{ApiError, ApiErrorKind, Branch, Node, Thread};

fn node(id: &str) -> Node {
    Node { node_id: id.into(), ..Node::default() }
}

/// A thread read at a node, with these nodes above, beside and below it.
fn read(at: &str, above: &[&str], beside: &[&str], below: &[&str]) -> CachedThread {
    let nodes = |ids: &[&str]| ids.iter().map(|id| node(id)).collect();
    let branches = below.iter().map(|id| Branch { level: 0, node: node(id) }).collect();
    let thread = Thread {
        node: node(at),
        ancestors: nodes(above),
        siblings: nodes(beside),
        branches,
        ..Thread::default()
    };
    CachedThread { node: at.into(), at: NOW, thread: Ok(Box::new(thread)) }
}

#[test]
fn the_thread_of_a_node_is_its_own_or_else_the_latest_that_shows_it() {
    let mut state = State::default();
    state.live.threads = vec![
        read("a", &["root"], &["s"], &["b", "c"]),
        read("b", &["root", "a"], &[], &["d"]),
        CachedThread {
            node: "c".into(),
            at: NOW,
            thread: Err(ApiError::new(ApiErrorKind::Missing, "VAL_001", "")),
        },
        read("x", &["y"], &[], &[]),
    ];
    for (asked, expected) in [
        ("a", Some("a")),
        ("b", Some("b")),
        ("c", Some("a")),
        ("d", Some("b")),
        ("s", Some("a")),
        ("root", Some("b")),
        ("y", Some("x")),
        ("nowhere", None),
    ] {
        let found = thread_of(&state, asked).map(|thread| thread.node.node_id.as_str());
        assert_eq!(found, expected, "{asked}");
    }
}
