//! Reads what the four panes show.

use super::panes::Focus;
use super::{TodayScreen, lifecycle, list, team};
use crate::book::Book;
use crate::book::SortBy;
use crate::book::Whose;
use crate::book::cache::query;
use crate::book::cockpit::{AssignmentState, Team};
use crate::book::routine::done_words;
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::day::{Day, spoken};
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::morning::quarter_ends_in;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::risk::score::Band;
use crate::domain::text::{counted, grouped};
use crate::domain::today::{Kind, Line, TaskId, Today};
use crate::form::record_ref::RecordRef;
use crate::view;
use crate::view::risk::RiskLine;
use std::fmt::Write;

/// The team of the selected account, ready to be drawn.
#[derive(Debug)]
pub(crate) struct TeamView {
    /// The account.
    pub(crate) account: Id<Account>,
    /// Its name.
    pub(crate) name: String,
    /// Assignments.
    pub(crate) rows: Vec<team::AssignmentRow>,
    /// The assignments' records; none for one that nobody set up.
    pub(crate) assignments: Vec<Option<Id<Assignment>>>,
    /// Peers and pulse.
    pub(crate) summary: Vec<String>,
}

impl TodayScreen {
    /// Reads everything again.
    pub(crate) fn reload(&mut self, book: &mut Book) -> Result<()> {
        book.together(|book| {
            self.load_life(book)?;
            self.load_risks(book)?;
            self.load_day(book)?;
            self.team = None;
            self.settle(self.panes.body);
            self.follow(book)
        })
    }

    /// Shows the team of the account under the cursor. The other list marks it where it stands and does not jump.
    pub(crate) fn follow(&mut self, book: &mut Book) -> Result<()> {
        let of_risk = self.risk_roll.selected().and_then(|at| self.risks.get(at)).map(|one| one.account);
        let of_day = self.day_roll.selected().and_then(|at| self.lines.get(at)).and_then(|line| line.account);
        self.account = match self.panes.focus {
            Focus::AtRisk => of_risk,
            Focus::Today => of_day.or(of_risk),
            Focus::Team | Focus::Lifecycle => self.account.or(of_day).or(of_risk),
        };
        self.load_team(book)
    }

    /// Shows the team of this account, which no line is about.
    pub(super) fn show_account(&mut self, account: Option<Id<Account>>, book: &mut Book) -> Result<()> {
        self.account = account;
        self.load_team(book)
    }

    /// The assignment under the cursor.
    pub(crate) fn selected_assignment(&self) -> Option<Id<Assignment>> {
        let team = self.team.as_ref()?;
        self.team_roll.selected().and_then(|at| team.assignments.get(at)).copied().flatten()
    }

    fn load_life(&mut self, book: &mut Book) -> Result<()> {
        let life = book.lifecycle()?;
        let currency = book.currency();
        let money = |minor| Money::new(minor, currency).short();
        self.stage_keys = life.stages.iter().map(|stage| stage.key.clone()).collect();
        // Where no value is known there is no sum to tell.
        let worth = |minor: i64| if life.value == 0 { String::new() } else { format!(" · {}", money(minor)) };
        let mut answer = format!("{}{}", counted(life.accounts, "customer"), worth(life.value));
        if life.expected > 0 {
            let _ = write!(answer, " · {} revenue at risk", money(life.expected));
        }
        if life.value > 0 {
            answer += &left_out(book)?;
        }
        if let Some(day) = book.is_stale() {
            let _ = write!(answer, " · as of {}", spoken(day, book.today()));
        }
        let most = life.lost.most_from.as_ref();
        let lost = |customers: &str| match (life.lost.customers, life.lost.value) {
            (0, _) => "nobody".to_owned(),
            (_, 0) => customers.to_owned(),
            (_, value) => format!("{customers} · {}", money(value)),
        };
        self.life = lifecycle::Lifecycle {
            stages: life
                .stages
                .iter()
                .map(|stage| lifecycle::StageCell {
                    name: stage.name.clone(),
                    accounts: stage.accounts,
                    at_risk: stage.at_risk,
                    value: Money::new(stage.value, currency),
                })
                .collect(),
            answer,
            short_answer: format!("{}{}", counted(life.accounts, "customer"), worth(life.value)),
            short_lost: lost(&life.lost.customers.to_string()),
            lost: lost(&counted(life.lost.customers, "customer")),
            lost_by_month: life.lost.by_month.to_vec(),
            lost_most: most.map_or_else(String::new, |(stage, count)| format!("most from {stage} ({count})")),
            month: month(book.today()),
        };
        Ok(())
    }

