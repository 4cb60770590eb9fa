//! A node with its parents, siblings and replies. The shape is a PROPOSAL (contract, section 5).

use crate::api::query_params::{limit, offset};
use crate::model::clock::iso;
use crate::model::http::Query;
use crate::model::refusal::Refusal;
use crate::model::world::World;
use serde_json::{Map, Value, json};

/// The most nested replies of one child. The thread of that child has the rest.
const NESTED: usize = 20;
/// The levels of nesting below the node. The thread of a deeper node has the rest.
const LEVELS: u32 = 24;

impl World {
    /// The visible replies to a node, oldest first.
    fn replies(&self, who: usize, at: usize) -> Vec<usize> {
        self.tree.children(at).filter(|child| self.is_visible(who, *child)).collect()
    }

    fn node_json(&self, who: usize, at: usize) -> Map<String, Value> {
        let node = self.tree.get(at);
        let parent = node.parent.map(|above| self.tree.get(above).id.as_str());
        let author = self.accounts[node.author].author();
        node.json(&author, parent, self.replies(who, at).len(), &self.config.site)
    }

    fn nested(&self, who: usize, at: usize, levels: u32) -> Value {
        let mut node = self.node_json(who, at);
        if levels > 0 {
            let below = self.replies(who, at).into_iter().take(NESTED);
            let below: Vec<Value> = below.map(|child| self.nested(who, child, levels - 1)).collect();
            node.insert("children".into(), below.into());
        }
        Value::Object(node)
    }

    /// `GET /agent/content/{id}/thread`.
    pub(crate) fn get_thread(&self, who: usize, id: &str, query: &Query) -> Result<Value, Refusal> {
        let limit = limit(query, 50, 100)?;
        let start = offset(query)?;
        let at = self.visible_node(who, id).ok_or_else(|| Refusal::no_node(id))?;
        let node = self.tree.get(at);
        let children = self.replies(who, at);
        let page: Vec<Value> =
            children.iter().skip(start).take(limit).map(|child| self.nested(who, *child, LEVELS)).collect();
        let end = start + page.len();
        let more = end < children.len();
        let siblings: Vec<usize> = node.parent.map_or_else(Vec::new, |above| {
            let all = self.replies(who, above).into_iter();
            all.filter(|sibling| *sibling != at).take(limit).collect()
        });
        let plain = |nodes: Vec<usize>| -> Vec<Value> {
            nodes.into_iter().map(|node| Value::Object(self.node_json(who, node))).collect()
        };
        let root = self.tree.get(node.root);
        Ok(json!({
            "node": self.node_json(who, at),
            "root": {
                "nodeId": root.id,
                "title": self.tree.title(at),
                "content": self.tree.system(at),
                "systemPrompt": self.tree.system(at),
                "author": self.accounts[root.author].author(),
                "createdAt": iso(root.created_at),
            },
            "parentChain": plain(self.tree.ancestors(at)),
            "siblings": plain(siblings),
            "children": page,
            "ancestorImages": self.tree.ancestor_images(at, &self.config.site),
            "pagination": {
                "hasMore": more,
                "nextCursor": more.then(|| end.to_string()),
                "total": children.len(),
            },
        }))
    }
}
