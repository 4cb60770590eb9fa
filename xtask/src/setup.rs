//! Installs what a fresh machine lacks and says so; what cannot be installed is named with the command to type.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::shell;
use crate::sizes::sha256;

/// A browser that the suite drives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    /// Chromium, or Chrome.
    Chromium,
    /// Firefox, preferably the extended support release.
    Firefox,
}

impl Browser {
    /// Both browsers.
    pub(crate) const BOTH: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// The program names under which it is looked for.
    fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-browser", "google-chrome"],
            Self::Firefox => &["firefox-esr", "firefox"],
        }
    }

    /// Debian's package.
    fn package(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox-esr",
        }
    }

    /// The browser that the arguments of `run` ask for, Chromium when they ask for none. What `--browser` takes is
    /// checked by the program that reads all arguments, so an unknown name is Chromium here.
    pub(crate) fn of_arguments(arguments: &[String]) -> Self {
        let after = arguments.iter().skip_while(|argument| *argument != "--browser").nth(1);
        if after.is_some_and(|name| name == "firefox") { Self::Firefox } else { Self::Chromium }
    }
}

/// Debian's font package for Chinese text; without such a font Chinese characters are drawn as boxes.
const CHINESE_FONT: &str = "fonts-noto-cjk";

/// Rust's WebAssembly target.
pub(crate) fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let libraries =
        shell::output(shell::program("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if std::path::Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    println!("Set-up: adding Rust's WebAssembly target (rustup target add {TARGET}).");
    shell::must(shell::program("rustup").args(["target", "add", TARGET]))
        .context("Without the WebAssembly target nothing can be built.")
}

/// The npm packages of the lock file, fetched again only when that file changed.
pub(crate) fn npm_packages() -> Result<()> {
    let lock =
        fs::read(shell::root().join("package-lock.json")).context("package-lock.json cannot be read.")?;
    let stamp = shell::root().join("node_modules/.installed");
    let wanted = sha256(&lock);
    if fs::read_to_string(&stamp).is_ok_and(|had| had == wanted) {
        return Ok(());
    }
    if shell::find(&["npm"]).is_none() {
        bail!(
            "npm is not installed. Node.js 20 or newer brings it; on Debian type: apt-get install nodejs npm"
        );
    }
    println!("Set-up: fetching the npm packages of package-lock.json (npm ci).");
    shell::must(shell::program("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    fs::write(&stamp, wanted).context("node_modules cannot be written to.")
}

/// These browsers, and a font for Chinese; `false` when a browser is missing and could not be installed.
pub(crate) fn browsers(wanted: &[Browser]) -> bool {
    let mut missing = missing_packages(wanted, |programs| shell::find(programs).is_some());
    let complete = missing.is_empty();
    if lacks_chinese_font() {
        missing.push(CHINESE_FONT);
    }
    if missing.is_empty() {
        return true;
    }
    let packages = missing.join(" ");
    if !may_install() {
        println!(
            "Set-up: {packages} is not installed, and only root may install it. \
             Type: sudo apt-get update && sudo apt-get install --no-install-recommends {packages}"
        );
        return complete;
    }
    println!("Set-up: installing {packages} from the system's packages (apt-get).");
    let installed = shell::must(shell::program("apt-get").args(["update", "-qq"])).and_then(|()| {
        let mut install = shell::program("apt-get");
        install.env("DEBIAN_FRONTEND", "noninteractive");
        shell::must(install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing))
    });
    if let Err(problem) = &installed {
        println!("Set-up: {packages} could not be installed: {problem:#}");
    }
    complete || installed.is_ok()
}

/// The packages of the browsers that are not installed.
fn missing_packages(wanted: &[Browser], is_installed: impl Fn(&[&str]) -> bool) -> Vec<&'static str> {
    wanted
        .iter()
        .filter(|browser| !is_installed(browser.programs()))
        .map(|browser| browser.package())
        .collect()
}

/// Whether this is a Debian system without a font for Chinese. Other systems bring one.
fn lacks_chinese_font() -> bool {
    shell::find(&["apt-get"]).is_some()
        && !shell::output(shell::program("fc-list").arg(":lang=zh-cn"))
            .is_ok_and(|fonts| !fonts.trim().is_empty())
}

/// Whether this is root on a Debian system.
fn may_install() -> bool {
    shell::find(&["apt-get"]).is_some()
        && shell::output(shell::program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_of_run_choose_one_browser() {
        let chosen = |line: &str| {
            Browser::of_arguments(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        };
        assert_eq!(chosen(""), Browser::Chromium);
        assert_eq!(chosen("--headless --browser firefox --port 9"), Browser::Firefox);
        assert_eq!(chosen("--browser chromium"), Browser::Chromium);
        assert_eq!(chosen("--browser"), Browser::Chromium);
        assert_eq!(chosen("firefox"), Browser::Chromium);
    }

    #[test]
    fn only_the_wanted_browser_is_installed() {
        let nothing = |_: &[&str]| false;
        assert_eq!(missing_packages(&[Browser::Chromium], nothing), ["chromium"]);
        assert_eq!(missing_packages(&Browser::BOTH, nothing), ["chromium", "firefox-esr"]);
        let chrome = |programs: &[&str]| programs.contains(&"google-chrome");
        assert_eq!(missing_packages(&Browser::BOTH, chrome), ["firefox-esr"]);
    }
}
