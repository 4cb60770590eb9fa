//! The `action` of an item: a hint from afar, which is mapped onto a verb we know and the item's own node, or dropped.
//!
//! Nothing of it is ever sent: it only decides which of our own buttons is put first.

use super::best::Best;
use super::scalar::Scalar;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{Action, Verb};

/// An action as it is read: an object, or a bare word or path.
#[derive(Default)]
pub(super) struct ActionDraft {
    word: Best<String>,
    method: Option<String>,
    path: Best<String>,
    hint: Best<String>,
    body: Body,
}

/// What the suggested request would carry.
#[derive(Default)]
struct Body {
    node: Best<String>,
    engagement: Best<String>,
}

impl<'de> Shape<'de> for Body {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "nodeId" => self.node.offer(0, value.text()?),
            "promptId" | "parentNodeId" | "repromptId" => self.node.offer(1, value.text()?),
            "type" => self.engagement.offer(0, value.text()?),
            "action" | "engagementType" | "reaction" => self.engagement.offer(1, value.text()?),
            _ => value.skip()?,
        }
        Ok(())
    }
}

impl<'de> Shape<'de> for ActionDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "verb" => self.word.offer(0, value.text()?),
            "type" | "action" | "name" => self.word.offer(1, value.text()?),
            "method" => self.method = value.text()?,
            "endpoint" => self.path.offer(0, value.text()?),
            "path" | "url" | "href" => self.path.offer(1, value.text()?),
            "hint" => self.hint.offer(0, value.text()?),
            "label" | "message" | "text" | "description" => self.hint.offer(1, value.text()?),
            "body" => value.fill(&mut self.body)?,
            "nodeId" => self.body.node.offer(2, value.text()?),
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        let Some(text) = value.text() else { return };
        let text = text.trim();
        match text.split_once(' ') {
            Some((method, path)) if path.starts_with('/') => {
                self.method = Some(method.to_owned());
                self.path.offer(0, Some(path.to_owned()));
            }
            _ if text.contains('/') => self.path.offer(0, Some(text.to_owned())),
            _ => self.word.offer(1, Some(text.to_owned())),
        }
    }
}

impl ActionDraft {
    /// The action on this very node, if everything it says fits.
    pub(super) fn finish(self, node_id: &str) -> Option<Action> {
        if self.body.node.get().is_some_and(|other| other != node_id) {
            return None;
        }
        let word = self.word.take();
        let verb = match self.path.take() {
            Some(path) => {
                let verb = verb_of_path(&path, self.body.engagement.get().map(String::as_str), node_id)?;
                let method = if verb == Verb::Read { "GET" } else { "POST" };
                if self.method.is_some_and(|other| !other.eq_ignore_ascii_case(method)) {
                    return None;
                }
                // A word beside a path must mean the same; one that means nothing here is passed over.
                if word.and_then(|word| verb_of_word(&word)).is_some_and(|other| other != verb) {
                    return None;
                }
                verb
            }
            None => verb_of_word(&word?)?,
        };
        Some(Action { verb, hint: self.hint.take() })
    }
}

fn verb_of_word(word: &str) -> Option<Verb> {
    match word.trim().to_ascii_lowercase().as_str() {
        "reprompt" | "reply" | "respond" | "answer" => Some(Verb::Reprompt),
        "like" => Some(Verb::Like),
        "bookmark" => Some(Verb::Bookmark),
        "read" | "view" | "thread" => Some(Verb::Read),
        _ => None,
    }
}

/// The verb a path of the contract stands for. Another host, another path or another node is no action.
fn verb_of_path(path: &str, engagement: Option<&str>, node_id: &str) -> Option<Verb> {
    let path = path.strip_prefix("/api/")?;
    let path = path.strip_prefix("v1/").unwrap_or(path).strip_prefix("agent/")?;
    match path {
        "reprompt" => Some(Verb::Reprompt),
        "engage" => verb_of_word(engagement?).filter(|verb| matches!(verb, Verb::Like | Verb::Bookmark)),
        _ => {
            let id = path.strip_prefix("content/")?.strip_suffix("/thread")?;
            (id == node_id || id == super::encode::segment(node_id)).then_some(Verb::Read)
        }
    }
}
