//! The provider keys of an account (contract, section 2.12). The key itself is never kept.

/// The record of one provider key, without the key.
#[derive(Clone, Debug)]
pub(crate) struct Credential {
    pub(crate) id: String,
    pub(crate) provider: &'static str,
    pub(crate) active: bool,
    pub(crate) uses: u32,
    pub(crate) last_used: Option<i64>,
}

/// Provider id and display name.
pub(crate) const PROVIDERS: [(&str, &str); 2] = [("openrouter", "OpenRouter"), ("fal", "fal.ai")];
