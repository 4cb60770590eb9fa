//! What one keystroke costs: which views are written, and how much of them.

use crate::*;
use impromptu::app::{AccountEntry, AccountList, Accounts, Receipt, SpendKind, ViewKey};
use impromptu::view;

/// A connected account at a long thread, with so many drafts.
fn with_drafts(count: i64) -> Accounts {
    let mut bench = Bench::connected();
    bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
    let children: Vec<Value> = (0..10_000)
        .map(|number| json!({"nodeId": format!("kid_{number}"), "prompt": "A heron, far below.", "depth": 4}))
        .collect();
    bench.reply(Endpoint::Thread, 200, &thread(&children, None));
    bench.ask(read_prompt(PROMPT));
    for number in 0..count {
        let words = content(&"One lamp for the sea. ".repeat(40));
        let stored = StoredDraft { revision: Revision::new("a.1"), ..draft_of(words, NOW - MINUTE * number) };
        bench.state.live.drafts.insert(format!("reply:old_{number}"), stored);
    }
    for number in 0..count {
        let text = "One lamp for the sea. ".repeat(40);
        let posted = Receipt {
            id: format!("{number}"),
            at: NOW - MINUTE * number,
            act: SpendKind::Reprompt,
            text,
            ..Receipt::default()
        };
        bench.state.receipts.push_front(posted);
    }
    bench.typed("t");
    let account_list = AccountList { accounts: vec![AccountEntry::default()], ..AccountList::default() };
    let mut accounts = Accounts::new(account_list, vec![bench.state]);
    // What the first step shows of the accounts is not the keystroke's.
    accounts.step(None, Event::Used, NOW);
    accounts
}

#[test]
fn a_keystroke_writes_one_view_of_bounded_size_however_many_drafts_and_replies_there_are() {
    let mut written = Vec::new();
    for count in [30, 3_000] {
        let mut accounts = with_drafts(count);
        let replaced = accounts.current().live.drafts.get(DRAFT).cloned();
        let base = replaced.as_ref().map(|stored| stored.revision.clone());
        let stored = StoredDraft { base, ..draft_of(content("th"), NOW) };
        let effects = accounts.step(None, Event::DraftStored { draft: DRAFT.into(), stored, replaced }, NOW);
        assert_eq!(effects, [(0, Effect::Show(ViewKey::Outbox))], "no thread, no list, no save");
        let views = view::ready(&accounts, &ViewKey::Outbox, NOW);
        written.push(views.iter().map(|(_, json)| json.len()).sum::<usize>());
    }
    assert!(written[1] <= written[0] + 2 && written[1] < 30_000, "{written:?} bytes");
}
