use serde::Deserialize;

/// Who sent a message, as the browser tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Sender {
    /// Id of the extension it came from; absent from a web page.
    pub id: Option<String>,
    /// Address of the page or frame it came from.
    pub url: Option<String>,
    /// Origin of that frame, where the browser tells it.
    pub origin: Option<String>,
    /// Whether that frame stands inside another document. A tab, the popup and the docked panel do not.
    pub framed: bool,
    /// Whether the background itself had that frame mounted, after a gesture, and the frame has proved it.
    pub mounted: bool,
}

/// What a sender is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A page of this extension, with nothing around it but the browser.
    Own,
    /// The panel in a stranger's page, mounted there after a gesture.
    Mounted,
    /// A page of this extension that a stranger's page has framed by itself.
    Framed,
    /// A content script of this extension, living in a stranger's page.
    Guest,
    /// Anybody else: pages, other extensions, anything unclear.
    Stranger,
}

/// Tells what a sender is. The id alone proves nothing, since content scripts share it; the address must be ours too.
pub fn classify(sender: &Sender, own_id: &str, own_base: &str) -> Class {
    if own_id.is_empty() || sender.id.as_deref() != Some(own_id) {
        return Class::Stranger;
    }
    let ours = |address: &str| address == own_base.trim_end_matches('/') || address.starts_with(own_base);
    let page = match (sender.url.as_deref(), sender.origin.as_deref()) {
        (Some(url), None) => ours(url),
        (Some(url), Some(origin)) => ours(url) && ours(origin),
        (None, _) => return Class::Stranger,
    };
    match (page, sender.framed, sender.mounted) {
        (false, ..) => Class::Guest,
        (true, false, _) => Class::Own,
        (true, true, true) => Class::Mounted,
        (true, true, false) => Class::Framed,
    }
}

/// What a kind of message is about, as far as it matters who may send it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Reading, writing, posting: the daily use.
    Use,
    /// Keys, passphrases, settings as a whole: where a person types or sees what must not be typed or seen in a page that could
    /// look like anything.
    Keys,
}

/// The table: every kind of message there is, by its `do`, with what it is about. What does not stand here is refused to everybody.
pub const COMMANDS: [(&str, Permission); 47] = [
    ("hello", Permission::Use),
    ("heartbeat", Permission::Use),
    ("refresh", Permission::Use),
    ("seen", Permission::Use),
    ("open", Permission::Use),
    ("page", Permission::Use),
    ("like", Permission::Use),
    ("bookmark", Permission::Use),
    ("draft_check", Permission::Use),
    ("post", Permission::Use),
    ("reconcile", Permission::Use),
    ("edit", Permission::Use),
    ("discard", Permission::Use),
    ("undo", Permission::Use),
    ("review", Permission::Use),
    ("triage", Permission::Use),
    ("olderNotices", Permission::Use),
    ("models", Permission::Use),
    ("moreModels", Permission::Use),
    ("moreReplies", Permission::Use),
    ("you", Permission::Use),
    ("health", Permission::Use),
    ("lock", Permission::Use),
    ("settings", Permission::Use),
    ("rotateLater", Permission::Use),
    ("switchAccount", Permission::Use),
    ("countAccount", Permission::Use),
    ("connect", Permission::Keys),
    ("forget", Permission::Keys),
    ("addAccount", Permission::Keys),
    ("nameAccount", Permission::Keys),
    ("signOut", Permission::Keys),
    ("sync", Permission::Keys),
    ("unlock", Permission::Keys),
    ("protect", Permission::Keys),
    ("export", Permission::Keys),
    ("import", Permission::Keys),
    ("diagnostics", Permission::Keys),
    ("join", Permission::Keys),
    ("measured", Permission::Keys),
    ("found", Permission::Keys),
    ("joinBack", Permission::Keys),
    ("showKey", Permission::Keys),
    ("keySaved", Permission::Keys),
    ("credentials", Permission::Keys),
    ("putCredential", Permission::Keys),
    ("dropCredential", Permission::Keys),
];

