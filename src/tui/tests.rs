//! Keys in, screen out: the cockpit on a made-up book, without a terminal.

mod back;
mod calendar;
mod custom;
mod desk;
mod drop_off;
mod duplicates;
mod files;
mod find;
mod foot;
mod help;
mod import;
mod leave;
mod lists;
mod log;
mod marks;
#[cfg(unix)]
mod months;
mod mouse;
mod note;
mod overdue;
mod owners;
mod page;
mod picture;
mod pipeline;
mod programme;
mod reach;
mod recede;
mod renewals;
mod risk;
mod routine;
mod saving;
mod score;
mod sides;
mod stream;
mod team;
mod theme;
mod today_ends;
mod tour;
mod welcome;

use super::app::{App, Effect};
use super::canvas::Canvas;
use super::testing::SIZES;
use crate::book::Book;
use crate::book::demo::Recipe;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::member::Member;
use crate::domain::today::Kind;
use desk::{Desk, picture};
use ratatui::layout::Rect;

#[test]
fn every_screen_looks_as_it_should() {
    for size in SIZES {
        let mut desk = Desk::new(size);
        for place in ["1", "2", "3", "4", "5", "6", "7"] {
            desk.press(place);
            picture!(desk, format!("screen_{place}"));
        }
    }
}

#[test]
fn the_record_of_the_score_is_worked_out_beside_the_keys() {
    let mut desk = Desk::new((120, 40));
    desk.press("1 r");
    assert!(desk.foot().contains("screen 7"), "{}", desk.foot());
    desk.press("7 r");
    desk.wait_for_work();
    insta::assert_snapshot!("record_worked_out_120x40", desk.screen());
    desk.press("Enter");
    assert!(desk.screen().contains("Score track record in numbers"));
    let mut empty = Desk::empty((80, 24));
    empty.press("7 Tab Tab Enter");
    empty.wait_for_work();
    assert!(empty.foot().contains("No account has a start date"), "{}", empty.foot());
}

#[test]
fn the_page_of_an_account_looks_as_it_should() {
    let mut desk = Desk::new((80, 24));
    desk.press("3 Enter");
    for tab in ["brief", "timeline", "people", "contracts", "hand_off", "plan", "risk"] {
        insta::assert_snapshot!(format!("page_{tab}_80x24"), desk.screen());
        desk.press("]");
    }
}

#[test]
fn no_size_and_no_key_breaks_it() {
    let keys = "Tab j G z z Esc Tab ] ] Enter Esc Tab k ? j Esc : x Esc / a Esc 3 j Space f ab Esc o Esc Enter ] ] ] ] ] ] G g \
                Esc e Esc n Esc a Esc p Esc l x Esc y S Esc b Esc 2 j Enter Tab f ab Esc o Enter o Enter 4 Enter 4 o Esc o Enter Tab v v v v j f a Enter Esc o Enter n Esc d Esc e Esc Tab v v e Esc n Esc Tab Tab v n Esc v n Esc v o Enter z Enter Esc 5 f a Esc o Enter o Enter 5 Enter 6 j 7 j Tab v v v j k z Enter G Esc z Tab r Enter j Shift-Tab Esc 8 j Enter 1 u U Ctrl-l";
    for size in [(0, 0), (1, 1), (20, 5), (59, 15), (60, 16), (80, 24), (300, 60)] {
        let mut desk = Desk::new(size);
        for key in keys.split_whitespace() {
            desk.press(key);
            desk.screen();
        }
    }
}

#[test]
fn a_small_window_says_so_and_keeps_running() {
    let mut desk = Desk::new((40, 10));
    assert!(desk.screen().contains("mainstay needs 60×16"), "{}", desk.screen());
    desk.app.resize(Rect::new(0, 0, 80, 24));
    desk.size = (80, 24);
    assert!(desk.screen().contains("Lifecycle"));
}

#[test]
fn a_line_is_done_logged_undone_and_done_again() {
    let mut desk = Desk::new((120, 40));
    let before = desk.screen();
    desk.press("d call_thanks_for_the_plan_~informed Enter");
    let foot = desk.foot();
    assert!(foot.contains("Log a touch") && foot.contains("u undoes it"), "{foot}");
    let after = desk.screen();
    assert_ne!(before, after);
    desk.press("u");
    assert!(desk.foot().contains("Undone: Log a touch"), "{}", desk.foot());
    desk.press("g");
    assert_eq!(
        before.lines().rev().skip(1).collect::<Vec<_>>(),
        desk.screen().lines().rev().skip(1).collect::<Vec<_>>()
    );
    desk.press("U");
    assert!(desk.foot().contains("Redone"), "{}", desk.foot());
}

