use super::super::answer;
use super::super::args::Cli;
use super::super::out::Out;
use crate::book::demo::Recipe;
use crate::book::export::ExportOptions;
use crate::book::{Book, Whose, clock_today};
use crate::domain::action::Action;
use crate::domain::day::Day;
use clap::{CommandFactory, Parser};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A line of each command that reads, and of those that only print when nothing is filled in. A space is a new word; `ONE` is
/// an account, `WHO` one of the team, `FILE` a file that is not there.
const READERS: &[&str] = &[
    "today",
    "today --all",
    "today --smallest",
    "today --owner WHO",
    "show ONE",
    "accounts",
    "accounts --sort money by:tier",
    "risk",
    "risk ONE",
    "backtest",
    "learn",
    "survival",
    "survival --by stage",
    "score",
    "score --since 2026-01-01",
    "pipeline",
    "huddle",
    "huddle -o FILE",
    "charter",
    "renewals",
    "renewals --within 400",
    "team",
    "team WHO",
    "what-if leave WHO",
    "handoff show ONE",
    "handoff offer ONE",
    "export accounts",
    "export actions --format json",
    "export contacts -o FILE",
    "export calendar",
    "export showcase",
    "export handover ONE",
    "settings",
    "duplicates",
    "new",
    "new contact ONE",
    "edit",
    "edit account ONE",
    "remove",
    "decide ONE",
    "history",
    "check",
    "check --quick",
    "backup FILE",
    "export touches --for hubspot --since last",
];

/// Commands that always write, or know no book.
const WRITERS: &[&str] = &[
    "demo",
    "forget",
    "status",
    "me",
    "log",
    "done",
    "snooze",
    "dismiss",
    "dismiss-overdue",
    "move",
    "won-back",
    "commitment-met",
    "act",
    "commitment-given-up",
    "tag",
    "merge",
    "import",
    "undo",
    "redo",
    "restore",
    "completions",
    "config",
    "man",
];

#[test]
fn every_command_is_a_reader_or_a_writer() {
    let readers: BTreeSet<&str> = READERS.iter().filter_map(|line| line.split(' ').next()).collect();
    let tried: BTreeSet<&str> = readers.iter().chain(WRITERS).copied().collect();
    let command = Cli::command();
    let known: BTreeSet<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    assert_eq!(tried, known, "a new command reads, then it has a line in READERS, or it writes");
}

/// Runs a line on the book as it is on that day; answers what it printed.
fn run(path: &Path, day: Day, line: &str) -> String {
    let mut book = Book::open_on(path, false, Some(day)).unwrap();
    let one =
        book.today_list(Whose::None, true).unwrap().lines.into_iter().find_map(|line| line.account.map(|_| line.name));
    let who = book.all::<crate::domain::member::Member>().unwrap().remove(0).name;
    let file = path.with_file_name("out.txt");
    let _ = fs::remove_file(&file);
    let fill = |word: &str| match word {
        "ONE" => one.clone().unwrap(),
        "WHO" => who.clone(),
        "FILE" => file.display().to_string(),
        word => word.to_owned(),
    };
    let words = std::iter::once("mainstay".to_owned()).chain(line.split(' ').map(fill));
    let command = Cli::try_parse_from(words).unwrap().command.unwrap();
    let printed = tempfile::NamedTempFile::new().unwrap();
    let mut out = Out::to(printed.reopen().unwrap(), false);
    // A form that cannot be filled for this account says so; that is an answer, too.
    let _ = answer(command, &mut book, &mut out);
    drop(out);
    // When a calendar was written is no answer.
    let text = fs::read_to_string(printed.path()).unwrap();
    text.lines().filter(|line| !line.starts_with("DTSTAMP:")).collect()
}

/// How long the history is, and the number of its newest step.
fn steps(path: &Path) -> (usize, i64) {
    let book = Book::open_on(path, false, Some(clock_today())).unwrap();
    (book.history(None, 1000).unwrap().len(), book.newest_step().unwrap())
}

