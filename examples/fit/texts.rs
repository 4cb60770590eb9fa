//! The labelled texts: the corpus of the repository, and texts that people wrote, outside of it.

use impromptu::check::{Draft, HintKind, classifier::STRONG, feature_vector};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What a text of each origin counts for.
const COUNTS: [(Origin, f64); 3] =
    [(Origin::Labelled, 1.0), (Origin::Public, 0.3), (Origin::Repository, 0.5)];

/// Files of `fortunes` whose entries are thoughts that can stand alone.
const FORTUNES: &str = "art computers cookie education food fortunes goedel humorists kids law literature magic \
    medicine miscellaneous news people pets politics science sports startrek wisdom work zippy";

/// Where a text comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// `texts.json`: people's texts, labelled one by one. They measure.
    Labelled,
    /// Public collections, labelled by what they are.
    Public,
    /// `tests/corpus`: written by language models.
    Repository,
}

/// A labelled text.
pub(crate) struct Case {
    pub(crate) origin: Origin,
    pub(crate) source: String,
    pub(crate) class: usize,
    pub(crate) counts: f64,
    pub(crate) vector: impromptu::check::classifier::FeatureVector,
    pub(crate) keys: Vec<u32>,
    pub(crate) text: String,
}

/// A label, a text, what it answers, and its source.
struct Labelled {
    label: String,
    text: String,
    parent: Option<String>,
    source: String,
    origin: Origin,
}

/// The place of a label among the classes.
fn class(label: &str) -> Option<usize> {
    let kind = HintKind::ALL.iter().position(|kind| kind.code() == label);
    kind.or_else(|| (label == "strong").then_some(STRONG))
}

/// FNV-1a: names a file's bytes, and puts texts in an order that nobody chose.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What was read, for the head of the weights: a name and a hash a line.
pub(crate) type Inputs = Vec<String>;

fn read(folder: &Path, name: &str, inputs: &mut Inputs) -> Option<String> {
    let bytes = fs::read(folder.join(name)).ok()?;
    inputs.push(format!("{name} {:016x}", hash(&bytes)));
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// All cases of a language: of the repository, and of a folder of texts when there is one.
pub(crate) fn cases(language: &str, texts: Option<&Path>, inputs: &mut Inputs) -> Vec<Case> {
    let mut labelled = repository(language, inputs);
    if let Some(folder) = texts {
        labelled.extend(people(folder, language, inputs));
        let mut taken: BTreeSet<String> = labelled.iter().map(|it| gist(&it.text)).collect();
        labelled.extend(public(folder, language, &mut taken, inputs));
    }
    labelled.into_iter().filter_map(case).collect()
}

fn case(it: Labelled) -> Option<Case> {
    let draft = Draft { text: it.text, parent_text: it.parent, ..Draft::default() };
    let vector = feature_vector(&draft);
    let mut keys: Vec<u32> = vector.sparse.iter().map(|it| it.key).collect();
    keys.sort_unstable();
    keys.dedup();
    let counts = COUNTS.iter().find(|(origin, _)| *origin == it.origin)?.1;
    let (origin, source, class) = (it.origin, it.source, class(&it.label)?);
    Some(Case { origin, source, class, counts, vector, keys, text: draft.text })
}

fn repository(language: &str, inputs: &mut Inputs) -> Vec<Labelled> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let entries = fs::read_dir(&folder).expect("tests/corpus is there");
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let mut labelled = Vec::new();
    for name in names {
        let Some(set) = name.strip_suffix(&format!("{language}.tsv")) else { continue };
        let Some(table) = read(&folder, &name, inputs) else { continue };
        for line in table.lines() {
            let mut columns = line.split('\t').map(str::to_owned);
            let (Some(label), Some(text)) = (columns.next(), columns.next()) else { continue };
            let source =
                format!("corpus {}", if set.is_empty() { "first" } else { set.trim_end_matches('.') });
            labelled.push(Labelled {
                label,
                text,
                parent: columns.next(),
                source,
                origin: Origin::Repository,
            });
        }
    }
    labelled
}

/// `texts.json`: a list of `{text, parentText?, label, family?, lang, source}`. Those under an unrelated parent are the same
/// texts once more, and are left to the measuring.
fn people(folder: &Path, language: &str, inputs: &mut Inputs) -> Vec<Labelled> {
    let Some(json) = read(folder, "texts.json", inputs) else { return Vec::new() };
    let list: Vec<Value> = serde_json::from_str(&json).expect("texts.json is a list");
    let field = |it: &Value, name: &str| it[name].as_str().map(str::to_owned);
    let wanted = |it: &&Value| {
        it["lang"] == language
            && !it["source"].as_str().is_some_and(|source| source.contains("unrelated long"))
    };
    let labelled = list.iter().filter(wanted).filter_map(|it| {
        Some(Labelled {
            label: field(it, "family").or_else(|| field(it, "label"))?,
            text: field(it, "text")?,
            parent: field(it, "parentText"),
            source: field(it, "source")?,
            origin: Origin::Labelled,
        })
    });
    labelled.collect()
}

/// A text without case, spaces and marks, cut short: the same for copies of a text.
fn gist(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(60).collect()
}

/// So many texts of a collection whose length is within bounds, in the order of their hashes.
struct Pick {
    label: &'static str,
    source: String,
    most: usize,
    lengths: std::ops::RangeInclusive<usize>,
}

