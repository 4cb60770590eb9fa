use crate::failure::Rule;
use crate::run::play;
use crate::{Plant, Script};

/// Leaves items out of a failing script for as long as it still breaks the same rule.
pub fn shrink(script: &Script, plant: Option<Plant>, rule: Rule) -> Script {
    let fails =
        |script: &Script| play(script, plant, false).failure.is_some_and(|failure| failure.rule == rule);
    let mut least = script.clone();
    let mut size = least.items.len() / 2;
    while size > 0 {
        let mut from = 0;
        let mut shorter = false;
        while from < least.items.len() {
            let mut fewer = least.clone();
            fewer.items.drain(from..(from + size).min(fewer.items.len()));
            if fails(&fewer) {
                least = fewer;
                shorter = true;
            } else {
                from += size;
            }
        }
        if size > 1 || !shorter {
            size /= 2;
        }
    }
    least
}
