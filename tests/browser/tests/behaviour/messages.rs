//! Requests to the background, worded so that it would understand them from a sender it listens to.

use crate::scene::MESSAGE;
use impromptu::app::{REQUESTS, Request};
use serde_json::{Value, json};

/// One message of each kind in the table, with every argument that any kind takes. What the parser would refuse anyway proves nothing about
/// who may ask: so it has to take them all.
pub(crate) fn of_every_kind() -> Vec<Value> {
    let content = json!({ "text": MESSAGE, "systemPrompt": "", "title": "", "model": "", "output": "text" });
    let messages: Vec<Value> = REQUESTS.iter().map(|(kind, _)| {
        json!({
            "do": kind, "node": "rep_lighthouse_7", "from": 0, "count": 9, "draft": "reply:rep_lighthouse_7", "content": content,
            "undo": "1", "root": "root", "ids": ["1"], "to": "read", "search": "", "output": "text",
            "address": "https://thief.example", "key": "k", "passphrase": "moths by the lamp", "change": { "pace": 5 }, "text": "{}",
            "account": 0, "label": "Moth", "on": true, "form": {}, "chain": "c", "nonces": [null], "provider": "fal", "id": "c",
            "digest": "d", "query": {}, "reason": "r", "urgent": false, "name": "Lantern", "revision": "a.1", "until": 1, "resumes": false,
        })
    }).collect();
    for message in &messages {
        let read = serde_json::from_value::<Request>(message.clone());
        assert!(read.is_ok(), "{message} is no request: {read:?}");
    }
    messages
}
