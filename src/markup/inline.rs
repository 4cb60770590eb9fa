//! A block's text to stretches of text: code, emphasis, links, breaks.
//!
//! Emphasis follows `CommonMark`'s rules of flanking and its delimiter stack, with a floor below which no opener is
//! looked for again, which keeps the work linear.

use super::{Budget, DEEPEST, Inline, link};

/// A piece of text before emphasis is settled.
enum Piece {
    Text(String),
    Code(String),
    Break,
    Delimiters(Run),
    /// A `[`, or the `![` of a picture, that a link may start with.
    Bracket {
        picture: bool,
    },
    /// The end of a link whose bracket stands at an earlier place.
    Link {
        href: String,
        host: String,
        from: usize,
    },
}

/// A run of `*` or `_`.
struct Run {
    mark: char,
    /// How many are still text.
    left: usize,
    /// How many there were.
    length: usize,
    opens: bool,
    closes: bool,
    /// Emphasis that starts here and that ends here, both innermost first: 1 or 2 marks each.
    starts: Vec<u8>,
    ends: Vec<u8>,
}

/// The stretches of a block's text.
pub(super) fn inlines(text: &str, budget: &mut Budget) -> Vec<Inline> {
    let mut pieces = cut(text);
    let links: Vec<(usize, usize)> = pieces
        .iter()
        .enumerate()
        .filter_map(|(at, piece)| if let Piece::Link { from, .. } = piece { Some((*from, at)) } else { None })
        .collect();
    // What a link is called is settled first, so that emphasis never crosses its edges.
    for (from, to) in &links {
        settle(&mut pieces, from + 1, *to);
    }
    let end = pieces.len();
    settle(&mut pieces, 0, end);
    build(pieces, budget)
}

/// Cuts a text into pieces, left to right.
fn cut(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut brackets: Vec<usize> = Vec::new();
    let mut unclosed: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let mut taken = c.len_utf8();
        match c {
            '\\' => match rest.get(1..).and_then(|rest| rest.chars().next()) {
                Some('\n') => {
                    pieces.push(Piece::Break);
                    taken = 2;
                }
                Some(next) if next.is_ascii_punctuation() => {
                    push(&mut pieces, next);
                    taken = 2;
                }
                _ => push(&mut pieces, c),
            },
            '\n' => {
                if trim_spaces(&mut pieces) >= 2 {
                    pieces.push(Piece::Break);
                } else {
                    push(&mut pieces, c);
                }
            }
            '`' => taken = code(rest, &mut pieces, &mut unclosed),
            '*' | '_' => {
                taken = rest.len() - rest.trim_start_matches(c).len();
                let before = text.get(..at).and_then(|text| text.chars().next_back());
                let after = rest.get(taken..).and_then(|rest| rest.chars().next());
                pieces.push(Piece::Delimiters(Run::new(c, taken, before, after)));
            }
            '!' if rest.starts_with("![") => {
                brackets.push(pieces.len());
                pieces.push(Piece::Bracket { picture: true });
                taken = 2;
            }
            '[' => {
                brackets.push(pieces.len());
                pieces.push(Piece::Bracket { picture: false });
            }
            ']' => match brackets.pop() {
                Some(from) => taken = close(rest, from, &mut pieces, &mut brackets),
                None => push(&mut pieces, c),
            },
            '<' => taken = angled(rest, &mut pieces),
            '&' => taken = entity(rest, &mut pieces),
            _ => push(&mut pieces, c),
        }
        at += taken;
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, c: char) {
    match pieces.last_mut() {
        Some(Piece::Text(text)) => text.push(c),
        _ => pieces.push(Piece::Text(c.to_string())),
    }
}

/// Takes the spaces off the end of the last piece and says how many there were.
fn trim_spaces(pieces: &mut [Piece]) -> usize {
    let Some(Piece::Text(text)) = pieces.last_mut() else { return 0 };
    let kept = text.trim_end_matches(' ').len();
    let spaces = text.len() - kept;
    text.truncate(kept);
    spaces
}

/// Code in backticks, closed by as many. Lengths that were not closed once are not looked for again.
fn code(rest: &str, pieces: &mut Vec<Piece>, unclosed: &mut Vec<usize>) -> usize {
    let inner = rest.trim_start_matches('`');
    let ticks = rest.len() - inner.len();
    let mut from = 0;
    while !unclosed.contains(&ticks) {
        let Some(found) = inner.get(from..).and_then(|rest| rest.find('`')) else { break };
        let start = from + found;
        let run = inner.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches('`').len());
        if run == ticks {
            let code = inner.get(..start).unwrap_or_default().replace('\n', " ");
            let padded = code.starts_with(' ') && code.ends_with(' ') && code.trim() != "";
            let code = if padded { code.get(1..code.len() - 1).unwrap_or_default().to_owned() } else { code };
            pieces.push(Piece::Code(code));
            return ticks + start + ticks;
        }
        from = start + run;
    }
    unclosed.push(ticks);
    for _ in 0..ticks {
        push(pieces, '`');
    }
    ticks
}

