//! A node with everything around it (contract, section 5).

use crate::http::Query;
use crate::notice::{limit, offset};
use crate::refusal::Refusal;
use crate::world::World;
use serde_json::{Map, Value, json};

/// Nested replies below one child that come along unasked; the rest is read by asking for the node itself.
const NESTED: usize = 20;
/// Levels of nesting below the node. A deeper reply is read by asking for one nearer to it.
const LEVELS: u32 = 24;

impl World {
    /// Whether this account may see a node: private ones are their author's alone.
    pub(crate) fn sees(&self, who: usize, at: usize) -> bool {
        let node = self.tree.get(at);
        node.visibility != "private" || node.author == who
    }

    fn replies(&self, who: usize, at: usize) -> Vec<usize> {
        self.tree.children(at).filter(|child| self.sees(who, *child)).collect()
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

    pub(crate) fn get_thread(&self, who: usize, id: &str, query: &Query) -> Result<Value, Refusal> {
        let limit = limit(query, 50, 100)?;
        let start = offset(query)?;
        let found = self.tree.find(id).filter(|at| self.sees(who, *at));
        let at = found.ok_or_else(|| Refusal::no_node(id))?;
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
                "createdAt": crate::clock::iso(root.created_at),
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
