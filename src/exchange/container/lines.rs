//! Cards and calendars, cut into their components line by line.
//!
//! Only one component is held at a time, and pictures and attachments never: an address book with 50 MB of photos is read in
//! the memory that its names take. What is broken in one component does not reach the next.

use super::MIB;
use std::io::{self, BufRead};

/// The largest component kept, in bytes; lines beyond are passed over.
const COMPONENT_CAP: usize = 4 * MIB;
/// The longest line kept, in bytes.
const LINE_CAP: usize = MIB;
/// Properties that hold no text.
const SKIPPED: [&str; 6] = ["PHOTO", "LOGO", "SOUND", "KEY", "ATTACH", "IMAGE"];

/// A component, from its BEGIN to its END.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Component {
    /// What it is, in capitals: `VCARD`, `VEVENT` …
    pub(super) kind: String,
    /// Its lines, without those of components within it.
    pub(super) text: String,
}

/// What [`Components::next`] met.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Met {
    /// A component of a kind that was asked for.
    Component(Component),
    /// A line outside of them.
    Outside(String),
    /// No more.
    End,
}

/// The components of a text.
pub(super) struct Components<R> {
    from: R,
    kinds: &'static [&'static str],
    current: Option<Component>,
    /// How many components are open within the current one.
    inner: usize,
    skipping: bool,
    line: Vec<u8>,
}

impl<R: BufRead> Components<R> {
    /// The components of these kinds in `from`.
    pub(super) fn new(from: R, kinds: &'static [&'static str]) -> Self {
        Self { from, kinds, current: None, inner: 0, skipping: false, line: Vec::new() }
    }

    /// Reads to the end of the next component or of a line outside.
    pub(super) fn next(&mut self) -> io::Result<Met> {
        while bounded_line(&mut self.from, &mut self.line, LINE_CAP)? {
            let line = String::from_utf8_lossy(&self.line).into_owned();
            let line = line.trim_end_matches(['\r', '\n']).trim_start_matches('\u{feff}');
            if let Some(met) = self.take(line) {
                return Ok(met);
            }
        }
        Ok(self.current.take().map_or(Met::End, Met::Component))
    }

    fn take(&mut self, line: &str) -> Option<Met> {
        let mark = |word: &str| {
            let (start, rest) = line.trim().split_once(':')?;
            start.trim().eq_ignore_ascii_case(word).then(|| rest.trim().to_ascii_uppercase())
        };
        if let Some(kind) = mark("BEGIN") {
            return self.begin(kind, line);
        }
        let Some(current) = &mut self.current else {
            return Some(Met::Outside(line.to_owned()));
        };
        if let Some(kind) = mark("END") {
            self.skipping = false;
            if self.inner > 0 && kind != current.kind {
                self.inner -= 1;
                return None;
            }
            self.inner = 0;
            push(&mut current.text, line);
            return self.current.take().map(Met::Component);
        }
        let folded = line.starts_with([' ', '\t']);
        if !folded {
            self.skipping = holds_no_text(line);
        }
        if self.inner == 0 && !self.skipping {
            push(&mut current.text, line);
        }
        None
    }

    /// A component that begins before the one of its kind has ended means that the end is missing.
    fn begin(&mut self, kind: String, line: &str) -> Option<Met> {
        self.skipping = false;
        let wanted = self.kinds.contains(&kind.as_str());
        match &self.current {
            Some(current) if !wanted || current.kind != kind => {
                self.inner += 1;
                None
            }
            None if !wanted => Some(Met::Outside(line.to_owned())),
            _ => {
                self.inner = 0;
                self.current.replace(Component { kind, text: format!("{line}\r\n") }).map(Met::Component)
            }
        }
    }
}

fn push(text: &mut String, line: &str) {
    if text.len() + line.len() < COMPONENT_CAP {
        text.push_str(line);
        text.push_str("\r\n");
    }
}

fn holds_no_text(line: &str) -> bool {
    let name = line.split([':', ';']).next().unwrap_or_default();
    let name = name.rsplit('.').next().unwrap_or_default();
    SKIPPED.iter().any(|skipped| name.eq_ignore_ascii_case(skipped))
}

/// Reads a line with its end into `line`, of which at most `cap` bytes are kept; `false` at the end.
pub(super) fn bounded_line(from: &mut impl BufRead, line: &mut Vec<u8>, cap: usize) -> io::Result<bool> {
    line.clear();
    let mut met = false;
    loop {
        let piece = match from.fill_buf() {
            Ok(piece) => piece,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if piece.is_empty() {
            return Ok(met);
        }
        met = true;
        let end = piece.iter().position(|byte| *byte == b'\n').map(|end| end + 1);
        let taken = end.unwrap_or(piece.len());
        line.extend_from_slice(&piece[..taken.min(cap.saturating_sub(line.len()))]);
        from.consume(taken);
        if end.is_some() {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Met> {
        let mut components = Components::new(text.as_bytes(), &["VCARD", "VEVENT"]);
        let mut met = Vec::new();
        loop {
            match components.next().unwrap() {
                Met::End => return met,
                other => met.push(other),
            }
        }
    }

    #[test]
    fn pictures_and_inner_components_are_passed_over() {
        let text = "BEGIN:VCALENDAR\r\nX:1\r\nBEGIN:VEVENT\r\nUID:a\r\nATTACH;X=1:AAA\r\n BBB\r\nBEGIN:VALARM\r\nUID:no\r\n\
                    END:VALARM\r\nSUMMARY:b\r\n c\r\nEND:VEVENT\r\n";
        let met = all(text);
        let Met::Component(event) = &met[2] else { panic!("{met:?}") };
        assert_eq!(event.text, "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:b\r\n c\r\nEND:VEVENT\r\n");
    }

    #[test]
    fn a_missing_end_costs_nothing() {
        let met = all("BEGIN:VCARD\nFN:a\nBEGIN:VCARD\nFN:b\n");
        assert_eq!(met.len(), 2, "{met:?}");
    }

    #[test]
    fn a_long_line_is_kept_in_part() {
        let mut line = Vec::new();
        let text = "x".repeat(100) + "\ny";
        let mut from = text.as_bytes();
        assert!(bounded_line(&mut from, &mut line, 10).unwrap() && line.len() == 10);
        assert!(bounded_line(&mut from, &mut line, 10).unwrap() && line == b"y");
        assert!(!bounded_line(&mut from, &mut line, 10).unwrap());
    }
}
