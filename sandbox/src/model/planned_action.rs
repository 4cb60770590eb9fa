//! What a simulated user is going to do.

/// An action that is due at a moment.
#[derive(Clone, Debug)]
pub(crate) struct PlannedAction {
    pub(crate) who: usize,
    pub(crate) node: usize,
    pub(crate) kind: ActionKind,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum ActionKind {
    Reply,
    Like,
}
