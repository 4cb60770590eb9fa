use crate::app::{Badge, ViewKey};

/// What is not as it should be seen yet.
#[derive(Default)]
pub(super) struct RenderQueue {
    pub(super) views: Vec<ViewKey>,
    pub(super) badge: Option<Badge>,
}

impl RenderQueue {
    /// Notes that a view must be written again.
    pub(super) fn show(&mut self, view_key: ViewKey) {
        if !self.views.contains(&view_key) {
            self.views.push(view_key);
        }
    }

    pub(super) fn is_clear(&self) -> bool {
        self.views.is_empty() && self.badge.is_none()
    }

    /// Threads are gone, and were perhaps another account's.
    pub(super) fn forget_threads(&mut self) {
        self.views.retain(|view_key| !matches!(view_key, ViewKey::Thread(_)));
    }

    /// Notes the badge; what was noted before is no longer true.
    pub(super) fn set_badge(&mut self, badge: Badge) {
        self.badge = Some(badge);
    }
}