    pub(super) fn load_risks(&mut self, book: &mut Book) -> Result<()> {
        let selected = self.risk_roll.selected().and_then(|at| self.risks.get(at)).map(|one| one.account);
        let (order, watch) = (self.risk_order(), book.points().bands.watch);
        let by = view::risk::sort_of(order.key).unwrap_or(SortBy::Risk);
        let filter = book.filter(&self.risk_filter)?;
        let turned = order.down != view::accounts::column_of(by).1;
        let ranked = book.at_risk_of(&filter, by, turned)?;
        // In its own order the ranking ends where nobody need worry.
        let is_whole = by != SortBy::Risk || turned || !filter.is_empty();
        let shown = ranked.iter().filter(|one| is_whole || one.score >= watch);
        self.risks = shown.map(|one| RiskLine::of(one, book)).collect();
        let row = self.risks.iter().position(|one| Some(one.account) == selected);
        self.risk_roll.settle(self.risks.len(), self.risk_roll.visible().len().max(1));
        if let Some(row) = row {
            self.risk_roll.select(row);
        }
        self.risk_answer = self.risk_words(book)?;
        Ok(())
    }

    /// What the ranking is: how many of it are at risk, or which of it are shown.
    fn risk_words(&self, book: &mut Book) -> Result<String> {
        let life = book.lifecycle()?;
        let all = grouped(&life.accounts.to_string());
        if !self.risk_filter.is_empty() {
            let passing = book.filter(&self.risk_filter)?;
            let passing = book.accounts(&passing, SortBy::Risk)?.len();
            return Ok(format!("{} of {all} ranked · {}", grouped(&passing.to_string()), self.risk_filter));
        }
        let worth = if life.value == 0 { String::new() } else { format!(" · {}", book.money(life.risky).short()) };
        if life.accounts == 0 {
            return Ok("no account yet".to_owned());
        }
        let left_out = if life.value == 0 { String::new() } else { left_out(book)? };
        Ok(format!("{} of {all} ranked{worth}{left_out}", grouped(&life.at_risk.to_string())))
    }

    /// Reads the day's list; all of it when the pane is zoomed.
    pub(super) fn load_day(&mut self, book: &mut Book) -> Result<()> {
        let selected = self.day_roll.selected().and_then(|at| self.lines.get(at)).map(|line| line.id);
        let all = self.panes.zoomed && self.panes.focus == Focus::Today;
        let whose = book.whose_day()?;
        let day = book.today_list(whose, all)?;
        self.is_other_day = book.is_other_day()?;
        self.day_answer = day_answer(&day);
        if let Some(words) = whose_words(book, whose)? {
            self.day_answer = format!("{words} ─ {}", self.day_answer);
        }
        let closed = self.lines.iter().filter(|line| !line.is_open()).map(|line| line.id);
        self.closed_before = closed.collect();
        self.lines = in_place(day.all(), &self.lines);
        self.day_calm = if self.lines.is_empty() { calm_words(book, whose)? } else { String::new() };
        self.day_end = if day.is_over() { end_words(day.more) } else { String::new() };
        self.day_aside = day_aside(book)?;
        self.marked.retain(|id| self.lines.iter().any(|line| line.id == *id && line.is_open()));
        let today = book.today();
        self.day = self.lines.iter().map(|line| day_line(line, book, today)).collect();
        self.show_marks();
        self.day_roll.settle(self.day.len(), self.day_roll.visible().len().max(1));
        if let Some(row) = self.row_after(selected) {
            self.day_roll.select(row);
        }
        Ok(())
    }

    /// The row of the line that was selected, or of the next one that waits where it was dealt with just now.
    fn row_after(&self, selected: Option<TaskId>) -> Option<usize> {
        let row = self.lines.iter().position(|line| Some(line.id) == selected)?;
        let was_closed = selected.is_some() && self.closed_before.contains(&self.lines[row].id);
        if self.lines[row].is_open() || was_closed {
            return Some(row);
        }
        let open = |at: &usize| self.lines[*at].is_open();
        (row..self.lines.len()).find(open).or_else(|| (0..row).find(open)).or(Some(row))
    }

