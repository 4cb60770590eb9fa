//! The `DevTools` protocol: commands and events over one websocket.

use std::collections::HashMap;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Message, WebSocket};

use crate::failure::{Failure, Result};

/// How long the browser may be silent before it is taken for dead.
const SILENCE: Duration = Duration::from_mins(2);

/// What the protocol calls a target: a page, a worker, a frame in a process of its own.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// `page`, `iframe`, `service_worker` and others.
    pub(crate) kind: String,
    /// The address it shows.
    pub(crate) url: String,
}

/// A connection to Chromium.
pub(crate) struct Wire {
    socket: WebSocket<TcpStream>,
    sent: u64,
    targets: HashMap<String, Target>,
    loaded: Vec<String>,
}

impl Wire {
    /// Connects to the address that Chromium announced, and starts to hear about targets.
    pub(crate) fn connect(address: &str) -> Result<Self> {
        let host = address.strip_prefix("ws://").and_then(|rest| rest.split('/').next());
        let host = host.ok_or_else(|| Failure::new(format!("{address:?} is not a websocket's address.")))?;
        let stream = TcpStream::connect(host)?;
        stream.set_read_timeout(Some(SILENCE))?;
        stream.set_nodelay(true)?;
        // A screenshot is one message of several megabytes.
        let config = WebSocketConfig::default().max_message_size(None).max_frame_size(None);
        let (socket, _) = tungstenite::client::client_with_config(address, stream, Some(config))
            .map_err(|error| Failure::new(format!("Chromium refused the connection: {error}")))?;
        let mut wire = Self { socket, sent: 0, targets: HashMap::new(), loaded: Vec::new() };
        // The empty filter lets every kind through, workers included.
        wire.call(None, "Target.setDiscoverTargets", &json!({"discover": true, "filter": [{}]}))?;
        Ok(wire)
    }

    /// Sends a command, to a session or to the browser itself, and waits for its reply.
    pub(crate) fn call(&mut self, session: Option<&str>, method: &str, parameters: &Value) -> Result<Value> {
        let id = self.send(session, method, parameters)?;
        loop {
            if let Some(reply) = self.reply(id, session, method, parameters)? {
                return Ok(reply);
            }
        }
    }

    /// Hands input for a target to a session, and waits until it was taken or the target is gone: a frame that a key closes never says that
    /// it heard of it.
    pub(crate) fn hand(&mut self, session: &str, target: &str, method: &str, parameters: &Value) -> Result {
        let id = self.send(Some(session), method, parameters)?;
        while self.targets.contains_key(target) {
            if self.reply(id, Some(session), method, parameters)?.is_some() {
                break;
            }
        }
        Ok(())
    }

