//! Hand-offs and decisions are operations too: done, undone, done again; what cannot be leaves nothing.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::made::{demo, today};
use desk::rule::{dump, first_account, holds, holds_after};
use mainstay::book::Book;
use mainstay::domain::account::Account;
use mainstay::domain::assignment::Assignment;
use mainstay::domain::churn::Churn;
use mainstay::domain::contract::Contract;
use mainstay::domain::handoff::Handoff;
use mainstay::domain::id::Id;
use mainstay::domain::member::Member;
use mainstay::domain::renewal::{Decision, Loss};
use mainstay::domain::role::Role;
use mainstay::domain::words::{ContractOutcome, HandoffState};

/// Who holds the two roles that retain an account; whichever is empty is filled.
fn seated(book: &mut Book, account: Id<Account>) -> [Id<Member>; 2] {
    let members: Vec<Member> = book.all().unwrap();
    let here: Vec<_> = members.iter().filter(|one| one.left_on.is_none()).map(|one| one.id).take(2).collect();
    [(Role::AccountLead, here[0]), (Role::Service, here[1])].map(|(role, free)| {
        let assignments: Vec<Assignment> = book.of_account(account).unwrap();
        let held = assignments.iter().find(|one| one.role == role && one.is_held(today())).and_then(|one| one.member);
        held.unwrap_or_else(|| {
            let member = Some(free);
            let assignment =
                Assignment { id: Id::NEW, account, member, role, since: Some(today()), ..Assignment::default() };
            book.keep(assignment).unwrap();
            free
        })
    })
}

/// An account without a hand-off, and an offer of it.
fn offer(book: &mut Book) -> Handoff {
    let accounts: Vec<Account> = book.all().unwrap();
    let account = accounts.iter().find(|one| book.open_handoff(one.id).unwrap().is_none()).unwrap().id;
    let [lead, service] = seated(book, account);
    Handoff {
        from_member: Some(lead),
        to_member: Some(service),
        interim_contact: Some(lead),
        ..book.draft_handoff(account).unwrap()
    }
}

#[test]
fn offer_accept_and_return_a_hand_off() {
    let offered = |book: &mut Book| {
        let offer = offer(book);
        let account = offer.account;
        book.offer_handoff(offer).unwrap();
        book.open_handoff(account).unwrap().unwrap().id
    };
    holds_after(offer, |book, offer| {
        book.offer_handoff(offer).unwrap();
    });
    holds_after(offered, |book, open| {
        book.accept_handoff(open, today()).unwrap();
        assert_eq!(book.get(open).unwrap().state, HandoffState::Accepted);
    });
    holds_after(offered, |book, open| {
        book.return_handoff(open, today(), "no kickoff date").unwrap();
        assert_eq!(book.get(open).unwrap().gaps.as_deref(), Some("no kickoff date"));
    });
}

#[test]
fn a_hand_off_that_leaves_somebody_out_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let offer = offer(&mut book);
    let refused = |book: &mut Book, offer: Handoff| book.offer_handoff(offer).unwrap_err();
    assert_eq!(refused(&mut book, Handoff { to_member: None, ..offer.clone() }).field, Some("to_member"));
    assert_eq!(refused(&mut book, Handoff { to_member: offer.from_member, ..offer.clone() }).field, Some("to_member"));
    assert_eq!(refused(&mut book, Handoff { interim_contact: None, ..offer.clone() }).field, Some("interim_contact"));
    let ahead = Handoff { offered_on: today().plus(1), ..offer.clone() };
    assert_eq!(refused(&mut book, ahead).field, Some("offered_on"));
    let unseated = Account { id: Id::NEW, name: "Nobody's".into(), external_id: None, ..first_account(&mut book) };
    let unseated = book.keep(unseated).unwrap().0;
    let words = refused(&mut book, Handoff { account: unseated, ..offer.clone() }).sentence;
    assert!(words.contains("Account lead") && words.contains("Service"), "{words}");
    book.offer_handoff(Handoff { offered_on: today().plus(-4), ..offer.clone() }).unwrap();
    assert!(refused(&mut book, offer.clone()).sentence.contains("is waiting; accept it or send it back"));
    let open = book.open_handoff(offer.account).unwrap().unwrap();
    assert_eq!(book.waited(&open), 2, "from Wednesday to Sunday");
    assert_eq!(book.return_handoff(open.id, today(), " ").unwrap_err().field, Some("gaps"));
    assert_eq!(book.accept_handoff(open.id, today().plus(-5)).unwrap_err().field, Some("answered_on"));
    assert_eq!(book.accept_handoff(open.id, today().plus(1)).unwrap_err().field, Some("answered_on"));
    book.accept_handoff(open.id, today()).unwrap();
    assert!(book.accept_handoff(open.id, today()).unwrap_err().sentence.contains("accepted before"));
}

