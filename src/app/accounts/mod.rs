pub(crate) mod accounts;
pub(crate) mod badge;
pub(crate) mod list;
pub(crate) mod restore;
pub(crate) mod summary;
pub(crate) mod switch;

pub use accounts::Accounts;
pub use list::{AccountEntry, AccountList};
pub use restore::{StoredData, restore, restore_all};
pub use summary::AccountSummary;
