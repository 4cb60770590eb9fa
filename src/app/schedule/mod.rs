pub(crate) mod heartbeat;

pub use heartbeat::tier_floor;
