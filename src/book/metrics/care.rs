//! How well we stick close, over the whole book: the index, who was met in time, which assignments keep their cadence, when
//! pulses are taken, and whether the lead still has a part in it after the sale.

use super::Metrics;
use super::told::{Told, none, number, percent, shown};
use crate::book::Book;
use crate::book::renewals::FRESH;
use crate::book::survival::FEW;
use crate::domain::day::{Day, headed};
use crate::domain::metrics::Period;
use crate::domain::metrics::closeness::{Closeness, Evidence, WINDOW};
use crate::domain::problem::Result;
use crate::domain::risk::facts::pulse_validity;
use crate::domain::role::Role;
use crate::domain::text::counted;
use crate::store::closeness::{Active, Planned};
use std::collections::{HashMap, HashSet};

/// Days before a decision in which asking is late, and no longer calm.
pub const RENEWAL: i32 = 120;
/// The longest cadence anybody keeps twice over: an assignment not met within it is not met.
const LONGEST: i32 = 800;

/// What is known of care.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Care {
    /// At the end of which day.
    pub day: Day,
    /// Whether that is today.
    pub is_today: bool,
    /// The index, and who was met in time.
    pub closeness: Closeness,
    /// Whether any two-way touch was ever logged: without one there is no evidence.
    pub is_logged: bool,
    /// Of the two-way touches after a sale within twelve months: those the lead of the account took part in, and all.
    pub led: (u64, u64),
    /// Of the same touches those that whoever uses the book took part in, and all; none: nobody has said who that is.
    pub own: Option<(u64, u64)>,
    /// Of the pulses of twelve months: those outside renewal, price rise and escalation, and all.
    pub calm: (u64, u64),
    /// Of the accounts that decide within [`RENEWAL`] days: those that said lately how it goes, and all.
    pub asked: (u64, u64),
}

impl Book {
    /// The score of the twelve months until today, with how well we stick close, and with the time before and after the
    /// day the book names.
    pub fn year(&self) -> Result<Metrics> {
        let metrics = self.metrics(Period::year_to(self.today()))?;
        let compared = self.began().map(|day| self.before_after(day)).transpose()?;
        let (care, recent, house) = (Some(self.care()?), Some(self.recent()?), Some(self.house()?));
        let ownership = Some(self.store.ownership(self.today())?);
        Ok(Metrics { care, recent, ownership, house, compared, ..metrics })
    }

    /// The score of the month written as `2026-10`, with how well we stuck close when it ended.
    pub fn month(&self, month: &str) -> Result<Metrics> {
        let period = Period::month(month, self.today())?;
        Ok(Metrics { care: Some(self.care_on(period.to)?), ..self.metrics(period)? })
    }

    /// How well we stick close, as it stands today.
    pub fn care(&self) -> Result<Care> {
        self.care_on(self.today())
    }

    /// How well we stuck close at the end of a day, by what was known then; assignments and cadences are those of the rules of
    /// today.
    fn care_on(&self, day: Day) -> Result<Care> {
        let _reading = self.store.reading()?;
        let (from, is_today, x2) = (day.plus(-WINDOW), day == self.today(), &self.points().x2);
        let mut active = if is_today { self.store.active(from, day)? } else { self.store.active_then(from, day)? };
        active.retain(|one| one.since.is_none_or(|since| since <= day));
        let mut assignments: HashMap<i64, Vec<Planned>> = HashMap::new();
        for assignment in self.store.planned_assignments(day.plus(-LONGEST), day)? {
            assignments.entry(assignment.account).or_default().push(assignment);
        }
        let mut closeness = Closeness::default();
        for active in &active {
            let own = assignments.get(&active.account).map(Vec::as_slice).unwrap_or_default();
            let touch = self.points().practice(active.tier).touch;
            let is_touched = active.last_touch.is_some_and(|last| last.days_to(day) <= touch);
            closeness.add(&self.evidence(active, own, day), is_touched, active.value);
        }
        let year = day.plus_months_back(12);
        Ok(Care {
            day,
            is_today,
            closeness,
            is_logged: self.store.has_touches(day)?,
            led: self.store.led(year, day)?,
            own: self.me()?.map(|me| self.store.met_by(me.id, year, day)).transpose()?,
            calm: self.store.calm_pulses(year, day, RENEWAL, (x2.before, x2.after))?,
            asked: if is_today { self.coverage(RENEWAL)? } else { self.asked_then(&active, day)? },
        })
    }

    /// Of the accounts that were to decide within [`RENEWAL`] days of a day of the past: those that had said how it goes,
    /// and all.
    fn asked_then(&self, active: &[Active], day: Day) -> Result<(u64, u64)> {
        let here: HashSet<i64> = active.iter().map(|one| one.account).collect();
        let mut asked = self.store.asked_then(day, day.plus(RENEWAL), day.plus(-FRESH - 1))?;
        asked.retain(|(account, _)| here.contains(account));
        Ok((asked.iter().filter(|(_, said)| *said).count() as u64, asked.len() as u64))
    }

