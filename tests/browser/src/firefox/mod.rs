//! Firefox, by Marionette and without any program in between.
//!
//! Commands run in the browser's own window, and reach a document through the actor that Marionette keeps in each: so the
//! popup, the sidebar and a frame in a closed shadow root are as near as a tab.

mod wire;

use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use self::wire::Wire;
use crate::browser::Launch;
use crate::engine::{Engine, Mouse, Place, Shot};
use crate::failure::{Failure, Result};
use crate::keys::{ALT, CONTROL, Chord, META, SHIFT};
use crate::page::in_page;
use crate::program::{Profile, Program, find};

/// Under which name the extension's pages live in a driven Firefox.
const UUID: &str = "6f1d2c9a-0b57-4e0d-9a35-3f2b7c8d1e40";

/// Under which the other extension's do.
const NEIGHBOUR: &str = "0d9e7b34-52c1-4f86-8a1e-6b7f40c2d915";

/// Finds a place; put before a script that needs one.
const PLACE: &str = include_str!("place.js");

/// Types into the address bar; `rows` are the offers of extensions.
const ADDRESS_BAR: &str = include_str!("address_bar.js");

/// A running Firefox.
pub(crate) struct Firefox {
    wire: Wire,
    // Dropped before the profile, which it writes to.
    program: Program,
    _profile: Profile,
    extension: std::path::PathBuf,
    id: String,
    origin: String,
    neighbour: Option<String>,
    tabs: usize,
    /// For each frame, the tab that holds it.
    frames: Vec<usize>,
    desk: Option<Place>,
}

impl Firefox {
    /// Starts it and installs the extension for as long as it runs.
    pub(crate) fn start(extension: &Path, launch: &Launch) -> Result<Self> {
        let id = id(extension)?;
        let neighbour = launch.neighbour.as_deref().map(id_and_folder).transpose()?;
        let mut uuids = json!({ &id: UUID });
        if let Some((id, _)) = &neighbour {
            uuids[id] = json!(NEIGHBOUR);
        }
        let profile = Profile::new(launch.profile.as_deref())?;
        std::fs::write(profile.folder().join("user.js"), preferences(&uuids, launch))?;
        let mut command = Command::new(find(&["firefox-esr", "firefox"])?);
        command
            .args(["-no-remote", "-marionette", "-remote-allow-system-access", "-profile"])
            .arg(profile.folder());
        command.args(["-width", &launch.window.0.to_string(), "-height", &launch.window.1.to_string()]);
        if launch.headless {
            command.arg("-headless");
        }
        command.env("MOZ_HEADLESS_WIDTH", launch.window.0.to_string());
        command.env("MOZ_HEADLESS_HEIGHT", launch.window.1.to_string());
        let program = Program::start(command.arg("about:blank"))?;
        let port = program.announced(|line| {
            let (_, rest) = line.split_once("Listening on port ")?;
            rest.trim().parse().ok()
        })?;
        let mut firefox = Self {
            wire: Wire::connect(port)?,
            program,
            _profile: profile,
            extension: extension.canonicalize()?,
            id,
            origin: format!("moz-extension://{UUID}"),
            neighbour: neighbour.as_ref().map(|_| format!("moz-extension://{NEIGHBOUR}")),
            tabs: 0,
            frames: Vec::new(),
            desk: None,
        };
        firefox.wire.chrome(include_str!("desktop.js"), &json!({}))?;
        firefox.install()?;
        if let Some((_, folder)) = neighbour {
            let addon = json!({"path": folder.to_string_lossy(), "temporary": true});
            firefox.wire.call("Addon:Install", &addon)?;
        }
        Ok(firefox)
    }

    fn install(&mut self) -> Result {
        let addon = json!({"path": self.extension.to_string_lossy(), "temporary": true});
        self.wire.call("Addon:Install", &addon)?;
        let url = format!("{}/manifest.json", self.origin);
        self.desk = Some(self.open(&url)?);
        Ok(())
    }

    /// Runs a script in the browser's window with `place` at hand and these further inputs.
    fn at(&mut self, place: &Place, body: &str, further: Value) -> Result<Value> {
        let mut input = json!({"place": self.named(place)?});
        if let (Some(input), Value::Object(further)) = (input.as_object_mut(), further) {
            input.extend(further);
        }
        self.wire.chrome(&format!("{PLACE}\n{body}"), &input)
    }

