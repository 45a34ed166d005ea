//! How the three panes share the screen: all of them where there is room; else the one in focus, and of the others the
//! line that carries their answer.

use crate::tui::widget::panes::{Part, Split, panes};
use ratatui::layout::Rect;

panes! {
    /// Counts by month.
    #[default]
    Kept = "Retention",
    /// The curve.
    Survival = "Survival",
    /// How good the score is.
    Record = "Score track record",
}

/// From this size on all panes stand open.
const WIDE: (u16, u16) = (100, 30);
/// Columns of the counts where the curve stands beside them.
const KEPT: u16 = 48;
/// Rows of a record that has not been worked out.
const NO_RECORD: u16 = 5;

/// A record that has not been worked out needs little room.
pub(crate) fn split(body: Rect, focus: Focus, has_record: bool) -> Split<Focus> {
    if body.width < WIDE.0 || body.height < WIDE.1 {
        return Split::one_open(focus);
    }
    let top = if has_record { (body.height * 9 / 20).min(24) } else { body.height - NO_RECORD };
    let upper = vec![(Part::Fixed(KEPT), Split::Pane(Focus::Kept)), (Part::Rest, Split::Pane(Focus::Survival))];
    Split::Rows(vec![(Part::Fixed(top), Split::Columns(upper)), (Part::Rest, Split::Pane(Focus::Record))])
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_pane_is_out_of_reach_at_any_size() {
        crate::tui::widget::panes::tests::hold(12, |body, focus| super::split(body, focus, true));
    }
}
