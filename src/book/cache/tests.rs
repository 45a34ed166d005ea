//! What is read beside the keys comes in turn, and no key waits for it.

use super::*;
use crate::book::demo::Recipe;
use crate::book::pipeline::Board;
use crate::book::survival::Survival;
use crate::domain::id::Id;
use crate::domain::insight::Insight;
use crate::domain::member::Member;
use crate::domain::survival::Field;
use std::path::Path;
use std::time::{Duration, Instant};

/// Asks until it is there, as the cockpit does when it is woken.
fn awaited(book: &mut Book, by: Option<Field>) -> Arc<Survival> {
    let patience = Instant::now();
    loop {
        book.poll().unwrap();
        if let Some(drawn) = book.cached(query::Survival(by)).unwrap() {
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
    let at_once = book.cached(query::Survival(None)).unwrap().expect("without a worker it is read at once");
    book.start_work(Box::new(|| ())).unwrap();
    assert_eq!(book.cached(query::Survival(Some(Field::Tier))).unwrap(), None);
    assert!(book.cached(query::Survival(Some(Field::Owner))).unwrap().is_none(), "one at a time");
    assert_eq!(awaited(&mut book, Some(Field::Owner)).by, Some(Field::Owner));
    let again = awaited(&mut book, None);
    assert_eq!(*at_once, *again);
    book.cache.forget(None);
    let meanwhile = book.cached(query::Survival(None)).unwrap().expect("the last one, while it is read anew");
    assert!(Arc::ptr_eq(&meanwhile, &again));
    book.cache.forget(None);
    let anew = loop {
        let drawn = awaited(&mut book, None);
        if !Arc::ptr_eq(&drawn, &again) {
            break drawn;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert_eq!(*anew, *again);
}

/// A question that no book answers, and how often it was asked.
#[derive(Debug)]
struct Unanswerable;

static ASKED: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

impl Query for Unanswerable {
    type Answer = ();
    const READS: Reads = &[&[Noun::Touches]];

    fn run(&self, _: &Book) -> Result<()> {
        ASKED.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Err(Problem::input("It cannot be read."))
    }
}

#[test]
fn what_cannot_be_read_is_told_at_every_look_and_read_again_only_after_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let recipe = Recipe { accounts: 4, seed: 7 };
    let mut book = Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap();
    book.start_work(Box::new(|| ())).unwrap();
    let told = |book: &mut Book| {
        let patience = Instant::now();
        while book.cached(Unanswerable).is_ok() {
            book.cache.take_ready();
            assert!(patience.elapsed() < Duration::from_secs(20), "the failure never came");
            std::thread::sleep(Duration::from_millis(2));
        }
    };
    let asked = || ASKED.load(std::sync::atomic::Ordering::SeqCst);
    told(&mut book);
    for _ in 0..50 {
        book.cache.take_ready();
        assert!(book.cached(Unanswerable).is_err());
    }
    assert_eq!(asked(), 1, "a look does not read again");
    book.cache.forget(Some(&BTreeSet::from([Noun::Rates])));
    told(&mut book);
    assert_eq!(asked(), 1, "nor does a change of something else");
    book.cache.forget(Some(&BTreeSet::from([Noun::Touches])));
    told(&mut book);
    assert_eq!(asked(), 2);
}

#[test]
fn no_key_waits_for_the_score_and_both_come_in_turn() {
    let folder = tempfile::tempdir().unwrap();
    let recipe = Recipe { accounts: 40, seed: 7 };
    let mut book = Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap();
    let at_once = book.cached(query::Year).unwrap().expect("without a worker it is read at once");
    assert!(at_once.movement.before > 0 && at_once.period.to == book.today());
    book.cache = Cache::default();
    book.start_work(Box::new(|| ())).unwrap();
    assert!(book.cached(query::Year).unwrap().is_none());
    let patience = Instant::now();
    let (mut metrics, mut drawn) = (None, None);
    while metrics.is_none() || drawn.is_none() {
        book.poll().unwrap();
        metrics = book.cached(query::Year).unwrap();
        drawn = book.cached(query::Survival(None)).unwrap();
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
        let board = book.cached(query::Board).unwrap();
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
    let at_once = book.cached(query::Board).unwrap().expect("without a worker it is read at once");
    book.cache = Cache::default();
    book.start_work(Box::new(|| ())).unwrap();
    assert_eq!(book.cached(query::Board).unwrap(), None);
    let board = awaited_board(&mut book, None);
    assert_eq!(*board, *at_once);
    let moved = book.in_stage("steady").unwrap()[0];
    book.move_to_stage(&[moved], "signed", book.today()).unwrap();
    let meanwhile = book.cached(query::Board).unwrap().expect("the last one");
    assert!(Arc::ptr_eq(&meanwhile, &board));
    let after = awaited_board(&mut book, Some(&board));
    assert_eq!(after.stages[0].here.count, board.stages[0].here.count + 1);
}

#[test]
fn what_hangs_on_one_of_ours_is_read_beside_the_keys_and_of_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let recipe = Recipe { accounts: 40, seed: 7 };
    let mut book = Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap();
    let people = book.cached(query::People).unwrap().expect("without a worker it is read at once");
    let [one, other] = [people.list[0].member.id, people.list[1].member.id];
    let at_once = book.what_if(other).unwrap();
    book.start_work(Box::new(|| ())).unwrap();
    assert_eq!(book.cached(query::WhatIf(one)).unwrap(), None);
    assert_eq!(book.cached(query::WhatIf(other)).unwrap(), None, "one at a time");
    let patience = Instant::now();
    let what_if = loop {
        book.poll().unwrap();
        if let Some(what_if) = book.cached(query::WhatIf(other)).unwrap() {
            break what_if;
        }
        assert!(patience.elapsed() < Duration::from_secs(60), "it never came");
        std::thread::sleep(Duration::from_millis(2));
    };
    assert_eq!(*what_if, at_once, "what was read of somebody else is not taken for them");
}

/// Is shown every query there is.
pub(super) trait Look {
    fn at<Q: Query>(&mut self, queries: &[Q]);
}

/// What a query may be about.
pub(super) trait Examples: Sized {
    fn of(book: &Book) -> Vec<Self>;
}

impl Examples for Option<Field> {
    fn of(_: &Book) -> Vec<Self> {
        Field::ALL.iter().copied().map(Some).chain([None]).collect()
    }
}

impl Examples for usize {
    fn of(book: &Book) -> Vec<Self> {
        (0..book.stages().list.len()).collect()
    }
}

impl Examples for Id<Member> {
    fn of(book: &Book) -> Vec<Self> {
        book.people().unwrap().list.iter().map(|one| one.member.id).collect()
    }
}

/// Compares the tables that are read with what is declared.
struct ReadsHeld<'a> {
    path: &'a Path,
    standings: BTreeSet<Noun>,
    wrong: Vec<String>,
}

impl Look for ReadsHeld<'_> {
    fn at<Q: Query>(&mut self, queries: &[Q]) {
        let mut tables = BTreeSet::new();
        for query in queries {
            let mut book = Book::open(self.path, false, Day::parse("2026-11-22").ok()).unwrap();
            let read = book.store.note_reads();
            query.run(&book).unwrap();
            tables.append(&mut read.lock().unwrap());
        }
        let mut reads = nouns(&tables);
        if SUMMARIES.iter().any(|table| tables.contains(*table)) {
            reads.extend(&self.standings);
        }
        if reads != Q::READS.iter().copied().flatten().copied().collect() {
            self.wrong.push(format!("{:?} reads {reads:?}", queries[0]));
        }
    }
}

/// The tables of account summaries and their sums.
const SUMMARIES: [&str; 4] = ["account_summary", "tally", "due_tally", "seen_tally"];

/// The kinds of record whose tables these are. Settings, and what is kept of the book itself, are of no kind here.
fn nouns(tables: &BTreeSet<String>) -> BTreeSet<Noun> {
    let kind = |name: &str| Noun::ALL.iter().copied().find(|noun| noun.table() == name);
    let of = |table: &String| kind(table).or_else(|| kind(table.split('_').next().unwrap_or_default()));
    tables
        .iter()
        .filter(|table| !SUMMARIES.contains(&table.as_str()))
        .filter_map(of)
        .filter(|noun| *noun != Noun::Settings)
        .collect()
}

#[test]
fn a_query_reads_the_kinds_of_record_that_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let recipe = Recipe { accounts: 40, seed: 7 };
    drop(Book::make_up(&path, recipe, Day::parse("2026-11-22").ok()).unwrap());
    let mut book = Book::open(&path, false, Day::parse("2026-11-22").ok()).unwrap();
    let read = book.store.note_reads();
    book.store.refresh(Day::parse("2027-02-22").unwrap(), usize::MAX).unwrap();
    let standings = nouns(&read.lock().unwrap());
    assert_eq!(standings, query::STANDINGS.iter().copied().collect());
    let mut held = ReadsHeld { path: &path, standings, wrong: Vec::new() };
    query::each(&book, &mut held);
    assert!(held.wrong.is_empty(), "{:#?}", held.wrong);
}

#[test]
fn a_write_makes_stale_only_what_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let recipe = Recipe { accounts: 40, seed: 7 };
    let mut book = Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap();
    let before = (book.cached(query::Library).unwrap().unwrap(), book.cached(query::Survival(None)).unwrap().unwrap());
    let insight = book.all::<Insight>().unwrap().remove(0);
    book.keep(Insight { title: "Another title".to_owned(), ..insight }).unwrap();
    let after = (book.cached(query::Library).unwrap().unwrap(), book.cached(query::Survival(None)).unwrap().unwrap());
    assert!(!Arc::ptr_eq(&before.0, &after.0), "insights are read anew");
    assert!(Arc::ptr_eq(&before.1, &after.1), "survival does not read them");
    let moved = book.in_stage("steady").unwrap()[0];
    book.move_to_stage(&[moved], "signed", book.today()).unwrap();
    assert!(!Arc::ptr_eq(&after.1, &book.cached(query::Survival(None)).unwrap().unwrap()));
    book.undo().unwrap();
    assert_eq!(*after.1, *book.cached(query::Survival(None)).unwrap().unwrap(), "undo makes stale as well");
}
