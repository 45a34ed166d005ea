//! The form of a promise to a customer.

use super::Form;
use super::draft::{Draft, Names};
use super::field::{Field, Kind};
use crate::book::keep::unborn;
use crate::domain::account::Account;
use crate::domain::commitment::Commitment;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::words::CommitmentKind;

/// The fields.
pub(crate) fn form(names: &Names) -> Form {
    Form::new(
        format!("New promise to {}", names.account),
        vec![
            Field::text_of("what", "What we promised", "").needed(),
            Field::new("due", "By when", Kind::Day, "").needed().hint("+7d, fri, 1 Dec or 2026-12-01"),
            Field::choice("owner", "Who answers for it", names.our_names(), ""),
        ],
    )
}

/// The promise that the form describes.
pub(crate) fn record(account: Id<Account>, draft: &Draft<'_>) -> Result<Commitment> {
    Ok(Commitment {
        id: unborn(),
        external_id: None,
        account: Some(account),
        kind: CommitmentKind::Promise,
        what: draft.words("what"),
        owner: draft.member("owner")?,
        due: draft.day("due")?,
        kept_on: None,
        broken_on: None,
        measure: None,
        target: None,
        consequence: None,
        reason: None,
        known_on: Some(draft.today),
    })
}
