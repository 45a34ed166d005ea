//! Where the panes of the screen stand, by the room there is. Those without room are shut: a row with their title, which
//! carries their answer.

use ratatui::layout::{Position, Rect};

/// How many panes there are.
const COUNT: usize = 5;

/// The pane the keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Focus {
    /// Our people.
    #[default]
    People,
    /// The best customers that hang on one of us.
    Exposure,
    /// The seats of the selected person, or what each account lost of ours.
    Assignments,
    /// What if the selected person leaves.
    WhatIf,
    /// Who helped whom.
    Inside,
}

impl Focus {
    /// All of them, in the order of Tab.
    pub(crate) const ALL: [Focus; COUNT] =
        [Focus::People, Focus::Exposure, Focus::Assignments, Focus::WhatIf, Focus::Inside];

    /// The next pane.
    pub(crate) fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % COUNT]
    }

    /// The previous pane.
    pub(crate) fn previous(self) -> Self {
        Self::ALL[(self as usize + COUNT - 1) % COUNT]
    }
}

/// From this width and height on, all of them stand open.
const WIDE: (u16, u16) = (170, 36);
/// From this height on, two do: our people, and one more.
const TALL: u16 = 30;

/// The panes by their place in [`Focus::ALL`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Panes([Option<Rect>; COUNT]);

impl Panes {
    /// The panes of a body; `below`: the one that stands open below our people, where two do.
    pub(crate) fn new(body: Rect, focus: Focus, below: Focus, zoomed: bool) -> Self {
        let mut panes = Self::default();
        if zoomed {
            panes.0[focus as usize] = Some(body);
            return panes;
        }
        if body.width >= WIDE.0 && body.height >= WIDE.1 {
            panes.place_all(body);
            return panes;
        }
        let open = if body.height >= TALL { Some(below) } else { None };
        let is_open = |pane: Focus| match open {
            Some(below) => pane == Focus::People || pane == below,
            None => pane == focus,
        };
        let shut = Focus::ALL.iter().filter(|pane| !is_open(**pane)).count() as u16;
        let room = body.height.saturating_sub(shut);
        let mut y = body.y;
        for pane in Focus::ALL {
            let height = match (is_open(pane), open) {
                (false, _) => 1,
                (true, Some(_)) if pane == Focus::People => room * 2 / 5,
                (true, Some(_)) => room - room * 2 / 5,
                (true, None) => room,
            };
            panes.0[pane as usize] = Some(Rect { y, height: height.min(body.bottom().saturating_sub(y)), ..body });
            y += height;
        }
        panes
    }

    /// What is of one person on the left, one below the other, and what is of all of them on the right.
    fn place_all(&mut self, body: Rect) {
        let half = body.width / 2;
        let right = Rect { x: body.x + half, width: body.width - half, ..body };
        let left = Rect { width: half, ..body };
        for (side, panes) in [
            (left, &[Focus::People, Focus::Assignments, Focus::WhatIf][..]),
            (right, &[Focus::Exposure, Focus::Inside][..]),
        ] {
            let (mut y, parts) = (side.y, panes.len() as u16);
            for (pane, part) in panes.iter().zip(1..) {
                let bottom = side.y + side.height * part / parts;
                self.0[*pane as usize] = Some(Rect { y, height: bottom - y, ..side });
                y = bottom;
            }
        }
    }

    /// Where a pane stands, if it is in sight.
    pub(crate) fn of(&self, pane: Focus) -> Option<Rect> {
        self.0[pane as usize]
    }

    /// Where a pane stands open.
    pub(crate) fn open(&self, pane: Focus) -> Option<Rect> {
        self.of(pane).filter(|area| area.height > 1)
    }

    /// The pane at this place of the screen.
    pub(crate) fn hit(&self, at: Position) -> Option<(Focus, Rect)> {
        Focus::ALL.into_iter().find_map(|pane| self.of(pane).filter(|area| area.contains(at)).map(|area| (pane, area)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pane_in_focus_is_open_and_none_hides_another_at_any_size() {
        for (width, height) in [(60, 14), (80, 22), (120, 38), (200, 58), (170, 22)] {
            let body = Rect::new(0, 1, width, height);
            for focus in Focus::ALL {
                let below = if focus == Focus::People { Focus::Exposure } else { focus };
                let panes = Panes::new(body, focus, below, false);
                assert!(panes.open(focus).is_some_and(|area| area.height >= 8), "{focus:?} at {width}×{height}");
                let area: u32 = Focus::ALL.iter().filter_map(|pane| panes.of(*pane)).map(Rect::area).sum();
                assert_eq!(area, body.area(), "{focus:?} at {width}×{height}");
                assert_eq!(Panes::new(body, focus, below, true).of(focus), Some(body));
            }
        }
        let wide = Panes::new(Rect::new(0, 1, 200, 58), Focus::People, Focus::Exposure, false);
        assert!(Focus::ALL.into_iter().all(|pane| wide.open(pane).is_some()));
        assert_eq!((Focus::People.previous(), Focus::Inside.next()), (Focus::Inside, Focus::People));
        Panes::new(Rect::new(0, 0, 0, 0), Focus::Inside, Focus::Inside, false);
    }
}
