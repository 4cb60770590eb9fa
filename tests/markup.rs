//! Markdown to a tree: against a maintained parser, and against people who mean harm.

use impromptu::markup::{Block, DEEPEST, Inline, MOST_NODES, parse};
use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use serde_json::json;
use std::fmt::Write;

/// The tree, flat: `<p>`, `<em>` and so on around text. Only for comparing.
fn flat(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Paragraph { children } => wrap(&mut out, "p", &flat_inline(children)),
            Block::Heading { level, children } => {
                wrap(&mut out, &format!("h{level}"), &flat_inline(children));
            }
            Block::Quote { children } => wrap(&mut out, "quote", &flat(children)),
            Block::List { start, items } => {
                let items: Vec<String> =
                    items.iter().map(|item| format!("<li>{}</li>", flat(item))).collect();
                let items = items.concat();
                wrap(&mut out, &start.map_or("ul".to_owned(), |start| format!("ol{start}")), &items);
            }
            Block::CodeBlock { language, text } => {
                wrap(&mut out, &format!("pre {}", language.as_deref().unwrap_or("")), text);
            }
            Block::Table { rows } => {
                for row in rows {
                    let cells: Vec<String> =
                        row.iter().map(|cell| format!("<td>{}</>", flat_inline(cell))).collect();
                    wrap(&mut out, "tr", &cells.concat());
                }
            }
            Block::Rule => out.push_str("<hr>"),
        }
    }
    out
}

fn flat_inline(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text } => out.push_str(text),
            Inline::Emphasis { children } => wrap(&mut out, "em", &flat_inline(children)),
            Inline::Strong { children } => wrap(&mut out, "strong", &flat_inline(children)),
            Inline::Struck { children } => wrap(&mut out, "del", &flat_inline(children)),
            Inline::Task { done } => out.push_str(if *done { "<x>" } else { "<o>" }),
            Inline::Code { text } => wrap(&mut out, "code", text),
            Inline::Link { href, children, .. } => {
                wrap(&mut out, &format!("a {href}"), &flat_inline(children));
            }
            Inline::Break => out.push_str("<br>"),
        }
    }
    out
}

fn wrap(out: &mut String, tag: &str, inner: &str) {
    write!(out, "<{tag}>{inner}</>").expect("a string takes anything");
}

/// The same from the other parser's events. Tight items get the paragraph that our tree always has.
fn theirs(text: &str) -> String {
    let mut out = String::new();
    let mut open_paragraph = Vec::new();
    for event in Parser::new(text) {
        if matches!(event, Event::End(TagEnd::CodeBlock)) && out.ends_with('\n') {
            out.pop();
        }
        let inline = matches!(
            event,
            Event::Text(_)
                | Event::Code(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
                | Event::InlineHtml(_)
        );
        let inner_end =
            matches!(event, Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image));
        match open_paragraph.last_mut() {
            Some(open @ false) if inline => {
                out.push_str("<p>");
                *open = true;
            }
            Some(open @ true) if !inline && !inner_end => {
                out.push_str("</>");
                *open = false;
            }
            _ => {}
        }
        let in_item = |open: &Vec<bool>| !open.is_empty();
        match event {
            Event::Start(Tag::Paragraph) => match open_paragraph.last_mut() {
                Some(open) => {
                    out.push_str("<p>");
                    *open = true;
                }
                None => out.push_str("<p>"),
            },
            Event::Start(Tag::Heading { level, .. }) => {
                write!(out, "<h{}>", level as u8).expect("a string takes anything");
                if let Some(open) = open_paragraph.last_mut() {
                    *open = true;
                }
            }
            // In an item these were closed above.
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock)
                if in_item(&open_paragraph) => {}
            Event::Start(Tag::BlockQuote(_)) => {
                out.push_str("<quote>");
            }
            Event::Start(Tag::List(start)) => match start {
                Some(start) => write!(out, "<ol{start}>").expect("a string takes anything"),
                None => out.push_str("<ul>"),
            },
            Event::Start(Tag::Item) => {
                out.push_str("<li>");
                open_paragraph.push(false);
            }
            Event::End(TagEnd::Item) => {
                open_paragraph.pop();
                out.push_str("</li>");
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or(""),
                    CodeBlockKind::Indented => "",
                };
                write!(out, "<pre {language}>").expect("a string takes anything");
                if let Some(open) = open_paragraph.last_mut() {
                    *open = true;
                }
            }
            Event::Start(Tag::Emphasis) => out.push_str("<em>"),
            Event::Start(Tag::Strong) => out.push_str("<strong>"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                write!(out, "<a {dest_url}>").expect("a string takes anything");
            }
            Event::End(_) => out.push_str("</>"),
            Event::Text(words) | Event::InlineHtml(words) | Event::Html(words) => out.push_str(&words),
            Event::Code(code) => wrap(&mut out, "code", &code),
            Event::SoftBreak => out.push('\n'),
            Event::HardBreak => out.push_str("<br>"),
            Event::Rule => out.push_str("<hr>"),
            _ => {}
        }
    }
    out
}

