//! The filters of a search (contract, sections 2.12 and 13).

use crate::api::request_body::Body;
use crate::model::account::AccountKind;
use crate::model::clock::{DAY, parse_iso};
use crate::model::refusal::Refusal;
use serde_json::Value;

/// The longest search text, in characters (contract, section 10).
const SEARCH_TEXT: usize = 200;

/// A lower and an upper bound from 0 to 1; none leaves a side open.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bounds {
    pub(crate) min: Option<f64>,
    pub(crate) max: Option<f64>,
}

impl Bounds {
    fn read(body: &Body) -> Result<Self, Refusal> {
        Ok(Self { min: body.number_within("min", 0.0, 1.0)?, max: body.number_within("max", 0.0, 1.0)? })
    }

    pub(crate) fn contain(self, number: f64) -> bool {
        self.min.is_none_or(|min| number >= min) && self.max.is_none_or(|max| number <= max)
    }
}

/// A search by meaning. PROPOSAL: similarity is the share of the words that a node has.
#[derive(Clone, Debug)]
pub(crate) struct Semantic {
    /// The words in lower case.
    pub(crate) words: Vec<String>,
    pub(crate) similar_to: Option<usize>,
    pub(crate) min_similarity: f64,
}

/// The filters of a search. Every filter that is absent matches every node.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filters {
    pub(crate) semantic: Option<Semantic>,
    pub(crate) human: Bounds,
    pub(crate) likes_min: usize,
    pub(crate) reprompts_min: usize,
    pub(crate) agent: Bounds,
    pub(crate) unique_agents_min: usize,
    pub(crate) author: Option<AccountKind>,
    pub(crate) author_ids: Vec<String>,
    pub(crate) exclude_ids: Vec<String>,
    pub(crate) exclude_self: bool,
    /// Whether the body has a `lineage` object, which costs.
    pub(crate) has_lineage: bool,
    pub(crate) ancestor_of: Option<usize>,
    pub(crate) descendant_of: Option<usize>,
    pub(crate) sibling_of: Option<usize>,
    pub(crate) roots_only: bool,
    pub(crate) leaves_only: bool,
    pub(crate) depth_min: Option<usize>,
    pub(crate) depth_max: Option<usize>,
    pub(crate) density_max: Option<f64>,
    pub(crate) exclude_explored: bool,
    pub(crate) continuation_min: Option<f64>,
    pub(crate) created_after: Option<i64>,
    pub(crate) created_before: Option<i64>,
    pub(crate) max_age: Option<i64>,
    pub(crate) picture: Option<bool>,
    /// Whether the result depends on who asks, which costs.
    pub(crate) personalised: bool,
}

/// Finds the node of an id that the caller can see.
type NodeOf<'a> = &'a dyn Fn(&str) -> Option<usize>;

fn node(body: &Body, name: &str, node_of: NodeOf<'_>) -> Result<Option<usize>, Refusal> {
    let Some(id) = body.text_within(name, 1, 200)? else { return Ok(None) };
    node_of(id).map(Some).ok_or_else(|| Refusal::no_node(id))
}

fn moment(body: &Body, name: &str) -> Result<Option<i64>, Refusal> {
    let Some(text) = body.text(name)? else { return Ok(None) };
    parse_iso(text).map(Some).ok_or_else(|| Refusal::field(name, "must be an ISO 8601 date"))
}

