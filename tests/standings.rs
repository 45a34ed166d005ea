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
    assert_eq!(
        life.at_risk,
        ranked.iter().filter(|one| one.sure && one.score >= at_risk).count() as u64,
        "{when}: at risk"
    );
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

#[test]
fn a_backtest_that_is_stopped_says_so_and_the_next_one_comes_out_the_same_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.db");
    let book = Book::make_up(&path, Recipe { accounts: 300, seed: 4 }, Day::parse("2026-11-22").ok()).unwrap();
    let stopped = book.backtest(Some(365), None, &|_, _| false).unwrap_err();
    assert!(stopped.sentence.contains("stopped"), "{stopped:?}");
    let counted = std::sync::atomic::AtomicU64::new(0);
    let told = book
        .backtest(Some(365), None, &|done, total| {
            counted.fetch_max(done, std::sync::atomic::Ordering::Relaxed);
            assert!(done <= total);
            true
        })
        .unwrap();
    assert_eq!(counted.into_inner(), 300);
    assert!(told.n > 0 && told.defections > 0, "{told:?}");
    assert_eq!(told, book.backtest(Some(365), None, &|_, _| true).unwrap(), "whichever thread is faster");
}

mod past {
    use super::{forget_after, open};
    use mainstay::book::Book;
    use mainstay::book::demo::Recipe;
    use mainstay::domain::account::Account;
    use mainstay::domain::day::Day;
    use mainstay::domain::risk::score::Score;
    use mainstay::store::Store;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static MADE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        let day = Day::parse("2026-11-22").ok();
        drop(Book::make_up(&folder.path().join("b.db"), Recipe { accounts: 45, seed: 21 }, day).unwrap());
        folder
    });

    proptest! {
        #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

        /// What was kept on a day of the past, by a book that lived on it, is what a book of today, read for years, says
        /// of that day.
        #[test]
        fn kept_figures_equal_the_book_as_it_was_on_any_day(back in 0_i32..1_400, reach in 0_i32..900) {
            let today = Day::parse("2026-11-22").unwrap();
            let day = today.plus(-back);
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("b.db");
            std::fs::copy(MADE.path().join("b.db"), &path).unwrap();
            let mut book = open(&path, &day.to_string());
            book.refresh().unwrap();
            let mut store = Store::open(&path, false).unwrap();
            store.read_rules(today).unwrap();
            let past = store.past(day.plus(-reach), today).unwrap();
            for (account, history) in past.some(0, past.len()) {
                let kept = book.standing(account).unwrap();
                let facts = history.facts(day, kept.tier, store.points(), &past.company(day));
                let score = Score::of(&facts, store.points());
                let name = &kept.name;
                prop_assert_eq!(kept.score, score.points, "score of {} on {}", name, day);
                prop_assert_eq!((kept.known, kept.applicable), (score.known, score.applicable), "known of {}", name);
                prop_assert_eq!(kept.sure, score.is_sure(store.points()), "sure of {}", name);
                prop_assert_eq!(kept.last_touch, facts.last_touch, "last touch of {}", name);
                prop_assert_eq!((kept.contacts, kept.members), (facts.contacts, facts.members), "active of {}", name);
                prop_assert_eq!(kept.decision_on, facts.decision_on, "decision of {}", name);
                prop_assert_eq!(kept.pulse, facts.pulse.map(|pulse| pulse.value), "pulse of {}", name);
                prop_assert_eq!(kept.lost_on, history.lost_on(day), "loss of {}", name);
                prop_assert_eq!(kept.value, history.value_at_stake(day), "value of {}", name);
            }
        }

        /// What happened, or was learned, after a day makes no difference to it: the same figures come from a book that never
        /// heard of it.
        #[test]
        fn the_future_makes_no_difference(back in 0_i32..1_200) {
            let day = Day::parse("2026-11-22").unwrap().plus(-back);
            let folder = tempfile::tempdir().unwrap();
            let (whole, cut) = (folder.path().join("whole.db"), folder.path().join("cut.db"));
            std::fs::copy(MADE.path().join("b.db"), &whole).unwrap();
            std::fs::copy(MADE.path().join("b.db"), &cut).unwrap();
            forget_after(&cut, day);
            let (mut whole, mut cut) = (open(&whole, &day.to_string()), open(&cut, &day.to_string()));
            whole.refresh().unwrap();
            cut.refresh().unwrap();
            for account in whole.all::<Account>().unwrap() {
                let (left, right) = (whole.brief(account.id).unwrap(), cut.brief(account.id).unwrap());
                prop_assert_eq!(&left.facts, &right.facts, "{} on {}", account.name, day);
                prop_assert_eq!(&left.lines, &right.lines, "{} on {}", account.name, day);
            }
        }
    }
}

/// Takes out of a book everything that happened, or was learned, after `day`.
fn forget_after(path: &Path, day: Day) {
    const GONE: [(&str, &str); 13] = [
        ("touch", "coalesce(known_on, \"on\")"),
        ("pulse", "coalesce(known_on, \"on\")"),
        ("event", "coalesce(known_on, \"on\")"),
        ("issue", "opened_on"),
        ("assignment", "since"),
        ("contract", "coalesce(known_on, start)"),
        ("stage_period", "entered_on"),
        ("churn", "\"on\""),
        ("action", "coalesce(known_on, due)"),
        ("handoff", "offered_on"),
        ("commitment", "coalesce(known_on, due)"),
        ("company_update", "\"on\""),
        ("referral", "\"on\""),
    ];
    const UNDONE: [(&str, &str, &str); 10] = [
        ("issue", "closed_on", ""),
        ("contact", "left_on", ""),
        ("member", "left_on", ""),
        ("assignment", "until", ""),
        ("contract", "outcome_on", ", outcome = NULL, outcome_value = NULL"),
        ("stage_period", "left_on", ""),
        ("action", "done_on", ", outcome = NULL"),
        ("handoff", "answered_on", ", state = 'offered'"),
        ("plan", "reviewed_on", ""),
        ("invoice", "paid_on", ""),
    ];
    let conn = rusqlite::Connection::open(path).unwrap();
    let day = day.number();
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for (table, own) in GONE.into_iter().chain([("plan", "started_on"), ("invoice", "issued_on")]) {
        conn.execute(&format!("DELETE FROM \"{table}\" WHERE {own} > ?1"), [day]).unwrap();
    }
    for (table, column, more) in UNDONE {
        let sql = format!("UPDATE \"{table}\" SET \"{column}\" = NULL{more} WHERE \"{column}\" > ?1");
        conn.execute(&sql, [day]).unwrap();
    }
    conn.execute_batch("DELETE FROM account_summary; UPDATE meta SET value = 'none' WHERE key = 'standings'").unwrap();
}
