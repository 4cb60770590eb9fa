//! The desktop that Chromium shows its notifications on: a message bus of its own, on which the service that every desktop
//! offers keeps what it is asked to show and tells Chromium what was clicked.
//!
//! The wire format is that of the D-Bus specification; the service is `org.freedesktop.Notifications`, version 1.2.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

use crate::failure::{Failure, Result};

const SERVICE: &str = "org.freedesktop.Notifications";
const OBJECT: &str = "/org/freedesktop/Notifications";

/// What is up on the desktop.
#[derive(Clone, Debug)]
struct Shown {
    id: u32,
    title: String,
    text: String,
    /// The connection of the program that shows it.
    program: usize,
}

#[derive(Default)]
struct Bus {
    programs: Vec<UnixStream>,
    shown: Vec<Shown>,
    last: u32,
    serial: u32,
}

/// A desktop that runs as long as this value.
pub(super) struct Desktop {
    bus: Arc<Mutex<Bus>>,
    folder: TempDir,
}

impl Desktop {
    /// Starts to listen.
    pub(super) fn start() -> Result<Self> {
        let folder = TempDir::with_prefix("impromptu-desktop-")?;
        let listener = UnixListener::bind(folder.path().join("bus"))?;
        let bus = Arc::<Mutex<Bus>>::default();
        let shared = bus.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let bus = shared.clone();
                // A program that hangs up is no news.
                std::thread::spawn(move || drop(serve(stream, &bus)));
            }
        });
        Ok(Self { bus, folder })
    }

    /// The address that a program finds in `DBUS_SESSION_BUS_ADDRESS`.
    pub(super) fn address(&self) -> String {
        let path: PathBuf = self.folder.path().join("bus");
        format!("unix:path={}", path.display())
    }

    /// Title and text of what is up.
    pub(super) fn shown(&self) -> Vec<(String, String)> {
        let bus = self.bus.lock().unwrap_or_else(PoisonError::into_inner);
        bus.shown.iter().map(|shown| (shown.title.clone(), shown.text.clone())).collect()
    }

    /// Clicks on the notification with this title.
    pub(super) fn click(&self, title: &str) -> Result {
        let mut bus = self.bus.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = bus.shown.iter().find(|shown| shown.title == title).cloned();
        let shown = shown
            .ok_or_else(|| Failure::new(format!("{title:?} is not on the desktop, but {:?}", bus.shown)))?;
        let mut body = Writer::default();
        body.number(shown.id);
        body.text("default");
        let signal = bus.signal("ActionInvoked", "us", &body.0);
        bus.programs[shown.program].write_all(&signal)?;
        Ok(())
    }
}

impl Bus {
    fn serial(&mut self) -> u32 {
        self.serial += 1;
        self.serial
    }

    fn signal(&mut self, name: &str, signature: &str, body: &[u8]) -> Vec<u8> {
        let fields =
            [(1, "o", OBJECT), (2, "s", SERVICE), (3, "s", name), (7, "s", SERVICE), (8, "g", signature)];
        let serial = self.serial();
        message(4, serial, None, &fields, body)
    }

    /// Answers a call, or with an error that says that nobody does.
    fn answer(&mut self, call: &Call, program: usize) -> Vec<u8> {
        let mut body = Writer::default();
        let signature = match call.member.as_str() {
            "Hello" => {
                body.text(":1.7");
                "s"
            }
            "GetNameOwner" if call.first_text() == SERVICE => {
                body.text(SERVICE);
                "s"
            }
            "NameHasOwner" => {
                body.number(u32::from(call.first_text() == SERVICE));
                "b"
            }
            "ListNames" | "ListActivatableNames" => {
                body.list(&[SERVICE]);
                "as"
            }
            "RequestName" | "StartServiceByName" => {
                body.number(1);
                "u"
            }
            "AddMatch" | "RemoveMatch" => "",
            "GetCapabilities" => {
                body.list(&["actions", "body"]);
                "as"
            }
            "GetServerInformation" => {
                for word in ["desktop", "Impromptu", "1", "1.2"] {
                    body.text(word);
                }
                "ssss"
            }
            "Notify" => {
                body.number(self.show(call, program));
                "u"
            }
            "CloseNotification" => {
                let id = Reader::of(&call.body).number();
                self.shown.retain(|shown| shown.id != id);
                ""
            }
            _ => {
                body.text("Nobody answers that here.");
                let unknown = [(4, "s", "org.freedesktop.DBus.Error.UnknownMethod"), (8, "g", "s")];
                let serial = self.serial();
                return message(3, serial, Some(call.serial), &unknown, &body.0);
            }
        };
        let sender = if call.interface == SERVICE { SERVICE } else { "org.freedesktop.DBus" };
        let mut fields = vec![(7, "s", sender)];
        if !signature.is_empty() {
            fields.push((8, "g", signature));
        }
        let serial = self.serial();
        message(2, serial, Some(call.serial), &fields, &body.0)
    }

    /// `Notify(app, replaces, icon, title, text, ...)`.
    fn show(&mut self, call: &Call, program: usize) -> u32 {
        let mut reader = Reader::of(&call.body);
        let (_, replaces, _) = (reader.text(), reader.number(), reader.text());
        let (title, text) = (reader.text(), reader.text());
        self.shown.retain(|shown| shown.id != replaces);
        let id = if replaces > 0 {
            replaces
        } else {
            self.last += 1;
            self.last
        };
        self.shown.push(Shown { id, title, text, program });
        id
    }
}

