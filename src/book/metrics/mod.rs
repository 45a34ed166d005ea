//! The score in whole customers: who came, who stayed, who went, and the rates behind it, over a period.

pub mod aims;
pub mod care;
pub mod months;
pub mod questions;
pub mod recent;
pub mod team;
pub mod told;

use super::Book;
use crate::domain::day::Day;
use crate::domain::metrics::abandonment::Abandonment;
use crate::domain::metrics::absence::Absence;
use crate::domain::metrics::cohort::Cohorts;
use crate::domain::metrics::group::Groups;
use crate::domain::metrics::movement::{Movement, renewals};
use crate::domain::metrics::ownership::Ownership;
use crate::domain::metrics::renewal::Renewals;
use crate::domain::metrics::retention::Retention;
use crate::domain::metrics::trend::Trend;
use crate::domain::metrics::{Amount, Period};
use crate::domain::problem::Result;
use crate::domain::survival::kaplan_meier::KaplanMeier;
use crate::domain::survival::{FROM_THE_START, Span};
use crate::domain::words::HandoffState;
use crate::store::ledgers::{Dossier, Recorded};
use aims::BeforeAfter;
use care::Care;
use recent::Recent;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use team::House;

/// How many reasons of losses are told.
pub const REASONS: usize = 5;

/// The score of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Metrics {
    /// The period.
    pub period: Period,
    /// Who came and who went.
    pub movement: Movement,
    /// Of the lost, those that nothing could have kept: they closed or were bought.
    pub unavoidable: u64,
    /// Why customers were lost, the most frequent first, at most [`REASONS`]; empty words: nobody wrote it down.
    pub reasons: Vec<(String, u64)>,
    /// Why lines were renewed, the most frequent first, at most [`REASONS`]; empty words: nobody wrote it down.
    pub renewal_reasons: Vec<(String, u64)>,
    /// Customers by what they do.
    pub groups: Groups,
    /// What remained of who was there.
    pub retention: Retention,
    /// What became of the lines that ended.
    pub renewals: Renewals,
    /// Sales that were let down.
    pub abandonment: Abandonment,
    /// Working days until hand-offs offered in the period were accepted.
    pub acceptance: KaplanMeier,
    /// Recommendations given.
    pub referrals: u64,
    /// The three years until today, month by month, whatever the period.
    pub trend: Trend,
    /// New customers by what they came in with, and how many of them are there today, whatever the period.
    pub cohorts: Cohorts,
    /// How well we stick close when the period ends; none: not asked for, see [`Book::year`] and [`Book::month`].
    pub care: Option<Care>,
    /// What happened lately; none: not asked for, see [`Book::year`].
    pub recent: Option<Recent>,
    /// Whose responsibility what is owed is, today; none: not asked for, see [`Book::year`].
    pub ownership: Option<Ownership>,
    /// The house behind the customers; none: not asked for, see [`Book::year`].
    pub house: Option<House>,
    /// The time before and after the day the book names; none: it names none, or it was not asked for, see [`Book::year`].
    pub compared: Option<BeforeAfter>,
}

impl Metrics {
    fn of(period: Period, today: Day) -> Self {
        Self {
            period,
            movement: Movement::default(),
            unavoidable: 0,
            reasons: Vec::new(),
            renewal_reasons: Vec::new(),
            groups: Groups::default(),
            retention: Retention::default(),
            renewals: Renewals::default(),
            abandonment: Abandonment::default(),
            acceptance: KaplanMeier::default(),
            referrals: 0,
            trend: Trend::until(today),
            cohorts: Cohorts::default(),
            care: None,
            recent: None,
            ownership: None,
            house: None,
            compared: None,
        }
    }

    /// Days from the last abandonment to the end of the period; none: there was none.
    pub fn days_since_abandonment(&self) -> Option<i32> {
        self.abandonment.last.map(|last| last.days_to(self.period.to))
    }

    /// Whether nothing at all can be told of anybody.
    pub fn is_empty(&self) -> bool {
        let movement = &self.movement;
        movement.before + movement.after + movement.new.count + movement.lost.count == 0
    }
}

