//! What hangs below a node: read nested or flat, kept flat and in reading order.
//!
//! A reply may nest children as deep as it likes, and a parser that follows by recursion would run out of stack. So
//! recursion goes [`STEP`] levels down; what hangs below that is kept as text and read afterwards from its own start.
//! That stays within the recursion limit of `serde_json`, needs no large stack in WebAssembly, and costs one more pass
//! over what is below each step, which has a limit of its own ([`NodeCollector::read_deep`]).

use super::body;
use super::node::{NodeDraft, UnplacedNode};
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
pub(super) struct NodeCollector<'de> {
    nodes: Vec<UnplacedNode>,
    parents: Vec<Option<usize>>,
    /// Children that were nested too deep to be read at once, and whose they are.
    deep: Vec<(Option<usize>, &'de RawValue)>,
    /// Why not all of it was read.
    pub(super) exceeded: Option<ThreadLimit>,
}

/// Which limit a thread has met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ThreadLimit {
    /// More than [`MOST_NODES`].
    Nodes,
    /// Nested so deep that reading it would take for ever.
    Depth,
}

/// Reads a list of children into a collector, or takes a number as their count.
pub(super) struct Children<'s, 'de> {
    /// Where nodes go.
    collector: &'s mut NodeCollector<'de>,
    /// The place of the node they hang from; none for the node that was asked for.
    parent: Option<usize>,
    /// Levels of recursion so far.
    level: u32,
    /// How many they are, where that is told in place of the children.
    count: Option<u32>,
}

impl<'s, 'de> Children<'s, 'de> {
    /// The children of a node at a place, which is none for the node that was asked for.
    pub(super) fn of(collector: &'s mut NodeCollector<'de>, parent: Option<usize>, level: u32) -> Self {
        Self { collector, parent, level, count: None }
    }

    /// Reads them, or keeps their text where recursion would go too deep. Returns their count where a number stands in their place.
    pub(super) fn read(mut self, value: Slot<'_, 'de>) -> Result<Option<u32>, Unreadable> {
        if self.level < STEP {
            value.fill(&mut self)?;
        } else {
            self.collector.deep.push((self.parent, value.raw()?));
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
            let place = self.collector.nodes.len();
            if place >= MOST_NODES {
                self.collector.exceeded = Some(ThreadLimit::Nodes);
                return items.skip_rest();
            }
            self.collector.nodes.push(UnplacedNode::default());
            self.collector.parents.push(self.parent);
            let mut reader = NodeReader {
                draft: NodeDraft::default(),
                collector: self.collector,
                place: Some(place),
                level: self.level,
            };
            let is_there = items.fill_next(&mut reader)?;
            let unplaced = reader.draft.finish();
            if !is_there {
                self.collector.nodes.pop();
                self.collector.parents.pop();
                return Ok(());
            }
            if let Some(empty) = self.collector.nodes.get_mut(place) {
                *empty = unplaced;
            }
        }
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.count = value.count();
    }
}

/// A node whose children go into the collector.
pub(super) struct NodeReader<'s, 'de> {
    /// The node itself.
    pub(super) draft: NodeDraft,
    /// Where its children go.
    pub(super) collector: &'s mut NodeCollector<'de>,
    /// Its own place there, unless it is the one that was asked for.
    pub(super) place: Option<usize>,
    /// Levels of recursion so far.
    pub(super) level: u32,
}

impl<'de> Shape<'de> for NodeReader<'_, 'de> {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        if !matches!(name.as_bytes(), b"children" | b"replies") {
            return self.draft.field(name, value);
        }
        self.draft.count_replies(Children::of(self.collector, self.place, self.level + 1).read(value)?);
        Ok(())
    }
}

