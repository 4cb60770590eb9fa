//! Which accounts of the network a run is about, and which of a browser's accounts is which of them.

use crate::failure::{Failure, Rule};
use crate::network::guest;
use crate::run::Run;
use crate::script::Script;
use crate::story::who;
use impromptu::app::split_account_key;
use sandbox::World;
use std::collections::BTreeSet;

/// A node, or the reason of a handoff, and what was done, in the network's word.
type Engagement = (String, &'static str);

/// One account of the network that a run is about.
#[derive(Debug)]
pub(crate) struct Role {
    pub(crate) name: &'static str,
    pub(crate) key: &'static str,
    /// How many posts it had at the beginning.
    pub(crate) old_posts: usize,
    /// What it had engaged with at the beginning.
    pub(crate) old_engagements: Vec<Engagement>,
    /// What somebody asked for while this account was in front.
    pub(crate) asked: BTreeSet<Engagement>,
}

/// The accounts a script is about, as the world has them at the beginning.
pub(crate) fn cast(script: &Script, world: &World) -> Vec<Role> {
    let role = |which| {
        let (name, key) = guest(which);
        let (old_posts, old_engagements) = (world.posts_by(name).len(), world.engagements_of(name));
        Role { name, key, old_posts, old_engagements, asked: BTreeSet::new() }
    };
    std::iter::once(script.account).chain(script.second).map(role).collect()
}

impl Run<'_> {
    /// Which of the cast an account of a browser is, once it was given a key.
    pub(crate) fn role(&self, at: usize, account: u32) -> Option<&Role> {
        self.browsers[at].roles.get(&account).and_then(|nth| self.cast.get(*nth))
    }

    /// Which of the cast stands in front of a browser; the first where none does yet.
    pub(crate) fn role_in_front(&self, at: usize) -> &Role {
        self.role(at, self.browsers[at].front()).unwrap_or(&self.cast[0])
    }

    /// Which of the cast an account is from now on: the first that none of the browser's other accounts is, and always the same.
    pub(crate) fn cast_as(&mut self, at: usize, account: u32) -> usize {
        let browser = &self.browsers[at];
        if let Some(nth) = browser.roles.get(&account) {
            return *nth;
        }
        let taken = |nth: &usize| browser.numbers().iter().any(|other| browser.roles.get(other) == Some(nth));
        let nth = (0..self.cast.len()).find(|nth| !taken(nth)).unwrap_or(self.cast.len() - 1);
        self.browsers[at].roles.insert(account, nth);
        nth
    }

    /// After the network kept something: each text that was sent stands under the name of the account in whose draft it was typed.
    pub(crate) fn check_names(&self, body: &str) -> Result<(), Failure> {
        let sent: Vec<_> = self.texts.iter().filter(|text| body.contains(&text.tag)).collect();
        for role in &self.cast {
            for post in self.world.posts_by(role.name).iter().skip(role.old_posts) {
                for text in sent.iter().filter(|text| post.text.contains(&text.tag)) {
                    let account = split_account_key(&text.draft).0;
                    let meant = self.role(text.browser, account).map_or("nobody", |role| role.name);
                    if meant != role.name {
                        let whose = who(text.browser, account);
                        return Err(Failure::new(
                            Rule::RightAccount,
                            format!("{whose} {} was typed as {meant} and posted as {}", text.tag, role.name),
                        ));
                    }
                }
            }
        }
        Ok(())
    }

    /// After an engagement or a handoff was kept: each account has only those that were asked for while it was in front.
    pub(crate) fn check_engagements(&self) -> Result<(), Failure> {
        for role in &self.cast {
            let asked = |done: &Engagement| role.old_engagements.contains(done) || role.asked.contains(done);
            if let Some((node, kind)) =
                self.world.engagements_of(role.name).into_iter().find(|done| !asked(done))
            {
                return Err(Failure::new(
                    Rule::RightAccount,
                    format!("{kind} of {node} is {}'s, who did not ask for it", role.name),
                ));
            }
            let mut reasons = BTreeSet::new();
            for (_, node, reason, _) in self.world.handoffs_of(role.name) {
                if !role.asked.contains(&(reason.clone(), "HANDOFF")) {
                    let what = format!("{node} was handed over by {}, who did not ask for it", role.name);
                    return Err(Failure::new(Rule::RightAccount, what));
                }
                if !reasons.insert(reason.clone()) {
                    return Err(Failure::new(Rule::NothingTwice, format!("{reason:?} is there twice")));
                }
            }
        }
        Ok(())
    }
}
