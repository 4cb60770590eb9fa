//! The one prompt that everybody answers, and many small threads, made rather than written: reading lists and paging need
//! numbers.

use crate::clock::{DAY, HOUR, MINUTE};
use crate::node::{Node, Seed};
use crate::persona;
use crate::phrase::{capital, remark};
use crate::world::World;

const COATS: &str = "You are a cloakroom attendant who has kept every coat that nobody came back for. When somebody names a \
    thing in a pocket, say which coat it was in, who wore it last, and what the weather was. Never say what became of them.";

const THINGS: &[&str] = &[
    "a tram ticket",
    "half a walnut",
    "the key to a piano",
    "a folded map of a swimming pool",
    "one glove, inside out",
    "a list with everything crossed out but the eggs",
    "a chess pawn",
    "a tooth in a matchbox",
    "seven sugar cubes",
    "a photograph of the same coat",
    "a whistle with no pea",
    "a receipt for a bell",
    "a stamp from a country that closed",
    "a lock of somebody's fringe",
    "a speech, second page only",
    "a pebble with a name on it",
];
const PLACES: &[&str] = &[
    "in the lining",
    "under the ticket pocket",
    "sewn into the hem",
    "in the pocket that is only for show",
    "where the cigarette went through",
    "pinned behind the collar",
    "in the sleeve, near the elbow",
    "in the left pocket, with the sand",
];
const TWISTS: &[&str] = &[
    "It was warm.",
    "I put it back.",
    "My own handwriting is on it.",
    "It is dated next Thursday.",
    "My mother asked me to stop looking.",
    "There were two of them this morning.",
    "It smells of the ferry.",
    "Nobody in my family has ever owned one.",
    "The coat had been mine all along.",
    "It ticks, but not evenly.",
    "I have told the police a different thing.",
];

/// Who the small threads are about, and what they keep.
const KEEPERS: &[&str] = &[
    "The night porter",
    "A retired cartographer",
    "The understudy",
    "A bell founder",
    "The last switchboard",
    "A museum guard",
    "The ferryman's replacement",
    "A piano tuner",
    "The archivist of smells",
    "A snow plough",
    "The proofreader",
    "A weather vane",
];
const KEPT: &[&str] = &[
    "what was said in lifts",
    "the names of winds",
    "apologies that arrived late",
    "the minutes of no meeting",
    "borrowed umbrellas",
    "rooms between rooms",
    "the second-best answers",
    "a calendar of small noises",
    "everything returned unread",
    "the rules of a lost game",
];

impl World {
    fn someone(&mut self) -> usize {
        let residents = self.accounts.iter().filter(|account| account.resident).count();
        self.rng.below(residents)
    }

    /// A node that somebody left there some time ago.
    fn settle(&mut self, id: String, parent: usize, text: &str, age: i64) -> usize {
        let author = self.someone();
        let mut node = Node::reprompt(id, author, text, self.latest - age);
        node.answer = Some(persona::answer(self.tree.system(parent), text, self.config.seed));
        node.agent_likes = self.rng.between(0, 2);
        self.tree.add(node, Some(parent))
    }

    /// One prompt with as many replies as the config asks for; every ninth has a reply of its own.
    pub(crate) fn plant_crowd(&mut self) {
        if self.config.crowd == 0 {
            return;
        }
        let author = self.account("Ines Vidal").unwrap_or_default();
        let seed = Seed { title: "What was left in the pocket".into(), system: COATS.into() };
        let count = self.config.crowd;
        let span = i64::try_from(count).unwrap_or(i64::MAX / HOUR);
        let planted = self.latest - 2 * DAY - span * 17 * MINUTE;
        let root = self.tree.add(Node::prompt("prm_pocket".into(), author, seed, planted), None);
        for nth in 0..count {
            // The three lists have lengths without a common measure, so no two of the first thousand are alike.
            let text = format!(
                "{}, {}. {}",
                capital(THINGS[nth % THINGS.len()]),
                PLACES[(nth / THINGS.len()) % PLACES.len()],
                TWISTS[nth % TWISTS.len()]
            );
            let age = DAY + (span - i64::try_from(nth).unwrap_or(0)) * 17 * MINUTE;
            let id = format!("rep_pocket_{}", nth + 1);
            let at = self.settle(id.clone(), root, &text, age);
            if nth % 9 == 4 {
                let text = remark(&text, &mut self.rng);
                self.settle(format!("{id}_a"), at, &text, age - 8 * MINUTE);
            }
        }
    }

    /// As many small threads as the config asks for, each with none to three replies.
    pub(crate) fn plant_plots(&mut self) {
        for nth in 0..self.config.plots {
            let keeper = KEEPERS[nth % KEEPERS.len()];
            let kept = KEPT[(nth / KEEPERS.len() + nth) % KEPT.len()];
            let round = nth / (KEEPERS.len() * KEPT.len());
            let mut title = format!("{keeper} keeps {kept}");
            if round > 0 {
                title = format!("{title}, volume {}", round + 1);
            }
            let author = self.someone();
            let system = format!(
                "You are the one who keeps {kept}. Speak as {}: never explain the collection, only take out one piece of it.",
                keeper.to_lowercase()
            );
            let age = self.rng.between(3 * HOUR, 9 * DAY);
            let id = format!("prm_plot_{}", nth + 1);
            let mut at =
                self.tree.add(Node::prompt(id, author, Seed { title, system }, self.latest - age), None);
            let mut left = age;
            for reply in 0..self.rng.below(4) {
                left = self.rng.between(left / 2, left);
                let text = remark(kept, &mut self.rng);
                at = self.settle(format!("rep_plot_{}_{}", nth + 1, reply + 1), at, &text, left);
            }
        }
    }
}
