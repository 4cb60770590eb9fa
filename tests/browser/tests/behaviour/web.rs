//! Strangers' servers on this machine: a few pages, each with the headers it likes, and what else answers HTTP.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

use browser_suite::Result;

/// A server, and what it was asked.
pub(crate) struct Answering {
    /// Its address without a slash at the end.
    pub(crate) origin: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Answering {
    /// The head of each request so far: its first line and its headers.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Serves what `respond` makes of the head of a request, until the test ends.
pub(crate) fn answering(respond: impl Fn(&str) -> String + Send + 'static) -> Result<Answering> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", listener.local_addr()?);
    let heads = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&heads);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A browser that hangs up in the middle is no news.
            let _ = serve(stream, &heard, &respond);
        }
    });
    Ok(Answering { origin, heads })
}

/// A whole response, with these further header lines.
pub(crate) fn reply(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}")
}

/// Serves the same body under every path, with these further header lines, and returns the site's address.
pub(crate) fn site(headers: &'static str, body: &'static str) -> Result<String> {
    // What says itself what it is stands as it was given.
    let (kind, page) = if headers.contains("Content-Type:") {
        ("", body.to_owned())
    } else {
        let page = format!("<!doctype html><html lang=en><title>A stranger</title>{body}");
        ("Content-Type: text/html; charset=utf-8\r\n", page)
    };
    Ok(answering(move |_| reply("200 OK", &format!("{kind}{headers}"), &page))?.origin)
}

fn serve(
    mut stream: TcpStream,
    heads: &Mutex<Vec<String>>,
    respond: impl Fn(&str) -> String,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut head = String::new();
    while reader.read_line(&mut head)? > 2 {}
    if head.is_empty() {
        return Ok(());
    }
    let answer = respond(&head);
    heads.lock().unwrap_or_else(PoisonError::into_inner).push(head);
    stream.write_all(answer.as_bytes())
}
