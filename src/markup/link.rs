//! Where a link may lead.

/// The address and its host, when it is one to open: `http` or `https`, a host, and no character that a browser would
/// drop or read as another.
pub(super) fn safe(href: &str) -> Option<(String, String)> {
    let (scheme, rest) = href.split_once("://")?;
    let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    if !known || href.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\') {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    // The part before an @ is user information, which often imitates a host.
    let host = authority.rsplit('@').next()?.to_ascii_lowercase();
    (!host.is_empty() && !host.starts_with(':')).then(|| (href.to_owned(), host))
}
