//! What a branch changed, and how the parts of the repository depend on each other, read from git, cargo and the pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::shell;

/// A package of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Package {
    /// Its name.
    pub(super) name: String,
    /// Its folder, from the root of the workspace; empty for the root package.
    pub(super) folder: String,
    /// The packages of the workspace that it uses, in its tests too.
    pub(super) uses: BTreeSet<String>,
}

/// For each HTML page of the extension the files below `extension/` that it loads, itself included.
pub(super) type PageModules = BTreeMap<String, BTreeSet<String>>;

/// The paths of all files that differ from the commit at which this branch left `main`, deleted and new ones included.
/// Without a branch `main`, those that differ from the last commit.
pub(super) fn changed_files() -> Result<BTreeSet<String>> {
    let base = shell::output(shell::program("git").args(["merge-base", "HEAD", "main"]))
        .unwrap_or_else(|_| "HEAD".to_owned());
    let differing = shell::output(shell::program("git").args(["diff", "--name-only", "-z", base.trim()]))?;
    let untracked =
        shell::output(shell::program("git").args(["ls-files", "--others", "--exclude-standard", "-z"]))?;
    let paths = differing.split('\0').chain(untracked.split('\0'));
    Ok(paths.filter(|path| !path.is_empty()).map(str::to_owned).collect())
}

/// The packages of the workspace, from cargo.
pub(super) fn packages() -> Result<Vec<Package>> {
    let text = shell::output(&mut shell::cargo(&["metadata", "--no-deps", "--format-version", "1"]))?;
    read_packages(&serde_json::from_str(&text).context("cargo metadata is not JSON.")?, shell::root())
}

/// Reads what `cargo metadata` says of the workspace at `root`.
fn read_packages(metadata: &Value, root: &Path) -> Result<Vec<Package>> {
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages.")?;
    let package = |package: &Value| -> Result<Package> {
        let manifest = package["manifest_path"].as_str().context("A package has no manifest.")?;
        let folder = Path::new(manifest).parent().context("A manifest lies in no folder.")?;
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        let uses = dependencies.filter(|dependency| dependency["path"].is_string());
        Ok(Package {
            name: package["name"].as_str().context("A package has no name.")?.to_owned(),
            folder: folder.strip_prefix(root)?.to_string_lossy().into_owned(),
            uses: uses.filter_map(|dependency| Some(dependency["name"].as_str()?.to_owned())).collect(),
        })
    };
    packages.iter().map(package).collect()
}

/// What each page of the extension loads.
pub(super) fn page_modules() -> Result<PageModules> {
    let folder = shell::root().join("extension");
    let read = |file: &str| fs::read_to_string(folder.join(file)).ok();
    let files = shell::files_below(&folder)?;
    let names = files.iter().map(|file| file.to_string_lossy().into_owned());
    Ok(names
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "html"))
        .map(|page| (page.clone(), reachable(&page, read)))
        .collect())
}

/// All files that lead from this one by what they name in quotes: scripts, style sheets, imports. Names without a text are
/// left out. Whatever is named counts, so this finds too much rather than too little.
fn reachable(start: &str, read: impl Fn(&str) -> Option<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![start.to_owned()];
    while let Some(file) = open.pop() {
        let Some(text) = read(&file) else { continue };
        if !found.insert(file.clone()) {
            continue;
        }
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let endings = [".js", ".css", ".html", ".svg"];
        let named = text
            .split(['"', '\'', '(', ')', '`'])
            .filter(|word| endings.iter().any(|end| word.ends_with(end)));
        open.extend(named.map(|name| resolve(folder, name)));
    }
    found
}

/// A relative path from a file in `folder`, as a path from the root of the extension.
fn resolve(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn packages_are_read_with_what_they_use_of_the_workspace() {
        let metadata = json!({"packages": [
            {"name": "core", "manifest_path": "/repository/Cargo.toml", "dependencies": [{"name": "serde"}]},
            {"name": "network", "manifest_path": "/repository/network/Cargo.toml", "dependencies": [
                {"name": "core", "path": "/repository"}, {"name": "serde"},
            ]},
        ]});
        let packages = read_packages(&metadata, Path::new("/repository")).expect("the metadata is complete");
        assert_eq!(packages[0].folder, "");
        assert!(packages[0].uses.is_empty());
        assert_eq!((packages[1].name.as_str(), packages[1].folder.as_str()), ("network", "network"));
        assert_eq!(packages[1].uses, BTreeSet::from(["core".to_owned()]));
    }

    #[test]
    fn a_page_reaches_what_its_scripts_import() {
        let read = |file: &str| {
            let text = match file {
                "page.html" => "<script type=\"module\" src=\"page.js\"></script><link href=\"page.css\">",
                "page.js" => "import { a } from \"./parts/a.js\";",
                "parts/a.js" => "import { b } from '../b.js'; import { a } from \"./a.js\";",
                "b.js" | "page.css" | "other.js" => "",
                _ => return None,
            };
            Some(text.to_owned())
        };
        let found: Vec<String> = reachable("page.html", read).into_iter().collect();
        assert_eq!(found, ["b.js", "page.css", "page.html", "page.js", "parts/a.js"]);
    }

    #[test]
    fn this_repository_is_read() {
        let packages = packages().expect("cargo reads the workspace");
        let browser_suite = packages.iter().find(|package| package.name == "browser-suite");
        let browser_suite = browser_suite.expect("the driver is a package");
        assert_eq!(browser_suite.folder, "tests/browser");
        assert!(browser_suite.uses.contains("sandbox") && browser_suite.uses.contains("impromptu"));
        let pages = page_modules().expect("the extension is read");
        assert!(pages["options.html"].contains("platform.js"));
        assert!(pages["options.html"].iter().any(|file| file.starts_with("options/")));
        assert!(!pages["options.html"].contains("panel.js"));
    }
}