/// A `]`: the end of a link if an address follows. Brackets before a link cannot start another around it.
fn close(rest: &str, from: usize, pieces: &mut Vec<Piece>, brackets: &mut Vec<usize>) -> usize {
    let target = rest.get(1..).and_then(link::target);
    let Some((address, length)) = target else {
        push(pieces, ']');
        return 1;
    };
    let address = address.replace("&amp;", "&");
    if let Some((href, host)) = link::safe(&address) {
        // No link stands in another: a picture in a link is just its name.
        let mut inner = Vec::new();
        for piece in pieces.iter_mut().skip(from + 1) {
            if let Piece::Link { from, .. } = piece {
                inner.push(*from);
                *piece = Piece::Text(String::new());
            }
        }
        for at in inner {
            if let Some(piece) = pieces.get_mut(at) {
                *piece = Piece::Text(String::new());
            }
        }
        // One bracket around a picture may still become a link; more would make the work grow with the nesting.
        let around = brackets
            .last()
            .copied()
            .filter(|_| matches!(pieces.get(from), Some(Piece::Bracket { picture: true })));
        brackets.clear();
        brackets.extend(around);
        pieces.push(Piece::Link { href, host, from });
        return 1 + length;
    }
    push(pieces, ']');
    1
}

/// `<https://...>`. Anything else in angle brackets is text.
fn angled(rest: &str, pieces: &mut Vec<Piece>) -> usize {
    let inner = rest.get(1..).unwrap_or_default();
    let end = inner.find(|c: char| matches!(c, '<' | '>') || c.is_whitespace());
    let address = end.and_then(|end| {
        inner.get(..end).filter(|_| inner.get(end..).is_some_and(|rest| rest.starts_with('>')))
    });
    if let Some((address, (href, host))) = address.and_then(|address| Some((address, link::safe(address)?))) {
        let from = pieces.len();
        pieces.extend([
            Piece::Bracket { picture: false },
            Piece::Text(address.to_owned()),
            Piece::Link { href, host, from },
        ]);
        return address.len() + 2;
    }
    push(pieces, '<');
    1
}

/// The handful of entities that models write, and numeric ones.
fn entity(rest: &str, pieces: &mut Vec<Piece>) -> usize {
    let name = rest.get(1..).and_then(|rest| {
        let end = rest.bytes().take(9).position(|byte| byte == b';')?;
        rest.get(..end)
    });
    let number = |name: &str| {
        let digits = name.strip_prefix('#')?;
        let number = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        };
        char::from_u32(number).filter(|c| *c != '\0')
    };
    let c = name.and_then(|name| match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => number(name),
    });
    push(pieces, c.unwrap_or('&'));
    c.and(name).map_or(1, |name| name.len() + 2)
}

impl Run {
    fn new(mark: char, length: usize, before: Option<char>, after: Option<char>) -> Self {
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let punctuation = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let left = !blank(after) && (!punctuation(after) || blank(before) || punctuation(before));
        let right = !blank(before) && (!punctuation(before) || blank(after) || punctuation(after));
        let (opens, closes) = if mark == '_' {
            (left && (!right || punctuation(before)), right && (!left || punctuation(after)))
        } else {
            (left, right)
        };
        Self { mark, left: length, length, opens, closes, starts: Vec::new(), ends: Vec::new() }
    }

    /// Whether the two may pair: the rule of three keeps `*a**b*` whole.
    fn pairs(&self, closer: &Self) -> bool {
        let both = self.closes || closer.opens;
        let three = (self.length + closer.length).is_multiple_of(3)
            && !(self.length.is_multiple_of(3) && closer.length.is_multiple_of(3));
        self.mark == closer.mark && self.left > 0 && !(both && three)
    }
}

/// Where to stop looking for an opener, by the closer's mark, whether it opens too, and its length by three.
type Floor = [usize; 12];

/// Pairs the delimiters between two places.
fn settle(pieces: &mut [Piece], from: usize, to: usize) {
    let mut openers: Vec<usize> = Vec::new();
    let mut floor = Floor::default();
    for at in from..to {
        let Some(Piece::Delimiters(run)) = pieces.get(at) else { continue };
        if run.left == 0 {
            continue;
        }
        if run.closes {
            pair(pieces, at, &mut openers, &mut floor);
        }
        if let Some(Piece::Delimiters(run)) = pieces.get(at)
            && run.opens
            && run.left > 0
        {
            openers.push(at);
        }
    }
    // What found no partner is text, and must not pair across the edge of a link.
    for piece in pieces.get_mut(from..to).unwrap_or_default() {
        if let Piece::Delimiters(run) = piece {
            (run.opens, run.closes) = (false, false);
        }
    }
}

