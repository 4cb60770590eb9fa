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
}

/// What a sender is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A page of this extension.
    Own,
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
    let url = sender.url.as_deref();
    let origin = sender.origin.as_deref();
    match (url, origin) {
        (Some(url), None) if ours(url) => Class::Own,
        (Some(url), Some(origin)) if ours(url) && ours(origin) => Class::Own,
        (Some(_), _) => Class::Guest,
        (None, _) => Class::Stranger,
    }
}

/// Whether a sender may ask for something. A page of ours may ask for everything; a content script for nothing, since it lives beside
/// code that is not ours and could be made to speak for it.
pub fn may(class: Class, _command: &Command) -> bool {
    class == Class::Own
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "abc";
    const BASE: &str = "chrome-extension://abc/";

    fn from(id: Option<&str>, url: Option<&str>, origin: Option<&str>) -> Class {
        let text = |text: Option<&str>| text.map(str::to_owned);
        classify(&Sender { id: text(id), url: text(url), origin: text(origin) }, ID, BASE)
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
    fn a_guest_may_ask_for_nothing() {
        for class in [Class::Guest, Class::Stranger] {
            assert!(!may(class, &Command::Hello), "{class:?}");
        }
        assert!(may(Class::Own, &Command::Hello));
    }
}
