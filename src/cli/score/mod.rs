//! The `score` command.

mod aims;
mod close;
mod figure;
mod json;

use super::journal::told;
use super::out::{Exit, Out};
use crate::book::Book;
use crate::book::metrics::Metrics;
use crate::book::metrics::questions::QUESTIONS;
use crate::book::metrics::told::{Told, group_words, kept_words};
use crate::domain::account::Account;
use crate::domain::day::headed;
use crate::domain::metrics::group::MOST;
use crate::domain::metrics::{Flow, Period};
use crate::domain::problem::Result;
use crate::domain::text::{counted, grouped, left, right};
use crate::domain::when;
use clap::{Args, Subcommand};

/// What `score` takes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  mainstay score\n  mainstay score --month 2026-10\n  \
    mainstay score --since 2026-03-01         twelve months before and after\n  \
    mainstay score close                     freezes the last month that is over\n  \
    mainstay score --json | jq '{new, lost, net, grr}'")]
pub(super) struct ScoreArgs {
    /// The calendar month, such as 2026-10; left out: the last twelve months.
    #[arg(long, value_name = "YYYY-MM")]
    month: Option<String>,
    /// The day on which something began: the twelve months from then on beside those before.
    #[arg(long, value_name = "DATE", conflicts_with = "month")]
    since: Option<String>,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What can be done to the score.
#[derive(Debug, Subcommand)]
enum Verb {
    /// Freeze the numbers of a month that is over: what comes later shows as a correction beside them.
    #[command(after_help = "Examples:\n  mainstay score close             the last month that is over\n  \
        mainstay score close 2026-09\n  mainstay undo                    takes it back")]
    Close {
        /// The month, such as 2026-10; left out: the last one that is over.
        #[arg(value_name = "YYYY-MM")]
        month: Option<String>,
    },
}

impl ScoreArgs {
    /// Whether a month is to be closed.
    pub(super) fn closes(&self) -> bool {
        self.verb.is_some()
    }
}

/// How many sales dropped after the sale are listed.
const LISTED: usize = 10;

/// How wide the names of figures are: the longest one, whole.
const NAME: usize = 24;

pub(super) fn run(book: &mut Book, args: &ScoreArgs, out: &mut Out) -> Result<Exit> {
    if let Some(Verb::Close { month }) = &args.verb {
        let outcome = book.close_month(month.as_deref())?;
        told(out, "Done", &outcome);
        return Ok(Exit::Done);
    }
    let today = book.today();
    if let Some(since) = &args.since {
        return aims::before_after(book, when::read(since, today)?, out);
    }
    let metrics = match &args.month {
        Some(month) => book.month(month)?,
        None => book.year()?,
    };
    if out.json {
        out.value(&json::of(book, &metrics)?);
    } else {
        print(book, &metrics, args.month.is_none(), out)?;
    }
    Ok(Exit::Done)
}

fn print(book: &Book, metrics: &Metrics, has_trend: bool, out: &mut Out) -> Result<()> {
    let Period { from, to } = metrics.period;
    out.line(&format!("Score · {} to {}", headed(from), headed(to)));
    out.line("");
    let questions = metrics.questions();
    for (question, told) in QUESTIONS.iter().zip(&questions) {
        out.line(question);
        out.line(&format!("  {}: {}", told.rate, told.words));
    }
    if !questions.is_empty() {
        out.line("");
    }
    if let Some(closed) = book.closed(metrics)? {
        close::print(book, &closed, out);
    }
    if metrics.is_empty() {
        out.line("No customers in this time, so nothing to count.");
    } else {
        numbers(book, metrics, out);
        rates(book, metrics, out)?;
        reasons("Why they left", &metrics.reasons, out);
        reasons("Why they renewed", &metrics.renewal_reasons, out);
        groups(book, metrics, out);
        abandoned(book, metrics, out)?;
    }
    if let Some(care) = &metrics.care {
        out.line("");
        out.line(&care.heading());
        rows(&care.told(), out);
    }
    out.line("");
    out.line("Team and process, today");
    match &metrics.house {
        Some(house) => rows(&house.told(), out),
        None => out.line("– told of today and not of a month; mainstay score tells it."),
    }
    if has_trend {
        aims::print(book, metrics, out)?;
        cohorts(metrics, out);
        close::trend(book, metrics, out)?;
    }
    let notes = metrics.notes();
    if !notes.is_empty() {
        out.line("");
    }
    for note in notes {
        out.line(&note);
    }
    super::sums::tell_left_out(book, out)
}

/// Figures with what they are made of.
fn rows(told: &[Told], out: &mut Out) {
    for told in told {
        out.line(&format!("{} {}  {}", left(told.name, NAME), right(&told.rate, 12), told.words));
    }
}

/// Whole numbers first: who came, who stayed, who went.
fn numbers(book: &Book, metrics: &Metrics, out: &mut Out) {
    let movement = &metrics.movement;
    let mut row = |name: &str, count: &str, value: i64, what: &str| {
        let value = if value == 0 { String::new() } else { book.money(value).short() };
        out.line(format!("{} {} {}  {what}", left(name, 10), right(count, 8), right(&value, 9)).trim_end());
    };
    let number = |flow: &Flow| grouped(&flow.count.to_string());
    let (new, renewed, lost, back) = (&movement.new, &movement.renewed, &movement.lost, &movement.won_back);
    row("New", &number(new), new.value, "customers");
    row("Renewed", &number(renewed), renewed.value, "lines");
    row("Churned", &number(lost), lost.value, "customers");
    if back.count > 0 {
        row("Won back", &number(back), back.value, "customers");
    }
    row("Net", &signed(movement.net()), movement.net_value(), "customers");
    row("Referrals", &grouped(&metrics.referrals.to_string()), 0, "");
    let words = format!(
        "{} when it began, {} when it ended; {} worth more than then, {} less.",
        counted(movement.before, "customer"),
        grouped(&movement.after.to_string()),
        grouped(&metrics.retention.grown.to_string()),
        grouped(&metrics.retention.shrunk.to_string()),
    );
    out.line(&words);
}

fn rates(book: &Book, metrics: &Metrics, out: &mut Out) -> Result<()> {
    out.line("");
    let proved = book.proved(metrics.period)?.told();
    for told in metrics.told(book.currency()).into_iter().chain(proved) {
        out.line(&format!("{} {}  {}", left(told.name, NAME), right(&told.rate, 8), told.words));
    }
    out.line(&format!("{}           {}", left("Hand-offs", NAME), metrics.acceptance_words()));
    Ok(())
}

fn reasons(heading: &str, reasons: &[(String, u64)], out: &mut Out) {
    if reasons.is_empty() {
        return;
    }
    out.line("");
    out.line(heading);
    for (reason, count) in reasons {
        let reason = if reason.is_empty() { "no reason written down" } else { reason };
        out.line(&format!("{}  {reason}", right(&grouped(&count.to_string()), 6)));
    }
}

/// Customers by what they do, the most valuable first.
fn groups(book: &Book, metrics: &Metrics, out: &mut Out) {
    let groups = metrics.groups.list();
    out.line("");
    out.line("By industry");
    if groups.is_empty() {
        out.line("– no industry is written down; mainstay edit account NAME industry=… does.");
    }
    for group in groups.iter().take(MOST) {
        let name = if group.name.is_empty() { "not written down" } else { &group.name };
        out.line(&format!("{} {}", left(name, 24), group_words(group, book.currency())));
    }
    if groups.len() > MOST {
        out.line(&format!("and {} more; --json lists them all.", groups.len() - MOST));
    }
}

/// New customers by what they came in with: how many are still there.
fn cohorts(metrics: &Metrics, out: &mut Out) {
    let all = &metrics.cohorts;
    let kinds = [
        ("the year they came in", all.years()),
        ("the channel they came through", all.channels()),
        ("the offer that won them", all.offers()),
    ];
    for (by, groups) in kinds.into_iter().filter(|(_, groups)| !groups.is_empty()) {
        out.line("");
        out.line(&format!("Retained, by {by}"));
        for group in groups {
            let name = if group.name.is_empty() { "not written down" } else { &group.name };
            out.line(&format!("{} {}", left(name, 24), kept_words(&group)));
        }
    }
}

/// Which sales were let down, and how.
fn abandoned(book: &Book, metrics: &Metrics, out: &mut Out) -> Result<()> {
    let cases = &metrics.abandonment.cases;
    if cases.is_empty() {
        return Ok(());
    }
    out.line("");
    out.line("Dropped after the sale");
    for (cause, count) in metrics.causes() {
        out.line(&format!("{}  {}", right(&grouped(&count.to_string()), 6), cause.title()));
    }
    for case in cases.iter().take(LISTED) {
        let account: Account = book.get(case.account)?;
        let causes: Vec<&str> = case.causes.iter().map(|(cause, _)| cause.title()).collect();
        out.line(&format!("  {} {} {}", case.sale.on, left(&account.name, 28), causes.join("; ")));
    }
    if cases.len() > LISTED {
        out.line(&format!("  and {} more; --json lists them all.", grouped(&(cases.len() - LISTED).to_string())));
    }
    Ok(())
}

pub(super) fn signed(number: i64) -> String {
    let digits = grouped(&number.unsigned_abs().to_string());
    match number {
        1.. => format!("+{digits}"),
        0 => digits,
        _ => format!("-{digits}"),
    }
}