    /// A place as `place.js` understands it.
    fn named(&self, place: &Place) -> Result<Value> {
        Ok(match place {
            Place::Tab(number) => json!({"kind": "tab", "number": number}),
            Place::Popup => json!({"kind": "popup"}),
            Place::Docked => json!({"kind": "docked"}),
            Place::Frame(number) => {
                let tab =
                    self.frames.get(*number).ok_or_else(|| Failure::new("That frame was never opened."))?;
                json!({"kind": "frame", "tab": tab})
            }
        })
    }

    /// The id of the extension's things in the browser's window.
    fn widget(&self) -> String {
        let plain = |character: char| {
            let lower = character.to_ascii_lowercase();
            if lower.is_ascii_alphanumeric() || lower == '-' || lower == '_' { lower } else { '_' }
        };
        self.id.chars().map(plain).collect()
    }

    /// Waits until a place is there and its document complete.
    fn settle(&mut self, place: &Place) -> Result {
        self.at(place, "await settled()", json!({"patience": patience()})).map(drop)
    }
}

impl Engine for Firefox {
    fn open(&mut self, url: &str) -> Result<Place> {
        let number = self.tabs;
        self.tabs += 1;
        self.wire.chrome(
            "const tab = gBrowser.addTrustedTab(input.url); tab.setAttribute('driven', input.number);\
             gBrowser.selectedTab = tab;",
            &json!({"url": url, "number": number}),
        )?;
        let place = Place::Tab(number);
        self.settle(&place)?;
        Ok(place)
    }

    fn open_frame(&mut self, tab: usize) -> Result<Place> {
        self.frames.push(tab);
        let place = Place::Frame(self.frames.len() - 1);
        self.settle(&place)?;
        Ok(place)
    }

    fn evaluate(&mut self, place: &Place, body: &str, input: &Value) -> Result<Value> {
        let script = format!("return {}(JSON.parse(arguments[0]))", in_page(body));
        let answer = self.at(
            place,
            "return await place.actor.executeScript(input.script, [input.argument], {timeout: 100000})",
            json!({"script": script, "argument": input.to_string()}),
        )?;
        Ok(serde_json::from_str(answer.as_str().unwrap_or("null"))?)
    }

    fn heard(&mut self, place: &Place, steps: &Value) -> Result<(String, String)> {
        let script =
            format!("const by = {};\nreturn by.find(JSON.parse(arguments[0]))[0]", crate::page::LOCATE);
        let answer = self.at(
            place,
            "const {actor} = place; const element = await actor.executeScript(input.script, [input.argument], {});\
             return [await actor.getComputedRole(element), await actor.getComputedLabel(element)]",
            json!({"script": script, "argument": steps.to_string()}),
        )?;
        Ok(serde_json::from_value(answer)?)
    }

    fn click(&mut self, place: &Place, x: f64, y: f64) -> Result {
        // The popup is a window of its own; all else is reached through the browser's window, as a hand would.
        let body = "const own = input.place.kind === 'popup';\
             if (!own) await inFront();\
             const actor = own ? place.actor : holder.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');\
             const [x, y] = own ? [input.x, input.y] : await place.actor.toBrowserWindowCoordinates([input.x, input.y]);\
             for (const [type, buttons] of [['mousemove', 0], ['mousedown', 1], ['mouseup', 0]])\
               await actor.dispatchEvent('synthesizeMouseAtPoint', {x, y, eventData:\
                 {type, button: 0, buttons, clickCount: type === 'mousemove' ? 0 : 1, asyncEnabled: !own}});";
        self.at(place, body, json!({"x": x, "y": y, "patience": patience()}))?;
        Ok(())
    }

    fn press(&mut self, place: &Place, chord: &Chord) -> Result {
        // What a key closes, as it goes down, does not hear it come up.
        let body = "for (const step of ['synthesizeKeyDown', 'synthesizeKeyUp'])\
               await place.actor.dispatchEvent(step, {eventData: input.key})\
                 .catch((error) => { if (find().context?.currentWindowGlobal) throw error; });";
        self.at(place, body, json!({"key": key(chord)}))?;
        Ok(())
    }

    fn insert(&mut self, place: &Place, text: &str) -> Result {
        self.evaluate(
            place,
            "document.execCommand('insertText', false, input.text)",
            &json!({"text": text}),
        )?;
        Ok(())
    }

