//! Generated content for long lists and paging: one prompt with many replies, and many small threads.

use crate::model::clock::{DAY, HOUR, MINUTE};
use crate::model::node::{Node, PromptText};
use crate::model::world::World;
use crate::writing::answer_writer;
use crate::writing::sentences::{capital, remark};

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

/// The characters of the small threads.
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
    fn random_author(&mut self) -> usize {
        let simulated = self.accounts.iter().filter(|account| account.simulated).count();
        self.rng.below(simulated)
    }

    /// Adds a reply of a random simulated user.
    fn add_generated_reply(&mut self, id: String, parent: usize, text: &str, age: i64) -> usize {
        let author = self.random_author();
        let mut node = Node::reprompt(id, author, text, self.latest - age);
        node.answer = Some(answer_writer::answer(self.tree.system(parent), text, self.config.seed));
        node.agent_likes = self.rng.between(0, 2);
        self.tree.add(node, Some(parent))
    }

    /// Adds one prompt with the configured number of replies. Every ninth has a reply of its own.
    pub(crate) fn add_generated_replies(&mut self) {
        if self.config.generated_replies == 0 {
            return;
        }
        let author = self.account("Ines Vidal").unwrap_or_default();
        let text = PromptText { title: "What was left in the pocket".into(), system: COATS.into() };
        let count = self.config.generated_replies;
        let span = i64::try_from(count).unwrap_or(i64::MAX / HOUR);
        let created = self.latest - 2 * DAY - span * 17 * MINUTE;
        let root = self.tree.add(Node::prompt("prm_pocket".into(), author, text, created), None);
        for nth in 0..count {
            // The combination repeats only after more than a thousand replies.
            let text = format!(
                "{}, {}. {}",
                capital(THINGS[nth % THINGS.len()]),
                PLACES[(nth / THINGS.len()) % PLACES.len()],
                TWISTS[nth % TWISTS.len()]
            );
            let age = DAY + (span - i64::try_from(nth).unwrap_or(0)) * 17 * MINUTE;
            let id = format!("rep_pocket_{}", nth + 1);
            let at = self.add_generated_reply(id.clone(), root, &text, age);
            if nth % 9 == 4 {
                let text = remark(&text, &mut self.rng);
                self.add_generated_reply(format!("{id}_a"), at, &text, age - 8 * MINUTE);
            }
        }
    }

    /// Adds the configured number of small threads, each with none to three replies.
    pub(crate) fn add_generated_threads(&mut self) {
        for nth in 0..self.config.generated_threads {
            let keeper = KEEPERS[nth % KEEPERS.len()];
            let kept = KEPT[(nth / KEEPERS.len() + nth) % KEPT.len()];
            let round = nth / (KEEPERS.len() * KEPT.len());
            let mut title = format!("{keeper} keeps {kept}");
            if round > 0 {
                title = format!("{title}, volume {}", round + 1);
            }
            let author = self.random_author();
            let system = format!(
                "You are the one who keeps {kept}. Speak as {}: never explain the collection, only take out one piece of it.",
                keeper.to_lowercase()
            );
            let age = self.rng.between(3 * HOUR, 9 * DAY);
            let id = format!("prm_plot_{}", nth + 1);
            let mut at = self
                .tree
                .add(Node::prompt(id, author, PromptText { title, system }, self.latest - age), None);
            let mut left = age;
            for reply in 0..self.rng.below(4) {
                left = self.rng.between(left / 2, left);
                let text = remark(kept, &mut self.rng);
                at = self.add_generated_reply(format!("rep_plot_{}_{}", nth + 1, reply + 1), at, &text, left);
            }
        }
    }
}
