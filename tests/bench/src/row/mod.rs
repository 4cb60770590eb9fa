//! What is measured, a file for each.

mod check;
mod largest;
mod parse;
mod popup;
mod puzzle;
mod sizes;
mod thread;
mod worker;

use browser_suite::{Kind, Result};

use crate::report::Report;

/// How everything is measured.
pub(crate) struct Setting {
    /// In which browser.
    pub(crate) kind: Kind,
    /// How often each.
    pub(crate) runs: usize,
}

/// Measures one row, or says why it cannot be.
type Row = fn(&Setting, &mut Report) -> Result;

/// The rows by name, in the order in which they are worth most, each with what it tells.
pub(crate) const ROWS: [(&str, &str, Row); 8] = [
    ("sizes", "bytes of the core and of the package", sizes::measure),
    ("popup", "popup opened until opportunities are painted, against an empty popup", popup::measure),
    (
        "worker",
        "stopped worker until the heartbeat is on the wire, against one in plain JavaScript",
        worker::measure,
    ),
    ("parse", "bytes of a thread until its first page is handed over, against others", parse::measure),
    ("largest", "memory and steps of the largest replies that are accepted", largest::measure),
    ("thread", "a thread of 100,000 nodes on the screen, against one of 100", thread::measure),
    ("check", "the checks of a long draft, against a frame", check::measure),
    ("puzzle", "hashes a second, against hash-wasm, native code, and two workers", puzzle::measure),
];

/// Runs that come first and do not count: caches fill, code is compiled.
pub(crate) const WARM_UP: usize = 2;
