//! Elements, found by role and accessible name each time they are needed.

use std::panic::Location;
use std::time::Instant;

use serde_json::{Value, json};

use crate::failure::{Failure, Result};
use crate::page::Page;

/// What an element's accessible name has to be.
#[derive(Clone, Debug)]
pub enum Name {
    /// Exactly this, white space apart.
    Exactly(String),
    /// This somewhere in it, upper and lower case alike.
    Containing(String),
    /// Whatever it is.
    Any,
}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self::Exactly(name.to_owned())
    }
}

impl From<&String> for Name {
    fn from(name: &String) -> Self {
        Self::Exactly(name.clone())
    }
}

/// A name that has this text in it.
pub fn containing(text: &str) -> Name {
    Name::Containing(text.to_owned())
}

/// Any name, or none.
pub fn any() -> Name {
    Name::Any
}

/// A description of an element: it is looked for when it is used, and waited for.
#[derive(Clone)]
pub struct Locator<'a> {
    page: Page<'a>,
    steps: Vec<Value>,
    words: String,
}

impl<'a> Locator<'a> {
    pub(crate) fn new(page: Page<'a>, role: &str, name: Name) -> Self {
        Self { page, steps: Vec::new(), words: String::new() }.role(role, name)
    }

    /// Inside this element, the one with this role and name.
    #[must_use]
    pub fn role(mut self, role: &str, name: impl Into<Name>) -> Self {
        let (name, words) = match name.into() {
            Name::Exactly(name) => (json!({"exactly": name}), format!("{role} {name:?}")),
            Name::Containing(name) => {
                (json!({"containing": name}), format!("{role} with {name:?} in its name"))
            }
            Name::Any => (json!({}), role.to_owned()),
        };
        self.steps.push(json!({"role": role, "name": name, "nth": null}));
        self.words = if self.words.is_empty() { words } else { format!("{words} in {}", self.words) };
        self
    }

    /// Of several, the one at this place, counted from 0 in the order of the document.
    #[must_use]
    pub fn nth(mut self, number: usize) -> Self {
        if let Some(step) = self.steps.last_mut() {
            step["nth"] = json!(number);
        }
        self.words = format!("number {number} of {}", self.words);
        self
    }

    /// Waits until there is exactly one.
    #[track_caller]
    pub fn wait(&self) -> Result<&Self> {
        self.with("return true").map(|_| self)
    }

    /// Waits until there is none.
    #[track_caller]
    pub fn wait_gone(&self) -> Result {
        self.until("return by.find(input.steps).length === 0").map(drop)
    }

    /// Waits until the text it shows contains this, upper and lower case alike.
    #[track_caller]
    pub fn wait_says(&self, text: &str) -> Result {
        let body = format!(
            "return by.tidy(element.innerText ?? element.textContent).toLowerCase().includes({}.toLowerCase())",
            json!(text)
        );
        self.with(&body)
            .map(drop)
            .map_err(|failure| failure.during(format!("waiting for it to say {text:?}")))
    }

    /// Waits until an attribute has this value; `None` means that it is not there.
    #[track_caller]
    pub fn wait_attribute(&self, name: &str, value: Option<&str>) -> Result {
        self.with(&format!("return element.getAttribute({}) === {}", json!(name), json!(value))).map(drop)
    }

    /// Clicks on it, once it is there, at rest, enabled and not covered by anything. When it moves away in the moment before the press, what took its
    /// place is left unpressed, and it is aimed at anew: as a hand does that sees it move.
    #[track_caller]
    pub fn click(&self) -> Result {
        let end = Instant::now() + crate::PATIENCE;
        loop {
            let point = self.with(include_str!("script/click.js"))?;
            let side = |name: &str| point[name].as_f64().unwrap_or_default();
            self.page.click_at(side("x"), side("y"))?;
            if self.page.press_met(end).map_err(|failure| failure.during(&self.words))? {
                return Ok(());
            }
        }
    }

    /// Clicks into it and types, a key for each character.
    #[track_caller]
    pub fn type_text(&self, text: &str) -> Result {
        self.click()?;
        self.page.type_text(text)
    }

