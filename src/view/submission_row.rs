use super::{Button, EmptyState};
use crate::app::{
    DraftContent, DraftTarget, KeyState, Look, Phase, REPLY_TIMEOUT, Receipt, ReturnReason, Revision,
    SentUnder, SpendKind, State, StoredDraft, Submission, SubmissionState, UNDO_KEPT, Undo, UndoAction,
};
use crate::domain::{ApiError, ApiErrorKind, FieldMapping, LocalizedMessage, Millis, excerpt, sort};
use serde::Serialize;

/// The tab *Drafts*.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Outbox {
    /// Unknown, refused, queued, sending, in this order.
    pub outbox: Vec<SubmissionRow>,
    /// Drafts, newest first.
    pub drafts: Vec<SubmissionRow>,
    /// How many drafts are older than these.
    pub older: usize,
    /// Posted, with receipts, newest first.
    pub posted: Vec<SubmissionRow>,
    /// Discarded within the last day, newest first; the id is the token that brings one back.
    pub discarded: Vec<SubmissionRow>,
    /// Shown when there are no rows.
    pub empty_state: Option<EmptyState>,
}

/// One draft, submission or receipt, and its phase.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SubmissionRow {
    /// `reply:<node>` or `seed:<number>`; for a posted one, the receipt's own id.
    pub id: String,
    /// Its phase.
    pub phase: Phase,
    /// Whether it is a seed, or was one.
    pub seed: bool,
    /// The revision of the text that the row shows; absent when there is nothing to discard.
    pub revision: Option<Revision>,
    /// *in The lighthouse keeper's ledger*, *a seed, no title*.
    pub place: LocalizedMessage,
    /// The node it answers, or the node it became.
    pub node: Option<String>,
    /// The text that the row shows.
    pub text: String,
    /// When it was last written, sent or reconciled.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
    /// What happened, in bold.
    pub what: Option<LocalizedMessage>,
    /// What follows from it.
    pub then: Option<LocalizedMessage>,
    /// The network's code, shown small.
    pub code: Option<String>,
    /// What the person can do. The page adds no buttons of its own.
    pub buttons: Vec<Button>,
    /// Estimated cost, cost paid, node, request id: label and value, for a posted one.
    pub receipt: Vec<Fact>,
    /// Field names that were corrected.
    pub corrected: Vec<FieldMapping>,
}

/// A label and a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Fact {
    /// What it is.
    pub label: LocalizedMessage,
    /// Its value.
    pub value: LocalizedMessage,
    /// What kind of text the value is.
    pub style: FactStyle,
}

/// The kind of text of a value, from which follows the font.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum FactStyle {
    /// Text for reading.
    Text,
    /// An id of the network.
    Identifier,
}

/// How many receipts are shown.
const RECEIPTS: usize = 20;

/// How many drafts the view lists.
const DRAFTS: usize = 20;

/// The most characters of a text in the view. A panel shows two lines of it.
const PREVIEW: usize = 300;

impl Outbox {
    /// What the view lists: the newest drafts, submissions and receipts, with the beginning of each text. It is written at each keystroke, so
    /// its size does not depend on how much was written before. A page asks for the rest ([`crate::app::Query::Drafts`]).
    pub fn of(state: &State, now: Millis) -> Self {
        let mut listed = Self::listed(state, now, DRAFTS);
        let rows = listed.outbox.iter_mut().chain(&mut listed.drafts).chain(&mut listed.discarded);
        for row in rows.chain(&mut listed.posted) {
            row.text = excerpt(&row.text, PREVIEW);
        }
        listed
    }

    /// The answer to [`crate::app::Query::Drafts`]: all drafts, and whole texts; nothing while the key is locked.
    pub fn whole(state: &State, now: Millis) -> Self {
        if state.live.key == KeyState::Locked {
            return Self::default();
        }
        Self::listed(state, now, usize::MAX)
    }

