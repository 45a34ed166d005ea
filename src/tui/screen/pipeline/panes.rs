//! How the four panes share the screen. One that has no room is one Tab away.

use ratatui::layout::{Position, Rect};

/// The pane that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Focus {
    /// The stages and the two ends.
    #[default]
    Board,
    /// Who is in the selected one.
    Members,
    /// From which days on it loses them.
    Losses,
    /// What is done about it.
    Playbooks,
}

impl Focus {
    const ALL: [Focus; 4] = [Focus::Board, Focus::Members, Focus::Losses, Focus::Playbooks];

    /// The next pane.
    pub(crate) fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % 4]
    }

    /// The previous pane.
    pub(crate) fn previous(self) -> Self {
        Self::ALL[(self as usize + 3) % 4]
    }
}

/// Where each pane stands, by its focus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Panes([Option<Rect>; 4]);

/// From this width on, two panes stand below the board side by side.
const BESIDE: u16 = 100;
/// From this width on, three do.
const THREE: u16 = 170;
/// Rows that are left below the board must hold at least a small list.
const LEAST: u16 = 6;
/// Rows of the pane of losses: six bins, their heading, the frame, and what there is to say.
const LOSSES: u16 = 13;

impl Panes {
    /// The panes of a body; the board has `rows`.
    pub(crate) fn new(body: Rect, focus: Focus, zoomed: bool, rows: usize) -> Self {
        let mut panes = Self::default();
        let top = rows as u16 + 3;
        if zoomed || body.height < top + LEAST {
            panes.0[focus as usize] = Some(body);
            return panes;
        }
        panes.0[Focus::Board as usize] = Some(Rect { height: top, ..body });
        let rest = Rect { y: body.y + top, height: body.height - top, ..body };
        if body.width >= THREE {
            let third = body.width / 3;
            panes.0[1] = Some(Rect { width: third, ..rest });
            panes.0[2] = Some(Rect { x: rest.x + third, width: third, ..rest });
            panes.0[3] = Some(Rect { x: rest.x + 2 * third, width: rest.width - 2 * third, ..rest });
        } else if body.width >= BESIDE {
            // Counts of losses need more room than names.
            let left = rest.width * 9 / 20;
            panes.0[1] = Some(Rect { width: left, ..rest });
            panes.right(Rect { x: rest.x + left, width: rest.width - left, ..rest }, focus);
        } else {
            panes.0[if focus == Focus::Board { 1 } else { focus as usize }] = Some(rest);
        }
        panes
    }

    /// Losses above playbooks, or one of them where there is no room for both.
    fn right(&mut self, area: Rect, focus: Focus) {
        if area.height < LOSSES + LEAST {
            let shown = if focus == Focus::Playbooks { Focus::Playbooks } else { Focus::Losses };
            self.0[shown as usize] = Some(area);
            return;
        }
        self.0[2] = Some(Rect { height: LOSSES, ..area });
        self.0[3] = Some(Rect { y: area.y + LOSSES, height: area.height - LOSSES, ..area });
    }

    /// Where a pane stands, if it is shown.
    pub(crate) fn of(&self, pane: Focus) -> Option<Rect> {
        self.0[pane as usize]
    }

    /// The pane at this place of the screen.
    pub(crate) fn hit(&self, at: Position) -> Option<(Focus, Rect)> {
        Focus::ALL.into_iter().find_map(|pane| self.of(pane).filter(|area| area.contains(at)).map(|area| (pane, area)))
    }

    /// Whether every pane is shown.
    pub(crate) fn shows_all(&self) -> bool {
        self.0.iter().all(Option::is_some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pane_is_out_of_reach_at_any_size_and_none_hides_another() {
        for (width, height) in [(60, 14), (80, 22), (120, 38), (120, 26), (200, 58)] {
            let body = Rect::new(0, 1, width, height);
            for focus in Focus::ALL {
                let panes = Panes::new(body, focus, false, 9);
                assert!(panes.of(focus).is_some(), "{focus:?} at {width}×{height}");
                assert_eq!(Panes::new(body, focus, true, 9).of(focus), Some(body));
                let area: u32 = Focus::ALL.iter().filter_map(|pane| panes.of(*pane)).map(Rect::area).sum();
                assert_eq!(area, body.area(), "{focus:?} at {width}×{height}");
            }
        }
        assert!(Panes::new(Rect::new(0, 1, 120, 38), Focus::Board, false, 9).shows_all());
        assert_eq!(Focus::Board.previous(), Focus::Playbooks);
    }
}
