use super::reveal::{changes, finding, stretches};
use super::{Blank, Button};
use crate::agent::{Act, Phase, Standing, State, Target, Words, advise, blocker_line, is_ours, root_id};
use crate::check::{self, Craft};
use crate::markup;
use crate::model::{Author, Engine, Line, Millis, Node, Output, Problem, ProblemKind, Thread, order};
use serde::Serialize;

/// A thread as it is read: everything above the current node, the node, a first page of what is below.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ThreadPage {
    /// The node it was opened at.
    pub node: String,
    /// Title of the tree; remote text.
    pub title: Option<String>,
    /// *7 deep*.
    pub depth: Line,
    /// The system prompt; absent when the network did not send one.
    pub system_prompt: Option<SystemPrompt>,
    /// From the first level down to the parent.
    pub above: Vec<Step>,
    /// The current node; absent while loading or when it cannot be shown.
    pub current: Option<Step>,
    /// *2 of 3* and the neighbours.
    pub siblings: Option<Siblings>,
    /// First page of what is below, in reading order.
    pub below: Vec<Step>,
    /// Nodes below in all; ask for more with the command `page`.
    pub below_count: u32,
    /// *2 replies to this*.
    pub below_line: Option<Line>,
    /// Where words are written.
    pub composer: Option<Composer>,
    /// Pictures that go along with an image reprompt.
    pub images: Vec<String>,
    /// Instead of a thread: loading, gone, refused.
    pub blank: Option<Blank>,
    /// When it was read.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
}

/// One node of a thread.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Its id.
    pub node: String,
    /// Its level; the prompt itself is 0 and the first message 1.
    pub level: u32,
    /// Who wrote it.
    pub author: Author,
    /// Whether that is us.
    pub you: bool,
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub at: Option<Millis>,
    /// The message; remote text.
    pub message: String,
    /// The model's answer as a typed tree; empty while pending.
    #[cfg_attr(feature = "types", ts(type = "Block[]"))]
    pub answer: Vec<crate::markup::Block>,
    /// *The answer is being written*, *liked by 2*, *3 below*: what there is to say.
    pub notes: Vec<Line>,
    /// A picture that can be asked for.
    pub picture: Option<Picture>,
    /// Whether we liked it.
    pub liked: bool,
    /// Whether we bookmarked it.
    pub bookmarked: bool,
}

/// A picture that loads on a click.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    /// Where from; http or https only.
    pub url: String,
    /// Host, shown before the click.
    pub host: String,
}

/// The current node among its siblings.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Siblings {
    /// *2 of 3*.
    pub line: Line,
    /// The one before.
    pub previous: Option<String>,
    /// The one after.
    pub next: Option<String>,
}

/// A stretch of text, plain or one hidden thing made visible.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Stretch {
    /// The text; for a hidden thing, its chip: *U+200B*.
    pub text: String,
    /// Whether it is a chip.
    pub hidden: bool,
    /// Whether it differs from what was read before, or from what stands now.
    pub changed: bool,
}

/// Whether the person has read a system prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// Read as it stands.
    Reviewed,
    /// Never read.
    Open,
    /// Read once, and changed since.
    Changed,
}

/// The text that shapes every answer in a tree: privileged, shown whole and as text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SystemPrompt {
    /// Id under which the review is remembered.
    pub root: String,
    /// The whole text, hidden things made visible in place.
    pub text: Vec<Stretch>,
    /// Its first words, for the folded line.
    pub brief: String,
    /// Whether it was read.
    pub review: Review,
    /// *reviewed 14 Nov*.
    pub review_line: Line,
    /// *248 characters, nothing hidden.*
    pub size: Line,
    /// What is hidden in it: chip, name, place.
    pub findings: Vec<Finding>,
    /// *By Odile Marsh, 14 Nov*.
    pub by: Option<Line>,
    /// The text that was read before, when it changed.
    pub before: Option<Vec<Stretch>>,
}

/// One hidden thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// *U+200B*.
    pub chip: String,
    /// What it is, in words.
    pub line: Line,
    /// Its place in the text, in UTF-16 units.
    pub at: u32,
}

