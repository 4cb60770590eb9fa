//! The checks of the suite, in the order in which they run.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::runner::{Outcome, run_question, run_tests};
use super::selection::{DRIVER, Packages, Selection, Stories};
use super::story_times;
use crate::dist::{self, Browser, Edition};
use crate::sizes::Sizes;
use crate::{archive, setup, shell, wasm};

/// One check. The order of the variants is the order of the suite: what is quick and what others need comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Check {
    /// The machine has what the suite needs.
    SetUp,
    /// rustfmt.
    Format,
    /// clippy over the workspace, then over the code that only WebAssembly compiles.
    Lint,
    /// All Rust tests that need no browser.
    NativeTests,
    /// Both builds of the extension.
    Build,
    /// The limits of the core's size.
    CoreSize,
    /// The TypeScript compiler over the JavaScript.
    JavaScriptTypes,
    /// The linter of Firefox's store.
    StoreLint,
    /// The tests that Node runs.
    NodeTests,
    /// Two archives of the same sources have the same bytes.
    Archives,
    /// The driver and the stories in both browsers.
    Stories,
    /// The stories about replies, in Chromium, with replies in the nested dialect.
    ChromiumNested,
    /// The stories about replies, in Firefox, with replies in the loose dialect.
    FirefoxLoose,
}

impl Check {
    /// All checks, in order.
    pub(super) const ALL: [Self; 13] = [
        Self::SetUp,
        Self::Format,
        Self::Lint,
        Self::NativeTests,
        Self::Build,
        Self::CoreSize,
        Self::JavaScriptTypes,
        Self::StoreLint,
        Self::NodeTests,
        Self::Archives,
        Self::Stories,
        Self::ChromiumNested,
        Self::FirefoxLoose,
    ];

    /// Whether it starts a browser.
    pub(super) fn needs_browser(self) -> bool {
        matches!(self, Self::Stories | Self::ChromiumNested | Self::FirefoxLoose)
    }

    /// What the table calls it.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::SetUp => "Set-up",
            Self::Format => "Format",
            Self::Lint => "Lint",
            Self::NativeTests => "Tests of the core, the sandbox and the tools",
            Self::Build => "Build, for the stores and for development",
            Self::CoreSize => "Size of the core",
            Self::JavaScriptTypes => "Types of the JavaScript",
            Self::StoreLint => "Store lint of the Firefox build",
            Self::NodeTests => "Tests of the JavaScript, in Node",
            Self::Archives => "Archives twice the same",
            Self::Stories => "Stories in both browsers",
            Self::ChromiumNested => "Stories in Chromium, nested replies",
            Self::FirefoxLoose => "Stories in Firefox, loose replies",
        }
    }

    /// Runs it on what was selected.
    pub(super) fn run(self, selection: &Selection) -> Result<Outcome> {
        match self {
            Self::SetUp => set_up(selection),
            Self::Format => run_question(shell::cargo(&["fmt", "--all", "--check"])),
            Self::Lint => lint(),
            Self::NativeTests => native_tests(&selection.packages),
            Self::Build => build(),
            Self::CoreSize => core_size(),
            Self::JavaScriptTypes => {
                run_question(shell::node("typescript/bin/tsc", &["--project", "tsconfig.json"]))
            }
            Self::StoreLint => store_lint(),
            Self::NodeTests => node_tests(),
            Self::Archives => archives(),
            Self::Stories => run_tests(stories(&selection.stories)),
            Self::ChromiumNested => run_tests(dialect("nested", "chromium")),
            Self::FirefoxLoose => run_tests(dialect("loose", "firefox")),
        }
    }
}

/// The modules of stories that depend on how the network words its replies: in a whole suite they run in the other dialects.
const REPLY_STORIES: [&str; 3] = ["connecting::", "posting::", "reading::"];

/// The stories of `capabilities` whose replies differ most between the dialects. They run in flat too, with the rest of their module.
const REPLY_CAPABILITIES: [&str; 5] = [
    "the_health_of_the_account_is_told_in_words",
    "terms_are_accepted_here_and_an_account_leaves_by_its_name",
    "a_new_account_prepares_its_first_post_and_posts_it_itself",
    "the_wallet_and_the_referral_are_read_and_nothing_moves",
    "a_search_is_read_on_at_its_price",
];

