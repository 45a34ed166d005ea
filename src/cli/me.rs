//! `me`: who of the team uses the book.

use super::out::{Exit, Out};
use crate::book::Book;
use crate::domain::problem::Result;
use serde_json::json;

/// Prints who you are, or sets it.
pub(super) fn run(book: &mut Book, words: &[String], out: &mut Out) -> Result<Exit> {
    if words.is_empty() {
        let me = book.me_or_refuse()?;
        if out.json {
            out.value(&json!({"id": me.id.code(), "name": me.name}));
        } else {
            out.line(&me.name);
        }
        return Ok(Exit::Done);
    }
    set(book, &words.join(" "), out)?;
    Ok(Exit::Done)
}

/// Sets who you are, and says so; a member who is made for it is told first.
pub(super) fn set(book: &mut Book, words: &str, out: &mut Out) -> Result<()> {
    let done = book.set_me(words)?;
    if out.json {
        out.value(&json!({"step": done.outcome.step, "name": done.name, "is_new": done.is_new}));
        return Ok(());
    }
    if let Some(was) = &done.was {
        out.line(&format!("The team member {was} is called {} from now on.", done.name));
    }
    if done.is_new {
        out.line(&format!("No team member is called “{}” yet: added to the team.", done.name));
    }
    out.line(&format!("You are {}. Today starts with your tasks, new accounts and actions are yours.", done.name));
    Ok(())
}
