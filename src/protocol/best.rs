/// One value that may come under several names, the best of which wins in whatever order they come.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Best<T> {
    rank: u8,
    value: Option<T>,
}

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self { rank: u8::MAX, value: None }
    }
}

impl<T> Best<T> {
    /// Offers a value under a name of this rank, 0 being the canonical one. `None` never displaces anything.
    pub(super) fn offer(&mut self, rank: u8, value: Option<T>) {
        if value.is_some() && (self.value.is_none() || rank < self.rank) {
            *self = Self { rank, value };
        }
    }

    /// What won.
    pub(super) fn take(self) -> Option<T> {
        self.value
    }

    /// What has won so far.
    pub(super) fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }
}
