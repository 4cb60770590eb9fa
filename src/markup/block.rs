//! Lines to blocks.

use super::{Block, Budget, DEEPEST, Inline, inline, plain};

/// The blocks of some lines, whose indentation up to here is gone.
pub(super) fn blocks(lines: &[&str], depth: usize, budget: &mut Budget) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.trim().is_empty() {
            at += 1;
            continue;
        }
        let rest = lines.get(at..).unwrap_or_default();
        if depth >= DEEPEST || !budget.take() {
            blocks.push(plain(rest.join("\n")));
            break;
        }
        let (block, taken) = block(rest, depth, budget);
        blocks.push(block);
        at += taken.max(1);
    }
    blocks
}

/// The first block of some lines, and how many it takes.
fn block(lines: &[&str], depth: usize, budget: &mut Budget) -> (Block, usize) {
    let line = lines.first().copied().unwrap_or_default();
    if indent(line) >= 4 {
        return indented_code(lines);
    }
    let text = line.trim_start();
    if let Some(fence) = fence(text) {
        return fenced_code(lines, fence);
    }
    if let Some((level, words)) = heading(text) {
        return (Block::Heading { level, children: inline::inlines(words, budget) }, 1);
    }
    if is_rule(text) {
        return (Block::Rule, 1);
    }
    if text.starts_with('>') {
        return quote(lines, depth, budget);
    }
    if let Some(marker) = Marker::read(line) {
        return list(lines, &marker, depth, budget);
    }
    paragraph(lines, budget)
}

/// Columns of white space a line starts with. A tab goes to the next multiple of four.
fn indent(line: &str) -> usize {
    line.bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .fold(0, |column, byte| if byte == b'\t' { column / 4 * 4 + 4 } else { column + 1 })
}

/// The line without so many columns of white space.
fn outdent(line: &str, columns: usize) -> &str {
    let mut column = 0;
    for (at, byte) in line.bytes().enumerate() {
        if column >= columns || !matches!(byte, b' ' | b'\t') {
            return line.get(at..).unwrap_or_default();
        }
        column = if byte == b'\t' { column / 4 * 4 + 4 } else { column + 1 };
    }
    ""
}

fn heading(text: &str) -> Option<(u8, &str)> {
    let words = text.trim_start_matches('#');
    let level = u8::try_from(text.len() - words.len()).ok().filter(|level| (1..=6).contains(level))?;
    if !words.is_empty() && !words.starts_with([' ', '\t']) {
        return None;
    }
    let words = words.trim();
    let open = words.trim_end_matches('#');
    Some((level, if open.is_empty() || open.ends_with([' ', '\t']) { open.trim_end() } else { words }))
}

fn is_rule(text: &str) -> bool {
    let mut marks = text.chars().filter(|c| !matches!(c, ' ' | '\t'));
    let Some(first @ ('*' | '-' | '_')) = marks.next() else { return false };
    let mut count = 1;
    for mark in marks {
        if mark != first {
            return false;
        }
        count += 1;
    }
    count >= 3
}

/// The mark of a fence and how many of it.
fn fence(text: &str) -> Option<(char, usize)> {
    let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let info = text.trim_start_matches(mark);
    let count = text.len() - info.len();
    (count >= 3 && (mark == '~' || !info.contains('`'))).then_some((mark, count))
}

fn fenced_code(lines: &[&str], (mark, count): (char, usize)) -> (Block, usize) {
    let first = lines.first().copied().unwrap_or_default();
    let margin = indent(first);
    let info = first.trim_start().trim_start_matches(mark).trim();
    let closes = |line: &&str| {
        let text = line.trim();
        indent(line) < 4 && text.len() >= count && text.chars().all(|c| c == mark)
    };
    let body = lines.get(1..).unwrap_or_default();
    let length = body.iter().position(closes).unwrap_or(body.len());
    let code: Vec<&str> = body.iter().take(length).map(|line| outdent(line, margin)).collect();
    let language = info.split_whitespace().next().map(str::to_owned);
    (Block::CodeBlock { language, text: code.join("\n") }, length + 2)
}

fn indented_code(lines: &[&str]) -> (Block, usize) {
    let mut length = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        if indent(line) < 4 {
            break;
        }
        length = at + 1;
    }
    let code: Vec<&str> = lines.iter().take(length).map(|line| outdent(line, 4)).collect();
    (Block::CodeBlock { language: None, text: code.join("\n") }, length)
}

fn quote(lines: &[&str], depth: usize, budget: &mut Budget) -> (Block, usize) {
    let mut inner: Vec<&str> = Vec::new();
    for line in lines {
        match line.trim_start().strip_prefix('>').filter(|_| indent(line) < 4) {
            Some(rest) => inner.push(rest.strip_prefix(' ').unwrap_or(rest)),
            // A lazy line goes on with the paragraph above it.
            None if !starts_block(line) && inner.last().is_some_and(|above| goes_on(above)) => {
                inner.push(line.trim_start());
            }
            None => break,
        }
    }
    let taken = inner.len();
    (Block::Quote { children: blocks(&inner, depth + 1, budget) }, taken)
}

