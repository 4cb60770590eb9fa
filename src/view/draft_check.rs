//! The checks of a draft before it is sent.

use super::choice::choice;
use super::preflight::{PreflightLine, preflight};
use super::{Button, SystemPrompt};
use crate::app::{DraftContent, DraftTarget, Phase, SpendKind, State, blocker_line, draft_check};
use crate::check::{self, Evidence, HintKind};
use crate::domain::{LocalizedMessage, Millis, Output};
use serde::Serialize;

/// The checks of a draft before it is sent. The page asks for them at each keystroke.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DraftCheck {
    /// Whether the button may be pressed.
    pub can_post: bool,
    /// Facts that prevent the post, each with what settles it.
    pub blockers: Vec<Blocker>,
    /// Hints, in the order of the text that they mark.
    pub hints: Vec<Hint>,
    /// The same for the system prompt of a seed.
    pub system_hints: Vec<Hint>,
    /// The system prompt of a seed, when it holds pasted text that must be reviewed before the post.
    pub review: Option<SystemPrompt>,
    /// *Costs from 10*.
    pub cost: Option<LocalizedMessage>,
    /// *Leaves 302 of 500*, or *Needs 10, you have 4. It stays here.*
    pub after: Option<LocalizedMessage>,
    /// *Enough at 14:20*, *twice the usual: three posts this hour*: in ochre, before `after`.
    pub wait: Option<LocalizedMessage>,
    /// *9,800 of 10,000*, near the limit.
    pub size: Option<LocalizedMessage>,
    /// What can be told of a seed from its own words.
    pub preflight: Vec<PreflightLine>,
}

/// A fact that prevents the post.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Blocker {
    /// Its code.
    pub code: String,
    /// The fact, and what settles it.
    pub line: LocalizedMessage,
    /// A button that settles it: `model:<id>`, `review`, `output:text`.
    pub button: Option<Button>,
}

/// A hint: a footnote on a part of the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Hint {
    /// The code of its kind.
    pub code: String,
    /// Where the marked text begins, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// *Agrees without adding.*
    pub title: LocalizedMessage,
    /// *2 of its 5 words praise*: what was found in this text.
    pub evidence: LocalizedMessage,
    /// *Begin where you differ.*
    pub text: LocalizedMessage,
}

impl DraftCheck {
    /// Checks a draft.
    pub fn of(state: &State, draft: &str, content: &DraftContent, now: Millis) -> Self {
        let checked = draft_check(state, draft, content, now);
        let seed = DraftTarget::parse(draft) == Some(DraftTarget::Seed);
        let price = state.price(if seed { SpendKind::Seed } else { SpendKind::Reprompt }, now);
        let balance = state.balance(now);
        let max = state.account.as_ref().and_then(|account| account.budget.max_balance);
        let short = balance.is_some_and(|balance| balance < price.units);
        let phase = state.phase(draft);
        let after = match (balance, max) {
            (Some(balance), _) if short => {
                Some(LocalizedMessage::new("needsBudget").with(price.units).with(balance))
            }
            (Some(balance), Some(max)) => {
                Some(LocalizedMessage::new("budgetAfterOfTotal").with(balance - price.units).with(max))
            }
            (Some(balance), None) => Some(LocalizedMessage::new("budgetAfter").with(balance - price.units)),
            (None, _) => None,
        };
        let wait = if short {
            state.affordable_at(price.units, now).map(|at| LocalizedMessage::new("enoughAt").at(at))
        } else {
            price.usual_at.map(|at| LocalizedMessage::new("costHigher").with(price.factor).at(at))
        };
        Self {
            // Pressing the button opens the review, so a missing review does not disable it.
            can_post: state.account.is_some()
                && matches!(phase, Phase::Draft | Phase::Refused | Phase::Queued)
                && checked.blockers.iter().all(|blocker| matches!(blocker, check::Blocker::Unreviewed)),
            blockers: checked
                .blockers
                .iter()
                // The page shows an empty box and the cost itself.
                .filter(|blocker| {
                    !matches!(blocker, check::Blocker::Empty { .. } | check::Blocker::Unaffordable { .. })
                })
                .map(|blocker| blocked(state, blocker, draft, now))
                .collect(),
            hints: checked.hints.iter().map(|it| hint(it, &content.text)).collect(),
            system_hints: checked.system_hints.iter().map(|it| hint(it, &content.system_prompt)).collect(),
            review: (seed && checked.blockers.contains(&check::Blocker::Unreviewed)).then(|| {
                SystemPrompt::at(state, draft, &content.system_prompt, state.seed_review(draft, content))
            }),
            cost: Some(LocalizedMessage::new("costFrom").with(price.units)),
            after,
            wait,
            size: (checked.count * 10 >= checked.limit * 9)
                .then(|| LocalizedMessage::new("amountOfTotal").with(checked.count).with(checked.limit)),
            preflight: if seed { preflight(content, &checked) } else { Vec::new() },
        }
    }
}

