//! One run: the queue of what happens, and time.

use crate::beats::Beats;
use crate::browser::Browser;
use crate::cast::{Role, cast};
use crate::deed::{Fate, Place};
use crate::failure::{Failure, Rule};
use crate::network::{Asked, Flight};
use crate::script::Script;
use crate::story::who;
use crate::tally::Tally;
use crate::text::Text;
use crate::{Plant, Rng};
use impromptu::app::Outcome::NoResponse as Silent;
use impromptu::app::{
    AlarmName, Event, NoResponse, RequestResult, ReturnReason, Revision, Start, SubmissionState,
};
use impromptu::domain::{ApiError, ApiErrorKind, Millis};
use sandbox::World;
use std::collections::{BTreeMap, VecDeque};

/// A worker without anything to do dies after this.
const IDLE: Millis = 30_000;
/// How long things may take to come to rest after the script.
const REST: Millis = 80 * 3_600_000;

/// Something in line.
#[derive(Debug)]
pub(crate) enum Happening {
    /// An item of the script.
    Item(usize),
    /// An event reaches a browser's worker, which is woken for it, and the account it concerns where that is known.
    Event { browser: usize, account: Option<u32>, event: Box<Event> },
    /// A request reaches the network.
    Arrives(Box<Flight>),
    /// A request ends for the browser.
    Ends(Asked, Box<RequestResult>),
    /// A timer of the worker, for one account.
    Timer { browser: usize, account: u32, life: u32, name: AlarmName },
    /// A sleeping browser wakes.
    Wakes(usize),
}

/// Everything there is in one run.
pub(crate) struct Run<'a> {
    pub(crate) script: &'a Script,
    pub(crate) plant: Option<Plant>,
    pub(crate) story: Option<Vec<String>>,
    pub(crate) world: World,
    pub(crate) begin: Millis,
    pub(crate) now: Millis,
    pub(crate) rng: Rng,
    pub(crate) browsers: Vec<Browser>,
    pub(crate) queue: BTreeMap<(Millis, u64), Happening>,
    pub(crate) order: u64,
    /// Fates that wait for a request: whether it must spend, and what becomes of it.
    pub(crate) fates: VecDeque<(usize, bool, Fate)>,
    pub(crate) texts: Vec<Text>,
    pub(crate) places: Vec<String>,
    /// Our latest node.
    pub(crate) own: Option<String>,
    /// The accounts of the network that this is about: one, or two.
    pub(crate) cast: Vec<Role>,
    pub(crate) healed: bool,
    pub(crate) tally: Tally,
}

/// What came of a run.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The rule that was broken, if one was.
    pub failure: Option<Failure>,
    /// What was done.
    pub tally: Tally,
    /// The story, if it was asked for.
    pub story: Vec<String>,
}

/// Plays a script.
pub fn play(script: &Script, plant: Option<Plant>, tell: bool) -> Outcome {
    let mut run = Run::new(script, plant, tell);
    let result = run.play();
    if let (Err(failure), Some(story)) = (&result, run.story.as_mut()) {
        story.push(format!("=> {failure}"));
    }
    let browsers = Millis::try_from(script.browsers).unwrap_or(1);
    run.tally.simulated = (run.now - run.begin) * browsers;
    Outcome { failure: result.err(), tally: run.tally, story: run.story.unwrap_or_default() }
}

impl<'a> Run<'a> {
    fn new(script: &'a Script, plant: Option<Plant>, tell: bool) -> Self {
        let world = crate::network::world(script);
        let begin = world.time(sandbox::Config::tiny().epoch_ms);
        let mut rng = Rng::new(script.seed);
        let cast = cast(script, &world);
        let mut places: Vec<String> = world.posts().into_iter().map(|post| post.node_id).collect();
        places.sort();
        let browsers = (0..script.browsers)
            .map(|nth| Browser {
                online: true,
                version: 1,
                keeps_alarms: nth == 0,
                offset: if rng.chance(30) { rng.between(-600_000, 600_000) } else { 0 },
                beats: [(0, Beats { since: begin, ..Beats::default() })].into(),
                ..Browser::default()
            })
            .collect();
        let mut run = Self {
            script,
            plant,
            story: tell.then(Vec::new),
            world,
            begin,
            now: begin,
            rng,
            browsers,
            queue: BTreeMap::new(),
            order: 0,
            fates: VecDeque::new(),
            texts: Vec::new(),
            places,
            own: None,
            cast,
            healed: false,
            tally: Tally::default(),
        };
        for (nth, item) in script.items.iter().enumerate() {
            run.line_up(begin + item.at, Happening::Item(nth));
        }
        run
    }

