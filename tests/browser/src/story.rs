//! How long a story takes, written down for the list of the slowest ones at the end of the suite. No test looks at it.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::failure::Result;

/// The environment variable with the file to which times are appended; without it nothing is written. `xtask` sets it.
const FILE: &str = "IMPROMPTU_STORY_TIMES";

/// The environment variable with the dialect of the network, which tells apart two runs of the same story.
const DIALECT: &str = "IMPROMPTU_DIALECT";

/// Runs a story, and writes down how long it took, also when it fails. `path` is the story's module path and name.
pub fn timed(path: &str, story: impl FnOnce() -> Result) -> Result {
    let _record = std::env::var_os(FILE).map(|file| Record {
        file: file.into(),
        name: name(path, std::env::var(DIALECT).ok().as_deref()),
        start: Instant::now(),
    });
    story()
}

/// Writes the time when it goes out of scope, so that a story that panics is written down too.
struct Record {
    file: PathBuf,
    name: String,
    start: Instant,
}

impl Drop for Record {
    fn drop(&mut self) {
        // A time that cannot be written must not change the result of the story.
        let _ = append(&self.file, &line(self.start.elapsed(), &self.name));
    }
}

/// One write for each line: stories that end at the same moment do not mix.
fn append(file: &Path, line: &str) -> std::io::Result<()> {
    OpenOptions::new().append(true).create(true).open(file)?.write_all(line.as_bytes())
}

fn line(time: Duration, name: &str) -> String {
    format!("{}\t{name}\n", time.as_millis())
}

/// The name as cargo prints it, without the test program in front, and the dialect behind it.
fn name(path: &str, dialect: Option<&str>) -> String {
    let name = path.split_once("::").map_or(path, |(_, name)| name);
    dialect.map_or_else(|| name.to_owned(), |dialect| format!("{name} ({dialect})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_milliseconds_and_the_name_that_cargo_prints() {
        assert_eq!(name("behaviour::posting::firefox::a_story", None), "posting::firefox::a_story");
        assert_eq!(name("driver::chromium::a_story", Some("nested")), "chromium::a_story (nested)");
        assert_eq!(line(Duration::from_micros(1_234_567), "a::b"), "1234\ta::b\n");
    }

    #[test]
    fn times_are_added_to_those_that_are_there() {
        let folder =
            tempfile::TempDir::with_prefix("impromptu-times-").expect("a temporary folder can be made");
        let file = folder.path().join("times.tsv");
        append(&file, "1\ta\n").expect("the file can be made");
        append(&file, "2\tb\n").expect("the file can be added to");
        assert_eq!(std::fs::read_to_string(&file).expect("the file is there"), "1\ta\n2\tb\n");
    }
}
