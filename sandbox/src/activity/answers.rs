//! The answers to posts: written at once, later, outside the world, or not at all without a provider key.

use crate::activity::notify::NotificationContent;
use crate::model::answer_request::AnswerWanted;
use crate::model::node::{Node, Status};
use crate::model::world::World;
use crate::writing::answer_writer;

impl World {
    /// Starts the answer of a node: at once, after the configured time, from outside, or never without a provider key.
    pub(crate) fn begin_answer(&mut self, at: usize, now: i64) {
        let node = self.tree.get(at);
        let delay = if node.picture { self.image_answer_ms } else { self.text_answer_ms };
        if !self.accounts[node.author].can_infer() {
            self.tree.change(at).status = Status::Pending;
        } else if self.config.answers_from_outside && !node.picture {
            self.tree.change(at).status = Status::Pending;
            self.wanted.push(at);
        } else if delay > 0 {
            let node = self.tree.change(at);
            node.status = Status::Pending;
            node.ready_at = Some(now + delay);
            self.writing.push(at);
        } else {
            self.write_answer(at, None, now);
        }
    }

    /// Starts the answers that waited for a provider key.
    pub(crate) fn resume_answers(&mut self, who: usize, now: i64) {
        let waiting = |(at, node): (usize, &Node)| {
            let waits = node.author == who && node.status == Status::Pending && node.ready_at.is_none();
            (waits && !self.wanted.contains(&at)).then_some(at)
        };
        let waiting: Vec<usize> = self.tree.all().filter_map(waiting).collect();
        for at in waiting {
            self.begin_answer(at, now);
        }
    }

    /// Stores the answer of a node: `text`, or a text of the built-in writer when there is none. PROPOSAL: the notification
    /// `ANSWER_READY` about an answer that was pending.
    pub(crate) fn write_answer(&mut self, at: usize, text: Option<String>, now: i64) {
        let was_pending = self.tree.get(at).status == Status::Pending;
        let answer = if self.tree.get(at).picture {
            None
        } else {
            let node = self.tree.get(at);
            let written = || answer_writer::answer(self.tree.system(at), &node.prompt, self.config.seed);
            Some(text.unwrap_or_else(written))
        };
        let node = self.tree.change(at);
        node.answer = answer;
        node.status = Status::Complete;
        node.ready_at = None;
        let author = node.author;
        let credentials = self.accounts[author].credentials.iter_mut();
        for held in credentials.filter(|held| held.provider == "openrouter") {
            held.uses += 1;
            held.last_used = Some(now);
        }
        if was_pending && !self.tree.get(at).deleted {
            let message = format!("The answer to your reprompt in “{}” is ready", self.tree.title(at));
            let news =
                NotificationContent { kind: "ANSWER_READY", from: None, node: Some(at), message: &message };
            self.notify(author, &news, now);
        }
    }

    /// The answers to write outside since the last call. Each is returned once. The list is empty in a world without
    /// [`Config::answers_from_outside`](crate::Config::answers_from_outside).
    pub fn wanted_answers(&mut self) -> Vec<AnswerWanted> {
        let wanted = std::mem::take(&mut self.wanted);
        let turn = |at: usize| {
            let node = self.tree.get(at);
            (node.prompt.clone(), node.answer.clone())
        };
        wanted
            .into_iter()
            .map(|at| AnswerWanted {
                node_id: self.tree.get(at).id.clone(),
                system_prompt: self.tree.system(at).into(),
                turns: self.tree.ancestors(at).into_iter().skip(1).chain([at]).map(turn).collect(),
                model: self.tree.get(at).model.clone(),
            })
            .collect()
    }

    /// Stores an answer from outside; without a text the built-in writer answers. An answer that is already there stays.
    pub fn deliver_answer(&mut self, node_id: &str, text: Option<String>, now_ms: i64) {
        if let Some(at) = self.tree.find_any(node_id)
            && self.tree.get(at).status == Status::Pending
        {
            self.write_answer(at, text, now_ms + self.offset);
        }
    }
}
