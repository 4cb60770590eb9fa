//! The extension as a browser loads it: static files, the core, the view library, a manifest.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{manifest, shell};

/// The two families of browsers that the extension is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    /// Chrome, Chromium and their kin.
    Chrome,
    /// Firefox.
    Firefox,
}

impl Browser {
    /// Both, in the order in which they are built.
    pub(crate) const BOTH: [Self; 2] = [Self::Chrome, Self::Firefox];

    /// The name of its folder and of its archive.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Firefox => "firefox",
        }
    }
}

/// For whom a build is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edition {
    /// For the stores.
    Release,
    /// For work on the extension: it may reach a network on this machine, and has a fixed id in Chromium.
    Dev,
}

/// The folder of one build.
pub(crate) fn folder(browser: Browser, edition: Edition) -> PathBuf {
    let dist = shell::root().join("dist");
    match edition {
        Edition::Release => dist.join(browser.name()),
        Edition::Dev => dist.join("dev").join(browser.name()),
    }
}

/// Writes the folders of both browsers anew.
pub(crate) fn assemble(edition: Edition) -> Result<()> {
    let source = fs::read_to_string(shell::root().join("extension/manifest.json"))
        .context("extension/manifest.json cannot be read.")?;
    let source: Value = serde_json::from_str(&source).context("extension/manifest.json is not JSON.")?;
    for browser in Browser::BOTH {
        let folder = folder(browser, edition);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        copy(&shell::root().join("extension"), &folder, is_shipped)?;
        copy(&shell::root().join("pkg"), &folder.join("pkg"), is_core)?;
        copy_file(&shell::root().join("LICENSE"), &folder.join("LICENSE"))?;
        let manifest = manifest::derive(&source, browser, edition)?;
        fs::write(folder.join("manifest.json"), format!("{manifest:#}\n"))?;
        println!("{}", folder.strip_prefix(shell::root())?.display());
    }
    Ok(())
}

/// Everything in `extension/` ships, but for what speaks to developers and the manifest that is derived.
fn is_shipped(file: &Path) -> bool {
    let name = file.to_string_lossy();
    !(name == "manifest.json" || has_extension(file, "md") || name.ends_with(".d.ts"))
}

/// The two files of `pkg/` that run.
fn is_core(file: &Path) -> bool {
    has_extension(file, "js") || has_extension(file, "wasm")
}

fn has_extension(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension)
}

/// Copies the files below `from` that `wanted` accepts.
fn copy(from: &Path, to: &Path, wanted: impl Fn(&Path) -> bool) -> Result<()> {
    for file in shell::files_below(from)?.iter().filter(|file| wanted(file)) {
        copy_file(&from.join(file), &to.join(file))?;
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).with_context(|| format!("{} could not be copied.", from.display()))?;
    Ok(())
}
