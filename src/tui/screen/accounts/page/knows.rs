//! Who knows whom: our team and their contacts, a line from each to each whom they met.

use super::data::Data;
use crate::book::team::side::Sides;
use crate::domain::contact::Contact;
use crate::domain::risk::score::Band;
use crate::domain::team::counterparts::{Meeting, Ours, Tie};
use crate::domain::text::{fit, left, short_name, width};
use crate::tui::widget::row::{Ink, Piece};

/// Columns of a name of our team, and of a line.
const NAME: usize = 12;
const LINE: usize = 15;
/// Of a contact, so many of our team are shown.
const EACH: usize = 2;

/// The lines, a heading first.
pub(super) fn lines(data: &Data, sides: &Sides, most: usize) -> Vec<Vec<Piece>> {
    let grid = &sides.grid;
    let beside = format!("  {} of {} counterparts active", grid.live(), grid.wanted);
    let heading = vec![(Ink::Strong, "Who knows whom".to_owned()), (Ink::Dim, beside)];
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for (at, contact) in grid.theirs.iter().enumerate().filter(|(_, contact)| contact.is_here(data.today)) {
        let mut met: Vec<(&Ours, Meeting)> =
            grid.ours.iter().zip(&grid.rows).map(|(one, row)| (one, row[at])).collect();
        met.retain(|(one, meeting)| one.is_here && matches!(meeting.tie, Tie::Live | Tie::Faded));
        met.sort_by_key(|(_, meeting)| std::cmp::Reverse(meeting.last));
        if met.is_empty() {
            lines.push(line(Ink::Risk(Band::AtRisk), "nobody", &middle("nobody yet", ' '), contact));
        }
        for (one, meeting) in met.into_iter().take(EACH) {
            let ago = meeting.last.map_or_else(String::new, |last| format!("{} d", last.days_to(data.today)));
            let (ink, rule) =
                if meeting.tie == Tie::Live { (Ink::Good, '━') } else { (Ink::Risk(Band::Watch), '·') };
            lines.push(line(ink, &short_name(&one.name), &middle(&ago, rule), contact));
        }
    }
    if lines.is_empty() {
        lines.push(vec![(Ink::Warning, "No contact yet. n on People adds one.".to_owned())]);
    }
    if lines.len() >= most.max(2) {
        let hidden = lines.len() + 2 - most.max(2);
        lines.truncate(most.max(2) - 2);
        lines.push(vec![(Ink::Dim, format!("{hidden} more on People"))]);
    }
    std::iter::once(heading).chain(lines).collect()
}

fn line(ink: Ink, name: &str, rule: &str, contact: &Contact) -> Vec<Piece> {
    let role = contact.role.map_or("", |role| role.word());
    let ours = if name == "nobody" { ink } else { Ink::Plain };
    vec![
        (ours, left(name, NAME) + " "),
        (ink, format!("{rule} ")),
        (Ink::Strong, contact.name.clone()),
        (Ink::Dim, format!("  {role}")),
    ]
}

/// `━━━━ 104 d ━━━━`.
fn middle(words: &str, rule: char) -> String {
    let words = fit(words, LINE - 2);
    let free = LINE - 2 - width(&words);
    let rules = |count: usize| std::iter::repeat_n(rule, count).collect::<String>();
    format!("{} {words} {}", rules(free / 2), rules(free - free / 2))
}
