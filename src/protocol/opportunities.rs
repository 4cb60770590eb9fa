//! Pages of what is worth answering, with or without a key: buckets at the top or nested, or one flat list
//! (contract, sections 2.2, 2.3 and 4).

use super::body;
use super::opportunity::{OpportunityDraft, bucket};
use super::paging::Paging;
use super::scalar::Scalar;
use super::shape::{Elements, Shape, Slot, Unreadable, elements};
use crate::domain::sort::sort_by_key;
use crate::domain::{ApiError, Bucket, Opportunities};
use std::collections::HashSet;

/// A page as it is read.
#[derive(Default)]
pub(super) struct PageDraft {
    /// Items with the bucket their list stood for.
    items: Vec<(Option<Bucket>, OpportunityDraft)>,
    /// The bucket of the list that is being read.
    bucket: Option<Bucket>,
    /// A list, or null in the place of one, was there.
    listed: bool,
    /// A field was there that is unknown and does not stand in nearly every reply.
    unknown: bool,
    /// Where a list belongs and something else stood.
    wrong: Option<&'static str>,
    paging: Paging,
}

impl<'de> Shape<'de> for PageDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        let outer = self.bucket;
        if let Some(bucket) = bucket(name) {
            self.bucket = if bucket == Bucket::Sample { outer } else { Some(bucket) };
            value.fill(self)?;
            self.bucket = outer;
            return Ok(());
        }
        match name {
            "opportunities" | "items" | "nodes" | "feed" | "data" | "result" | "results" => {
                value.fill(self)?;
            }
            name if Paging::knows(name) => self.paging.field(name, value)?,
            name => {
                self.unknown |= !body::is_common(name) && name != "message";
                value.skip()?;
            }
        }
        Ok(())
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        self.listed = true;
        let bucket = self.bucket;
        self.items.extend(elements(items)?.into_iter().map(|item| (bucket, item)));
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        if value == Scalar::Null {
            self.listed = true;
        } else {
            self.wrong.get_or_insert(self.bucket.map_or("$.opportunities", path));
        }
    }
}

fn path(bucket: Bucket) -> &'static str {
    match bucket {
        Bucket::HumanSignal => "$.humanSignal",
        Bucket::Unanswered => "$.unanswered",
        Bucket::Rising => "$.rising",
        Bucket::Active => "$.active",
        Bucket::Trending => "$.trending",
        Bucket::Sample | Bucket::Other => "$.opportunities",
    }
}

/// The order in which buckets are shown.
fn rank(bucket: Bucket) -> u8 {
    match bucket {
        Bucket::HumanSignal => 0,
        Bucket::Unanswered => 1,
        Bucket::Rising => 2,
        Bucket::Active => 3,
        Bucket::Trending => 4,
        Bucket::Sample => 5,
        Bucket::Other => 6,
    }
}

impl PageDraft {
    /// Whether a list, or null in the place of one, was there.
    pub(super) fn is_listed(&self) -> bool {
        self.listed
    }

    /// How many there are in all, when told.
    pub(super) fn total(&self) -> Option<u32> {
        self.paging.total()
    }

    /// The page: best bucket first, each node once in a bucket. `otherwise` is for items whose bucket nobody told.
    ///
    /// A reply with no list in it is an empty page when it has no other content. With unknown content, or a total of
    /// items that are not there, it is not the reply to this request.
    pub(super) fn finish(self, otherwise: Bucket) -> Result<Opportunities, ApiError> {
        if !self.listed {
            if let Some(path) = self.wrong {
                return Err(body::missing(path));
            }
            if self.unknown || self.paging.total().is_some_and(|total| total > 0) {
                return Err(body::missing("$.opportunities"));
            }
        }
        let first =
            self.items.first().map(|(bucket, _)| bucket.map_or("$.opportunities", path)).unwrap_or_default();
        let mut opportunities =
            body::usable(self.items, first, "nodeId", |(bucket, item)| item.finish(bucket, otherwise))?;
        sort_by_key(&mut opportunities, |item| rank(item.bucket));
        let mut seen = HashSet::new();
        opportunities.retain(|item| seen.insert((item.bucket, item.node_id.clone())));
        Ok(Opportunities { opportunities, next_cursor: self.paging.next() })
    }
}

/// Reads a page.
pub(super) fn read(text: &str, otherwise: Bucket) -> Result<Opportunities, ApiError> {
    let finds = body::read::<PageDraft>(text)?;
    if !text.trim_start().starts_with(['{', '[']) {
        return Err(body::missing("$"));
    }
    finds.finish(otherwise)
}
