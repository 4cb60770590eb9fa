//! Decisions over time: [`step`]`(state, event, now) -> effects`.
//!
//! Nothing in here reads a clock, draws a random number or waits. What is saved is saved before anything that spends is
//! sent (see `Plan`), so the worker may die between any two effects.

mod account;
mod advise;
mod ahead;
mod answer;
mod badge;
mod beat;
mod capability;
mod change;
mod clock;
mod command;
mod connect;
mod credentials;
mod draft;
mod effect;
mod engage;
mod event;
mod feed;
mod forecast;
mod household;
mod join;
mod lock;
mod message;
mod models;
mod notify;
mod pending;
mod plan;
mod post;
mod price;
mod quota;
mod receipt;
mod restore;
mod review;
mod roll;
mod rotate;
mod schedule;
mod sentence;
mod settings;
mod settle;
mod shelf;
mod slip;
mod state;
mod step;
mod thread;
mod triage;
mod trouble;
mod undo;
mod words;

pub use account::Account;
pub use advise::{advise, blocker_line, thread_of};
pub use answer::Answer;
pub use badge::badge;
pub use beat::tier_floor;
pub use capability::{Class, KINDS, Reach, Sender, classify, may};
pub use change::{Change, HintChange, NoticeChange};
pub use command::Command;
pub use connect::{DEFAULT_ORIGIN, HealthFact, origin};
pub use credentials::Providers;
pub use draft::{Target, named, owner};
pub use effect::{AlarmName, Badge, BadgeText, Desktop, Effect, Fetch, Goto, KeyUse, Mark, Surface};
pub use engage::{Engaging, Marks};
pub use event::{Ending, Event, KeyState, Outcome, Silence, Start};
pub use forecast::{affordable_at, balance_at, full_at, refill_at};
pub use household::{Household, Member};
pub use join::{
    Estimate, FieldLine, Held, JoinForm, Joining, Made, Measure, Outlook, Stage, Told, crew, estimate,
    faults, shows_key,
};
pub use lock::Lock;
pub use notify::kind_key;
pub use pending::Pending;
pub use plan::TIMEOUT;
pub use price::{Decay, Price};
pub use quota::Quota;
pub use receipt::{Act, Ended, Receipt};
pub use restore::{Found, restore, restore_all};
pub use review::{Reviewed, Standing, root_id};
pub use roll::{Entry, Roll};
pub use schedule::Schedule;
pub use settings::{Looks, Opens, PACES, Quiet, Route, Settings};
pub use settle::{GRACE, is_ours};
pub use shelf::Shelf;
pub use slip::{Slip, Verdict};
pub use state::{Cache, Live, Opened, State, Stored, VERSION};
pub use step::step;
pub use triage::Triage;
pub use trouble::Trouble;
pub use undo::{UNDO_KEPT, Undo, Undone};
pub use words::{Phase, Words};