    fn mouse(&mut self, place: &Place, act: Mouse, x: f64, y: f64) -> Result {
        let (kind, buttons) = match act {
            Mouse::Move => ("mousemove", 0),
            Mouse::Drag => ("mousemove", 1),
            Mouse::Down => ("mousedown", 1),
            Mouse::Up => ("mouseup", 0),
        };
        let body = "const actor = window.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');\
             const [x, y] = await place.actor.toBrowserWindowCoordinates([input.x, input.y]);\
             const clickCount = input.type === 'mousemove' ? 0 : 1;\
             await actor.dispatchEvent('synthesizeMouseAtPoint', {x, y, eventData:\
               {type: input.type, button: 0, buttons: input.buttons, clickCount, asyncEnabled: true}});";
        self.at(place, body, json!({"x": x, "y": y, "type": kind, "buttons": buttons}))?;
        Ok(())
    }

    fn press_above(&mut self, place: &Place, chord: &Chord) -> Result {
        let body = "gBrowser.selectedTab = gBrowser.getTabForBrowser(place.browser); place.browser.focus();\
             const own = window.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');\
             for (const step of ['synthesizeKeyDown', 'synthesizeKeyUp'])\
               await own.dispatchEvent(step, {eventData: input.key});";
        self.at(place, body, json!({"key": key(chord)}))?;
        Ok(())
    }

    fn assign(&mut self, command: &str, keys: &str) -> Result {
        let body = "await browser.commands.update({name: input.command, shortcut: input.keys})";
        self.call_api(body, &json!({"command": command, "keys": keys})).map(drop)
    }

    fn set_paper(&mut self, place: &Place, on: bool) -> Result {
        let body = "place.browser.browsingContext.mediumOverride = input.medium";
        self.at(place, body, json!({"medium": if on { "print" } else { "" }}))?;
        Ok(())
    }

    fn suggestions(&mut self, words: &str) -> Result<Vec<(String, String)>> {
        let body = format!(
            "{ADDRESS_BAR}\nreturn rows.map(({{ payload }}) => [payload.content.replace(/^\\S+ /, ''), payload.title])"
        );
        Ok(serde_json::from_value(self.wire.chrome(&body, &json!({"words": words}))?)?)
    }

    fn take_suggestion(&mut self, words: &str, content: &str) -> Result {
        let body = format!(
            "{ADDRESS_BAR}\nconst at = rows.find(({{ payload }}) => payload.content.replace(/^\\S+ /, '') === input.content);\
             gURLBar.view.selectedRowIndex = at.rowIndex;\
             gURLBar.handleNavigation({{}});"
        );
        self.wire.chrome(&body, &json!({"words": words, "content": content}))?;
        Ok(())
    }

    fn visit(&mut self, url: &str) -> Result<Place> {
        let number = self.tabs;
        self.tabs += 1;
        self.wire.chrome(
            "const tab = gBrowser.addTrustedTab(input.url); tab.setAttribute('driven', input.number);\
             gBrowser.selectedTab = tab; const {linkedBrowser} = tab;\
             while (linkedBrowser.webProgress?.isLoadingDocument || linkedBrowser.currentURI.spec === 'about:blank')\
               await new Promise((next) => window.setTimeout(next, 20));",
            &json!({"url": url, "number": number}),
        )?;
        Ok(Place::Tab(number))
    }

    fn neighbour(&self) -> Option<&str> {
        self.neighbour.as_deref()
    }

    fn choose(&mut self, place: &Place, entry: &str, x: f64, y: f64) -> Result {
        let body = include_str!("menu.js");
        let id = format!("{}-menuitem-_{entry}", self.widget());
        self.at(place, body, json!({"id": id, "x": x, "y": y, "patience": patience()}))?;
        Ok(())
    }

    fn log_until(&mut self, end: &str) -> Result<Vec<String>> {
        self.program.said_until(end)
    }

    fn command(&mut self, name: &str) -> Result {
        let body = "WebExtensionPolicy.getByID(input.id).extension.shortcuts.onCommand(input.name)";
        self.wire.chrome(body, &json!({"id": self.id, "name": name}))?;
        Ok(())
    }

    fn screenshot(&mut self, place: &Place, shot: Shot) -> Result<Vec<u8>> {
        let body = include_str!("screenshot.js");
        let picture = self.at(place, body, json!({"dark": shot.dark, "size": shot.size}))?;
        Ok(STANDARD.decode(picture.as_str().unwrap_or_default())?)
    }