    fn load_team(&mut self, book: &mut Book) -> Result<()> {
        let Some(account) = self.account else {
            self.team = None;
            return Ok(());
        };
        if self.team.as_ref().is_some_and(|team| team.account == account) {
            return Ok(());
        }
        let team = book.team(account)?;
        self.team = Some(team_view(&team, book.today()));
        Ok(())
    }
}

/// What the sums leave out, read beside the keys.
fn left_out(book: &mut Book) -> Result<String> {
    Ok(book.cached(query::LeftOut)?.map_or_else(String::new, |left_out| left_out.words()))
}

fn day_line(line: &Line, book: &Book, today: Day) -> list::DayLine {
    let overdue = line.due.is_some_and(|due| due < today);
    let right = match (line.id.kind, line.due) {
        (kind, Some(due)) if kind.is_dated() && due == today => "due today".to_owned(),
        (kind, Some(due)) if kind.is_dated() => due_words(due, today),
        _ => line.worth.map_or_else(String::new, |worth| format!("est. {} saved", book.money(worth).short())),
    };
    // When it is due stands in its own column.
    let parts: Vec<&str> =
        line.reason.split("; ").filter(|part| !part.starts_with("was due") && *part != "due today").collect();
    let why = parts.join("; ");
    // What to do about a pulse or a touch that is due stands in its own column, too.
    let is_said = matches!(line.id.kind, Kind::Pulse | Kind::Touch) && !why.is_empty();
    let is_titled = !line.title.is_empty() && !is_said;
    let reason = match (!is_titled, why.is_empty()) {
        (false, false) => format!("{}: {why}", line.title),
        (false, true) => line.title.clone(),
        (true, _) => why,
    };
    // What was dealt with waits for nothing any longer.
    let right = if line.is_open() { right } else { line.state.word().to_owned() };
    list::DayLine {
        state: line.state,
        band: line.band.filter(|band| *band > Band::Steady),
        account: line.name.clone(),
        how: line.verb.clone(),
        reason,
        late: line.is_open()
            && overdue
            && line.id.kind.is_dated()
            && !matches!(line.id.kind, Kind::Handoff | Kind::Thanks),
        right,
        minutes: Some(line.minutes).filter(|minutes| *minutes > 0),
        marked: false,
    }
}

/// What stands where nothing is due: whom to ask, and what tomorrow begins with.
fn calm_words(book: &mut Book, whose: Whose) -> Result<String> {
    let today = book.today();
    let Some(calm) = book.calm_account(whose)? else {
        if whose.is_some() {
            return Ok("Nothing is due, and you lead no account. f shows the tasks of others.".to_owned());
        }
        return Ok("Nothing is due. n on screen 3 adds a customer, I imports a file.".to_owned());
    };
    let seen = calm.last_touch.map_or_else(|| "not met yet".to_owned(), |on| format!("last met {}", spoken(on, today)));
    let tomorrow = book.tomorrow_first(whose)?;
    let tomorrow = tomorrow.map(|line| format!(" Tomorrow begins with {}: {}.", line.name, line.title));
    let ask = format!("All clear: nothing is due. Pulse check for {}, {seen}?", calm.name);
    Ok(format!("{ask} . opens it, p records the pulse.{}", tomorrow.unwrap_or_default()))
}

/// When it is due, in the columns there are: a day of another year speaks for itself.
fn due_words(due: Day, today: Day) -> String {
    let day = spoken(due, today);
    if day.len() > 8 { day } else { format!("due {day}") }
}

/// How the day goes: the quarter's last weeks, the questions of its start, what was done so far.
fn day_aside(book: &Book) -> Result<String> {
    let ends = quarter_ends_in(book.today()).map(|days| match days {
        0 => "quarter ends: pulses first".to_owned(),
        days => format!("quarter {days} d: pulses first"),
    });
    let ticked = Some(format!("start {}/3", book.morning()?.ticked()));
    let done = Some(done_words(book.done_today()?)).filter(|words| !words.is_empty());
    let done = done.map(|words| format!("✓ {words}"));
    Ok([ends, ticked, done].into_iter().flatten().collect::<Vec<_>>().join(" ─ "))
}

