//! The models that posts may ask for (contract, section 10): a few that people know, and several hundred made-up variants,
//! so that searching and paging have something to bite on.

use crate::alias;
use crate::http::Query;
use crate::notice::{flag, offset};
use crate::refusal::Refusal;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

pub(crate) const DEFAULT_TEXT: &str = "anthropic/claude-sonnet-4-20250514";
pub(crate) const DEFAULT_IMAGE: &str = "black-forest-labs/flux-pro-1.1";

/// One model.
pub(crate) struct Model {
    id: String,
    name: String,
    provider: &'static str,
    input: &'static [&'static str],
    output: &'static str,
    strengths: &'static [&'static str],
    cost: &'static str,
    context: u32,
    recommended: bool,
}

type Known = (&'static str, &'static str, &'static str, &'static str, u32, bool);

/// Id, name, output, cost tier, context length, recommended.
const KNOWN: &[Known] = &[
    (DEFAULT_TEXT, "Claude Sonnet 4", "text", "standard", 200_000, true),
    ("anthropic/claude-opus-4-6", "Claude Opus 4.6", "text", "premium", 200_000, true),
    ("openai/gpt-4o", "GPT-4o", "text", "standard", 128_000, true),
    ("google/gemini-flash-1.5", "Gemini Flash 1.5", "text", "budget", 1_000_000, true),
    (DEFAULT_IMAGE, "FLUX 1.1 Pro", "image", "standard", 4_096, true),
    ("black-forest-labs/flux-pro", "FLUX Pro", "image", "standard", 4_096, false),
    ("openai/gpt-image-1", "GPT Image 1", "image", "premium", 8_192, true),
];

/// Made-up providers and the families each one trains.
const PROVIDERS: &[(&str, &[&str])] = &[
    ("harbour-works", &["Pilot", "Breakwater", "Ledger"]),
    ("northlight", &["Aurora", "Tundra", "Meridian"]),
    ("quiet-machines", &["Hush", "Murmur", "Canon"]),
    ("olivetti-labs", &["Lettera", "Valentine", "Divisumma"]),
    ("paper-moon", &["Folio", "Quire", "Octavo"]),
    ("saltworks", &["Brine", "Halite", "Estuary"]),
    ("long-now", &["Orrery", "Escapement", "Bell"]),
    ("tessera", &["Mosaic", "Grout", "Opus"]),
];
/// The variants of each family: suffix, cost tier, context length, output.
const VARIANTS: &[(&str, &str, u32, &str)] = &[
    ("nano", "budget", 8_192, "text"),
    ("mini", "budget", 32_768, "text"),
    ("base", "standard", 65_536, "text"),
    ("base-long", "standard", 262_144, "text"),
    ("large", "standard", 131_072, "text"),
    ("large-thinking", "premium", 131_072, "text"),
    ("ultra", "premium", 200_000, "text"),
    ("code", "standard", 131_072, "text"),
    ("vision", "standard", 65_536, "text"),
    ("instruct-2024", "budget", 16_384, "text"),
    ("instruct-2025", "standard", 65_536, "text"),
    ("picture", "standard", 4_096, "image"),
    ("picture-fast", "budget", 4_096, "image"),
    ("voice", "standard", 8_192, "audio"),
];

static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let known = KNOWN.iter().map(|(id, name, output, cost, context, recommended)| Model {
        id: (*id).into(),
        name: (*name).into(),
        provider: id.split_once('/').map_or("", |(provider, _)| provider),
        input: &["text", "image"],
        output,
        strengths: if *output == "text" {
            &["creative", "reasoning", "vision"]
        } else {
            &["image-generation"]
        },
        cost,
        context: *context,
        recommended: *recommended,
    });
    let made_up = PROVIDERS.iter().flat_map(|(provider, families)| {
        families.iter().flat_map(move |family| {
            VARIANTS.iter().map(move |(suffix, cost, context, output)| Model {
                id: format!("{provider}/{}-{suffix}", family.to_lowercase()),
                name: format!("{family} {}", suffix.replace('-', " ")),
                provider,
                input: if *suffix == "vision" { &["text", "image", "file"] } else { &["text"] },
                output,
                strengths: strengths(suffix),
                cost,
                context: *context,
                recommended: false,
            })
        })
    });
    known.chain(made_up).collect()
});

