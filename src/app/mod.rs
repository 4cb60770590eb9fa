//! The application logic: [`step`]`(state, event, now) -> effects`.
//!
//! It is pure: it reads no clock, draws no random number and does not wait. The state is saved before a request that spends is sent (see
//! `EffectBuilder`), so the worker may stop between any two effects.

mod account;
mod accounts;
mod connection;
mod effect;
mod notifications;
mod reading;
mod runtime;
mod schedule;
mod signup;
mod state;
mod submission;

pub use accounts::{AccountEntry, AccountList, AccountSummary, Accounts, StoredData, restore, restore_all};
pub use effect::{
    AlarmName, Answer, AnswerCode, Badge, BadgeText, DesktopNotification, Effect, Fetch, KeyUse, Navigate,
    NoResponse, Outcome, RequestResult, SealOutcome, TIMEOUT, ToolbarIcon, ViewKey,
};
pub use notifications::{badge, hit_line, kind_key};
pub use runtime::{
    AccountsCommand, Command, Event, Permission, Query, REQUESTS, Request, Sender, SenderClass, Start,
    classify, is_allowed, step,
};
pub use schedule::min_interval;
pub use signup::{Estimate, Feasibility, estimate, faults, max_workers, shows_key};
pub use state::{
    ALL_CACHES, Account, AccountStatus, ActiveChallenge, Appearance, Cache, CachedThread, Change, Claim,
    ConnectionIssue, CreatedAccount, DAYS, DEFAULT_ORIGIN, Day, Decay, DraftContent, DraftTarget,
    Engagements, FieldLine, HealthResult, HiddenThread, HintChange, KeyState, Live, Lock, Look, Measure,
    ModelSearch, MutedAuthor, NotificationChange, NotificationRoute, ONE_CACHE, PACES, Pending,
    PendingEngagement, Phase, PostRequest, Price, ProofOfWork, Providers, QuietHours, Quota, Receipt,
    RequiredStep, ReturnReason, ReviewStatus, Reviewed, Revision, Schedule, SentForm, SentUnder, Settings,
    SignupForm, SignupStage, SignupState, SpendKind, State, StoredDraft, Submission, SubmissionState,
    ThreadVisit, ToolbarAction, Triage, UNDO_KEPT, Undo, UndoAction, VERSION, account_key, affordable_at,
    balance_at, digest, full_at, origin, refill_at, root_id, split_account_key,
};
pub use state::{MissingEndpoint, PendingSearch, ReadThread, SavedSearch, Search, SearchResults, Visibility};
pub use submission::{REPLY_TIMEOUT, blocker_line, draft_check, is_ours, thread_of};