    fn listed(state: &State, now: Millis, most: usize) -> Self {
        let mut outbox: Vec<SubmissionRow> = Vec::new();
        let mut drafts: Vec<SubmissionRow> = Vec::new();
        for (draft, submission) in &state.submissions {
            let shown = preload(state, under_way(state, draft, submission, now));
            if shown.phase == Phase::Draft { drafts.push(shown) } else { outbox.push(shown) }
        }
        let mut plain_drafts: Vec<(&String, &StoredDraft)> = Vec::new();
        for (draft, stored) in &state.live.drafts {
            match state.phase(draft) {
                _ if state.submissions.contains_key(draft) => {}
                Phase::Preloading => {
                    outbox.push(preload(state, plain(state, draft, &stored.content, stored.at)));
                }
                _ => plain_drafts.push((draft, stored)),
            }
        }
        let all = drafts.len() + plain_drafts.len();
        // Rows are made of those alone that can be listed.
        sort::sort_by_key(&mut plain_drafts, |(_, stored)| -stored.at);
        plain_drafts.truncate(most);
        let rows = plain_drafts.iter().map(|(draft, stored)| plain(state, draft, &stored.content, stored.at));
        drafts.extend(rows);
        sort::sort_by_key(&mut outbox, |submission| (urgency(submission.phase), -submission.at));
        sort::sort_by_key(&mut drafts, |submission| -submission.at);
        drafts.truncate(most);
        let older = all - drafts.len();
        let posts = state
            .receipts
            .iter()
            .rev()
            .filter(|receipt| matches!(receipt.act, SpendKind::Reprompt | SpendKind::Seed));
        let posted: Vec<SubmissionRow> = posts.take(RECEIPTS).map(posted).collect();
        let discarded: Vec<SubmissionRow> =
            state.undo.iter().rev().filter_map(|undo| discarded(state, undo, now)).collect();
        let all = [&outbox, &drafts, &posted, &discarded];
        let empty_state = all.iter().all(|group| group.is_empty()).then(|| {
            EmptyState::new("pen", "emptyDrafts").button(Button::new("tabOpportunities", "tab:opportunities"))
        });
        Self { outbox, drafts, older, posted, discarded, empty_state }
    }
}

fn urgency(phase: Phase) -> u8 {
    match phase {
        Phase::Unknown => 0,
        Phase::Refused => 1,
        Phase::Queued => 2,
        Phase::Preloading | Phase::Sending => 3,
        Phase::Draft | Phase::Posted => 4,
    }
}

fn place(draft: &str, title: Option<String>, content: &DraftContent) -> LocalizedMessage {
    match DraftTarget::parse(draft) {
        Some(DraftTarget::Seed) if content.title.trim().is_empty() => {
            LocalizedMessage::new("placeSeedUntitled")
        }
        Some(DraftTarget::Seed) => LocalizedMessage::new("placeSeed").with(content.title.as_str()),
        _ => match title {
            Some(title) => LocalizedMessage::new("placeIn").with(title),
            None => LocalizedMessage::new("placeUnknown"),
        },
    }
}

fn text_of(draft: &str, content: &DraftContent) -> String {
    let seed = DraftTarget::parse(draft) == Some(DraftTarget::Seed);
    let parts =
        if seed { [&content.system_prompt, &content.text, &content.title] } else { [&content.text; 3] };
    parts.into_iter().find(|part| !part.trim().is_empty()).cloned().unwrap_or_default()
}

fn node_of(draft: &str) -> Option<String> {
    match DraftTarget::parse(draft) {
        Some(DraftTarget::Reply(node)) => Some(node),
        _ => None,
    }
}

fn plain(state: &State, draft: &str, content: &DraftContent, at: Millis) -> SubmissionRow {
    let node = node_of(draft);
    let mut buttons = vec![Button::new("doGoOn", "goOn"), Button::new("doDiscard", "discard")];
    // Without an account no thread is read, and a thread that was not read has no composer to take the text from.
    if state.account.is_none() {
        buttons.insert(1, Button::new("doCopyDraft", "copyDraft"));
    }
    SubmissionRow {
        id: draft.to_owned(),
        phase: Phase::Draft,
        seed: DraftTarget::parse(draft) == Some(DraftTarget::Seed),
        revision: state.shown_revision(draft).cloned(),
        place: place(draft, node.as_deref().and_then(|node| state.title_of(node)), content),
        node,
        text: text_of(draft, content),
        at,
        what: None,
        then: None,
        code: None,
        buttons,
        receipt: Vec::new(),
        corrected: Vec::new(),
    }
}

/// A draft whose thread is being preloaded is sent when the reply comes, so its row has no buttons.
fn preload(state: &State, shown: SubmissionRow) -> SubmissionRow {
    if state.phase(&shown.id) != Phase::Preloading {
        return shown;
    }
    SubmissionRow {
        phase: Phase::Preloading,
        what: None,
        then: None,
        code: None,
        buttons: Vec::new(),
        ..shown
    }
}

