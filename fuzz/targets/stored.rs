//! What a browser may give back after a crash, an update or a hand in its files: five lines, for the list of accounts, the state, the cache, the
//! draft of a reply and the draft of a seed. The accounts can always be started; no text that can be read is lost; what is saved of them
//! is read again as the same; and a start sends nothing that spends.
#![no_main]

use impromptu::app::{Effect, Event, KeyState, Start, State, StoredData, StoredDraft, VERSION, restore, restore_all};
use libfuzzer_sys::fuzz_target;

const NOW: i64 = 1_771_578_000_000;

fn saved(state: &State) -> String {
    serde_json::to_string(state).expect("a state is plain data")
}

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut lines = text.splitn(5, '\n').map(str::to_owned);
    let account_list = lines.next();
    let (state, cache) = (lines.next(), lines.next());
    let drafts: Vec<_> = ["reply:rep_1", "seed:3"].into_iter().map(str::to_owned).zip(lines).collect();
    let found = StoredData { state, cache, drafts: drafts.clone() };

    let (first, damaged) = restore(&found);
    for (draft, text) in &drafts {
        let kept = serde_json::from_str::<StoredDraft>(text).ok().filter(|stored| !stored.content.is_blank());
        assert_eq!(first.live.drafts.get(draft), kept.as_ref(), "{draft}");
    }
    let text = saved(&first);
    let (again, unreadable) = restore(&StoredData { state: Some(text.clone()), ..found.clone() });
    assert!(!unreadable && saved(&again) == text, "reading what was saved changed it");

    let (mut accounts, bad) = restore_all(account_list.as_deref(), &[(0, found)]);
    assert_eq!(bad.contains(&0), damaged);
    let newer = first.version > VERSION;
    let start = Start { online: true, key: KeyState::Ready, version: "1".to_owned(), entropy: 7, ..Start::default() };
    let woken = accounts.numbers().into_iter().map(|number| (number, start.clone())).collect();
    for (number, effect) in accounts.step(None, Event::WorkerStarted(woken), NOW) {
        assert!(!matches!(&effect, Effect::Fetch(fetch) if fetch.spends()), "{effect:?}");
        assert!(!(newer && number == 0 && effect == Effect::Save), "a newer state was written over");
    }
    accounts.badge();
});
