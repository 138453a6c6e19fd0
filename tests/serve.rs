//! `serve` and `watch`: what is saved is built and shown, and nobody but a browser of this machine is answered.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::project::TestProject;

const GOOD: &str = "---\ntitle: A Statement\nlang: en\n---\n\n# Background\n\nSome words.\n";
/// How long anything may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that runs until the test ends.
struct Running {
    child: Child,
    messages: BufReader<std::process::ChildStderr>,
}

impl Running {
    fn start(project: &TestProject, arguments: &str) -> Running {
        let mut command = project.command(arguments);
        let mut child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
        let messages = BufReader::new(child.stderr.take().expect("a pipe"));
        Running { child, messages }
    }

    /// The first line of its messages with some words in it.
    fn line(&mut self, words: &str) -> String {
        let mut all = String::new();
        loop {
            let mut line = String::new();
            let count = self.messages.read_line(&mut line).expect("a line");
            assert!(count > 0, "`{words}` is not in:\n{all}");
            if line.contains(words) {
                return line;
            }
            all.push_str(&line);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill().and_then(|()| self.child.wait()));
    }
}

/// A server with the port that it has.
struct Server {
    _running: Running,
    port: u16,
}

impl Server {
    fn start(project: &TestProject, arguments: &str) -> Server {
        let mut running = Running::start(project, &format!("serve {arguments} --port 0"));
        let line = running.line("serving http://127.0.0.1:");
        let port = line.split("127.0.0.1:").nth(1).and_then(|it| it.split('/').next()).expect("a port");
        Server { port: port.parse().expect("a number"), _running: running }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// The whole answer to a head of a request.
    fn ask(&self, head: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(head.as_bytes()).expect("written");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port))
    }

    /// The states that the stream of events gives, from now on.
    fn events(&self) -> impl Iterator<Item = Value> + use<> {
        let mut stream = self.connect();
        let head = format!("GET /_pamphlet/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(head.as_bytes()).expect("written");
        let lines = BufReader::new(stream).lines().map(|it| it.expect("a line"));
        lines.filter_map(|it| serde_json::from_str(it.strip_prefix("data: ")?).ok())
    }
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[test]
fn a_save_is_shown() {
    let project = TestProject::new(&[("a.md", GOOD)]);
    let server = Server::start(&project, "a.md");
    let mut events = server.events();
    let first = events.next().expect("the state now");
    let version = first["pages"]["a.html"].as_u64().expect("a page");
    assert_eq!(first["publications"][0]["title"], "A Statement");
    assert_eq!(first["publications"][0]["editions"].as_array().map(Vec::len), Some(4));
    let page = server.get("/a.html");
    assert_eq!(status(&page), "200", "{page}");
    assert!(page.contains("Some words.") && page.contains("/_pamphlet/live.js"), "{page}");
    assert!(server.get("/a.pdf").contains("%PDF-1.7"));
    assert!(server.get("/").contains("<iframe"));
    // Saved as editors do: beside the file, and then in its place.
    project.write("a.md.new", GOOD.replace("Some words", "Other words"));
    std::fs::rename(project.path("a.md.new"), project.path("a.md")).expect("saved");
    let newer = |it: &Value| it["pages"]["a.html"].as_u64() > Some(version);
    events.find(newer).expect("an event");
    assert!(server.get("/a.html").contains("Other words."));
    assert_eq!(project.list("."), ["a.md"], "and nothing is written");
}

#[test]
fn errors_are_shown_over_the_last_good_page() {
    let project = TestProject::new(&[
        ("book/pamphlet.toml", "[publication]\ntitle = \"B\"\nlanguage = \"en\"\nchapters = [\"a.md\"]\n"),
        ("book/a.md", "# A\n\nGood.\n"),
    ]);
    let server = Server::start(&project, "book --to html,txt");
    let mut events = server.events();
    let finding = |it: &Value| it["publications"][0]["findings"][0].clone();
    assert!(events.next().is_some_and(|it| finding(&it).is_null()));
    project.write("book/a.md", "# A\n\n![A dot](dot.svg)\n");
    let found = events.map(|it| finding(&it)).find(|it| !it.is_null()).expect("a finding");
    assert_eq!((found["place"].as_str(), found["severity"].as_str()), (Some("book/a.md:3:1"), Some("error")));
    assert!(server.get("/book.html").contains("Good."), "the last good page");
    // The image that was missing is waited for, and so is a manifest that was broken.
    let mut events = server.events();
    project.write("book/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
    events.find(|it| finding(it).is_null()).expect("an event");
    assert!(server.get("/book.html").contains("A dot"));
    let manifest = project.read("book/pamphlet.toml");
    project.write("book/pamphlet.toml", "[publication\n");
    events.find(|it| finding(it)["place"].is_string()).expect("an event");
    assert!(server.get("/book.html").contains("A dot"));
    project.write("book/pamphlet.toml", manifest.replace("\"B\"", "\"C\""));
    events.find(|it| it["publications"][0]["title"] == "C").expect("an event");
}

#[test]
fn only_what_changed_is_built_again() {
    let project = TestProject::new(&[
        ("pamphlet.toml", "[collection]\ntitle = \"All\"\nmembers = [\"a.md\", \"b.md\"]\n"),
        ("a.md", GOOD),
        ("b.md", &GOOD.replace("A Statement", "Another")),
    ]);
    let mut running = Running::start(&project, "serve --port 0 --to html,txt");
    let port = running.line("serving").split("127.0.0.1:").nth(1).expect("a port").trim_end().to_owned();
    let port = port.split('/').next().and_then(|it| it.parse().ok()).expect("a number");
    let server = Server { port, _running: running };
    let mut events = server.events();
    let pages = |it: &Value, name: &str| it["pages"][name].as_u64();
    let first =
        events.find(|it| pages(it, "index.html").is_some()).expect("the first page of the collection");
    assert!(server.get("/index.html").contains("Another"));
    project.write("a.md", GOOD.replace("A Statement", "A new title"));
    let second = events.find(|it| pages(it, "index.html") > pages(&first, "index.html")).expect("an event");
    assert!(pages(&second, "a.html") > pages(&first, "a.html"));
    assert_eq!(pages(&second, "b.html"), pages(&first, "b.html"));
    assert_eq!(second["publications"][1]["title"], "Another");
    assert!(server.get("/index.html").contains("A new title") && server.get("/b.html").contains("Another"));
}

#[test]
fn nobody_else_is_answered_and_nothing_else_is_read() {
    let project = TestProject::new(&[("a.md", GOOD), ("secret.txt", "secret")]);
    let server = Server::start(&project, "a.md --to html");
    let host = format!("Host: 127.0.0.1:{}", server.port);
    for path in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/secret.txt", "//secret.txt", "/a.html/../secret.txt"]
    {
        let answer = server.get(path);
        assert_eq!(status(&answer), "404", "{path}: {answer}");
    }
    assert_eq!(status(&server.ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")), "403");
    assert_eq!(status(&server.ask("GET / HTTP/1.1\r\n\r\n")), "403");
    assert_eq!(status(&server.ask(&format!("POST / HTTP/1.1\r\n{host}\r\n\r\n"))), "405");
    assert_eq!(status(&server.ask(&format!("GET /%ff HTTP/1.1\r\n{host}\r\n\r\n"))), "400");
    assert_eq!(status(&server.ask("\u{1}\u{2}\r\n\r\n")), "400");
    let long = format!("GET / HTTP/1.1\r\n{host}\r\nX: {}", "x".repeat(20_000));
    let mut stream = server.connect();
    // It may stop to read before everything is written.
    drop(stream.write_all(long.as_bytes()));
    let mut answer = String::new();
    drop(stream.read_to_string(&mut answer));
    assert!(answer.is_empty() || status(&answer) == "400", "{answer}");
    // Who connects and says nothing does not stop the others.
    let silent: Vec<TcpStream> = (0..20).map(|_| server.connect()).collect();
    let answer = server.get("/a.html");
    assert_eq!(status(&answer), "200");
    assert!(answer.contains("nosniff") && answer.contains("frame-ancestors 'self'"), "{answer}");
    assert!(!answer.contains("http-equiv=\"Content-Security-Policy\""), "the header has the policy");
    drop(silent);
    let head = server.ask(&format!("HEAD /a.html HTTP/1.1\r\n{host}\r\n\r\n"));
    assert!(status(&head) == "200" && head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn too_many_connections_are_turned_away() {
    let project = TestProject::new(&[("a.md", GOOD)]);
    let server = Server::start(&project, "a.md --to txt");
    let mut open: Vec<TcpStream> = (0..140).map(|_| server.connect()).collect();
    let mut answer = String::new();
    drop(open.pop().expect("the last").read_to_string(&mut answer));
    assert!(answer.is_empty() || status(&answer) == "503", "{answer}");
    drop(open);
    let start = Instant::now();
    while status(&server.get("/a.txt")) != "200" {
        assert!(start.elapsed() < PATIENCE, "places are free again");
    }
}

#[test]
fn published_files_know_nothing_of_it() {
    let project = TestProject::new(&[("a.md", GOOD)]);
    project.run("build a.md -t html").exits(0);
    assert!(!project.read("output/a.html").contains("_pamphlet"));
}

#[test]
fn watch_writes_again_after_a_save() {
    let project = TestProject::new(&[("a.md", GOOD)]);
    let mut watch = Running::start(&project, "watch a.md -t txt");
    watch.line("waiting for changes");
    assert!(project.read("output/a.txt").contains("Some words."));
    project.write("a.md", GOOD.replace("Some words", "![A dot](none.png)"));
    watch.line("nothing written");
    watch.line("waiting for changes");
    assert!(project.read("output/a.txt").contains("Some words."), "the last good edition");
    project.write("a.md", GOOD.replace("Some words", "Other words"));
    watch.line("waiting for changes");
    assert!(project.read("output/a.txt").contains("Other words."));
}

#[test]
fn what_has_no_end_is_refused() {
    let project = TestProject::new(&[("a.md", GOOD)]);
    project.run("watch -").exits(2).reports("standard input");
    project.run("serve -").exits(2).reports("standard input");
    project.run("watch a.md -o -").exits(2).reports("standard output");
    let log = project.run("serve a.md --message-format sarif").exits(2).stdout;
    assert!(log.contains("one log for a whole run"), "{log}");
    project.run("serve none.md").exits(2).reports("cannot find `none.md`");
}
