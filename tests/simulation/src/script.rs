//! What happens in one run, drawn from its seed before it begins. Every item stands for itself, so a run can be told
//! again with some of them left out.

use crate::Rng;
use crate::deed::{Deed, Fate, Item, Place};
use impromptu::app::Triage;
use impromptu::domain::{Millis, NotificationKind, Verb};

pub(crate) const SECOND: Millis = 1_000;
const MINUTE: Millis = 60 * SECOND;
const HOUR: Millis = 60 * MINUTE;

/// How a run goes.
#[derive(Clone, Debug)]
pub struct Script {
    /// The seed it was drawn from.
    pub seed: u64,
    /// What happens, in order of time.
    pub items: Vec<Item>,
    /// How many browsers there are: 1 or 2.
    pub browsers: usize,
    /// When the script ends, in milliseconds after the beginning.
    pub ends: Millis,
    /// Which of the ready accounts it is about: 0 most often, with much budget.
    pub account: u32,
    /// The one that each browser gets besides, in some scripts.
    pub second: Option<u32>,
    /// Whether other people act.
    pub residents: bool,
}

impl Script {
    /// Draws a run from a seed.
    pub fn draw(seed: u64) -> Self {
        let mut script = Self::alone(seed);
        script.add_second();
        script.items.sort_by_key(|item| item.at);
        script
    }

    /// The same without the second account that some seeds give each browser.
    pub fn alone(seed: u64) -> Self {
        let mut rng = Rng::new(seed ^ 0x5eed);
        let browsers = if rng.chance(30) { 2 } else { 1 };
        let mut script = Self {
            seed,
            items: Vec::new(),
            browsers,
            ends: 0,
            account: rng.below(10),
            second: None,
            residents: rng.chance(60),
        };
        for browser in 0..browsers {
            script.push(Item { at: SECOND * (1 + Millis::from(browser == 1)), browser, deed: Deed::Connect });
        }
        let mut at = 30 * SECOND;
        let scenes = 3 + rng.below(6);
        for _ in 0..scenes {
            at = script.scene(&mut rng, at);
            at += match rng.below(6) {
                0 | 1 => rng.between(SECOND, 40 * SECOND),
                2 | 3 => rng.between(MINUTE, 20 * MINUTE),
                4 => rng.between(20 * MINUTE, 2 * HOUR),
                _ => rng.between(HOUR, 7 * HOUR),
            };
        }
        script.ends = at;
        script.items.sort_by_key(|item| item.at);
        script
    }

    pub(crate) fn push(&mut self, item: Item) {
        self.items.push(item);
    }

    /// A stretch in which a person does one thing, with whatever befalls meanwhile. Returns when it is over.
    fn scene(&mut self, rng: &mut Rng, from: Millis) -> Millis {
        let browser = usize::try_from(rng.below(2)).unwrap_or(0) % self.browsers;
        match rng.below(10) {
            0..=4 => self.writing(rng, browser, from),
            5 => self.long_look(rng, browser, from),
            6 => self.misfortune(rng, browser, from),
            _ => self.browsing(rng, browser, from),
        }
    }

    /// Reads, writes, posts, with trouble in the middle.
    fn writing(&mut self, rng: &mut Rng, browser: usize, from: Millis) -> Millis {
        let place = place(rng);
        let mut at = from;
        let mut then = |script: &mut Self, wait: Millis, deed: Deed| {
            at += wait;
            script.push(Item { at, browser, deed });
        };
        if !rng.chance(5) {
            then(self, rng.between(10, 2_000), Deed::Open(place));
            then(self, rng.between(500, 3_000), Deed::Review(place));
        }
        for nth in 0..=rng.below(3) {
            then(self, rng.between(20, 4_000), Deed::Type { place, more: nth > 0 && rng.chance(60) });
        }
        if rng.chance(75) {
            then(self, rng.between(1, 400), Deed::Fate { spending: !rng.chance(15), fate: fate(rng) });
        }
        if rng.chance(35) {
            let deed = if rng.chance(80) { Deed::DieAfter(rng.below(14)) } else { Deed::Die };
            then(self, rng.between(0, 300), deed);
        }
        if rng.chance(12) {
            then(self, rng.between(0, 300), Deed::StorageFails(1 + rng.below(4)));
        }
        then(self, rng.between(5, 2_000), Deed::Post { place, stale: rng.chance(8) });
        if rng.chance(20) {
            // The other window, or an impatient finger.
            then(self, rng.between(0, 60), Deed::Post { place, stale: rng.chance(30) });
        }
        if rng.chance(25) {
            then(self, rng.between(0, 900), Deed::Type { place, more: false });
        }
        if rng.chance(10) {
            then(self, rng.between(0, 3_000), Deed::Die);
        }
        if rng.chance(8) {
            then(self, rng.between(0, 20_000), jump(rng));
        }
        for _ in 0..rng.below(5) {
            let wait = if rng.chance(60) { rng.between(10, 6_000) } else { rng.between(6_000, 50_000) };
            let deed = match rng.below(9) {
                0 | 1 => Deed::Reconcile(place),
                2 => Deed::Edit(place),
                3 => Deed::Discard(place),
                4 => Deed::Undo,
                5 => Deed::Type { place, more: rng.chance(50) },
                6 => Deed::Hello,
                _ => Deed::Post { place, stale: false },
            };
            then(self, wait, deed);
        }
        at
    }

