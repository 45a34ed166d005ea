//! What was kept and what was lost, in whole numbers, month by month.

use crate::book::Book;
use crate::domain::day::Day;
use crate::domain::money::grouped;
use crate::domain::problem::Result;
use crate::tui::intake::Shown;
use crate::tui::pen::Pen;
use crate::tui::widget::bars;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::Roll;
use crate::tui::widget::table::{self, Column, Focus, cell};
use ratatui::layout::Rect;

/// What the pane says.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Months and how many were lost in them, newest first.
    months: Vec<(String, u64)>,
    /// The title's numbers.
    answer: String,
    /// From where most were lost.
    most: String,
    /// Whether there is and was nobody.
    is_empty: bool,
}

#[rustfmt::skip]
const COLUMNS: [Column; 3] = [
    Column::words ("Month",     8, 0, Column::KEEP),
    Column::number("Lost",      6, Column::KEEP),
    Column::words ("",          8, 4, 1),
];

/// Rows that are not months: the frame and the headings.
const FRAME: u16 = 3;
/// Rows of the words below the months, where there is room for them.
const FOOT: u16 = 2;

impl Kept {
    /// What the book says.
    pub(crate) fn read(book: &mut Book) -> Result<Self> {
        let life = book.lifecycle()?;
        let today = book.today();
        let by_month = life.lost.by_month.iter().enumerate().rev();
        let months = by_month.map(|(index, lost)| {
            let month = today.month_start().plus_months_back(11 - index as u32);
            (month_name(month), *lost)
        });
        let value =
            if life.lost.value > 0 { format!(" · {}", book.money(life.lost.value).short()) } else { String::new() };
        let most = life.lost.most_from.as_ref();
        let is_empty = life.accounts == 0 && life.lost.customers == 0;
        let answer = match (life.accounts, life.lost.customers) {
            (0, 0) => "no customers yet".to_owned(),
            (_, 0) => "nobody lost in a year".to_owned(),
            (_, lost) => format!("{} lost in a year{value}", grouped(&lost.to_string())),
        };
        Ok(Self {
            months: if is_empty { Vec::new() } else { months.collect() },
            is_empty,
            answer,
            most: most.map_or_else(String::new, |(stage, count)| format!("Most were lost from {stage}: {count}.")),
        })
    }

    /// How many months there are.
    pub(crate) fn len(&self) -> usize {
        self.months.len()
    }

    /// How many months have room in a pane of this height.
    pub(crate) fn visible(&self, height: u16) -> usize {
        let rows = height.saturating_sub(FRAME);
        let all = self.months.len() as u16;
        usize::from(if rows >= all + FOOT { all } else { rows })
    }

    /// Draws the pane.
    pub(crate) fn draw(&self, pen: &mut Pen<'_>, area: Rect, roll: &Roll, focused: bool) {
        let position = roll.position();
        let answer = self.answer.clone();
        let pane = Pane { name: "Kept and lost", answer, focused, position, ..Pane::default() };
        if area.height < 2 {
            pane.shut(pen, area);
            return;
        }
        let inside = pane.draw(pen, area);
        if inside.is_empty() {
            return;
        }
        if self.is_empty {
            let words = "No customers yet. Here stands how many were lost, month by month. : and import takes in a file from your \
                         CRM, : and new account adds one; a loss is recorded with : record.";
            pen.paragraph(inside, words, pen.theme().dim);
            return;
        }
        let theme = pen.theme();
        let list = Rect { x: inside.x - 1, width: inside.width + 2, ..inside };
        let rows = table::heading(pen, list, &COLUMNS, None);
        let most = self.months.iter().map(|(_, lost)| *lost).max().unwrap_or(0);
        let room = usize::from(table::widths(&COLUMNS, list.width.saturating_sub(3))[2]);
        table::rows(pen, rows, &COLUMNS, roll, Focus::own(focused), |index| {
            let Some((month, lost)) = self.months.get(index) else { return Vec::new() };
            let number = if *lost == 0 { theme.dim } else { theme.plain };
            vec![
                cell(month.clone(), theme.plain),
                cell(lost.to_string(), number),
                cell(bars::bar(*lost, most, room.min(40)), theme.chart),
            ]
        });
        let used = roll.visible().len() as u16 + 1;
        let words = "Rates and renewals in whole numbers are not built yet.";
        let foot = Rect { y: inside.y + used, height: inside.height.saturating_sub(used), ..inside };
        let words = if self.most.is_empty() { words.to_owned() } else { format!("{} {words}", self.most) };
        if foot.height >= FOOT {
            pen.paragraph(foot, &words, theme.dim);
        }
    }

    /// The months, for export.
    pub(crate) fn table(&self) -> Shown {
        let rows = self.months.iter().map(|(month, lost)| vec![month.clone(), lost.to_string()]);
        Shown { columns: ["month", "lost"].map(str::to_owned).to_vec(), rows: rows.collect() }
    }
}

/// `Nov 2026`.
fn month_name(day: Day) -> String {
    day.date().format("%b %Y").to_string()
}
