//! Decisions over time: a module per decision, each a table of cases. Replies are given as the network words them, so that a
//! case reads like the contract.

mod accounts;
mod badge;
mod cached_threads;
mod caches;
mod clock_changes;
mod connecting;
mod credentials;
mod days;
mod details;
mod engaging;
mod heartbeat;
mod hiding;
mod keystrokes;
mod locking;
mod models;
mod notifications;
mod posting;
mod preloading;
mod puzzle;
mod reading;
mod receipts;
mod reconciling;
mod restore;
mod reviewing;
mod revisions;
mod saved_searches;
mod searching;
mod settings;
mod signup;
mod signup_form;
mod snoozing;
mod undoing;
mod unknown_submissions;
mod visits;

use impromptu::app::{
    Answer, AnswerCode, Command, DraftContent, Effect, Event, Fetch, KeyState, NoResponse, Outcome, Phase,
    RequestResult, Revision, SealOutcome, Start, State, StoredDraft, Submission, digest, step,
};
use impromptu::domain::{Millis, Secret};
use impromptu::protocol::{Endpoint, Meta, meta, normalize};
use serde_json::{Value, json};

const NOW: Millis = 1_771_578_000_000;
const MINUTE: Millis = 60_000;
const KEY: &str = "impr_sk_test_key_1234";
const DRAFT: &str = "reply:rep_1";
/// The system prompt of the thread.
const PROMPT: &str = "Speak in entries.";

/// A core, a clock, and what it wanted last.
struct Bench {
    state: State,
    now: Millis,
    effects: Vec<Effect>,
}

impl Bench {
    fn new() -> Self {
        let mut bench = Self { state: State::default(), now: NOW, effects: Vec::new() };
        bench.start(KeyState::None);
        bench
    }

    /// Connected as `agent_7f3`, ESTABLISHED, 100 of 500, with notices and costs at hand.
    fn connected() -> Self {
        let mut bench = Self::new();
        bench.ask(Command::Connect {
            address: "impromptusocial.ai".into(),
            key: Secret::new(KEY),
            agreed: false,
        });
        bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
        bench.reply(Endpoint::Notifications, 200, &json!({"notifications": [], "unreadCount": 0}));
        bench.reply(
            Endpoint::Budget,
            200,
            &json!({"balance": 100, "maxBalance": 500, "regenerationRate": 50}),
        );
        bench
    }

    /// Connected, at a thread that was read and reviewed.
    fn reading() -> Self {
        let mut bench = Self::connected();
        bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
        bench.reply(Endpoint::Thread, 200, &thread(&[], None));
        bench.ask(read_prompt(PROMPT));
        bench
    }

    /// The same, with a post under way.
    fn sending() -> Self {
        let mut bench = Self::reading();
        bench.post("three boots");
        bench
    }

    fn start(&mut self, key: KeyState) {
        let version = "1".to_owned();
        self.event(Event::Start(Start { online: true, key, version, entropy: 7, ..Start::default() }));
    }

    /// The worker dies and wakes up from what was saved.
    fn restart(&mut self) {
        self.restart_as(KeyState::Ready);
    }

    fn restart_as(&mut self, key: KeyState) {
        let found = impromptu::app::StoredData {
            state: serde_json::to_string(&self.state).ok(),
            cache: serde_json::to_string(&self.state.cache).ok(),
            drafts: Vec::new(),
        };
        self.state = impromptu::app::restore(&found).0;
        self.start(key);
    }

    fn event(&mut self, event: Event) {
        self.effects = step(&mut self.state, event, self.now);
    }

    fn ask(&mut self, command: Command) {
        self.event(Event::Command { token: 1, command });
    }

    fn post(&mut self, text: &str) {
        self.ask(press(DRAFT, content(text)));
    }

    fn typed(&mut self, text: &str) {
        self.typed_after(text, None);
    }

    /// A surface stores a text that goes on from words that came back.
    fn typed_after(&mut self, text: &str, continues: Option<Revision>) {
        let replaced = self.state.live.drafts.get(DRAFT).cloned();
        let base = replaced.as_ref().map(|stored| stored.revision.clone());
        let stored = StoredDraft { base, continues, ..draft_of(content(text), self.now) };
        self.event(Event::DraftStored { draft: DRAFT.into(), stored, replaced });
    }

    /// The words that came back, as a surface that shows them names them.
    fn returned(&self) -> Option<Revision> {
        self.state.shown_content(DRAFT).expect("a content").continues
    }

    fn discard(&mut self) {
        let revision = self.state.shown_revision(DRAFT).cloned().unwrap_or_default();
        self.ask(Command::Discard { draft: DRAFT.into(), revision });
    }

    /// The number of the request to an endpoint that is under way.
    fn request(&self, endpoint: Endpoint) -> u64 {
        let pending = &self.state.live.pending;
        let kind = |pending: &impromptu::app::Pending| {
            use impromptu::app::Pending as P;
            match pending {
                P::Heartbeat(_) | P::HealthAccount(_) => Endpoint::Heartbeat,
                P::Notifications(_) => Endpoint::Notifications,
                P::Thread(_) | P::Replies { .. } | P::Reconcile { .. } | P::Answer(_) | P::Preload { .. } => {
                    Endpoint::Thread
                }
                P::Post { .. } => Endpoint::Reprompt,
                P::Engage { verb: impromptu::domain::Verb::HandOff, .. } => Endpoint::Handoff,
                P::Engage { .. } => Endpoint::Engage,
                P::BudgetDetails => Endpoint::Budget,
                P::Feed(_) => Endpoint::Opportunities,
                P::AiModels | P::ModelSearch { .. } => Endpoint::Models,
                P::Search(_) => Endpoint::Query,
                P::Profile => Endpoint::Profile,
                P::Tokens => Endpoint::Balance,
                P::Connect { endpoint, .. } | P::Detail { endpoint, .. } => *endpoint,
                P::Terms(_) => Endpoint::Terms,
                P::Deregister(_) => Endpoint::Deregister,
                P::HealthSecurity(_) => Endpoint::Security,
                P::HealthAddress(_) => Endpoint::Health,
                P::Challenge { .. } => Endpoint::Challenge,
                P::Register { .. } => Endpoint::Register,
                P::Credentials { .. } => Endpoint::Credentials,
            }
        };
        *pending.iter().find(|(_, pending)| kind(pending) == endpoint).expect("a request under way").0
    }

