use crate::app::{
    ConnectionIssue, KeyState, Look, Phase, Quota, ReturnReason, Schedule, SpendKind, State, SubmissionState,
};
use crate::domain::{FieldMapping, Millis, pretty_json};
use serde::Serialize;

/// The most receipts in a report.
const MOST_RECEIPTS: usize = 50;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    version: &'a str,
    now: Millis,
    origin: &'a str,
    key: KeyState,
    online: bool,
    tier: Option<&'a str>,
    heard_at: Option<Millis>,
    connection_issue: Option<&'a ConnectionIssue>,
    schedule: &'a Schedule,
    clock_skew: Millis,
    quota: Option<&'a Quota>,
    pace_minutes: u32,
    submissions: Vec<SubmissionReport<'a>>,
    receipts: Vec<ReceiptReport<'a>>,
    drafts: usize,
    notifications: usize,
    feed: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SubmissionReport<'a> {
    phase: Phase,
    sent_at: Millis,
    look: Option<Look>,
    code: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReceiptReport<'a> {
    at: Millis,
    act: SpendKind,
    estimated_cost: f64,
    paid: Option<f64>,
    found: bool,
    unsure: bool,
    request_id: Option<&'a str>,
    corrected: &'a [FieldMapping],
}

/// A report that a person may give to a helper. It holds no key, no text and no name.
pub fn diagnostics(state: &State, now: Millis) -> String {
    let account = state.account.as_ref();
    let receipts = state.receipts.iter().rev().take(MOST_RECEIPTS).map(|receipt| ReceiptReport {
        at: receipt.at,
        act: receipt.act,
        estimated_cost: receipt.estimated_cost,
        paid: receipt.paid,
        found: receipt.found,
        unsure: receipt.unsure,
        request_id: receipt.request_id.as_deref(),
        corrected: &receipt.corrected,
    });
    let submissions = state.submissions.values().map(|submission| {
        let (look, code) = match &submission.state {
            SubmissionState::Unknown(look) => (*look, None),
            SubmissionState::Returned { reason: ReturnReason::Refused { problem, .. }, .. } => {
                (None, Some(problem.code.as_str()))
            }
            _ => (None, None),
        };
        SubmissionReport { phase: submission.phase(), sent_at: submission.sent_at, look, code }
    });
    pretty_json(&Report {
        version: &state.live.version,
        now,
        origin: state.origin(),
        key: state.live.key,
        online: state.live.online,
        tier: account.and_then(|account| account.tier.as_deref()),
        heard_at: account.map(|account| account.heartbeat_at),
        connection_issue: state.connection_issue.as_ref(),
        schedule: &state.schedule,
        clock_skew: state.clock_skew,
        quota: state.quota.as_ref(),
        pace_minutes: state.pace(),
        submissions: submissions.collect(),
        receipts: receipts.collect(),
        drafts: state.live.drafts.len(),
        notifications: state.cache.notifications.len(),
        feed: state.cache.feed.len(),
    })
}
