//! What a network tells of an account beyond profile and budget: security status, first steps, wallet, referral, trending nodes. A network may
//! lack each of them; what it lacks is asked for again after a week (`state/missing_endpoint.rs`).

use super::thread::learn_title;
use crate::app::connection::connection_issue;
use crate::app::effect::{Answer, EffectBuilder, Outcome, RequestFields, RequestResult, ViewKey};
use crate::app::state::{Account, DraftContent, Pending, Receipt, SpendKind, State, StoredDraft};
use crate::domain::{LocalizedMessage, Millis, QuickStart, TokenBalance};
use crate::protocol::{Endpoint, Reply};

/// How many trending nodes are asked for. Several of them may be of one tree, of which one is shown.
const TRENDING: u32 = 50;

/// Requests a detail, unless it is on its way or the network lacks it.
pub(crate) fn fetch(
    state: &mut State,
    endpoint: Endpoint,
    token: Option<u32>,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    if !state.ready() {
        return effects.alert(token, LocalizedMessage::new("alertLocked"));
    }
    if let Some(until) = state.missing_until(endpoint, now) {
        return effects.alert(token, LocalizedMessage::new("detailMissing").at(until));
    }
    let same =
        |pending: &Pending| matches!(pending, Pending::Detail { endpoint: other, .. } if *other == endpoint);
    if state.live.pending.values().any(same) {
        return effects.answer(token, Answer::default());
    }
    let fields = match endpoint {
        Endpoint::Trending => RequestFields::default().number("limit", TRENDING),
        _ => RequestFields::default(),
    };
    effects.fetch(state, endpoint, &fields, Pending::Detail { endpoint, token });
}

/// Handles the reply with a detail.
pub(crate) fn handle_reply(
    state: &mut State,
    endpoint: Endpoint,
    token: Option<u32>,
    result: RequestResult,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    effects.save = true;
    match result.outcome {
        Outcome::Reply(reply) => {
            state.missing_endpoints.remove(endpoint.name());
            take(state, *reply, token, now, effects);
            effects.save_cache = true;
        }
        // A starter that is not there is no starter, and the sign-up may have told one.
        Outcome::ApiError(problem) if connection_issue::is_missing_endpoint(&problem) => {
            state.remember_missing(endpoint, now);
            let quick_start = state.account.as_ref().and_then(|account| account.quick_start.clone());
            if let Some(start) = quick_start.filter(|_| endpoint == Endpoint::QuickStart) {
                prepare(state, start, token, now, effects);
            } else {
                let until = state.missing_until(endpoint, now).unwrap_or(now);
                effects.alert(token, LocalizedMessage::new("detailMissing").at(until));
            }
        }
        // What nobody waits for is tried again when the tab is opened the next time.
        Outcome::ApiError(_) | Outcome::NoResponse(_) if token.is_none() => {}
        Outcome::ApiError(problem) => {
            let line = connection_issue::record_error(state, &problem, result.meta, now);
            effects.alert(token, line);
        }
        Outcome::NoResponse(silence) => {
            let line = connection_issue::record_no_response(state, silence, now);
            effects.alert(token, line);
        }
    }
    effects.show(ViewKey::You);
    effects.show(ViewKey::Header);
    if endpoint == Endpoint::Trending {
        effects.show(ViewKey::Feed);
        effects.show(ViewKey::Options);
    }
}

fn take(state: &mut State, reply: Reply, token: Option<u32>, now: Millis, effects: &mut EffectBuilder) {
    let said = match reply {
        Reply::Security(status) => {
            if let Some(word) = &status.account_status {
                connection_issue::take_account_status(state, word);
            }
            state.cache.security = Some(status);
            "saidUpdated"
        }
        Reply::Checklist(checklist) => {
            state.cache.checklist = Some(checklist);
            "saidUpdated"
        }
        Reply::Referral(referral) => {
            state.cache.referral = Some(referral);
            "saidUpdated"
        }
        Reply::Balance(tokens) => {
            synced(state, tokens, now);
            "saidWalletSynced"
        }
        Reply::Opportunities(page) => {
            state.cache.trending = page.opportunities;
            state.cache.trending.truncate(TRENDING as usize);
            state.cache.trending_at = now;
            "saidUpdated"
        }
        Reply::QuickStart(start) => return prepare(state, start, token, now, effects),
        _ => return,
    };
    effects.said(token, LocalizedMessage::new(said));
}

/// Takes what the wallet told. What it leaves out stays as it was.
fn synced(state: &mut State, balance: TokenBalance, now: Millis) {
    let known = state.cache.tokens.take().unwrap_or_default();
    let transactions =
        if balance.transactions.is_empty() { known.transactions } else { balance.transactions };
    state.cache.tokens = Some(TokenBalance {
        token_balance: balance.token_balance.or(known.token_balance),
        pending_earnings: balance.pending_earnings.or(known.pending_earnings),
        lifetime_earned: balance.lifetime_earned.or(known.lifetime_earned),
        wallet_address: balance.wallet_address.or(known.wallet_address),
        fee_remaining: balance.fee_remaining.or(known.fee_remaining),
        debt: balance.debt.or(known.debt),
        transactions,
    });
    state.cache.wallet_synced_at = now;
}

/// Prepares the first post: a draft for the node, which the person reads, changes and posts. Nothing is posted here.
fn prepare(
    state: &mut State,
    start: QuickStart,
    token: Option<u32>,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let QuickStart { starter_prompt, text } = start;
    let node = starter_prompt.node_id;
    if let Some(title) = &starter_prompt.title {
        learn_title(state, &node, title);
    }
    let draft = state.reply_to(&node);
    if let Some(text) = text
        && !state.live.drafts.contains_key(&draft)
        && !state.submissions.contains_key(&draft)
    {
        let content = DraftContent { text, ..DraftContent::default() };
        let revision = state.new_revision();
        effects.store_draft_if_absent(
            &draft,
            StoredDraft { content, revision, at: now, ..StoredDraft::default() },
        );
    }
    let said = Some(LocalizedMessage::new("saidPrepared"));
    effects.answer(token, Answer { said, node: Some(node), ..Answer::default() });
}

impl State {
    /// Whether the account is new: nothing was posted from here, and its tier is none that takes posts.
    pub fn is_new_account(&self) -> bool {
        let is_post = |receipt: &Receipt| matches!(receipt.act, SpendKind::Reprompt | SpendKind::Seed);
        let new = |tier: &str| ["PROVISIONAL", "REGISTERED"].iter().any(|new| tier.eq_ignore_ascii_case(new));
        let tier = self.account.as_ref().and_then(|account| account.tier.as_deref());
        tier.is_none_or(new) && !self.receipts.iter().any(is_post)
    }
}

impl Account {
    /// What a person types to deregister the account: its name, or its id where it has none.
    pub fn deregister_word(&self) -> Option<&str> {
        self.name.as_deref().or(self.agent_id.as_deref()).map(str::trim).filter(|word| !word.is_empty())
    }
}
