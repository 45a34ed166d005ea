//! The form of a contribution: who helped to win or keep a customer, and whether they were thanked.

use super::Form;
use super::draft::{Draft, Names, day_text};
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::words::ContributionKind;

/// The fields.
pub(crate) fn form(it: Option<&Contribution>, names: &Names) -> Form {
    let kinds = ContributionKind::ALL.iter().map(|kind| kind.word().to_owned()).collect();
    let title = it.map_or_else(|| format!("Who helped with {}", names.account), |it| it.what.clone());
    let on = it.map_or_else(|| "today".to_owned(), |it| day_text(Some(it.on)));
    let mut fields = vec![
        Field::choice("member", "Who", names.our_names(), names.ours(it.map(|it| it.member))).needed(),
        Field::choice("kind", "For a", kinds, it.map_or("win", |it| it.kind.word())).needed(),
        Field::text_of("what", "What they did", it.map(|it| it.what.clone()).unwrap_or_default()).needed(),
        Field::new("on", "When", Kind::Day, on).needed(),
    ];
    if let Some(it) = it {
        let thanked = Field::new("thanked_on", "Thanked", Kind::Day, day_text(it.thanked_on));
        fields.push(thanked.hint("Blank: not yet; d on the line notes it for today"));
    }
    Form::new(title, fields)
}

/// The fields of a deed for a win or a save of the day `on`.
pub(crate) fn form_for(kind: ContributionKind, on: Day, names: &Names) -> Form {
    let mut form = form(None, names);
    for (key, words) in [("kind", kind.word().to_owned()), ("on", day_text(Some(on)))] {
        if let Some(field) = form.fields.iter_mut().find(|field| field.key == key) {
            field.edit().set(&words);
        }
    }
    form
}

/// Keeps what the form describes.
pub(crate) fn keep(
    before: Option<Contribution>,
    account: Id<Account>,
    draft: &Draft<'_>,
    book: &mut Book,
) -> Result<Outcome> {
    let member = draft.member("member")?;
    let kind = draft.word("kind", ContributionKind::read)?.unwrap_or(ContributionKind::Win);
    let (on, what) = (draft.day_or_today("on")?, draft.words("what"));
    match before {
        None => {
            let member = member.ok_or_else(|| Problem::field("member", "Name who helped."))?;
            book.credit(account, member, kind, on, &what)
        }
        Some(before) => {
            // Who has left us meanwhile is no longer among the names, and stays.
            let member = member.unwrap_or(before.member);
            let thanked_on = draft.day("thanked_on")?;
            Ok(book.keep(Contribution { member, kind, what, on, thanked_on, ..before })?.1)
        }
    }
}
