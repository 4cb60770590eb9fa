//! A document, seen and handled as a person would.

use std::time::Instant;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::engine::{Colours, Mouse, Place, Shot};
use crate::failure::{Failure, Result};
use crate::keys::Chord;
use crate::locator::{Locator, Name};

/// The finder that every script in a page has at hand as `by`.
pub(crate) const LOCATE: &str = include_str!("script/locate.js");

/// How long one question to a page may take before it is asked anew, in milliseconds: a page that navigates drops it.
const SLICE: u64 = 2_000;

/// The body of an async function, made an expression that takes `input` and returns JSON as text.
pub(crate) fn in_page(body: &str) -> String {
    format!(
        "(async (input) => {{ const by = {LOCATE};\n\
         const answer = await (async () => {{ {body}\n }})();\n\
         return JSON.stringify(answer ?? null); }})"
    )
}

/// A document of the extension or of the web, open in a browser.
#[derive(Clone)]
pub struct Page<'a> {
    pub(crate) browser: &'a Browser,
    pub(crate) place: Place,
}

impl<'a> Page<'a> {
    /// The element with this role and this accessible name; see [`Name`] for what may stand for a name.
    pub fn role(&self, role: &str, name: impl Into<Name>) -> Locator<'a> {
        Locator::new(self.clone(), role, name.into())
    }

    /// Runs the body of an async function in the document and returns what it returns, which has to be JSON. Its
    /// argument is `input`; `by` offers the finder.
    pub fn evaluate(&self, body: &str, input: &Value) -> Result<Value> {
        self.browser.engine().evaluate(&self.place, body, input)
    }

    /// Waits until the body of a function returns something that counts as true, and returns that.
    pub fn wait_for(&self, body: &str, input: &Value) -> Result<Value> {
        let body = format!("return await by.until(async () => {{ {body}\n }}, {SLICE})");
        let end = Instant::now() + crate::PATIENCE;
        loop {
            let answer = self.evaluate(&body, input);
            match answer {
                Ok(Value::Null) | Err(_) if Instant::now() < end => {}
                Ok(Value::Null) => return Err(Failure::new("it never came to be").during(self.outline())),
                answer => return answer,
            }
        }
    }

    /// Waits until the document shows this text somewhere, upper and lower case alike.
    pub fn wait_for_text(&self, text: &str) -> Result {
        let body = "return by.tidy(document.body.innerText).toLowerCase().includes(input.toLowerCase())";
        self.wait_for(body, &json!(text))
            .map(drop)
            .map_err(|failure| failure.during(format!("waiting for {text:?}")))
    }

    /// All the text that the document shows, white space drawn together.
    pub fn text(&self) -> Result<String> {
        let text = self.evaluate("return by.tidy(document.body.innerText)", &Value::Null)?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The address of the document.
    pub fn url(&self) -> Result<String> {
        Ok(self.evaluate("return location.href", &Value::Null)?.as_str().unwrap_or_default().to_owned())
    }

    /// Role and name of the element that has the focus.
    pub fn focused(&self) -> Result<(String, String)> {
        let body = "let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;\
                    return [by.role(at), by.name(at)]";
        Ok(serde_json::from_value(self.evaluate(body, &Value::Null)?)?)
    }

    /// Presses a key, alone or with modifiers: `j`, `Escape`, `Control+Enter`.
    pub fn press(&self, chord: &str) -> Result {
        self.browser.engine().press(&self.place, &Chord::parse(chord)?)
    }

    /// Types text, a key for each character, wherever the focus is.
    pub fn type_text(&self, text: &str) -> Result {
        for character in text.chars() {
            let chord = if character == '\n' { Chord::parse("Enter")? } else { Chord::character(character) };
            self.browser.engine().press(&self.place, &chord)?;
        }
        Ok(())
    }

    /// Puts text in at the caret at once, as a paste does.
    pub fn insert(&self, text: &str) -> Result {
        self.browser.engine().insert(&self.place, text)
    }

    /// Presses the main mouse button at a point of the document, in CSS pixels, whatever is there.
    pub fn click_at(&self, x: f64, y: f64) -> Result {
        self.browser.engine().click(&self.place, x, y)
    }

    /// Whether the press that a script watches for met what it was meant for, once it has come. A document that the press closed met it.
    pub(crate) fn press_met(&self, end: Instant) -> Result<bool> {
        loop {
            let answer = self.evaluate(&format!("return await by.until(by.met, {SLICE})"), &Value::Null);
            match answer.as_ref().map(Value::as_str) {
                Ok(Some("missed")) if Instant::now() > end => {
                    return Err(Failure::new("It moved away from every press.").during(self.outline()));
                }
                Ok(Some("missed")) => return Ok(false),
                Ok(None) if Instant::now() > end => {
                    return Err(Failure::new("The press never came to the document.").during(self.outline()));
                }
                Ok(None) => {}
                Ok(Some(_)) | Err(_) => return Ok(true),
            }
        }
    }

    /// Presses keys that are the browser's own to hear, with this tab in front: `Alt+Shift+I`.
    pub fn press_above(&self, chord: &str) -> Result {
        self.browser.engine().press_above(&self.place, &Chord::parse(chord)?)
    }

    /// Makes one move of the mouse at a point of this tab, in CSS pixels, whatever is there: frames too.
    ///
    /// Chromium's protocol hands each move to what lies under it, also while a button is down: there, what is dragged must not be outrun.
    pub fn mouse(&self, act: Mouse, x: f64, y: f64) -> Result {
        self.browser.engine().mouse(&self.place, act, x, y)
    }

    /// Shows this tab as it would be printed, or as usual again.
    pub fn set_paper(&self, on: bool) -> Result {
        self.browser.engine().set_paper(&self.place, on)
    }

    /// Gives this tab's document another size, in CSS pixels.
    pub fn set_size(&self, width: u32, height: u32) -> Result {
        self.browser.engine().set_size(&self.place, width, height)
    }

    /// Shows this tab in the colours of another system. Colours on their way from one to the other are waited for.
    pub fn set_colours(&self, colours: Colours) -> Result {
        self.browser.engine().set_colours(&self.place, colours)?;
        let shown = "return matchMedia('(forced-colors: active)').matches === (input === 'Forced')
            && (input === 'Forced' || matchMedia('(prefers-color-scheme: dark)').matches === (input === 'Dark'))";
        self.wait_for(shown, &json!(format!("{colours:?}")))?;
        self.wait_settled()
    }

    /// Waits until no colour and no place is on its way to another. A turning wheel never arrives, and Firefox never starts what
    /// lies in a fold that is closed.
    pub fn wait_settled(&self) -> Result {
        let settled = "return document.getAnimations().every(({effect}) =>
            effect.getComputedTiming().iterations === Infinity || !effect.target.checkVisibility())";
        self.wait_for(settled, &Value::Null).map(drop)
    }

    /// Chooses the extension's entry with this id from the context menu, opened at a point of the document.
    ///
    /// Firefox's menu is opened and pressed. Chromium's is drawn by the system and out of reach: what it would send is sent.
    pub fn choose(&self, entry: &str, x: f64, y: f64) -> Result {
        self.browser.engine().choose(&self.place, entry, x, y)
    }

    /// A picture as PNG, at two device pixels for each CSS pixel.
    pub fn screenshot(&self, shot: Shot) -> Result<Vec<u8>> {
        self.browser.engine().screenshot(&self.place, shot)
    }

    /// The extension's own frame inside this tab, once it is there.
    pub fn frame(&self) -> Result<Self> {
        let Place::Tab(tab) = self.place else { return Err(Failure::new("Only a tab holds frames.")) };
        let place = self.browser.engine().open_frame(tab)?;
        Ok(Self { browser: self.browser, place })
    }

    /// Whether the document is still there.
    pub fn is_open(&self) -> Result<bool> {
        self.browser.engine().exists(&self.place)
    }

    /// Closes the tab, the popup or the docked panel.
    pub fn close(self) -> Result {
        self.browser.engine().close(&self.place)
    }

    /// Violations that axe finds in the document, each as `rule: what it says (the element)`. Empty is good.
    pub fn axe(&self) -> Result<Vec<String>> {
        self.axe_with("{resultTypes: ['violations'], elementRef: false}")
    }

    /// The same by the rules alone that turn on colours: for a document that was looked at in other colours before.
    pub fn axe_on_colours(&self) -> Result<Vec<String>> {
        self.axe_with("{resultTypes: ['violations'], elementRef: false, runOnly: ['color-contrast', 'link-in-text-block']}")
    }

    fn axe_with(&self, options: &str) -> Result<Vec<String>> {
        if self.evaluate("return typeof globalThis.axe === 'object'", &Value::Null)? != json!(true) {
            self.bring_axe()?;
        }
        let body = format!(
            "const {{ violations }} = await globalThis.axe.run(document, {options});\
             return violations.flatMap((rule) => rule.nodes.map((node) =>\
               `${{rule.id}}: ${{rule.help}} (${{node.html.slice(0, 160)}})`))"
        );
        Ok(serde_json::from_value(self.evaluate(&body, &Value::Null)?)?)
    }

    /// Brings axe to a document that it has not looked at before.
    fn bring_axe(&self) -> Result {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(file).map_err(|error| {
            Failure::new(format!("axe-core is not there, type cargo xtask setup: {error}"))
        })?;
        self.evaluate(&axe, &Value::Null).map(drop)
    }

    /// What a screen reader would find in the document, a line for each thing: for messages.
    pub fn outline(&self) -> String {
        let lines = self.evaluate("return by.outline()", &Value::Null);
        let lines: Vec<String> =
            lines.and_then(|lines| Ok(serde_json::from_value(lines)?)).unwrap_or_default();
        format!("On the page was\n  {}\n", lines.join("\n  "))
    }
}
