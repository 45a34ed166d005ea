//! Screen 1, the cockpit: where customers are being lost, who of our team is on them, and what to do today.
//!
//! The selection is one: moving in At risk or in Today moves the account whose team is shown.

pub(crate) mod at_risk;
pub(crate) mod lifecycle;
pub(crate) mod list;
mod load;
pub(crate) use load::record_of;
pub(crate) mod panes;
pub(crate) mod team;
#[cfg(test)]
mod tests;

use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::today::{Line, TaskId, smallest};
use crate::form::record_ref::RecordRef;
use crate::tui::canvas::Canvas;
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::Mouse;
use crate::tui::screen::Heads;
use crate::tui::step::{Step, Subject};
use crate::tui::widget::panes::{Meant, PaneHost, Slots};
use crate::tui::widget::roll::{ListState, Move};
use crate::view::risk::{RISKS, RiskLine};
use crate::view::{self, Around, Order};
use panes::Focus;
use ratatui::layout::Rect;
use std::collections::HashSet;

/// The first screen.
#[derive(Debug, Default)]
pub(crate) struct TodayScreen {
    life: lifecycle::Lifecycle,
    stage_keys: Vec<String>,
    risk_answer: String,
    risks: Vec<RiskLine>,
    risk_order: Option<Order>,
    risk_filter: String,
    team: Option<load::TeamView>,
    day_answer: String,
    day_aside: String,
    /// What stands where nothing is due.
    day_calm: String,
    /// What stands below the lines when all of them are dealt with.
    day_end: String,
    /// Whether it is another day than the one the list starts with.
    is_other_day: bool,
    lines: Vec<Line>,
    /// The lines that were dealt with when the list was read before.
    closed_before: HashSet<TaskId>,
    day: Vec<list::DayLine>,
    marked: HashSet<TaskId>,
    pub(crate) panes: PaneHost<Focus>,
    stage: usize,
    risk_roll: ListState,
    team_roll: ListState,
    day_roll: ListState,
    account: Option<Id<Account>>,
}

