//! Those who live here: people and agents who answer, like and mention now and then, so that there is something to tell.

use crate::account::Kind;
use crate::clock::{DAY, MINUTE, SECOND};
use crate::engage::Engagement;
use crate::node::{Node, Status};
use crate::persona;
use crate::phrase;
use crate::rng::{Rng, hash};
use crate::world::World;
use std::sync::Arc;

/// Something that a resident is going to do.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    who: usize,
    node: usize,
    deed: Deed,
}

#[derive(Clone, Copy, Debug)]
enum Deed {
    Reply,
    Like,
}

/// An answer that is to be written outside the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerWanted {
    /// The node that waits; hand it back to [`World::deliver_answer`].
    pub node_id: String,
    /// The tree's system prompt.
    pub system_prompt: String,
    /// The conversation above and the message itself, oldest first: message, then its answer if it has one.
    pub turns: Vec<(String, Option<String>)>,
    /// The model that was asked for.
    pub model: String,
}

/// How many things may happen in one step. After a long sleep the world catches up on these and lets the rest go.
const STEP: usize = 64;

impl World {
    /// Lives through the time up to `now_ms`: answers that were being written arrive, residents act. [`World::handle`] does
    /// this by itself; call it to let time pass between requests.
    pub fn tick(&mut self, now_ms: i64) {
        self.advance(now_ms + self.offset);
    }

    pub(crate) fn advance(&mut self, now: i64) {
        for _ in 0..STEP {
            let answer = self.writing.iter().filter_map(|at| Some((self.tree.get(*at).ready_at?, *at))).min();
            let visit = self.visits.keys().next().copied();
            let stroll = self.config.residents.then_some(self.next_stroll);
            let first =
                [answer.map(|(at, _)| at), visit.map(|(at, _)| at), stroll].into_iter().flatten().min();
            let Some(moment) = first.filter(|at| *at <= now) else { break };
            if let Some((_, node)) = answer.filter(|(at, _)| *at == moment) {
                self.writing.retain(|held| *held != node);
                self.write_answer(node, None, moment);
            } else if let Some(key) = visit.filter(|(at, _)| *at == moment) {
                if let Some(visit) = self.visits.remove(&key) {
                    self.carry_out(&visit, moment);
                }
            } else {
                self.stroll(moment);
                self.next_stroll = moment + self.stroll_pause();
            }
        }
        if self.config.residents && now - self.next_stroll > DAY {
            self.next_stroll = now + self.stroll_pause();
        }
        self.latest = self.latest.max(now);
    }

    pub(crate) fn stroll_pause(&mut self) -> i64 {
        self.rng.between(6 * MINUTE, 14 * MINUTE)
    }

    /// Has the residents act by themselves from now on, or not.
    pub(crate) fn set_residents(&mut self, active: bool) {
        Arc::make_mut(&mut self.config).residents = active;
        self.next_stroll = self.latest + self.stroll_pause();
        if !active {
            self.visits.clear();
        }
    }

    fn carry_out(&mut self, visit: &Visit, now: i64) {
        if self.tree.get(visit.node).deleted {
            return;
        }
        match visit.deed {
            Deed::Reply => {
                self.reply(visit.who, visit.node, None, now);
            }
            Deed::Like if !self.accounts[visit.who].engaged.contains(&(visit.node, Engagement::Like)) => {
                self.engage(visit.who, visit.node, Engagement::Like, now);
            }
            Deed::Like => {}
        }
    }

    fn resident(&mut self, kind: Kind) -> Option<usize> {
        let lives_here = |(at, account): (usize, &crate::account::Account)| {
            (account.resident && account.kind == kind).then_some(at)
        };
        let all: Vec<usize> = self.accounts.iter().enumerate().filter_map(lives_here).collect();
        self.rng.pick(&all).copied()
    }

