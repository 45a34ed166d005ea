//! Screen 5: what is open at a renewal, and what is decided.

use super::{Desk, picture};
use crate::domain::churn::Churn;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::contract::Contract;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::Plan;
use crate::domain::words::ContractOutcome;
use crate::form::record_ref::RecordRef;

/// The first undecided line that is in sight on screen 5, selected.
fn on_an_open_line(desk: &mut Desk) -> Contract {
    desk.press("5");
    let lines = desk.app.book.agenda(crate::book::renewals::WITHIN).unwrap().lines;
    let open = lines.into_iter().find(|line| line.outcome.is_none()).unwrap();
    desk.app.book.get(open.id).unwrap()
}

#[test]
fn what_is_open_at_a_renewal_stands_beside_it_escalations_first() {
    let mut desk = Desk::new((80, 24));
    let line = on_an_open_line(&mut desk);
    let account = desk.app.book.get(line.account).unwrap().name;
    desk.press("5 : new_issue Enter");
    desk.app.paste("Slow export");
    desk.press("Enter");
    desk.press(": new_issue Enter");
    desk.app.paste("Nobody answers");
    desk.press("Tab yes Enter 5");
    let screen = desk.screen();
    let at = |words: &str| screen.find(words).unwrap_or_else(|| panic!("{words} is missing:\n{screen}"));
    assert!(at("◆ Escalated: Nobody answers, 0 d old") < at("Open issue: Slow export, 0 d old"), "{screen}");
    assert!(at("◆ 2") > at(&account[..8]) && at("◆ 2") < at("◆ Escalated"), "the list counts them at 80 columns");
    assert!(at("lead: ") > at("notice deadline"), "{screen}");
}

#[test]
fn a_line_is_renewed_for_more_with_the_line_that_follows() {
    let mut desk = Desk::new((80, 24));
    let line = on_an_open_line(&mut desk);
    desk.press("e expanded Tab they_add_a_site Tab Tab 100 Enter");
    assert!(desk.screen().contains("Expanded is more than before"), "{}", desk.screen());
    desk.press("Ctrl-u 9M Enter");
    assert!(desk.foot().contains("Record a renewal outcome"), "{}", desk.screen());
    let lines: Vec<Contract> = desk.app.book.of_account(line.account).unwrap();
    let next = lines.iter().find(|one| one.start == line.end.map(|end| end.plus(1))).unwrap();
    assert_eq!((next.value, next.end, next.outcome), (Some(900_000_000), line.next_end(), None));
    assert_eq!(desk.app.book.get(line.id).unwrap().outcome, Some(ContractOutcome::Expanded));
    desk.press("u");
    assert_eq!(desk.app.book.get(line.id).unwrap(), line);
}

#[test]
fn a_lost_line_needs_its_reason_is_not_renewed_and_may_come_back() {
    let mut desk = Desk::new((120, 40));
    let line = on_an_open_line(&mut desk);
    insta::assert_snapshot!("renewals_decision_120x40", {
        desk.press("e");
        desk.screen()
    });
    desk.press("churned Enter");
    assert!(desk.screen().contains("A reason is required"), "{}", desk.screen());
    desk.press("price Tab Tab no Tab Tab yesterday Enter");
    assert!(desk.screen().contains("cannot take effect before"), "{}", desk.screen());
    desk.press("Ctrl-u today Enter");
    assert!(desk.foot().contains("churned (price)"), "{}", desk.screen());
    let losses: Vec<Churn> = desk.app.book.of_account(line.account).unwrap();
    assert_eq!(losses.last().map(|loss| (loss.contract, loss.value)), Some((Some(line.id), line.value)));
    desk.press("e");
    let name = desk.app.book.get(line.account).unwrap().name;
    assert!(desk.screen().contains(&format!("Win back {name}, churned today (price)")), "{}", desk.screen());
    desk.press("Enter");
    assert!(desk.foot().contains("Win back an account"), "{}", desk.screen());
    let losses: Vec<Churn> = desk.app.book.of_account(line.account).unwrap();
    assert!(losses.last().unwrap().won_back_on.is_some());
    desk.press("e");
    let lost = desk.app.book.get(line.id).unwrap();
    let renewed = Contract { outcome: Some(ContractOutcome::Renewed), ..lost };
    let problem = desk.app.book.keep(renewed).unwrap_err();
    assert!(problem.sentence.contains("cannot be renewed"), "{problem}");
}

