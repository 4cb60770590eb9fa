//! The simulation: a network, browsers whose workers can die between any two effects, a line that
//! loses things, clocks that jump, and a person; all of it from one seed, and what must hold checked after every step.
//!
//! The core and the local network are the real ones. Only the edge is played, in `carry`, as `src/browser` does it.

mod beats;
mod browser;
mod cast;
mod check;
mod deed;
mod disk;
mod effects;
mod failure;
mod fleet;
mod network;
mod person;
mod plant;
mod rest;
mod rng;
mod run;
mod script;
mod second;
mod shrink;
mod story;
mod tally;
mod text;
mod writer;

pub use deed::{Deed, Fate, Item, Place};
pub use failure::{Failure, Rule};
pub use fleet::{StoredData, fleet, one};
pub use plant::Plant;
pub use rng::Rng;
pub use run::{Outcome, play};
pub use script::Script;
pub use shrink::shrink;
pub use tally::Tally;
