pub(crate) mod alarm_times;
pub(crate) mod answer;
pub(crate) mod badge;
pub(crate) mod builder;
pub(crate) mod effect;
pub(crate) mod request_fields;
pub(crate) mod request_result;
pub(crate) mod seal_outcome;

pub(crate) use alarm_times::AlarmTimes;
pub use answer::{Answer, AnswerCode};
pub use badge::{Badge, BadgeText, ToolbarIcon};
pub(crate) use builder::EffectBuilder;
pub use builder::TIMEOUT;
pub use effect::{AlarmName, DesktopNotification, Effect, Fetch, KeyUse, Navigate, ViewKey};
pub(crate) use request_fields::RequestFields;
pub use request_result::{NoResponse, Outcome, RequestResult};
pub use seal_outcome::SealOutcome;
