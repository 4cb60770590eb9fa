//! The browser's own furniture: its menus, its address bar, its notifications.

use serde_json::json;

use super::{Firefox, patience};
use crate::engine::{Background, Place, Ui};
use crate::failure::Result;

/// Types into the address bar; `rows` are the offers of extensions.
const ADDRESS_BAR: &str = include_str!("address_bar.js");

impl Ui for Firefox {
    fn choose(&mut self, place: &Place, entry: &str, x: f64, y: f64) -> Result {
        let body = include_str!("menu.js");
        let id = format!("{}-menuitem-_{entry}", self.widget());
        self.at(place, body, json!({"id": id, "x": x, "y": y, "patience": patience()}))?;
        Ok(())
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
