//! The four panes of the first screen.

use super::{Book, SortBy};
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::filter::Filter;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::role::{Duty, Leads, Role};
use crate::domain::touch::Touch;
use crate::domain::words::Channel;
use crate::store::cockpit::{Ranked, Tally};

/// How far down the ranking the first screen reaches; all accounts are in the list.
pub const REACH: usize = 200;

/// The Lifecycle pane.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lifecycle {
    /// The stages in order.
    pub stages: Vec<StageCount>,
    /// Open accounts.
    pub accounts: u64,
    /// Their value, minor units of the book's currency.
    pub value: i64,
    /// Expected revenue at risk within twelve months, likewise, of those of whom enough is known.
    pub expected: i64,
    /// Accounts without enough data for a band; their probability is the base rate.
    pub unsure: u64,
    /// Accounts at risk or critical.
    pub at_risk: u64,
    /// Their value, likewise.
    pub risky: i64,
    /// Losses of the last twelve months.
    pub lost: Lost,
}

/// One stage of the Lifecycle pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageCount {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Accounts in it.
    pub accounts: u64,
    /// Of them, at risk or critical.
    pub at_risk: u64,
    /// Their value, minor units of the book's currency.
    pub value: i64,
    /// Losses from it within twelve months.
    pub lost: u64,
}

/// What was lost within twelve months.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lost {
    /// Customers.
    pub customers: u64,
    /// Their value, minor units of the book's currency.
    pub value: i64,
    /// Customers in each of the last twelve months, this month last.
    pub by_month: [u64; 12],
    /// The stage most were lost from, by name, and how many.
    pub most_from: Option<(String, u64)>,
}

/// The Account team pane.
#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    /// Whose.
    pub account: Ranked,
    /// Assignments, leads first.
    pub assignments: Vec<AssignmentLine>,
    /// Peer pairs that met within the window, and pairs wanted.
    pub counterparts: (u32, u32),
}

/// One assignment of the team.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignmentLine {
    /// The assignment; none: an assignment that the tier calls for and nobody set up.
    pub assignment: Option<Id<Assignment>>,
    /// Its role.
    pub role: Role,
    /// Who holds it; empty: nobody.
    pub who: String,
    /// The last meaningful touch with this account by whoever held the assignment then.
    pub last: Option<Day>,
    /// How they were reached then.
    pub channel: Option<Channel>,
    /// Days between touches.
    pub every: Option<i32>,
    /// The day by which the next meaningful touch is due: the cadence after the last one, or after the first day in the assignment
    /// where there was none; none: without a cadence, or nobody holds it.
    pub due: Option<Day>,
    /// Minutes logged in the last 30 days.
    pub minutes: u32,
    /// Minutes a month expected.
    pub expected: u32,
    /// Their counterpart, by name.
    pub counterpart: Option<String>,
    /// The day the counterpart left.
    pub counterpart_left: Option<Day>,
    /// What the assignment is for.
    pub purpose: Option<String>,
    /// What the book goes by beyond its role.
    pub duty: Vec<Duty>,
    /// What an executive leads, where that is known.
    pub leads: Option<Leads>,
    /// How it stands.
    pub state: AssignmentState,
}

impl AssignmentLine {
    /// What it is for, for people; none: nobody has said.
    pub fn aim(&self) -> Option<String> {
        Duty::aim(&self.duty, self.purpose.as_deref())
    }

    /// An assignment that the tier calls for and nobody set up.
    pub(crate) fn empty(role: Role, every: Option<i32>) -> Self {
        Self {
            assignment: None,
            role,
            who: String::new(),
            last: None,
            channel: None,
            every,
            due: None,
            minutes: 0,
            expected: 0,
            counterpart: None,
            counterpart_left: None,
            purpose: None,
            duty: Vec::new(),
            leads: None,
            state: AssignmentState::Empty,
        }
    }

    /// When they are to be met again, in words: “3 d late”, “today”, “in 5 d”; “–” without a cadence.
    pub fn due_words(&self, today: Day) -> String {
        match self.due.map(|due| today.days_to(due)) {
            None => "–".to_owned(),
            Some(0) => "today".to_owned(),
            Some(ahead @ 1..) => format!("in {ahead} d"),
            Some(late) => format!("{} d late", -late),
        }
    }

    /// The assignment in words, for people.
    pub fn title(&self) -> &'static str {
        self.leads.map_or(self.role.title(), Leads::assignment_title)
    }
}

/// How an assignment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignmentState {
    /// Held, and on cadence.
    OnCadence,
    /// Held, and overdue.
    Overdue,
    /// Held, without a cadence and without one touch: nothing says how it stands.
    Unmeasured,
    /// Held by nobody.
    Empty,
}

