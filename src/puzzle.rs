//! The sign-up proof of work.
