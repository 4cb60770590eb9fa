//! Makes the pictures of the README: the extension in Chromium beside a local network, light and dark, as WebP files in
//! `docs/images/`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use browser_suite::{Browser, Failure, Kind, Launch, Page, Result, Shot, any};
use sandbox::{Config, Sandbox, keys};
use serde_json::json;

/// The most a picture may weigh, in bytes.
const LIMIT: usize = 150_000;

/// The qualities that are tried, from 0 to 1, the best first.
const QUALITIES: [f64; 5] = [0.92, 0.85, 0.75, 0.6, 0.45];

/// The size of the toolbar popup, and that of the docked panel, in CSS pixels; a picture has twice as many pixels each way.
const POPUP: (u32, u32) = (400, 600);
const DOCKED: (u32, u32) = (480, 900);

/// What the composer holds: a hint has something to say about it.
const MESSAGE: &str = "Great point! I totally agree with this. So true.";

fn main() -> ExitCode {
    match make() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn make() -> Result {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/images");
    std::fs::create_dir_all(&folder)?;
    let network = Sandbox::start(Config::default()).map_err(|error| Failure::new(error.to_string()))?;
    let browser = Browser::start(Kind::Chromium, &Kind::Chromium.extension(), &Launch::default())?;
    browser.close_tab("/register.html?first")?;
    connect(&browser, &network)?;
    let popup = browser.open("panel.html?surface=popup")?;
    popup.role("article", any()).nth(0).wait()?;
    keep(&browser, &popup, &folder, "opportunities", POPUP)?;
    popup.role("tab", browser_suite::containing("Notifications")).click()?;
    popup.role("tabpanel", any()).wait_attribute("aria-busy", None)?;
    keep(&browser, &popup, &folder, "notifications", POPUP)?;
    popup.close()?;
    let docked = browser.open("panel.html?surface=side")?;
    docked.role("article", any()).nth(1).role("button", "Reprompt").click()?;
    docked.role("textbox", "Your message").fill(MESSAGE)?;
    docked.role("button", "Post reprompt").wait_attribute("aria-disabled", None)?;
    keep(&browser, &docked, &folder, "composer", DOCKED)
}

/// Connects by the options page, as a person does.
fn connect(browser: &Browser, network: &Sandbox) -> Result {
    let options = browser.open("options.html")?;
    options.role("textbox", "API address").fill(&network.api())?;
    options.role("textbox", "API key").fill(keys::LANTERN)?;
    options.role("button", "Connect").click()?;
    options.role("status", any()).wait_says("Connected")?;
    options.close()
}

/// Writes one picture for each colour scheme.
fn keep(browser: &Browser, page: &Page<'_>, folder: &Path, name: &str, size: (u32, u32)) -> Result {
    for (dark, scheme) in [(false, "light"), (true, "dark")] {
        let picture = page.screenshot(Shot { size: Some(size), dark })?;
        let encoded = first_within(LIMIT, |quality| webp(browser, &picture, quality))?;
        let file: PathBuf = folder.join(format!("{name}-{scheme}.webp"));
        std::fs::write(&file, &encoded)?;
        println!("docs/images/{name}-{scheme}.webp  {} bytes", encoded.len());
    }
    Ok(())
}

/// A PNG as WebP of this quality: Chromium has the encoder.
fn webp(browser: &Browser, png: &[u8], quality: f64) -> Result<Vec<u8>> {
    let body = "const bytes = Uint8Array.from(atob(input.png), (letter) => letter.charCodeAt(0));\
                const picture = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));\
                const canvas = new OffscreenCanvas(picture.width, picture.height);\
                canvas.getContext('2d').drawImage(picture, 0, 0);\
                const blob = await canvas.convertToBlob({type: 'image/webp', quality: input.quality});\
                let text = ''; for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);\
                return btoa(text)";
    let encoded = browser.api(body, &json!({"png": STANDARD.encode(png), "quality": quality}))?;
    Ok(STANDARD.decode(encoded.as_str().unwrap_or_default())?)
}

/// The encoding of the best quality that weighs no more than `limit` bytes.
fn first_within(limit: usize, encode: impl Fn(f64) -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    for quality in QUALITIES {
        let encoded = encode(quality)?;
        if encoded.len() <= limit {
            return Ok(encoded);
        }
    }
    Err(Failure::new(format!("A picture weighs more than {limit} bytes at every quality.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_quality_that_fits_is_kept() {
        let bytes = |quality: f64| if quality > 0.8 { 200 } else { 100 };
        let encode = |quality| Ok(vec![0; bytes(quality)]);
        assert_eq!(first_within(200, encode).expect("fits").len(), 200);
        assert_eq!(first_within(150, encode).expect("fits").len(), 100);
        assert!(first_within(99, encode).is_err());
    }
}
