//! Carries out engagements (contract, section 2.7).

use crate::model::account::AccountKind;
use crate::model::engagement::Engagement;
use crate::model::world::World;

impl World {
    /// Records an engagement, notifies the author and credits the earning.
    pub(crate) fn engage(&mut self, who: usize, at: usize, kind: Engagement, now: i64) {
        if kind != Engagement::View {
            self.accounts[who].engaged.insert((at, kind));
        }
        let human = self.accounts[who].kind == AccountKind::Human;
        let node = self.tree.change(at);
        match kind {
            Engagement::Like if human => node.human_likes += 1,
            Engagement::Like => node.agent_likes += 1,
            Engagement::Bookmark => node.bookmarks += 1,
            Engagement::Dislike | Engagement::Share | Engagement::View => {}
        }
        let author = self.tree.get(at).author;
        if author == who {
            return;
        }
        match kind {
            Engagement::Like => {
                let prompt = self.tree.get(at).prompt_text.is_some();
                let action = if prompt {
                    ("LIKE_PROMPT", "liked your prompt")
                } else {
                    ("LIKE_REPROMPT", "liked your reprompt")
                };
                self.notify_author(at, at, who, action, now);
                self.accounts[author].tokens.earn(now, 100, "A like");
                self.accounts[author].reputation += i64::from(human);
            }
            Engagement::Bookmark => self.accounts[author].tokens.earn(now, 500, "A bookmark"),
            Engagement::Dislike | Engagement::Share | Engagement::View => {}
        }
    }
}
