//! Texts and pictures that the network makes itself. Equal inputs give equal results.

pub(crate) mod answer_writer;
pub(crate) mod picture;
pub(crate) mod sentences;
