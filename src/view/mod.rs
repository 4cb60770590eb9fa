//! What each surface shows, as plain data: message keys and arguments.
//!
//! The edge writes a view into the browser's session storage under its storage key, and pages render it from there.

mod account_health;
mod accounts;
mod choice;
mod composer;
mod diagnostics;
mod draft_check;
mod empty_state;
mod feed;
mod first_steps;
mod header;
mod health_line;
mod model_picker;
mod notifications;
mod options;
mod preflight;
mod reveal;
mod search;
mod signup;
mod spend;
mod stored_threads;
mod submission_row;
mod system_prompt;
mod thread;
mod thread_lists;
mod thread_source;
mod tier;
mod wallet;
mod you;

use crate::app::{Accounts, State, ViewKey};
use crate::domain::Millis;

pub use accounts::{AccountRow, AccountsView};
pub use choice::Choice;
pub use composer::Composer;
pub use diagnostics::diagnostics;
pub use draft_check::{Blocker, DraftCheck, Hint};
pub use empty_state::{Button, EmptyState};
pub use feed::{Feed, Group, Prices, Row};
pub use first_steps::{FirstStep, FirstSteps};
pub use header::{Banner, Header, HeartbeatStatus, Meter, Tone};
pub use health_line::HealthLine;
pub use model_picker::ModelPicker;
pub use notifications::{NotificationGroup, NotificationList, NotificationRow};
pub use options::{HiddenRow, HintChoice, KeyStatus, NotificationChoice, OptionsPage, ProviderKey};
pub use preflight::PreflightLine;
pub use reveal::{Finding, Stretch, StretchKind};
pub use search::{Found, FoundReceipt, NetworkSearch, SavedRow, SearchPrices, SearchView};
pub use signup::{
    FirstTask, FreshAccount, FreshNote, PaymentFact, PuzzlePage, PuzzlePlan, RequiredStepView, SignupView,
};
pub use spend::{Spend, receipt_rows};
pub use stored_threads::{StoredThreads, THREAD_BUDGET, THREAD_VIEW, without_room};
pub use submission_row::{Fact, FactStyle, Outbox, SubmissionRow};
pub use system_prompt::{Review, SystemPrompt};
pub use thread::{LARGEST_THREAD, NewReplies, Picture, Siblings, Step, ThreadMenu, ThreadPage, ThreadStatus};
pub use thread_lists::{ListedThread, ThreadLists};
pub use thread_source::{find, source};
pub use tier::{Progress, TierStep};
pub use wallet::{Movement, Wallet};
pub use you::{ClaimView, DayFacts, Outcome, ReputationValue, You};

/// A view of the account in front, ready to be stored: its keys, each with its JSON text.
pub fn ready(accounts: &Accounts, view_key: &ViewKey, now: Millis) -> Vec<(String, String)> {
    fn json<T: serde::Serialize>(key: &str, view: &T) -> (String, String) {
        // Plain data with text keys always has a JSON form.
        (key.to_owned(), serde_json::to_string(view).unwrap_or_else(|_| "null".to_owned()))
    }
    let state = accounts.current();
    match view_key {
        ViewKey::Header => vec![json("view:header", &Header::of(state, now))],
        ViewKey::Feed => {
            let (first, rest) = feed::pages(state, now);
            vec![json("view:feed", &first), json("view:feed:more", &rest)]
        }
        ViewKey::Lists => vec![json("view:lists", &ThreadLists::of(state))],
        ViewKey::Search => vec![json("view:search", &SearchView::of(state, now))],
        ViewKey::Notifications => vec![json("view:notifications", &NotificationList::of(state, now))],
        ViewKey::Outbox => vec![json("view:outbox", &Outbox::of(state, now))],
        ViewKey::You => vec![json("view:you", &You::of(state, now))],
        ViewKey::Options => vec![json("view:options", &OptionsPage::of(state, now))],
        ViewKey::Signup => vec![json("view:signup", &SignupView::of(state, now))],
        ViewKey::Seed => vec![json("view:seed", &Composer::seed(state, now))],
        ViewKey::Models => vec![json("view:models", &ModelPicker::of(state))],
        ViewKey::Accounts => vec![json("view:accounts", &AccountsView::of(accounts))],
        ViewKey::Thread(node) => {
            vec![(format!("{THREAD_VIEW}{node}"), ThreadPage::json(state, node, now))]
        }
    }
}