impl TodayScreen {
    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Left | Command::Right if self.panes.focus != Focus::Lifecycle => {
                Err(DisabledReason::so("Go to the Lifecycle pane with Tab first."))
            }
            Command::Mark if self.panes.focus != Focus::Today || self.lines.is_empty() => {
                Err(DisabledReason::so("Tasks of Today can be marked; go there with Tab."))
            }
            Command::ClearMarks if self.marked.is_empty() => Err(DisabledReason::so("Nothing is marked.")),
            _ => Ok(()),
        }
    }

    /// The columns that the ranking can be sorted by.
    pub(crate) fn heads(&self) -> Option<Heads> {
        let is_on_risk = self.is_on_risk();
        is_on_risk.then(|| Heads { heads: view::order::heads(RISKS), order: Some(self.risk_order()) })
    }

    /// Whether the ranking has the keys, and there is one.
    fn is_on_risk(&self) -> bool {
        self.panes.focus == Focus::AtRisk && !(self.risks.is_empty() && self.risk_filter.is_empty())
    }

    fn risk_order(&self) -> Order {
        self.risk_order.unwrap_or(Order::down("score"))
    }

    /// Sorts the ranking.
    pub(crate) fn sort(&mut self, key: &'static str, book: &mut Book) -> Result<()> {
        let starts_down = !matches!(key, "account" | "notice_by" | "completeness");
        self.risk_order = Some(Order::choose(Some(self.risk_order()), key, starts_down));
        self.load_risks(book)?;
        self.follow(book)
    }

    /// The filter of the ranking.
    pub(crate) fn filter(&self) -> Option<&str> {
        self.is_on_risk().then_some(self.risk_filter.as_str())
    }

    /// Shows those of the ranking that pass these words.
    pub(crate) fn set_filter(&mut self, words: &str, book: &mut Book) -> Result<()> {
        book.filter(words)?;
        words.clone_into(&mut self.risk_filter);
        self.load_risks(book)?;
        self.follow(book)
    }

    /// Whether the tasks have the keys.
    pub(crate) fn is_on_tasks(&self) -> bool {
        self.panes.focus == Focus::Today
    }

    /// The account at the top of At risk; none: nobody is.
    pub(crate) fn first_at_risk(&self) -> Option<Id<Account>> {
        self.risks.first().map(|line| line.account)
    }

    /// The commands that matter in the pane that has the keys, the most wanted first.
    pub(crate) fn own_keys(&self) -> &'static [Command] {
        use Command as C;
        match self.panes.focus {
            Focus::Today => &[C::Done, C::Snooze, C::Log, C::Pulse, C::Open, C::Drop, C::Filter, C::Mark, C::Zoom],
            Focus::AtRisk => &[C::Open, C::Log, C::Pulse, C::Brief, C::Filter, C::Sort, C::Zoom],
            Focus::Team => &[C::New, C::Edit, C::Open, C::Zoom],
            Focus::Lifecycle => &[C::Later, C::Open, C::Zoom],
        }
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &mut Book) -> Result<Step> {
        let was_zoomed = self.panes.zoomed;
        match command {
            _ if self.panes.update(command) => self.load_zoomed(was_zoomed, book)?,
            Command::Back if self.panes.focus == Focus::AtRisk && !self.risk_filter.is_empty() => {
                self.set_filter("", book)?;
            }
            Command::Back if self.is_other_day => {
                book.show_first_day();
                self.load_day(book)?;
                self.follow(book)?;
            }
            Command::Back if !self.marked.is_empty() => self.clear_marks(),
            Command::Back => return Ok(Step::Back),
            Command::Left => self.stage = self.stage.saturating_sub(1),
            Command::Right => self.stage = (self.stage + 1).min(self.stage_keys.len().saturating_sub(1)),
            Command::Mark => self.mark(),
            Command::ClearMarks => self.clear_marks(),
            Command::Open => return Ok(self.open()),
            Command::New if self.panes.focus == Focus::Team => return Ok(Step::Stay),
            _ => {
                if let Some(how) = super::move_of(command) {
                    self.go(how, book)?;
                }
            }
        }
        Ok(Step::Stay)
    }

    /// Goes to the smallest step that can be taken now, and says what it is.
    pub(crate) fn go_to_smallest(&mut self, book: &mut Book) -> Result<Step> {
        self.panes.focus = Focus::Today;
        let open: Vec<Line> = self.lines.iter().filter(|line| line.is_open()).cloned().collect();
        let line = match smallest(&open).cloned() {
            Some(line) => line,
            None => match book.smallest_step(book.whose_day()?)? {
                Some(line) => line,
                None => return Ok(Step::Say("No customer is in the book yet; n on screen 3 adds the first.".into())),
            },
        };
        match self.lines.iter().position(|one| one.id == line.id) {
            Some(row) => {
                self.day_roll.select(row);
                self.follow(book)?;
            }
            None => self.show_account(line.account, book)?,
        }
        Ok(Step::Say(format!("{} minutes: {}. {}.", line.minutes, line.name, line.title)))
    }

    /// What is selected.
    pub(crate) fn subject(&self) -> Subject {
        let line = if self.panes.focus == Focus::Today { self.selected_line().cloned() } else { None };
        let record = match self.panes.focus {
            Focus::Team => self.selected_assignment().map(RecordRef::of),
            Focus::Today => line.as_ref().and_then(|line| load::record_of(line.id)),
            Focus::AtRisk | Focus::Lifecycle => None,
        };
        Subject {
            account: self.account,
            name: self.account_name(),
            record: if self.panes.focus == Focus::Team { record } else { record.or(self.account.map(RecordRef::of)) },
            task: None,
            // What was dealt with is not done, put off or dropped again.
            line: line.filter(Line::is_open),
            lines: self.lines.iter().map(|line| line.id).filter(|id| self.marked.contains(id)).collect(),
            accounts: self.marked_accounts(),
        }
    }

    /// The ranking where it has the keys, else the lines of the day, for export.
    pub(crate) fn table(&self, book: &Book) -> Result<Shown> {
        if self.panes.focus == Focus::AtRisk {
            let explained = |one: &RiskLine| Ok(RiskLine::explained(book, &book.risk(one.account)?));
            let all: Vec<RiskLine> = self.risks.iter().map(explained).collect::<Result<_>>()?;
            return Ok(Shown::of(RISKS, all.iter(), &Around::of(book)));
        }
        let columns = ["account", "how", "what", "why", "due", "minutes"].map(str::to_owned).to_vec();
        let row = |line: &Line| {
            let due = line.due.map(|due| due.to_string()).unwrap_or_default();
            let words = [&line.name, &line.verb, &line.title, &line.reason].map(Clone::clone);
            words.into_iter().chain([due, line.minutes.to_string()]).collect()
        };
        Ok(Shown { columns, rows: self.lines.iter().map(row).collect() })
    }

    /// Whether the pane in focus lists assignments, so that a new record there is an assignment.
    pub(crate) fn is_on_team(&self) -> bool {
        self.panes.focus == Focus::Team
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let slots = self.slots(body);
        if let Some(area) = slots.of(Focus::Lifecycle) {
            lifecycle::draw(canvas, area, &self.life, self.panes.focus == Focus::Lifecycle, self.stage);
        }
        if let Some(area) = slots.of(Focus::AtRisk) {
            let focused = self.panes.focus == Focus::AtRisk;
            let is_elsewhere =
                |index: usize| self.account.is_some() && self.risks.get(index).map(|one| one.account) == self.account;
            let title = (self.risk_answer.as_str(), self.risk_order());
            at_risk::draw(canvas, area, title, &self.risk_roll, focused, is_elsewhere, |index| self.risks.get(index));
        }
        if let Some(area) = slots.of(Focus::Team) {
            let (name, rows, summary) = match &self.team {
                Some(team) => (Some(team.name.as_str()), team.rows.as_slice(), team.summary.as_slice()),
                None => (None, [].as_slice(), [].as_slice()),
            };
            team::draw(canvas, area, name, rows, summary, &self.team_roll, self.panes.focus == Focus::Team);
        }
        if let Some(area) = slots.of(Focus::Today) {
            let focused = self.panes.focus == Focus::Today;
            let words = [&self.day_answer, &self.day_aside, &self.day_calm, &self.day_end].map(String::as_str);
            list::draw(canvas, area, words, &self.day_roll, focused, |index| self.day.get(index));
        }
    }

    /// Tells how large the body is; keeps selections in sight.
    pub(crate) fn settle(&mut self, body: Rect) {
        self.panes.body = body;
        let slots = self.slots(body);
        if let Some(area) = slots.of(Focus::AtRisk) {
            let inside = area.height.saturating_sub(2);
            self.risk_roll.settle(self.risks.len(), usize::from(inside / at_risk::tall(inside)));
        }
        if let Some(area) = slots.of(Focus::Team) {
            let (assignments, summary) =
                self.team.as_ref().map_or((0, 0), |team| (team.rows.len(), team.summary.len()));
            self.team_roll.settle(assignments, team::visible(area, summary));
        }
        if let Some(area) = slots.of(Focus::Today) {
            let end = u16::from(!self.day_end.is_empty());
            self.day_roll.settle(self.day.len(), usize::from(area.height.saturating_sub(2 + end).max(1)));
        }
    }

    /// The row of the screen the selection stands in.
    pub(crate) fn cursor_row(&self, body: Rect) -> Option<u16> {
        let slots = self.slots(body);
        let line = match self.panes.focus {
            // The lifecycle has no account of its own: the one that is selected stands in a pane below it.
            Focus::Lifecycle => {
                let is_of_day = self.selected_line().is_some_and(|line| line.account == self.account);
                let day = self.day_row(&slots);
                return day.filter(|_| is_of_day).or_else(|| self.risk_row(&slots)).or(day);
            }
            Focus::AtRisk => return self.risk_row(&slots),
            Focus::Team => self.team_roll.line().map(|line| line + 1),
            Focus::Today => self.day_roll.line(),
        };
        self.panes.row(&slots, line)
    }

    /// The row of the screen on which the selected account at risk ends, where its pane is open.
    fn risk_row(&self, slots: &Slots<Focus>) -> Option<u16> {
        let area = slots.open(Focus::AtRisk)?;
        let tall = at_risk::tall(area.height.saturating_sub(2));
        self.risk_roll.line().map(|line| area.y + 1 + line * tall + tall - 1)
    }

    /// The row of the screen on which the selected line of the day stands, where its pane is open.
    fn day_row(&self, slots: &Slots<Focus>) -> Option<u16> {
        let area = slots.open(Focus::Today)?;
        self.day_roll.line().map(|line| area.y + 1 + line)
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, book: &mut Book) -> Result<Step> {
        let was_zoomed = self.panes.zoomed;
        let meant = self.panes.mouse(mouse, &self.slots(self.panes.body));
        self.load_zoomed(was_zoomed, book)?;
        let mut is_row = false;
        match (meant, self.panes.focus, mouse) {
            (Some(Meant::Go(how)), ..) => self.go(how, book)?,
            (Some(Meant::Line(_, area)), Focus::Lifecycle, Mouse::Click(at) | Mouse::Double(at)) => {
                self.stage = lifecycle::stage_at(area, self.stage_keys.len(), at.x).unwrap_or(self.stage);
            }
            (Some(Meant::Line(line, area)), Focus::AtRisk, _) => {
                is_row = self.risk_roll.click_tall(line, 0, at_risk::tall(area.height.saturating_sub(2)));
            }
            (Some(Meant::Line(line, _)), Focus::Team, _) => is_row = self.team_roll.click(line, 1),
            (Some(Meant::Line(line, _)), Focus::Today, _) => is_row = self.day_roll.click(line, 0),
            _ => {}
        }
        self.follow(book)?;
        Ok(Step::open_on(mouse, is_row))
    }

    /// Reads the day's list again where the pane was given the whole body, or gave it back.
    fn load_zoomed(&mut self, was_zoomed: bool, book: &mut Book) -> Result<()> {
        if self.panes.zoomed == was_zoomed { Ok(()) } else { self.load_day(book) }
    }

    fn slots(&self, body: Rect) -> Slots<Focus> {
        self.panes
            .slots(body, &panes::split(body, self.panes.focus, self.day.len() + usize::from(!self.day_end.is_empty())))
    }

    fn go(&mut self, how: Move, book: &mut Book) -> Result<()> {
        match self.panes.focus {
            Focus::Lifecycle => return Ok(()),
            Focus::AtRisk => self.risk_roll.go(how),
            Focus::Team => self.team_roll.go(how),
            Focus::Today => self.day_roll.go(how),
        };
        self.follow(book)
    }

    fn open(&self) -> Step {
        match self.panes.focus {
            Focus::Lifecycle => match self.stage_keys.get(self.stage) {
                Some(key) => Step::Filter(format!("stage:{key}")),
                None => Step::Stay,
            },
            Focus::AtRisk | Focus::Team | Focus::Today => self.account.map_or(Step::Stay, Step::Page),
        }
    }

    fn mark(&mut self) {
        if let Some(id) = self.selected_line().map(|line| line.id) {
            let is_open = self.selected_line().is_some_and(Line::is_open);
            if !self.marked.remove(&id) && is_open {
                self.marked.insert(id);
            }
            self.show_marks();
            self.day_roll.go(Move::Down);
        }
    }

    fn clear_marks(&mut self) {
        self.marked.clear();
        self.show_marks();
    }

    fn show_marks(&mut self) {
        for (line, row) in self.lines.iter().zip(&mut self.day) {
            row.marked = self.marked.contains(&line.id);
        }
    }

    fn selected_line(&self) -> Option<&Line> {
        self.day_roll.selected().and_then(|at| self.lines.get(at))
    }

    fn marked_accounts(&self) -> Vec<Id<Account>> {
        let marked = self.lines.iter().filter(|line| self.marked.contains(&line.id));
        let mut accounts: Vec<_> = marked.filter_map(|line| line.account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        accounts
    }

    fn account_name(&self) -> String {
        self.team.as_ref().map(|team| team.name.clone()).unwrap_or_default()
    }
}