#[test]
fn eight_lines_take_at_most_four_keys_each_besides_the_words() {
    let mut desk = Desk::new((120, 40));
    for _ in 0..8 {
        let lines = desk.app.book.today_list(None, true).unwrap();
        let waiting = lines.lines.len() as u64 + lines.more;
        let line = desk.app.screens.subject(desk.app.here).line.unwrap();
        desk.press("d");
        let done = match line.id.kind {
            Kind::Handoff => ("accept Enter", "Accept a hand-off"),
            Kind::Thanks => ("", "Complete a task"),
            _ => ("call_all_is_well_~informed Enter", "Log a touch"),
        };
        if !done.0.is_empty() {
            desk.press(done.0);
        }
        let lines = desk.app.book.today_list(None, true).unwrap();
        assert!(lines.lines.len() as u64 + lines.more <= waiting, "{}", desk.foot());
        assert!(desk.foot().contains(done.1), "{}", desk.foot());
    }
}

#[test]
fn snooze_and_drop_take_their_reason_and_act_on_all_that_is_marked() {
    let mut desk = Desk::new((120, 40));
    desk.press("s soon Enter");
    assert!(desk.screen().contains("Start with a day"), "the words stay: {}", desk.screen());
    desk.press("Ctrl-u +7d_waiting Enter");
    assert!(desk.foot().contains("until 2026-11-29"), "{}", desk.foot());
    desk.press("Space Space x not_needed Enter");
    assert!(desk.foot().contains("2 tasks (not needed)"), "{}", desk.foot());
    desk.press("u");
    assert!(desk.foot().contains("2 tasks"), "{}", desk.foot());
}

#[test]
fn the_risk_of_an_account_is_drawn_at_every_size() {
    for size in SIZES {
        let mut desk = Desk::new(size);
        desk.press("Tab Tab g Enter ] ] ] ] ] ]");
        picture!(desk, "risk");
        desk.press("z");
        picture!(desk, "risk_drawn");
    }
}

#[test]
fn a_contact_is_added_where_the_focus_is() {
    let mut desk = Desk::new((120, 40));
    desk.press("3 Enter ] ] n Zora_Neale Tab champ Enter");
    assert!(desk.foot().contains("contact Zora Neale"), "{}", desk.foot());
    assert!(desk.screen().contains("Zora Neale"));
    desk.press("u");
    assert!(!desk.screen().lines().take(20).any(|line| line.contains("Zora Neale")));
}

#[test]
fn a_pulse_needs_a_reason_and_says_so_at_its_field() {
    let mut desk = Desk::new((80, 24));
    desk.press("p Tab 3 Enter");
    assert!(desk.screen().contains("A pulse needs a reason"), "{}", desk.screen());
    desk.press("pri Enter");
    assert!(desk.foot().contains("Record a pulse"), "{}", desk.screen());
}

#[test]
fn the_list_is_filtered_as_one_types_and_esc_takes_it_back() {
    let mut desk = Desk::new((120, 40));
    desk.press("3");
    let all = desk.screen();
    desk.press("f tier:A");
    assert!(desk.screen().contains("tier:A"));
    assert_ne!(all, desk.screen());
    desk.press("Esc");
    assert_eq!(all, desk.screen());
    desk.press("f nosuchfield:3");
    assert!(desk.screen().contains("nosuchfield"), "{}", desk.screen());
}

#[test]
fn a_hand_off_is_offered_with_its_pack_and_answered() {
    let mut desk = Desk::new((80, 24));
    let accounts: Vec<Account> = desk.app.book.all().unwrap();
    let ready = accounts.iter().find(|one| desk.app.book.can_offer(one.id).is_ok()).unwrap();
    let receiver = desk.app.book.all::<Member>().unwrap().into_iter().rfind(|one| one.left_on.is_none()).unwrap();
    desk.app.open_page(ready.id).unwrap();
    desk.press("] ] ] ] H");
    insta::assert_snapshot!("hand_off_offer_80x24", desk.screen());
    desk.app.paste(&receiver.name);
    desk.press("Enter");
    assert!(desk.foot().contains("Offer a hand-off"), "{}", desk.screen());
    assert!(desk.screen().contains("offered, waiting 0 business days"), "{}", desk.screen());
    assert!(desk.screen().contains("Sales attended"), "{}", desk.screen());
    desk.press("H send Enter");
    assert!(desk.screen().contains("what is missing"), "{}", desk.screen());
    desk.press("no_kickoff_date Ctrl-s");
    assert!(desk.foot().contains("Send back a hand-off"), "{}", desk.screen());
    assert!(desk.screen().contains("sent back"), "{}", desk.screen());
    desk.press("u u");
    assert!(desk.foot().contains("Undone: Offer a hand-off"), "{}", desk.foot());
    let is_unseated =
        |book: &Book, one: &Account| book.open_handoff(one.id).unwrap().is_none() && book.can_offer(one.id).is_err();
    let unseated = accounts.iter().find(|one| is_unseated(&desk.app.book, one)).unwrap();
    desk.app.open_page(unseated.id).unwrap();
    desk.press("H");
    assert!(desk.foot().contains("No member has these roles"), "{}", desk.foot());
}

