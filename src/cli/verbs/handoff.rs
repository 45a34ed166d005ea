//! `handoff`: offer, accept, return, and the context pack.

use super::args::{HandoffArgs, HandoffCommand};
use crate::book::Book;
use crate::cli::out::{Exit, Out};
use crate::cli::records::fill::{Pair, split};
use crate::cli::records::{keep, keep_now};
use crate::domain::handoff::Handoff;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::fit;
use crate::domain::words::HandoffState;
use crate::form::handoff::{ACCEPT, RETURN};
use crate::form::kinds::Kind;
use serde_json::json;

pub(in crate::cli) fn run(book: &mut Book, args: &HandoffArgs, out: &mut Out) -> Result<Exit> {
    match &args.what {
        HandoffCommand::Offer(args) => {
            let (words, pairs) = split(&args.words);
            let making = Kind::Offer.making(&words, book)?;
            keep(book, Kind::Offer, &making, &pairs, "Offered", out)
        }
        HandoffCommand::Accept(args) => answer(book, &args.words, ACCEPT, out),
        HandoffCommand::Return(args) => answer(book, &args.words, RETURN, out),
        HandoffCommand::Show(args) => show(book, &args.words.join(" "), out),
    }
}

fn answer(book: &mut Book, words: &[String], answer: &str, out: &mut Out) -> Result<Exit> {
    let (words, mut pairs) = split(words);
    let making = Kind::Answer.changing(&words, book)?;
    pairs.push(Pair::of("answer", answer));
    keep_now(book, &making, &pairs, if answer == ACCEPT { "Accepted" } else { "Returned" }, out)
}

/// Prints the context pack of the hand-off that waits, else of the latest.
fn show(book: &mut Book, words: &str, out: &mut Out) -> Result<Exit> {
    let account = book.account_called(words)?;
    let latest = book.latest_handoff(account.id)?.ok_or_else(|| {
        let name = fit(&account.name, 60);
        Problem::not_found(format!("{name} was never handed over; “mainstay handoff offer” offers it."))
    })?;
    let waited = book.waited(&latest);
    let together = book.seller_present(&latest)?;
    let names = [latest.from_member, latest.to_member, latest.interim_contact];
    let [from, to, interim] = names.map(|who| who.map(|_| book.member_name(who)));
    if out.json {
        out.value(&json!({
            "id": latest.id.code(),
            "external_id": latest.external_id,
            "account": account.name,
            "state": latest.state.word(),
            "from": from,
            "to": to,
            "interim_contact": interim,
            "offered_on": latest.offered_on.to_string(),
            "told_on": latest.told_on.map(|day| day.to_string()),
            "answered_on": latest.answered_on.map(|day| day.to_string()),
            "waited_working_days": waited,
            "seller_present": together.is_some(),
            "seller_present_on": together.map(|day| day.to_string()),
            "why_bought": latest.why_bought,
            "promises": latest.promises,
            "people": latest.people,
            "open_points": latest.open_points,
            "gaps": latest.gaps,
        }));
        return Ok(Exit::Done);
    }
    let somebody = |who: Option<String>| who.unwrap_or_else(|| "not named".to_owned());
    out.line(&format!("Hand-off of {}, {} to {}", account.name, somebody(from), somebody(to)));
    out.line(&state(&latest, waited));
    out.line(&format!("Interim contact: {}", somebody(interim)));
    let told = latest.told_on.map_or("not yet".to_owned(), |day| format!("on {day}"));
    out.line(&format!("Customer informed: {told}"));
    out.line(&format!("Sales attended: {}", latest.seller_told(together, |day| format!("on {day}"))));
    section("Reason for buying", latest.why_bought.as_deref(), "not recorded", out);
    section("Commitments made", latest.promises.as_deref(), "nothing recorded", out);
    section("Stakeholders", latest.people.as_deref(), "nobody recorded", out);
    section("What is open", latest.open_points.as_deref(), "nothing recorded", out);
    if latest.state == HandoffState::Returned {
        section("What was missing", latest.gaps.as_deref(), "not recorded", out);
    }
    Ok(Exit::Done)
}

fn state(it: &Handoff, waited: i32) -> String {
    let days = if waited == 1 { "1 business day".to_owned() } else { format!("{waited} business days") };
    let offered = it.offered_on;
    match (it.state, it.answered_on) {
        (HandoffState::Offered, _) => format!("Offered on {offered}; it waits for an answer for {days}."),
        (state, Some(day)) => format!("Offered on {offered}, {state} on {day} after {days}."),
        (state, None) => format!("Offered on {offered}, {state}; nobody wrote down when."),
    }
}

fn section(title: &str, words: Option<&str>, none: &str, out: &mut Out) {
    out.line(title);
    for line in words.unwrap_or(none).lines() {
        out.line(&format!("  {line}"));
    }
}