/// A discarded draft that can still be restored.
fn discarded(state: &State, undo: &Undo, now: Millis) -> Option<SubmissionRow> {
    let UndoAction::Draft { draft, stored, .. } = &undo.what else { return None };
    let until = undo.at + UNDO_KEPT;
    (now < until).then(|| SubmissionRow {
        id: undo.token.clone(),
        then: Some(LocalizedMessage::new("thenDiscarded").at(until)),
        buttons: vec![Button::new("doBringBack", "undo")],
        revision: None,
        ..plain(state, draft, &stored.content, undo.at)
    })
}

fn under_way(state: &State, draft: &str, submission: &Submission, now: Millis) -> SubmissionRow {
    let seed = DraftTarget::parse(draft) == Some(DraftTarget::Seed);
    let price = state.price(if seed { SpendKind::Seed } else { SpendKind::Reprompt }, now).units;
    let again =
        |key: &str| Button { line: LocalizedMessage::new(key).with(price), verb: "post".into(), main: false };
    let mut shown = SubmissionRow {
        phase: submission.phase(),
        place: place(draft, submission.title.clone(), &submission.content),
        at: submission.at,
        corrected: submission.corrected.clone(),
        buttons: Vec::new(),
        ..plain(state, draft, &submission.content, submission.at)
    };
    match &submission.state {
        SubmissionState::Sending => {}
        SubmissionState::Queued => {
            shown.then = Some(LocalizedMessage::new("thenQueued"));
            shown.buttons = vec![again("doSendNow"), Button::new("doBackToDraft", "edit")];
        }
        SubmissionState::Unknown(_) if seed => {
            shown.what = Some(LocalizedMessage::new("whatUnknown"));
            shown.then = Some(LocalizedMessage::new("thenUnknownSeed"));
            shown.buttons = vec![
                Button::new("doOpenSite", "site").main(),
                Button::new("doItIsMissing", "missing"),
                Button::new("doItIsThere", "discard"),
            ];
        }
        SubmissionState::Unknown(look) => {
            shown.what = Some(LocalizedMessage::new("whatUnknown"));
            shown.then = Some(match look {
                Some(Look::NotYet(at)) => {
                    LocalizedMessage::new("thenNotYet").at(*at).at(submission.sent_at + REPLY_TIMEOUT)
                }
                Some(Look::Unread(at)) => LocalizedMessage::new("thenUnread").at(*at),
                None => LocalizedMessage::new("thenUnknown"),
            });
            shown.buttons = vec![Button::new("doCheckThread", "reconcile").main()];
        }
        SubmissionState::Returned { reason, .. } => match reason {
            ReturnReason::Refused { problem, affordable_at } => {
                let later = affordable_at.filter(|at| *at > now);
                refused(problem, later, submission.estimated_cost, &mut shown, again("doPostAgain"));
            }
            ReturnReason::Unsent => {
                shown.what = Some(LocalizedMessage::new("whatUnsent"));
                shown.then = Some(LocalizedMessage::new("thenUnsent"));
                shown.buttons = vec![again("doPostAgain"), Button::new("doEdit", "goOn")];
            }
            ReturnReason::Absent(at) => {
                looked("whatAbsent", "thenAbsent", *at, &mut shown);
                shown.buttons = draft_buttons(again("doPostAgain").main());
            }
            // Posting again may pay twice: it is offered, and it is not the main thing to do.
            ReturnReason::Unclear(at) => {
                looked("whatUnclear", "thenUnclear", *at, &mut shown);
                shown.buttons = draft_buttons(again("doPostAgain"));
                shown.buttons.insert(0, Button::new("doReadThread", "open").main());
            }
            ReturnReason::Gone(at) => {
                looked("whatGone", "thenGone", *at, &mut shown);
                shown.buttons = vec![Button::new("doDiscard", "discard")];
            }
            ReturnReason::Withdrawn => shown.buttons = draft_buttons(again("doPostAgain").main()),
        },
    }
    shown
}

/// What the thread showed, and when it was read.
fn looked(what: &str, then: &str, at: Millis, shown: &mut SubmissionRow) {
    shown.what = Some(LocalizedMessage::new(what));
    shown.then = Some(LocalizedMessage::new(then).at(at));
}

fn draft_buttons(again: Button) -> Vec<Button> {
    vec![again, Button::new("doEdit", "goOn"), Button::new("doDiscard", "discard")]
}

