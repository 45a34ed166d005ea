//! Everything of a kind that may be meant: at an account, of a playbook, in the book.

use super::candidate::{Candidate, action, each};
use super::candidates_programme;
use super::kinds::Kind;
use super::record_ref::RecordRef;
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::checklist::{ChecklistItem, ChecklistLine};
use crate::domain::churn::Churn;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::custom_field::CustomField;
use crate::domain::drop_off::DropOff;
use crate::domain::event::Event;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::invoice::Invoice;
use crate::domain::issue::Issue;
use crate::domain::member::Member;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::Plan;
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::rate::Rate;
use crate::domain::reading::Reading;
use crate::domain::reference::Reference;
use crate::domain::referral::Referral;
use crate::domain::rule::place_of;
use crate::domain::succession::with_successors;
use crate::domain::team::departure::SuspectedDeparture;
use crate::domain::touch::Touch;
use crate::domain::watch::Watch;
use crate::domain::words::{CommitmentKind, OpportunityState};

/// Everything of this kind at an account.
pub(super) fn of_account(kind: Kind, account: Id<Account>, book: &Book) -> Result<Vec<Candidate>> {
    Ok(match kind {
        Kind::Contact => {
            each(book, account, |it: &Contact| Candidate::of(it, RecordRef::of).open(it.is_here(book.today())))?
        }
        Kind::Assignment => assignments(account, book)?,
        Kind::Contract => lines(account, book, RecordRef::of)?,
        Kind::Decision => lines(account, book, RecordRef::Decision)?,
        Kind::Action => each(book, account, action)?,
        Kind::Issue => each(book, account, |it: &Issue| {
            Candidate::of(it, RecordRef::of).on(Some(it.opened_on)).open(it.closed_on.is_none())
        })?,
        Kind::Handoff => each(book, account, |it: &Handoff| {
            Candidate::of(it, RecordRef::of).on(Some(it.offered_on)).open(it.answered_on.is_none())
        })?,
        Kind::Event => each(book, account, |it: &Event| Candidate::of(it, RecordRef::of).on(Some(it.on)))?,
        Kind::Commitment => {
            let all: Vec<Commitment> = book.of_account(account)?;
            let commitments = all.iter().filter(|it| it.kind != CommitmentKind::Charter);
            commitments.map(|it| Candidate::of(it, RecordRef::of).on(it.due).open(!it.is_closed())).collect()
        }
        Kind::Opportunity => each(book, account, |it: &Opportunity| {
            Candidate::of(it, RecordRef::of).on(it.expected_on).open(it.state == OpportunityState::Open)
        })?,
        Kind::Credit => each(book, account, |it: &Contribution| Candidate::of(it, RecordRef::of).on(Some(it.on)))?,
        Kind::Reference => each(book, account, |it: &Reference| Candidate::of(it, RecordRef::of).on(Some(it.on)))?,
        Kind::Plan => each(book, account, |it: &Plan| {
            Candidate::of(it, RecordRef::of).on(Some(it.started_on)).open(it.closed_on.is_none())
        })?,
        Kind::Goal => {
            let goals = book.goals_of(account)?;
            goals.iter().map(|it| Candidate::of(it, RecordRef::of).on(it.due).open(it.met_on.is_none())).collect()
        }
        Kind::SuspectedDeparture => suspected_departures(account, book)?,
        Kind::Watch => each(book, account, |it: &Watch| {
            Candidate::of(it, RecordRef::of).on(Some(it.since)).open(it.is_held(book.today()))
        })?,
        Kind::ChecklistItem => {
            let lines = book.checklist_of(account)?.into_iter().enumerate();
            let piece = |(at, line): (usize, ChecklistLine)| {
                let state = line.record.as_ref().map_or("not given", ChecklistItem::state);
                let open = line.record.as_ref().is_none_or(|one| one.confirmed_on.is_none());
                let record = RecordRef::ChecklistItem(account, line.item.clone());
                Candidate::piece(record, (at + 1).to_string(), line.item).more(state).open(open)
            };
            lines.map(piece).collect()
        }
        Kind::Loss => each(book, account, |it: &Churn| {
            Candidate::of(it, RecordRef::of).on(Some(it.on)).open(it.won_back_on.is_none())
        })?,
        Kind::Touch => each(book, account, |it: &Touch| Candidate::of(it, RecordRef::of).on(Some(it.on)))?,
        Kind::Invoice => each(book, account, |it: &Invoice| {
            Candidate::of(it, RecordRef::of).on(Some(it.issued_on)).open(it.paid_on.is_none())
        })?,
        Kind::CustomField => each(book, account, |it: &CustomField| Candidate::of(it, RecordRef::of).more(&it.value))?,
        Kind::Reading => each(book, account, |it: &Reading| Candidate::of(it, RecordRef::of).on(Some(it.on)))?,
        Kind::Referral => each(book, account, |it: &Referral| Candidate::of(it, RecordRef::of).on(Some(it.on)))?,
        Kind::Pulse => each(book, account, |it: &Pulse| Candidate::of(it, RecordRef::of).on(Some(it.on)))?,
        Kind::CompanyUpdates | Kind::InsightShare | Kind::HuddleDecision => {
            candidates_programme::of_account(kind, account, book)?
        }
        _ => Vec::new(),
    })
}