#[test]
fn what_is_planned_stands_over_all_accounts_and_is_done_where_it_stands() {
    let mut desk = Desk::new((120, 40));
    let account = desk.account("Zora Mills");
    let book = &mut desk.app.book;
    let today = book.today();
    let deal =
        |title: &str, expected_on| Opportunity { account, title: title.into(), expected_on, ..Opportunity::default() };
    book.keep(deal("Analytics for Zora", Some(today.plus(-3)))).unwrap();
    book.keep(deal("Training for Zora", None)).unwrap();
    let plan = Plan { account, started_on: today.plus(-90), review_on: Some(today.plus(-2)), ..Plan::default() };
    let plan = book.keep(plan).unwrap().0;
    let update = CompanyUpdate { title: "Where we go".into(), on: today.plus(-1), ..CompanyUpdate::default() };
    let update = book.keep(update).unwrap().0;
    desk.press("5 v");
    desk.shows(&["Opportunities", "Analytics for Zora", "Training for Zora", "▲ due 3 d ago", "no day set"]);
    picture!(desk, "opportunities");
    desk.press("v");
    desk.shows(&["Success plans", "Zora Mills", "never reviewed"]);
    while desk.app.screens.subject(desk.app.here).record != Some(RecordRef::of(plan)) {
        desk.press("j");
    }
    desk.press("d");
    assert_eq!(desk.app.book.get(plan).unwrap().reviewed_on, Some(today), "{}", desk.foot());
    desk.press("v");
    desk.shows(&["Planned", "Send “Where we go”"]);
    while desk.app.screens.subject(desk.app.here).record != Some(RecordRef::of(update)) {
        desk.press("j");
    }
    desk.press("s +9d Enter");
    assert_eq!(desk.app.book.get(update).unwrap().on, today.plus(9));
    desk.press("d");
    assert_eq!(desk.app.book.get(update).unwrap().sent_on, Some(today), "{}", desk.foot());
    desk.press("v");
    desk.shows(&["Renewals"]);
}

#[test]
fn a_contract_without_a_pulse_is_marked_in_words_at_every_size() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut desk = Desk::new(size);
        let (account, today) = (desk.account("Zora Mills"), desk.app.book.today());
        let (start, end) = (Some(today.plus(-300)), Some(today.plus(60)));
        let line = Contract { account, product: Some("Analytics".into()), start, end, ..Contract::default() };
        desk.app.book.keep(line).unwrap();
        let unasked = desk.app.book.unasked(crate::book::renewals::WITHIN).unwrap();
        assert!(unasked > 0);
        desk.press("5 z");
        let marked = desk.screen().lines().filter(|line| line.contains("▲ no pulse")).count() as u64;
        assert_eq!(marked, unasked, "{}", desk.screen());
    }
}

#[test]
fn the_step_of_a_playbook_is_done_where_it_is_seen() {
    use crate::domain::words::ActionOutcome;
    let mut desk = Desk::new((120, 40));
    desk.press("5 g");
    let next = (0..20).find_map(|_| {
        let step = desk.app.screens.subject(desk.app.here).task;
        if step.is_none() {
            desk.press("j");
        }
        step
    });
    let next = next.expect("no renewal of the book has a step");
    assert!(desk.screen().contains("d does it"), "{}", desk.screen());
    desk.press("d call_we_went_through_it_~informed Enter");
    let action: crate::domain::action::Action = desk.app.book.get(crate::domain::id::Id::new(next.raw)).unwrap();
    assert_eq!(action.outcome, Some(ActionOutcome::Done), "{}", desk.screen());
    // The same on the page of the account, where open items stand.
    desk.press("u Enter");
    let on_step = (0..30).any(|_| {
        let found = desk.app.screens.subject(desk.app.here).task == Some(next);
        if !found {
            desk.press("j");
        }
        found
    });
    assert!(on_step, "{}", desk.screen());
    desk.press("d call_we_went_through_it_~informed Enter");
    let action: crate::domain::action::Action = desk.app.book.get(crate::domain::id::Id::new(next.raw)).unwrap();
    assert_eq!(action.outcome, Some(ActionOutcome::Done), "{}", desk.screen());
}
