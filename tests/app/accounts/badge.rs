//! One badge and one panel for all.

use super::*;

#[test]
fn only_the_account_in_front_is_shown() {
    let mut house = House::two();
    house.event(0, Event::Alarm(AlarmName::Heartbeat));
    let shows = |effect: &Effect| matches!(effect, Effect::Show(ViewKey::Feed | ViewKey::Header));
    assert!(!house.wants(0, shows));
    house.ask(AccountsCommand::SwitchAccount { account: 0 });
    assert!(house.wants(0, shows) && !house.wants(1, shows));
    assert_eq!(house.says(), "saidAccountSwitched");
    let dropped = house.effects.iter().position(|(_, effect)| *effect == Effect::DropThreads);
    let first = house.effects.iter().position(|(_, effect)| shows(effect));
    assert!(
        dropped.expect("threads go") < first.expect("views come"),
        "what the other had read is not shown"
    );
}

#[test]
fn the_badge_counts_all_or_the_chosen_one() {
    let mut house = House::two();
    let count = |house: &House| house.accounts.badge().text;
    assert_eq!(count(&house), Some(BadgeText::Count(5)));
    house.ask(AccountsCommand::SetBadgeAccount { account: Some(0) });
    assert_eq!(count(&house), Some(BadgeText::Count(2)));
    assert!(
        house.wants(1, |effect| *effect == Effect::SaveAccountList)
            && house.wants(1, |effect| matches!(effect, Effect::Badge(_)))
    );
    house.ask(AccountsCommand::SetBadgeAccount { account: None });
    house.ask(AccountsCommand::SignOut { account: 1 });
    assert_eq!(count(&house), Some(BadgeText::Count(2)), "one without a key says nothing");
    house.event(0, Event::Protected { token: 1, outcome: SealOutcome::WithPassphrase });
    house.ask(Command::Lock);
    assert_eq!(house.accounts.badge().title.key, "badgeLocked", "what stands in the way comes first");
}

#[test]
fn the_badge_is_made_when_it_is_known_how_every_key_stands() {
    let mut house = House::two();
    house.event(0, Event::Protected { token: 1, outcome: SealOutcome::WithPassphrase });
    let account_list = serde_json::to_string(&house.accounts.account_list).expect("is JSON");
    let start = |key| Start { online: true, key, version: "1".into(), entropy: 7, ..Start::default() };
    for (keys, title) in [
        ([KeyState::Ready, KeyState::Ready], "badgeUnread"),
        ([KeyState::Locked, KeyState::Ready], "badgeLocked"),
        ([KeyState::Ready, KeyState::None], "badgeLost"),
    ] {
        house.accounts = restore_all(Some(&account_list), &saved(&house)).0;
        let starts = vec![(0, start(keys[0])), (1, start(keys[1]))];
        house.effects = house.accounts.step(None, Event::WorkerStarted(starts), house.now);
        let badges = house.effects.iter().filter_map(|(_, effect)| match effect {
            Effect::Badge(badge) => Some(badge.title.key.as_str()),
            _ => None,
        });
        assert_eq!(badges.collect::<Vec<_>>(), [title], "{keys:?}");
        let online = |number| house.accounts.state(number).expect("is there").live.online;
        assert!(online(0) && online(1), "{keys:?}");
    }
}
