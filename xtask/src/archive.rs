//! Archives for the stores, the same bytes wherever and whenever they are made.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::dist::{self, Browser, Edition};
use crate::shell;
use crate::sizes::sha256;

/// Writes the two store archives and the one with the sources into `dist/`, prints the hash of each, and returns
/// the hashes.
pub(crate) fn package() -> Result<Vec<String>> {
    let version = env!("CARGO_PKG_VERSION");
    let mut hashes = Vec::new();
    for browser in Browser::BOTH {
        let folder = dist::folder(browser, Edition::Release);
        let name = format!("impromptu-{version}-{}.zip", browser.name());
        hashes.push(write(&name, &folder, &shell::files_below(&folder)?)?);
    }
    hashes.push(write(&format!("impromptu-{version}-sources.zip"), shell::root(), &sources()?)?);
    Ok(hashes)
}

/// The files that git tracks: what a reviewer needs to build the same archives, and nothing that lies about.
fn sources() -> Result<Vec<PathBuf>> {
    let listing = shell::output(shell::program("git").args(["ls-files", "-z"]))
        .context("The sources archive is made from what git tracks.")?;
    let mut files: Vec<PathBuf> =
        listing.split('\0').map(PathBuf::from).filter(|file| shell::root().join(file).is_file()).collect();
    files.sort();
    Ok(files)
}

fn write(name: &str, base: &Path, files: &[PathBuf]) -> Result<String> {
    let mut contents = Vec::with_capacity(files.len());
    for file in files {
        contents.push((file.to_string_lossy().replace('\\', "/"), fs::read(base.join(file))?));
    }
    let bytes = zip(&contents)?;
    fs::write(shell::root().join("dist").join(name), &bytes)?;
    let hash = sha256(&bytes);
    println!("{hash}  dist/{name}  ({} bytes)", bytes.len());
    Ok(hash)
}

/// An archive of these files, in this order, with one date and one mode for all of them.
fn zip(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_same_files_make_the_same_bytes_and_can_be_read_back() {
        let files = vec![("a.js".to_owned(), b"1".to_vec()), ("b/c.js".to_owned(), b"2".repeat(999))];
        let bytes = zip(&files).expect("can be packed");
        assert_eq!(bytes, zip(&files).expect("can be packed"));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("is an archive");
        assert_eq!(archive.len(), 2);
        let mut back = Vec::new();
        let mut file = archive.by_name("b/c.js").expect("is in it");
        assert_eq!(file.last_modified(), Some(DateTime::default()));
        file.read_to_end(&mut back).expect("can be unpacked");
        assert_eq!(back, files[1].1);
    }
}
