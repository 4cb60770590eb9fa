use super::*;
use serde_json::{Value, json};

/// A message of a name, with every argument that any request takes.
fn message(name: &str) -> Value {
    json!({
        "do": name, "node": "n", "from": 0, "count": 1, "draft": "reply:n", "content": { "text": "x" }, "undo": "u1", "root": "n",
        "ids": ["1"], "to": "read", "search": "", "output": "text", "address": "https://x.example", "key": "k",
        "passphrase": "p", "change": {}, "text": "{}", "account": 1, "label": "Moth", "on": true, "form": {}, "chain": "c",
        "nonces": [null], "provider": "fal", "id": "c", "digest": "0", "query": {}, "reason": "r", "name": "Moth",
        "revision": "a.1", "until": 1, "resumes": false,
    })
}

#[test]
fn every_name_in_the_table_is_read() {
    for (name, _) in REQUESTS {
        let read = serde_json::from_value::<Request>(message(name));
        assert!(read.is_ok(), "{name}: {read:?}");
    }
    for unknown in ["", "eval", "Post", "post ", "key"] {
        assert!(serde_json::from_value::<Request>(message(unknown)).is_err(), "{unknown:?}");
    }
}

#[test]
fn a_missing_argument_fails() {
    let read = |value: Value| serde_json::from_value::<Request>(value);
    assert!(read(json!({ "do": "like" })).is_err(), "like what?");
    assert!(read(json!({ "do": "edit", "draft": "reply:n" })).is_ok(), "an argument with a default");
    assert!(read(json!({ "do": "review", "root": "n", "digest": "0" })).is_ok(), "an optional argument");
}

#[test]
fn who_may_send_what() {
    use SenderClass::{ClaimedPanel, ContentScript, ExtensionPage, UnclaimedFrame, Untrusted};
    let classes = [ExtensionPage, ClaimedPanel, UnclaimedFrame, ContentScript, Untrusted];
    for (name, permission) in REQUESTS {
        let allowed = classes.map(|class| is_allowed(class, name));
        assert_eq!(allowed, [true, *permission == Permission::EveryPanel, false, false, false], "{name}");
    }
    for class in classes {
        for unknown in ["", "eval", "Post", "post ", "key"] {
            assert!(!is_allowed(class, unknown), "{class:?} {unknown:?}");
        }
    }
}

#[test]
fn what_shows_or_takes_a_secret_stays_out_of_web_pages() {
    let mut names: Vec<&str> = REQUESTS
        .iter()
        .filter(|(_, permission)| *permission == Permission::ExtensionPages)
        .map(|(name, _)| *name)
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "addAccount",
            "clearCaches",
            "connect",
            "deregister",
            "diagnostics",
            "exportSettings",
            "forgetKey",
            "importSettings",
            "keySaved",
            "listCredentials",
            "putCredential",
            "puzzleMeasured",
            "puzzleProgress",
            "removeCredential",
            "renameAccount",
            "setPassphrase",
            "setSync",
            "showKey",
            "signOut",
            "signup",
            "signupBack",
            "unlock",
        ]
    );
}
