//! Long files of records that nothing points to: one thread reads rows ahead while the other writes the ones before.
//!
//! What such a row says hangs on the directory alone, and no row changes that. The order of rows, and of what is wrong
//! with them, stays that of the file.

use super::answer::Answer;
use super::directory::Directory;
use super::file::{File, twice};
use super::importer::Importer;
use super::report::FileReport;
use super::row::take_plainly;
use super::rows::Reader;
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Fields;
use crate::domain::records::with_record;
use crate::exchange::cells::Cells;
use crate::exchange::lexer::Row;
use crate::exchange::table::{Line, Rejection, Table};
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// How many rows travel together, and how many such bundles wait to be written.
const BUNDLE: usize = 512;
const WAITING: usize = 4;
/// The text of a bundle, in bytes, from which on it is not filled up: cells may be large.
const HEAVY: usize = 1024 * 1024;

/// A row and what it says.
type Said = (Row, std::result::Result<Fields, Unsaid>);

/// Why a row says nothing that could be taken.
enum Unsaid {
    /// It is no row of this table.
    Bad(Rejection),
    /// A cell of it is wrong.
    Wrong(Rejection),
}

/// From how many rows on a thread of its own pays.
const MANY: u64 = 20_000;

/// Whether the rows of the file can be read ahead: they are many, nothing points to them, and no row makes what another one
/// points to.
pub(super) fn can_be_read_ahead(file: &File<'_>, noun: Noun) -> bool {
    file.preview.rows >= MANY
        && file.preview.is_own()
        && matches!(
            noun,
            Noun::Touches
                | Noun::Pulses
                | Noun::Events
                | Noun::Contributions
                | Noun::Invoices
                | Noun::CustomFields
                | Noun::Readings
        )
}

/// Takes the rows of one file in; as `take_rows` does, by two threads.
pub(super) fn take_ahead(
    importer: &mut Importer<'_, '_>,
    file: &File<'_>,
    noun: Noun,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<FileReport> {
    let directory = std::mem::take(&mut importer.directory);
    let currency = importer.currency;
    let (send, receive) = sync_channel(WAITING);
    let report = std::thread::scope(|scope| {
        // The sender goes with the reader, so that the end of one is the end of the other.
        let known = &directory;
        let reading = scope.spawn(move || read_rows(file, noun, currency, known, &send));
        let taken = write_rows(importer, file, noun, &receive, go_on);
        // A reader whose bundles nobody takes any more ends by itself.
        drop(receive);
        let read = reading.join().unwrap_or_else(|_| Err(Problem::internal("The reader of the file broke down.")));
        taken.and_then(|report| read.map(|()| report))
    });
    importer.directory = directory;
    report
}

fn read_rows(
    file: &File<'_>,
    noun: Noun,
    currency: Currency,
    directory: &Directory,
    send: &SyncSender<Vec<Said>>,
) -> Result<()> {
    let mut table = Table::open(&file.preview.source)?;
    let reader = Reader::new(file.preview, noun, currency);
    let mut keys = HashMap::new();
    let (mut bundle, mut bytes) = (Vec::new(), 0);
    loop {
        let mut row = Row::default();
        let said = match table.next(&mut row)? {
            Line::End => break,
            Line::Left(_) => continue,
            Line::Bad(rejection) => Err(Unsaid::Bad(rejection)),
            Line::Data => {
                let cells = Cells::new(&row, file.preview);
                let first = twice(file, &cells, &mut keys).map_or(Ok(()), Err);
                first.and_then(|()| reader.read(&cells, directory, &mut Vec::new())).map_err(Unsaid::Wrong)
            }
        };
        bytes += row.bytes();
        bundle.push((row, said));
        if bundle.len() == BUNDLE || bytes > HEAVY {
            bytes = 0;
            if send.send(std::mem::take(&mut bundle)).is_err() {
                return Ok(());
            }
        }
    }
    // Nobody waits for the last rows of an import that was stopped.
    let _ = send.send(bundle);
    Ok(())
}

fn write_rows(
    importer: &mut Importer<'_, '_>,
    file: &File<'_>,
    noun: Noun,
    receive: &Receiver<Vec<Said>>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<FileReport> {
    let mut report = FileReport::new(file.preview);
    for (row, said) in receive.iter().flatten() {
        let answer = match said {
            Err(Unsaid::Bad(rejection)) => {
                report.reject(rejection, Some(&row));
                report.look_up(go_on)?;
                continue;
            }
            Err(Unsaid::Wrong(rejection)) => Err(rejection),
            Ok(fields) => with_record!(noun, take_plainly(importer, fields))
                .map(Answer::RowOutcome)
                .map_err(|problem| file.reject(&Cells::new(&row, file.preview), &problem)),
        };
        report.settle(importer, answer, &row)?;
        report.look_up(go_on)?;
    }
    Ok(report)
}
