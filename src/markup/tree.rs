//! Turns the parser's events into the tree, within limits of depth and number.

use super::{Block, DEEPEST, Inline, MOST_NODES, link, plain};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// The blocks of a text.
pub(super) fn read(text: &str) -> Vec<Block> {
    let mut tree = Tree::default();
    let mut done = 0;
    for (event, place) in Parser::new(text).into_offset_iter() {
        if tree.nodes >= MOST_NODES {
            let mut blocks = tree.end();
            blocks.push(plain(text.get(done..).unwrap_or_default().to_owned()));
            return blocks;
        }
        // The range of a start event reaches to its end event.
        if !matches!(event, Event::Start(_)) {
            done = done.max(place.end);
        }
        tree.take(event);
    }
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
    Link {
        href: String,
        host: String,
    },
    /// An address that is not opened, shown after its text; none for a picture in a link and for what is too deep.
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
    nodes: usize,
}

impl Tree {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(&text),
                None => self.text(&text),
            },
            // HTML is text like any other.
            Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => self.push(Inline::Code { text: text.into_string() }),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.push(Inline::Break),
            Event::Rule => {
                self.end_line();
                self.add(Block::Rule);
            }
            // Extensions that are not enabled.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: Tag) {
        match tag {
            Tag::Emphasis => self.open_span(Span::Emphasis),
            Tag::Strong => self.open_span(Span::Strong),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                let span = self.link(&dest_url);
                self.open_span(span);
            }
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
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
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
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image => self.close_span(),
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

    /// Appends text.
    fn text(&mut self, text: &str) {
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
    fn link(&self, address: &str) -> Span {
        if self.linked {
            return Span::Words(None);
        }
        match link::safe(address) {
            Some((href, host)) => Span::Link { href, host },
            None => Span::Words(Some(address.to_owned())),
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
            Span::Link { href, host } => {
                self.linked = false;
                Inline::Link { href, host, children }
            }
            Span::Words(address) => {
                for child in children {
                    match child {
                        Inline::Text { text } => self.text(&text),
                        other => self.stretch().push(other),
                    }
                }
                if let Some(address) = address {
                    self.text(&format!(" ({address})"));
                }
                return;
            }
        };
        self.push(inline);
    }

    /// Ends the open paragraph or heading.
    fn end_line(&mut self) {
        while !self.spans.is_empty() {
            self.close_span();
        }
        let Some(line) = self.line.take() else { return };
        let mut children = std::mem::take(&mut self.words);
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
        self.end_line();
        self.passed = 0;
        while !self.levels.is_empty() {
            self.close_level();
        }
        self.blocks
    }
}
