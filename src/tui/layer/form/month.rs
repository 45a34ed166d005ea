//! The calendar of a field of days: a month below the field, moved through by the arrows.

use super::FormLayer;
use crate::domain::day::{Day, month_told};
use crate::domain::when;
use crate::form::field::Kind;
use crate::tui::canvas::Canvas;
use crate::tui::key::Key;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// Its name, the days of the week and six weeks.
pub(super) const LINES: usize = 8;
/// Columns of a day.
const WIDE: u16 = 4;

pub(super) const HINTS: &[(&str, &str)] =
    &[("Enter", "take it"), ("← →", "day"), ("↑ ↓", "week"), ("PgUp PgDn", "month"), ("Esc", "close")];

/// The day that is selected; its month is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MonthView(pub(super) Day);

impl MonthView {
    /// Where this key goes from here; none: it is no key of the calendar.
    fn moved(self, key: Key) -> Option<Self> {
        let day = match key.code {
            KeyCode::Left => self.0.plus(-1),
            KeyCode::Right => self.0.plus(1),
            KeyCode::Up => self.0.plus(-7),
            KeyCode::Down => self.0.plus(7),
            KeyCode::PageUp => self.0.plus_months_back(1),
            KeyCode::PageDown => self.0.plus_months(1),
            _ => return None,
        };
        Some(Self(day))
    }

    /// Draws one of its lines.
    pub(super) fn draw_line(self, canvas: &mut Canvas<'_>, area: Rect, line: usize, today: Day) {
        let theme = canvas.theme();
        let x = |column: usize| area.x + 2 + column as u16 * WIDE;
        let room = |column: usize| area.right().saturating_sub(x(column)).min(WIDE);
        match line {
            0 => {
                canvas.text(x(0), area.y, area.width.saturating_sub(2), &month_told(self.0), theme.strong);
            }
            1 => {
                for (column, name) in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].into_iter().enumerate() {
                    canvas.text(x(column), area.y, room(column), name, theme.dim);
                }
            }
            _ => {
                let first = self.0.month_start();
                let monday = first.plus(-(first.weekday().num_days_from_monday() as i32));
                for column in 0..7 {
                    let day = monday.plus(((line - 2) * 7 + column) as i32);
                    if day.month_start() != first {
                        continue;
                    }
                    let style = if day == today { theme.accent } else { theme.plain };
                    let style = if day == self.0 { theme.input.patch(theme.strong) } else { style };
                    let mark = if day == self.0 { "▌" } else { " " };
                    let words = format!("{mark}{:>2}", day.to_string()[8..].trim_start_matches('0'));
                    canvas.text(x(column).saturating_sub(1), area.y, room(column), &words, style);
                }
            }
        }
    }
}

impl FormLayer {
    /// Whether the calendar took this key: it opens on ↓ in a field of days, at the day that stands there, else today.
    pub(super) fn month_takes(&mut self, key: Key) -> bool {
        let Some(month) = self.month else {
            let opens = key.is(KeyCode::Down) && self.focused().is_some_and(|field| field.kind == Kind::Day);
            if opens {
                let day = self.focused().and_then(|field| when::read(field.text(), self.today).ok());
                self.month = Some(MonthView(day.unwrap_or(self.today)));
            }
            return opens;
        };
        if let Some(moved) = month.moved(key) {
            self.month = Some(moved);
            return true;
        }
        self.month = None;
        if key.is(KeyCode::Enter)
            && let Some(field) = self.focused_mut()
        {
            field.edit().set(month.0.to_string());
            field.problem = None;
            self.is_fresh = false;
        }
        // Any other key does what it does without the calendar.
        matches!(key.code, KeyCode::Enter | KeyCode::Esc)
    }
}
