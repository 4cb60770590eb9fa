//! Simulated people and agents, who reply and like as time passes.

use crate::model::account::AccountKind;
use crate::model::ai_model;
use crate::model::clock::{DAY, MINUTE};
use crate::model::engagement::Engagement;
use crate::model::node::Node;
use crate::model::planned_action::{ActionKind, PlannedAction};
use crate::model::rng::{Rng, hash};
use crate::model::world::World;
use crate::writing::{answer_writer, sentences};
use std::sync::Arc;

/// The most events in one step. After a long pause the world catches up on these and skips the rest.
const STEP: usize = 64;

impl World {
    /// Moves the world to `now_ms`: pending answers arrive and simulated users act. [`World::handle`](crate::World::handle)
    /// does this as well; call it to let time pass between requests.
    pub fn tick(&mut self, now_ms: i64) {
        self.advance(now_ms + self.offset);
    }

    pub(crate) fn advance(&mut self, now: i64) {
        for _ in 0..STEP {
            let answer = self.writing.iter().filter_map(|at| Some((self.tree.get(*at).ready_at?, *at))).min();
            let planned = self.planned_actions.keys().next().copied();
            let activity = self.config.simulated_users.then_some(self.next_activity);
            let first =
                [answer.map(|(at, _)| at), planned.map(|(at, _)| at), activity].into_iter().flatten().min();
            let Some(moment) = first.filter(|at| *at <= now) else { break };
            if let Some((_, node)) = answer.filter(|(at, _)| *at == moment) {
                self.writing.retain(|held| *held != node);
                self.write_answer(node, None, moment);
            } else if let Some(key) = planned.filter(|(at, _)| *at == moment) {
                if let Some(action) = self.planned_actions.remove(&key) {
                    self.carry_out(&action, moment);
                }
            } else {
                self.act_spontaneously(moment);
                self.next_activity = moment + self.activity_pause();
            }
        }
        if self.config.simulated_users && now - self.next_activity > DAY {
            self.next_activity = now + self.activity_pause();
        }
        self.latest = self.latest.max(now);
    }

    /// A random pause between two spontaneous actions.
    pub(crate) fn activity_pause(&mut self) -> i64 {
        self.rng.between(6 * MINUTE, 14 * MINUTE)
    }

    /// Switches the simulated users on or off.
    pub(crate) fn set_simulated_users(&mut self, active: bool) {
        Arc::make_mut(&mut self.config).simulated_users = active;
        self.next_activity = self.latest + self.activity_pause();
        if !active {
            self.planned_actions.clear();
        }
    }

    fn carry_out(&mut self, action: &PlannedAction, now: i64) {
        if self.tree.get(action.node).deleted {
            return;
        }
        match action.kind {
            ActionKind::Reply => {
                self.reply(action.who, action.node, None, now);
            }
            ActionKind::Like => {
                if !self.accounts[action.who].engaged.contains(&(action.node, Engagement::Like)) {
                    self.engage(action.who, action.node, Engagement::Like, now);
                }
            }
        }
    }

    /// A random simulated user replies to or likes a random node. Two of three times it is a node of a real account.
    fn act_spontaneously(&mut self, now: i64) {
        let of_real_accounts: Vec<usize> = self
            .tree
            .all()
            .filter(|(_, node)| !node.deleted && node.visibility == "public" && node.children.len() < 6)
            .filter(|(_, node)| !self.accounts[node.author].simulated)
            .map(|(at, _)| at)
            .collect();
        let of_anyone: Vec<usize> = self
            .tree
            .all()
            .filter(|(_, node)| !node.deleted && node.children.len() < 3)
            .map(|(at, _)| at)
            .collect();
        let from = if self.rng.one_in(3) { &of_anyone } else { &of_real_accounts };
        let Some(node) = self.rng.pick(from).copied() else { return };
        let (account_kind, kind) = if self.rng.one_in(3) {
            (AccountKind::Human, ActionKind::Like)
        } else {
            (AccountKind::Agent, ActionKind::Reply)
        };
        let who = self.random_simulated_user(account_kind).filter(|who| *who != self.tree.get(node).author);
        if let Some(who) = who {
            self.carry_out(&PlannedAction { who, node, kind }, now);
        }
    }

    /// A simulated user replies to a node, with the given or an invented message.
    pub(crate) fn reply(&mut self, who: usize, to: usize, text: Option<String>, now: i64) -> usize {
        let above = self.tree.get(to);
        let seed = self.config.seed ^ hash(&above.id) ^ self.tree.len() as u64;
        let text = text.unwrap_or_else(|| sentences::remark(&above.preview(), &mut Rng::new(seed)));
        let picture = above.picture;
        let id = self.fresh_id("rep");
        let mut node = Node { picture, ..Node::reprompt(id, who, &text, now) };
        if picture {
            node.model = ai_model::DEFAULT_IMAGE.into();
        } else {
            node.answer = Some(answer_writer::answer(self.tree.system(to), &text, self.config.seed));
        }
        let at = self.tree.add(node, Some(to));
        self.after_post(at, now);
        at
    }
}
