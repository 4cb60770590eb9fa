use super::Command;
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

/// What a command is about, as far as it matters who may give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Reading, writing, posting: the daily use.
    Use,
    /// Keys, passphrases, settings as a whole: where a person types or sees what must not be typed or seen in a page that could
    /// look like anything.
    Keys,
}

fn reach(command: &Command) -> Reach {
    match command {
        Command::Connect { .. }
        | Command::Forget
        | Command::Unlock { .. }
        | Command::Protect { .. }
        | Command::Export
        | Command::Import { .. }
        | Command::Diagnostics => Reach::Keys,
        _ => Reach::Use,
    }
}

/// Whether a sender may ask for something: the table of who and what.
///
/// A page of ours may ask for everything. The panel in a stranger's page may be used, and keeps away from keys. A panel that a page framed
/// by itself may ask for nothing, nor may a content script, since it lives beside code that is not ours and could be made to
/// speak for it, nor anybody else.
pub fn may(class: Class, command: &Command) -> bool {
    match class {
        Class::Own => true,
        Class::Mounted => reach(command) == Reach::Use,
        Class::Framed | Class::Guest | Class::Stranger => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let page = Some("chrome-extension://abc/panel.html?surface=popup");
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
        let panel = "chrome-extension://abc/panel.html?surface=page";
        assert_eq!(framed(panel, true), Class::Mounted);
        assert_eq!(framed(panel, false), Class::Framed, "a page made this frame");
        assert_eq!(framed("https://example.org/", true), Class::Guest, "no page is mounted by saying so");
    }

    /// One command of every kind that is told apart, with who may give it besides pages of our own.
    fn kinds() -> Vec<(Command, bool)> {
        let command = |text: &str| serde_json::from_str::<Command>(text).expect("is a command");
        [
            (r#"{"do":"hello"}"#, true),
            (r#"{"do":"open","node":"n"}"#, true),
            (r#"{"do":"like","node":"n"}"#, true),
            (r#"{"do":"post","draft":"reply:n","words":{}}"#, true),
            (r#"{"do":"discard","draft":"reply:n"}"#, true),
            (r#"{"do":"lock"}"#, true),
            (r#"{"do":"settings","change":{}}"#, true),
            (r#"{"do":"connect","address":"https://x.example","key":"k"}"#, false),
            (r#"{"do":"forget"}"#, false),
            (r#"{"do":"unlock","passphrase":"p"}"#, false),
            (r#"{"do":"protect","passphrase":"p"}"#, false),
            (r#"{"do":"export"}"#, false),
            (r#"{"do":"import","text":"{}"}"#, false),
            (r#"{"do":"diagnostics"}"#, false),
        ]
        .map(|(text, mounted)| (command(text), mounted))
        .into()
    }

    #[test]
    fn who_may_ask_for_what() {
        for (command, mounted) in kinds() {
            assert!(may(Class::Own, &command), "{command:?}");
            assert_eq!(may(Class::Mounted, &command), mounted, "{command:?}");
            for class in [Class::Framed, Class::Guest, Class::Stranger] {
                assert!(!may(class, &command), "{class:?} {command:?}");
            }
        }
    }
}
