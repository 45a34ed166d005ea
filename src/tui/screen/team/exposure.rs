//! The best customers that hang on one of us: the sizing, a step a line, and then each of them with its next step.

use super::Shows;
use crate::book::team::doubts::Doubtful;
use crate::book::team::exposure::{Exposed, Exposure, Veteran};
use crate::domain::day::{Day, spoken};
use crate::domain::money::{Currency, Money, grouped};
use crate::domain::team::doubt::SILENT;
use crate::domain::team::exposure::Hold;
use crate::domain::team::told::percent;
use crate::domain::text::{counted, short_name};
use crate::tui::pen::Pen;
use crate::tui::theme::Theme;
use crate::tui::widget::table::{self, Cell, Column, cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

#[rustfmt::skip]
const COLUMNS: [Column; 9] = [
    Column::words ("Held by one", 11, 0, Column::KEEP),
    Column::words ("Account",     16, 3, Column::KEEP),
    Column::number("Value",        7, 9),
    Column::words ("Who, how long",17, 1, 7),
    Column::number("People",       6, 6),
    Column::number("Threads",      7, 3),
    Column::number("Left",         4, 2),
    Column::words ("Loyal/keep",  10, 0, 4),
    Column::words ("Next step",   22, 5, 8),
];

#[rustfmt::skip]
const VETERANS: [Column; 4] = [
    Column::words ("Gave, last",  11, 0, Column::KEEP),
    Column::words ("Account",     20, 4, Column::KEEP),
    Column::number("Value",        7, 9),
    Column::words ("Customer since", 14, 1, 5),
];

#[rustfmt::skip]
const DOUBTS: [Column; 5] = [
    Column::words ("Ask",         10, 0, Column::KEEP),
    Column::words ("Account",     18, 3, Column::KEEP),
    Column::number("Value",        7, 9),
    Column::words ("Who",         15, 2, 7),
    Column::words ("Why",         24, 6, Column::KEEP),
];

/// The columns as text, for export.
pub(super) const TITLES: [&str; 15] = [
    "account",
    "external_id",
    "value",
    "class",
    "real_risk",
    "multi_year",
    "rep",
    "since",
    "effective_people",
    "multi_thread",
    "thread_survival",
    "ours_left_12m",
    "loyal",
    "retainable",
    "next_step",
];

/// What the pane lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum View {
    /// The top twenty percent by how they are held.
    #[default]
    Held,
    /// Customers of long standing by when we last gave them something without selling.
    Veterans,
    /// Whom of theirs somebody should ask about: they may have left.
    Doubts,
}

impl View {
    /// The next one.
    pub(super) fn next(self) -> Self {
        match self {
            View::Held => View::Veterans,
            View::Veterans => View::Doubts,
            View::Doubts => View::Held,
        }
    }
}

/// How many rows the list of a view has.
pub(super) fn len(exposure: &Exposure, view: View) -> usize {
    match view {
        View::Held => exposure.lines.len(),
        View::Veterans => exposure.veterans.len(),
        View::Doubts => exposure.doubts.len(),
    }
}

/// “3 real risks · €2.1M · 12 single · 4 primary”.
pub(super) fn answer(exposure: &Exposure, view: View, currency: Currency) -> String {
    let sizing = &exposure.sizing;
    if view == View::Veterans {
        let never = exposure.veterans.iter().filter(|one| one.last.is_none()).count();
        let count = grouped(&exposure.veterans.len().to_string());
        return format!("{count} veterans of two years, longest unserved first · {never} never");
    }
    let signs = exposure.doubts.iter().filter(|one| !one.doubt.is_silence()).count();
    let silent = exposure.doubts.len() - signs;
    if view == View::Doubts {
        return format!("▲ {signs} may have left · ◐ {silent} sponsors silent · Enter asks");
    }
    let top = grouped(&sizing.top.to_string());
    let held = if let Some(why) = sizing.unknown_why() {
        format!("– {why}")
    } else {
        let (count, value) = sizing.real_risk;
        let risk = match count {
            0 => "no real risk".to_owned(),
            _ => format!("◆ {} at real risk · {}", grouped(&count.to_string()), Money::new(value, currency).short()),
        };
        format!("{risk} · {} single · {} primary of {top}", sizing.single.0, sizing.primary.0)
    };
    if signs == 0 { held } else { format!("{held} · ▲ {signs} may have left") }
}

