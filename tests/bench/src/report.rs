//! The table that is printed at the end.

use std::fmt;

use crate::sample::Sample;

/// What a ratio is asked to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Target {
    /// This much or less.
    AtMost(f64),
    /// This much or more.
    AtLeast(f64),
    /// Told for comparison; nothing is asked of it.
    None,
}

impl Target {
    /// Whether a value is as it is asked to be.
    fn verdict(self, value: f64) -> &'static str {
        let met = match self {
            Self::AtMost(limit) => value <= limit,
            Self::AtLeast(limit) => value >= limit,
            Self::None => return "",
        };
        if met { "met" } else { "missed" }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::AtMost(limit) => format!("<= {limit}"),
            Self::AtLeast(limit) => format!(">= {limit}"),
            Self::None => String::new(),
        };
        out.pad(&text)
    }
}

/// One line of the table.
struct Line {
    what: String,
    value: String,
    target: Target,
    verdict: &'static str,
    behind: String,
}

/// All that was measured, and what there is to say about it.
#[derive(Default)]
pub(crate) struct Report {
    lines: Vec<Line>,
    notes: Vec<String>,
}

impl Report {
    /// A ratio of two medians: ours over the peer's.
    pub(crate) fn ratio(&mut self, what: impl Into<String>, ours: &Sample, peer: &Sample, target: Target) {
        let ratio = ours.median() / peer.median();
        let behind = format!("{ours} ms against {peer} ms");
        self.value(what, ratio, format!("{ratio:.2} x"), target, behind);
    }

    /// Anything else that has a target, or none.
    pub(crate) fn value(
        &mut self,
        what: impl Into<String>,
        value: f64,
        shown: String,
        target: Target,
        behind: impl Into<String>,
    ) {
        let verdict = if value.is_nan() { "not measured" } else { target.verdict(value) };
        self.lines.push(Line { what: what.into(), value: shown, target, verdict, behind: behind.into() });
    }

    /// A sentence below the table: what was not measured, and what to bear in mind.
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widest = self.lines.iter().map(|line| line.what.chars().count()).max().unwrap_or(0);
        for line in &self.lines {
            let Line { what, value, target, verdict, behind } = line;
            writeln!(out, "{what:widest$} {value:>11}  {target:10} {verdict:7} {behind}")?;
        }
        for note in &self.notes {
            write!(out, "\n* {note}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_met_at_its_edge_and_missed_beyond() {
        assert_eq!(Target::AtMost(1.5).verdict(1.5), "met");
        assert_eq!(Target::AtMost(1.5).verdict(1.51), "missed");
        assert_eq!(Target::AtLeast(2.0).verdict(2.0), "met");
        assert_eq!(Target::AtLeast(2.0).verdict(1.99), "missed");
        assert_eq!(Target::None.verdict(9.0), "");
    }

    #[test]
    fn the_table_tells_the_ratio_the_target_and_the_milliseconds() {
        let mut report = Report::default();
        let (ours, peer) = ([3.0].into_iter().collect(), [2.0].into_iter().collect());
        report.ratio("popup", &ours, &peer, Target::AtMost(1.3));
        report.note("A note.");
        let text = report.to_string();
        for part in ["popup", "1.50 x", "<= 1.3", "missed", "3.00 (3.00..3.00) ms against 2.00", "* A note."]
        {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
