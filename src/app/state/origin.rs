/// The origin of the network unless the person sets another one (contract, section 1).
pub const DEFAULT_ORIGIN: &str = "https://impromptusocial.ai";

/// Parses an address into scheme, host and port. The path is dropped, because each request has its own. Plain http is accepted only for
/// this machine, because the key is sent unencrypted.
pub fn origin(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    let end =
        authority.find(']').map(|end| end + 1).or_else(|| authority.find(':')).unwrap_or(authority.len());
    let (host, port) = authority.split_at(end);
    let numbers = |text: &str| text.contains(':') && text.chars().all(|c| c.is_ascii_hexdigit() || c == ':');
    let host_ok = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(numbers),
        None => {
            host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
                && host.chars().any(|c| c.is_ascii_alphanumeric())
        }
    };
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit()) && text.parse::<u16>().is_ok();
    let port_ok = port.is_empty() || port.strip_prefix(':').is_some_and(digits);
    let local = matches!(host, "127.0.0.1" | "localhost" | "[::1]");
    let secure = scheme == "https" || (scheme == "http" && local);
    (host_ok && port_ok && secure).then(|| format!("{scheme}://{}", authority.to_ascii_lowercase()))
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
            ("HTTPS://Example.ORG:8443/", Some("https://example.org:8443")),
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
