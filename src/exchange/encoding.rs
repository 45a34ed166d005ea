//! How the characters of a file are written, judged from all of its bytes.
//!
//! Mark first; then UTF-8, if the bytes are valid (a few broken places in a file that otherwise speaks UTF-8 do not
//! make it something else: the rows that hold them are rejected by line); then UTF-16 by where its zeros stand; and
//! only then the older one-byte and Asian encodings, by `chardetng`. UTF-8 passes through without a copy.

use encoding_rs::{CoderResult, Decoder};
use std::io::{self, Read};

const PIECE: usize = 128 * 1024;
/// The least number of bytes to ask [`Decoded`] for: one whole character.
pub const ROOM: usize = 8;
/// How much text with foreign bytes the guess is made from.
const GUESS_FROM: usize = 1024 * 1024;

/// How the characters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    coding: &'static encoding_rs::Encoding,
    mark: usize,
}

impl Encoding {
    /// Its usual name, such as `UTF-8` or `windows-1252`.
    pub fn name(self) -> &'static str {
        self.coding.name()
    }

    /// UTF-8 without a mark.
    pub fn utf8() -> Self {
        Self::plain(encoding_rs::UTF_8)
    }

    fn plain(coding: &'static encoding_rs::Encoding) -> Self {
        Self { coding, mark: 0 }
    }
}

/// What [`detect`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Text in this encoding.
    Text(Encoding),
    /// No text that can be read; the words finish a sentence that begins with the file's name.
    Refused(&'static str),
}

#[rustfmt::skip]
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04",             "is a workbook or an archive: open it in a spreadsheet and save the sheet as CSV."),
    (b"PK\x05\x06",             "is an archive: unpack it and name the CSV files in it."),
    (b"\xd0\xcf\x11\xe0",       "is an old Excel workbook: open it in a spreadsheet and save the sheet as CSV."),
    (b"\x1f\x8b",               "is compressed: unpack it first."),
    (b"SQLite format 3\0",      "is a database, perhaps a book: open it with --book instead of importing it."),
    (b"%PDF-",                  "is a PDF: export the table as CSV instead."),
    (b"\xff\xfe\0\0",           "is written in UTF-32: save it as CSV in UTF-8."),
    (b"\0\0\xfe\xff",           "is written in UTF-32: save it as CSV in UTF-8."),
];

const BINARY: Verdict = Verdict::Refused("is no text (it holds zero bytes): export the table as CSV.");
const EMPTY: Verdict = Verdict::Refused("is empty: it needs a line of column names and rows below it.");

/// Reads `file` to its end in pieces and says how its characters are written.
pub fn detect(file: &mut impl Read) -> io::Result<Verdict> {
    let mut buffer = vec![0; PIECE];
    let filled = fill(file, &mut buffer)?;
    let head = &buffer[..filled];
    if let Some((_, why)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
        return Ok(Verdict::Refused(why));
    }
    if let Some((coding, mark)) = encoding_rs::Encoding::for_bom(head) {
        let empty = head[mark..].iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) && filled < PIECE;
        return Ok(if empty { EMPTY } else { Verdict::Text(Encoding { coding, mark }) });
    }
    if head.contains(&0) {
        return Ok(by_zeros(head));
    }
    if filled < PIECE && head.iter().all(u8::is_ascii_whitespace) {
        return Ok(EMPTY);
    }
    let mut census = Census::new();
    let mut filled = filled;
    while filled > 0 {
        if !census.see(&buffer[..filled]) {
            return Ok(BINARY);
        }
        filled = fill(file, &mut buffer)?;
    }
    Ok(Verdict::Text(census.verdict()))
}

