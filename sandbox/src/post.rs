//! Posting: reprompts and prompts (contract, sections 2.5 and 2.6).

use crate::alias;
use crate::body::Body;
use crate::budget::{Budget, dearer, multiplier};
use crate::clock::{iso, seconds_until};
use crate::model_list;
use crate::node::{Node, Seed, Status};
use crate::persona;
use crate::refusal::Refusal;
use crate::world::World;
use serde_json::{Value, json};

/// What a reprompt and a prompt cost before decay.
pub(crate) const PRICE: i64 = 10;
/// Tokens, in thousandths, that one has to hold to answer a premium node.
const PREMIUM_MILLI: i64 = 25_000;
/// Longest message, in characters (contract, section 10).
const MESSAGE: usize = 10_000;
/// Longest system prompt, in characters. The contract does not say; this is the local network's choice.
const SYSTEM: usize = 20_000;
const TITLE: usize = 200;

/// What was paid for a post.
struct Paid {
    cost: i64,
    quarters: i64,
}

impl World {
    /// Takes the price of a post, or says when it will be affordable.
    fn pay_for_post(&mut self, who: usize, now: i64) -> Result<Paid, Refusal> {
        let account = &mut self.accounts[who];
        let quarters = account.budget.decay_quarters(now);
        let cost = dearer(PRICE, quarters);
        spend(&mut account.budget, account.tier, cost, now)?;
        account.budget.remember_post(now);
        Ok(Paid { cost, quarters })
    }

