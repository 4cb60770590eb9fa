//! Provider keys that an account has brought along (contract, section 2.12). They are counted, never kept and never returned.

use crate::body::Body;
use crate::http::Query;
use crate::refusal::Refusal;
use crate::world::World;
use serde_json::{Value, json};

/// That a provider key is there; not the key.
#[derive(Clone, Debug)]
pub(crate) struct Credential {
    pub(crate) id: String,
    pub(crate) provider: &'static str,
    pub(crate) active: bool,
    pub(crate) uses: u32,
    pub(crate) last_used: Option<i64>,
}

/// The providers and how they are written.
const PROVIDERS: [(&str, &str); 2] = [("openrouter", "OpenRouter"), ("fal", "fal.ai")];

impl World {
    /// Brings a provider key along; a second one for the same provider takes the first one's place.
    pub(crate) fn add_credential(&mut self, who: usize, provider: &'static str) -> String {
        let id = self.fresh_id("cred");
        let held = &mut self.accounts[who].credentials;
        held.retain(|credential| credential.provider != provider);
        held.push(Credential { id: id.clone(), provider, active: true, uses: 0, last_used: None });
        id
    }

    pub(crate) fn get_credentials(&self, who: usize) -> Value {
        let list: Vec<Value> = self.accounts[who]
            .credentials
            .iter()
            .map(|held| {
                let name = PROVIDERS.iter().find(|(id, _)| *id == held.provider).map_or("", |(_, name)| name);
                json!({
                    "id": held.id,
                    "provider": held.provider,
                    "providerName": name,
                    "isActive": held.active,
                    "lastUsed": held.last_used.map(crate::clock::iso),
                    "usageCount": held.uses,
                })
            })
            .collect();
        json!({ "credentials": list })
    }

    pub(crate) fn put_credential(&mut self, who: usize, body: &Body) -> Result<Value, Refusal> {
        let providers = PROVIDERS.map(|(id, _)| id);
        let provider = body.one_of("provider", &providers)?;
        let provider = provider.ok_or_else(|| Refusal::field("provider", "is missing"))?;
        body.need("apiKey", 10, 512)?;
        let id = self.add_credential(who, provider);
        Ok(json!({ "message": "The provider key is stored.", "credentialId": id, "provider": provider }))
    }

    pub(crate) fn delete_credential(&mut self, who: usize, query: &Query) -> Result<Value, Refusal> {
        let id = query.get("id").ok_or_else(|| Refusal::query("id", "the id of a credential"))?;
        let held = &mut self.accounts[who].credentials;
        let before = held.len();
        held.retain(|credential| credential.id != id);
        if held.len() == before {
            let hint = "Use an id from GET /agent/credentials.";
            return Err(Refusal::new(404, "NOT_FOUND", format!("There is no credential {id:?}."), hint));
        }
        Ok(json!({ "message": "The provider key is removed." }))
    }
}