fn blocked(state: &State, blocker: &check::Blocker, draft: &str, now: Millis) -> Blocker {
    let button = match blocker {
        check::Blocker::Unreviewed => Some(Button::new("reviewSystemPrompt", "review")),
        check::Blocker::ReadOnly => Some(Button::new("doEnterKey", "options")),
        check::Blocker::OutputMismatch { output, .. } => {
            let fitting = state.cache.models.iter().filter(|model| model.makes(*output));
            let last = if *output == Output::Image { &state.last_image } else { &state.last_text };
            let model = fitting.max_by_key(|model| (model.id == *last, model.recommended));
            model.map(|model| {
                let name = choice(state, model).name;
                Button {
                    line: LocalizedMessage::new("doUseModel").with(name),
                    verb: format!("model:{}", model.id),
                    main: false,
                }
            })
        }
        _ => None,
    };
    let code = match blocker {
        check::Blocker::Empty { .. } => "empty",
        check::Blocker::TooLong { .. } => "too_long",
        check::Blocker::NoParent | check::Blocker::BadParent { .. } => "no_parent",
        check::Blocker::OutputMismatch { .. } => "output_mismatch",
        check::Blocker::Unaffordable { .. } => "unaffordable",
        check::Blocker::TierTooLow { .. } => "tier_too_low",
        check::Blocker::Unreviewed => "unreviewed",
        check::Blocker::ReadOnly => "read_only",
    };
    Blocker { code: code.to_owned(), line: blocker_line(blocker, draft, now), button }
}

/// The first part of the message keys of a kind of hints.
pub(super) fn hint_key(code: HintKind) -> &'static str {
    match code {
        HintKind::Agrees => "hintAgrees",
        HintKind::Summarises => "hintSummarises",
        HintKind::Explains => "hintExplains",
        HintKind::Generic => "hintGeneric",
        HintKind::Echoes => "hintEchoes",
        HintKind::Rhetorical => "hintRhetorical",
        HintKind::AsksMore => "hintAsksMore",
    }
}

fn hint(hint: &check::Hint, text: &str) -> Hint {
    let key = hint_key(hint.code);
    Hint {
        code: hint.code.code().to_owned(),
        start: hint.start,
        end: hint.end,
        title: LocalizedMessage::new(&format!("{key}Title")),
        evidence: evidence(hint, text),
        text: LocalizedMessage::new(&format!("{key}Text")),
    }
}

/// What a hint has found in a text, as a sentence.
fn evidence(hint: &check::Hint, text: &str) -> LocalizedMessage {
    let share = |key: &str, part: u32, whole: u32| LocalizedMessage::new(key).with(part).with(whole);
    match hint.evidence {
        Evidence::TakenSentences { taken, sentences } => share("evidenceTakenSentences", taken, sentences),
        Evidence::TakenWords { taken, words } => share("evidenceTakenWords", taken, words),
        Evidence::Questions { questions, sentences } => share("evidenceQuestions", questions, sentences),
        Evidence::Praise { praising, words } => share("evidencePraise", praising, words),
        Evidence::NothingParticular { general, words } => share("evidenceNothingParticular", general, words),
        Evidence::Reporting { words } => LocalizedMessage::new("evidenceReporting").with(words),
        Evidence::Phrase => LocalizedMessage::new("evidencePhrase").with(marked_words(hint, text)),
        Evidence::ApprovalMark => LocalizedMessage::new("evidenceApprovalMark"),
        Evidence::Definition => LocalizedMessage::new("evidenceDefinition"),
        Evidence::NoPerson => LocalizedMessage::new("evidenceNoPerson"),
        Evidence::Wording => LocalizedMessage::new("evidenceWording"),
    }
}

/// The text that a hint marks. Its offsets are UTF-16 units.
fn marked_words(hint: &check::Hint, text: &str) -> String {
    let units =
        text.encode_utf16().skip(hint.start as usize).take(hint.end.saturating_sub(hint.start) as usize);
    String::from_utf16_lossy(&units.collect::<Vec<u16>>())
}
