//! What is kept of one account beside its people: doors and lines, who helped, the plan, what is unknown, the proof of a win.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::pair::{Desk, day, keep, today};
use mainstay::book::Book;
use mainstay::domain::account::Account;
use mainstay::domain::action::Action;
use mainstay::domain::contribution::Contribution;
use mainstay::domain::money::Currency;
use mainstay::domain::words::ValueTag;

#[test]
fn one_door_and_the_lines_behind_it_are_seen() {
    let mut desk = Desk::new();
    desk.touch(desk.ana, desk.jane, "2026-11-20", Some(ValueTag::Solved));
    let offer = desk.book.offer(desk.account).unwrap();
    assert_eq!((offer.our_door.as_deref(), offer.their_door.as_deref()), (Some("Ana Ruiz"), Some("Jane Doe")));
    desk.touch(desk.ben, desk.omar, "2026-11-20", Some(ValueTag::Solved));
    let offer = desk.book.offer(desk.account).unwrap();
    assert_eq!((offer.our_door, offer.their_door), (None, None));
    let given = desk.book.given(desk.account).unwrap();
    assert_eq!(given.len(), 1, "neither holds a seat: {given:?}");
    assert_eq!(given[0].1[&ValueTag::Solved], 2);
}

#[test]
fn who_helped_is_told_how_the_deal_stands_in_one_step() {
    use mainstay::domain::opportunity::Opportunity;
    use mainstay::domain::words::{ContributionKind, OpportunityState};
    let mut desk = Desk::new();
    assert_eq!(desk.book.updates_for_helpers(desk.account).unwrap().helpers, []);
    let pilot = Contribution {
        account: desk.account,
        member: desk.ben,
        kind: ContributionKind::Win,
        on: day("2026-11-01"),
        what: "built the pilot".into(),
        ..Contribution::default()
    };
    desk.book.credit(pilot).unwrap();
    let deal = Opportunity {
        account: desk.account,
        title: "Second site".into(),
        currency: Currency::EUR,
        state: OpportunityState::Won,
        closed_on: Some(day("2026-11-20")),
        reason: Some("the pilot".into()),
        ..Opportunity::default()
    };
    keep(&mut desk.book, deal);
    let updates = desk.book.updates_for_helpers(desk.account).unwrap();
    assert_eq!(updates.helpers, [desk.ben]);
    assert!(
        updates.words.contains("“Second site” was won") && updates.words.contains("(the pilot)"),
        "{}",
        updates.words
    );
    let before = desk.content();
    assert_eq!(desk.book.tell_helpers(desk.account, &[], &updates.words).unwrap_err().field, Some("who"));
    desk.book.tell_helpers(desk.account, &updates.helpers, &updates.words).unwrap();
    let told: Vec<Action> = desk.book.of_account(desk.account).unwrap();
    let told: Vec<&Action> = told.iter().filter(|one| one.title.starts_with("Told Ben Okafor: ")).collect();
    assert_eq!((told.len(), told[0].done_on), (1, Some(today())));
    desk.book.undo().unwrap();
    assert_eq!(desk.content(), before);
}

#[test]
fn a_plan_goes_with_its_goals() {
    use mainstay::domain::plan::{Goal, Plan};
    use mainstay::domain::words::{Formality, PlanKind};
    let mut desk = Desk::new();
    let plan = Plan {
        account: desk.account,
        kind: PlanKind::Internal,
        formality: Formality::Informal,
        started_on: day("2026-11-01"),
        whitespace: Some("Analytics".into()),
        ..Plan::default()
    };
    let early = Plan { reviewed_on: Some(day("2026-10-01")), ..plan.clone() };
    assert_eq!(desk.book.keep(early).unwrap_err().field, Some("reviewed_on"));
    let plan = keep(&mut desk.book, plan);
    let goal = Goal { plan, objective: "Halve errors".into(), their_owner: Some(desk.jane), ..Goal::default() };
    keep(&mut desk.book, goal);
    let before = desk.book.plans(desk.account).unwrap();
    assert_eq!((before.len(), before[0].1.len()), (1, 1));
    assert_eq!(desk.book.offer(desk.account).unwrap().lines.unsold[0].what, "Analytics");
    desk.book.remove_plan(plan).unwrap();
    assert!(desk.book.plans(desk.account).unwrap().is_empty() && desk.book.goals_of(desk.account).unwrap().is_empty());
    desk.book.undo().unwrap();
    assert_eq!(desk.book.plans(desk.account).unwrap(), before);
}

