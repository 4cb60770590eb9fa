//! Makes `src/check/reveal/tables.rs` from Unicode's published data.
//!
//! `cargo run --release --example unicode_tables -- DIR` looks for the files below in the folder and in its folders; the same files
//! give the same bytes. It then looks through every emoji of `emoji-test.txt`, and fails if one has a finding.
//!
//! | File | Published at unicode.org/Public under |
//! |---|---|
//! | `confusables.txt` | `security/VERSION` |
//! | `StandardizedVariants.txt`, `UnicodeData.txt` | `VERSION/ucd` |
//! | `emoji-variation-sequences.txt` | `VERSION/ucd/emoji` |
//! | `emoji-test.txt` | `emoji/VERSION` |
//! | `IVD_Sequences.txt` | unicode.org/ivd/data |

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use impromptu::check::reveal::reveal;

/// Registered variants that most ideographs do not pass; the few with more are listed.
const USUAL_IDEOGRAPHIC_VARIANTS: u32 = 8;

/// Letters of Latin alphabets in wide use. They count as themselves: dotless i (Turkish), thorn (Icelandic),
/// long s (older German and English).
const LATIN_IN_USE: [u32; 3] = [0x131, 0xfe, 0x17f];

/// Letters that look like a digit, or like a Latin letter in few typefaces only: Latin gamma (Kabyle, Ewe), a Greek one and
/// Cyrillic ones.
const TOO_UNLIKE: [u32; 9] = [0x263, 0x37a, 0x417, 0x431, 0x433, 0x448, 0x461, 0x4bd, 0x4e0];

/// Outlined capital letters and digits, which are symbols by their properties.
const OUTLINED: std::ops::RangeInclusive<u32> = 0x1ccd6..=0x1ccf9;

fn main() {
    let folder = std::env::args().nth(1).expect("usage: unicode_tables DIR");
    let data = Data { folder: PathBuf::from(folder) };
    let written = tables(&data);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/reveal/tables.rs");
    let same = fs::read_to_string(&path).is_ok_and(|before| before == written);
    fs::write(&path, written).expect("the tables can be written");
    println!(
        "{}",
        if same { "The tables are as they were." } else { "The tables are new: build and run this again." }
    );
    look_through_emoji(&data);
}

/// A folder of Unicode's files.
struct Data {
    folder: PathBuf,
}

impl Data {
    fn text(&self, name: &str) -> String {
        let path = find(&self.folder, name).unwrap_or_else(|| panic!("{name} is not in the folder"));
        fs::read_to_string(path).expect("a text file")
    }

    /// The rows of a file, each cut into its fields.
    fn rows(&self, name: &str) -> Vec<Vec<String>> {
        let text = self.text(name);
        let rows = text.trim_start_matches('\u{feff}').lines().filter_map(|line| {
            let line = line.split('#').next().unwrap_or_default().trim();
            (!line.is_empty()).then(|| line.split(';').map(|field| field.trim().to_owned()).collect())
        });
        rows.collect()
    }
}

fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut inner = Vec::new();
    for entry in fs::read_dir(folder).ok()?.flatten() {
        if entry.file_name().to_str() == Some(name) {
            return Some(entry.path());
        }
        inner.push(entry.path());
    }
    inner.iter().filter(|path| path.is_dir()).find_map(|path| find(path, name))
}

fn tables(data: &Data) -> String {
    let version = version(&data.text("confusables.txt"));
    let registered = data.text("IVD_Sequences.txt");
    let registered = registered
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .find(|line| line.starts_with("20"))
        .and_then(|line| line.split_whitespace().next())
        .expect("a date of registration")
        .to_owned();
    let mut text = format!(
        "//! Made by `cargo run --release --example unicode_tables -- DIR` from Unicode {version} and the Ideographic Variation \
         Database of\n//! {registered}. `table.rs` reads it. The data are copyright Unicode, Inc., under the Unicode License V3.\n\n"
    );
    table(
        &mut text,
        "LOOKALIKES",
        "Characters that look like a Latin letter or a digit, each with it.",
        &pairs(&lookalikes(data)),
    );
    table(
        &mut text,
        "VARIANTS",
        "Characters with standardized variants, each with a bit for each of its selectors, the first lowest.",
        &variants(data),
    );
    table(&mut text, "EMOJI", "Characters with a text style and an emoji style.", &emoji(data));
    table(
        &mut text,
        "IDEOGRAPHS",
        "Ideographs with more registered variants than usual, each with how many.",
        &ideographs(data),
    );
    writeln!(
        text,
        "/// How many registered variants an ideograph has at most, unless it is listed.\npub(super) const \
         USUAL_IDEOGRAPHIC_VARIANTS: u32 = {USUAL_IDEOGRAPHIC_VARIANTS};"
    )
    .expect("text grows");
    text
}

fn version(text: &str) -> String {
    let line = text.lines().find_map(|line| line.strip_prefix("# Version: "));
    line.expect("a version").trim().to_owned()
}

fn table(text: &mut String, name: &str, tells: &str, bytes: &[u8]) {
    writeln!(text, "/// {tells}\n#[rustfmt::skip]\npub(super) static {name}: [u8; {}] = [", bytes.len())
        .expect("text grows");
    for row in bytes.chunks(30) {
        let row: Vec<String> = row.iter().map(u8::to_string).collect();
        writeln!(text, "    {},", row.join(",")).expect("text grows");
    }
    text.push_str("];\n\n");
}

/// The distance from one character to the next, as the reader in `table.rs` has it.
fn distance(bytes: &mut Vec<u8>, mut distance: u32) {
    while distance > 0x7f {
        bytes.push(u8::try_from(distance & 0x7f).expect("seven bits") | 0x80);
        distance >>= 7;
    }
    bytes.push(u8::try_from(distance).expect("seven bits"));
}

