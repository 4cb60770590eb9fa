//! What happened, in lines a person can read.

use impromptu::app::{Effect, Event, Outcome, RequestResult, StoredDraft};
use impromptu::protocol::Reply;

const WIDTH: usize = 150;

fn short(text: &str) -> String {
    let mut line: String = text.chars().take(WIDTH).collect();
    if line.len() < text.len() {
        line.push('…');
    }
    line
}

/// A browser, and one of its accounts where it is not the first.
pub(crate) fn who(browser: usize, account: u32) -> String {
    if account == 0 { format!("[{browser}]") } else { format!("[{browser}/{account}]") }
}

/// An event in a line.
pub(crate) fn event(event: &Event) -> String {
    match event {
        Event::Reply { request, result } => format!("reply #{request}: {}", ended(result)),
        Event::Command { token, command } => short(&format!("command {token}: {command:?}")),
        Event::DraftStored { draft, stored, .. } => {
            let StoredDraft { content, revision, .. } = stored;
            short(&format!("stored {draft} {revision:?}: {} {}", content.text, content.system_prompt))
        }
        other => short(&format!("{other:?}")),
    }
}

/// The end of a request in a few words.
pub(crate) fn ended(result: &RequestResult) -> String {
    match &result.outcome {
        Outcome::NoResponse(silence) => format!("{silence:?}"),
        Outcome::ApiError(problem) => {
            format!("{} ({:?}), wait {:?}", problem.code, problem.kind, problem.retry_after_seconds)
        }
        Outcome::Reply(reply) => match reply.as_ref() {
            Reply::Posted(posted) => format!("posted as {}", posted.node_id),
            Reply::Heartbeat(heartbeat) => format!("heartbeat, {:?} unread", heartbeat.unread_notifications),
            Reply::Thread(thread) => format!("thread at {}", thread.node.node_id),
            Reply::Notifications(page) => format!("{} notifications", page.notifications.len()),
            Reply::Engaged(_) => "engaged".to_owned(),
            _ => "a reply".to_owned(),
        },
    }
}

/// An effect in a line; nothing for what only paints.
pub(crate) fn effect(effect: &Effect) -> Option<String> {
    match effect {
        Effect::Show(_) => None,
        Effect::Fetch(fetch) => {
            Some(format!("fetch #{} {} {}", fetch.request, fetch.call.method, short(&fetch.call.path)))
        }
        Effect::StoreDraft { draft, stored } | Effect::StoreDraftIfAbsent { draft, stored } => {
            let content = &stored.content;
            Some(short(&format!("store {draft}: {} {}", content.text, content.system_prompt)))
        }
        Effect::Answer { answer, .. } => {
            let line = answer.said.as_ref().or(answer.alert.as_ref())?;
            Some(format!("answer {}", line.key))
        }
        Effect::Badge(badge) => Some(format!("badge {} {:?}", badge.title.key, badge.text)),
        other => Some(short(&format!("{other:?}"))),
    }
}
