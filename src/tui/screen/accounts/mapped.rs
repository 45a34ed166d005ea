//! The list as a map: the same accounts, filter and selection, moved through by direction.

use super::list::List;
use super::map::{Point, Way};
use crate::book::{Book, RosterLine};
use crate::domain::problem::Result;
use crate::domain::text::wrapped;
use crate::tui::canvas::Canvas;
use crate::tui::command::Command;
use crate::tui::layer::Mouse;
use crate::tui::step::Step;
use crate::tui::widget::pane::inside;
use crate::tui::widget::row::{Ink, Piece};
use ratatui::layout::Rect;

/// Columns of the words on a card.
const CARD: usize = 36;

impl List {
    /// Whether the accounts are shown as a map.
    pub(crate) fn is_map(&self) -> bool {
        self.is_map
    }

    /// Shows the list as a map, or the map as a list.
    pub(super) fn switch(&mut self, book: &mut Book) -> Result<()> {
        self.is_map = !self.is_map;
        self.chart(book)?;
        self.read_card(book)
    }

    /// Gives the accounts of the list to the map.
    pub(super) fn chart(&mut self, book: &mut Book) -> Result<()> {
        if !self.is_map {
            return Ok(());
        }
        let today = book.today();
        self.bands = Some(book.points().bands.clone());
        let roster = book.roster()?;
        let point = |line: &RosterLine| {
            roster.at(*line).map(|member| Point {
                days: member.decision_on().map(|on| today.days_to(on)),
                score: member.score(),
                band: member.band(),
                value: member.value(),
            })
        };
        self.map.show(self.lines.iter().filter_map(point).collect());
        self.map.settle(inside(self.body));
        Ok(())
    }

    /// Moves on the map, where the command is a direction; whether it was.
    pub(super) fn move_on_map(&mut self, command: Command, book: &mut Book) -> Result<bool> {
        let Some(at) = self.roll.selected().filter(|_| self.is_map) else { return Ok(false) };
        let next = match command {
            Command::Earlier => self.map.nearest(at, Way::Left),
            Command::Later => self.map.nearest(at, Way::Right),
            Command::Up => self.map.nearest(at, Way::Up),
            Command::Down => self.map.nearest(at, Way::Down),
            Command::NextPane => self.map.next_in_cell(at),
            _ => return Ok(false),
        };
        self.select_on_map(next, book)?;
        Ok(true)
    }

    /// Takes a click or the wheel on the map.
    pub(super) fn mouse_on_map(&mut self, mouse: Mouse, book: &mut Book) -> Result<Step> {
        match mouse {
            Mouse::Wheel(_, down) => {
                self.move_on_map(if down { Command::Down } else { Command::Up }, book)?;
            }
            Mouse::Click(at) | Mouse::Double(at) => {
                let hit = self.map.at(inside(self.body), at);
                self.select_on_map(hit, book)?;
                if hit.is_some() && matches!(mouse, Mouse::Double(_)) {
                    return Ok(Step::Run(Command::Open));
                }
            }
        }
        Ok(Step::Stay)
    }

    fn select_on_map(&mut self, at: Option<usize>, book: &mut Book) -> Result<()> {
        let Some(at) = at else { return Ok(()) };
        self.roll.select(at);
        self.read_rows(book)?;
        self.read_card(book)
    }

    /// Reads what the card of the selected account says.
    pub(super) fn read_card(&mut self, book: &mut Book) -> Result<()> {
        let Some(row) = self.selected_row().filter(|_| self.is_map) else { return Ok(()) };
        if self.carded == Some(row.id) {
            return Ok(());
        }
        let (id, mut card) = (row.id, row.card(book.today()));
        self.carded = Some(id);
        let sentence = book.standing(id)?.sentence;
        if !sentence.is_empty() {
            card.push(Vec::new());
            let lines = wrapped(&sentence, CARD);
            card.extend(lines.into_iter().map(|line| vec![(Ink::Plain, line)]));
        }
        self.card = card;
        Ok(())
    }

    /// Draws the map inside the frame.
    pub(super) fn view_map(&self, canvas: &mut Canvas<'_>, inside: Rect) {
        let card: Vec<Vec<Piece>> = if super::map::is_wide(inside) {
            self.card.clone()
        } else {
            // On two lines: what it is and is worth, then why.
            let facts = self
                .card
                .iter()
                .take_while(|line| !line.is_empty())
                .flat_map(|line| line.iter().cloned().chain(std::iter::once((Ink::Dim, " · ".to_owned()))));
            let why = self.card.iter().skip_while(|line| !line.is_empty()).skip(1).flatten();
            vec![facts.collect(), why.map(|(ink, words)| (*ink, format!("{words} "))).collect()]
        };
        if let Some(bands) = &self.bands {
            self.map.view(canvas, inside, self.roll.selected(), bands, &card);
        }
    }
}
