//! Turns the parser's events into the tree, within limits of depth and number.

use super::{Block, DEEPEST, Inline, MOST_NODES, link, source};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The blocks of a text.
pub(super) fn read(text: &str) -> Vec<Block> {
    let text = &*source::prepared(text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH;
    let mut tree = Tree::default();
    let mut done = 0;
    for (event, place) in Parser::new_ext(text, options).into_offset_iter() {
        if tree.nodes >= MOST_NODES {
            let mut blocks = tree.end();
            blocks.push(Block::plain(source::restored(text.get(done..).unwrap_or_default()).into_owned()));
            return blocks;
        }
        // The range of a start event reaches to its end event.
        let is_end = matches!(event, Event::End(_));
        let end = if is_end { place.end } else { place.start };
        tree.definitions(text, done..end);
        done = done.max(if matches!(event, Event::Start(_)) { end } else { place.end });
        tree.take(event, text.get(place.end..).unwrap_or_default());
    }
    tree.definitions(text, done..text.len());
    tree.end()
}

/// A block that is open.
enum Level {
    Quote(Vec<Block>),
    List { start: Option<u32>, items: Vec<Vec<Block>> },
}

/// The block that the current text belongs to.
enum LocalizedMessage {
    Paragraph,
    Heading(u8),
}

/// A stretch that is open.
enum Span {
    Emphasis,
    Strong,
    Struck,
    Link {
        href: String,
        host: String,
        title: String,
    },
    /// An address that is not opened, and a title, shown after the text; none for a picture in a link and for what is too deep.
    Words(Option<String>),
}

#[derive(Default)]
struct Tree {
    /// The finished blocks of the document.
    blocks: Vec<Block>,
    levels: Vec<Level>,
    /// Levels below the deepest: what is in them goes to the level above.
    passed: usize,
    line: Option<LocalizedMessage>,
    /// The text of the line, and that of each open span in it.
    spans: Vec<(Span, Vec<Inline>)>,
    /// One of them is a link.
    linked: bool,
    words: Vec<Inline>,
    code: Option<(Option<String>, String)>,
    table: Option<Vec<Vec<Vec<Inline>>>>,
    nodes: usize,
}

impl Tree {
    /// Takes an event. `after` is the source behind it.
    fn take(&mut self, event: Event, after: &str) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(&source::restored(&text)),
                None => self.text(&source::restored(&text)),
            },
            // HTML is text like any other.
            Event::Html(text) | Event::InlineHtml(text) => self.text(&source::restored(&text)),
            Event::Code(text) => self.code(&text),
            Event::InlineMath(text) => match format!("${text}$") {
                // Two prices are no formula.
                text if after.starts_with(|c: char| c.is_ascii_digit()) => self.text(&text),
                text => self.code(&text),
            },
            Event::DisplayMath(text) => self.code(&format!("$${text}$$")),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.push(Inline::Break),
            Event::Rule => {
                self.end_line();
                self.add(Block::Rule);
            }
            Event::TaskListMarker(done) => self.push(Inline::Task { done }),
            // An extension that is not enabled.
            Event::FootnoteReference(_) => {}
        }
    }

    fn open(&mut self, tag: Tag) {
        match tag {
            Tag::Emphasis => self.open_span(Span::Emphasis),
            Tag::Strong => self.open_span(Span::Strong),
            Tag::Strikethrough => self.open_span(Span::Struck),
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } => {
                let span = self.link(&source::restored(&dest_url), &source::restored(&title));
                self.open_span(span);
            }
            Tag::Table(_) => {
                self.end_line();
                self.table = Some(Vec::new());
            }
            Tag::TableHead | Tag::TableRow => {
                self.table.get_or_insert_default().push(Vec::new());
                self.nodes += 1;
            }
            Tag::TableCell => {}
            Tag::Heading { level, .. } => {
                self.end_line();
                self.line = Some(LocalizedMessage::Heading(level as u8));
            }
            Tag::BlockQuote(_) => self.open_level(Level::Quote(Vec::new())),
            Tag::List(start) => {
                let start = start.map(|start| u32::try_from(start).unwrap_or(u32::MAX));
                self.open_level(Level::List { start, items: Vec::new() });
            }
            Tag::Item => {
                self.end_line();
                if self.passed > 0 {
                    return;
                }
                if let Some(Level::List { items, .. }) = self.levels.last_mut() {
                    items.push(Vec::new());
                    self.nodes += 1;
                }
            }
            Tag::CodeBlock(kind) => {
                self.end_line();
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => {
                        source::restored(info).split_whitespace().next().map(str::to_owned)
                    }
                    CodeBlockKind::Indented => None,
                };
                self.code = Some((language, String::new()));
            }
            // A paragraph begins with its first text; the others are extensions that are not enabled.
            _ => self.end_line(),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                self.close_span();
            }
            TagEnd::TableCell => {
                let cell = self.end_words();
                self.nodes += 1;
                if let Some(row) = self.table.as_mut().and_then(|rows| rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {}
            TagEnd::Table => {
                if let Some(rows) = self.table.take() {
                    self.add(Block::Table { rows });
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) => self.close_level(),
            TagEnd::CodeBlock => {
                if let Some((language, mut text)) = self.code.take() {
                    text.truncate(text.strip_suffix('\n').map_or(text.len(), str::len));
                    self.add(Block::CodeBlock { language, text });
                }
            }
            _ => self.end_line(),
        }
    }

    /// Appends code within a line.
    fn code(&mut self, text: &str) {
        self.push(Inline::Code { text: source::restored(text).into_owned() });
    }

    /// Shows link definitions, which the rules leave out, and what is left out of a table. They stand between events.
    fn definitions(&mut self, text: &str, place: Range<usize>) {
        let gap = text.get(place).unwrap_or_default();
        if self.table.is_some() {
            // More cells than the head has.
            let is_row =
                self.spans.is_empty() && self.words.is_empty() && gap.contains(char::is_alphanumeric);
            let cell = gap.trim().trim_matches('|').trim();
            if let Some(row) = self.table.as_mut().and_then(|rows| rows.last_mut()).filter(|_| is_row) {
                row.push(vec![Inline::Text { text: source::restored(cell).into_owned() }]);
                self.nodes += 1;
            }
            return;
        }
        if self.line.is_some() || self.code.is_some() || !gap.contains("]:") {
            return;
        }
        let Some((_, definitions)) = gap.split_once('[') else { return };
        self.text("[");
        for (number, line) in definitions.trim_end().lines().enumerate() {
            self.text(if number == 0 { "" } else { "\n" });
            self.text(&source::restored(line.trim_start_matches([' ', '\t', '>'])));
        }
        self.end_line();
    }

    /// Appends text.
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Inline::Text { text: before }) = self.stretch().last_mut() {
            return before.push_str(text);
        }
        self.push(Inline::Text { text: text.to_owned() });
    }

    fn push(&mut self, inline: Inline) {
        self.nodes += 1;
        self.stretch().push(inline);
    }

    /// Where text is appended. The text of a tight item begins a paragraph.
    fn stretch(&mut self) -> &mut Vec<Inline> {
        self.line.get_or_insert(LocalizedMessage::Paragraph);
        self.spans.last_mut().map_or(&mut self.words, |(_, words)| words)
    }

    /// The inline for an address and its text. A link contains no other link: a picture in a link becomes its name.
    fn link(&self, address: &str, title: &str) -> Span {
        let title = if title.is_empty() { String::new() } else { format!(" ({title})") };
        match link::safe(address).filter(|_| !self.linked) {
            Some((href, host)) => Span::Link { href, host, title },
            None if self.linked => Span::Words(Some(title)),
            None => Span::Words(Some(format!(" ({address}){title}"))),
        }
    }

    fn open_span(&mut self, span: Span) {
        self.stretch();
        let span = if self.spans.len() < DEEPEST { span } else { Span::Words(None) };
        self.linked |= matches!(span, Span::Link { .. });
        self.spans.push((span, Vec::new()));
    }

    fn close_span(&mut self) {
        let Some((span, children)) = self.spans.pop() else { return };
        let inline = match span {
            Span::Emphasis => Inline::Emphasis { children },
            Span::Strong => Inline::Strong { children },
            Span::Struck => Inline::Struck { children },
            Span::Link { href, host, title } => {
                self.linked = false;
                self.push(Inline::Link { href, host, children });
                return self.text(&title);
            }
            Span::Words(address) => {
                for child in children {
                    match child {
                        Inline::Text { text } => self.text(&text),
                        other => self.stretch().push(other),
                    }
                }
                return self.text(&address.unwrap_or_default());
            }
        };
        self.push(inline);
    }

    /// Ends the text of a line or of a cell, and takes it.
    fn end_words(&mut self) -> Vec<Inline> {
        while !self.spans.is_empty() {
            self.close_span();
        }
        self.line = self.line.take().filter(|_| self.table.is_none());
        link::linked(std::mem::take(&mut self.words), &mut self.nodes)
    }

    /// Ends the open paragraph or heading.
    fn end_line(&mut self) {
        let mut children = self.end_words();
        let Some(line) = self.line.take() else { return };
        // A block of HTML ends in the line feed of its last line.
        if let Some(Inline::Text { text }) = children.last_mut() {
            text.truncate(text.trim_end_matches('\n').len());
        }
        self.add(match line {
            LocalizedMessage::Paragraph => Block::Paragraph { children },
            LocalizedMessage::Heading(level) => Block::Heading { level, children },
        });
    }

    fn add(&mut self, block: Block) {
        self.nodes += 1;
        let place = match self.levels.last_mut() {
            Some(Level::Quote(children)) => Some(children),
            Some(Level::List { items, .. }) => items.last_mut(),
            None => None,
        };
        place.unwrap_or(&mut self.blocks).push(block);
    }

    fn open_level(&mut self, level: Level) {
        self.end_line();
        if self.levels.len() < DEEPEST {
            self.levels.push(level);
        } else {
            self.passed += 1;
        }
    }

    fn close_level(&mut self) {
        self.end_line();
        if self.passed > 0 {
            self.passed -= 1;
            return;
        }
        let block = match self.levels.pop() {
            Some(Level::Quote(children)) => Block::Quote { children },
            Some(Level::List { start, items }) => Block::List { start, items },
            None => return,
        };
        self.add(block);
    }

    /// The document, with all that is still open closed.
    fn end(mut self) -> Vec<Block> {
        if self.code.is_some() {
            self.close(TagEnd::CodeBlock);
        }
        if self.table.is_some() {
            self.close(TagEnd::TableCell);
            self.close(TagEnd::Table);
        }
        self.end_line();
        self.passed = 0;
        while !self.levels.is_empty() {
            self.close_level();
        }
        self.blocks
    }
}
