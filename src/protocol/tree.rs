//! What hangs below a node: read nested or flat, kept flat and in reading order.
//!
//! A reply may nest children as deep as it likes, and a parser that follows by recursion would run out of stack. So
//! recursion goes [`STEP`] levels down; what hangs below that is kept as text and read afterwards from its own start.
//! That stays within the recursion limit of `serde_json`, needs no large stack in WebAssembly, and costs one more pass
//! over what is below each step, which has a limit of its own ([`Sap::rise`]).

use super::body;
use super::node::{NodeDraft, Sprout};
use super::scalar::Scalar;
use super::shape::{Elements, Shape, Slot, Unreadable};
use crate::domain::{Branch, Node};
use serde_json::value::RawValue;
use std::collections::{HashMap, HashSet};

/// Levels of children that are read by recursion. A level is two of the 128 that `serde_json` allows.
const STEP: u32 = 40;
/// The most nodes that one thread may have.
pub(super) const MOST_NODES: usize = 120_000;

/// Nodes read so far, each with the place of the one it was nested in.
#[derive(Default)]
pub(super) struct Sap<'de> {
    nodes: Vec<Sprout>,
    parents: Vec<Option<usize>>,
    /// Children that were nested too deep to be read at once, and whose they are.
    deep: Vec<(Option<usize>, &'de RawValue)>,
    /// Why not all of it was read.
    pub(super) overgrown: Option<Overgrown>,
}

/// Which limit a thread has met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overgrown {
    /// More than [`MOST_NODES`].
    Nodes,
    /// Nested so deep that reading it would take for ever.
    Depth,
}

/// Reads a list of children into the sap, or takes a number as their count.
pub(super) struct Children<'s, 'de> {
    /// Where nodes go.
    sap: &'s mut Sap<'de>,
    /// The place of the node they hang from; none for the node that was asked for.
    parent: Option<usize>,
    /// Levels of recursion so far.
    level: u32,
    /// How many they are, where that is told in place of the children.
    count: Option<u32>,
}

impl<'s, 'de> Children<'s, 'de> {
    /// The children of a node at a place, which is none for the node that was asked for.
    pub(super) fn of(sap: &'s mut Sap<'de>, parent: Option<usize>, level: u32) -> Self {
        Self { sap, parent, level, count: None }
    }

    /// Reads them, or keeps their text where recursion would go too deep. Returns their count where a number stands in their place.
    pub(super) fn read(mut self, value: Slot<'_, 'de>) -> Result<Option<u32>, Unreadable> {
        if self.level < STEP {
            value.fill(&mut self)?;
        } else {
            self.sap.deep.push((self.parent, value.raw()?));
        }
        Ok(self.count)
    }
}

impl<'de> Shape<'de> for Children<'_, 'de> {
    fn field(&mut self, _name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        value.skip()
    }

    fn list(&mut self, mut items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        loop {
            // The place is taken before the children take theirs: a parent comes before what hangs below it.
            let place = self.sap.nodes.len();
            if place >= MOST_NODES {
                self.sap.overgrown = Some(Overgrown::Nodes);
                return items.skip_rest();
            }
            self.sap.nodes.push(Sprout::default());
            self.sap.parents.push(self.parent);
            let mut stem =
                Stem { draft: NodeDraft::default(), sap: self.sap, place: Some(place), level: self.level };
            let is_there = items.fill_next(&mut stem)?;
            let sprout = stem.draft.finish();
            if !is_there {
                self.sap.nodes.pop();
                self.sap.parents.pop();
                return Ok(());
            }
            if let Some(empty) = self.sap.nodes.get_mut(place) {
                *empty = sprout;
            }
        }
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.count = value.count();
    }
}

/// A node whose children go into the sap.
pub(super) struct Stem<'s, 'de> {
    /// The node itself.
    pub(super) draft: NodeDraft,
    /// Where its children go.
    pub(super) sap: &'s mut Sap<'de>,
    /// Its own place there, unless it is the one that was asked for.
    pub(super) place: Option<usize>,
    /// Levels of recursion so far.
    pub(super) level: u32,
}

