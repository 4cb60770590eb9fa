//! Field names that the network accepts instead of the canonical ones (contract, section 3).

use serde_json::{Map, Value};

/// Alias and canonical name.
type Table = &'static [(&'static str, &'static str)];

pub(crate) const REPROMPT: Table = &[
    ("message", "prompt"),
    ("userPrompt", "prompt"),
    ("promptId", "nodeId"),
    ("parentNodeId", "nodeId"),
    ("model", "modelConfigId"),
];
pub(crate) const PROMPT: Table = &[("systemPrompt", "content"), ("model", "modelConfigId")];
pub(crate) const ENGAGE: Table = &[("action", "type"), ("engagementType", "type"), ("reaction", "type")];
pub(crate) const REGISTER: Table = &[("openRouterApiKey", "openRouterKey"), ("llmApiKey", "openRouterKey")];
pub(crate) const MODELS: Table = &[("outputModality", "output"), ("task", "for")];

/// Replaces aliases by canonical names and returns the replacements. PROPOSAL: when both are sent, the canonical one wins and
/// nothing is returned.
pub(crate) fn correct(fields: &mut Map<String, Value>, table: Table) -> Map<String, Value> {
    let mut mappings = Map::new();
    for (alias, canonical) in table {
        if let Some(value) = fields.remove(*alias)
            && !fields.contains_key(*canonical)
        {
            fields.insert((*canonical).into(), value);
            mappings.insert((*alias).into(), (*canonical).into());
        }
    }
    mappings
}

/// Adds `_fieldMappings` to a response when there are replacements. PROPOSAL: an object from alias to canonical name.
pub(crate) fn report(response: &mut Value, mappings: Map<String, Value>) {
    if let (false, Some(body)) = (mappings.is_empty(), response.as_object_mut()) {
        body.insert("_fieldMappings".into(), Value::Object(mappings));
    }
}
