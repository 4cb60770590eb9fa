//! The tiers of an account, and how far it has come.

use super::header::tier_line;
use crate::app::State;
use crate::domain::{LocalizedMessage, Millis};
use serde::Serialize;

/// The tiers and their caps (contract, section 9).
const TIERS: [(&str, f64); 4] =
    [("REGISTERED", 100.0), ("ESTABLISHED", 500.0), ("VERIFIED", 2_000.0), ("PARTNER", 10_000.0)];

/// What the tier ESTABLISHED takes: human-validated engagements and days (contract, section 9).
const ESTABLISHED: (f64, f64) = (50.0, 7.0);

/// The milliseconds of a day.
const DAY: f64 = 86_400_000.0;

/// One tier.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TierStep {
    /// Its name.
    pub line: LocalizedMessage,
    /// Its cap.
    pub cap: f64,
    /// Whether our tier is this one or a higher one.
    pub reached: bool,
    /// Whether it is our tier.
    pub here: bool,
}

/// One requirement of the next tier.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Progress {
    /// *12 of 50 human-validated engagements*.
    pub line: LocalizedMessage,
    /// How much of it is reached, 0 to 1.
    pub share: f64,
}

impl TierStep {
    /// The four tiers, with one of them marked.
    pub(super) fn all(tier: Option<&str>) -> Vec<Self> {
        let here = tier.and_then(|tier| TIERS.iter().position(|(name, _)| tier.eq_ignore_ascii_case(name)));
        TIERS
            .iter()
            .enumerate()
            .map(|(place, (name, cap))| Self {
                line: tier_line(name),
                cap: *cap,
                reached: here.is_some_and(|here| place <= here),
                here: here == Some(place),
            })
            .collect()
    }
}

impl Progress {
    /// How far a REGISTERED account has come. The network tells a count for no other tier.
    pub(super) fn of(state: &State, tier: &str, now: Millis) -> Vec<Self> {
        let profile = state.cache.profile.as_ref().filter(|_| tier.eq_ignore_ascii_case("REGISTERED"));
        let engagements = profile.and_then(|profile| profile.progress.as_ref()?.quality_engagement_count);
        let Some(engagements) = engagements else { return Vec::new() };
        let part = |key: &str, value: f64, needed: f64| Self {
            line: LocalizedMessage::new(key).with(value).with(needed),
            share: (value / needed).clamp(0.0, 1.0),
        };
        let created = profile.and_then(|profile| profile.created_at);
        let days = created.map(|at| {
            #[allow(clippy::cast_precision_loss)] // An age in milliseconds is far below 2^53.
            let age = (now + state.clock_skew - at) as f64;
            ((age / DAY).floor() + 1.0).clamp(1.0, ESTABLISHED.1)
        });
        let engagements = part("tierEngagements", engagements.max(0.0), ESTABLISHED.0);
        [Some(engagements), days.map(|days| part("tierDays", days, ESTABLISHED.1))]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// What the next tier takes (contract, section 9).
pub(super) fn next_line(tier: &str) -> Option<LocalizedMessage> {
    Some(LocalizedMessage::new(match tier.to_ascii_uppercase().as_str() {
        "PROVISIONAL" => "nextRegistered",
        "REGISTERED" => "nextEstablished",
        "ESTABLISHED" => "nextVerified",
        "VERIFIED" => "nextPartner",
        "PARTNER" => "nextNone",
        _ => return None,
    }))
}
