//! Survival of a made-up book of 100,000 accounts, from the file to the curves. Prints medians; decides nothing.
//!
//! `cargo bench --bench survival`, or `-- 1000 10000` for other sizes.

#![allow(clippy::expect_used, clippy::print_stdout, missing_docs)]

use mainstay::book::Book;
use mainstay::book::demo::Recipe;
use mainstay::domain::day::Day;
use mainstay::domain::survival::Field;
use std::time::Instant;

const ROUNDS: usize = 7;

/// Name, stage, field to group by.
const ASKED: [(&str, Option<&str>, Option<Field>); 6] = [
    ("whole book", None, None),
    ("by tier", None, Some(Field::Tier)),
    ("by owner", None, Some(Field::Owner)),
    ("by tag", None, Some(Field::Tag)),
    ("from onboarding", Some("onboarding"), None),
    ("from steady, by tier", Some("steady"), Some(Field::Tier)),
];

fn main() {
    let wanted: Vec<u32> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if wanted.is_empty() { vec![100_000] } else { wanted };
    for size in sizes {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("bench.db");
        let today = Day::parse("2026-11-22").ok();
        let began = Instant::now();
        drop(Book::make_up(&path, Recipe { accounts: size, seed: 7 }, today).expect("a made-up book"));
        println!("\n{size} accounts, made up in {:.1} s", began.elapsed().as_secs_f64());
        let book = Book::open(&path, false, today).expect("the book opens");
        for (name, stage, by) in ASKED {
            report(&book, name, stage, by);
        }
    }
}

fn report(book: &Book, name: &str, stage: Option<&str>, by: Option<Field>) {
    let mut times = Vec::new();
    let mut told = String::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let drawn = book.survival(stage, by).expect("the curves are drawn");
        times.push(began.elapsed());
        let (n, lost) = drawn.groups.iter().fold((0, 0), |(n, lost), one| (n + one.n(), lost + one.events()));
        told = format!("{} groups, {n} followed, {lost} lost", drawn.groups.len());
    }
    times.sort_unstable();
    let median = times[times.len() / 2].as_secs_f64() * 1e3;
    let worst = times[times.len() - 1].as_secs_f64() * 1e3;
    println!("  {name:<24} {median:>9.3} ms  (most {worst:.3}, n = {ROUNDS}; {told})");
}
