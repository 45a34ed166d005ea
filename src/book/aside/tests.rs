//! What is read beside the keys comes in turn, and no key waits for it.

use super::*;
use crate::book::demo::Recipe;
use crate::domain::day::Day;
use std::time::{Duration, Instant};

/// Asks until it is there, as the cockpit does when it is woken.
fn awaited(book: &mut Book, by: Option<Field>) -> Arc<Survival> {
    let patience = Instant::now();
    loop {
        book.poll().unwrap();
        if let Some(drawn) = book.survival_beside(by).unwrap() {
            return drawn;
        }
        assert!(patience.elapsed() < Duration::from_secs(20), "it never came");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn no_key_waits_for_survival_and_a_change_reads_it_anew() {
    let folder = tempfile::tempdir().unwrap();
    let recipe = Recipe { accounts: 40, seed: 7 };
    let mut book = Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap();
    let at_once = book.survival_beside(None).unwrap().expect("without a worker it is read at once");
    book.start_work(Box::new(|| ())).unwrap();
    assert_eq!(book.survival_beside(Some(Field::Tier)).unwrap(), None);
    assert!(book.survival_beside(Some(Field::Owner)).unwrap().is_none(), "one at a time");
    assert_eq!(awaited(&mut book, Some(Field::Owner)).by, Some(Field::Owner));
    let again = awaited(&mut book, None);
    assert_eq!(*at_once, *again);
    book.aside.forget();
    assert!(book.survival_beside(None).unwrap().is_none(), "what changed is read anew");
    book.aside.forget();
    assert_eq!(*awaited(&mut book, None), *again);
}

#[test]
fn no_key_waits_for_the_score_and_both_come_in_turn() {
    let folder = tempfile::tempdir().unwrap();
    let recipe = Recipe { accounts: 40, seed: 7 };
    let mut book = Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap();
    let at_once = book.metrics_beside().unwrap().expect("without a worker it is read at once");
    assert!(at_once.movement.before > 0 && at_once.period.to == book.today());
    book.aside.forget();
    book.start_work(Box::new(|| ())).unwrap();
    assert!(book.metrics_beside().unwrap().is_none());
    let patience = Instant::now();
    let (mut metrics, mut drawn) = (None, None);
    while metrics.is_none() || drawn.is_none() {
        book.poll().unwrap();
        metrics = book.metrics_beside().unwrap();
        drawn = book.survival_beside(None).unwrap();
        assert!(patience.elapsed() < Duration::from_secs(20), "they never came");
        std::thread::sleep(Duration::from_millis(2));
    }
    assert_eq!(metrics, Some(at_once));
}

/// Asks until a board is there that is no longer `before`, as the cockpit does when it is woken.
fn awaited_board(book: &mut Book, before: Option<&Arc<Board>>) -> Arc<Board> {
    let patience = Instant::now();
    loop {
        book.poll().unwrap();
        let board = book.board_soon().unwrap();
        if let Some(board) = board.filter(|board| before.is_none_or(|before| !Arc::ptr_eq(board, before))) {
            return board;
        }
        assert!(patience.elapsed() < Duration::from_secs(60), "it never came");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn the_board_is_read_beside_the_keys_and_the_last_one_is_shown_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let recipe = Recipe { accounts: 40, seed: 7 };
    let mut book = Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap();
    let at_once = book.board_soon().unwrap().expect("without a worker it is read at once");
    book.aside = Aside::default();
    book.start_work(Box::new(|| ())).unwrap();
    assert_eq!(book.board_soon().unwrap(), None);
    let board = awaited_board(&mut book, None);
    assert_eq!(*board, *at_once);
    let moved = book.in_stage("steady").unwrap()[0];
    book.move_to_stage(&[moved], "signed", book.today()).unwrap();
    let meanwhile = book.board_soon().unwrap().expect("the last one");
    assert!(Arc::ptr_eq(&meanwhile, &board));
    let after = awaited_board(&mut book, Some(&board));
    assert_eq!(after.stages[0].here.count, board.stages[0].here.count + 1);
}

#[test]
fn what_hangs_on_one_of_ours_is_read_beside_the_keys_and_of_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let recipe = Recipe { accounts: 40, seed: 7 };
    let mut book = Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap();
    let people = book.people_soon().unwrap().expect("without a worker it is read at once");
    let [one, other] = [people.list[0].member.id, people.list[1].member.id];
    let at_once = book.what_if(other).unwrap();
    book.start_work(Box::new(|| ())).unwrap();
    assert_eq!(book.what_if_soon(one).unwrap(), None);
    assert_eq!(book.what_if_soon(other).unwrap(), None, "one at a time");
    let patience = Instant::now();
    let what_if = loop {
        book.poll().unwrap();
        if let Some(what_if) = book.what_if_soon(other).unwrap() {
            break what_if;
        }
        assert!(patience.elapsed() < Duration::from_secs(60), "it never came");
        std::thread::sleep(Duration::from_millis(2));
    };
    assert_eq!(*what_if, at_once, "what was read of somebody else is not taken for them");
}
