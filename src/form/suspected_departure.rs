//! The questions about a contact who may have left: did they, who took over, how much depended on them.

use super::Form;
use super::draft::{Draft, Names};
use super::field::{Field, Kind};
use crate::book::team::departures::{Answer, Leaver, Successor};
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::role::ContactRole;
use crate::domain::team::departure::SuspectedDeparture;
use crate::domain::words::Dependence;

/// The two answers.
const LEFT: &str = "they left";
const NOTHING: &str = "nothing changed";

/// The fields. Whom a sign names is filled in; where it names nobody, their sponsor is.
pub(crate) fn form(account: Id<Account>, contact: Option<Id<Contact>>, names: &Names, book: &Book) -> Result<Form> {
    let suspected_departures = book.suspected_departures_of(account)?;
    let doubt = suspected_departures.iter().find(|one| one.contact == contact);
    let evidence = doubt.map(title);
    let evidence = evidence.ok_or_else(|| Problem::not_found("This question is answered already; look again."))?;
    let contacts: Vec<Contact> = book.of_account(account)?;
    let sponsor = contacts.iter().find(|one| one.role == Some(ContactRole::Champion) && one.is_here(book.today()));
    let who = contact.or(sponsor.map(|one| one.id));
    let depended = Dependence::ALL.iter().map(|one| one.word().to_owned()).collect();
    let take_over = Kind::Choice { options: names.their_names(), strict: false };
    Ok(Form::new(
        evidence,
        vec![
            Field::choice("answer", "Did the contact leave?", vec![LEFT.to_owned(), NOTHING.to_owned()], "").needed(),
            Field::choice("who", "Who left", names.their_names(), names.theirs(who))
                .hint("Blank only where nothing changed"),
            Field::new("left_on", "Their last day", Kind::Day, "today"),
            Field::new("successor", "Who took over?", take_over, "")
                .hint("A contact or a new name; blank: no successor"),
            Field::choice("depended", "How much depended on the contact?", depended, "")
                .hint("a lot, or a sponsor or decider: the playbook for it starts"),
        ],
    ))
}

/// The strongest sign, and how many more there are.
fn title(doubt: &SuspectedDeparture) -> String {
    let first = doubt.signs.first().map_or("", |sign| sign.words.as_str());
    match doubt.signs.len() {
        0 | 1 => first.to_owned(),
        many => format!("{first} (and {} more)", many - 1),
    }
}

/// Keeps the answer.
pub(crate) fn keep(
    account: Id<Account>,
    contact: Option<Id<Contact>>,
    draft: &Draft<'_>,
    book: &mut Book,
) -> Result<Outcome> {
    let answer = match draft.words("answer").as_str() {
        NOTHING => Answer::NothingChanged,
        LEFT => Answer::Left(leaver(contact, draft)?),
        _ => return Err(Problem::field("answer", format!("Say “{LEFT}” or “{NOTHING}”."))),
    };
    book.answer_departure(account, contact, &answer)
}

fn leaver(contact: Option<Id<Contact>>, draft: &Draft<'_>) -> Result<Leaver> {
    // Who is at another company now is not among their names any more.
    let who = match draft.text("who") {
        None => contact,
        Some(_) => draft.contact("who")?,
    };
    let depended = draft.word("depended", Dependence::read)?;
    let named = |name: String| {
        let known = draft.contact("successor").ok().flatten();
        known.map_or(Successor::New(name), Successor::Known)
    };
    let successor = draft.text("successor").map(named);
    Ok(Leaver {
        who: who.ok_or_else(|| Problem::field("who", "Name who left; n on the People tab adds somebody."))?,
        on: draft.day_or_today("left_on")?,
        successor,
        depended: depended
            .ok_or_else(|| Problem::field("depended", "Say how much depended on them: a lot, some or little."))?,
    })
}
