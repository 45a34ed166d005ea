//! Whose responsibility it is: issues, retention, and the day a customer was told.

use super::desk::Desk;
use crate::domain::assignment::Assignment;
use crate::domain::gap::Step;
use crate::domain::handoff::Handoff;
use crate::domain::issue::Issue;
use crate::domain::role::Duty;

#[test]
fn an_issue_has_an_owner_the_lead_by_default_and_one_without_is_found() {
    let mut desk = Desk::new((120, 40));
    desk.press("3 Enter : new_issue Enter");
    let account = desk.app.screens.subject(desk.app.here).account.unwrap();
    desk.app.paste("The export stops");
    desk.press("Enter");
    let issue = |desk: &Desk| {
        let all: Vec<Issue> = desk.app.book.of_account(account).unwrap();
        all.into_iter().find(|one| one.title == "The export stops").unwrap()
    };
    assert_eq!(issue(&desk).owner, desk.app.book.lead(account).unwrap(), "{}", desk.screen());
    let unowned = |desk: &Desk| {
        let gaps = desk.app.book.gaps_of(account).unwrap();
        gaps.into_iter().filter(|gap| gap.step == Step::Owner).filter_map(|gap| gap.what).collect::<Vec<_>>()
    };
    assert!(unowned(&desk).is_empty());
    let year = |desk: &Desk| desk.app.book.year().unwrap().ownership.unwrap();
    let before = year(&desk).unowned();
    desk.app.book.keep(Issue { owner: None, ..issue(&desk) }).unwrap();
    assert_eq!(unowned(&desk), ["issue: The export stops"]);
    assert_eq!(year(&desk).unowned(), before + 1);
    desk.press("7 Enter");
    assert!(desk.screen().contains("nobody is named for 1 issue"), "{}", desk.screen());
    // The answer opens what it counts, and that opens the account.
    while !desk.screen().contains("▌Whose responsibility") {
        desk.press("j");
    }
    desk.press("Enter");
    assert!(desk.screen().contains("issue: The export stops"), "{}", desk.screen());
    desk.press("Enter");
    assert_eq!(desk.app.screens.subject(desk.app.here).account, Some(account), "{}", desk.screen());
}

#[test]
fn owners_of_retention_are_named_where_they_are_seen_and_more_than_one() {
    let mut desk = Desk::new((120, 40));
    let all: Vec<Assignment> = desk.app.book.all().unwrap();
    let others = |one: &&Assignment| {
        let same = |other: &&Assignment| other.account == one.account && other.member.is_some();
        all.iter().filter(same).any(|other| other.member != one.member)
    };
    let account = all.iter().filter(|one| one.member.is_some()).find(others).unwrap().account;
    desk.app.open_page(account).unwrap();
    desk.press("] ]");
    let keeps = |desk: &Desk| {
        let all: Vec<Assignment> = desk.app.book.of_account(account).unwrap();
        all.into_iter().filter(|one| one.duty.contains(&Duty::Keep)).filter_map(|one| one.member).collect::<Vec<_>>()
    };
    let held: Vec<Assignment> = desk.app.book.of_account(account).unwrap();
    let today = desk.app.book.today();
    let mut on_team: Vec<_> = held.iter().filter(|one| one.is_held(today)).filter_map(|one| one.member).collect();
    on_team.dedup();
    let names: Vec<String> = on_team.iter().map(|id| desk.app.book.get(*id).unwrap().name).collect();
    assert!(names.len() >= 2, "{names:?}");
    for _ in 0..6 {
        if !matches!(
            desk.app.screens.subject(desk.app.here).record,
            Some(crate::form::record_ref::RecordRef::Keepers(_))
        ) {
            desk.press("j");
        }
    }
    desk.press("e Ctrl-u");
    desk.app.paste(&format!("{}, {}", names[0], names[1]));
    desk.press("Enter");
    let mut named = keeps(&desk);
    named.sort_unstable();
    let mut wanted = vec![on_team[0], on_team[1]];
    wanted.sort_unstable();
    assert_eq!(named, wanted, "{}", desk.screen());
    assert!(desk.screen().contains("(by duty)"), "{}", desk.screen());
    desk.press("u");
    assert!(keeps(&desk).len() < 2);
}

#[test]
fn the_day_a_customer_was_told_is_set_later_where_the_hand_off_stands() {
    let mut desk = Desk::new((120, 40));
    let all: Vec<Handoff> = desk.app.book.all().unwrap();
    let it = all.into_iter().find(|one| one.interim_contact.is_some()).unwrap();
    desk.app.book.keep(Handoff { told_on: None, ..it.clone() }).unwrap();
    desk.press("3");
    desk.app.open_page(it.account).unwrap();
    desk.press("] ] ] ]");
    assert!(desk.screen().contains("not told yet; e notes the day"), "{}", desk.screen());
    for _ in 0..20 {
        let record = desk.app.screens.subject(desk.app.here).record;
        if record == Some(crate::form::record_ref::RecordRef::of(it.id)) {
            break;
        }
        desk.press("j");
    }
    desk.press("e tomorrow Enter");
    assert!(desk.screen().contains("is in the future"), "{}", desk.screen());
    desk.press("Ctrl-u yesterday Enter");
    let told = desk.app.book.get(it.id).unwrap();
    assert_eq!(told.told_on, Some(desk.app.book.today().plus(-1)), "{}", desk.screen());
    assert_eq!(Handoff { told_on: None, ..told }, Handoff { told_on: None, ..it }, "nothing else changed");
}
