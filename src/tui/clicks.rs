//! Tells a double click from two clicks.

use super::layer::Mouse;
use ratatui::layout::Position;
use std::time::{Duration, Instant};

/// Two clicks within this time are one double click.
const WITHIN: Duration = Duration::from_millis(400);

/// The last click.
#[derive(Debug, Default)]
pub(super) struct Clicks {
    last: Option<(Position, Instant)>,
}

impl Clicks {
    /// What the mouse meant; a third click is a first one again.
    pub(super) fn read(&mut self, mouse: Mouse, now: Instant) -> Mouse {
        let Mouse::Click(at) = mouse else {
            self.last = None;
            return mouse;
        };
        match self.last.take() {
            Some((before, then)) if before == at && now.duration_since(then) <= WITHIN => Mouse::Double(at),
            _ => {
                self.last = Some((at, now));
                mouse
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_quick_clicks_at_one_place_are_a_double_click() {
        let (mut clicks, now) = (Clicks::default(), Instant::now());
        let (here, there) = (Position::new(3, 4), Position::new(3, 5));
        let mut click = |at, millis| clicks.read(Mouse::Click(at), now + Duration::from_millis(millis));
        assert_eq!(click(here, 0), Mouse::Click(here));
        assert_eq!(click(here, 200), Mouse::Double(here));
        assert_eq!(click(here, 300), Mouse::Click(here), "a third click is a first one");
        assert_eq!(click(there, 350), Mouse::Click(there), "elsewhere");
        assert_eq!(click(there, 900), Mouse::Click(there), "too late");
    }
}
