//! Who is in the selected stage, longest first; or who was lost, or came back.

use super::board::{Sight, Stop};
use super::member_row::{Row, at_an_end, in_stage, with_gaps};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::tui::canvas::Canvas;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Column};
use ratatui::layout::Rect;
use std::collections::HashSet;
use std::fmt::Write;

/// The list, of which only the visible rows are read.
#[derive(Debug, Default)]
pub(crate) struct Members {
    /// Everybody.
    pub(crate) ids: Vec<Id<Account>>,
    /// Where one is in it.
    pub(crate) roll: ListState,
    /// Those who are marked.
    pub(crate) marked: HashSet<i64>,
    rows: Vec<Row>,
    stop: Option<Stop>,
    /// Lines that one account takes.
    tall: u16,
}

/// Working days for which a hand-off may wait (METHOD §3, VP2).
const PATIENCE: i32 = 2;

/// From this width on, everything about an account of a stage stands on one line; below it the next step has its own.
const ONE_LINE: u16 = 74;

#[rustfmt::skip]
const IN_STAGE: [Column; 6] = [
    Column::words ("Risk",        5, 0, 8),
    Column::words ("Account",    16, 3, Column::KEEP),
    Column::number("Days",        5, Column::KEEP),
    Column::words ("Next step",  18, 4, 5),
    Column::words ("Notice by",    11, 0, 6),
    Column::number("Value",       7, 4),
];
#[rustfmt::skip]
const ABOVE_NEXT: [Column; 5] = [
    Column::words ("Risk",        5, 0, 8),
    Column::words ("Account",    16, 4, Column::KEEP),
    Column::number("Days",        6, Column::KEEP),
    Column::words ("",           18, 1, 5),
    Column::number("Value",       7, 6),
];

#[rustfmt::skip]
const AT_AN_END: [Column; 4] = [
    Column::words ("Account",    20, 2, Column::KEEP),
    Column::words ("When",       11, 0, Column::KEEP),
    Column::words ("Why",        13, 3, 8),
    Column::number("Value",       7, 6),
];

#[rustfmt::skip]
const WITH_GAPS: [Column; 4] = [
    Column::words ("Account",    18, 1, Column::KEEP),
    Column::number("Signed",     11, 5),
    Column::words ("Missing",    24, 3, Column::KEEP),
    Column::number("Value",       7, 6),
];

impl Members {
    /// The account under the cursor.
    pub(crate) fn selected(&self) -> Option<Id<Account>> {
        self.roll.selected().and_then(|at| self.ids.get(at)).copied()
    }

    /// The name of the account under the cursor.
    pub(crate) fn selected_name(&self) -> String {
        let row = self.roll.line().and_then(|line| self.rows.get(usize::from(line)));
        row.map(|row| row.name.clone()).unwrap_or_default()
    }

    /// Marks the account under the cursor, or takes its mark away.
    pub(crate) fn mark(&mut self) {
        if let Some(id) = self.selected().map(Id::raw)
            && !self.marked.remove(&id)
        {
            self.marked.insert(id);
        }
    }

    /// Everybody who is marked, in other stages too, oldest first.
    pub(crate) fn all_marked(&self) -> Vec<Id<Account>> {
        let mut all: Vec<Id<Account>> = self.marked.iter().map(|raw| Id::new(*raw)).collect();
        all.sort_unstable();
        all
    }

    /// Reads who is at this stop. The selection stays on its account, or else in its line.
    pub(crate) fn load(&mut self, stop: Stop, sight: Sight<'_>, book: &Book) -> Result<()> {
        let board = sight.board;
        let kept = self.selected().filter(|_| self.stop == Some(stop));
        self.ids = match stop {
            Stop::Stage(place) => match board.stages.get(place) {
                Some(one) => book.in_stage(&one.stage.key)?,
                None => Vec::new(),
            },
            Stop::Lost => board.lost.iter().map(|one| one.account).collect(),
            Stop::WonBack => board.won_back.iter().map(|one| one.account).collect(),
            Stop::Gaps => {
                sight.gaps.map_or_else(Vec::new, |gaps| gaps.accounts.iter().map(|one| one.account).collect())
            }
        };
        if self.stop != Some(stop) {
            self.roll = ListState::default();
        }
        self.stop = Some(stop);
        if let Some(at) = kept.and_then(|id| self.ids.iter().position(|known| *known == id)) {
            self.roll.settle(self.ids.len(), self.roll.visible().len().max(1));
            self.roll.select(at);
        }
        Ok(())
    }

    /// The row of the pane in which the selected account begins, below the heading.
    pub(crate) fn line(&self) -> Option<u16> {
        self.roll.line().map(|line| line * self.tall + 1)
    }

    /// Selects the account on this line of the pane.
    pub(crate) fn click(&mut self, line: u16) {
        self.roll.click_tall(line, 1, self.tall);
    }