impl Book {
    /// Counts, value and losses over the lifecycle.
    pub fn lifecycle(&self) -> Result<Lifecycle> {
        let _reading = self.store.reading()?;
        let (tallies, odds, bands) = (self.store.tallies()?, self.odds(), &self.points().bands);
        let today = self.today();
        let losses = self.store.losses(today.plus_months_back(12), today)?;
        let mut life = Lifecycle::default();
        for stage in &self.stages().list {
            let lost = losses.iter().filter(|loss| loss.stage == stage.key).count() as u64;
            let mine = tallies.iter().filter(|tally| tally.stage == stage.key);
            life.stages.push(stage_count(&stage.key, &stage.name, mine, bands.at_risk, lost));
        }
        for tally in &tallies {
            life.accounts += tally.accounts;
            life.value += tally.value;
            life.expected += odds.at_risk(tally.case, tally.value);
            life.unsure += if tally.case.sure { 0 } else { tally.accounts };
            if is_at_risk(tally, bands.at_risk) {
                life.at_risk += tally.accounts;
                life.risky += tally.value;
            }
        }
        life.lost.customers = losses.len() as u64;
        life.lost.value = losses.iter().filter_map(|loss| loss.value).sum();
        for loss in &losses {
            let back = months_between(loss.on, today).clamp(0, 11) as usize;
            life.lost.by_month[11 - back] += 1;
        }
        let most = life.stages.iter().filter(|stage| stage.lost > 0).max_by_key(|stage| stage.lost);
        life.lost.most_from = most.map(|stage| (stage.name.clone(), stage.lost));
        Ok(life)
    }

    /// The accounts most at risk, at most [`REACH`], in the order of `by`.
    pub fn at_risk(&mut self, by: SortBy) -> Result<Vec<Ranked>> {
        self.at_risk_of(&Filter::default(), by, false)
    }

    /// Those of them that pass `filter`; `turned`: the other way round.
    pub fn at_risk_of(&mut self, filter: &Filter, by: SortBy, turned: bool) -> Result<Vec<Ranked>> {
        if by == SortBy::Risk && filter.is_empty() && !turned {
            return self.store.ranked(self.today(), &self.odds(), REACH);
        }
        let mut lines = self.accounts(filter, by)?;
        if turned {
            self.roster()?.turn(&mut lines, by);
        }
        let roster = self.roster()?;
        let first = lines.iter().take(REACH).filter_map(|line| roster.at(*line)).map(|one| one.id());
        first.collect::<Vec<_>>().into_iter().map(|account| self.standing(account)).collect()
    }

    /// The standing of one account.
    pub fn standing(&self, account: Id<Account>) -> Result<Ranked> {
        self.store.standing(account, self.today(), &self.odds())?.ok_or_else(|| super::nothing("such account"))
    }

    /// Who of our team holds one account, and whom they meet.
    pub fn team(&mut self, account: Id<Account>) -> Result<Team> {
        self.together(|book| book.read_team(account))
    }

    fn read_team(&mut self, account: Id<Account>) -> Result<Team> {
        let standing = self.standing(account)?;
        let today = self.today();
        let practice = self.points().practice(standing.tier).clone();
        let from_window = today.plus(-practice.window);
        let recent = self.store.touches_since(account, from_window)?;
        let held: Vec<Assignment> = self.of_account(account)?;
        let mut assignments = self.assignment_lines(&standing, None)?;
        for role in wanted_roles(practice.executive.is_some()) {
            if !assignments.iter().any(|assignment| assignment.role == *role) {
                assignments.push(AssignmentLine::empty(*role, self.points().cadence(*role, standing.tier)));
            }
        }
        assignments.sort_by_key(|assignment| assignment.role);
        let mut live = 0;
        for assignment in
            assignments.iter().filter(|line| line.counterpart_left.is_none()).filter_map(|line| line.assignment)
        {
            live += u32::from(held.iter().any(|one| one.id == assignment && is_live_pair(one, &recent, from_window)));
        }
        Ok(Team { account: standing, assignments, counterparts: (live, practice.peers) })
    }

    /// The assignments of an account that are set up today; `member`: those that a team member holds.
    pub(super) fn assignment_lines(
        &self,
        standing: &Ranked,
        member: Option<Id<Member>>,
    ) -> Result<Vec<AssignmentLine>> {
        let (account, today) = (standing.account, self.today());
        let held: Vec<Assignment> = self.of_account(account)?;
        let here =
            |assignment: &&Assignment| assignment.is_held(today) && (member.is_none() || assignment.member == member);
        let mine: Vec<&Assignment> = held.iter().filter(here).collect();
        if mine.is_empty() {
            return Ok(Vec::new());
        }
        let recent = self.store.touches_since(account, today.plus(-30))?;
        mine.into_iter().map(|assignment| self.assignment_line(assignment, &held, standing, &recent)).collect()
    }

