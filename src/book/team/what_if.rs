//! What if a team member leaves: what is at stake, whom nobody else knows, and who could take over what.

use super::people::{shares, stay};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::risk::points::Tier;
use crate::domain::role::Duty;
use crate::domain::role::Role;
use crate::domain::team::exposure::Holding;
use crate::domain::team::leaving::{Colleague, Reasons, Vacancy, assign, loss_band};
use crate::store::people::Top;
use std::collections::{BTreeMap, HashMap};

/// What leaves with a team member.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// Who.
    pub member: Member,
    /// Open accounts they lead.
    pub accounts: u64,
    /// The value of those, minor units of the book's currency; none: of none of them it is known.
    pub value: Option<i64>,
    /// What the change may cost of it in a year, least and most.
    pub loss: Option<(i64, i64)>,
    /// The shares that says so.
    pub shares: (f64, f64),
    /// Every account they lead or hold an assignment of, those they lead first, the most valuable first.
    pub held: Vec<Leaving>,
}

/// One account that is left.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaving {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// Its key in the program it came from.
    pub external_id: Option<String>,
    /// A year of it, minor units of the book's currency.
    pub value: Option<i64>,
    /// Whether they lead it.
    pub leads: bool,
    /// The assignments they hold there, by role.
    pub roles: Vec<Role>,
    /// Whether it is among the real risks.
    pub real_risk: bool,
    /// Contacts whom nobody else of our team knows, by name.
    pub sole: Vec<String>,
    /// Who should take over, by name; none: there is nobody.
    pub successor: Option<Successor>,
}

/// Who should take over, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Successor {
    /// Who.
    pub member: Id<Member>,
    /// By name.
    pub name: String,
    /// Why, in words.
    pub reason: String,
    /// The same, to be weighed.
    pub reasons: Reasons,
}

impl WhatIf {
    /// How many contacts nobody else of our team knows.
    pub fn sole_contacts(&self) -> usize {
        self.held.iter().map(|one| one.sole.len()).sum()
    }

    /// The accounts that are among the real risks.
    pub fn real_risk(&self) -> impl Iterator<Item = &Leaving> {
        self.held.iter().filter(|one| one.real_risk)
    }
}

