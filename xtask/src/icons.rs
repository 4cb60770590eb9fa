//! The icons' PNG files, drawn by Chromium from the SVG files beside them.

use std::fs;

use anyhow::{Context, Result};

use crate::shell;

/// Each drawing, and the sizes in pixels at which it is needed. 16 is drawn on its own grid; the larger sizes share one.
const DRAWINGS: [(&str, &[u32]); 6] = [
    ("mark-small", &[16]),
    ("mark", &[32, 48, 128]),
    ("idle-small", &[16]),
    ("idle", &[32]),
    ("locked-small", &[16]),
    ("locked", &[32]),
];

/// Draws every icon at every size.
pub(crate) fn draw() -> Result<()> {
    let chromium = shell::find(&["chromium", "chromium-browser", "google-chrome"])
        .context("Chromium draws the icons, and it is not installed.")?;
    let icons = shell::root().join("extension/icons");
    let work = shell::target().join("icons");
    fs::create_dir_all(&work)?;
    for (drawing, sizes) in DRAWINGS {
        let svg = fs::read_to_string(icons.join(format!("{drawing}.svg")))
            .with_context(|| format!("extension/icons/{drawing}.svg cannot be read."))?;
        for size in sizes {
            let name = format!("{}-{size}", drawing.trim_end_matches("-small"));
            let page = work.join(format!("{name}.html"));
            // A headless window is at least 500 pixels wide, so the drawing is placed in its corner and the picture cut.
            fs::write(
                &page,
                format!(
                    "<style>*{{margin:0;padding:0}}svg{{display:block;width:{size}px;height:{size}px}}</style>{svg}"
                ),
            )?;
            let picture = icons.join(format!("{name}.png"));
            shell::must(
                shell::program(&chromium)
                    .args([
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--no-first-run",
                    ])
                    .args(["--disable-background-networking", "--default-background-color=00000000"])
                    .arg(format!("--user-data-dir={}", work.join("profile").display()))
                    .arg(format!("--window-size={size},{size}"))
                    .arg(format!("--screenshot={}", picture.display()))
                    .arg(format!("file://{}", page.display()))
                    .stderr(std::process::Stdio::null()),
            )?;
            println!("extension/icons/{name}.png");
        }
    }
    Ok(())
}
