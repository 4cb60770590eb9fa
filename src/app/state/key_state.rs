/// The state of the key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyState {
    /// There is none.
    #[default]
    None,
    /// It is in memory, ready.
    Ready,
    /// It is sealed and waits for a passphrase.
    Locked,
    /// It is sealed and cannot be opened any more, because this browser lost the sealing key.
    Lost,
}
