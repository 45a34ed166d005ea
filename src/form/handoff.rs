//! The forms of a hand-off: its offer, and its answer.

use super::Form;
use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::problem::Result;

/// The answer of who takes an account on.
pub(crate) const ACCEPT: &str = "accept";
/// The answer of who returns it.
pub(crate) const RETURN: &str = "send back";

/// The fields of an offer, filled with what the book knows.
pub(crate) fn offer(it: &Handoff, names: &Names) -> Form {
    let lines = |key, label, text: Option<&String>| Field::new(key, label, Kind::Lines, or_blank(text));
    Form::new(
        format!("Offer the hand-off of {}", names.account),
        vec![
            Field::choice("to_member", "To whom", names.our_names(), "").needed().hint("The new account lead"),
            Field::choice("from_member", "From whom", names.our_names(), names.ours(it.from_member)),
            Field::choice("interim_contact", "Interim contact", names.our_names(), names.ours(it.interim_contact))
                .needed()
                .hint("The member the customer asks until the hand-off is accepted"),
            Field::new("told_on", "Customer informed", Kind::Day, "")
                .hint("The day the customer was told; blank: not yet"),
            lines("why_bought", "Reason for buying", it.why_bought.as_ref()),
            lines("promises", "Commitments made", it.promises.as_ref()),
            lines("people", "Stakeholders", it.people.as_ref()),
            lines("open_points", "What is open", it.open_points.as_ref()),
            Field::new("offered_on", "Offered", Kind::Day, day_text(Some(it.offered_on))),
        ],
    )
}

/// The offer that the form describes.
pub(crate) fn record(drafted: Handoff, draft: &Draft<'_>) -> Result<Handoff> {
    Ok(Handoff {
        to_member: draft.member("to_member")?,
        from_member: draft.member("from_member")?,
        interim_contact: draft.member("interim_contact")?,
        told_on: draft.day("told_on")?,
        why_bought: draft.text("why_bought"),
        promises: draft.text("promises"),
        people: draft.text("people"),
        open_points: draft.text("open_points"),
        offered_on: draft.day_or_today("offered_on")?,
        ..drafted
    })
}

/// The fields of an answer.
pub(crate) fn answer(it: &Handoff, waited: i32, names: &Names) -> Form {
    let to = names.ours(it.to_member);
    let days = if waited == 1 { "1 business day".to_owned() } else { format!("{waited} business days") };
    let answers = vec![ACCEPT.to_owned(), RETURN.to_owned()];
    Form::new(
        format!("Hand-off of {} to {to}, waiting {days}", names.account),
        vec![
            Field::choice("answer", "Answer", answers, "").needed().hint("accept, or send back"),
            Field::new("gaps", "Gaps", Kind::Lines, "").hint("What is missing, if sent back"),
            Field::new("answered_on", "Answered", Kind::Day, "").hint("Blank: today"),
        ],
    )
}

/// Keeps the answer that the form describes.
pub(crate) fn keep_answer(id: Id<Handoff>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let on = draft.day_or_today("answered_on")?;
    if draft.words("answer") == RETURN {
        return book.return_handoff(id, on, &draft.words("gaps"));
    }
    book.accept_handoff(id, on)
}
