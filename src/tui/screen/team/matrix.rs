//! Our team against the most valuable accounts: a row a member, a column an account, a mark where they met.

use super::Shows;
use super::people::View;
use crate::book::team::matrix::{Matrix, Met, TopAccount};
use crate::book::team::people::{People, Person};
use crate::domain::day::spoken;
use crate::domain::money::Money;
use crate::domain::text::{full_name, grouped, short_name, width};
use crate::tui::canvas::Canvas;
use crate::tui::widget::table::{Focus, select_row};
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;

/// Columns for the names of members, and for each account.
const NAME: u16 = 18;
const EACH: u16 = 4;
const LEGEND: &str = "● met, not late  ◐ longer ago than the cadence  ○ has a role, never met";

/// “who met the 10 most valuable of 48 · 3 by one member only”.
pub(super) fn answer(matrix: &Matrix) -> String {
    let count = |count: usize| grouped(&count.to_string());
    if matrix.accounts.is_empty() {
        return "who met the most valuable accounts · none yet".to_owned();
    }
    let (shown, single) = (matrix.accounts.len(), matrix.single_threaded().count());
    let of = if (shown as u64) < matrix.whole {
        format!(" of {}", grouped(&matrix.whole.to_string()))
    } else {
        String::new()
    };
    format!("who met the {} most valuable accounts{of} · {} single-threaded", count(shown), count(single))
}

/// Rows above the one with the counts.
pub(super) fn head(view: View, height: u16) -> u16 {
    u16::from(view == View::Matrix && height >= 4)
}

/// Rows below the list: the account of the cursor, and what the marks mean.
pub(super) fn foot(height: u16) -> u16 {
    match height {
        0..=6 => 0,
        7..=8 => 1,
        _ => 2,
    }
}

/// The matrix with the accounts that have room.
struct Sheet<'a> {
    inside: Rect,
    shows: &'a Shows<'a, People>,
    matrix: &'a Matrix,
    shown: Range<usize>,
    column: usize,
}

/// Draws what is inside the pane.
pub(super) fn draw(canvas: &mut Canvas<'_>, inside: Rect, shows: &Shows<'_, People>, matrix: &Matrix, column: usize) {
    let theme = canvas.theme();
    if matrix.accounts.is_empty() {
        let words = "No account has a value yet, so none is among the most valuable. Give one with e on screen 3, or import contracts with I. v goes back.";
        canvas.paragraph(inside, words, theme.dim);
        return;
    }
    let shown = shown(matrix.accounts.len(), inside.width, column);
    let sheet = Sheet { inside, shows, matrix, shown, column };
    let (head, foot) = (head(View::Matrix, inside.height), foot(inside.height));
    if head > 0 {
        sheet.heads(canvas, inside.y);
    }
    sheet.counts(canvas, inside.y + head);
    let (from, below) = (inside.y + head + 1, inside.bottom() - foot);
    for (line, y) in shows.listing.roll.visible().zip(from..below) {
        sheet.row(canvas, line, y);
    }
    if let Some(one) = matrix.accounts.get(column).filter(|_| foot > 0) {
        canvas.text(inside.x, below, inside.width, &told(one, shows), theme.plain);
    }
    if foot > 1 {
        canvas.text(inside.x, below + 1, inside.width, LEGEND, theme.dim);
    }
}

impl Sheet<'_> {
    /// Where the mark of the account in this place stands.
    fn x(&self, at: usize) -> u16 {
        self.inside.x + 2 + NAME + (at - self.shown.start) as u16 * EACH
    }

    fn heads(&self, canvas: &mut Canvas<'_>, y: u16) {
        let (heads, theme) = (heads(&self.matrix.accounts), canvas.theme());
        for at in self.shown.clone() {
            let style = if at == self.column { theme.accent } else { theme.dim };
            canvas.text(self.x(at) - 1, y, EACH - 1, &heads[at], style);
        }
    }

    fn counts(&self, canvas: &mut Canvas<'_>, y: u16) {
        let theme = canvas.theme();
        let window = self.matrix.accounts.first().map_or(0, |one| one.window);
        canvas.text(self.inside.x + 1, y, NAME, &format!("Met in {window} days"), theme.dim);
        for at in self.shown.clone() {
            let active = self.matrix.accounts[at].active.len();
            let style = if active <= 1 { theme.risk_at_risk } else { theme.plain };
            canvas.text(self.x(at), y, 2, &active.to_string(), style);
        }
    }

    fn row(&self, canvas: &mut Canvas<'_>, line: usize, y: u16) {
        let (listing, theme) = (self.shows.listing, canvas.theme());
        let Some(person) = listing.place(line).and_then(|place| self.shows.what.list.get(place)) else { return };
        let name = if person.is_gone { theme.dim } else { theme.strong };
        canvas.text(self.inside.x + 1, y, NAME, full_name(&person.member.name), name);
        for at in self.shown.clone() {
            let (mark, style) = mark(canvas, &self.matrix.accounts[at], person);
            canvas.text(self.x(at), y, 1, mark, style);
        }
        if listing.roll.at() == line {
            let row = Rect { x: self.inside.x.saturating_sub(1), y, width: self.inside.width + 2, height: 1 };
            select_row(canvas, row, self.shows.selection == Focus::Here);
        }
    }
}

