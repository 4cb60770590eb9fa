//! Where the documents are: targets, each with a session of its own.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::wire::text;
use super::{Chromium, Document};
use crate::engine::{Colours, Documents, Place, Shot};
use crate::failure::{Failure, Result};

impl Chromium {
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
}

impl Documents for Chromium {
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

    fn open_window(&mut self, url: &str) -> Result<Place> {
        let document = self.blank_in(true)?;
        if let Some(error) = self.navigate(&document, url)? {
            return Err(Failure::new(format!("{url} could not be opened: {error}")));
        }
        self.tabs.push(document);
        Ok(Place::Tab(self.tabs.len() - 1))
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

    fn visit(&mut self, url: &str) -> Result<Place> {
        let document = self.blank()?;
        self.wire.call(Some(&document.session), "Page.navigate", &json!({"url": url}))?;
        self.wire.until(url, |targets| {
            targets.get(&document.target).filter(|target| target.url != "about:blank").map(drop)
        })?;
        self.tabs.push(document);
        Ok(Place::Tab(self.tabs.len() - 1))
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

    fn set_size(&mut self, place: &Place, width: u32, height: u32) -> Result {
        let session = self.at(place)?.session.clone();
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.wire.call(Some(&session), "Emulation.setDeviceMetricsOverride", &metrics)?;
        Ok(())
    }

    fn set_colours(&mut self, place: &Place, colours: Colours) -> Result {
        let session = self.at(place)?.session.clone();
        let scheme = if colours == Colours::Dark { "dark" } else { "light" };
        let forced = if colours == Colours::Forced { "active" } else { "none" };
        // Without motion, or what is looked at next are colours on their way.
        let media = json!({"features": [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "forced-colors", "value": forced},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]});
        self.wire.call(Some(&session), "Emulation.setEmulatedMedia", &media)?;
        Ok(())
    }

    fn set_paper(&mut self, place: &Place, on: bool) -> Result {
        let session = self.at(place)?.session.clone();
        let media = json!({"media": if on { "print" } else { "" }});
        self.wire.call(Some(&session), "Emulation.setEmulatedMedia", &media)?;
        Ok(())
    }
}