    fn open_popup(&mut self) -> Result<Place> {
        // The button is put on the bar, as a person pins it, and then pressed.
        let body = "const id = `${input.widget}-browser-action`;\
             CustomizableUI.addWidgetToArea(id, CustomizableUI.AREA_NAVBAR);\
             const button = document.getElementById(id).querySelector('.unified-extensions-item-action-button')\
               ?? document.getElementById(id);\
             button.click();";
        self.wire.chrome(body, &json!({"widget": self.widget()}))?;
        self.settle(&Place::Popup)?;
        Ok(Place::Popup)
    }

    fn open_docked(&mut self) -> Result<Place> {
        let widget = format!("{}-sidebar-action", self.widget());
        self.wire.chrome("await SidebarController.show(input.widget)", &json!({"widget": widget}))?;
        self.settle(&Place::Docked)?;
        Ok(Place::Docked)
    }

    fn await_popup(&mut self) -> Result<Place> {
        self.settle(&Place::Popup)?;
        Ok(Place::Popup)
    }

    fn await_docked(&mut self) -> Result<Place> {
        self.settle(&Place::Docked)?;
        Ok(Place::Docked)
    }

    fn exists(&mut self, place: &Place) -> Result<bool> {
        let there = self.at(place, "return Boolean(place.context?.currentWindowGlobal)", json!({}))?;
        Ok(there == json!(true))
    }

    fn close(&mut self, place: &Place) -> Result {
        let body = "const {browser} = place; const {kind} = input.place;\
             if (kind === 'tab') holder.gBrowser.removeTab(holder.gBrowser.getTabForBrowser(browser));\
             else if (kind === 'docked') SidebarController.hide();\
             else if (kind === 'popup' && browser) {\
               const panel = browser.closest('panel');\
               const hidden = new Promise((next) => panel.addEventListener('popuphidden', next, {once: true}));\
               panel.hidePopup(); await hidden;\
             }";
        self.at(place, body, json!({}))?;
        Ok(())
    }

    fn background_runs(&mut self) -> Result<bool> {
        let body = "return WebExtensionPolicy.getByID(input.id).extension.backgroundState";
        Ok(self.wire.chrome(body, &json!({"id": self.id}))? == json!("running"))
    }

    fn stop_background(&mut self) -> Result {
        let body = "await WebExtensionPolicy.getByID(input.id).extension.terminateBackground(\
                    {ignoreDevToolsAttached: true, disableResetIdleForTest: true})";
        self.wire.chrome(body, &json!({"id": self.id}))?;
        Ok(())
    }

    fn reload_extension(&mut self) -> Result {
        if let Some(desk) = self.desk.take() {
            self.close(&desk)?;
        }
        self.install()
    }

    fn in_background(&mut self, body: &str, input: &Value) -> Result<Value> {
        if !self.background_runs()? {
            // Whatever is asked wakes it.
            self.call_api("await chrome.runtime.sendMessage({do: 'seen'})", &json!({}))?;
        }
        let script = format!("return (async (input) => {{ {body} }})(JSON.parse(arguments[0]))");
        let body = "const {extension} = WebExtensionPolicy.getByID(input.id);\
                    const view = [...extension.views].find((one) => one.viewType === 'background');\
                    const actor = view.xulBrowser.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');\
                    return await actor.executeScript(input.script, [input.argument], {timeout: 100000})";
        self.wire.chrome(body, &json!({"id": self.id, "script": script, "argument": input.to_string()}))
    }

    fn set_online(&mut self, online: bool) -> Result {
        self.wire.chrome("Services.io.offline = !input.online", &json!({"online": online})).map(drop)
    }

    fn open_window(&mut self, url: &str) -> Result<Place> {
        let number = self.tabs;
        self.tabs += 1;
        self.wire.chrome(
            "const other = OpenBrowserWindow();\
             await new Promise((next) => other.addEventListener('load', next, {once: true}));\
             await other.delayedStartupPromise;\
             const tab = other.gBrowser.addTrustedTab(input.url); tab.setAttribute('driven', input.number);\
             other.gBrowser.selectedTab = tab;",
            &json!({"url": url, "number": number}),
        )?;
        let place = Place::Tab(number);
        self.settle(&place)?;
        Ok(place)
    }

    fn desktop(&mut self) -> Result<Vec<(String, String)>> {
        let body = "return [...window.drivenAlerts.values()].map(({alert}) => [alert.title, alert.text])";
        Ok(serde_json::from_value(self.wire.chrome(body, &json!({}))?)?)
    }

