//! Our made-up people.

use super::chance::Chance;
use super::life::Life;
use super::story::{Cause, Story};
use super::words::{FAMILY, GIVEN, PLACES};
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::insight::Insight;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::store::Edit;

/// Accounts one lead holds in the book of a whole company.
const LOAD: u32 = 40;

/// Up to so many accounts it is the book of one rep; larger ones are those of a company.
pub(super) const REP: u32 = 100;

/// Our people by what they do.
pub(super) struct Staff {
    pub(super) leads: Vec<Id<Member>>,
    /// The rep whose book it is; none: the book of a company.
    pub(super) me: Option<String>,
    /// A lead who left a year ago; her accounts were handed to the next.
    pub(super) gone: Id<Member>,
    pub(super) gone_on: Day,
    /// One of customer support who left lately, and the last day; nobody has taken those assignments over.
    pub(super) left: (Id<Member>, Day),
    pub(super) executives: [Id<Member>; 2],
    pub(super) service: Vec<Id<Member>>,
    pub(super) technical: Id<Member>,
    pub(super) finance: Id<Member>,
    pub(super) communications: Id<Member>,
    /// Insights to share.
    pub(super) insights: Vec<Id<Insight>>,
}

impl Staff {
    pub(super) fn hire(edit: &mut Edit<'_>, chance: &mut Chance, accounts: u32, today: Day) -> Result<Self> {
        let is_reps = accounts <= REP;
        let teams = if is_reps { 2 } else { (accounts / LOAD).clamp(3, 400) };
        // Some have less time for customers than their assignments ask for.
        let short_of_time = if is_reps { 1_500 } else { 100 * accounts / teams };
        let mut hire = Hire { edit, number: 0, short_of_time };
        // Who has been with customers for years has been with us as long.
        let first = if is_reps { -2_300 } else { -400 };
        let leads = (0..teams)
            .map(|number| {
                let since = first - if is_reps { 90 * number as i32 } else { spread(teams) };
                hire.one(chance, "Account manager", "sales", today.plus(since), None)
            })
            .collect::<Result<Vec<_>>>()?;
        let me = is_reps.then(|| format!("{} {}", GIVEN[0], FAMILY[0]));
        let gone_on = today.plus(-390);
        let gone = hire.one(chance, "Account manager", "sales", today.plus(-2_600), Some(gone_on))?;
        let executives = [
            hire.one(chance, "Managing director", "management", today.plus(-3_000), None)?,
            hire.one(chance, "Head of sales", "sales", today.plus(-1_500), None)?,
        ];
        let service = (0..if is_reps { 2 } else { teams.div_ceil(2) })
            .map(|number| match (is_reps, number) {
                (true, 0) => hire.one(chance, "Customer success manager", "service", today.plus(-2_350), None),
                (true, _) => hire.one(chance, "Service lead", "service", today.plus(-2_500), None),
                (false, _) => {
                    hire.one(chance, "Customer success", "service", today.plus(-200 - 150 * number as i32), None)
                }
            })
            .collect::<Result<Vec<_>>>()?;
        let (technical, finance) = (
            hire.one(chance, "Solutions engineer", "technology", today.plus(-900), None)?,
            hire.one(chance, "Billing", "finance", today.plus(-1_200), None)?,
        );
        let communications = hire.one(chance, "Communications", "marketing", today.plus(-600), None)?;
        let left_on = today.plus(-64);
        let left = hire.somebody("Customer success", "service", "west", today.plus(-2_400), Some(left_on))?;
        Ok(Self {
            leads,
            me,
            gone,
            gone_on,
            left: (left, left_on),
            executives,
            service,
            technical,
            finance,
            insights: Vec::new(),
            communications,
        })
    }

    /// Who leads an account, and who led it before.
    pub(super) fn lead(&self, life: &Life) -> (Id<Member>, Option<Id<Member>>) {
        let place = match self.me {
            // A second rep holds some of them.
            Some(_) => usize::from(matches!(life.number % 15, 1 | 8)),
            None => life.number as usize % self.leads.len(),
        };
        let changed = match life.story {
            Story::Lost(cause) => cause == Cause::MemberLeft,
            Story::OneMember => false,
            _ => life.number % 9 == 4,
        };
        (self.leads[place], changed.then_some(self.gone))
    }

    pub(super) fn service(&self, number: u32) -> Id<Member> {
        self.service[number as usize % self.service.len()]
    }
}

fn spread(teams: u32) -> i32 {
    (teams as i32 * 211) % 1_700
}
struct Hire<'a, 'b> {
    edit: &'a mut Edit<'b>,
    number: usize,
    short_of_time: u32,
}

impl Hire<'_, '_> {
    fn one(
        &mut self,
        chance: &mut Chance,
        title: &str,
        team: &str,
        started_on: Day,
        left_on: Option<Day>,
    ) -> Result<Id<Member>> {
        let place = if chance.happens(0.5) { "west" } else { "east" };
        let started_on = started_on.plus(chance.between(0, 60)).min(left_on.unwrap_or(started_on.plus(60)));
        self.somebody(title, team, place, started_on, left_on)
    }

    fn somebody(
        &mut self,
        title: &str,
        function: &str,
        team: &str,
        started_on: Day,
        left_on: Option<Day>,
    ) -> Result<Id<Member>> {
        // Walked through with a stride, so that no two of the first thousand share a name.
        let given = GIVEN[self.number % GIVEN.len()];
        let family = FAMILY[(self.number * 7 + self.number / GIVEN.len()) % FAMILY.len()];
        self.number += 1;
        let id = self.edit.mint()?;
        let member = Member {
            id,
            external_id: Some(format!("M{:04}", self.number)),
            name: format!("{given} {family}"),
            title: Some(title.to_owned()),
            function: Some(function.to_owned()),
            team: Some(team.to_owned()),
            place: Some(PLACES[self.number % PLACES.len()].to_owned()),
            email: Some(format!("m{}@our-house.example", self.number)),
            started_on: Some(started_on),
            left_on,
            capacity_minutes: Some(if self.number % 5 == 3 { self.short_of_time } else { 4_800 }),
            one_on_one_days: Some(30).filter(|_| self.number % 9 == 2),
            ..Member::default()
        };
        self.edit.put(&member)?;
        Ok(id)
    }
}