#[test]
fn reads_what_models_write_as_a_maintained_parser_does() {
    let documents = [
        "Plain words.\nOn two lines.\n\nAnd another paragraph.",
        "# One\n\n## Two ##\n### Three\ntext\n\nUnder\n=====\n\nAlso under\n---",
        "*a* _b_ **c** __d__ ***e*** **f *g* h** *i **j** k* snake_case_word 2*3*4",
        "a * b * c ** d\n**not closed\n*a **b* c**",
        "`code` ``a ` b`` ` a ` `unclosed",
        "- one\n- two\n  - nested\n  - again\n- three",
        "1. one\n2. two\n\n   more of two\n3. three",
        "7) seven\n8) eight",
        "* a\n\n* b\n\n  c\n\nd",
        "- a\n+ b\n* c",
        "> quoted\n> *words*\nlazy\n\n> > deeper\n> back\n\nout",
        "```rust\nfn main() {}\n\n  indented\n```\nafter",
        "~~~\n```\n~~~",
        "    indented code\n\n    more\n\ntext",
        "- item\n\n  ```js\n  let a = 1;\n  ```\n- next",
        "***\n---\n_ _ _\ntext",
        "[a link](https://example.org/a_(b)) and [another](<https://example.org/x>) <https://example.org>",
        "![a picture](https://example.org/p.png) and *[in emphasis](http://example.org)*",
        "[not a link] [nor](this one) ![nor this]",
        "hard  \nbreak\\\nanother",
        "\\*not emphasis\\* \\# &amp; &lt;b&gt; &#39; &#x4e2d; &unknown; &",
        "1. a\n   - b\n     - c\n2. d",
        "**粗体**文字，*斜体*。\n\n- 一\n- 二",
        "text\n# heading right after\ntext\n- list right after\n- more",
        "2020. is a year\nand 2021. too",
        "a\n***\nb",
        "*emphasis `code * here`* and **`b`**",
        "#not a heading\n\n####### seven",
        "`` `a` `` and ```` ``` ````",
    ];
    for document in documents {
        assert_eq!(flat(&parse(document)), theirs(document), "{document}");
    }
}