    fn send(&mut self, session: Option<&str>, method: &str, parameters: &Value) -> Result<u64> {
        self.sent += 1;
        let mut command = json!({"id": self.sent, "method": method, "params": parameters});
        if let Some(session) = session {
            command["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(command.to_string()))?;
        Ok(self.sent)
    }

    /// Reads one message: the reply to a command, or something else, which is noted.
    fn reply(
        &mut self,
        id: u64,
        session: Option<&str>,
        method: &str,
        parameters: &Value,
    ) -> Result<Option<Value>> {
        let mut message = self.receive().map_err(|failure| failure.during(asked(method, parameters)))?;
        if message["id"] != id {
            self.note(&message);
            let detached = &message["params"]["sessionId"];
            if message["method"] == "Target.detachedFromTarget"
                && session.is_some_and(|session| detached == session)
            {
                return Err(Failure::new(format!("{method}: its document is gone.")));
            }
            return Ok(None);
        }
        if let Some(error) = message.get("error") {
            return Err(Failure::new(format!("{method}: {}", error["message"])));
        }
        Ok(Some(message["result"].take()))
    }

    /// Waits for events until `question` finds its answer among the targets.
    pub(crate) fn until<T>(
        &mut self,
        what: &str,
        question: impl Fn(&HashMap<String, Target>) -> Option<T>,
    ) -> Result<T> {
        let end = Instant::now() + crate::PATIENCE;
        loop {
            if let Some(answer) = question(&self.targets) {
                return Ok(answer);
            }
            if Instant::now() > end {
                let there: Vec<String> =
                    self.targets.values().map(|target| format!("{} {}", target.kind, target.url)).collect();
                return Err(Failure::new(format!("{what} did not happen. There are {}", there.join(", "))));
            }
            self.listen(end)?;
        }
    }

    /// Waits until a session has told that its page is loaded.
    pub(crate) fn until_loaded(&mut self, session: &str) -> Result {
        let end = Instant::now() + crate::PATIENCE;
        while !self.loaded.iter().any(|loaded| loaded == session) {
            if Instant::now() > end {
                return Err(Failure::new("The page did not finish loading."));
            }
            self.listen(end)?;
        }
        Ok(())
    }

    /// Forgets that a session's page was loaded, before it is sent elsewhere.
    pub(crate) fn forget_loaded(&mut self, session: &str) {
        self.loaded.retain(|loaded| loaded != session);
    }

    /// The targets there are now.
    pub(crate) fn targets(&mut self) -> Result<HashMap<String, Target>> {
        let reply = self.call(None, "Target.getTargets", &json!({"filter": [{}]}))?;
        let infos = reply["targetInfos"].as_array().cloned().unwrap_or_default();
        Ok(infos.iter().map(|info| (text(&info["targetId"]), target(info))).collect())
    }

    /// Starts a session with a target.
    pub(crate) fn attach(&mut self, target: &str) -> Result<String> {
        let reply =
            self.call(None, "Target.attachToTarget", &json!({"targetId": target, "flatten": true}))?;
        Ok(text(&reply["sessionId"]))
    }

    /// Asks the browser to close and waits until the connection ends.
    pub(crate) fn close_browser(&mut self) {
        if self.call(None, "Browser.close", &json!({})).is_ok() {
            while let Ok(message) = self.receive() {
                self.note(&message);
            }
        }
    }

    /// Reads one message, or returns at the end of the wait without any.
    fn listen(&mut self, end: Instant) -> Result {
        let left = end.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        self.socket.get_ref().set_read_timeout(Some(left))?;
        let message = self.receive();
        self.socket.get_ref().set_read_timeout(Some(SILENCE))?;
        match message {
            Ok(message) => self.note(&message),
            Err(failure) if Instant::now() < end => return Err(failure),
            Err(_) => {}
        }
        Ok(())
    }

    fn receive(&mut self) -> Result<Value> {
        loop {
            match self.socket.read()? {
                Message::Text(text) => return Ok(serde_json::from_str(&text)?),
                Message::Close(_) => return Err(Failure::new("Chromium closed the connection.")),
                _ => {}
            }
        }
    }

    /// Keeps what an event tells.
    fn note(&mut self, message: &Value) {
        let parameters = &message["params"];
        match message["method"].as_str() {
            Some("Target.targetCreated" | "Target.targetInfoChanged") => {
                let info = &parameters["targetInfo"];
                self.targets.insert(text(&info["targetId"]), target(info));
            }
            Some("Target.targetDestroyed" | "Target.targetCrashed") => {
                self.targets.remove(&text(&parameters["targetId"]));
            }
            Some("Page.loadEventFired") => self.loaded.push(text(&message["sessionId"])),
            _ => {}
        }
    }
}

fn target(info: &Value) -> Target {
    Target { kind: text(&info["type"]), url: text(&info["url"]) }
}

/// What was asked, shortly: a browser that falls silent should tell over what. A script begins with what all of them need, so
/// of the expression its end is told.
fn asked(method: &str, parameters: &Value) -> String {
    let words = parameters["expression"].as_str().map_or_else(|| parameters.to_string(), str::to_owned);
    let from = words.chars().count().saturating_sub(500);
    format!("{method} {}", words.chars().skip(from).collect::<String>())
}

/// A JSON string as text; anything else is empty, for the protocol always sends strings here.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
