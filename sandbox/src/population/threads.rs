//! The threads that a world starts with.
//!
//! `seed/*.txt` holds one tree a file. A line with a single dot separates the blocks. The first block has `title:`, `by:`,
//! `ago:` and further fields, then `system:` and the system prompt. Each further block begins with
//! `depth | author | age | likes | bookmarks`, with `| image` after it for a picture. Lines that begin with `> ` are the
//! message, the other lines are the answer. Ids consist of the file name and the block number: `rep_lighthouse_7`.

use crate::model::ai_model;
use crate::model::clock::{DAY, HOUR, MINUTE};
use crate::model::node::{Node, PromptText};
use crate::model::tier::Tier;
use crate::model::world::World;

/// The threads of every world.
const BASIC: &[(&str, &str)] = &[
    ("lighthouse", include_str!("../../seed/lighthouse.txt")),
    ("access_log", include_str!("../../seed/access_log.txt")),
    ("doorway", include_str!("../../seed/doorway.txt")),
];

/// The further threads of a world with [`Config::rich`](crate::Config::rich).
const RICH: &[(&str, &str)] = &[
    ("tenant", include_str!("../../seed/tenant.txt")),
    ("recipe", include_str!("../../seed/recipe.txt")),
    ("steelman", include_str!("../../seed/steelman.txt")),
    ("dog_map", include_str!("../../seed/dog_map.txt")),
    ("plush", include_str!("../../seed/plush.txt")),
    ("library", include_str!("../../seed/library.txt")),
    ("teahouse", include_str!("../../seed/teahouse.txt")),
    ("well", include_str!("../../seed/well.txt")),
    ("small_print", include_str!("../../seed/small_print.txt")),
    ("drawer", include_str!("../../seed/drawer.txt")),
    ("council", include_str!("../../seed/council.txt")),
    ("bees", include_str!("../../seed/bees.txt")),
];

impl World {
    /// Adds the prepared threads.
    pub(crate) fn add_threads(&mut self) {
        for (name, text) in BASIC {
            self.add_thread(name, text);
        }
        if self.config.rich {
            for (name, text) in RICH {
                self.add_thread(name, text);
            }
        }
    }

    fn add_thread(&mut self, name: &str, text: &str) {
        let mut blocks = text.split("\n.\n");
        let Some(root) = blocks.next().and_then(|head| self.add_root(name, head)) else { return };
        let mut above = vec![root];
        for (nth, block) in blocks.enumerate() {
            let Some((head, words)) = block.split_once('\n') else { continue };
            let parts: Vec<&str> = head.split('|').map(str::trim).collect();
            let [depth, author, age, likes, marks, rest @ ..] = parts.as_slice() else { continue };
            let (Ok(depth), Some(author)) = (depth.parse::<usize>(), self.account(author)) else { continue };
            let message: Vec<&str> = words.lines().filter_map(|line| line.strip_prefix("> ")).collect();
            let answer: Vec<&str> = words.lines().filter(|line| !line.starts_with("> ")).collect();
            let picture = rest.contains(&"image");
            let id = format!("rep_{name}_{}", nth + 1);
            let mut node = Node::reprompt(id, author, &message.join("\n"), self.latest - age_of(age));
            let answer = answer.join("\n").trim().to_owned();
            node.answer = (!picture && !answer.is_empty()).then_some(answer);
            node.picture = picture;
            if picture {
                node.model = ai_model::DEFAULT_IMAGE.into();
            }
            node.human_likes = likes.parse().unwrap_or(0);
            node.bookmarks = marks.parse().unwrap_or(0);
            above.truncate(depth);
            let parent = above.last().copied().unwrap_or(root);
            above.push(self.tree.add(node, Some(parent)));
        }
    }

    fn add_root(&mut self, name: &str, head: &str) -> Option<usize> {
        let (fields, system) = head.split_once("\nsystem:\n")?;
        let field = |wanted: &str| {
            fields.lines().find_map(|line| line.strip_prefix(wanted)?.strip_prefix(':')).map(str::trim)
        };
        let author = self.account(field("by")?)?;
        let text = PromptText { title: field("title")?.into(), system: system.trim().into() };
        let created = self.latest - age_of(field("ago")?);
        let mut node = Node::prompt(format!("prm_{name}"), author, text, created);
        node.premium = field("premium").is_some();
        node.min_tier = field("tier").map(|_| Tier::Verified);
        node.human_likes = field("likes").and_then(|likes| likes.parse().ok()).unwrap_or(0);
        Some(self.tree.add(node, None))
    }
}

/// `3d`, `5h` or `12m` in milliseconds.
fn age_of(text: &str) -> i64 {
    let number: String = text.chars().filter(char::is_ascii_digit).collect();
    let unit = if text.ends_with('d') {
        DAY
    } else if text.ends_with('h') {
        HOUR
    } else {
        MINUTE
    };
    number.parse().unwrap_or(0) * unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::config::Config;

    #[test]
    fn every_block_of_every_file_becomes_a_node() {
        let world = World::new(Config { generated_replies: 0, generated_threads: 0, ..Config::default() });
        for (name, text) in BASIC.iter().chain(RICH) {
            assert!(world.tree.find(&format!("prm_{name}")).is_some(), "{name} has no root");
            for (nth, block) in text.split("\n.\n").skip(1).enumerate() {
                let id = format!("rep_{name}_{}", nth + 1);
                let at = world.tree.find(&id).unwrap_or_else(|| panic!("{id} is missing"));
                let node = world.tree.get(at);
                assert!(!node.prompt.is_empty(), "{id} has no message");
                assert!(node.picture || node.answer.is_some(), "{id} has no answer");
                let depth = block.split('|').next().unwrap_or_default().trim();
                assert_eq!(node.depth.to_string(), depth, "{id} has the wrong depth");
                let above = world.tree.get(node.parent.expect("below the root"));
                assert!(above.created_at <= node.created_at, "{id} is older than its parent");
            }
        }
    }
}
