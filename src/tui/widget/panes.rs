//! The one host of panes: which has the keys, whether it has the whole body, where each stands, and what a click or the
//! wheel means. A screen declares its panes ([`panes!`]) and how they share the room ([`Split`]).

use super::roll::Move;
use crate::tui::command::Command;
use crate::tui::layer::Mouse;
use ratatui::layout::{Position, Rect};

/// The panes of one screen, in the order of Tab.
pub(crate) trait PaneId: Copy + Eq + Default + 'static {
    const ALL: &'static [Self];

    /// What stands in its frame.
    fn name(self) -> &'static str;

    /// Its place among all.
    fn place(self) -> usize {
        Self::ALL.iter().position(|pane| *pane == self).unwrap_or_default()
    }
}

/// Declares the panes of a screen with their names; the one under `#[default]` has the keys first.
macro_rules! panes {
    ($($(#[$meta:meta])* $pane:ident = $name:literal),+ $(,)?) => {
        /// The pane that has the keys.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub(crate) enum Focus { $($(#[$meta])* $pane),+ }

        impl $crate::tui::widget::panes::PaneId for Focus {
            const ALL: &'static [Self] = &[$(Focus::$pane),+];

            fn name(self) -> &'static str {
                match self { $(Focus::$pane => $name),+ }
            }
        }
    };
}
pub(crate) use panes;

/// How much of the room a part takes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part {
    /// So many rows or columns.
    Fixed(u16),
    /// As far as this share of the whole.
    UpTo(u16, u16),
    /// What the fixed parts behind it leave.
    Rest,
}

/// How panes share a room.
#[derive(Debug, Clone)]
pub(crate) enum Split<P> {
    Pane(P),
    /// One below the other.
    Rows(Vec<(Part, Split<P>)>),
    /// Side by side.
    Columns(Vec<(Part, Split<P>)>),
}

impl<P: PaneId> Split<P> {
    /// This pane, and of each other one the row with its title.
    pub(crate) fn one_open(open: P) -> Self {
        Self::Rows(
            P::ALL
                .iter()
                .map(|pane| (if *pane == open { Part::Rest } else { Part::Fixed(1) }, Self::Pane(*pane)))
                .collect(),
        )
    }

    fn place(&self, room: Rect, slots: &mut Slots<P>) {
        let (parts, is_rows) = match self {
            Split::Pane(pane) => return slots.0.push((*pane, room)),
            Split::Rows(parts) => (parts, true),
            Split::Columns(parts) => (parts, false),
        };
        let whole = if is_rows { room.height } else { room.width };
        let mut from = 0;
        for (at, (part, split)) in parts.iter().enumerate() {
            let behind = parts[at + 1..].iter().map(|(part, _)| if let Part::Fixed(size) = part { *size } else { 0 });
            let to = match part {
                Part::Fixed(size) => from + size,
                Part::UpTo(share, of) => (u32::from(whole) * u32::from(*share) / u32::from(*of)) as u16,
                Part::Rest => whole.saturating_sub(behind.sum()),
            };
            let to = to.clamp(from, whole);
            let area = if is_rows {
                Rect { y: room.y + from, height: to - from, ..room }
            } else {
                Rect { x: room.x + from, width: to - from, ..room }
            };
            split.place(area, slots);
            from = to;
        }
    }
}

/// Where panes stand: one that is a row high is shut and shows its title only, one that is missing shows when it has the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slots<P>(Vec<(P, Rect)>);

impl<P: PaneId> Slots<P> {
    /// Where a pane stands, if it is in sight.
    pub(crate) fn of(&self, pane: P) -> Option<Rect> {
        self.0.iter().find(|(other, _)| *other == pane).map(|(_, area)| *area)
    }

    /// Where a pane stands open.
    pub(crate) fn open(&self, pane: P) -> Option<Rect> {
        self.of(pane).filter(|area| area.height > 1)
    }
}

/// What the mouse meant in the pane that has the keys since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meant {
    /// Move in the list.
    Go(Move),
    /// The line of this number inside the frame of this area.
    Line(u16, Rect),
    /// Nothing more: the pane, its title or its frame.
    Pane,
}

/// Which pane has the keys, and the room of all.
#[derive(Debug, Default)]
pub(crate) struct PaneHost<P> {
    pub(crate) focus: P,
    /// Whether the pane in focus has the whole body.
    pub(crate) zoomed: bool,
    pub(crate) body: Rect,
}