fn set_up(selection: &Selection) -> Result<Outcome> {
    setup::wasm_target()?;
    setup::npm_packages()?;
    let with_browsers = selection.checks.iter().any(|check| check.needs_browser());
    Ok(Outcome::of_one(!with_browsers || setup::browsers(&setup::Browser::BOTH)))
}

/// The workspace for this machine, with all its targets, and the core for WebAssembly: no other compilation sees `src/browser`.
fn lint() -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for selected in
        [&["--workspace", "--all-targets"][..], &["-p", "impromptu", "--target", "wasm32-unknown-unknown"]]
    {
        let mut clippy = shell::cargo(&["clippy"]);
        outcome.add(run_question({
            clippy.args(selected).args(["--", "-D", "warnings"]);
            clippy
        })?);
    }
    Ok(outcome)
}

/// The tests of these packages that need no browser.
fn native_tests(packages: &Packages) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for arguments in native_selections(packages) {
        let mut cargo = shell::cargo(&["test", "--no-fail-fast"]);
        cargo.args(arguments);
        outcome.add(run_tests(cargo)?);
    }
    Ok(outcome)
}

/// What cargo is asked to test, one command each. Of the driver's package those are the tests beside the code: the tests in its
/// folder `tests` start browsers.
fn native_selections(packages: &Packages) -> Vec<Vec<String>> {
    let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    match packages {
        Packages::All => vec![
            [owned(&shell::WORKSPACE), owned(&["--lib", "--bins", "--examples"])].concat(),
            [owned(&shell::WORKSPACE), owned(&["--exclude", DRIVER, "--test", "*"])].concat(),
        ],
        Packages::Only(names) => {
            let others: Vec<&str> = names.iter().map(String::as_str).filter(|name| *name != DRIVER).collect();
            let mut selections = Vec::new();
            if !others.is_empty() {
                selections.push(owned(&others.iter().flat_map(|name| ["-p", name]).collect::<Vec<_>>()));
            }
            if names.contains(DRIVER) {
                selections.push(owned(&["-p", DRIVER, "--lib", "--bins"]));
            }
            selections
        }
    }
}

fn build() -> Result<Outcome> {
    wasm::build(wasm::Optimisation::Release)?;
    dist::assemble(Edition::Release)?;
    dist::assemble(Edition::Dev)?;
    Ok(Outcome::of_one(true))
}

/// The command that runs stories. It selects what the native tests select, so that nothing is compiled once more.
fn story_command() -> Command {
    let mut cargo = shell::cargo(&["test", "--no-fail-fast"]);
    cargo.args(shell::WORKSPACE).args(["--test", "behaviour"]);
    cargo.env(story_times::VARIABLE, story_times::file());
    cargo
}

/// The stories. Of all of them, those that [`dialect`] runs are left out here, and the tests of the driver run too.
fn stories(stories: &Stories) -> Command {
    let mut cargo = story_command();
    match stories {
        Stories::All => {
            cargo.args(["--test", "driver", "--"]);
            cargo.args(REPLY_STORIES.into_iter().flat_map(|module| ["--skip", module]));
        }
        Stories::Modules(modules) => {
            cargo.arg("--").args(modules.iter().map(|module| format!("{module}::")));
        }
    }
    cargo.arg(threads());
    cargo
}

/// The stories about replies against a network of this dialect, in one browser: the same module reads replies in both.
fn dialect(name: &str, browser: &str) -> Command {
    let mut cargo = story_command();
    cargo.env("IMPROMPTU_DIALECT", name).arg("--");
    cargo.args(REPLY_STORIES.map(|module| format!("{module}{browser}")));
    cargo.args(REPLY_CAPABILITIES.map(|story| format!("capabilities::{browser}::{story}")));
    cargo.arg(threads());
    cargo
}

/// One story more than there are processors: a story now and then waits for a clock, and leaves a processor idle.
fn threads() -> String {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    format!("--test-threads={}", processors + 1)
}

fn core_size() -> Result<Outcome> {
    let sizes = Sizes::of_core()?;
    println!("{sizes}");
    Ok(Outcome::of_one(sizes.fit()))
}

