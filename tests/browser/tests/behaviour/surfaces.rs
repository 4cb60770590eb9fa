//! Every surface in every language: it fits at narrow and low sizes, at twice the size, with large text, and axe finds nothing in it in light,
//! dark and forced colours.
//!
//! One walk leads through all surfaces. The messages of a language take the place of the English ones in a copy of the extension, because a
//! browser speaks the languages that it is installed with. A fourth language has the longest message of the three for each key.

use crate::guest::{PLAIN, mount};
use crate::layout::misfits;
use crate::scene::{LIGHTHOUSE, Scene};
use crate::web::site;
use browser_suite::{Colours, Kind, Page, Result, any, both, containing, copy_folder};
use sandbox::{Endpoint, Fault, FaultKind, keys};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

both!(every_surface_fits_in_english, every_surface_fits_in_chinese, every_surface_fits_in_the_longest_words,);

const NOTHING: Value = Value::Null;

/// Widths and heights in CSS pixels, and the size of the text: the popup at twice the size, the narrowest docked panel, a window at twice
/// the size, the popup with large text.
const PLACES: [(u32, u32, &str); 4] =
    [(200, 300, "medium"), (320, 550, "large"), (400, 300, "medium"), (400, 600, "large")];

/// A copy of the extension that speaks one language.
struct Edition {
    folder: TempDir,
    messages: Map<String, Value>,
}

impl Edition {
    /// The extension with the longest of the messages of these languages for each key, the first of them for the language itself.
    fn of(kind: Kind, languages: &[&str]) -> Result<Self> {
        let folder = TempDir::with_prefix("impromptu-language-")?;
        copy_folder(&kind.extension(), folder.path())?;
        let file = |language: &str| -> PathBuf {
            folder.path().join("_locales").join(language).join("messages.json")
        };
        let mut messages = Map::new();
        for language in languages {
            let theirs: Map<String, Value> = serde_json::from_slice(&std::fs::read(file(language))?)?;
            for (key, message) in theirs {
                let longer = length(&message) > messages.get(&key).map_or(0, length);
                if longer && !(key.starts_with("language") && messages.contains_key(&key)) {
                    messages.insert(key, message);
                }
            }
        }
        std::fs::write(file("en"), Value::from(messages.clone()).to_string())?;
        Ok(Self { folder, messages })
    }

    /// The text of a message without arguments.
    fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.messages.get(key).and_then(|message| message["message"].as_str()).unwrap_or(key)
    }

    fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// About how wide a message is: a Chinese character is as wide as two Latin letters.
fn length(message: &Value) -> usize {
    let width = |letter: char| if u32::from(letter) < 0x2e80 { 1 } else { 2 };
    message["message"].as_str().unwrap_or_default().chars().map(width).sum()
}

/// In which colours axe looks at a surface. Its rules are the same in both browsers, and it is slow in Firefox.
#[derive(Clone, Copy)]
enum Axe {
    /// In each.
    All,
    /// In one: the next surface in the next. Colours are the same in every language.
    InTurn,
    /// Not at all.
    Never,
}

/// What was found, a line for each thing.
struct Findings {
    lines: Vec<String>,
    /// How many surfaces were looked at.
    surfaces: usize,
    axe: Axe,
}

impl Findings {
    /// Looks at a page. The panel in a page of the web takes its size from the tab around it.
    fn look(&mut self, page: &Page<'_>, tab: Option<&Page<'_>>, surface: &str) -> Result {
        let tab = tab.unwrap_or(page);
        page.wait_settled()?;
        for (width, height, text) in PLACES {
            page.evaluate("document.documentElement.dataset.text = input", &json!(text))?;
            tab.set_size(width, height)?;
            let place = format!("{surface}, {width} x {height}, {text} text");
            self.lines.extend(misfits(page)?.into_iter().map(|misfit| format!("{place}: {misfit}")));
        }
        tab.set_size(400, 600)?;
        page.evaluate("document.documentElement.removeAttribute('data-text')", &NOTHING)?;
        self.surfaces += 1;
        for (number, colours) in [Colours::Light, Colours::Dark, Colours::Forced].into_iter().enumerate() {
            let axe = match self.axe {
                Axe::All if number == 0 => Page::axe,
                Axe::All => Page::axe_on_colours,
                Axe::InTurn if number == self.surfaces % 3 => Page::axe,
                Axe::InTurn | Axe::Never => continue,
            };
            tab.set_colours(colours)?;
            page.wait_settled()?;
            self.lines.extend(axe(page)?.into_iter().map(|line| format!("{surface}, {colours:?}: {line}")));
        }
        tab.set_colours(Colours::Light)?;
        Ok(())
    }
}

fn every_surface_fits_in_english(kind: Kind) -> Result {
    walk(kind, &["en"])
}

