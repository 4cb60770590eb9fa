//! The AI models that a post can ask for (contract, section 10): some that people know, and several hundred invented ones for
//! search and paging.

use serde_json::{Value, json};
use std::sync::LazyLock;

pub(crate) const DEFAULT_TEXT: &str = "anthropic/claude-sonnet-4-20250514";
pub(crate) const DEFAULT_IMAGE: &str = "black-forest-labs/flux-pro-1.1";

/// One model.
pub(crate) struct Model {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) provider: &'static str,
    pub(crate) input: &'static [&'static str],
    pub(crate) output: &'static str,
    pub(crate) strengths: &'static [&'static str],
    pub(crate) cost: &'static str,
    pub(crate) context: u32,
    pub(crate) recommended: bool,
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

/// Invented providers and their model families.
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

/// Models at the end of the list: id, name, output, cost tier, context length.
const LAST: &[(&str, &str, &str, &str, u32)] = &[
    ("google/gemini-2.5-flash-preview", "Gemini 2.5 Flash Preview", "text", "budget", 1_000_000),
    ("harbour-works/pilot-video", "Pilot video", "video", "premium", 4_096),
    ("northlight/aurora-video", "Aurora video", "video", "standard", 4_096),
    ("saltworks/brine-video", "Brine video", "video", "budget", 4_096),
];

/// The suffixes that select a variant of a model, such as `:thinking`. PROPOSAL: the contract shows only that ids can end so.
const SUFFIXES: [&str; 7] = ["thinking", "free", "nitro", "floor", "online", "extended", "beta"];

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
    let invented = PROVIDERS.iter().flat_map(|(provider, families)| {
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
    let last = LAST.iter().map(|(id, name, output, cost, context)| Model {
        id: (*id).into(),
        name: (*name).into(),
        provider: id.split_once('/').map_or("", |(provider, _)| provider),
        input: &["text", "image"],
        output,
        strengths: if *output == "video" { &["video"] } else { &["quick", "reasoning"] },
        cost,
        context: *context,
        recommended: false,
    });
    known.chain(invented).chain(last).collect()
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
    pub(crate) fn json(&self) -> Value {
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

/// All models, in the order of the list.
pub(crate) fn all() -> &'static [Model] {
    &MODELS
}

/// The model with this id. A prefix `openrouter/` and a suffix such as `:thinking` select the same model.
pub(crate) fn find(id: &str) -> Option<&'static Model> {
    let by_id = |id: &str| MODELS.iter().find(|model| model.id == id);
    let id = id.strip_prefix("openrouter/").unwrap_or(id);
    by_id(id).or_else(|| {
        let (base, suffix) = id.rsplit_once(':')?;
        SUFFIXES.contains(&suffix).then(|| by_id(base))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_and_a_suffix_select_the_same_model() {
        let plain = find("google/gemini-2.5-flash-preview").map(|model| model.id.as_str());
        let full = find("openrouter/google/gemini-2.5-flash-preview:thinking").map(|model| model.id.as_str());
        assert!(plain.is_some());
        assert_eq!(full, plain);
        assert!(find("openai/gpt-4o:nothing").is_none());
    }
}
