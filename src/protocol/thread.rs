//! A node with everything around it, in any of the shapes a thread may have (contract, section 5).

use super::body::{self, missing, refusal};
use super::node::{NodeDraft, Picture, UnplacedNode};
use super::paging::Paging;
use super::shape::{Elements, Shape, Slot, Unreadable};
use super::tree::{Children, MOST_NODES, NodeCollector, NodeReader, ThreadLimit};
use crate::domain::sort::sort_by_key;
use crate::domain::{ApiError, Node, NodeType, Root, Thread};
use std::collections::HashSet;

/// The most pictures that go along with an image reprompt.
const MOST_IMAGES: usize = 3;

/// Bytes that may be read again for the sake of depth, besides four times the whole: about a thousand levels of long
/// messages, or many thousands of short ones.
const MORE_FOR_DEPTH: usize = 64 << 20;

/// A thread as it is read.
#[derive(Default)]
struct Draft<'de> {
    /// A node told field by field at the top.
    bare: NodeDraft,
    node: Option<UnplacedNode>,
    root: Option<UnplacedNode>,
    ancestors: Vec<NodeDraft>,
    siblings: Vec<NodeDraft>,
    images: Option<Vec<Picture>>,
    paging: Paging,
    /// What was nested in the node that was asked for, or stood beside it.
    below: NodeCollector<'de>,
    /// What was nested in the root.
    below_root: NodeCollector<'de>,
    /// A flat list of all nodes.
    all: NodeCollector<'de>,
}

impl<'de> Shape<'de> for Draft<'de> {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "node" | "current" => self.node = Some(read_node(value, &mut self.below)?),
            "root" => self.root = Some(read_node(value, &mut self.below_root)?),
            "children" | "replies" => {
                self.bare.count_replies(Children::of(&mut self.below, None, 0).read(value)?);
            }
            "ancestors" | "parentChain" | "parents" => {
                let ancestors = value.list()?.unwrap_or_default();
                if self.ancestors.is_empty() {
                    self.ancestors = ancestors;
                }
            }
            "siblings" => self.siblings = value.list()?.unwrap_or_default(),
            "ancestorImages" => self.images = value.list()?,
            "data" | "result" | "thread" | "tree" | "nodes" | "items" => value.fill(self)?,
            name if Paging::knows(name) => self.paging.field(name, value)?,
            _ => self.bare.field(name, value)?,
        }
        Ok(())
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        Children::of(&mut self.all, None, 0).list(items)
    }
}

/// Reads a thread.
pub(super) fn read(text: &str) -> Result<Thread, ApiError> {
    match parse(text) {
        Ok(draft) => draft.finish(),
        Err(first) => {
            let mended = body::mend(text).ok_or_else(|| refusal(text, &first))?;
            parse(&mended).map_err(|error| refusal(text, &error))?.finish()
        }
    }
}

fn parse(text: &str) -> Result<Draft<'_>, serde_json::Error> {
    let mut draft = Draft::default();
    body::fill(text, &mut draft)?;
    for collector in [&mut draft.below, &mut draft.below_root, &mut draft.all] {
        collector.read_deep(MORE_FOR_DEPTH + 4 * text.len())?;
    }
    Ok(draft)
}

impl Draft<'_> {
    fn finish(mut self) -> Result<Thread, ApiError> {
        for collector in [&self.below, &self.below_root, &self.all] {
            if let Some(limit) = collector.exceeded {
                return Err(too_large(limit));
            }
        }
        let usable = |unplaced: &UnplacedNode| !unplaced.node.node_id.is_empty();
        let bare = self.bare.finish();
        // What stands at the top beside a node speaks of the tree.
        let (title, system_prompt) = (bare.title.clone(), bare.system_prompt.clone());
        let stated_root = self.root.as_ref().map(UnplacedNode::as_root).unwrap_or_default();
        let (asked, below) = if let Some(node) = self.node.filter(usable) {
            let below_it =
                if !self.below.is_empty() || stated_root.node_id.as_ref() != Some(&node.node.node_id) {
                    self.below
                } else {
                    self.below_root
                };
            (node, if below_it.is_empty() { self.all } else { below_it })
        } else if usable(&bare) {
            (bare, if self.below.is_empty() { self.all } else { self.below })
        } else if let Some(root) = self.root.filter(usable) {
            (root, if self.below_root.is_empty() { self.below } else { self.below_root })
        } else {
            let root = self.all.take_root().ok_or_else(|| missing("$.node.nodeId"))?;
            (root, self.all)
        };
        let stated_root = Root {
            title: stated_root.title.or(title),
            system_prompt: stated_root.system_prompt.or(system_prompt),
            ..stated_root
        };
        let images = self.images.map(|all| all.into_iter().filter_map(|picture| picture.0).collect());
        let chain = self.ancestors.into_iter().map(NodeDraft::finish).collect();
        let (ancestors, root, node) = path_from_root(chain, stated_root, asked);
        let below_parent = ancestors.last().map_or(node.depth, |parent| parent.depth.saturating_add(1));
        let siblings = siblings_of(self.siblings, &node, below_parent);
        let branches = below.branches(&node);
        let ancestor_images = last_images(images, &ancestors, &node);
        Ok(Thread {
            root,
            ancestors,
            node,
            siblings,
            branches,
            ancestor_images,
            next_cursor: self.paging.next(),
        })
    }
}

