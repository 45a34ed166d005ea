//! The screens. An exhaustive match per question lists what a new screen must answer.

pub(crate) mod accounts;
pub(crate) mod history;
pub(crate) mod pipeline;
pub(crate) mod programme;
pub(crate) mod renewals;
pub(crate) mod score;
pub(crate) mod team;
pub(crate) mod today;

use super::canvas::{Canvas, Look};
use super::command::{Command, DisabledReason};
use super::intake::Shown;
use super::layer::Mouse;
use super::place::Place;
use super::step::{Step, Subject};
use super::widget::pane::inside;
use super::widget::panes::PaneId;
use super::widget::roll::{ListState, Move};
use crate::book::Book;
use crate::domain::problem::Result;
use crate::view::{Head, Order};
use ratatui::layout::{Position, Rect};

/// The columns that a list can be sorted by, and how it is sorted now.
#[derive(Debug, Clone)]
pub(crate) struct Heads {
    pub(crate) heads: Vec<Head>,
    pub(crate) order: Option<Order>,
}

/// All screens.
#[derive(Debug, Default)]
pub(crate) struct Screens {
    /// Screen 1.
    pub(crate) today: today::TodayScreen,
    /// Screen 2.
    pub(crate) pipeline: pipeline::PipelineScreen,
    /// Screen 3.
    pub(crate) accounts: accounts::AccountsScreen,
    /// Screen 4.
    pub(crate) team: team::TeamScreen,
    /// Screen 5.
    pub(crate) renewals: renewals::RenewalsScreen,
    /// Screen 6.
    pub(crate) programme: programme::ProgrammeScreen,
    /// Screen 7.
    pub(crate) score: score::ScoreScreen,
    /// Screen 8.
    pub(crate) history: history::HistoryScreen,
}

impl Screens {
    /// The columns that the list in focus can be sorted by; none: there is no list, or its order says something itself.
    pub(crate) fn heads(&self, place: Place) -> Option<Heads> {
        match place {
            Place::Today => self.today.heads(),
            Place::Pipeline => self.pipeline.heads(),
            Place::Accounts if self.accounts.page().is_none() => self.accounts.list.heads(),
            Place::Team => self.team.heads(),
            Place::Renewals => self.renewals.heads(),
            Place::Accounts | Place::Programme | Place::Score | Place::History => None,
        }
    }

    /// Sorts the list in focus by a column; by the same one again, the other way round.
    pub(crate) fn sort(&mut self, place: Place, key: &'static str, book: &mut Book) -> Result<()> {
        match place {
            Place::Today => self.today.sort(key, book),
            Place::Pipeline => self.pipeline.sort(key, book),
            Place::Accounts => self.accounts.list.sort(key, book),
            Place::Team => self.team.sort(key, book),
            Place::Renewals => self.renewals.sort(key, book),
            Place::Programme | Place::Score | Place::History => Ok(()),
        }
    }

    /// The filter of the list in focus; none: it is no list of accounts or of what belongs to them.
    pub(crate) fn filter(&self, place: Place) -> Option<&str> {
        match place {
            Place::Today => self.today.filter(),
            Place::Pipeline => self.pipeline.filter(),
            Place::Accounts if self.accounts.page().is_none() && !self.accounts.list.is_empty() => {
                Some(self.accounts.list.filter())
            }
            Place::Team => self.team.filter(),
            Place::Renewals => self.renewals.filter(),
            Place::Accounts | Place::Programme | Place::Score | Place::History => None,
        }
    }

    /// Shows what passes these words in the list in focus; an error leaves it as it was.
    pub(crate) fn set_filter(&mut self, place: Place, words: &str, book: &mut Book) -> Result<()> {
        match place {
            Place::Today => self.today.set_filter(words, book),
            Place::Pipeline => self.pipeline.set_filter(words, book),
            Place::Accounts => self.accounts.list.set_filter(words, book),
            Place::Team => self.team.set_filter(words, book),
            Place::Renewals => self.renewals.set_filter(words, book),
            Place::Programme | Place::Score | Place::History => Ok(()),
        }
    }

    /// Whether the tasks of Today have the keys, which are filtered by whose they are.
    pub(crate) fn is_on_tasks(&self, place: Place) -> bool {
        place == Place::Today && self.today.is_on_tasks()
    }

    /// Whether the pane in focus has several views.
    fn has_views(&self, place: Place) -> bool {
        match place {
            Place::Team => self.team.has_views(),
            Place::Score => self.score.has_views(),
            Place::Pipeline => self.pipeline.has_views(),
            Place::Renewals => true,
            Place::Accounts => self.accounts.page().is_none() && !self.accounts.list.is_empty(),
            _ => false,
        }
    }