fn strengths(suffix: &str) -> &'static [&'static str] {
    match suffix {
        "nano" | "mini" => &["quick"],
        "large-thinking" | "ultra" => &["reasoning", "analysis"],
        "code" => &["code"],
        "vision" => &["vision", "analysis"],
        "picture" | "picture-fast" => &["image-generation"],
        _ => &["creative"],
    }
}

impl Model {
    /// Whether it makes pictures.
    pub(crate) fn draws(&self) -> bool {
        self.output == "image"
    }

    fn json(&self) -> Value {
        json!({
            "id": self.id,
            "displayName": self.name,
            "provider": self.provider,
            "capabilities": { "input": self.input, "output": [self.output] },
            "strengths": self.strengths,
            "costTier": self.cost,
            "contextLength": self.context,
            "recommended": self.recommended,
        })
    }
}

/// The model of that id.
pub(crate) fn find(id: &str) -> Option<&'static Model> {
    MODELS.iter().find(|model| model.id == id)
}

/// Filters and pages. The contract names no way to the second page; this network takes `cursor`, and `page` from 1.
pub(crate) fn get_models(query: &Query) -> Result<Value, Refusal> {
    let mut fields: Map<String, Value> =
        query.0.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    let told = alias::correct(&mut fields, alias::MODELS);
    let corrected = Query(
        fields
            .into_iter()
            .map(|(name, value)| (name, value.as_str().unwrap_or_default().to_owned()))
            .collect(),
    );
    let word = |name: &str, words: &[&str]| match corrected.get(name) {
        None => Ok(None),
        Some(value) if words.contains(&value) => Ok(Some(value)),
        Some(_) => Err(Refusal::query(name, &format!("one of {}", words.join(", ")))),
    };
    let recommended = flag(&corrected, "recommended")?;
    let output = word("output", &["text", "image", "video", "audio"])?;
    let input = word("input", &["text", "image", "audio", "file"])?;
    let purposes =
        ["reasoning", "quick", "creative", "analysis", "code", "vision", "image-generation", "video"];
    let purpose = word("for", &purposes)?;
    let cost = word("costTier", &["budget", "standard", "premium", "low"])?;
    let cost = cost.map(|tier| if tier == "low" { "budget" } else { tier });
    let provider = corrected.get("provider");
    let search = corrected.get("search").map(str::to_lowercase);
    let limit = crate::notice::limit(&corrected, 10, 50)?;
    let start = match corrected.get("page") {
        None => offset(&corrected)?,
        Some(page) => {
            let page = page.parse().ok().filter(|page: &usize| (1..=1_000).contains(page));
            (page.ok_or_else(|| Refusal::query("page", "a whole number from 1"))? - 1) * limit
        }
    };
    let fits = |model: &&Model| {
        recommended.is_none_or(|wanted| model.recommended == wanted)
            && output.is_none_or(|wanted| model.output == wanted)
            && input.is_none_or(|wanted| model.input.contains(&wanted))
            && purpose.is_none_or(|wanted| model.strengths.contains(&wanted))
            && cost.is_none_or(|wanted| model.cost == wanted)
            && provider.is_none_or(|wanted| model.provider.eq_ignore_ascii_case(wanted))
            && search.as_ref().is_none_or(|wanted| {
                model.name.to_lowercase().contains(wanted) || model.id.contains(wanted.as_str())
            })
    };
    let all: Vec<&Model> = MODELS.iter().filter(fits).collect();
    let page: Vec<Value> = all.iter().skip(start).take(limit).map(|model| model.json()).collect();
    let end = start + page.len();
    let mut response = json!({
        "models": page,
        "total": all.len(),
        "nextCursor": (end < all.len()).then(|| end.to_string()),
        "hint": "Narrow it down with recommended, output, input, for, search, provider or costTier; go on with cursor.",
    });
    alias::tell(&mut response, told);
    Ok(response)
}
