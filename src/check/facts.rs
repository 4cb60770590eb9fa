//! Blockers: facts, not taste.

use super::draft::{Blocker, Draft, DraftKind};
use super::reveal;
use crate::domain::{AiModel, Budget, Millis, Output};

/// Characters the network takes in a message (contract, section 10).
pub const LIMIT: u32 = 10_000;

/// What a reprompt or a prompt costs unless the network says otherwise (contract, section 9).
const COST: f64 = 10.0;

/// Budget comes back by the hour (contract, section 9).
const HOUR: Millis = 3_600_000;

/// Longest id we take for a node's. The contract states no bound; UUIDs and prefixed ids are far shorter.
const LONGEST_ID: usize = 200;

/// Tiers from low to high (contract, section 9).
const TIERS: [&str; 5] = ["PROVISIONAL", "REGISTERED", "ESTABLISHED", "VERIFIED", "PARTNER"];

/// The lowest tier that may post: a provisional account has no model to answer it (contract, section 9).
const POSTING_TIER: &str = "REGISTERED";

/// Words in the ids of models that make pictures, for when the list of models has not been read yet.
const IMAGE_MODEL_WORDS: [&str; 14] = [
    "flux",
    "gpt-image",
    "dall-e",
    "dalle",
    "stable-diffusion",
    "sdxl",
    "imagen",
    "midjourney",
    "ideogram",
    "recraft",
    "seedream",
    "image-preview",
    "flash-image",
    "pro-image",
];

/// Makers whose every model writes and does not paint, unless a word above says otherwise.
const TEXT_MODEL_WORDS: [&str; 7] =
    ["anthropic/", "mistralai/", "deepseek/", "meta-llama/", "cohere/", "qwen/", "openai/gpt-4o"];

/// All that stands in the way of sending, in the order in which a person would mend it.
pub(super) fn blockers(draft: &Draft, count: u32) -> Vec<Blocker> {
    let found = [
        empty(draft),
        (count > LIMIT).then_some(Blocker::TooLong { limit: LIMIT, count }),
        parent(draft),
        output(draft),
        tier(draft),
        unaffordable(draft),
        (draft.reviewed == Some(false)).then_some(Blocker::Unreviewed),
    ];
    found.into_iter().flatten().collect()
}

/// A message must say something. A prompt must have a system prompt when that field is there; its opening message is
/// optional (contract, section 2.6).
fn empty(draft: &Draft) -> Option<Blocker> {
    let field = match (draft.kind, draft.system_prompt.as_deref()) {
        (DraftKind::Prompt, Some(prompt)) if reveal::is_blank(prompt) => "systemPrompt",
        (DraftKind::Prompt, Some(_)) => return None,
        _ if reveal::is_blank(&draft.text) => "text",
        _ => return None,
    };
    Some(Blocker::Empty { field })
}

fn parent(draft: &Draft) -> Option<Blocker> {
    if draft.kind != DraftKind::Reprompt {
        return None;
    }
    let id = draft.parent_id.as_ref()?.as_deref().unwrap_or_default();
    if id.trim().is_empty() {
        return Some(Blocker::NoParent);
    }
    let odd = |c: char| c.is_whitespace() || c.is_control() || "/?#&%\\\"'<>".contains(c);
    (id.len() > LONGEST_ID || id.contains(odd)).then(|| Blocker::BadParent { parent_id: id.to_owned() })
}

fn output(draft: &Draft) -> Option<Blocker> {
    let output = draft.output?;
    let makes = match (&draft.model_outputs, draft.model_id.as_deref()) {
        (Some(kinds), _) => AiModel { output: kinds.clone(), ..AiModel::default() }.makes(output),
        (None, Some(id)) => guess(id).is_none_or(|kind| kind == output),
        (None, None) => true,
    };
    (!makes).then(|| Blocker::OutputMismatch { output, model_id: draft.model_id.clone() })
}

/// What a model makes, going by its id alone; `None` when the id does not tell.
fn guess(id: &str) -> Option<Output> {
    let id = id.to_ascii_lowercase();
    if IMAGE_MODEL_WORDS.iter().any(|word| id.contains(word)) {
        Some(Output::Image)
    } else if TEXT_MODEL_WORDS.iter().any(|maker| id.starts_with(maker)) {
        Some(Output::Text)
    } else {
        None
    }
}

fn tier(draft: &Draft) -> Option<Blocker> {
    let rank = |name: &str| TIERS.iter().position(|tier| tier.eq_ignore_ascii_case(name.trim()));
    let tier = draft.tier.as_deref()?;
    let needed = draft.required_tier.as_deref().unwrap_or(POSTING_TIER);
    (rank(tier)? < rank(needed)?)
        .then(|| Blocker::TierTooLow { tier: tier.to_owned(), needed: needed.to_owned() })
}

fn unaffordable(draft: &Draft) -> Option<Blocker> {
    let budget = draft.budget.as_ref()?;
    let cost = draft.cost.unwrap_or(COST);
    let balance = budget.balance?;
    if balance >= cost {
        return None;
    }
    let affordable_at = affordable_at(budget, cost, draft.now);
    let due = affordable_at.zip(draft.now).is_some_and(|(at, now)| at <= now);
    (!due).then_some(Blocker::Unaffordable { cost, balance, affordable_at })
}

/// When the balance will reach a cost. Budget comes back in steps, one an hour, the first at `next_regen_at` or, when
/// that is not told, an hour from now; never above the cap (contract, section 9). `None` when it cannot be told or
/// never comes.
pub fn affordable_at(budget: &Budget, cost: f64, now: Option<Millis>) -> Option<Millis> {
    let rate = budget.regeneration_rate.filter(|rate| *rate > 0.0)?;
    let missing = cost - budget.balance?;
    if budget.max_balance.is_some_and(|cap| cost > cap) {
        return None;
    }
    if missing <= 0.0 {
        return now;
    }
    let first = match (budget.next_regen_at, now) {
        (Some(at), _) => at,
        (None, Some(now)) => now.checked_add(HOUR)?,
        (None, None) => return None,
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a float to integer cast saturates, and the sum is checked"
    )]
    let steps = (missing / rate).ceil() as i64;
    first.checked_add(steps.checked_sub(1)?.checked_mul(HOUR)?)
}