fn refused(
    problem: &ApiError,
    later: Option<Millis>,
    estimated_cost: f64,
    shown: &mut SubmissionRow,
    again: Button,
) {
    shown.code = Some(problem.code.clone()).filter(|code| !code.is_empty());
    let content = [Some(problem.message.as_str()), problem.hint.as_deref()];
    let said: Vec<&str> = content.into_iter().flatten().filter(|text| !text.trim().is_empty()).collect();
    let (what, then) = match problem.kind {
        ApiErrorKind::Budget => (
            "alertBudget",
            match later {
                Some(at) => LocalizedMessage::new("thenRefusedBudget").with(estimated_cost).at(at),
                None => LocalizedMessage::new("thenRefusedBudgetSoon").with(estimated_cost),
            },
        ),
        ApiErrorKind::Auth => ("whatRefusedKey", LocalizedMessage::new("thenRefusedKey")),
        ApiErrorKind::Terms => ("whatRefusedTerms", LocalizedMessage::new("thenRefusedTerms")),
        ApiErrorKind::Tier => ("whatRefusedTier", LocalizedMessage::verbatim(said.join(" "))),
        ApiErrorKind::Rate => ("whatRefusedRate", LocalizedMessage::verbatim(said.join(" "))),
        ApiErrorKind::Missing => ("whatGone", LocalizedMessage::new("thenRefusedGone")),
        _ => ("whatRefused", LocalizedMessage::verbatim(said.join(" "))),
    };
    shown.what = Some(LocalizedMessage::new(what));
    shown.then = Some(then);
    shown.buttons = match (problem.kind, later) {
        (ApiErrorKind::Missing, _) => vec![Button::new("doDiscard", "discard")],
        (_, Some(at)) => vec![
            Button { line: LocalizedMessage::new("doPostFrom").at(at), verb: "later".into(), main: false },
            Button::new("doEdit", "goOn"),
        ],
        _ => vec![again, Button::new("doEdit", "goOn")],
    };
}

fn posted(receipt: &Receipt) -> SubmissionRow {
    let fact = |label: &str, value: LocalizedMessage| Fact {
        label: LocalizedMessage::new(label),
        value,
        style: FactStyle::Text,
    };
    let identifier = |label: &str, id: &str| Fact {
        style: FactStyle::Identifier,
        ..fact(label, LocalizedMessage::verbatim(id))
    };
    let mut facts =
        vec![fact("labelEstimated", LocalizedMessage::new("factFrom").with(receipt.estimated_cost))];
    let paid = match (receipt.paid, receipt.left) {
        (Some(paid), Some(left)) => {
            LocalizedMessage::new("factPaidLeft").with(paid).at(receipt.at).with(left)
        }
        (Some(paid), None) => LocalizedMessage::new("factPaid").with(paid).at(receipt.at),
        (None, _) => LocalizedMessage::new("notKnown"),
    };
    facts.push(fact("labelPaid", paid));
    if let Some(node) = &receipt.node {
        facts.push(identifier("labelNode", node));
    }
    if let Some(request) = &receipt.request_id {
        facts.push(identifier("labelRequest", request));
    }
    for mapping in &receipt.corrected {
        let value =
            LocalizedMessage::new("factCorrected").with(mapping.from.as_str()).with(mapping.to.as_str());
        facts.push(fact("labelCorrected", value));
    }
    if receipt.sent_under == SentUnder::Changed {
        facts.push(fact("systemPrompt", LocalizedMessage::new("factPromptChanged")));
    }
    SubmissionRow {
        id: receipt.id.clone(),
        phase: Phase::Posted,
        seed: receipt.act == SpendKind::Seed,
        revision: None,
        place: match (&receipt.title, receipt.act) {
            (Some(title), SpendKind::Seed) => LocalizedMessage::new("placeSeed").with(title.as_str()),
            (Some(title), _) => LocalizedMessage::new("placeIn").with(title.as_str()),
            (None, SpendKind::Seed) => LocalizedMessage::new("placeSeedUntitled"),
            (None, _) => LocalizedMessage::new("placeUnknown"),
        },
        node: receipt.node.clone(),
        text: receipt.text.clone(),
        at: receipt.at,
        what: receipt.found.then(|| LocalizedMessage::new("whatFound")),
        then: match (receipt.found, receipt.pending) {
            (true, _) => Some(LocalizedMessage::new("thenFound")),
            (false, true) => Some(LocalizedMessage::new("thenPending")),
            (false, false) => None,
        },
        code: None,
        buttons: vec![Button::new("doReadThread", "open"), Button::new("doCopyReceipt", "copy")],
        receipt: facts,
        corrected: receipt.corrected.clone(),
    }
}
