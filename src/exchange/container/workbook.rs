//! Workbooks (XLSX, XLSB, XLS): a table for each sheet that is not hidden. A cell has its last value, not its formula.

use super::guard::damaged;
use super::keyed::COLUMNS_CAP;
use super::{MIB, Opening, value};
use crate::domain::problem::{Problem, Result};
use crate::domain::text::counted;
use calamine::{DataRef, DataType, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx, XlsxError};
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use zip::ZipArchive;

/// The most sheets taken.
pub(super) const SHEETS_CAP: usize = 200;
/// The most that a workbook may unpack to, in bytes.
const UNPACKED_CAP: u64 = 1024 * MIB as u64;
/// The most that a part which is held whole, such as its texts, may unpack to.
const PART_CAP: u64 = 384 * MIB as u64;
/// The most texts that it may say it has.
const TEXTS_CAP: u64 = 16_000_000;

/// The sentence for a workbook behind a password.
pub(super) fn locked(shown: &str) -> Problem {
    Problem::input(format!("{shown} is locked with a password: save it without one and import it again."))
}

/// One cell: row, column, text; or why there are no more.
type Step = Result<Option<(u32, u32, String)>, ()>;

/// Reads an XLSX workbook.
pub(super) fn read_xlsx(file: &mut File, opening: &mut Opening) -> Result<()> {
    weigh(file, opening)?;
    opening.rewind(file)?;
    let mut book = Xlsx::new(BufReader::new(file)).map_err(|error| match error {
        XlsxError::Password => locked(&opening.shown),
        _ => damaged(&opening.shown),
    })?;
    for name in sheets(&book, opening) {
        let mut cells = book.worksheet_cells_reader(&name).ok();
        let mut unfinished = 0;
        let next = cells.as_mut().map(|cells| {
            || {
                let cell = cells.next_cell_with_formula_metadata()?;
                Ok::<_, XlsxError>(cell.map(|cell| {
                    unfinished += usize::from(cell.formula.is_some() && cell.value == DataRef::Empty);
                    calamine::Cell::new(cell.pos, cell.value)
                }))
            }
        });
        stream(&name, next, opening)?;
        tell_unfinished(&name, unfinished, opening);
    }
    Ok(())
}

/// Reads an XLSB workbook.
pub(super) fn read_xlsb(file: &mut File, opening: &mut Opening) -> Result<()> {
    weigh(file, opening)?;
    opening.rewind(file)?;
    let mut book = Xlsb::new(BufReader::new(file)).map_err(|_| damaged(&opening.shown))?;
    for name in sheets(&book, opening) {
        let mut cells = book.worksheet_cells_reader(&name).ok();
        stream(&name, cells.as_mut().map(|cells| || cells.next_cell()), opening)?;
    }
    Ok(())
}

/// Reads an XLS workbook, whose cells were counted before.
pub(super) fn read_xls(file: &mut File, opening: &mut Opening) -> Result<()> {
    opening.rewind(file)?;
    let mut book = Xls::new(BufReader::new(file)).map_err(|error| match error {
        calamine::XlsError::Password => locked(&opening.shown),
        _ => damaged(&opening.shown),
    })?;
    for name in sheets(&book, opening) {
        let mut errors = 0;
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (top, left) = range.start().unwrap_or_default();
        let mut cells = range.used_cells();
        let step = || {
            let cell = cells.next();
            let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from);
            Ok(cell.map(|(row, column, cell)| (place(row, top), place(column, left), value::text(cell, &mut errors))))
        };
        sheet(&name, step, opening)?;
        tell_errors(&name, errors, opening);
    }
    Ok(())
}

/// Reads a sheet cell by cell; none: it cannot be read at all.
fn stream<T: calamine::CellType + DataType, E>(
    name: &str,
    mut next: Option<impl FnMut() -> std::result::Result<Option<calamine::Cell<T>>, E>>,
    opening: &mut Opening,
) -> Result<()> {
    let mut errors = 0;
    let step = || match &mut next {
        Some(next) => next().map(|cell| cell.map(|cell| located(&cell, &mut errors))).map_err(|_| ()),
        None => Err(()),
    };
    sheet(name, step, opening)?;
    tell_errors(name, errors, opening);
    Ok(())
}

fn located<T: calamine::CellType + DataType>(cell: &calamine::Cell<T>, errors: &mut usize) -> (u32, u32, String) {
    let (row, column) = cell.get_position();
    (row, column, value::text(cell.get_value(), errors))
}

/// The names of its sheets with cells.
fn sheets<R: Reader<RS>, RS: Read + Seek>(book: &R, opening: &mut Opening) -> Vec<String> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (seen, hidden): (Vec<_>, Vec<_>) = sheets.partition(|sheet| sheet.visible == SheetVisible::Visible);
    // Whoever brings a workbook speaks of what they see in it; archives of past years are hidden.
    let (seen, hidden) = if seen.is_empty() { (hidden, seen) } else { (seen, hidden) };
    let names = |sheets: Vec<&calamine::Sheet>| sheets.into_iter().map(|sheet| sheet.name.clone()).collect::<Vec<_>>();
    if !hidden.is_empty() {
        let shown = opening.shown.clone();
        opening.note(format!("Hidden sheets of {shown} are left out: {}.", names(hidden).join(", ")));
    }
    let mut names = names(seen);
    tell_sheets(names.len(), opening);
    names.truncate(SHEETS_CAP);
    names
}

