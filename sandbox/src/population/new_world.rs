//! Makes a world.

use crate::model::config::Config;
use crate::model::world::World;

impl World {
    /// Makes the world as it is at `config.epoch_ms`: its accounts, their keys (see [`keys`](crate::keys)) and its threads.
    pub fn new(config: Config) -> Self {
        let mut world = Self::empty(config);
        world.add_accounts();
        world.add_threads();
        world.add_generated_replies();
        world.add_generated_threads();
        world.add_notifications();
        world.next_activity = world.latest + world.activity_pause();
        world
    }
}
