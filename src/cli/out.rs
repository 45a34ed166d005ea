//! Where answers are printed: the one place that writes to standard output and standard error.
//!
//! Lines to be read are made safe wherever they go, for a pipe may end in a terminal, too; data goes out exactly as it is
//! where no person is looking. A reader that went away ends the program quietly.

use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::text::{clean, grouped};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It was done.
    Done,
    /// It could not be done.
    Failed,
    /// The words of the command were wrong.
    Usage,
    /// An import took some rows and rejected others.
    Partly,
}

impl Exit {
    /// The exit code.
    pub const fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Partly => 3,
        }
    }
}

/// Standard output.
pub struct Out {
    to: BufWriter<Box<dyn Write>>,
    /// Whether a person is looking.
    pub terminal: bool,
    /// Whether data is wanted as JSON.
    pub json: bool,
    /// Whether colour may be used.
    pub colour: bool,
    trouble: Option<io::ErrorKind>,
}

impl Out {
    /// Standard output, as JSON where asked for.
    pub fn new(json: bool) -> Self {
        let terminal = io::stdout().is_terminal();
        let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self { terminal, colour, ..Self::to(io::stdout(), json) }
    }

    /// Something else that no person looks at.
    pub(super) fn to(to: impl Write + 'static, json: bool) -> Self {
        let to: Box<dyn Write> = Box::new(to);
        Self { to: BufWriter::with_capacity(1 << 16, to), terminal: false, json, colour: false, trouble: None }
    }

    /// Prints one line to be read; its control codes are made plain.
    pub fn line(&mut self, text: &str) {
        self.write(clean(text).as_bytes());
        self.write(b"\n");
    }

    /// Prints a page of our own, which holds nothing but what we put there.
    pub(super) fn page(&mut self, text: &str) {
        self.write(text.as_bytes());
    }

    /// Prints a value as JSON, on one line for scripts, indented for a person.
    pub fn value(&mut self, value: &serde_json::Value) {
        let text = if self.terminal { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
        if let Ok(text) = text {
            self.write(text.as_bytes());
            self.write(b"\n");
        }
    }

    /// Prints a JSON object whose field `key` is an array that is printed row by row, and never held whole.
    pub(super) fn rows_in(
        &mut self,
        around: &serde_json::Value,
        key: &str,
        rows: impl FnOnce(&mut dyn FnMut(&serde_json::Value) -> Result<()>) -> Result<()>,
    ) -> Result<()> {
        let text = around.to_string();
        self.write(text.trim_end_matches('}').as_bytes());
        self.write(format!(",\"{key}\":").as_bytes());
        let mut is_first = true;
        self.write(b"[");
        rows(&mut |row| {
            self.row(row.to_string().as_bytes(), &mut is_first);
            Ok(())
        })?;
        self.write(b"]}\n");
        Ok(())
    }

    /// Prints one row of a JSON array.
    pub(super) fn row(&mut self, json: &[u8], is_first: &mut bool) {
        self.write(if *is_first { b"\n" } else { b",\n" });
        self.write(json);
        *is_first = false;
    }

    /// Writes bytes exactly: CSV and the like. Where a person is looking, their control codes are made plain.
    pub fn raw(&mut self, bytes: &[u8]) {
        if !self.terminal {
            return self.write(bytes);
        }
        let text = String::from_utf8_lossy(bytes);
        for (place, line) in text.split('\n').enumerate() {
            if place > 0 {
                self.write(b"\n");
            }
            self.write(clean(line.trim_end_matches('\r')).as_bytes());
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        if self.trouble.is_none() {
            self.trouble = self.to.write_all(bytes).err().map(|error| error.kind());
        }
    }

    /// Makes sure that everything printed so far is on its way.
    pub fn flush(&mut self) {
        if self.trouble.is_none() {
            self.trouble = self.to.flush().err().map(|error| error.kind());
        }
    }

    /// Whether there is no use in printing more.
    pub fn is_gone(&self) -> bool {
        self.trouble.is_some()
    }

    /// Why what was printed did not arrive.
    pub(super) fn trouble(&self) -> Option<io::ErrorKind> {
        self.trouble
    }

    /// How a command ended that answered `exit`, after all was printed: output that did not arrive is an error, unless the reader
    /// had seen enough.
    pub(super) fn finish(&mut self, exit: Result<Exit>) -> Result<Exit> {
        self.flush();
        match self.trouble {
            None => exit,
            Some(io::ErrorKind::BrokenPipe) => Ok(exit.unwrap_or(Exit::Done)),
            Some(io::ErrorKind::StorageFull) => Err(Problem::new(
                ProblemKind::Full,
                "The disk is full, so what was printed is not whole; free some room.",
            )),
            Some(kind) => Err(Problem::new(
                ProblemKind::Io,
                format!("The output could not be written ({kind}); send it elsewhere."),
            )),
        }
    }
}

/// Whether the file at `path` may be replaced: by `force`, or because the person at the terminal says so.
pub(super) fn may_replace(path: &Path, force: bool) -> bool {
    if force || !path.is_file() || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return force;
    }
    let mut answer = String::new();
    let asked = write!(io::stderr(), "{} is there already. Replace it? [y/N] ", clean(&path.to_string_lossy()));
    asked.is_ok()
        && io::stdin().read_line(&mut answer).is_ok()
        && ["y", "yes"].contains(&answer.trim().to_lowercase().as_str())
}

/// How far long work is: a line on standard error, where a person is looking, and gone when the work ends.
pub struct Progress {
    shown: bool,
    total: u64,
    unit: &'static str,
    last: AtomicU64,
}

impl Progress {
    /// Of work over `total` of `unit`; short work shows nothing.
    pub fn over(total: u64, unit: &'static str) -> Self {
        let shown = io::stderr().is_terminal() && total > 20_000;
        Self { shown, total, unit, last: AtomicU64::new(0) }
    }

    /// Says that so many are done, now and then.
    pub fn tell(&self, done: u64) {
        if self.shown && done >= self.last.load(Ordering::Relaxed) + self.total / 100 {
            self.last.store(done, Ordering::Relaxed);
            let (done, total) = (grouped(&done.to_string()), grouped(&self.total.to_string()));
            let _ = write!(io::stderr(), "\r{done} of {total} {} ", self.unit);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r                                        \r");
        }
    }
}

/// Says what went wrong, in one sentence, on standard error.
pub fn complain(sentence: &str) {
    let _ = writeln!(io::stderr(), "mainstay: {}", clean(sentence));
}
