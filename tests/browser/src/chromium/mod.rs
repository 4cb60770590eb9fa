//! Chromium, by the `DevTools` protocol and without any program in between.

mod desktop;
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
use crate::engine::{Engine, Mouse, Place, Shot};
use crate::failure::{Failure, Result};
use crate::keys::Chord;
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
            .args(["--password-store=basic", "--force-color-profile=srgb", "--hide-scrollbars"])
            // Nothing but this machine can be reached: a test never speaks to the world.
            .arg("--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost")
            // A tab behind another runs at full pace, so that waiting for it does not take a second a time.
            .args(["--disable-background-timer-throttling", "--disable-renderer-backgrounding"])
            .args(["--disable-backgrounding-occluded-windows", "--enable-logging=stderr"])
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

    /// The session that takes input for a place, and where the place begins in it. A frame has no input of its own.
    fn input(&mut self, place: &Place) -> Result<(String, f64, f64)> {
        let document = self.at(place)?;
        let (session, target) = (document.session.clone(), document.target.clone());
        let Place::Frame(number) = place else { return Ok((session, 0.0, 0.0)) };
        let tab = self.frames[*number].1;
        let outer = self.at(&Place::Tab(tab))?.session.clone();
        let owner = self.wire.call(Some(&outer), "DOM.getFrameOwner", &json!({"frameId": target}))?;
        let node = json!({"backendNodeId": owner["backendNodeId"]});
        let shape = self.wire.call(Some(&outer), "DOM.getBoxModel", &node)?;
        let corner = |index: usize| shape["model"]["content"][index].as_f64().unwrap_or_default();
        Ok((outer, corner(0), corner(1)))
    }

    /// Has a picture made of a tab and all its frames: which process a click goes to is decided by the last one.
    fn put_together(&mut self, session: &str) -> Result {
        self.wire.call(Some(session), "Page.bringToFront", &json!({}))?;
        self.wire.call(Some(session), "Page.captureScreenshot", &json!({"format": "jpeg", "quality": 1}))?;
        Ok(())
    }

    /// The targets that the driver itself opened.
    fn known(&self) -> Vec<String> {
        self.tabs.iter().chain(&self.desk).map(|document| document.target.clone()).collect()
    }

    /// Waits for a page of the extension that was not there before.
    fn appeared(&mut self, before: &[String], what: &str) -> Result<Document> {
        let origin = format!("{}/", self.origin);
        let target = self.wire.until(what, |targets| {
            targets
                .iter()
                .find(|(id, target)| {
                    target.kind == "page" && target.url.starts_with(&origin) && !before.contains(id)
                })
                .map(|(id, _)| id.clone())
        })?;
        self.adopt(target)
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
    fn open(&mut self, url: &str) -> Result<Place> {
        let document = self.document(url)?;
        self.tabs.push(document);
        Ok(Place::Tab(self.tabs.len() - 1))
    }

    fn open_frame(&mut self, tab: usize) -> Result<Place> {
        let known: Vec<String> = self.frames.iter().map(|(frame, _)| frame.target.clone()).collect();
        let target = self.wire.until("a frame of the extension in the page", |targets| {
            targets
                .iter()
                .find(|(id, target)| {
                    target.kind == "iframe"
                        && target.url.starts_with("chrome-extension://")
                        && !known.contains(id)
                })
                .map(|(id, _)| id.clone())
        })?;
        let frame = self.adopt(target)?;
        self.frames.push((frame, tab));
        Ok(Place::Frame(self.frames.len() - 1))
    }

    fn evaluate(&mut self, place: &Place, body: &str, input: &Value) -> Result<Value> {
        let session = self.at(place)?.session.clone();
        self.run(&session, body, input)
    }

    fn heard(&mut self, place: &Place, steps: &Value) -> Result<(String, String)> {
        let session = self.at(place)?.session.clone();
        let script = json!({"expression": format!("{}.find({steps})[0]", crate::page::LOCATE)});
        let reply = self.wire.call(Some(&session), "Runtime.evaluate", &script)?;
        let element = json!({"objectId": reply["result"]["objectId"], "fetchRelatives": false});
        let tree = self.wire.call(Some(&session), "Accessibility.getPartialAXTree", &element)?;
        let node = &tree["nodes"][0];
        Ok((text(&node["role"]["value"]), text(&node["name"]["value"])))
    }

    fn click(&mut self, place: &Place, x: f64, y: f64) -> Result {
        let (session, left, top) = self.input(place)?;
        let (x, y) = (x + left, y + top);
        if matches!(place, Place::Frame(_)) {
            let frame = self.at(place)?.session.clone();
            let drawn =
                "await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))";
            self.run(&frame, drawn, &json!({}))?;
            self.put_together(&session)?;
        }
        for (kind, buttons) in [("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            let event =
                json!({"type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": 1});
            self.wire.call(Some(&session), "Input.dispatchMouseEvent", &event)?;
        }
        Ok(())
    }

    fn press(&mut self, place: &Place, chord: &Chord) -> Result {
        let (session, ..) = self.input(place)?;
        let mut event = json!({
            "type": if chord.text.is_some() { "keyDown" } else { "rawKeyDown" },
            "modifiers": chord.held,
            "key": chord.key,
            "code": chord.code,
            "windowsVirtualKeyCode": chord.number,
        });
        if let Some(text) = &chord.text {
            event["text"] = json!(text);
        }
        self.wire.call(Some(&session), "Input.dispatchKeyEvent", &event)?;
        event["type"] = json!("keyUp");
        if let Some(event) = event.as_object_mut() {
            event.remove("text");
        }
        self.wire.call(Some(&session), "Input.dispatchKeyEvent", &event)?;
        Ok(())
    }

    fn insert(&mut self, place: &Place, text: &str) -> Result {
        let (session, ..) = self.input(place)?;
        self.wire.call(Some(&session), "Input.insertText", &json!({"text": text}))?;
        Ok(())
    }

    fn mouse(&mut self, place: &Place, act: Mouse, x: f64, y: f64) -> Result {
        let session = self.at(place)?.session.clone();
        let (kind, button, buttons) = match act {
            Mouse::Move => ("mouseMoved", "none", 0),
            Mouse::Drag => ("mouseMoved", "left", 1),
            Mouse::Down => ("mousePressed", "left", 1),
            Mouse::Up => ("mouseReleased", "left", 0),
        };
        if act != Mouse::Move {
            self.put_together(&session)?;
        }
        let clicks = u8::from(matches!(act, Mouse::Down | Mouse::Up));
        let event =
            json!({"type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": clicks});
        self.wire.call(Some(&session), "Input.dispatchMouseEvent", &event)?;
        Ok(())
    }

    fn press_above(&mut self, place: &Place, chord: &Chord) -> Result {
        let session = self.at(place)?.session.clone();
        self.wire.call(Some(&session), "Page.bringToFront", &json!({}))?;
        // With the system's own number for the key, what no page takes goes on to the browser, as from a keyboard.
        let mut event = json!({
            "type": "rawKeyDown", "modifiers": chord.held, "key": chord.key, "code": chord.code,
            "windowsVirtualKeyCode": chord.number, "nativeVirtualKeyCode": chord.number,
        });
        self.wire.call(Some(&session), "Input.dispatchKeyEvent", &event)?;
        event["type"] = json!("keyUp");
        self.wire.call(Some(&session), "Input.dispatchKeyEvent", &event)?;
        Ok(())
    }

    fn assign(&mut self, command: &str, keys: &str) -> Result {
        let id = self.origin.trim_start_matches("chrome-extension://").to_owned();
        let body = "await chrome.developerPrivate.updateExtensionCommand(\
                    {extensionId: input.id, commandName: input.command, keybinding: input.keys})";
        self.extensions(body, &json!({"id": id, "command": command, "keys": keys})).map(drop)
    }

    fn set_paper(&mut self, place: &Place, on: bool) -> Result {
        let session = self.at(place)?.session.clone();
        let media = json!({"media": if on { "print" } else { "" }});
        self.wire.call(Some(&session), "Emulation.setEmulatedMedia", &media)?;
        Ok(())
    }

    fn suggestions(&mut self, words: &str) -> Result<Vec<(String, String)>> {
        // A description that is no XML is refused here as it is in the address bar.
        let body = "const found = await new Promise((next) => chrome.omnibox.onInputChanged.dispatch(input.words, next));\
                    for (const { description } of found) await chrome.omnibox.setDefaultSuggestion({ description });\
                    const names = { amp: '&', lt: '<', gt: '>', quot: '\"', apos: \"'\" };\
                    return found.map((one) => [one.content, one.description.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => names[name])])";
        Ok(serde_json::from_value(self.in_background(body, &json!({"words": words}))?)?)
    }

    fn take_suggestion(&mut self, _words: &str, content: &str) -> Result {
        let body = "chrome.omnibox.onInputEntered.dispatch(input.content, 'currentTab')";
        self.in_background(body, &json!({"content": content})).map(drop)
    }

    fn visit(&mut self, url: &str) -> Result<Place> {
        let document = self.blank()?;
        self.wire.call(Some(&document.session), "Page.navigate", &json!({"url": url}))?;
        self.wire.until(url, |targets| {
            targets.get(&document.target).filter(|target| target.url != "about:blank").map(drop)
        })?;
        self.tabs.push(document);
        Ok(Place::Tab(self.tabs.len() - 1))
    }

    fn neighbour(&self) -> Option<&str> {
        self.neighbour.as_deref()
    }

    fn choose(&mut self, place: &Place, entry: &str, x: f64, y: f64) -> Result {
        let session = self.at(place)?.session.clone();
        self.wire.call(Some(&session), "Page.bringToFront", &json!({}))?;
        let body = "const link = document.elementFromPoint(input.x, input.y)?.closest('a')?.href;\
                    const selectionText = String(getSelection());\
                    return {pageUrl: location.href, ...(link && {linkUrl: link}), ...(selectionText && {selectionText})}";
        let mut info = self.run(&session, body, &json!({"x": x, "y": y}))?;
        info["menuItemId"] = json!(entry);
        info["editable"] = json!(false);
        // Whatever is asked wakes the worker, which has to hear it.
        self.desk("await chrome.runtime.sendMessage({do: 'seen'})", false)?;
        let body = "const tabs = await chrome.tabs.query({active: true});\
                    const tab = tabs.find((one) => one.url === input.pageUrl);\
                    chrome.contextMenus.onClicked.dispatch(input, tab)";
        self.in_background(body, &info).map(drop)
    }

    fn log_until(&mut self, end: &str) -> Result<Vec<String>> {
        self.program.said_until(end)
    }

    fn command(&mut self, name: &str) -> Result {
        // Whatever is asked wakes the worker, which has to hear it.
        self.desk("await chrome.runtime.sendMessage({do: 'seen'})", false)?;
        let body = "const [tab] = await chrome.tabs.query({active: true, lastFocusedWindow: true});\
                    chrome.commands.onCommand.dispatch(input, tab)";
        self.in_background(body, &json!(name)).map(drop)
    }

    fn screenshot(&mut self, place: &Place, shot: Shot) -> Result<Vec<u8>> {
        let session = self.at(place)?.session.clone();
        if matches!(place, Place::Tab(_)) {
            self.wire.call(Some(&session), "Page.bringToFront", &json!({}))?;
        }
        let scheme = if shot.dark { "dark" } else { "light" };
        // Without motion, or the picture shows colours on their way from the other scheme.
        let media = json!({"features": [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]});
        self.wire.call(Some(&session), "Emulation.setEmulatedMedia", &media)?;
        let picture = if matches!(place, Place::Tab(_)) {
            let (width, height) = shot.size.unwrap_or_default();
            let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 2, "mobile": false});
            self.wire.call(Some(&session), "Emulation.setDeviceMetricsOverride", &metrics)?;
            json!({"format": "png"})
        } else {
            // A popup and a docked panel have the size that the browser gives them.
            let side = "const {clientWidth: width, clientHeight: height} = document.documentElement;";
            let mut clip = self.run(
                &session,
                &format!("{side} return {{x: 0, y: 0, scale: 2, width, height}}"),
                &json!({}),
            )?;
            json!({"format": "png", "clip": clip.take()})
        };
        let reply = self.wire.call(Some(&session), "Page.captureScreenshot", &picture)?;
        if matches!(place, Place::Tab(_)) {
            self.wire.call(Some(&session), "Emulation.clearDeviceMetricsOverride", &json!({}))?;
        }
        self.wire.call(Some(&session), "Emulation.setEmulatedMedia", &json!({"features": []}))?;
        Ok(STANDARD.decode(text(&reply["data"]))?)
    }

    fn open_popup(&mut self) -> Result<Place> {
        let before: Vec<String> = self.wire.targets()?.into_keys().collect();
        self.desk("await chrome.action.openPopup()", false)?;
        self.popup = Some(self.appeared(&before, "the opening of the popup")?);
        Ok(Place::Popup)
    }

    fn open_docked(&mut self) -> Result<Place> {
        let before: Vec<String> = self.wire.targets()?.into_keys().collect();
        self.desk(
            "await chrome.sidePanel.open({windowId: (await chrome.windows.getLastFocused()).id})",
            true,
        )?;
        self.docked = Some(self.appeared(&before, "the opening of the side panel")?);
        Ok(Place::Docked)
    }

    fn await_popup(&mut self) -> Result<Place> {
        let mut known = self.known();
        known.extend(self.docked.iter().map(|document| document.target.clone()));
        self.popup = Some(self.appeared(&known, "the opening of the popup")?);
        Ok(Place::Popup)
    }

    fn await_docked(&mut self) -> Result<Place> {
        let known = self.known();
        self.docked = Some(self.appeared(&known, "the opening of the side panel")?);
        Ok(Place::Docked)
    }

    fn exists(&mut self, place: &Place) -> Result<bool> {
        let Ok(document) = self.at(place) else { return Ok(false) };
        let target = document.target.clone();
        Ok(self.wire.targets()?.contains_key(&target))
    }

    fn close(&mut self, place: &Place) -> Result {
        let target = self.at(place)?.target.clone();
        self.close_target(&target)
    }

    fn background_runs(&mut self) -> Result<bool> {
        Ok(self.worker()?.is_some())
    }

    fn stop_background(&mut self) -> Result {
        match self.worker()? {
            Some(worker) => self.close_target(&worker),
            None => Ok(()),
        }
    }

    fn reload_extension(&mut self) -> Result {
        let Some(desk) = self.desk.take() else {
            return Err(Failure::new("The extension's own page is not open."));
        };
        // Outside developer mode Chromium switches off an unpacked extension that is loaded anew.
        let developer = "await chrome.developerPrivate.updateProfileConfiguration({inDeveloperMode: true})";
        self.extensions(developer, &json!({}))?;
        self.stop_background()?;
        // A moment later, for the page is gone before it could answer.
        self.run(&desk.session, "setTimeout(() => chrome.runtime.reload())", &json!({}))?;
        self.wire.until("the end of the old extension", |targets| {
            (!targets.contains_key(&desk.target)).then_some(())
        })?;
        let origin = format!("{}/", self.origin);
        self.wire.until("the start of the new extension", |targets| {
            let started =
                |target: &wire::Target| target.kind == "service_worker" && target.url.starts_with(&origin);
            targets.values().any(started).then_some(())
        })?;
        self.set_desk()
    }

    fn in_background(&mut self, body: &str, input: &Value) -> Result<Value> {
        if !self.background_runs()? {
            // Whatever is asked wakes it.
            self.desk("await chrome.runtime.sendMessage({do: 'seen'})", false)?;
        }
        let worker = self.worker()?.ok_or_else(|| Failure::new("The worker does not run."))?;
        let session = self.wire.attach(&worker)?;
        let parameters = json!({
            "expression": format!("(async (input) => {{ {body} }})({input})"),
            "awaitPromise": true,
            "returnByValue": true,
            "userGesture": true,
        });
        let reply = self.wire.call(Some(&session), "Runtime.evaluate", &parameters)?;
        // A worker that is watched is never idle.
        self.wire.call(None, "Target.detachFromTarget", &json!({"sessionId": session}))?;
        match reply.get("exceptionDetails") {
            Some(thrown) => Err(Failure::new(format!("The worker threw {thrown}"))),
            None => Ok(reply["result"]["value"].clone()),
        }
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

    fn open_window(&mut self, url: &str) -> Result<Place> {
        let document = self.blank_in(true)?;
        if let Some(error) = self.navigate(&document, url)? {
            return Err(Failure::new(format!("{url} could not be opened: {error}")));
        }
        self.tabs.push(document);
        Ok(Place::Tab(self.tabs.len() - 1))
    }

    fn desktop(&mut self) -> Result<Vec<(String, String)>> {
        Ok(self.desktop.shown())
    }

    fn click_notification(&mut self, title: &str) -> Result {
        self.desktop.click(title)
    }

    fn complaints(&mut self) -> Result<Vec<String>> {
        let id = self.origin.trim_start_matches("chrome-extension://").to_owned();
        let body = "return input.list.find((one) => one.id === input.id).problems.flat()\
                    .map((one) => one?.message ?? String(one))";
        Ok(serde_json::from_value(self.extensions(body, &json!({"id": id}))?)?)
    }

    fn call_api(&mut self, body: &str, input: &Value) -> Result<Value> {
        let session = self.desk.as_ref().map(|desk| desk.session.clone());
        let session = session.ok_or_else(|| Failure::new("The extension's own page is not open."))?;
        self.run(&session, body, input)
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
