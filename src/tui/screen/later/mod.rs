//! The screens whose own issues are still to come: what the book already knows for them, and in one line what is not
//! there yet. Nothing pretends.

mod facts;

use super::{click, move_of};
use crate::book::Book;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::form::record_ref::RecordRef;
use crate::tui::command::{Command, Why};
use crate::tui::intake::Shown;
use crate::tui::layer::Mouse;
use crate::tui::pen::Pen;
use crate::tui::place::Place;
use crate::tui::step::{Step, Subject};
use crate::tui::widget::pane::{Pane, inside};
use crate::tui::widget::roll::{Move, Roll};
use crate::tui::widget::table::{self, Cell, Column, Focus};
use ratatui::layout::Rect;

/// What one row is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum About {
    /// Nothing that can be opened.
    #[default]
    Nothing,
    /// One of ours.
    Member(Id<Member>, String),
}

/// What a screen shows: a table of what is known.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    columns: &'static [Column],
    rows: Vec<(About, Vec<facts::Piece>)>,
    answer: String,
    empty: &'static str,
    missing: &'static str,
}

/// Lines at the foot: what is not there yet.
const FOOT: u16 = 2;

/// These screens, one at a time.
#[derive(Debug, Default)]
pub(crate) struct LaterScreen {
    facts: Facts,
    place: Place,
    roll: Roll,
    body: Rect,
}

impl LaterScreen {
    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), Why> {
        match command {
            Command::Filter | Command::Sort => Err(Why::so("Lists are filtered and sorted on screen 3.")),
            Command::Mark | Command::ClearMarks => Err(Why::so("Accounts are marked in the list of screen 3.")),
            Command::Zoom | Command::NextPane | Command::PreviousPane => Err(Why::so("There is one pane here.")),
            Command::Left | Command::Right => Err(Why::so("There are no tabs here.")),
            Command::Open if self.about() == &About::Nothing => Err(Why::so("There is nothing to open here.")),
            _ => Ok(()),
        }
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command) -> Step {
        if let Some(how) = move_of(command) {
            self.roll.go(how);
        }
        match (command, self.about()) {
            (Command::Open, About::Member(_, name)) => {
                let last = name.split_whitespace().last().unwrap_or_default();
                Step::Filter(format!("owner:{last}"))
            }
            _ => Step::Stay,
        }
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse) -> Step {
        match mouse {
            Mouse::Wheel(_, down) => {
                self.roll.go(if down { Move::Down } else { Move::Up });
            }
            Mouse::Click(at) => click(&mut self.roll, at, self.body),
        }
        Step::Stay
    }

    /// What is selected.
    pub(crate) fn subject(&self) -> Subject {
        match self.about() {
            About::Member(member, name) => {
                Subject { name: name.clone(), record: Some(RecordRef::Member(*member)), ..Subject::default() }
            }
            About::Nothing => Subject::default(),
        }
    }

    /// Reads what the book knows for this place.
    pub(crate) fn reload(&mut self, place: Place, book: &mut Book) -> Result<()> {
        if place != self.place {
            self.roll = Roll::default();
        }
        self.place = place;
        self.facts = facts::read(place, book)?;
        self.settle(self.body);
        Ok(())
    }

    /// Tells how large the body is.
    pub(crate) fn settle(&mut self, body: Rect) {
        self.body = body;
        self.roll.settle(self.facts.rows.len(), usize::from(inside(body).height.saturating_sub(FOOT + 2)));
    }

    /// The rows shown, for export.
    pub(crate) fn table(&self) -> Shown {
        let columns = self.facts.columns.iter().map(|column| column.title.to_lowercase()).collect();
        let rows = self.facts.rows.iter().map(|(_, pieces)| pieces.iter().map(facts::Piece::words).collect());
        Shown { columns, rows: rows.collect() }
    }

    /// Draws it.
    pub(crate) fn view(&self, place: Place, pen: &mut Pen<'_>, body: Rect) {
        let theme = pen.theme();
        let facts = &self.facts;
        let position = self.roll.position();
        let pane =
            Pane { name: place.word(), answer: facts.answer.clone(), position, focused: true, ..Pane::default() };
        let inside = pane.draw(pen, body);
        if inside.height < FOOT + 2 {
            return;
        }
        let foot = Rect { y: inside.bottom() - FOOT, height: FOOT, ..inside };
        pen.paragraph(foot, facts.missing, theme.dim);
        let area = Rect { x: inside.x - 1, width: inside.width + 2, height: inside.height - FOOT - 1, ..inside };
        if facts.rows.is_empty() {
            pen.paragraph(Rect { height: inside.height - FOOT, ..inside }, facts.empty, theme.dim);
            return;
        }
        let rows = table::heading(pen, area, facts.columns, None);
        let look = pen.look;
        table::rows(pen, rows, facts.columns, &self.roll, Focus::Here, |index| {
            let row = facts.rows.get(index);
            row.map_or_else(Vec::new, |(_, pieces)| pieces.iter().map(|piece| piece.cell(&look)).collect::<Vec<Cell>>())
        });
    }

    fn about(&self) -> &About {
        const NOTHING: &About = &About::Nothing;
        self.roll.selected().and_then(|at| self.facts.rows.get(at)).map_or(NOTHING, |(about, _)| about)
    }
}
