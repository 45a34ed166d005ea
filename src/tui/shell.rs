//! The two lines every screen shares: where one is at the top, which keys there are at the foot.

use super::canvas::Canvas;
use super::command::{Command, DisabledReason, TABLE, describe};
use super::place::Place;
use crate::domain::day::{Day, headed, written};
use crate::domain::text;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// The smallest screen the cockpit is drawn on.
pub(crate) const SMALLEST: (u16, u16) = (60, 16);

/// What the status line says about the last thing done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Message {
    /// It was done, and can be undone.
    Done(String),
    /// It was done, and there is nothing to undo.
    Said(String),
    /// It was refused, and why.
    Refused(String),
}

/// The screen in its three parts: head, body, foot.
pub(crate) fn parts(screen: Rect) -> (Rect, Rect, Rect) {
    let body = Rect { y: screen.y + 1, height: screen.height.saturating_sub(2), ..screen };
    (Rect { height: 1, ..screen }, body, Rect { y: screen.bottom().saturating_sub(1), height: 1, ..screen })
}

/// Where layers lie: above the foot, which keeps its hints. They are settled, drawn and clicked in this one area.
pub(crate) fn over(screen: Rect) -> Rect {
    Rect { height: screen.height.saturating_sub(1), ..screen }
}

/// Says that the window is too small; true when it is.
pub(crate) fn too_small(pen: &mut Canvas<'_>, screen: Rect) -> bool {
    let (columns, rows) = SMALLEST;
    if screen.width >= columns && screen.height >= rows {
        return false;
    }
    let words = format!("mainstay needs {columns}×{rows}; this window is {}×{}.", screen.width, screen.height);
    pen.paragraph(screen, &words, pen.theme().plain);
    true
}

/// What the head says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'a> {
    /// What the book is called.
    pub(crate) book: &'a str,
    /// Whether it is made up; said on every screen.
    pub(crate) is_made_up: bool,
    /// The screen in sight.
    pub(crate) here: Place,
}

/// The name of a screen in the head: where it stands and what is written.
struct Tab {
    place: Place,
    x: u16,
    words: String,
}

impl Head<'_> {
    /// Draws it: program, book, screens, day.
    pub(crate) fn draw(&self, pen: &mut Canvas<'_>, area: Rect) {
        let theme = pen.theme();
        let spans = [
            Span::styled(" mainstay  ", theme.strong),
            Span::styled(text::fit(self.book, BOOK), theme.plain),
            Span::styled(if self.is_made_up { MADE_UP } else { "" }, theme.warning),
        ];
        pen.spans(area.x, area.y, area.width, &spans);
        let day = day_text(area, pen.look.today);
        for tab in self.tabs(area, text::width(&day) as u16) {
            let is_here = tab.place == self.here;
            let (number, word) = tab.words.split_at(1);
            let used = pen.text(tab.x, area.y, 1, number, if is_here { theme.accent } else { theme.dim });
            let style = if is_here { theme.accent } else { theme.plain };
            pen.text(tab.x + used, area.y, area.width, word, style);
        }
        let width = text::width(&day) as u16;
        pen.text_right(area.right().saturating_sub(width + 1), area.y, width, &day, theme.dim);
    }

    /// Which screen's name stands at this column.
    pub(crate) fn place_at(&self, area: Rect, day: Day, column: u16) -> Option<Place> {
        let tabs = self.tabs(area, text::width(&day_text(area, day)) as u16);
        let hit = tabs.iter().find(|tab| (tab.x..tab.x + tab.words.len() as u16).contains(&column));
        hit.map(|tab| tab.place)
    }

    /// All names where there is room, else the numbers and the name of this screen.
    fn tabs(&self, area: Rect, day: u16) -> Vec<Tab> {
        let made_up = if self.is_made_up { text::width(MADE_UP) } else { 0 };
        let used = (11 + text::width(&text::fit(self.book, BOOK)) + made_up) as u16;
        let room = area.width.saturating_sub(used + day + 3);
        let full: Vec<String> = Place::ALL.iter().map(|place| format!("{} {}", place.number(), place.word())).collect();
        let width = |words: &[String], gap: usize| words.iter().map(|w| w.len() + gap).sum::<usize>() - gap;
        let (words, gap) = if width(&full, 2) <= usize::from(room) {
            (full, 2)
        } else if width(&full, 1) <= usize::from(room) {
            (full, 1)
        } else {
            let short = Place::ALL.iter().zip(full);
            let short = short.map(|(&place, full)| if place == self.here { full } else { place.number().to_string() });
            (short.collect(), 1)
        };
        let mut x = area.x + used + 1 + room.saturating_sub(width(&words, gap) as u16) / 2;
        let tabs = Place::ALL.into_iter().zip(words).map(|(place, words)| {
            let tab = Tab { place, x, words };
            x += (tab.words.len() + gap) as u16;
            tab
        });
        tabs.collect()
    }
}

