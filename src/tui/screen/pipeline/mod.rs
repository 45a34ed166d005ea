//! Screen 2: where accounts stand in their lives, from where they are lost, and what is done about it.
//!
//! The selection on the board is one: every pane below tells of the stage, or the end, that is selected there.

pub(crate) mod board;
mod draw;
mod gaps;
mod losses;
mod members;
pub(crate) mod panes;
mod questions;
mod remarks;
mod river;
mod sees;
pub(crate) mod spots;
mod stage_rows;
mod swarm;
mod two_lines;

use super::{Heads, move_of};
use crate::book::Book;
use crate::book::cache::query;
use crate::book::gaps::Gaps;
use crate::book::pipeline::Board;
use crate::domain::connection::ConnectionPoint;
use crate::domain::money::{Currency, Money};
use crate::domain::problem::Result;
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;
use crate::form::stage::Which;
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::Mouse;
use crate::tui::step::{Step, Subject};
use crate::tui::widget::pane::inside;
use crate::tui::widget::panes::{Meant, PaneHost};
use crate::tui::widget::roll::{ListState, Move};
use board::{Sight, Stop};
use members::Members;
use panes::Focus;
use ratatui::layout::Rect;
use sees::Sees;
use std::cmp::Reverse;
use std::sync::Arc;

/// The Pipeline screen.
#[derive(Debug, Default)]
pub(crate) struct PipelineScreen {
    board: Option<Arc<Board>>,
    gaps: Option<Arc<Gaps>>,
    /// What the sums leave out.
    left_out: String,
    stops: ListState,
    members: Members,
    spots: Vec<spots::Line>,
    spot_roll: ListState,
    questions: Vec<ConnectionPoint>,
    question_roll: ListState,
    pub(crate) panes: PaneHost<Focus>,
    sees: Sees,
    currency: Option<Currency>,
}

impl PipelineScreen {
    /// Whether the pane in focus has several views.
    pub(crate) fn has_views(&self) -> bool {
        matches!(self.panes.focus, Focus::Board | Focus::Losses)
    }

    /// The columns that the accounts can be sorted by, where they have the keys.
    pub(crate) fn heads(&self) -> Option<Heads> {
        self.is_on_members().then(|| self.members.heads())
    }

    fn is_on_members(&self) -> bool {
        self.panes.focus == Focus::Members && self.board.is_some() && self.members.has_any()
    }

    /// Sorts the accounts.
    pub(crate) fn sort(&mut self, key: &'static str, book: &mut Book) -> Result<()> {
        self.members.sort(key, book);
        self.settle(self.panes.body, book)
    }

    /// The filter of the accounts, where they have the keys.
    pub(crate) fn filter(&self) -> Option<&str> {
        self.is_on_members().then(|| self.members.listing.filter())
    }