    /// Keeps a panel open for hours, looking now and then.
    fn long_look(&mut self, rng: &mut Rng, browser: usize, from: Millis) -> Millis {
        let mut at = from;
        for _ in 0..(8 + rng.below(14)) {
            at += rng.between(MINUTE, 13 * MINUTE);
            let place = place(rng);
            let deed = match rng.below(6) {
                0 => Deed::Open(place),
                1 => Deed::Type { place, more: true },
                2 => Deed::Seen,
                3 => befalls(rng),
                _ => Deed::Hello,
            };
            self.push(Item { at, browser, deed });
        }
        at
    }

    fn misfortune(&mut self, rng: &mut Rng, browser: usize, from: Millis) -> Millis {
        let mut at = from;
        for _ in 0..=rng.below(4) {
            at += if rng.chance(50) { rng.between(10, 5_000) } else { rng.between(5_000, 5 * MINUTE) };
            self.push(Item { at, browser, deed: befalls(rng) });
        }
        if rng.chance(40) {
            self.push(Item { at, browser, deed: Deed::Offline });
            at += rng.between(SECOND, HOUR);
            self.push(Item { at, browser, deed: Deed::Online });
        }
        at
    }

    fn browsing(&mut self, rng: &mut Rng, browser: usize, from: Millis) -> Millis {
        let mut at = from;
        for _ in 0..(2 + rng.below(6)) {
            at += rng.between(50, 15_000);
            let deed = if rng.chance(25) { befalls(rng) } else { look(rng) };
            self.push(Item { at, browser, deed });
        }
        at
    }
}

fn place(rng: &mut Rng) -> Place {
    match rng.below(10) {
        0 => Place::Own,
        1 | 2 => Place::Seed,
        _ => Place::Node(rng.below(8)),
    }
}

fn jump(rng: &mut Rng) -> Deed {
    let far = match rng.below(3) {
        0 => rng.between(SECOND, MINUTE),
        1 => rng.between(MINUTE, 2 * HOUR),
        _ => rng.between(2 * HOUR, 60 * HOUR),
    };
    Deed::ClockJump(if rng.chance(50) { far } else { -far })
}

fn fate(rng: &mut Rng) -> Fate {
    match rng.below(11) {
        0 | 1 => Fate::Slow { up: rng.between(0, 15_000), down: rng.between(0, 15_000) },
        2 => Fate::DropBefore,
        3 => Fate::DropButArrives(rng.between(0, 15_000)),
        4 => Fate::DropAfter,
        5 | 6 => Fate::Lost { arrives: rng.chance(60) },
        7 => Fate::Garbage { arrives: rng.chance(60), kind: rng.below(5) },
        8 => {
            let status = [500, 502, 503, 504];
            Fate::Failure { status: status[rng.below(4) as usize], arrives: rng.chance(50) }
        }
        9 => Fate::Limited { retry_after: rng.chance(70).then(|| 1 + rng.below(5_400)) },
        _ => {
            if rng.chance(30) {
                Fate::Unauthorized
            } else {
                Fate::Slow { up: rng.between(0, 3_000), down: rng.between(0, 15_000) }
            }
        }
    }
}

fn befalls(rng: &mut Rng) -> Deed {
    match rng.below(16) {
        0..=4 => Deed::Fate { spending: rng.chance(20), fate: fate(rng) },
        5 | 6 => Deed::DieAfter(rng.below(12)),
        7 => Deed::Die,
        // Now and then the disk is full for a whole scene.
        8 => Deed::StorageFails(if rng.chance(20) { 20 + rng.below(60) } else { 1 + rng.below(5) }),
        9 => Deed::Sleep(rng.between(MINUTE, 9 * HOUR)),
        10 => jump(rng),
        11 => Deed::Update,
        12 => Deed::Restart,
        13 => Deed::Mention(place(rng)),
        14 => Deed::AnswerAfter(rng.between(0, 5 * MINUTE) * Millis::from(rng.below(2))),
        _ => {
            if rng.chance(20) {
                Deed::Delete(place(rng))
            } else {
                Deed::Mention(place(rng))
            }
        }
    }
}

fn look(rng: &mut Rng) -> Deed {
    let kinds = [
        NotificationKind::Reprompt,
        NotificationKind::Mention,
        NotificationKind::Like,
        NotificationKind::Follow,
        NotificationKind::Other,
    ];
    match rng.below(28) {
        24 => Deed::Engage(place(rng), Verb::Dislike),
        25 => Deed::HandOff(place(rng)),
        26 => Deed::Search,
        27 => {
            if rng.chance(60) {
                Deed::MoreResults
            } else {
                Deed::StopSearch
            }
        }
        0 | 1 => Deed::Hello,
        2 => Deed::Heartbeat,
        3 => Deed::Refresh,
        4 => Deed::Seen,
        5 => Deed::You,
        6 => Deed::Health,
        7 => Deed::Models,
        8 | 9 => Deed::Open(place(rng)),
        10..=12 => Deed::Engage(place(rng), Verb::Like),
        13 | 14 => Deed::Engage(place(rng), Verb::Bookmark),
        15 => Deed::Pace([5, 10, 15, 30, 60][rng.below(5) as usize]),
        16 => Deed::NotificationRoute { kind: kinds[rng.below(5) as usize], badge: rng.chance(50) },
        17 | 18 => Deed::Triage {
            which: rng.below(5),
            to: [Triage::Unread, Triage::Read, Triage::Archived][rng.below(3) as usize],
        },
        19 => Deed::OlderNotifications,
        20 => Deed::NotificationClicked(rng.below(5)),
        21 => Deed::ReadElsewhere,
        22 => {
            if rng.chance(15) {
                Deed::Forget
            } else {
                Deed::Undo
            }
        }
        _ => Deed::Discard(place(rng)),
    }
}
