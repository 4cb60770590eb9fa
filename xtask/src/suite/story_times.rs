//! How long each browser story took, and which took longest. Nothing passes or fails by it.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::shell;

/// The environment variable that names the file to which the stories append; `tests/browser/src/story.rs` reads it.
pub(super) const VARIABLE: &str = "IMPROMPTU_STORY_TIMES";

/// How many stories the list at the end of the suite has.
const LISTED: usize = 10;

/// A story that ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StoryTime {
    /// How long it took, its browser's start and end included, in milliseconds.
    milliseconds: u64,
    /// Its name as cargo prints it, and the dialect of the network when it is not the default.
    name: String,
}

/// The file to which the stories append.
pub(super) fn file() -> PathBuf {
    shell::target().join("story-times.tsv")
}

/// Empties the file before a suite.
pub(super) fn clear() -> Result<()> {
    let file = file();
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&file, "").with_context(|| format!("{} cannot be written.", file.display()))
}

/// The list of the slowest stories, ready to print; empty when no story ran.
pub(super) fn report() -> Result<String> {
    let file = file();
    let text = fs::read_to_string(&file).with_context(|| format!("{} cannot be read.", file.display()))?;
    Ok(describe(&slowest(parse(&text))))
}

/// One story for each line: milliseconds, a tab, the name. A line that is not of this form is left out: a story that
/// was killed may have written half of one.
fn parse(text: &str) -> Vec<StoryTime> {
    let story = |line: &str| {
        let (milliseconds, name) = line.split_once('\t')?;
        Some(StoryTime { milliseconds: milliseconds.parse().ok()?, name: name.to_owned() })
    };
    text.lines().filter_map(story).collect()
}

/// The slowest stories, the slowest first; those that took equally long are in the order of their names.
fn slowest(mut stories: Vec<StoryTime>) -> Vec<StoryTime> {
    stories.sort_by(|one, other| {
        other.milliseconds.cmp(&one.milliseconds).then_with(|| one.name.cmp(&other.name))
    });
    stories.truncate(LISTED);
    stories
}

/// The list as text, in seconds.
fn describe(stories: &[StoryTime]) -> String {
    if stories.is_empty() {
        return String::new();
    }
    let lines = stories.iter().map(|story| {
        format!("{:>6}.{} s  {}\n", story.milliseconds / 1000, story.milliseconds % 1000 / 100, story.name)
    });
    format!("The {} slowest stories:\n{}", stories.len(), lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ten_slowest_are_listed_from_the_slowest_down() {
        let lines: Vec<String> =
            (1..=12).map(|number| format!("{}\tstory_{number}\n", number * 1_050)).collect();
        let slowest = slowest(parse(&lines.concat()));
        let names: Vec<&str> = slowest.iter().map(|story| story.name.as_str()).collect();
        let expected: Vec<String> = (3..=12).rev().map(|number| format!("story_{number}")).collect();
        assert_eq!(names, expected);
        let text = describe(&slowest);
        assert!(text.starts_with("The 10 slowest stories:\n    12.6 s  story_12\n"), "{text}");
    }

    #[test]
    fn equal_times_are_in_the_order_of_names_and_broken_lines_are_left_out() {
        let slowest = slowest(parse("700\tb\n700\ta\nhalf a line\n9x\tc\n"));
        assert_eq!(describe(&slowest), "The 2 slowest stories:\n     0.7 s  a\n     0.7 s  b\n");
        assert_eq!(describe(&[]), "");
    }
}
