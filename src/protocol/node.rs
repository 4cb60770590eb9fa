//! One node of a thread (contract, section 5).

use super::author::AuthorDraft;
use super::best::Best;
use super::opportunity::{node_type, output};
use super::scalar::Scalar;
use super::shape::{Elements, Shape, Slot, Unreadable, elements};
use crate::domain::{Millis, Node, NodeType, Output, Root};

/// A node as it is read, with what only a root has.
#[derive(Default)]
pub(super) struct NodeDraft {
    node_id: Best<String>,
    parent: Option<String>,
    node_type: Option<NodeType>,
    depth: Option<u32>,
    prompt: Best<String>,
    content: Option<String>,
    system_prompt: Option<String>,
    title: Option<String>,
    response: Best<String>,
    output: Best<Output>,
    image_url: Best<String>,
    author: AuthorDraft,
    model_id: Best<String>,
    status: Option<String>,
    created_at: Best<Millis>,
    likes: Best<u32>,
    replies: Best<u32>,
}

/// A node that was read, before its place in the tree is known.
#[derive(Default)]
pub(super) struct UnplacedNode {
    /// The node. Its depth and its type stand for nothing while the next two are not told.
    pub(super) node: Node,
    /// Levels below the root, as told.
    pub(super) depth: Option<u32>,
    /// Prompt or reprompt, as told.
    pub(super) node_type: Option<NodeType>,
    /// What a root says of its tree.
    pub(super) title: Option<String>,
    /// The system prompt, when told under its own name.
    pub(super) system_prompt: Option<String>,
    /// `content`: the system prompt of a root, the message of any other node.
    pub(super) content: Option<String>,
}

impl<'de> Shape<'de> for NodeDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name.as_bytes() {
            b"nodeId" => self.node_id.offer(0, value.text()?),
            b"id" => self.node_id.offer(1, value.text()?),
            b"repromptId" => self.node_id.offer(2, value.text()?),
            b"promptId" => self.node_id.offer(3, value.text()?),
            b"parentNodeId" | b"parentId" => self.parent = value.text()?.or(self.parent.take()),
            b"nodeType" => self.node_type = value.text()?.map(|word| node_type(&word)).or(self.node_type),
            b"depth" => self.depth = value.count()?.or(self.depth),
            b"lineage" => value.fill(&mut Lineage(self))?,
            b"prompt" => self.prompt.offer(0, value.content()?),
            b"message" | b"userPrompt" | b"initialPrompt" => self.prompt.offer(1, value.content()?),
            b"content" => self.content = value.content()?,
            b"systemPrompt" => self.system_prompt = value.content()?,
            b"title" => self.title = value.label()?,
            b"llmResponse" => self.response.offer(0, value.content()?),
            b"response" => self.response.offer(1, value.content()?),
            b"output" => self.output.offer(0, value.text()?.and_then(|word| output(&word))),
            b"type" | b"contentType" => {
                let word = value.text()?.unwrap_or_default();
                self.output.offer(1, output(&word));
                // Some say here what belongs in `nodeType`.
                let known = Some(node_type(&word)).filter(|kind| *kind != NodeType::Other);
                self.node_type = self.node_type.or(known);
            }
            b"imageUrl" => self.image_url.offer(0, value.text()?),
            b"image" | b"images" => self.image_url.offer(1, value.shape::<Picture>()?.0),
            b"author" => value.fill(&mut self.author)?,
            b"authorId" => self.author.part("id", value)?,
            b"authorName" => self.author.part("name", value)?,
            b"authorType" => self.author.part("type", value)?,
            b"modelId" => self.model_id.offer(0, value.text()?),
            b"modelConfigId" | b"model" => self.model_id.offer(1, value.shape::<Named>()?.0),
            b"status" => self.status = value.text()?,
            b"createdAt" => self.created_at.offer(0, value.millis()?),
            b"timestamp" => self.created_at.offer(1, value.millis()?),
            b"likes" => self.likes.offer(0, value.count()?),
            b"likeCount" => self.likes.offer(1, value.count()?),
            b"replyCount" | b"childCount" => self.replies.offer(1, value.count()?),
            _ => value.skip()?,
        }
        Ok(())
    }
}

impl NodeDraft {
    /// A count that stands where the replies themselves may stand.
    pub(super) fn count_replies(&mut self, count: Option<u32>) {
        self.replies.offer(0, count);
    }

    /// The node. One without an id is kept as a gap, since what hangs below it may be good.
    pub(super) fn finish(self) -> UnplacedNode {
        let image_url = self.image_url.take();
        let pictured = image_url.is_some().then_some(Output::Image);
        UnplacedNode {
            node: Node {
                node_id: self.node_id.take().unwrap_or_default(),
                parent_node_id: self.parent,
                node_type: self.node_type.unwrap_or_default(),
                depth: self.depth.unwrap_or_default(),
                prompt: self.prompt.take(),
                llm_response: self.response.take(),
                output: self.output.take().or(pictured).unwrap_or_default(),
                image_url,
                author: self.author.finish(),
                model_id: self.model_id.take(),
                status: self.status,
                created_at: self.created_at.take(),
                likes: self.likes.take(),
                replies: self.replies.take(),
            },
            depth: self.depth,
            node_type: self.node_type,
            title: self.title,
            system_prompt: self.system_prompt,
            content: self.content,
        }
    }
}

impl UnplacedNode {
    /// The node at a place that is now known. A value that the reply states wins over what the place says.
    pub(super) fn at_depth(mut self, depth: u32) -> Node {
        self.node.depth = self.depth.unwrap_or(depth);
        let by_place = if self.node.depth == 0 { NodeType::Prompt } else { NodeType::Reprompt };
        self.node.node_type = self.node_type.unwrap_or(by_place);
        // In a reprompt `content` can only be the message: the system prompt belongs to the root.
        if self.node.node_type != NodeType::Prompt && self.node.prompt.is_none() {
            self.node.prompt = self.content;
        }
        self.node
    }

    /// What this node says of the tree, as its root.
    pub(super) fn as_root(&self) -> Root {
        Root {
            node_id: Some(self.node.node_id.clone()).filter(|id| !id.is_empty()),
            title: self.title.clone(),
            system_prompt: self.system_prompt.clone().or_else(|| self.content.clone()),
            author: self.node.author.clone(),
        }
    }
}

/// Where the node stands in its tree.
struct Lineage<'a>(&'a mut NodeDraft);

impl<'de> Shape<'de> for Lineage<'_> {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "depth" => self.0.depth = self.0.depth.or(value.count()?),
            "childCount" => self.0.replies.offer(2, value.count()?),
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// The address of a picture: bare, in an object, or first in a list of either.
#[derive(Default)]
pub(super) struct Picture(pub(super) Option<String>);

impl<'de> Shape<'de> for Picture {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "url" | "imageUrl" | "src" => self.0 = value.text()?.or(self.0.take()),
            _ => value.skip()?,
        }
        Ok(())
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        self.0 = elements::<Picture>(items)?.into_iter().find_map(|picture| picture.0);
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        if let Scalar::Text(_) = value {
            self.0 = value.text();
        }
    }
}

/// An id, bare or in an object.
#[derive(Default)]
struct Named(Option<String>);

impl<'de> Shape<'de> for Named {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "id" => self.0 = value.text()?,
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.0 = value.text();
    }
}