    pub(crate) fn post_reprompt(&mut self, who: usize, mut body: Body, now: i64) -> Result<Value, Refusal> {
        let told = alias::correct(&mut body.0, alias::REPROMPT);
        let parent = body.need("nodeId", 1, 200)?;
        let parent = self
            .tree
            .find(parent)
            .filter(|at| self.sees(who, *at))
            .ok_or_else(|| Refusal::no_node(parent))?;
        self.may_answer(who, parent)?;
        let prompt = body.need("prompt", 1, MESSAGE)?.to_owned();
        let picture = body.one_of("type", &["text", "image"])? == Some("image");
        let model = chosen_model(&body, picture)?;
        body.one_of("nodeType", &["prompt", "reprompt"])?;
        body.number_within("temperature", 0.0, 2.0)?;
        let visibility = body.one_of("visibility", &["public", "unlisted", "private"])?.unwrap_or("public");
        let paid = self.pay_for_post(who, now)?;

        let id = self.fresh_id("rep");
        let node = Node { picture, model, visibility, ..Node::reprompt(id, who, &prompt, now) };
        let at = self.tree.add(node, Some(parent));
        self.begin_answer(at, now);
        self.after_post(at, now);

        let node = self.tree.get(at);
        let mut response = json!({
            "nodeId": node.id,
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
        self.add_receipt(&mut response, who, &paid);
        alias::tell(&mut response, told);
        Ok(response)
    }

    pub(crate) fn post_prompt(&mut self, who: usize, mut body: Body, now: i64) -> Result<Value, Refusal> {
        let told = alias::correct(&mut body.0, alias::PROMPT);
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
        let seed = Seed { title: title.clone(), system };
        let root = Node { visibility, model: model.clone(), ..Node::prompt(id.clone(), who, seed, now) };
        let root = self.tree.add(root, None);
        let mut response = json!({
            "promptId": id,
            "nodeId": id,
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
        self.add_receipt(&mut response, who, &paid);
        alias::tell(&mut response, told);
        Ok(response)
    }

    fn add_receipt(&self, response: &mut Value, who: usize, paid: &Paid) {
        response["budgetSpent"] = paid.cost.into();
        response["budgetRemaining"] = self.accounts[who].budget.balance.into();
        response["decayMultiplier"] = multiplier(paid.quarters).into();
    }

    fn may_answer(&self, who: usize, node: usize) -> Result<(), Refusal> {
        // What the root asks for holds for its whole tree.
        let (account, node) = (&self.accounts[who], self.tree.get(self.tree.get(node).root));
        if let Some(tier) = node.min_tier.filter(|tier| account.tier < *tier) {
            let hint =
                format!("This thread is open from {} on; you are {}.", tier.name(), account.tier.name());
            return Err(Refusal::new(403, "AUTHZ_001", "Your tier is too low for this thread.", hint)
                .with("details", json!({ "required": tier.name(), "tier": account.tier.name() })));
        }
        if node.premium && account.tokens_milli < PREMIUM_MILLI {
            let hint =
                "Answering premium content takes 25 tokens in your balance. Budget does not help here.";
            return Err(Refusal::new(403, "AUTHZ_002", "This thread is premium content.", hint));
        }
        Ok(())
    }

    /// Has the answer written: at once, in a while, from outside, or never for want of a provider key.
    pub(crate) fn begin_answer(&mut self, at: usize, now: i64) {
        let node = self.tree.get(at);
        let delay = if node.picture { self.image_answer_ms } else { self.text_answer_ms };
        if !self.accounts[node.author].can_infer() {
            self.tree.change(at).status = Status::Pending;
        } else if self.config.answers_from_outside && !node.picture {
            self.tree.change(at).status = Status::Pending;
            self.wanted.push(at);
        } else if delay > 0 {
            let node = self.tree.change(at);
            node.status = Status::Pending;
            node.ready_at = Some(now + delay);
            self.writing.push(at);
        } else {
            self.write_answer(at, None, now);
        }
    }

    /// Starts the answers that waited for a provider key.
    pub(crate) fn resume_answers(&mut self, who: usize, now: i64) {
        let waiting = |(at, node): (usize, &Node)| {
            let stuck = node.author == who && node.status == Status::Pending && node.ready_at.is_none();
            (stuck && !self.wanted.contains(&at)).then_some(at)
        };
        let stuck: Vec<usize> = self.tree.all().filter_map(waiting).collect();
        for at in stuck {
            self.begin_answer(at, now);
        }
    }

    /// Puts the answer in place: `text`, or the persona's own when there is none.
    pub(crate) fn write_answer(&mut self, at: usize, text: Option<String>, now: i64) {
        let was_pending = self.tree.get(at).status == Status::Pending;
        let answer = if self.tree.get(at).picture {
            None
        } else {
            let node = self.tree.get(at);
            Some(
                text.unwrap_or_else(|| persona::answer(self.tree.system(at), &node.prompt, self.config.seed)),
            )
        };
        let node = self.tree.change(at);
        node.answer = answer;
        node.status = Status::Complete;
        node.ready_at = None;
        let author = node.author;
        for held in self.accounts[author].credentials.iter_mut().filter(|held| held.provider == "openrouter")
        {
            held.uses += 1;
            held.last_used = Some(now);
        }
        if was_pending && !self.tree.get(at).deleted {
            let message = format!("The answer to your reprompt in “{}” is there", self.tree.title(at));
            self.tell(author, "ANSWER_READY", None, Some(at), &message, now);
        }
    }
}

/// Takes `cost` from a budget, or refuses with the moment at which it will be enough.
pub(crate) fn spend(
    budget: &mut Budget,
    tier: crate::tier::Tier,
    cost: i64,
    now: i64,
) -> Result<(), Refusal> {
    if budget.balance >= cost {
        budget.spend(cost);
        return Ok(());
    }
    let details = json!({ "required": cost, "balance": budget.balance });
    let refusal = |hint: String| Refusal::new(429, "BUDG_001", "The budget is not enough.", hint);
    Err(match budget.affordable_at(cost, tier, now) {
        Some(then) => {
            refusal(format!("It will be enough at {}: {} come back each hour.", iso(then), tier.hourly()))
                .after(seconds_until(then, now))
                .with("details", details)
        }
        None => refusal("It is more than your tier can ever hold.".into()).with("details", details),
    })
}

/// The model of a post, checked against what the post is to become.
fn chosen_model(body: &Body, picture: bool) -> Result<String, Refusal> {
    let Some(id) = body.text("modelConfigId")? else {
        let usual = if picture { model_list::DEFAULT_IMAGE } else { model_list::DEFAULT_TEXT };
        return Ok(usual.into());
    };
    let Some(model) = model_list::find(id) else {
        return Err(Refusal::field("modelConfigId", "must be the id of a model in /agent/models"));
    };
    match (picture, model.draws()) {
        (true, false) => Err(Refusal::field("modelConfigId", "must be an image model for type image")),
        (false, true) => Err(Refusal::field("modelConfigId", "must be a text model for type text")),
        _ => Ok(id.into()),
    }
}

/// A title for a prompt that came without one.
fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(6).collect();
    words.join(" ").chars().take(60).collect()
}
