//! Search results, in both wrappers that the contract describes (contract, section 2.12).

use super::body;
use super::opportunities::PageDraft;
use super::posted::Spent;
use super::shape::{Elements, Shape, Slot, Unreadable};
use crate::domain::{ApiError, Bucket, SearchPage};

#[derive(Default)]
struct Draft {
    finds: PageDraft,
    spent: Spent,
    request_id: Option<String>,
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            name if Spent::knows(name) => self.spent.field(name, value)?,
            "data" | "result" => value.fill(self)?,
            "requestId" => self.request_id = value.text()?.or(self.request_id.take()),
            name => self.finds.field(name, value)?,
        }
        Ok(())
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        self.finds.list(items)
    }
}

/// Reads a page. A reply without a list is not an empty page, because the search was paid.
pub(super) fn read(text: &str) -> Result<SearchPage, ApiError> {
    let Draft { finds, spent, request_id } = body::read::<Draft>(text)?;
    if !finds.is_listed() {
        return Err(body::missing("$.nodes"));
    }
    let total = finds.total();
    let page = finds.finish(Bucket::Other)?;
    let (budget_spent, budget_remaining, decay_multiplier) = spent.finish();
    Ok(SearchPage {
        results: page.opportunities,
        total,
        next_cursor: page.next_cursor,
        budget_spent,
        budget_remaining,
        decay_multiplier,
        request_id,
    })
}
