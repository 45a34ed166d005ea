//! The orders of the At risk pane.

use crate::book::SortBy;

/// What the At risk pane is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum RiskSort {
    /// Points.
    #[default]
    Score,
    /// Revenue at risk.
    Money,
    /// What the best remedy is worth.
    Worth,
    /// How little is known.
    Completeness,
}

impl RiskSort {
    /// The next one.
    pub(crate) fn next(self) -> Self {
        match self {
            RiskSort::Score => RiskSort::Money,
            RiskSort::Money => RiskSort::Worth,
            RiskSort::Worth => RiskSort::Completeness,
            RiskSort::Completeness => RiskSort::Score,
        }
    }

    /// The order of the book's own lists.
    pub(crate) fn of_book(self) -> SortBy {
        match self {
            RiskSort::Score => SortBy::Risk,
            RiskSort::Money => SortBy::Money,
            RiskSort::Worth => SortBy::Worth,
            RiskSort::Completeness => SortBy::Completeness,
        }
    }

    /// What the title adds; nothing for the usual order.
    pub(crate) fn words(self) -> &'static str {
        match self {
            RiskSort::Score => "",
            RiskSort::Money => " ─ by revenue at risk",
            RiskSort::Worth => " ─ by est. saved",
            RiskSort::Completeness => " ─ least known first",
        }
    }
}
