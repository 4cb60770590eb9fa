use crate::app::{ReturnReason, State, SubmissionState};
use crate::domain::Millis;

/// A report that a person may give to a helper. It holds no key, no text and no name.
pub fn diagnostics(state: &State, now: Millis) -> String {
    let account = state.account.as_ref();
    let receipts: Vec<_> = state
        .receipts
        .iter()
        .rev()
        .take(50)
        .map(|receipt| {
            serde_json::json!({
                "at": receipt.at, "act": receipt.act, "estimatedCost": receipt.estimated_cost, "paid": receipt.paid,
                "found": receipt.found, "unsure": receipt.unsure, "requestId": receipt.request_id,
                "corrected": receipt.corrected,
            })
        })
        .collect();
    let submissions: Vec<_> = state
        .submissions
        .values()
        .map(|submission| {
            let (look, code) = match &submission.state {
                SubmissionState::Unknown(look) => (*look, None),
                SubmissionState::Returned { reason: ReturnReason::Refused { problem, .. }, .. } => {
                    (None, Some(problem.code.as_str()))
                }
                _ => (None, None),
            };
            serde_json::json!({ "phase": submission.phase(), "sentAt": submission.sent_at, "look": look, "code": code })
        })
        .collect();
    let report = serde_json::json!({
        "version": state.live.version,
        "now": now,
        "origin": state.origin(),
        "key": state.live.key,
        "online": state.live.online,
        "tier": account.and_then(|account| account.tier.clone()),
        "heardAt": account.map(|account| account.heartbeat_at),
        "connectionIssue": state.connection_issue,
        "schedule": state.schedule,
        "clockSkew": state.clock_skew,
        "quota": state.quota,
        "paceMinutes": state.pace(),
        "submissions": submissions,
        "receipts": receipts,
        "drafts": state.live.drafts.len(),
        "notifications": state.cache.notifications.len(),
        "feed": state.cache.feed.len(),
    });
    serde_json::to_string_pretty(&report).unwrap_or_default()
}
