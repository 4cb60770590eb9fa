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
pub enum SenderClass {
    /// A page of this extension, with nothing around it but the browser.
    ExtensionPage,
    /// The panel in a stranger's page, mounted there after a gesture.
    ClaimedPanel,
    /// A page of this extension that a stranger's page has framed by itself.
    UnclaimedFrame,
    /// A content script of this extension, living in a stranger's page.
    ContentScript,
    /// Anybody else: pages, other extensions, anything unclear.
    Untrusted,
}

/// Tells what a sender is. The id alone proves nothing, since content scripts share it; the address must be ours too.
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

/// What a kind of message is about, as far as it matters who may send it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Reading, writing, posting: the daily use.
    EveryPanel,
    /// Keys, passphrases, settings as a whole: where a person types or sees what must not be typed or seen in a page that could
    /// look like anything.
    ExtensionPages,
}

impl SenderClass {
    /// Whether a sender of this class may send a request with this permission.
    ///
    /// A page of the extension may send all there are. The panel in a web page may be used, and keeps away from keys. A panel that a page
    /// framed by itself may send nothing. Nor may a content script: it lives beside code that is not ours, which could make it speak.
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
