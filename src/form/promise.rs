//! The form of a promise to a customer, or of the next step that they know of.

use super::Form;
use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::commitment::Commitment;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::words::CommitmentKind;

/// What a customer can be promised; the charter is nobody's promise to them.
const KINDS: [CommitmentKind; 2] = [CommitmentKind::Promise, CommitmentKind::NextStep];

/// The fields.
pub(crate) fn form(it: Option<&Commitment>, names: &Names) -> Form {
    let title = it.map_or_else(|| format!("New promise to {}", names.account), |it| it.what.clone());
    let kinds = KINDS.map(|kind| kind.word().to_owned()).to_vec();
    let kind = it.map_or(CommitmentKind::Promise, |it| it.kind);
    let mut fields = vec![
        Field::text_of("what", "What we promised", it.map(|it| it.what.clone()).unwrap_or_default()).needed(),
        Field::new("due", "By when", Kind::Day, day_text(it.and_then(|it| it.due)))
            .hint("+7d, fri, 1 Dec or 2026-12-01"),
        Field::choice("owner", "Who answers for it", names.our_names(), names.ours(it.and_then(|it| it.owner)))
            .hint("Blank: who leads the account"),
        Field::choice("kind", "Kind", kinds, kind.word()).hint("A next-step is what they wait for next"),
    ];
    match it {
        None => fields[1].needed = true,
        Some(it) => fields.extend([
            Field::new("kept_on", "Kept on", Kind::Day, day_text(it.kept_on)).hint("Blank while it is open"),
            Field::new("broken_on", "Given up on", Kind::Day, day_text(it.broken_on)).hint("Blank while it is open"),
            Field::text_of("reason", "Why", or_blank(it.reason.as_ref())).hint("Why it was put off or given up"),
        ]),
    }
    let form = Form::new(title, fields);
    if it.is_some() { Form { focus: 0, ..form } } else { form }
}

/// The promise that the form describes. Somebody answers for each: whoever leads the account, where nobody is named.
pub(crate) fn record(
    before: Option<Commitment>,
    account: Id<Account>,
    draft: &Draft<'_>,
    book: &Book,
) -> Result<Commitment> {
    let owner = draft.member("owner")?.map_or_else(|| book.lead(account), |owner| Ok(Some(owner)))?;
    let open = Commitment::open(Id::NEW, CommitmentKind::Promise, String::new(), Some(draft.today));
    let made = Commitment { account: Some(account), ..open };
    Ok(Commitment {
        kind: draft.word("kind", CommitmentKind::read)?.unwrap_or(CommitmentKind::Promise),
        what: draft.words("what"),
        owner,
        due: draft.day("due")?,
        kept_on: draft.day("kept_on")?,
        broken_on: draft.day("broken_on")?,
        reason: draft.text("reason"),
        ..before.unwrap_or(made)
    })
}
