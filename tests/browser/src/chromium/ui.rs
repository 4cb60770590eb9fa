//! The browser's own furniture. What the system draws is out of the protocol's reach: there, the event that it would send is sent.

use serde_json::json;

use super::Chromium;
use crate::engine::{Background, Place, Ui};
use crate::failure::Result;

impl Ui for Chromium {
    fn choose(&mut self, place: &Place, entry: &str, x: f64, y: f64) -> Result {
        let session = self.at(place)?.session.clone();
        self.wire.call(Some(&session), "Page.bringToFront", &json!({}))?;
        let body = "const under = document.elementFromPoint(input.x, input.y);\
                    const link = under?.closest('a')?.href;\
                    const selectionText = String((under?.contentDocument ?? document).getSelection());\
                    return {pageUrl: location.href, ...(link && {linkUrl: link}), ...(selectionText && {selectionText})}";
        let mut info = self.run(&session, body, &json!({"x": x, "y": y}))?;
        info["menuItemId"] = json!(entry);
        info["editable"] = json!(false);
        // Whatever is asked wakes the worker, which has to hear it.
        self.desk("await chrome.runtime.sendMessage({do: 'seen'})", false)?;
        let body = "const tabs = await chrome.tabs.query({active: true});\
                    const tab = tabs.find((one) => one.url === input.pageUrl);\
                    chrome.contextMenus.onClicked.dispatch(input, tab)";
        self.in_background(body, &info).map(drop)
    }

    fn choose_at_icon(&mut self, entry: &str) -> Result {
        let body = "const [tab] = await chrome.tabs.query({active: true, lastFocusedWindow: true});\
                    chrome.contextMenus.onClicked.dispatch({menuItemId: input, editable: false, pageUrl: tab.url}, tab)";
        self.in_background(body, &json!(entry)).map(drop)
    }

    fn command(&mut self, name: &str) -> Result {
        // Whatever is asked wakes the worker, which has to hear it.
        self.desk("await chrome.runtime.sendMessage({do: 'seen'})", false)?;
        let body = "const [tab] = await chrome.tabs.query({active: true, lastFocusedWindow: true});\
                    chrome.commands.onCommand.dispatch(input, tab)";
        self.in_background(body, &json!(name)).map(drop)
    }

    fn assign(&mut self, command: &str, keys: &str) -> Result {
        let id = self.origin.trim_start_matches("chrome-extension://").to_owned();
        let body = "await chrome.developerPrivate.updateExtensionCommand(\
                    {extensionId: input.id, commandName: input.command, keybinding: input.keys})";
        self.extensions(body, &json!({"id": id, "command": command, "keys": keys})).map(drop)
    }

    fn suggestions(&mut self, words: &str) -> Result<Vec<(String, String)>> {
        // A description that is no XML is refused here as it is in the address bar.
        let body = "const found = await new Promise((next) => chrome.omnibox.onInputChanged.dispatch(input.words, next));\
                    for (const { description } of found) await chrome.omnibox.setDefaultSuggestion({ description });\
                    const names = { amp: '&', lt: '<', gt: '>', quot: '\"', apos: \"'\" };\
                    return found.map((one) => [one.content, one.description.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => names[name])])";
        Ok(serde_json::from_value(self.in_background(body, &json!({"words": words}))?)?)
    }

    fn take_suggestion(&mut self, _words: &str, content: &str) -> Result {
        let body = "chrome.omnibox.onInputEntered.dispatch(input.content, 'currentTab')";
        self.in_background(body, &json!({"content": content})).map(drop)
    }

    fn desktop(&mut self) -> Result<Vec<(String, String)>> {
        Ok(self.desktop.shown())
    }

    fn click_notification(&mut self, title: &str) -> Result {
        self.desktop.click(title)
    }
}
