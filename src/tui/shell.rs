//! What every screen shares: its parts, and the line of keys at the foot.

use super::canvas::Canvas;
use super::command::{Command, Scope, TABLE, describe};
use super::place::Place;
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
    /// The key does nothing here, and why; no harm was done.
    NotHere(String),
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
pub(crate) fn too_small(canvas: &mut Canvas<'_>, screen: Rect) -> bool {
    let (columns, rows) = SMALLEST;
    if screen.width >= columns && screen.height >= rows {
        return false;
    }
    let words = format!("mainstay needs {columns}×{rows}; this window is {}×{}.", screen.width, screen.height);
    canvas.paragraph(screen, &words, canvas.theme().plain);
    true
}

/// What the foot has to say.
pub(crate) struct Foot<'a> {
    /// The screen in sight.
    pub(crate) here: Place,
    /// The keys of the pane that has them, which come first.
    pub(crate) own: &'a [Command],
    /// What was done last, until the next key.
    pub(crate) message: Option<&'a Message>,
    /// What undo would take back.
    pub(crate) undo: Option<&'a str>,
}

impl Foot<'_> {
    /// Draws it: what was done, or the keys that work here; at the right what undo would take back.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, works: impl Fn(Command) -> bool) {
        let theme = canvas.theme();
        if let Some(message) = self.message {
            let (words, style) = match message {
                Message::Done(words) | Message::Said(words) => (words, theme.good),
                Message::Refused(words) => (words, theme.error),
                Message::NotHere(words) => (words, theme.dim),
            };
            let used = canvas.text(area.x + 1, area.y, area.width.saturating_sub(2), words, style);
            if self.undo.is_some() && matches!(message, Message::Done(_)) && used + 16 < area.width {
                let spans = [Span::styled("   u", theme.key), Span::styled(" undoes it", theme.dim)];
                canvas.spans(area.x + 1 + used, area.y, area.width, &spans);
            }
            return;
        }
        let undo = self.undo.map(|words| format!("undo: {words}")).unwrap_or_default();
        let undo_width = (text::width(&text::clean(&undo)) as u16).min(area.width / 3);
        let hints: Vec<(&str, &str)> = self
            .commands()
            .into_iter()
            .filter(|command| works(*command))
            .filter_map(describe)
            .map(|row| (row.first_key(), row.short_on(self.here)))
            .collect();
        hint_line(canvas, Rect { width: area.width.saturating_sub(undo_width + 2), ..area }, &hints);
        canvas.text_right(area.right().saturating_sub(undo_width + 1), area.y, undo_width, &undo, theme.dim);
    }

    /// The commands in the order in which they are worth a place: those of the pane, those of every screen, then whatever
    /// else acts on what is selected.
    fn commands(&self) -> Vec<Command> {
        let foot = TABLE.iter().filter(|row| row.footer).map(|row| row.command);
        let rest = TABLE.iter().filter(|row| row.scope == Scope::Selection && !row.footer).map(|row| row.command);
        let mut all: Vec<Command> = Vec::new();
        for command in self.own.iter().copied().chain(foot).chain(rest) {
            if !all.contains(&command) {
                all.push(command);
            }
        }
        all
    }
}

/// Keys and words in a row, as many as fit; help always does.
pub(crate) fn hint_line(canvas: &mut Canvas<'_>, area: Rect, hints: &[(&str, &str)]) {
    let theme = canvas.theme();
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
        x += canvas.text(x, area.y, area.width, hint.0, theme.key);
        x += canvas.text(x, area.y, area.width, &format!(" {}", hint.1), theme.dim) + 2;
    }
}
