//! The list of AI models (contract, section 10).

use crate::api::field_aliases;
use crate::api::query_params::{flag, limit, offset, word};
use crate::model::ai_model::{self, Model};
use crate::model::http::Query;
use crate::model::refusal::Refusal;
use serde_json::{Map, Value, json};

/// `GET /agent/models`. PROPOSAL: the contract names no way to the second page; this network takes `cursor`, and `page` from 1.
pub(crate) fn get_models(query: &Query) -> Result<Value, Refusal> {
    let mut fields: Map<String, Value> =
        query.0.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    let mappings = field_aliases::correct(&mut fields, field_aliases::MODELS);
    let corrected = Query(
        fields
            .into_iter()
            .map(|(name, value)| (name, value.as_str().unwrap_or_default().to_owned()))
            .collect(),
    );
    let recommended = flag(&corrected, "recommended")?;
    let output = word(&corrected, "output", &["text", "image", "video", "audio"])?;
    let input = word(&corrected, "input", &["text", "image", "audio", "file"])?;
    let purposes =
        ["reasoning", "quick", "creative", "analysis", "code", "vision", "image-generation", "video"];
    let purpose = word(&corrected, "for", &purposes)?;
    let cost = word(&corrected, "costTier", &["budget", "standard", "premium", "low"])?;
    let cost = cost.map(|tier| if tier == "low" { "budget" } else { tier });
    let provider = corrected.get("provider");
    let search = corrected.get("search").map(str::to_lowercase);
    let limit = limit(&corrected, 10, 50)?;
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
    let all: Vec<&Model> = ai_model::all().iter().filter(fits).collect();
    let page: Vec<Value> = all.iter().skip(start).take(limit).map(|model| model.json()).collect();
    let end = start + page.len();
    let mut response = json!({
        "models": page,
        "total": all.len(),
        "nextCursor": (end < all.len()).then(|| end.to_string()),
        "hint": "Filter with recommended, output, input, for, search, provider or costTier; continue with cursor.",
    });
    field_aliases::report(&mut response, mappings);
    Ok(response)
}
