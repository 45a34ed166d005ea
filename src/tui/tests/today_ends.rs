//! The day's list: it ends, what was dealt with stays in its place, and each line is closed as its kind needs.

use super::Desk;
use crate::domain::today::{Kind, LineState};

/// How many lines the list holds, and how many of them wait.
fn count(desk: &Desk) -> (usize, usize) {
    let day = desk.app.book.today_list(None, false).unwrap();
    (day.lines.len() + day.closed.len(), day.lines.len())
}

#[test]
fn what_is_done_stays_struck_through_and_nothing_takes_its_place() {
    let mut desk = Desk::new((120, 40));
    let before = desk.app.book.today_list(None, false).unwrap().lines;
    assert!(desk.screen().contains(&format!("─ Today ─ 0 of {} done", before.len())), "{}", desk.screen());
    let first = before.iter().find(|line| line.id.kind == Kind::Commitment || line.id.kind == Kind::Action).unwrap();
    desk.app.book.done(first.id).unwrap();
    desk.press("1");
    let day = desk.app.book.today_list(None, false).unwrap();
    let ids = |lines: &[crate::domain::today::Line]| lines.iter().map(|line| line.id).collect::<Vec<_>>();
    assert_eq!(ids(&day.all()), ids(&before), "{}", desk.screen());
    assert_eq!(day.closed.len(), 1);
    assert_eq!(day.closed[0].state, LineState::Done);
    assert!(desk.screen().contains(&format!("1 of {} done", before.len())), "{}", desk.screen());
    assert!(desk.screen().lines().any(|line| line.contains('✓') && line.contains(&first.name)), "{}", desk.screen());
    desk.press("u");
    assert_eq!(count(&desk), (before.len(), before.len()));
}

#[test]
fn the_list_ends_and_says_what_waits() {
    let mut desk = Desk::new((120, 40));
    let (whole, _) = count(&desk);
    for _ in 0..40 {
        let Some(line) = desk.app.book.today_list(None, false).unwrap().lines.into_iter().next() else { break };
        match line.id.kind {
            kind if kind.is_ticked() || matches!(kind, Kind::Action | Kind::Commitment | Kind::Thanks) => {
                drop(desk.app.book.done(line.id).unwrap());
            }
            Kind::Handoff => drop(desk.app.book.drop_line(line.id, "no kickoff yet").unwrap()),
            _ => {
                let until = desk.app.book.today().plus(7);
                drop(desk.app.book.snooze(line.id, until, None).unwrap());
            }
        }
    }
    desk.press("1");
    let day = desk.app.book.today_list(None, false).unwrap();
    assert!(day.is_over(), "{}", desk.screen());
    assert!(day.closed.len() <= whole);
    assert!(desk.screen().contains("Done for today; ") && desk.screen().contains(" more (z)."), "{}", desk.screen());
    desk.press("G z");
    assert!(desk.app.book.today_list(None, true).unwrap().lines.len() > 1);
}

#[test]
fn a_pulse_that_was_asked_for_stays_as_done() {
    let mut desk = Desk::new((120, 40));
    let day = desk.app.book.today_list(None, false).unwrap();
    let met: Vec<_> =
        day.lines.iter().filter(|line| matches!(line.id.kind, Kind::Pulse | Kind::Touch)).cloned().collect();
    let line = met[0].clone();
    let account = line.account.unwrap();
    let contacts: Vec<crate::domain::contact::Contact> = desk.app.book.of_account(account).unwrap();
    let here = contacts.iter().find(|one| one.is_here(desk.app.book.today())).unwrap();
    let words = format!("call @{} all is well ^4 #value ~solved", here.name.replace(' ', "."));
    let reading = desk.app.book.read_log(&words, Some(account));
    desk.app.book.log(&reading, None).unwrap();
    let after = desk.app.book.today_list(None, false).unwrap();
    assert_eq!(after.lines.len() + after.closed.len(), day.lines.len());
    assert!(after.closed.iter().any(|one| one.account == Some(account)), "{:?}", after.closed);
    let still: Vec<_> = after.lines.iter().filter(|line| matches!(line.id.kind, Kind::Pulse | Kind::Touch)).collect();
    assert_eq!(still.len(), met.len() - 1, "the next one does not move up");
}

#[test]
fn a_hand_off_is_answered_and_never_accepted_in_passing() {
    let mut desk = Desk::new((120, 40));
    let all = desk.app.book.today_list(None, true).unwrap().lines;
    let line = all.iter().find(|line| line.id.kind == Kind::Handoff).unwrap().clone();
    let refused = desk.app.book.done(line.id).unwrap_err().sentence;
    assert!(refused.contains("accepted or sent back"), "{refused}");
    desk.press("z g");
    let is_selected = |desk: &Desk| desk.app.screens.subject(desk.app.here).line.is_some_and(|one| one.id == line.id);
    for _ in 0..all.len() {
        if is_selected(&desk) {
            break;
        }
        desk.press("j");
    }
    assert!(is_selected(&desk), "{}", desk.screen());
    desk.press("d");
    assert!(desk.screen().to_lowercase().contains("accept"), "{}", desk.screen());
    let open = desk.app.book.open_handoff(line.account.unwrap()).unwrap();
    assert!(open.is_some(), "nothing is decided yet");
}

#[test]
fn a_thank_you_has_its_words_prepared() {
    let mut desk = Desk::new((120, 40));
    let day = desk.app.book.today_list(None, false).unwrap();
    assert!(day.lines.iter().any(|line| line.id.kind == Kind::Thanks));
    desk.press("G d");
    assert!(desk.screen().contains("Thank you, "), "{}", desk.screen());
    desk.press("Enter");
    assert!(desk.app.layers.is_empty(), "{}", desk.screen());
    let closed = desk.app.book.today_list(None, false).unwrap().closed;
    assert!(closed.iter().any(|line| line.id.kind == Kind::Thanks), "{}", desk.screen());
}

#[test]
fn lines_have_no_numbers_that_digits_would_not_reach() {
    let mut desk = Desk::new((80, 24));
    let first = desk.app.book.today_list(None, false).unwrap().lines[0].name.chars().take(8).collect::<String>();
    let screen = desk.screen();
    let row = screen.lines().rev().find(|line| line.contains(&first)).unwrap();
    assert!(!row.contains(" 1 "), "{row}");
}

#[test]
fn a_line_that_was_dealt_with_keeps_its_place_on_the_screen() {
    let mut desk = Desk::new((120, 40));
    let accounts = |desk: &mut Desk| -> Vec<String> {
        let screen = desk.screen();
        let rows = screen.lines().skip_while(|line| !line.contains("─ Today ─")).skip(1).take(9);
        rows.map(|line| line.chars().skip(5).take(18).collect()).collect()
    };
    let before = accounts(&mut desk);
    for _ in 0..3 {
        let line = desk.app.screens.subject(desk.app.here).line.unwrap();
        let until = desk.app.book.today().plus(3);
        desk.app.book.snooze(line.id, until, None).unwrap();
        desk.press("1");
        assert_eq!(accounts(&mut desk), before, "{}", desk.screen());
    }
}
