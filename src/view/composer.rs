//! Where words are written.

use super::Advice;
use crate::agent::{Phase, State, Words, is_ours};
use crate::model::{Engine, Line, Millis, Output, Thread, order};
use serde::Serialize;

/// Where words are written: all but the words' own liveliness, which is the surface's.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Composer {
    /// `reply:<node>` or `seed:<number>`.
    pub draft: String,
    /// *Reprompt to Ada Okafor, level 7*.
    pub to: Line,
    /// Placeholder: *Your message to Ada, level 7*.
    pub invite: Line,
    /// The words as last stored.
    pub words: Words,
    /// Where they stand. Only `draft` and `refused` may be edited.
    pub phase: Phase,
    /// When they were stored.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub saved_at: Option<Millis>,
    /// What is known about sending it.
    pub advice: Advice,
    /// Models to choose from, recommended first.
    pub engines: Vec<Choice>,
}

/// A model in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// `provider/model`.
    pub id: String,
    /// Name to show.
    pub name: String,
    /// What it makes.
    pub makes: Vec<Output>,
    /// Whether the network recommends it.
    pub recommended: bool,
    /// Whether it was the last used for its kind.
    pub last: bool,
}

impl Composer {
    /// Where a thread's node is answered.
    pub(super) fn reply(state: &State, thread: &Thread, now: Millis) -> Self {
        let draft = state.reply_to(&thread.node.node_id);
        let level = thread.node.depth;
        let name = thread.node.author.name.clone();
        let (to, invite) = match (&name, is_ours(state, &thread.node)) {
            (_, true) => (
                Line::new("toReprompt").with(Line::new("yourself")).with(level),
                Line::new("inviteDeeper").with(level),
            ),
            (Some(name), _) => (
                Line::new("toReprompt").with(name.as_str()).with(level),
                Line::new("inviteMessage").with(name.as_str()).with(level),
            ),
            (None, _) => {
                (Line::new("toRepromptPlain").with(level), Line::new("inviteMessagePlain").with(level))
            }
        };
        Self { to, invite, ..Self::of(state, draft, now) }
    }

    /// Where a new prompt is written.
    pub fn seed(state: &State, now: Millis) -> Self {
        Self::of(state, state.seed(), now)
    }

    fn of(state: &State, draft: String, now: Millis) -> Self {
        let slip = state.slips.get(&draft);
        let stored = state.live.words.get(&draft);
        let words = stored.map(|stored| stored.words.clone()).or_else(|| slip.map(|slip| slip.words.clone()));
        let words = words.unwrap_or_default();
        Self {
            advice: Advice::of(state, &draft, &words, now),
            to: Line::new("toSeed"),
            invite: Line::new("inviteSeed"),
            phase: state.phase(&draft),
            saved_at: stored.map(|stored| stored.at),
            engines: choices(state),
            words,
            draft,
        }
    }
}

fn choices(state: &State) -> Vec<Choice> {
    let mut engines: Vec<&Engine> = state.cache.engines.iter().collect();
    order::sort_by_key(&mut engines, |engine| !engine.recommended);
    engines.into_iter().take(60).map(|engine| choice(state, engine)).collect()
}

/// A model as a list shows it.
pub(super) fn choice(state: &State, engine: &Engine) -> Choice {
    let short = engine.id.rsplit('/').next().unwrap_or(&engine.id);
    Choice {
        id: engine.id.clone(),
        name: engine.name.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| short.to_owned()),
        makes: [Output::Text, Output::Image].into_iter().filter(|output| engine.makes(*output)).collect(),
        recommended: engine.recommended,
        last: engine.id == state.last_text || engine.id == state.last_image,
    }
}
