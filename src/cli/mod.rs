//! The command line: parses words, prints answers, decides nothing.

mod accounts;
mod args;
mod backtest;
mod brief;
mod config_page;
mod demo;
mod duplicates;
pub mod export;
mod forget;
pub mod import;
mod import_report;
mod journal;
mod known;
mod learn;
mod lines;
mod log;
mod me;
pub mod out;
mod page_file;
mod pipeline;
mod programme;
mod records;
mod renewals;
mod risk;
mod score;
mod settings;
mod status;
mod sums;
mod survival;
mod team;
mod team_inside;
mod upkeep;
mod verbs;
mod way;
mod what_if;

use crate::book::Book;
use crate::config::{self, Config};
use crate::domain::day::Day;
use crate::domain::problem::Result;
use anyhow::Context;
use args::{Cli, Command, Global};
use clap::{CommandFactory, Parser};
use out::{Exit, Out, complain};
use std::path::PathBuf;
use way::Way;

/// Runs the program; answers its exit code.
///
/// # Errors
///
/// What kept it from doing what was asked, to be told by [`failed`].
pub fn main() -> anyhow::Result<u8> {
    match Cli::try_parse() {
        Ok(cli) => Ok(run(cli)?),
        // Help and version are answers, the rest are wrong words.
        Err(error) if error.use_stderr() => {
            error.print().context("Standard error cannot be written")?;
            Ok(Exit::Usage.code())
        }
        Err(error) => Ok(help(&error)?),
    }
}

/// Tells on standard error why the program failed, each cause behind what it kept from being done; answers the exit code.
pub fn failed(error: &anyhow::Error) -> u8 {
    complain(&format!("{error:#}"));
    Exit::Failed.code()
}

/// Prints a help page or the version.
fn help(error: &clap::Error) -> Result<u8> {
    let mut out = Out::new(false);
    let text = error.render();
    let text = if out.colour { text.ansi().to_string() } else { text.to_string() };
    out.page(&text);
    out.finish(Ok(Exit::Done)).map(Exit::code)
}

fn run(cli: Cli) -> Result<u8> {
    let global = cli.global;
    let mut out = Out::new(global.json);
    let exit = match cli.command {
        None => return open_cockpit(&global),
        Some(Command::Demo(args)) if args.save.is_none() => return demo::open(&args, &global),
        Some(command) => print(command, &global, &mut out),
    };
    out.finish(exit).map(Exit::code)
}

fn print(command: Command, global: &Global, out: &mut Out) -> Result<Exit> {
    match command {
        Command::Demo(args) => demo::save(&args, global, out),
        Command::Completions { shell } => Ok(upkeep::completions(shell, out)),
        Command::Man => upkeep::man(out),
        Command::Config => config_page::run(out),
        Command::Check { repair: true, .. } => upkeep::repair(&global.path()?, out),
        Command::Status(args) => status::run(&args, &global.path()?, global.day()?, out),
        Command::Restore { file } => upkeep::restore(&file, &global.path()?, out),
        command => with_book(command, global, out),
    }
}

fn with_book(command: Command, global: &Global, out: &mut Out) -> Result<Exit> {
    // What somebody begins with makes the book; what reads or changes one needs it there.
    let begins = matches!(command, Command::Import(_) | Command::New(_) | Command::Me { .. });
    let is_new = begins && !global.path()?.exists();
    let is_dry_run = matches!(&command, Command::Import(args) if args.is_dry_run());
    let mut book = global.open(begins)?;
    let path = book.path().to_owned();
    let exit = answer(command, &mut book, out).map_err(|problem| upkeep::with_newest_backup(problem, &path));
    if let Some(problem) = book.backup_trouble() {
        complain(&problem.sentence);
    }
    let keeps = !is_dry_run && matches!(exit, Ok(Exit::Done));
    if is_new && !keeps && book.undoable().is_none() {
        // A dry run, or a file that cannot be taken, leaves no book behind.
        book.discard();
    }
    exit
}

