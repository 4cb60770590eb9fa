use super::Spend;
use super::feed::{Row, row};
use crate::app::{KeyState, ReadThread, Receipt, SavedSearch, Search, State};
use crate::domain::{Bucket, LocalizedMessage, MessageArg, Millis, Opportunity, excerpt};
use crate::protocol::Endpoint;
use serde::Serialize;

/// The search in the tab *Opportunities*.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SearchView {
    /// Whether the network can be searched.
    pub network: NetworkSearch,
    /// Why it cannot, when that is so.
    pub line: Option<LocalizedMessage>,
    /// What a search costs, from.
    pub prices: SearchPrices,
    /// Since when a reply is awaited.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub asked_at: Option<Millis>,
    /// Why the last search brought nothing.
    pub problem: Option<LocalizedMessage>,
    /// What the last search brought.
    pub found: Option<Found>,
    /// The threads that were read, most recent first: what is searched here. None while the key is locked, and no receipts.
    pub threads: Vec<ReadThread>,
    /// The receipts, latest first: what is searched here, too.
    pub receipts: Vec<FoundReceipt>,
    /// The saved searches, in the order in which they were saved; none while the key is locked.
    pub saved: Vec<SavedRow>,
}

/// A saved search.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SavedRow {
    /// Words and filters.
    pub search: Search,
    /// *2 found, 5 min ago*.
    pub line: LocalizedMessage,
}

/// A receipt, as the search shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FoundReceipt {
    /// Its id.
    pub id: String,
    /// When it was spent, what for and how much.
    pub spend: Spend,
    /// What was posted, searched for or bookmarked, in its first words.
    pub text: String,
}

/// Whether the network can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum NetworkSearch {
    /// It can.
    Ready,
    /// Not without a key.
    NoKey,
    /// This address has no search.
    Missing,
}

/// What a search costs, from, in units of budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SearchPrices {
    /// With filters alone.
    pub filters: f64,
    /// With words.
    pub words: f64,
    /// With the filter *Unexplored*.
    pub unexplored: f64,
    /// With both.
    pub both: f64,
}

/// The results of a search.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Found {
    /// What was searched for.
    pub search: Search,
    /// *20 of 31*.
    pub line: LocalizedMessage,
    /// What the next page costs, from, when there is one.
    pub more: Option<f64>,
    /// The results, as rows of the tab.
    pub rows: Vec<Row>,
}

/// The length of the words of a receipt that are searched, in characters.
const WORDS: usize = 400;

impl SearchView {
    /// The search of a state.
    pub fn of(state: &State, now: Millis) -> Self {
        let missing = state.missing_until(Endpoint::Query, now);
        let (network, line) = match (&state.account, missing) {
            (None, _) => (NetworkSearch::NoKey, Some(LocalizedMessage::new("searchNoKey"))),
            (_, Some(until)) => {
                (NetworkSearch::Missing, Some(LocalizedMessage::new("searchMissing").at(until)))
            }
            _ => (NetworkSearch::Ready, None),
        };
        let locked = state.live.key == KeyState::Locked;
        let price = |words, unexplored| state.search_price(words, unexplored, now);
        Self {
            network,
            line,
            prices: SearchPrices {
                filters: price(false, false),
                words: price(true, false),
                unexplored: price(false, true),
                both: price(true, true),
            },
            asked_at: state.pending_search.as_ref().map(|pending| pending.at),
            problem: state.live.search_problem.clone(),
            found: state.cache.search.as_ref().map(|found| {
                let count = u32::try_from(found.results.len()).unwrap_or(u32::MAX);
                Found {
                    search: found.search.clone(),
                    line: LocalizedMessage::new("foundOf")
                        .with(count)
                        .with(found.total.unwrap_or(count).max(count)),
                    more: found
                        .next_cursor
                        .as_ref()
                        .map(|_| price(!found.search.words.is_empty(), found.search.unexplored)),
                    rows: found.results.iter().map(|item| result(state, item, now)).collect(),
                }
            }),
            threads: state.cache.read_threads.iter().rev().filter(|_| !locked).cloned().collect(),
            receipts: state.own_receipts().rev().filter(|_| !locked).map(FoundReceipt::of).collect(),
            saved: state.saved_searches.iter().filter(|_| !locked).map(SavedRow::of).collect(),
        }
    }
}

/// A result as a row. The reason is what people and agents did with it, because the network names no bucket.
fn result(state: &State, item: &Opportunity, now: Millis) -> Row {
    let liked = item.signals.likes.is_some_and(|likes| likes > 0);
    let answered = item.replies.is_some_and(|replies| replies > 0);
    let bucket = match (item.bucket, liked, answered) {
        (Bucket::Other, true, _) => Bucket::HumanSignal,
        (Bucket::Other, false, true) => Bucket::Rising,
        (bucket, _, _) => bucket,
    };
    row(state, &Opportunity { bucket, ..item.clone() }, now)
}

impl SavedRow {
    fn of(saved: &SavedSearch) -> Self {
        let line = match saved.found {
            0 => LocalizedMessage::new("savedNothing"),
            found => {
                LocalizedMessage::count("savedFound", found).with(MessageArg::Ago { ago: saved.found_at })
            }
        };
        Self { search: saved.search.clone(), line }
    }
}

impl FoundReceipt {
    fn of(receipt: &Receipt) -> Self {
        // The search needs words, not the whole of a long message.
        Self { id: receipt.id.clone(), spend: Spend::of(receipt), text: excerpt(&receipt.text, WORDS) }
    }
}