/// Where words are written: all but the words' own liveliness, which is the surface's.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Composer {
    /// `reply:<node>` or `seed:<number>`.
    pub draft: String,
    /// *Reprompt to Ada Okafor, level 7*.
    pub to: Line,
    /// Placeholder: *Your message to Ada, level 7*.
    pub invite: Line,
    /// The words as last stored.
    pub words: Words,
    /// Where they stand. Only `draft` and `refused` may be edited.
    pub phase: Phase,
    /// When they were stored.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub saved_at: Option<Millis>,
    /// What is known about sending it.
    pub advice: Advice,
    /// Models to choose from, recommended first.
    pub engines: Vec<Choice>,
}

/// A model in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// `provider/model`.
    pub id: String,
    /// Name to show.
    pub name: String,
    /// What it makes.
    pub makes: Vec<Output>,
    /// Whether the network recommends it.
    pub recommended: bool,
    /// Whether it was the last used for its kind.
    pub last: bool,
}

/// What the core says about words before they are sent. Asked for at each keystroke.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Advice {
    /// Whether the button may be pressed.
    pub can_post: bool,
    /// Facts that stand in the way, each with what settles it.
    pub blockers: Vec<Blocker>,
    /// Craft hints, in the order of the words they mark.
    pub hints: Vec<Hint>,
    /// The same for the system prompt of a seed.
    pub system_hints: Vec<Hint>,
    /// The system prompt of a seed, when text from elsewhere in it is to be read before it is planted.
    pub review: Option<SystemPrompt>,
    /// *Costs from 10*.
    pub cost: Option<Line>,
    /// *Leaves 302 of 500*, or *Needs 10, you have 4. It stays here.*
    pub after: Option<Line>,
    /// *Enough at 14:20*, *twice the usual: three posts this hour*: in ochre, before `after`.
    pub wait: Option<Line>,
    /// *9,800 of 10,000*, near the limit.
    pub size: Option<Line>,
}

/// A fact that stands in the way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Blocker {
    /// Its code.
    pub code: String,
    /// What is so, and what settles it.
    pub line: Line,
    /// A press that settles it: `model:<id>`, `review`, `output:text`.
    pub button: Option<Button>,
}

/// A craft hint: a footnote on the words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Hint {
    /// Its family.
    pub code: String,
    /// Where the words begin, in UTF-16 units.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// *Agrees without adding.*
    pub title: Line,
    /// *Begin where you differ.*
    pub text: Line,
    /// One example of stronger.
    pub example: Line,
}

/// Replies handed over with the first page.
const BELOW: usize = 20;
/// Replies handed over at once at most.
const PAGE: usize = 50;

impl ThreadPage {
    /// The thread at a node: as it was read, or what stands instead.
    pub fn of(state: &State, node: &str, now: Millis) -> Self {
        let empty = Self {
            node: node.to_owned(),
            title: state.title_of(node),
            depth: Line::new("factDeep").with(0_u32),
            system_prompt: None,
            above: Vec::new(),
            current: None,
            siblings: None,
            below: Vec::new(),
            below_count: 0,
            below_line: None,
            composer: None,
            images: Vec::new(),
            blank: None,
            at: now,
        };
        let Some(opened) = state.opened(node) else {
            let blank = Blank::obstacle(state).unwrap_or_else(|| Blank::new("pulse", "blankThreadLoading"));
            return Self { blank: Some(blank), ..empty };
        };
        match &opened.thread {
            Err(problem) => Self { blank: Some(unreadable(problem)), at: opened.at, ..empty },
            Ok(thread) => Self {
                title: thread.root.title.clone().or(empty.title),
                depth: Line::new("factDeep").with(deepest(thread)),
                system_prompt: SystemPrompt::of(state, thread),
                above: thread
                    .ancestors
                    .iter()
                    .filter(|node| says_something(node))
                    .map(|node| step(state, node))
                    .collect(),
                current: Some(step(state, &thread.node)),
                siblings: siblings(thread),
                below: below(state, thread, 0, BELOW),
                below_count: u32::try_from(thread.branches.len()).unwrap_or(u32::MAX),
                below_line: Some(thread.branches.iter().filter(|branch| branch.level == 0).count())
                    .filter(|count| *count > 0)
                    .map(|count| Line::count("belowReplies", u32::try_from(count).unwrap_or(u32::MAX))),
                composer: Some(Composer::reply(state, thread, now)),
                images: thread.ancestor_images.iter().take(3).cloned().collect(),
                blank: None,
                at: opened.at,
                ..empty
            },
        }
    }
}

