//! What a fresh machine lacks is put there, and said as it happens; what cannot be is named with the line to type.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::shell;
use crate::sizes::sha256;

/// The programs under which each browser is known, and Debian's package for it.
const BROWSERS: [(&[&str], &str); 2] = [
    (&["chromium", "chromium-browser", "google-chrome"], "chromium"),
    (&["firefox-esr", "firefox"], "firefox-esr"),
];

/// Debian's package of letters for what the local network's people write in Chinese; without any such font they are boxes.
const CHINESE: &str = "fonts-noto-cjk";

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

/// Chromium and Firefox, and a font for Chinese; `false` when a browser is missing and could not be installed.
pub(crate) fn browsers() -> bool {
    let mut missing: Vec<&str> = BROWSERS
        .iter()
        .filter(|(programs, _)| shell::find(programs).is_none())
        .map(|&(_, package)| package)
        .collect();
    let complete = missing.is_empty();
    if lacks_chinese() {
        missing.push(CHINESE);
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

/// Whether this system, if it is one of Debian's kind, has no font for Chinese. Others bring one.
fn lacks_chinese() -> bool {
    shell::find(&["apt-get"]).is_some()
        && !shell::output(shell::program("fc-list").arg(":lang=zh-cn"))
            .is_ok_and(|fonts| !fonts.trim().is_empty())
}

/// Whether this is root on a system of Debian's kind.
fn may_install() -> bool {
    shell::find(&["apt-get"]).is_some()
        && shell::output(shell::program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