    fn ends(&mut self, endpoint: Endpoint, outcome: Outcome, meta: Meta) {
        self.ends_late(self.request(endpoint), outcome, meta);
    }

    /// The end of a request that may no longer be waited for.
    fn ends_late(&mut self, request: u64, outcome: Outcome, meta: Meta) {
        self.event(Event::Reply { request, result: RequestResult { outcome, meta, duration_ms: 5 } });
    }

    fn reply(&mut self, endpoint: Endpoint, status: u16, body: &Value) {
        self.reply_with(endpoint, status, &[], body);
    }

    fn reply_with(&mut self, endpoint: Endpoint, status: u16, headers: &[(&str, &str)], body: &Value) {
        let headers: Vec<_> = headers.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let outcome = match normalize(endpoint, status, &headers, body.to_string().as_bytes()) {
            Ok(reply) => Outcome::Reply(Box::new(reply)),
            Err(problem) => Outcome::ApiError(problem),
        };
        self.ends(endpoint, outcome, meta(&headers));
    }

    /// The reply to a request by its number, whether or not anybody waits for it still.
    fn answers(&mut self, request: u64, endpoint: Endpoint, body: &Value) {
        let reply = normalize(endpoint, 200, &[], body.to_string().as_bytes()).expect("a reply");
        let result =
            RequestResult { outcome: Outcome::Reply(Box::new(reply)), meta: Meta::default(), duration_ms: 5 };
        self.event(Event::Reply { request, result });
    }

    fn silence(&mut self, endpoint: Endpoint, silence: NoResponse) {
        self.ends(endpoint, Outcome::NoResponse(silence), Meta::default());
    }

    fn phase(&self) -> Option<Phase> {
        self.state.submissions.get(DRAFT).map(Submission::phase)
    }

    fn fetches(&self) -> Vec<&Fetch> {
        self.effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Fetch(fetch) => Some(fetch),
                _ => None,
            })
            .collect()
    }

    fn beats(&self) -> usize {
        self.fetches().iter().filter(|fetch| fetch.endpoint == Endpoint::Heartbeat).count()
    }

    fn discoveries(&self) -> usize {
        self.fetches().iter().filter(|fetch| fetch.endpoint == Endpoint::Opportunities).count()
    }

    /// The key of what the toolbar says in words.
    fn title(&self) -> String {
        impromptu::app::badge(&self.state).title.key
    }

    fn answer(&self) -> Answer {
        let mut answers = self.effects.iter().rev();
        answers
            .find_map(|effect| match effect {
                Effect::Answer { answer, .. } => Some(answer.clone()),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The key of what was said or what went wrong.
    fn told(&self) -> String {
        let answer = self.answer();
        answer.said.or(answer.alert).map(|line| line.key).unwrap_or_default()
    }

    fn place(&self, what: impl Fn(&Effect) -> bool) -> Option<usize> {
        self.effects.iter().position(what)
    }
}

/// The person has read this system prompt of the thread.
fn read_prompt(text: &str) -> Command {
    Command::Review { root: "prm_1".into(), digest: digest(text), text: None }
}

/// A content as it is stored, under a revision that is its own text: equal revisions are equal texts.
fn draft_of(content: DraftContent, at: Millis) -> StoredDraft {
    StoredDraft { revision: revision_of(&content), content, base: None, continues: None, at }
}

fn revision_of(content: &DraftContent) -> Revision {
    Revision::new(format!("{} {}", content.text, content.system_prompt))
}

/// A press on *Post* in a window that shows this content.
fn press(draft: &str, content: DraftContent) -> Command {
    let revision = revision_of(&content);
    Command::Post { draft: draft.into(), content, revision, continues: None, shown: None }
}

fn content(text: &str) -> DraftContent {
    DraftContent { text: text.into(), ..DraftContent::default() }
}

fn heartbeat(unread: u32) -> Value {
    json!({"agentId": "agent_7f3", "name": "Lantern", "tier": "ESTABLISHED", "unreadNotifications": unread,
        "budget": {"balance": 100, "maxBalance": 500, "regenerationRate": 50}})
}

fn node(id: &str, by: &str, text: &str) -> Value {
    json!({"nodeId": id, "parentNodeId": "rep_1", "depth": 2, "prompt": text, "llmResponse": "Fog.",
        "author": {"id": by, "name": by}})
}

fn thread(children: &[Value], cursor: Option<&str>) -> Value {
    json!({"root": {"nodeId": "prm_1", "title": "Ledger", "systemPrompt": PROMPT},
        "node": {"nodeId": "rep_1", "depth": 1, "prompt": "Open the book."}, "ancestors": [], "siblings": [],
        "children": children, "pagination": {"nextCursor": cursor, "hasMore": cursor.is_some()}})
}

fn refusal(code: &str) -> Value {
    json!({"error": {"code": code, "message": "No.", "hint": "Wait."}})
}
