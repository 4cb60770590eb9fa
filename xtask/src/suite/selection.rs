//! Which checks run, and on what.

use std::collections::BTreeSet;
use std::path::Path;

use super::changes::{Package, PageModules};
use super::check::Check;

/// The packages whose native tests run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Packages {
    /// The whole workspace.
    All,
    /// These, by name.
    Only(BTreeSet<String>),
}

/// The stories that run in the browsers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stories {
    /// All of them, and the tests of the driver.
    All,
    /// Those of these modules of `tests/browser/tests/behaviour/`.
    Modules(BTreeSet<String>),
}

/// The checks that run, and what they look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Selection {
    /// The checks, in order.
    pub(super) checks: BTreeSet<Check>,
    /// What [`Check::NativeTests`] tests.
    pub(super) packages: Packages,
    /// What [`Check::Stories`] runs.
    pub(super) stories: Stories,
}

/// The package of the driver and the stories.
pub(super) const DRIVER: &str = "browser-suite";

/// Where the modules of stories are.
const BEHAVIOUR: &str = "tests/browser/tests/behaviour/";

/// The files beside the stories that all of them use.
const SHARED_BY_STORIES: [&str; 2] = ["main", "scene"];

/// The stories that go through a page, by the page: files that only these pages load touch only these stories. The panel
/// and the background are part of every story.
const STORIES_OF_PAGES: [(&str, &[&str]); 2] = [
    ("options.html", &["accounts", "connecting", "keeping", "locking", "pages", "surfaces"]),
    ("register.html", &["joining", "pages", "surfaces"]),
];

impl Selection {
    /// Every check.
    pub(crate) fn all() -> Self {
        Self { checks: Check::ALL.into(), packages: Packages::All, stories: Stories::All }
    }

    /// Every check that starts no browser.
    pub(crate) fn without_browsers() -> Self {
        let mut selection = Self::all();
        selection.checks.retain(|check| !check.needs_browser());
        selection
    }

    /// The checks that these changed files touch.
    pub(super) fn touched_by(changed: &BTreeSet<String>, packages: &[Package], pages: &PageModules) -> Self {
        // The tests of `xtask` look at every file, so they always run.
        let mut touched = Touched { packages: BTreeSet::from(["xtask".to_owned()]), ..Touched::default() };
        for path in changed {
            touched.add(path, packages, pages);
        }
        let mut checks = touched.checks;
        checks.extend([Check::SetUp, Check::NativeTests]);
        if touched.all_stories {
            checks.extend([Check::Stories, Check::ChromiumNested, Check::FirefoxLoose]);
        } else if !touched.story_modules.is_empty() {
            checks.insert(Check::Stories);
        }
        if checks.contains(&Check::Stories) {
            checks.insert(Check::Build);
        }
        let stories =
            if touched.all_stories { Stories::All } else { Stories::Modules(touched.story_modules) };
        let packages = if touched.all_packages { Packages::All } else { Packages::Only(touched.packages) };
        Self { checks, packages, stories }
    }
}

/// What changed files touch, collected file by file.
#[derive(Default)]
struct Touched {
    checks: BTreeSet<Check>,
    packages: BTreeSet<String>,
    all_packages: bool,
    story_modules: BTreeSet<String>,
    all_stories: bool,
}

impl Touched {
    fn add(&mut self, path: &str, packages: &[Package], pages: &PageModules) {
        if [Some("rs"), Some("toml")].contains(&extension(path)) {
            self.checks.extend([Check::Format, Check::Lint]);
        }
        match path.split_once('/').map_or(("", path), |(folder, rest)| (folder, rest)) {
            ("" | ".cargo", "Cargo.toml" | "Cargo.lock" | "config.toml") => {
                self.all_packages = true;
                self.add_core();
            }
            ("", "package.json" | "package-lock.json" | "tsconfig.json") => {
                self.checks.extend([
                    Check::Build,
                    Check::JavaScriptTypes,
                    Check::StoreLint,
                    Check::NodeTests,
                ]);
            }
            ("src" | "pkg", _) => self.add_core(),
            ("extension", file) => self.add_extension(file, pages),
            ("sandbox", file) if file.starts_with("src/") => self.all_stories = true,
            ("xtask", _) => self.checks.extend([Check::Build, Check::Archives]),
            ("tests", file) if file.starts_with("face/") || file.starts_with("surfaces/") => {
                self.checks.extend([Check::Build, Check::JavaScriptTypes, Check::NodeTests]);
            }
            _ => {}
        }
        self.add_story(path);
        self.add_packages(path, packages);
    }

