//! Archives: each file in one is opened as if it lay beside it. Nothing is unpacked but to temporary files.

use super::guard::damaged;
use super::{DEPTH, MIB, Opening, Part, opendoc, unkept, workbook};
use crate::domain::problem::{Problem, Result};
use crate::exchange::dialect;
use crate::exchange::lexer::{Lexer, Met, Row};
use std::fs::File;
use std::io::{self, BufReader, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most that the files of an archive may unpack to, in bytes.
const UNPACKED_CAP: u64 = 512 * MIB as u64;
/// Up to this size a file may be packed as tightly as it likes.
const HARMLESS: u64 = 32 * MIB as u64;
/// How many times its packed size a larger file may have.
const RATIO: u64 = 200;
const MEMBERS_CAP: usize = 10_000;

/// Reads a zip: a workbook, or files.
pub(super) fn read(file: &mut File, depth: usize, opening: &mut Opening) -> Result<()> {
    opening.rewind(file)?;
    let zip = ZipArchive::new(BufReader::new(&mut *file)).map_err(|_| damaged(&opening.shown))?;
    let names: Vec<String> = zip.file_names().filter_map(Result::ok).map(|name| name.to_lowercase()).collect();
    let has = |name: &str| names.iter().any(|other| other.trim_start_matches('/') == name);
    drop(zip);
    if has("xl/workbook.bin") {
        workbook::read_xlsb(file, opening)
    } else if has("[content_types].xml")
        && (has("xl/workbook.xml") || names.iter().any(|name| name.contains("worksheets/")))
    {
        workbook::read_xlsx(file, opening)
    } else if has("mimetype") && has("content.xml") {
        opendoc::read(file, opening)
    } else if has("[content_types].xml") {
        Err(opening.refusal("is a document and no workbook: copy its table into a spreadsheet, and import that."))
    } else if names.iter().any(|name| name.contains(".iwa")) || has("index.zip") {
        Err(opening.refusal("is a Numbers document: export it as a workbook or as CSV, and import that."))
    } else if depth > DEPTH {
        Err(opening.refusal("is an archive within archives: unpack it, and import what is in it."))
    } else {
        members(file, depth, opening)
    }
}

fn members(file: &mut File, depth: usize, opening: &mut Opening) -> Result<()> {
    opening.rewind(file)?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| damaged(&opening.shown))?;
    if zip.len() > MEMBERS_CAP {
        return Err(
            opening.refusal(format!("holds more than {MEMBERS_CAP} files: unpack it, and import what is needed."))
        );
    }
    let mut left = UNPACKED_CAP;
    for index in 0..zip.len() {
        let member = match zip.by_index(index) {
            Ok(member) => member,
            Err(ZipError::UnsupportedArchive(why)) if why.to_lowercase().contains("password") => {
                let shown = &opening.shown;
                opening.note(format!("{shown} is locked with a password: unpack it, and import what is in it."));
                continue;
            }
            Err(_) => {
                let shown = &opening.shown;
                opening.note(format!("A file in {shown} is damaged: it was left out."));
                continue;
            }
        };
        let path = member.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let Some(name) = last_component(&path).filter(|_| !member.is_dir()) else { continue };
        let allowed = left.min(HARMLESS.max(member.compressed_size().saturating_mul(RATIO)));
        let unpacked = unpack(member, allowed);
        let outer = std::mem::replace(&mut opening.shown, name.clone());
        opening.shown = format!("{name} in {outer}");
        let read = match unpacked {
            Ok((mut unpacked, size)) => {
                left -= size;
                inner(&mut unpacked, name, depth + 1, opening)
            }
            Err(Trouble::TooLarge) => {
                Err(opening.refusal("unpacks to more than can be held: unpack it yourself, and import what is needed."))
            }
            Err(Trouble::Damaged) => Err(damaged(&opening.shown)),
            Err(Trouble::Problem(problem)) => return Err(problem),
        };
        opening.shown = outer;
        if let Err(problem) = read {
            opening.note(problem.sentence);
        }
    }
    Ok(())
}

