//! All nodes with their parents and children.

use crate::model::node::Node;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The nodes of a world. Clones share them; a node is copied when it changes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Arc<Node>>,
    index: Arc<BTreeMap<String, usize>>,
    roots: Vec<usize>,
}

impl Tree {
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate().map(|(at, node)| (at, node.as_ref()))
    }

    /// The prompts, oldest first.
    pub(crate) fn roots(&self) -> &[usize] {
        &self.roots
    }

    pub(crate) fn get(&self, at: usize) -> &Node {
        &self.nodes[at]
    }

    /// The node, to be changed.
    pub(crate) fn change(&mut self, at: usize) -> &mut Node {
        Arc::make_mut(&mut self.nodes[at])
    }

    /// The node with this id, deleted or not.
    pub(crate) fn find_any(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The node with this id, unless it has been deleted.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        self.find_any(id).filter(|at| !self.get(*at).deleted)
    }

    /// Adds a node below `parent`, or as a root.
    pub(crate) fn add(&mut self, mut node: Node, parent: Option<usize>) -> usize {
        let at = self.nodes.len();
        node.parent = parent;
        node.root = parent.map_or(at, |above| self.get(above).root);
        node.depth = parent.map_or(0, |above| self.get(above).depth + 1);
        Arc::make_mut(&mut self.index).insert(node.id.clone(), at);
        self.nodes.push(Arc::new(node));
        match parent {
            Some(above) => self.change(above).children.push(at),
            None => self.roots.push(at),
        }
        at
    }

    /// From the root down to the parent.
    pub(crate) fn ancestors(&self, at: usize) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut above = self.get(at).parent;
        while let Some(node) = above {
            chain.push(node);
            above = self.get(node).parent;
        }
        chain.reverse();
        chain
    }

    /// The children that have not been deleted, oldest first.
    pub(crate) fn children(&self, at: usize) -> impl Iterator<Item = usize> {
        self.get(at).children.iter().copied().filter(|child| !self.get(*child).deleted)
    }

    /// The node and everything below it, deleted nodes left out, in reading order.
    pub(crate) fn below(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open = vec![at];
        while let Some(node) = open.pop() {
            if !self.get(node).deleted {
                found.push(node);
                open.extend(self.get(node).children.iter().rev());
            }
        }
        found
    }

    /// Deletes a node and everything below it, and returns the number of deleted nodes.
    pub(crate) fn delete(&mut self, at: usize) -> usize {
        let gone = self.below(at);
        for node in &gone {
            self.change(*node).deleted = true;
        }
        gone.len()
    }

    /// The system prompt of the tree of this node.
    pub(crate) fn system(&self, at: usize) -> &str {
        self.get(self.get(at).root).prompt_text.as_ref().map_or("", |text| text.system.as_str())
    }

    /// The title of the tree of this node.
    pub(crate) fn title(&self, at: usize) -> &str {
        self.get(self.get(at).root).prompt_text.as_ref().map_or("", |text| text.title.as_str())
    }

    /// The pictures that an image reprompt to this node includes: its own and those of its ancestors, the nearest last, at most
    /// three (contract, section 5).
    pub(crate) fn ancestor_images(&self, at: usize, site: &str) -> Vec<String> {
        let chain = self.ancestors(at).into_iter().chain([at]);
        let all: Vec<String> = chain.filter_map(|node| self.get(node).image_url(site)).collect();
        all.into_iter().rev().take(3).rev().collect()
    }
}