/// The answer to [`crate::app::Query::ThreadPage`]: steps of a thread as JSON text.
pub fn page(state: &State, node: &str, from: u32, count: u32) -> String {
    /// The steps of one page of a thread.
    #[derive(serde::Serialize)]
    struct Page {
        steps: Vec<thread::Step>,
    }
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let steps = match state.cached_thread(node).map(|cached_thread| &cached_thread.thread) {
        Some(Ok(thread)) => thread::below(state, thread, place(from), place(count)),
        _ => Vec::new(),
    };
    // Plain data always has a JSON form.
    serde_json::to_string(&Page { steps }).unwrap_or_else(|_| "null".to_owned())
}

/// TypeScript declarations of everything that crosses between the core and the surfaces.
#[cfg(feature = "types")]
#[allow(clippy::too_many_lines)] // One list.
pub fn typescript() -> String {
    use crate::{app, domain, markup};
    use ts_rs::{Config, TS};
    let config = Config::new();
    macro_rules! declare {
        ($($name:ty),* $(,)?) => {
            [$(format!("export {}", <$name>::decl(&config))),*].join("\n\n")
        };
    }
    let mut text = String::from("// Written by the build from the Rust types. Not edited.\n\n");
    text.push_str(&declare![
        domain::LocalizedMessage,
        domain::MessageArg,
        domain::Author,
        domain::AuthorKind,
        domain::Bucket,
        domain::NotificationKind,
        domain::FieldMapping,
        domain::Output,
        app::DraftContent,
        app::Revision,
        app::StoredDraft,
        app::Visibility,
        app::Phase,
        app::Triage,
        app::Appearance,
        app::QuietHours,
        app::ToolbarAction,
        app::Request,
        app::Query,
        app::AccountsCommand,
        app::Command,
        app::Change,
        app::NotificationChange,
        app::HintChange,
        app::Answer,
        app::AnswerCode,
        app::SignupForm,
        app::FieldLine,
        markup::Block,
        markup::Inline,
        Header,
        HeartbeatStatus,
        Meter,
        Banner,
        Tone,
        Button,
        EmptyState,
        Feed,
        Group,
        Row,
        Prices,
        SearchView,
        NetworkSearch,
        SearchPrices,
        Found,
        app::ReadThread,
        FoundReceipt,
        SavedRow,
        app::Search,
        ThreadLists,
        ListedThread,
        NotificationList,
        NotificationGroup,
        NotificationRow,
        Outbox,
        SubmissionRow,
        Fact,
        FactStyle,
        ThreadPage,
        ThreadStatus,
        Step,
        NewReplies,
        ThreadMenu,
        Picture,
        Siblings,
        StretchKind,
        Stretch,
        Review,
        SystemPrompt,
        Finding,
        Composer,
        Choice,
        ModelPicker,
        DraftCheck,
        PreflightLine,
        Blocker,
        Hint,
        You,
        TierStep,
        ClaimView,
        FirstSteps,
        FirstStep,
        Wallet,
        Movement,
        Progress,
        ReputationValue,
        DayFacts,
        Outcome,
        Spend,
        OptionsPage,
        KeyStatus,
        NotificationChoice,
        HintChoice,
        HiddenRow,
        HealthLine,
        AccountsView,
        AccountRow,
        ProviderKey,
        SignupView,
        PuzzlePage,
        PuzzlePlan,
        FirstTask,
        RequiredStepView,
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
        for name in ["LocalizedMessage", "DraftContent", "Block", "Request", "Command", "ThreadPage"] {
            assert!(text.contains(&format!("export type {name} =")), "{name} is not declared");
        }
    }
}
