//! Tasks that came overdue for years are dismissed at once.

use super::*;
use crate::domain::action::Action;

#[test]
fn tasks_overdue_for_more_than_ninety_days_are_dismissed_at_once_and_undone() {
    let mut desk = Desk::new((120, 40));
    let account = desk.account("Zora Mills");
    let before = desk.app.book.long_overdue().unwrap().len();
    let due = |desk: &mut Desk, days: i32| {
        let due = Some(desk.app.book.today().plus(-days));
        let action = Action { account: Some(account), title: format!("from {days}"), due, ..Action::default() };
        desk.app.book.keep(action).unwrap();
    };
    for days in [89, 90, 91, 600] {
        due(&mut desk, days);
    }
    let open = desk.app.book.long_overdue().unwrap().len();
    assert_eq!(open, before + 2, "more than ninety, not ninety");
    desk.press("1 : dismiss_all Enter");
    assert!(desk.foot().contains(&format!("{open} tasks overdue for more than 90 days")), "{}", desk.foot());
    assert!(desk.app.book.long_overdue().unwrap().is_empty());
    desk.press("u");
    assert_eq!(desk.app.book.long_overdue().unwrap().len(), open);
    desk.press("U : dismiss_all Enter");
    assert!(desk.foot().contains("No open task is overdue"), "{}", desk.foot());
}