fn pairs(entries: &BTreeMap<u32, u8>) -> Vec<u8> {
    let entries: Vec<(u32, u8)> = entries.iter().map(|(number, byte)| (*number, *byte)).collect();
    let (mut bytes, mut next) = (Vec::new(), 0);
    for run in entries.chunk_by(|one, other| other.0 == one.0 + 1 && other.1 == one.1 + 1) {
        // A run costs a byte more than one entry and saves two on each of the others.
        let (first, byte) = run[0];
        distance(&mut bytes, first - next);
        if run.len() > 1 {
            bytes.extend([byte | 0x80, u8::try_from(run.len()).expect("a short run")]);
        } else {
            bytes.push(byte);
        }
        next = first + u32::try_from(run.len()).expect("a short run");
    }
    bytes
}

fn number(hex: &str) -> u32 {
    u32::from_str_radix(hex, 16).expect("a code point")
}

/// The character with a digit or letter of ASCII that stands for it.
fn ascii(text: &str) -> Option<u8> {
    let mut chars = text.chars();
    let c = chars.next().filter(char::is_ascii_alphanumeric)?;
    chars.next().is_none().then(|| u8::try_from(c).expect("ASCII"))
}

/// What stands for a Latin letter or digit: of the confusables what a single letter or digit is the prototype of, the
/// prototype of m, which is written `rn` there, and what is confused with a small capital, except of Cyrillic; of the compatibility
/// decompositions those that differ in font or width or are Roman numerals; and the small capitals.
fn lookalikes(data: &Data) -> BTreeMap<u32, u8> {
    let mut like = BTreeMap::new();
    let mut capitals = BTreeMap::new();
    for row in data.rows("UnicodeData.txt") {
        let character = number(&row[0]);
        if let Some(letter) = row[1].strip_prefix("LATIN LETTER SMALL CAPITAL ").and_then(ascii) {
            capitals.insert(character, letter.to_ascii_lowercase());
        }
        let decomposed =
            ["<font> ", "<wide> ", "<compat> "].iter().find_map(|form| row[5].strip_prefix(form));
        let single = decomposed.filter(|to| !to.contains(' ')).map(number).and_then(char::from_u32);
        if let Some(letter) = single.and_then(|c| ascii(&c.to_string())) {
            like.insert(character, letter);
        }
    }
    for row in data.rows("confusables.txt") {
        let character = number(&row[0]);
        let prototype: String =
            row[1].split(' ').map(|hex| char::from_u32(number(hex)).expect("a character")).collect();
        let prototype = if prototype == "rn" { "m".to_owned() } else { prototype };
        let capital = prototype.chars().next().map_or(0, u32::from);
        if let Some(letter) = ascii(&prototype) {
            like.entry(character).or_insert(letter);
        } else if prototype.chars().count() == 1
            && !(0x400..=0x52f).contains(&character)
            && let Some(letter) = capitals.get(&capital)
        {
            like.entry(character).or_insert(*letter);
        }
    }
    like.extend(capitals);
    like.retain(|character, _| {
        *character > 0x7f
            && (char::from_u32(*character).is_some_and(char::is_alphanumeric) || OUTLINED.contains(character))
            && !LATIN_IN_USE.contains(character)
            && !TOO_UNLIKE.contains(character)
    });
    like
}

fn variants(data: &Data) -> Vec<u8> {
    let mut selectors: BTreeMap<u32, u8> = BTreeMap::new();
    for row in data.rows("StandardizedVariants.txt") {
        let (base, selector) = row[0].split_once(' ').expect("a base and a selector");
        let bit = match number(selector) {
            selector @ 0x180b..=0x180f => selector - 0x180b,
            selector @ 0xfe00..=0xfe06 => selector - 0xfe00,
            other => panic!("{other:X} is a selector that the table has no bit for"),
        };
        *selectors.entry(number(base)).or_default() |= 1 << bit;
    }
    pairs(&selectors)
}

fn emoji(data: &Data) -> Vec<u8> {
    let mut bases: Vec<u32> = data
        .rows("emoji-variation-sequences.txt")
        .iter()
        .map(|row| number(row[0].split_once(' ').expect("a base and a selector").0))
        .collect();
    bases.dedup();
    let (mut bytes, mut next) = (Vec::new(), 0);
    for run in bases.chunk_by(|one, other| *other == one + 1) {
        distance(&mut bytes, run[0] - next);
        bytes.push(u8::try_from(run.len()).expect("a short run"));
        next = run[run.len() - 1] + 1;
    }
    bytes
}

fn ideographs(data: &Data) -> Vec<u8> {
    let mut variants: BTreeMap<u32, u32> = BTreeMap::new();
    for row in data.rows("IVD_Sequences.txt") {
        let (base, selector) = row[0].split_once(' ').expect("a base and a selector");
        let count = variants.entry(number(base)).or_default();
        *count = (*count).max(number(selector) - 0xe0100 + 1);
    }
    variants.retain(|_, count| *count > USUAL_IDEOGRAPHIC_VARIANTS);
    let counts = variants.iter().map(|(base, count)| (*base, u8::try_from(*count).expect("less than 240")));
    pairs(&counts.collect())
}

fn look_through_emoji(data: &Data) {
    let mut looked_through = 0;
    for row in data.rows("emoji-test.txt") {
        let emoji: String =
            row[0].split(' ').map(|hex| char::from_u32(number(hex)).expect("a character")).collect();
        let found = reveal(&format!("I saw {emoji} today, and {emoji}{emoji} too"));
        assert!(found.findings.is_empty(), "{} has a finding: {:?}", row[0], found.findings);
        looked_through += 1;
    }
    println!("{looked_through} emoji have no finding.");
}
