//! How they feel: the account pulse and its trend (METHOD §7).

use super::Gather;
use crate::domain::risk::facts::{AccountPulse, Facts, Trend, pulse_validity};
use crate::domain::risk::history::PulseFact;
use crate::domain::risk::points::V2;
use crate::domain::role::ContactRole;
use crate::domain::words::PulseSource;

impl Gather<'_> {
    /// Reads every pulse once.
    pub(super) fn pulses(&self, facts: &mut Facts) {
        let history = self.history;
        let (mut last, mut said) = (history.earlier_pulse, history.earlier_said);
        let mut latest: Vec<PulseFact> = Vec::new();
        let mut readings: Vec<PulseFact> = Vec::new();
        for pulse in history.pulses.iter().filter(|one| self.by_then(one.on, one.known)) {
            last = last.max(Some(pulse.on));
            if pulse.source == PulseSource::Said {
                said = said.max(Some(pulse.on));
            }
            if self.within(pulse.on, self.points.v2.days) {
                readings.push(*pulse);
            }
            if self.within(pulse.on, pulse_validity(pulse.score)) {
                keep_latest(&mut latest, pulse);
            }
        }
        readings.sort_by_key(|one| (one.on, one.id));
        facts.last_pulse = last;
        facts.last_said = said;
        facts.watched |= last.is_some();
        facts.pulse = account_pulse(&latest);
        let scores: Vec<u8> = readings.iter().map(|one| one.score).collect();
        facts.trend = trend(&scores, &self.points.v2);
    }
}

/// Keeps the latest reading of each person; those of nobody in particular are one person's, the account's at large.
fn keep_latest(latest: &mut Vec<PulseFact>, pulse: &PulseFact) {
    match latest.iter_mut().find(|known| known.contact == pulse.contact) {
        Some(known) if (pulse.on, pulse.id) > (known.on, known.id) => *known = *pulse,
        Some(_) => {}
        None => latest.push(*pulse),
    }
}

/// The pulse of an account (METHOD §7): the mean of the latest valid reading of each person, weighted 3 for a decision
/// maker, 2 for an influencer, 1 for a user, and never more than one above the lowest decision maker.
pub fn account_pulse(latest: &[PulseFact]) -> Option<AccountPulse> {
    let weight = |role: Option<ContactRole>| match role {
        Some(ContactRole::DecisionMaker) => 3.0,
        None | Some(ContactRole::UserLead) => 1.0,
        Some(_) => 2.0,
    };
    let newest = latest.iter().max_by_key(|pulse| (pulse.on, pulse.id))?;
    let (sum, all) = latest.iter().fold((0.0, 0.0), |(sum, all), pulse| {
        let weight = weight(pulse.role);
        (sum + weight * f64::from(pulse.score), all + weight)
    });
    let ceiling = latest
        .iter()
        .filter(|pulse| pulse.role == Some(ContactRole::DecisionMaker))
        .map(|pulse| f64::from(pulse.score) + 1.0)
        .fold(f64::INFINITY, f64::min);
    let value = (sum / all).min(ceiling);
    let quoted = latest.iter().filter(|pulse| pulse.quoted).max_by_key(|pulse| (pulse.on, pulse.id));
    Some(AccountPulse {
        value,
        score: (value - 0.5).ceil().clamp(1.0, 5.0) as u8,
        on: newest.on,
        quoted: quoted.map(|pulse| pulse.id),
    })
}

/// The trend of readings in the order of their days (METHOD §7): the median of the last two against the median of up
/// to three before them; one drop by [`V2::drop`] at the last reading is a fall too. `None`: too few readings.
pub fn trend(scores: &[u8], points: &V2) -> Option<Trend> {
    if scores.len() < (points.readings as usize).max(3) {
        return None;
    }
    let (before, last) = scores.split_at(scores.len() - 2);
    let to = median(last);
    let from = median(&before[before.len().saturating_sub(3)..]);
    let drop = f64::from(last[0]) - f64::from(last[1]);
    if from - to >= points.fall || drop < points.drop {
        return Some(Trend { from, to, falling: from - to >= points.fall });
    }
    Some(Trend { from: f64::from(last[0]), to: f64::from(last[1]), falling: true })
}

fn median(scores: &[u8]) -> f64 {
    let mut sorted = scores.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        f64::from(sorted[middle])
    } else {
        f64::midpoint(f64::from(sorted[middle - 1]), f64::from(sorted[middle]))
    }
}