/// Pairs a closer with openers before it, as long as it has marks left.
fn pair(pieces: &mut [Piece], at: usize, openers: &mut Vec<usize>, floor: &mut Floor) {
    loop {
        let (before, here) = pieces.split_at_mut(at);
        let Some(Piece::Delimiters(closer)) = here.first_mut() else { return };
        if closer.left == 0 {
            return;
        }
        let key = usize::from(closer.mark == '_') * 6 + usize::from(closer.opens) * 3 + closer.length % 3;
        let lowest = floor.get(key).copied().unwrap_or(0);
        let fits =
            |opener: usize| matches!(before.get(opener), Some(Piece::Delimiters(run)) if run.pairs(closer));
        let near = openers.iter().rev().take_while(|opener| **opener >= lowest);
        let found =
            near.enumerate().find(|(_, opener)| fits(**opener)).map(|(back, _)| openers.len() - 1 - back);
        let Some(nth) = found else {
            if let Some(lowest) = floor.get_mut(key) {
                *lowest = at;
            }
            return;
        };
        let Some(Piece::Delimiters(opener)) = openers.get(nth).and_then(|opener| before.get_mut(*opener))
        else {
            return;
        };
        let marks = if opener.left >= 2 && closer.left >= 2 { 2 } else { 1 };
        opener.left -= marks;
        closer.left -= marks;
        let width = if marks == 2 { 2 } else { 1 };
        opener.starts.push(width);
        closer.ends.push(width);
        openers.truncate(nth + usize::from(opener.left > 0));
    }
}

/// What is open while the tree is built.
enum Open {
    Emphasis(u8),
    Link(String, String),
    /// Something too deep, whose text goes to the level above.
    Nothing,
}

/// Nests the pieces.
fn build(pieces: Vec<Piece>, budget: &mut Budget) -> Vec<Inline> {
    let mut ends: Vec<Option<(String, String)>> = vec![None; pieces.len()];
    for piece in &pieces {
        if let Piece::Link { href, host, from } = piece
            && let Some(end) = ends.get_mut(*from)
        {
            *end = Some((href.clone(), host.clone()));
        }
    }
    let mut tree = Tree { open: Vec::new(), levels: vec![Vec::new()], budget };
    for (at, piece) in pieces.into_iter().enumerate() {
        match piece {
            Piece::Text(text) => tree.text(&text),
            Piece::Code(text) => tree.leaf(&text.clone(), Inline::Code { text }),
            Piece::Break => tree.leaf("\n", Inline::Break),
            Piece::Bracket { picture } => match ends.get_mut(at).and_then(Option::take) {
                Some((href, host)) => tree.open(Open::Link(href, host)),
                None if picture => tree.text("!["),
                None => tree.text("["),
            },
            Piece::Link { .. } => tree.close(),
            Piece::Delimiters(run) => {
                run.ends.iter().for_each(|_| tree.close());
                tree.text(&String::from(run.mark).repeat(run.left));
                run.starts.iter().rev().for_each(|width| tree.open(Open::Emphasis(*width)));
            }
        }
    }
    while !tree.open.is_empty() {
        tree.close();
    }
    tree.levels.pop().unwrap_or_default()
}

struct Tree<'b> {
    open: Vec<Open>,
    /// The children of what is open; the first level is the block's.
    levels: Vec<Vec<Inline>>,
    budget: &'b mut Budget,
}

impl Tree<'_> {
    fn text(&mut self, more: &str) {
        let Some(level) = self.levels.last_mut().filter(|_| !more.is_empty()) else { return };
        if let Some(Inline::Text { text }) = level.last_mut() {
            text.push_str(more);
        } else {
            self.budget.take();
            level.push(Inline::Text { text: more.to_owned() });
        }
    }

    /// A node, or its text once there are too many nodes.
    fn leaf(&mut self, text: &str, node: Inline) {
        if !self.budget.take() {
            self.text(text);
        } else if let Some(level) = self.levels.last_mut() {
            level.push(node);
        }
    }

    fn open(&mut self, what: Open) {
        let fits = self.levels.len() <= DEEPEST && self.budget.take();
        if fits {
            self.levels.push(Vec::new());
        }
        self.open.push(if fits { what } else { Open::Nothing });
    }

    fn close(&mut self) {
        let Some(what) = self.open.pop().filter(|what| !matches!(what, Open::Nothing)) else { return };
        let children = self.levels.pop().unwrap_or_default();
        let node = match what {
            Open::Emphasis(2) => Inline::Strong { children },
            Open::Emphasis(_) => Inline::Emphasis { children },
            Open::Link(href, host) => Inline::Link { href, host, children },
            Open::Nothing => return,
        };
        if let Some(level) = self.levels.last_mut() {
            level.push(node);
        }
    }
}
