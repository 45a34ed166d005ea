//! The seats of the selected person: what each is for, and which is due when; or what each account lost of ours.

use super::Shows;
use crate::book::team::people::Person;
use crate::book::team::seats::{OwnTurnover, SeatAt, SeatsHeld};
use crate::domain::day::{Day, spoken};
use crate::domain::money::{Currency, Money};
use crate::domain::text::{counted, full_name, grouped};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use crate::tui::widget::table::{self, Cell, Column, cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

#[rustfmt::skip]
const COLUMNS: [Column; 9] = [
    Column::words ("Due",        10, 0, Column::KEEP),
    Column::words ("Account",    18, 3, Column::KEEP),
    Column::number("Value",       7, 5),
    Column::words ("Seat",       14, 0, Column::KEEP),
    Column::words ("For",        16, 4, 9),
    Column::number("Last",        6, 7),
    Column::number("Every",       5, 8),
    Column::number("Min/mo",      7, 4),
    Column::words ("Peer",       12, 2, 3),
];

#[rustfmt::skip]
const TURNOVER: [Column; 5] = [
    Column::number("Left",        5, Column::KEEP),
    Column::number("Of",          3, 9),
    Column::words ("Account",    18, 3, Column::KEEP),
    Column::number("Value",       7, 8),
    Column::words ("Who, when",  26, 6, Column::KEEP),
];

/// The columns of the seats as text, for export.
pub(super) const TITLES: [&str; 12] = [
    "account",
    "external_id",
    "value",
    "member",
    "role",
    "purpose",
    "last_meaningful",
    "due",
    "cadence_days",
    "minutes_30d",
    "minutes_month",
    "counterpart",
];

/// The columns of own turnover by account as text, for export.
pub(super) const TURNOVER_TITLES: [&str; 6] = ["account", "external_id", "value", "left_12m", "there", "who"];

/// What the pane lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum View {
    /// The seats of the selected person.
    #[default]
    Held,
    /// What each account lost of ours.
    Turnover,
}

impl View {
    /// The other one.
    pub(super) fn next(self) -> Self {
        match self {
            View::Held => View::Turnover,
            View::Turnover => View::Held,
        }
    }
}

/// “Elena Müller: 37 seats · 3 due · 30 without a purpose”.
pub(super) fn answer(seats_held: &SeatsHeld, today: Day) -> String {
    let mut words =
        format!("{}: {}", full_name(&seats_held.member.name), counted(seats_held.list.len() as u64, "seat"));
    for (count, what) in [(seats_held.due(today), "due"), (seats_held.aimless(), "without a purpose")] {
        if count > 0 {
            words += &[" · ", &grouped(&count.to_string()), " ", what].concat();
        }
    }
    words
}

/// The answer while nothing of the seats is read: the pane is shut.
pub(super) fn unread_answer(person: &Person) -> String {
    format!("{}: {}", full_name(&person.member.name), counted(u64::from(person.seats), "seat"))
}

/// “own turnover: 12 accounts lost one of ours in 12 months”.
pub(super) fn turnover_answer(own_turnover: &[OwnTurnover]) -> String {
    match own_turnover.len() {
        0 => "own turnover: no account lost one of ours in 12 months".to_owned(),
        some => format!("own turnover: {} lost one of ours in 12 months", counted(some as u64, "account")),
    }
}

/// Rows below the list: the selected one in full.
pub(super) fn foot(height: u16) -> u16 {
    u16::from(height >= 8)
}

/// Draws the seats.
pub(super) fn draw(pen: &mut Canvas<'_>, inside: Rect, shows: &Shows<'_, SeatsHeld>) {
    let (seats_held, theme) = (shows.what, pen.theme());
    if seats_held.list.is_empty() {
        let words = format!(
            "{} holds no seat. n on an account's People tab gives them one.",
            full_name(&seats_held.member.name)
        );
        pen.paragraph(inside, &words, theme.dim);
        return;
    }
    let list = room(inside);
    let rows = table::heading(pen, list, &COLUMNS, Some((0, false)));
    table::rows(pen, rows, &COLUMNS, shows.roll, shows.selection, |index| {
        seats_held.list.get(index).map_or_else(Vec::new, |one| cells(one, shows.currency, shows.today, &theme))
    });
    if let Some(one) = shows.roll.selected().and_then(|at| seats_held.list.get(at)).filter(|_| foot(inside.height) > 0)
    {
        pen.text(inside.x, list.bottom(), inside.width, &in_full(one, shows.today), theme.dim);
    }
}

/// Draws own turnover by account.
pub(super) fn draw_turnover(pen: &mut Canvas<'_>, inside: Rect, shows: &Shows<'_, Vec<OwnTurnover>>) {
    let (own_turnover, theme) = (shows.what, pen.theme());
    if own_turnover.is_empty() {
        let words = "Nobody of ours left an account in twelve months, as far as seats and last days tell. o goes back.";
        pen.paragraph(inside, words, theme.dim);
        return;
    }
    let list = room(inside);
    let rows = table::heading(pen, list, &TURNOVER, Some((0, true)));
    table::rows(pen, rows, &TURNOVER, shows.roll, shows.selection, |index| {
        own_turnover.get(index).map_or_else(Vec::new, |one| turnover(one, shows.currency, shows.today, &theme))
    });
    if let Some(one) = shows.roll.selected().and_then(|at| own_turnover.get(at)).filter(|_| foot(inside.height) > 0) {
        pen.text(inside.x, list.bottom(), inside.width, &one.who(shows.today), theme.dim);
    }
}

