//! Closed months: the figures of a month as they were when it was closed. Later facts do not change them; they are
//! corrections.

use super::day::Day;
use super::metrics::figures::Figures;
use super::problem::{Problem, Result};
use super::record::{order, record};

record! {
    /// A month that was closed.
    Month: Months {
        month: Day = "Month" [needed natural];
        closed_on: Day = "Closed on" [needed];
        figures: String = "Figures" [needed];
    }
    title |it| it.month.to_string();
    rules Self::fits;
}

impl Month {
    fn fits(&self) -> Result<()> {
        Figures::read(&self.figures)?;
        if self.month != self.month.month_start() {
            return Err(Problem::field("month", format!("{} is not the first day of a month.", self.month)));
        }
        order("closed_on", Some(self.month), Some(self.closed_on), ("its first day", "The day it was closed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::record::Record;

    #[test]
    fn a_month_without_readable_figures_or_in_the_middle_of_itself_is_refused() {
        let figures = serde_json::to_string(&Figures::default()).unwrap();
        let month = |month: &str, figures: &str| Month {
            id: Id::new(1),
            month: Day::parse(month).unwrap(),
            closed_on: Day::parse("2026-11-22").unwrap(),
            figures: figures.into(),
            ..Month::default()
        };
        month("2026-10-01", &figures).check().unwrap();
        for wrong in [month("2026-10-02", &figures), month("2026-10-01", "{}"), month("2026-12-01", &figures)] {
            assert!(wrong.check().is_err(), "{wrong:?}");
        }
    }
}
