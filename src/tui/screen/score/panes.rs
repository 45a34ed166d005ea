//! How the three panes share the screen: all of them where there is room; else the one in focus, and of the others the
//! line that carries their answer.

use ratatui::layout::{Position, Rect};

/// The pane that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Focus {
    /// Counts by month.
    #[default]
    Kept,
    /// The curve.
    Survival,
    /// How good the score is.
    Record,
}

/// All of them, from above.
const ALL: [Focus; 3] = [Focus::Kept, Focus::Survival, Focus::Record];

impl Focus {
    /// The next pane.
    pub(crate) fn next(self) -> Self {
        match self {
            Focus::Kept => Focus::Survival,
            Focus::Survival => Focus::Record,
            Focus::Record => Focus::Kept,
        }
    }

    /// The previous pane.
    pub(crate) fn previous(self) -> Self {
        self.next().next()
    }
}

/// Where each pane stands: one row high is a pane that is shut, and shows its title only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Panes {
    /// Kept and lost.
    pub(crate) kept: Option<Rect>,
    /// Survival.
    pub(crate) survival: Option<Rect>,
    /// Record of the score.
    pub(crate) record: Option<Rect>,
}

/// From this size on all panes stand open.
const WIDE: (u16, u16) = (100, 30);
/// Columns of the counts where the curve stands beside them.
const KEPT: u16 = 48;
/// Rows of a record that has not been worked out.
const NO_RECORD: u16 = 5;

impl Panes {
    /// The panes of a body; a record that has not been worked out needs little room.
    pub(crate) fn new(body: Rect, focus: Focus, zoomed: bool, has_record: bool) -> Self {
        let mut panes = Self::default();
        if zoomed {
            *panes.slot(focus) = Some(body);
        } else if body.width >= WIDE.0 && body.height >= WIDE.1 {
            let top = if has_record { (body.height * 9 / 20).min(24) } else { body.height - NO_RECORD };
            let upper = Rect { height: top, ..body };
            panes.kept = Some(Rect { width: KEPT, ..upper });
            panes.survival = Some(Rect { x: body.x + KEPT, width: body.width - KEPT, ..upper });
            panes.record = Some(Rect { y: body.y + top, height: body.height - top, ..body });
        } else {
            let mut y = body.y;
            for pane in ALL {
                let height = if pane == focus { body.height.saturating_sub(2) } else { 1 };
                *panes.slot(pane) = Some(Rect { y, height, ..body }.intersection(body));
                y = y.saturating_add(height);
            }
        }
        panes
    }

    fn slot(&mut self, focus: Focus) -> &mut Option<Rect> {
        match focus {
            Focus::Kept => &mut self.kept,
            Focus::Survival => &mut self.survival,
            Focus::Record => &mut self.record,
        }
    }

    /// The pane at this place of the screen.
    pub(crate) fn hit(&self, at: Position) -> Option<(Focus, Rect)> {
        let panes = [(Focus::Kept, self.kept), (Focus::Survival, self.survival), (Focus::Record, self.record)];
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
            for focus in ALL {
                let mut panes = Panes::new(body, focus, false, true);
                assert!(panes.slot(focus).is_some_and(|area| area.height >= 12), "{focus:?} at {width}×{height}");
                for pane in ALL {
                    let area = panes.slot(pane).unwrap_or_default();
                    assert_eq!(panes.hit(Position::new(area.x, area.y)).map(|(pane, _)| pane), Some(pane));
                }
                assert_eq!(Panes::new(body, focus, true, false).slot(focus), &mut Some(body));
                assert_eq!(focus.next().previous(), focus);
            }
        }
    }
}