fn unreadable(problem: &Problem) -> Blank {
    let code = Some(problem.code.clone()).filter(|code| !code.is_empty());
    let again = Button::new("doTryAgain", "again");
    match problem.kind {
        ProblemKind::Missing | ProblemKind::Invalid => {
            Blank { code, ..Blank::new("door", "blankThreadGone") }
        }
        ProblemKind::Tier => Blank { code, ..Blank::new("lock", "blankThreadTier") },
        ProblemKind::Network => Blank::new("off", "blankThreadOffline").button(again.main()),
        _ => Blank { code, ..Blank::new("off", "blankThreadFailed").button(again.main()) },
    }
}

/// A prompt node without a first message says nothing of its own: its system prompt stands above the thread.
fn says_something(node: &Node) -> bool {
    node.prompt.is_some() || node.llm_response.is_some() || node.image_url.is_some()
}

fn deepest(thread: &Thread) -> u32 {
    let below = thread.branches.iter().map(|branch| branch.level + 1).max().unwrap_or(0);
    thread.node.depth + below
}

/// Some of what is below, in reading order.
pub(super) fn below(state: &State, thread: &Thread, from: usize, count: usize) -> Vec<Step> {
    let wanted = thread.branches.iter().enumerate().skip(from).take(count.min(PAGE));
    wanted
        .map(|(place, branch)| {
            let deeper =
                thread.branches.iter().skip(place + 1).take_while(|other| other.level > branch.level).count();
            let mut step = step(state, &branch.node);
            step.level = thread.node.depth + 1 + branch.level;
            if deeper > 0 {
                step.notes.push(Line::count("noteBelow", u32::try_from(deeper).unwrap_or(u32::MAX)));
            }
            step
        })
        .collect()
}

fn step(state: &State, node: &Node) -> Step {
    let marks = state.engaged.get(&node.node_id).copied().unwrap_or_default();
    let mut notes = Vec::new();
    let unanswered = node.llm_response.is_none() && node.image_url.is_none();
    if unanswered && node.status.as_deref().is_some_and(|status| !status.eq_ignore_ascii_case("complete")) {
        notes.push(Line::new("notePending"));
    }
    if let Some(likes) = node.likes.filter(|likes| *likes > 0) {
        notes.push(Line::count("noteLiked", likes));
    }
    Step {
        node: node.node_id.clone(),
        level: node.depth,
        author: node.author.clone(),
        you: is_ours(state, node),
        at: node.created_at.map(|at| at - state.skew),
        message: node.prompt.clone().unwrap_or_default(),
        answer: node.llm_response.as_deref().map(markup::parse).unwrap_or_default(),
        notes,
        picture: node.image_url.as_deref().and_then(picture),
        liked: marks.liked,
        bookmarked: marks.bookmarked,
    }
}

/// A picture that may be asked for: http or https, from a host that can be shown.
fn picture(url: &str) -> Option<Picture> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
    let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    (web && !host.is_empty()).then(|| Picture { url: url.to_owned(), host: host.to_owned() })
}

fn siblings(thread: &Thread) -> Option<Siblings> {
    if thread.siblings.is_empty() {
        return None;
    }
    // In the order they were written, with the current one among them.
    let mut all: Vec<&Node> = thread.siblings.iter().chain(std::iter::once(&thread.node)).collect();
    order::sort_by(&mut all, |one, other| {
        one.created_at.cmp(&other.created_at).then_with(|| one.node_id.cmp(&other.node_id))
    });
    let place = all.iter().position(|node| node.node_id == thread.node.node_id)?;
    let id = |place: Option<usize>| place.and_then(|place| all.get(place)).map(|node| node.node_id.clone());
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Some(Siblings {
        line: Line::new("siblingOf").with(number(place + 1)).with(number(all.len())),
        previous: id(place.checked_sub(1)),
        next: id(Some(place + 1)),
    })
}

impl SystemPrompt {
    fn of(state: &State, thread: &Thread) -> Option<Self> {
        let text = thread.root.system_prompt.as_deref().filter(|text| !text.trim().is_empty())?;
        let by = thread.root.author.name.as_deref().map(|name| Line::new("by").with(name));
        Some(Self { by, ..Self::at(state, root_id(thread), text, state.review(thread)) })
    }

