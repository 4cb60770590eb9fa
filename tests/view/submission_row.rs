use crate::*;
use impromptu::app::{
    DraftContent, Look, Pending, Phase, PostRequest, REPLY_TIMEOUT, Receipt, ReturnReason, Revision,
    SentUnder, SpendKind, StoredDraft, Submission, SubmissionState, Triage, UNDO_KEPT, Undo, UndoAction,
};
use impromptu::domain::{ApiError, ApiErrorKind, FieldMapping};
use impromptu::view::{Outbox, SubmissionRow};

const REPLY: &str = "reply:rep_1";

fn content(text: &str) -> DraftContent {
    DraftContent { text: text.into(), ..DraftContent::default() }
}

fn stored(content: DraftContent, at: i64) -> StoredDraft {
    StoredDraft { content, revision: Revision::new("a.1"), at, ..StoredDraft::default() }
}

fn submission(state: SubmissionState) -> Submission {
    Submission {
        content: content("three boots"),
        revision: Revision::new("a.1"),
        state,
        at: NOW,
        sent_at: NOW - REPLY_TIMEOUT,
        ..Submission::default()
    }
}

/// The one row of a draft with this submission, and whether it stands in the outbox.
fn row(draft: &str, submission: Submission) -> (SubmissionRow, bool) {
    let state = with(|state| drop(state.submissions.insert(draft.into(), submission)));
    let mut outbox = Outbox::of(&state, NOW);
    assert_eq!(outbox.outbox.len() + outbox.drafts.len(), 1);
    let waits = !outbox.outbox.is_empty();
    (outbox.outbox.pop().or_else(|| outbox.drafts.pop()).expect("a row"), waits)
}

#[test]
fn each_phase_says_what_happened_what_follows_and_what_can_be_done() {
    use SubmissionState::{Queued, Sending, Unknown};
    let again = "doPostAgain(10)>post! doEdit>goOn doDiscard>discard";
    let check = "doCheckThread>reconcile!";
    for (draft, state, phase, waits, what, then, actions) in [
        (REPLY, Sending, Phase::Sending, true, "-", "-", ""),
        (REPLY, Queued, Phase::Queued, true, "-", "thenQueued", "doSendNow(10)>post doBackToDraft>edit"),
        (REPLY, Unknown(None), Phase::Unknown, true, "whatUnknown", "thenUnknown", check),
        (
            REPLY,
            Unknown(Some(Look::NotYet(NOW - MINUTE))),
            Phase::Unknown,
            true,
            "whatUnknown",
            "thenNotYet(at -1m, at +0m)",
            check,
        ),
        (
            REPLY,
            Unknown(Some(Look::Unread(NOW))),
            Phase::Unknown,
            true,
            "whatUnknown",
            "thenUnread(at +0m)",
            check,
        ),
        (
            "seed:1",
            Unknown(None),
            Phase::Unknown,
            true,
            "whatUnknown",
            "thenUnknownSeed",
            "doOpenSite>site! doItIsMissing>missing doItIsThere>discard",
        ),
        (REPLY, returned(ReturnReason::Withdrawn), Phase::Draft, false, "-", "-", again),
        (
            REPLY,
            returned(ReturnReason::Absent(NOW)),
            Phase::Draft,
            false,
            "whatAbsent",
            "thenAbsent(at +0m)",
            again,
        ),
        (
            REPLY,
            returned(ReturnReason::Unclear(NOW)),
            Phase::Draft,
            false,
            "whatUnclear",
            "thenUnclear(at +0m)",
            "doReadThread>open! doPostAgain(10)>post doEdit>goOn doDiscard>discard",
        ),
        (
            REPLY,
            returned(ReturnReason::Gone(NOW)),
            Phase::Draft,
            false,
            "whatGone",
            "thenGone(at +0m)",
            "doDiscard>discard",
        ),
        (
            REPLY,
            returned(ReturnReason::Unsent),
            Phase::Refused,
            true,
            "whatUnsent",
            "thenUnsent",
            "doPostAgain(10)>post doEdit>goOn",
        ),
    ] {
        let (row, outbox) = row(draft, submission(state));
        assert_eq!(row.revision, Some(Revision::new("a.1")), "what a discard means");
        assert_eq!((row.phase, outbox, row.id.as_str()), (phase, waits, draft));
        assert_eq!((maybe(row.what.as_ref()).as_str(), maybe(row.then.as_ref()).as_str()), (what, then));
        assert_eq!(buttons(&row.buttons), actions, "{phase:?}");
    }
}

