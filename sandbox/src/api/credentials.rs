//! Provider keys (contract, section 2.12). They are counted, never kept and never returned.

use crate::api::request_body::Body;
use crate::model::clock::iso;
use crate::model::credential::PROVIDERS;
use crate::model::http::Query;
use crate::model::refusal::Refusal;
use crate::model::world::World;
use serde_json::{Value, json};

impl World {
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
                    "lastUsed": held.last_used.map(iso),
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
        let id = self.fresh_id("cred");
        self.accounts[who].store_credential(&id, provider);
        Ok(json!({ "message": "The provider key is stored.", "credentialId": id, "provider": provider }))
    }

    pub(crate) fn delete_credential(&mut self, who: usize, query: &Query) -> Result<Value, Refusal> {
        let id = query.get("id").ok_or_else(|| Refusal::query("id", "the id of a credential"))?;
        let held = &mut self.accounts[who].credentials;
        let before = held.len();
        held.retain(|credential| credential.id != id);
        if held.len() == before {
            return Err(Refusal::no_such("credential", id, "Use an id from GET /agent/credentials."));
        }
        Ok(json!({ "message": "The provider key is removed." }))
    }
}
