//! How the four panes share the screen: two by two where there is room; else the one in focus, and of the others the
//! line that carries their answer.

use ratatui::layout::{Position, Rect};

/// The pane that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Focus {
    /// The charter.
    #[default]
    Charter,
    /// Company news.
    News,
    /// Insights.
    Insights,
    /// The monthly huddle.
    Huddle,
}

impl Focus {
    /// All of them, from above.
    pub(crate) const ALL: [Focus; 4] = [Focus::Charter, Focus::News, Focus::Insights, Focus::Huddle];

    /// The next pane.
    pub(crate) fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % 4]
    }

    /// The previous pane.
    pub(crate) fn previous(self) -> Self {
        Self::ALL[(self as usize + 3) % 4]
    }

    /// Its name.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Focus::Charter => "Charter",
            Focus::News => "Company news",
            Focus::Insights => "Insights",
            Focus::Huddle => "Huddle",
        }
    }
}

/// Where each pane stands: one row high is a pane that is shut, and shows its title only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Panes([Option<Rect>; 4]);

/// From this size on all panes stand open.
const WIDE: (u16, u16) = (160, 40);

impl Panes {
    /// The panes of a body.
    pub(crate) fn new(body: Rect, focus: Focus, zoomed: bool) -> Self {
        let mut panes = Self::default();
        if zoomed {
            panes.0[focus as usize] = Some(body);
        } else if body.width >= WIDE.0 && body.height >= WIDE.1 {
            let (half, middle) = (body.height / 2, body.width / 2);
            for (place, slot) in panes.0.iter_mut().enumerate() {
                let (right, below) = (place % 2 == 1, place >= 2);
                let x = if right { body.x + middle } else { body.x };
                let y = if below { body.y + half } else { body.y };
                let width = if right { body.width - middle } else { middle };
                let height = if below { body.height - half } else { half };
                *slot = Some(Rect { x, y, width, height });
            }
        } else {
            let mut y = body.y;
            for pane in Focus::ALL {
                let height = if pane == focus { body.height.saturating_sub(3) } else { 1 };
                panes.0[pane as usize] = Some(Rect { y, height, ..body }.intersection(body));
                y = y.saturating_add(height);
            }
        }
        panes
    }

    /// Where a pane stands.
    pub(crate) fn of(&self, pane: Focus) -> Option<Rect> {
        self.0[pane as usize]
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
    fn no_pane_is_out_of_reach_at_any_size() {
        for (width, height) in [(60, 14), (80, 22), (120, 38), (200, 58)] {
            let body = Rect::new(0, 1, width, height);
            for focus in Focus::ALL {
                let panes = Panes::new(body, focus, false);
                assert!(panes.of(focus).is_some_and(|area| area.height >= 11), "{focus:?} at {width}×{height}");
                for pane in Focus::ALL {
                    let area = panes.of(pane).unwrap_or_default();
                    assert_eq!(panes.hit(Position::new(area.x, area.y)).map(|(pane, _)| pane), Some(pane));
                }
                assert_eq!(Panes::new(body, focus, true).of(focus), Some(body));
                assert_eq!(focus.next().previous(), focus);
            }
        }
    }
}
