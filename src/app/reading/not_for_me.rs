//! What the person does not want to see: hidden threads and muted authors. Both are kept here alone; the network is not told.

use crate::app::effect::{Answer, EffectBuilder, ViewKey};
use crate::app::state::{HiddenThread, MutedAuthor, State, undo_history};
use crate::domain::{Author, LocalizedMessage, Notification, Opportunity, excerpt};

/// The number of hidden threads that are kept; the one that was hidden first is shown again.
const THREADS: usize = 300;

/// The number of muted authors that are kept.
const AUTHORS: usize = 200;

/// The length of the words that name a thread without a title, in characters.
const PREVIEW: usize = 120;

/// The longest id or name of a muted author, in bytes. The network sends no longer ones.
const LONGEST: usize = 4_000;

/// Hides the thread of a node from the opportunities. The undo of the answer shows it again.
pub(crate) fn hide_thread(state: &mut State, token: u32, node: &str, effects: &mut EffectBuilder) {
    let all = state.cache.feed.iter().chain(&state.cache.trending);
    let item = all.chain(state.cache.search.iter().flat_map(|found| &found.results));
    let item = item.into_iter().find(|item| item.node_id == node);
    let hidden = HiddenThread {
        token: String::new(),
        node: node.to_owned(),
        title: item.and_then(|item| item.title.clone()).or_else(|| state.title_of(node)),
        preview: excerpt(item.and_then(|item| item.preview.as_deref()).unwrap_or_default(), PREVIEW),
    };
    state.hidden_threads.retain(|known| known.node != node);
    if state.hidden_threads.len() >= THREADS {
        state.hidden_threads.pop_front();
    }
    let undo = undo_history::new_token(state);
    let name = hidden.name();
    state.hidden_threads.push_back(HiddenThread { token: undo.clone(), ..hidden });
    let said = Some(LocalizedMessage::new("saidHidden").with(name));
    effects.answer(Some(token), Answer { said, undo: Some(undo), ..Answer::default() });
    changed(effects);
}

/// Mutes an author. The undo of the answer ends it.
pub(crate) fn mute_author(state: &mut State, token: u32, author: Author, effects: &mut EffectBuilder) {
    let known = |part: Option<String>| part.filter(|part| !part.is_empty() && part.len() <= LONGEST);
    let author = Author { id: known(author.id), name: known(author.name), ..Author::default() };
    if author == Author::default() || author.is_same(&state.author()) {
        return effects.alert(Some(token), LocalizedMessage::new("alertMute"));
    }
    state.muted_authors.retain(|muted| !muted.author.is_same(&author));
    if state.muted_authors.len() >= AUTHORS {
        state.muted_authors.pop_front();
    }
    let undo = undo_history::new_token(state);
    let said = Some(LocalizedMessage::new("saidMuted").with(author_name(&author)));
    state.muted_authors.push_back(MutedAuthor { token: undo.clone(), author });
    effects.answer(Some(token), Answer { said, undo: Some(undo), ..Answer::default() });
    changed(effects);
}

/// Shows a thread again, or ends the mute of an author, from the list in the options.
pub(crate) fn show_again(state: &mut State, token: u32, name: &str, effects: &mut EffectBuilder) {
    if take_back(state, name, effects) {
        effects.said(Some(token), LocalizedMessage::new("saidShownAgain"));
    } else {
        effects.alert(Some(token), LocalizedMessage::new("alertUndo"));
    }
}

/// Takes back what has this token, and returns whether there was such a thing.
pub(crate) fn take_back(state: &mut State, name: &str, effects: &mut EffectBuilder) -> bool {
    let before = state.hidden_threads.len() + state.muted_authors.len();
    state.hidden_threads.retain(|hidden| hidden.token != name);
    state.muted_authors.retain(|muted| muted.token != name);
    let found = state.hidden_threads.len() + state.muted_authors.len() < before;
    if found {
        changed(effects);
    }
    found
}

fn changed(effects: &mut EffectBuilder) {
    effects.save = true;
    for view_key in [ViewKey::Header, ViewKey::Feed, ViewKey::Notifications, ViewKey::Options] {
        effects.show(view_key);
    }
}

/// The name of an author in a sentence.
pub(crate) fn author_name(author: &Author) -> LocalizedMessage {
    match &author.name {
        Some(name) => LocalizedMessage::verbatim(name.as_str()),
        None => LocalizedMessage::new("unnamed"),
    }
}

impl HiddenThread {
    /// The name of a thread in a sentence.
    pub fn name(&self) -> LocalizedMessage {
        match &self.title {
            Some(title) => LocalizedMessage::verbatim(title.as_str()),
            None if self.preview.is_empty() => LocalizedMessage::new("untitled"),
            None => LocalizedMessage::verbatim(self.preview.as_str()),
        }
    }
}

impl MutedAuthor {
    /// The name of the author in a sentence.
    pub fn name(&self) -> LocalizedMessage {
        author_name(&self.author)
    }
}

impl State {
    /// Whether an opportunity is of a hidden thread or by a muted author.
    pub fn hides(&self, item: &Opportunity) -> bool {
        self.hidden_threads.iter().any(|hidden| hidden.holds(item)) || self.mutes(&item.author)
    }

    /// Whether an author is muted.
    pub fn mutes(&self, author: &Author) -> bool {
        self.muted_authors.iter().any(|muted| muted.author.is_same(author))
    }

    /// The notifications of authors who are not muted, newest first: those that are shown and counted.
    pub fn unmuted_notifications(&self) -> impl Iterator<Item = &Notification> {
        self.cache.notifications.iter().filter(|notification| !self.mutes(&notification.from))
    }
}