    fn assignment_line(
        &self,
        assignment: &Assignment,
        held: &[Assignment],
        standing: &Ranked,
        recent: &[Touch],
    ) -> Result<AssignmentLine> {
        let today = self.today();
        let every =
            assignment.cadence_days.map(|days| days as i32).or(self.points().cadence(assignment.role, standing.tier));
        let (last, channel) = self.last_of_assignment(assignment, held)?.unzip();
        let minutes = assignment.member.map_or(0, |member| minutes_of(member, recent, today.plus(-30)));
        let counterpart = assignment.counterpart.map(|counterpart| self.get::<Contact>(counterpart)).transpose()?;
        let counterpart_left = counterpart
            .as_ref()
            .filter(|counterpart| !counterpart.is_here(today))
            .and_then(|counterpart| counterpart.left_on);
        let next = |every: i32| last.or(assignment.since).map_or(today, |from| from.plus(every));
        let overdue = every.is_some_and(|every| last.is_none_or(|last| last.days_to(today) > every));
        Ok(AssignmentLine {
            assignment: Some(assignment.id),
            role: assignment.role,
            who: assignment.member.map(|member| self.get(member)).transpose()?.map(|it| it.name).unwrap_or_default(),
            last,
            channel,
            every,
            due: every.map(next).filter(|_| assignment.member.is_some()),
            minutes,
            expected: assignment.minutes_month.unwrap_or(0),
            counterpart: counterpart.map(|counterpart| counterpart.name),
            counterpart_left,
            purpose: assignment.purpose.clone(),
            duty: assignment.duty.clone(),
            leads: self.leads(assignment)?,
            state: match assignment.member {
                None => AssignmentState::Empty,
                Some(_) if overdue => AssignmentState::Overdue,
                Some(_) if every.is_none() && last.is_none() => AssignmentState::Unmeasured,
                Some(_) => AssignmentState::OnCadence,
            },
        })
    }

    /// What the executive in an assignment leads.
    fn leads(&self, assignment: &Assignment) -> Result<Option<Leads>> {
        let Some(member) = assignment.member.filter(|_| assignment.role == Role::ExecutiveSponsor) else {
            return Ok(None);
        };
        let member = self.get(member)?;
        let job = [member.title, member.function].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Ok(Leads::of(&assignment.duty, &job))
    }

    /// The last meaningful touch by whoever held the assignment then: its holder, or who held the same duty before them.
    fn last_of_assignment(&self, assignment: &Assignment, held: &[Assignment]) -> Result<Option<(Day, Channel)>> {
        let Some(holder) = assignment.member else { return Ok(None) };
        let today = self.today();
        let mut last = self.store.last_meaningful(assignment.account, holder, (None, today))?;
        for before in held.iter().filter(|one| one.role == assignment.role && one.id != assignment.id) {
            let (Some(member), Some(until)) = (before.member, before.until.filter(|until| *until < today)) else {
                continue;
            };
            let touch = self.store.last_meaningful(assignment.account, member, (before.since, until))?;
            last = last.into_iter().chain(touch).max_by_key(|(on, _)| *on);
        }
        Ok(last)
    }
}

fn stage_count<'a>(
    key: &str,
    name: &str,
    tallies: impl Iterator<Item = &'a Tally>,
    at_risk: u32,
    lost: u64,
) -> StageCount {
    let mut count = StageCount { key: key.to_owned(), name: name.to_owned(), accounts: 0, at_risk: 0, value: 0, lost };
    for tally in tallies {
        count.accounts += tally.accounts;
        count.value += tally.value;
        if is_at_risk(tally, at_risk) {
            count.at_risk += tally.accounts;
        }
    }
    count
}

/// Whether these accounts are at risk or critical; who has too little data is in no band.
const fn is_at_risk(tally: &Tally, from: u32) -> bool {
    tally.case.sure && tally.score >= from
}

fn months_between(earlier: Day, later: Day) -> i32 {
    use chrono::Datelike;
    let (from, to) = (earlier.date(), later.date());
    (to.year() - from.year()) * 12 + to.month0() as i32 - from.month0() as i32
}

/// The assignments every account should have: lead and service, and an executive where the tier calls for one.
fn wanted_roles(executive: bool) -> &'static [Role] {
    if executive {
        &[Role::AccountLead, Role::ExecutiveSponsor, Role::Service]
    } else {
        &[Role::AccountLead, Role::Service]
    }
}

fn minutes_of(member: Id<Member>, touches: &[Touch], from: Day) -> u32 {
    let ours = touches.iter().filter(|touch| touch.on > from && touch.members.contains(&member));
    ours.map(|touch| {
        touch.prep_minutes.unwrap_or(0) + touch.contact_minutes.unwrap_or(0) + touch.followup_minutes.unwrap_or(0)
    })
    .sum()
}

/// Whether both of a pair took part in a two-way touch after `from`.
fn is_live_pair(assignment: &Assignment, recent: &[Touch], from: Day) -> bool {
    let (Some(member), Some(counterpart)) = (assignment.member, assignment.counterpart) else { return false };
    recent.iter().any(|touch| {
        touch.on > from && touch.two_way && touch.members.contains(&member) && touch.contacts.contains(&counterpart)
    })
}
