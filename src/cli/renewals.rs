//! The `renewals` command.

use super::out::{Exit, Out};
use crate::book::Book;
use crate::book::renewals::{FRESH, WITHIN};
use crate::domain::problem::{Problem, Result};
use crate::domain::text::grouped;
use crate::view::renewals::{LINES, Line, line};
use crate::view::{self, Around};
use serde_json::json;

pub(super) fn run(book: &mut Book, within: Option<i32>, out: &mut Out) -> Result<Exit> {
    let days = within.unwrap_or(WITHIN);
    if !(0..=3_660).contains(&days) {
        return Err(Problem::input(format!("{days} is no number of days to look ahead; give one from 0 to 3660.")));
    }
    let around = Around::of(book);
    if out.json {
        let (covered, accounts) = book.coverage(days)?;
        let coverage = json!({"covered": covered, "accounts": accounts});
        let left_out = super::sums::left_out(book)?;
        let beside = json!({
            "date": book.today().to_string(), "within": days, "pulse_coverage": coverage, "left_out": left_out,
        });
        out.rows_in(&beside, "contracts", |row| {
            book.each_renewal(days, |book, one| row(&view::json(LINES, &line(book, one), &around)))
        })?;
        return Ok(Exit::Done);
    }
    let renewals: Vec<Line> = book.renewals(days)?.into_iter().map(|one| line(book, one)).collect();
    let mut told_decided = false;
    for renewal in &renewals {
        if renewal.0.contract.outcome.is_some() && !told_decided {
            told_decided = true;
            out.line(&format!("Decided, of the terms within {days} days:"));
        }
        out.line(&view::printed(LINES, renewal, &around));
        if out.is_gone() {
            break;
        }
    }
    let open = renewals.iter().map(|(one, _)| one).filter(|one| one.contract.outcome.is_none());
    let unasked = open.clone().filter(|one| one.unasked).count();
    out.line(&format!(
        "{} renewals within {days} days or overdue; {} of them without a pulse before the last quarter.",
        grouped(&open.count().to_string()),
        grouped(&unasked.to_string())
    ));
    super::sums::tell_left_out(book, out)?;
    let (covered, accounts) = book.coverage(days)?;
    if accounts > 0 {
        let (covered, accounts) = (grouped(&covered.to_string()), grouped(&accounts.to_string()));
        out.line(&format!("Pulse coverage: {covered} of {accounts} accounts in {FRESH} days."));
    }
    Ok(Exit::Done)
}
