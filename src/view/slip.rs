use super::{Blank, Button};
use crate::agent::{
    self, Act, GRACE, Phase, Receipt, State, Target, UNDO_KEPT, Undo, Undone, Verdict, Words,
};
use crate::model::{FieldMapping, Line, Millis, ProblemKind, order};
use serde::Serialize;

/// The tab *Drafts*.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Outbox {
    /// Unknown, refused, queued, sending: what needs the person first.
    pub outbox: Vec<Slip>,
    /// Drafts, newest first.
    pub drafts: Vec<Slip>,
    /// Posted, with receipts, newest first.
    pub posted: Vec<Slip>,
    /// Discarded within the last day, newest first; the id is the token that brings one back.
    pub discarded: Vec<Slip>,
    /// What stands instead.
    pub blank: Option<Blank>,
}

/// One piece of writing and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Slip {
    /// `reply:<node>` or `seed:<number>`; for a posted one, the receipt's own id.
    pub id: String,
    /// Where it stands.
    pub phase: Phase,
    /// *in The lighthouse keeper's ledger*, *a seed, no title*.
    pub place: Line,
    /// The node it answers, or the node it became.
    pub node: Option<String>,
    /// The words, as much as a slip shows.
    pub text: String,
    /// When it was last written, sent or settled.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
    /// What happened, in bold.
    pub what: Option<Line>,
    /// What follows from it.
    pub then: Option<Line>,
    /// The network's code, shown small.
    pub code: Option<String>,
    /// What can be done. The surface adds nothing of its own.
    pub buttons: Vec<Button>,
    /// Told, paid, node, request: label and value, for a posted one.
    pub receipt: Vec<Fact>,
    /// Field names that were corrected.
    pub corrected: Vec<FieldMapping>,
}

/// A label and a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Fact {
    /// What it is.
    pub label: Line,
    /// How it is.
    pub value: Line,
}

/// Receipts shown among the slips.
const RECEIPTS: usize = 20;

impl Outbox {
    /// Drafts, slips and receipts as things stand.
    pub fn of(state: &State, now: Millis) -> Self {
        let mut outbox: Vec<Slip> = Vec::new();
        let mut drafts: Vec<Slip> = Vec::new();
        for (draft, slip) in &state.slips {
            let shown = ahead(state, under_way(state, draft, slip, now));
            if shown.phase == Phase::Draft { drafts.push(shown) } else { outbox.push(shown) }
        }
        for (draft, stored) in &state.live.words {
            if !state.slips.contains_key(draft) {
                let shown = ahead(state, plain(state, draft, &stored.words, stored.at));
                if shown.phase == Phase::Draft { drafts.push(shown) } else { outbox.push(shown) }
            }
        }
        order::sort_by_key(&mut outbox, |slip| (urgency(slip.phase), -slip.at));
        order::sort_by_key(&mut drafts, |slip| -slip.at);
        let posts =
            state.receipts.iter().rev().filter(|receipt| matches!(receipt.act, Act::Reprompt | Act::Seed));
        let posted: Vec<Slip> = posts.take(RECEIPTS).map(posted).collect();
        let discarded: Vec<Slip> =
            state.undo.iter().rev().filter_map(|undo| discarded(state, undo, now)).collect();
        let all = [&outbox, &drafts, &posted, &discarded];
        let blank = all.iter().all(|group| group.is_empty()).then(|| {
            Blank::new("pen", "blankDrafts").button(Button::new("tabOpportunities", "tab:opportunities"))
        });
        Self { outbox, drafts, posted, discarded, blank }
    }
}

fn urgency(phase: Phase) -> u8 {
    match phase {
        Phase::Unknown => 0,
        Phase::Refused => 1,
        Phase::Queued => 2,
        Phase::Sending => 3,
        Phase::Draft | Phase::Posted => 4,
    }
}

fn place(draft: &str, title: Option<String>, words: &Words) -> Line {
    match Target::parse(draft) {
        Some(Target::Seed) if words.title.trim().is_empty() => Line::new("placeSeedUntitled"),
        Some(Target::Seed) => Line::new("placeSeed").with(words.title.as_str()),
        _ => match title {
            Some(title) => Line::new("placeIn").with(title),
            None => Line::new("placeUnknown"),
        },
    }
}