    /// Adds a line to the story. The text is only made when somebody wants to read it.
    pub(crate) fn tell(&mut self, what: impl FnOnce() -> String) {
        let at = self.now - self.begin;
        if let Some(story) = self.story.as_mut() {
            let (hours, minutes, seconds) = (at / 3_600_000, at / 60_000 % 60, at / 1_000 % 60);
            story.push(format!("{hours:3}:{minutes:02}:{seconds:02}.{:03}  {}", at % 1_000, what()));
        }
    }

    pub(crate) fn line_up(&mut self, at: Millis, happening: Happening) {
        self.order += 1;
        self.queue.insert((at, self.order), happening);
    }

    /// Puts an event in line for a worker: soon if it lives, a little later if it must be woken, and never before an earlier one.
    pub(crate) fn send(&mut self, at: usize, account: Option<u32>, event: Event) {
        let wait = if self.lives(at) { self.rng.between(0, 4) } else { self.rng.between(40, 400) };
        let browser = &mut self.browsers[at];
        let when = (self.now + wait).max(browser.lined_up);
        browser.lined_up = when;
        self.line_up(when, Happening::Event { browser: at, account, event: Box::new(event) });
    }

    fn lives(&self, at: usize) -> bool {
        let browser = &self.browsers[at];
        browser.worker.is_some() && self.now - browser.active < IDLE
    }

    fn play(&mut self) -> Result<(), Failure> {
        let end = self.begin + self.script.ends;
        while self.next(end)? {}
        self.now = self.now.max(end);
        self.heal();
        let limit = self.now + REST;
        // Answers that are on their way come first; then whatever alarms bring, until nothing is left to settle.
        loop {
            let more = self.next(limit)?;
            if self.at_rest() {
                break;
            }
            if !more {
                return Err(Failure::new(Rule::Alive, self.unrest()));
            }
        }
        self.check_rest(limit)
    }

    /// Lets the next thing happen, unless it lies behind `end`.
    pub(crate) fn next(&mut self, end: Millis) -> Result<bool, Failure> {
        let queued = self.queue.keys().next().map(|(at, _)| *at);
        let alarm = (0..self.browsers.len())
            .filter_map(|at| Some((self.browsers[at].next_alarm(self.now)?, at)))
            .min();
        if let Some(((at, whose), browser)) = alarm
            && at <= end
            && queued.is_none_or(|queued| at < queued)
        {
            self.now = at;
            self.fire(browser, whose)?;
            return Ok(true);
        }
        if queued.is_none_or(|at| at > end) {
            return Ok(false);
        }
        if let Some(((at, _), happening)) = self.queue.pop_first() {
            self.now = self.now.max(at);
            self.happen(happening)?;
        }
        Ok(true)
    }

    fn fire(&mut self, at: usize, (account, name): (u32, AlarmName)) -> Result<(), Failure> {
        let browser = &mut self.browsers[at];
        let wall = browser.wall(self.now);
        if let Some(alarm) = browser.alarms.remove(&(account, name))
            && let Some(every) = alarm.every
        {
            // What was slept through is made up for once.
            let again = crate::browser::Alarm { at: wall + every, ..alarm };
            browser.alarms.insert((account, name), again);
        }
        self.tell(|| format!("{} alarm {}", who(at, account), name.as_str()));
        self.deliver(at, Some(account), Event::Alarm(name))
    }

    fn happen(&mut self, happening: Happening) -> Result<(), Failure> {
        self.check_alive()?;
        let (browser, account, event) = match happening {
            Happening::Item(nth) => return self.item(nth),
            Happening::Arrives(flight) => return self.arrives(*flight),
            Happening::Wakes(browser) => {
                self.browsers[browser].asleep_until = None;
                self.browsers[browser].active = self.now;
                let now = self.now;
                self.browsers[browser].excuse(now);
                self.tell(|| format!("[{browser}] wakes up"));
                return Ok(());
            }
            Happening::Event { browser, account, event } => (browser, account, *event),
            Happening::Timer { browser, account, life, name } => {
                if life != self.browsers[browser].life || !self.lives(browser) {
                    return Ok(());
                }
                (browser, Some(account), Event::Timer(name))
            }
            Happening::Ends(asked, mut result) => {
                let Asked { browser, account, life, request, spends } = asked;
                if let Some(wake) = self.browsers[browser].asleep_until {
                    let result = Box::new(crate::network::silence(NoResponse::Dropped));
                    self.line_up(wake + 5, Happening::Ends(asked, result));
                    return Ok(());
                }
                if life != self.browsers[browser].life || !self.lives(browser) {
                    return Ok(());
                }
                let waiting = self.browsers[browser].living(account);
                if waiting.is_none_or(|state| !state.live.pending.contains_key(&request)) {
                    // It has ended already; nobody waits any more.
                    return Ok(());
                }
                if self.plant == Some(Plant::SilenceAsRefusal)
                    && spends
                    && matches!(result.outcome, Silent(NoResponse::Dropped | NoResponse::Timeout))
                {
                    let problem = ApiError::new(ApiErrorKind::Invalid, "PLANTED", "");
                    result.outcome = impromptu::app::Outcome::ApiError(problem);
                }
                self.heard(browser, account, request, &result);
                (browser, Some(account), Event::Reply { request, result: *result })
            }
        };
        self.deliver(browser, account, event)
    }

