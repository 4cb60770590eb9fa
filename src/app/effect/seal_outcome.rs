/// How an attempt to seal the key again ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealOutcome {
    /// A passphrase seals it now.
    WithPassphrase,
    /// No passphrase seals it now.
    WithoutPassphrase,
    /// The current passphrase was wrong; nothing was changed.
    WrongPassphrase,
    /// It could not be sealed; nothing was changed.
    Failed,
}
