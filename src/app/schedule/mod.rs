pub(crate) mod heartbeat;

pub use heartbeat::min_interval;
