//! `today` and what is done to its lines.

use super::journal::told;
use super::out::{Exit, Out, complain};
use crate::book::{Book, Whose};
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::score::Band;
use crate::domain::text::{fit, left, right, same_word};
use crate::domain::today::{Kind, Line, LineState, Today};
use crate::domain::when;
use serde_json::{Value, json};

/// What `today` takes.
#[derive(Debug, clap::Args)]
pub(super) struct TodayArgs {
    /// Everything that waits, of everybody, not only what fits into ten minutes.
    #[arg(long)]
    all: bool,
    /// The tasks of this member; everybody: of the whole team. Left out: yours, once “mainstay me” knows you.
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// The quickest next action only.
    #[arg(long, conflicts_with = "all")]
    smallest: bool,
}

impl TodayArgs {
    /// Whose tasks are asked for.
    fn whose(&self, book: &Book) -> Result<Whose> {
        match self.owner.as_deref() {
            Some(words) if same_word(words, "everybody") => Ok(None),
            Some(words) => Ok(Some(book.member_called(words)?.id)),
            None if self.all => Ok(None),
            None => book.mine(),
        }
    }
}

pub(super) fn today(book: &mut Book, args: &TodayArgs, out: &mut Out) -> Result<Exit> {
    let whose = args.whose(book)?;
    let mut list = book.today_list(whose, args.all)?;
    if args.smallest {
        let waiting = list.more + list.lines.len() as u64;
        list.lines = book.smallest_step(whose)?.into_iter().collect();
        list.more = waiting.saturating_sub(list.lines.len() as u64);
    }
    if out.json {
        out.value(&as_json(book, &list));
        return Ok(Exit::Done);
    }
    let demo = if book.is_demo() { "  (demo book)" } else { "" };
    let of = whose.map(|member| format!("  tasks of {}", book.member_name(Some(member)))).unwrap_or_default();
    out.line(&format!("{}{demo}{of}", crate::domain::day::headed(book.today())));
    if list.lines.is_empty() && list.closed.is_empty() {
        out.line("All clear: nothing is due. A good day for a pulse check.");
        if let Some(calm) = book.calm_account(whose)? {
            out.line(&format!("Quiet the longest: {}.", calm.name));
        }
        if let Some(line) = book.tomorrow_first(whose)? {
            out.line(&format!("Tomorrow begins with {}: {}.", line.name, line.title));
        }
    }
    if let Err(problem) = book.note_printed(&list.lines) {
        complain(&format!("The numbers of this list cannot be saved, so use the ids. {}", problem.sentence));
    }
    for (number, line) in list.lines.iter().enumerate() {
        print(book, number + 1, line, out);
    }
    for line in &list.closed {
        let mark = if line.state == LineState::Done { "✓" } else { "·" };
        out.line(&format!(" {mark}   {} {} {}", left(&line.name, 24), left(&line.verb, 10), left(&line.title, 40)));
    }
    match (list.closed.len(), list.lines.len()) {
        (0, _) => {}
        (_, 0) => out.line("Done for today."),
        (done, open) => out.line(&format!("{done} of {} done.", done + open)),
    }
    if list.more > 0 {
        let way = if args.all { "most overdue first" } else { "“mainstay today --all” shows them" };
        out.line(&format!("{} more; {way}.", list.more));
    }
    Ok(Exit::Done)
}

fn print(book: &Book, number: usize, line: &Line, out: &mut Out) {
    let symbol = line.band.map_or(" ", Band::symbol);
    let worth = line.worth.map_or_else(String::new, |worth| format!("est. {} saved", book.money(worth).short()));
    out.line(&format!(
        "{number:>2} {symbol} {} {} {} {} {:>3}m  {}",
        left(&line.name, 24),
        left(&line.verb, 10),
        left(&line.title, 40),
        right(&worth, 12),
        line.minutes,
        line.id.short(),
    ));
    out.line(&format!("     {}", fit(&line.reason, 110)));
}

fn as_json(book: &Book, list: &Today) -> Value {
    let task = |line: &Line| {
        json!({
            "id": line.id.to_string(),
            "kind": line.id.kind.word(),
            "account": line.account.map(|_| &line.name),
            "title": line.title,
            "reason": line.reason,
            "due": line.due.map(|day| day.to_string()),
            "est_saved": line.worth.map(|worth| book.money(worth).major()),
            "minutes": line.minutes,
        })
    };
    let closed = |line: &Line| {
        json!({
            "id": line.id.to_string(),
            "kind": line.id.kind.word(),
            "account": line.account.map(|_| &line.name),
            "title": line.title,
            "state": line.state.word(),
        })
    };
    json!({
        "date": book.today().to_string(),
        "currency": book.currency().code(),
        "tasks": list.lines.iter().map(task).collect::<Vec<_>>(),
        "closed": list.closed.iter().map(closed).collect::<Vec<_>>(),
        "more": list.more,
    })
}

pub(super) fn done(book: &mut Book, id: &str, out: &mut Out) -> Result<Exit> {
    let line = book.line_meant(id)?;
    let outcome = book.done(line)?;
    told(out, "Done", &outcome);
    Ok(Exit::Done)
}

pub(super) fn snooze(book: &mut Book, id: &str, until: &str, reason: &str, out: &mut Out) -> Result<Exit> {
    let line = book.line_meant(id)?;
    let until = when::read(until, book.today())?;
    let outcome = book.snooze(line, until, Some(reason).filter(|reason| !reason.is_empty()))?;
    told(out, "Snoozed", &outcome);
    Ok(Exit::Done)
}

pub(super) fn dismiss(book: &mut Book, id: &str, reason: &str, out: &mut Out) -> Result<Exit> {
    let line = book.line_meant(id)?;
    if line.kind == Kind::Commitment && reason.trim().is_empty() {
        return Err(Problem::input("A commitment is given up for a reason; say why."));
    }
    let outcome = book.drop_line(line, reason)?;
    told(out, "Dismissed", &outcome);
    Ok(Exit::Done)
}

pub(super) fn dismiss_overdue(book: &mut Book, out: &mut Out) -> Result<Exit> {
    let outcome = book.dismiss_long_overdue()?;
    told(out, "Dismissed", &outcome);
    Ok(Exit::Done)
}
