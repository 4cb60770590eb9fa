use crate::app::state::{MissingEndpoint, State};
use crate::domain::Millis;
use crate::protocol::Endpoint;

/// How long nothing is asked for at an endpoint that an address does not have, in milliseconds.
const WEEK: Millis = 7 * 24 * 3_600_000;

impl State {
    /// When an endpoint is asked for again that the address of the account does not have; `None` when it can be used.
    pub fn missing_until(&self, endpoint: Endpoint, now: Millis) -> Option<Millis> {
        let missing = self.missing_endpoints.get(endpoint.name())?;
        let until = missing.at + WEEK;
        // A clock that was set back is not waited for.
        let waits = missing.origin == self.origin() && (missing.at..until).contains(&now);
        waits.then_some(until)
    }

    /// Remembers that the address of the account does not have an endpoint.
    pub(crate) fn remember_missing(&mut self, endpoint: Endpoint, now: Millis) {
        let missing = MissingEndpoint { origin: self.origin().to_owned(), at: now };
        self.missing_endpoints.insert(endpoint.name().to_owned(), missing);
    }
}