/// Reads a node that stands by itself; what is nested in it goes to the collector.
fn read_node<'de>(
    value: Slot<'_, 'de>,
    collector: &mut NodeCollector<'de>,
) -> Result<UnplacedNode, Unreadable> {
    let mut reader = NodeReader { draft: NodeDraft::default(), collector, place: None, level: 0 };
    value.fill(&mut reader)?;
    Ok(reader.draft.finish())
}

fn too_large(limit: ThreadLimit) -> ApiError {
    let what = match limit {
        ThreadLimit::Nodes => format!("The thread has more than {MOST_NODES} nodes"),
        ThreadLimit::Depth => "The thread is nested deeper than can be read in good time".to_owned(),
    };
    ApiError::large("$.children", format!("{what}. Open a node further down, or read it on the web."))
}

/// The chain from the root down to the parent, what is known of the root, and the node with its depth.
fn path_from_root(
    chain: Vec<UnplacedNode>,
    stated_root: Root,
    asked: UnplacedNode,
) -> (Vec<Node>, Root, Node) {
    let mut seen = HashSet::from([asked.node.node_id.clone(), String::new()]);
    let chain: Vec<_> =
        chain.into_iter().filter(|unplaced| seen.insert(unplaced.node.node_id.clone())).collect();
    let (chain, by_depth) =
        root_first(chain, stated_root.node_id.as_deref(), asked.node.parent_node_id.as_deref());
    let is = |unplaced: &UnplacedNode| stated_root.node_id.as_deref() == Some(&*unplaced.node.node_id);
    // The first of a chain is the root unless it says otherwise; with no chain the node may be the root itself.
    let top = chain.first().unwrap_or(&asked);
    let at_top = if by_depth || chain.is_empty() { top.depth } else { None };
    let starts_tree = is(top)
        || top.node_type == Some(NodeType::Prompt)
        || at_top == Some(0)
        || (at_top.is_none() && top.node.parent_node_id.is_none());
    let same = stated_root.node_id.is_none() || is(top);
    let mut root = stated_root;
    if starts_tree && same {
        let known = top.as_root();
        root = Root {
            node_id: root.node_id.or(known.node_id),
            title: root.title.or(known.title),
            system_prompt: root.system_prompt.or(known.system_prompt),
            author: if root.author == crate::domain::Author::default() { known.author } else { root.author },
        };
    }
    let mut ancestors = Vec::with_capacity(chain.len());
    for (place, mut unplaced) in (u32::from(!starts_tree)..).zip(chain) {
        if !by_depth {
            unplaced.depth = None;
        }
        ancestors.push(unplaced.at_depth(place));
    }
    let below = match ancestors.last() {
        Some(parent) => parent.depth.saturating_add(1),
        None => u32::from(!starts_tree),
    };
    (ancestors, root, asked.at_depth(below))
}

/// A chain with its root first, and whether the depths it tells can be believed: only when all are told.
fn root_first(
    mut chain: Vec<UnplacedNode>,
    root: Option<&str>,
    parent: Option<&str>,
) -> (Vec<UnplacedNode>, bool) {
    if chain.iter().all(|unplaced| unplaced.depth.is_some()) {
        sort_by_key(&mut chain, |unplaced| unplaced.depth);
        return (chain, true);
    }
    let links = |upper: &UnplacedNode, lower: &UnplacedNode| {
        lower.node.parent_node_id.as_deref().is_some_and(|parent| parent == upper.node.node_id)
    };
    let upward = chain.windows(2).any(|pair| matches!(pair, [lower, upper] if links(upper, lower)));
    let ends = |end: Option<&UnplacedNode>, id: Option<&str>| {
        id.is_some_and(|id| end.is_some_and(|e| e.node.node_id == id))
    };
    let upside_down = chain.len() > 1 && (ends(chain.last(), root) || ends(chain.first(), parent));
    if upward || upside_down {
        chain.reverse();
    }
    (chain, false)
}

/// The other children of the parent, each once, without the node itself.
fn siblings_of(all: Vec<NodeDraft>, node: &Node, depth: u32) -> Vec<Node> {
    let mut seen = HashSet::from([node.node_id.clone(), String::new()]);
    let placed = all.into_iter().map(|draft| draft.finish().at_depth(depth));
    placed.filter(|sibling| seen.insert(sibling.node_id.clone())).collect()
}

/// The pictures that go along, nearest last: those told, or else those found on the way down.
fn last_images(stated: Option<Vec<String>>, ancestors: &[Node], node: &Node) -> Vec<String> {
    let found = || ancestors.iter().chain([node]).filter_map(|node| node.image_url.clone()).collect();
    let mut images: Vec<String> = stated.unwrap_or_else(found);
    images.drain(..images.len().saturating_sub(MOST_IMAGES));
    images
}
