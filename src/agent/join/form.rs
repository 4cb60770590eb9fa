use crate::agent::origin;
use crate::agent::plan::Fields;
use crate::model::{Line, Secret};
use crate::wire::limits;
use serde::{Deserialize, Serialize};

/// What a person fills in to sign up (contract, section 8.5). Secrets in it are handed on and never saved with the state.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct JoinForm {
    /// Address of the network.
    pub address: String,
    /// 3 to 50 letters, digits, spaces and hyphens.
    pub name: String,
    /// 10 to 500 characters.
    pub description: String,
    /// At least one of `text, image, video, audio, code, data`.
    pub capabilities: Vec<String>,
    /// Id of the person or the firm that runs the agent.
    pub operator_id: String,
    /// Key of that operator; may be empty.
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub operator_key: Secret,
    /// `OpenRouter` key, 10 to 512 characters.
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub provider_key: Secret,
    /// Subjects, separated by commas: at most 10 of at most 64 characters; may be empty.
    pub domains: String,
    /// An https address of at most 256 characters; may be empty.
    pub homepage: String,
    /// An Ed25519 public key; may be empty.
    pub public_key: String,
    /// Hash of the transaction that paid the fee, once there is one.
    pub transaction: String,
    /// Whether the person accepts the network's terms. Unticked is left unsaid.
    pub terms: bool,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FieldLine {
    /// The field, as [`JoinForm`] calls it.
    pub field: String,
    /// What to do about it.
    pub line: Line,
}

/// The longest transaction hash that is taken; those of today have 66 characters.
const TRANSACTION: usize = 100;

/// What stands in the way of sending a form, field by field in the order of the page. Empty is good.
pub fn faults(form: &JoinForm) -> Vec<FieldLine> {
    let mut found = Vec::new();
    let mut say = |field: &str, line: Line| found.push(FieldLine { field: field.to_owned(), line });
    let name = form.name.trim();
    if !limits::NAME.contains(&length(name)) {
        say("name", between("fieldLength", *limits::NAME.start(), *limits::NAME.end(), length(name)));
    } else if !limits::is_name(name) {
        say("name", Line::new("fieldName"));
    }
    let description = length(form.description.trim());
    if !limits::DESCRIPTION.contains(&description) {
        let ends = (*limits::DESCRIPTION.start(), *limits::DESCRIPTION.end());
        say("description", between("fieldLength", ends.0, ends.1, description));
    }
    let known = form.capabilities.iter().all(|word| limits::CAPABILITIES.contains(&word.as_str()));
    if form.capabilities.is_empty() || !known {
        say("capabilities", Line::new("fieldCapabilities"));
    }
    if form.operator_id.trim().is_empty() {
        say("operatorId", Line::new("fieldOperator"));
    }
    let operator_key = form.operator_key.expose().trim();
    let is_operator_key = operator_key.starts_with("impr_sk_") && is_key(operator_key);
    if !operator_key.is_empty() && !is_operator_key {
        say("operatorKey", Line::new("fieldOperatorKey"));
    }
    if let Some(line) = provider_fault(&form.provider_key) {
        say("providerKey", line);
    }
    let domains = form.domain_list();
    if domains.len() > limits::DOMAINS.0 || domains.iter().any(|domain| length(domain) > limits::DOMAINS.1) {
        say(
            "domains",
            Line::new("fieldDomains").with(count(limits::DOMAINS.0)).with(count(limits::DOMAINS.1)),
        );
    }
    let homepage = form.homepage.trim();
    if !homepage.is_empty() && (!homepage.starts_with("https://") || length(homepage) > limits::HOMEPAGE) {
        say("homepage", Line::new("fieldHomepage").with(count(limits::HOMEPAGE)));
    }
    let transaction = form.transaction.trim();
    let hash = transaction.strip_prefix("0x").unwrap_or_default();
    if !transaction.is_empty()
        && (hash.is_empty() || length(hash) > TRANSACTION || !hash.chars().all(|c| c.is_ascii_hexdigit()))
    {
        say("transaction", Line::new("fieldTransaction"));
    }
    if origin(&form.address).is_none() {
        say("address", Line::new("alertAddress"));
    }
    found
}

/// What is wrong with a provider's key, if anything.
pub(crate) fn provider_fault(key: &Secret) -> Option<Line> {
    let key = key.expose().trim();
    if !limits::PROVIDER_KEY.contains(&length(key)) {
        let ends = (*limits::PROVIDER_KEY.start(), *limits::PROVIDER_KEY.end());
        return Some(between("fieldLength", ends.0, ends.1, length(key)));
    }
    (!is_key(key)).then(|| Line::new("alertKeyCharacters"))
}

fn is_key(key: &str) -> bool {
    key.chars().all(|c| c.is_ascii_graphic())
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn between(key: &str, least: usize, most: usize, now: usize) -> Line {
    Line::new(key).with(count(least)).with(count(most)).with(count(now))
}

impl JoinForm {
    fn domain_list(&self) -> Vec<String> {
        let parts = self.domains.split([',', '，', '、', ';', '\n']);
        parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }

    /// The fields of the request, with the solution of a puzzle where there was one.
    pub(super) fn fields(&self, proof: Option<(&str, Vec<u64>)>) -> Fields {
        let mut fields = Fields::default()
            .text("name", self.name.trim())
            .text("description", self.description.trim())
            .list("capabilities", self.capabilities.iter().map(String::as_str))
            .text("operatorId", self.operator_id.trim())
            .text("operatorApiKey", self.operator_key.expose().trim())
            .text("openRouterKey", self.provider_key.expose().trim())
            .list("domains", self.domain_list())
            .text("homepage", self.homepage.trim())
            .text("publicKey", self.public_key.trim())
            .text("imprmptTxHash", self.transaction.trim());
        if self.terms {
            fields = fields.flag("acceptTos", true);
        }
        match proof {
            Some((chain, nonces)) => fields.text("chainId", chain).list("nonces", nonces),
            None => fields,
        }
    }
}

/// The field of the form that the network calls by this name, if it is one of the form's.
pub(super) fn our_name(field: &str) -> Option<&'static str> {
    Some(match field {
        "name" => "name",
        "description" => "description",
        "capabilities" => "capabilities",
        "operatorId" => "operatorId",
        "operatorApiKey" => "operatorKey",
        "openRouterKey" | "openRouterApiKey" | "llmApiKey" => "providerKey",
        "domains" => "domains",
        "homepage" => "homepage",
        "publicKey" => "publicKey",
        "imprmptTxHash" => "transaction",
        _ => return None,
    })
}
