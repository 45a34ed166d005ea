//! How well we stick close, over the whole book: the index, who was met in time, which seats keep their cadence, when
//! pulses are taken, and whether the lead still has a part in it after the sale.

use super::Metrics;
use super::told::{Told, none, number, percent, shown};
use crate::book::Book;
use crate::book::survival::FEW;
use crate::domain::day::Day;
use crate::domain::metrics::Period;
use crate::domain::metrics::closeness::{Closeness, Evidence, WINDOW};
use crate::domain::problem::Result;
use crate::domain::risk::facts::pulse_validity;
use crate::domain::role::OurRole;
use crate::domain::text::counted;
use crate::store::closeness::{Active, Planned};
use std::collections::HashMap;

/// Days before a decision in which asking is late, and no longer calm.
pub const RENEWAL: i32 = 120;
/// The longest cadence anybody keeps twice over: a seat not met within it is not met.
const LONGEST: i32 = 800;

/// What is known of care.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Care {
    /// The index, and who was met in time.
    pub closeness: Closeness,
    /// Whether any two-way touch was ever logged: without one there is no evidence.
    pub is_logged: bool,
    /// Of the two-way touches after a sale within twelve months: those the lead of the account took part in, and all.
    pub led: (u64, u64),
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
        Ok(Metrics { care: Some(self.care()?), recent: Some(self.recent()?), compared, ..metrics })
    }

    /// How well we stick close, as it stands today.
    pub fn care(&self) -> Result<Care> {
        let _reading = self.store.reading()?;
        let (today, x2) = (self.today(), &self.points().x2);
        let year = today.plus_months_back(12);
        let mut seats: HashMap<i64, Vec<Planned>> = HashMap::new();
        for seat in self.store.planned_seats(today.plus(-LONGEST), today)? {
            seats.entry(seat.account).or_default().push(seat);
        }
        let mut closeness = Closeness::default();
        for active in self.store.active(today.plus(-WINDOW), today)? {
            let own = seats.get(&active.account).map(Vec::as_slice).unwrap_or_default();
            let touch = self.points().practice(active.tier).touch;
            let is_touched = active.last_touch.is_some_and(|last| last.days_to(today) <= touch);
            closeness.add(&self.evidence(&active, own, today), is_touched, active.value);
        }
        Ok(Care {
            closeness,
            is_logged: self.store.has_touches()?,
            led: self.store.led(year, today)?,
            calm: self.store.calm_pulses(year, today, RENEWAL, (x2.before, x2.after))?,
            asked: self.coverage(RENEWAL)?,
        })
    }

    /// What is known of one account; cadences are those of its seats, else those of their role in its tier.
    fn evidence(&self, active: &Active, seats: &[Planned], today: Day) -> Evidence {
        let practice = self.points().practice(active.tier);
        let mut of_seats = (0, 0);
        for seat in seats {
            let own = seat.cadence.filter(|days| *days > 0);
            let Some(cadence) = own.or_else(|| self.points().cadence(seat.role, active.tier)) else { continue };
            of_seats.1 += 1;
            of_seats.0 += u32::from(seat.last.is_some_and(|last| last.days_to(today) <= cadence));
        }
        let days = active.since.map_or(WINDOW, |since| since.days_to(today).clamp(0, WINDOW));
        let executives = seats.iter().filter(|seat| seat.role == OurRole::ExecutiveSponsor);
        let met = executives.filter_map(|seat| seat.last).max().or(active.since);
        Evidence {
            touches: active.touches,
            due: f64::from(days) / f64::from(practice.touch.max(1)),
            seats: of_seats,
            contacts: active.contacts,
            pulse: active.pulse.map(|(on, score)| (on.days_to(today), pulse_validity(score))),
            executive: practice.executive.map(|every| (met.map(|met| met.days_to(today)), every)),
            promises: active.promises,
        }
    }
}

impl Care {
    /// The figures in words, or why there is none.
    pub fn told(&self) -> Vec<Told> {
        vec![self.index(), self.touched(), self.seats(), self.before_renewal(), self.calm_pulses(), self.own_share()]
    }

    fn index(&self) -> Told {
        let (name, closeness) = ("Stick-close", &self.closeness);
        let unvalued = match closeness.unvalued {
            0 => String::new(),
            count => format!("; {} without a value left out", counted(count, "customer")),
        };
        match closeness.index() {
            _ if closeness.accounts == 0 => none(name, "nobody is a customer today"),
            _ if !self.is_logged => none(name, "no two-way touch was ever logged; l logs one"),
            None => none(name, "no customer has a known value to weight it by"),
            Some(index) => Told {
                name,
                rate: format!("{index:.0} of 100"),
                words: format!("weighted by value, from what was logged in two ways{unvalued}"),
            },
        }
    }

    fn touched(&self) -> Told {
        let (name, closeness) = ("Met in time", &self.closeness);
        if closeness.accounts == 0 {
            return none(name, "nobody is a customer today");
        }
        if !self.is_logged {
            return none(name, "no two-way touch was ever logged; l logs one");
        }
        let what = "customers met within their cadence";
        let mut told = shown(name, closeness.touched, closeness.accounts, closeness.touch_coverage(), what);
        if let Some(share) = closeness.value_coverage().filter(|_| closeness.accounts >= FEW) {
            told = told.and(&format!(", {} of the value", percent(share)));
        }
        told
    }

    fn seats(&self) -> Told {
        let (name, (on, planned)) = ("Seats in time", self.closeness.seats);
        if planned == 0 {
            return none(name, "no seat with a cadence is planned; : and new seat plans one");
        }
        shown(name, on, planned, self.closeness.role_coverage(), "seats whose holder met them within their cadence")
    }

    fn before_renewal(&self) -> Told {
        let (said, all) = self.asked;
        let name = "Asked in time";
        if all == 0 {
            return none(name, format!("nobody decides within {RENEWAL} days"));
        }
        let what = format!("deciding within {RENEWAL} days said how it goes");
        shown(name, said, all, Some(said as f64 / all as f64), &what)
    }

    fn calm_pulses(&self) -> Told {
        let (calm, all) = self.calm;
        let name = "Calm pulses";
        if all == 0 {
            return none(name, "no pulse was taken in twelve months; p takes one down");
        }
        let what = "pulses outside renewal, price rise and escalation";
        shown(name, calm, all, Some(calm as f64 / all as f64), what)
    }

    fn own_share(&self) -> Told {
        let (led, all) = self.led;
        let name = "Lead's own share";
        if all == 0 {
            return none(name, "no two-way touch after a sale in twelve months");
        }
        let told = shown(name, led, all, Some(led as f64 / all as f64), "touches after the sale with the lead in them");
        let others = all - led;
        if others > led { told.and(&format!("; {} left to others", number(others))) } else { told }
    }
}
