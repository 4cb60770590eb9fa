pub(crate) mod estimate;
pub(crate) mod form;
pub(crate) mod replies;
pub(crate) mod signup;

pub use estimate::{Estimate, Feasibility, estimate, max_workers};
pub use form::faults;
pub use signup::shows_key;