#[test]
fn a_refusal_says_what_it_is_about_and_when_it_ends() {
    let edit = "doPostAgain(10)>post doEdit>goOn";
    let problem = |kind, code: &str, message: &str, hint: Option<&str>| ApiError {
        hint: hint.map(Into::into),
        ..ApiError::new(kind, code, message)
    };
    for (problem, affordable_at, what, then, code, actions) in [
        (
            problem(ApiErrorKind::Budget, "BUDG_001", "", None),
            Some(NOW + HOUR),
            "alertBudget",
            "thenRefusedBudget(20, at +60m)",
            Some("BUDG_001"),
            "doPostFrom(at +60m)>later doEdit>goOn",
        ),
        (
            problem(ApiErrorKind::Budget, "BUDG_001", "", None),
            Some(NOW),
            "alertBudget",
            "thenRefusedBudgetSoon(20)",
            Some("BUDG_001"),
            edit,
        ),
        (
            problem(ApiErrorKind::Auth, "AUTH_001", "", None),
            None,
            "whatRefusedKey",
            "thenRefusedKey",
            Some("AUTH_001"),
            edit,
        ),
        (
            problem(ApiErrorKind::Terms, "", "", None),
            None,
            "whatRefusedTerms",
            "thenRefusedTerms",
            None,
            edit,
        ),
        (
            problem(ApiErrorKind::Tier, "T", "Too low.", Some("Wait.")),
            None,
            "whatRefusedTier",
            "verbatim('Too low. Wait.')",
            Some("T"),
            edit,
        ),
        (
            problem(ApiErrorKind::Rate, "R", "Slow down.", Some(" ")),
            None,
            "whatRefusedRate",
            "verbatim('Slow down.')",
            Some("R"),
            edit,
        ),
        (
            problem(ApiErrorKind::Missing, "VAL_001", "", None),
            None,
            "whatGone",
            "thenRefusedGone",
            Some("VAL_001"),
            "doDiscard>discard",
        ),
        (
            problem(ApiErrorKind::Invalid, "VAL_003", "No.", None),
            None,
            "whatRefused",
            "verbatim('No.')",
            Some("VAL_003"),
            edit,
        ),
    ] {
        let refused = Submission {
            estimated_cost: 20.0,
            ..submission(returned(ReturnReason::Refused { problem, affordable_at }))
        };
        let (row, _) = row(REPLY, refused);
        assert_eq!((maybe(row.what.as_ref()).as_str(), maybe(row.then.as_ref()).as_str()), (what, then));
        assert_eq!((row.code.as_deref(), buttons(&row.buttons).as_str()), (code, actions), "{what}");
    }
}

#[test]
fn what_needs_the_person_first_stands_first() {
    let state = with(|state| {
        for (place, phase, at) in [
            (1, SubmissionState::Sending, NOW),
            (2, SubmissionState::Queued, NOW),
            (3, returned(refused()), NOW - MINUTE),
            (4, returned(refused()), NOW),
            (5, SubmissionState::Unknown(None), NOW - HOUR),
            (6, returned(ReturnReason::Absent(NOW)), NOW - HOUR),
        ] {
            state.submissions.insert(format!("reply:{place}"), Submission { at, ..submission(phase) });
        }
        for (place, at) in [(6, NOW), (7, NOW - MINUTE), (8, NOW)] {
            state.live.drafts.insert(format!("reply:{place}"), stored(content("x"), at));
        }
    });
    let ids = |rows: &[SubmissionRow]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>().join(" ");
    let outbox = Outbox::of(&state, NOW);
    assert_eq!(ids(&outbox.outbox), "reply:5 reply:4 reply:3 reply:2 reply:1");
    assert_eq!(ids(&outbox.drafts), "reply:8 reply:7 reply:6", "a draft with a submission stands once");
    assert_eq!(outbox.empty_state, None);
}