    /// The core is in everything.
    fn add_core(&mut self) {
        self.checks.extend([Check::Build, Check::CoreSize, Check::JavaScriptTypes, Check::NodeTests]);
        self.all_stories = true;
    }

    /// A file below `extension/`.
    fn add_extension(&mut self, file: &str, pages: &PageModules) {
        self.checks.extend([Check::Build, Check::JavaScriptTypes, Check::StoreLint, Check::NodeTests]);
        self.checks.insert(Check::Archives);
        let loaded_by: BTreeSet<&str> =
            pages.iter().filter(|(_, files)| files.contains(file)).map(|(page, _)| page.as_str()).collect();
        let stories = loaded_by.iter().map(|page| {
            STORIES_OF_PAGES.iter().find(|(other, _)| other == page).map(|(_, stories)| *stories)
        });
        match stories.collect::<Option<Vec<_>>>() {
            Some(stories) if !stories.is_empty() => {
                self.story_modules.extend(stories.concat().into_iter().map(str::to_owned));
            }
            // The panel, the background, a content script, a message: any story may meet it.
            _ => self.all_stories = true,
        }
    }

    /// A file of the stories or of the driver.
    fn add_story(&mut self, path: &str) {
        let Some(file) = path.strip_prefix("tests/browser/") else { return };
        let module = path.strip_prefix(BEHAVIOUR).map(|file| {
            file.split_once('/').map_or_else(|| file.trim_end_matches(".rs"), |(module, _)| module)
        });
        match module {
            Some(module) if !SHARED_BY_STORIES.contains(&module) => {
                self.story_modules.insert(module.to_owned());
            }
            // The programs that show the extension are no part of any story.
            None if file.starts_with("src/bin/") => {}
            _ => self.all_stories = true,
        }
    }

    /// The package that a file belongs to, and those that use it; tests of a package are used by nobody.
    fn add_packages(&mut self, path: &str, packages: &[Package]) {
        let owner = packages
            .iter()
            .filter(|package| package.folder.is_empty() || path.starts_with(&format!("{}/", package.folder)))
            .max_by_key(|package| package.folder.len());
        let Some(owner) = owner else { return };
        let inside = path.strip_prefix(&owner.folder).unwrap_or(path).trim_start_matches('/');
        let is_code = [Some("rs"), Some("toml")].contains(&extension(inside)) || inside.starts_with("src/");
        if !is_code && !inside.starts_with("tests/") {
            return;
        }
        let is_test = inside.starts_with("tests/") || inside.starts_with("examples/");
        let mut touched = BTreeSet::new();
        let mut open = vec![owner.name.as_str()];
        while let Some(name) = open.pop() {
            if touched.insert(name) && !is_test {
                let users = packages.iter().filter(|package| package.uses.contains(name));
                open.extend(users.map(|package| package.name.as_str()));
            }
        }
        self.packages.extend(touched.into_iter().map(str::to_owned));
    }
}

