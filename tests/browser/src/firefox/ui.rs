//! The browser's own furniture: its menus, its address bar, its notifications.

use serde_json::json;

use super::{Firefox, patience};
use crate::engine::{Background, Place, Ui};
use crate::failure::Result;

/// Types into the address bar; `rows` are the offers of extensions.
const ADDRESS_BAR: &str = include_str!("address_bar.js");

/// Opens a context menu, and presses an entry of it.
const MENU: &str = include_str!("menu.js");

impl Firefox {
    /// The name that an entry of the extension has in every menu.
    fn entry(&self, entry: &str) -> String {
        format!("{}-menuitem-_{entry}", self.widget())
    }
}

impl Ui for Firefox {
    fn choose(&mut self, place: &Place, entry: &str, x: f64, y: f64) -> Result {
        // The press goes to what was painted last: a dialog that has only just closed would still swallow it.
        let body = format!(
            "{MENU}\nconst {{ browser, actor }} = place;\
             gBrowser.selectedTab = gBrowser.getTabForBrowser(browser);\
             await actor.executeScript('return new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))', [], {{}});\
             await choose(document.getElementById('contentAreaContextMenu'), ...(await actor.toBrowserWindowCoordinates([input.x, input.y])))"
        );
        self.at(place, &body, json!({"id": self.entry(entry), "x": x, "y": y, "patience": patience()}))?;
        Ok(())
    }

    fn choose_at_icon(&mut self, entry: &str) -> Result {
        let body = format!(
            "{MENU}\nCustomizableUI.addWidgetToArea(input.button, CustomizableUI.AREA_NAVBAR);\
             const box = document.getElementById(input.button).getBoundingClientRect();\
             await choose(document.getElementById('toolbar-context-menu'), box.left + box.width / 2, box.top + box.height / 2)"
        );
        let button = format!("{}-browser-action", self.widget());
        let input = json!({"id": self.entry(entry), "button": button, "patience": patience()});
        self.wire.chrome(&body, &input).map(drop)
    }

    fn command(&mut self, name: &str) -> Result {
        let body = "WebExtensionPolicy.getByID(input.id).extension.shortcuts.onCommand(input.name)";
        self.wire.chrome(body, &json!({"id": self.id, "name": name}))?;
        Ok(())
    }

    fn assign(&mut self, command: &str, keys: &str) -> Result {
        let body = "await browser.commands.update({name: input.command, shortcut: input.keys})";
        self.call_api(body, &json!({"command": command, "keys": keys})).map(drop)
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
}
