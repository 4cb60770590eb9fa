//! Fits the weights of the craft hints and writes `src/check/classifier/weights.hex`; `docs/corpus.md` tells how and why.
//!
//! `cargo run --release --example fit -- --texts DIR` reads `tests/corpus` and the texts of people in `DIR`. It leaves whole
//! sources of people's texts out, counts what the weights fitted on all the others make of them, sets the limit by that, and
//! fits on all. There is no chance in it: the same texts give the same bytes. Without `--texts` it only fits and tells what
//! it would count, and writes nothing.

mod quantize;
mod regression;
mod texts;

use impromptu::check::HintKind;
use impromptu::check::classifier::{STRONG, WeightTable};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use texts::{Case, Inputs, Origin};

const CLASSES: usize = STRONG + 1;

/// How many sparse features keep a weight in English and in Chinese.
const SPARSE: [usize; 2] = [1_500, 900];

/// Into how many parts the sources are dealt; each part is left out once.
const PARTS: usize = 6;

/// At most so many of a thousand strong texts of sources that were left out are hinted.
const ALARMS: usize = 49;

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn number(count: usize) -> f64 {
    count as f64
}

/// The part of each source of labelled texts: the largest sources first, each into the part with the fewest texts.
fn parts(cases: &[Case]) -> BTreeMap<String, usize> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.origin == Origin::Labelled) {
        *sizes.entry(&case.source).or_default() += 1;
    }
    let mut sources: Vec<(&str, usize)> = sizes.into_iter().collect();
    sources.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut filled = [0; PARTS];
    let deal = |(source, size): (&str, usize)| {
        let part = (0..PARTS).min_by_key(|part| filled[*part]).unwrap_or(0);
        filled[part] += size;
        (source.to_owned(), part)
    };
    sources.into_iter().map(deal).collect()
}

/// What was made of a text by weights that had not seen its source.
struct Judged<'a> {
    case: &'a Case,
    weakness: f32,
    right: bool,
}

fn judge<'a>(table: &WeightTable, case: &'a Case) -> Judged<'a> {
    let scores = table.weigh(&case.vector);
    let kind = HintKind::ALL.iter().position(|kind| *kind == scores.kind());
    Judged { case, weakness: scores.weak(), right: kind == Some(case.class) }
}

fn left_out(cases: &[Case], most: usize) -> Vec<Judged<'_>> {
    let parts = parts(cases);
    let part = |case: &&Case| parts.get(&case.source).copied();
    let mut judged = Vec::new();
    for left in 0..PARTS {
        let (those, others): (Vec<&Case>, Vec<&Case>) =
            cases.iter().partition(|case| part(case) == Some(left));
        let table = quantize::table(&others, most);
        let table = WeightTable::read(&mut table.as_slice()).expect("a table");
        judged
            .extend(those.into_iter().filter(|it| it.origin == Origin::Labelled).map(|it| judge(&table, it)));
    }
    judged
}

/// The limit that raises so many false alarms of a thousand and no more.
fn limit(judged: &[Judged], of_thousand: usize) -> f32 {
    let strong = judged.iter().filter(|it| it.case.class == STRONG);
    let mut strong: Vec<f32> = strong.map(|it| it.weakness).collect();
    strong.sort_by(|a, b| b.total_cmp(a));
    strong.get(strong.len() * of_thousand / 1_000).map_or(0.0, |weakness| weakness + 1e-4)
}

fn tell(title: &str, judged: &[Judged], limit: f32) {
    let mut rows: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    for it in judged {
        let hinted = usize::from(it.weakness >= limit);
        let family = HintKind::ALL.get(it.case.class).map_or("strong", |kind| kind.code());
        let side = if it.case.class == STRONG { "strong, all" } else { "weak, all" };
        for key in [(family, it.case.source.as_str()), (side, "")] {
            let row = rows.entry(key).or_default();
            let more = [1, hinted, hinted * usize::from(it.right)];
            row.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
    }
    for ((family, source), [texts, hinted, right]) in rows {
        println!(
            "{title}: {family:<12} {hinted:3} of {texts:3} hinted, {right:3} by the right name  {source}"
        );
    }
}

/// The table of a language; prints what its texts count when their sources are left out.
fn fitted(language: &str, most: usize, texts: Option<&Path>, inputs: &mut Inputs, quick: bool) -> Vec<u8> {
    let cases = texts::cases(language, texts, inputs);
    println!("{language}: {} texts", cases.len());
    let mut table = quantize::table(&cases.iter().collect::<Vec<_>>(), most);
    let weights = WeightTable::read(&mut table.as_slice()).expect("a table");
    let all: Vec<Judged> =
        cases.iter().filter(|it| it.origin == Origin::Labelled).map(|it| judge(&weights, it)).collect();
    let judged = if quick { Vec::new() } else { left_out(&cases, most) };
    for alarms in [20, 30, ALARMS, 80] {
        let limit = limit(&judged, alarms);
        let found = judged.iter().filter(|it| it.case.class != STRONG && it.weakness >= limit).count();
        let fitted_on = all.iter().filter(|it| it.weakness >= limit);
        let alarmed = fitted_on.clone().filter(|it| it.case.class == STRONG).count();
        println!(
            "{language}: {found} weak found at {alarms} false alarms in a thousand (limit {limit:.2}); fitted on: {} found, {alarmed} false",
            fitted_on.count() - alarmed
        );
    }
    let limit = limit(&judged, ALARMS);
    tell(&format!("{language}, left out"), &judged, limit);
    tell(&format!("{language}, fitted on"), &all, limit);
    for it in judged.iter().filter(|it| (it.case.class == STRONG) == (it.weakness >= limit)) {
        let text: String = it.case.text.chars().take(90).collect();
        println!("{language}, wrong by {:+.2}: [{}] {text}", it.weakness - limit, it.case.source);
    }
    table[1..5].copy_from_slice(&limit.to_le_bytes());
    println!("{language}: {} bytes", table.len());
    table
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let texts = arguments
        .iter()
        .position(|it| it == "--texts")
        .and_then(|at| arguments.get(at + 1))
        .map(PathBuf::from);
    let quick = arguments.iter().any(|it| it == "--quick");
    let mut inputs = Inputs::new();
    let mut bytes = Vec::new();
    for (language, most) in ["en", "zh"].into_iter().zip(SPARSE) {
        bytes.extend(fitted(language, most, texts.as_deref(), &mut inputs, quick));
    }
    if texts.is_none() || quick {
        println!("Nothing is written: the weights are fitted with --texts DIR and with sources left out.");
        return;
    }
    let mut file = String::from(
        "# Written by `cargo run --release --example fit -- --texts DIR`, from these files (FNV-1a of their bytes):\n",
    );
    for input in inputs {
        let _ = writeln!(file, "# {input}");
    }
    for line in bytes.chunks(64) {
        for byte in line {
            let _ = write!(file, "{byte:02x}");
        }
        file.push('\n');
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/classifier/weights.hex");
    fs::write(path, file).expect("the weights can be written");
}
