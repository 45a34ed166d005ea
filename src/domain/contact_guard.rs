//! The guard against too much contact: warned of, never scored (METHOD §4, r16).

use super::risk::points::Practice;

/// Days over which contact is counted.
pub const DAYS: i32 = 90;
/// How many times the cadence is too much.
const TIMES: i32 = 2;

/// What reached an account within [`DAYS`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reached {
    /// One-way messages: company updates, insights, touches that nobody answered.
    pub messages: u64,
    /// Touches in which a contact took part.
    pub touches: u64,
}

/// What the cadences of a tier come to within [`DAYS`], twice: more than that is too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Most {
    /// One-way messages: updates and insights.
    pub messages: u64,
    /// Touches.
    pub touches: u64,
}

/// How many touches are the most within [`DAYS`], with one promised every `cadence` days; never fewer than two.
pub fn most_touches(cadence: i32) -> u64 {
    ((TIMES * DAYS / cadence.max(1)) as u64).max(TIMES as u64)
}

impl Most {
    /// Of this practice: twice 90 days over the days between updates and between insights, and between touches.
    pub fn of(practice: &Practice) -> Self {
        let twice = |days: i32| (TIMES * DAYS / days.max(1)) as u64;
        Self { messages: twice(practice.news) + twice(practice.insight), touches: most_touches(practice.touch) }
    }

    /// Whether this is more than that.
    pub fn is_exceeded(self, by: Reached) -> bool {
        by.messages > self.messages || by.touches > self.touches
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::risk::points::{Points, Tier};

    #[test]
    fn twice_the_cadence_of_ninety_days_is_the_most() {
        let points = Points::shipped().unwrap();
        let (a, c) = (Most::of(points.practice(Tier::A)), Most::of(points.practice(Tier::C)));
        assert_eq!((a.messages, a.touches), (12, 12));
        assert_eq!((c.messages, c.touches), (4, 3));
        assert_eq!([14, 30, 60, 200, 0].map(most_touches), [12, 6, 3, 2, 180]);
        assert!(!c.is_exceeded(Reached { messages: 4, touches: 3 }));
        assert!(c.is_exceeded(Reached { messages: 5, touches: 0 }));
        assert!(c.is_exceeded(Reached { messages: 0, touches: 4 }));
    }
}
