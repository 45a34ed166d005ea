//! How the five panes share the screen. One that has no room is one Tab away.

use crate::tui::widget::panes::{Part, Split, panes};
use ratatui::layout::Rect;

panes! {
    /// The stages and the two ends.
    #[default]
    Board = "Pipeline",
    /// Who is in the selected one.
    Members = "Members",
    /// From which days on it loses them.
    Losses = "Churn by days in stage",
    /// What is done about it.
    Playbooks = "Playbooks",
    /// What sales and service ask each other.
    Questions = "Sales-service questions",
}

/// From this width on, two panes stand below the board side by side.
const BESIDE: u16 = 100;
/// From this width on, three do.
const THREE: u16 = 170;
/// Rows that are left below the board must hold at least a small list.
const LEAST: u16 = 6;
/// Rows of the pane of losses: six bins, their heading, the frame, and what there is to say.
const LOSSES: u16 = 13;

/// Rows of the stream on a body that has room for one; none: 0.
pub(super) fn river(body: Rect) -> u16 {
    if body.width >= 90 && body.height >= 30 { (body.height / 2).clamp(17, 26) } else { 0 }
}

/// The board has `rows`.
pub(crate) fn split(body: Rect, focus: Focus, rows: usize) -> Split<Focus> {
    use Split::{Columns, Pane, Rows};
    let top = rows as u16 + 3;
    if body.height < top + LEAST {
        return Pane(focus);
    }
    let room = body.height - top;
    let third = Part::Fixed(body.width / 3);
    // The questions stand in the place of the playbooks while they have the keys.
    let playbooks = Pane(if focus == Focus::Questions { Focus::Questions } else { Focus::Playbooks });
    let (members, losses) = (Pane(Focus::Members), Pane(Focus::Losses));
    let below = if body.width >= THREE {
        Columns(vec![(third, members), (third, losses), (Part::Rest, playbooks)])
    } else if body.width >= BESIDE {
        // Losses above playbooks, or one of them where there is no room for both.
        let right = match focus {
            _ if room >= LOSSES + LEAST => Rows(vec![(Part::Fixed(LOSSES), losses), (Part::Rest, playbooks)]),
            Focus::Playbooks | Focus::Questions => playbooks,
            _ => losses,
        };
        // Counts of losses need more room than names.
        Columns(vec![(Part::UpTo(9, 20), members), (Part::Rest, right)])
    } else {
        Pane(if focus == Focus::Board { Focus::Members } else { focus })
    };
    Rows(vec![(Part::Fixed(top), Pane(Focus::Board)), (Part::Rest, below)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widget::panes::PaneHost;
    use crate::tui::widget::panes::tests::hold;

    #[test]
    fn no_pane_is_out_of_reach_at_any_size_and_none_hides_another() {
        hold(LEAST, |body, focus| split(body, focus, 9));
        let body = Rect::new(0, 1, 120, 38);
        let slots = PaneHost::default().slots(body, &split(body, Focus::Board, 9));
        let seen = [Focus::Board, Focus::Members, Focus::Losses, Focus::Playbooks];
        assert!(seen.into_iter().all(|pane| slots.of(pane).is_some()), "only the questions wait for Tab");
    }
}
