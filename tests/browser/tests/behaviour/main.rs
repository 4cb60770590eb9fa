//! What the extension does, told as a person would see it, in both browsers against the local network.
//!
//! Each test has a browser and a network of its own. Nothing sleeps: whatever is asked of a page is waited for.

mod connecting;
mod doors;
mod dying;
mod faults;
mod lifetime;
mod looks;
mod models;
mod network;
mod notices;
mod pages;
mod posting;
mod reading;
mod safety;
mod scene;
mod storage;
mod waking;
mod web;
mod windows;