/// Whether a sender may send a message of this kind. Asked before anything else of the message is read.
///
/// A page of ours may send all there are. The panel in a stranger's page may be used, and keeps away from keys. A panel that a page framed
/// by itself may send nothing, nor may a content script, since it lives beside code that is not ours and could be made to
/// speak for it, nor anybody else.
pub fn is_allowed(class: Class, kind: &str) -> bool {
    let Some((_, reach)) = COMMANDS.iter().find(|(known, _)| *known == kind) else { return false };
    match class {
        Class::Own => true,
        Class::Mounted => *reach == Permission::Use,
        Class::Framed | Class::Guest | Class::Stranger => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Command;

    const ID: &str = "abc";
    const BASE: &str = "chrome-extension://abc/";

    fn from(id: Option<&str>, url: Option<&str>, origin: Option<&str>) -> Class {
        let text = |text: Option<&str>| text.map(str::to_owned);
        classify(
            &Sender { id: text(id), url: text(url), origin: text(origin), ..Sender::default() },
            ID,
            BASE,
        )
    }

    fn framed(url: &str, mounted: bool) -> Class {
        let sender =
            Sender { id: Some(ID.into()), url: Some(url.into()), origin: None, framed: true, mounted };
        classify(&sender, ID, BASE)
    }

    #[test]
    fn only_pages_of_our_own_are_our_own() {
        let page = Some("chrome-extension://abc/panel.html?view_key=popup");
        assert_eq!(from(Some(ID), page, Some("chrome-extension://abc")), Class::Own);
        assert_eq!(from(Some(ID), page, None), Class::Own, "Firefox tells no origin");
        assert_eq!(from(Some(ID), Some("https://example.org/"), Some("https://example.org")), Class::Guest);
        assert_eq!(
            from(Some(ID), page, Some("https://example.org")),
            Class::Guest,
            "a page that claims our address"
        );
        assert_eq!(from(Some("other"), page, None), Class::Stranger);
        assert_eq!(from(None, page, None), Class::Stranger);
        assert_eq!(from(Some(ID), None, None), Class::Stranger);
        assert_eq!(
            from(Some(ID), Some("chrome-extension://abcdef/x"), None),
            Class::Guest,
            "a longer id is another"
        );
    }

    #[test]
    fn a_frame_in_a_page_is_told_apart_by_who_mounted_it() {
        let panel = "chrome-extension://abc/panel.html?view_key=page";
        assert_eq!(framed(panel, true), Class::Mounted);
        assert_eq!(framed(panel, false), Class::Framed, "a page made this frame");
        assert_eq!(framed("https://example.org/", true), Class::Guest, "no page is mounted by saying so");
    }

    /// A message of a kind, with every argument that any kind takes.
    fn message(kind: &str) -> serde_json::Value {
        let content = serde_json::json!({ "text": "x" });
        serde_json::json!({
            "do": kind, "node": "n", "from": 0, "count": 1, "draft": "reply:n", "content": content, "token": "t", "root": "n",
            "ids": ["1"], "to": "read", "search": "", "output": "text", "address": "https://x.example", "key": "k",
            "passphrase": "p", "change": {}, "text": "{}", "account": 1, "label": "Moth", "on": true, "form": {}, "chain": "c",
            "nonces": [null], "provider": "fal", "id": "c",
        })
    }

    #[test]
    fn the_table_has_every_kind_there_is() {
        for (kind, _) in COMMANDS {
            let read = serde_json::from_value::<Command>(message(kind));
            assert!(read.is_ok(), "{kind} is no command: {read:?}");
        }
        // A kind that is read and does not stand in the table would be refused to everybody.
        let source = include_str!("message.rs");
        let read = source.lines().filter(|line| line.trim_start().starts_with('"') && line.contains("\" =>"));
        assert_eq!(read.count(), COMMANDS.len(), "kinds that are read, and kinds in the table");
        assert!(serde_json::from_value::<Command>(message("eval")).is_err());
    }

    #[test]
    fn who_may_send_what() {
        let classes = [Class::Own, Class::Mounted, Class::Framed, Class::Guest, Class::Stranger];
        for (kind, reach) in COMMANDS {
            let allowed = classes.map(|class| is_allowed(class, kind));
            assert_eq!(allowed, [true, reach == Permission::Use, false, false, false], "{kind}");
        }
        for class in classes {
            for unknown in ["", "eval", "Post", "post ", "key"] {
                assert!(!is_allowed(class, unknown), "{class:?} {unknown:?}");
            }
        }
    }

    #[test]
    fn what_shows_or_takes_a_secret_stays_outside_of_pages() {
        let keys: Vec<&str> =
            COMMANDS.iter().filter(|(_, reach)| *reach == Permission::Keys).map(|(kind, _)| *kind).collect();
        assert_eq!(
            keys,
            [
                "connect",
                "forget",
                "addAccount",
                "nameAccount",
                "signOut",
                "sync",
                "unlock",
                "protect",
                "export",
                "import",
                "diagnostics",
                "join",
                "measured",
                "found",
                "joinBack",
                "showKey",
                "keySaved",
                "credentials",
                "putCredential",
                "dropCredential",
            ]
        );
    }
}