impl NodeCollector<'_> {
    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Reads what was nested too deep the first time, as long as that takes no more than so many bytes.
    pub(super) fn read_deep(&mut self, most: usize) -> Result<(), serde_json::Error> {
        let mut bytes = 0;
        while let Some((parent, raw)) = self.deep.pop() {
            bytes += raw.get().len();
            if bytes > most {
                self.exceeded = Some(ThreadLimit::Depth);
                return Ok(());
            }
            let mut children = Children::of(self, parent, 0);
            body::fill(raw.get(), &mut children)?;
            let count = children.count;
            if let Some(unplaced) = parent.and_then(|place| self.nodes.get_mut(place)) {
                unplaced.node.replies = unplaced.node.replies.or(count);
            }
        }
        Ok(())
    }

    /// Takes the first node out that hangs from none of the others, to be the one that was asked for.
    pub(super) fn take_root(&mut self) -> Option<UnplacedNode> {
        let known: HashSet<&str> = self.nodes.iter().map(|unplaced| &*unplaced.node.node_id).collect();
        let orphan = |unplaced: &UnplacedNode| match &unplaced.node.parent_node_id {
            Some(parent) => !known.contains(&**parent),
            None => true,
        };
        let usable = |unplaced: &UnplacedNode| !unplaced.node.node_id.is_empty();
        let nested = |place: &usize| self.parents.get(*place).is_some_and(Option::is_some);
        let place = (self.nodes.iter().enumerate())
            .filter(|(place, unplaced)| usable(unplaced) && !nested(place))
            .find(|(_, unplaced)| orphan(unplaced))
            .map(|(place, _)| place)?;
        // It stays behind as a gap, and what was nested in it moves up to hang from the node that was asked for.
        self.nodes.get_mut(place).map(std::mem::take)
    }

    /// Everything, in reading order and with its level, below a node.
    pub(super) fn branches(self, node: &Node) -> Vec<Branch> {
        let placements = self.placements(&node.node_id);
        let Self { nodes, .. } = self;
        let order = if is_reading_order(&placements) { None } else { Some(reading_order(&placements)) };
        let mut branches = Vec::with_capacity(nodes.len());
        let mut add = |level: u32, unplaced: UnplacedNode, depths: &mut Vec<u32>| {
            depths.truncate(level as usize);
            let above = depths.last().copied().unwrap_or(node.depth);
            let placed = unplaced.at_depth(above.saturating_add(1));
            depths.push(placed.depth);
            branches.push(Branch { level, node: placed });
        };
        let mut depths = Vec::new();
        match order {
            None => {
                let mut levels = Vec::<u32>::with_capacity(placements.len());
                for (unplaced, placement) in nodes.into_iter().zip(&placements) {
                    let level = match placement {
                        Placement::Under(parent) => levels.get(*parent).map_or(0, |level| level + 1),
                        Placement::Top | Placement::Gap => 0,
                    };
                    levels.push(level);
                    add(level, unplaced, &mut depths);
                }
            }
            Some(order) => {
                let mut nodes: Vec<_> = nodes.into_iter().map(Some).collect();
                for (place, level) in order {
                    if let Some(unplaced) = nodes.get_mut(place).and_then(Option::take) {
                        add(level, unplaced, &mut depths);
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
    fn placements(&self, asked: &str) -> Vec<Placement> {
        let mut places = HashMap::<&str, usize>::with_capacity(self.nodes.len());
        let mut placements = vec![Placement::Gap; self.nodes.len()];
        // What hangs from the gap at a place hangs from here instead.
        let mut instead = HashMap::<usize, Placement>::new();
        for (place, unplaced) in self.nodes.iter().enumerate() {
            let id = &*unplaced.node.node_id;
            if id == asked {
                instead.insert(place, Placement::Top);
            } else if let Some(first) = places.get(id).filter(|_| !id.is_empty()) {
                instead.insert(place, Placement::Under(*first));
            } else if !id.is_empty() {
                places.insert(id, place);
            }
        }
        for (place, unplaced) in self.nodes.iter().enumerate() {
            let nested = self.parents.get(place).copied().flatten();
            // A gap was seen before what is nested in it, so its own placement is known.
            let given = nested.map_or(Placement::Top, |parent| {
                instead.get(&parent).copied().unwrap_or(Placement::Under(parent))
            });
            let named = unplaced.node.parent_node_id.as_deref().and_then(|parent| places.get(parent));
            let placement = match (given, named) {
                (Placement::Top, Some(parent)) if *parent != place => Placement::Under(*parent),
                _ => given,
            };
            if instead.contains_key(&place) {
                continue;
            }
            if unplaced.node.node_id.is_empty() {
                instead.insert(place, placement);
            } else if let Some(slot) = placements.get_mut(place) {
                *slot = placement;
            }
        }
        placements
    }
}

/// Where a node belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Placement {
    /// Right below the node that was asked for.
    Top,
    /// Below the node at this place.
    Under(usize),
    /// Nowhere: it is a gap.
    Gap,
}

/// Whether every node already follows its parent or one of its parent's other descendants, as in a nested reply.
fn is_reading_order(placements: &[Placement]) -> bool {
    let mut open = Vec::new();
    placements.iter().enumerate().all(|(place, placement)| {
        match placement {
            Placement::Top => open.clear(),
            Placement::Under(parent) => {
                while open.last().is_some_and(|last| last != parent) {
                    open.pop();
                }
                if open.is_empty() {
                    return false;
                }
            }
            Placement::Gap => return false,
        }
        open.push(place);
        true
    })
}

/// Places with their levels, depth first. What hangs together in a ring and from nothing else starts at its first.
fn reading_order(placements: &[Placement]) -> Vec<(usize, u32)> {
    let mut below = vec![Vec::new(); placements.len()];
    let mut starts = Vec::new();
    for (place, placement) in placements.iter().enumerate() {
        match placement {
            Placement::Top => starts.push(place),
            Placement::Under(parent) => {
                if let Some(list) = below.get_mut(*parent) {
                    list.push(place);
                }
            }
            Placement::Gap => {}
        }
    }
    let rings = (0..placements.len()).filter(|place| placements.get(*place) != Some(&Placement::Gap));
    let starts: Vec<usize> = starts.into_iter().chain(rings).collect();
    let mut seen = vec![false; placements.len()];
    let mut order = Vec::with_capacity(placements.len());
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
