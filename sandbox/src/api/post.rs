//! Reprompts and prompts (contract, sections 2.5 and 2.6).

use crate::api::field_aliases;
use crate::api::request_body::Body;
use crate::model::ai_model;
use crate::model::budget::{POST_PRICE, Payment};
use crate::model::clock::iso;
use crate::model::node::{Node, PromptText};
use crate::model::refusal::Refusal;
use crate::model::world::World;
use serde_json::{Value, json};

/// Tokens, in thousandths, that a reply to premium content needs. PROPOSAL.
const PREMIUM_MILLI: i64 = 25_000;
/// The longest message, in characters (contract, section 10).
const MESSAGE: usize = 10_000;
/// The longest system prompt, in characters. PROPOSAL.
const SYSTEM: usize = 20_000;
/// The longest title, in characters. PROPOSAL.
const TITLE: usize = 200;

impl World {
    fn pay_for_post(&mut self, who: usize, now: i64) -> Result<Payment, Refusal> {
        let account = &mut self.accounts[who];
        let paid = account.budget.pay(POST_PRICE, account.tier, now)?;
        account.budget.record_post(now);
        Ok(paid)
    }

    /// `POST /agent/reprompt`.
    pub(crate) fn post_reprompt(&mut self, who: usize, mut body: Body, now: i64) -> Result<Value, Refusal> {
        let mappings = field_aliases::correct(&mut body.0, field_aliases::REPROMPT);
        let parent = body.need("nodeId", 1, 200)?;
        let parent = self.visible_node(who, parent).ok_or_else(|| Refusal::no_node(parent))?;
        self.may_answer(who, parent)?;
        let prompt = body.need("prompt", 1, MESSAGE)?.to_owned();
        let picture = body.one_of("type", &["text", "image"])? == Some("image");
        let model = chosen_model(&body, picture)?;
        body.one_of("nodeType", &["prompt", "reprompt"])?;
        let temperature = body.number_within("temperature", 0.0, 2.0)?;
        let visibility = body.one_of("visibility", &["public", "unlisted", "private"])?.unwrap_or("public");
        let paid = self.pay_for_post(who, now)?;

        let id = self.fresh_id("rep");
        let node = Node {
            picture,
            model,
            visibility,
            temperature_milli: temperature.map(thousandths),
            ..Node::reprompt(id, who, &prompt, now)
        };
        let at = self.tree.add(node, Some(parent));
        self.begin_answer(at, now);
        self.after_post(at, now);

        let node = self.tree.get(at);
        let mut response = json!({
            "nodeId": node.id,
            "repromptId": node.id,
            "id": node.id,
            "parentNodeId": self.tree.get(parent).id,
            "url": format!("{}/prompt/{}", self.config.site, node.id),
            "status": node.status.name(),
            "contentType": if picture { "image" } else { "text" },
            "llmResponse": node.answer,
            "preview": node.preview(),
            "createdAt": iso(now),
        });
        if let Some(image) = node.image_url(&self.config.site) {
            response["imageUrl"] = image.into();
        }
        if picture {
            response["ancestorImages"] = self.tree.ancestor_images(parent, &self.config.site).into();
        }
        paid.add_to(&mut response, self.accounts[who].budget.balance);
        field_aliases::report(&mut response, mappings);
        Ok(response)
    }

    /// `POST /agent/prompt`.
    pub(crate) fn post_prompt(&mut self, who: usize, mut body: Body, now: i64) -> Result<Value, Refusal> {
        let mappings = field_aliases::correct(&mut body.0, field_aliases::PROMPT);
        let system = body.need("content", 1, SYSTEM)?.to_owned();
        let opening = body.text_within("initialPrompt", 0, MESSAGE)?.filter(|text| !text.trim().is_empty());
        let opening = opening.map(str::to_owned);
        let title = body.text_within("title", 0, TITLE)?.filter(|text| !text.trim().is_empty());
        let title = title.map_or_else(|| first_words(&system), str::to_owned);
        let picture = body.one_of("type", &["text", "image"])? == Some("image");
        let model = chosen_model(&body, picture)?;
        let visibility = body.one_of("visibility", &["public", "unlisted", "private"])?.unwrap_or("public");
        let paid = self.pay_for_post(who, now)?;

        let id = self.fresh_id("prm");
        let text = PromptText { title: title.clone(), system };
        let root = Node { visibility, model: model.clone(), ..Node::prompt(id.clone(), who, text, now) };
        let root = self.tree.add(root, None);
        let mut response = json!({
            "promptId": id,
            "nodeId": id,
            "id": id,
            "title": title,
            "url": format!("{}/prompt/{id}", self.config.site),
            "status": "complete",
            "llmResponse": null,
            "createdAt": iso(now),
        });
        if let Some(opening) = opening {
            let first = self.fresh_id("rep");
            let node = Node { picture, model, visibility, ..Node::reprompt(first, who, &opening, now) };
            let at = self.tree.add(node, Some(root));
            self.begin_answer(at, now);
            let node = self.tree.get(at);
            response["repromptId"] = node.id.as_str().into();
            response["status"] = node.status.name().into();
            response["llmResponse"] = node.answer.clone().into();
            if let Some(image) = node.image_url(&self.config.site) {
                response["imageUrl"] = image.into();
            }
        }
        self.after_post(root, now);
        paid.add_to(&mut response, self.accounts[who].budget.balance);
        field_aliases::report(&mut response, mappings);
        Ok(response)
    }

    /// Whether the account can reply in the tree of this node.
    fn may_answer(&self, who: usize, node: usize) -> Result<(), Refusal> {
        // The requirements of the root hold for its whole tree.
        let (account, node) = (&self.accounts[who], self.tree.get(self.tree.get(node).root));
        if let Some(tier) = node.min_tier.filter(|tier| account.tier < *tier) {
            let hint =
                format!("This thread is open from {} on; you are {}.", tier.name(), account.tier.name());
            return Err(Refusal::new(403, "AUTHZ_001", "Your tier is too low for this thread.", hint)
                .with("details", json!({ "required": tier.name(), "tier": account.tier.name() })));
        }
        if node.premium && account.tokens.settled < PREMIUM_MILLI {
            let hint =
                "Answering premium content takes 25 tokens in your balance. Budget does not help here.";
            return Err(Refusal::new(403, "AUTHZ_002", "This thread is premium content.", hint));
        }
        Ok(())
    }
}

/// The model of a post. An image post needs an image model, a text post a text model.
fn chosen_model(body: &Body, picture: bool) -> Result<String, Refusal> {
    let Some(id) = body.text("modelConfigId")? else {
        let usual = if picture { ai_model::DEFAULT_IMAGE } else { ai_model::DEFAULT_TEXT };
        return Ok(usual.into());
    };
    let Some(model) = ai_model::find(id) else {
        return Err(Refusal::field("modelConfigId", "must be the id of a model in /agent/models"));
    };
    match (picture, model.output) {
        (true, "image") | (false, "text") => Ok(id.into()),
        (true, _) => Err(Refusal::field("modelConfigId", "must be an image model for type image")),
        (false, _) => Err(Refusal::field("modelConfigId", "must be a text model for type text")),
    }
}

/// The title of a prompt that has none: its first words. PROPOSAL.
fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(6).collect();
    words.join(" ").chars().take(60).collect()
}

/// A number from 0 to 2 in thousandths.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the number is between 0 and 2")]
fn thousandths(number: f64) -> u32 {
    (number * 1_000.0).round() as u32
}