/// The linter of Firefox's store. A warning fails it too: a reviewer asks about each.
fn store_lint() -> Result<Outcome> {
    let folder = dist::folder(Browser::Firefox, Edition::Release);
    let mut lint = shell::node("web-ext/bin/web-ext.js", &["lint", "--output=json", "--source-dir"]);
    let output = lint.arg(&folder).output().context("Node could not be started.")?;
    let report: Value = serde_json::from_slice(&output.stdout).with_context(|| {
        format!("web-ext lint gave no report: {}", String::from_utf8_lossy(&output.stderr))
    })?;
    for kind in ["errors", "warnings", "notices"] {
        for entry in report[kind].as_array().into_iter().flatten() {
            println!("{kind}: {} {} ({})", entry["code"], entry["message"], entry["file"]);
        }
    }
    let count =
        |kind: &str| report["summary"][kind].as_u64().with_context(|| format!("The report has no {kind}."));
    let (errors, warnings) = (count("errors")?, count("warnings")?);
    println!("{errors} errors, {warnings} warnings");
    Ok(Outcome::of_one(errors == 0 && warnings == 0))
}

/// The tests that run in Node: `tests/face` loads `pkg/` as any program would, `tests/surfaces` tests the decisions that
/// the pages make by themselves.
fn node_tests() -> Result<Outcome> {
    let mut node = shell::program("node");
    node.args(["--test", "--test-reporter=spec"]);
    for folder in ["tests/face", "tests/surfaces"].map(|folder| shell::root().join(folder)) {
        let files = shell::files_below(&folder)?;
        let tests = files.iter().filter(|file| file.to_string_lossy().ends_with(".test.mjs"));
        node.args(tests.map(|file| folder.join(file)));
    }
    run_tests(node)
}

/// Packages the extension twice, the second time from a fresh assembly, and compares the bytes.
fn archives() -> Result<Outcome> {
    let mut rounds = Vec::new();
    for _ in 0..2 {
        dist::assemble(Edition::Release)?;
        rounds.push(archive::package()?);
    }
    Ok(Outcome::of_one(rounds[0] == rounds[1]))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn arguments(command: &Command) -> String {
        command.get_args().map(|argument| argument.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    fn selections(names: &[&str]) -> Vec<String> {
        let names: BTreeSet<String> = names.iter().map(|&name| name.to_owned()).collect();
        native_selections(&Packages::Only(names)).iter().map(|words| words.join(" ")).collect()
    }

    #[test]
    fn every_command_of_a_whole_suite_selects_the_same_packages_and_features() {
        let mut commands: Vec<String> =
            native_selections(&Packages::All).iter().map(|words| words.join(" ")).collect();
        commands.push(arguments(&stories(&Stories::All)));
        commands.push(arguments(&dialect("nested", "chromium")));
        for command in commands {
            assert!(command.contains(&shell::WORKSPACE.join(" ")), "{command}");
        }
    }

    #[test]
    fn native_tests_of_the_driver_start_no_browser() {
        assert_eq!(selections(&["browser-suite"]), ["-p browser-suite --lib --bins"]);
        assert_eq!(selections(&["browser-suite", "xtask"]), ["-p xtask", "-p browser-suite --lib --bins"]);
        assert_eq!(selections(&["sandbox", "xtask"]), ["-p sandbox -p xtask"]);
    }

    #[test]
    fn each_story_about_replies_runs_in_one_dialect_for_each_browser() {
        let all = arguments(&stories(&Stories::All));
        let nested = dialect("nested", "chromium");
        for module in REPLY_STORIES {
            assert!(all.contains(&format!("--skip {module}")), "{all}");
            assert!(arguments(&nested).contains(&format!("{module}chromium")));
        }
        let capabilities = shell::root().join("tests/browser/tests/behaviour/capabilities.rs");
        let capabilities = std::fs::read_to_string(capabilities).unwrap();
        for story in REPLY_CAPABILITIES {
            assert!(capabilities.contains(&format!("fn {story}(")), "{story} is no story");
            assert!(!all.contains(story), "flat replies are the third dialect");
            assert!(arguments(&nested).contains(&format!("capabilities::chromium::{story}")));
        }
        let dialect = nested.get_envs().find(|(name, _)| *name == "IMPROMPTU_DIALECT");
        assert_eq!(dialect.and_then(|(_, value)| value).and_then(|value| value.to_str()), Some("nested"));
        let some = arguments(&stories(&Stories::Modules(["drafts".to_owned()].into())));
        assert!(some.contains("-- drafts:: --test-threads=") && !some.contains("driver"), "{some}");
    }

    #[test]
    fn checks_run_in_the_order_in_which_they_are_declared() {
        assert!(Check::ALL.is_sorted());
        let headings: BTreeSet<&str> = Check::ALL.iter().map(|check| check.heading()).collect();
        assert_eq!(headings.len(), Check::ALL.len());
    }
}
