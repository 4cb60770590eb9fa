//! What the extension does, told as a person would see it, in both browsers against the local network.
//!
//! Each test has a browser and a network of its own. Nothing sleeps: whatever is asked of a page is waited for.

mod accounts;
mod capabilities;
mod capacity;
mod connecting;
mod controls;
mod cover;
mod create;
mod doors;
mod drafts;
mod dying;
mod faults;
mod finding;
mod first_contact;
mod first_frame;
mod following;
mod gesture;
mod guest;
mod hints;
mod hostile;
mod joining;
mod keeping;
mod layout;
mod lifetime;
mod locking;
mod messages;
mod models;
mod neighbour;
mod network;
mod notices;
mod off_limits;
mod pages;
mod posting;
mod reading;
mod reviewing;
mod safety;
mod scene;
mod searching;
mod storage;
mod surfaces;
mod trying;
mod waking;
mod web;
mod windows;
