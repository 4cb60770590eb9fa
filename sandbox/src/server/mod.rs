//! Serves one world over HTTP on 127.0.0.1.

pub(crate) mod chat_model;
pub(crate) mod control_http;
pub(crate) mod llm;
pub(crate) mod replies;
pub(crate) mod sandbox;
