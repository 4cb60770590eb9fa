//! How many requests an account may send (contract, section 7).

use crate::model::clock::{DAY, MINUTE, SECOND, iso, next_midnight, seconds_until};
use crate::model::endpoint::Endpoint;
use crate::model::refusal::Refusal;
use crate::model::tier::Tier;
use serde_json::{Value, json};
use std::collections::VecDeque;

/// The recent requests of one account.
#[derive(Clone, Debug, Default)]
pub(crate) struct Limits {
    /// All requests of the last second.
    second: VecDeque<i64>,
    /// Counted requests of the last minute.
    minute: VecDeque<i64>,
    /// Requests of the last second to endpoints that can spend budget.
    spending: VecDeque<(i64, Endpoint)>,
    /// Requests of the last minute that did spend budget.
    spent: VecDeque<i64>,
    /// The day since 1970 that `used` belongs to.
    day: i64,
    used: i64,
    /// No spending before this moment.
    blocked_until: i64,
    /// The number of velocity blocks so far; each one lasts longer.
    blocks: usize,
}

/// Spending requests within a minute after which the next one is blocked. PROPOSAL: the contract names no number.
const VELOCITY: usize = 20;
/// Severity and duration of a velocity block, in seconds.
const BLOCKS: [(&str, i64); 4] = [("LOW", 30), ("MEDIUM", 60), ("HIGH", 120), ("CRITICAL", 300)];

fn forget<T>(queue: &mut VecDeque<T>, now: i64, window: i64, when: impl Fn(&T) -> i64) {
    // An entry in the future was recorded before the clock was set back. It would block forever.
    queue.retain(|entry| (0..window).contains(&(now - when(entry))));
}

impl Limits {
    /// Records a request, or refuses it.
    pub(crate) fn admit(&mut self, endpoint: Endpoint, tier: Tier, now: i64) -> Result<(), Refusal> {
        forget(&mut self.second, now, SECOND, |at| *at);
        if self.second.len() >= tier.burst() {
            let hint = format!("Wait a second: {} allows {} requests a second.", tier.name(), tier.burst());
            return Err(Refusal::new(429, "RATE_001", "Too many requests at once.", hint).after(1));
        }
        self.second.push_back(now);
        if endpoint.is_counted() {
            self.admit_counted(tier, now)?;
        }
        if endpoint.spends() {
            self.admit_spending(endpoint, tier, now)?;
        }
        Ok(())
    }

    fn admit_counted(&mut self, tier: Tier, now: i64) -> Result<(), Refusal> {
        self.start_day(now);
        if self.used >= tier.cap() {
            let hint =
                "The daily quota starts again at 00:00 UTC. Heartbeat, budget and notifications stay free.";
            let wait = seconds_until(next_midnight(now), now);
            return Err(Refusal::new(429, "RATE_003", "The daily quota is used up.", hint).after(wait));
        }
        forget(&mut self.minute, now, MINUTE, |at| *at);
        if self.minute.len() >= tier.sustained() * 60 {
            let hint = "Slow down: the tier does not allow this many requests for a whole minute.";
            return Err(Refusal::new(429, "RATE_002", "Too many requests for too long.", hint).after(30));
        }
        self.minute.push_back(now);
        self.used += 1;
        Ok(())
    }

    fn admit_spending(&mut self, endpoint: Endpoint, tier: Tier, now: i64) -> Result<(), Refusal> {
        if self.blocked_until > now && self.blocked_until - now <= 300 * SECOND {
            let wait = seconds_until(self.blocked_until, now);
            let hint = format!("Posting and engaging are blocked for {wait} more seconds.");
            return Err(Refusal::new(429, "RATE_002", "Blocked for unusual speed.", hint).after(wait));
        }
        forget(&mut self.spending, now, SECOND, |(at, _)| *at);
        // The contract's class multipliers on the burst rate: engage 0.5, reprompt 0.1, handoff 0.01.
        let divisor = match endpoint {
            Endpoint::Engage | Endpoint::Query => 2,
            Endpoint::Handoff => 100,
            _ => 10,
        };
        let same = self.spending.iter().filter(|(_, what)| *what == endpoint).count();
        if same >= (tier.burst() / divisor).max(1) {
            let hint = "This endpoint allows fewer requests a second than the others. Wait a second.";
            return Err(Refusal::new(429, "RATE_004", "Too many requests to this endpoint.", hint).after(1));
        }
        self.spending.push_back((now, endpoint));
        forget(&mut self.spent, now, MINUTE, |at| *at);
        if self.spent.len() >= VELOCITY {
            let (severity, seconds) = BLOCKS[self.blocks.min(BLOCKS.len() - 1)];
            self.blocks += 1;
            self.blocked_until = now + seconds * SECOND;
            self.spent.clear();
            let hint = format!("Posting and engaging are blocked for {seconds} seconds.");
            return Err(Refusal::new(429, "RATE_002", "Blocked for unusual speed.", hint)
                .after(seconds)
                .with("details", json!({ "severity": severity })));
        }
        Ok(())
    }

    /// Records that a request spent budget. Free and refused requests do not count towards the velocity block.
    pub(crate) fn record_spending(&mut self, now: i64) {
        self.spent.push_back(now);
    }

    /// Whether a velocity block is in force.
    pub(crate) fn is_blocked(&self, now: i64) -> bool {
        self.blocked_until > now
    }

    fn start_day(&mut self, now: i64) {
        let day = now.div_euclid(DAY);
        if day > self.day {
            (self.day, self.used) = (day, 0);
        }
    }

    /// Sets how much of the daily quota is used.
    pub(crate) fn set_used(&mut self, used: i64, now: i64) {
        self.start_day(now);
        self.used = used.max(0);
    }

    /// How much of the daily quota is used.
    pub(crate) fn used(&mut self, now: i64) -> i64 {
        self.start_day(now);
        self.used
    }

    /// The `X-RateLimit-*` headers, which describe the daily quota only.
    pub(crate) fn headers(&mut self, tier: Tier, now: i64) -> [(&'static str, String); 3] {
        let remaining = (tier.cap() - self.used(now)).max(0);
        [
            ("x-ratelimit-limit", tier.cap().to_string()),
            ("x-ratelimit-remaining", remaining.to_string()),
            ("x-ratelimit-reset", (next_midnight(now) / SECOND).to_string()),
        ]
    }

    /// The rate limit status in both described shapes (contract, section 13).
    pub(crate) fn json(&mut self, tier: Tier, now: i64) -> Value {
        let used = self.used(now);
        forget(&mut self.second, now, SECOND, |at| *at);
        json!({
            "remaining": (tier.cap() - used).max(0),
            "resetAt": iso(next_midnight(now)),
            "daily": { "used": used, "limit": tier.cap() },
            "burst": { "remaining": tier.burst().saturating_sub(self.second.len()) },
        })
    }
}
