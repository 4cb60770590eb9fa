//! The edge: the only room that names the web.
