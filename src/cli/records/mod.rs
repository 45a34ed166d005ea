//! `new`, `edit` and `remove`: every form of the screens, filled from the command line.

pub(super) mod args;
pub(super) mod fill;
mod print;
#[cfg(test)]
mod tests;

use super::journal::told;
use super::out::{Exit, Out, complain};
use crate::book::Book;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::text::fit;
use crate::form::kinds::{Kind, Of, Way};
use crate::form::request::FormRequest;
use args::{EditArgs, NewArgs, RemoveArgs};
use fill::{Pair, fill, split, take_custom, unknown};

pub(super) fn new(book: &mut Book, args: &NewArgs, out: &mut Out) -> Result<Exit> {
    let Some(kind) = args.kind else { return Ok(print::kinds(Way::New, out)) };
    let (words, pairs) = split(&args.words);
    if words.is_empty() && needs_words(kind) {
        return Ok(incomplete(Way::New, kind));
    }
    let making = kind.making(&words, book)?;
    keep(book, kind, &making, &pairs, "Added", out)
}

pub(super) fn edit(book: &mut Book, args: &EditArgs, out: &mut Out) -> Result<Exit> {
    let Some(kind) = args.kind else { return Ok(print::kinds(Way::Edit, out)) };
    let (words, pairs) = split(&args.words);
    if words.is_empty() && (needs_words(kind) || kind == Kind::Account) {
        return Ok(incomplete(Way::Edit, kind));
    }
    let making = kind.changing(&words, book)?;
    keep(book, kind, &making, &pairs, "Changed", out)
}

pub(super) fn remove(book: &mut Book, args: &RemoveArgs, out: &mut Out) -> Result<Exit> {
    let Some(kind) = args.kind else { return Ok(print::kinds(Way::Remove, out)) };
    if args.words.is_empty() && (needs_words(kind) || kind == Kind::Account) {
        return Ok(incomplete(Way::Remove, kind));
    }
    let outcome = kind.which(&args.words, book)?.record.remove(book)?;
    told(out, "Removed", &outcome);
    if !out.json {
        out.line("  “mainstay undo” brings it back.");
    }
    Ok(Exit::Done)
}

/// Fills a form and keeps it; without anything to fill in, prints it.
pub(super) fn keep(
    book: &mut Book,
    kind: Kind,
    making: &FormRequest,
    pairs: &[Pair],
    verb: &str,
    out: &mut Out,
) -> Result<Exit> {
    if pairs.is_empty() {
        let form = making.form(book)?;
        print::form(&form, kind, out);
        return Ok(Exit::Done);
    }
    keep_now(book, making, pairs, verb, out)
}

/// Fills a form and keeps it, also as it is proposed.
pub(super) fn keep_now(
    book: &mut Book,
    making: &FormRequest,
    pairs: &[Pair],
    verb: &str,
    out: &mut Out,
) -> Result<Exit> {
    let mut form = making.form(book)?;
    let custom = if makes_account(making) { book.custom_names()? } else { Vec::new() };
    let pairs = take_custom(&mut form, pairs, &custom);
    if let Some(sentence) = unknown(&form, &pairs, &custom) {
        complain(&sentence);
        return Ok(Exit::Usage);
    }
    fill(&mut form, &pairs, book.today())?;
    let outcome = making.keep(&form, book).map_err(fill::named)?;
    told(out, verb, &outcome);
    Ok(Exit::Done)
}

/// Whether a form makes or changes an account, which may have custom fields.
fn makes_account(making: &FormRequest) -> bool {
    matches!(making, FormRequest::New(Noun::Accounts, _) | FormRequest::Edit(Noun::Accounts, _))
}

/// Whether something must be named before a thing of this kind.
fn needs_words(kind: Kind) -> bool {
    matches!(kind.row().of, Of::Account | Of::Playbook)
}

/// Says what is missing, with an example.
fn incomplete(way: Way, kind: Kind) -> Exit {
    let word = kind.row().word;
    let (what, example) = match kind.row().of {
        Of::Playbook => ("playbook", "VP3"),
        Of::Account | Of::AnyAccount | Of::Book => ("account", "northwind"),
    };
    let way = way.word();
    complain(&fit(
        &format!("“mainstay {way} {word}” needs the {what} it is about: mainstay {way} {word} {example} …"),
        200,
    ));
    Exit::Usage
}