    /// Clicks into it and puts this text in the place of all that was there.
    #[track_caller]
    pub fn fill(&self, text: &str) -> Result {
        self.click()?;
        self.with("element.focus(); element.select?.(); return true")?;
        if text.is_empty() { self.page.press("Delete") } else { self.page.insert(text) }
    }

    /// Chooses an option of a `select` by its text, as the keyboard does.
    #[track_caller]
    pub fn choose(&self, option: &str) -> Result {
        self.with("element.focus(); return true")?;
        let body = format!(
            "const wanted = [...element.options].findIndex((one) => by.tidy(one.label) === by.tidy({}));\
             return wanted < 0 ? null : {{wanted, now: element.selectedIndex}}",
            json!(option)
        );
        let found = self.with(&body)?;
        let index = |name: &str| found[name].as_i64().unwrap_or_default();
        let (wanted, now) = (index("wanted"), index("now"));
        for _ in 0..wanted.abs_diff(now) {
            self.page.press(if wanted > now { "ArrowDown" } else { "ArrowUp" })?;
        }
        Ok(())
    }

    /// How many there are now.
    pub fn count(&self) -> Result<usize> {
        let count = self.page.evaluate("return by.find(input.steps).length", &self.input())?;
        Ok(count.as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or_default())
    }

    /// Whether there is one now.
    pub fn is_there(&self) -> Result<bool> {
        Ok(self.count()? > 0)
    }

    /// The names of all there are now.
    pub fn names(&self) -> Result<Vec<String>> {
        let names = self.page.evaluate("return by.find(input.steps).map(by.name)", &self.input())?;
        Ok(serde_json::from_value(names)?)
    }

    /// The text that it shows.
    #[track_caller]
    pub fn text(&self) -> Result<String> {
        self.string("return {text: by.tidy(element.innerText ?? element.textContent)}")
    }

    /// What has been typed into it, or chosen in it.
    #[track_caller]
    pub fn value(&self) -> Result<String> {
        self.string("return {text: element.value}")
    }

    /// Its accessible description.
    #[track_caller]
    pub fn description(&self) -> Result<String> {
        self.string("return {text: by.description(element)}")
    }

    /// One of its attributes; empty when it has none of that name.
    #[track_caller]
    pub fn attribute(&self, name: &str) -> Result<String> {
        self.string(&format!("return {{text: element.getAttribute({}) ?? ''}}", json!(name)))
    }

    /// Whether it can not be used now.
    #[track_caller]
    pub fn is_disabled(&self) -> Result<bool> {
        self.truth("element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true'")
    }

    /// Whether it is ticked or selected.
    #[track_caller]
    pub fn is_checked(&self) -> Result<bool> {
        self.truth("element.checked === true || ['aria-checked', 'aria-selected', 'aria-pressed'].some((name) => element.getAttribute(name) === 'true')")
    }

    /// Whether it has the focus.
    #[track_caller]
    pub fn is_focused(&self) -> Result<bool> {
        self.truth("element.getRootNode().activeElement === element")
    }

    /// Role and name as the browser itself hands them to a screen reader.
    #[track_caller]
    pub fn heard(&self) -> Result<(String, String)> {
        self.wait()?;
        self.page.browser.engine().heard(&self.page.place, &json!(self.steps))
    }

    /// The body of a function about the one element, called until it returns something that counts as true.
    #[track_caller]
    fn with(&self, body: &str) -> Result<Value> {
        self.until(&format!(
            "const [element, other] = by.find(input.steps); if (!element || other) return null;\n{body}"
        ))
    }

    #[track_caller]
    fn until(&self, body: &str) -> Result<Value> {
        let caller = Location::caller();
        self.page.wait_for(body, &self.input()).map_err(|failure| {
            let count = self.count().map_or_else(|failure| failure.to_string(), |count| count.to_string());
            let words = &self.words;
            Failure::new(format!("{words} (at {caller}; there are {count}): {failure}"))
        })
    }

    #[track_caller]
    fn string(&self, body: &str) -> Result<String> {
        Ok(self.with(body)?["text"].as_str().unwrap_or_default().to_owned())
    }

    #[track_caller]
    fn truth(&self, expression: &str) -> Result<bool> {
        Ok(self.with(&format!("return {{truth: Boolean({expression})}}"))?["truth"] == json!(true))
    }

    fn input(&self) -> Value {
        json!({"steps": self.steps})
    }
}
