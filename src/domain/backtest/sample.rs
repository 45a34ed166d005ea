//! One account on the snapshot days: what the score said, and what came of it.

use super::Surprise;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::risk::facts::{Company, Facts};
use crate::domain::risk::history::History;
use crate::domain::risk::life::Life;
use crate::domain::risk::points::Points;
use crate::domain::risk::score::{self, Band, Score};

/// How many plain rivals there are.
pub const RIVALS: usize = 3;

/// What the rivals rank by, in the order of [`Sample::rivals`].
pub const RIVAL_NAMES: [&str; RIVALS] = ["days since the last touch", "days to the decision", "contract value"];

/// One account on one snapshot day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// The place of the snapshot day.
    pub snapshot: u16,
    /// What the score said.
    pub score: u8,
    /// Whether enough was known for a probability.
    pub sure: bool,
    /// Whether it was lost within the horizon.
    pub lost: bool,
    /// What the rivals rank by, the riskiest highest: unseen for longest; decides soonest; worth least. What a rival does
    /// not know it ranks last.
    pub rivals: [f32; RIVALS],
}

/// What all samples share.
pub struct Design<'a> {
    /// The snapshot days, the earliest first.
    pub days: &'a [Day],
    /// Days for which each is followed.
    pub horizon: i32,
    /// The last day that is known.
    pub today: Day,
    /// The boundaries of tiers on each snapshot day.
    pub bounds: &'a [(i64, i64)],
    /// The points that are tested.
    pub points: &'a Points,
    /// What is the same for all accounts.
    pub company: &'a Company,
}

/// What one account gives.
#[derive(Debug, Clone, Default)]
pub struct Yield {
    /// Its samples.
    pub samples: Vec<Sample>,
    /// Snapshots followed by a loss that could not have been helped.
    pub unavoidable: u64,
    /// Snapshots on which notice had been given.
    pub in_notice: u64,
    /// Its losses that the score did not see coming.
    pub surprises: Vec<Surprise>,
}

/// How long before a loss the score is looked up, in days.
const BEFORE: [i32; 3] = [90, 60, 30];

impl Design<'_> {
    /// The earliest day that is asked of.
    pub fn earliest(days: &[Day], today: Day) -> Day {
        days.first().copied().unwrap_or(today).plus(-BEFORE[0])
    }

    /// Adds what one account gives.
    pub fn take(&self, account: Id<Account>, history: &History, given: &mut Yield) {
        for (place, &day) in self.days.iter().enumerate() {
            match history.life(day) {
                Life::Open { notice: false } => self.sample(history, place, day, given),
                Life::Open { notice: true } => given.in_notice += 1,
                Life::Before | Life::Lost => {}
            }
        }
        for loss in history.losses().filter(|loss| loss.avoidable && loss.on <= self.today) {
            if self.days.first().is_some_and(|first| loss.on > *first)
                && let Some(scores) = self.unseen_coming(history, loss.on)
            {
                let value = history.value_on(loss.on.plus(-BEFORE[2]));
                given.surprises.push(Surprise { account, lost_on: loss.on, value, scores });
            }
        }
    }

    fn sample(&self, history: &History, place: usize, day: Day, given: &mut Yield) {
        let end = day.plus(self.horizon);
        let next = history.losses().filter(|loss| loss.on > day && loss.on <= end).min_by_key(|loss| loss.on);
        if next.is_some_and(|loss| !loss.avoidable) {
            given.unavoidable += 1;
            return;
        }
        let (facts, score) = self.score(history, place, day);
        given.samples.push(Sample {
            snapshot: place as u16,
            score: score.points as u8,
            sure: score.is_sure(self.points),
            lost: next.is_some(),
            rivals: rivals(&facts, history.value_on(day)),
        });
    }

    fn score(&self, history: &History, place: usize, day: Day) -> (Facts, Score) {
        let bounds = self.bounds.get(place).copied().unwrap_or((i64::MAX, i64::MAX));
        let tier = score::tier(history.value_on(day), history.origin().strategic, bounds);
        let facts = history.facts(day, tier, self.points, self.company);
        let score = Score::of(&facts, self.points);
        (facts, score)
    }

    /// The scores before a loss, where none of them was at risk; `None` when one was, or none can be told.
    fn unseen_coming(&self, history: &History, lost_on: Day) -> Option<[Option<u32>; 3]> {
        let scores = BEFORE.map(|before| {
            let day = lost_on.plus(-before);
            let open = matches!(history.life(day), Life::Open { notice: false });
            let place = self.days.partition_point(|snapshot| *snapshot <= day).saturating_sub(1);
            open.then(|| self.score(history, place, day).1.points)
        });
        let worst = scores.iter().flatten().max()?;
        (Band::of(*worst, &self.points.bands) < Band::AtRisk).then_some(scores)
    }
}

fn rivals(facts: &Facts, value: Option<i64>) -> [f32; RIVALS] {
    let unseen = facts.last_touch.or(facts.since).map(|last| last.days_to(facts.day) as f32);
    let decides = facts.decision_on.map(|decision| -(facts.day.days_to(decision) as f32));
    let cheap = value.map(|value| -(value as f32));
    [unseen, decides, cheap].map(|known| known.unwrap_or(f32::NEG_INFINITY))
}