/// What follows the last dot of a file's name.
fn extension(path: &str) -> Option<&str> {
    Path::new(path).extension()?.to_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, folder: &str, uses: &[&str]) -> Package {
        let uses = uses.iter().map(|&name| name.to_owned()).collect();
        Package { name: name.to_owned(), folder: folder.to_owned(), uses }
    }

    /// The checks, packages and story modules that changes touch; `*` is all of them.
    fn touched(changed: &[&str]) -> (Vec<Check>, String, String) {
        let packages = [
            package("impromptu", "", &["sandbox"]),
            package("sandbox", "sandbox", &["impromptu"]),
            package("simulation", "tests/simulation", &["impromptu"]),
            package("browser-suite", "tests/browser", &["impromptu", "sandbox"]),
            package("xtask", "xtask", &[]),
        ];
        let files = |files: &[&str]| files.iter().map(|&file| file.to_owned()).collect();
        let pages = PageModules::from([
            ("options.html".to_owned(), files(&["options.html", "options/part.js", "platform.js"])),
            ("register.html".to_owned(), files(&["register.html", "register.js", "platform.js"])),
            ("panel.html".to_owned(), files(&["panel.html", "panel.js", "platform.js"])),
        ]);
        let changed = changed.iter().map(|&path| path.to_owned()).collect();
        let selection = Selection::touched_by(&changed, &packages, &pages);
        let join = |names: BTreeSet<String>| names.into_iter().collect::<Vec<_>>().join(" ");
        let packages = match selection.packages {
            Packages::All => "*".to_owned(),
            Packages::Only(names) => join(names),
        };
        let stories = match selection.stories {
            Stories::All => "*".to_owned(),
            Stories::Modules(modules) => join(modules),
        };
        (selection.checks.into_iter().collect(), packages, stories)
    }

    #[test]
    fn a_document_touches_the_tests_that_read_all_files() {
        let touched = touched(&["docs/api.md", "README.md"]);
        assert_eq!(touched, (vec![Check::SetUp, Check::NativeTests], "xtask".to_owned(), String::new()));
    }

    #[test]
    fn the_core_touches_everything_that_uses_it() {
        let (checks, packages, stories) = touched(&["src/view/thread.rs"]);
        assert_eq!(
            (packages.as_str(), stories.as_str()),
            ("browser-suite impromptu sandbox simulation xtask", "*")
        );
        for check in [Check::Format, Check::Lint, Check::Build, Check::CoreSize, Check::ChromiumNested] {
            assert!(checks.contains(&check), "{check:?}");
        }
        assert!(!checks.contains(&Check::StoreLint));
    }

    #[test]
    fn a_test_touches_its_package_alone() {
        let (checks, packages, stories) = touched(&["tests/markup.rs"]);
        assert_eq!(checks, [Check::SetUp, Check::Format, Check::Lint, Check::NativeTests]);
        assert_eq!((packages.as_str(), stories.as_str()), ("impromptu xtask", ""));
        assert_eq!(touched(&["tests/corpus/en.tsv"]).1, "impromptu xtask");
        assert_eq!(touched(&["tests/simulation/tests/seeds.rs"]).1, "simulation xtask");
        assert_eq!(touched(&["sandbox/tests/contract/faults.rs"]).1, "sandbox xtask");
    }

    #[test]
    fn a_module_of_stories_touches_itself() {
        let (checks, packages, stories) = touched(&["tests/browser/tests/behaviour/drafts.rs"]);
        assert!(checks.contains(&Check::Stories) && checks.contains(&Check::Build));
        assert!(!checks.contains(&Check::ChromiumNested) && !checks.contains(&Check::StoreLint));
        assert_eq!((packages.as_str(), stories.as_str()), ("browser-suite xtask", "drafts"));
        assert_eq!(touched(&["tests/browser/tests/behaviour/drafts/search.rs"]).2, "drafts");
    }

    #[test]
    fn what_all_stories_use_touches_all_of_them() {
        for file in ["tests/behaviour/scene.rs", "src/page.rs", "tests/driver.rs", "Cargo.toml"] {
            assert_eq!(touched(&[&format!("tests/browser/{file}")]).2, "*", "{file}");
        }
        assert_eq!(touched(&["sandbox/src/world.rs"]).2, "*");
        assert_eq!(touched(&["tests/browser/src/bin/show.rs"]).2, "");
    }

    #[test]
    fn a_page_touches_its_stories_and_a_shared_file_all() {
        assert_eq!(touched(&["extension/register.js"]).2, "joining pages surfaces");
        assert_eq!(
            touched(&["extension/options/part.js"]).2,
            "accounts connecting keeping locking pages surfaces"
        );
        for file in ["panel.js", "platform.js", "background.js", "_locales/en/messages.json"] {
            let (checks, _, stories) = touched(&[&format!("extension/{file}")]);
            assert_eq!(stories, "*", "{file}");
            assert!(checks.contains(&Check::StoreLint) && !checks.contains(&Check::Lint));
        }
    }

    #[test]
    fn a_dependency_touches_everything() {
        let (checks, packages, stories) = touched(&["Cargo.lock"]);
        assert_eq!((packages.as_str(), stories.as_str()), ("*", "*"));
        assert!(checks.contains(&Check::CoreSize));
        assert!(touched(&["package-lock.json"]).0.contains(&Check::StoreLint));
    }

    #[test]
    fn a_quick_suite_starts_no_browser() {
        let quick = Selection::without_browsers().checks;
        assert_eq!(quick.len(), 10);
        assert!(quick.iter().all(|check| !check.needs_browser()));
    }

    #[test]
    fn the_modules_named_for_pages_exist() {
        for module in STORIES_OF_PAGES.iter().flat_map(|(_, modules)| *modules) {
            let file = crate::shell::root().join(BEHAVIOUR).join(format!("{module}.rs"));
            assert!(file.is_file() || file.with_extension("").is_dir(), "{}", file.display());
        }
    }
}