    /// A system prompt, and how it stands under the id that its review is remembered by.
    fn at(state: &State, root: &str, text: &str, standing: Standing) -> Self {
        let read = state.reviews.get(root);
        let (review, review_line) = match (standing, read) {
            (Standing::Fine, Some(read)) => (Review::Reviewed, Line::new("reviewedAt").at(read.at)),
            (Standing::Fine, None) => (Review::Reviewed, Line::new("reviewOwn")),
            (Standing::Open, _) => (Review::Open, Line::new("reviewOpen")),
            (Standing::Changed, _) => (Review::Changed, Line::new("reviewChanged")),
        };
        let revealed = check::reveal(text);
        let before =
            (review == Review::Changed).then(|| read.and_then(|read| read.text.as_deref())).flatten();
        let (text_shown, before) = match before {
            None => (stretches(text, &revealed), None),
            Some(before) => {
                let (now, before) = changes(text, before);
                (now, Some(before))
            }
        };
        let size = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let hidden = u32::try_from(revealed.findings.len()).unwrap_or(u32::MAX);
        Self {
            root: root.to_owned(),
            text: text_shown,
            brief: text.split_whitespace().take(40).collect::<Vec<_>>().join(" "),
            review,
            review_line,
            size: match hidden {
                0 => Line::new("sizeClean").with(size),
                _ => Line::count("sizeHidden", hidden).with(size),
            },
            findings: revealed.findings.iter().map(finding).collect(),
            by: None,
            before,
        }
    }
}

impl Composer {
    fn reply(state: &State, thread: &Thread, now: Millis) -> Self {
        let draft = state.reply_to(&thread.node.node_id);
        let level = thread.node.depth;
        let name = thread.node.author.name.clone();
        let (to, invite) = match (&name, is_ours(state, &thread.node)) {
            (_, true) => (
                Line::new("toReprompt").with(Line::new("yourself")).with(level),
                Line::new("inviteDeeper").with(level),
            ),
            (Some(name), _) => (
                Line::new("toReprompt").with(name.as_str()).with(level),
                Line::new("inviteMessage").with(name.as_str()).with(level),
            ),
            (None, _) => {
                (Line::new("toRepromptPlain").with(level), Line::new("inviteMessagePlain").with(level))
            }
        };
        Self { to, invite, ..Self::of(state, draft, now) }
    }

    /// Where a new prompt is written.
    pub fn seed(state: &State, now: Millis) -> Self {
        Self::of(state, state.seed(), now)
    }

    fn of(state: &State, draft: String, now: Millis) -> Self {
        let slip = state.slips.get(&draft);
        let stored = state.live.words.get(&draft);
        let words = stored.map(|stored| stored.words.clone()).or_else(|| slip.map(|slip| slip.words.clone()));
        let words = words.unwrap_or_default();
        Self {
            advice: Advice::of(state, &draft, &words, now),
            to: Line::new("toSeed"),
            invite: Line::new("inviteSeed"),
            phase: slip.map_or(Phase::Draft, |slip| slip.phase),
            saved_at: stored.map(|stored| stored.at),
            engines: choices(state),
            words,
            draft,
        }
    }
}

fn choices(state: &State) -> Vec<Choice> {
    let mut engines: Vec<&Engine> = state.cache.engines.iter().collect();
    order::sort_by_key(&mut engines, |engine| !engine.recommended);
    engines.into_iter().take(60).map(|engine| choice(state, engine)).collect()
}

/// A model as a list shows it.
pub(super) fn choice(state: &State, engine: &Engine) -> Choice {
    let short = engine.id.rsplit('/').next().unwrap_or(&engine.id);
    Choice {
        id: engine.id.clone(),
        name: engine.name.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| short.to_owned()),
        makes: [Output::Text, Output::Image].into_iter().filter(|output| engine.makes(*output)).collect(),
        recommended: engine.recommended,
        last: engine.id == state.last_text || engine.id == state.last_image,
    }
}

