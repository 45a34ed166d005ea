//! Closed months: the figures of a month as they were when it was closed. Later facts do not change them; they are
//! corrections.

use super::check::{self, Check};
use super::day::Day;
use super::id::Id;
use super::metrics::figures::Figures;
use super::problem::{Problem, Result};
use serde::{Deserialize, Serialize};

/// A month that was closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Month {
    /// Its id.
    pub id: Id<Month>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// Its first day.
    pub month: Day,
    /// The day it was closed.
    pub closed_on: Day,
    /// Its figures, as JSON.
    pub figures: String,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Check for Month {
    fn check(&self) -> Result<()> {
        check::words("figures", &self.figures)?;
        Figures::read(&self.figures)?;
        if self.month != self.month.month_start() {
            return Err(Problem::field("month", format!("{} is not the first day of a month.", self.month)));
        }
        check::order("closed_on", Some(self.month), Some(self.closed_on), ("its first day", "The day it was closed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_without_readable_figures_or_in_the_middle_of_itself_is_refused() {
        let figures = serde_json::to_string(&Figures::default()).unwrap();
        let month = |month: &str, figures: &str| Month {
            id: Id::new(1),
            external_id: None,
            month: Day::parse(month).unwrap(),
            closed_on: Day::parse("2026-11-22").unwrap(),
            figures: figures.into(),
            known_on: None,
        };
        month("2026-10-01", &figures).check().unwrap();
        for wrong in [month("2026-10-02", &figures), month("2026-10-01", "{}"), month("2026-12-01", &figures)] {
            assert!(wrong.check().is_err(), "{wrong:?}");
        }
    }
}
