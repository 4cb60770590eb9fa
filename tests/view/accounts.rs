use crate::*;
use impromptu::app::{AccountEntry, AccountList, Accounts, ConnectionIssue};
use impromptu::view::AccountsView;

#[test]
fn each_account_shows_its_name_and_how_it_stands() {
    let unnamed = with(|state| state.account.iter_mut().for_each(|account| account.name = None));
    let unread = with(|state| state.account.iter_mut().for_each(|account| account.unread_reported = 3));
    let refused =
        with(|state| state.connection_issue = Some(ConnectionIssue::Refused { code: "AUTH_001".into() }));
    let cases = [
        (State::default(), "", "accountNew", "statusNoKey"),
        (with(|state| state.live.key = KeyState::Locked), "", "verbatim('Ada')", "statusLocked"),
        (with(|state| state.live.key = KeyState::Lost), "", "verbatim('Ada')", "statusKeyMissing"),
        (refused, "", "verbatim('Ada')", "statusKeyRefused"),
        (connected(), "Work", "verbatim('Work')", "accountUnread#0(0)"),
        (unnamed, "", "accountNew", "accountUnread#0(0)"),
        (unread, "", "verbatim('Ada')", "accountUnread#3(3)"),
    ];
    let numbered = |(number, state): (u32, State)| State { number, ..state };
    let entry = |(number, label): (u32, &str)| AccountEntry { number, label: label.into() };
    let list = AccountList {
        accounts: (0..).zip(cases.iter().map(|case| case.1)).map(entry).collect(),
        current: 4,
        badge_account: Some(2),
        synced: true,
        next: 7,
    };
    let states = (0..).zip(cases.iter().map(|case| case.0.clone())).map(numbered).collect();
    let view = AccountsView::of(&Accounts::new(list, states));
    assert_eq!((view.badge_account, view.synced, view.rows.len()), (Some(2), true, cases.len()));
    for (row, (state, label, name, standing)) in view.rows.iter().zip(&cases) {
        assert_eq!((line(&row.name).as_str(), line(&row.standing).as_str()), (*name, *standing));
        assert_eq!((row.label.as_str(), row.current), (*label, row.number == 4));
        let tail = state.account.as_ref().map(|account| account.key_tail.clone());
        assert_eq!((&row.key_tail, row.drafts), (&tail, 0));
    }
}
