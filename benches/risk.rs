//! What the score costs: the whole book on opening, one account after a write, a two-year monthly backtest, on a made-up
//! book of 100,000 accounts, a million touches and 300,000 pulses. Prints medians; decides nothing.
//!
//! `cargo bench --bench risk`, or `-- 10000` for another number of accounts.

#![allow(clippy::expect_used, clippy::print_stdout, missing_docs)]

use mainstay::book::Book;
use mainstay::book::demo::Recipe;
use mainstay::domain::day::Day;
use mainstay::domain::pulse::Pulse;
use mainstay::domain::risk::points::Tier;
use mainstay::domain::risk::score::Score;
use mainstay::domain::touch::Touch;
use mainstay::store::Store;
use mainstay::store::account_summary::Refresh;
use std::path::Path;
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

fn main() {
    let accounts = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("bench.db");
    let began = Instant::now();
    let book = Book::make_up(&path, Recipe { accounts, seed: 7 }, Some(today())).expect("a made-up book");
    let touches = book.count::<Touch>().expect("touches");
    let pulses = book.count::<Pulse>().expect("pulses");
    drop(book);
    println!(
        "{accounts} accounts, {touches} touches, {pulses} pulses, made up in {:.1} s",
        began.elapsed().as_secs_f64()
    );
    opening(&path, accounts);
    write(&path);
    backtest(&path);
    println!("  {:<44} {:>9} MiB", "memory, at most", peak());
}

fn today() -> Day {
    Day::parse("2026-11-22").expect("a day")
}

fn store(path: &Path) -> Store {
    let mut store = Store::open(path, false).expect("the book opens");
    store.read_rules(today()).expect("rules");
    store
}

/// The whole book: read and scored as the first opening of a day does it, and scoring alone.
fn opening(path: &Path, accounts: u32) {
    let store = store(path);
    let tomorrow = today().plus(1);
    report(
        "score the whole book, read and compared",
        &rounds(|| drop(Refresh::gather(&store, tomorrow).expect("scores"))),
    );
    report("read every history for one day", &rounds(|| drop(store.past(tomorrow, tomorrow).expect("histories"))));
    let past = store.past(tomorrow, tomorrow).expect("histories");
    let company = past.company(tomorrow);
    let mut points = 0;
    let times = rounds(|| {
        for (_, history) in past.some(0, past.len()) {
            let facts = history.facts(tomorrow, Tier::B, store.points(), &company);
            points += Score::of(&facts, store.points()).points;
        }
    });
    let each = times[times.len() / 2].as_secs_f64() * 1e6 / f64::from(accounts);
    report("facts and score of every account, one core", &times);
    println!(
        "  {:<44} {each:>9.2} µs  (a mean of {:.1} points)",
        "… an account",
        f64::from(points) / ROUNDS as f64 / f64::from(accounts)
    );
}

/// One account after a write, standings, tiers, odds and playbooks included.
fn write(path: &Path) {
    let mut book = Book::open(path, false, Some(today())).expect("the book opens");
    let account = book.at_risk(mainstay::book::SortBy::Risk).expect("ranked")[0].account;
    let store = store(path);
    report("score one account afresh", &rounds(|| drop(store.score(account, today()).expect("a score"))));
    report(
        "log a touch, on disk, everything kept",
        &rounds(|| {
            let line = book.read_log("note all is well ~informed", Some(account));
            book.log(&line, None).expect("logged");
        }),
    );
    report("money and odds of the whole book", &rounds(|| assert!(book.outlook().expect("risk").is_some())));
    report(
        "the score of one account over two years",
        &rounds(|| drop(book.score_over_time(account).expect("a curve"))),
    );
}

/// Two years of monthly snapshots of every account.
fn backtest(path: &Path) {
    let book = Book::open(path, false, Some(today())).expect("the book opens");
    let from = today().plus_months_back(24);
    let mut said = String::new();
    let times = rounds(|| {
        let told = book.backtest(Some(30), Some(from), &|_, _| true).expect("a backtest");
        said = format!("{} snapshots, {} scores, {} losses", told.snapshots.len(), told.n, told.defections);
    });
    report("backtest, two years, monthly", &times);
    println!("    {said}");
    let times = rounds(|| drop(book.backtest(Some(365), None, &|_, _| true).expect("a backtest")));
    report("backtest, yearly, all there is", &times);
}

fn rounds(mut work: impl FnMut()) -> Vec<Duration> {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    times
}

fn report(name: &str, times: &[Duration]) {
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "  {name:<44} {:>9.2} ms  (most {:.2}, n = {})",
        ms(times[times.len() / 2]),
        ms(times[times.len() - 1]),
        times.len()
    );
}

/// The most memory this process had so far, in MiB, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    let kib: Option<u64> = line.split_whitespace().nth(1).and_then(|number| number.parse().ok());
    kib.map_or_else(|| "–".to_owned(), |kib| (kib / 1024).to_string())
}
