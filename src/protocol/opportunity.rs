//! One item of what is worth answering (contract, section 4).

use super::action::ActionDraft;
use super::author::AuthorDraft;
use super::best::Best;
use super::shape::{Elements, Shape, Slot, Unreadable};
use super::signals::SignalsDraft;
use crate::domain::{Bucket, Millis, NodeType, Opportunity, Output};

/// An item as it is read.
#[derive(Default)]
pub(super) struct OpportunityDraft {
    node_id: Best<String>,
    named_type: Option<NodeType>,
    node_type: Option<NodeType>,
    bucket: Option<Bucket>,
    title: Option<String>,
    preview: Best<String>,
    author: AuthorDraft,
    signals: SignalsDraft,
    output: Best<Output>,
    depth: Best<u32>,
    replies: Best<u32>,
    is_root: Option<bool>,
    created_at: Best<Millis>,
    action: ActionDraft,
}

/// The bucket of this name, however it is written.
pub(super) fn bucket(name: &str) -> Option<Bucket> {
    Some(match name {
        "humanSignal" | "human_signal" | "HUMAN_SIGNAL" => Bucket::HumanSignal,
        "unanswered" | "UNANSWERED" => Bucket::Unanswered,
        "rising" | "RISING" => Bucket::Rising,
        "active" | "ACTIVE" => Bucket::Active,
        "trending" | "TRENDING" => Bucket::Trending,
        "sample" => Bucket::Sample,
        _ => return None,
    })
}

/// The type of this name; an unknown one is [`NodeType::Other`].
pub(super) fn node_type(word: &str) -> NodeType {
    match word.trim().to_ascii_lowercase().as_str() {
        "prompt" => NodeType::Prompt,
        "reprompt" => NodeType::Reprompt,
        _ => NodeType::Other,
    }
}

/// What this word says that a node is.
pub(super) fn output(word: &str) -> Option<Output> {
    match word.trim().to_ascii_lowercase().as_str() {
        "text" => Some(Output::Text),
        "image" => Some(Output::Image),
        _ => None,
    }
}

impl<'de> Shape<'de> for OpportunityDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "nodeId" => self.node_id.offer(0, value.text()?),
            "id" => self.node_id.offer(1, value.text()?),
            "repromptId" | "promptId" => {
                let id = value.text()?;
                self.named_type =
                    id.as_ref().map(|_| node_type(name.trim_end_matches("Id"))).or(self.named_type);
                self.node_id.offer(if name == "repromptId" { 2 } else { 3 }, id);
            }
            "nodeType" => self.node_type = value.text()?.map(|word| node_type(&word)),
            "output" => self.output.offer(0, value.text()?.and_then(|word| output(&word))),
            "type" | "contentType" => self.output.offer(1, value.text()?.and_then(|word| output(&word))),
            "bucket" => self.bucket = value.text()?.and_then(|word| bucket(&word)),
            "title" => self.title = value.label()?,
            "preview" => self.preview.offer(0, value.text()?),
            "content" | "prompt" => self.preview.offer(1, value.text()?),
            "author" => value.fill(&mut self.author)?,
            "authorId" => self.author.part("id", value)?,
            "authorName" => self.author.part("name", value)?,
            "authorType" => self.author.part("type", value)?,
            "lineage" => value.fill(&mut Lineage(self))?,
            "depth" => self.depth.offer(0, value.count()?),
            "replies" => self.replies.offer(0, value.shape::<Replies>()?.0),
            "replyCount" | "childCount" | "repromptCount" => self.replies.offer(1, value.count()?),
            "createdAt" => self.created_at.offer(0, value.millis()?),
            "timestamp" => self.created_at.offer(1, value.millis()?),
            "action" => value.fill(&mut self.action)?,
            name if SignalsDraft::knows(name) => self.signals.field(name, value)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// Where an item stands in its tree.
struct Lineage<'a>(&'a mut OpportunityDraft);

impl<'de> Shape<'de> for Lineage<'_> {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "depth" => self.0.depth.offer(1, value.count()?),
            "childCount" => self.0.replies.offer(2, value.count()?),
            "isRoot" => self.0.is_root = value.flag()?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// A count of replies, or the replies themselves.
#[derive(Default)]
struct Replies(Option<u32>);

impl<'de> Shape<'de> for Replies {
    fn field(&mut self, _name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        value.skip()
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        let all = super::shape::elements::<super::scalar::Scalar<'de>>(items)?;
        self.0 = u32::try_from(all.len()).ok();
        Ok(())
    }

    fn scalar(&mut self, value: super::scalar::Scalar<'de>) {
        self.0 = value.count();
    }
}

impl OpportunityDraft {
    /// The item, unless it names no node. `found_in` is the bucket of the list it stood in, if that had one.
    pub(super) fn finish(self, found_in: Option<Bucket>, otherwise: Bucket) -> Option<Opportunity> {
        let node_id = self.node_id.take()?;
        let depth = self.depth.take();
        // What is told wins; then what the place in the tree says; then the name of the id.
        let by_place = match (self.is_root, depth) {
            (Some(true), _) | (None, Some(0)) => Some(NodeType::Prompt),
            (Some(false), _) | (None, Some(_)) => Some(NodeType::Reprompt),
            (None, None) => None,
        };
        Some(Opportunity {
            node_type: self.node_type.or(by_place).or(self.named_type).unwrap_or(NodeType::Other),
            bucket: found_in.or(self.bucket).unwrap_or(otherwise),
            title: self.title,
            preview: self.preview.take(),
            author: self.author.finish(),
            signals: self.signals.finish(),
            output: self.output.take(),
            depth,
            replies: self.replies.take(),
            created_at: self.created_at.take(),
            action: self.action.finish(&node_id),
            node_id,
        })
    }
}