impl<P: PaneId> PaneHost<P> {
    /// Where the panes stand in `body`.
    pub(crate) fn slots(&self, body: Rect, split: &Split<P>) -> Slots<P> {
        let mut slots = Slots(Vec::new());
        if self.zoomed {
            slots.0.push((self.focus, body));
        } else {
            split.place(body, &mut slots);
        }
        slots
    }

    /// Does what a command asks of any panes; false where it asks nothing of them.
    pub(crate) fn update(&mut self, command: Command) -> bool {
        match command {
            Command::NextPane => self.step(1),
            Command::PreviousPane => self.step(P::ALL.len() - 1),
            Command::Zoom => self.zoomed = !self.zoomed,
            Command::Back if self.zoomed => self.zoomed = false,
            _ => return false,
        }
        true
    }

    fn step(&mut self, by: usize) {
        self.focus = P::ALL[(self.focus.place() + by) % P::ALL.len()];
    }

    /// Takes the mouse: the pane under it has the keys then. A click on the title of the pane that has them already gives it
    /// the whole body, or takes that back.
    pub(crate) fn mouse(&mut self, mouse: Mouse, slots: &Slots<P>) -> Option<Meant> {
        let at = mouse.at();
        let (pane, area) = slots.0.iter().find(|(_, area)| area.contains(at)).copied()?;
        let had_keys = std::mem::replace(&mut self.focus, pane) == pane;
        Some(match mouse {
            Mouse::Wheel(_, down) => Meant::Go(if down { Move::Down } else { Move::Up }),
            Mouse::Click(Position { y, .. }) | Mouse::Double(Position { y, .. })
                if y > area.y && y + 1 < area.bottom() =>
            {
                Meant::Line(y - area.y - 1, area)
            }
            Mouse::Click(Position { y, .. }) | Mouse::Double(Position { y, .. }) => {
                if y == area.y && had_keys {
                    self.zoomed = !self.zoomed;
                }
                Meant::Pane
            }
        })
    }

    /// The row of the screen where this line of the pane in focus stands.
    pub(crate) fn row(&self, slots: &Slots<P>, line: Option<u16>) -> Option<u16> {
        let area = slots.open(self.focus)?;
        line.map(|line| area.y + 1 + line)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// That no pane is out of reach or hides another, with each of them in focus and as large as it must be, and that zoom and
    /// Tab do what they do everywhere.
    pub(crate) fn hold<P: PaneId + std::fmt::Debug>(least: u16, split: impl Fn(Rect, P) -> Split<P>) {
        for (width, height) in [(60, 14), (80, 22), (120, 38), (120, 26), (200, 58), (170, 22)] {
            let body = Rect::new(0, 1, width, height);
            for focus in P::ALL {
                let mut host = PaneHost { focus: *focus, zoomed: false, body };
                let slots = host.slots(body, &split(body, *focus));
                assert!(slots.open(*focus).is_some_and(|area| area.height >= least), "{focus:?} at {width}×{height}");
                let area: u32 = P::ALL.iter().filter_map(|pane| slots.of(*pane)).map(Rect::area).sum();
                assert_eq!(area, body.area(), "{focus:?} at {width}×{height}");
                for pane in P::ALL.iter().filter(|pane| slots.of(**pane).is_some()) {
                    let area = slots.of(*pane).unwrap_or_default();
                    host.focus = *focus;
                    assert_eq!(host.mouse(Mouse::Click(Position::new(area.x, area.y)), &slots), Some(Meant::Pane));
                    assert_eq!((host.focus, host.zoomed), (*pane, pane == focus), "a title answers");
                    host.zoomed = false;
                }
                host = PaneHost { focus: *focus, zoomed: true, body };
                assert_eq!(host.slots(body, &split(body, *focus)).of(*focus), Some(body));
                assert!(host.update(Command::Back) && !host.zoomed && !host.update(Command::Back));
                assert!(host.update(Command::NextPane) && host.focus != *focus);
                assert!(host.update(Command::PreviousPane) && host.focus == *focus);
            }
        }
        let tiny = Rect::new(0, 0, 0, 0);
        PaneHost::<P>::default().slots(tiny, &split(tiny, P::default()));
    }
}
