use crate::*;
use impromptu::app::{AlarmName, Change};
use impromptu::domain::MessageArg;

/// Sets a passphrase, or removes it if it is empty.
fn set(passphrase: &str, current: &str) -> Command {
    Command::SetPassphrase { passphrase: Secret::new(passphrase), current: Secret::new(current) }
}

/// The lines beside the fields of the form, as `field line`.
fn beside(bench: &Bench) -> Vec<String> {
    let fields = bench.answer().fields;
    fields.into_iter().map(|fault| format!("{} {}", fault.field, fault.line.key)).collect()
}

/// Connected, with a passphrase that locks after half an hour.
fn sealed() -> Bench {
    let mut bench = Bench::connected();
    bench.ask(set("moth and lamp", ""));
    bench.event(Event::Protected { token: 1, outcome: SealOutcome::WithPassphrase });
    bench
}

fn locked() -> Bench {
    let mut bench = sealed();
    bench.ask(Command::Lock);
    bench
}

/// Tries a passphrase, and lets the edge find it wrong. What was told, and the seconds to wait.
fn wrong(bench: &mut Bench) -> (String, u64) {
    bench.ask(Command::Unlock { passphrase: Secret::new("moth") });
    if bench.place(|effect| matches!(effect, Effect::UnlockKey { .. })).is_some() {
        bench.event(Event::Unlocked { token: 1, ok: false });
    }
    let line = bench.answer().alert.expect("is refused");
    let [MessageArg::Span { seconds }] = line.args[..] else { panic!("{line:?} tells no time") };
    (line.key, seconds)
}

#[test]
fn wrong_passphrases_slow_down_and_a_right_one_ends_it() {
    let mut bench = locked();
    for (told, waits) in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900].into_iter().enumerate() {
        assert_eq!(wrong(&mut bench), ("alertPassphrase".into(), waits), "the {told}th");
        bench.now += 1;
        assert_eq!(wrong(&mut bench), ("alertPassphraseWait".into(), waits), "too early, and not tried");
        bench.now += Millis::try_from(waits).expect("is small") * 1_000;
    }
    bench.ask(Command::Unlock { passphrase: Secret::new("moth and lamp") });
    bench.event(Event::Unlocked { token: 1, ok: true });
    assert_eq!((bench.told().as_str(), bench.state.live.key), ("saidUnlocked", KeyState::Ready));
    bench.ask(Command::Lock);
    assert_eq!(wrong(&mut bench).1, 1, "it begins anew");
}

#[test]
fn no_passphrase_is_tried_or_changed_where_tries_cannot_be_counted() {
    let mut bench = locked();
    bench.state.live.newer = true;
    bench.ask(Command::Unlock { passphrase: Secret::new("moth") });
    assert_eq!(bench.told(), "alertNewerPassphrase");
    assert_eq!(bench.place(|effect| matches!(effect, Effect::UnlockKey { .. })), None);
    let mut bench = sealed();
    bench.state.live.newer = true;
    bench.ask(set("another passphrase", "moth"));
    assert_eq!(bench.told(), "alertNewerPassphrase");
    assert_eq!(bench.place(|effect| matches!(effect, Effect::SealKey { .. })), None);
}

#[test]
fn neither_a_stopped_worker_nor_a_moved_clock_makes_wrong_passphrases_cheaper() {
    let mut bench = locked();
    // The worker is stopped while a passphrase is being tried: that try was counted before.
    bench.ask(Command::Unlock { passphrase: Secret::new("moth") });
    let (save, tries) = (
        bench.place(|effect| *effect == Effect::Save),
        bench.place(|effect| matches!(effect, Effect::UnlockKey { .. })),
    );
    assert!(save.expect("it is saved") < tries.expect("it is tried"), "written down first");
    bench.restart_as(KeyState::Locked);
    assert_eq!(wrong(&mut bench), ("alertPassphraseWait".into(), 1));
    bench.now += 1_000;
    assert_eq!(wrong(&mut bench), ("alertPassphrase".into(), 2), "the second in a row");
    bench.now -= 3_600_000;
    assert_eq!(wrong(&mut bench), ("alertPassphraseWait".into(), 2), "an hour back is not an hour to wait");
}

#[test]
fn it_locks_when_nobody_used_it_for_the_time_that_was_chosen() {
    let mut bench = sealed();
    bench.ask(Command::ChangeSettings { change: Change { lock_after: Some(60), ..Change::default() } });
    let begun = bench.now;
    let alarm = Effect::Alarm { name: AlarmName::Lock, at: begun + 60 * MINUTE, again: None };
    assert!(bench.effects.contains(&alarm));
    // Beats, and the workers that start for them, are no use.
    bench.now += 30 * MINUTE;
    bench.restart();
    bench.event(Event::Alarm(AlarmName::Heartbeat));
    assert_eq!(bench.state.lock.locks_at, begun + 60 * MINUTE);
    // Reading on is, and so is a keystroke.
    bench.event(Event::Used);
    assert_eq!(bench.state.lock.locks_at, begun + 90 * MINUTE);
    bench.now += MINUTE;
    bench.typed("Who");
    assert_eq!(bench.state.lock.locks_at, begun + 91 * MINUTE);
    bench.now += 59 * MINUTE;
    bench.event(Event::Timer(AlarmName::Lock));
    assert_eq!(bench.state.live.key, KeyState::Ready, "a timer of a effects that has changed");
    bench.now += MINUTE;
    bench.event(Event::Alarm(AlarmName::Lock));
    assert_eq!(bench.state.live.key, KeyState::Locked);
    assert!(bench.effects.contains(&Effect::LockKey));
}