impl Pick {
    fn of(self, texts: &[String], taken: &mut BTreeSet<String>) -> Vec<Labelled> {
        let tidy = texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let mut fit: Vec<String> = tidy
            .filter(|text| self.lengths.contains(&text.chars().count()) && taken.insert(gist(text)))
            .collect();
        fit.sort_by_key(|text| hash(text.as_bytes()));
        fit.truncate(self.most);
        let labelled = fit.into_iter().map(|text| Labelled {
            label: self.label.to_owned(),
            text,
            parent: None,
            source: self.source.clone(),
            origin: Origin::Public,
        });
        labelled.collect()
    }
}

/// The public collections that `docs/corpus.md` names.
fn public(folder: &Path, language: &str, taken: &mut BTreeSet<String>, inputs: &mut Inputs) -> Vec<Labelled> {
    let mut labelled = Vec::new();
    let mut pick = |name: &str, split: fn(&str) -> Vec<String>, pick: Pick| {
        if let Some(text) = read(folder, name, inputs) {
            labelled.extend(pick.of(&split(&text), taken));
        }
    };
    if language == "zh" {
        for (name, most) in [("chinese", 1200), ("tang300", 100), ("song100", 60)] {
            let split = if name == "chinese" { fortunes } else { poems };
            let source = "fortunes-zh chinese".to_owned();
            pick(
                &format!("fortunes/{name}"),
                split,
                Pick { label: "strong", source, most, lengths: 12..=120 },
            );
        }
        return labelled;
    }
    for name in FORTUNES.split_whitespace() {
        let source = format!("fortunes:{name}");
        pick(
            &format!("fortunes/{name}"),
            fortunes,
            Pick { label: "strong", source, most: 130, lengths: 35..=500 },
        );
    }
    let devil = "dict-devil (Bierce, Devil's Dictionary)".to_owned();
    pick("devil.dict", devil_entries, Pick { label: "strong", source: devil, most: 350, lengths: 60..=400 });
    let foldoc = "FOLDOC".to_owned();
    pick(
        "foldoc.dict",
        foldoc_entries,
        Pick { label: "explains", source: foldoc, most: 400, lengths: 60..=350 },
    );
    let wordnet = "WordNet 3.0 gloss, \"A word is\" put before it".to_owned();
    pick("data.noun", glosses, Pick { label: "explains", source: wordnet, most: 400, lengths: 50..=140 });
    labelled
}

/// A text without the colour codes of terminals.
fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest))
}

/// The entries of a file of fortunes without who said them; dialogues, tables and long entries are left out.
fn fortunes(file: &str) -> Vec<String> {
    let file = without_colours(file);
    let entries = file.split("\n%").filter_map(|entry| {
        let lines = entry.trim_matches(['%', '\n', ' ']).lines();
        let said = |line: &&str| !["--", "——", "―"].iter().any(|mark| line.trim_start().starts_with(mark));
        let lines: Vec<&str> = lines.take_while(said).collect();
        (lines.len() <= 9 && !lines.iter().any(|line| line.contains('\t'))).then(|| lines.join("\n"))
    });
    entries.collect()
}

/// The poems of a file of fortunes, without title and author.
fn poems(file: &str) -> Vec<String> {
    let file = without_colours(file);
    file.split("\n%")
        .map(|entry| entry.lines().filter(|line| !line.trim().is_empty()).skip(2).collect())
        .collect()
}

/// The entries of The Devil's Dictionary: "WORD, n. ...".
fn devil_entries(file: &str) -> Vec<String> {
    let headed = |entry: &&str| {
        let (head, rest) = entry.trim_start().split_once(", ").unwrap_or_default();
        head.len() >= 3
            && head.chars().all(|c| c.is_ascii_uppercase() || " '-".contains(c))
            && ["n.", "adj.", "v.", "adv.", "pp.", "p.p.", "pro.", "interj.", "x."]
                .iter()
                .any(|kind| rest.starts_with(kind))
    };
    file.split("\n\n").filter(headed).map(str::to_owned).collect()
}

/// The entries of FOLDOC, each with its first paragraph.
fn foldoc_entries(file: &str) -> Vec<String> {
    let mut entries: Vec<(String, Vec<String>)> = Vec::new();
    let mut open = false;
    for line in file.lines() {
        if !line.is_empty() && !line.starts_with([' ', '\t']) {
            entries.push((line.trim().to_owned(), Vec::new()));
            open = true;
        } else if let Some((_, paragraph)) = entries.last_mut().filter(|_| open) {
            match line.trim() {
                "" if paragraph.is_empty() => {}
                "" => open = false,
                line => paragraph.push(line.to_owned()),
            }
        }
    }
    let text = |(head, paragraph): (String, Vec<String>)| {
        let mut text = String::new();
        let mut skip = false;
        for c in paragraph.join(" ").chars() {
            match c {
                '<' => skip = true,
                '>' => skip = false,
                '{' | '}' => {}
                c if !skip => text.push(c),
                _ => {}
            }
        }
        let text = text.trim();
        if text.starts_with('(') { format!("{head} {text}") } else { format!("{head}: {text}") }
    };
    entries.into_iter().map(text).collect()
}

/// The glosses of `WordNet`'s nouns as sentences: "A word is a gloss."
fn glosses(file: &str) -> Vec<String> {
    let sentences = file.lines().filter(|line| !line.starts_with("  ")).filter_map(|line| {
        let (data, gloss) = line.split_once(" | ")?;
        let word = data.split(' ').nth(4)?.replace('_', " ");
        let gloss = gloss.split(';').next()?.trim();
        let article = ["a ", "an ", "the ", "any ", "one "].iter().any(|article| gloss.starts_with(article));
        let head = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "An" } else { "A" };
        (article && word == word.to_lowercase()).then(|| format!("{head} {word} is {gloss}."))
    });
    sentences.collect()
}
