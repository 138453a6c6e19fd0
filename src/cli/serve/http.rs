//! As much of HTTP/1.1 (RFC 9112) as a browser on the same machine needs: one request on a connection, and its answer.
//!
//! Who connects may be any program of the machine, and any page that a browser shows: nothing in a request is trusted.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::document::address::decoded;

/// The most bytes of a request line and its fields.
const MOST: usize = 16 << 10;
/// How long a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long one write may take: who does not read is cut off.
const SLOWEST_WRITE: Duration = Duration::from_secs(10);

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    /// Whether only the fields of the answer are asked for.
    pub(super) is_head: bool,
    /// The decoded path, without the query.
    pub(super) path: String,
}

/// The kinds of answer that are no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The request is not HTTP, or too long.
    Bad,
    /// The name of the host is not ours: another site's name that leads to this machine (DNS rebinding).
    Host,
    /// There is no such file.
    Missing,
    /// Something else than reading is asked for.
    Method,
    /// There are too many connections.
    Busy,
}

impl Refusal {
    /// The line of the status.
    fn status(self) -> &'static str {
        match self {
            Refusal::Bad => "400 Bad Request",
            Refusal::Host => "403 Forbidden",
            Refusal::Missing => "404 Not Found",
            Refusal::Method => "405 Method Not Allowed",
            Refusal::Busy => "503 Service Unavailable",
        }
    }
}

/// Reads a request; `None` where the connection ends before one, or takes too long.
pub(super) fn read(stream: &mut TcpStream, port: u16) -> io::Result<Option<Result<Request, Refusal>>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(SLOWEST_WRITE))?;
    let start = Instant::now();
    let (mut bytes, mut part) = (Vec::new(), [0; 2048]);
    loop {
        let count = stream.read(&mut part)?;
        if count == 0 || start.elapsed() > PATIENCE {
            return Ok(None);
        }
        let from = bytes.len().saturating_sub(3);
        bytes.extend_from_slice(&part[..count]);
        if bytes[from..].windows(4).any(|it| it == b"\r\n\r\n") {
            return Ok(Some(parse(&bytes, port)));
        }
        if bytes.len() > MOST {
            return Ok(Some(Err(Refusal::Bad)));
        }
    }
}

/// The request of a head: its line and its fields.
pub(super) fn parse(bytes: &[u8], port: u16) -> Result<Request, Refusal> {
    let head = std::str::from_utf8(bytes).map_err(|_| Refusal::Bad)?;
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Refusal::Bad);
    };
    if !version.starts_with("HTTP/1.") {
        return Err(Refusal::Bad);
    }
    let fields = lines.take_while(|it| !it.is_empty()).map(|it| it.split_once(':').ok_or(Refusal::Bad));
    let fields: Vec<(&str, &str)> = fields.collect::<Result<_, _>>()?;
    let mut hosts = fields.iter().filter(|(name, _)| name.eq_ignore_ascii_case("host"));
    let host = match (hosts.next(), hosts.next()) {
        (Some((_, host)), None) => host.trim(),
        _ => return Err(Refusal::Host),
    };
    if !is_ours(host, port) {
        return Err(Refusal::Host);
    }
    let is_head = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(Refusal::Method),
    };
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let path = decoded(path).filter(|it| it.starts_with('/')).ok_or(Refusal::Bad)?;
    Ok(Request { is_head, path })
}

/// Whether a `Host` names this machine by a name that no other site can have.
fn is_ours(host: &str, port: u16) -> bool {
    let names = ["127.0.0.1", "localhost", "[::1]"];
    names.iter().any(|name| {
        let rest = host.get(..name.len()).filter(|it| it.eq_ignore_ascii_case(name));
        rest.is_some_and(|_| match host[name.len()..].strip_prefix(':') {
            Some(given) => given == port.to_string(),
            None => host.len() == name.len() && port == 80,
        })
    })
}

/// What every answer says: nothing is kept, guessed, shown within another site, or read by one.
const SAFETY: &str = "Cache-Control: no-store\r\n\
    X-Content-Type-Options: nosniff\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Referrer-Policy: no-referrer\r\n";

/// Writes a file.
pub(super) fn answer(
    stream: &mut TcpStream,
    is_head: bool,
    (media_type, policy): (&str, &str),
    bytes: &[u8],
) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\
         Content-Security-Policy: {policy}\r\n{SAFETY}Connection: close\r\n\r\n",
        bytes.len()
    );
    stream.write_all(head.as_bytes())?;
    if !is_head {
        stream.write_all(bytes)?;
    }
    stream.flush()
}

/// Begins a stream of events (HTML Standard, 9.2).
pub(super) fn begin_events(stream: &mut TcpStream) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{SAFETY}Connection: close\r\n\r\nretry: 500\n\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.flush()
}

/// Writes why there is no answer.
pub(super) fn refuse(stream: &mut TcpStream, refusal: Refusal) -> io::Result<()> {
    let status = refusal.status();
    let allow = if refusal == Refusal::Method { "Allow: GET, HEAD\r\n" } else { "" };
    let text = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\
         {allow}{SAFETY}Connection: close\r\n\r\n{status}\n",
        status.len() + 1
    );
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(head: &str) -> Result<String, Refusal> {
        parse(format!("{head}\r\n\r\n").as_bytes(), 4000).map(|it| it.path)
    }

    #[test]
    fn a_request_of_a_browser_is_read() {
        let head = "GET /a%20b/c.html?v=2 HTTP/1.1\r\nhost: LOCALHOST:4000\r\nAccept: */*";
        assert_eq!(path(head).as_deref(), Ok("/a b/c.html"));
        assert_eq!(path("HEAD / HTTP/1.1\r\nHost: 127.0.0.1:4000").as_deref(), Ok("/"));
        assert_eq!(path("GET / HTTP/1.1\r\nHost: [::1]:4000").as_deref(), Ok("/"));
    }

    #[test]
    fn another_name_of_this_machine_is_refused() {
        let hosts = [
            "evil.example:4000",
            "127.0.0.1",
            "127.0.0.1:4001",
            "localhost.evil.example:4000",
            "127.0.0.1:4000.evil",
            "127.0.0.1:04000",
            "",
            "localhost:",
            "é127.0.0.1:4000",
            "127.0.0.1:4000, evil.example",
        ];
        for host in hosts {
            assert_eq!(path(&format!("GET / HTTP/1.1\r\nHost: {host}")), Err(Refusal::Host), "{host}");
        }
        assert_eq!(path("GET / HTTP/1.1\r\nAccept: */*"), Err(Refusal::Host), "none");
        let two = "GET / HTTP/1.1\r\nHost: localhost:4000\r\nHost: evil.example";
        assert_eq!(path(two), Err(Refusal::Host));
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let host = "Host: localhost:4000";
        for line in ["", "GET", "GET /", "GET  / HTTP/1.1", "GET / HTTP/2", "GET / x HTTP/1.1"] {
            assert_eq!(path(&format!("{line}\r\n{host}")), Err(Refusal::Bad), "{line}");
        }
        for target in ["/%ff", "x", "http://localhost:4000/"] {
            assert_eq!(path(&format!("GET {target} HTTP/1.1\r\n{host}")), Err(Refusal::Bad), "{target}");
        }
        assert_eq!(path(&format!("POST / HTTP/1.1\r\n{host}")), Err(Refusal::Method));
        assert_eq!(path(&format!("GET / HTTP/1.1\r\n{host}\r\nno colon")), Err(Refusal::Bad));
    }
}