/// Rows above the list: the sizing, where there is room for it.
pub(super) fn head(view: View, height: u16) -> u16 {
    if view == View::Held && height >= 13 { 5 } else { 0 }
}

/// Rows below the list: why the selected one stands there.
pub(super) fn foot(view: View, height: u16) -> u16 {
    u16::from(view != View::Veterans && height >= 8)
}

/// Draws what is inside the pane.
pub(super) fn draw(pen: &mut Pen<'_>, inside: Rect, shows: &Shows<'_, Exposure>, view: View) {
    let (exposure, theme) = (shows.what, pen.theme());
    if len(exposure, view) == 0 {
        let words = match view {
            View::Held => {
                "No account has a value yet, so none is among the most valuable. Give accounts their value with e on \
                 screen 3, or take contracts in by : and import."
            }
            View::Veterans => "No customer is with you for two years yet. o goes on to whom of theirs to ask about.",
            View::Doubts => {
                "Nothing says that one of theirs has left: no changed title, email or company came in, no mail came back, \
                 no sponsor is silent for 30 days. o goes back to who hangs on one of you."
            }
        };
        pen.paragraph(inside, words, theme.dim);
        return;
    }
    let (head, foot) = (head(view, inside.height), foot(view, inside.height));
    if head > 0 {
        for (step, y) in exposure.sizing.steps(shows.currency).iter().zip(inside.y..) {
            let style = if step.starts_with('4') && exposure.sizing.real_risk.0 > 0 {
                theme.risk_critical
            } else {
                theme.plain
            };
            pen.text(inside.x, y, inside.width, step, style);
        }
    }
    let list =
        Rect { x: inside.x - 1, y: inside.y + head, width: inside.width + 2, height: inside.height - head - foot };
    match view {
        View::Held => {
            let rows = table::heading(pen, list, &COLUMNS, None);
            table::rows(pen, rows, &COLUMNS, shows.roll, shows.selection, |index| {
                let one = exposure.lines.get(index);
                one.map_or_else(Vec::new, |one| cells(one, shows.currency, shows.today, &theme))
            });
        }
        View::Doubts => {
            let rows = table::heading(pen, list, &DOUBTS, None);
            table::rows(pen, rows, &DOUBTS, shows.roll, shows.selection, |index| {
                let one = exposure.doubts.get(index);
                one.map_or_else(Vec::new, |one| doubtful(one, shows.currency, shows.today, &theme))
            });
        }
        View::Veterans => {
            let rows = table::heading(pen, list, &VETERANS, Some((0, false)));
            table::rows(pen, rows, &VETERANS, shows.roll, shows.selection, |index| {
                let one = exposure.veterans.get(index);
                one.map_or_else(Vec::new, |one| veteran(one, shows.currency, shows.today, &theme))
            });
        }
    }
    let selected = shows.roll.selected().filter(|_| foot > 0);
    let said = match view {
        View::Held => selected.and_then(|at| exposure.lines.get(at)).map(why),
        View::Doubts => selected.and_then(|at| exposure.doubts.get(at)).map(|one| one.doubt.evidence()),
        View::Veterans => None,
    };
    if let Some(said) = said {
        pen.text(inside.x, list.bottom(), inside.width, &said, theme.dim);
    }
}

/// “Only A. Ruiz has met them in 90 days, for 2 years. 1 contact of theirs: 83 % that one is there in a year.”
fn why(one: &Exposed) -> String {
    let contacts = counted(u64::from(one.threads.contacts), "contact");
    let sure = percent(Some(one.survival).filter(|_| one.threads.contacts > 0));
    format!("{} {contacts} of theirs: {sure} that one is still there in a year.", one.sentence)
}

fn class(one: &Exposed, theme: &Theme) -> (&'static str, Style) {
    match one.holding.hold {
        _ if one.holding.real_risk => ("◆ real risk", theme.risk_critical),
        Some(Hold::Single) => ("▲ single", theme.risk_at_risk),
        Some(Hold::Primary) => ("◐ primary", theme.risk_watch),
        None => ("? unknown", theme.risk_watch),
        Some(Hold::Shared) => ("● shared", theme.risk_steady),
    }
}