#[test]
fn a_plain_draft_says_where_it_belongs() {
    let draft = |text: &str, system_prompt: &str, title: &str| DraftContent {
        text: text.into(),
        system_prompt: system_prompt.into(),
        title: title.into(),
        ..DraftContent::default()
    };
    for (id, content, place, node, text) in [
        (REPLY, draft("a", "b", "c"), "placeIn('The ledger')", Some("rep_1"), "a"),
        ("reply:rep_2", draft("a", "", ""), "placeUnknown", Some("rep_2"), "a"),
        ("seed:1", draft("a", "b", "c"), "placeSeed('c')", None, "b"),
        ("seed:1", draft("a", " ", " "), "placeSeedUntitled", None, "a"),
        ("seed:1", draft("", "", "c"), "placeSeed('c')", None, "c"),
    ] {
        let outbox = Outbox::of(
            &with(|state| {
                state.live.drafts.insert(id.into(), stored(content, NOW));
                state.cache.titles.insert("rep_1".into(), "The ledger".into());
            }),
            NOW,
        );
        let row = &outbox.drafts[0];
        assert_eq!((line(&row.place).as_str(), row.node.as_deref(), row.text.as_str()), (place, node, text));
        assert_eq!((row.phase, row.at), (Phase::Draft, NOW));
        assert_eq!(buttons(&row.buttons), "doGoOn>goOn doDiscard>discard");
        let without_account = Outbox::of(
            &with(|state| {
                state.account = None;
                state.live.drafts.insert(id.into(), stored(draft("a", "", ""), NOW));
            }),
            NOW,
        );
        let row = &without_account.drafts[0];
        assert_eq!(buttons(&row.buttons), "doGoOn>goOn doCopyDraft>copyDraft doDiscard>discard");
    }
    let titled = Submission { title: Some("The map".into()), ..submission(SubmissionState::Queued) };
    assert_eq!(line(&row(REPLY, titled).0.place), "placeIn('The map')");
}

#[test]
fn nothing_can_be_done_to_a_draft_whose_thread_is_read_for_its_post() {
    let reads = |state: &mut State| {
        let request = PostRequest {
            draft: REPLY.into(),
            content: content("three boots"),
            revision: Revision::new("a.1"),
            continues: None,
            shown: None,
            token: None,
        };
        let pending = Pending::Preload { node: "rep_1".into(), request: Box::new(request) };
        state.live.pending.insert(1, pending);
    };
    let plain = with(|state| {
        reads(state);
        state.live.drafts.insert(REPLY.into(), stored(content("three boots"), NOW));
    });
    let queued = with(|state| {
        reads(state);
        state.submissions.insert(REPLY.into(), submission(SubmissionState::Queued));
    });
    for state in [plain, queued] {
        let outbox = Outbox::of(&state, NOW);
        let row = &outbox.outbox[0];
        assert_eq!((row.phase, &row.what, &row.then), (Phase::Preloading, &None, &None));
        assert_eq!((row.buttons.len(), outbox.drafts.len()), (0, 0));
    }
}

