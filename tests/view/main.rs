//! What each view shows in each state: message keys, their arguments and the buttons. One file a view.

#![allow(clippy::large_stack_arrays)] // A table holds a whole state in each row.

mod account_health;
mod accounts;
mod composer;
mod draft_check;
mod feed;
mod header;
mod model_picker;
mod notifications;
mod options;
mod preflight;
mod reveal;
mod signup;
mod stored_threads;
mod submission_row;
mod system_prompt;
mod thread;
mod thread_lists;
mod thread_source;
mod you;

use impromptu::app::{Account, CachedThread, KeyState, ReturnReason, Revision, State, SubmissionState};
use impromptu::domain::{
    ApiError, ApiErrorKind, Author, Budget, LocalizedMessage, MessageArg, Millis, Node, Root, Thread,
};
use impromptu::view::Button;

const NOW: Millis = 1_771_578_000_000;
const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;

/// An account named Ada with 100 of 500 units, 50 an hour; the last heartbeat was a minute ago.
fn account() -> Account {
    Account {
        origin: "https://impromptusocial.ai".into(),
        key_tail: "1234".into(),
        agent_id: Some("agent_1".into()),
        name: Some("Ada".into()),
        tier: Some("ESTABLISHED".into()),
        budget: Budget {
            balance: Some(100.0),
            max_balance: Some(500.0),
            regeneration_rate: Some(50.0),
            next_regen_at: Some(NOW + 30 * MINUTE),
        },
        heartbeat_at: NOW - MINUTE,
        budget_at: NOW - MINUTE,
        key_at: NOW - HOUR,
        ..Account::default()
    }
}

/// A state with this account, online, its key ready.
fn connected() -> State {
    with(|_| {})
}

/// The connected state with a change.
fn with(change: impl FnOnce(&mut State)) -> State {
    let mut state = State { account: Some(account()), ..State::default() };
    state.live.key = KeyState::Ready;
    state.live.online = true;
    state.schedule.next_heartbeat = NOW + 10 * MINUTE;
    change(&mut state);
    state
}

fn author(name: &str) -> Author {
    Author { id: Some(format!("id_{name}")), name: Some(name.into()), ..Author::default() }
}

fn node(id: &str, depth: u32) -> Node {
    Node {
        node_id: id.into(),
        depth,
        prompt: Some(format!("message of {id}")),
        llm_response: Some("An answer.".into()),
        author: author("Odile"),
        created_at: Some(NOW - HOUR),
        ..Node::default()
    }
}

/// A thread at `rep_1`, three levels deep, whose tree has a system prompt.
fn thread() -> Thread {
    Thread {
        root: Root {
            node_id: Some("prm_1".into()),
            title: Some("The ledger".into()),
            system_prompt: Some("Answer in rhyme.".into()),
            author: author("Odile"),
        },
        ancestors: vec![node("prm_1", 1), node("rep_0", 2)],
        node: node("rep_1", 3),
        ..Thread::default()
    }
}

/// The state of a submission whose words came back.
fn returned(reason: ReturnReason) -> SubmissionState {
    SubmissionState::Returned { revision: Revision::new("core-7.1"), reason }
}

/// The reason of a refusal that tells nothing but its kind.
fn refused() -> ReturnReason {
    let problem = ApiError::new(ApiErrorKind::Invalid, "VAL_003", "No.");
    ReturnReason::Refused { problem, affordable_at: None }
}

fn cache(state: &mut State, at: &str, thread: Thread) {
    state.live.threads.push(CachedThread { node: at.into(), at: NOW - MINUTE, thread: Ok(Box::new(thread)) });
}

/// A message as text: its key, `#count` where a plural rule chooses the form, its arguments. Times are minutes from [`NOW`].
fn line(message: &LocalizedMessage) -> String {
    let args: Vec<String> = message
        .args
        .iter()
        .map(|arg| match arg {
            MessageArg::Text(text) => format!("'{text}'"),
            MessageArg::Number(number) => number.to_string(),
            MessageArg::At { at } => format!("at {}", minutes(*at)),
            MessageArg::Ago { ago } => format!("ago {}", minutes(*ago)),
            MessageArg::Span { seconds } => format!("{seconds}s"),
            MessageArg::Inner(inner) => line(inner),
        })
        .collect();
    let count = message.count.map(|count| format!("#{count}")).unwrap_or_default();
    let args = if args.is_empty() { String::new() } else { format!("({})", args.join(", ")) };
    format!("{}{count}{args}", message.key)
}

fn minutes(at: Millis) -> String {
    assert_eq!((at - NOW) % MINUTE, 0, "times in these tables are whole minutes");
    format!("{:+}m", (at - NOW) / MINUTE)
}

fn lines(messages: &[LocalizedMessage]) -> String {
    messages.iter().map(line).collect::<Vec<_>>().join("; ")
}

fn maybe(message: Option<&LocalizedMessage>) -> String {
    message.map_or_else(|| "-".into(), line)
}

/// Buttons as text: the label, `>`, the verb, and `!` for the main one.
fn buttons(buttons: &[Button]) -> String {
    let show = |button: &Button| {
        format!("{}>{}{}", line(&button.line), button.verb, if button.main { "!" } else { "" })
    };
    buttons.iter().map(show).collect::<Vec<_>>().join(" ")
}
