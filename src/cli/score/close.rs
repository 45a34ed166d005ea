//! A closed month beside its recount, and three years month by month, as they are printed.

use super::NAME;
use super::signed;
use crate::book::Book;
use crate::book::metrics::Metrics;
use crate::book::metrics::months::Closed;
use crate::cli::out::Out;
use crate::domain::day::{headed, month_told};
use crate::domain::problem::Result;
use crate::domain::text::{counted, grouped, left, right};

/// The figures that stand, and beside them what counting anew would say.
pub(super) fn print(book: &Book, closed: &Closed, out: &mut Out) {
    out.line(&format!("Closed on {}: these numbers stand.", headed(closed.on)));
    out.line(&format!("{} {} {} {}", left("", NAME), right("closed", 12), right("today", 12), right("correction", 12)));
    for row in closed.rows(book.currency()) {
        let [figure, recount, by] = [row.closed, row.recount, row.by].map(|text| right(&text, 12));
        out.line(format!("{} {figure} {recount} {by}", left(row.name, NAME)).trim_end());
    }
    out.line(&match closed.corrected() {
        0 => "No later fact changes them.".to_owned(),
        count => format!("{} would be another today; undo takes a closing back.", counted(count, "figure")),
    });
    out.line("");
    out.line("Counted today");
}

/// Three years month by month; a closed month has the numbers it was closed with.
pub(super) fn trend(book: &Book, metrics: &Metrics, out: &mut Out) -> Result<()> {
    let months = book.trend(metrics)?;
    if months.is_empty() {
        return Ok(());
    }
    out.line("");
    let heads = ["New", "Back", "Churned", "Net", "Renewed"].map(|head| right(head, 8));
    out.line(&format!("{}{}", left("Month", 10), heads.concat()));
    for one in months.iter().rev() {
        let month = &one.flow;
        let number = |count: u64| right(&grouped(&count.to_string()), 8);
        let [new, back, lost, renewed] = [month.new, month.won_back, month.lost, month.renewed].map(number);
        let since = one.correction().map_or(String::new(), |words| format!(": {words}"));
        let mark = one.closed_on.map_or(String::new(), |on| format!("  closed {on}{since}"));
        let net = right(&signed(month.net()), 8);
        out.line(&format!("{}{new}{back}{lost}{net}{renewed}{mark}", left(&month_told(month.first), 10)));
    }
    Ok(())
}