#[test]
fn a_posted_row_carries_its_receipt() {
    let receipt = |act, title: Option<&str>| Receipt {
        id: "r1".into(),
        at: NOW,
        act,
        title: title.map(Into::into),
        text: "three boots".into(),
        estimated_cost: 10.0,
        ..Receipt::default()
    };
    let shown = |receipt: Receipt| {
        let state = with(|state| state.receipts.push_back(receipt));
        Outbox::of(&state, NOW).posted.remove(0)
    };
    let facts = |row: &SubmissionRow| {
        let facts: Vec<String> =
            row.receipt.iter().map(|fact| format!("{}={}", line(&fact.label), line(&fact.value))).collect();
        facts.join(" ")
    };
    let row = shown(Receipt {
        paid: Some(12.0),
        left: Some(88.0),
        node: Some("rep_9".into()),
        request_id: Some("req_1".into()),
        corrected: vec![FieldMapping { from: "text".into(), to: "prompt".into() }],
        ..receipt(SpendKind::Reprompt, Some("The ledger"))
    });
    assert_eq!(
        facts(&row),
        "labelEstimated=factFrom(10) labelPaid=factPaidLeft(12, at +0m, 88) labelNode=verbatim('rep_9') \
         labelRequest=verbatim('req_1') labelCorrected=factCorrected('text', 'prompt')"
    );
    assert_eq!((row.id.as_str(), row.phase, row.text.as_str()), ("r1", Phase::Posted, "three boots"));
    assert_eq!(buttons(&row.buttons), "doReadThread>open doCopyReceipt>copy");
    let paid = shown(Receipt { paid: Some(12.0), ..receipt(SpendKind::Seed, None) });
    assert_eq!(facts(&paid), "labelEstimated=factFrom(10) labelPaid=factPaid(12, at +0m)");
    let unpaid = shown(Receipt { left: Some(5.0), ..receipt(SpendKind::Seed, None) });
    assert_eq!(facts(&unpaid), "labelEstimated=factFrom(10) labelPaid=notKnown");

    for (sent_under, told) in [
        (SentUnder::Reviewed("0".into()), ""),
        (SentUnder::Confirmed, ""),
        (SentUnder::Changed, " systemPrompt=factPromptChanged"),
    ] {
        let row = shown(Receipt { sent_under, ..receipt(SpendKind::Reprompt, None) });
        assert_eq!(facts(&row), format!("labelEstimated=factFrom(10) labelPaid=notKnown{told}"));
    }

    for (act, title, place) in [
        (SpendKind::Reprompt, Some("The ledger"), "placeIn('The ledger')"),
        (SpendKind::Reprompt, None, "placeUnknown"),
        (SpendKind::Seed, Some("The ledger"), "placeSeed('The ledger')"),
        (SpendKind::Seed, None, "placeSeedUntitled"),
    ] {
        assert_eq!(line(&shown(receipt(act, title)).place), place);
    }
    for (found, pending, what, then) in [
        (true, true, "whatFound", "thenFound"),
        (true, false, "whatFound", "thenFound"),
        (false, true, "-", "thenPending"),
        (false, false, "-", "-"),
    ] {
        let row = shown(Receipt { found, pending, ..receipt(SpendKind::Reprompt, None) });
        assert_eq!((maybe(row.what.as_ref()).as_str(), maybe(row.then.as_ref()).as_str()), (what, then));
    }
}

#[test]
fn the_last_twenty_posts_are_listed_newest_first() {
    let state = with(|state| {
        for number in 0..25 {
            let act = if number % 2 == 0 { SpendKind::Reprompt } else { SpendKind::Seed };
            state.receipts.push_back(Receipt { id: number.to_string(), act, ..Receipt::default() });
            state.receipts.push_back(Receipt { act: SpendKind::Like, ..Receipt::default() });
            state.receipts.push_back(Receipt { act: SpendKind::Bookmark, ..Receipt::default() });
        }
    });
    let posted = Outbox::of(&state, NOW).posted;
    let ids: Vec<u32> = posted.iter().map(|row| row.id.parse().expect("a post")).collect();
    assert_eq!(ids, (5..25).rev().collect::<Vec<u32>>());
}

