//! The assignments of the selected person: what each is for, and which is due when; or what each account lost of our team.

use super::Shows;
use crate::book::team::assignments::{AssignmentAt, AssignmentsHeld, MemberAttrition};
use crate::book::team::people::Person;
use crate::domain::day::{Day, spoken};
use crate::domain::text::{counted, full_name, grouped};
use crate::tui::canvas::Canvas;
use ratatui::layout::Rect;

/// What the pane lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum View {
    /// The assignments of the selected person.
    #[default]
    Held,
    /// What each account lost of our team.
    Attrition,
}

impl View {
    /// The other one.
    pub(super) fn next(self) -> Self {
        match self {
            View::Held => View::Attrition,
            View::Attrition => View::Held,
        }
    }
}

/// “Elena Müller: 37 assignments · 3 due · 30 without a purpose”.
pub(super) fn answer(assignments_held: &AssignmentsHeld, today: Day) -> String {
    let mut words = format!(
        "{}: {}",
        full_name(&assignments_held.member.name),
        counted(assignments_held.list.len() as u64, "role")
    );
    for (count, what) in [(assignments_held.due(today), "due"), (assignments_held.aimless(), "without a purpose")] {
        if count > 0 {
            words += &[" · ", &grouped(&count.to_string()), " ", what].concat();
        }
    }
    words
}

/// The answer while nothing of the assignments is read: the pane is shut.
pub(super) fn unread_answer(person: &Person) -> String {
    format!("{}: {}", full_name(&person.member.name), counted(u64::from(person.assignments), "role"))
}

/// “own turnover: 12 accounts lost a team member in 12 months”.
pub(super) fn attrition_answer(member_attrition: &[MemberAttrition]) -> String {
    match member_attrition.len() {
        0 => "attrition: no account lost a team member in 12 months".to_owned(),
        some => format!("attrition: {} lost a team member in 12 months", counted(some as u64, "account")),
    }
}

/// Rows below the list: the selected one in full.
pub(super) fn foot(height: u16) -> u16 {
    u16::from(height >= 8)
}

/// Draws the assignments.
pub(super) fn draw(canvas: &mut Canvas<'_>, inside: Rect, shows: &Shows<'_, AssignmentsHeld>) {
    let (assignments_held, theme) = (shows.what, canvas.theme());
    if assignments_held.list.is_empty() {
        let words = format!(
            "{} has no assignment. n on an account's People tab adds one.",
            full_name(&assignments_held.member.name)
        );
        canvas.paragraph(inside, &words, theme.dim);
        return;
    }
    let below = shows.list(canvas, inside, 0, foot(inside.height));
    let selected = shows.listing.selected().filter(|_| foot(inside.height) > 0);
    if let Some(one) = selected.and_then(|at| assignments_held.list.get(at)) {
        canvas.text(inside.x, below, inside.width, &in_full(one, shows.today), theme.dim);
    }
}

/// Draws own turnover by account.
pub(super) fn draw_attrition(canvas: &mut Canvas<'_>, inside: Rect, shows: &Shows<'_, Vec<MemberAttrition>>) {
    let (member_attrition, theme) = (shows.what, canvas.theme());
    if member_attrition.is_empty() {
        let words = "No attrition in twelve months. v goes back.";
        canvas.paragraph(inside, words, theme.dim);
        return;
    }
    let below = shows.list(canvas, inside, 0, foot(inside.height));
    let selected = shows.listing.selected().filter(|_| foot(inside.height) > 0);
    if let Some(one) = selected.and_then(|at| member_attrition.get(at)) {
        canvas.text(inside.x, below, inside.width, &one.who(shows.today), theme.dim);
    }
}

/// “Last meaningful touch 3 Nov, the next is 5 d late. Peer Jo Lee. For: first use.” The rest stands in the row.
fn in_full(one: &AssignmentAt, today: Day) -> String {
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
    let counterpart =
        line.counterpart.as_ref().map_or_else(String::new, |counterpart| format!(" Counterpart {counterpart}."));
    format!("{last}{due}.{counterpart} For: {purpose}.")
}
