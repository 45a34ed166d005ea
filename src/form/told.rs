//! The form that tells whoever helped how a deal, or a customer, stands: the words are prepared, and who was told is noted.

use super::Form;
use super::draft::{Draft, Names};
use super::field::{Field, Kind};
use crate::book::team::told::CompanyUpdates;
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::fold;

/// The fields.
pub(crate) fn form(updates: &CompanyUpdates, names: &Names) -> Form {
    let who: Vec<String> = updates.helpers.iter().map(|helper| names.ours(Some(*helper))).collect();
    Form::new(
        format!("Tell who helped with {} how it stands", names.account),
        vec![
            Field::new("who", "Whom", Kind::Several { options: names.our_names() }, who.join(", "))
                .needed()
                .hint("Who helped in the last twelve months"),
            Field::new("words", "What to say", Kind::Lines, updates.words.clone()).needed(),
        ],
    )
}

/// Notes that they were told.
pub(crate) fn keep(account: Id<Account>, draft: &Draft<'_>, names: &Names, book: &mut Book) -> Result<Outcome> {
    let mut who: Vec<Id<Member>> = Vec::new();
    for name in draft.several("who") {
        let found = names.members.iter().find(|one| fold(&one.name) == fold(&name));
        let found = found.ok_or_else(|| Problem::field("who", format!("No team member is called “{name}”.")))?;
        who.push(found.id);
    }
    book.tell_helpers(account, &who, &draft.words("words"))
}
