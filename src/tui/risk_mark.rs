//! How worried to be, always as a symbol and a word or number, never as colour alone.

use super::theme::Theme;
use crate::domain::risk::score::Band;
use ratatui::style::Style;

/// The style of a band.
pub(crate) fn style(band: Band, theme: &Theme) -> Style {
    match band {
        Band::Unknown => theme.dim,
        Band::Steady => theme.risk_steady,
        Band::Watch => theme.risk_watch,
        Band::AtRisk => theme.risk_at_risk,
        Band::Critical => theme.risk_critical,
    }
}
