//! The command line: the only place that reads, writes, prints, and knows the clock and the environment.
//!
//! [`args`] is what was typed, [`mod@run`] what it asks of a build. One file per command; all printing is in `console`, and
//! reading and writing is done by [`crate::project`].

mod args;
mod build;
mod check;
mod collection;
mod compare;
mod completions;
mod console;
mod dump;
mod explain;
mod fix;
mod fmt;
mod fonts;
mod help;
mod import;
mod init;
mod inspect;
mod lsp;
mod outcome;
mod output;
mod report;
mod run;
mod schema;
mod serve;
mod suggest;
mod verify;
mod watch;

use std::ffi::OsString;

use clap::Parser;

pub use outcome::Outcome;

use crate::cli::args::{Arguments, Command};
use crate::cli::console::Console;

/// Runs the program with its arguments, its own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&arguments) {
        Ok(arguments) => arguments,
        Err(mut message) => {
            suggest::suggest(&mut message, arguments.get(1).and_then(|it| it.to_str()));
            return usage(&message);
        }
    };
    let console = Console::new(&arguments.messages, arguments.command.takes_standard_output());
    let outcome = match arguments.command {
        Command::Init(init) => init::run(&init, &console),
        Command::Import(import) => import::run(&import, &console),
        Command::Build(build) => build::run(&build, &console),
        Command::Watch(watch) => watch::run(&watch.build, &console),
        Command::Serve(serve) => serve::run(&serve, &console),
        Command::Check(check) => check::run(&check, &console),
        Command::Fmt(fmt) => fmt::run(&fmt, &console),
        Command::Verify(verify) => verify::run(&verify, &console),
        Command::Compare(compare) => compare::run(&compare, &console),
        Command::Inspect(inspect) => inspect::run(&inspect, &console),
        Command::Report(report) => report::run(&report, &console),
        Command::Dump(dump) => dump::run(&dump, &console),
        Command::Explain(explain) => explain::run(&explain),
        Command::Lsp(_) => lsp::run(),
        Command::Schema(schema) => schema::run(&schema),
        Command::Completions(completions) => completions::completions(&completions),
        Command::Man(man) => completions::man(&man),
    };
    let outcome = outcome.unwrap_or_else(|error| {
        console.failure(&error);
        Outcome::Unable
    });
    console.finish();
    outcome
}

/// Requested help goes to standard output and is a success; a usage error goes to standard error and is a failure.
fn usage(message: &clap::Error) -> Outcome {
    console::usage(message);
    if message.exit_code() == 0 { Outcome::Good } else { Outcome::Unable }
}
