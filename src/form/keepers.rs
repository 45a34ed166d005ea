//! Who of the team is named to answer for keeping an account, openly, and more than one where that is so.

use super::Form;
use super::draft::{Draft, Names};
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::role::Duty;

/// The field: those who have the duty now.
pub(crate) fn form(account: Id<Account>, names: &Names, book: &Book) -> Result<Form> {
    let assignments: Vec<Assignment> = book.of_account(account)?;
    let today = book.today();
    let keeps = assignments.iter().filter(|one| one.is_held(today) && one.duty.contains(&Duty::Keep));
    let named: Vec<String> = keeps.filter(|one| one.member.is_some()).map(|one| names.ours(one.member)).collect();
    let field = Field::new("owners", "Owners", Kind::Several { options: names.our_names() }, named.join(", "))
        .hint("Who answers for keeping them; more than one, with commas between");
    Ok(Form::new(format!("Owners of retention of {}", names.account), vec![field]))
}

/// Names them.
pub(crate) fn keep(account: Id<Account>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    book.name_keepers(account, &draft.members("owners")?)
}
