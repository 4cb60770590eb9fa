pub(crate) mod badge;
pub(crate) mod notifications;
pub(crate) mod saved_searches;

pub use badge::badge;
pub use notifications::{hit_line, kind_key};