fn every_surface_fits_in_chinese(kind: Kind) -> Result {
    walk(kind, &["zh_CN"])
}

/// Spanish, but for the messages that are longer in another language.
fn every_surface_fits_in_the_longest_words(kind: Kind) -> Result {
    walk(kind, &["es", "en", "zh_CN"])
}

fn walk(kind: Kind, languages: &[&str]) -> Result {
    let axe = match (kind, languages) {
        (Kind::Chromium, ["en"]) => Axe::All,
        (Kind::Chromium, _) | (Kind::Firefox, ["en"]) => Axe::InTurn,
        (Kind::Firefox, _) => Axe::Never,
    };
    let edition = Edition::of(kind, languages)?;
    let mut config = sandbox::Config { puzzle: None, ..sandbox::Config::default() };
    config.payment = sandbox::Payment::Upfront;
    let scene = Scene::from_beside(kind, edition.folder(), config)?;
    let mut findings = Findings { lines: Vec::new(), surfaces: 0, axe };
    sign_up(&scene, &edition, &mut findings)?;
    connect(&scene, &edition, &mut findings)?;
    tabs(&scene, &edition, &mut findings)?;
    thread(&scene, &edition, &mut findings)?;
    page_panel(&scene, &mut findings)?;
    locked(&scene, &edition, &mut findings)?;
    assert!(findings.lines.is_empty(), "{:#?}", findings.lines);
    Ok(())
}

/// Does something in the name of a page.
fn send(page: &Page<'_>, command: &Value) -> Result {
    page.evaluate("await chrome.runtime.sendMessage(input)", command).map(drop)
}

/// The welcome page, and each step that a network may ask for.
fn sign_up(scene: &Scene, edition: &Edition, findings: &mut Findings) -> Result {
    let say = |key: &'static str| edition.say(key);
    let page = scene.browser.open("register.html?first")?;
    page.role("button", say("welcomeSignup")).wait()?;
    findings.look(&page, None, "welcome")?;
    page.role("button", say("welcomeSignup")).click()?;
    let press = || page.role("button", say("solveAndRegister")).click();
    press()?;
    page.role("alert", any()).wait()?;
    findings.look(&page, None, "sign-up with errors")?;
    page.evaluate("document.querySelector('details').open = true", &NOTHING)?;
    page.role("textbox", say("signupName")).fill("Paper Moon")?;
    page.role("textbox", say("signupDescription")).fill("Folds what is said and keeps it.")?;
    page.role("textbox", say("apiAddress")).fill(&scene.network.api())?;
    press()?;
    page.role("group", any()).nth(0).wait()?;
    page.wait_for("return document.querySelector('.asked') !== null", &NOTHING)?;
    findings.look(&page, None, "sign-up that is asked for more")?;
    page.role("textbox", say("operatorId")).fill("user_42")?;
    let back = || -> Result {
        send(&page, &json!({ "do": "signupBack", "another": true }))?;
        page.role("button", say("solveAndRegister")).wait().map(drop)
    };
    let refused = |endpoint: &str| {
        let step = json!({"method": "POST", "endpoint": endpoint, "instructions": "Wave at the lighthouse.", "hint": "Twice is polite."});
        let body = json!({"error": {"code": "AUTH_009", "message": "One thing more.", "nextStep": step}});
        FaultKind::Status { status: 403, body: Some(body), retry_after: None }
    };
    let end = page.evaluate("return new Date(Date.now() + 900_000).toISOString()", &NOTHING)?;
    for (fault, title) in [
        (Fault::new(Endpoint::Challenge, puzzle(1 << 20, 1, &end)), "refusedTitle"),
        (Fault::new(Endpoint::Challenge, puzzle(8_192, 24, &end)), "tooSlowTitle"),
        (Fault::new(Endpoint::Challenge, puzzle(8_192, 6, &end)), "solvingTitle"),
        // The network has no puzzle of its own, and is asked for none after it said so.
        (Fault::new(Endpoint::Register, refused("/api/v1/agents/wave")), "stepTitle"),
        (Fault::new(Endpoint::Register, refused("/api/v1/agents/accept-tos")), "termsTitle"),
    ] {
        scene.network.fault(fault);
        press()?;
        page.role("heading", say(title)).wait()?;
        if title == "solvingTitle" {
            page.role("button", say("pause")).click()?;
            page.role("heading", say("pausedTitle")).wait()?;
        }
        findings.look(&page, None, title)?;
        back()?;
    }
    press()?;
    page.role("heading", say("paymentTitle")).wait()?;
    findings.look(&page, None, "payment")?;
    back()?;
    scene.network.fault(Fault::new(Endpoint::Register, FaultKind::Drop));
    press()?;
    page.role("heading", say("lostTitle")).wait()?;
    findings.look(&page, None, "lost")?;
    back()?;
    press()?;
    page.role("textbox", say("signupTransaction")).fill("0xabc123")?;
    page.role("button", say("register")).click()?;
    page.role("button", say("keySaved")).wait()?;
    findings.look(&page, None, "your key")?;
    page.role("button", say("keySaved")).click()?;
    page.role("heading", say("connectedTitle")).wait()?;
    findings.look(&page, None, "connected")?;
    page.close()
}

