//! Compound files: workbooks of old (XLS), and whatever else was kept in that way.

use super::guard::damaged;
use super::{MIB, Opening, workbook};
use crate::domain::problem::Result;
use std::fs::File;
use std::io::Read;

/// The most cells, blank ones between them included, that an old workbook may need.
const CELLS_CAP: u64 = 8_000_000;
/// The most rows and columns that a sheet of old can have.
const SHEET: (u64, u64) = (65_536, 256);
const STREAM_CAP: u64 = 512 * MIB as u64;

/// Reads a workbook of old, or says what else the file is.
pub(super) fn read(file: &mut File, opening: &mut Opening) -> Result<()> {
    let mut compound = cfb::CompoundFile::open(&mut *file).map_err(|_| damaged(&opening.shown))?;
    if compound.exists("/EncryptedPackage") {
        return Err(workbook::locked(&opening.shown));
    }
    let stream = ["/Workbook", "/Book"].into_iter().find(|name| compound.is_stream(name));
    let Some(stream) = stream else {
        let why = if compound.exists("/__properties_version1.0") {
            "is an Outlook message: save it as text or .eml, and import that."
        } else if compound.exists("/WordDocument") {
            "is a Word document: copy its table into a spreadsheet, and import that."
        } else {
            "is no workbook: export the table as a workbook or as CSV."
        };
        return Err(opening.refusal(why));
    };
    let mut bytes = Vec::new();
    let stream = compound.open_stream(stream).map_err(|_| damaged(&opening.shown))?;
    stream.take(STREAM_CAP).read_to_end(&mut bytes).map_err(|_| damaged(&opening.shown))?;
    drop(compound);
    if needed(&bytes) > CELLS_CAP {
        return Err(opening.refusal("asks for more cells than can be held: save its sheets as CSV, and import those."));
    }
    drop(bytes);
    workbook::read_xls(file, opening)
}

/// How many cells the sheets need when each is held as one block, as the reader does. A few bytes may ask for a block that
/// no memory can hold; such a sheet counts as more than any.
fn needed(stream: &[u8]) -> u64 {
    let mut places: Vec<usize> = Vec::new();
    for (kind, data) in Records(stream) {
        match (kind, data) {
            (0x0085, [a, b, c, d, ..]) => places.push(u32::from_le_bytes([*a, *b, *c, *d]) as usize),
            (0x000a, _) => break,
            _ => {}
        }
    }
    places.into_iter().map(|place| sheet(stream.get(place..).unwrap_or_default())).fold(0, u64::saturating_add)
}

fn sheet(records: &[u8]) -> u64 {
    let (mut rows, mut columns) = (Reach::default(), Reach::default());
    let (mut begun, mut inner) = (false, 0_u32);
    for (kind, data) in Records(records) {
        // A chart within the sheet has a beginning and an end of its own, and cells that are not the sheet's.
        match kind {
            0x0809 if begun => inner += 1,
            0x0809 => begun = true,
            0x000a if inner == 0 => break,
            0x000a => inner -= 1,
            _ => {}
        }
        if inner > 0 {
            continue;
        }
        let word = |at: usize| data.get(at..at + 2).map_or(0, |word| u64::from(u16::from_le_bytes([word[0], word[1]])));
        let wide = |at: usize| word(at) | (word(at + 2) << 16);
        match kind {
            0x0200 => {
                let (last_row, last_column) = if data.len() == 10 { (word(2), word(6)) } else { (wide(4), word(10)) };
                if last_row > SHEET.0 || last_column > SHEET.1 {
                    return u64::MAX;
                }
            }
            0x0203 | 0x0204 | 0x00d6 | 0x0205 | 0x027e | 0x00fd | 0x0006 => {
                rows.take(word(0));
                columns.take(word(2));
            }
            0x00bd if data.len() >= 6 => {
                rows.take(word(0));
                columns.take(word(2));
                columns.take(word(data.len() - 2));
                columns.take(word(2) + (data.len() as u64 - 6) / 6);
            }
            _ => {}
        }
    }
    rows.length().saturating_mul(columns.length())
}

/// From where to where something reaches.
#[derive(Default)]
struct Reach(Option<(u64, u64)>);

impl Reach {
    fn take(&mut self, at: u64) {
        let (first, last) = self.0.unwrap_or((at, at));
        self.0 = Some((first.min(at), last.max(at)));
    }

    fn length(&self) -> u64 {
        self.0.map_or(0, |(first, last)| last - first + 1)
    }
}

/// The records of a stream: a kind, a length, and that many bytes.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (head, rest) = self.0.split_at_checked(4)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (data, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((u16::from_le_bytes([head[0], head[1]]), data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes()[..], data].concat()
    }

    #[test]
    fn a_sheet_that_asks_for_a_huge_block_is_counted_before_it_is_read() {
        let number = |row: u16, column: u16| {
            record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes()[..], &[0; 10]].concat())
        };
        let globals = [record(0x0085, &[16, 0, 0, 0, 0, 0, 0, 0]), record(0x000a, &[])].concat();
        assert_eq!(globals.len(), 16);
        let small = [globals.clone(), number(1, 1), number(10, 2)].concat();
        assert_eq!(needed(&small), 20);
        let far = [globals.clone(), number(0, 0), number(65_535, 65_535)].concat();
        assert!(needed(&far) > CELLS_CAP);
        let announced = [globals, record(0x0200, &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 1, 0, 0, 0])].concat();
        assert!(needed(&announced) > CELLS_CAP);
    }
}
