//! What each surface shows, as plain data: keys and arguments, never sentences.
//!
//! A view is written whole into the browser's session storage under its key; a surface paints from there.

mod accounts;
mod advice;
mod composer;
mod diagnostics;
mod feed;
mod joining;
mod masthead;
mod notices;
mod options;
mod reveal;
mod shelf;
mod slip;
mod system_prompt;
mod thread;
mod you;

use crate::agent::{Household, State, Surface};
use crate::model::Millis;

pub use accounts::{AccountRow, Accounts};
pub use advice::{Advice, Blocker, Hint};
pub use composer::{Choice, Composer};
pub use diagnostics::diagnostics;
pub use feed::{Feed, Group, Prices, Row};
pub use joining::{FreshAccount, FreshNote, JoiningPage, PaymentFact, PuzzlePage, PuzzlePlan, ToldStep};
pub use masthead::{Blank, Button, Masthead, Meter, Pulse, Strip, Tone};
pub use notices::{NoticeList, NoticeRow};
pub use options::{HealthLine, HintChoice, NoticeChoice, OptionsPage, ProviderKey};
pub use shelf::ModelShelf;
pub use slip::{Fact, Outbox, Slip};
pub use system_prompt::{Finding, Review, Stretch, SystemPrompt};
pub use thread::{Picture, Siblings, Step, ThreadPage};
pub use you::{Past, Spend, TierStep, You};

/// A view of the account in front, ready to be stored: its keys, each with its JSON text.
pub fn ready(household: &Household, surface: &Surface, now: Millis) -> Vec<(String, String)> {
    fn json<T: serde::Serialize>(key: &str, view: &T) -> (String, String) {
        // Plain data with text keys always has a JSON form.
        (key.to_owned(), serde_json::to_string(view).unwrap_or_else(|_| "null".to_owned()))
    }
    let state = household.current();
    match surface {
        Surface::Masthead => vec![json("view:masthead", &Masthead::of(state, now))],
        Surface::Feed => {
            let (first, rest) = feed::pages(state, now);
            vec![json("view:feed", &first), json("view:feed:more", &rest)]
        }
        Surface::Notices => vec![json("view:notices", &NoticeList::of(state, now))],
        Surface::Outbox => vec![json("view:outbox", &Outbox::of(state, now))],
        Surface::You => vec![json("view:you", &You::of(state, now))],
        Surface::Options => vec![json("view:options", &OptionsPage::of(state, now))],
        Surface::Joining => vec![json("view:joining", &JoiningPage::of(state, now))],
        Surface::Seed => vec![json("view:seed", &Composer::seed(state, now))],
        Surface::Models => vec![json("view:models", &ModelShelf::of(state))],
        Surface::Accounts => vec![json("view:accounts", &Accounts::of(household))],
        Surface::Thread(node) => {
            vec![json(&format!("view:thread:{node}"), &ThreadPage::of(state, node, now))]
        }
    }
}

/// The answer to [`crate::agent::Command::Page`]: steps of a thread as JSON text.
pub fn page(state: &State, node: &str, from: u32, count: u32) -> String {
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let steps = match state.opened(node).map(|opened| &opened.thread) {
        Some(Ok(thread)) => thread::below(state, thread, place(from), place(count)),
        _ => Vec::new(),
    };
    serde_json::json!({ "steps": steps }).to_string()
}

/// TypeScript declarations of everything that crosses between the core and the surfaces.
#[cfg(feature = "types")]
pub fn typescript() -> String {
    use crate::{agent, markup, model};
    use ts_rs::{Config, TS};
    let config = Config::new();
    macro_rules! declare {
        ($($name:ty),* $(,)?) => {
            [$(format!("export {}", <$name>::decl(&config))),*].join("\n\n")
        };
    }
    let mut text = String::from("// Written by the build from the Rust types. Not edited.\n\n");
    text.push_str(&declare![
        model::Line,
        model::Arg,
        model::Author,
        model::AuthorKind,
        model::Bucket,
        model::NoticeKind,
        model::FieldMapping,
        model::Output,
        agent::Words,
        agent::Phase,
        agent::Triage,
        agent::Looks,
        agent::Quiet,
        agent::Opens,
        agent::Command,
        agent::Change,
        agent::NoticeChange,
        agent::HintChange,
        agent::Answer,
        agent::JoinForm,
        agent::FieldLine,
        markup::Block,
        markup::Inline,
        Masthead,
        Pulse,
        Meter,
        Strip,
        Tone,
        Button,
        Blank,
        Feed,
        Group,
        Row,
        Prices,
        NoticeList,
        NoticeRow,
        Outbox,
        Slip,
        Fact,
        ThreadPage,
        Step,
        Picture,
        Siblings,
        Stretch,
        Review,
        SystemPrompt,
        Finding,
        Composer,
        Choice,
        ModelShelf,
        Advice,
        Blocker,
        Hint,
        You,
        TierStep,
        Past,
        Spend,
        OptionsPage,
        NoticeChoice,
        HintChoice,
        HealthLine,
        Accounts,
        AccountRow,
        ProviderKey,
        JoiningPage,
        PuzzlePage,
        PuzzlePlan,
        ToldStep,
        PaymentFact,
        FreshAccount,
        FreshNote,
    ]);
    text.push('\n');
    text
}

#[cfg(all(test, feature = "types"))]
mod tests {
    #[test]
    fn every_name_that_is_used_is_declared() {
        let text = super::typescript();
        std::fs::write(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("pkg/views.d.ts"), &text)
            .unwrap();
        for name in ["Line", "Words", "Block", "Command", "ThreadPage"] {
            assert!(text.contains(&format!("export type {name} =")), "{name} is not declared");
        }
    }
}
