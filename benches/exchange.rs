//! Files in and out at 1,000, 10,000 and 100,000 accounts with ten touches each: rows a second, opening, memory.
//!
//! Every size runs in a process of its own, so that its memory is its own. Names of sizes may be given:
//! `cargo bench --bench exchange -- 1000 10000`.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its figures and stops where it fails")]

use mainstay::book::Book;
use mainstay::book::export::ExportOptions;
use mainstay::book::import::ImportOptions;
use mainstay::domain::day::Day;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const SIZES: [u32; 3] = [1_000, 10_000, 100_000];
const MEMBERS: u32 = 50;
const CONTACTS: u32 = 2;
const TOUCHES: u32 = 10;
/// What a process of its own is told to do its share by.
const SHARE: &str = "MAINSTAY_BENCH_ACCOUNTS";

fn main() {
    if let Some(accounts) = std::env::var(SHARE).ok().and_then(|text| text.parse().ok()) {
        return share(accounts);
    }
    let asked: Vec<u32> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    println!("accounts    touches in (rows/s)   people in   book out (rows/s)   opening   day turns   memory (MiB)");
    for size in SIZES.into_iter().filter(|size| asked.is_empty() || asked.contains(size)) {
        let status = Command::new(std::env::current_exe().unwrap()).env(SHARE, size.to_string()).status().unwrap();
        assert!(status.success(), "the bench at {size} accounts failed");
    }
}

/// Measures one size and prints its line.
fn share(accounts: u32) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let people = [members(folder.path()), firms(folder.path(), accounts), contacts(folder.path(), accounts)];
    let touches = [touches(folder.path(), accounts)];
    let day = |day| Day::from_ymd(2026, 11, day);

    let mut book = Book::open(&path, true, day(22)).unwrap();
    let (people_in, people_rows) = import(&mut book, &people);
    let (touches_in, touch_rows) = import(&mut book, &touches);
    drop(book);
    let (opening, mut book) = timed(|| Book::open(&path, false, day(23)).unwrap());
    let (turning, ()) = timed(|| book.refresh().unwrap());
    let (out, written) = timed(|| book.export_book(&folder.path().join("out"), ExportOptions::default()).unwrap());
    let rows_out: u64 = written.iter().map(|file| file.rows).sum();
    assert!(rows_out >= people_rows + touch_rows, "everything comes out again");

    let a_second = |rows: u64, time: Duration| rows as f64 / time.as_secs_f64();
    println!(
        "{accounts:>8}    {:>19.0}   {:>9.0}   {:>17.0}   {:>4.1} ms   {:>6.0} ms   {}",
        a_second(touch_rows, touches_in),
        a_second(people_rows, people_in),
        a_second(rows_out, out),
        opening.as_secs_f64() * 1e3,
        turning.as_secs_f64() * 1e3,
        peak().map_or("      unknown".to_owned(), |mib| format!("{mib:>12.0}")),
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let value = work();
    (start.elapsed(), value)
}

fn import(book: &mut Book, files: &[PathBuf]) -> (Duration, u64) {
    let (time, reports) = timed(|| {
        let options = ImportOptions::default();
        let plans = book.plan_import(files, &options);
        book.import(&plans, &options, &mut |_| true).unwrap().0
    });
    assert!(reports.iter().all(|report| report.rejected.is_empty()));
    (time, reports.iter().map(|report| report.created).sum())
}

/// The most memory this process has held, in MiB, where the system tells.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kib| kib / 1024.0)
}

fn file(folder: &Path, name: &str, write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) -> PathBuf {
    let path = folder.join(name);
    let mut out = BufWriter::new(File::create(&path).unwrap());
    write(&mut out).and_then(|()| out.flush()).unwrap();
    path
}

fn members(folder: &Path) -> PathBuf {
    file(folder, "members.csv", |out| {
        writeln!(out, "external_id,name")?;
        (0..MEMBERS).try_for_each(|at| writeln!(out, "M{at},Member {at}"))
    })
}

fn firms(folder: &Path, accounts: u32) -> PathBuf {
    file(folder, "accounts.csv", |out| {
        writeln!(out, "external_id,name,stage,value,currency,customer_since,owner")?;
        (0..accounts).try_for_each(|at| {
            let (value, month, owner) = (at % 997 * 100, at % 12 + 1, at % MEMBERS);
            writeln!(out, "A{at},Account number {at},steady,{value},EUR,2023-{month:02}-15,M{owner}")
        })
    })
}

fn contacts(folder: &Path, accounts: u32) -> PathBuf {
    file(folder, "contacts.csv", |out| {
        writeln!(out, "external_id,account,name,title")?;
        (0..accounts * CONTACTS).try_for_each(|at| writeln!(out, "C{at},A{},Person {at},CFO", at / CONTACTS))
    })
}

fn touches(folder: &Path, accounts: u32) -> PathBuf {
    const CHANNELS: [&str; 5] = ["call", "meet", "email", "video", "visit"];
    file(folder, "touches.csv", |out| {
        writeln!(
            out,
            "external_id,account,on,channel,members,contacts,two_way,value_tag,prep_minutes,contact_minutes,followup_minutes,summary"
        )?;
        (0..accounts * TOUCHES).try_for_each(|at| {
            let account = at / TOUCHES;
            let (member, contact) = ((account + at % 3) % MEMBERS, account * CONTACTS + at % CONTACTS);
            let (year, month, day) = (2024 + at % 2, at / 7 % 12 + 1, at / 11 % 28 + 1);
            let channel = CHANNELS[(at % 5) as usize];
            write!(
                out,
                "T{at},A{account},{year}-{month:02}-{day:02},{channel},M{member},C{contact},true,solved,5,40,5,"
            )?;
            writeln!(out, "\"Talked about the plan, number {at}\"")
        })
    })
}
