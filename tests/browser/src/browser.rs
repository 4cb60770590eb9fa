//! A browser with the extension in it.

use std::cell::{RefCell, RefMut};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::chromium::Chromium;
use crate::engine::{Engine, Place};
use crate::failure::{Failure, Result};
use crate::firefox::Firefox;
use crate::page::Page;

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium, or Chrome where that is what is installed.
    Chromium,
    /// Firefox.
    Firefox,
}

impl Kind {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// The folder into which `cargo xtask build --dev` puts this browser's extension.
    pub fn extension(self) -> PathBuf {
        let name = match self {
            Self::Chromium => "chrome",
            Self::Firefox => "firefox",
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."));
        root.join("dist/dev").join(name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
        })
    }
}

/// How a browser is started.
#[derive(Clone, Debug)]
pub struct Launch {
    /// Where its profile is kept; `None` makes a fresh one that goes with the browser.
    pub profile: Option<PathBuf>,
    /// Whether it draws no window.
    pub headless: bool,
    /// Width and height of its window in CSS pixels.
    pub window: (u32, u32),
    /// How many kilobytes websites and extensions may store; `None` leaves it to the browser. Firefox alone can be told;
    /// Chromium holds an extension to ten megabytes.
    pub storage: Option<u32>,
    /// Folder of another extension that is installed beside ours.
    pub neighbour: Option<PathBuf>,
    /// The person's language, as in `en-US`. Firefox shows its own words only in the languages it is installed with.
    pub language: &'static str,
}

impl Default for Launch {
    fn default() -> Self {
        Self {
            profile: None,
            headless: true,
            window: (1280, 900),
            storage: None,
            neighbour: None,
            language: "en-US",
        }
    }
}

/// What the toolbar button shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The few letters on the button.
    pub text: String,
    /// The words that appear when the pointer rests on it.
    pub title: String,
    /// The ground behind the letters: red, green, blue, opacity.
    pub colour: [u8; 4],
}

/// A running browser. Each has its own profile, and ends with this value.
pub struct Browser {
    kind: Kind,
    engine: RefCell<Box<dyn Engine>>,
}

impl Browser {
    /// Starts a browser with an extension from a folder.
    pub fn start(kind: Kind, extension: &Path, launch: &Launch) -> Result<Self> {
        if !extension.join("manifest.json").is_file() {
            let folder = extension.display();
            return Err(Failure::new(format!(
                "There is no extension in {folder}. Type: cargo xtask build --dev"
            )));
        }
        let engine: Box<dyn Engine> = match kind {
            Kind::Chromium => Box::new(Chromium::start(extension, launch)?),
            Kind::Firefox => Box::new(Firefox::start(extension, launch)?),
        };
        Ok(Self { kind, engine: RefCell::new(engine) })
    }

    /// Which browser it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Where pages of the extension live, without a slash at the end: `chrome-extension://…` or `moz-extension://…`.
    pub fn origin(&self) -> String {
        self.engine().origin().to_owned()
    }

