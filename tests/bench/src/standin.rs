//! A network that answers at once with what it is told, and writes down when it was asked: the clock at the end of the wire.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use browser_suite::{Failure, Result};
use serde_json::json;

use crate::text;

/// How long a request is waited for before the measurement is given up.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Default)]
struct Memory {
    /// How many opportunities there are.
    opportunities: usize,
    /// Requests in the order in which they came: when, in milliseconds since the epoch, and for which path.
    heard: Vec<(f64, String)>,
    /// Threads that were asked for, by path: a large one takes longer to make than the extension waits for it.
    threads: HashMap<String, Arc<str>>,
}

/// A stand-in for the network on 127.0.0.1.
pub(crate) struct Standin {
    address: SocketAddr,
    memory: Arc<(Mutex<Memory>, Condvar)>,
}

impl Standin {
    /// Starts one that knows this many opportunities.
    pub(crate) fn start(opportunities: usize) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let memory = Arc::new((Mutex::new(Memory { opportunities, ..Memory::default() }), Condvar::new()));
        let standin = Self { address: listener.local_addr()?, memory: Arc::clone(&memory) };
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let memory = Arc::clone(&memory);
                // A browser that hangs up in the middle is no news.
                std::thread::spawn(move || drop(serve(&stream, &memory)));
            }
        });
        Ok(standin)
    }

    /// Its address, as typed into the options.
    pub(crate) fn api(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many opportunities there are from now on.
    pub(crate) fn set_opportunities(&self, count: usize) {
        lock(&self.memory.0).opportunities = count;
    }

    /// When it was first asked for a path that holds `part`, at `since` or later, in milliseconds since the epoch.
    pub(crate) fn asked(&self, part: &str, since: f64) -> Result<f64> {
        let (memory, bell) = &*self.memory;
        let found = |memory: &Memory| {
            memory.heard.iter().find(|(at, path)| *at >= since && path.contains(part)).map(|(at, _)| *at)
        };
        let (memory, _) = bell
            .wait_timeout_while(lock(memory), PATIENCE, |memory| found(memory).is_none())
            .unwrap_or_else(PoisonError::into_inner);
        found(&memory).ok_or_else(|| Failure::new(format!("Nobody asked for {part}.")))
    }
}

fn lock(memory: &Mutex<Memory>) -> MutexGuard<'_, Memory> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The machine's clock, in milliseconds since the epoch.
fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64() * 1000.0)
}

fn serve(stream: &TcpStream, memory: &(Mutex<Memory>, Condvar)) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first)? == 0 {
            return Ok(());
        }
        let at = now();
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? <= 2 {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        std::io::copy(&mut (&mut reader).take(length), &mut std::io::sink())?;
        let path = first.split_whitespace().nth(1).unwrap_or_default().to_owned();
        let known = lock(&memory.0).threads.get(&path).cloned();
        let body = known.unwrap_or_else(|| reply(&path, lock(&memory.0).opportunities).into());
        if path.contains("/thread") {
            lock(&memory.0).threads.insert(path.clone(), Arc::clone(&body));
        }
        lock(&memory.0).heard.push((at, path));
        memory.1.notify_all();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        (&mut &*stream).write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
    }
}

/// What it says to a request. The number at the end of a thread's node is how many nodes stand below it.
fn reply(path: &str, opportunities: usize) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.rsplit('/').take(2).collect();
    match parts[..] {
        ["heartbeat", _] => text::heartbeat().to_string(),
        ["opportunities" | "sample", _] => text::opportunities(opportunities).to_string(),
        ["thread", node] => {
            let count = node.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse();
            text::thread(node, count.unwrap_or(0))
        }
        ["notifications", _] => {
            json!({"notifications": [], "unreadCount": 0, "nextCursor": null}).to_string()
        }
        ["models", _] => json!({"models": [], "total": 0}).to_string(),
        _ => json!({"status": "ok"}).to_string(),
    }
}
