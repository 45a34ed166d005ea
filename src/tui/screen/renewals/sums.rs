//! What the title of the renewals adds up, and what their rows are sorted by.

use super::LINES;
use crate::book::Book;
use crate::book::cache::query;
use crate::book::renewals::{Deciding, WITHIN};
use crate::book::risk::LeftOut;
use crate::domain::money::{Currency, Money};
use crate::domain::problem::Result;
use crate::domain::text::grouped;
use crate::domain::words::ContractOutcome;
use crate::view::{Around, Order, Value};
use std::collections::HashMap;
use std::fmt::Write;

/// The open lines that are not in the sum of the title.
fn left_out(lines: &[Deciding], currency: Currency) -> String {
    let open = || lines.iter().filter(|line| line.outcome.is_none());
    let mut others: Vec<Currency> =
        open().filter(|line| line.value.is_some() && line.currency != currency).map(|line| line.currency).collect();
    others.sort_by_key(|other| other.code().to_owned());
    let mut unrated: Vec<(String, u64)> = Vec::new();
    for other in others {
        match unrated.last_mut().filter(|(code, _)| code == other.code()) {
            Some((_, count)) => *count += 1,
            None => unrated.push((other.code().to_owned(), 1)),
        }
    }
    let rated: u64 = unrated.iter().map(|(_, count)| count).sum();
    let unvalued = rated + open().filter(|line| line.value.is_none()).count() as u64;
    LeftOut { unrated, unvalued }.words()
}

/// “31 to decide in 120 d · €1.2M · 4 overdue · 9 not asked”.
pub(super) fn answer(lines: &[Deciding], unasked: u64, book: &Book) -> String {
    let (today, currency) = (book.today(), book.currency());
    let open = || lines.iter().filter(|line| line.outcome.is_none());
    let value: i64 = open().filter(|line| line.currency == currency).filter_map(|line| line.value).sum();
    let late = open().filter(|line| line.decision_on < today).count() as u64;
    let lost = lines.iter().filter(|line| line.outcome == Some(ContractOutcome::Churned)).count() as u64;
    let mut words = format!("{} renewals in {WITHIN} d", grouped(&open().count().to_string()));
    if value > 0 {
        let _ = write!(words, " · {}{}", Money::new(value, currency).short(), left_out(lines, currency));
    }
    for (count, what) in [(late, "overdue"), (unasked, "no pulse"), (lost, "lost")] {
        if count > 0 {
            let _ = write!(words, " · {} {what}", grouped(&count.to_string()));
        }
    }
    words
}

/// What the lines are sorted by; none: it is being read.
pub(super) fn values(lines: &[Deciding], order: Order, book: &mut Book) -> Result<Option<Vec<Value>>> {
    let Some(all) = book.cached(query::Renewals)? else { return Ok(None) };
    let Some(column) = LINES.iter().find(|column| column.key == order.key) else { return Ok(None) };
    let around = Around::of(book);
    let values: HashMap<i64, Value> =
        all.iter().map(|one| (one.0.contract.id.raw(), column.sorts_by(one, &around))).collect();
    Ok(Some(lines.iter().map(|line| values.get(&line.id.raw()).cloned().unwrap_or(Value::None)).collect()))
}