/// One program's connection: greets as anybody may, then calls and answers.
fn serve(stream: UnixStream, bus: &Mutex<Bus>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    reader.read_exact(&mut [0])?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        match line.trim() {
            "BEGIN" => break,
            "NEGOTIATE_UNIX_FD" => stream.write_all(b"ERROR\r\n")?,
            greeting if greeting.starts_with("AUTH EXTERNAL") => {
                stream.write_all(b"OK 00000000000000000000000000000001\r\n")?;
            }
            _ => stream.write_all(b"REJECTED EXTERNAL\r\n")?,
        }
    }
    let program = {
        let mut bus = bus.lock().unwrap_or_else(PoisonError::into_inner);
        bus.programs.push(stream.try_clone()?);
        bus.programs.len() - 1
    };
    loop {
        let call = Call::read(&mut reader)?;
        if call.kind == 1 {
            // Written while the bus is held: an answer and a signal must not mix.
            let mut bus = bus.lock().unwrap_or_else(PoisonError::into_inner);
            let answer = bus.answer(&call, program);
            stream.write_all(&answer)?;
        }
    }
}

/// A message that a program sent.
struct Call {
    kind: u8,
    serial: u32,
    interface: String,
    member: String,
    body: Vec<u8>,
}

impl Call {
    fn read(from: &mut impl Read) -> std::io::Result<Self> {
        let mut head = [0; 16];
        from.read_exact(&mut head)?;
        if head[0] != b'l' {
            // All machines that we know write the small end first.
            return Err(std::io::ErrorKind::Unsupported.into());
        }
        let number = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let (length, serial, fields) = (number(4) as usize, number(8), number(12) as usize);
        let mut rest = vec![0; fields.next_multiple_of(8) + length];
        from.read_exact(&mut rest)?;
        let body = rest.split_off(fields.next_multiple_of(8));
        let mut call = Self { kind: head[1], serial, interface: String::new(), member: String::new(), body };
        let mut reader = Reader::of(&rest);
        while reader.at < fields {
            reader.align(8);
            let code = reader.byte();
            let value = match reader.signature().as_str() {
                "u" => {
                    reader.number();
                    String::new()
                }
                "g" => reader.signature(),
                _ => reader.text(),
            };
            match code {
                2 => call.interface = value,
                3 => call.member = value,
                _ => {}
            }
        }
        Ok(call)
    }

    fn first_text(&self) -> String {
        Reader::of(&self.body).text()
    }
}

/// Reads values; what is not there is empty.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn align(&mut self, to: usize) {
        self.at = self.at.next_multiple_of(to);
    }

    fn byte(&mut self) -> u8 {
        self.at += 1;
        self.bytes.get(self.at - 1).copied().unwrap_or_default()
    }

    fn number(&mut self) -> u32 {
        self.align(4);
        u32::from_le_bytes([self.byte(), self.byte(), self.byte(), self.byte()])
    }

    fn text(&mut self) -> String {
        let length = self.number() as usize;
        self.chars(length)
    }

    fn signature(&mut self) -> String {
        let length = usize::from(self.byte());
        self.chars(length)
    }

    fn chars(&mut self, length: usize) -> String {
        let text = self.bytes.get(self.at..self.at + length).unwrap_or_default();
        self.at += length + 1;
        String::from_utf8_lossy(text).into_owned()
    }
}

/// Writes values, each at the boundary that it wants.
#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn align(&mut self, to: usize) {
        self.0.resize(self.0.len().next_multiple_of(to), 0);
    }

    fn number(&mut self, number: u32) {
        self.align(4);
        self.0.extend(number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(size(text.len()));
        self.0.extend(text.as_bytes());
        self.0.push(0);
    }

    fn signature(&mut self, text: &str) {
        self.0.push(u8::try_from(text.len()).unwrap_or_default());
        self.0.extend(text.as_bytes());
        self.0.push(0);
    }

    fn list(&mut self, texts: &[&str]) {
        let mut inner = Self::default();
        for text in texts {
            inner.text(text);
        }
        self.number(size(inner.0.len()));
        self.0.extend(inner.0);
    }
}

fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A message: 2 is a reply, 3 an error, 4 a signal. Fields are code, signature and value.
fn message(
    kind: u8,
    serial: u32,
    reply_to: Option<u32>,
    fields: &[(u8, &str, &str)],
    body: &[u8],
) -> Vec<u8> {
    let mut list = Writer::default();
    if let Some(reply_to) = reply_to {
        list.0.push(5);
        list.signature("u");
        list.number(reply_to);
    }
    for (code, signature, value) in fields {
        list.align(8);
        list.0.push(*code);
        list.signature(signature);
        if *signature == "g" { list.signature(value) } else { list.text(value) }
    }
    // Small end first, no flags, version 1.
    let mut whole = Writer(vec![b'l', kind, 1, 1]);
    whole.number(size(body.len()));
    whole.number(serial);
    whole.number(size(list.0.len()));
    whole.0.extend(list.0);
    whole.align(8);
    whole.0.extend(body);
    whole.0
}
