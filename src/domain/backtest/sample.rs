//! One account on the snapshot days: what the score said, and what came of it.

use super::Surprise;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::risk::facts::{Company, Facts};
use crate::domain::risk::history::History;
use crate::domain::risk::life::Life;
use crate::domain::risk::odds::Case;
use crate::domain::risk::points::{Points, Tier};
use crate::domain::risk::score::{self, Band, Score};
use crate::domain::risk::signal::COUNT;
use crate::domain::risk::timing::Timing;

/// How many plain rivals there are.
pub const RIVALS: usize = 5;

/// What the rivals rank by, in the order of [`Sample::rivals`].
pub const RIVAL_NAMES: [&str; RIVALS] = [
    "days since the last touch",
    "days to the notice deadline",
    "annual value, smallest first",
    "newest customer first",
    "deadline in the window, then score",
];

/// One account on one snapshot day.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The place of the snapshot day.
    pub snapshot: u16,
    /// Whose: the same number, the same account.
    pub account: u32,
    /// What the score said.
    pub case: Case,
    /// The place of its band.
    pub band: Band,
    /// Whether it decided to leave within the horizon.
    pub lost: bool,
    /// What the rivals rank by, the riskiest highest. What a rival does not know it ranks last.
    pub rivals: [f32; RIVALS],
    /// What the score was made of.
    pub made_of: MadeOf,
}

/// What a score was made of, for whoever asks which parts of it told.
#[derive(Debug, Clone, PartialEq)]
pub struct MadeOf {
    /// The points of each signal, in their order.
    pub signals: [i8; COUNT],
    /// A customer for less than a year.
    pub is_young: bool,
    /// No contract binds it, or none is recorded.
    pub is_unbound: bool,
    /// How much it matters.
    pub tier: Tier,
    /// What it is, by the numbers of its labels.
    pub labels: Vec<u32>,
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
    /// The points that are tested, on each snapshot day.
    pub points: &'a [Points],
    /// What is the same for all accounts, on each snapshot day.
    pub companies: &'a [Company],
}

/// What one account gives.
#[derive(Debug, Clone, Default)]
pub struct Yield {
    /// Its samples.
    pub samples: Vec<Sample>,
    /// Snapshots followed by a churn that could not have been helped.
    pub unavoidable: u64,
    /// Snapshots on which notice had been given.
    pub in_notice: u64,
    /// Its churns that the score did not see coming.
    pub surprises: Vec<Surprise>,
}

/// How long before a decision the score is looked up, in days.
const BEFORE: [i32; 3] = [90, 60, 30];

impl Design<'_> {
    /// The earliest day that is asked of.
    pub fn earliest(days: &[Day], today: Day) -> Day {
        days.first().copied().unwrap_or(today).plus(-BEFORE[0])
    }

    /// Adds what one account gives; `number` tells it from the others.
    pub fn take(&self, account: Id<Account>, number: u32, history: &History, given: &mut Yield) {
        for (place, &day) in self.days.iter().enumerate() {
            // Who is lost by what is known today is not tested; all else is as it was known then.
            if history.life(day) == Life::Lost {
                continue;
            }
            let then = history.as_known(day);
            match then.life(day) {
                Life::Open { notice: false } => self.sample(history, &then, number, place, given),
                Life::Open { notice: true } => given.in_notice += 1,
                Life::Before | Life::Lost => {}
            }
        }
        for loss in history.losses().filter(|loss| loss.avoidable && loss.decided <= self.today) {
            if self.days.first().is_some_and(|first| loss.decided > *first)
                && let Some(scores) = self.quiet_coming(history, loss.decided)
            {
                let before = loss.decided.plus(-BEFORE[2]);
                let value = history.as_known(before).value_on(before);
                given.surprises.push(Surprise { account, lost_on: loss.on, decided: loss.decided, value, scores });
            }
        }
    }

    /// `history`: what is known today, for what came of it; `then`: what was known on the day, for all else.
    fn sample(&self, history: &History, then: &History, number: u32, place: usize, given: &mut Yield) {
        let day = self.days[place];
        let next = history.next_decision(day, day.plus(self.horizon));
        if next.is_some_and(|loss| !loss.avoidable) {
            given.unavoidable += 1;
            return;
        }
        let (facts, score) = self.score(then, place, day);
        let case = score.case(&self.points[place]);
        given.samples.push(Sample {
            snapshot: place as u16,
            account: number,
            case,
            band: score.band,
            lost: next.is_some(),
            rivals: rivals(&facts, case, then.value_on(day)),
            made_of: made_of(&facts, &score, then),
        });
    }

    fn score(&self, history: &History, place: usize, day: Day) -> (Facts, Score) {
        let bounds = self.bounds.get(place).copied().unwrap_or((i64::MAX, i64::MAX));
        let (points, company) = (&self.points[place], &self.companies[place]);
        let tier = score::tier(history.value_on(day), history.is_strategic(day), bounds);
        let facts = history.facts(day, tier, points, company);
        let score = Score::of(&facts, points);
        (facts, score)
    }

    /// The scores before a decision, where none of them was at risk; `None` when one was, or none can be told.
    fn quiet_coming(&self, history: &History, decided: Day) -> Option<[Option<u32>; 3]> {
        let mut worst = None;
        let scores = BEFORE.map(|before| {
            let day = decided.plus(-before);
            let then = history.as_known(day);
            let open = matches!(then.life(day), Life::Open { notice: false });
            let place = self.days.partition_point(|snapshot| *snapshot <= day).saturating_sub(1);
            open.then(|| {
                let score = self.score(&then, place, day).1;
                worst = worst.max(Some(score.band));
                score.points
            })
        });
        (worst? < Band::AtRisk).then_some(scores)
    }
}

fn made_of(facts: &Facts, score: &Score, history: &History) -> MadeOf {
    MadeOf {
        signals: score.states.map(|state| state.points().clamp(-100, 100) as i8),
        is_young: facts.is_young(),
        is_unbound: facts.is_unbound(),
        tier: facts.tier,
        labels: history.labels.clone(),
    }
}

fn rivals(facts: &Facts, case: Case, value: Option<i64>) -> [f32; RIVALS] {
    let quiet = facts.last_touch.or(facts.since).map(|last| last.days_to(facts.day) as f32);
    let decides = facts.decision_on.filter(|on| *on >= facts.day).map(|on| -(facts.day.days_to(on) as f32));
    let cheap = value.map(|value| -(value as f32));
    let newest = facts.since.map(|since| -(since.days_to(facts.day) as f32));
    let soon = if facts.timing == Timing::Soon { 1_000.0 } else { 0.0 };
    let in_window = Some((soon + case.score) as f32);
    [quiet, decides, cheap, newest, in_window].map(|known| known.unwrap_or(f32::NEG_INFINITY))
}
