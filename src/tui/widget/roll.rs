//! Where one is in a list: the selected row and the first visible one.

/// A place in a list of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ListState {
    len: usize,
    at: usize,
    top: usize,
    height: usize,
}

/// How to move in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// To the row below.
    Down,
    /// To the row above.
    Up,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
}

impl ListState {
    /// The selected row; meaningless when the list is empty.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The selected row, if there is any.
    pub(crate) fn selected(&self) -> Option<usize> {
        (self.at < self.len).then_some(self.at)
    }

    /// On which visible line the selection stands.
    pub(crate) fn line(&self) -> Option<u16> {
        self.selected().and_then(|at| at.checked_sub(self.top)).map(|line| line as u16)
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The rows that are visible.
    pub(crate) fn visible(&self) -> std::ops::Range<usize> {
        self.top..(self.top + self.height).min(self.len)
    }

    /// Tells how many rows there are now and how many fit; keeps the selection in sight.
    pub(crate) fn settle(&mut self, len: usize, height: usize) {
        self.len = len;
        self.height = height;
        self.at = self.at.min(len.saturating_sub(1));
        self.top = self.top.min(len.saturating_sub(height));
        if self.at < self.top {
            self.top = self.at;
        } else if height > 0 && self.at >= self.top + height {
            self.top = self.at + 1 - height;
        }
    }

    /// Selects this row.
    pub(crate) fn select(&mut self, row: usize) {
        self.at = row.min(self.len.saturating_sub(1));
        self.settle(self.len, self.height);
    }

    /// Scrolls so that these rows are in sight, as far as there is room; the selected one always is.
    pub(crate) fn reveal(&mut self, first: usize, last: usize) {
        if self.height > 0 {
            self.top = self.top.max((last + 1).saturating_sub(self.height)).min(first);
        }
        self.settle(self.len, self.height);
    }

    /// Moves; says whether the selection changed.
    pub(crate) fn go(&mut self, how: Move) -> bool {
        let before = self.at;
        let page = self.height.saturating_sub(1).max(1);
        let target = match how {
            Move::Down => self.at + 1,
            Move::Up => self.at.saturating_sub(1),
            Move::First => 0,
            Move::Last => self.len,
            Move::PageDown => self.at + page,
            Move::PageUp => self.at.saturating_sub(page),
        };
        self.select(target);
        self.at != before
    }

    /// Selects the row that a click on this line meant, where `head` lines stand above the first row; false where it meant
    /// none.
    pub(crate) fn click(&mut self, line: u16, head: u16) -> bool {
        self.click_tall(line, head, 1)
    }

    /// See [`click`](Self::click), of rows that are `tall` lines high.
    pub(crate) fn click_tall(&mut self, line: u16, head: u16, tall: u16) -> bool {
        let line = line.checked_sub(head).map(|line| usize::from(line / tall.max(1)));
        let row = line.and_then(|line| self.row_at(line));
        row.inspect(|row| self.select(*row)).is_some()
    }

    /// The row at `line` lines below the first visible one, if there is one.
    pub(crate) fn row_at(&self, line: usize) -> Option<usize> {
        self.visible().nth(line)
    }

    /// Where one is, for a frame: `12/340`; nothing when everything is visible.
    pub(crate) fn position(&self) -> Option<String> {
        (self.len > self.height && self.len > 0).then(|| format!("{}/{}", self.at + 1, self.len))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selection_stays_in_sight_and_in_the_list() {
        let mut roll = ListState::default();
        roll.settle(100, 10);
        roll.go(Move::Last);
        assert_eq!((roll.at(), roll.visible()), (99, 90..100));
        roll.go(Move::PageUp);
        assert_eq!((roll.at(), roll.visible()), (90, 90..100));
        roll.go(Move::Up);
        assert_eq!((roll.at(), roll.visible()), (89, 89..99));
        roll.settle(5, 10);
        assert_eq!((roll.at(), roll.visible()), (4, 0..5));
        roll.settle(0, 0);
        assert_eq!((roll.selected(), roll.go(Move::Down)), (None, false));
    }
}