#[test]
fn a_click_after_a_long_sleep_finds_it_locked() {
    let mut bench = sealed();
    bench.now += 31 * MINUTE;
    bench.ask(Command::Like { node: "rep_1".into() });
    assert_eq!((bench.told().as_str(), bench.state.live.key), ("alertLocked", KeyState::Locked));
    assert_eq!(bench.fetches().len(), 0, "nothing leaves with a key that should be locked");
    let mut bench = sealed();
    bench.now += 31 * MINUTE;
    bench.restart();
    assert_eq!(
        bench.state.live.key,
        KeyState::Locked,
        "nor does a worker that starts late heartbeat with it"
    );
    assert_eq!(bench.beats(), 0);
}

#[test]
fn a_passphrase_has_eight_characters_or_more() {
    for (passphrase, told) in [
        ("a", "passphrase alertPassphraseShort"),
        ("1234567", "passphrase alertPassphraseShort"),
        ("灯塔看守人日记", "passphrase alertPassphraseShort"),
    ] {
        let mut bench = Bench::connected();
        bench.ask(set(passphrase, ""));
        assert_eq!(beside(&bench), [told], "{passphrase}");
    }
    let mut bench = Bench::connected();
    bench.ask(set("灯塔看守人的日记", ""));
    assert!(
        bench.place(|effect| matches!(effect, Effect::SealKey { .. })).is_some(),
        "eight characters of any script"
    );
}

#[test]
fn without_a_passphrase_nothing_locks() {
    let mut bench = Bench::connected();
    bench.ask(Command::Lock);
    assert_eq!((bench.told().as_str(), bench.state.live.key), ("alertNoPassphrase", KeyState::Ready));
    bench.now += 24 * 60 * MINUTE;
    bench.event(Event::Alarm(AlarmName::Lock));
    assert_eq!((bench.state.lock.locks_at, bench.state.live.key), (0, KeyState::Ready));
}

#[test]
fn an_existing_passphrase_is_changed_or_removed_only_with_the_current_one() {
    let is_sealed_anew = |effect: &Effect| matches!(effect, Effect::SealKey { .. });
    for (passphrase, told) in [("an eel in the lamp room", "saidProtected"), ("", "saidUnprotected")] {
        let mut bench = sealed();
        bench.ask(set(passphrase, ""));
        assert_eq!(beside(&bench), ["current alertPassphraseEmpty"], "{told}");
        assert!(bench.place(is_sealed_anew).is_none() && bench.state.lock.wrong == 0, "nothing was tried");
        for (wrong, waits) in [(1, 1), (2, 2), (3, 4)] {
            bench.ask(set(passphrase, "moth"));
            let save = bench.place(|effect| *effect == Effect::Save).expect("the attempt is saved");
            assert!(save < bench.place(is_sealed_anew).expect("it is tried"), "counted before it is tried");
            assert_eq!(bench.state.lock.wrong, wrong, "{told}");
            bench.event(Event::Protected { token: 1, outcome: SealOutcome::WrongPassphrase });
            assert_eq!(beside(&bench), ["current alertPassphrase"], "{told}");
            assert_eq!(bench.answer().fields[0].line.args, [MessageArg::Span { seconds: waits }]);
            assert!(bench.state.account.as_ref().expect("connected").passphrase, "nothing changed");
            bench.ask(set(passphrase, "moth and lamp"));
            assert_eq!(beside(&bench), ["current alertPassphraseWait"], "{told}");
            assert!(bench.place(is_sealed_anew).is_none(), "too early, and not tried");
            bench.now += Millis::try_from(waits).expect("is small") * 1_000;
        }
        bench.ask(set(passphrase, "moth and lamp"));
        let right = Effect::SealKey {
            token: 1,
            current: Secret::new("moth and lamp"),
            passphrase: Secret::new(passphrase),
        };
        assert!(bench.effects.contains(&right), "{told}");
        let outcome =
            if passphrase.is_empty() { SealOutcome::WithoutPassphrase } else { SealOutcome::WithPassphrase };
        bench.event(Event::Protected { token: 1, outcome });
        assert_eq!(bench.told(), told);
        assert_eq!((bench.state.lock.wrong, bench.state.lock.try_at), (0, 0), "it begins anew");
        assert_eq!(bench.state.account.as_ref().expect("connected").passphrase, !passphrase.is_empty());
        assert_eq!(bench.state.lock.locks_at != 0, !passphrase.is_empty(), "it locks, or does not");
    }
}

#[test]
fn wrong_passphrases_of_the_form_and_of_the_lock_are_counted_together() {
    let mut bench = sealed();
    bench.ask(set("an eel in the lamp room", "moth"));
    bench.event(Event::Protected { token: 1, outcome: SealOutcome::WrongPassphrase });
    bench.ask(Command::Lock);
    assert_eq!(wrong(&mut bench), ("alertPassphraseWait".into(), 1));
    bench.now += 1_000;
    assert_eq!(wrong(&mut bench), ("alertPassphrase".into(), 2), "the second in a row");
    bench.ask(set("an eel in the lamp room", "moth and lamp"));
    assert_eq!(bench.told(), "alertLocked", "what is locked is unlocked first");
}

#[test]
fn a_key_that_cannot_be_sealed_stays_as_it_was() {
    let mut bench = sealed();
    bench.ask(set("", "moth and lamp"));
    bench.event(Event::Protected { token: 1, outcome: SealOutcome::Failed });
    assert_eq!(bench.told(), "alertSeal");
    assert!(bench.state.account.as_ref().expect("connected").passphrase);
    assert_eq!((bench.state.lock.wrong, bench.state.lock.try_at), (0, 0), "the passphrase was right");
}
