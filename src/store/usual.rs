//! Draws what is usual in the book from its accounts.

use super::filter::Filter;
use super::scoring_context::ScoringContext;
use crate::domain::problem::Result;
use crate::domain::risk::facts::Norms;
use rusqlite::Connection;

/// Accounts that are read at most to say what is usual, in so many runs spread over the book.
const READ: usize = 2_048;
const RUNS: usize = 8;

/// What is usual on the day of `frame`.
pub(super) fn draw(frame: &ScoringContext<'_>) -> Result<Norms> {
    let mut norms = Norms::counting(frame.today);
    for part in parts(frame.conn)? {
        let loader = frame.loader(part, frame.today, None)?;
        loader.list.iter().for_each(|entry| norms.take(&entry.history));
    }
    Ok(norms.done())
}

/// The accounts of the book, or a few thousand of them, in runs spread over it.
pub(super) fn parts(conn: &Connection) -> Result<Vec<Filter>> {
    let mut statement = conn.prepare("SELECT id FROM account ORDER BY id")?;
    let ids = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    if ids.len() <= READ {
        return Ok(vec![Filter::All]);
    }
    let run = READ / RUNS;
    let starts = (0..RUNS).map(|place| place * (ids.len() - run) / (RUNS - 1));
    Ok(starts.map(|start| Filter::Between(ids[start], ids[start + run - 1])).collect())
}
