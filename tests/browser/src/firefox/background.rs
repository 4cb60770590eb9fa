//! The event page, and the bare page from which the API is called.

use serde_json::{Value, json};

use super::Firefox;
use crate::engine::{Background, Documents};
use crate::failure::{Failure, Result};

impl Background for Firefox {
    fn background_runs(&mut self) -> Result<bool> {
        let body = "return WebExtensionPolicy.getByID(input.id).extension.backgroundState";
        Ok(self.wire.chrome(body, &json!({"id": self.id}))? == json!("running"))
    }

    fn stop_background(&mut self) -> Result {
        let body = "await WebExtensionPolicy.getByID(input.id).extension.terminateBackground(\
                    {ignoreDevToolsAttached: true, disableResetIdleForTest: true})";
        self.wire.chrome(body, &json!({"id": self.id}))?;
        Ok(())
    }

    fn reload_extension(&mut self) -> Result {
        if let Some(desk) = self.desk.take() {
            self.close(&desk)?;
        }
        self.install()
    }

    fn in_background(&mut self, body: &str, input: &Value) -> Result<Value> {
        if !self.background_runs()? {
            // Whatever is asked wakes it.
            self.call_api("await chrome.runtime.sendMessage({do: 'seen'})", &json!({}))?;
        }
        let script = format!("return (async (input) => {{ {body} }})(JSON.parse(arguments[0]))");
        let body = "const {extension} = WebExtensionPolicy.getByID(input.id);\
                    const view = [...extension.views].find((one) => one.viewType === 'background');\
                    const actor = view.xulBrowser.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');\
                    return await actor.executeScript(input.script, [input.argument], {timeout: 100000})";
        self.wire.chrome(body, &json!({"id": self.id, "script": script, "argument": input.to_string()}))
    }

    fn call_api(&mut self, body: &str, input: &Value) -> Result<Value> {
        let desk = self.desk.clone().ok_or_else(|| Failure::new("The extension's own page is not open."))?;
        self.evaluate(&desk, body, input)
    }
}