/// Who may have left; each by the name of whom it is about.
fn suspected_departures(account: Id<Account>, book: &Book) -> Result<Vec<Candidate>> {
    let told = |doubt: SuspectedDeparture| {
        let who = doubt.contact.map(|contact| book.get(contact)).transpose()?;
        let (id, name) = who.map_or_else(|| ("nobody".to_owned(), "somebody".to_owned()), |it| (it.id.code(), it.name));
        Ok(Candidate::piece(RecordRef::SuspectedDeparture(account, doubt.contact), id, name).more(doubt.evidence()))
    };
    book.suspected_departures_of(account)?.into_iter().map(told).collect()
}

/// Contract lines; one that a later one has followed is as little open as a decided one.
fn lines(account: Id<Account>, book: &Book, to: fn(Id<Contract>) -> RecordRef) -> Result<Vec<Candidate>> {
    let lines: Vec<Contract> = book.of_account(account)?;
    let told = |(it, next): (&Contract, Option<&Contract>)| {
        let until = it.end.map(|end| format!("until {end}")).unwrap_or_default();
        Candidate::of(it, to).more(until).open(it.outcome.is_none() && next.is_none())
    };
    Ok(with_successors(&lines, book.today()).map(told).collect())
}

fn assignments(account: Id<Account>, book: &Book) -> Result<Vec<Candidate>> {
    let assignments: Vec<Assignment> = book.of_account(account)?;
    let told = |assignment: &Assignment| {
        let who = assignment.member.map(|member| book.get(member).map(|it| it.name)).transpose()?;
        let is_held = assignment.is_held(book.today());
        let who = who.unwrap_or_else(|| "nobody".to_owned());
        Ok(Candidate::of(assignment, RecordRef::of).more(who).open(is_held))
    };
    assignments.iter().map(told).collect()
}

/// Everything of this kind in the book, where there are few.
pub(super) fn of_book(kind: Kind, book: &Book) -> Result<Vec<Candidate>> {
    let numbered = |place: usize| (place + 1).to_string();
    Ok(match kind {
        Kind::Member => {
            let all: Vec<Member> = book.all()?;
            all.iter().map(|it| Candidate::of(it, RecordRef::of).open(it.is_here(book.today()))).collect()
        }
        Kind::Rate => {
            let all: Vec<Rate> = book.all()?;
            all.iter().map(|it| Candidate::of(it, RecordRef::of).on(Some(it.on))).collect()
        }
        Kind::DropOff => {
            let all: Vec<DropOff> = book.all()?;
            let stage = |it: &DropOff| book.stages().name(&it.stage).to_owned();
            all.iter().map(|it| Candidate::of(it, RecordRef::of).on(Some(it.marked_on)).more(stage(it))).collect()
        }
        Kind::Action => book.actions_of_no_account()?.iter().map(action).collect(),
        Kind::Connection => {
            let points = book.connection_points().list.iter().enumerate();
            points
                .map(|(at, it)| Candidate::piece(RecordRef::Connection(it.key.clone()), numbered(at), &it.question))
                .collect()
        }
        Kind::Stage => {
            let stages = book.stages().list.iter();
            stages.map(|it| Candidate::piece(RecordRef::Stage(it.key.clone()), &it.key, &it.name)).collect()
        }
        Kind::Playbook => {
            let playbooks = book.playbooks().list.iter();
            playbooks.map(|it| Candidate::piece(RecordRef::Playbook(it.code.clone()), &it.code, &it.name)).collect()
        }
        Kind::Rules => {
            let mut groups: Vec<&'static str> = book.point_rules()?.into_iter().map(|rule| rule.group).collect();
            groups.dedup();
            groups
                .iter()
                .map(|group| Candidate::piece(RecordRef::Rules(group), *group, super::rules::title(group)))
                .collect()
        }
        _ => candidates_programme::of_book(kind, book)?,
    })
}

/// The actions of a playbook.
pub(super) fn tasks(playbook: &str, book: &Book) -> Result<Vec<Candidate>> {
    let list = &book.playbooks().list;
    let tasks = &list[place_of(list, playbook)?].tasks;
    let told = |(at, task): (usize, &crate::domain::playbook::Task)| {
        let record = RecordRef::Task(playbook.to_owned(), task.key.clone());
        Candidate::piece(record, (at + 1).to_string(), &task.title).more(format!("day {}", task.day))
    };
    Ok(tasks.iter().enumerate().map(told).collect())
}
