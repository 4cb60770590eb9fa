//! What a person prefers, here and in their other browsers.

use super::*;

#[test]
fn what_a_person_prefers_holds_for_all() {
    let mut house = House::two();
    house.ask(Command::ChangeSettings { change: Change { pace: Some(60), ..Change::default() } });
    for number in [0, 1] {
        assert_eq!(house.accounts.state(number).expect("is there").settings.pace, 60);
        assert!(house.wants(number, |effect| *effect == Effect::Save));
    }
    let answers = house.effects.iter().filter(|(_, effect)| matches!(effect, Effect::Answer { .. })).count();
    assert_eq!(answers, 1, "who asked hears one answer");
    house.ask(AccountsCommand::AddAccount);
    assert_eq!(house.accounts.current().settings.pace, 60, "also for those that come later");
}

#[test]
fn preferences_travel_only_when_the_person_says_so_and_without_anything_else() {
    let mut house = House::two();
    let pace = |pace| Command::ChangeSettings { change: Change { pace: Some(pace), ..Change::default() } };
    let synced = |house: &mut House, text: Option<&str>| {
        let text = text.map(str::to_owned);
        house.effects = house.accounts.step(None, Event::Synced { text }, house.now);
    };
    house.ask(pace(60));
    assert!(!house.wants(1, |effect| *effect == Effect::SaveSync), "off at first");
    synced(&mut house, Some(r#"{"pace": 120}"#));
    assert_eq!(house.accounts.current().settings.pace, 60, "and nothing is taken over");
    house.ask(AccountsCommand::SetSync { on: true });
    let stands = |house: &House, what: fn(&Effect) -> bool| {
        house.effects.iter().position(|(_, effect)| what(effect)).expect("is wanted")
    };
    let answered = stands(&house, |effect| matches!(effect, Effect::Answer { .. }));
    let kept = stands(&house, |effect| *effect == Effect::SaveSyncIfAbsent);
    let read = stands(&house, |effect| *effect == Effect::ReadSync);
    assert!(kept < read && read < answered, "the answer can say that the browser did not take it");
    synced(&mut house, None);
    assert!(house.wants(1, |effect| *effect == Effect::SaveSync), "nothing was there: ours goes");
    house.ask(Command::ChangeSettings { change: Change { mute_minutes: Some(60), ..Change::default() } });
    assert!(
        stands(&house, |effect| *effect == Effect::SaveSync)
            < stands(&house, |effect| matches!(effect, Effect::Answer { .. })),
        "the same of every change"
    );
    let portable = house.accounts.current().settings.portable();
    assert!(portable.contains("\"mutedUntil\":0"), "{portable}");
    assert!(!portable.contains("Lantern") && !portable.contains("Wick"), "{portable}");
    synced(&mut house, Some(r#"{"pace": 1, "lockAfter": 0, "quiet": {"on": true, "from": 9999, "to": 5}}"#));
    for number in [0, 1] {
        let settings = &house.accounts.state(number).expect("is there").settings;
        assert_eq!(
            (settings.pace, settings.lock_after, settings.quiet.from),
            (5, 1, 9999 % 1440),
            "held to range"
        );
        assert!(settings.muted_until > house.now, "a mute stays where it was set");
    }
    assert!(!house.wants(1, |effect| *effect == Effect::SaveSync), "what first_seen is not sent back");
    synced(&mut house, Some("boots"));
    assert_eq!(house.accounts.current().settings.pace, 5);
}

#[test]
fn preferences_from_another_browser_are_no_use_of_this_one() {
    let mut house = House::two();
    house.event(1, Event::Protected { token: 1, outcome: SealOutcome::WithPassphrase });
    house.ask(AccountsCommand::SetSync { on: true });
    let locks_at = |house: &House| house.accounts.state(1).expect("is there").lock.locks_at;
    let (begun, used) = (house.now, locks_at(&house));
    for (text, pace, after) in [
        (r#"{"pace": 120}"#, 120, 30),
        // ActiveChallenge to its range, and with a field of another version: such a text never is the same as ours.
        (r#"{"pace": 1, "lantern": true}"#, 5, 30),
        (r#"{"pace": 1, "lockAfter": 60}"#, 5, 60),
        (r#"{"pace": 1, "lockAfter": 20}"#, 5, 20),
    ] {
        house.now += MINUTE;
        for again in [false, true] {
            let synced = Event::Synced { text: Some(text.into()) };
            house.effects = house.accounts.step(None, synced, house.now);
            assert_eq!(house.accounts.current().settings.pace, pace);
            assert_eq!(locks_at(&house), begun + after * MINUTE, "counted from when it was used: {text}");
            assert!(!again || house.effects.is_empty(), "what is so already is left: {:?}", house.effects);
        }
    }
    assert_eq!(used, begun + 30 * MINUTE);
}

/// What stands in line and in the browser's own sync, the way the edge holds them: it tells of every change there, also of its own.
struct Travels {
    house: House,
    queue: VecDeque<Event>,
    there: Option<String>,
}

impl Travels {
    /// Takes the next in line, and carries out what it asks for.
    fn turn(&mut self) {
        let event = self.queue.pop_front().expect("something waits");
        for (_, effect) in self.house.accounts.step(None, event, self.house.now) {
            match effect {
                Effect::SaveSyncIfAbsent if self.there.is_some() => {}
                Effect::SaveSync | Effect::SaveSyncIfAbsent => {
                    self.there = Some(self.house.accounts.current().settings.portable());
                    self.queue.push_back(Event::SyncChanged);
                }
                Effect::ReadSync => self.queue.push_front(Event::Synced { text: self.there.clone() }),
                _ => {}
            }
        }
    }
}

#[test]
fn no_change_of_ours_is_undone_by_hearing_of_an_earlier_one() {
    let mut house = House::two();
    house.ask(AccountsCommand::SetSync { on: true });
    let set = |change| Event::Command { token: 1, command: Command::ChangeSettings { change } };
    let pace = || set(Change { pace: Some(60), ..Change::default() });
    let lock = || set(Change { lock_after: Some(5), ..Change::default() });
    let reads = || set(Change { open_reads: Some(true), ..Change::default() });
    let mut travels = Travels { house, queue: VecDeque::from([pace(), lock()]), there: None };
    // Two are made before the word of the first is heard, and the third before that of the second.
    (0..3).for_each(|_| travels.turn());
    travels.queue.push_front(reads());
    while !travels.queue.is_empty() {
        travels.turn();
    }
    let settings = |travels: &Travels| travels.house.accounts.current().settings.clone();
    let now = settings(&travels);
    assert_eq!((now.pace, now.lock_after, now.open_reads), (60, 5, true));
    assert_eq!(travels.there, Some(now.portable()));
    travels.there = Some(r#"{"pace": 120}"#.into());
    travels.queue.push_back(Event::SyncChanged);
    (0..2).for_each(|_| travels.turn());
    assert_eq!(
        (settings(&travels).pace, travels.queue.len()),
        (120, 0),
        "another's counts, and is not sent back"
    );
}
