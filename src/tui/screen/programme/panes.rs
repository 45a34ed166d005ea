//! How the four panes share the screen: two by two where there is room; else the one in focus, and of the others the
//! line that carries their answer.

use crate::tui::widget::panes::{Part, Split, panes};
use ratatui::layout::Rect;

panes! {
    /// The charter.
    #[default]
    Charter = "Charter",
    /// Company updates.
    CompanyUpdates = "Company updates",
    /// Insights.
    Insights = "Insights",
    /// The monthly huddle.
    Huddle = "Huddle",
}

/// From this size on all panes stand open.
const WIDE: (u16, u16) = (160, 40);

pub(crate) fn split(body: Rect, focus: Focus) -> Split<Focus> {
    if body.width < WIDE.0 || body.height < WIDE.1 {
        return Split::one_open(focus);
    }
    let two =
        |left, right| Split::Columns(vec![(Part::UpTo(1, 2), Split::Pane(left)), (Part::Rest, Split::Pane(right))]);
    let (above, below) = (two(Focus::Charter, Focus::CompanyUpdates), two(Focus::Insights, Focus::Huddle));
    Split::Rows(vec![(Part::UpTo(1, 2), above), (Part::Rest, below)])
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_pane_is_out_of_reach_at_any_size() {
        crate::tui::widget::panes::tests::hold(11, super::split);
    }
}
