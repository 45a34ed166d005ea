//! Screens whose rooms are laid out and not furnished yet: they say what will stand there and what helps today.

use crate::tui::command::{Command, Why};
use crate::tui::layer::wrapped;
use crate::tui::pen::Pen;
use crate::tui::place::Place;
use crate::tui::widget::pane::Pane;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Nothing can be selected here yet.
pub(crate) fn can(command: Command) -> Result<(), Why> {
    match command {
        Command::Filter
        | Command::Sort
        | Command::Open
        | Command::Mark
        | Command::Zoom
        | Command::NextPane
        | Command::PreviousPane
        | Command::Left
        | Command::Right
        | Command::ClearMarks
        | Command::Down
        | Command::Up
        | Command::First
        | Command::Last
        | Command::PageDown
        | Command::PageUp
        | Command::Copy => Err(Why::so("This screen lists nothing yet.")),
        _ => Ok(()),
    }
}

/// What will stand on a screen, and where its facts can be seen today.
fn words(place: Place) -> (&'static str, &'static str, &'static str) {
    match place {
        Place::Pipeline => (
            "Accounts per stage with value and days, where customers are lost, and what to do about it.",
            "The Lifecycle pane counts every stage already; Enter on a stage lists its accounts.",
            "1",
        ),
        Place::Team => (
            "Our people: their seats, accounts and minutes, who holds a large account alone, and what if one leaves.",
            "The Account team pane shows the seats of each account; the People tab of an account shows all of them.",
            "1",
        ),
        Place::Renewals => (
            "Decisions by date: value, last said pulse, open issues, and which ones nobody has asked about.",
            "Screen 3 sorts by decision already: o, then Decision.",
            "3",
        ),
        Place::Programme => (
            "The charter, company news and who has heard it, insights, and the agenda of the monthly huddle.",
            "Import keeps all of these already, and export brings them back.",
            ":",
        ),
        Place::Score => (
            "Customers in, out and kept, in whole numbers first; and how often the risk score was right.",
            "The Lifecycle pane shows the losses of twelve months.",
            "1",
        ),
        Place::Today | Place::Accounts | Place::History => ("", "", ""),
    }
}

/// Draws what will be here.
pub(crate) fn view(place: Place, pen: &mut Pen<'_>, body: Rect) {
    let theme = pen.theme();
    let (will, now, key) = words(place);
    let pane = Pane { name: place.word(), answer: "not built yet".into(), focused: true, ..Pane::default() };
    let inside = pane.draw(pen, body);
    let columns = inside.width.min(72);
    let left = inside.x + (inside.width - columns) / 2;
    let mut y = inside.y + inside.height / 4;
    for (words, style) in [(will, theme.plain), (now, theme.dim)] {
        for line in wrapped(words, usize::from(columns)) {
            if y < inside.bottom() {
                pen.text(left, y, columns, &line, style);
            }
            y += 1;
        }
        y += 1;
    }
    if y < inside.bottom() {
        pen.spans(left, y, columns, &[Span::styled(key, theme.key), Span::styled(" takes you there", theme.dim)]);
    }
}
