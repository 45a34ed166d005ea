//! How the four panes share the screen: all of them where there is room, fewer where there is not, none lost.

use crate::tui::widget::panes::{Part, Split, panes};
use ratatui::layout::Rect;

panes! {
    /// Stages.
    Lifecycle = "Lifecycle",
    /// The ranking.
    AtRisk = "At risk",
    /// Assignments of the selected account.
    Team = "Team",
    /// The day's list; where the work is, so it has the keys first.
    #[default]
    Today = "Today",
}

/// From this width on, the team stands beside the ranking.
const BESIDE: u16 = 100;
/// From this height on, ranking and day stand over each other.
const STACKED: u16 = 18;

/// The day's list has `lines`.
pub(crate) fn split(body: Rect, focus: Focus, lines: usize) -> Split<Focus> {
    use Split::{Columns, Pane, Rows};
    let top = super::lifecycle::height(body).min(body.height);
    let life = (Part::Fixed(top), Pane(Focus::Lifecycle));
    if body.height < STACKED {
        let below = if focus == Focus::Lifecycle { Focus::Today } else { focus };
        return Rows(vec![life, (Part::Rest, Pane(below))]);
    }
    let wanted = (lines as u16 + 2).max(5);
    let day = wanted.min((body.height - top) / 2 + 1);
    let upper = if body.width >= BESIDE {
        // A name and a sentence need more room than an assignment.
        Columns(vec![(Part::UpTo(8, 15), Pane(Focus::AtRisk)), (Part::Rest, Pane(Focus::Team))])
    } else {
        Pane(if focus == Focus::Team { Focus::Team } else { Focus::AtRisk })
    };
    Rows(vec![life, (Part::Rest, upper), (Part::Fixed(day), Pane(Focus::Today))])
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_pane_is_out_of_reach_at_any_size() {
        crate::tui::widget::panes::tests::hold(4, |body, focus| super::split(body, focus, 8));
    }
}
