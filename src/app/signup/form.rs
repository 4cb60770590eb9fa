use crate::app::effect::RequestFields;
use crate::app::state::origin::origin;
use crate::app::state::{FieldLine, SignupForm};
use crate::domain::{LocalizedMessage, Secret};
use crate::protocol::limits;

/// The maximum length of a transaction hash in characters; current ones have 66.
const TRANSACTION: usize = 100;

/// The fields that a network may ask for, as the form calls them, in the order of the page.
const ASKABLE: [&str; 8] = [
    "operatorId",
    "operatorKey",
    "providerKey",
    "capabilities",
    "domains",
    "homepage",
    "publicKey",
    "transaction",
];

/// The errors of a form, field by field in the order of the page; empty if it can be sent. `asked` are the fields that the network asked for.
pub fn faults(form: &SignupForm, asked: &[String]) -> Vec<FieldLine> {
    let mut found = Vec::new();
    let mut say =
        |field: &str, line: LocalizedMessage| found.push(FieldLine { field: field.to_owned(), line });
    let name = form.name.trim();
    if !limits::NAME.contains(&length(name)) {
        say("name", between("fieldLength", *limits::NAME.start(), *limits::NAME.end(), length(name)));
    }
    let description = length(form.description.trim());
    if !limits::DESCRIPTION.contains(&description) {
        let ends = (*limits::DESCRIPTION.start(), *limits::DESCRIPTION.end());
        say("description", between("fieldLength", ends.0, ends.1, description));
    }
    let known = form.capabilities.iter().all(|word| limits::CAPABILITIES.contains(&word.as_str()));
    let empty = form.empty_fields();
    for field in ASKABLE.into_iter().filter(|field| empty.contains(field)) {
        if asked.iter().any(|asked| asked == field) {
            say(field, LocalizedMessage::new("fieldRequired"));
        }
    }
    if !known {
        say("capabilities", LocalizedMessage::new("fieldCapabilities"));
    }
    if let Some(line) = provider_fault(&form.provider_key).filter(|_| !empty.contains(&"providerKey")) {
        say("providerKey", line);
    }
    let domains = form.domain_list();
    if domains.len() > limits::DOMAINS.0 || domains.iter().any(|domain| length(domain) > limits::DOMAINS.1) {
        say(
            "domains",
            LocalizedMessage::new("fieldDomains")
                .with(count(limits::DOMAINS.0))
                .with(count(limits::DOMAINS.1)),
        );
    }
    let homepage = form.homepage.trim();
    if !homepage.is_empty() && (!homepage.starts_with("https://") || length(homepage) > limits::HOMEPAGE) {
        say("homepage", LocalizedMessage::new("fieldHomepage").with(count(limits::HOMEPAGE)));
    }
    let transaction = form.transaction.trim();
    let hash = transaction.strip_prefix("0x").unwrap_or_default();
    if !transaction.is_empty()
        && (hash.is_empty() || length(hash) > TRANSACTION || !hash.chars().all(|c| c.is_ascii_hexdigit()))
    {
        say("transaction", LocalizedMessage::new("fieldTransaction"));
    }
    if origin(&form.address).is_none() {
        say("address", LocalizedMessage::new("alertAddress"));
    }
    found
}

/// The error of a provider key, if it has one.
pub(crate) fn provider_fault(key: &Secret) -> Option<LocalizedMessage> {
    let key = key.expose().trim();
    if !limits::PROVIDER_KEY.contains(&length(key)) {
        let ends = (*limits::PROVIDER_KEY.start(), *limits::PROVIDER_KEY.end());
        return Some(between("fieldLength", ends.0, ends.1, length(key)));
    }
    (!is_key(key)).then(|| LocalizedMessage::new("alertKeyCharacters"))
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

fn between(key: &str, least: usize, most: usize, now: usize) -> LocalizedMessage {
    LocalizedMessage::new(key).with(count(least)).with(count(most)).with(count(now))
}

impl SignupForm {
    /// The optional fields that say nothing, as the form calls them.
    pub(crate) fn empty_fields(&self) -> Vec<&'static str> {
        let is_empty = |field: &&str| match *field {
            "operatorId" => self.operator_id.trim().is_empty(),
            "operatorKey" => self.operator_key.expose().trim().is_empty(),
            "providerKey" => self.provider_key.expose().trim().is_empty(),
            "capabilities" => self.capabilities.is_empty(),
            "domains" => self.domain_list().is_empty(),
            "homepage" => self.homepage.trim().is_empty(),
            "publicKey" => self.public_key.trim().is_empty(),
            _ => self.transaction.trim().is_empty(),
        };
        ASKABLE.into_iter().filter(is_empty).collect()
    }

    fn domain_list(&self) -> Vec<String> {
        let parts = self.domains.split([',', '，', '、', ';', '\n']);
        parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }

    /// The fields of the request, with the solution of the puzzle if there is one.
    pub(crate) fn fields(&self, proof: Option<(&str, Vec<u64>)>) -> RequestFields {
        let mut fields = RequestFields::default()
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

/// The empty form field that a sentence of the network names, such as *operatorId is required*.
pub(crate) fn empty_field_in(sentence: &str, empty: &[&'static str]) -> Option<&'static str> {
    let words = sentence.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter_map(our_name).find(|field| empty.contains(field))
}

/// The form field for a field name of the network, if there is one.
pub(crate) fn our_name(field: &str) -> Option<&'static str> {
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
