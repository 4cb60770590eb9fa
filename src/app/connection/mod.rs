pub(crate) mod clock;
pub(crate) mod connection_issue;
pub(crate) mod error_messages;
pub(crate) mod missing_endpoint;
pub(crate) mod quota;
