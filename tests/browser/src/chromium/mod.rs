//! Chromium, by the `DevTools` protocol and without any program in between.

mod background;
mod desktop;
mod documents;
mod input;
mod ui;
mod wire;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use self::desktop::Desktop;
use self::wire::{Wire, text};
use crate::browser::Launch;
use crate::engine::{Engine, Place};
use crate::failure::{Failure, Result};
use crate::page::in_page;
use crate::program::{Profile, Program, find, is_root};

/// A document that the driver talks to.
struct Document {
    target: String,
    session: String,
}

/// A running Chromium.
pub(crate) struct Chromium {
    wire: Wire,
    // Dropped before the profile, which it writes to.
    program: Program,
    _profile: Profile,
    desktop: Desktop,
    origin: String,
    neighbour: Option<String>,
    tabs: Vec<Document>,
    popup: Option<Document>,
    docked: Option<Document>,
    /// Frames of the extension in tabs: the frame, and the tab that holds it.
    frames: Vec<(Document, usize)>,
    /// A bare page of the extension, from which its API is called.
    desk: Option<Document>,
}

impl Chromium {
    /// Starts it with the extension loaded.
    pub(crate) fn start(extension: &Path, launch: &Launch) -> Result<Self> {
        let extension = extension.canonicalize()?;
        let neighbour = launch.neighbour.as_deref().map(Path::canonicalize).transpose()?;
        let folders =
            std::iter::once(&extension).chain(&neighbour).map(|folder| folder.display().to_string());
        let folders = folders.collect::<Vec<_>>().join(",");
        let profile = Profile::new(launch.profile.as_deref())?;
        let desktop = Desktop::start()?;
        let mut command = Command::new(find(&["chromium", "chromium-browser", "google-chrome"])?);
        command
            .args([
                "--remote-debugging-port=0",
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-sync",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-gpu",
                "--mute-audio",
            ])
            // The two pages that the address bar keeps ready for its list of offers cost a third of a start, in every browser.
            .arg("--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup")
            .args(["--password-store=basic", "--force-color-profile=srgb", "--hide-scrollbars"])
            // Nothing but this machine can be reached: a test never speaks to the world.
            .arg("--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost")
            // A tab behind another runs at full pace, so that waiting for it does not take a second a time.
            .args(["--disable-background-timer-throttling", "--disable-renderer-backgrounding"])
            .args(["--disable-backgrounding-occluded-windows", "--enable-logging=stderr"])
            // A press counts as soon as a document is there. Otherwise one that comes before its first picture is dropped without a word.
            .arg("--allow-pre-commit-input")
            .arg(format!("--lang={}", launch.language))
            .env("DBUS_SESSION_BUS_ADDRESS", desktop.address())
            .env("LANGUAGE", launch.language.replace('-', "_"))
            .arg(format!("--window-size={},{}", launch.window.0, launch.window.1))
            .arg(format!("--user-data-dir={}", profile.folder().display()))
            .arg(format!("--load-extension={folders}"));
        if launch.headless {
            command.arg("--headless");
        }
        if is_root() {
            command.arg("--no-sandbox");
        }
        let program = Program::start(command.arg("about:blank"))?;
        let address =
            program.announced(|line| line.strip_prefix("DevTools listening on ").map(str::to_owned))?;
        let mut chromium = Self {
            wire: Wire::connect(&address)?,
            program,
            _profile: profile,
            desktop,
            origin: format!("chrome-extension://{}", id(&extension)?),
            neighbour: neighbour
                .map(|folder| id(&folder).map(|id| format!("chrome-extension://{id}")))
                .transpose()?,
            tabs: Vec::new(),
            popup: None,
            docked: None,
            frames: Vec::new(),
            desk: None,
        };
        chromium.set_desk()?;
        Ok(chromium)
    }

    /// Evaluates on the browser's page of extensions; `input.list` is what it says about each.
    fn extensions(&mut self, body: &str, input: &Value) -> Result<Value> {
        let page = self.document("chrome://extensions")?;
        let body = format!(
            "input.list = (await chrome.developerPrivate.getExtensionsInfo()).map((info) => \
             ({{id: info.id, path: info.path, problems: [info.manifestErrors, info.runtimeErrors, info.installWarnings]}}));\
             {body}"
        );
        let answer = self.run(&page.session, &body, input);
        self.close_target(&page.target)?;
        answer
    }

    /// A new tab with this address, loaded.
    fn document(&mut self, url: &str) -> Result<Document> {
        let document = self.blank()?;
        if let Some(error) = self.navigate(&document, url)? {
            return Err(Failure::new(format!("{url} could not be opened: {error}")));
        }
        Ok(document)
    }

    fn blank(&mut self) -> Result<Document> {
        self.blank_in(false)
    }

    /// An empty tab, in a window of its own or not.
    fn blank_in(&mut self, window: bool) -> Result<Document> {
        let wish = json!({"url": "about:blank", "newWindow": window});
        let reply = self.wire.call(None, "Target.createTarget", &wish)?;
        let target = text(&reply["targetId"]);
        let session = self.wire.attach(&target)?;
        self.wire.call(Some(&session), "Page.enable", &json!({}))?;
        Ok(Document { target, session })
    }

    /// Sends a tab to an address and waits until it is there; what the browser says when it is not.
    fn navigate(&mut self, document: &Document, url: &str) -> Result<Option<String>> {
        self.wire.forget_loaded(&document.session);
        let reply = self.wire.call(Some(&document.session), "Page.navigate", &json!({"url": url}))?;
        let error = text(&reply["errorText"]);
        if error.is_empty() {
            self.wire.until_loaded(&document.session).map_err(|failure| failure.during(url))?;
            return Ok(None);
        }
        Ok(Some(error))
    }

