//! What the extension does, told as a person would see it, in both browsers against the local network.
//!
//! Each test has a browser and a network of its own. Nothing sleeps: whatever is asked of a page is waited for.

mod connecting;
mod create;
mod doors;
mod faults;
mod hints;
mod looks;
mod models;
mod pages;
mod posting;
mod reading;
mod safety;
mod scene;
mod waking;
mod web;
