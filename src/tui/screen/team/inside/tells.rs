//! What whoever helped was told of the deals that are open or were just closed.

use super::super::Shows;
use crate::book::team::inside::Inside;
use crate::book::team::wins::{Tell, TellWhy};
use crate::domain::day::{Day, spoken, written};
use crate::domain::text::{counted, short_name};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use crate::tui::widget::table::{self, Cell, Column, cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

#[rustfmt::skip]
const COLUMNS: [Column; 4] = [
    Column::words ("Told",        16, 0, Column::KEEP),
    Column::words ("Customer",    16, 2, Column::KEEP),
    Column::words ("Who helped",  14, 1, 8),
    Column::words ("How it stands", 20, 9, 9),
];

/// The columns as text, for export.
pub(in super::super) const TITLES: [&str; 6] = ["account", "who_helped", "stands", "told_on", "told", "due"];

/// “9 with helpers · 4 to be told how it stands”.
pub(super) fn answer(inside: &Inside) -> String {
    if inside.tells.is_empty() {
        return "no deal with helpers".to_owned();
    }
    let due = inside.to_tell();
    let all = counted(inside.tells.len() as u64, "customer");
    match due {
        0 => format!("deals of {all} with helpers · all helpers are up to date"),
        _ => format!("deals of {all} with helpers · {} due", counted(due as u64, "update")),
    }
}

/// Rows below the list: what they were told last.
pub(super) fn foot(height: u16) -> u16 {
    u16::from(height >= 8)
}

/// Draws them.
pub(super) fn draw(pen: &mut Canvas<'_>, area: Rect, shows: &Shows<'_, Inside>) {
    let (inside, theme) = (shows.what, pen.theme());
    if inside.tells.is_empty() {
        let words =
            "No open or recent deal with helpers. : and new opportunity adds one, : and give credit names who helped.";
        pen.paragraph(area, words, theme.dim);
        return;
    }
    let foot = foot(area.height);
    let list = Rect { x: area.x - 1, width: area.width + 2, height: area.height - foot, ..area };
    let rows = table::heading(pen, list, &COLUMNS, None);
    table::rows(pen, rows, &COLUMNS, shows.roll, shows.selection, |index| {
        inside.tells.get(index).map_or_else(Vec::new, |one| cells(one, shows.today, &theme))
    });
    if let Some(one) = shows.roll.selected().and_then(|at| inside.tells.get(at)).filter(|_| foot > 0) {
        let words = match &one.told {
            Some((on, words)) => format!("Told {}: {words}", written(*on, shows.today)),
            None => format!("{}. n prepares the words.", one.stands),
        };
        pen.text(area.x, list.bottom(), area.width, &words, theme.dim);
    }
}

fn state(why: TellWhy, today: Day, theme: &Theme) -> (String, Style) {
    match why {
        TellWhy::Changed(on) => (format!("▲ changed {}", spoken(on, today)), theme.risk_at_risk),
        TellWhy::Never => ("▲ never".to_owned(), theme.risk_at_risk),
        TellWhy::Quiet(on) => (format!("◐ last {}", spoken(on, today)), theme.risk_watch),
        TellWhy::Known(on) => (format!("✓ {}", spoken(on, today)), theme.dim),
    }
}

fn cells(one: &Tell, today: Day, theme: &Theme) -> Vec<Cell> {
    let (words, style) = state(one.why, today, theme);
    let helpers: Vec<String> = one.helpers.iter().map(|name| short_name(name)).collect();
    vec![
        cell(words, style),
        cell(one.name.clone(), theme.strong),
        cell(helpers.join(", "), theme.plain),
        cell(one.stands.clone(), theme.plain),
    ]
}

/// All of them as text, by [`TITLES`].
pub(super) fn exported(inside: &Inside) -> Vec<Vec<String>> {
    let row = |one: &Tell| {
        let (on, words) = one.told.clone().map_or_else(Default::default, |(on, words)| (on.to_string(), words));
        let due = if one.why.is_due() { "yes" } else { "no" };
        vec![one.name.clone(), one.helpers.join("; "), one.stands.clone(), on, words, due.to_owned()]
    };
    inside.tells.iter().map(row).collect()
}