/// The day, in fewer words on a narrow screen.
fn day_text(area: Rect, day: Day) -> String {
    if area.width >= 80 { headed(day) } else { written(day, day) }
}

/// The most columns of a book's name.
const BOOK: usize = 20;

const MADE_UP: &str = " · made up";

/// The foot of a screen: what was done, or the keys that work here; at the right what undo would take back.
pub(crate) fn foot(
    pen: &mut Canvas<'_>,
    area: Rect,
    here: Place,
    can: impl Fn(Command) -> Result<(), DisabledReason>,
    message: Option<&Message>,
    undo: Option<&str>,
) {
    let theme = pen.theme();
    if let Some(message) = message {
        let (words, style) = match message {
            Message::Done(words) | Message::Said(words) => (words, theme.good),
            Message::Refused(words) => (words, theme.error),
        };
        let used = pen.text(area.x + 1, area.y, area.width.saturating_sub(2), words, style);
        if undo.is_some() && matches!(message, Message::Done(_)) && used + 16 < area.width {
            let spans = [Span::styled("   u", theme.key), Span::styled(" undoes it", theme.dim)];
            pen.spans(area.x + 1 + used, area.y, area.width, &spans);
        }
        return;
    }
    let undo = undo.map(|words| format!("undo: {words}")).unwrap_or_default();
    let undo_width = (text::width(&text::clean(&undo)) as u16).min(area.width / 3);
    let rows = TABLE.iter().filter(|row| row.footer && can(row.command).is_ok());
    let hints: Vec<(&str, &str)> = rows.map(|row| (row.first_key(), row.short_on(here))).collect();
    hint_line(pen, Rect { width: area.width.saturating_sub(undo_width + 2), ..area }, &hints);
    pen.text_right(area.right().saturating_sub(undo_width + 1), area.y, undo_width, &undo, theme.dim);
}

/// Keys and words in a row, as many as fit; help always does.
pub(crate) fn hint_line(pen: &mut Canvas<'_>, area: Rect, hints: &[(&str, &str)]) {
    let theme = pen.theme();
    let width_of = |(key, word): &(&str, &str)| (text::width(key) + text::width(word) + 3) as u16;
    let help = describe(Command::Help).map(|row| (row.first_key(), row.short));
    let has_help = help.is_some_and(|help| hints.contains(&help));
    let reserve = help.filter(|_| has_help).map_or(0, |help| width_of(&help));
    let mut x = area.x + 1;
    for hint in hints {
        let is_help = Some(*hint) == help;
        let room = area.right().saturating_sub(if is_help { 0 } else { reserve });
        if x + width_of(hint) > room + 2 {
            continue;
        }
        x += pen.text(x, area.y, area.width, hint.0, theme.key);
        x += pen.text(x, area.y, area.width, &format!(" {}", hint.1), theme.dim) + 2;
    }
}