    /// Tells how much room there is inside the pane, and reads those that are visible.
    pub(crate) fn settle(&mut self, room: Rect, stop: Stop, sight: Sight<'_>, book: &Book) -> Result<()> {
        let board = sight.board;
        self.tall = if matches!(stop, Stop::Stage(_)) && room.width < ONE_LINE { 2 } else { 1 };
        self.roll.settle(self.ids.len(), usize::from(room.height.saturating_sub(1) / self.tall));
        let today = book.today();
        let row = |at: usize| -> Result<Row> {
            Ok(match stop {
                Stop::Stage(place) => {
                    let stage = board.stages.get(place).map(|one| &one.stage);
                    let one = book.standing(self.ids[at])?;
                    let stalled =
                        one.stage_since.is_some_and(|since| stage.is_some_and(|stage| stage.is_stalled(since, today)));
                    let waits = book.open_handoff(one.account)?.map(|offer| book.waited(&offer));
                    in_stage(&one, stalled, waits.filter(|days| *days > PATIENCE), book)?
                }
                Stop::Lost => {
                    let Some(one) = board.lost.get(at) else { return Ok(Row::default()) };
                    at_an_end(&one.name, one.on, one.reason.as_deref(), one.value, today, book.currency())
                }
                Stop::Gaps => {
                    let Some(one) = sight.gaps.and_then(|gaps| gaps.accounts.get(at)) else {
                        return Ok(Row::default());
                    };
                    with_gaps(one, book)?
                }
                Stop::WonBack => {
                    let Some(one) = board.won_back.get(at) else { return Ok(Row::default()) };
                    at_an_end(&one.name, one.on, one.reason.as_deref(), one.value, today, book.currency())
                }
            })
        };
        self.rows = self.roll.visible().map(row).collect::<Result<_>>()?;
        Ok(())
    }

    /// Draws the pane of the stop called `name`; `is_new`: nobody is on the whole board.
    pub(crate) fn draw(
        &self,
        pen: &mut Canvas<'_>,
        area: Rect,
        name: &str,
        focused: bool,
        (aside, is_new): (&str, bool),
    ) {
        let stop = self.stop.unwrap_or(Stop::Lost);
        let pane =
            Pane { name, answer: self.answer(stop), aside: aside.to_owned(), position: self.roll.position(), focused };
        let inside = pane.draw(pen, area);
        if self.ids.is_empty() {
            let words = match stop {
                Stop::Stage(_) if is_new => {
                    "No customers yet. I imports a sheet or an export of your CRM, : and new account adds one. The \
                     stages are yours: e changes the selected one, n adds one behind it."
                }
                Stop::Stage(_) => "No account is in this stage. S moves accounts, on any list of them.",
                Stop::Lost => "No churn in twelve months. Screen 5 records one, or : and record a churn.",
                Stop::Gaps => "No onboarding gaps: every new account has a lead, an introduction and a next step.",
                Stop::WonBack => "No win-back in twelve months. : and record a win-back adds one.",
            };
            pen.paragraph(inside, words, pen.theme().dim);
            return;
        }
        let list = Rect { x: inside.x.saturating_sub(1), width: inside.width + 2, ..inside };
        let columns: &[Column] = match stop {
            Stop::Stage(_) if self.tall > 1 => &ABOVE_NEXT,
            Stop::Stage(_) => &IN_STAGE,
            Stop::Lost | Stop::WonBack => &AT_AN_END,
            Stop::Gaps => &WITH_GAPS,
        };
        let rows = table::heading(pen, list, columns, None);
        if self.tall > 1 {
            self.draw_tall(pen, rows, columns, focused);
            return;
        }
        let (theme, first) = (pen.theme(), self.roll.visible().start);
        table::rows(pen, rows, columns, &self.roll, table::Focus::own(focused), |index| {
            let row = index.checked_sub(first).and_then(|line| self.rows.get(line));
            let marked = self.ids.get(index).is_some_and(|id| self.marked.contains(&id.raw()));
            row.map_or_else(Vec::new, |row| row.cells(marked, &theme))
        });
    }

    /// Draws two lines for each account: who it is, and below what comes next there.
    fn draw_tall(&self, pen: &mut Canvas<'_>, area: Rect, columns: &[Column], focused: bool) {
        let theme = pen.theme();
        for ((line, index), row) in self.roll.visible().enumerate().zip(&self.rows) {
            let y = area.y + line as u16 * self.tall;
            if y >= area.bottom() {
                break;
            }
            let both = Rect { y, height: self.tall.min(area.bottom() - y), ..area };
            let marked = self.ids.get(index).is_some_and(|id| self.marked.contains(&id.raw()));
            table::row(pen, Rect { height: 1, ..both }, columns, &row.above(marked, &theme));
            if both.height > 1 {
                row.next.draw(pen, Rect { y: y + 1, height: 1, ..both }, &theme);
            }
            if focused && index == self.roll.at() {
                table::select_row(pen, both, true);
            }
        }
    }

    fn answer(&self, stop: Stop) -> String {
        if self.ids.is_empty() {
            return "nobody".to_owned();
        }
        let count = crate::domain::text::grouped(&self.ids.len().to_string());
        let mut answer = match stop {
            Stop::Stage(_) => format!("{count}, longest first"),
            Stop::Lost | Stop::WonBack => format!("{count} in 12 months"),
            Stop::Gaps => format!("{count}, most gaps first"),
        };
        if !self.marked.is_empty() {
            let _ = write!(answer, " · {} marked", self.marked.len());
        }
        answer
    }
}
