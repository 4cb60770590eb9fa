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
    // What stands before an @ is a name to log in with, often made to look like the host.
    let host = authority.rsplit('@').next()?.to_ascii_lowercase();
    (!host.is_empty() && !host.starts_with(':')).then(|| (href.to_owned(), host))
}

/// Reads `(address "title")` at the start of a text: the address, and how many bytes it all takes.
pub(super) fn target(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('(')?;
    let start = inner.len() - inner.trim_start().len();
    let at = inner.get(start..)?;
    let (address, after) = if let Some(angled) = at.strip_prefix('<') {
        let end = angled
            .find(['>', '<', '\n'])
            .filter(|end| angled.get(*end..).is_some_and(|rest| rest.starts_with('>')))?;
        (angled.get(..end)?, angled.get(end + 1..)?)
    } else {
        let end = address_end(at)?;
        at.split_at_checked(end)?
    };
    let tail = after.trim_start();
    let closed = if tail.len() < after.len() { title(tail).map_or(tail, str::trim_start) } else { tail };
    let rest = closed.strip_prefix(')')?;
    Some((address, text.len() - rest.len()))
}

/// Where an address without angle brackets ends: at a space or at a bracket that it did not open.
fn address_end(text: &str) -> Option<usize> {
    let mut open = 0_u8;
    for (at, c) in text.char_indices() {
        match c {
            '(' if open == 32 => return None,
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            c if c.is_whitespace() || c.is_control() => return (open == 0).then_some(at),
            _ => {}
        }
    }
    None
}

/// What comes after a title, if one starts here. Titles are read and dropped.
fn title(text: &str) -> Option<&str> {
    let close = match text.chars().next()? {
        '(' => ')',
        quote @ ('"' | '\'') => quote,
        _ => return None,
    };
    let inner = text.get(1..)?;
    // Long enough for any honest title, short enough that many unclosed ones cost little.
    let (end, _) = inner.char_indices().take(500).find(|(_, c)| *c == close)?;
    inner.get(end + 1..)
}
