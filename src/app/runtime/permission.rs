use serde::Deserialize;

/// The sender of a message, as the browser reports it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Sender {
    /// Id of the extension it came from; absent from a web page.
    pub id: Option<String>,
    /// Address of the page or frame it came from.
    pub url: Option<String>,
    /// Origin of that frame; absent in browsers that do not report it.
    pub origin: Option<String>,
    /// Whether that frame is inside another document. A tab, the popup and the docked panel are not.
    pub framed: bool,
    /// Whether the background mounted that frame after a gesture, and the frame proved it.
    pub mounted: bool,
}

/// The class of a sender, which decides its permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SenderClass {
    /// A page of this extension that is not framed.
    ExtensionPage,
    /// The panel in a web page, which the background mounted after a gesture.
    ClaimedPanel,
    /// A page of this extension that a web page framed.
    UnclaimedFrame,
    /// A content script of this extension in a web page.
    ContentScript,
    /// Any other sender, such as a web page or another extension.
    Untrusted,
}

/// Classifies a sender. Content scripts have the id of the extension too, so the address must also be that of the extension.
pub fn classify(sender: &Sender, own_id: &str, own_base: &str) -> SenderClass {
    if own_id.is_empty() || sender.id.as_deref() != Some(own_id) {
        return SenderClass::Untrusted;
    }
    let ours = |address: &str| address == own_base.trim_end_matches('/') || address.starts_with(own_base);
    let page = match (sender.url.as_deref(), sender.origin.as_deref()) {
        (Some(url), None) => ours(url),
        (Some(url), Some(origin)) => ours(url) && ours(origin),
        (None, _) => return SenderClass::Untrusted,
    };
    match (page, sender.framed, sender.mounted) {
        (false, ..) => SenderClass::ContentScript,
        (true, false, _) => SenderClass::ExtensionPage,
        (true, true, true) => SenderClass::ClaimedPanel,
        (true, true, false) => SenderClass::UnclaimedFrame,
    }
}

/// The permission that a request needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Requests for reading, writing and posting.
    EveryPanel,
    /// Requests with keys, passphrases or all settings. A web page could imitate or cover the panel, so they are not sent from there.
    ExtensionPages,
}

impl SenderClass {
    /// Whether a sender of this class may send a request with this permission.
    ///
    /// A page of the extension may send every request. The panel in a web page may send those without secrets. A panel that a web page framed
    /// may send none, and neither may a content script, which the web page could control.
    pub fn is_granted(self, permission: Permission) -> bool {
        match self {
            Self::ExtensionPage => true,
            Self::ClaimedPanel => permission == Permission::EveryPanel,
            Self::UnclaimedFrame | Self::ContentScript | Self::Untrusted => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "abc";
    const BASE: &str = "chrome-extension://abc/";

    fn from(id: Option<&str>, url: Option<&str>, origin: Option<&str>) -> SenderClass {
        let text = |text: Option<&str>| text.map(str::to_owned);
        classify(
            &Sender { id: text(id), url: text(url), origin: text(origin), ..Sender::default() },
            ID,
            BASE,
        )
    }

    fn framed(url: &str, mounted: bool) -> SenderClass {
        let sender =
            Sender { id: Some(ID.into()), url: Some(url.into()), origin: None, framed: true, mounted };
        classify(&sender, ID, BASE)
    }

    #[test]
    fn only_pages_of_our_own_are_our_own() {
        let page = Some("chrome-extension://abc/panel.html?surface=popup");
        assert_eq!(from(Some(ID), page, Some("chrome-extension://abc")), SenderClass::ExtensionPage);
        assert_eq!(from(Some(ID), page, None), SenderClass::ExtensionPage, "Firefox tells no origin");
        assert_eq!(
            from(Some(ID), Some("https://example.org/"), Some("https://example.org")),
            SenderClass::ContentScript
        );
        assert_eq!(
            from(Some(ID), page, Some("https://example.org")),
            SenderClass::ContentScript,
            "a page that claims our address"
        );
        assert_eq!(from(Some("other"), page, None), SenderClass::Untrusted);
        assert_eq!(from(None, page, None), SenderClass::Untrusted);
        assert_eq!(from(Some(ID), None, None), SenderClass::Untrusted);
        assert_eq!(
            from(Some(ID), Some("chrome-extension://abcdef/x"), None),
            SenderClass::ContentScript,
            "a longer id is another"
        );
    }

    #[test]
    fn a_frame_in_a_page_is_told_apart_by_who_mounted_it() {
        let panel = "chrome-extension://abc/panel.html?surface=page";
        assert_eq!(framed(panel, true), SenderClass::ClaimedPanel);
        assert_eq!(framed(panel, false), SenderClass::UnclaimedFrame, "a page made this frame");
        assert_eq!(
            framed("https://example.org/", true),
            SenderClass::ContentScript,
            "no page is mounted by saying so"
        );
    }
}