impl<'de> Shape<'de> for Stem<'_, 'de> {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        if !matches!(name, "children" | "replies") {
            return self.draft.field(name, value);
        }
        self.draft.count_replies(Children::of(self.sap, self.place, self.level + 1).read(value)?);
        Ok(())
    }
}

impl Sap<'_> {
    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Reads what was nested too deep the first time, as long as that takes no more than so many bytes.
    pub(super) fn rise(&mut self, most: usize) -> Result<(), serde_json::Error> {
        let mut bytes = 0;
        while let Some((parent, raw)) = self.deep.pop() {
            bytes += raw.get().len();
            if bytes > most {
                self.overgrown = Some(Overgrown::Depth);
                return Ok(());
            }
            let mut children = Children::of(self, parent, 0);
            body::fill(raw.get(), &mut children)?;
            let count = children.count;
            if let Some(sprout) = parent.and_then(|place| self.nodes.get_mut(place)) {
                sprout.node.replies = sprout.node.replies.or(count);
            }
        }
        Ok(())
    }

    /// Takes the first node out that hangs from none of the others, to be the one that was asked for.
    pub(super) fn take_root(&mut self) -> Option<Sprout> {
        let known: HashSet<&str> = self.nodes.iter().map(|sprout| &*sprout.node.node_id).collect();
        let orphan = |sprout: &Sprout| match &sprout.node.parent_node_id {
            Some(parent) => !known.contains(&**parent),
            None => true,
        };
        let usable = |sprout: &Sprout| !sprout.node.node_id.is_empty();
        let nested = |place: &usize| self.parents.get(*place).is_some_and(Option::is_some);
        let place = (self.nodes.iter().enumerate())
            .filter(|(place, sprout)| usable(sprout) && !nested(place))
            .find(|(_, sprout)| orphan(sprout))
            .map(|(place, _)| place)?;
        // It stays behind as a gap, and what was nested in it moves up to hang from the node that was asked for.
        self.nodes.get_mut(place).map(std::mem::take)
    }

    /// Everything, in reading order and with its level, below a node.
    pub(super) fn branches(self, node: &Node) -> Vec<Branch> {
        let homes = self.homes(&node.node_id);
        let Self { nodes, .. } = self;
        let order = if is_reading_order(&homes) { None } else { Some(reading_order(&homes)) };
        let mut branches = Vec::with_capacity(nodes.len());
        let mut grow = |level: u32, sprout: Sprout, depths: &mut Vec<u32>| {
            depths.truncate(level as usize);
            let above = depths.last().copied().unwrap_or(node.depth);
            let planted = sprout.plant(above.saturating_add(1));
            depths.push(planted.depth);
            branches.push(Branch { level, node: planted });
        };
        let mut depths = Vec::new();
        match order {
            None => {
                let mut levels = Vec::<u32>::with_capacity(homes.len());
                for (sprout, home) in nodes.into_iter().zip(&homes) {
                    let level = match home {
                        Home::Under(parent) => levels.get(*parent).map_or(0, |level| level + 1),
                        Home::Top | Home::Gone => 0,
                    };
                    levels.push(level);
                    grow(level, sprout, &mut depths);
                }
            }
            Some(order) => {
                let mut nodes: Vec<_> = nodes.into_iter().map(Some).collect();
                for (place, level) in order {
                    if let Some(sprout) = nodes.get_mut(place).and_then(Option::take) {
                        grow(level, sprout, &mut depths);
                    }
                }
            }
        }
        name_parents(&mut branches, &node.node_id);
        branches
    }

    /// Where each node belongs: nested ones where they are nested, others below the parent they name, if it is here.
    ///
    /// A node without an id, one that was here before, and the very node that was asked for are gaps: what hangs from a
    /// gap moves to where the gap's own id or parent is, or, where that is nowhere, below the parent it names itself.
    fn homes(&self, asked: &str) -> Vec<Home> {
        let mut places = HashMap::<&str, usize>::with_capacity(self.nodes.len());
        let mut homes = vec![Home::Gone; self.nodes.len()];
        // What hangs from the gap at a place hangs from here instead.
        let mut instead = HashMap::<usize, Home>::new();
        for (place, sprout) in self.nodes.iter().enumerate() {
            let id = &*sprout.node.node_id;
            if id == asked {
                instead.insert(place, Home::Top);
            } else if let Some(first) = places.get(id).filter(|_| !id.is_empty()) {
                instead.insert(place, Home::Under(*first));
            } else if !id.is_empty() {
                places.insert(id, place);
            }
        }
        for (place, sprout) in self.nodes.iter().enumerate() {
            let nested = self.parents.get(place).copied().flatten();
            // A gap was seen before what is nested in it, so its own home is known.
            let given = nested
                .map_or(Home::Top, |parent| instead.get(&parent).copied().unwrap_or(Home::Under(parent)));
            let named = sprout.node.parent_node_id.as_deref().and_then(|parent| places.get(parent));
            let home = match (given, named) {
                (Home::Top, Some(parent)) if *parent != place => Home::Under(*parent),
                _ => given,
            };
            if instead.contains_key(&place) {
                continue;
            }
            if sprout.node.node_id.is_empty() {
                instead.insert(place, home);
            } else if let Some(slot) = homes.get_mut(place) {
                *slot = home;
            }
        }
        homes
    }
}

