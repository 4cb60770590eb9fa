//! How fast an account may ask (contract, section 7).

use crate::clock::{DAY, MINUTE, SECOND, next_midnight, seconds_until};
use crate::endpoint::Endpoint;
use crate::refusal::Refusal;
use crate::tier::Tier;
use std::collections::VecDeque;

/// What one account has asked for lately.
#[derive(Clone, Debug, Default)]
pub(crate) struct Limits {
    /// All requests of the last second.
    second: VecDeque<i64>,
    /// Requests that count, of the last minute.
    minute: VecDeque<i64>,
    /// Spending requests of the last minute, with what they were.
    spends: VecDeque<(i64, Endpoint)>,
    /// The day, counted from 1970, that `used` belongs to.
    day: i64,
    used: i64,
    /// No spending before this moment.
    blocked_until: i64,
    /// How often it has been blocked; each time lasts longer.
    blocks: usize,
}

/// Spending requests within a minute that look like a machine gone wrong.
const VELOCITY: usize = 20;
/// How long a block lasts, in seconds: LOW, MEDIUM, HIGH, CRITICAL.
const BLOCKS: [(&str, i64); 4] = [("LOW", 30), ("MEDIUM", 60), ("HIGH", 120), ("CRITICAL", 300)];

fn forget<T>(queue: &mut VecDeque<T>, now: i64, window: i64, when: impl Fn(&T) -> i64) {
    // What lies in the future was written before the clock was set back; it would block for ever.
    queue.retain(|entry| (0..window).contains(&(now - when(entry))));
}

impl Limits {
    /// Takes note of a request, or refuses it.
    pub(crate) fn admit(&mut self, endpoint: Endpoint, tier: Tier, now: i64) -> Result<(), Refusal> {
        forget(&mut self.second, now, SECOND, |at| *at);
        if self.second.len() >= tier.burst() {
            let hint = format!("Pause for a second: {} allows {} a second.", tier.name(), tier.burst());
            return Err(Refusal::new(429, "RATE_001", "Too many requests at once.", hint).after(1));
        }
        self.second.push_back(now);
        if endpoint.counts() {
            self.admit_counted(tier, now)?;
        }
        if endpoint.spends() {
            self.admit_spending(endpoint, tier, now)?;
        }
        Ok(())
    }

    fn admit_counted(&mut self, tier: Tier, now: i64) -> Result<(), Refusal> {
        self.turn_day(now);
        if self.used >= tier.cap() {
            let hint =
                "The daily quota starts again at 00:00 UTC. Heartbeat, budget and notifications stay free.";
            let wait = seconds_until(next_midnight(now), now);
            return Err(Refusal::new(429, "RATE_003", "The daily quota is used up.", hint).after(wait));
        }
        forget(&mut self.minute, now, MINUTE, |at| *at);
        if self.minute.len() >= tier.sustained() * 60 {
            let hint = "Slow down: this many requests for a whole minute is more than the tier allows.";
            return Err(Refusal::new(429, "RATE_002", "Too many requests for too long.", hint).after(30));
        }
        self.minute.push_back(now);
        self.used += 1;
        Ok(())
    }

    fn admit_spending(&mut self, endpoint: Endpoint, tier: Tier, now: i64) -> Result<(), Refusal> {
        if self.blocked_until > now && self.blocked_until - now <= 300 * SECOND {
            let wait = seconds_until(self.blocked_until, now);
            let hint = format!("Posting and liking are paused for {wait} more seconds.");
            return Err(Refusal::new(429, "RATE_002", "Paused for unusual speed.", hint).after(wait));
        }
        forget(&mut self.spends, now, MINUTE, |(at, _)| *at);
        // Engagements may come at half the read rate, creation at a tenth.
        let share = if endpoint == Endpoint::Engage { 2 } else { 10 };
        let same = self.spends.iter().filter(|(at, what)| *what == endpoint && now - at < SECOND).count();
        if same >= (tier.burst() / share).max(1) {
            let hint = "This endpoint allows fewer requests a second than the others. Pause for a second.";
            return Err(Refusal::new(429, "RATE_004", "Too many requests to this endpoint.", hint).after(1));
        }
        if self.spends.len() >= VELOCITY {
            let (severity, seconds) = BLOCKS[self.blocks.min(BLOCKS.len() - 1)];
            self.blocks += 1;
            self.blocked_until = now + seconds * SECOND;
            self.spends.clear();
            let hint = format!("Posting and liking are paused for {seconds} seconds.");
            return Err(Refusal::new(429, "RATE_002", "Paused for unusual speed.", hint)
                .after(seconds)
                .with("details", serde_json::json!({ "severity": severity })));
        }
        self.spends.push_back((now, endpoint));
        Ok(())
    }

    fn turn_day(&mut self, now: i64) {
        let day = now.div_euclid(DAY);
        if day > self.day {
            (self.day, self.used) = (day, 0);
        }
    }

    /// Sets how much of today's quota is used.
    pub(crate) fn set_used(&mut self, used: i64, now: i64) {
        self.turn_day(now);
        self.used = used.max(0);
    }

    /// The `X-RateLimit-*` headers, which describe the daily quota only.
    pub(crate) fn headers(&mut self, tier: Tier, now: i64) -> [(&'static str, String); 3] {
        self.turn_day(now);
        [
            ("x-ratelimit-limit", tier.cap().to_string()),
            ("x-ratelimit-remaining", (tier.cap() - self.used).max(0).to_string()),
            ("x-ratelimit-reset", (next_midnight(now) / SECOND).to_string()),
        ]
    }
}
