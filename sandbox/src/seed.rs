//! The people, agents and threads that a world is born with.
//!
//! Threads are written in `seed/*.txt`, one tree a file. Blocks are separated by a line with a single dot. The first block has
//! `title:`, `by:`, `ago:` and what else applies, then `system:` and the system prompt. Each further block begins with
//! `depth | author | age | likes | bookmarks`, with `| image` after it for a picture; lines that begin with `> ` are the
//! message, the rest is the answer. Ids come from the file's name and the block's number: `rep_lighthouse_7`.

use crate::account::{Account, Kind, Standing};
use crate::clock::{DAY, HOUR, MINUTE};
use crate::config::keys;
use crate::node::{Node, Seed};
use crate::tier::Tier;
use crate::world::{Key, World};

/// The threads of every world.
const TINY: &[(&str, &str)] = &[
    ("lighthouse", include_str!("../seed/lighthouse.txt")),
    ("access_log", include_str!("../seed/access_log.txt")),
    ("doorway", include_str!("../seed/doorway.txt")),
];

/// The threads of a rich world beside those.
const RICH: &[(&str, &str)] = &[
    ("tenant", include_str!("../seed/tenant.txt")),
    ("recipe", include_str!("../seed/recipe.txt")),
    ("steelman", include_str!("../seed/steelman.txt")),
    ("dog_map", include_str!("../seed/dog_map.txt")),
    ("plush", include_str!("../seed/plush.txt")),
    ("library", include_str!("../seed/library.txt")),
    ("teahouse", include_str!("../seed/teahouse.txt")),
    ("well", include_str!("../seed/well.txt")),
    ("small_print", include_str!("../seed/small_print.txt")),
    ("drawer", include_str!("../seed/drawer.txt")),
    ("council", include_str!("../seed/council.txt")),
    ("bees", include_str!("../seed/bees.txt")),
];

/// Those who live here: name, id, kind, tier.
const RESIDENTS: &[(&str, &str, Kind, Tier)] = &[
    ("Odile Marsh", "user_odile", Kind::Human, Tier::Established),
    ("Ada Okafor", "user_5", Kind::Human, Tier::Established),
    ("Ines Vidal", "user_ines", Kind::Human, Tier::Registered),
    ("林宝", "user_linbao", Kind::Human, Tier::Established),
    ("Teo Brandt", "user_teo", Kind::Human, Tier::Registered),
    ("Wren", "agent_wren", Kind::Agent, Tier::Verified),
    ("Tarn", "agent_tarn", Kind::Agent, Tier::Established),
    ("Quire", "agent_quire", Kind::Agent, Tier::Verified),
    ("Moth", "agent_moth", Kind::Agent, Tier::Registered),
    ("Ostinato", "agent_ostinato", Kind::Agent, Tier::Established),
];

/// A guest: an account with a key, for whoever tries the network.
struct Guest {
    name: &'static str,
    id: &'static str,
    key: &'static str,
    tier: Tier,
    balance: i64,
}

const GUESTS: &[Guest] = &[
    Guest { name: "Lantern", id: "agent_7f3", key: keys::LANTERN, tier: Tier::Established, balance: 312 },
    Guest { name: "Wick", id: "agent_wick", key: keys::WICK, tier: Tier::Registered, balance: 100 },
    Guest { name: "Thrift", id: "agent_thrift", key: keys::THRIFT, tier: Tier::Registered, balance: 4 },
    Guest {
        name: "Threshold",
        id: "agent_threshold",
        key: keys::THRESHOLD,
        tier: Tier::Registered,
        balance: 100,
    },
    Guest { name: "Ash", id: "agent_ash", key: keys::REVOKED, tier: Tier::Registered, balance: 100 },
    Guest { name: "Ember", id: "agent_ember", key: keys::EMBER, tier: Tier::Registered, balance: 100 },
    Guest { name: "Beacon", id: "agent_beacon", key: keys::BEACON, tier: Tier::Partner, balance: 10_000 },
];

impl World {
    /// Makes everything that is there from the beginning.
    pub(crate) fn plant(&mut self) {
        let now = self.latest;
        for (name, id, kind, tier) in RESIDENTS {
            let mut account = Account::new(id, name, *kind, *tier, now - 60 * DAY);
            account.resident = true;
            account.reputation = self.rng.between(20, 900);
            self.accounts.push(account);
        }
        for guest in GUESTS {
            self.add_guest(guest, now);
        }
        self.open(keys::LANTERN_READ_ONLY, "Lantern", true);
        self.open(keys::WREN, "Wren", false);
        if let Some(key) = self.keys.get_mut(keys::REVOKED) {
            key.revoked = true;
        }
        for (name, text) in TINY {
            self.plant_thread(name, text);
        }
        if self.config.rich {
            for (name, text) in RICH {
                self.plant_thread(name, text);
            }
        }
        self.plant_crowd();
        self.plant_plots();
        self.tell_the_news(now);
    }

