//! The score: points added up, their band, and the lines that explain it.

use super::facts::Facts;
use super::odds::Case;
use super::points::{Bands, Points, Tier};
use super::signal::{COUNT, Fill, Lookup, Remedy, SIGNALS, Scene, State, fine_of_silence, sentence};
use super::timing::Timing;
use crate::domain::day::Day;
use crate::domain::vocabulary::words;

words! {
    /// How worried to be, in a word and a symbol.
    Band, "band" {
        /// Less than half of the signals are known: the points say nothing yet.
        Unknown = "not enough data",
        /// Nothing to worry about.
        Steady = "steady",
        /// Keep an eye on it.
        Watch = "watch",
        /// Something has to be done.
        AtRisk = "at risk",
        /// Now.
        Critical = "critical",
    }
}

impl Band {
    /// Its symbol, which shows without colour.
    pub const fn symbol(self) -> &'static str {
        match self {
            Band::Steady => "●",
            Band::Watch => "◐",
            Band::AtRisk => "▲",
            Band::Critical => "◆",
            Band::Unknown => "○",
        }
    }

    /// The band of a score; `sure`: enough is known for the score to say anything.
    pub fn of(score: u32, sure: bool, bands: &Bands) -> Self {
        match score {
            _ if !sure => Band::Unknown,
            _ if score >= bands.critical => Band::Critical,
            _ if score >= bands.at_risk => Band::AtRisk,
            _ if score >= bands.watch => Band::Watch,
            _ => Band::Steady,
        }
    }
}

/// A score, and what every signal found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// 0 to 100.
    pub points: u32,
    /// Its band.
    pub band: Band,
    /// How many signals are known.
    pub known: u32,
    /// How many apply.
    pub applicable: u32,
    /// Hundredths of a point, −40 to 40, that order accounts of one score: how far silence is towards its next step.
    pub fine: i32,
    /// When it can decide.
    pub timing: Timing,
    /// What each signal found, in the order of [`SIGNALS`].
    pub states: [State; COUNT],
}

/// One line of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalLine {
    /// The signal's code, such as `K1`.
    pub code: &'static str,
    /// What the signal is about.
    pub title: &'static str,
    /// What it found.
    pub state: State,
    /// Why, in a sentence whose days are kept as days; [`SignalLine::sentence`] counts them.
    pub pattern: String,
    /// What would be done about it.
    pub remedy: Remedy,
    /// What answers it, when it is unknown.
    pub fill: Fill,
}

impl SignalLine {
    /// Why, in a sentence of `today`.
    pub fn sentence(&self, today: Day) -> String {
        sentence(&self.pattern, today)
    }

    /// Its points; negative: it protects.
    pub const fn points(&self) -> i32 {
        self.state.points()
    }
}

/// What is done about an account of which nobody has heard.
const LISTEN: Remedy = Remedy { words: "Log a touch or record a pulse.", removes: 0 };

/// Whether a signal is silent only because nobody looks after the account.
const fn is_unheard(state: State, fill: Fill) -> bool {
    matches!((state, fill), (State::Unknown(0), Fill::Touch))
}

impl Score {
    /// The score of an account with these facts. Makes no words.
    pub fn of(facts: &Facts, points: &Points) -> Self {
        let scene = Scene { facts, points };
        let mut states = [State::NotApplicable; COUNT];
        for (state, signal) in states.iter_mut().zip(&SIGNALS).filter(|_| facts.has_begun) {
            *state = signal.read(scene);
        }
        let sum: i32 = states.iter().map(|state| state.points()).sum();
        let applicable = states.iter().filter(|state| **state != State::NotApplicable).count() as u32;
        let known = states.iter().filter(|state| matches!(state, State::Known(_))).count() as u32;
        let sum = sum.clamp(0, 100) as u32;
        let (fine, timing) = (fine_of_silence(scene), facts.timing);
        let mut score = Self { points: sum, band: Band::Unknown, known, applicable, fine, timing, states };
        score.band = Band::of(sum, score.is_sure(points), &points.bands);
        score
    }

    /// What its probability hangs on.
    pub fn case(&self, points: &Points) -> Case {
        Case {
            score: f64::from(self.points) + f64::from(self.fine) / 100.0,
            timing: self.timing,
            sure: self.is_sure(points),
        }
    }

    /// Known signals among those that apply, 0 to 1; zero when none applies.
    pub fn completeness(&self) -> f64 {
        if self.applicable == 0 { 0.0 } else { f64::from(self.known) / f64::from(self.applicable) }
    }

