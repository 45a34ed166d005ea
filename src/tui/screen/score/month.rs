//! One month: its numbers, what later facts would change, and whom it counts.

use super::kept::MonthRow;
use super::sheet::Sheet;
use crate::book::Book;
use crate::book::metrics::recent::Happened;
use crate::domain::day::{Day, written};
use crate::domain::metrics::Period;
use crate::domain::problem::Result;
use crate::domain::text::{grouped, left};
use crate::tui::lead::Lead;
use crate::tui::step::Step;

/// The layer.
pub(super) fn layer(month: &MonthRow, first: Day, book: &Book, mut sheet: Sheet<'_>) -> Result<Step> {
    let today = book.today();
    let period = Period { from: first, to: first.plus_months(1).plus(-1).min(today) };
    let (came, renewed, lost) = book.behind(period)?;
    if let Some(correction) = &month.correction {
        sheet.part("* Closed: its numbers stand, later facts correct them");
        sheet.words(correction, sheet.theme.plain);
    }
    let row = |one: &Happened| {
        let reason = one.reason.as_ref().map_or_else(String::new, |reason| format!("  {reason}"));
        format!("{}  {}{reason}", left(&written(one.on, today), 12), left(&one.name, 28))
    };
    for (what, nobody, list) in [
        ("New", "nobody came", &came),
        ("Renewed for as much or more", "nobody renewed", &renewed),
        ("Churned", "nobody left", &lost),
    ] {
        sheet.part(&format!("{what}: {}", grouped(&list.len().to_string())));
        if list.is_empty() {
            sheet.words(nobody, sheet.theme.dim);
        }
        for one in list {
            let words = row(one);
            sheet.leading(Some(Lead::Account(one.account)), |sheet| sheet.words(&words, sheet.theme.plain));
        }
    }
    Ok(Step::Open(Box::new(sheet.layer(format!("The month in numbers, {}", month.name)))))
}