/// Brings the book to the day where the command reads it, and runs the command.
fn answer(command: Command, book: &mut Book, out: &mut Out) -> Result<Exit> {
    match command.way() {
        Way::OfTheDay => book.begin_day()?,
        Way::Records => book.begin_real_day()?,
        Way::AsKept => {}
    }
    match command {
        Command::Today(args) => lines::today(book, &args, out),
        Command::Me { name } => me::run(book, &name, out),
        Command::Log { words } => log::run(book, &words, out),
        Command::Done { id } => lines::done(book, &id, out),
        Command::Snooze { id, until, reason } => lines::snooze(book, &id, &until, &reason.join(" "), out),
        Command::DismissOverdue => lines::dismiss_overdue(book, out),
        Command::Dismiss { id, reason } => lines::dismiss(book, &id, &reason.join(" "), out),
        Command::Show { account } => brief::run(book, &account.join(" "), out),
        Command::Accounts { filter, saved, sort } => {
            accounts::run(book, saved.as_deref(), &filter, sort.as_deref(), out)
        }
        Command::Risk { account } => risk::run(book, &account.join(" "), out),
        Command::Backtest(args) => backtest::run(book, &args, out),
        Command::Learn(args) => learn::run(book, &args, out),
        Command::Settings(args) => settings::run(book, &args, out),
        Command::Survival(args) => survival::run(book, &args, out),
        Command::Score(args) => score::run(book, &args, out),
        Command::Pipeline(args) => pipeline::run(book, &args, out),
        Command::Renewals { within } => renewals::run(book, within, out),
        Command::Huddle(args) => programme::huddle(book, &args, out),
        Command::Charter(args) => programme::charter(book, &args, out),
        Command::New(args) => records::new(book, &args, out),
        Command::Edit(args) => records::edit(book, &args, out),
        Command::Remove(args) => records::remove(book, &args, out),
        Command::Move(args) => verbs::move_to(book, &args, out),
        Command::Decide(args) => verbs::decide(book, &args, out),
        Command::WonBack(args) => verbs::won_back(book, &args, out),
        Command::Handoff(args) => verbs::handoff(book, &args, out),
        Command::Act(args) => verbs::act(book, &args, out),
        Command::CommitmentMet(args) => verbs::commitment_met(book, &args, out),
        Command::CommitmentGivenUp(args) => verbs::commitment_given_up(book, &args, out),
        Command::Tag(args) => verbs::tag(book, &args, out),
        Command::Duplicates(args) => duplicates::run(book, &args, out),
        Command::Merge(args) => duplicates::merge(book, &args, out),
        Command::Team { member } => team::run(book, &member.join(" "), out),
        Command::WhatIf(args) => what_if::run(book, &args, out),
        Command::Import(args) => import::run(book, &args, out),
        Command::Export(args) => export::run(book, &args, out),
        Command::Undo => journal::undo(book, out),
        Command::Redo => journal::redo(book, out),
        Command::History { limit } => journal::history(book, limit, out),
        Command::Backup(args) => upkeep::backup(book, &args, out),
        Command::Check { quick, .. } => upkeep::check(book, quick, out),
        Command::Forget { name, at, yes } => forget::run(book, &name.join(" "), at.as_deref(), yes, out),
        Command::Demo(_)
        | Command::Status(_)
        | Command::Completions { .. }
        | Command::Config
        | Command::Man
        | Command::Restore { .. } => Ok(Exit::Usage),
    }
}

fn open_cockpit(global: &Global) -> Result<u8> {
    let config = Config::read()?;
    cockpit(global.open(true)?, &config, false)
}

fn cockpit(book: Book, config: &Config, tour: bool) -> Result<u8> {
    let config_file = crate::config::config_file().ok();
    let options = crate::tui::Options { theme: config.theme.clone(), config: config_file, ascii: config.ascii, tour };
    crate::tui::run(book, &options).map(|code| code as u8)
}

impl Global {
    /// The book, on its day, with the folder for what is noted about it; `begins`: also where there is none yet.
    fn open(&self, begins: bool) -> Result<Book> {
        let path = self.path()?;
        let mut book =
            Book::open_on(&path, begins, self.day()?).map_err(|problem| upkeep::with_newest_backup(problem, &path))?;
        book.keep_backups();
        if let Ok(folder) = config::state_folder() {
            book.keep_notes_in(folder);
        }
        Ok(book)
    }

    fn path(&self) -> Result<PathBuf> {
        match &self.book {
            Some(path) => Ok(path.clone()),
            None => match Config::read()?.book {
                Some(path) => Ok(path),
                None => config::default_book(),
            },
        }
    }

    fn day(&self) -> Result<Option<Day>> {
        let Some(text) = &self.today else { return Ok(None) };
        crate::domain::when::read(text, crate::book::clock_today()).map(Some)
    }
}

/// The description of the command line, for completions and the manual.
fn command() -> clap::Command {
    Cli::command()
}
