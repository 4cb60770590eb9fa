//! The icons' PNG files, drawn by Chromium from the SVG files beside them.

use std::fs;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

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
    let icons = shell::root().join("extension/icons");
    for (drawing, sizes) in DRAWINGS {
        let svg = fs::read(icons.join(format!("{drawing}.svg")))
            .with_context(|| format!("extension/icons/{drawing}.svg cannot be read."))?;
        for &size in sizes {
            let name = format!("{}-{size}.png", drawing.trim_end_matches("-small"));
            fs::write(icons.join(&name), render(&svg, size)?)?;
            println!("extension/icons/{name}");
        }
    }
    Ok(())
}

/// One drawing as a PNG of `size` by `size` pixels, by way of a canvas: a screenshot would depend on the window's frame.
fn render(svg: &[u8], size: u32) -> Result<Vec<u8>> {
    let chromium = shell::find(&["chromium", "chromium-browser", "google-chrome"])
        .context("Chromium draws the icons, and it is not installed.")?;
    let work = shell::target().join("icons");
    fs::create_dir_all(&work)?;
    let page = work.join("draw.html");
    let drawing = STANDARD.encode(svg);
    fs::write(
        &page,
        format!(
            r#"<canvas width={size} height={size}></canvas><script>
const image = new Image({size}, {size});
image.onload = () => {{
  const canvas = document.querySelector("canvas");
  canvas.getContext("2d").drawImage(image, 0, 0, {size}, {size});
  document.body.textContent = canvas.toDataURL().split(",")[1];
}};
image.src = "data:image/svg+xml;base64,{drawing}";
</script>"#
        ),
    )?;
    let document = shell::output(
        shell::program(chromium)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--dump-dom"])
            .args([
                "--disable-background-networking",
                "--force-device-scale-factor=1",
                "--virtual-time-budget=5000",
            ])
            .arg(format!("--user-data-dir={}", work.join("profile").display()))
            .arg(format!("file://{}", page.display())),
    )?;
    let body = document.split_once("<body>").and_then(|(_, rest)| rest.split_once("</body>"));
    let (text, _) = body.context("Chromium drew no page.")?;
    STANDARD.decode(text.trim()).context("Chromium drew no picture.")
}
