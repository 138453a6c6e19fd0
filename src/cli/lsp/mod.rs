//! `pamphlet lsp`: errors and warnings in an editor while the text is written, with their fixes; its outline; and what
//! its names lead to.
//!
//! The Language Server Protocol 3.17 over standard input and output.

mod complete;
mod names;
mod navigate;
mod place;
mod rename;
mod server;
mod transport;

use std::sync::mpsc;

use anyhow::Context;

use crate::cli::Outcome;
use crate::cli::console::deliver;
use crate::cli::lsp::server::Server;
use crate::project::files;

/// Serves an editor until it says that it is done, or its end of the pipe is closed.
pub(super) fn run() -> anyhow::Result<Outcome> {
    let (sender, messages) = mpsc::channel();
    let read = move || {
        let mut input = files::standard_input();
        loop {
            let next = transport::read(&mut input).transpose();
            let is_last = !matches!(next, Some(Ok(_)));
            if next.is_none_or(|it| sender.send(it).is_err()) || is_last {
                return;
            }
        }
    };
    std::thread::Builder::new().spawn(read).context("cannot start a thread")?;
    let mut server = Server::default();
    'run: while let Ok(first) = messages.recv() {
        // Who types is faster than any check: what has arrived is taken first, and checked once.
        let waiting = std::iter::once(first).chain(std::iter::from_fn(|| messages.try_recv().ok()));
        for message in waiting {
            let message = message.context("cannot read a message of the editor")?;
            send(server.take(&message))?;
            if server.has_exited {
                break 'run;
            }
        }
        send(server.check())?;
    }
    Ok(if server.ended_well() { Outcome::Good } else { Outcome::Faults })
}

fn send(messages: Vec<serde_json::Value>) -> anyhow::Result<()> {
    messages.iter().try_for_each(|it| deliver(&transport::written(it)))
}