    fn click_notification(&mut self, title: &str) -> Result {
        let body = "const shown = [...window.drivenAlerts.values()].find(({alert}) => alert.title === input.title);\
                    if (!shown) throw new Error(`${input.title} is not on the desktop`);\
                    shown.listener.observe(null, 'alertclickcallback', shown.alert.cookie);";
        self.wire.chrome(body, &json!({"title": title})).map(drop)
    }

    fn complaints(&mut self) -> Result<Vec<String>> {
        let body = "const {extension} = WebExtensionPolicy.getByID(input.id);\
                    return [...(extension.warnings ?? []), ...(extension.errors ?? [])].map(String)";
        Ok(serde_json::from_value(self.wire.chrome(body, &json!({"id": self.id}))?)?)
    }

    fn call_api(&mut self, body: &str, input: &Value) -> Result<Value> {
        let desk = self.desk.clone().ok_or_else(|| Failure::new("The extension's own page is not open."))?;
        self.evaluate(&desk, body, input)
    }

    fn origin(&self) -> &str {
        &self.origin
    }

    fn wait_closed(&mut self) {
        self.program.wait();
    }

    fn quit(&mut self) {
        // The reply may be lost with the browser; what matters is that it was asked to end in good order.
        let _ = self.wire.call("Marionette:Quit", &json!({"flags": ["eAttemptQuit"]}));
        // What was written last is on the disk only when the process is gone.
        self.program.wait();
    }
}

/// How long something that the browser does by itself is waited for, in milliseconds.
fn patience() -> u64 {
    u64::try_from(crate::PATIENCE.as_millis()).unwrap_or(u64::MAX)
}

/// A chord as Marionette takes it.
fn key(chord: &Chord) -> Value {
    json!({
        "key": chord.key, "code": chord.code, "location": 0, "printable": chord.key.chars().count() == 1,
        "altKey": chord.holds(ALT), "ctrlKey": chord.holds(CONTROL),
        "metaKey": chord.holds(META), "shiftKey": chord.holds(SHIFT),
    })
}

/// The id that an extension gives itself for Firefox.
fn id(extension: &Path) -> Result<String> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(extension.join("manifest.json"))?)?;
    let id = manifest["browser_specific_settings"]["gecko"]["id"].as_str();
    Ok(id.ok_or_else(|| Failure::new("The manifest has no id for Firefox."))?.to_owned())
}

fn id_and_folder(extension: &Path) -> Result<(String, std::path::PathBuf)> {
    Ok((id(extension)?, extension.canonicalize()?))
}

/// The profile's settings: known addresses for extensions by their ids, no word to the world, nothing that opens by itself.
fn preferences(uuids: &Value, launch: &Launch) -> String {
    let uuids = uuids.to_string();
    let settings = [
        ("extensions.webextensions.uuids", json!(uuids)),
        // A temporary add-on is gone at the end of the browser; what it stored is kept, as for one that was installed.
        ("extensions.webextensions.keepStorageOnUninstall", json!(true)),
        ("extensions.webextensions.keepUuidOnUninstall", json!(true)),
        ("marionette.port", json!(0)),
        ("remote.log.level", json!("Info")),
        // What pages and the background write to their consoles is said aloud.
        ("devtools.console.stdout.content", json!(true)),
        ("devtools.jsonview.enabled", json!(false)),
        ("browser.shell.checkDefaultBrowser", json!(false)),
        ("browser.startup.homepage_override.mstone", json!("ignore")),
        ("browser.aboutwelcome.enabled", json!(false)),
        ("datareporting.policy.dataSubmissionEnabled", json!(false)),
        ("toolkit.telemetry.reportingpolicy.firstRun", json!(false)),
        ("app.update.auto", json!(false)),
        ("intl.accept_languages", json!(launch.language)),
        ("dom.min_background_timeout_value", json!(10)),
        ("ui.popup.disable_autohide", json!(false)),
        // Whatever is not on this machine goes to a proxy that is not there.
        ("network.proxy.type", json!(1)),
        ("network.proxy.http", json!("127.0.0.1")),
        ("network.proxy.http_port", json!(9)),
        ("network.proxy.ssl", json!("127.0.0.1")),
        ("network.proxy.ssl_port", json!(9)),
        ("network.proxy.no_proxies_on", json!("127.0.0.1, localhost")),
    ];
    let storage = launch.storage.map(|size| ("dom.quotaManager.temporaryStorage.fixedLimit", json!(size)));
    let lines: Vec<String> = settings
        .iter()
        .chain(&storage)
        .map(|(name, value)| format!("user_pref({}, {value});\n", json!(name)))
        .collect();
    lines.concat()
}
