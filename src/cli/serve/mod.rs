//! `pamphlet serve`: the editions in a browser while they are written, and again after each save.
//!
//! The server is for this machine alone. It shows what was built in memory, and reads no file that a request names:
//! there is no path that leads out of the editions.

mod findings;
mod http;
mod page;
mod session;
mod state;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::cli::Outcome;
use crate::cli::args::Serve;
use crate::cli::console::Console;
use crate::cli::run::{Run, created};
use crate::cli::serve::http::{Refusal, Request};
use crate::cli::serve::session::{Kept, Session, Speed};
use crate::cli::serve::state::State;
use crate::cli::watch::{WatchedFiles, refuse_streams};

/// The port that is used if none is named and it is free.
const PORT: u16 = 4321;
/// The most connections at a time.
const MOST_CONNECTIONS: usize = 128;
/// How often a stream of events shows that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Serves the publications that the SOURCEs name, and builds them again whenever a file changes, until it is stopped.
pub(super) fn run(serve: &Serve, console: &Console) -> anyhow::Result<Outcome> {
    console.refuse_logs("serve")?;
    refuse_streams(&serve.input.sources)?;
    let mut run = Run::new(&serve.input, &serve.style)?;
    run.options.creation_date = created(serve.creation_date)?;
    run.options.editions.clone_from(&serve.to);
    // What cannot be found at all is a usage error, and not for the page to show.
    run.work(&serve.input)?;
    let listener = listen(serve.port)?;
    let port = listener.local_addr().context("cannot read the port")?.port();
    let state = Arc::new(State::default());
    let mut workshop = Workshop { state: &state, watched: WatchedFiles::default(), kept: Vec::new() };
    workshop.build(serve, &run, console, BTreeSet::new());
    accept(listener, port, Arc::clone(&state))?;
    let address = format!("http://127.0.0.1:{port}/");
    console.result(&format!("serving {address} until you press Ctrl+C\n"));
    if serve.open {
        open(&address).with_context(|| format!("cannot open a browser; go to {address}"))?;
    }
    loop {
        let changed = workshop.watched.wait();
        changed.iter().for_each(|it| console.detail(&format!("changed {}", it.display())));
        if let Err(error) = run.refresh(&serve.style, &changed) {
            console.failure(&error);
        }
        workshop.build(serve, &run, console, changed);
    }
}

/// What is shown, and what it was built from.
struct Workshop<'a> {
    state: &'a State,
    watched: WatchedFiles,
    kept: Vec<Kept>,
}

impl Workshop<'_> {
    /// Builds what a change concerns, what is fast first, and shows it.
    fn build(&mut self, serve: &Serve, run: &Run, console: &Console, mut changed: BTreeSet<PathBuf>) {
        loop {
            let start = Instant::now();
            self.watched.refresh();
            let kept = std::mem::take(&mut self.kept);
            let mut session = Session::open(run, &serve.input, kept, &changed);
            session.render(Speed::Fast);
            self.state.publish(session.files(), session.shown(), false);
            self.watched.set(session.watched(&serve.input));
            // Who goes on writing sees the text at once; the pages follow when there is a pause.
            let more = self.watched.changed();
            if more.is_empty() {
                session.render(Speed::Slow);
                let mut files = session.files();
                files.extend(session.first_page());
                self.state.publish(files, session.shown(), session.is_whole());
                session.report(console, start.elapsed().as_secs_f64());
                self.kept = session.into_kept();
                return;
            }
            self.kept = session.into_kept();
            changed.extend(more);
        }
    }
}

/// Listens on the loopback address alone. Without a port that was asked for, the usual one, or any that is free.
fn listen(port: Option<u16>) -> anyhow::Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match port {
        Some(port) => bind(port).with_context(|| format!("cannot listen on port {port}")),
        None => bind(PORT).or_else(|_| bind(0)).context("cannot listen on a port"),
    }
}

/// Answers connections from now on, each on a thread of its own.
fn accept(listener: TcpListener, port: u16, state: Arc<State>) -> anyhow::Result<()> {
    let open = Arc::new(AtomicUsize::new(0));
    let work = move || {
        for mut stream in listener.incoming().flatten() {
            if open.fetch_add(1, Ordering::SeqCst) >= MOST_CONNECTIONS {
                open.fetch_sub(1, Ordering::SeqCst);
                drop(http::refuse(&mut stream, Refusal::Busy));
                continue;
            }
            let (state, place) = (Arc::clone(&state), Place(Arc::clone(&open)));
            let work = move || {
                // Who goes away in the middle of an answer does not want it.
                drop(connection(&mut stream, port, &state));
                drop(place);
            };
            // Without a thread the connection is closed, and its place is free again.
            drop(std::thread::Builder::new().spawn(work));
        }
    };
    std::thread::Builder::new().spawn(work).context("cannot start the server")?;
    Ok(())
}

/// The place of a connection among those that are open.
struct Place(Arc<AtomicUsize>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Answers the one request of a connection.
fn connection(stream: &mut TcpStream, port: u16, state: &State) -> io::Result<()> {
    match http::read(stream, port)? {
        None => Ok(()),
        Some(Err(refusal)) => http::refuse(stream, refusal),
        Some(Ok(Request { path, is_head: false })) if path == page::EVENTS => events(stream, state),
        Some(Ok(Request { path, is_head })) => match page::find(&path, state) {
            Some(found) => http::answer(stream, is_head, (found.media_type, found.policy), &found.bytes),
            None => http::refuse(stream, Refusal::Missing),
        },
    }
}

/// Writes what is shown now, and then each change, until the browser goes away.
fn events(stream: &mut TcpStream, state: &State) -> io::Result<()> {
    http::begin_events(stream)?;
    let (mut version, mut summary) = state.summary();
    loop {
        write!(stream, "data: {summary}\n\n")?;
        stream.flush()?;
        (version, summary) = loop {
            match state.wait(version, HEARTBEAT) {
                Some(newer) => break newer,
                None => stream.write_all(b": alive\n\n").and_then(|()| stream.flush())?,
            }
        };
    }
}

/// Opens an address in the browser of the system.
fn open(address: &str) -> io::Result<()> {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(drop)
}
