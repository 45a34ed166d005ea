//! A file that may hold a table: opened, or refused with one sentence.
//!
//! What is no regular file is refused before it is opened, because opening a pipe waits for its writer.

use super::encoding::{self, Decoded, Encoding, Verdict};
use crate::domain::problem::{Problem, ProblemKind, Result};
use std::fs::{self, File};
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// What standard input is called, which is kept in a file of that name while it is read.
pub(super) const STANDARD_INPUT: &str = "standard input";
/// Where it is kept.
pub(super) static STDIN: OnceLock<PathBuf> = OnceLock::new();

/// Whether the file is what came on standard input.
pub fn is_stdin(path: &Path) -> bool {
    STDIN.get().is_some_and(|kept| kept == path)
}

/// How sentences call a file.
pub fn shown(path: &Path) -> String {
    if is_stdin(path) { STANDARD_INPUT.to_owned() } else { path.display().to_string() }
}

/// The text of a table: a regular file, with the encoding that its bytes speak for, or what was found in one.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    encoding: Encoding,
    bytes: u64,
    held: Option<Held>,
}

/// A table that was found in a file of another form: a sheet of a workbook, the cards of an address book.
#[derive(Debug, Clone)]
struct Held {
    part: Option<String>,
    format: &'static str,
    holds: Option<&'static str>,
    text: Arc<[u8]>,
}

/// The bytes of a table, on disk or held.
#[derive(Debug)]
pub enum Bytes {
    /// A file.
    File(File),
    /// What was found in one.
    Held(Cursor<Arc<[u8]>>),
}

impl Read for Bytes {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(into),
            Self::Held(text) => text.read(into),
        }
    }
}

impl Source {
    /// Looks at the whole file once, in pieces, and refuses what cannot be a table of text.
    pub fn open(path: &Path) -> Result<Self> {
        let bytes = regular_size(path)?;
        let mut file = File::open(path).map_err(|error| unreadable(path, &error))?;
        let verdict = encoding::detect(&mut file).map_err(|error| unreadable(path, &error))?;
        match verdict {
            Verdict::Text(encoding) => Ok(Self { path: path.to_path_buf(), encoding, bytes, held: None }),
            Verdict::Refused(why) => Err(Problem::input(format!("{} {why}", shown(path)))),
        }
    }

    /// A table that was found in the file at `path`: `part` is its name there, `format` the kind of file, `holds` what its
    /// rows are, where that says it.
    pub fn held(
        path: &Path,
        part: Option<String>,
        format: &'static str,
        holds: Option<&'static str>,
        text: Vec<u8>,
    ) -> Self {
        let bytes = text.len() as u64;
        let held = Held { part, format, holds, text: text.into() };
        Self { path: path.to_path_buf(), encoding: Encoding::utf8(), bytes, held: Some(held) }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file, and the table in it where there are several: `export.xlsx, Contacts`.
    pub fn name(&self) -> String {
        let part = self.held.as_ref().and_then(|held| held.part.as_deref());
        let name = shown(&self.path);
        part.map_or_else(|| name.clone(), |part| format!("{name}, {part}"))
    }

    /// The name of the table within its file, where there are several.
    pub fn part(&self) -> Option<&str> {
        self.held.as_ref()?.part.as_deref()
    }

    /// The kind of file it was found in, where that is no table of text.
    pub fn format(&self) -> Option<&'static str> {
        self.held.as_ref().map(|held| held.format)
    }

    /// What its rows are, where the kind of file says it.
    pub fn holds(&self) -> Option<&'static str> {
        self.held.as_ref()?.holds
    }

    /// How its characters are written.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Its size in bytes, for progress.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Its text as UTF-8 from the beginning, without byte-order mark.
    pub fn text(&self) -> Result<Decoded<Bytes>> {
        let bytes = match &self.held {
            Some(held) => Bytes::Held(Cursor::new(Arc::clone(&held.text))),
            None => Bytes::File(File::open(&self.path).map_err(|error| unreadable(&self.path, &error))?),
        };
        Ok(Decoded::new(bytes, self.encoding))
    }

    /// At most `limit` bytes of its text, cut anywhere: enough to judge the dialect by.
    pub fn head(&self, limit: usize) -> Result<Vec<u8>> {
        let mut text = self.text()?;
        let mut head = vec![0; limit];
        let mut filled = 0;
        while limit - filled >= encoding::ROOM {
            match text.read(&mut head[filled..]).map_err(|error| unreadable(&self.path, &error))? {
                0 => break,
                read => filled += read,
            }
        }
        head.truncate(filled);
        Ok(head)
    }
}

/// The size of a regular file in bytes; what is none, or empty, is refused.
pub(super) fn regular_size(path: &Path) -> Result<u64> {
    let facts = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    let shown = shown(path);
    if facts.is_dir() {
        return Err(Problem::input(format!("{shown} is a folder: name the files in it, as in {shown}/*.csv.")));
    }
    if !facts.is_file() {
        return Err(Problem::input(format!("{shown} is a pipe or a device: save it as a file first.")));
    }
    if facts.len() == 0 {
        return Err(Problem::input(format!("{shown} is empty: it needs a line of column names and rows below it.")));
    }
    Ok(facts.len())
}

/// The sentence for a file that could not be opened or read.
pub fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let shown = shown(path);
    match error.kind() {
        ErrorKind::NotFound => Problem::not_found(format!("{shown} is not there: check the name of the file.")),
        ErrorKind::PermissionDenied => {
            Problem::new(ProblemKind::Io, format!("{shown} may not be read: ask its owner, or copy it."))
        }
        _ => Problem::new(ProblemKind::Io, format!("{shown} could not be read to its end ({error}): copy it again.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(name: &str, bytes: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        Source::open(&path).unwrap_err().sentence
    }

    #[test]
    fn what_is_no_text_is_refused_with_what_to_do() {
        assert!(refusal("a.csv", b"").contains("is empty"));
        assert!(refusal("a.csv", b"\xef\xbb\xbf\r\n").contains("is empty"));
        assert!(refusal("a.csv", b"PK\x03\x04\x14\0\x06\0").contains("save the sheet as CSV"));
        assert!(refusal("a.csv", b"a,b\n1,\0\x01\x02").contains("is no text"));
        assert!(refusal("a.csv", b"\xff\xfe\0\0a\0\0\0").contains("UTF-32"));
        assert!(refusal("a.csv", b"a\0\0\0,\0\0\0b\0\0\0\n\0\0\0").contains("UTF-32"));
    }

    #[test]
    fn folders_and_missing_files_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Source::open(folder.path()).unwrap_err().sentence.contains("is a folder"));
        assert!(Source::open(&folder.path().join("no.csv")).unwrap_err().sentence.contains("is not there"));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_refused_before_it_is_opened() {
        assert!(Source::open(Path::new("/dev/zero")).unwrap_err().sentence.contains("pipe or a device"));
    }
}
