pub(crate) mod connect;
pub(crate) mod credentials;
pub(crate) mod health;
pub(crate) mod key_rotation;
pub(crate) mod lock;
pub(crate) mod preferences;
pub(crate) mod terms;