/// The lines with those that were dealt with where they stood `before`: what they are worth has changed, their place has not.
fn in_place(lines: Vec<Line>, before: &[Line]) -> Vec<Line> {
    let place = |line: &Line| before.iter().position(|one| one.id == line.id).filter(|_| !line.is_open());
    let (mut closed, mut all): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| place(line).is_some());
    closed.sort_by_key(|line| place(line));
    for line in closed {
        let at = place(&line).unwrap_or_default().min(all.len());
        all.insert(at, line);
    }
    all
}

/// Whose day it is, where it is not everybody's.
fn whose_words(book: &mut Book, whose: Whose) -> Result<Option<String>> {
    let Some(member) = whose else { return Ok(None) };
    let is_me = book.me()?.is_some_and(|me| me.id == member);
    Ok(Some(if is_me { "yours, f others".to_owned() } else { format!("tasks of {}", book.member_name(whose)) }))
}

/// What stands below the last line when every line is dealt with.
fn end_words(more: u64) -> String {
    match more {
        0 => "Done for today.".to_owned(),
        1 => "Done for today; 1 more (z).".to_owned(),
        more => format!("Done for today; {} more (z).", grouped(&more.to_string())),
    }
}

/// What the day holds, in words: `2 of 9 done · 47 min ─ 37 more wait`.
fn day_answer(day: &Today) -> String {
    let whole = day.lines.len() + day.closed.len();
    if whole == 0 {
        return "nothing due".to_owned();
    }
    let mut said = format!("{} of {whole} done", day.closed.len());
    let minutes: u32 = day.lines.iter().map(|line| line.minutes).sum();
    if minutes > 0 {
        let _ = write!(said, " · {minutes} min");
    }
    if day.more > 0 {
        let _ = write!(said, " ─ {} more", grouped(&day.more.to_string()));
    }
    said
}

fn team_view(team: &Team, today: Day) -> TeamView {
    let rows = team.assignments.iter().map(|assignment| team::AssignmentRow {
        standing: match assignment.state {
            AssignmentState::OnCadence => team::Standing::OnTime,
            AssignmentState::Unmeasured => team::Standing::Unmeasured,
            AssignmentState::Overdue => team::Standing::Late,
            AssignmentState::Empty => team::Standing::Empty,
        },
        assignment: assignment.title().to_owned(),
        who: Some(crate::domain::text::short_name(&assignment.who)).filter(|who| !who.is_empty()),
        last: assignment.last,
        every: assignment.every.map(|days| days.max(0) as u32),
        minutes: if assignment.who.is_empty() && assignment.expected == 0 {
            None
        } else {
            Some((assignment.minutes, Some(assignment.expected).filter(|minutes| *minutes > 0)))
        },
        counterpart: assignment.counterpart.as_deref().map(|name| match assignment.counterpart_left {
            Some(_) => "left".to_owned(),
            None => crate::domain::text::short_name(name),
        }),
    });
    let (live, wanted) = team.counterparts;
    let pulse = match (team.account.pulse, team.account.pulse_on) {
        (Some(pulse), Some(on)) => format!("pulse {pulse:.1} of 5, {}", spoken(on, today)),
        _ => "no pulse that still holds".to_owned(),
    };
    TeamView {
        account: team.account.account,
        name: team.account.name.clone(),
        rows: rows.collect(),
        assignments: team.assignments.iter().map(|assignment| assignment.assignment).collect(),
        summary: vec![format!("Counterparts {live} of {wanted} active · {pulse}")],
    }
}

/// The record behind a line that has one.
pub(crate) fn record_of(line: TaskId) -> Option<RecordRef> {
    match line.kind {
        Kind::Action => Some(RecordRef::Record(Noun::Actions, line.raw)),
        Kind::Commitment => Some(RecordRef::Record(Noun::Commitments, line.raw)),
        Kind::Thanks => Some(RecordRef::Record(Noun::Contributions, line.raw)),
        Kind::Update => Some(RecordRef::Record(Noun::CompanyUpdates, line.raw)),
        Kind::Review => Some(RecordRef::Record(Noun::Plans, line.raw)),
        Kind::Opportunity => Some(RecordRef::Record(Noun::Opportunities, line.raw)),
        Kind::OneOnOne => Some(RecordRef::Record(Noun::Members, line.raw)),
        Kind::Pulse | Kind::Touch | Kind::Handoff | Kind::Insight | Kind::Huddle | Kind::Pack => None,
    }
}

fn month(day: Day) -> &'static str {
    use chrono::Datelike;
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS[day.date().month0() as usize]
}
