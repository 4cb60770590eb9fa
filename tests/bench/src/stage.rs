//! A copy of the built extension with pages for measuring beside its own. It lives as long as the run; nothing of it ships.

use std::fs;
use std::path::{Path, PathBuf};

use browser_suite::{Failure, Kind, Result};
use tempfile::TempDir;

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
}

/// Our own pages and scripts.
fn ours() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("pages")
}

/// An extension in a folder of its own.
pub(crate) struct Stage {
    folder: TempDir,
}

impl Stage {
    /// The build of one browser, with our pages in its folder `bench/` and two made from `panel.html`:
    /// `empty.html`, the same head without scripts, and `whole.html`, which builds its list whole.
    pub(crate) fn of_build(kind: Kind) -> Result<Self> {
        let build = kind.extension();
        if !build.join("manifest.json").is_file() {
            return Err(Failure::new("There is no build to measure. Type: cargo xtask bench"));
        }
        let stage = Self { folder: TempDir::with_prefix("impromptu-bench-")? };
        copy(&build, stage.folder())?;
        copy(&ours(), &stage.folder().join("bench"))?;
        stage.make_empty()?;
        stage.make_watched()?;
        stage.make_whole()?;
        Ok(stage)
    }

    /// A tiny extension of plain JavaScript: a worker that sends the heartbeat, and nothing else.
    pub(crate) fn plain(kind: Kind) -> Result<Self> {
        let stage = Self { folder: TempDir::with_prefix("impromptu-plain-")? };
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("plain"), stage.folder())?;
        let background = match kind {
            Kind::Chromium => r#""service_worker": "background.js""#,
            Kind::Firefox => r#""scripts": ["background.js"]"#,
        };
        stage.edit("manifest.json", r#""scripts": ["background.js"]"#, background)?;
        Ok(stage)
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a folder of an npm package at `vendor/`.
    pub(crate) fn vendor(&self, package: &str) -> Result {
        let from = root().join("node_modules").join(package);
        if !from.is_dir() {
            return Err(Failure::new(format!("{package} is not there, type cargo xtask setup.")));
        }
        copy(&from, &self.folder().join("vendor").join(package))
    }

    /// Puts the part of the core that is measured by itself at `bench/core/`.
    pub(crate) fn core(&self) -> Result {
        let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
        let from = root().join(target).join("bench-core");
        if !from.is_dir() {
            return Err(Failure::new("The core to be measured is not built. Type: cargo xtask bench"));
        }
        copy(&from, &self.folder().join("bench/core"))
    }

    /// The panel's head and one word, without a script: what any popup of these styles costs.
    fn make_empty(&self) -> Result {
        let panel = self.read("panel.html")?;
        let kept: Vec<&str> = panel
            .lines()
            .filter(|line| !line.contains("<script") && !line.contains("modulepreload"))
            .map(|line| {
                if line.contains(r#"id="panel""#) {
                    r#"<div id="panel" class="panel">Impromptu</div>"#
                } else {
                    line
                }
            })
            .collect();
        if kept.len() == panel.lines().count() {
            return Err(Failure::new("panel.html has no script to leave out."));
        }
        self.write("empty.html", &kept.join("\n"))
    }

    /// The panel as it is, with a watcher that tells when enough of it is painted.
    fn make_watched(&self) -> Result {
        self.write("watched.html", &self.read("panel.html")?)?;
        self.edit("watched.html", "</title>", "</title>\n    <script src=\"bench/watch.js\"></script>")
    }

    /// The same panel, but its list is read and built whole at once, and no row is left out of the painting.
    fn make_whole(&self) -> Result {
        self.write("whole.html", &self.read("watched.html")?)?;
        for (file, copy) in [("panel.js", "whole.js"), ("panel/feed.js", "panel/whole-feed.js")] {
            self.write(copy, &self.read(file)?)?;
        }
        self.edit("whole.html", "panel.js", "whole.js")?;
        self.edit("whole.html", "panel/feed.js", "panel/whole-feed.js")?;
        self.edit("whole.html", "</head>", "<link rel=\"stylesheet\" href=\"bench/whole.css\"></head>")?;
        self.edit("whole.js", r#"from "./panel/feed.js""#, r#"from "./panel/whole-feed.js""#)?;
        self.edit("whole.js", "loadEarlyViews, reloadViews", "loadViews, reloadViews")?;
        self.edit("whole.js", "loadEarlyViews()", r#"loadViews(["header", "feed", "feed:more"])"#)?;
        self.edit("panel/whole-feed.js", "let showsAll = false", "let showsAll = true")
    }

    fn read(&self, file: &str) -> Result<String> {
        Ok(fs::read_to_string(self.folder().join(file))?)
    }

    fn write(&self, file: &str, text: &str) -> Result {
        Ok(fs::write(self.folder().join(file), text)?)
    }

    /// Replaces `old` in a file. That it is there is checked, or a page would measure what it does not say.
    fn edit(&self, file: &str, old: &str, new: &str) -> Result {
        let text = self.read(file)?;
        if !text.contains(old) {
            return Err(Failure::new(format!(
                "{file} no longer holds {old:?}: the bench has to follow (tests/bench/src/stage.rs)."
            )));
        }
        self.write(file, &text.replace(old, new))
    }
}

/// Copies a folder.
fn copy(from: &Path, to: &Path) -> Result {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
