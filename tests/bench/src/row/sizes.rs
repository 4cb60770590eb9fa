//! Bytes: of the core, and of the package that a store would hand out.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use browser_suite::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::Setting;
use crate::report::{Report, Target};

/// Bytes as they are, after `gzip -9`, and after brotli at its best.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Weight {
    fn of(bytes: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        let best = brotli::enc::BrotliEncoderParams { lgwin: 24, ..Default::default() };
        brotli::BrotliCompress(&mut &*bytes, &mut brotli, &best)?;
        Ok(Self { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
    }

    fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// The core, the whole package, and what is asked of the first.
pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result {
    let build = setting.kind.extension();
    let core = below(&build, &|file| file.extension().is_some_and(|end| end == "wasm"))?;
    let package = below(&build, &|_| true)?;
    tell(report, "core, raw", core.raw, Target::AtMost(300.0), "all WebAssembly in the package");
    tell(report, "core, gzip", core.gzip, Target::AtMost(130.0), "");
    tell(report, "core, brotli", core.brotli, Target::None, "");
    tell(report, "package, raw", package.raw, Target::None, "every file of it");
    tell(report, "package, gzip", package.gzip, Target::None, "each file by itself, as in a store's archive");
    tell(report, "package, brotli", package.brotli, Target::None, "each file by itself");
    Ok(())
}

#[allow(clippy::cast_precision_loss)] // Bytes of a file fit a double.
fn tell(report: &mut Report, what: &str, bytes: usize, target: Target, behind: &str) {
    let kilobytes = bytes as f64 / 1000.0;
    report.value(what, kilobytes, format!("{kilobytes:.1} KB"), target, behind);
}

/// The weight of all files below a folder that `wanted` accepts.
fn below(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<Weight> {
    let mut sum = Weight::default();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sum = sum.plus(below(&path, wanted)?);
        } else if wanted(&path) {
            sum = sum.plus(Weight::of(&fs::read(&path)?)?);
        }
    }
    Ok(sum)
}
