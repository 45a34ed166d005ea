//! The figures kept for speed equal those worked out afresh: after every write, on every day.

#![allow(clippy::unwrap_used)]

use mainstay::book::Book;
use mainstay::book::demo::Recipe;
use mainstay::domain::day::Day;
use mainstay::domain::filter::Filter;
use std::path::Path;

fn open(path: &Path, day: &str) -> Book {
    Book::open(path, false, Some(Day::parse(day).unwrap())).unwrap()
}

/// Holds every standing of the book, and the sums over them, to what is worked out afresh.
fn holds(book: &mut Book, when: &str) {
    let ranked = book.at_risk(mainstay::book::SortBy::Risk).unwrap();
    assert!(!ranked.is_empty());
    for kept in &ranked {
        let fresh = book.brief(kept.account).unwrap();
        let name = &kept.name;
        assert_eq!(kept.score, fresh.score.points, "{when}: score of {name}");
        assert_eq!(kept.last_touch, fresh.facts.last_touch, "{when}: last touch of {name}");
        assert_eq!(kept.contacts, fresh.facts.contacts, "{when}: active contacts of {name}");
        assert_eq!(kept.members, fresh.facts.members, "{when}: active members of {name}");
        assert_eq!(kept.decision_on, fresh.facts.decision_on, "{when}: decision of {name}");
        assert_eq!(kept.tier, fresh.facts.tier, "{when}: tier of {name}");
        assert_eq!(kept.pulse, fresh.facts.pulse.as_ref().map(|pulse| pulse.value), "{when}: pulse of {name}");
        let strongest = fresh.lines.first().filter(|line| line.points() > 0);
        let strongest = strongest.map(|reading| reading.sentence(book.today())).unwrap_or_default();
        assert_eq!(
            (kept.known, kept.applicable),
            (fresh.score.known, fresh.score.applicable),
            "{when}: known of {name}"
        );
        assert_eq!(kept.removable, fresh.score.removable(&fresh.facts, book.points()), "{when}: remedy for {name}");
        assert_eq!(kept.sentence, strongest, "{when}: sentence of {name}");
    }
    let life = book.lifecycle().unwrap();
    assert_eq!(life.accounts, ranked.len() as u64, "{when}: accounts");
    assert_eq!(life.value, ranked.iter().filter_map(|one| one.value).sum::<i64>(), "{when}: value");
    let expected: i64 = ranked.iter().filter_map(|one| one.at_risk).sum();
    // The sum rounds once a score, the list once an account.
    assert!((life.expected - expected).abs() <= ranked.len() as i64, "{when}: expected");
    assert_eq!(life.unsure, ranked.iter().filter(|one| !one.sure).count() as u64, "{when}: too little known");
    let at_risk = book.points().bands.at_risk;
    assert_eq!(life.at_risk, ranked.iter().filter(|one| one.score >= at_risk).count() as u64, "{when}: at risk");
    let listed = book.accounts(&Filter::default(), mainstay::book::SortBy::Risk).unwrap().len();
    assert_eq!(listed, ranked.len(), "{when}: the list");
}

#[test]
fn standings_equal_fresh_figures_on_every_day_and_after_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.db");
    drop(Book::make_up(&path, Recipe { accounts: 70, seed: 11 }, Day::parse("2026-11-22").ok()).unwrap());
    for day in ["2026-11-22", "2026-11-23", "2026-12-24", "2027-02-28", "2028-02-29", "2026-11-01", "2026-11-22"] {
        let mut book = open(&path, day);
        book.refresh().unwrap();
        holds(&mut book, day);
        let first = book.at_risk(mainstay::book::SortBy::Risk).unwrap()[0].clone();
        let reading = book.read_log("call ^5 #value ~decided all is well", Some(first.account));
        if book.log(&reading, None).is_err() {
            let line = book.read_log("call all is well ~decided", Some(first.account));
            book.log(&line, None).unwrap();
        }
        holds(&mut book, &format!("{day}, after a log"));
        let mut account = book.get(first.account).unwrap();
        account.value = account.value.map(|value| value * 50);
        book.keep(account).unwrap();
        holds(&mut book, &format!("{day}, after a change of value"));
        book.undo().unwrap();
        book.undo().unwrap();
        holds(&mut book, &format!("{day}, after undo"));
    }
}