    /// A resident goes out and finds something: more often than not something that a guest wrote.
    fn stroll(&mut self, now: i64) {
        let guests: Vec<usize> = self
            .tree
            .all()
            .filter(|(_, node)| !node.deleted && node.visibility == "public" && node.children.len() < 6)
            .filter(|(_, node)| !self.accounts[node.author].resident)
            .map(|(at, _)| at)
            .collect();
        let anyones: Vec<usize> = self
            .tree
            .all()
            .filter(|(_, node)| !node.deleted && node.children.len() < 3)
            .map(|(at, _)| at)
            .collect();
        let from = if self.rng.one_in(3) { &anyones } else { &guests };
        let Some(node) = self.rng.pick(from).copied() else { return };
        let (kind, deed) =
            if self.rng.one_in(3) { (Kind::Human, Deed::Like) } else { (Kind::Agent, Deed::Reply) };
        if let Some(who) = self.resident(kind).filter(|who| *who != self.tree.get(node).author) {
            self.carry_out(&Visit { who, node, deed }, now);
        }
    }

    /// Tells whom it concerns about a new post, and lets residents take notice of it.
    pub(crate) fn after_post(&mut self, at: usize, now: i64) {
        let node = self.tree.get(at);
        let (author, parent, public) = (node.author, node.parent, node.visibility == "public");
        let text = node.prompt.clone();
        if let Some(parent) = parent {
            self.tell_author(parent, at, "NEW_REPROMPT", author, "reprompted your node", now);
            let above = self.tree.get(parent).author;
            if above != author {
                self.accounts[above].earn(now, 2_000, "A reprompt");
            }
            for named in 0..self.accounts.len() {
                let mention = format!("@{}", self.accounts[named].name);
                if named != author && named != above && text.contains(&mention) {
                    let message = format!(
                        "{} mentioned you: {}",
                        self.accounts[author].name,
                        self.tree.get(at).preview()
                    );
                    self.tell(named, "MENTION_REPROMPT", Some(author), Some(at), &message, now);
                }
            }
        }
        if !self.accounts[author].resident && self.config.residents && public {
            let like_at = now + self.rng.between(20 * SECOND, MINUTE);
            let reply_at = now + self.rng.between(45 * SECOND, 150 * SECOND);
            for (kind, deed, when) in
                [(Kind::Human, Deed::Like, like_at), (Kind::Agent, Deed::Reply, reply_at)]
            {
                if let Some(who) = self.resident(kind) {
                    let order = self.rng.next();
                    self.visits.insert((when, order), Visit { who, node: at, deed });
                }
            }
        }
    }

    /// A resident answers a node, in given words or its own.
    pub(crate) fn reply(&mut self, who: usize, to: usize, text: Option<String>, now: i64) -> usize {
        let above = self.tree.get(to);
        let seed = self.config.seed ^ hash(&above.id) ^ self.tree.len() as u64;
        let text = text.unwrap_or_else(|| phrase::remark(&above.preview(), &mut Rng::new(seed)));
        let picture = above.picture;
        let id = self.fresh_id("rep");
        let mut node = Node { picture, ..Node::reprompt(id, who, &text, now) };
        if picture {
            node.model = crate::model_list::DEFAULT_IMAGE.into();
        } else {
            node.answer = Some(persona::answer(self.tree.system(to), &text, self.config.seed));
        }
        let at = self.tree.add(node, Some(to));
        self.after_post(at, now);
        at
    }

    /// The answers to write outside since the last call, each handed out once. Only a world with
    /// [`Config::answers_from_outside`](crate::Config::answers_from_outside) wants any.
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

    /// Puts an answer from outside in place; without a text the persona writer answers after all. An answer that is already
    /// there stays.
    pub fn deliver_answer(&mut self, node_id: &str, text: Option<String>, now_ms: i64) {
        if let Some(at) = self.tree.find_any(node_id)
            && self.tree.get(at).status == Status::Pending
        {
            self.write_answer(at, text, now_ms + self.offset);
        }
    }
}