/// Whether a line may end a paragraph that goes on below.
fn goes_on(line: &str) -> bool {
    let text = line.trim_start_matches(['>', ' ']);
    !text.trim().is_empty() && heading(text).is_none() && fence(text).is_none() && !is_rule(text)
}

/// Whether a line starts a block of its own, or is blank, and so ends a paragraph.
fn starts_block(line: &str) -> bool {
    let text = line.trim_start();
    text.is_empty()
        || indent(line) < 4
            && (text.starts_with('>')
                || heading(text).is_some()
                || fence(text).is_some()
                || is_rule(text)
                || Marker::read(line).is_some_and(|marker| marker.interrupts()))
}

/// What starts an item of a list.
struct Marker {
    /// The bullet, or what follows the number.
    mark: char,
    number: Option<u32>,
    /// Columns before the text of the item.
    width: usize,
    /// Nothing follows it.
    bare: bool,
}

impl Marker {
    fn read(line: &str) -> Option<Self> {
        let margin = indent(line);
        let text = line.trim_start();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let number = text.get(..digits).filter(|digits| !digits.is_empty());
        let mark = text.get(digits..)?.chars().next()?;
        let fits = match number {
            Some(_) => digits < 10 && matches!(mark, '.' | ')'),
            None => matches!(mark, '-' | '*' | '+'),
        };
        let after = text.get(digits + 1..).filter(|_| fits && margin < 4)?;
        let bare = after.trim().is_empty();
        if !bare && !after.starts_with([' ', '\t']) || is_rule(text) {
            return None;
        }
        // More than four columns after the marker belong to indented code in the item.
        let gap = if bare || indent(after) > 4 { 1 } else { indent(after) };
        let number = number.and_then(|digits| digits.parse().ok());
        Some(Self { mark, number, width: margin + digits + 1 + gap, bare })
    }

    /// Whether it may end a paragraph: an item with text, and a numbered one only from 1.
    fn interrupts(&self) -> bool {
        !self.bare && self.number.is_none_or(|number| number == 1)
    }

    fn continues(&self, other: &Self) -> bool {
        self.mark == other.mark && self.number.is_some() == other.number.is_some()
    }
}

fn list(lines: &[&str], first: &Marker, depth: usize, budget: &mut Budget) -> (Block, usize) {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let Some(marker) = Marker::read(line).filter(|marker| marker.continues(first)) else { break };
        if !budget.take() {
            items.push(vec![plain(lines.get(at..).unwrap_or_default().join("\n"))]);
            at = lines.len();
            break;
        }
        let rest = lines.get(at + 1..).unwrap_or_default();
        let (inner, taken) = item(line, rest, &marker);
        at += 1 + taken;
        items.push(blocks(&inner, depth + 1, budget));
        // Blank lines between items belong to the list.
        let blank = lines.iter().skip(at).take_while(|line| line.trim().is_empty()).count();
        if lines.get(at + blank).and_then(|line| Marker::read(line)).is_some_and(|next| next.continues(first))
        {
            at += blank;
        }
    }
    (Block::List { start: first.number, items }, at)
}

/// The lines of an item, and how many of the lines after its first it takes.
fn item<'a>(line: &'a str, rest: &[&'a str], marker: &Marker) -> (Vec<&'a str>, usize) {
    let text = line.trim_start();
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit()).get(1..).unwrap_or_default();
    let mut inner = vec![outdent(
        after,
        if marker.bare { usize::MAX } else { marker.width - (line.len() - after.len()) },
    )];
    let mut taken = 0;
    for (at, line) in rest.iter().enumerate() {
        if line.trim().is_empty() {
            inner.push("");
            continue;
        }
        let belongs = indent(line) >= marker.width;
        let lazy = !starts_block(line)
            && Marker::read(line).is_none()
            && inner.last().is_some_and(|above| goes_on(above));
        if belongs && !(marker.bare && at > 0 && taken == 0) {
            inner.push(outdent(line, marker.width));
        } else if lazy {
            inner.push(line.trim_start());
        } else {
            break;
        }
        taken = at + 1;
    }
    inner.truncate(taken + 1);
    (inner, taken)
}

fn paragraph(lines: &[&str], budget: &mut Budget) -> (Block, usize) {
    let mut words = String::new();
    for (at, line) in lines.iter().enumerate() {
        let text = line.trim_start();
        if at > 0 {
            let level = match text.trim_end() {
                under if !under.is_empty() && under.chars().all(|c| c == '=') => Some(1),
                under if !under.is_empty() && under.chars().all(|c| c == '-') => Some(2),
                _ => None,
            };
            if let Some(level) = level.filter(|_| indent(line) < 4) {
                return (
                    Block::Heading { level, children: inline::inlines(words.trim_end(), budget) },
                    at + 1,
                );
            }
            if starts_block(line) {
                return (paragraph_of(&words, budget), at);
            }
            words.push('\n');
        }
        words.push_str(text);
    }
    (paragraph_of(&words, budget), lines.len())
}

fn paragraph_of(words: &str, budget: &mut Budget) -> Block {
    let children: Vec<Inline> = inline::inlines(words.trim_end(), budget);
    Block::Paragraph { children }
}
