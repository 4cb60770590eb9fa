//! What each surface shows, as plain data: keys and arguments, never sentences.
//!
//! A view is written whole into the browser's session storage under its key; a surface paints from there.

mod feed;
mod masthead;
mod notices;
mod options;
mod slip;
mod thread;
mod you;

pub use feed::{Feed, Group, Prices, Row};
pub use masthead::{Blank, Button, Masthead, Meter, Pulse, Strip, Tone};
pub use notices::{NoticeList, NoticeRow};
pub use options::{HealthLine, HintChoice, NoticeChoice, OptionsPage};
pub use slip::{Fact, Outbox, Slip};
pub use thread::{
    Advice, Blocker, Choice, Composer, Finding, Hint, Picture, Review, Siblings, Step, Stretch, SystemPrompt,
    ThreadPage,
};
pub use you::{Past, Spend, TierStep, You};

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
        agent::Command,
        agent::Change,
        agent::NoticeChange,
        agent::HintChange,
        agent::Answer,
        markup::Block,
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