fn text_of(draft: &str, words: &Words) -> String {
    let seed = Target::parse(draft) == Some(Target::Seed);
    let parts = if seed { [&words.system_prompt, &words.text, &words.title] } else { [&words.text; 3] };
    parts.into_iter().find(|part| !part.trim().is_empty()).cloned().unwrap_or_default()
}

fn node_of(draft: &str) -> Option<String> {
    match Target::parse(draft) {
        Some(Target::Reply(node)) => Some(node),
        _ => None,
    }
}

fn plain(state: &State, draft: &str, words: &Words, at: Millis) -> Slip {
    let node = node_of(draft);
    Slip {
        id: draft.to_owned(),
        phase: Phase::Draft,
        place: place(draft, node.as_deref().and_then(|node| state.title_of(node)), words),
        node,
        text: text_of(draft, words),
        at,
        what: None,
        then: None,
        code: None,
        buttons: vec![Button::new("doGoOn", "goOn"), Button::new("doDiscard", "discard")],
        receipt: Vec::new(),
        corrected: Vec::new(),
    }
}

/// A draft whose thread is read ahead of its post goes out with the reply: nothing can be done to it now.
fn ahead(state: &State, shown: Slip) -> Slip {
    if state.phase(&shown.id) != Phase::Sending {
        return shown;
    }
    Slip { phase: Phase::Sending, what: None, then: None, code: None, buttons: Vec::new(), ..shown }
}

/// A draft that was thrown away and can still come back.
fn discarded(state: &State, undo: &Undo, now: Millis) -> Option<Slip> {
    let Undone::Draft { draft, words, .. } = &undo.what else { return None };
    let until = undo.at + UNDO_KEPT;
    (now < until).then(|| Slip {
        id: undo.token.clone(),
        then: Some(Line::new("thenDiscarded").at(until)),
        buttons: vec![Button::new("doBringBack", "undo")],
        ..plain(state, draft, words, undo.at)
    })
}

fn under_way(state: &State, draft: &str, slip: &agent::Slip, now: Millis) -> Slip {
    let seed = Target::parse(draft) == Some(Target::Seed);
    let price = state.price(if seed { Act::Seed } else { Act::Reprompt }, now).units;
    let again = |key: &str| Button { line: Line::new(key).with(price), verb: "post".into(), main: false };
    let mut shown = Slip {
        phase: slip.phase,
        place: place(draft, slip.title.clone(), &slip.words),
        at: slip.at,
        corrected: slip.corrected.clone(),
        buttons: Vec::new(),
        ..plain(state, draft, &slip.words, slip.at)
    };
    match slip.phase {
        Phase::Sending | Phase::Posted => {}
        Phase::Queued => {
            shown.then = Some(Line::new("thenQueued"));
            shown.buttons = vec![again("doSendNow"), Button::new("doBackToDraft", "edit")];
        }
        Phase::Unknown if seed => {
            shown.what = Some(Line::new("whatUnknown"));
            shown.then = Some(Line::new("thenUnknownSeed"));
            shown.buttons = vec![
                Button::new("doOpenSite", "site").main(),
                Button::new("doItIsMissing", "missing"),
                Button::new("doItIsThere", "discard"),
            ];
        }
        Phase::Unknown => {
            shown.what = Some(Line::new("whatUnknown"));
            shown.then = Some(match slip.verdict {
                Some(Verdict::NotYet(at)) => Line::new("thenNotYet").at(at).at(slip.sent_at + GRACE),
                Some(Verdict::Unread(at)) => Line::new("thenUnread").at(at),
                _ => Line::new("thenUnknown"),
            });
            shown.buttons = vec![Button::new("doCheckThread", "settle").main()];
        }
        Phase::Refused => refused(slip, &mut shown, again("doPostAgain"), now),
        Phase::Draft => {
            if let Some(verdict) = slip.verdict {
                let (what, then, at) = match verdict {
                    Verdict::Gone(at) => ("whatGone", "thenGone", at),
                    Verdict::Absent(at) | Verdict::NotYet(at) | Verdict::Unread(at) => {
                        ("whatAbsent", "thenAbsent", at)
                    }
                };
                shown.what = Some(Line::new(what));
                shown.then = Some(Line::new(then).at(at));
            }
            shown.buttons = match slip.verdict {
                Some(Verdict::Gone(_)) => vec![Button::new("doDiscard", "discard")],
                _ => vec![
                    again("doPostAgain").main(),
                    Button::new("doEdit", "goOn"),
                    Button::new("doDiscard", "discard"),
                ],
            };
        }
    }
    shown
}

