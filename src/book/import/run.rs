//! One file after the other, row by row.

use super::ahead::{can_be_read_ahead, take_ahead};
use super::file::{File, twice};
use super::importer::Importer;
use super::report::FileReport;
use super::row::take_row;
use super::rows::Reader;
use super::stays;
use crate::book::keep::Keep;
use crate::domain::issue::Issue;
use crate::domain::noun::Noun;
use crate::domain::opportunity::Opportunity;
use crate::domain::problem::Result;
use crate::domain::records::with_record;
use crate::domain::touch::Touch;
use crate::exchange::cells::Cells;
use crate::exchange::lexer::Row;
use crate::exchange::shape::Shape;
use crate::exchange::table::{Line, Table};
use crate::store::bulk::Indexes;
use std::collections::HashMap;

/// From how many rows on the first records of a kind are indexed afterwards.
const MANY: u64 = 20_000;

/// Takes one file in, with the indexes of its table built afterwards where that is quicker.
pub(super) fn take_file(
    importer: &mut Importer<'_, '_>,
    file: &File<'_>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<FileReport> {
    point_anywhere(importer, file)?;
    let indexes = match file.preview.shape {
        Shape::Of(noun) if file.preview.rows >= MANY => with_record!(noun, take_down(importer))?,
        _ => None,
    };
    let report = match file.preview.shape {
        Shape::Of(noun) if can_be_read_ahead(file, noun) => take_ahead(importer, file, noun, go_on)?,
        _ => take_rows(importer, file, go_on)?,
    };
    if let Some(indexes) = indexes {
        importer.edit.rebuild(&indexes)?;
    }
    stays::straighten(importer, file.stages)?;
    Ok(report)
}

/// Lets the rows of a file point to records that no other file points to.
fn point_anywhere(importer: &mut Importer<'_, '_>, file: &File<'_>) -> Result<()> {
    if !matches!(file.preview.shape, Shape::Of(Noun::CustomFields | Noun::Contributions)) {
        return Ok(());
    }
    let points_to = |field: &str| file.preview.field(field).is_some();
    let (edit, directory) = (&*importer.edit, &mut importer.directory);
    if points_to("opportunity") {
        directory.add_keys::<Opportunity>(edit)?;
    }
    if points_to("issue") {
        directory.add_keys::<Issue>(edit)?;
    }
    if points_to("touch") {
        directory.add_keys::<Touch>(edit)?;
    }
    Ok(())
}

/// What stands once for the rows below it belongs to them too.
fn fill_down(row: &mut Row, place: usize, above: &mut String) {
    let cell = row.cell(place).trim();
    if cell.is_empty() {
        row.fill(place, above);
    } else if cell != above {
        cell.clone_into(above);
    }
}

fn take_down<R: Keep>(importer: &mut Importer<'_, '_>) -> Result<Option<Indexes>> {
    // What is there already is looked up by key, which needs the indexes.
    if importer.is_first::<R>()? { importer.edit.take_down::<R>().map(Some) } else { Ok(None) }
}

/// Takes the rows of one file in. `go_on` is told how many rows were read so far and says whether to go on.
fn take_rows(
    importer: &mut Importer<'_, '_>,
    file: &File<'_>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<FileReport> {
    let mut report = FileReport::new(file.preview);
    let mut table = Table::open(&file.preview.source)?;
    let mut row = Row::default();
    let mut keys: HashMap<u64, u64> = HashMap::new();
    let noun = match file.preview.shape {
        Shape::Of(noun) => noun,
        Shape::Deals | Shape::Activities | Shape::Usage => Noun::Accounts,
    };
    let reader = Reader::new(file.preview, noun, importer.currency);
    let merged = file.preview.merged.map(|(place, _)| place);
    let mut above = String::new();
    loop {
        match table.next(&mut row)? {
            Line::End => {
                report.made = importer.made;
                let notes = super::notes::of(&report, importer);
                report.notes.extend(notes);
                report.notes.extend(super::notes::unfit(file.preview));
                report.notes.extend(super::notes::merged(file.preview));
                return Ok(report);
            }
            Line::Left(_) => {}
            Line::Bad(rejection) => report.reject(rejection, Some(&row)),
            Line::Data => {
                if let Some(place) = merged {
                    fill_down(&mut row, place, &mut above);
                }
                let cells = Cells::new(&row, file.preview);
                let answer = match twice(file, &cells, &mut keys) {
                    Some(rejection) => Err(rejection),
                    None => take_row(importer, file, &reader, &cells),
                };
                report.settle(importer, answer, &row)?;
            }
        }
        report.look_up(go_on)?;
    }
}