#[test]
fn a_discarded_draft_can_be_brought_back_for_a_day() {
    let undo = |token: &str, at, what| Undo { token: token.into(), at, what, snoozed: Vec::new() };
    let draft = || UndoAction::Draft {
        draft: REPLY.into(),
        stored: stored(content("three boots"), NOW),
        submission: None,
    };
    let state = with(|state| {
        state.undo = vec![
            undo("u1", NOW - UNDO_KEPT, draft()),
            undo("u2", NOW - UNDO_KEPT + MINUTE, draft()),
            undo("u3", NOW, UndoAction::Triage(vec![("a".into(), Some(Triage::Read))])),
            undo("u4", NOW, draft()),
        ];
    });
    let discarded = Outbox::of(&state, NOW).discarded;
    let shown: Vec<_> = discarded.iter().map(|row| (row.id.as_str(), maybe(row.then.as_ref()))).collect();
    assert_eq!(
        shown,
        [("u4", "thenDiscarded(at +1440m)".to_owned()), ("u2", "thenDiscarded(at +1m)".to_owned())]
    );
    assert_eq!((discarded[0].text.as_str(), discarded[0].node.as_deref()), ("three boots", Some("rep_1")));
    assert_eq!(buttons(&discarded[0].buttons), "doBringBack>undo");
}

#[test]
fn an_empty_tab_leads_to_the_opportunities() {
    let empty = Outbox::of(&connected(), NOW).empty_state.expect("an empty state");
    assert_eq!(line(&empty.title), "emptyDraftsTitle");
    assert_eq!(buttons(&empty.buttons), "tabOpportunities>tab:opportunities");
}

/// A state with so many drafts, each with a long text, and what its view of the drafts weighs.
fn with_drafts(count: u32) -> (State, usize) {
    let state = with(|state| {
        for number in 0..count {
            let text =
                format!("Boot number {number}. {}Far below, a heron.", "One lamp for the sea. ".repeat(40));
            let at = NOW - MINUTE * i64::from(number);
            state.live.drafts.insert(format!("reply:rep_{number}"), stored(content(&text), at));
        }
    });
    let bytes = serde_json::to_string(&Outbox::of(&state, NOW)).expect("JSON").len();
    (state, bytes)
}

#[test]
fn what_is_written_at_a_keystroke_is_as_small_beside_three_thousand_drafts_as_beside_thirty() {
    let (few, bytes_beside_few) = with_drafts(30);
    let (many, bytes_beside_many) = with_drafts(3_000);
    // The number of those that are not listed has two digits more.
    assert!(bytes_beside_many <= bytes_beside_few + 2, "{bytes_beside_few} and {bytes_beside_many} bytes");
    assert!(bytes_beside_many < 20_000, "{bytes_beside_many} bytes");
    for (state, older) in [(few, 10), (many, 2_980)] {
        let listed = Outbox::of(&state, NOW);
        let ids: Vec<String> = listed.drafts.iter().map(|row| row.id.clone()).collect();
        assert_eq!(
            ids,
            (0..20).map(|number| format!("reply:rep_{number}")).collect::<Vec<_>>(),
            "the newest"
        );
        assert_eq!(listed.older, older);
        assert!(listed.drafts[0].text.ends_with('…') && listed.drafts[0].text.len() < 310);
        // Nothing is lost: who asks gets every draft and every word.
        let whole = Outbox::whole(&state, NOW);
        assert_eq!((whole.drafts.len(), whole.older), (20 + older, 0));
        assert!(whole.drafts.iter().all(|row| row.text.ends_with("Far below, a heron.")));
    }
}

#[test]
fn a_draft_on_its_way_is_listed_however_old_it_is() {
    let (mut state, _) = with_drafts(100);
    let request = PostRequest {
        draft: "reply:rep_99".into(),
        content: content("three boots"),
        revision: Revision::new("a.1"),
        continues: None,
        shown: None,
        token: Some(1),
    };
    let preload = Pending::Preload { node: "rep_99".into(), request: Box::new(request) };
    state.live.pending.insert(1, preload);
    let withdrawn = Submission { at: NOW - 1_000 * MINUTE, ..submission(returned(ReturnReason::Withdrawn)) };
    state.submissions.insert("reply:rep_98".into(), withdrawn);
    let listed = Outbox::of(&state, NOW);
    assert_eq!(listed.outbox.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["reply:rep_99"]);
    assert_eq!(
        (listed.drafts.len(), listed.older),
        (20, 79),
        "98 plain drafts, and one whose words came back"
    );
    assert!(listed.drafts.iter().all(|row| row.phase == Phase::Draft && row.id != "reply:rep_98"));
}
