//! The `risk` command: the book ranked, or one account with every point explained.

use super::out::{Exit, Out};
use crate::book::Book;
use crate::book::risk::{Outlook, Risk};
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::risk::score::SignalLine;
use crate::domain::risk::signal::State;
use crate::domain::risk::timing::{Timing, one_in, when_words};
use crate::domain::text::grouped;
use crate::view::risk::{RISKS, RiskLine};
use crate::view::{self, Around};
use serde_json::Value;
use std::io::{Read, Seek, SeekFrom, Write};

pub(super) fn run(book: &mut Book, account: &str, out: &mut Out) -> Result<Exit> {
    if account.trim().is_empty() {
        return ranked(book, out);
    }
    let id = book.account_called(account)?.id;
    let risk = book.risk(id)?;
    if out.json {
        out.value(&Value::Array(vec![as_json(book, &risk)]));
    } else {
        explain(book, &risk, out)?;
    }
    Ok(Exit::Done)
}

fn ranked(book: &Book, out: &mut Out) -> Result<Exit> {
    // Accounts are read in another order than they are printed in, and explained they take much room: what is printed of
    // each is put aside, in memory while that is little.
    let mut aside = tempfile::spooled_tempfile(HELD);
    let (mut rows, mut end) = (Vec::new(), 0);
    book.each_risk(|risk| {
        let text = if out.json {
            as_json(book, &risk).to_string()
        } else {
            view::printed(RISKS, &RiskLine::explained(book, &risk), &Around::of(book))
        };
        aside.write_all(text.as_bytes()).map_err(|error| unkept(&error))?;
        rows.push((book.rank(&risk), end, text.len()));
        end += text.len() as u64;
        Ok(())
    })?;
    rows.sort_unstable_by_key(|(rank, ..)| *rank);
    let (mut text, mut is_first) = (Vec::new(), true);
    if out.json {
        out.page("[");
    }
    for (_, start, length) in rows {
        text.resize(length, 0);
        let read = aside.seek(SeekFrom::Start(start)).and_then(|_| aside.read_exact(&mut text));
        read.map_err(|error| unkept(&error))?;
        if out.json {
            out.row(&text, &mut is_first);
        } else {
            out.line(&String::from_utf8_lossy(&text));
        }
        if out.is_gone() {
            return Ok(Exit::Done);
        }
    }
    if out.json {
        out.page("]\n");
    } else {
        in_all(book, out)?;
    }
    Ok(Exit::Done)
}

/// Bytes of printed rows that are held in memory; more are put aside in a file without a name.
const HELD: usize = 32 << 20;

fn unkept(error: &std::io::Error) -> Problem {
    let sentence = format!("The rows could not be put aside in the temporary folder ({error}); free some room there.");
    Problem::new(ProblemKind::Io, sentence)
}

fn as_json(book: &Book, risk: &Risk) -> Value {
    view::json(RISKS, &RiskLine::explained(book, risk), &Around::of(book))
}

/// When the notice deadline is, and how many like it leave: “Notice deadline in 41 days · 1 in 5 would leave · 18 % within 180 days”.
fn timing_words(book: &Book, risk: &Risk) -> String {
    let facts = &risk.explained.facts;
    let when = when_words(facts.timing, facts.decision_on, book.today());
    let would = one_in(risk.propensity);
    let horizon = risk.horizon;
    match facts.timing {
        Timing::Noticed => format!("{when} · {} leave after notice", percent(risk.probability)),
        _ => format!("{when} · {would} would leave · {} decide to within {horizon} days", percent(risk.probability)),
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The book as a whole, and how far to trust it.
fn in_all(book: &Book, out: &mut Out) -> Result<()> {
    let Some(all) = book.outlook()? else { return Ok(()) };
    let money = |minor| book.money(minor).short();
    out.line("");
    if all.counted == 0 {
        out.line("No account has a value yet, so nothing can be said in money.");
        return left_out(book, &all, out);
    }
    out.line(&format!(
        "{} at risk by decisions within {} days, give or take {} if accounts leave independently; {} of it decides this \
         quarter.",
        money(all.expected),
        book.odds().horizon(),
        money(all.deviation),
        money(all.this_quarter)
    ));
    out.line(&format!(
        "Base rate {:.1} % a year: {} decided to leave in {:.0} account-years, and the prior of 2 in 20.",
        all.base_rate * 100.0,
        grouped(&all.seen.defections.to_string()),
        all.seen.account_years
    ));
    book.odds().why_flat().iter().for_each(|why| out.line(why));
    left_out(book, &all, out)
}

/// What is in no sum.
fn left_out(book: &Book, all: &Outlook, out: &mut Out) -> Result<()> {
    if all.unsure > 0 {
        let count = grouped(&all.unsure.to_string());
        out.line(&format!(
            "{count} accounts have not enough data for a band: less than half of their signals are known."
        ));
    }
    super::sums::tell_left_out(book, out)
}

fn explain(book: &Book, risk: &Risk, out: &mut Out) -> Result<()> {
    let score = &risk.explained.score;
    let (known, applicable) = (score.known, score.applicable);
    out.line(&format!("{} {} points, {}: {}", score.band.symbol(), score.points, score.band, risk.account.name));
    out.line(&format!("{}.", timing_words(book, risk)));
    risk.unused.iter().for_each(|why| out.line(why));
    out.line(&match risk.at_risk {
        Some(minor) => format!("{} revenue at risk.", book.money(minor).long()),
        None => format!("No revenue at risk is given: {}.", no_money(book, risk)),
    });
    out.line(&format!("{known} of {applicable} signals known."));
    out.line("");
    for line in risk.explained.lines.iter().filter(|line| line.state != State::NotApplicable) {
        print_line(book, risk, line, out);
    }
    let curve: Vec<String> = book
        .score_over_time(risk.account.id)?
        .iter()
        .map(|(_, score)| score.map_or("–".to_owned(), |score| score.points.to_string()))
        .collect();
    out.line("");
    out.line(&format!("Month by month for two years: {}", curve.join(" ")));
    Ok(())
}

fn print_line(book: &Book, risk: &Risk, line: &SignalLine, out: &mut Out) {
    let unknown = if matches!(line.state, State::Unknown(_)) { "  (unknown)" } else { "" };
    let sentence = line.sentence(book.today());
    out.line(&format!("{:>4}  {}  {sentence}{unknown}", line.points(), line.code));
    if line.points() > 0 || !unknown.is_empty() || line.remedy.removes > 0 {
        let worth = book.worth_of_remedy(&risk.explained, line);
        let worth = worth.map_or_else(String::new, |worth| format!("  est. {} saved", book.money(worth).short()));
        out.line(&format!("          → {}{worth}", line.remedy.words));
    }
}

fn no_money(book: &Book, risk: &Risk) -> String {
    match risk.account.value_beside(book.currency()).filter(|own| own.currency != book.currency()) {
        Some(_) => format!("no rate from {} to {} is known", risk.account.currency, book.currency()),
        None => "its value is not known".to_owned(),
    }
}
