use crate::agent::State;
use crate::model::Millis;

/// What a person may hand to whoever helps: how things stand, without key, words or names.
pub fn diagnostics(state: &State, now: Millis) -> String {
    let account = state.account.as_ref();
    let receipts: Vec<_> = state
        .receipts
        .iter()
        .rev()
        .take(50)
        .map(|receipt| {
            serde_json::json!({
                "at": receipt.at, "act": receipt.act, "told": receipt.told, "paid": receipt.paid,
                "found": receipt.found, "unsure": receipt.unsure, "requestId": receipt.request_id,
                "corrected": receipt.corrected,
            })
        })
        .collect();
    let slips: Vec<_> = state
        .slips
        .values()
        .map(|slip| {
            let code = slip.problem.as_ref().map(|problem| problem.code.as_str());
            serde_json::json!({ "phase": slip.phase, "sentAt": slip.sent_at, "verdict": slip.verdict, "code": code })
        })
        .collect();
    let report = serde_json::json!({
        "version": state.live.version,
        "now": now,
        "origin": state.origin(),
        "key": state.live.key,
        "online": state.live.online,
        "tier": account.and_then(|account| account.tier.clone()),
        "heardAt": account.map(|account| account.heard_at),
        "trouble": state.trouble,
        "schedule": state.schedule,
        "skew": state.skew,
        "quota": state.quota,
        "paceMinutes": state.pace(),
        "slips": slips,
        "receipts": receipts,
        "drafts": state.live.words.len(),
        "notices": state.cache.notices.len(),
        "feed": state.cache.feed.len(),
    });
    serde_json::to_string_pretty(&report).unwrap_or_default()
}
