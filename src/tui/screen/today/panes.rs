//! How the four panes share the screen: all of them where there is room, fewer where there is not, none lost.

use ratatui::layout::{Position, Rect};

/// The pane that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Focus {
    /// Stages.
    Lifecycle,
    /// The ranking.
    AtRisk,
    /// Seats of the selected account.
    Team,
    /// The day's list; where the work is, so it has the keys first.
    #[default]
    Today,
}

impl Focus {
    /// The next pane.
    pub(crate) fn next(self) -> Self {
        match self {
            Focus::Lifecycle => Focus::AtRisk,
            Focus::AtRisk => Focus::Team,
            Focus::Team => Focus::Today,
            Focus::Today => Focus::Lifecycle,
        }
    }

    /// The previous pane.
    pub(crate) fn previous(self) -> Self {
        self.next().next().next()
    }
}

/// Where each pane stands; one that has no room is not shown until it has the focus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Panes {
    /// Lifecycle.
    pub(crate) lifecycle: Option<Rect>,
    /// At risk.
    pub(crate) at_risk: Option<Rect>,
    /// Account team.
    pub(crate) team: Option<Rect>,
    /// Today.
    pub(crate) today: Option<Rect>,
}

/// From this width on, the team stands beside the ranking.
const BESIDE: u16 = 100;
/// From this height on, ranking and day stand over each other.
const STACKED: u16 = 18;

impl Panes {
    /// The panes of a body; the day's list has `lines`.
    pub(crate) fn new(body: Rect, focus: Focus, zoomed: bool, lines: usize) -> Self {
        let mut panes = Self::default();
        if zoomed {
            *panes.slot(focus) = Some(body);
            return panes;
        }
        let top = super::lifecycle::height(body).min(body.height);
        panes.lifecycle = Some(Rect { height: top, ..body });
        let rest = Rect { y: body.y + top, height: body.height - top, ..body };
        if body.height < STACKED {
            *panes.slot(if focus == Focus::Lifecycle { Focus::Today } else { focus }) = Some(rest);
            return panes;
        }
        let wanted = (lines as u16 + 2).max(5);
        let day = wanted.min(rest.height / 2 + 1);
        let upper = Rect { height: rest.height - day, ..rest };
        panes.today = Some(Rect { y: upper.bottom(), height: day, ..rest });
        if body.width >= BESIDE {
            // A name and a sentence need more room than a seat.
            let left = body.width * 8 / 15;
            panes.at_risk = Some(Rect { width: left, ..upper });
            panes.team = Some(Rect { x: upper.x + left, width: body.width - left, ..upper });
        } else if focus == Focus::Team {
            panes.team = Some(upper);
        } else {
            panes.at_risk = Some(upper);
        }
        panes
    }

    fn slot(&mut self, focus: Focus) -> &mut Option<Rect> {
        match focus {
            Focus::Lifecycle => &mut self.lifecycle,
            Focus::AtRisk => &mut self.at_risk,
            Focus::Team => &mut self.team,
            Focus::Today => &mut self.today,
        }
    }

    /// The pane at this place of the screen.
    pub(crate) fn hit(&self, at: Position) -> Option<(Focus, Rect)> {
        let panes = [
            (Focus::Lifecycle, self.lifecycle),
            (Focus::AtRisk, self.at_risk),
            (Focus::Team, self.team),
            (Focus::Today, self.today),
        ];
        panes.into_iter().find_map(|(focus, area)| area.filter(|area| area.contains(at)).map(|area| (focus, area)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pane_is_out_of_reach_at_any_size() {
        for (width, height) in [(60, 14), (80, 22), (120, 38), (200, 58)] {
            let body = Rect::new(0, 1, width, height);
            for focus in [Focus::Lifecycle, Focus::AtRisk, Focus::Team, Focus::Today] {
                let mut panes = Panes::new(body, focus, false, 8);
                assert!(panes.slot(focus).is_some(), "{focus:?} at {width}×{height}");
                assert_eq!(Panes::new(body, focus, true, 8).slot(focus), &mut Some(body));
            }
        }
    }
}