impl Advice {
    /// What there is to say about words before they are sent.
    pub fn of(state: &State, draft: &str, words: &Words, now: Millis) -> Self {
        let checked = advise(state, draft, words, now);
        let seed = Target::parse(draft) == Some(Target::Seed);
        let price = state.price(if seed { Act::Seed } else { Act::Reprompt }, now);
        let balance = state.balance(now);
        let max = state.account.as_ref().and_then(|account| account.budget.max_balance);
        let short = balance.is_some_and(|balance| balance < price.units);
        let phase = state.slips.get(draft).map_or(Phase::Draft, |slip| slip.phase);
        let after = match (balance, max) {
            (Some(balance), _) if short => Some(Line::new("needsBudget").with(price.units).with(balance)),
            (Some(balance), Some(max)) => Some(Line::new("leavesOf").with(balance - price.units).with(max)),
            (Some(balance), None) => Some(Line::new("leaves").with(balance - price.units)),
            (None, _) => None,
        };
        let wait = if short {
            state.affordable_at(price.units, now).map(|at| Line::new("enoughAt").at(at))
        } else {
            price.usual_at.map(|at| Line::new("dearer").with(price.factor).at(at))
        };
        Self {
            // The review is asked for by the press itself, and so does not dull the button.
            can_post: state.account.is_some()
                && matches!(phase, Phase::Draft | Phase::Refused | Phase::Queued)
                && checked.blockers.iter().all(|blocker| matches!(blocker, check::Blocker::Unreviewed)),
            blockers: checked
                .blockers
                .iter()
                // An empty box says so itself.
                .filter(|blocker| {
                    !matches!(blocker, check::Blocker::Empty { .. } | check::Blocker::Unaffordable { .. })
                })
                .map(|blocker| blocked(state, blocker, draft, now))
                .collect(),
            hints: checked.hints.iter().map(hint).collect(),
            system_hints: checked.system_hints.iter().map(hint).collect(),
            review: (seed && checked.blockers.contains(&check::Blocker::Unreviewed)).then(|| {
                SystemPrompt::at(state, draft, &words.system_prompt, state.seed_review(draft, words))
            }),
            cost: Some(Line::new("costFrom").with(price.units)),
            after,
            wait,
            size: (checked.count * 10 >= checked.limit * 9)
                .then(|| Line::new("sizeOf").with(checked.count).with(checked.limit)),
        }
    }
}

fn blocked(state: &State, blocker: &check::Blocker, draft: &str, now: Millis) -> Blocker {
    let button = match blocker {
        check::Blocker::Unreviewed => Some(Button::new("doReview", "review")),
        check::Blocker::ReadOnly => Some(Button::new("doEnterKey", "options")),
        check::Blocker::OutputMismatch { output, .. } => {
            let fitting = state.cache.engines.iter().filter(|engine| engine.makes(*output));
            let last = if *output == Output::Image { &state.last_image } else { &state.last_text };
            let engine = fitting.max_by_key(|engine| (engine.id == *last, engine.recommended));
            engine.map(|engine| {
                let name = choice(state, engine).name;
                Button {
                    line: Line::new("doUseModel").with(name),
                    verb: format!("model:{}", engine.id),
                    main: false,
                }
            })
        }
        _ => None,
    };
    let code = match blocker {
        check::Blocker::Empty { .. } => "empty",
        check::Blocker::TooLong { .. } => "too_long",
        check::Blocker::NoParent | check::Blocker::BadParent { .. } => "no_parent",
        check::Blocker::OutputMismatch { .. } => "output_mismatch",
        check::Blocker::Unaffordable { .. } => "unaffordable",
        check::Blocker::TierTooLow { .. } => "tier_too_low",
        check::Blocker::Unreviewed => "unreviewed",
        check::Blocker::ReadOnly => "read_only",
    };
    Blocker { code: code.to_owned(), line: blocker_line(blocker, draft, now), button }
}

/// Part of the message keys of a family of hints.
pub(super) fn hint_key(code: Craft) -> &'static str {
    match code {
        Craft::Agrees => "hintAgrees",
        Craft::Summarises => "hintSummarises",
        Craft::Explains => "hintExplains",
        Craft::Generic => "hintGeneric",
        Craft::Echoes => "hintEchoes",
        Craft::Rhetorical => "hintRhetorical",
        Craft::AsksMore => "hintAsksMore",
    }
}

fn hint(hint: &check::Hint) -> Hint {
    let key = hint_key(hint.code);
    Hint {
        code: hint.code.code().to_owned(),
        start: hint.start,
        end: hint.end,
        title: Line::new(&format!("{key}Title")),
        text: Line::new(&format!("{key}Text")),
        example: Line::new(&format!("{key}Example")),
    }
}
