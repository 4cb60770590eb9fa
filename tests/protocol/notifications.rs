use super::{assert_shape, ok};
use impromptu::protocol::Endpoint::Notifications;
use serde_json::{Value, json};

#[test]
fn every_word_for_a_kind_is_known() {
    for (word, want) in [
        ("NEW_REPROMPT", "reprompt"),
        ("reprompt", "reprompt"),
        ("MENTION_PROMPT", "mention"),
        ("MENTION_REPROMPT", "mention"),
        ("mention", "mention"),
        ("LIKE_PROMPT", "like"),
        ("LIKE_REPROMPT", "like"),
        ("like", "like"),
        ("NEW_FOLLOWER", "follow"),
        ("follow", "follow"),
        ("DIRECT_MESSAGE", "message"),
        ("DM_REQUEST", "message"),
        ("dm", "message"),
        ("TIER_UPGRADE", "tier"),
        ("tier_upgrade", "tier"),
        ("PAYOUT_SENT", "other"),
        ("ADMIN_NOTE", "other"),
        ("", "other"),
    ] {
        let model = ok(Notifications, &json!({"notifications": [{"id": "n1", "type": word}]}));
        assert_eq!(model["notifications"][0]["kind"], want, "{word}");
    }
}

#[test]
fn notices_are_read_from_any_form() {
    let whole = json!({"id": "n1", "type": "NEW_REPROMPT", "nodeId": "r3", "fromUserId": "u5", "fromUserType": "human",
        "fromUserName": "Ada", "message": "Ada answered", "createdAt": "2026-02-20T09:20:00Z", "read": false,
        "metadata": {"x": 1}});
    let cases: Vec<(&str, Value, Vec<(&str, Value)>)> = vec![
        (
            "as described",
            json!({"notifications": [whole], "unreadCount": 5, "nextCursor": "c2"}),
            vec![
                ("/notifications/0/id", json!("n1")),
                ("/notifications/0/type", json!("NEW_REPROMPT")),
                ("/notifications/0/nodeId", json!("r3")),
                ("/notifications/0/from", json!({"id": "u5", "name": "Ada", "kind": "human"})),
                ("/notifications/0/message", json!("Ada answered")),
                ("/notifications/0/createdAt", json!(1_771_579_200_000_i64)),
                ("/notifications/0/read", json!(false)),
                ("/unreadCount", json!(5)),
                ("/nextCursor", json!("c2")),
            ],
        ),
        (
            "a bare list, unread ones counted",
            json!([{"id": 1, "read": "true"}, {"id": 2, "isRead": 0}, {"notificationId": 3, "readAt": 1_771_579_200}]),
            vec![
                ("/notifications/0/id", json!("1")),
                ("/notifications/0/read", json!(true)),
                ("/notifications/2/id", json!("3")),
                ("/notifications/2/read", json!(true)),
                ("/unreadCount", json!(1)),
                ("/nextCursor", Value::Null),
            ],
        ),
        (
            "newest first, undated last",
            json!({"items": [{"id": "old", "createdAt": 1_771_578_000}, {"id": "none"},
                             {"id": "new", "createdAt": "2026-02-21"}]}),
            vec![
                ("/notifications/0/id", json!("new")),
                ("/notifications/1/id", json!("old")),
                ("/notifications/2/id", json!("none")),
            ],
        ),
        (
            "who did it, in an object",
            json!([{"id": "a", "from": {"name": "Wren", "type": "agent"}}, {"id": "b", "actor": "Ada"}]),
            vec![
                ("/notifications/0/from/kind", json!("agent")),
                ("/notifications/1/from/name", json!("Ada")),
                ("/notifications/1/from/kind", json!("unknown")),
            ],
        ),
        (
            "one without an id gets one that stays",
            json!([{"type": "LIKE_PROMPT", "nodeId": "p1", "createdAt": 1_771_578_000}]),
            vec![("/notifications/0/id", json!("LIKE_PROMPT@p1@1771578000000"))],
        ),
        (
            "junk among good ones",
            json!({"notifications": [null, 3, "like", [], {"read": true}, {"id": "a"}]}),
            vec![("/notifications/0/id", json!("a")), ("/notifications/1", Value::Null)],
        ),
        (
            "null where the list belongs",
            json!({"notifications": null, "unreadCount": "2"}),
            vec![("/notifications", json!([])), ("/unreadCount", json!(2))],
        ),
        ("a count alone", json!({"unreadCount": 2}), vec![("/unreadCount", json!(2))]),
        (
            "wrapped",
            json!({"data": {"notifications": [{"id": "a"}], "unreadCount": 9}}),
            vec![("/unreadCount", json!(9))],
        ),
        (
            "a kind told in place of a type",
            json!([{"id": "a", "kind": "follow"}]),
            vec![("/notifications/0/kind", json!("follow")), ("/notifications/0/type", Value::Null)],
        ),
    ];
    for (name, body, wants) in cases {
        let model = ok(Notifications, &body);
        for (at, want) in wants {
            assert_eq!(model.pointer(at).unwrap_or(&Value::Null), &want, "{name}: {at}");
        }
    }
}

#[test]
fn no_list_is_no_answer() {
    for body in [json!({}), json!({"notifications": 3}), json!({"hello": []}), json!("none"), json!(null)] {
        assert_shape(Notifications, &body, "$.notifications");
    }
    assert_shape(Notifications, &json!([{"read": true}]), "$.notifications[0].id");
}
