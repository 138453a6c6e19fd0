//! `pamphlet completions` and `pamphlet man`: what shells and `man` know of the command line, made from its own parser.

use clap::{Command, CommandFactory};
use clap_complete::Shell;

use crate::cli::Outcome;
use crate::cli::args::{Arguments, Completions, Man, ShellName};
use crate::cli::console::deliver;
use crate::project::advise;

const NAME: &str = "pamphlet";

/// Writes the completions of a shell to standard output.
pub(super) fn completions(completions: &Completions) -> anyhow::Result<Outcome> {
    let shell = match completions.shell {
        ShellName::Bash => Shell::Bash,
        ShellName::Zsh => Shell::Zsh,
        ShellName::Fish => Shell::Fish,
        ShellName::Powershell => Shell::PowerShell,
        ShellName::Elvish => Shell::Elvish,
    };
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), NAME, &mut text);
    deliver(&text)?;
    Ok(Outcome::Good)
}

/// Writes a page of the manual for `man` to standard output: that of the program, or of one command.
pub(super) fn man(man: &Man) -> anyhow::Result<Outcome> {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let command = match &man.command {
        None => program,
        Some(name) => of_command(&program, name)?,
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(command).render(&mut text)?;
    deliver(&text)?;
    Ok(Outcome::Good)
}

/// A command of the program; its page is named `pamphlet-build`.
fn of_command(program: &Command, name: &str) -> anyhow::Result<Command> {
    let Some(command) = program.find_subcommand(name) else {
        let known: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
        let message = format!("there is no command `{name}`");
        return Err(advise(message, format!("the commands are {}", known.join(", "))));
    };
    Ok(command.clone())
}
