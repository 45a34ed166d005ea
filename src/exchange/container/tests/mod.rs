mod archives;
mod cards;
mod dates;
mod garbage;
mod json;
mod mails;
mod workbooks;

use super::*;
use std::fs;
use std::io::Write;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
}

/// Opens a file of these bytes, called `name`.
fn opened(name: &str, bytes: &[u8]) -> Result<Option<Opened>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    open(&path, today())
}

fn parts(bytes: &[u8]) -> Opened {
    opened("file.csv", bytes).unwrap().unwrap()
}

fn refusal(bytes: &[u8]) -> String {
    let folder_free = |told: String| told.rsplit('/').next().unwrap_or_default().to_owned();
    folder_free(opened("clients.xlsx", bytes).unwrap_err().sentence)
}

fn text(part: &Part) -> &str {
    std::str::from_utf8(&part.text).unwrap()
}

/// The rows of the only table, each cell by its column.
fn rows(bytes: &[u8]) -> Vec<std::collections::BTreeMap<String, String>> {
    let opened = parts(bytes);
    assert_eq!(opened.parts.len(), 1, "{opened:?}");
    let mut reader = csv::Reader::from_reader(&opened.parts[0].text[..]);
    let header = reader.headers().unwrap().clone();
    let named = |row: csv::StringRecord| header.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|row| named(row.unwrap())).collect()
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_file_of_text_is_left_to_the_reader_of_text() {
    assert_eq!(opened("a.xlsx", b"name,city\nAcme,Leeds\n").unwrap(), None);
    assert!(opened("a.csv", b"").unwrap_err().sentence.contains("is empty"));
    assert!(refusal(b"<html><table><tr><td>a</td></tr></table>").contains("is a web page"));
}
