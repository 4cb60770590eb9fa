//! How large the core is, and how large it may be.

use std::fs;
use std::io::Write;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::shell;

/// The most the module may weigh, in bytes, puzzle included: a ratchet just above what it weighs, raised only where the commit says what for.
const RAW_LIMIT: usize = 1_608_000;
/// The most it may weigh after `gzip -9`, in bytes.
const GZIP_LIMIT: usize = 614_600;

/// What the built module weighs, in bytes.
pub(crate) struct Sizes {
    /// As it ships.
    pub(crate) raw: usize,
    /// After `gzip -9`, the nearest to what a store's archive does.
    pub(crate) gzip: usize,
}

impl Sizes {
    /// Weighs `pkg/impromptu_bg.wasm`.
    pub(crate) fn of_core() -> Result<Self> {
        let module = shell::root().join("pkg/impromptu_bg.wasm");
        let bytes =
            fs::read(&module).context("pkg/impromptu_bg.wasm is not there: run cargo xtask build first.")?;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&bytes)?;
        Ok(Self { raw: bytes.len(), gzip: encoder.finish()?.len() })
    }

    /// Whether both limits hold.
    pub(crate) fn fit(&self) -> bool {
        self.raw <= RAW_LIMIT && self.gzip <= GZIP_LIMIT
    }
}

impl std::fmt::Display for Sizes {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "impromptu_bg.wasm: {} bytes of {RAW_LIMIT}, gzip {} of {GZIP_LIMIT}",
            self.raw, self.gzip
        )
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_hold_at_their_edge_and_not_beyond() {
        assert!(Sizes { raw: RAW_LIMIT, gzip: GZIP_LIMIT }.fit());
        assert!(!Sizes { raw: RAW_LIMIT + 1, gzip: 0 }.fit());
        assert!(!Sizes { raw: 0, gzip: GZIP_LIMIT + 1 }.fit());
    }

    #[test]
    fn sha256_of_nothing_is_the_published_one() {
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
