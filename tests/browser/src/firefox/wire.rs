//! Marionette: numbered commands as JSON, each after its length, over one TCP connection.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use crate::failure::{Failure, Result};

/// How long the browser may be silent before it is taken for dead.
const SILENCE: Duration = Duration::from_mins(2);

/// A connection to Firefox.
pub(crate) struct Wire {
    stream: TcpStream,
    sent: u64,
}

impl Wire {
    /// Connects to the port that Firefox announced and starts a session.
    pub(crate) fn connect(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(SILENCE))?;
        stream.set_nodelay(true)?;
        let mut wire = Self { stream, sent: 0 };
        wire.receive()?;
        wire.call("WebDriver:NewSession", &json!({"timeouts": {"script": 110_000}}))?;
        wire.call("Marionette:SetContext", &json!({"value": "chrome"}))?;
        Ok(wire)
    }

    /// Sends a command and waits for its reply.
    pub(crate) fn call(&mut self, command: &str, parameters: &Value) -> Result<Value> {
        self.sent += 1;
        let message = json!([0, self.sent, command, parameters]).to_string();
        write!(self.stream, "{}:{message}", message.len())?;
        let mut reply = self.receive().map_err(|failure| {
            failure.during(format_args!("{command} {}", message.chars().take(400).collect::<String>()))
        })?;
        if !reply[2].is_null() {
            return Err(Failure::new(format!(
                "{command}: {}",
                reply[2]["message"].as_str().unwrap_or("failed")
            )));
        }
        Ok(reply[3].take())
    }

    /// Runs the body of an async function in the browser's own window, with all its rights; `input` is its argument.
    pub(crate) fn chrome(&mut self, body: &str, input: &Value) -> Result<Value> {
        let script = format!(
            "const [input, done] = arguments;\
             (async () => {{ {body} }})().then((value) => done({{value: value ?? null}}),\
             (error) => done({{error: String(error?.message ?? error)}}));"
        );
        let parameters = json!({"script": script, "args": [input], "sandbox": "system"});
        let mut reply = self.call("WebDriver:ExecuteAsyncScript", &parameters)?;
        let outcome = &mut reply["value"];
        match outcome["error"].as_str() {
            Some(error) => Err(Failure::new(error)),
            None => Ok(outcome["value"].take()),
        }
    }

    fn receive(&mut self) -> Result<Value> {
        let mut length = 0;
        loop {
            let mut byte = [0];
            self.stream.read_exact(&mut byte)?;
            match byte[0] {
                digit @ b'0'..=b'9' => length = length * 10 + usize::from(digit - b'0'),
                b':' => break,
                other => return Err(Failure::new(format!("Firefox sent {other:?} where a length belongs."))),
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(serde_json::from_slice(&body)?)
    }
}
