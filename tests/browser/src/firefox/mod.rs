//! Firefox, by Marionette and without any program in between.
//!
//! Commands run in the browser's own window, and reach a document through the actor that Marionette keeps in each: so the
//! popup, the sidebar and a frame in a closed shadow root are as near as a tab.

mod background;
mod documents;
mod input;
mod started;
mod ui;
mod wire;

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use self::wire::Wire;
use crate::browser::Launch;
use crate::engine::{Documents as _, Engine, Place};
use crate::failure::{Failure, Result};
use crate::program::{Profile, Program, find};

/// Under which name the extension's pages live in a driven Firefox.
const UUID: &str = "6f1d2c9a-0b57-4e0d-9a35-3f2b7c8d1e40";

/// Under which the other extension's do.
const NEIGHBOUR: &str = "0d9e7b34-52c1-4f86-8a1e-6b7f40c2d915";

/// Finds a place; put before a script that needs one.
const PLACE: &str = include_str!("place.js");

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
        let browser = find(&["firefox-esr", "firefox"])?;
        started::lay_into(profile.folder(), &browser, |folder| {
            let (mut program, mut wire) = run(&browser, folder, &json!({}), &Launch::default())?;
            quit(&mut wire, &mut program);
            Ok(())
        })?;
        let (program, wire) = run(&browser, profile.folder(), &uuids, launch)?;
        let mut firefox = Self {
            wire,
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
    fn neighbour(&self) -> Option<&str> {
        self.neighbour.as_deref()
    }

    fn log_until(&mut self, end: &str) -> Result<Vec<String>> {
        self.program.said_until(end)
    }

    fn set_online(&mut self, online: bool) -> Result {
        self.wire.chrome("Services.io.offline = !input.online", &json!({"online": online})).map(drop)
    }

    fn complaints(&mut self) -> Result<Vec<String>> {
        let body = "const {extension} = WebExtensionPolicy.getByID(input.id);\
                    return [...(extension.warnings ?? []), ...(extension.errors ?? [])].map(String)";
        Ok(serde_json::from_value(self.wire.chrome(body, &json!({"id": self.id}))?)?)
    }

    fn origin(&self) -> &str {
        &self.origin
    }

    fn wait_closed(&mut self) {
        self.program.wait();
    }

    fn quit(&mut self) {
        quit(&mut self.wire, &mut self.program);
    }
}

/// Starts the browser on a profile, without any extension. `uuids` are the addresses that extensions will have.
fn run(browser: &Path, profile: &Path, uuids: &Value, launch: &Launch) -> Result<(Program, Wire)> {
    std::fs::write(profile.join("user.js"), preferences(uuids, launch))?;
    let (width, height) = (launch.window.0.to_string(), launch.window.1.to_string());
    let mut command = Command::new(browser);
    command.args(["-no-remote", "-marionette", "-remote-allow-system-access", "-profile"]).arg(profile);
    command.args(["-width", &width, "-height", &height]);
    if launch.headless {
        command.arg("-headless");
    }
    command.env("MOZ_HEADLESS_WIDTH", width).env("MOZ_HEADLESS_HEIGHT", height);
    let program = Program::start(command.arg("about:blank"))?;
    let port = program.announced(|line| {
        let (_, rest) = line.split_once("Listening on port ")?;
        rest.trim().parse().ok()
    })?;
    Ok((program, Wire::connect(port)?))
}

/// Ends it in good order.
fn quit(wire: &mut Wire, program: &mut Program) {
    // The reply may be lost with the browser; what matters is that it was asked.
    let _ = wire.call("Marionette:Quit", &json!({"flags": ["eAttemptQuit"]}));
    // What was written last is on the disk only when the process is gone.
    program.wait();
}

/// How long something that the browser does by itself is waited for, in milliseconds.
fn patience() -> u64 {
    u64::try_from(crate::PATIENCE.as_millis()).unwrap_or(u64::MAX)
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
        // A tab page that nobody opens, and processes for tabs that may never come, cost a fifth of a start.
        ("browser.newtab.preload", json!(false)),
        ("browser.startup.page", json!(0)),
        ("dom.ipc.processPrelaunch.enabled", json!(false)),
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
