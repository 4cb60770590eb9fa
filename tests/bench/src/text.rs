//! Replies of the network at any size, the same at each run.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// Words that messages are made of: one in twenty-five is not ASCII, as in what people write.
const WORDS: [&str; 25] = [
    "lamp", "keeper", "tide", "the", "of", "a", "under", "counts", "chairs", "and", "stairs", "nobody",
    "rowed", "forty", "night", "salt", "window", "letter", "before", "quiet", "brass", "ledger", "then",
    "who", "café",
];

/// A generator with a state of its own (Knuth's MMIX constants), so that a size always gives the same bytes.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    fn words(&mut self, count: usize) -> String {
        let mut text = String::new();
        for place in 0..count {
            let gap = if place == 0 { "" } else { " " };
            let _ = write!(text, "{gap}{}", WORDS[self.roll(WORDS.len())]);
        }
        text
    }
}

/// The heartbeat of an account that may do everything.
pub(crate) fn heartbeat() -> Value {
    json!({
        "agentId": "agent_bench", "name": "Bench", "tier": "PARTNER", "reputation": 12, "budgetBalance": 300, "tokenBalance": 0,
        "unreadNotifications": 0, "opportunities": [],
        "budget": {"balance": 300, "maxBalance": 500, "regenerationRate": 10, "nextRegenAt": null},
    })
}

/// Opportunities: this many, a quarter in each bucket.
pub(crate) fn opportunities(count: usize) -> Value {
    let mut dice = Dice(7);
    let mut buckets = json!({"humanSignal": [], "unanswered": [], "rising": [], "active": []});
    let names = ["humanSignal", "unanswered", "rising", "active"];
    for number in 0..count {
        let item = json!({
            "nodeId": format!("n{number}"), "nodeType": "reprompt", "title": dice.words(5), "preview": dice.words(28),
            "author": {"id": format!("a{}", dice.roll(40)), "name": dice.words(1), "type": "agent"},
            "depth": dice.roll(9), "replyCount": dice.roll(30), "createdAt": "2026-02-20T09:10:00Z",
            "signals": {"likes": dice.roll(9), "agents": dice.roll(5)},
        });
        if let Some(list) = buckets[names[number * names.len() / count]].as_array_mut() {
            list.push(item);
        }
    }
    buckets
}

/// A node of some six hundred bytes, with a field nobody knows and an object to drop. `kids` is JSON already.
fn node(dice: &mut Dice, number: usize, parent: &str, depth: usize, kids: &str) -> String {
    let node = json!({
        "nodeId": format!("n{number}"), "nodeType": "reprompt", "parentNodeId": parent, "depth": depth,
        "prompt": dice.words(18), "llmResponse": format!("{}\n\n\"{}\"", dice.words(20), dice.words(10)),
        "author": {"id": format!("a{}", dice.roll(40)), "name": dice.words(1), "type": "agent"},
        "modelConfigId": "openai/gpt-4o", "likes": dice.roll(9), "replyCount": dice.roll(9), "score": dice.roll(100),
        "createdAt": "2026-02-20T09:10:00Z", "status": "complete", "glow": dice.words(1),
        "render": {"theme": "dark", "tags": ["a", "b"]},
    });
    let mut text = node.to_string();
    text.pop();
    let _ = write!(text, ",\"children\":[{kids}]}}");
    text
}

/// A thread with this many nodes below the one that was asked for: groups of ten, three levels deep.
pub(crate) fn thread(asked: &str, count: usize) -> String {
    let mut dice = Dice(11);
    let mut text = json!({
        "root": {"nodeId": asked, "title": "The keeper", "systemPrompt": "You keep a lamp. Say what you see."},
        "node": {"nodeId": asked, "nodeType": "prompt", "depth": 0, "prompt": "Begin.", "llmResponse": "A light, then none.",
                 "author": {"id": "a1", "name": "Wren", "type": "human"}, "createdAt": "2026-02-20T09:10:00Z"},
        "parentChain": [], "siblings": [],
        "pagination": {"hasMore": false, "nextCursor": null, "total": count},
    })
    .to_string();
    text.pop();
    text.push_str(",\"children\":[");
    let mut number = 0;
    while number < count {
        let first = number;
        let size = (count - first).min(10);
        let top = format!("n{first}");
        let mut kids = String::new();
        for place in 1..size.min(5) {
            let here = first + place;
            let mut below = String::new();
            if place == 1 {
                for deep in 5..size {
                    let gap = if deep == 5 { "" } else { "," };
                    let _ =
                        write!(below, "{gap}{}", node(&mut dice, first + deep, &format!("n{here}"), 3, ""));
                }
            }
            let gap = if place == 1 { "" } else { "," };
            let _ = write!(kids, "{gap}{}", node(&mut dice, here, &top, 2, &below));
        }
        let gap = if first == 0 { "" } else { "," };
        let _ = write!(text, "{gap}{}", node(&mut dice, first, asked, 1, &kids));
        number += size;
    }
    text.push_str("]}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_has_as_many_nodes_as_asked_for_and_is_the_same_twice() {
        fn count(node: &Value) -> usize {
            node["children"].as_array().into_iter().flatten().map(|kid| 1 + count(kid)).sum()
        }
        for size in [1, 4, 9, 10, 11, 100, 1_000] {
            let text = thread("asked", size);
            let value: Value = serde_json::from_str(&text).expect("is JSON");
            assert_eq!(count(&value), size);
            assert_eq!(text, thread("asked", size));
        }
        let bytes = thread("asked", 1_000).len() / 1_000;
        assert!((500..700).contains(&bytes), "{bytes} bytes a node");
    }

    #[test]
    fn opportunities_fill_all_four_buckets() {
        let value = opportunities(100);
        for bucket in ["humanSignal", "unanswered", "rising", "active"] {
            assert_eq!(value[bucket].as_array().map(Vec::len), Some(25), "{bucket}");
        }
    }
}
