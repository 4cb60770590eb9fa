//! Where the documents are: each has an actor of Marionette, wherever it stands.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::Firefox;
use crate::engine::{Colours, Documents, Place, Shot};
use crate::failure::Result;
use crate::page::in_page;

impl Documents for Firefox {
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

    fn screenshot(&mut self, place: &Place, shot: Shot) -> Result<Vec<u8>> {
        let body = include_str!("screenshot.js");
        let picture = self.at(place, body, json!({"dark": shot.dark, "size": shot.size}))?;
        Ok(STANDARD.decode(picture.as_str().unwrap_or_default())?)
    }

    fn set_size(&mut self, place: &Place, width: u32, height: u32) -> Result {
        let body = "const {browser} = place;\
             if (input.place.kind === 'tab') gBrowser.selectedTab = gBrowser.getTabForBrowser(browser);\
             for (const side of ['width', 'min-width', 'max-width', 'height', 'min-height', 'max-height'])\
               browser.style.setProperty(side, `${side.endsWith('width') ? input.width : input.height}px`, 'important');\
             for (;;) {\
               const [width, height] = await find().actor.executeScript('return [window.innerWidth, window.innerHeight]', [], {});\
               if (width === input.width && height === input.height) break;\
               await new Promise((next) => window.requestAnimationFrame(next));\
             }";
        self.at(place, body, json!({"width": width, "height": height}))?;
        Ok(())
    }

    fn set_colours(&mut self, place: &Place, colours: Colours) -> Result {
        let body = "const {browsingContext} = place.browser;\
             browsingContext.prefersColorSchemeOverride = input.scheme; browsingContext.forcedColorsOverride = input.forced";
        let scheme = if colours == Colours::Dark { "dark" } else { "light" };
        let forced = if colours == Colours::Forced { "active" } else { "none" };
        self.at(place, body, json!({"scheme": scheme, "forced": forced}))?;
        Ok(())
    }

    fn set_paper(&mut self, place: &Place, on: bool) -> Result {
        let body = "place.browser.browsingContext.mediumOverride = input.medium";
        self.at(place, body, json!({"medium": if on { "print" } else { "" }}))?;
        Ok(())
    }
}
