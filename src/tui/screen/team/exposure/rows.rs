//! The rows of each list of the pane: its columns and its cells.

use crate::book::team::doubts::Doubtful;
use crate::book::team::exposure::{Exposed, QuickWin, Veteran};
use crate::domain::day::{Day, spoken};
use crate::domain::money::{Currency, Money};
use crate::domain::team::doubt::SILENT;
use crate::domain::team::exposure::Hold;
use crate::domain::team::told::percent;
use crate::domain::text::{counted, short_name};
use crate::tui::theme::Theme;
use crate::tui::widget::table::{Cell, Column, cell};
use ratatui::style::Style;

#[rustfmt::skip]
pub(super) const HELD: [Column; 9] = [
    Column::words ("Held by", 11, 0, Column::KEEP),
    Column::words ("Account",     16, 3, Column::KEEP),
    Column::number("Value",        7, 9),
    Column::words ("Who, how long",17, 1, 7),
    Column::number("People",       6, 6),
    Column::number("Threads",      7, 3),
    Column::number("Left",         4, 2),
    Column::words ("Loyal/retain", 12, 0, 4),
    Column::words ("Next step",   22, 5, 8),
];

#[rustfmt::skip]
pub(super) const QUICK: [Column; 5] = [
    Column::number("Min",          3, Column::KEEP),
    Column::words ("Account",     18, 3, Column::KEEP),
    Column::number("Value",        7, 9),
    Column::words ("Held by", 11, 0, 6),
    Column::words ("What to do",  34, 6, Column::KEEP),
];

#[rustfmt::skip]
pub(super) const VETERANS: [Column; 4] = [
    Column::words ("Last value",  11, 0, Column::KEEP),
    Column::words ("Account",     20, 4, Column::KEEP),
    Column::number("Value",        7, 9),
    Column::words ("Customer since", 14, 1, 5),
];

#[rustfmt::skip]
pub(super) const DOUBTS: [Column; 5] = [
    Column::words ("Ask",         10, 0, Column::KEEP),
    Column::words ("Account",     18, 3, Column::KEEP),
    Column::number("Value",        7, 9),
    Column::words ("Who",         15, 2, 7),
    Column::words ("Why",         24, 6, Column::KEEP),
];

/// “Only A. Ruiz has met them in 90 days, for 2 years. 1 contact of theirs: 83 % that one is there in a year.”
pub(super) fn why(one: &Exposed) -> String {
    let contacts = counted(u64::from(one.threads.contacts), "contact");
    let sure = percent(Some(one.survival).filter(|_| one.threads.contacts > 0));
    format!("{} {contacts}: {sure} chance that one is still there in a year.", one.sentence)
}

fn class(one: &Exposed, theme: &Theme) -> (&'static str, Style) {
    match one.holding.hold {
        _ if one.holding.real_risk => ("◆ key-person risk", theme.risk_critical),
        Some(Hold::Single) => ("▲ sole owner", theme.risk_at_risk),
        Some(Hold::Primary) => ("◐ main owner", theme.risk_watch),
        None => ("? unknown", theme.risk_watch),
        Some(Hold::Shared) => ("● shared", theme.risk_steady),
    }
}

pub(super) fn held(one: &Exposed, currency: Currency, today: Day, theme: &Theme) -> Vec<Cell> {
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

/// “2 min”, what to do, and whether it stands on the list: then d says it is done, else n puts it there.
pub(super) fn quick(one: &Exposed, win: &QuickWin, currency: Currency, theme: &Theme) -> Vec<Cell> {
    let (class, style) = class(one, theme);
    let step = match win.planned {
        Some(_) => cell(format!("on the list: {}", win.quick.step), theme.plain),
        None => cell(format!("n: {}", win.quick.step), theme.risk_watch),
    };
    vec![
        cell(win.quick.minutes.to_string(), theme.plain),
        cell(one.name.clone(), theme.strong),
        cell(one.value.map_or_else(|| "–".to_owned(), |minor| Money::new(minor, currency).short()), theme.plain),
        cell(class, style),
        step,
    ]
}

pub(super) fn veteran(one: &Veteran, currency: Currency, today: Day, theme: &Theme) -> Vec<Cell> {
    let last = one.last.map_or_else(|| "never".to_owned(), |day| spoken(day, today));
    let late = one.last.is_none_or(|day| day.days_to(today) > 180);
    vec![
        cell(last, if late { theme.risk_at_risk } else { theme.plain }),
        cell(one.name.clone(), theme.strong),
        cell(one.value.map_or_else(|| "–".to_owned(), |minor| Money::new(minor, currency).short()), theme.plain),
        cell(spoken(one.since, today), theme.dim),
    ]
}

pub(super) fn doubtful(one: &Doubtful, currency: Currency, today: Day, theme: &Theme) -> Vec<Cell> {
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
