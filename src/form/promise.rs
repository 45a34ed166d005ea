//! The form of a promise to a customer.

use super::Form;
use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use crate::book::keep::unborn;
use crate::domain::account::Account;
use crate::domain::commitment::Commitment;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::words::CommitmentKind;

/// The fields.
pub(crate) fn form(it: Option<&Commitment>, names: &Names) -> Form {
    let title = it.map_or_else(|| format!("New promise to {}", names.account), |it| it.what.clone());
    let day = |pick: fn(&Commitment) -> Option<Day>| day_text(it.and_then(pick));
    let mut fields = vec![
        Field::text_of("what", "What we promised", it.map(|it| it.what.clone()).unwrap_or_default()).needed(),
        Field::new("due", "By when", Kind::Day, day(|it| it.due)).hint("+7d, fri, 1 Dec or 2026-12-01"),
        Field::choice("owner", "Who answers for it", names.our_names(), names.ours(it.and_then(|it| it.owner))),
    ];
    match it {
        None => fields[1].needed = true,
        Some(it) => fields.extend([
            Field::new("kept_on", "Kept on", Kind::Day, day(|it| it.kept_on)).hint("Blank while it is open"),
            Field::new("broken_on", "Given up on", Kind::Day, day(|it| it.broken_on)).hint("Blank while it is open"),
            Field::text_of("reason", "Why", or_blank(it.reason.as_ref())).hint("Why it was put off or given up"),
        ]),
    }
    Form::new(title, fields)
}

/// The promise that the form describes.
pub(crate) fn record(before: Option<Commitment>, account: Id<Account>, draft: &Draft<'_>) -> Result<Commitment> {
    let (what, owner, due) = (draft.words("what"), draft.member("owner")?, draft.day("due")?);
    if let Some(before) = before {
        let (kept_on, broken_on) = (draft.day("kept_on")?, draft.day("broken_on")?);
        let changed = Commitment { what, owner, due, kept_on, broken_on, reason: draft.text("reason"), ..before };
        changed.check_end(draft.today)?;
        return Ok(changed);
    }
    Ok(Commitment {
        id: unborn(),
        external_id: None,
        account: Some(account),
        kind: CommitmentKind::Promise,
        what,
        owner,
        due,
        kept_on: None,
        broken_on: None,
        measure: None,
        target: None,
        consequence: None,
        reason: None,
        known_on: Some(draft.today),
    })
}