fn refused(slip: &agent::Slip, shown: &mut Slip, again: Button, now: Millis) {
    let Some(problem) = &slip.problem else { return };
    shown.code = Some(problem.code.clone()).filter(|code| !code.is_empty() && code != "UNSENT");
    let words = [Some(problem.message.as_str()), problem.hint.as_deref()];
    let said: Vec<&str> = words.into_iter().flatten().filter(|text| !text.trim().is_empty()).collect();
    let later = slip.affordable_at.filter(|at| *at > now);
    let (what, then) = match problem.kind {
        ProblemKind::Budget => (
            "alertBudget",
            match later {
                Some(at) => Line::new("thenRefusedBudget").with(slip.told).at(at),
                None => Line::new("thenRefusedBudgetSoon").with(slip.told),
            },
        ),
        ProblemKind::Auth => ("whatRefusedKey", Line::new("thenRefusedKey")),
        ProblemKind::Terms => ("whatRefusedTerms", Line::new("thenRefusedTerms")),
        ProblemKind::Tier => ("whatRefusedTier", Line::verbatim(said.join(" "))),
        ProblemKind::Rate => ("whatRefusedRate", Line::verbatim(said.join(" "))),
        ProblemKind::Missing => ("whatGone", Line::new("thenRefusedGone")),
        ProblemKind::Network => ("whatUnsent", Line::new("thenUnsent")),
        _ => ("whatRefused", Line::verbatim(said.join(" "))),
    };
    shown.what = Some(Line::new(what));
    shown.then = Some(then);
    shown.buttons = match (problem.kind, later) {
        (ProblemKind::Missing, _) => vec![Button::new("doDiscard", "discard")],
        (_, Some(at)) => vec![
            Button { line: Line::new("doPostFrom").at(at), verb: "later".into(), main: false },
            Button::new("doEdit", "goOn"),
        ],
        _ => vec![again, Button::new("doEdit", "goOn")],
    };
}

fn posted(receipt: &Receipt) -> Slip {
    let fact = |label: &str, value: Line| Fact { label: Line::new(label), value };
    let mut facts = vec![fact("labelTold", Line::new("factFrom").with(receipt.told))];
    let paid = match (receipt.paid, receipt.left) {
        (Some(paid), Some(left)) => Line::new("factPaidLeft").with(paid).at(receipt.at).with(left),
        (Some(paid), None) => Line::new("factPaid").with(paid).at(receipt.at),
        (None, _) => Line::new("notTold"),
    };
    facts.push(fact("labelPaid", paid));
    if let Some(node) = &receipt.node {
        facts.push(fact("labelNode", Line::verbatim(node.as_str())));
    }
    if let Some(request) = &receipt.request_id {
        facts.push(fact("labelRequest", Line::verbatim(request.as_str())));
    }
    for mapping in &receipt.corrected {
        let value = Line::new("factCorrected").with(mapping.from.as_str()).with(mapping.to.as_str());
        facts.push(fact("labelCorrected", value));
    }
    Slip {
        id: receipt.id.clone(),
        phase: Phase::Posted,
        place: match (&receipt.title, receipt.act) {
            (Some(title), Act::Seed) => Line::new("placeSeed").with(title.as_str()),
            (Some(title), _) => Line::new("placeIn").with(title.as_str()),
            (None, Act::Seed) => Line::new("placeSeedUntitled"),
            (None, _) => Line::new("placeUnknown"),
        },
        node: receipt.node.clone(),
        text: receipt.text.clone(),
        at: receipt.at,
        what: receipt.found.then(|| Line::new("whatFound")),
        then: match (receipt.found, receipt.pending) {
            (true, _) => Some(Line::new("thenFound")),
            (false, true) => Some(Line::new("thenPending")),
            (false, false) => None,
        },
        code: None,
        buttons: vec![Button::new("doReadThread", "open"), Button::new("doCopyReceipt", "copy")],
        receipt: facts,
        corrected: receipt.corrected.clone(),
    }
}
