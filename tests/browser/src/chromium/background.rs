//! The service worker, and the bare page from which the API is called.

use serde_json::{Value, json};

use super::{Chromium, wire};
use crate::engine::Background;
use crate::failure::{Failure, Result};

impl Background for Chromium {
    fn background_runs(&mut self) -> Result<bool> {
        Ok(self.worker()?.is_some())
    }

    fn stop_background(&mut self) -> Result {
        match self.worker()? {
            Some(worker) => self.close_target(&worker),
            None => Ok(()),
        }
    }

    fn reload_extension(&mut self) -> Result {
        let Some(desk) = self.desk.take() else {
            return Err(Failure::new("The extension's own page is not open."));
        };
        // Outside developer mode Chromium switches off an unpacked extension that is loaded anew.
        let developer = "await chrome.developerPrivate.updateProfileConfiguration({inDeveloperMode: true})";
        self.extensions(developer, &json!({}))?;
        self.stop_background()?;
        // A moment later, for the page is gone before it could answer.
        self.run(&desk.session, "setTimeout(() => chrome.runtime.reload())", &json!({}))?;
        self.wire.until("the end of the old extension", |targets| {
            (!targets.contains_key(&desk.target)).then_some(())
        })?;
        let origin = format!("{}/", self.origin);
        self.wire.until("the start of the new extension", |targets| {
            let started =
                |target: &wire::Target| target.kind == "service_worker" && target.url.starts_with(&origin);
            targets.values().any(started).then_some(())
        })?;
        self.set_desk()
    }

    fn in_background(&mut self, body: &str, input: &Value) -> Result<Value> {
        if !self.background_runs()? {
            // Whatever is asked wakes it.
            self.desk("await chrome.runtime.sendMessage({do: 'seen'})", false)?;
        }
        let worker = self.worker()?.ok_or_else(|| Failure::new("The worker does not run."))?;
        let session = self.wire.attach(&worker)?;
        let parameters = json!({
            "expression": format!("(async (input) => {{ {body} }})({input})"),
            "awaitPromise": true,
            "returnByValue": true,
            "userGesture": true,
        });
        let reply = self.wire.call(Some(&session), "Runtime.evaluate", &parameters)?;
        // A worker that is watched is never idle.
        self.wire.call(None, "Target.detachFromTarget", &json!({"sessionId": session}))?;
        match reply.get("exceptionDetails") {
            Some(thrown) => Err(Failure::new(format!("The worker threw {thrown}"))),
            None => Ok(reply["result"]["value"].clone()),
        }
    }

    fn call_api(&mut self, body: &str, input: &Value) -> Result<Value> {
        let session = self.desk.as_ref().map(|desk| desk.session.clone());
        let session = session.ok_or_else(|| Failure::new("The extension's own page is not open."))?;
        self.run(&session, body, input)
    }
}
