//! English word forms: the words that a word may be an inflection of, and the endings of abstractions.

/// Beginnings that leave a word as abstract, or as concrete, as it was.
pub(super) const PREFIXES: [&str; 8] = ["un", "mis", "dis", "re", "over", "under", "inter", "non"];

/// Tries the forms that a word may be an inflection of.
pub(super) fn stems<T>(word: &str, mut known: impl FnMut(&str) -> Option<T>) -> Option<T> {
    const ENDINGS: [(&str, &str); 12] = [
        ("'s", ""),
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
        ("er", ""),
        ("ly", ""),
        ("y", ""),
    ];
    for (ending, instead) in ENDINGS {
        let Some(rest) = word.strip_suffix(ending).filter(|rest| rest.len() > 2) else { continue };
        let found = if instead.is_empty() { known(rest) } else { known(&format!("{rest}{instead}")) };
        if found.is_some() {
            return found;
        }
        let mut letters = rest.chars();
        if letters.next_back() == letters.clone().next_back()
            && let Some(found) = known(letters.as_str())
        {
            return Some(found);
        }
    }
    None
}

/// English makes its abstractions with a handful of endings.
pub(super) fn sounds_abstract(word: &str) -> bool {
    const ENDINGS: [&str; 21] = [
        "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ity", "ities", "ism", "ance", "ence",
        "ency", "ancy", "ology", "ship", "ively", "ingly", "fully", "ization", "ational",
    ];
    word.len() > 6 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}
