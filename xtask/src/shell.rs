//! Where things are, and how other programs are run.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the xtask lies in a folder of the workspace")
}

/// The folder into which cargo builds, wherever the person has put it.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The packages and features that every cargo command of the suite selects. With another selection cargo chooses other
/// features for what they share, down to the parser of the derive macros, and compiles nearly everything once more.
pub(crate) const WORKSPACE: [&str; 3] = ["--workspace", "--features", "impromptu/types"];

/// Cargo, in the workspace, with these arguments.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    command
}

/// A program from the npm packages, run by Node: `script` is a path below `node_modules`.
pub(crate) fn node(script: &str, arguments: &[&str]) -> Command {
    let mut command = program("node");
    command.arg(root().join("node_modules").join(script)).args(arguments);
    command
}

/// Any program, started in the root of the workspace.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Runs a program and says whether it ended well; an error only when it could not be started.
pub(crate) fn passes(command: &mut Command) -> Result<bool> {
    let status = command.status().with_context(|| {
        format!("{} could not be started. Is it installed?", command.get_program().display())
    })?;
    Ok(status.success())
}

/// Runs a program that has to end well.
pub(crate) fn must(command: &mut Command) -> Result<()> {
    if !passes(command)? {
        bail!("{} failed; what it printed above says why.", line(command));
    }
    Ok(())
}

/// The whole of what a program prints on its standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| {
        format!("{} could not be started. Is it installed?", command.get_program().display())
    })?;
    if !output.status.success() {
        bail!("{} failed: {}", line(command), String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first of these programs that is on the PATH.
pub(crate) fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// Every file below `folder`, as sorted paths relative to it, so that a listing never depends on the disk's order.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    fn walk(folder: &Path, base: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
        let listing =
            std::fs::read_dir(folder).with_context(|| format!("{} cannot be listed.", folder.display()))?;
        for entry in listing {
            let path = entry?.path();
            if path.is_dir() {
                walk(&path, base, found)?;
            } else {
                found.push(path.strip_prefix(base)?.to_path_buf());
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found)?;
    found.sort();
    Ok(found)
}

/// A command as a person would type it, for messages.
fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
