//! Runs of blank lines and of spaces, which push what follows them out of sight.

use super::reveal;

/// The number of blank lines from which a run is found: honest texts set their parts apart with one or two.
const LINES: u32 = 3;
/// The number of spaces of any kind in a line from which a run is found: more than code is indented by.
const SPACES: u32 = 20;
/// The number of unusual spaces from which a run is found: Chinese and Japanese paragraphs begin with two wide ones.
const UNUSUAL_SPACES: u32 = 3;

/// What a run consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlankKind {
    /// Lines with nothing in them but spaces.
    Lines,
    /// Spaces within a line.
    Spaces,
}

/// A run of blank lines or of spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlankRun {
    /// What it consists of.
    pub kind: BlankKind,
    /// How many blank lines or spaces.
    pub count: u32,
    /// Where it starts, in UTF-16 units.
    pub start: u32,
    /// Where it ends, in UTF-16 units, exclusive. The line break after the last blank line is not part of it.
    pub end: u32,
}

/// A blank character, and where it is in UTF-16 units. All of them are one unit long.
type Blank = (u32, char);

/// Finds the runs of a text, in its order. Characters that [`reveal`](reveal::reveal) finds are no spaces.
pub fn blank_runs(text: &str) -> Vec<BlankRun> {
    let mut runs = Vec::new();
    let mut blanks: Vec<Blank> = Vec::new();
    let mut at = 0;
    for c in text.chars() {
        if c.is_whitespace() && !reveal::is_found(c) {
            blanks.push((at, c));
        } else {
            find(&blanks, &mut runs);
            blanks.clear();
        }
        at += u32::try_from(c.len_utf16()).unwrap_or(1);
    }
    find(&blanks, &mut runs);
    runs
}

/// Finds the runs among neighbouring blank characters.
fn find(blanks: &[Blank], runs: &mut Vec<BlankRun>) {
    let breaks: Vec<u32> = blanks.iter().filter(|(_, c)| *c == '\n').map(|(at, _)| *at).collect();
    let is_start = blanks.first().is_some_and(|(at, _)| *at == 0);
    let lines = number(breaks.len()) - number(usize::from(!is_start && !breaks.is_empty()));
    let folded = breaks.first().zip(breaks.last()).filter(|_| lines >= LINES).map(|(first, last)| {
        let start = if is_start { 0 } else { first + 1 };
        BlankRun { kind: BlankKind::Lines, count: lines, start, end: *last }
    });
    let is_folded = |at: u32| folded.is_some_and(|run| (run.start..run.end).contains(&at));
    let mut is_told = false;
    for line in blanks.split_inclusive(|(_, c)| *c == '\n') {
        if line.first().is_some_and(|(at, _)| is_folded(*at)) {
            if !is_told {
                runs.extend(folded);
            }
            is_told = true;
            continue;
        }
        runs.extend(spaces(line));
    }
}

/// The run that the spaces of a line are.
fn spaces(line: &[Blank]) -> Option<BlankRun> {
    let spaces = match line.split_last() {
        Some(((_, '\n'), before)) => before,
        _ => line,
    };
    let (first, last) = (spaces.first()?, spaces.last()?);
    let unusual = number(spaces.iter().filter(|(_, c)| !matches!(c, ' ' | '\t' | '\r')).count());
    let count = number(spaces.len());
    (count >= SPACES || unusual >= UNUSUAL_SPACES).then_some(BlankRun {
        kind: BlankKind::Spaces,
        count,
        start: first.0,
        end: last.0 + 1,
    })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with each run as its kind and count in brackets.
    fn folded(text: &str) -> String {
        let units: Vec<u16> = text.encode_utf16().collect();
        let part = |from: u32, to: u32| String::from_utf16_lossy(&units[from as usize..to as usize]);
        let mut shown = String::new();
        let mut done = 0;
        for run in blank_runs(text) {
            shown.extend([part(done, run.start), format!("[{:?} {}]", run.kind, run.count)]);
            done = run.end;
        }
        shown + &part(done, number(units.len()))
    }

    #[test]
    fn runs_that_hide_what_follows_are_found_and_honest_ones_are_not() {
        let lines = |count: usize| "\n".repeat(count);
        let spaces = |count: usize| " ".repeat(count);
        for (text, shown) in [
            ("One.\n\nTwo.\n\n\nThree.".to_owned(), "One.\n\nTwo.\n\n\nThree."),
            (format!("One.{}Two.", lines(4)), "One.\n[Lines 3]\nTwo."),
            (format!("One.{}Two.", lines(3001)), "One.\n[Lines 3000]\nTwo."),
            (format!("One.{}Two.", "\r\n".repeat(5)), "One.\r\n[Lines 4]\nTwo."),
            (format!("One.{}Two.", " \t\u{3000}\n".repeat(6)), "One. \t\u{3000}\n[Lines 5]\nTwo."),
            (format!("{}One.", lines(3)), "[Lines 3]\nOne."),
            (format!("One.{}", lines(9)), "One.\n[Lines 8]\n"),
            (format!("One.{}    Two.", lines(9)), "One.\n[Lines 8]\n    Two."),
            (format!("{}One.", spaces(16)), "                One."),
            (format!("One.{}Two.", spaces(5000)), "One.[Spaces 5000]Two."),
            (format!("One.\n{}Two.", "\t".repeat(20)), "One.\n[Spaces 20]Two."),
            (format!("One.{}\n{}Two.", spaces(30), spaces(30)), "One.[Spaces 30]\n[Spaces 30]Two."),
            (format!("One.{}{}Two.", lines(9), spaces(30)), "One.\n[Lines 8]\n[Spaces 30]Two."),
            ("\u{3000}\u{3000}\u{4e00}".to_owned(), "\u{3000}\u{3000}\u{4e00}"),
            ("Oui\u{a0}!\u{202f}Non.".to_owned(), "Oui\u{a0}!\u{202f}Non."),
            ("\u{1f600}\u{a0}\u{a0}\u{a0}x".to_owned(), "\u{1f600}[Spaces 3]x"),
            ("a\u{2003}\u{2003}\u{2003}\u{2003}b".to_owned(), "a[Spaces 4]b"),
            ("a\n\u{85}\n\u{85}\nb".to_owned(), "a\n\u{85}\n\u{85}\nb"),
        ] {
            assert_eq!(folded(&text), shown, "{text:?}");
        }
    }
}
