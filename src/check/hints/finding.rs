use crate::check::draft::{Evidence, HintKind};

/// A kind of weakness, what shows it, and the marked words as UTF-16 offsets.
pub(super) struct Finding {
    pub(super) kind: HintKind,
    pub(super) evidence: Evidence,
    pub(super) marks: Vec<(u32, u32)>,
}