#[test]
fn what_models_write_beside_the_common_part_is_read() {
    let table = [
        (
            "|a|b|\n|-|:-:|\n|1|*2*|\n|3|",
            "<tr><td>a</><td>b</></><tr><td>1</><td><em>2</></></><tr><td>3</><td></></>",
        ),
        ("a|b\n-|-\n1|2|three words|4", "<tr><td>a</><td>b</></><tr><td>1</><td>2</><td>three words|4</></>"),
        ("> |a|\n> |-|\n\nafter", "<quote><tr><td>a</></></><p>after</>"),
        ("~~gone~~ but ~5 to ~6", "<p><del>gone</> but ~5 to ~6</>"),
        ("- [x] done\n- [ ] open", "<ul><li><p><x>done</></li><li><p><o>open</></li></>"),
    ];
    let addresses = [
        (
            "See https://a.example/b_(c)?d=1.",
            "<p>See <a https://a.example/b_(c)?d=1>https://a.example/b_(c)?d=1</>.</>",
        ),
        (
            "(http://a.example) *https://b.example*",
            "<p>(<a http://a.example>http://a.example</>) <em><a https://b.example>https://b.example</></></>",
        ),
        ("见https://a.example/x。好", "<p>见<a https://a.example/x>https://a.example/x</>。好</>"),
        (
            "javascript://a.example ftp://b.example http://",
            "<p>javascript://a.example ftp://b.example http://</>",
        ),
        (
            "`https://a.example` [https://a.example](https://b.example)",
            "<p><code>https://a.example</> <a https://b.example>https://a.example</></>",
        ),
    ];
    let math = [
        ("so $a_1 * b_1 * c$ holds", "<p>so <code>$a_1 * b_1 * c$</> holds</>"),
        ("$$\\frac{1}{2}$$", "<p><code>$$\\frac{1}{2}$$</></>"),
        ("so \\(a_1 * b_1 * c\\) holds", "<p>so <code>\\(a_1 * b_1 * c\\)</> holds</>"),
        ("\\[\nx = y_1\n\\]", "<p><code>\\[\nx = y_1\n\\]</></>"),
        ("`\\(\\d+\\)`\n\n    \\(\\d+\\)", "<p><code>\\(\\d+\\)</></><pre >\\(\\d+\\)</>"),
        ("\\[not a link] \\(not closed", "<p>[not a link] (not closed</>"),
        ("It costs $5 or US$6, $7/$8.", "<p>It costs $5 or US$6, $7/$8.</>"),
    ];
    let definitions = [
        ("[name]: yes", "<p>[name]: yes</>"),
        ("before\n\n[a]: b\n[a]: c 'd'\n\nafter", "<p>before</><p>[a]: b\n[a]: c 'd'</><p>after</>"),
        (
            "> [a]: b\n\n- [c]: d\n  e\n- [f]: g",
            "<quote><p>[a]: b</></><ul><li><p>[c]: d</><p>e</></li><li><p>[f]: g</></li></>",
        ),
        (
            "[x][1]\n\n[1]: https://a.example",
            "<p><a https://a.example>x</></><p>[1]: <a https://a.example>https://a.example</></>",
        ),
        ("[x](https://a.example 'a title')", "<p><a https://a.example>x</> (a title)</>"),
    ];
    for (text, expected) in table.into_iter().chain(addresses).chain(math).chain(definitions) {
        assert_eq!(flat(&parse(text)), expected, "{text}");
    }
}

#[test]
fn emphasis_beside_full_width_punctuation_works_as_people_expect() {
    for (text, expected) in [
        ("**注意：**请", "<p><strong>注意：</>请</>"),
        ("请**（注意）**看", "<p>请<strong>（注意）</>看</>"),
        ("*“你好”*说", "<p><em>“你好”</>说</>"),
        ("**메모(note)**는", "<p><strong>메모(note)</>는</>"),
        ("`**：**请`", "<p><code>**：**请</></>"),
        ("**(a)**b", "<p>**(a)**b</>"),
    ] {
        assert_eq!(flat(&parse(text)), expected, "{text}");
    }
}

#[test]
fn the_shape_is_as_documented() {
    let tree =
        serde_json::to_value(parse("Hi *you*\\\n[x](https://a.example/p)\n\n3. `z`")).expect("plain data");
    assert_eq!(
        tree,
        json!([
            {"type": "paragraph", "children": [
                {"type": "text", "text": "Hi "},
                {"type": "emphasis", "children": [{"type": "text", "text": "you"}]},
                {"type": "break"},
                {"type": "link", "href": "https://a.example/p", "host": "a.example",
                    "children": [{"type": "text", "text": "x"}]},
            ]},
            {"type": "list", "start": 3, "items": [[{"type": "paragraph", "children": [{"type": "code", "text": "z"}]}]]},
        ])
    );
}

