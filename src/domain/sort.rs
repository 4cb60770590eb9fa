//! Sorting that is compiled once: it sorts the indices of the items, and each type adds only its comparison.

use std::cmp::Ordering;

/// Sorts items. Equal items keep their order.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let places = places(items.len(), &|one, other| match (items.get(one), items.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    });
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    for place in places {
        items.extend(taken.get_mut(place).and_then(Option::take));
    }
}

/// Sorts items by a key. Equal items keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// The indices of the items, sorted.
#[inline(never)]
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_unstable_by(|one, other| compare(*one, *other).then(one.cmp(other)));
    places
}

#[cfg(test)]
mod tests {
    use super::{sort_by, sort_by_key};

    #[test]
    fn sorts_and_keeps_equals_as_they_stood() {
        let mut words = vec!["pear", "fig", "plum", "apple", "kiwi", "date"];
        sort_by_key(&mut words, |word| word.len());
        assert_eq!(words, ["fig", "pear", "plum", "kiwi", "date", "apple"]);
        sort_by(&mut words, |one, other| other.cmp(one));
        assert_eq!(words, ["plum", "pear", "kiwi", "fig", "date", "apple"]);
    }
}
