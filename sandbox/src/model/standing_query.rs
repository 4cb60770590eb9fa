//! One standing query (contract, section 13).

/// One standing query. The network keeps it and never returns results for it.
#[derive(Clone, Debug)]
pub(crate) struct StandingQuery {
    pub(crate) id: String,
}
