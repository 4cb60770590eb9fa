//! A profile that Firefox has been started on once. The first start on an empty one compiles the browser's own scripts and fills its
//! databases, which takes longer than most stories do; every later one takes what is there.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::UNIX_EPOCH;

use tempfile::TempDir;

use crate::failure::{Failure, Result};
use crate::program::copy_folder;

/// One at a time: whoever comes while it is made waits for it.
static MAKING: Mutex<()> = Mutex::new(());

/// Files that say who uses a profile now.
const IN_USE: [&str; 2] = ["lock", ".parentlock"];

/// Lays what a first start leaves into a profile that is still empty. `start` starts the browser on a folder, once, and quits it in good order;
/// what it leaves is kept beside the program that drives, for the version of the browser that this file belongs to.
pub(super) fn lay_into(profile: &Path, browser: &Path, start: impl FnOnce(&Path) -> Result) -> Result {
    if std::fs::read_dir(profile)?.next().is_some() {
        return Ok(());
    }
    copy_folder(&kept(browser, start)?, profile)
}

fn kept(browser: &Path, start: impl FnOnce(&Path) -> Result) -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.parent().ok_or_else(|| Failure::new("This program lies in no folder."))?;
    let updated = browser.canonicalize()?.metadata()?.modified()?;
    let version = updated.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let kept = folder.join(format!("firefox-profile-{version}"));
    let _one = MAKING.lock().map_err(|_| Failure::new("The first start of Firefox failed."))?;
    if !kept.is_dir() {
        let fresh = TempDir::new_in(folder)?;
        start(fresh.path())?;
        for file in IN_USE.map(|name| fresh.path().join(name)) {
            if file.symlink_metadata().is_ok() {
                std::fs::remove_file(file)?;
            }
        }
        // It comes to its place whole. When another program was faster, that one's is as good.
        let moved = std::fs::rename(fresh.path(), &kept);
        if !kept.is_dir() {
            moved?;
        }
    }
    Ok(kept)
}
