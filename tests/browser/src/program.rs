//! A browser's process, and the profile that it keeps.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;

use crate::failure::{Failure, Result};

/// How long a browser may take to start on a busy machine.
const START: Duration = Duration::from_mins(2);

/// Where a browser keeps its profile.
#[derive(Debug)]
pub(crate) enum Profile {
    /// A folder that goes away with the browser.
    Fresh(TempDir),
    /// A folder that stays, for a person who closes the browser and comes back.
    Kept(PathBuf),
}

impl Profile {
    /// The folder, made when it is not there.
    pub(crate) fn new(kept: Option<&Path>) -> Result<Self> {
        let Some(folder) = kept else { return Ok(Self::Fresh(TempDir::with_prefix("impromptu-profile-")?)) };
        std::fs::create_dir_all(folder)?;
        Ok(Self::Kept(folder.to_path_buf()))
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        match self {
            Self::Fresh(folder) => folder.path(),
            Self::Kept(folder) => folder,
        }
    }
}

/// A running browser. It ends with this value.
#[derive(Debug)]
pub(crate) struct Program {
    child: Child,
    lines: Receiver<String>,
}

impl Program {
    /// Starts it and listens to all it says.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| Failure::new(format!("{name} could not be started: {error}")))?;
        let (sender, lines) = channel();
        let outputs: [Option<Box<dyn Read + Send>>; 2] = [
            child.stdout.take().map(|output| Box::new(output) as Box<dyn Read + Send>),
            child.stderr.take().map(|output| Box::new(output) as Box<dyn Read + Send>),
        ];
        for output in outputs.into_iter().flatten() {
            let sender = sender.clone();
            std::thread::spawn(move || {
                // Reads on to the end even when nobody listens, or the browser would stop at a full pipe.
                for line in BufReader::new(output).lines().map_while(std::result::Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Ok(Self { child, lines })
    }

    /// Waits until it has ended by itself.
    pub(crate) fn wait(&mut self) {
        // An error means that there is nothing to wait for.
        let _ = self.child.wait();
    }

    /// All that it has said up to the line that contains `end`, which is waited for.
    pub(crate) fn said_until(&self, end: &str) -> Result<Vec<String>> {
        let mut said = Vec::new();
        loop {
            let line = self.lines.recv_timeout(crate::PATIENCE);
            said.push(line.map_err(|_| Failure::new(format!("The browser never said {end:?}.")))?);
            if said.last().is_some_and(|line| line.contains(end)) {
                return Ok(said);
            }
        }
    }

    /// Waits for the line in which it tells where it listens, and returns what `wanted` makes of it.
    pub(crate) fn announced<T>(&self, wanted: impl Fn(&str) -> Option<T>) -> Result<T> {
        let mut said = Vec::new();
        loop {
            match self.lines.recv_timeout(START) {
                Ok(line) => match wanted(&line) {
                    Some(found) => return Ok(found),
                    None => said.push(line),
                },
                Err(_) => {
                    return Err(Failure::new(format!(
                        "The browser did not start. It said:\n{}",
                        said.join("\n")
                    )));
                }
            }
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Ending a process that has already ended fails, and that is fine.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first of these programs on the PATH.
pub(crate) fn find(names: &[&str]) -> Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)).collect::<Vec<_>>())
        .find(|file| file.is_file())
        .ok_or_else(|| {
            Failure::new(format!("None of {} is installed. Type: cargo xtask setup", names.join(", ")))
        })
}

/// Copies all that is in a folder into another, which is there.
pub fn copy_folder(from: &Path, to: &Path) -> Result {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            std::fs::create_dir(&there)?;
            copy_folder(&entry.path(), &there)?;
        } else {
            std::fs::copy(entry.path(), there)?;
        }
    }
    Ok(())
}

/// Whether this is root, whom Chromium refuses a sandbox.
pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}
