//! The form that carries a departure out: when, and to whom everything goes.

use super::Form;
use super::draft::{Draft, Names, day_text};
use super::field::{Field, Kind};
use crate::book::team::carry_out::Departure;
use crate::book::{Book, Outcome};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;

/// What stands for the best successor of each account.
const BEST: &str = "the best for each account";

/// The fields.
pub(crate) fn form(it: &Member, names: &Names) -> Form {
    let others = names.members.iter().filter(|one| one.id != it.id && one.is_here).map(|one| one.name.clone());
    let heirs = [BEST.to_owned()].into_iter().chain(others).collect();
    Form::new(
        format!("{} leaves: carry it out", it.name),
        vec![
            Field::new("left_on", "Last day", Kind::Day, day_text(it.left_on))
                .needed()
                .hint("Roles pass on the day after; u undoes all of it"),
            Field::choice("to", "Who takes over", heirs, BEST).needed(),
        ],
    )
}

/// Carries out what the form says.
pub(crate) fn keep(member: Id<Member>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let on = draft.day_or_today("left_on")?;
    let to = if draft.words("to") == BEST { None } else { draft.member("to")? };
    book.carry_out(&Departure { member, on, to })
}
