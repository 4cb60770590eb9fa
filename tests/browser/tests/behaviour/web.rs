//! A stranger's website: a few pages on this machine, each with the headers it likes.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

use browser_suite::Result;

/// Serves the same body under every path, with these further header lines, and returns the site's address.
pub(crate) fn site(headers: &'static str, body: &'static str) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A browser that hangs up in the middle is no news.
            let _ = serve(stream, headers, body);
        }
    });
    Ok(address)
}

fn serve(mut stream: TcpStream, headers: &str, body: &str) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    // What says itself what it is stands as it was given.
    let (kind, page) = if headers.contains("Content-Type:") {
        ("", body.to_owned())
    } else {
        let page = format!("<!doctype html><html lang=en><title>A stranger</title>{body}");
        ("Content-Type: text/html; charset=utf-8\r\n", page)
    };
    write!(
        stream,
        "HTTP/1.1 200 OK\r\n{kind}Content-Length: {}\r\nConnection: close\r\n{headers}\r\n{page}",
        page.len()
    )
}
