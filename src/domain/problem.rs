//! The one error of the program: a sentence for a person.
//!
//! Every refusal says what is wrong, where, and what to do, in one sentence, whether it is met on the command line, in
//! a form or in an import. The kind decides exit codes and whether typed words are kept for another try.

use std::fmt;

/// What sort of trouble a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// The words or values given cannot be taken; correcting them helps.
    Input,
    /// What was asked for is not in the book.
    NotFound,
    /// A name fits more than one record.
    Ambiguous,
    /// Somebody else holds the book right now.
    Busy,
    /// The file may not be written.
    ReadOnly,
    /// The disk is full.
    Full,
    /// The file is damaged.
    Damaged,
    /// The file was written by a newer program.
    Newer,
    /// The file is something else than a book.
    NotABook,
    /// A file or terminal could not be read or written.
    Io,
    /// The user stopped it.
    Cancelled,
    /// A fault of the program itself.
    Internal,
}

/// A refusal or failure, told in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What sort of trouble it is.
    pub kind: ProblemKind,
    /// The form field or file column it is about, if it is about one.
    pub field: Option<&'static str>,
    /// One sentence: what, where, what to do.
    pub sentence: String,
}

impl Problem {
    /// A problem of `kind`, told by `sentence`.
    pub fn new(kind: ProblemKind, sentence: impl Into<String>) -> Self {
        Self { kind, field: None, sentence: sentence.into() }
    }

    /// Words or values that cannot be taken.
    pub fn input(sentence: impl Into<String>) -> Self {
        Self::new(ProblemKind::Input, sentence)
    }

    /// A value of `field` that cannot be taken.
    pub fn field(field: &'static str, sentence: impl Into<String>) -> Self {
        Self { kind: ProblemKind::Input, field: Some(field), sentence: sentence.into() }
    }

    /// Something that is not in the book.
    pub fn not_found(sentence: impl Into<String>) -> Self {
        Self::new(ProblemKind::NotFound, sentence)
    }

    /// A fault of the program itself; should not happen.
    pub fn internal(sentence: impl Into<String>) -> Self {
        Self::new(ProblemKind::Internal, sentence)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Problem {}

/// A result whose error is a sentence for a person.
pub type Result<T, E = Problem> = std::result::Result<T, E>;
