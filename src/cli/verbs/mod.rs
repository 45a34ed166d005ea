//! Verbs of daily use over the forms: move, decide, won-back, commitment-met, commitment-given-up, tag, handoff.

pub(super) mod args;
mod handoff;

use super::journal::told;
use super::out::{Exit, Out, complain};
use super::records::fill::{Pair, fill, named, split, unknown};
use super::records::{keep, keep_now};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::when;
use crate::form::Form;
use crate::form::field::{Field, Kind as Holds};
use crate::form::kinds::Kind;
use args::{ActArgs, CommitmentArgs, DecideArgs, MoveArgs, ReturnArgs, TagArgs};

pub(super) use handoff::run as handoff;

pub(super) fn move_to(book: &mut Book, args: &MoveArgs, out: &mut Out) -> Result<Exit> {
    let accounts = accounts(book, &args.accounts)?;
    let stages = book.stages().list.iter().map(|stage| stage.name.clone()).collect();
    let fields =
        vec![Field::choice("to", "The stage", stages, "").needed(), Field::new("on", "The day", Holds::Day, "today")];
    let mut form = Form::new("", fields);
    // The key of a stage is as good as its name.
    let to = book.stages().find(&args.to).map_or(args.to.as_str(), |stage| stage.name.as_str()).to_owned();
    let mut pairs = vec![Pair::of("to", to)];
    pairs.extend(args.on.as_deref().map(|day| Pair::of("on", day)));
    let today = book.today();
    fill(&mut form, &pairs, today)?;
    let on = when::read(form.value("on"), today)?;
    // The stage is settled; what may still be wrong is the day.
    let about_the_day = |problem: Problem| Problem { field: problem.field.map(|_| "on"), ..problem };
    let outcome = book.move_to_stage(&accounts, form.value("to"), on).map_err(about_the_day).map_err(named)?;
    told(out, "Moved", &outcome);
    Ok(Exit::Done)
}

pub(super) fn act(book: &mut Book, args: &ActArgs, out: &mut Out) -> Result<Exit> {
    let account = book.account_called(&args.account)?.id;
    let quote = book.quote_with(account, &args.words.join(" "))?;
    let outcome = book.act_on(&quote)?;
    told(out, "Added", &outcome);
    Ok(Exit::Done)
}

pub(super) fn decide(book: &mut Book, args: &DecideArgs, out: &mut Out) -> Result<Exit> {
    let (words, pairs) = split(&args.words);
    let making = Kind::Decision.changing(&words, book)?;
    keep(book, Kind::Decision, &making, &pairs, "Recorded", out)
}

pub(super) fn won_back(book: &mut Book, args: &ReturnArgs, out: &mut Out) -> Result<Exit> {
    let (words, pairs) = split(&args.words);
    let making = Kind::Return.changing(&words, book)?;
    keep_now(book, &making, &pairs, "Recorded", out)
}

pub(super) fn commitment_met(book: &mut Book, args: &CommitmentArgs, out: &mut Out) -> Result<Exit> {
    end(book, args, false, out)
}

pub(super) fn commitment_given_up(book: &mut Book, args: &CommitmentArgs, out: &mut Out) -> Result<Exit> {
    end(book, args, true, out)
}

/// A commitment ends: kept, or given up for a reason.
fn end(book: &mut Book, args: &CommitmentArgs, given_up: bool, out: &mut Out) -> Result<Exit> {
    let (words, mut pairs) = split(&args.words);
    pairs.extend(args.on.as_deref().map(|day| Pair::of("on", day)));
    let commitment = Kind::Commitment.which(&words, book)?.commitment()?;
    let mut fields = vec![Field::new("on", "On", Holds::Day, "today")];
    if given_up {
        fields.push(Field::text_of("reason", "The reason", "").needed());
    }
    let mut form = Form::new("", fields);
    if let Some(sentence) = unknown(&form, &pairs, &[]) {
        complain(&sentence);
        return Ok(Exit::Usage);
    }
    let today = book.today();
    fill(&mut form, &pairs, today)?;
    let on = when::read(form.value("on"), today)?;
    let outcome = if given_up {
        book.break_commitment(commitment, on, form.value("reason"))
    } else {
        book.keep_commitment(commitment, on)
    };
    told(out, if given_up { "Given up" } else { "Met" }, &outcome.map_err(named)?);
    Ok(Exit::Done)
}

pub(super) fn tag(book: &mut Book, args: &TagArgs, out: &mut Out) -> Result<Exit> {
    let (mut add, mut take, mut who) = (Vec::new(), Vec::new(), Vec::new());
    for word in &args.words {
        // Among words that may begin with a hyphen the one option that is written last by habit is known by itself.
        if word == "--json" {
            out.json = true;
            continue;
        }
        if word.starts_with("--") {
            complain(
                "Options stand before the accounts, such as in “mainstay --today yesterday tag northwind +reference”.",
            );
            return Ok(Exit::Usage);
        }
        match (word.strip_prefix('+'), word.strip_prefix('-')) {
            (Some(tag), _) => add.push(tag.to_owned()),
            (None, Some(tag)) => take.push(tag.to_owned()),
            (None, None) => who.push(word.clone()),
        }
    }
    if who.is_empty() || add.is_empty() && take.is_empty() {
        complain("Say which accounts get or lose which tags: mainstay tag northwind +reference -pilot.");
        return Ok(Exit::Usage);
    }
    let accounts = accounts(book, &who)?;
    let outcome = book.tag(&accounts, &add, &take).map_err(named)?;
    told(out, "Tagged", &outcome);
    Ok(Exit::Done)
}

/// The accounts that these words mean, one each.
fn accounts(book: &Book, words: &[String]) -> Result<Vec<Id<Account>>> {
    words.iter().map(|word| book.account_called(word).map(|account| account.id)).collect()
}