#[test]
fn what_nobody_wrote_down_is_unknown_and_not_nought() {
    let mut desk = Desk::new();
    let known = desk.book.get(desk.account).unwrap();
    desk.book.keep(Account { value: None, owner: Some(desk.ana), ..known.clone() }).unwrap();
    let ana = |book: &Book| book.people().unwrap().list.into_iter().find(|one| one.leads > 0).unwrap();
    assert_eq!((ana(&desk.book).leads, ana(&desk.book).value), (1, None), "nobody knows what it is worth");
    let what_if = desk.book.what_if(desk.ana).unwrap();
    assert_eq!((what_if.accounts, what_if.value, what_if.loss), (1, None, None));

    desk.book.keep(Account { owner: Some(desk.ana), ..known }).unwrap();
    assert_eq!(ana(&desk.book).value, Some(24_000_000));
    let sizing = desk.book.exposure().unwrap().sizing;
    assert_eq!((sizing.top, sizing.unknown.0), (1, 1), "no touch tells who holds it");
    assert_eq!(sizing.single_share(), None);
    let steps = sizing.steps(desk.book.currency()).join("\n");
    assert!(!steps.contains("holds 0"), "{steps}");
    assert!(steps.contains("– no touch says who holds them"), "{steps}");
}

#[test]
fn a_win_names_the_proof_that_was_used_and_those_that_do_are_counted() {
    use mainstay::domain::contract::Contract;
    use mainstay::domain::metrics::Period;
    use mainstay::domain::opportunity::Opportunity;
    use mainstay::domain::reference::Reference;
    use mainstay::domain::words::{ContractOutcome, OpportunityState};
    let mut desk = Desk::new();
    let story = Reference {
        account: desk.account,
        on: day("2026-10-01"),
        words: "They came within the hour".into(),
        consent_on: Some(day("2026-10-02")),
        ..Reference::default()
    };
    keep(
        &mut desk.book,
        Reference { words: "Not yet told".into(), consent_on: Some(day("2027-10-02")), ..story.clone() },
    );
    keep(&mut desk.book, story);
    assert_eq!(desk.book.proofs().unwrap(), ["showcase page", "They came within the hour"]);
    let deal = |state: OpportunityState, closed: Option<&str>, reference: Option<&str>| Opportunity {
        account: desk.account,
        title: "Analytics".into(),
        currency: Currency::EUR,
        state,
        closed_on: closed.map(day),
        reference: reference.map(str::to_owned),
        ..Opportunity::default()
    };
    let deals = [
        deal(OpportunityState::Won, Some("2026-11-01"), Some("showcase page")),
        deal(OpportunityState::Won, Some("2026-10-01"), None),
        deal(OpportunityState::Won, Some("2024-10-01"), Some("showcase page")),
        deal(OpportunityState::Open, None, Some("showcase page")),
    ];
    for one in deals {
        keep(&mut desk.book, one);
    }
    let year = Period { from: day("2025-11-23"), to: today() };
    let proved = desk.book.proved(year).unwrap();
    assert_eq!((proved.won.count, proved.won.all), (1, 2), "what was won in the year, and of it what names a proof");
    assert_eq!((proved.kept.count, proved.kept.all), (0, 0));
    let line = Contract {
        account: desk.account,
        currency: Currency::EUR,
        start: Some(day("2025-01-01")),
        end: Some(day("2026-12-31")),
        ..Contract::default()
    };
    let decided = |outcome, on: &str| Contract { outcome: Some(outcome), outcome_on: Some(day(on)), ..line.clone() };
    let lines = [
        Contract { reference: Some("showcase page".into()), ..decided(ContractOutcome::Renewed, "2026-11-01") },
        decided(ContractOutcome::Downsell, "2026-11-02"),
        decided(ContractOutcome::Churned, "2026-11-03"),
        Contract { reference: Some("showcase page".into()), ..decided(ContractOutcome::Expanded, "2025-11-01") },
    ];
    for line in lines {
        keep(&mut desk.book, line);
    }
    let proved = desk.book.proved(year).unwrap();
    assert_eq!(
        (proved.kept.count, proved.kept.all),
        (1, 2),
        "a lost line is no win, and an old one is no longer counted"
    );
}
