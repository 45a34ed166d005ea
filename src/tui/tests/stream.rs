//! The pipeline as a stream, and everybody in a stage below it.

use super::Desk;
use super::pipeline::selected;
use crate::domain::account::Account;

#[test]
fn the_stream_tells_what_the_table_counts_and_opens_where_most_is_lost() {
    for size in [(90, 32), (120, 40), (200, 60)] {
        let mut desk = Desk::new(size);
        desk.press("2");
        let board = desk.app.book.board().unwrap();
        let leaky = board.stages.iter().max_by_key(|one| (one.lost.count, one.lost.value)).unwrap();
        desk.shows(&[&format!("─ {} ─", leaky.stage.name)]);
        if size.0 >= 120 {
            desk.shows(&[&format!("most from {}", leaky.stage.name)]);
        }
        for stage in &board.stages {
            let is_cut = stage.stage.name == "Renewal window" && size.0 < 100;
            desk.shows(&[if is_cut { "Renewal w." } else { &stage.stage.name }]);
            if stage.lost.count > 0 {
                desk.shows(&[&format!("{} churned", stage.lost.count)]);
            }
            // Of the last stage nobody goes on.
            if stage.advanced.count > 0 && stage.stage.key != "notice" {
                desk.shows(&[&format!("{} ▸", stage.advanced.count)]);
            }
        }
        // Arrows walk its stages and ends, and the table has the same one selected.
        desk.press("g ] ]");
        desk.shows(&["─ Onboarding ─"]);
        desk.press("v");
        assert!(selected(&mut desk).contains("Onboarding"), "{}", desk.screen());
        desk.press("v G");
        desk.shows(&["─ Onboarding gaps ─"]);
    }
}

#[test]
fn without_a_recorded_move_the_stream_shows_where_accounts_are() {
    let mut desk = Desk::empty((120, 40));
    let since = Some(desk.app.book.today().plus(-800));
    let account =
        Account { name: "Northwind".into(), stage: "steady".into(), customer_since: since, ..Account::default() };
    desk.app.book.keep(account).unwrap();
    desk.press("2");
    desk.shows(&["No move between stages is recorded", "█"]);
}

#[test]
fn a_click_on_the_stream_selects_the_stage_below_it() {
    let mut desk = Desk::new((120, 40));
    desk.press("2");
    desk.screen();
    let names: Vec<String> = desk.app.book.stages().list.iter().map(|stage| stage.name.clone()).collect();
    for (place, name) in names.iter().enumerate() {
        let column = 2 + (116 * place / names.len()) as u16 + 5;
        for row in [2, 10, 17] {
            desk.click(column, row);
            desk.shows(&[&format!("─ {name} ─")]);
        }
    }
}

#[test]
fn everybody_in_a_stage_stands_in_its_swarm() {
    let mut desk = Desk::new((120, 40));
    desk.press("2 Tab Tab z");
    let board = desk.app.book.board().unwrap();
    let leaky = board.stages.iter().max_by_key(|one| (one.lost.count, one.lost.value)).unwrap();
    let everybody: u64 = leaky.crowd.iter().map(|(.., count)| count).sum();
    assert_eq!(everybody, leaky.here.count, "the day of entry of all is known");
    let screen = desk.screen();
    let marks = screen.chars().filter(|ch| "●◐▲◆○".contains(*ch)).count() as u64;
    // One more tells, with the bins, that more churn than on average in some days.
    assert!((everybody..=everybody + 1).contains(&marks), "{marks} of {everybody}: {screen}");
    desk.shows(&["day 0", "Days in it"]);
}