fn links(text: &str) -> Vec<(String, String)> {
    fn walk(inlines: &[Inline], found: &mut Vec<(String, String)>) {
        for inline in inlines {
            match inline {
                Inline::Link { href, host, children } => {
                    found.push((href.clone(), host.clone()));
                    walk(children, found);
                }
                Inline::Emphasis { children } | Inline::Strong { children } => walk(children, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for block in parse(text) {
        if let Block::Paragraph { children } = block {
            walk(&children, &mut found);
        }
    }
    found
}

#[test]
fn only_web_addresses_are_links() {
    for text in [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt://example.org/%0aalert(1))",
        "[x](data:text/html,<script>)",
        "[x](//example.org)",
        "[x](/relative)",
        "[x](file:///etc/passwd)",
        "[x](<java\tscript:alert(1)>)",
        "<javascript:alert(1)>",
        "[x](https://)",
        "[x](https:\\\\example.org)",
        "[x](chrome-extension://abc/panel.html)",
        "![x](data:image/png;base64,AAAA)",
        "<b onclick=alert(1)>x</b>",
    ] {
        assert_eq!(links(text), [], "{text}");
        assert!(!flat(&parse(text)).is_empty(), "{text} is still shown");
    }
}

#[test]
fn the_host_is_the_one_that_opens() {
    let host = |text: &str| links(text).first().map(|(_, host)| host.clone()).expect("a link");
    assert_eq!(host("[x](https://bank.example@evil.example/login)"), "evil.example");
    assert_eq!(host("[x](HTTPS://Example.ORG:8443?q#f)"), "example.org:8443");
    assert_eq!(host("[https://bank.example](https://evil.example)"), "evil.example");
    assert_eq!(host("[![logo](https://a.example/i.png)](https://b.example)"), "b.example");
}

/// Levels of a tree.
fn depth(tree: &serde_json::Value) -> usize {
    match tree {
        serde_json::Value::Array(items) => items.iter().map(depth).max().unwrap_or(0),
        serde_json::Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// Nodes of a tree.
fn nodes(tree: &serde_json::Value) -> usize {
    match tree {
        serde_json::Value::Array(items) => items.iter().map(nodes).sum(),
        serde_json::Value::Object(fields) => 1 + fields.values().map(nodes).sum::<usize>(),
        _ => 0,
    }
}

#[test]
fn bombs_stay_small() {
    let bombs = [
        ">".repeat(50_000),
        "> ".repeat(50_000) + "x",
        "- ".repeat(50_000) + "x",
        "*a **a ".repeat(20_000),
        "*".repeat(100_000),
        "**x".repeat(50_000) + &"x**".repeat(50_000),
        "[".repeat(100_000),
        "![".repeat(50_000) + &"](https://a.example)".repeat(5_000),
        "[a](".repeat(50_000),
        "[a](<b".repeat(50_000),
        "[a](b \"".repeat(30_000),
        "`".repeat(3) + &"` `` ```` ".repeat(20_000),
        (1..400).map(|count| "`".repeat(count) + " ").collect(),
        "<https://a".repeat(30_000),
        "&#".repeat(50_000),
        "# a\n".repeat(60_000),
        "- a\n".repeat(60_000),
        "a\n\n- b\n  - c\n    - d\n".repeat(10_000),
        "_a*".repeat(60_000),
        "x".repeat(3_000_000),
        "https://a".to_owned() + &")".repeat(200_000),
        "https://a ".repeat(40_000),
        "\\(".repeat(100_000) + "**：**请",
        "\\(\\)".repeat(50_000),
        "$a$".repeat(60_000),
        "~~a".repeat(60_000),
        "[a]: b\n".repeat(40_000),
        "|a".repeat(1_000) + "\n" + &"|-".repeat(1_000) + &"\n|".repeat(20_000),
        "a|b\n-|-\n".to_owned() + &"1|2|3\n".repeat(40_000),
    ];
    for bomb in bombs {
        let tree = serde_json::to_value(parse(&bomb)).expect("plain data");
        assert!(depth(&tree) <= 2 * DEEPEST + 4, "{} levels in {:.20}", depth(&tree), bomb);
        assert!(nodes(&tree) <= 3 * MOST_NODES, "{} nodes in {:.20}", nodes(&tree), bomb);
    }
}

/// What may stand before a word.
const SYNTAX: &str = "[*_]{1,2}|~~|\n|\n\n|- |> |# | |\\| |\n\\|-\\|-\\|\n|\\[|\\]: ?|\\]\\(|\\)|<|>|\\$|`|\n\n```\n\n|\\\\[()\\[\\]]|: |：|请|https://|1\\. |\"";

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_is_a_document(text in "[-*_`#>+\\[\\]()!<&;:/.0-9a-z\\\\ \t\n灯]{0,120}") {
        parse(&text);
    }

    #[test]
    fn no_word_is_lost(text in "([a-z]{1,6}|[*_]{1,3}|\n|\n\n|- |> |# | ){0,40}") {
        let shown = flat(&parse(&text));
        for word in text.split(|c: char| !c.is_ascii_lowercase()).filter(|word| word.len() > 3) {
            prop_assert!(shown.contains(word), "{} is not in {}", word, shown);
        }
    }

    /// Each word is another one, so that none hides the loss of another.
    #[test]
    fn no_word_is_lost_to_any_syntax(parts in proptest::collection::vec(SYNTAX, 0..24)) {
        let text: String = parts.iter().enumerate().flat_map(|(number, part)| [part.clone(), format!("w{number}x")]).collect();
        let shown = flat(&parse(&text));
        for number in 0..parts.len() {
            let word = format!("w{number}x");
            prop_assert!(shown.contains(&word), "{} of {:?} is not in {}", word, text, shown);
        }
    }
}
