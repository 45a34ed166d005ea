//! Hints: signs that somebody of theirs who mattered has left, or has another job, and what the rep said to it.

use super::account::Account;
use super::check::{self, Check};
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::problem::Result;
use super::words::HintKind;
use serde::{Deserialize, Serialize};

/// A sign that one of theirs has left or changed. A changed record leaves one when it comes in; any other sign is read
/// from what the book holds, and is kept only to remember that somebody looked and nothing had changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hint {
    /// Its id.
    pub id: Id<Hint>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// Whom it is about; none: nobody in particular.
    pub contact: Option<Id<Contact>>,
    /// What kind of sign it is.
    pub kind: HintKind,
    /// The day of the sign.
    pub on: Day,
    /// The sign, in a sentence.
    pub words: Option<String>,
    /// The day somebody answered it: they left, or nothing changed.
    pub settled_on: Option<Day>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Check for Hint {
    fn check(&self) -> Result<()> {
        check::text("words", &self.words)?;
        check::order("settled_on", Some(self.on), self.settled_on, ("the sign", "The answer"))
    }
}
