//! What a person waits for: opening to first drawn frame, one key to drawn frame, on made-up books of 1,000, 10,000 and
//! 100,000 accounts with ten touches each (the smallest has fuller lives). Prints medians; decides nothing.
//!
//! `cargo bench --bench cockpit`, or `-- 1000 10000` for some of the sizes.

#![allow(clippy::expect_used, clippy::print_stdout, missing_docs)]

use mainstay::book::Book;
use mainstay::book::demo::Recipe;
use mainstay::domain::day::Day;
use mainstay::tui::Rehearsal;
use std::path::Path;
use std::time::{Duration, Instant};

const SIZES: [u32; 3] = [1_000, 10_000, 100_000];
const ROUNDS: usize = 15;

/// Name, keys that get there, the timed keys, keys that lead back.
const KEYS: [(&str, &str, &str, &str); 8] = [
    ("move in Today", "", "j", "k"),
    ("open an account", "", "Enter", "Esc"),
    ("open the list", "", "3", "1"),
    ("move in the list", "3", "j", "k"),
    ("filter, a letter", "3 f", "n", "Backspace"),
    ("sort", "3", "o", ""),
    ("find, a letter", "/ n", "o", "Backspace"),
    ("find, first letter", "/", "n", "Backspace"),
];

fn main() {
    let wanted: Vec<u32> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    for size in SIZES.into_iter().filter(|size| wanted.is_empty() || wanted.contains(size)) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("bench.db");
        let began = Instant::now();
        drop(Book::make_up(&path, Recipe { accounts: size, seed: 7 }, today()).expect("a made-up book"));
        println!("\n{size} accounts, made up in {:.1} s", began.elapsed().as_secs_f64());
        opening(&path);
        keys(&path);
        refresh(&path);
        println!("  {:<24} {:>9} MiB resident at most", "memory", peak());
    }
}

fn today() -> Option<Day> {
    Day::parse("2026-11-22").ok()
}

fn open(path: &Path) -> Rehearsal {
    let book = Book::open(path, false, today()).expect("the book opens");
    Rehearsal::open(book, 120, 40).expect("a screen in memory")
}

fn opening(path: &Path) {
    report("open to first frame", (0..ROUNDS).map(|_| timed(|| drop(open(path)))).collect());
}

fn keys(path: &Path) {
    for (name, before, keys, back) in KEYS {
        let mut cockpit = open(path);
        press(&mut cockpit, before);
        // The first time reads what the worker reads beside the keys in the real program.
        press(&mut cockpit, keys);
        press(&mut cockpit, back);
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            times.push(timed(|| press(&mut cockpit, keys)));
            press(&mut cockpit, back);
        }
        report(name, times);
    }
    let mut cockpit = open(path);
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        press(&mut cockpit, "l note_all_is_well_~informed");
        times.push(timed(|| press(&mut cockpit, "Enter")));
        press(&mut cockpit, "u");
    }
    report("log a touch (on disk)", times);
}

fn press(cockpit: &mut Rehearsal, keys: &str) {
    if !keys.is_empty() {
        cockpit.press(keys);
    }
}

/// The standings of the next day, as the first opening of a day works them out beside the keys.
fn refresh(path: &Path) {
    let mut times = Vec::new();
    for day in 1..=3 {
        let mut book = Book::open(path, false, today().map(|today| today.plus(day))).expect("the book opens");
        times.push(timed(|| book.refresh().expect("the standings are refreshed")));
    }
    report("the day turns", times);
}

fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let median = times[times.len() / 2].as_secs_f64() * 1e3;
    let worst = times[times.len() - 1].as_secs_f64() * 1e3;
    println!("  {name:<24} {median:>9.3} ms  (most {worst:.3}, n = {})", times.len());
}

/// The most memory this process had so far, in MiB, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    let kib: Option<u64> = line.split_whitespace().nth(1).and_then(|number| number.parse().ok());
    kib.map_or_else(|| "–".to_owned(), |kib| (kib / 1024).to_string())
}
