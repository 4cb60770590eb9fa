use super::Node;
use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};
use std::collections::HashSet;

/// The prompt at the root of a tree.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Root {
    /// Id of the prompt.
    pub node_id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The system prompt that every answer in the tree obeys. Privileged, untrusted text.
    pub system_prompt: Option<String>,
    /// Who designed it.
    pub author: super::Author,
}

/// One node below the current one, in reading order (depth first).
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// 0 for a direct reply to the current node, 1 for a reply to that, and so on.
    pub level: u32,
    /// The node itself.
    pub node: Node,
}

/// A node with everything around it.
///
/// The replies are a flat list in reading order, so that a page of a thread of a hundred thousand nodes takes constant time. Only the Node API
/// nests them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thread {
    /// The tree's prompt.
    pub root: Root,
    /// From the root down to the parent of `node`.
    pub ancestors: Vec<Node>,
    /// The node that was asked for.
    pub node: Node,
    /// The other children of its parent.
    pub siblings: Vec<Node>,
    /// Everything below it, depth first.
    pub branches: Vec<Branch>,
    /// Pictures above it that an image reprompt takes as input, nearest last, at most three.
    pub ancestor_images: Vec<String>,
    /// Where the next page of replies begins, when there is one.
    pub next_cursor: Option<String>,
}

impl Thread {
    /// The opening message of the tree, when the thread was read at a prompt that has none of its own: the reply that its author
    /// wrote together with it. Networks that keep the opening message apart from the prompt send it so.
    pub fn opening(&self) -> Option<&Node> {
        let replies = self.branches.iter().filter(|branch| branch.level == 0).map(|branch| &branch.node);
        replies.filter(|reply| reply.opens(&self.node)).min_by_key(|reply| reply.created_at)
    }

    /// The level of a node on the path of this thread, or below it. An opening message that was sent apart from its prompt has the level of
    /// the prompt, which is 0.
    pub fn level(&self, node: &Node) -> u32 {
        let mut path = self.ancestors.iter().chain([&self.node]);
        let is_apart = match (path.next(), path.next()) {
            (Some(prompt), Some(first)) => first.opens(prompt),
            _ => false,
        };
        node.depth.saturating_sub(u32::from(is_apart))
    }

    /// The children of a node, in any part of the thread.
    pub fn children(&self, parent: &str) -> Vec<&Node> {
        let current = self.node.node_id == parent;
        let named = |node: &Node| node.parent_node_id.as_deref() == Some(parent);
        let below =
            self.branches.iter().filter(|branch| (current && branch.level == 0) || named(&branch.node));
        let mut nodes: Vec<&Node> = below.map(|branch| &branch.node).collect();
        let known: HashSet<&str> = nodes.iter().map(|node| node.node_id.as_str()).collect();
        let siblings = self.siblings.iter().filter(|node| named(node));
        nodes.extend(siblings.filter(|sibling| !known.contains(sibling.node_id.as_str())));
        nodes
    }
}

/// A run of branches of which the first `level` is the level of all roots in it.
struct Nested<'a>(&'a [Branch]);
/// A branch and the run of its descendants.
struct NestedBranch<'a>(&'a Node, &'a [Branch]);

impl Serialize for Nested<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        let mut rest = self.0;
        while let Some((head, tail)) = rest.split_first() {
            let below = tail.iter().take_while(|branch| branch.level > head.level).count();
            let (inside, after) = tail.split_at(below);
            seq.serialize_element(&NestedBranch(&head.node, inside))?;
            rest = after;
        }
        seq.end()
    }
}

impl Serialize for NestedBranch<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Flat<'a> {
            #[serde(flatten)]
            node: &'a Node,
            children: Nested<'a>,
        }
        Flat { node: self.0, children: Nested(self.1) }.serialize(serializer)
    }
}

impl Serialize for Thread {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Thread", 7)?;
        out.serialize_field("root", &self.root)?;
        out.serialize_field("ancestors", &self.ancestors)?;
        out.serialize_field("node", &self.node)?;
        out.serialize_field("siblings", &self.siblings)?;
        out.serialize_field("children", &Nested(&self.branches))?;
        out.serialize_field("ancestorImages", &self.ancestor_images)?;
        out.serialize_field("nextCursor", &self.next_cursor)?;
        out.end()
    }
}
