use crate::app::state::{Change, DraftContent, Revision, Search, SignupForm, Triage};
use crate::domain::{Millis, Output, Secret};
use serde::Deserialize;

/// A request before its arguments are checked: it has every argument of every request. One flat record compiles to a third of the code of a
/// derived deserializer for each variant.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Message {
    pub(super) r#do: String,
    pub(super) node: Option<String>,
    pub(super) from: Option<u32>,
    pub(super) count: Option<u32>,
    pub(super) draft: Option<String>,
    pub(super) content: Option<DraftContent>,
    pub(super) revision: Option<Revision>,
    pub(super) continues: Option<Revision>,
    pub(super) undo: Option<String>,
    pub(super) root: Option<String>,
    pub(super) digest: Option<String>,
    pub(super) shown: Option<String>,
    pub(super) ids: Option<Vec<String>>,
    pub(super) to: Option<Triage>,
    pub(super) search: Option<String>,
    pub(super) output: Option<Output>,
    pub(super) address: Option<String>,
    pub(super) key: Option<Secret>,
    pub(super) agreed: Option<bool>,
    pub(super) passphrase: Option<Secret>,
    pub(super) current: Option<Secret>,
    pub(super) change: Option<Change>,
    pub(super) text: Option<String>,
    pub(super) account: Option<u32>,
    pub(super) label: Option<String>,
    pub(super) on: Option<bool>,
    pub(super) missing: Option<bool>,
    pub(super) form: Option<Box<SignupForm>>,
    pub(super) chain: Option<String>,
    pub(super) ms: Option<f64>,
    pub(super) cores: Option<u32>,
    pub(super) memory: Option<f64>,
    pub(super) nonces: Option<Vec<Option<u64>>>,
    pub(super) starts: Option<Vec<u64>>,
    pub(super) another: Option<bool>,
    pub(super) provider: Option<String>,
    pub(super) id: Option<String>,
    pub(super) query: Option<Search>,
    pub(super) reason: Option<String>,
    pub(super) urgent: Option<bool>,
    pub(super) until: Option<Millis>,
    pub(super) resumes: Option<bool>,
    pub(super) name: Option<String>,
}