/// A puzzle as a network serves it. It ends at this time.
fn puzzle(memory: u32, difficulty: u32, end: &Value) -> FaultKind {
    let rounds: Vec<Value> = (0..10)
        .map(|round| json!({"round": round, "salt": format!("{round:032x}"), "difficulty": difficulty}))
        .collect();
    let body = json!({
        "chainId": format!("{memory:08x}-0000-4000-8000-{difficulty:012x}"), "algorithm": "argon2id", "version": 2,
        "params": {"memory": memory, "iterations": 1, "parallelism": 1, "hashLength": 32},
        "rounds": rounds, "expiresAt": end, "instructions": "Ten independent rounds.",
    });
    FaultKind::Status { status: 200, body: Some(body), retry_after: None }
}

/// The panel and the options without a key, and with the key of an account that has much to show.
fn connect(scene: &Scene, edition: &Edition, findings: &mut Findings) -> Result {
    let say = |key: &'static str| edition.say(key);
    let options = scene.browser.open("options.html")?;
    options.role("textbox", say("apiKey")).wait()?;
    send(&options, &json!({ "do": "forgetKey" }))?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.role("button", say("welcomeKey")).wait()?;
    findings.look(&panel, None, "panel without a key")?;
    panel.close()?;
    findings.look(&options, None, "options without a key")?;
    options.role("textbox", say("apiAddress")).fill(&scene.network.api())?;
    options.role("textbox", say("apiKey")).fill(keys::LANTERN)?;
    options.role("button", say("connect")).click()?;
    scene.browser.wait_badge("3")?;
    options.wait_for(
        "for (const e of document.querySelectorAll('details')) e.open = true; return true",
        &NOTHING,
    )?;
    findings.look(&options, None, "options")?;
    options.close()
}

fn tabs(scene: &Scene, edition: &Edition, findings: &mut Findings) -> Result {
    let page = scene.panel()?;
    for tab in ["tabOpportunities", "tabNotifications", "tabDrafts", "tabCreate", "tabYou"] {
        page.role("tab", edition.say(tab)).click()?;
        page.role("tabpanel", any()).wait_attribute("aria-busy", None)?;
        if tab == "tabCreate" {
            page.role("button", edition.say("previewSeed")).click()?;
        }
        findings.look(&page, None, tab)?;
    }
    page.close()
}

fn thread(scene: &Scene, edition: &Edition, findings: &mut Findings) -> Result {
    let say = |key: &'static str| edition.say(key);
    let page = scene.panel()?;
    page.role("article", LIGHTHOUSE).role("button", say("doReadThread")).click()?;
    page.role("button", say("doReprompt")).wait()?;
    findings.look(&page, None, "thread")?;
    page.role("button", say("doReprompt")).click()?;
    page.role("textbox", say("yourMessage")).fill("Great point! I totally agree.")?;
    page.role("list", say("partHints")).wait()?;
    page.role("button", say("postReprompt")).wait_attribute("aria-disabled", None)?;
    findings.look(&page, None, "composer")?;
    page.role("button", say("postReprompt")).click()?;
    page.role("dialog", any()).wait()?;
    findings.look(&page, None, "review")?;
    page.close()?;
    // A draft stands in its tab.
    let page = scene.panel()?;
    page.role("tab", edition.say("tabDrafts")).click()?;
    page.role("article", containing(LIGHTHOUSE)).wait()?;
    findings.look(&page, None, "drafts")?;
    page.close()
}

/// The panel in a page of the web.
fn page_panel(scene: &Scene, findings: &mut Findings) -> Result {
    let tab = scene.browser.open_url(&site("", PLAIN)?)?;
    let panel = mount(&tab)?;
    findings.look(&panel, Some(&tab), "panel in a page")?;
    tab.close()
}

fn locked(scene: &Scene, edition: &Edition, findings: &mut Findings) -> Result {
    let options = scene.browser.open("options.html")?;
    options.role("radio", edition.say("sealPassphrase")).click()?;
    options.role("textbox", edition.say("newPassphrase")).wait()?;
    findings.look(&options, None, "a new passphrase")?;
    send(&options, &json!({ "do": "setPassphrase", "passphrase": "moth and lamp" }))?;
    send(&options, &json!({ "do": "lock" }))?;
    options.close()?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.role("button", edition.say("unlock")).wait()?;
    findings.look(&panel, None, "locked")?;
    panel.close()
}