fn room(inside: Rect) -> Rect {
    let height = inside.height - foot(inside.height);
    Rect { x: inside.x - 1, width: inside.width + 2, height, ..inside }
}

fn money(value: Option<i64>, currency: Currency) -> String {
    value.map_or_else(|| "–".to_owned(), |minor| Money::new(minor, currency).short())
}

fn cells(one: &SeatAt, currency: Currency, today: Day, theme: &Theme) -> Vec<Cell> {
    let line = &one.line;
    let dash = || "–".to_owned();
    let title = if line.seat.is_some() { line.title() } else { "leads, no seat" };
    let purpose = match line.aim() {
        Some(aim) => cell(aim, theme.plain),
        None => cell("–", theme.risk_watch),
    };
    let last = line.last.map_or_else(dash, |last| format!("{} d", last.days_to(today)));
    let every = line.every.map_or_else(dash, |days| format!("{days} d"));
    let expected = if line.expected == 0 { dash() } else { line.expected.to_string() };
    vec![
        cell(line.due_words(today), urgency(line.due, today, theme)),
        cell(one.name.clone(), theme.strong),
        cell(money(one.value, currency), theme.plain),
        cell(title, theme.plain),
        purpose,
        cell(last, theme.plain),
        cell(every, theme.dim),
        cell(format!("{}/{expected}", line.minutes), theme.dim),
        cell(line.counterpart.clone().unwrap_or_else(dash), theme.dim),
    ]
}

fn urgency(due: Option<Day>, today: Day, theme: &Theme) -> Style {
    match due {
        Some(due) if due < today => theme.risk_at_risk,
        Some(due) if due == today => theme.risk_watch,
        Some(_) => theme.plain,
        None => theme.dim,
    }
}

/// “Last meaningful touch 3 Nov, the next is 5 d late. Peer Jo Lee. For: first use.” The rest stands in the row.
fn in_full(one: &SeatAt, today: Day) -> String {
    let line = &one.line;
    let purpose = line.aim().unwrap_or_else(|| "nobody has said".to_owned());
    let (last, next) = match line.last {
        Some(last) => (format!("Last meaningful touch {}", spoken(last, today)), "the next"),
        None => ("No meaningful touch yet".to_owned(), "the first"),
    };
    let due = match line.due {
        Some(due) if due < today => format!(", {next} is {}", line.due_words(today)),
        Some(_) => format!(", {next} is due {}", line.due_words(today)),
        None => String::new(),
    };
    let peer = line.counterpart.as_ref().map_or_else(String::new, |peer| format!(" Peer {peer}."));
    format!("{last}{due}.{peer} For: {purpose}.")
}

fn turnover(one: &OwnTurnover, currency: Currency, today: Day, theme: &Theme) -> Vec<Cell> {
    let style = if one.there == 0 { theme.risk_at_risk } else { theme.risk_watch };
    vec![
        cell(one.gone.len().to_string(), style),
        cell(one.heads().to_string(), theme.plain),
        cell(one.name.clone(), theme.strong),
        cell(money(one.value, currency), theme.plain),
        cell(one.who(today), theme.plain),
    ]
}

/// The seats as text, by [`TITLES`].
pub(super) fn exported(seats_held: &SeatsHeld, currency: Currency) -> Vec<Vec<String>> {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let row = |one: &SeatAt| {
        let line = &one.line;
        vec![
            one.name.clone(),
            one.external_id.clone().unwrap_or_default(),
            one.value.map(|minor| Money::new(minor, currency).decimal()).unwrap_or_default(),
            seats_held.member.name.clone(),
            if line.seat.is_some() { line.title().to_owned() } else { String::new() },
            line.purpose.clone().unwrap_or_default(),
            day(line.last),
            day(line.due),
            line.every.map(|days| days.to_string()).unwrap_or_default(),
            line.minutes.to_string(),
            line.expected.to_string(),
            line.counterpart.clone().unwrap_or_default(),
        ]
    };
    seats_held.list.iter().map(row).collect()
}

/// Own turnover by account as text, by [`TURNOVER_TITLES`].
pub(super) fn exported_turnover(own_turnover: &[OwnTurnover], currency: Currency) -> Vec<Vec<String>> {
    let row = |one: &OwnTurnover| {
        let who: Vec<String> = one.gone.iter().map(|it| format!("{} {}", it.who, it.on)).collect();
        vec![
            one.name.clone(),
            one.external_id.clone().unwrap_or_default(),
            one.value.map(|minor| Money::new(minor, currency).decimal()).unwrap_or_default(),
            one.gone.len().to_string(),
            one.there.to_string(),
            who.join("; "),
        ]
    };
    own_turnover.iter().map(row).collect()
}
