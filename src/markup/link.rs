//! Where a link may lead, and addresses that stand in a text.

use super::{Inline, MOST_NODES, source::is_wide_punctuation};

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

/// The same text with a link for each address in it, as long as there are fewer nodes than may be.
pub(super) fn linked(inlines: Vec<Inline>, nodes: &mut usize) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text { text } if text.contains("://") => split(&text, &mut out, nodes),
            Inline::Emphasis { children } => out.push(Inline::Emphasis { children: linked(children, nodes) }),
            Inline::Strong { children } => out.push(Inline::Strong { children: linked(children, nodes) }),
            Inline::Struck { children } => out.push(Inline::Struck { children: linked(children, nodes) }),
            other => out.push(other),
        }
    }
    out
}

/// Cuts a text at the addresses in it.
fn split(text: &str, out: &mut Vec<Inline>, nodes: &mut usize) {
    let mut rest = text;
    let mut plain = String::new();
    while let Some(colon) = rest.find("://").filter(|_| *nodes < MOST_NODES) {
        let (before, after) = rest.split_at(colon);
        let scheme = before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let (before, scheme) = before.split_at(before.len() - scheme);
        let length = extent(after);
        let (after, next) = after.split_at(length);
        plain.push_str(before);
        let address = format!("{scheme}{after}");
        match safe(&address) {
            Some((href, host)) => {
                push_text(&mut plain, out);
                *nodes += 3;
                out.push(Inline::Link { href, host, children: vec![Inline::Text { text: address }] });
            }
            None => plain.push_str(&address),
        }
        rest = next;
    }
    plain.push_str(rest);
    push_text(&mut plain, out);
}

fn push_text(text: &mut String, out: &mut Vec<Inline>) {
    if !text.is_empty() {
        out.push(Inline::Text { text: std::mem::take(text) });
    }
}

/// How far an address reaches: to white space or a character that ends one, without the punctuation of the sentence around it.
fn extent(text: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '`' | '\\' | '\u{2010}'..='\u{205e}')
            || is_wide_punctuation(c)
    };
    let mut address = text.split(ends).next().unwrap_or_default();
    // A bracket that was opened within belongs to the address.
    let mut round = address.matches(')').count().saturating_sub(address.matches('(').count());
    let mut square = address.matches(']').count().saturating_sub(address.matches('[').count());
    while let Some(last) = address.chars().next_back() {
        match last {
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '|' => {}
            _ => break,
        }
        address = address.strip_suffix(last).unwrap_or_default();
    }
    address.len().max("://".len())
}