    /// Opens a page of the extension in a tab: `open("options.html")`.
    pub fn open(&self, path: &str) -> Result<Page<'_>> {
        let url = format!("{}/{path}", self.origin());
        self.open_url(&url)
    }

    /// Opens any address in a tab.
    pub fn open_url(&self, url: &str) -> Result<Page<'_>> {
        let place = self.engine().open(url)?;
        Ok(self.page(place))
    }

    /// Opens a tab at an address whatever becomes of it: the browser's own pages, a site that cannot be reached.
    pub fn visit(&self, url: &str) -> Result<Page<'_>> {
        let place = self.engine().visit(url)?;
        Ok(self.page(place))
    }

    /// Opens a page of the other extension in a tab.
    pub fn open_neighbour(&self, path: &str) -> Result<Page<'_>> {
        let origin = self.engine().neighbour().map(str::to_owned);
        let origin =
            origin.ok_or_else(|| Failure::new("This browser was started without another extension."))?;
        self.open_url(&format!("{origin}/{path}"))
    }

    /// Gives a command of the extension keys, as a person does on the browser's page for that: `assign("lock", "Ctrl+Shift+Y")`.
    pub fn assign(&self, command: &str, keys: &str) -> Result {
        self.engine().assign(command, keys)
    }

    /// What the address bar offers for these words behind the extension's keyword: what each stands for, and how it is described.
    ///
    /// Firefox's address bar is typed into. Chromium's is out of reach: what it would send is sent, and each description is read by the
    /// browser as it reads those of the address bar.
    pub fn suggestions(&self, words: &str) -> Result<Vec<(String, String)>> {
        self.engine().suggestions(words)
    }

    /// Types these words behind the keyword, and takes the offer that stands for this.
    pub fn take_suggestion(&self, words: &str, content: &str) -> Result {
        self.engine().take_suggestion(words, content)
    }

    /// Opens the toolbar popup, the real one.
    pub fn open_popup(&self) -> Result<Page<'_>> {
        let place = self.engine().open_popup()?;
        Ok(self.page(place))
    }

    /// Opens the docked panel: Chromium's side panel, Firefox's sidebar.
    pub fn open_docked(&self) -> Result<Page<'_>> {
        let place = self.engine().open_docked()?;
        Ok(self.page(place))
    }

    /// Waits for a toolbar popup that something else opens.
    pub fn await_popup(&self) -> Result<Page<'_>> {
        let place = self.engine().await_popup()?;
        Ok(self.page(place))
    }

    /// Waits for a docked panel that something else opens.
    pub fn await_docked(&self) -> Result<Page<'_>> {
        let place = self.engine().await_docked()?;
        Ok(self.page(place))
    }

    /// What the toolbar button shows now.
    pub fn badge(&self) -> Result<Badge> {
        let body = "const {action} = chrome; return {text: await action.getBadgeText({}), title: await action.getTitle({}),\
                    colour: [...await action.getBadgeBackgroundColor({})]}";
        let shown = self.api(body, &Value::Null)?;
        Ok(Badge {
            text: shown["text"].as_str().unwrap_or_default().to_owned(),
            title: shown["title"].as_str().unwrap_or_default().to_owned(),
            colour: serde_json::from_value(shown["colour"].clone())?,
        })
    }

    /// Waits until the badge has this text, and returns all of it.
    pub fn wait_badge(&self, text: &str) -> Result<Badge> {
        self.wait_api("return (await chrome.action.getBadgeText({})) === input", &json!(text)).map_err(
            |failure| failure.during(format!("waiting for the badge {text:?}, it is {:?}", self.badge())),
        )?;
        self.badge()
    }

    /// Everything that the extension has stored: for each area its keys and values.
    pub fn storage(&self) -> Result<BTreeMap<String, Value>> {
        let body = "const found = {}; for (const area of ['local', 'session', 'sync'])\
                    found[area] = await chrome.storage[area].get(null); return found";
        Ok(serde_json::from_value(self.api(body, &Value::Null)?)?)
    }

    /// Title and text of the notifications that are up on the desktop. Chromium's desktop is a message bus of the driver's own,
    /// Firefox's a service of alerts in the place of the one that a browser without a screen lacks.
    pub fn desktop(&self) -> Result<Vec<(String, String)>> {
        self.engine().desktop()
    }

    /// Waits until a notification with this title is up.
    pub fn wait_notification(&self, title: &str) -> Result {
        let end = std::time::Instant::now() + crate::PATIENCE;
        loop {
            let shown = self.desktop()?;
            if shown.iter().any(|(other, _)| other == title) {
                return Ok(());
            }
            if std::time::Instant::now() > end {
                return Err(Failure::new(format!("{title:?} did not come to the desktop: {shown:?}")));
            }
            // The browser gets its turn.
            self.api("await new Promise(next => setTimeout(next))", &Value::Null)?;
        }
    }

    /// Clicks on the notification with this title, as on the desktop.
    pub fn click_notification(&self, title: &str) -> Result {
        self.engine().click_notification(title)
    }

    /// The alarms that are set, by name, each with the time at which it rings, in milliseconds since the epoch.
    pub fn alarms(&self) -> Result<BTreeMap<String, f64>> {
        let body = "return Object.fromEntries((await chrome.alarms.getAll()).map((one) => [one.name, one.scheduledTime]))";
        Ok(serde_json::from_value(self.api(body, &Value::Null)?)?)
    }

    /// Lets an alarm that is set ring now, by setting it anew for this moment at the same period.
    pub fn ring(&self, alarm: &str) -> Result {
        let body = "const set = await chrome.alarms.get(input); if (!set) throw new Error(`no alarm ${input} is set`);\
                    const {periodInMinutes} = set;\
                    await chrome.alarms.create(input, {when: Date.now(), ...(periodInMinutes && {periodInMinutes})})";
        self.api(body, &json!(alarm)).map(drop)
    }

    /// Calls the extension's API from a bare page of the extension: the body of an async function with `input`.
    pub fn api(&self, body: &str, input: &Value) -> Result<Value> {
        self.engine().call_api(body, input)
    }

    /// Waits until such a body returns something that counts as true.
    pub fn wait_api(&self, body: &str, input: &Value) -> Result<Value> {
        let span = crate::PATIENCE.as_millis();
        let answer =
            self.api(&format!("return await by.until(async () => {{ {body}\n }}, {span})"), input)?;
        if answer.is_null() { Err(Failure::new("it never came to be")) } else { Ok(answer) }
    }

    /// Waits for a tab that the extension opened by itself, whose address ends so, until its document is complete, and closes it.
    pub fn close_tab(&self, end: &str) -> Result {
        let body = "const tab = chrome.extension.getViews({type: 'tab'}).find((one) => one.location.href.endsWith(input));\
                    if (tab?.document.readyState !== 'complete') return false;\
                    const {id} = await tab.chrome.tabs.getCurrent(); await chrome.tabs.remove(id); return true";
        self.wait_api(body, &json!(end)).map(drop).map_err(|failure| failure.during(format!("closing {end}")))
    }

    /// Every line that the browser has written so far, what pages and the background wrote to their consoles included.
    pub fn log(&self) -> Result<Vec<String>> {
        const END: &str = "here ends what was said so far";
        self.api("console.warn(input)", &json!(END))?;
        self.engine().log_until(END)
    }

    /// Chooses the extension's entry with this id from the context menu of its button in the toolbar.
    ///
    /// Firefox's menu is opened and pressed. Chromium's is drawn by the system and out of reach: what it would send is sent.
    pub fn choose_at_icon(&self, entry: &str) -> Result {
        self.engine().choose_at_icon(entry)
    }

    /// Gives one of the commands that the manifest names, as its shortcut does; a background that is stopped wakes for it.
    pub fn command(&self, name: &str) -> Result {
        self.engine().command(name)
    }

    /// Whether the background is running now.
    pub fn background_runs(&self) -> Result<bool> {
        self.engine().background_runs()
    }

    /// Runs the body of an async function in the background itself, which is woken first when it does not run: for holding it up
    /// in the middle of its work.
    pub fn in_background(&self, body: &str, input: &Value) -> Result<Value> {
        self.engine().in_background(body, input)
    }

    /// Waits until such a body returns something that counts as true.
    pub fn wait_background(&self, body: &str, input: &Value) -> Result<Value> {
        let end = std::time::Instant::now() + crate::PATIENCE;
        loop {
            let answer = self.in_background(body, input)?;
            if ![Value::Null, Value::Bool(false)].contains(&answer) {
                return Ok(answer);
            }
            if std::time::Instant::now() > end {
                return Err(Failure::new("it never came to be in the background"));
            }
        }
    }

    /// Takes the browser's network away, or gives it back, so that it tells everybody who listens.
    pub fn set_online(&self, online: bool) -> Result {
        self.engine().set_online(online)
    }

    /// Opens a page of the extension in a window of its own.
    pub fn open_window(&self, path: &str) -> Result<Page<'_>> {
        let url = format!("{}/{path}", self.origin());
        let place = self.engine().open_window(&url)?;
        Ok(self.page(place))
    }

    /// Ends the background, as the browser itself does with one that is idle.
    pub fn stop_background(&self) -> Result {
        self.engine().stop_background()
    }

    /// Loads the extension anew from its folder, as an update does. Its pages close.
    pub fn reload_extension(&self) -> Result {
        self.engine().reload_extension()
    }

    /// Warnings and errors that the browser holds against the extension. Empty is good.
    pub fn complaints(&self) -> Result<Vec<String>> {
        self.engine().complaints()
    }

    /// Waits until the person has closed it.
    pub fn wait_closed(self) {
        self.engine().wait_closed();
    }

    /// Closes it in good order, so that its profile can be used again.
    pub fn quit(self) {
        self.engine().quit();
    }

    pub(crate) fn engine(&self) -> RefMut<'_, Box<dyn Engine>> {
        self.engine.borrow_mut()
    }

    fn page(&self, place: Place) -> Page<'_> {
        Page { browser: self, place }
    }
}
