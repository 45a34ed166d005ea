//! Screen 7: months are closed, targets set and pay entered by name; the numbers tell of them.

use super::*;
use crate::book::metrics::questions::QUESTIONS;

#[test]
fn a_month_is_closed_once_by_name_and_undone() {
    let mut desk = Desk::new((80, 24));
    desk.press("7 : close_a_month Enter");
    let open = desk.screen();
    assert!(open.contains("Oct 2026") && open.find("Oct 2026") < open.find("Sep 2026"), "the newest first: {open}");
    desk.press("Enter");
    assert!(desk.foot().contains("Oct 2026: 1 new"), "{}", desk.foot());
    let october = |desk: &mut Desk| {
        let screen = desk.screen();
        screen.lines().find(|line| line.contains("Oct 2026")).unwrap_or_default().to_owned()
    };
    assert!(october(&mut desk).contains("closed"), "{}", desk.screen());
    desk.press(": close_a_month Enter oct_2026");
    assert!(desk.screen().contains("No matches"), "closed is closed: {}", desk.screen());
    desk.press("Esc u");
    assert!(!october(&mut desk).contains("closed"), "{}", desk.screen());
}

#[test]
fn a_target_and_the_pay_are_entered_by_name_and_stand_in_the_numbers() {
    let mut desk = Desk::new((80, 24));
    desk.press("7 : new_target Enter");
    desk.press("new Enter");
    assert!(desk.screen().contains("Consequence"), "{}", desk.screen());
    desk.press("nrr Tab 150 Tab ana Tab We_meet Enter");
    assert!(desk.foot().contains("nrr 150"), "{}", desk.foot());
    desk.press(": pay: Enter");
    assert!(desk.screen().contains("Pay per 1,000 renewed"), "{}", desk.screen());
    desk.press("Esc Enter");
    // The layer is longer than the screen: every page of it is looked at.
    let mut text = String::new();
    for _ in 0..10 {
        text.push_str(&desk.screen());
        desk.press("PgDn");
    }
    for wanted in ["Stick-close", "Three questions", "at least 150 · Ana Ruiz · We meet", "Reward parity", "folklore"]
    {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
}

#[test]
fn the_time_before_and_after_a_day_is_shown_and_found_again() {
    let mut desk = Desk::new((80, 24));
    desk.press("1 :");
    desk.press("before_and Enter");
    assert!(desk.screen().contains("Began on"), "{}", desk.screen());
    desk.press("2026-06-01 Enter");
    let screen = desk.screen();
    assert!(screen.contains("Before and after Mon 1 Jun 2026") && screen.contains("difference"), "{screen}");
    desk.press("Esc");
    // Entered as it stands, it shows the same again.
    desk.press(":");
    desk.press("before_and Enter Enter");
    assert!(desk.screen().contains("Logo retention"), "{}", desk.screen());
    desk.press("Esc 7 Enter");
    let mut seen = String::new();
    for _ in 0..10 {
        seen.push_str(&desk.screen());
        desk.press("PgDn");
    }
    assert!(seen.contains("Before and after Mon 1 Jun 2026"), "{seen}");
}

#[test]
fn targets_are_chosen_to_be_changed_and_a_new_one_stands_last() {
    let mut desk = Desk::new((80, 24));
    desk.press("7 :");
    desk.press("targets Enter");
    assert!(desk.screen().contains("GRR") && desk.screen().contains("New target"), "{}", desk.screen());
    desk.press("Enter");
    assert!(desk.screen().contains("Target for GRR") && desk.screen().contains("From"), "{}", desk.screen());
}

#[test]
fn the_first_screenful_of_the_year_answers_and_headings_are_gone_to() {
    let mut desk = Desk::new((80, 24));
    desk.press("7 Enter");
    let first = desk.screen();
    let tiles = first.lines().find(|line| line.contains("Renewed") && line.contains("Net")).unwrap_or_default();
    for wanted in ["New", "Renewed", "Churned", "Net", "Referrals"] {
        assert!(tiles.contains(wanted), "{wanted} is no tile of {tiles}");
    }
    for wanted in QUESTIONS {
        assert!(first.contains(wanted), "{wanted} is not in {first}");
    }
    assert!(desk.foot().contains("section"), "{}", desk.foot());
    let top = |desk: &mut Desk| desk.screen().lines().nth(2).unwrap_or_default().to_owned();
    desk.press("] ] ]");
    assert!(top(&mut desk).contains("── Targets ──"), "{}", desk.screen());
    desk.press("]");
    assert!(top(&mut desk).contains("── Rates ──"), "{}", desk.screen());
    desk.press("[");
    assert!(top(&mut desk).contains("── Targets ──"), "{}", desk.screen());
    let mut headings = String::new();
    for _ in 0..30 {
        headings.push_str(&desk.screen());
        desk.press("PgDn");
    }
    for wanted in
        ["Why they renewed", "By industry", "Attrition", "Newcomers", "Single-threaded", "Lead's time", "Team time"]
    {
        assert!(headings.contains(wanted), "{wanted} is not to be found");
    }
}

#[test]
fn a_book_whose_customers_have_no_first_day_says_so_in_the_place_of_months() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::open(&folder.path().join("book.db"), true, Day::parse("2026-11-22").ok()).unwrap();
    let form = crate::form::request::FormRequest::New(crate::domain::noun::Noun::Accounts, None);
    let mut filled = form.form(&mut book).unwrap();
    let name = filled.fields.iter_mut().find(|field| field.key == "name").unwrap();
    name.edit().insert("Ada");
    form.keep(&filled, &mut book).unwrap();
    let mut desk = Desk::with((80, 24), book, folder);
    desk.press("7");
    let screen = desk.screen();
    assert!(screen.contains("No months yet") && !screen.contains("Month "), "{screen}");
}

#[test]
fn five_counts_stand_at_equal_size_and_each_says_whether_it_is_on_and_whose_it_is() {
    for size in crate::tui::testing::SIZES {
        let mut desk = Desk::new(size);
        desk.press("7");
        let screen = desk.screen();
        let row = screen.lines().find(|line| line.contains("Renewed")).unwrap_or_default();
        let places: Vec<usize> =
            ["New", "Renewed", "Churned", "Net", "Referrals"].iter().map(|name| row.find(name).unwrap()).collect();
        assert!(places.windows(2).all(|two| two[1] - two[0] == places[1] - places[0]), "{places:?} in {row}");
    }
    let mut desk = Desk::new((120, 40));
    let mut definitions = desk.app.book.definitions().clone();
    let place = definitions.list.iter().position(|one| one.word == "Lost customers").unwrap();
    let one = &mut definitions.list[place];
    "Whole customers".clone_into(&mut one.ours);
    one.owner.clear();
    desk.app.book.change(&definitions, "test").unwrap();
    desk.press("7 Enter ] ] ] ]");
    let screen = desk.screen();
    assert!(screen.contains("What we count") && screen.contains("○ off: no owner yet; Whole customers"), "{screen}");
    desk.press("Esc");
    "Ana Ruiz".clone_into(&mut definitions.list[place].owner);
    desk.app.book.change(&definitions, "test").unwrap();
    desk.press("7 Enter ] ] ] ]");
    assert!(desk.screen().contains("● on, Ana Ruiz: Whole customers"), "{}", desk.screen());
}
