//! Names that the network accepts for others, and how it tells so (contract, section 3).

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

/// Puts canonical names in place of aliases. When both were sent the canonical one wins and nothing is told.
pub(crate) fn correct(fields: &mut Map<String, Value>, table: Table) -> Map<String, Value> {
    let mut told = Map::new();
    for (alias, canonical) in table {
        if let Some(value) = fields.remove(*alias)
            && !fields.contains_key(*canonical)
        {
            fields.insert((*canonical).into(), value);
            told.insert((*alias).into(), (*canonical).into());
        }
    }
    told
}

/// Adds `_fieldMappings` to a response when there is something to tell.
pub(crate) fn tell(response: &mut Value, told: Map<String, Value>) {
    if let (false, Some(body)) = (told.is_empty(), response.as_object_mut()) {
        body.insert("_fieldMappings".into(), Value::Object(told));
    }
}
