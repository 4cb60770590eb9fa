pub(crate) mod answers;
pub(crate) mod details;
pub(crate) mod feed;
pub(crate) mod model_search;
pub(crate) mod models;
pub(crate) mod profile;
pub(crate) mod system_prompt;
pub(crate) mod thread;
