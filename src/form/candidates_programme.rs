//! Which record of the programme is meant: of the charter, of company updates, of insights, of a huddle.

use super::candidate::{Candidate, action, each};
use super::kinds::Kind;
use super::record_ref::RecordRef;
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::id::Id;
use crate::domain::insight::{Insight, InsightShare};
use crate::domain::leadership_request::LeadershipRequest;
use crate::domain::problem::Result;

/// The records of the programme at an account.
pub(super) fn of_account(kind: Kind, account: Id<Account>, book: &Book) -> Result<Vec<Candidate>> {
    match kind {
        Kind::CompanyUpdates => each(book, account, updates),
        Kind::InsightShare => shares(account, book),
        _ => {
            let all: Vec<Action> = book.of_account(account)?;
            Ok(all.iter().filter(|it| it.huddle_month.is_some()).map(action).collect())
        }
    }
}

fn updates(it: &CompanyUpdate) -> Candidate {
    Candidate::of(it, RecordRef::of).on(Some(it.on))
}

/// Shares are called by the insight.
fn shares(account: Id<Account>, book: &Book) -> Result<Vec<Candidate>> {
    let shares: Vec<InsightShare> = book.of_account(account)?;
    let told = |it: &InsightShare| {
        let title = book.get(it.insight)?.title;
        Ok(Candidate::of(it, RecordRef::of).on(Some(it.on)).named(title))
    };
    shares.iter().map(told).collect()
}

/// The records of the programme that belong to no account.
pub(super) fn of_book(kind: Kind, book: &Book) -> Result<Vec<Candidate>> {
    Ok(match kind {
        Kind::Charter => {
            let all = book.charter_actions()?;
            all.iter().map(|it| Candidate::of(it, RecordRef::of).on(it.due).open(!it.is_closed())).collect()
        }
        Kind::Agreement => {
            let all: Vec<Agreement> = book.all()?;
            let told = |it: &Agreement| Ok(Candidate::of(it, RecordRef::of).more(book.get(it.commitment)?.what));
            all.iter().map(told).collect::<Result<_>>()?
        }
        Kind::Ask => {
            let all: Vec<LeadershipRequest> = book.all()?;
            all.iter().map(|it| Candidate::of(it, RecordRef::of).open(it.held_on.is_none())).collect()
        }
        Kind::Definition => {
            let all = book.definitions().list.iter().enumerate();
            all.map(|(at, it)| Candidate::piece(RecordRef::Definition(it.key.clone()), (at + 1).to_string(), &it.word))
                .collect()
        }
        Kind::SavedFilter => {
            let all = book.saved_filters().list.iter().enumerate();
            all.map(|(at, it)| Candidate::piece(RecordRef::SavedFilter(it.key.clone()), (at + 1).to_string(), &it.name))
                .collect()
        }
        Kind::Target => {
            let all = book.targets().list.iter().enumerate();
            all.map(|(at, it)| {
                Candidate::piece(RecordRef::Target(it.measure.clone()), (at + 1).to_string(), &it.measure)
            })
            .collect()
        }
        Kind::Insight => {
            let all: Vec<Insight> = book.all()?;
            all.iter().map(|it| Candidate::of(it, RecordRef::of).on(Some(it.on))).collect()
        }
        Kind::Pledge => {
            let signed = book.pledge().into_iter();
            signed.map(|it| Candidate::piece(RecordRef::Pledge, "1", "pledge").more(&it.by)).collect()
        }
        Kind::CompanyUpdates => book.updates_to_all()?.iter().map(updates).collect(),
        Kind::HuddleDecision => book.huddle_decisions()?.iter().map(action).collect(),
        _ => Vec::new(),
    })
}
