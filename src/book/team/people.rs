//! Who is with us, what they hold, what is expected of them and what they gave.

use crate::book::Book;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::me::Me;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::risk::points::{Points, Tier};
use crate::domain::team::leaving::loss_band;
use crate::domain::team::load::{Attrition, Load, MONTH, Stay, share_out};
use crate::domain::text::fit;
use crate::domain::text::fold;
use crate::store::people::{Held, HeldAssignment};
use std::collections::{BTreeMap, HashMap};

/// A team member.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Who.
    pub member: Member,
    /// Minutes expected, logged, and free to give.
    pub load: Load,
    /// Assignments they hold today.
    pub assignments: u32,
    /// Open accounts they lead.
    pub leads: u32,
    /// The value of those, minor units of the book's currency; none: of none of them it is known.
    pub value: Option<i64>,
    /// What it may cost in a year if they leave: the least and the most; none: they are gone, or no value is known.
    pub leaving: Option<(i64, i64)>,
    /// With us for less than a year.
    pub is_new: bool,
    /// No longer here.
    pub is_gone: bool,
}

/// Everybody of our team.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct People {
    /// Those who are here first, the most valuable book first.
    pub list: Vec<Person>,
    /// Own turnover and newcomers of the house.
    pub whole: Attrition,
    /// The same by team, by name; without a team: an empty name.
    pub teams: Vec<(String, Attrition)>,
    /// Open accounts that nobody leads, and their value; none: of none of them it is known.
    pub unled: (u64, Option<i64>),
}

impl People {
    /// How many who are here carry more than they have.
    pub fn over(&self) -> usize {
        self.list.iter().filter(|one| !one.is_gone && one.load.is_over() == Some(true)).count()
    }
}

/// When a team member came and left.
pub fn stay(member: &Member) -> Stay {
    Stay { from: member.started_on, to: member.left_on }
}

/// The minutes a month expected of each assignment that somebody holds at an account.
pub(super) fn shares(held: &Held, points: &Points) -> Vec<(HeldAssignment, u32)> {
    let assignments = held.held();
    let named: Vec<Option<u32>> = assignments.iter().map(|assignment| assignment.minutes).collect();
    let team = points.practice(held.tier.unwrap_or(Tier::C)).minutes;
    assignments.into_iter().zip(share_out(team, &named)).collect()
}

#[derive(Default)]
struct Sum {
    expected: u32,
    assignments: u32,
    leads: u32,
    value: Option<i64>,
}

impl Book {
    /// Everybody of our team with what they carry.
    pub fn people(&self) -> Result<People> {
        let _reading = self.store.reading()?;
        let (today, points) = (self.today(), self.points());
        let mut sums: HashMap<Id<Member>, Sum> = HashMap::new();
        let mut people = People::default();
        self.store.each_held(today, |held| {
            for (assignment, minutes) in shares(held, points) {
                let Some(member) = assignment.member else { continue };
                let sum = sums.entry(member).or_default();
                sum.assignments += 1;
                sum.expected = sum.expected.saturating_add(minutes);
            }
            match held.lead() {
                Some(lead) => {
                    let sum = sums.entry(lead).or_default();
                    sum.leads += 1;
                    sum.value = plus(sum.value, held.value);
                }
                None => people.unled = (people.unled.0 + 1, plus(people.unled.1, held.value)),
            }
        })?;
        let mut logged = self.store.logged(today.plus(-MONTH), today)?;
        let staff = &points.team;
        let months = staff.newcomer_months;
        for member in self.all::<Member>()? {
            let sum = sums.remove(&member.id).unwrap_or_default();
            let load = Load {
                expected: sum.expected,
                logged: logged.remove(&member.id).unwrap_or_default(),
                capacity: member.capacity_minutes,
            };
            people.list.push(Person {
                load,
                assignments: sum.assignments,
                leads: sum.leads,
                value: sum.value,
                leaving: sum
                    .value
                    .filter(|_| member.is_here(today))
                    .map(|value| loss_band(value, staff.loss_low, staff.loss_high)),
                is_new: stay(&member).is_new(today, months),
                is_gone: !member.is_here(today),
                member,
            });
        }
        people.list.sort_by(|one, other| order(one).cmp(&order(other)));
        people.count(today, months);
        Ok(people)
    }

    /// The member whom words name: the whole name, the external id, enough of the name, or `me`.
    pub fn member_called(&self, words: &str) -> Result<Member> {
        if Me::is_meant(words) {
            return self.me_or_refuse();
        }
        let wanted = fold(words);
        let all: Vec<Member> = self.all()?;
        let whole = |one: &&Member| {
            fold(&one.name) == wanted
                || one.external_id.as_deref() == Some(words.trim())
                || one.id.code() == words.trim()
        };
        let exact: Vec<&Member> = all.iter().filter(whole).collect();
        let found = if exact.is_empty() {
            all.iter().filter(|one| !wanted.is_empty() && fold(&one.name).contains(&wanted)).collect()
        } else {
            exact
        };
        match found.as_slice() {
            [one] => Ok((*one).clone()),
            [] => Err(Problem::not_found(format!(
                "No team member is called “{}”; “mainstay team” lists them.",
                fit(words, 60)
            ))),
            several => {
                let names: Vec<_> = several.iter().take(5).map(|one| fit(&one.name, 40)).collect();
                let sentence = format!("“{}” may mean {}; write more of the name.", fit(words, 40), names.join(" or "));
                Err(Problem::new(ProblemKind::Ambiguous, sentence))
            }
        }
    }
}

/// A sum that stays unknown until something of it is known.
fn plus(sum: Option<i64>, value: Option<i64>) -> Option<i64> {
    sum.zip(value).map(|(sum, value)| sum + value).or(sum).or(value)
}

fn order(one: &Person) -> (bool, std::cmp::Reverse<Option<i64>>, std::cmp::Reverse<u32>, &str, Id<Member>) {
    (one.is_gone, std::cmp::Reverse(one.value), std::cmp::Reverse(one.assignments), &one.member.name, one.member.id)
}

impl People {
    fn count(&mut self, today: Day, months: u32) {
        let stays = || self.list.iter().map(|one| (one.member.team.clone().unwrap_or_default(), stay(&one.member)));
        self.whole = Attrition::of(stays().map(|(_, stay)| stay), today, months);
        let mut teams: BTreeMap<String, Vec<Stay>> = BTreeMap::new();
        for (team, stay) in stays() {
            teams.entry(team).or_default().push(stay);
        }
        self.teams = teams.into_iter().map(|(team, stays)| (team, Attrition::of(stays, today, months))).collect();
    }
}