impl Book {
    /// The score of a period, by what is known today. Amounts are in the currency of the book, at the rates of the day
    /// before the period for both of its ends (METHOD §6).
    pub fn metrics(&self, period: Period) -> Result<Metrics> {
        let _reading = self.store.reading()?;
        let (today, watch) = (self.today(), self.store.watch()?);
        let mut all = Metrics::of(period, today);
        let (mut reasons, mut renewal_reasons) = (BTreeMap::new(), BTreeMap::new());
        let referrals = self.store.referrals(period.from, period.to, today)?;
        self.store.each_dossier(period.opening(), today, |account, dossier| {
            let Dossier { ledger, care, .. } = dossier;
            let recorded = |absence: Absence| recorded(dossier, absence).map_or(Amount::Unknown, |loss| loss.value);
            all.movement.add(ledger, period, today, recorded);
            all.trend.add(ledger, today);
            all.cohorts.add(ledger, dossier.channel.as_deref(), dossier.offer.as_deref(), today);
            all.retention.add(ledger, period);
            all.renewals.add(ledger, period, today);
            all.abandonment.add(account, ledger, care, watch, period);
            all.unavoidable += why(dossier, period, &mut reasons);
            for one in renewals(ledger, today).filter(|one| period.contains(one.on)) {
                *renewal_reasons.entry(one.reason.unwrap_or_default().trim().to_owned()).or_default() += 1;
            }
            let given = referrals.get(&account).copied().unwrap_or(0);
            all.groups.add(dossier.industry.as_deref(), ledger, (period, today), given, recorded);
        })?;
        all.abandonment.settle();
        (all.reasons, all.renewal_reasons) = (most_frequent(reasons), most_frequent(renewal_reasons));
        all.acceptance = self.acceptance(period)?;
        all.referrals = referrals.values().sum();
        Ok(all)
    }

    /// What remained of the customers of the day before `from` at the end of `to`.
    pub fn retention(&self, from: Day, to: Day) -> Result<Retention> {
        Ok(self.metrics(Period { from, to })?.retention)
    }

    /// How long hand-offs offered in a period waited, in working days: those that wait are followed until its end, those
    /// that were returned until then (METHOD §6).
    fn acceptance(&self, period: Period) -> Result<KaplanMeier> {
        let offers = self.store.handoffs_offered(period.from, period.to, self.today())?;
        let spans: Vec<Span> = offers
            .iter()
            .map(|offer| {
                let answered = offer.answered_on.filter(|on| *on <= period.to);
                let exit = self.calendar().working_days(offer.offered_on, answered.unwrap_or(period.to));
                let event = offer.state == HandoffState::Accepted && answered.is_some();
                Span { enter: FROM_THE_START, exit, event }
            })
            .collect();
        Ok(KaplanMeier::of(&spans))
    }
}

/// The [`REASONS`] most frequent reasons.
fn most_frequent(reasons: BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut reasons: Vec<(String, u64)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| Reverse(*count));
    reasons.truncate(REASONS);
    reasons
}

/// The loss behind an absence, as it was recorded.
fn recorded(dossier: &Dossier, absence: Absence) -> Option<&Recorded> {
    dossier.losses.iter().find(|loss| loss.on == absence.on)
}

/// Counts why an account was lost in a period; answers how often nothing could have kept it.
fn why(dossier: &Dossier, period: Period, reasons: &mut BTreeMap<String, u64>) -> u64 {
    let Some(begins) = dossier.ledger.begins() else { return 0 };
    let lost = dossier.ledger.absences.iter().filter(|one| one.on >= begins && period.contains(one.on));
    let mut unavoidable = 0;
    for loss in lost.filter_map(|absence| recorded(dossier, *absence)) {
        let reason = loss.reason.as_deref().unwrap_or_default().trim();
        *reasons.entry(reason.to_owned()).or_default() += 1;
        unavoidable += u64::from(loss.unavoidable);
    }
    unavoidable
}
