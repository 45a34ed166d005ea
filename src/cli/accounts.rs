//! The `accounts` command.

use super::out::{Exit, Out};
use crate::book::{Book, SortBy};
use crate::domain::filter::Filter;
use crate::domain::problem::Result;
use crate::view::accounts::{ACCOUNTS, AccountLine};
use crate::view::{self, Around};
use serde_json::Value;

pub(super) fn run(
    book: &mut Book,
    saved: Option<&str>,
    filter: &[String],
    sort: Option<&str>,
    out: &mut Out,
) -> Result<Exit> {
    let saved = saved.map(|name| book.saved_filters().named(name)).transpose()?;
    let filter = Filter::joined(filter);
    let words = saved.map_or_else(|| filter.clone(), |saved| format!("{} {filter}", saved.words));
    let filter = book.filter(&words)?;
    let by = sort.map(SortBy::read).transpose()?.or(filter.order()).unwrap_or(SortBy::Risk);
    let lines = book.accounts(&filter, by)?;
    if out.json {
        let all = AccountLine::in_full(&lines, book)?;
        let around = Around::of(book);
        out.value(&Value::Array(all.iter().map(|one| view::json(ACCOUNTS, one, &around)).collect()));
        return Ok(Exit::Done);
    }
    print(book, &lines, out)?;
    Ok(Exit::Done)
}

fn print(book: &mut Book, lines: &[crate::book::RosterLine], out: &mut Out) -> Result<()> {
    let around = Around::of(book);
    let all = AccountLine::all(lines, book)?;
    for one in &all {
        out.line(&view::printed(ACCOUNTS, one, &around));
        if out.is_gone() {
            break;
        }
    }
    out.line(&crate::domain::text::counted(lines.len() as u64, "account"));
    super::sums::tell_left_out(book, out)
}