/// Reads a file that is compressed as a whole (gzip).
pub(super) fn read_gzip(file: &mut File, depth: usize, opening: &mut Opening) -> Result<()> {
    if depth > DEPTH {
        return Err(opening.refusal("is an archive within archives: unpack it, and import what is in it."));
    }
    opening.rewind(file)?;
    let unpacked = unpack(flate2::read::MultiGzDecoder::new(BufReader::new(file)), UNPACKED_CAP);
    let name = last_component(&opening.shown).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name).to_owned();
    match unpacked {
        Ok((mut unpacked, _)) => inner(&mut unpacked, name, depth + 1, opening),
        Err(Trouble::TooLarge) => {
            Err(opening.refusal("unpacks to more than can be held: unpack it yourself, and import what is needed."))
        }
        Err(Trouble::Damaged) => Err(damaged(&opening.shown)),
        Err(Trouble::Problem(problem)) => Err(problem),
    }
}

/// Why a file could not be unpacked.
enum Trouble {
    TooLarge,
    Damaged,
    Problem(Problem),
}

fn unpack(from: impl Read, allowed: u64) -> Result<(File, u64), Trouble> {
    let mut kept = tempfile::tempfile().map_err(|error| Trouble::Problem(unkept(&error)))?;
    let mut from = Marked { from: from.take(allowed + 1), failed: false };
    let size = io::copy(&mut from, &mut kept);
    match size {
        Ok(size) if size > allowed => Err(Trouble::TooLarge),
        Ok(size) => Ok((kept, size)),
        Err(_) if from.failed => Err(Trouble::Damaged),
        Err(error) => Err(Trouble::Problem(unkept(&error))),
    }
}

/// A reader that remembers whether it was the one that failed, not the writer.
struct Marked<R> {
    from: R,
    failed: bool,
}

impl<R: Read> Read for Marked<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(out);
        self.failed |= read.is_err();
        read
    }
}

/// A name without its folders, so that no name leads out of the archive; none for what is no file of the user's.
fn last_component(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|ch| !ch.is_control()).collect();
    let hidden = name.is_empty() || name.starts_with('.') || name.starts_with("._") || path.starts_with("__MACOSX/");
    (!hidden).then_some(name)
}

/// Opens a file of the archive; text is taken as CSV.
fn inner(file: &mut File, name: String, depth: usize, opening: &mut Opening) -> Result<()> {
    if file.metadata().map_or(0, |facts| facts.len()) == 0 {
        return Ok(());
    }
    let before = opening.parts.len();
    let outer = opening.member.replace(name.clone());
    let read = opening.read(file, depth);
    opening.member = outer;
    if read? {
        // A sheet called “Sheet1” says less than the workbook that it stands in.
        let several = opening.parts.len() > before + 1;
        for part in opening.parts[before..].iter_mut().filter(|part| part.format == "workbook") {
            let sheet = part.name.take().unwrap_or_default();
            part.name = Some(if several { format!("{name}: {sheet}") } else { name.clone() });
        }
        return Ok(());
    }
    let text = csv(file, opening)?;
    if text.is_empty() {
        return Ok(());
    }
    opening.room = opening.room.saturating_sub(text.len());
    opening.parts.push(Part { name: Some(name), holds: None, format: "csv", text });
    Ok(())
}

/// The text as CSV with commas; where a row of it is faulty, as it stands, for the table's reader to name the row.
fn csv(file: &mut File, opening: &Opening) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    let read = opening.text(file)?.take(opening.room as u64 + 1).read_to_end(&mut text);
    read.map_err(|error| opening.unreadable(&error))?;
    if text.len() > opening.room {
        return Err(opening.refusal("is larger than can be held: unpack it, and import it by itself."));
    }
    let dialect = dialect::judge(&text[..text.len().min(dialect::HEAD)]);
    let mut lexer = Lexer::new(&text[..], dialect.delimiter);
    let mut grid = opening.grid();
    let mut row = Row::default();
    let mut skip = usize::from(dialect.declared);
    let mut width = None;
    loop {
        match lexer.read(&mut row) {
            Ok(Met::End) => return Ok(grid.finish()),
            Ok(Met::Row) if skip > 0 => skip -= 1,
            Ok(Met::Row) => {
                let cells: Vec<&str> = row.cells().collect();
                let found = *width.get_or_insert(cells.len());
                // A row of another width is for the table's reader to judge.
                if found != cells.len() && !row.is_blank() {
                    return Ok(text);
                }
                if grid.push(&cells).is_err() {
                    return Ok(text);
                }
            }
            Ok(Met::Faulty(_)) | Err(_) => return Ok(text),
        }
    }
}
