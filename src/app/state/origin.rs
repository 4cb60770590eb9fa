/// The origin of the network unless the person sets another one (contract, section 1).
pub const DEFAULT_ORIGIN: &str = "https://impromptusocial.ai";

/// Hosts that are this machine: plain http is accepted for them alone, because a key would travel readable.
const LOCAL_HOSTS: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Characters that a copied text carries unseen and that belong to no address and no key: zero-width space, joiners and marks, word joiner,
/// no-break space, soft hyphen, byte order mark.
const UNSEEN: [char; 9] = [
    '\u{00A0}', '\u{00AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{200E}', '\u{200F}', '\u{2060}',
    '\u{FEFF}',
];

/// A pasted text without white space at its ends and without characters that cannot be seen.
pub(crate) fn without_unseen(text: &str) -> String {
    text.replace(UNSEEN, "").trim().to_owned()
}

/// Reads an address: scheme, host and port, as `URL.origin` writes them. A path is dropped, since the calls bring their own.
///
/// Without a scheme, this machine is addressed by http and every other host by https. The default port of the scheme is dropped. A name with
/// characters beyond ASCII is refused: the pages write it in Punycode before they send it.
pub fn origin(address: &str) -> Option<String> {
    let address = without_unseen(address).to_ascii_lowercase();
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) => (Some(scheme), rest),
        None => (None, address.as_str()),
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let end =
        authority.find(']').map(|end| end + 1).or_else(|| authority.find(':')).unwrap_or(authority.len());
    let (host, port) = authority.split_at(end);
    let local = LOCAL_HOSTS.contains(&host);
    let scheme = scheme.unwrap_or(if local { "http" } else { "https" });
    let default_port = match scheme {
        "https" => 443,
        "http" if local => 80,
        _ => return None,
    };
    let digits = if port.is_empty() { "" } else { port.strip_prefix(':')? };
    let port = match digits {
        "" => None,
        _ if digits.chars().all(|c| c.is_ascii_digit()) => Some(digits.parse::<u16>().ok()?),
        _ => return None,
    };
    let port = port.filter(|port| *port != default_port).map(|port| format!(":{port}")).unwrap_or_default();
    is_host(host).then(|| format!("{scheme}://{host}{port}"))
}

/// Whether a text is a host name in ASCII, or an IPv6 address in brackets.
fn is_host(host: &str) -> bool {
    let numbers = |text: &str| text.contains(':') && text.chars().all(|c| c.is_ascii_hexdigit() || c == ':');
    match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(numbers),
        None => {
            host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
                && host.chars().any(|c| c.is_ascii_alphanumeric())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn an_address_is_read_as_an_origin() {
        for (address, expected) in [
            ("https://impromptusocial.ai", Some("https://impromptusocial.ai")),
            ("https://impromptusocial.ai/api/v1", Some("https://impromptusocial.ai")),
            (" impromptusocial.ai ", Some("https://impromptusocial.ai")),
            ("http://127.0.0.1:4100/api", Some("http://127.0.0.1:4100")),
            ("127.0.0.1:8787", Some("http://127.0.0.1:8787")),
            ("localhost:8787/api/v1", Some("http://localhost:8787")),
            ("LocalHost", Some("http://localhost")),
            ("[::1]:8787", Some("http://[::1]:8787")),
            ("https://127.0.0.1:8787", Some("https://127.0.0.1:8787")),
            ("HTTPS://Example.ORG:8443/", Some("https://example.org:8443")),
            ("IMPROMPTUSOCIAL.AI", Some("https://impromptusocial.ai")),
            ("https://impromptusocial.ai:443", Some("https://impromptusocial.ai")),
            ("https://impromptusocial.ai:", Some("https://impromptusocial.ai")),
            ("http://127.0.0.1:80", Some("http://127.0.0.1")),
            ("https://impromptusocial.ai\u{200B}", Some("https://impromptusocial.ai")),
            ("\u{FEFF}https://impromptusocial.ai\u{2060}\u{200F}", Some("https://impromptusocial.ai")),
            ("\u{00A0}impromptu\u{00AD}social.ai\u{00A0}", Some("https://impromptusocial.ai")),
            ("https://xn--bcher-kva.example", Some("https://xn--bcher-kva.example")),
            ("https://b\u{FC}cher.example", None),
            ("https://impromptusoci\u{0430}l.ai", None),
            ("http://example.org", None),
            ("ftp://example.org", None),
            ("https://user:secret@example.org", None),
            ("https://", None),
            ("https://example.org:99999", None),
            ("https://[::1]:4100/", Some("https://[::1]:4100")),
            ("https://example.org:+80", None),
            ("https://a:b:80", None),
            ("https://[", None),
            ("https://a[b]", None),
            ("", None),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(origin(address).as_deref(), expected, "{address}");
        }
    }
}