    /// Whether enough is known for a probability (METHOD §5.1).
    pub fn is_sure(&self, points: &Points) -> bool {
        self.applicable > 0 && self.completeness() >= points.probability.completeness
    }

    /// The place of the strongest signal in [`SIGNALS`]; none: nothing has points.
    fn strongest_place(&self) -> Option<usize> {
        let most = self.states.iter().map(|state| state.points()).max().filter(|most| *most > 0)?;
        self.states.iter().position(|state| state.points() == most)
    }

    /// The signals whose points differ from those of an earlier score, by how much, the largest change first.
    pub fn moved_since(&self, earlier: &Self) -> Vec<(&'static str, i32)> {
        let change = |place: usize| self.states[place].points() - earlier.states[place].points();
        let mut moved: Vec<(&str, i32)> =
            (0..COUNT).map(|place| (SIGNALS[place].title, change(place))).filter(|(_, change)| *change != 0).collect();
        moved.sort_by_key(|(_, change)| std::cmp::Reverse(change.abs()));
        moved
    }

    /// The points of each signal, with its code, in their order.
    pub fn points_by_code(&self) -> Vec<(&'static str, i32)> {
        SIGNALS.iter().zip(&self.states).map(|(signal, state)| (signal.code, state.points())).collect()
    }

    /// The strongest line.
    pub fn strongest(&self, facts: &Facts, points: &Points, lookup: &dyn Lookup) -> Option<SignalLine> {
        self.strongest_place().map(|place| self.line(place, Scene { facts, points }, lookup))
    }

    /// Every line, most points first, equal ones in the order of the signals.
    pub fn lines(&self, facts: &Facts, points: &Points, lookup: &dyn Lookup) -> Vec<SignalLine> {
        let scene = Scene { facts, points };
        let mut lines: Vec<SignalLine> = (0..COUNT).map(|place| self.line(place, scene, lookup)).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.points()));
        lines
    }

    fn line(&self, place: usize, scene: Scene<'_>, lookup: &dyn Lookup) -> SignalLine {
        let signal = &SIGNALS[place];
        SignalLine {
            code: signal.code,
            title: signal.title,
            state: self.states[place],
            pattern: signal.say(scene, lookup),
            remedy: if is_unheard(self.states[place], signal.fill) { LISTEN } else { signal.remedy(scene) },
            fill: signal.fill,
        }
    }

    /// The most points that one remedy can truly remove, never more than there are.
    pub fn removable(&self, facts: &Facts, points: &Points) -> u32 {
        let scene = Scene { facts, points };
        let most = SIGNALS.iter().map(|signal| signal.remedy(scene).removes).max().unwrap_or(0);
        most.min(self.points)
    }

    /// The points of the signal `code`.
    pub fn points_of(&self, code: &str) -> i32 {
        SIGNALS.iter().position(|signal| signal.code == code).map_or(0, |place| self.states[place].points())
    }
}

/// The values from which on an account is in tiers A and B, of the `values` of all open accounts sorted descending:
/// the ⌈0.2·N⌉ most valuable are A, ties at the boundary included, the next 30 % B (METHOD §4).
pub fn tier_boundaries(count: usize, nth: impl Fn(usize) -> Option<i64>, points: &Points) -> (i64, i64) {
    let a = (points.shares.a * count as f64 - 1e-9).ceil() as usize;
    let b = ((points.shares.a + points.shares.b) * count as f64 - 1e-9).ceil() as usize;
    let boundary = |rank: usize| rank.checked_sub(1).and_then(&nth).unwrap_or(i64::MAX);
    (boundary(a), boundary(b))
}

/// The tier of an account of this `value` between these boundaries; `strategic` accounts are always A.
pub fn tier(value: Option<i64>, strategic: bool, boundaries: (i64, i64)) -> Tier {
    match value {
        _ if strategic => Tier::A,
        Some(value) if value > 0 && value >= boundaries.0 => Tier::A,
        Some(value) if value > 0 && value >= boundaries.1 => Tier::B,
        _ => Tier::C,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_take_ties_in() {
        let points = Points::shipped().unwrap();
        let values = [100, 90, 90, 50, 40, 30, 20, 10, 5, 1];
        let bounds = tier_boundaries(values.len(), |rank| values.get(rank).copied(), &points);
        assert_eq!(bounds, (90, 40));
        assert_eq!(tier(Some(90), false, bounds), Tier::A);
        assert_eq!(tier(Some(50), false, bounds), Tier::B);
        assert_eq!(tier(Some(10), false, bounds), Tier::C);
        assert_eq!(tier(None, true, bounds), Tier::A);
        assert_eq!(tier(None, false, tier_boundaries(0, |_| None, &points)), Tier::C);
    }
}
