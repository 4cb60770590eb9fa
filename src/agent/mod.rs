//! Decisions over time: [`step`]`(state, event, now) -> effects`.
//!
//! Nothing in here reads a clock, draws a random number or waits. What is saved is saved before anything that spends is
//! sent (see `Plan`), so the worker may die between any two effects.

mod advise;
mod ahead;
mod badge;
mod beat;
mod capability;
mod command;
mod connect;
mod credentials;
mod draft;
mod effect;
mod engage;
mod event;
mod forecast;
mod household;
mod join;
mod lock;
mod member;
mod models;
mod notify;
mod pending;
mod plan;
mod post;
mod price;
mod restore;
mod review;
mod roll;
mod rotate;
mod sentence;
mod settings;
mod settle;
mod shelf;
mod state;
mod step;
mod triage;
mod undo;
mod words;

pub use advise::{advise, blocker_line, thread_of};
pub use badge::badge;
pub use beat::tier_floor;
pub use capability::{Class, KINDS, Reach, Sender, classify, may};
pub use command::{Answer, Change, Command, HintChange, NoticeChange};
pub use connect::{DEFAULT_ORIGIN, HealthFact, origin};
pub use credentials::Providers;
pub use draft::{Target, named, owner};
pub use effect::{AlarmName, Badge, BadgeText, Desktop, Effect, Fetch, Goto, KeyUse, Mark, Surface};
pub use event::{Ending, Event, KeyState, Outcome, Silence, Start};
pub use forecast::{affordable_at, balance_at, full_at, refill_at};
pub use household::Household;
pub use join::{
    Estimate, FieldLine, Held, JoinForm, Joining, Made, Measure, Outlook, Stage, Told, crew, estimate,
    faults, shows_key,
};
pub use lock::Lock;
pub use member::Member;
pub use notify::kind_key;
pub use pending::Pending;
pub use plan::TIMEOUT;
pub use price::Price;
pub use restore::{Found, restore, restore_all};
pub use review::{Standing, root_id};
pub use roll::{Entry, Roll};
pub use settings::{Looks, Opens, PACES, Quiet, Route, Settings};
pub use settle::{GRACE, is_ours};
pub use shelf::Shelf;
pub use state::{
    Account, Act, Cache, Decay, Ended, Engaging, Live, Marks, Opened, Quota, Receipt, Reviewed, Schedule,
    Slip, State, Stored, Trouble, VERSION, Verdict,
};
pub use step::step;
pub use triage::Triage;
pub use undo::{UNDO_KEPT, Undo, Undone};
pub use words::{Phase, Words};
