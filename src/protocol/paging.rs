//! Where the next page begins, in each of the places it is told (contract, section 1).

use super::best::Best;
use super::shape::{Shape, Slot, Unreadable};

/// What a reply says about its pages.
#[derive(Default)]
pub(super) struct Paging {
    next: Best<String>,
    has_more: Option<bool>,
    total: Best<u32>,
}

impl Paging {
    /// Whether a field of this name says something about pages.
    pub(super) fn knows(name: &str) -> bool {
        matches!(
            name,
            "nextCursor"
                | "next_cursor"
                | "cursor"
                | "hasMore"
                | "total"
                | "totalMatches"
                | "pagination"
                | "meta"
        )
    }

    /// The cursor of the next page, if there is one.
    pub(super) fn next(self) -> Option<String> {
        self.next.take().filter(|_| self.has_more != Some(false))
    }

    /// How many there are in all.
    pub(super) fn total(&self) -> Option<u32> {
        self.total.get().copied()
    }
}

impl<'de> Shape<'de> for Paging {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "nextCursor" | "next_cursor" => self.next.offer(0, value.text()?),
            "cursor" => self.next.offer(1, value.text()?),
            "hasMore" => self.has_more = value.flag()?,
            "total" => self.total.offer(0, value.count()?),
            "totalMatches" => self.total.offer(1, value.count()?),
            "pagination" | "meta" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}
