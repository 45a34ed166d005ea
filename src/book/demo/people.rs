//! Our made-up people.

use super::chance::Chance;
use super::words::{FAMILY, GIVEN, PLACES};
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::insight::Insight;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::store::Edit;

/// Accounts one lead holds.
const LOAD: u32 = 40;

/// Our people by what they do.
pub(super) struct Staff {
    pub(super) leads: Vec<Id<Member>>,
    /// A lead who left a year ago; her accounts were handed to the next.
    pub(super) gone: Id<Member>,
    pub(super) gone_on: Day,
    /// One of customer support who left lately, and the last day; nobody has taken those seats over.
    pub(super) left: (Id<Member>, Day),
    pub(super) executives: [Id<Member>; 2],
    pub(super) service: Vec<Id<Member>>,
    pub(super) technical: Id<Member>,
    pub(super) finance: Id<Member>,
    pub(super) communications: Id<Member>,
    /// An insight to share.
    pub(super) insight: Option<Id<Insight>>,
}

impl Staff {
    pub(super) fn hire(edit: &mut Edit<'_>, chance: &mut Chance, accounts: u32, today: Day) -> Result<Self> {
        let teams = (accounts / LOAD).clamp(3, 400);
        // Some have less time for customers than their seats ask for.
        let mut hire = Hire { edit, number: 0, short_of_time: 100 * accounts / teams };
        let leads = (0..teams)
            .map(|_| hire.one(chance, "Account manager", "sales", today.plus(-400 - chance_days(teams)), None))
            .collect::<Result<Vec<_>>>()?;
        let gone_on = today.plus(-390);
        let gone = hire.one(chance, "Account manager", "sales", today.plus(-2_100), Some(gone_on))?;
        let executives = [
            hire.one(chance, "Managing director", "management", today.plus(-3_000), None)?,
            hire.one(chance, "Head of sales", "sales", today.plus(-1_500), None)?,
        ];
        let service = (0..teams.div_ceil(2))
            .map(|number| hire.one(chance, "Customer success", "service", today.plus(-200 - 150 * number as i32), None))
            .collect::<Result<Vec<_>>>()?;
        let (technical, finance) = (
            hire.one(chance, "Solutions engineer", "technology", today.plus(-900), None)?,
            hire.one(chance, "Billing", "finance", today.plus(-1_200), None)?,
        );
        let communications = hire.one(chance, "Communications", "marketing", today.plus(-600), None)?;
        let left_on = today.plus(-120);
        let left = hire.somebody("Customer success", "service", "west", today.plus(-1_000), Some(left_on))?;
        Ok(Self {
            leads,
            gone,
            gone_on,
            left: (left, left_on),
            executives,
            service,
            technical,
            finance,
            insight: None,
            communications,
        })
    }

    /// Who leads account `number`, and who led it before.
    pub(super) fn lead(&self, number: u32) -> (Id<Member>, Option<Id<Member>>) {
        let lead = self.leads[number as usize % self.leads.len()];
        (lead, (number % 9 == 4).then_some(self.gone))
    }

    pub(super) fn service(&self, number: u32) -> Id<Member> {
        self.service[number as usize % self.service.len()]
    }
}

fn chance_days(teams: u32) -> i32 {
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