    /// Shows the accounts that pass these words, in every stage.
    pub(crate) fn set_filter(&mut self, words: &str, book: &mut Book) -> Result<()> {
        book.filter(words)?;
        self.members.listing.set_filter(words);
        self.settle(self.panes.body, book)
    }

    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Mark if self.panes.focus != Focus::Members || self.members.is_empty() => {
                Err(DisabledReason::so("Accounts can be marked; go to their list with Tab."))
            }
            Command::Open
                if self.panes.focus == Focus::Playbooks
                    && self.selected_spot().and_then(spots::Line::account).is_none() =>
            {
                Err(DisabledReason::so("e edits what is selected here."))
            }
            Command::ClearMarks if self.members.marked.is_empty() => Err(DisabledReason::so("Nothing is marked.")),
            _ => Ok(()),
        }
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &mut Book) -> Result<Step> {
        match command {
            _ if self.panes.update(command) => {}
            Command::Back if !self.members.marked.is_empty() => self.members.marked.clear(),
            Command::Back if self.is_on_members() && !self.members.listing.filter().is_empty() => {
                self.members.listing.set_filter("");
            }
            Command::Back if self.panes.focus == Focus::Board => return Ok(Step::Back),
            Command::Back => self.panes.focus = Focus::Board,
            Command::Left => self.go_to_stop(Move::Up, book)?,
            Command::Right => self.go_to_stop(Move::Down, book)?,
            Command::Mark => {
                self.members.mark();
                self.go(Move::Down, book)?;
            }
            Command::ClearMarks => self.members.marked.clear(),
            Command::View => self.sees = self.sees.other(),
            Command::Open => return Ok(self.open()),
            _ => {
                if let Some(how) = move_of(command) {
                    self.go(how, book)?;
                }
            }
        }
        self.settle(self.panes.body, book)?;
        Ok(Step::Stay)
    }

    /// What is selected.
    pub(crate) fn subject(&self) -> Subject {
        let marked = || self.members.all_marked();
        match self.panes.focus {
            Focus::Members => {
                let account = self.members.selected();
                let record = account.map(RecordRef::of);
                Subject {
                    account,
                    name: self.members.selected_name(),
                    record,
                    accounts: marked(),
                    ..Subject::default()
                }
            }
            Focus::Playbooks => {
                let line = self.selected_spot();
                Subject {
                    account: line.and_then(spots::Line::account),
                    name: line.map(spots::Line::name).unwrap_or_default(),
                    record: line.and_then(spots::Line::record),
                    accounts: marked(),
                    ..Subject::default()
                }
            }
            Focus::Questions => {
                let point = self.question_roll.selected().and_then(|at| self.questions.get(at));
                Subject {
                    name: point.map(|point| point.asked_and(&point.answer)).unwrap_or_default(),
                    record: point.map(|point| RecordRef::Connection(point.key.clone())),
                    accounts: marked(),
                    ..Subject::default()
                }
            }
            Focus::Board | Focus::Losses => Subject {
                name: self.stop_name(),
                record: self.stage_key().map(RecordRef::Stage),
                accounts: marked(),
                ..Subject::default()
            },
        }
    }

    /// What is new here: behind the stage on the board another one; on a playbook another one, on one of its actions
    /// another action.
    pub(crate) fn new_in_focus(&self) -> Option<FormRequest> {
        let stage = self.stage_key();
        match (self.panes.focus, self.selected_spot()) {
            (Focus::Board, _) => stage.map(|key| FormRequest::Stage(Which::Behind(key))),
            (Focus::Playbooks, Some(spots::Line::Task(playbook, ..))) => {
                Some(FormRequest::Task(playbook.clone(), None))
            }
            (Focus::Playbooks, _) => Some(FormRequest::NewPlaybook(stage)),
            (Focus::Questions, _) => Some(FormRequest::Connection(None)),
            (Focus::Members | Focus::Losses, _) => None,
        }
    }

    /// Reads everything again.
    pub(crate) fn reload(&mut self, book: &mut Book) -> Result<()> {
        self.currency = Some(book.currency());
        self.questions.clone_from(&book.connection_points().list);
        let is_first = self.board.is_none();
        // A board of other stages than there are now would lead to edits of the wrong ones.
        let stages = book.stages().clone();
        let fits =
            |board: &Board| board.stages.iter().map(|one| &one.stage.key).eq(stages.list.iter().map(|one| &one.key));
        self.board = book.cached(query::Board)?.filter(|board| fits(board));
        self.gaps = if self.board.is_some() { book.cached(query::Gaps)? } else { None };
        self.left_out = book.cached(query::LeftOut)?.map_or_else(String::new, |left_out| left_out.words());
        if let Some(board) = self.board.as_ref().filter(|_| is_first) {
            // One begins where most is lost, else where somebody is.
            let leak =
                board.stages.iter().enumerate().max_by_key(|(at, one)| (one.lost.count, one.lost.value, Reverse(*at)));
            let leak = leak.filter(|(_, one)| one.lost.count > 0).map(|(at, _)| at);
            let somebody = || board.stages.iter().position(|stage| stage.here.count > 0);
            let at = leak.or_else(somebody).unwrap_or(0);
            self.stops.settle(board::stops(board).len(), 1);
            self.stops.select(at);
        }
        self.follow(book)
    }

    /// Tells how large the body is, and reads what comes in sight.
    pub(crate) fn settle(&mut self, body: Rect, book: &mut Book) -> Result<()> {
        self.panes.body = body;
        let Some(board) = self.board.clone() else { return Ok(()) };
        self.question_roll.settle(self.questions.len(), self.question_roll.visible().len());
        let stops = board::stops(&board).len();
        let slots = self.slots(body);
        let inner = |pane: Focus| slots.of(pane).map_or(0, |area| usize::from(inside(area).height));
        let room = match self.sees {
            Sees::River if slots.of(Focus::Board).is_some_and(|area| river::has_room(inside(area))) => stops,
            Sees::River => inner(Focus::Board),
            Sees::Table => inner(Focus::Board).saturating_sub(1),
        };
        self.stops.settle(stops, room.max(1));
        self.spot_roll.settle(self.spots.len(), inner(Focus::Playbooks));
        let tall = usize::from(questions::TALL);
        self.question_roll.settle(self.questions.len(), inner(Focus::Questions).div_ceil(tall));
        let gaps = self.gaps.clone();
        let sight = Sight { board: &board, gaps: gaps.as_deref() };
        let room = slots.of(Focus::Members).map(inside).unwrap_or_default();
        self.members.settle(room, self.stop(), sight, book)
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, book: &mut Book) -> Result<Step> {
        let mut is_row = false;
        match (self.panes.mouse(mouse, &self.slots(self.panes.body)), self.panes.focus) {
            (Some(Meant::Go(how)), _) => self.go(how, book)?,
            (Some(Meant::Line(line, area)), Focus::Board) => {
                match &self.board {
                    Some(board) if self.is_river(self.panes.body) => {
                        let sight = Sight { board, gaps: self.gaps.as_deref() };
                        let currency = self.currency.unwrap_or(Currency::EUR);
                        if let Some(stop) = river::stop_at(inside(area), sight, currency, mouse.at()) {
                            self.stops.select(stop);
                        }
                    }
                    _ => is_row = self.stops.click(line, u16::from(self.sees == Sees::Table)),
                }
                self.follow(book)?;
            }
            (Some(Meant::Line(0, area)), Focus::Members) => {
                let key = self.members.head_at(inside(area), mouse.at().x);
                key.map_or(Ok(()), |key| self.sort(key, book))?;
            }
            (Some(Meant::Line(line, _)), Focus::Members) => is_row = self.members.click(line),
            (Some(Meant::Line(line, _)), Focus::Playbooks) => {
                self.spot_roll.click(line, 0);
            }
            (Some(Meant::Line(line, _)), Focus::Questions) => {
                is_row = self.question_roll.click_tall(line, 0, questions::TALL);
            }
            _ => {}
        }
        self.settle(self.panes.body, book)?;
        Ok(Step::open_on(mouse, is_row))
    }

    /// The accounts where they have the keys, else the board, for export.
    pub(crate) fn table(&self, book: &Book) -> Result<Shown> {
        if let Some(board) = self.board.as_ref().filter(|_| self.is_on_members()) {
            return self.members.table(Sight { board, gaps: self.gaps.as_deref() }, book);
        }
        let money = |minor| Money::new(minor, self.currency.unwrap_or(Currency::EUR)).decimal();
        let rows = self.board.as_ref().map_or_else(Vec::new, |board| {
            let plain = |words: String| {
                if words == "–" { "0".to_owned() } else { words.trim_start_matches("▲ ").to_owned() }
            };
            let sight = Sight { board, gaps: self.gaps.as_deref() };
            let row = |stop| board::words(sight, stop, &money).map(plain).to_vec();
            board::stops(board).into_iter().map(row).collect()
        });
        Ok(Shown { columns: board::TITLES.map(str::to_owned).to_vec(), rows })
    }

    fn stop(&self) -> Stop {
        let stops = self.board.as_ref().map(|board| board::stops(board)).unwrap_or_default();
        stops.get(self.stops.at()).copied().unwrap_or(Stop::Stage(0))
    }

    /// The key of the stage that is selected on the board.
    pub(crate) fn stage_key(&self) -> Option<String> {
        let Stop::Stage(place) = self.stop() else { return None };
        self.board.as_ref()?.stages.get(place).map(|one| one.stage.key.clone())
    }

    fn stop_name(&self) -> String {
        match (self.stop(), &self.board) {
            (Stop::Stage(place), Some(board)) => {
                board.stages.get(place).map(|one| one.stage.name.clone()).unwrap_or_default()
            }
            (Stop::Stage(_), None) => String::new(),
            (Stop::Lost, _) => "Churned".to_owned(),
            (Stop::WonBack, _) => "Won back".to_owned(),
            (Stop::Gaps, _) => "Onboarding gaps".to_owned(),
        }
    }

    fn selected_spot(&self) -> Option<&spots::Line> {
        self.spot_roll.selected().and_then(|at| self.spots.get(at))
    }

    fn go(&mut self, how: Move, book: &mut Book) -> Result<()> {
        match self.panes.focus {
            Focus::Board => return self.go_to_stop(how, book),
            Focus::Members => self.members.listing.roll.go(how),
            Focus::Playbooks => self.spot_roll.go(how),
            Focus::Questions => self.question_roll.go(how),
            Focus::Losses => false,
        };
        Ok(())
    }

    fn go_to_stop(&mut self, how: Move, book: &mut Book) -> Result<()> {
        if self.stops.go(how) {
            self.spot_roll = ListState::default();
            self.follow(book)?;
        }
        Ok(())
    }

    /// Shows what belongs to the selected stop.
    fn follow(&mut self, book: &mut Book) -> Result<()> {
        let Some(board) = self.board.clone() else { return Ok(()) };
        self.stops.settle(board::stops(&board).len(), self.stops.visible().len().max(1));
        let stop = self.stop();
        self.spots = spots::lines(&board, stop, &book.playbooks().list);
        let gaps = self.gaps.clone();
        self.members.load(stop, Sight { board: &board, gaps: gaps.as_deref() }, book)?;
        self.settle(self.panes.body, book)
    }

    fn open(&mut self) -> Step {
        match self.panes.focus {
            Focus::Board | Focus::Losses => {
                self.panes.focus = Focus::Members;
                Step::Stay
            }
            Focus::Members => self.members.selected().map_or(Step::Stay, Step::Page),
            Focus::Playbooks => self.selected_spot().and_then(spots::Line::account).map_or(Step::Stay, Step::Page),
            Focus::Questions => Step::Run(Command::Edit),
        }
    }
}
