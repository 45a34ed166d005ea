//! Touches as facts are gathered from them: a few numbers a row, read by a second thread where there are very many.

use super::error::Told;
use super::open::second;
use crate::domain::problem::{Problem, Result};
use rusqlite::{Connection, Row, Rows};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// What a touch says, but for who took part.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TouchRow {
    pub(crate) id: i64,
    pub(crate) account: i64,
    pub(crate) on: i32,
    pub(crate) known: i32,
    pub(crate) two_way: bool,
    pub(crate) valued: bool,
    pub(crate) minutes: u32,
}

/// All of them, to be narrowed and put in the order of their ids.
pub(crate) const TOUCHES: &str = "SELECT id, account, \"on\", coalesce(known_on, \"on\"),
    two_way + 2 * (value_tag IS NOT NULL) + 4 * (coalesce(prep_minutes, 0) + coalesce(contact_minutes, 0)
    + coalesce(followup_minutes, 0)) FROM touch";

impl TouchRow {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let rest: i64 = row.get(4)?;
        Ok(Self {
            id: row.get(0)?,
            account: row.get(1)?,
            on: row.get(2)?,
            known: row.get(3)?,
            two_way: rest & 1 != 0,
            valued: rest & 2 != 0,
            minutes: (rest >> 2) as u32,
        })
    }
}

/// Hands each of `rows` to `take`.
pub(crate) fn each(rows: &mut Rows<'_>, mut take: impl FnMut(TouchRow) -> Result<()>) -> Result<()> {
    while let Some(row) = rows.next().told()? {
        take(TouchRow::of(row).told()?)?;
    }
    Ok(())
}

/// How many touches travel together, and how many such bundles wait for who took part.
const BUNDLE: usize = 2_048;
const WAITING: usize = 4;

/// Hands every touch of the book at `path`, in the order of ids, to `take`, while a second connection reads ahead.
pub(crate) fn each_beside(path: &Path, mut take: impl FnMut(TouchRow) -> Result<()>) -> Result<()> {
    let (send, receive) = sync_channel(WAITING);
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || read_ahead(&second(path)?, &send));
        let taken = take_bundles(&receive, &mut take);
        // A reader whose bundles nobody takes any more ends by itself.
        drop(receive);
        let read = reader.join().unwrap_or_else(|_| Err(Problem::internal("The reader of touches broke down.")));
        taken.and(read)
    })
}

fn take_bundles(receive: &Receiver<Vec<TouchRow>>, take: &mut impl FnMut(TouchRow) -> Result<()>) -> Result<()> {
    receive.iter().flatten().try_for_each(take)
}

fn read_ahead(conn: &Connection, send: &SyncSender<Vec<TouchRow>>) -> Result<()> {
    let mut statement = conn.prepare(&format!("{TOUCHES} ORDER BY id")).told()?;
    let mut rows = statement.query([]).told()?;
    let mut bundle = Vec::with_capacity(BUNDLE);
    while let Some(row) = rows.next().told()? {
        bundle.push(TouchRow::of(row).told()?);
        if bundle.len() == BUNDLE && send.send(std::mem::replace(&mut bundle, Vec::with_capacity(BUNDLE))).is_err() {
            return Ok(());
        }
    }
    let _ = send.send(bundle);
    Ok(())
}