/// An undecided line that has begun, and the others of its account.
fn open_line(book: &mut Book) -> Contract {
    let lines = book.agenda(120).unwrap().lines;
    let open = lines.iter().find(|line| line.outcome.is_none() && line.value.is_some()).unwrap();
    book.get(open.id).unwrap()
}

fn decision(outcome: ContractOutcome) -> Decision {
    let reason = Some("price".to_owned());
    Decision { outcome, on: today(), value: None, reason, reference: None, next_end: None, loss: Loss::default() }
}

fn lines_of(book: &Book, account: Id<Account>) -> (Vec<Contract>, Vec<Churn>) {
    (book.of_account(account).unwrap(), book.of_account(account).unwrap())
}

#[test]
fn decide_a_line_with_the_line_that_follows() {
    for outcome in [ContractOutcome::Renewed, ContractOutcome::Downsell, ContractOutcome::Expanded] {
        holds_after(open_line, |book, line| {
            let before = lines_of(book, line.account);
            let value = match outcome {
                ContractOutcome::Renewed => None,
                ContractOutcome::Downsell => line.value.map(|value| value / 2),
                _ => line.value.map(|value| value * 2),
            };
            let decided = Decision { value, next_end: line.next_end(), ..decision(outcome) };
            let said = book.decide(line.id, &decided).unwrap();
            assert!(said.summary.contains(outcome.word()) && said.summary.contains("price"), "{}", said.summary);
            let (lines, losses) = lines_of(book, line.account);
            assert_eq!((lines.len(), losses.len()), (before.0.len() + 1, before.1.len()));
            let next = lines.iter().find(|one| !before.0.iter().any(|known| known.id == one.id)).unwrap();
            assert_eq!((next.value, next.outcome), (value.or(line.value), None));
            assert_eq!(next.start, line.end.map(|end| end.plus(1)));
        });
    }
}

#[test]
fn lose_a_line_or_all_and_win_it_back() {
    for whole in [false, true] {
        let lose = |book: &mut Book| {
            let line = open_line(book);
            let loss = Loss { whole, on: Some(today()), quote: Some("too dear".into()), kind: None };
            book.decide(line.id, &Decision { loss, ..decision(ContractOutcome::Churned) }).unwrap();
            line
        };
        holds(|book| drop(lose(book)));
        holds_after(lose, |book, line| {
            let lost = book.loss_of(&line).unwrap().unwrap();
            assert_eq!(lost.contract, Some(line.id).filter(|_| !whole));
            assert_eq!((lost.reason.as_deref(), lost.quote.as_deref()), (Some("price"), Some("too dear")));
            assert_eq!((lost.decided_on, book.loss(line.account).unwrap().is_some()), (Some(today()), whole));
            book.win_back(lost.id, today()).unwrap();
            assert_eq!(book.loss_of(&line).unwrap(), None);
            assert_eq!(book.get(line.account).unwrap().stage == "signed", whole);
        });
    }
}

#[test]
fn a_decision_that_cannot_be_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let line = open_line(&mut book);
    let lost = Decision { loss: Loss { on: Some(today()), ..Loss::default() }, ..decision(ContractOutcome::Churned) };
    book.decide(line.id, &lost).unwrap();
    let path = book.path().to_owned();
    let before = dump(&path);
    let refused = |book: &mut Book, decision: &Decision| book.decide(line.id, decision).unwrap_err().sentence;
    assert!(refused(&mut book, &decision(ContractOutcome::Renewed)).contains("cannot be renewed"));
    assert!(refused(&mut book, &lost).contains("churned already"));
    let renewed = Contract { outcome: Some(ContractOutcome::Expanded), ..book.get(line.id).unwrap() };
    assert!(book.keep(renewed).unwrap_err().sentence.contains("cannot be renewed"));
    let loss = book.loss_of(&line).unwrap().unwrap();
    assert!(book.win_back(loss.id, today().plus(1)).unwrap_err().sentence.contains("in the future"));
    assert!(book.win_back(loss.id, today().plus(-1)).unwrap_err().sentence.contains("a win-back is later"));
    assert_eq!(dump(&path), before);
    book.win_back(loss.id, today()).unwrap();
    assert!(book.win_back(loss.id, today()).unwrap_err().sentence.contains("recorded already"));
}
