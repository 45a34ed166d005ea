//! What is usual in a book on a day, against which one account is measured (METHOD §5.1).

use super::facts::Norms;
use super::history::History;
use super::life::Life;
use super::meetings::Rhythm;
use crate::domain::day::Day;

/// Days within which a pulse says that pulses are taken.
const LATELY: i32 = 365;

/// Counts, account by account, what is usual.
#[derive(Debug)]
pub struct Counting {
    day: Day,
    days: f64,
    gaps: f64,
    open: u64,
    asked: u64,
}

impl Norms {
    /// Begins to count what is usual on `day`.
    pub const fn counting(day: Day) -> Counting {
        Counting { day, days: 0.0, gaps: 0.0, open: 0, asked: 0 }
    }
}

impl Counting {
    /// Takes one account.
    pub fn take(&mut self, history: &History) {
        let (days, gaps) = history.rhythm(self.day).gaps();
        self.days += days;
        self.gaps += gaps;
        if matches!(history.life(self.day), Life::Lost) {
            return;
        }
        self.open += 1;
        self.asked += u64::from(history.was_asked(self.day.plus(-LATELY), self.day));
    }

    /// What is usual.
    pub fn done(&self) -> Norms {
        let gap = (self.gaps > 0.0).then(|| self.days / self.gaps);
        Norms { gap, takes_pulses: self.asked > 0 && 2 * self.asked >= self.open }
    }
}

impl History {
    /// The meaningful touches up to `day`, as far as they were known.
    pub fn rhythm(&self, day: Day) -> Rhythm {
        let mut rhythm = self.meetings.earlier_rhythm;
        let touches = self.meetings.touches.iter();
        touches.filter(|met| met.meaningful && met.on <= day && met.known <= day).for_each(|met| rhythm.take(met.on));
        rhythm
    }

    /// Whether a pulse was taken after `from`, up to `day`.
    fn was_asked(&self, from: Day, day: Day) -> bool {
        self.pulses.iter().any(|pulse| pulse.on > from && pulse.on <= day && pulse.known <= day)
    }
}