/// Everything that the book holds, as it is exported.
fn held(path: &Path) -> String {
    let book = Book::open_on(path, false, Some(clock_today())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    book.export_book(folder.path(), ExportOptions::default()).unwrap();
    let mut files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

fn made_up(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("b.db");
    drop(Book::make_up(&path, Recipe { accounts: 24, seed: 11 }, Some(clock_today())).unwrap());
    path
}

#[test]
fn reading_leaves_the_records_and_the_history_as_they_were_on_any_day() {
    let folder = tempfile::tempdir().unwrap();
    let path = made_up(folder.path());
    for days in [0, 14, 400, -30] {
        let (before, steps_before) = (held(&path), steps(&path));
        for line in READERS {
            run(&path, clock_today().plus(days), line);
            assert_eq!(steps(&path), steps_before, "{line} on day {days:+}");
        }
        assert!(held(&path) == before, "after looking at day {days:+} the book holds something else");
    }
}

#[test]
fn an_answer_does_not_hang_on_what_was_read_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = made_up(folder.path());
    for days in [0, 14, 400] {
        let day = clock_today().plus(days);
        let first: Vec<String> = READERS[..30].iter().rev().map(|line| run(&path, day, line)).collect();
        let again: Vec<String> = READERS[..30].iter().map(|line| run(&path, day, line)).collect();
        for ((line, first), again) in READERS.iter().zip(first.iter().rev()).zip(&again) {
            assert!(first == again, "{line} on day {days:+}");
        }
    }
}

#[test]
fn a_look_ahead_shows_what_playbooks_would_add_and_a_write_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = made_up(folder.path());
    let ahead = clock_today().plus(200);
    let count = |book: &Book| book.count::<Action>().unwrap();
    let mut book = Book::open_on(&path, false, Some(ahead)).unwrap();
    let before = count(&book);
    let known: BTreeSet<i64> = book.all::<Action>().unwrap().iter().map(|it| it.id.raw()).collect();
    book.begin_day().unwrap();
    let brought = book.all::<Action>().unwrap().into_iter().find(|it| !known.contains(&it.id.raw())).unwrap();
    let mut other = Book::open_on(&path, false, Some(ahead)).unwrap();
    drop(std::mem::replace(&mut book, Book::open_on(&path, false, Some(ahead)).unwrap()));
    let told = other.line_meant(&format!("a-{}", brought.id.code())).unwrap_err().sentence;
    assert!(told.contains("A playbook adds this task"), "{told}");
    drop(other);
    book.begin_day().unwrap();
    assert!(count(&book) > before, "200 days bring actions");
    assert_eq!(book.history(None, 10).unwrap().len(), 1);
    let account = book.at_risk(crate::book::SortBy::Risk).unwrap()[0].account;
    book.move_to_stage(&[account], "notice", ahead).unwrap();
    let written = count(&book);
    drop(book);
    let book = Book::open_on(&path, false, Some(ahead)).unwrap();
    assert_eq!(count(&book), written);
    assert_eq!(book.history(None, 10).unwrap().len(), 2, "what was asked for is kept, and nothing else");
}

#[test]
fn the_work_beside_the_keys_keeps_nothing_of_another_day() {
    let folder = tempfile::tempdir().unwrap();
    let path = made_up(folder.path());
    let (before, steps_before) = (held(&path), steps(&path));
    let mut book = Book::open_on(&path, false, Some(clock_today().plus(400))).unwrap();
    let (sender, woken) = std::sync::mpsc::channel();
    let wake = move || {
        let _ = sender.send(());
    };
    book.start_work(Box::new(wake)).unwrap();
    while woken.recv_timeout(std::time::Duration::from_secs(2)).is_ok() {
        book.poll().unwrap();
    }
    assert_eq!(book.is_stale(), None, "the standings are of that day");
    book.note_looked().unwrap();
    drop(book);
    assert_eq!(steps(&path), steps_before);
    assert!(held(&path) == before, "nothing of that day is kept");
}