/// Where a node belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    /// Right below the node that was asked for.
    Top,
    /// Below the node at this place.
    Under(usize),
    /// Nowhere: it is a gap.
    Gone,
}

/// Whether every node already follows its parent or one of its parent's other descendants, as in a nested reply.
fn is_reading_order(homes: &[Home]) -> bool {
    let mut open = Vec::new();
    homes.iter().enumerate().all(|(place, home)| {
        match home {
            Home::Top => open.clear(),
            Home::Under(parent) => {
                while open.last().is_some_and(|last| last != parent) {
                    open.pop();
                }
                if open.is_empty() {
                    return false;
                }
            }
            Home::Gone => return false,
        }
        open.push(place);
        true
    })
}

/// Places with their levels, depth first. What hangs together in a ring and from nothing else starts at its first.
fn reading_order(homes: &[Home]) -> Vec<(usize, u32)> {
    let mut below = vec![Vec::new(); homes.len()];
    let mut starts = Vec::new();
    for (place, home) in homes.iter().enumerate() {
        match home {
            Home::Top => starts.push(place),
            Home::Under(parent) => {
                if let Some(list) = below.get_mut(*parent) {
                    list.push(place);
                }
            }
            Home::Gone => {}
        }
    }
    let rings = (0..homes.len()).filter(|place| homes.get(*place) != Some(&Home::Gone));
    let starts: Vec<usize> = starts.into_iter().chain(rings).collect();
    let mut seen = vec![false; homes.len()];
    let mut order = Vec::with_capacity(homes.len());
    for start in starts {
        let mut stack = vec![(start, 0)];
        while let Some((place, level)) = stack.pop() {
            if seen.get_mut(place).is_none_or(|seen| std::mem::replace(seen, true)) {
                continue;
            }
            order.push((place, level));
            let children = below.get(place).map_or(&[][..], Vec::as_slice);
            stack.extend(children.iter().rev().map(|child| (*child, level + 1)));
        }
    }
    order
}

/// Gives every branch that names no parent the one it hangs from.
fn name_parents(branches: &mut [Branch], top: &str) {
    let mut above = Vec::<usize>::new();
    for place in 0..branches.len() {
        let Some((before, Some(branch))) =
            branches.split_at_mut_checked(place).map(|(a, b)| (a, b.first_mut()))
        else {
            return;
        };
        above.truncate(branch.level as usize);
        if branch.node.parent_node_id.is_none() {
            let parent = above.last().and_then(|parent| before.get(*parent));
            branch.node.parent_node_id =
                Some(parent.map_or_else(|| top.to_owned(), |parent| parent.node.node_id.clone()));
        }
        above.push(place);
    }
}
