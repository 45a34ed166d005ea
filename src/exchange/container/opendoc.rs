//! Workbooks in the open format of offices (ODS), read as they stream by: repeated cells and rows are written as a number, so that a few
//! bytes may stand for millions of them.

use super::guard::damaged;
use super::keyed::COLUMNS_CAP;
use super::workbook::{Rows, SHEETS_CAP, locked, tell_errors, tell_sheets};
use super::{MIB, Opening, value};
use crate::domain::problem::Result;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use zip::ZipArchive;

const CONTENT_CAP: u64 = 1024 * MIB as u64;
/// The longest text of a cell, in bytes.
const CELL_CAP: usize = MIB;

/// Reads the sheets of an ODS workbook.
pub(super) fn read(file: &mut File, opening: &mut Opening) -> Result<()> {
    opening.rewind(file)?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| damaged(&opening.shown))?;
    let mut manifest = String::new();
    if let Ok(member) = zip.by_name("META-INF/manifest.xml") {
        // A manifest that cannot be read says nothing of a password.
        let _ = member.take(MIB as u64).read_to_string(&mut manifest);
    }
    if manifest.contains("encryption-data") {
        return Err(locked(&opening.shown));
    }
    let content = zip.by_name("content.xml").map_err(|_| damaged(&opening.shown))?;
    let mut xml = Reader::from_reader(BufReader::with_capacity(256 * 1024, content.take(CONTENT_CAP)));
    let config = xml.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    let (mut buffer, mut count) = (Vec::new(), 0);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "table" => {
                count += 1;
                let name = attribute(&tag, "table:name").unwrap_or_else(|| format!("Sheet {count}"));
                let mut sheet = Sheet { rows: Rows::new(opening), row: 0, errors: 0, broken: false };
                sheet.read(&mut xml)?;
                if count <= SHEETS_CAP {
                    sheet.end(&name, opening)?;
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return Err(damaged(&opening.shown)),
        }
    }
    tell_sheets(count, opening);
    Ok(())
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    let raw: &str = found.value.as_ref();
    Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned))
}

fn times(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|times| times.parse().ok()).unwrap_or(1)
}

struct Sheet {
    rows: Rows,
    row: u32,
    errors: usize,
    broken: bool,
}

impl Sheet {
    fn read<R: BufRead>(&mut self, xml: &mut Reader<R>) -> Result<()> {
        let (mut buffer, mut depth) = (Vec::new(), 0_u32);
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer) {
                Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                    "table" => depth += 1,
                    "table-row" => {
                        let repeated = times(&tag, "table:number-rows-repeated");
                        self.take_row(xml, repeated)?;
                    }
                    _ => {}
                },
                Ok(Event::End(tag)) if tag.local_name().as_ref() == "table" => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return Ok(()),
                },
                Ok(Event::Eof) | Err(_) => {
                    self.broken = true;
                    return Ok(());
                }
                Ok(_) => {}
            }
        }
    }

    fn take_row<R: BufRead>(&mut self, xml: &mut Reader<R>, repeated: u32) -> Result<()> {
        let mut cells: Vec<(u32, String)> = Vec::new();
        let (mut buffer, mut column) = (Vec::new(), 0_u32);
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer) {
                Ok(Event::Start(tag)) if ["table-cell", "covered-table-cell"].contains(&tag.local_name().as_ref()) => {
                    let span = times(&tag, "table:number-columns-repeated");
                    let text = self.cell(&tag, xml);
                    if !text.is_empty() {
                        // One column beyond the cap is enough to say that there are more.
                        let end = column.saturating_add(span).min(COLUMNS_CAP as u32 + 1);
                        cells.extend((column..end).map(|place| (place, text.clone())));
                    }
                    column = column.saturating_add(span);
                }
                Ok(Event::End(tag)) if tag.local_name().as_ref() == "table-row" => break,
                Ok(Event::Eof) | Err(_) => {
                    self.broken = true;
                    break;
                }
                Ok(_) => {}
            }
        }
        if !cells.is_empty() {
            for row in self.row..self.row.saturating_add(repeated) {
                for (place, text) in &cells {
                    self.rows.put(row, *place, text.clone())?;
                }
            }
        }
        self.row = self.row.saturating_add(repeated);
        Ok(())
    }

    /// The text of a cell by its value, else by what it shows; reads to its end.
    fn cell<R: BufRead>(&mut self, tag: &BytesStart<'_>, xml: &mut Reader<R>) -> String {
        let shown = self.shown(tag.local_name().as_ref(), xml);
        let said = |name: &str| attribute(tag, name);
        if said("calcext:value-type").as_deref() == Some("error") {
            self.errors += 1;
            return String::new();
        }
        match said("office:value-type").as_deref() {
            Some("float" | "percentage" | "currency") => {
                let value = said("office:value").and_then(|value| value.trim().parse().ok());
                value.map_or(shown, value::number)
            }
            Some("date") => said("office:date-value").map_or(shown, |iso| value::iso_moment(&iso)),
            Some("time") => said("office:time-value").map_or(shown, |iso| value::iso_duration(&iso)),
            Some("boolean") => said("office:boolean-value")
                .map_or(shown, |said| value::truth(said.eq_ignore_ascii_case("true")).to_owned()),
            Some("string") => said("office:string-value").filter(|said| !said.is_empty()).unwrap_or(shown),
            _ => shown,
        }
    }

    /// What the paragraphs of a cell show, without the comment that is pinned to it.
    fn shown<R: BufRead>(&mut self, end: &str, xml: &mut Reader<R>) -> String {
        let (mut text, mut buffer) = (String::new(), Vec::new());
        let (mut pinned, mut inner, mut paragraphs, mut started) = (0_u32, 0_u32, 0_u32, false);
        loop {
            buffer.clear();
            let told = pinned == 0 && paragraphs > 0 && text.len() < CELL_CAP;
            match xml.read_event_into(&mut buffer) {
                Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                    "annotation" | "shapes" | "frame" => pinned += 1,
                    name if name == end => inner += 1,
                    "p" => {
                        paragraphs += 1;
                        if started && pinned == 0 {
                            text.push('\n');
                        }
                        started |= pinned == 0;
                    }
                    "line-break" if told => text.push('\n'),
                    "tab" if told => text.push('\t'),
                    "s" if told => {
                        let blanks = times(&tag, "text:c").min(100) as usize;
                        text.extend(std::iter::repeat_n(' ', blanks));
                    }
                    _ => {}
                },
                Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                    "annotation" | "shapes" | "frame" => pinned = pinned.saturating_sub(1),
                    "p" => paragraphs = paragraphs.saturating_sub(1),
                    name if name == end && inner == 0 => return text,
                    name if name == end => inner -= 1,
                    _ => {}
                },
                Ok(Event::Text(said)) if told => text.push_str(&said.xml10_content()),
                Ok(Event::GeneralRef(entity)) if told => {
                    let written = format!("&{};", &*entity);
                    text.push_str(&quick_xml::escape::unescape(&written).unwrap_or_default());
                }
                Ok(Event::Eof) | Err(_) => {
                    self.broken = true;
                    return text;
                }
                Ok(_) => {}
            }
        }
    }

    fn end(self, name: &str, opening: &mut Opening) -> Result<()> {
        self.rows.end(name, opening)?;
        tell_errors(name, self.errors, opening);
        if self.broken {
            let row = self.row;
            opening.note(format!(
                "Sheet “{name}” of {} is damaged below row {row}: save it again to have all.",
                opening.shown
            ));
        }
        Ok(())
    }
}