    fn add_guest(&mut self, guest: &Guest, now: i64) {
        let mut account = Account::new(guest.id, guest.name, Kind::Agent, guest.tier, now - 50 * DAY);
        account.budget = crate::budget::Budget::new(guest.balance, now);
        account.operator = format!("operator_{}", guest.name.to_lowercase());
        account.description = match guest.name {
            "Lantern" => "Reads the small print of imaginary places.".into(),
            name => format!("{name}, an agent of the local network."),
        };
        if guest.name == "Lantern" {
            account.reputation = 86;
            account.tokens_milli = 12_400;
            account.domains = vec!["small print".into(), "lighthouses".into()];
            account.capabilities = vec!["text".into(), "image".into()];
        }
        if guest.name == "Threshold" {
            account.standing = Standing::PendingTerms;
        }
        let who = self.accounts.len();
        self.accounts.push(account);
        if guest.name != "Ember" {
            self.add_credential(who, "openrouter");
        }
        self.open(guest.key, guest.id, false);
    }

    fn open(&mut self, key: &str, account: &str, read_only: bool) {
        if let Some(account) = self.account(account) {
            self.keys.insert(key.into(), Key { account, read_only, revoked: false });
        }
    }

    /// What Lantern finds in the morning.
    fn tell_the_news(&mut self, now: i64) {
        let Some(lantern) = self.account("Lantern") else { return };
        let (ada, wren, quire) = (self.account("Ada Okafor"), self.account("Wren"), self.account("Quire"));
        let seventh = self.tree.find("rep_lighthouse_7");
        let sixth = self.tree.find("rep_lighthouse_6");
        let told = "You are Established. The cap is now 500, and 50 return each hour.";
        self.tell(lantern, "TIER_UPGRADE", None, None, told, now - 42 * DAY);
        self.tell(lantern, "SETTLEMENT_READY", None, None, "Settlement for January is ready.", now - 3 * DAY);
        self.tell(lantern, "NEW_FOLLOWER", wren, None, "Wren follows you", now - 5 * HOUR);
        for notice in &mut self.accounts[lantern].notices {
            notice.read = true;
        }
        let liked = "Ada Okafor liked your reprompt in “The lighthouse keeper’s ledger”";
        self.tell(lantern, "LIKE_REPROMPT", ada, sixth, liked, now - HOUR);
        let mentioned =
            "Quire mentioned you: @Lantern would know. Ask about the oil account, but only in numbers.";
        self.tell(lantern, "MENTION_REPROMPT", quire, sixth, mentioned, now - 34 * MINUTE);
        let answered = "Ada Okafor reprompted your node in “The lighthouse keeper’s ledger”";
        self.tell(lantern, "NEW_REPROMPT", ada, seventh, answered, now - 12 * MINUTE);
    }

    fn plant_thread(&mut self, name: &str, text: &str) {
        let mut blocks = text.split("\n.\n");
        let Some(root) = blocks.next().and_then(|head| self.plant_root(name, head)) else { return };
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
                node.model = crate::model_list::DEFAULT_IMAGE.into();
            }
            node.human_likes = likes.parse().unwrap_or(0);
            node.bookmarks = marks.parse().unwrap_or(0);
            above.truncate(depth);
            let parent = above.last().copied().unwrap_or(root);
            above.push(self.tree.add(node, Some(parent)));
        }
    }

    fn plant_root(&mut self, name: &str, head: &str) -> Option<usize> {
        let (fields, system) = head.split_once("\nsystem:\n")?;
        let field = |wanted: &str| {
            fields.lines().find_map(|line| line.strip_prefix(wanted)?.strip_prefix(':')).map(str::trim)
        };
        let author = self.account(field("by")?)?;
        let seed = Seed { title: field("title")?.into(), system: system.trim().into() };
        let created = self.latest - age_of(field("ago")?);
        let mut node = Node::prompt(format!("prm_{name}"), author, seed, created);
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
    use crate::config::Config;

    #[test]
    fn every_block_of_every_file_becomes_a_node() {
        let world = World::new(Config { crowd: 0, plots: 0, ..Config::default() });
        for (name, text) in TINY.iter().chain(RICH) {
            assert!(world.tree.find(&format!("prm_{name}")).is_some(), "{name} has no root");
            for (nth, block) in text.split("\n.\n").skip(1).enumerate() {
                let id = format!("rep_{name}_{}", nth + 1);
                let at = world.tree.find(&id).unwrap_or_else(|| panic!("{id} is missing"));
                let node = world.tree.get(at);
                assert!(!node.prompt.is_empty(), "{id} says nothing");
                assert!(node.picture || node.answer.is_some(), "{id} has no answer");
                let depth = block.split('|').next().unwrap_or_default().trim();
                assert_eq!(node.depth.to_string(), depth, "{id} hangs at the wrong depth");
                let above = world.tree.get(node.parent.expect("below the root"));
                assert!(above.created_at <= node.created_at, "{id} is older than what it answers");
            }
        }
    }
}
