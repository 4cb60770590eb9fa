pub(crate) mod badge;
pub(crate) mod notifications;

pub use badge::badge;
pub use notifications::kind_key;
