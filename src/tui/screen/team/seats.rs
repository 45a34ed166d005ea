//! The seats of the selected person: what each is for, and which is due when; or what each account lost of ours.

use super::Shows;
use crate::book::team::people::Person;
use crate::book::team::seats::{OwnTurnover, SeatAt, SeatsHeld};
use crate::domain::day::{Day, spoken};
use crate::domain::text::{counted, full_name, grouped};
use crate::tui::canvas::Canvas;
use ratatui::layout::Rect;

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
        format!("{}: {}", full_name(&seats_held.member.name), counted(seats_held.list.len() as u64, "role"));
    for (count, what) in [(seats_held.due(today), "due"), (seats_held.aimless(), "without a purpose")] {
        if count > 0 {
            words += &[" · ", &grouped(&count.to_string()), " ", what].concat();
        }
    }
    words
}

/// The answer while nothing of the seats is read: the pane is shut.
pub(super) fn unread_answer(person: &Person) -> String {
    format!("{}: {}", full_name(&person.member.name), counted(u64::from(person.seats), "role"))
}

/// “own turnover: 12 accounts lost one of ours in 12 months”.
pub(super) fn turnover_answer(own_turnover: &[OwnTurnover]) -> String {
    match own_turnover.len() {
        0 => "attrition: no account lost a team member in 12 months".to_owned(),
        some => format!("attrition: {} lost a team member in 12 months", counted(some as u64, "account")),
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
        let words =
            format!("{} has no assignment. n on an account's People tab adds one.", full_name(&seats_held.member.name));
        pen.paragraph(inside, &words, theme.dim);
        return;
    }
    let below = shows.list(pen, inside, 0, foot(inside.height));
    let selected = shows.listing.selected().filter(|_| foot(inside.height) > 0);
    if let Some(one) = selected.and_then(|at| seats_held.list.get(at)) {
        pen.text(inside.x, below, inside.width, &in_full(one, shows.today), theme.dim);
    }
}

/// Draws own turnover by account.
pub(super) fn draw_turnover(pen: &mut Canvas<'_>, inside: Rect, shows: &Shows<'_, Vec<OwnTurnover>>) {
    let (own_turnover, theme) = (shows.what, pen.theme());
    if own_turnover.is_empty() {
        let words = "No attrition in twelve months. v goes back.";
        pen.paragraph(inside, words, theme.dim);
        return;
    }
    let below = shows.list(pen, inside, 0, foot(inside.height));
    let selected = shows.listing.selected().filter(|_| foot(inside.height) > 0);
    if let Some(one) = selected.and_then(|at| own_turnover.get(at)) {
        pen.text(inside.x, below, inside.width, &one.who(shows.today), theme.dim);
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
    let peer = line.counterpart.as_ref().map_or_else(String::new, |peer| format!(" Counterpart {peer}."));
    format!("{last}{due}.{peer} For: {purpose}.")
}