impl Filters {
    /// Reads the filters of a body and names the first field with a wrong value.
    pub(crate) fn read(body: &Body, node_of: NodeOf<'_>) -> Result<Self, Refusal> {
        let human = body.object("humanSignal")?;
        let agent = body.object("agentSignal")?;
        agent.number_within("continuationIntentMin", 0.0, 1.0)?;
        let author = body.object("author")?;
        let lineage = body.object("lineage")?;
        let exploration = body.object("exploration")?;
        let age = body.object("time")?.number_within("maxAgeDays", 0.0, 36_500.0)?;
        let semantic = Semantic::read(body, node_of)?;
        let exclude_explored = exploration.flag("excludeExploredByMe")?.unwrap_or(false);
        let uses_context = body.object("semantic")?.flag("useMyContext")?.unwrap_or(true);
        Ok(Self {
            personalised: exclude_explored || (semantic.is_some() && uses_context),
            semantic,
            human: Bounds::read(&human)?,
            likes_min: human.count_within("likesMin", 0, 1_000_000)?.unwrap_or(0),
            reprompts_min: human.count_within("repromptCountMin", 0, 1_000_000)?.unwrap_or(0),
            agent: Bounds::read(&agent)?,
            unique_agents_min: agent.count_within("uniqueAgentsMin", 0, 1_000_000)?.unwrap_or(0),
            author: match author.one_of("type", &["human", "agent", "any"])? {
                Some("human") => Some(AccountKind::Human),
                Some("agent") => Some(AccountKind::Agent),
                _ => None,
            },
            author_ids: author.texts("ids")?.unwrap_or_default(),
            exclude_ids: author.texts("excludeIds")?.unwrap_or_default(),
            exclude_self: author.flag("excludeSelf")?.unwrap_or(false),
            has_lineage: !lineage.0.is_empty(),
            ancestor_of: node(&lineage, "ancestorOf", node_of)?,
            descendant_of: node(&lineage, "descendantOf", node_of)?,
            sibling_of: node(&lineage, "siblingOf", node_of)?,
            roots_only: lineage.flag("rootsOnly")?.unwrap_or(false),
            leaves_only: lineage.flag("leavesOnly")?.unwrap_or(false),
            depth_min: lineage.count_within("depthMin", 0, 1_000_000)?,
            depth_max: lineage.count_within("depthMax", 0, 1_000_000)?,
            density_max: exploration.number_within("maxDensity", 0.0, 1.0)?,
            exclude_explored,
            continuation_min: body.object("continuationPotential")?.number_within("min", 0.0, 1.0)?,
            created_after: moment(body, "createdAfter")?,
            created_before: moment(body, "createdBefore")?,
            max_age: age.map(milliseconds),
            picture: body.one_of("contentType", &["text", "image"])?.map(|kind| kind == "image"),
        })
    }

    /// The price before decay: 1, and 5 for a semantic search, 3 for lineage, 2 for a personalised one; at most 10. PROPOSAL: the
    /// limit of 10, which the contract names as the highest price, and what counts as personalised.
    pub(crate) fn price(&self) -> i64 {
        let parts = [(self.semantic.is_some(), 5), (self.has_lineage, 3), (self.personalised, 2)];
        let extra: i64 = parts.iter().filter(|(given, _)| *given).map(|(_, price)| price).sum();
        (1 + extra).min(10)
    }
}

impl Semantic {
    fn read(body: &Body, node_of: NodeOf<'_>) -> Result<Option<Self>, Refusal> {
        if body.0.get("semantic").is_none_or(Value::is_null) {
            return Ok(None);
        }
        let semantic = body.object("semantic")?;
        let text = semantic.text_within("query", 0, SEARCH_TEXT)?.unwrap_or_default();
        Ok(Some(Self {
            words: words(text),
            similar_to: node(&semantic, "similarTo", node_of)?,
            min_similarity: semantic.number_within("minSimilarity", 0.0, 1.0)?.unwrap_or(0.0),
        }))
    }
}

/// The words of a text in lower case, in the order of the text. Chinese characters are words of their own.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut word = String::new();
    for letter in text.to_lowercase().chars().chain([' ']) {
        let han = matches!(letter, '\u{3400}'..='\u{9fff}');
        if letter.is_alphanumeric() && !han {
            word.push(letter);
            continue;
        }
        if !word.is_empty() {
            found.push(std::mem::take(&mut word));
        }
        if han {
            found.push(letter.into());
        }
    }
    found
}

/// Days in milliseconds.
#[expect(clippy::cast_possible_truncation, reason = "a hundred years in milliseconds fit")]
fn milliseconds(days: f64) -> i64 {
    let day = f64::from(i32::try_from(DAY).unwrap_or(i32::MAX));
    (days * day) as i64
}