fn cells(one: &Exposed, currency: Currency, today: Day, theme: &Theme) -> Vec<Cell> {
    let (class, style) = class(one, theme);
    let mark = |mark: Option<bool>| mark.map_or("–", |mark| if mark { "yes" } else { "no" });
    let marks = format!("{}/{}", mark(one.marks.loyal), mark(one.marks.retainable));
    let doubted = one.marks.loyal == Some(false) || one.marks.retainable == Some(false);
    let step = if one.is_planned { theme.plain } else { theme.risk_watch };
    let arrow = if one.step.is_empty() || one.is_planned { "" } else { "n: " };
    vec![
        cell(class, style),
        cell(one.name.clone(), theme.strong),
        cell(one.value.map_or_else(|| "–".to_owned(), |minor| Money::new(minor, currency).short()), theme.plain),
        cell(held_by(one, today), if one.holding.multi_year { theme.plain } else { theme.dim }),
        cell(one.effective.map_or_else(|| "–".to_owned(), |people| format!("{people:.1}")), theme.plain),
        cell(format!("{:.0}", one.threads.score()), theme.dim),
        cell(if one.gone > 0 { one.gone.to_string() } else { String::new() }, theme.risk_watch),
        cell(marks, if doubted { theme.risk_at_risk } else { theme.dim }),
        cell(format!("{arrow}{}", one.step), step),
    ]
}

/// “A. Ruiz, 4 years”.
fn held_by(one: &Exposed, today: Day) -> String {
    let Some(since) = one.since.filter(|_| !one.who.is_empty()) else { return "nobody".to_owned() };
    let months = since.days_to(today) / 30;
    let long = match months {
        ..=1 => String::new(),
        2..=23 => format!(", {months} mo"),
        _ => format!(", {} y", months / 12),
    };
    format!("{}{long}", short_name(&one.who))
}

fn veteran(one: &Veteran, currency: Currency, today: Day, theme: &Theme) -> Vec<Cell> {
    let last = one.last.map_or_else(|| "never".to_owned(), |day| spoken(day, today));
    let late = one.last.is_none_or(|day| day.days_to(today) > 180);
    vec![
        cell(last, if late { theme.risk_at_risk } else { theme.plain }),
        cell(one.name.clone(), theme.strong),
        cell(one.value.map_or_else(|| "–".to_owned(), |minor| Money::new(minor, currency).short()), theme.plain),
        cell(spoken(one.since, today), theme.dim),
    ]
}

fn doubtful(one: &Doubtful, currency: Currency, today: Day, theme: &Theme) -> Vec<Cell> {
    let (word, style) =
        if one.doubt.is_silence() { ("◐ silent", theme.risk_watch) } else { ("▲ left?", theme.risk_at_risk) };
    let sign = if one.doubt.is_silence() {
        format!("not met since {}", spoken(one.doubt.on.plus(-SILENT - 1), today))
    } else {
        one.doubt.evidence()
    };
    let who = if one.who.is_empty() { "somebody".to_owned() } else { one.who.clone() };
    vec![
        cell(word, style),
        cell(one.name.clone(), theme.strong),
        cell(one.value.map_or_else(|| "–".to_owned(), |minor| Money::new(minor, currency).short()), theme.plain),
        cell(who, theme.plain),
        cell(sign, theme.dim),
    ]
}

/// The top twenty percent as text, by [`TITLES`].
pub(super) fn exported(exposure: &Exposure, currency: Currency) -> Vec<Vec<String>> {
    let yes = |said: bool| if said { "yes" } else { "no" }.to_owned();
    let mark = |mark: Option<bool>| mark.map(yes).unwrap_or_default();
    let row = |one: &Exposed| {
        vec![
            one.name.clone(),
            one.external_id.clone().unwrap_or_default(),
            one.value.map(|minor| Money::new(minor, currency).decimal()).unwrap_or_default(),
            one.holding.hold.map_or("unknown", Hold::word).to_owned(),
            yes(one.holding.real_risk),
            yes(one.holding.multi_year),
            one.who.clone(),
            one.since.map(|day| day.to_string()).unwrap_or_default(),
            one.effective.map(|people| format!("{people:.2}")).unwrap_or_default(),
            format!("{:.0}", one.threads.score()),
            format!("{:.3}", one.survival),
            one.gone.to_string(),
            mark(one.marks.loyal),
            mark(one.marks.retainable),
            one.step.clone(),
        ]
    };
    exposure.lines.iter().map(row).collect()
}