    /// What is known of one account; cadences are those of its assignments, else those of their role in its tier.
    fn evidence(&self, active: &Active, assignments: &[Planned], today: Day) -> Evidence {
        let practice = self.points().practice(active.tier);
        let mut of_assignments = (0, 0);
        for assignment in assignments {
            let own = assignment.cadence.filter(|days| *days > 0);
            let Some(cadence) = own.or_else(|| self.points().cadence(assignment.role, active.tier)) else { continue };
            of_assignments.1 += 1;
            of_assignments.0 += u32::from(assignment.last.is_some_and(|last| last.days_to(today) <= cadence));
        }
        let days = active.since.map_or(WINDOW, |since| since.days_to(today).clamp(0, WINDOW));
        let executives = assignments.iter().filter(|assignment| assignment.role == Role::ExecutiveSponsor);
        let met = executives.filter_map(|assignment| assignment.last).max().or(active.since);
        Evidence {
            touches: active.touches,
            due: f64::from(days) / f64::from(practice.touch.max(1)),
            assignments: of_assignments,
            contacts: active.contacts,
            pulse: active.pulse.map(|(on, score)| (on.days_to(today), pulse_validity(score))),
            executive: practice.executive.map(|every| (met.map(|met| met.days_to(today)), every)),
            commitments: active.commitments,
        }
    }
}

impl Care {
    /// What stands over the figures.
    pub fn heading(&self) -> String {
        if self.is_today {
            "Contact and coverage, today".to_owned()
        } else {
            format!("Contact and coverage, as known on {}", headed(self.day))
        }
    }

    fn nobody(&self) -> String {
        format!("nobody {}", if self.is_today { "is a customer today" } else { "was a customer on that day" })
    }

    fn unlogged(&self) -> &'static str {
        if self.is_today {
            "no two-way touch was ever logged; l logs one"
        } else {
            "no two-way touch was logged by then"
        }
    }

    /// The figures in words, or why there is none.
    pub fn told(&self) -> Vec<Told> {
        vec![
            self.index(),
            self.touched(),
            self.assignments(),
            self.before_renewal(),
            self.calm_pulses(),
            self.own_share(),
        ]
    }

    /// The index in words.
    pub(super) fn index(&self) -> Told {
        let (name, closeness) = ("Stick-close", &self.closeness);
        let unvalued = match closeness.unvalued {
            0 => String::new(),
            count => format!("; {} without a value left out", counted(count, "customer")),
        };
        match closeness.index() {
            _ if closeness.accounts == 0 => none(name, self.nobody()),
            _ if !self.is_logged => none(name, self.unlogged()),
            None => none(name, "no customer has a known value to weight it by"),
            Some(index) => Told {
                name,
                rate: format!("{index:.0} of 100"),
                words: format!("weighted by value, from what was logged in two ways{unvalued}"),
            },
        }
    }

    fn touched(&self) -> Told {
        let (name, closeness) = ("Accounts on cadence", &self.closeness);
        if closeness.accounts == 0 {
            return none(name, self.nobody());
        }
        if !self.is_logged {
            return none(name, self.unlogged());
        }
        let what = "customers met within their cadence";
        let mut told = shown(name, closeness.touched, closeness.accounts, closeness.touch_coverage(), what);
        if let Some(share) = closeness.value_coverage().filter(|_| closeness.accounts >= FEW) {
            told = told.and(&format!(", {} of the value", percent(share)));
        }
        told
    }

    fn assignments(&self) -> Told {
        let (name, (on, planned)) = ("Roles on cadence", self.closeness.assignments);
        if planned == 0 {
            return none(name, "no assignment has a cadence; : and new assignment adds one");
        }
        if !self.is_logged {
            return none(name, self.unlogged());
        }
        shown(name, on, planned, self.closeness.role_coverage(), "assignments met within their cadence")
    }

    fn before_renewal(&self) -> Told {
        let (said, all) = self.asked;
        let name = "Pulse before renewal";
        if all == 0 {
            return none(
                name,
                format!("nobody {} within {RENEWAL} days", if self.is_today { "decides" } else { "was to decide" }),
            );
        }
        let what = format!("with a renewal within {RENEWAL} days have a pulse");
        shown(name, said, all, Some(said as f64 / all as f64), &what)
    }

    fn calm_pulses(&self) -> Told {
        let (calm, all) = self.calm;
        let name = "Calm pulses";
        if all == 0 {
            return none(
                name,
                format!("no pulse was recorded in twelve months{}", if self.is_today { "; p records one" } else { "" }),
            );
        }
        let what = "pulses outside renewal, price rise and escalation";
        shown(name, calm, all, Some(calm as f64 / all as f64), what)
    }

    /// What is one's own: mine, where somebody has said who uses the book, else that of the leads.
    fn own_share(&self) -> Told {
        let (led, all) = self.own.unwrap_or(self.led);
        let (name, whose) = match self.own {
            Some(_) => ("Your touches", "touches after the sale with you in them"),
            None => ("Lead's touches", "touches after the sale with the lead in them"),
        };
        if all == 0 {
            return none(name, "no two-way touch after a sale in twelve months");
        }
        let told = shown(name, led, all, Some(led as f64 / all as f64), whose);
        let others = all - led;
        if others > led { told.and(&format!("; {} left to others", number(others))) } else { told }
    }
}
