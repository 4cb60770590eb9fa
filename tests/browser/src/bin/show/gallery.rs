//! One page that shows all pictures of a folder, light and dark side by side.

use std::fmt::Write;
use std::path::PathBuf;

use browser_suite::{Page, Result, Shot};

/// The page's name, beside the pictures.
const PAGE: &str = "index.html";

/// The pictures that were taken so far.
pub(crate) struct Gallery {
    folder: PathBuf,
    pictures: Vec<String>,
}

impl Gallery {
    /// An empty gallery in a folder, which is made when it is not there.
    pub(crate) fn new(folder: PathBuf) -> Result<Self> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder, pictures: Vec::new() })
    }

    /// Takes a picture of a page in each colour scheme. The size is in CSS pixels.
    pub(crate) fn take(&mut self, page: &Page<'_>, name: &str, size: (u32, u32)) -> Result {
        for (dark, scheme) in [(false, "light"), (true, "dark")] {
            let file = format!("{name}-{scheme}.png");
            std::fs::write(self.folder.join(&file), page.screenshot(Shot { size: Some(size), dark })?)?;
            println!("  {}", self.folder.join(&file).display());
            self.pictures.push(file);
        }
        Ok(())
    }

    /// Writes the page that shows all pictures, and returns its path.
    pub(crate) fn finish(self, title: &str) -> Result<PathBuf> {
        let page = self.folder.join(PAGE);
        std::fs::write(&page, html(title, &self.pictures))?;
        Ok(page.canonicalize()?)
    }
}

/// The page: pictures in the order in which they were made, each with its name below it.
fn html(title: &str, pictures: &[String]) -> String {
    let mut body = String::new();
    for file in pictures {
        let name = file.trim_end_matches(".png");
        let _ = writeln!(
            body,
            "<figure><a href=\"{file}\"><img src=\"{file}\" alt=\"{name}\"></a><figcaption>{name}</figcaption></figure>"
        );
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>\n\
         body {{ font: 14px sans-serif; margin: 24px; background: #8a8a8a; display: flex; flex-wrap: wrap; gap: 24px }}\n\
         h1 {{ width: 100%; margin: 0 }} figure {{ margin: 0 }} img {{ display: block; width: 400px; height: auto }}\n\
         </style>\n<h1>{title}</h1>\n{body}</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_every_picture_with_its_name() {
        let pictures = ["popup-light.png".to_owned(), "popup-dark.png".to_owned()];
        let page = html("Impromptu in Chromium", &pictures);
        for picture in &pictures {
            assert_eq!(page.matches(&format!("<img src=\"{picture}\"")).count(), 1, "{picture}");
        }
        assert!(
            page.contains("<figcaption>popup-dark</figcaption>")
                && page.contains("<title>Impromptu in Chromium</title>")
        );
    }
}