    /// Hands an event to a worker and lets it work until it has nothing left to do, or dies.
    pub(crate) fn deliver(&mut self, at: usize, account: Option<u32>, event: Event) -> Result<(), Failure> {
        if let Some(wake) = self.browsers[at].asleep_until {
            self.line_up(wake + 1, Happening::Event { browser: at, account, event: Box::new(event) });
            return Ok(());
        }
        // What woke it stands in line behind its start, and is lost with it should it die over that.
        if !self.lives(at) {
            self.start(at);
        }
        self.browsers[at].inbox.push_back((account, event));
        self.work(at)
    }

    fn start(&mut self, at: usize) {
        self.tally.starts += 1;
        let as_text = self.rng.chance(6);
        let entropy = self.rng.bits();
        let browser = &mut self.browsers[at];
        let fuse = browser.fuse;
        browser.kill();
        browser.fuse = fuse;
        if self.plant == Some(Plant::SendingForgottenAtStart) {
            let states = browser.disk.kept.values_mut().filter_map(|kept| kept.state.as_mut());
            let submissions = states.flat_map(|state| state.submissions.values_mut());
            for submission in submissions.filter(|submission| submission.state == SubmissionState::Sending) {
                let revision = Revision::new("planted");
                submission.state = SubmissionState::Returned { revision, reason: ReturnReason::Withdrawn };
            }
        }
        let house = browser.disk.restore(as_text);
        let starts = house.numbers().into_iter().zip(0..).map(|(account, nth)| {
            let start = Start {
                zone_minutes: 60,
                entropy: entropy.rotate_left(nth),
                online: browser.online,
                key: browser.disk.key_state(account),
                views_lost: !browser.views,
                version: format!("0.1.{}", browser.version),
            };
            (account, start)
        });
        let woken = Event::WorkerStarted(starts.collect());
        browser.worker = Some(Box::new(house));
        browser.views = true;
        self.tell(|| format!("[{at}] the worker starts"));
        let now = self.now;
        for beats in self.browsers[at].beats.values_mut() {
            beats.since = beats.since.min(now);
        }
        self.browsers[at].inbox.push_back((None, woken));
    }

    fn work(&mut self, at: usize) -> Result<(), Failure> {
        while let Some((account, event)) = self.browsers[at].inbox.pop_front() {
            self.tell(|| format!("{}   {}", who(at, account.unwrap_or(0)), crate::story::event(&event)));
            self.tally.steps += 1;
            let started = matches!(event, Event::WorkerStarted(_));
            let told = self.about_to(at, &event);
            let now = self.now;
            let browser = &mut self.browsers[at];
            browser.active = now;
            let wall = browser.wall(now);
            let Some(house) = browser.worker.as_deref_mut() else { return Ok(()) };
            let left = house.account_list.current;
            let effects = house.step(account, event, wall);
            for account in house.numbers() {
                browser.beats.entry(account).or_insert(Beats { since: now, ..Beats::default() });
            }
            if house.account_list.current != left {
                let front = house.account_list.current;
                self.tally.switches += 1;
                self.tell(|| format!("[{at}]     account {front} is in front"));
            }
            self.decided(&told, &effects);
            if !self.carry(at, effects, started)? {
                return Ok(());
            }
            if self.browsers[at].inbox.is_empty() && !self.paint(at) {
                return Ok(());
            }
            self.check_step(at, &told)?;
        }
        Ok(())
    }

    /// The id of a place.
    pub(crate) fn node(&self, place: Place) -> Option<String> {
        match place {
            Place::Node(nth) => {
                let count = u32::try_from(self.places.len()).unwrap_or(1);
                self.places.get((nth % count) as usize).cloned()
            }
            Place::Own => self.own.clone(),
            Place::Seed => None,
        }
    }
}