    /// Whether this can be done on this screen now.
    pub(crate) fn can(&self, place: Place, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Sort if self.heads(place).is_none() => return Err(NO_COLUMNS),
            Command::Filter if self.filter(place).is_none() && !self.is_on_tasks(place) => return Err(NO_ACCOUNTS),
            Command::View if !self.has_views(place) => return Err(ONE_VIEW),
            _ => {}
        }
        match place {
            Place::Today => self.today.can(command),
            Place::Pipeline => self.pipeline.can(command),
            Place::Renewals => self.renewals.can(command),
            Place::Accounts => self.accounts.can(command),
            Place::Score => self.score.can(command),
            Place::History => self.history.can(command),
            Place::Team => self.team.can(command),
            Place::Programme => self.programme.can(command),
        }
    }

    /// Does what was asked on this screen.
    pub(crate) fn update(&mut self, place: Place, command: Command, book: &mut Book, look: &Look) -> Result<Step> {
        match place {
            Place::Today => self.today.update(command, book),
            Place::Pipeline => self.pipeline.update(command, book),
            Place::Renewals => self.renewals.update(command, book),
            Place::Accounts => self.accounts.update(command, book),
            Place::Score => self.score.update(command, book, look),
            Place::History => self.history.update(command, book),
            Place::Team => self.team.update(command, book),
            Place::Programme => self.programme.update(command, book, look),
        }
    }

    /// Takes the mouse on this screen.
    pub(crate) fn mouse(&mut self, place: Place, mouse: Mouse, book: &mut Book) -> Result<Step> {
        match place {
            Place::Today => self.today.mouse(mouse, book),
            Place::Pipeline => self.pipeline.mouse(mouse, book),
            Place::Renewals => self.renewals.mouse(mouse, book),
            Place::Accounts => self.accounts.mouse(mouse, book),
            Place::Score => Ok(self.score.mouse(mouse)),
            Place::History => self.history.mouse(mouse, book),
            Place::Team => self.team.mouse(mouse, book),
            Place::Programme => Ok(self.programme.mouse(mouse)),
        }
    }

    /// What is selected on this screen.
    pub(crate) fn subject(&self, place: Place) -> Subject {
        match place {
            Place::Today => self.today.subject(),
            Place::Pipeline => self.pipeline.subject(),
            Place::Renewals => self.renewals.subject(),
            Place::Accounts => self.accounts.subject(),
            Place::Score => self.score.subject(),
            Place::History => Subject::default(),
            Place::Team => self.team.subject(),
            Place::Programme => self.programme.subject(),
        }
    }

    /// Reads this screen again.
    pub(crate) fn reload(&mut self, place: Place, book: &mut Book) -> Result<()> {
        match place {
            Place::Today => self.today.reload(book),
            Place::Pipeline => self.pipeline.reload(book),
            Place::Renewals => self.renewals.reload(book),
            Place::Accounts => self.accounts.reload(book),
            Place::Score => self.score.reload(book),
            Place::History => self.history.reload(book),
            Place::Team => self.team.reload(book),
            Place::Programme => self.programme.reload(book),
        }
    }

    /// Tells this screen how large its body is.
    pub(crate) fn settle(&mut self, place: Place, body: Rect, book: &mut Book) -> Result<()> {
        match place {
            Place::Today => {
                self.today.settle(body);
                Ok(())
            }
            Place::Pipeline => self.pipeline.settle(body, book),
            Place::Renewals => self.renewals.settle(body, book),
            Place::Accounts => self.accounts.settle(body, book),
            Place::Score => {
                self.score.settle(body);
                Ok(())
            }
            Place::History => self.history.settle(body, book),
            Place::Team => self.team.settle(body, book),
            Place::Programme => {
                self.programme.settle(body);
                Ok(())
            }
        }
    }

    /// The row of the screen the selection stands in.
    pub(crate) fn cursor_row(&self, place: Place, body: Rect) -> Option<u16> {
        match place {
            Place::Today => self.today.cursor_row(body),
            Place::Pipeline => self.pipeline.cursor_row(body),
            Place::Renewals => self.renewals.cursor_row(body),
            Place::Accounts => self.accounts.cursor_row(body),
            Place::Score => self.score.cursor_row(body),
            Place::Team => self.team.cursor_row(body),
            Place::Programme => self.programme.cursor_row(body),
            Place::History => None,
        }
    }

    /// Draws this screen.
    pub(crate) fn view(&self, place: Place, canvas: &mut Canvas<'_>, body: Rect) {
        match place {
            Place::Today => self.today.view(canvas, body),
            Place::Pipeline => self.pipeline.view(canvas, body),
            Place::Renewals => self.renewals.view(canvas, body),
            Place::Accounts => self.accounts.view(canvas, body),
            Place::Score => self.score.view(canvas, body),
            Place::History => self.history.view(canvas, body),
            Place::Team => self.team.view(canvas, body),
            Place::Programme => self.programme.view(canvas, body),
        }
    }

    /// The table shown, whole, for export.
    pub(crate) fn table(&self, place: Place, book: &mut Book) -> Result<Shown> {
        match place {
            Place::Today => self.today.table(book),
            Place::Pipeline => self.pipeline.table(book),
            Place::Renewals => self.renewals.table(book),
            Place::Accounts => self.accounts.table(book),
            Place::Score => Ok(self.score.table(book)),
            Place::History => Ok(self.history.table()),
            Place::Team => Ok(self.team.shown()),
            Place::Programme => Ok(self.programme.table()),
        }
    }

    /// What a command comes to in the pane that has the keys: the arrows move through time or on a map where there is one,
    /// else between stages and tabs.
    pub(crate) fn meant(&self, place: Place, command: Command) -> Command {
        let is_taken = match place {
            Place::Accounts => self.accounts.takes_arrows(),
            _ => false,
        };
        match command {
            Command::Earlier if !is_taken => Command::Left,
            Command::Later if !is_taken => Command::Right,
            other => other,
        }
    }

    /// The commands that matter in the pane that has the keys, the most wanted first.
    pub(crate) fn own_keys(&self, place: Place) -> &'static [Command] {
        use Command as C;
        match place {
            Place::Today => self.today.own_keys(),
            Place::Pipeline => &[C::Open, C::Stage, C::Later, C::New, C::Edit, C::Filter, C::Sort, C::Mark, C::Zoom],
            Place::Accounts if self.accounts.page().is_some() => &[
                C::Log,
                C::Right,
                C::Earlier,
                C::New,
                C::Edit,
                C::Pulse,
                C::Add,
                C::HandOff,
                C::Stage,
                C::Tag,
                C::Back,
            ],
            Place::Accounts => &[C::Open, C::Filter, C::Sort, C::View, C::Mark, C::Stage, C::Tag, C::New],
            Place::Team => &[C::Open, C::New, C::Edit, C::View, C::Filter, C::Sort, C::Done, C::WhatIf, C::Zoom],
            Place::Renewals => self.renewals.own_keys(),
            Place::Programme => &[C::New, C::Edit, C::Open, C::Zoom],
            Place::Score => &[C::View, C::Record, C::Open, C::Zoom],
            Place::History => &[C::Undo, C::Redo, C::Open],
        }
    }

    /// The pane that has the keys, or the tab of the page in sight.
    pub(crate) fn pane(&self, place: Place) -> &'static str {
        match place {
            Place::Today => self.today.panes.focus.name(),
            Place::Pipeline => self.pipeline.panes.focus.name(),
            Place::Accounts => self.accounts.page().map_or(place.word(), |page| page.tab().word()),
            Place::Team => self.team.panes.focus.name(),
            Place::Programme => self.programme.panes.focus.name(),
            Place::Score => self.score.panes.focus.name(),
            Place::Renewals | Place::History => place.word(),
        }
    }

    /// What the screen in sight is called, more closely than its place.
    pub(crate) fn title(&self, place: Place) -> &'static str {
        match place {
            Place::Accounts if self.accounts.page().is_some() => "the account page",
            other => other.word(),
        }
    }
}

const NO_COLUMNS: DisabledReason = DisabledReason::so("The rows of this pane have one order.");
const NO_ACCOUNTS: DisabledReason = DisabledReason::so("This pane is no list of accounts to filter.");
const ONE_VIEW: DisabledReason = DisabledReason::so("This pane has one view.");

/// Selects the row of a pane under a heading that a click meant.
pub(crate) fn click(roll: &mut ListState, at: Position, pane: Rect) {
    let line = at.y.checked_sub(inside(pane).y + 1);
    if let Some(row) = line.and_then(|line| roll.row_at(usize::from(line))) {
        roll.select(row);
    }
}

/// How a command moves in a list.
pub(crate) fn move_of(command: Command) -> Option<Move> {
    match command {
        Command::Down => Some(Move::Down),
        Command::Up => Some(Move::Up),
        Command::First => Some(Move::First),
        Command::Last => Some(Move::Last),
        Command::PageDown => Some(Move::PageDown),
        Command::PageUp => Some(Move::PageUp),
        _ => None,
    }
}