/// The accounts that have room, the one of the cursor among them.
fn shown(accounts: usize, room: u16, column: usize) -> Range<usize> {
    let room = usize::from(room.saturating_sub(1 + NAME) / EACH).max(1);
    let start = (column + 1).saturating_sub(room);
    start..accounts.min(start + room)
}

/// The mark of a member at an account: that of the only one who met them is red.
fn mark(canvas: &Canvas<'_>, one: &TopAccount, person: &Person) -> (&'static str, Style) {
    let theme = canvas.theme();
    let style = match one.active.as_slice() {
        [only] if *only == person.member.id => theme.risk_at_risk,
        _ if person.is_gone => theme.dim,
        _ => theme.plain,
    };
    match one.met.get(&person.member.id) {
        Some(Met::Fresh(_)) => ("●", style),
        Some(Met::Old(_)) => ("◐", style),
        Some(Met::Never) => ("○", style),
        None => ("·", theme.dim),
    }
}

/// “NOR Northwind Traders €96k: single-threaded, only A. Ruiz, 3 Nov”.
fn told(one: &TopAccount, shows: &Shows<'_, People>) -> String {
    let member = |id| shows.what.list.iter().find(|person| person.member.id == id);
    let name = |id| member(id).map_or_else(|| "?".to_owned(), |person| short_name(&person.member.name));
    let when = |id| one.met.get(id).and_then(|met| met.day()).map_or_else(String::new, |day| spoken(day, shows.today));
    let who: Vec<String> = one.active.iter().map(|id| format!("{} {}", name(*id), when(id))).collect();
    let who = match who.as_slice() {
        [] => format!("nobody met them in {} days", one.window),
        [only] => format!("single-threaded: only {only}"),
        several => several.join(", "),
    };
    format!("{} {}: {who}", one.name, Money::short_or_unknown(one.value, shows.currency))
}

/// A head of up to three letters for each account, no two alike as far as there are letters and numbers.
fn heads(accounts: &[TopAccount]) -> Vec<String> {
    let mut heads: Vec<String> = Vec::new();
    for one in accounts {
        let first = cut(&one.name, EACH - 1);
        let initials: String = one.name.split_whitespace().filter_map(|word| word.chars().next()).collect();
        let numbered = (2..100).map(|number: u32| {
            let number = number.to_string();
            format!("{}{number}", cut(&one.name, EACH - 1 - number.len() as u16))
        });
        let mut all = [first.clone(), cut(&initials, EACH - 1)].into_iter().chain(numbered);
        heads.push(all.find(|head| width(head) > 1 && !heads.contains(head)).unwrap_or(first));
    }
    heads
}

/// The first letters and digits that have room, in capitals.
fn cut(words: &str, room: u16) -> String {
    let mut out = String::new();
    for ch in words.to_uppercase().chars().filter(|ch| ch.is_alphanumeric()) {
        if width(&out) + width(ch.encode_utf8(&mut [0; 4])) > usize::from(room) {
            break;
        }
        out.push(ch);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use std::collections::BTreeMap;

    #[test]
    fn the_account_of_the_cursor_is_in_sight_and_no_two_heads_are_alike() {
        assert_eq!(shown(12, 78, 0), 0..12);
        assert_eq!(shown(48, 78, 0), 0..14);
        assert_eq!(shown(48, 78, 20), 7..21);
        assert_eq!(shown(48, 10, 47), 47..48);
        let named = |name: &str| TopAccount {
            account: Id::new(1),
            name: name.to_owned(),
            value: None,
            met: BTreeMap::new(),
            active: Vec::new(),
            window: 90,
        };
        let names = ["Nova Works", "Novation", "Novena Kft", "Novum", "東京 Foods", "東京 Steel", "…"].map(named);
        assert_eq!(heads(&names), ["NOV", "NO2", "NK", "NO3", "東", "東S", "10"].map(str::to_owned));
    }
}
