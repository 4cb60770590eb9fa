//! Saved searches. They are run here over the opportunities and trending nodes that are read, so they spend nothing, and the network is not
//! told of them. Each node is told of once.

use super::notifications;
use crate::app::effect::{Answer, EffectBuilder, ViewKey};
use crate::app::reading::thread::learn_title;
use crate::app::state::{SavedSearch, Search, State, UndoAction, undo_history};
use crate::domain::{Bucket, LocalizedMessage, Millis, Notification, NotificationKind, Opportunity};

/// The number of searches that can be saved.
const MOST: usize = 25;

/// The longest words of a saved search, in characters: as many as the search box takes.
const WORDS: usize = 200;

/// The number of opportunities, and of trending nodes, that are looked at. The network sends 20 and 50 when it keeps to what is asked for.
const ROWS: usize = 200;

const DAY: Millis = 24 * 60 * 60_000;

/// Saves a search, or removes it. What is there already when it is saved is no hit.
pub(crate) fn save(
    state: &mut State,
    token: u32,
    query: &Search,
    on: bool,
    now: Millis,
    effects: &mut EffectBuilder,
) {
    let search = Search { words: query.words.trim().chars().take(WORDS).collect(), ..query.clone() };
    let place = state.saved_searches.iter().position(|saved| saved.search == search);
    let mut answer = Answer::default();
    match place {
        Some(place) if !on => {
            let saved = state.saved_searches.remove(place);
            answer.undo = Some(undo_history::remember(state, UndoAction::SavedSearch(saved), now));
            answer.said = Some(LocalizedMessage::new("saidSearchRemoved"));
        }
        None if on && search == Search::default() => {
            return effects.alert(Some(token), LocalizedMessage::new("alertSearchEmpty"));
        }
        None if on => {
            let mut there = Vec::new();
            for item in rows(state) {
                if state.matches(&search, item, now) {
                    there.push(hit_id(&item.node_id));
                }
            }
            if !restore(state, SavedSearch { search, ..SavedSearch::default() }, effects) {
                return effects.alert(Some(token), LocalizedMessage::new("alertSavedSearches"));
            }
            for id in there {
                notifications::remember(state, &id);
            }
            answer.said = Some(LocalizedMessage::new("saidSearchSaved"));
        }
        _ => {}
    }
    effects.answer(Some(token), answer);
    effects.save = true;
    effects.show(ViewKey::Search);
}

/// Adds a saved search, unless it is there, and returns whether there was room for it.
pub(crate) fn restore(state: &mut State, saved: SavedSearch, effects: &mut EffectBuilder) -> bool {
    let searches = &mut state.saved_searches;
    if !searches.iter().any(|known| known.search == saved.search) {
        if searches.len() >= MOST {
            return false;
        }
        searches.push(saved);
    }
    effects.show(ViewKey::Search);
    true
}

/// Runs the saved searches over the opportunities and trending nodes as they are now. What they find for the first time becomes a notification.
pub(crate) fn run(state: &mut State, now: Millis, effects: &mut EffectBuilder) {
    if state.saved_searches.is_empty() || state.cache.sample {
        return;
    }
    let own = state.author();
    let mut hits: Vec<Notification> = Vec::new();
    let mut titles: Vec<(String, String)> = Vec::new();
    let mut found = vec![0; state.saved_searches.len()];
    for item in rows(state) {
        let id = hit_id(&item.node_id);
        let mut made = state.cache.notifications.iter().chain(&hits);
        let known = state.shown_notifications.contains(&id) || made.any(|hit| hit.id == id);
        if known || item.author.is_same(&own) || state.hides(item) {
            continue;
        }
        let mut first = None;
        for (saved, found) in state.saved_searches.iter().zip(&mut found) {
            if state.matches(&saved.search, item, now) {
                *found += 1;
                first.get_or_insert(&saved.search.words);
            }
        }
        if let Some(words) = first {
            titles.extend(item.title.clone().map(|title| (item.node_id.clone(), title)));
            hits.push(Notification {
                id,
                kind: NotificationKind::Hit,
                node_id: Some(item.node_id.clone()),
                from: item.author.clone(),
                message: item.preview.clone(),
                created_at: Some(now + state.clock_skew),
                search: Some(words.clone()),
                ..Notification::default()
            });
        }
    }
    if hits.is_empty() {
        return;
    }
    for (saved, found) in state.saved_searches.iter_mut().zip(found).filter(|(_, found)| *found > 0) {
        (saved.found_at, saved.found) = (now, found);
    }
    for (node, title) in titles {
        learn_title(state, &node, &title);
    }
    notifications::add_own(state, &hits, now, effects);
    effects.show(ViewKey::Search);
}

fn rows(state: &State) -> Vec<&Opportunity> {
    let mut rows = Vec::new();
    for list in [&state.cache.feed, &state.cache.trending] {
        rows.extend(list.iter().take(ROWS));
    }
    rows
}

/// The id of the notification of a node.
fn hit_id(node: &str) -> String {
    format!("hit@{node}")
}

impl State {
    /// Whether an opportunity has all words in its title and first words, as in the search of the page, and passes all filters. Where the
    /// network does not tell what a filter asks for, nobody engaged with the node, it is a text, and it was written today.
    fn matches(&self, search: &Search, item: &Opportunity, now: Millis) -> bool {
        let part = |part: &Option<String>| part.as_deref().unwrap_or_default().to_lowercase();
        let text = format!("{} {}", part(&item.title), part(&item.preview));
        let counted = |count: Option<u32>| count.is_some_and(|count| count > 0);
        let signals = &item.signals;
        let human = item.bucket == Bucket::HumanSignal
            || signals.human.is_some_and(|signal| signal > 0.0)
            || counted(signals.likes)
            || counted(signals.bookmarks);
        // What was done elsewhere is not known here.
        let explored = || {
            self.engagements.contains_key(&item.node_id)
                || self.own_receipts().any(|receipt| receipt.parent.as_ref() == Some(&item.node_id))
        };
        let age = item.created_at.map_or(0, |at| now + self.clock_skew - at);
        search.words.to_lowercase().split_whitespace().all(|word| text.contains(word))
            && (human || !search.human)
            && !(search.unexplored && explored())
            && search.output.is_none_or(|output| item.output.unwrap_or_default() == output)
            && search.days.is_none_or(|days| age <= Millis::from(days) * DAY)
    }
}