    /// Opens the page from which the extension's API is called, as soon as the browser has loaded the extension.
    fn set_desk(&mut self) -> Result {
        let url = format!("{}/manifest.json", self.origin);
        let desk = self.blank()?;
        let end = Instant::now() + crate::PATIENCE;
        while let Some(error) = self.navigate(&desk, &url)? {
            if Instant::now() > end {
                return Err(Failure::new(format!("Chromium did not load the extension: {url} is {error}")));
            }
        }
        self.desk = Some(desk);
        Ok(())
    }

    fn desk(&mut self, body: &str, gesture: bool) -> Result<Value> {
        let session = self.desk.as_ref().map(|desk| desk.session.clone());
        let session = session.ok_or_else(|| Failure::new("The extension's own page is not open."))?;
        self.evaluate_in(&session, body, &json!({}), gesture)
    }

    fn run(&mut self, session: &str, body: &str, input: &Value) -> Result<Value> {
        self.evaluate_in(session, body, input, false)
    }

    fn evaluate_in(&mut self, session: &str, body: &str, input: &Value, gesture: bool) -> Result<Value> {
        let parameters = json!({
            "expression": format!("{}({input})", in_page(body)),
            "awaitPromise": true,
            "returnByValue": true,
            "allowUnsafeEvalBlockedByCSP": true,
            "userGesture": gesture,
        });
        let reply = self.wire.call(Some(session), "Runtime.evaluate", &parameters)?;
        if let Some(thrown) = reply.get("exceptionDetails") {
            let said = &thrown["exception"]["description"];
            return Err(Failure::new(format!(
                "A script in the page threw {}",
                said.as_str().unwrap_or("something")
            )));
        }
        Ok(serde_json::from_str(reply["result"]["value"].as_str().unwrap_or("null"))?)
    }

    fn at(&self, place: &Place) -> Result<&Document> {
        let document = match place {
            Place::Tab(number) => self.tabs.get(*number),
            Place::Popup => self.popup.as_ref(),
            Place::Docked => self.docked.as_ref(),
            Place::Frame(number) => self.frames.get(*number).map(|(frame, _)| frame),
        };
        document.ok_or_else(|| Failure::new(format!("{place:?} is not open.")))
    }

    /// Starts to talk to a target that the browser opened, once its document is complete.
    fn adopt(&mut self, target: String) -> Result<Document> {
        let session = self.wire.attach(&target)?;
        self.wire.call(Some(&session), "Page.enable", &json!({}))?;
        self.run(
            &session,
            "await by.until(() => document.readyState === 'complete' && location.href !== 'about:blank', 90000)",
            &json!({}),
        )?;
        Ok(Document { target, session })
    }

    fn close_target(&mut self, target: &str) -> Result {
        self.wire.call(None, "Target.closeTarget", &json!({"targetId": target}))?;
        self.wire.until("the closing of a page", |targets| (!targets.contains_key(target)).then_some(()))
    }

    fn worker(&mut self) -> Result<Option<String>> {
        let origin = format!("{}/", self.origin);
        let workers = self.wire.targets()?;
        Ok(workers
            .into_iter()
            .find(|(_, target)| target.kind == "service_worker" && target.url.starts_with(&origin))
            .map(|(id, _)| id))
    }
}

impl Engine for Chromium {
    fn neighbour(&self) -> Option<&str> {
        self.neighbour.as_deref()
    }

    fn log_until(&mut self, end: &str) -> Result<Vec<String>> {
        self.program.said_until(end)
    }

    fn set_online(&mut self, online: bool) -> Result {
        let conditions =
            json!({"offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        // What a process is told, all its pages hear, and the worker with them.
        let pages = self.desk.iter().chain(&self.tabs);
        let pages: Vec<Document> = pages
            .map(|page| Document { target: page.target.clone(), session: page.session.clone() })
            .collect();
        let open = self.wire.targets()?;
        for page in pages.iter().filter(|page| open.contains_key(&page.target)) {
            self.wire.call(Some(&page.session), "Network.enable", &json!({}))?;
            self.wire.call(Some(&page.session), "Network.emulateNetworkConditions", &conditions)?;
            // Newer versions have a command of its own for what a page is told.
            drop(self.wire.call(Some(&page.session), "Network.overrideNetworkState", &conditions));
        }
        Ok(())
    }

    fn complaints(&mut self) -> Result<Vec<String>> {
        let id = self.origin.trim_start_matches("chrome-extension://").to_owned();
        let body = "return input.list.find((one) => one.id === input.id).problems.flat()\
                    .map((one) => one?.message ?? String(one))";
        Ok(serde_json::from_value(self.extensions(body, &json!({"id": id}))?)?)
    }

    fn origin(&self) -> &str {
        &self.origin
    }

    fn wait_closed(&mut self) {
        self.program.wait();
    }

    fn quit(&mut self) {
        self.wire.close_browser();
        // What was written last is on the disk only when the process is gone.
        self.program.wait();
    }
}

/// The id of an unpacked extension: half the SHA-256 of its key, or of its path when it has none, in the letters a to p.
fn id(extension: &Path) -> Result<String> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(extension.join("manifest.json"))?)?;
    let origin = match manifest["key"].as_str() {
        Some(key) => STANDARD.decode(key)?,
        None => extension.as_os_str().as_encoded_bytes().to_vec(),
    };
    let letter = |nibble: u8| char::from(b'a' + nibble);
    Ok(Sha256::digest(origin)
        .iter()
        .take(16)
        .flat_map(|byte| [letter(byte >> 4), letter(byte & 15)])
        .collect())
}