/// What somebody holds in one role: assignments by trade, and by tier.
type Held = (BTreeMap<String, u32>, BTreeMap<&'static str, u32>);

/// What all of our team hold, for weighing who could take over.
#[derive(Default)]
struct Bench {
    expected: HashMap<Id<Member>, u32>,
    held: HashMap<(Id<Member>, Role), Held>,
}

impl Book {
    /// What if `member` leaves, as things stand today.
    pub fn what_if(&self, member: Id<Member>) -> Result<WhatIf> {
        let _reading = self.store.reading()?;
        let member: Member = self.get(member)?;
        let mut held = Vec::new();
        let mut vacancies = Vec::new();
        for account in self.store.accounts_of(member.id, self.today())? {
            let (leaving, vacancy) = self.leaving(account, &member)?;
            held.push(leaving);
            vacancies.push(vacancy);
        }
        self.choose(&member, &mut held, &vacancies)?;
        held.sort_by_key(|one| !one.leads);
        let led = || held.iter().filter(|one| one.leads);
        let value = led().filter_map(|one| one.value).reduce(|sum, value| sum + value);
        let staff = &self.points().team;
        Ok(WhatIf {
            accounts: led().count() as u64,
            value,
            loss: value.map(|value| loss_band(value, staff.loss_low, staff.loss_high)),
            shares: (staff.loss_low, staff.loss_high),
            member,
            held,
        })
    }

    fn leaving(&self, id: Id<Account>, member: &Member) -> Result<(Leaving, Vacancy)> {
        let (today, points) = (self.today(), self.points());
        let account: Account = self.get(id)?;
        let standing = self.standing(id)?;
        let mut assignments: Vec<Assignment> = self.of_account(id)?;
        assignments.retain(|assignment| assignment.is_held(today));
        let cover = assignments
            .iter()
            .find(|assignment| assignment.duty.contains(&Duty::Cover))
            .and_then(|assignment| assignment.member);
        let mine: Vec<&Assignment> =
            assignments.iter().filter(|assignment| assignment.member == Some(member.id)).collect();
        let leads = self.lead(id)? == Some(member.id);
        let top = if standing.tier == Tier::A { self.store.top(id, today)? } else { None };
        // It hangs on whoever holds them alone, be that the lead or not.
        let holds = |top: &Top| top.facts.lead.is_some_and(|lead| lead.member == member.id);
        let real_risk = top.is_some_and(|top| holds(&top) && Holding::of(&top.facts, &top.score, points).real_risk);
        let practice = points.practice(standing.tier);
        let named: u32 = mine.iter().filter_map(|assignment| assignment.minutes_month).sum();
        let vacancy = Vacancy {
            trade: account.industry.clone().unwrap_or_default(),
            tier: standing.tier.word(),
            minutes: if named > 0 { named } else { practice.minutes },
            cover: cover.filter(|cover| *cover != member.id),
            known: self.store.known_by(id, today.plus(-practice.window), today)?,
        };
        let sole = self.store.sole_contacts(id, member.id, today)?;
        let leaving = Leaving {
            account: id,
            name: account.name,
            external_id: account.external_id,
            value: standing.value,
            leads,
            roles: mine.iter().map(|assignment| assignment.role).collect(),
            real_risk,
            sole: sole.into_iter().map(|contact| contact.name).collect(),
            successor: None,
        };
        Ok((leaving, vacancy))
    }

    /// Gives every account its successor: role by role, so that a lead is followed by a lead, and service by service.
    fn choose(&self, member: &Member, held: &mut [Leaving], vacancies: &[Vacancy]) -> Result<()> {
        let today = self.today();
        let bench = self.bench()?;
        let mut here: Vec<Member> = self.all()?;
        here.retain(|one| one.id != member.id && stay(one).is_here(today) && one.left_on.is_none());
        let names: HashMap<Id<Member>, String> = here.iter().map(|one| (one.id, one.name.clone())).collect();
        let role = |one: &Leaving| if one.leads { None } else { one.roles.first().copied() };
        let role = |one: &Leaving| role(one).unwrap_or(Role::AccountLead);
        let mut roles: Vec<Role> = held.iter().map(&role).collect();
        roles.sort_unstable();
        roles.dedup();
        let mut taken: HashMap<Id<Member>, u32> = HashMap::new();
        for wanted in roles {
            let is_new = |one: &Member| stay(one).is_new(today, self.points().team.newcomer_months);
            let mut colleagues: Vec<Colleague> =
                here.iter().map(|one| bench.colleague(one, wanted, taken.get(&one.id), is_new(one))).collect();
            let places: Vec<usize> = (0..held.len()).filter(|place| role(&held[*place]) == wanted).collect();
            let asked: Vec<Vacancy> = places.iter().map(|place| vacancies[*place].clone()).collect();
            for ((place, vacancy), given) in places.iter().zip(&asked).zip(assign(&mut colleagues, &asked)) {
                held[*place].successor = given.map(|(member, reasons)| {
                    *taken.entry(member).or_default() += vacancy.minutes;
                    let name = names.get(&member).cloned().unwrap_or_default();
                    Successor { member, name, reason: reasons.words(today), reasons }
                });
            }
        }
        Ok(())
    }

    fn bench(&self) -> Result<Bench> {
        let points = self.points();
        let mut bench = Bench::default();
        self.store.each_held(self.today(), |held| {
            for (assignment, minutes) in shares(held, points) {
                let Some(member) = assignment.member else { continue };
                let expected = bench.expected.entry(member).or_default();
                *expected = expected.saturating_add(minutes);
                let (trades, tiers) = bench.held.entry((member, assignment.role)).or_default();
                *trades.entry(held.trade.clone()).or_default() += 1;
                *tiers.entry(held.tier.unwrap_or(Tier::C).word()).or_default() += 1;
            }
        })?;
        Ok(bench)
    }
}

impl Bench {
    fn colleague(&self, member: &Member, role: Role, taken: Option<&u32>, is_new: bool) -> Colleague {
        let given = taken.copied().unwrap_or(0);
        let expected = i64::from(self.expected.get(&member.id).copied().unwrap_or(0)) + i64::from(given);
        let (trades, tiers) = self.held.get(&(member.id, role)).cloned().unwrap_or_default();
        let room = member.capacity_minutes.map(|capacity| i64::from(capacity) - expected);
        Colleague { member: member.id, room, given, trades, tiers, is_new }
    }
}
