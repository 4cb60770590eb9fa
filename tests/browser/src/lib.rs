//! Drives the built extension in Chromium and in Firefox, as a person would: by role and accessible name, with real
//! mouse and key events, the real toolbar popup included.
//!
//! There is no program in between and nothing of it in the extension. [`Browser`] is a running browser, [`Page`] a document
//! in it, [`Locator`] an element of that. Whatever is asked of an element is waited for; a test never sleeps.

mod browser;
mod chromium;
mod engine;
mod failure;
mod firefox;
mod keys;
mod locator;
mod page;
mod program;
mod story;

use std::time::Duration;

pub use browser::{Badge, Browser, Kind, Launch};
pub use engine::{Colours, Mouse, Shot};
pub use failure::{Failure, Result};
pub use locator::{Locator, Name, any, containing};
pub use page::Page;
pub use program::copy_folder;
pub use story::timed;

/// How long something may take to come about before a test fails: long, for it is only ever spent by a failing test.
pub(crate) const PATIENCE: Duration = Duration::from_secs(90);

/// Makes two tests of each function `fn name(kind: Kind) -> Result`: `chromium::name` and `firefox::name`.
#[macro_export]
macro_rules! both {
    ($($name:ident),+ $(,)?) => {
        mod chromium {
            $(#[test] fn $name() -> $crate::Result {
                $crate::timed(concat!(module_path!(), "::", stringify!($name)), || super::$name($crate::Kind::Chromium))
            })+
        }
        mod firefox {
            $(#[test] fn $name() -> $crate::Result {
                $crate::timed(concat!(module_path!(), "::", stringify!($name)), || super::$name($crate::Kind::Firefox))
            })+
        }
    };
}
