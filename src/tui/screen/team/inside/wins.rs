//! Every win of twelve months with who helped; nobody wins alone.

use super::super::Shows;
use crate::book::team::inside::Inside;
use crate::book::team::wins::Win;
use crate::domain::day::{Day, spoken};
use crate::domain::text::{counted, grouped, short_name};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use crate::tui::widget::table::{self, Cell, Column, cell};
use ratatui::layout::Rect;

#[rustfmt::skip]
const COLUMNS: [Column; 5] = [
    Column::words ("When",        11, 0, Column::KEEP),
    Column::words ("Customer",    16, 2, Column::KEEP),
    Column::words ("Won",         14, 2, 7),
    Column::words ("Who helped",  20, 4, Column::KEEP),
    Column::words ("Thanked",      7, 0, 4),
];

/// The columns as text, for export.
pub(in super::super) const TITLES: [&str; 6] = ["on", "account", "won", "what", "who_helped", "thanked"];

/// “139 wins in 12 months · 3 late ones without a name”.
pub(super) fn answer(inside: &Inside) -> String {
    let won = inside.won;
    let shown = inside.wins.len() as u64;
    let cut =
        if shown < won.all { format!(", the newest {} listed", grouped(&shown.to_string())) } else { String::new() };
    let nameless = match won.nameless {
        0 => String::new(),
        some => format!(" · ▲ {} of 90 days without a name", grouped(&some.to_string())),
    };
    format!("{} in 12 months{cut}{nameless}", counted(won.all, "win"))
}

/// Draws them.
pub(super) fn draw(pen: &mut Canvas<'_>, area: Rect, shows: &Shows<'_, Inside>) {
    let (inside, theme) = (shows.what, pen.theme());
    if inside.wins.is_empty() {
        let words = "No win or renewal in twelve months. e on screen 5 records an outcome.";
        pen.paragraph(area, words, theme.dim);
        return;
    }
    let list = Rect { x: area.x - 1, width: area.width + 2, ..area };
    let rows = table::heading(pen, list, &COLUMNS, None);
    table::rows(pen, rows, &COLUMNS, shows.roll, shows.selection, |index| {
        inside.wins.get(index).map_or_else(Vec::new, |one| cells(one, shows.today, &theme))
    });
}

fn names(win: &Win, name: impl Fn(&str) -> String) -> String {
    win.helpers.iter().map(|one| name(&one.name)).collect::<Vec<_>>().join(", ")
}

fn cells(win: &Win, today: Day, theme: &Theme) -> Vec<Cell> {
    let thanked = win.helpers.iter().filter(|one| one.thanked).count();
    let helpers = if win.helpers.is_empty() {
        cell("no credit – n gives it", theme.risk_watch)
    } else {
        cell(names(win, short_name), theme.strong)
    };
    let thanks = match win.helpers.len() {
        0 => cell("–", theme.dim),
        all if thanked == all => cell(format!("✓ {thanked}/{all}"), theme.dim),
        all => cell(format!("{thanked}/{all}"), theme.risk_watch),
    };
    vec![
        cell(spoken(win.on, today), theme.plain),
        cell(win.name.clone(), theme.strong),
        cell(format!("{} {}", win.word(), win.title).trim_end().to_owned(), theme.plain),
        helpers,
        thanks,
    ]
}

/// Every win as text, by [`TITLES`].
pub(super) fn exported(inside: &Inside) -> Vec<Vec<String>> {
    let row = |win: &Win| {
        let thanked = win.helpers.iter().filter(|one| one.thanked).count();
        vec![
            win.on.to_string(),
            win.name.clone(),
            win.word().to_owned(),
            win.title.clone(),
            names(win, str::to_owned),
            thanked.to_string(),
        ]
    };
    inside.wins.iter().map(row).collect()
}
