//! What happens in the network: posts get answers, authors get notifications, simulated users act as time passes.

pub(crate) mod answers;
pub(crate) mod apply_engagement;
pub(crate) mod claim;
pub(crate) mod notify;
pub(crate) mod posted;
pub(crate) mod simulated_users;