fn fill(file: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Text without a mark in which zeros occur: UTF-16 has them at every other place where the text is Latin.
fn by_zeros(head: &[u8]) -> Verdict {
    let mut zeros = [0_usize; 4];
    for (place, _) in head.iter().enumerate().filter(|(_, byte)| **byte == 0) {
        zeros[place % 4] += 1;
    }
    let many = |count: usize| count * 4 > head.len() / 4;
    match zeros.map(many) {
        [false, true, true, true] | [true, true, true, false] => {
            Verdict::Refused("is written in UTF-32: save it as CSV in UTF-8.")
        }
        [false, true, false, true] => Verdict::Text(Encoding::plain(encoding_rs::UTF_16LE)),
        [true, false, true, false] => Verdict::Text(Encoding::plain(encoding_rs::UTF_16BE)),
        _ => BINARY,
    }
}

/// What the bytes of a file without zeros speak for.
struct Census {
    guess: chardetng::EncodingDetector,
    guessed_from: usize,
    /// The beginning of a character that the piece before was cut in.
    cut: Vec<u8>,
    characters: usize,
    broken: usize,
}

impl Census {
    fn new() -> Self {
        Self { guess: chardetng::EncodingDetector::new(), guessed_from: 0, cut: Vec::new(), characters: 0, broken: 0 }
    }

    /// Counts a piece; `false` when it holds a zero byte.
    fn see(&mut self, piece: &[u8]) -> bool {
        if piece.is_ascii() && self.cut.is_empty() {
            return !piece.contains(&0);
        }
        if piece.contains(&0) {
            return false;
        }
        if self.guessed_from < GUESS_FROM {
            self.guess.feed(piece, false);
            self.guessed_from += piece.len();
        }
        let mut bytes = std::mem::take(&mut self.cut);
        bytes.extend_from_slice(piece);
        self.count(&bytes);
        true
    }

    fn count(&mut self, mut bytes: &[u8]) {
        loop {
            match std::str::from_utf8(bytes) {
                Ok(text) => return self.characters += foreign(text.as_bytes()),
                Err(error) => {
                    self.characters += foreign(&bytes[..error.valid_up_to()]);
                    let Some(length) = error.error_len() else {
                        self.cut = bytes[error.valid_up_to()..].to_vec();
                        return;
                    };
                    self.broken += 1;
                    bytes = &bytes[error.valid_up_to() + length..];
                }
            }
        }
    }

    fn verdict(mut self) -> Encoding {
        self.broken += usize::from(!self.cut.is_empty());
        if self.broken * 10 <= self.characters {
            return Encoding::plain(encoding_rs::UTF_8);
        }
        self.guess.feed(b"", true);
        Encoding::plain(self.guess.guess(None, false))
    }
}

fn foreign(valid: &[u8]) -> usize {
    valid.iter().filter(|byte| **byte >= 0xc0).count()
}

/// The text of `inner` as UTF-8, without its mark. Broken places in UTF-8 pass unchanged, for the rows to name.
pub struct Decoded<R> {
    inner: R,
    skip: usize,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    from: usize,
    to: usize,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    /// Reads `inner`, written in `encoding`, from its beginning.
    pub fn new(inner: R, encoding: Encoding) -> Self {
        let decoder =
            (encoding.coding != encoding_rs::UTF_8).then(|| encoding.coding.new_decoder_without_bom_handling());
        let raw = if decoder.is_some() { vec![0; PIECE] } else { Vec::new() };
        Self { inner, skip: encoding.mark, decoder, raw, from: 0, to: 0, ended: false }
    }

    fn skip_mark(&mut self) -> io::Result<()> {
        let mut mark = [0; 4];
        while self.skip > 0 {
            match self.inner.read(&mut mark[..self.skip])? {
                0 => break,
                read => self.skip -= read,
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.skip_mark()?;
        let Some(decoder) = &mut self.decoder else {
            return if self.ended { Ok(0) } else { self.inner.read(out) };
        };
        if out.len() < ROOM {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the buffer is too small for a character"));
        }
        loop {
            if self.from == self.to && !self.ended {
                self.from = 0;
                self.to = self.inner.read(&mut self.raw)?;
                self.ended = self.to == 0;
            }
            let (result, read, written, _) = decoder.decode_to_utf8(&self.raw[self.from..self.to], out, self.ended);
            self.from += read;
            let finished = self.ended && result == CoderResult::InputEmpty;
            if finished {
                self.decoder = None;
                return Ok(written);
            }
            if written > 0 {
                return Ok(written);
            }
        }
    }
}

impl<R> std::fmt::Debug for Decoded<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decoded").field("decoding", &self.decoder.is_some()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (&'static str, String) {
        let Verdict::Text(encoding) = detect(&mut &*bytes).unwrap() else { panic!("refused") };
        let mut text = Vec::new();
        Decoded::new(bytes, encoding).read_to_end(&mut text).unwrap();
        (encoding.name(), String::from_utf8_lossy(&text).into_owned())
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn marks_are_believed_and_taken_off() {
        assert_eq!(read(b"\xef\xbb\xbfname\nJos\xc3\xa9"), ("UTF-8", "name\nJosé".into()));
        let marked = |little| [utf16("\u{feff}name\nJosé", little)].concat();
        assert_eq!(read(&marked(true)), ("UTF-16LE", "name\nJosé".into()));
        assert_eq!(read(&marked(false)), ("UTF-16BE", "name\nJosé".into()));
    }

    #[test]
    fn without_a_mark_the_bytes_speak() {
        assert_eq!(read("name\nJosé".as_bytes()), ("UTF-8", "name\nJosé".into()));
        assert_eq!(read(&utf16("name\nJosé 東京", true)), ("UTF-16LE", "name\nJosé 東京".into()));
        assert_eq!(read(&utf16("name\nJosé 東京", false)), ("UTF-16BE", "name\nJosé 東京".into()));
        let latin = b"name;city\nJos\xe9;M\xfcnchen\nBj\xf6rk;G\xf6teborg\n";
        assert_eq!(read(latin), ("windows-1252", "name;city\nJosé;München\nBjörk;Göteborg\n".into()));
    }

    #[test]
    fn one_broken_place_does_not_make_utf8_something_else() {
        let mut bytes = "é".repeat(40).into_bytes();
        bytes.extend(b"\n\xe9\n");
        assert_eq!(read(&bytes).0, "UTF-8");
    }

    #[test]
    fn a_character_cut_between_pieces_is_whole() {
        let mut bytes = vec![b'a'; PIECE - 1];
        bytes.extend("é and more é".as_bytes());
        let (name, text) = read(&bytes);
        assert_eq!((name, text.len()), ("UTF-8", bytes.len()));
    }
}