#[test]
fn many_accounts_move_as_one_operation() {
    let mut desk = Desk::new((120, 40));
    desk.press("3 Space Space Space S first Enter Enter");
    assert!(desk.foot().contains("accounts to First value"));
    desk.press("u");
    assert!(desk.foot().contains("Undone: Move to a stage"));
}

#[test]
fn an_empty_book_says_what_would_be_there_and_which_key_puts_it_there() {
    let mut desk = Desk::empty((80, 24));
    for place in ["1", "2", "3", "4", "5", "6", "7", "8"] {
        desk.press(place);
        insta::assert_snapshot!(format!("empty_{place}_80x24"), desk.screen());
    }
    desk.press("3 n Zora_Works Enter");
    assert!(desk.foot().contains("account Zora Works"), "{}", desk.screen());
}

#[test]
fn quitting_asks_only_when_typed_words_would_be_lost() {
    let mut desk = Desk::new((80, 24));
    assert_eq!(desk.press("q"), Some(Effect::Quit));
    assert_eq!(desk.press("l half_a_word Ctrl-c"), None);
    assert!(desk.screen().contains("Discard what you typed?"));
    desk.press("n");
    assert!(desk.screen().contains("half a word"), "{}", desk.screen());
}

#[test]
fn every_command_in_the_footer_runs() {
    let mut desk = Desk::new((120, 40));
    for row in super::command::TABLE.iter().filter(|row| row.footer) {
        if desk.app.can(row.command).is_ok() {
            desk.press(row.first_key());
            desk.press("Esc Esc");
        }
    }
    assert!(desk.screen().contains("1 Today"));
}

#[test]
fn the_log_line_keeps_clear_of_the_row_it_is_about() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut desk = Desk::new(size);
        for pane in ["Tab", "Tab Tab", "Tab Tab Tab Tab"] {
            desk.press(pane);
            desk.press("G");
            // The account may be marked in two panes at once; one of the rows stays in sight.
            let before: Vec<String> =
                desk.screen().lines().filter(|line| line.contains('▌')).map(str::to_owned).collect();
            desk.press("l call_@");
            let after = desk.screen();
            assert!(after.lines().any(|line| before.iter().any(|row| row == line)), "{pane}:\n{after}");
            desk.press("Esc y");
        }
    }
}

#[test]
fn marked_lines_are_done_and_their_accounts_tagged_as_one_operation() {
    let mut desk = Desk::new((120, 40));
    desk.press("Space Space #");
    assert!(desk.screen().contains("Tag 2 accounts"), "{}", desk.screen());
    desk.press("reference Enter");
    assert!(desk.foot().contains("2 accounts: #reference"), "{}", desk.foot());
    desk.press("d");
    assert!(desk.foot().contains("2 tasks"), "{}", desk.foot());
    desk.press("3 f tag:reference Enter");
    assert!(desk.screen().contains("2 of"), "{}", desk.screen());
    desk.press("# -reference Enter u u u");
    assert!(desk.foot().contains("Undone: Edit a record: 2 accounts"), "{}", desk.foot());
}

#[test]
fn the_readme_shows_the_first_screen_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let day = Day::parse("2026-11-22").ok();
    let book = Book::make_up(&folder.path().join("demo.db"), Recipe::default(), day).unwrap();
    let mut desk = Desk::with((120, 40), book, folder);
    let screen: Vec<String> = desk.screen().lines().map(|line| line.trim_end().to_owned()).collect();
    let readme = include_str!("../../README.md");
    let shown = readme.split("```text\n").find(|part| part.starts_with(" demo")).unwrap_or_default();
    let shown: Vec<&str> = shown.lines().take_while(|line| *line != "```").collect();
    assert_eq!(shown, screen, "put this into the README:\n{}", screen.join("\n"));
}

#[test]
fn connection_points_are_answered_added_and_taken_back() {
    let mut desk = Desk::new((80, 24));
    desk.press(": sales-service Enter");
    insta::assert_snapshot!("connection_points_80x24", desk.screen());
    desk.press("Enter");
    desk.app.paste("Ana calls on the day of the signature");
    desk.press("Enter");
    assert_eq!(desk.app.book.connection_points().answered(), 1, "{}", desk.screen());
    desk.press(": sales-service Enter");
    assert!(desk.screen().contains("Ana calls"), "{}", desk.screen());
    // The last row asks one more; the thirteenth is refused where it is typed.
    desk.press("Esc");
    for number in 9..=13 {
        desk.press(": sales-service Enter");
        desk.app.paste("new question");
        desk.press("Enter");
        desk.app.paste(&format!("Question {number}?"));
        desk.press("Enter");
    }
    assert!(desk.screen().contains("empty the question of one first"), "{}", desk.screen());
    assert_eq!(desk.app.book.connection_points().list.len(), 12);
    desk.press("Esc y u");
    assert_eq!(desk.app.book.connection_points().list.len(), 11);
}