/// Says when there are more sheets than are taken.
pub(super) fn tell_sheets(count: usize, opening: &mut Opening) {
    if count > SHEETS_CAP {
        let more = format!("{} has {count} sheets: only the first {SHEETS_CAP} are taken.", opening.shown);
        opening.note(more);
    }
}

/// Says how many cells hold the error of a formula.
pub(super) fn tell_errors(name: &str, errors: usize, opening: &mut Opening) {
    if errors > 0 {
        let cells = counted(errors as u64, "cell");
        opening.note(format!("Sheet “{name}” of {}: {cells} with the error of a formula left blank.", opening.shown));
    }
}

/// Says how many cells hold a formula whose result the program that wrote the file did not keep.
pub(super) fn tell_unfinished(name: &str, cells: usize, opening: &mut Opening) {
    if cells > 0 {
        let cells = counted(cells as u64, "cell");
        opening.note(format!(
            "Sheet “{name}” of {}: {cells} with a formula but no result left blank: open it in a spreadsheet program, save it and import it again.",
            opening.shown
        ));
    }
}

/// Gathers the cells of a sheet, row by row as they come, and adds its table.
fn sheet(name: &str, mut step: impl FnMut() -> Step, opening: &mut Opening) -> Result<()> {
    let mut rows = Rows::new(opening);
    let broken = loop {
        match step() {
            Ok(Some((row, column, text))) => rows.put(row, column, text)?,
            Ok(None) => break false,
            Err(()) => break true,
        }
    };
    let row = rows.row.map_or(0, |row| row + 1);
    rows.end(name, opening)?;
    if broken {
        opening.note(format!(
            "Sheet “{name}” of {} is damaged below row {row}: save it again to have all.",
            opening.shown
        ));
    }
    Ok(())
}

/// The rows of a sheet while its cells come in.
pub(super) struct Rows {
    grid: super::grid::Grid,
    cells: Vec<String>,
    row: Option<u32>,
    wide: bool,
}

impl Rows {
    pub(super) fn new(opening: &Opening) -> Self {
        Self { grid: opening.grid(), cells: Vec::new(), row: None, wide: false }
    }

    /// Takes a cell, counted from 0.
    pub(super) fn put(&mut self, row: u32, column: u32, text: String) -> Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        if self.row != Some(row) {
            self.flush()?;
            let before = self.row.map_or(0, |before| before.saturating_add(1));
            self.grid.gap(row.saturating_sub(before) as usize)?;
            self.row = Some(row);
        }
        let column = column as usize;
        if column >= COLUMNS_CAP {
            self.wide = true;
            return Ok(());
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        if self.row.is_some() {
            self.grid.push(&self.cells)?;
            self.cells.clear();
        }
        Ok(())
    }

    /// Adds the table to what was found.
    pub(super) fn end(mut self, name: &str, opening: &mut Opening) -> Result<()> {
        self.flush()?;
        if self.wide {
            let shown = &opening.shown;
            opening.note(format!(
                "Sheet “{name}” of {shown} has more than {COLUMNS_CAP} columns: those beyond were left out."
            ));
        }
        opening.add(Some(name.to_owned()), None, "workbook", self.grid);
        Ok(())
    }
}

/// Unpacks a workbook to nothing, to see that it can be held: a few bytes may unpack to more than any memory, and its texts
/// may be announced in numbers that no memory can be set aside for.
fn weigh(file: &mut File, opening: &Opening) -> Result<()> {
    opening.rewind(file)?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| damaged(&opening.shown))?;
    let mut total = 0;
    for index in 0..zip.len() {
        let Ok(mut member) = zip.by_index(index) else { continue };
        let name = member.name().unwrap_or_default().to_lowercase();
        if name.contains("/media/") {
            continue;
        }
        let sheet = name.contains("/worksheets/");
        let mut left = if sheet { UNPACKED_CAP - total } else { PART_CAP.min(UNPACKED_CAP - total) };
        let mut piece = vec![0; 64 * 1024];
        let mut first = true;
        loop {
            let read = member.read(&mut piece).map_err(|_| damaged(&opening.shown))?;
            if read == 0 {
                break;
            }
            if read as u64 > left || (first && announced(&piece[..read]) > TEXTS_CAP) {
                return Err(opening.refusal("unpacks to more than can be held: save its sheets as files of their own."));
            }
            left -= read as u64;
            total += read as u64;
            first = false;
        }
    }
    Ok(())
}

/// How many texts a list of texts says it has.
fn announced(head: &[u8]) -> u64 {
    let key = b"uniqueCount";
    let Some(at) = head.windows(key.len()).position(|window| window == key) else { return 0 };
    let digits = head[at + key.len()..].iter().skip_while(|byte| !byte.is_ascii_digit()).take(20);
    let digits = digits.take_while(|byte| byte.is_ascii_digit());
    digits.fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
}
