//! Signals by their names, and which of them speak at an account: for filters.

use super::{COUNT, SIGNALS, State};
use crate::domain::text::same_word;

/// Some of the signals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SignalSet(u32);

const _: () = assert!(COUNT <= 32, "a set of signals has a bit for each");

impl SignalSet {
    /// Those that speak: known, with points for or against.
    pub fn speaking(states: &[State; COUNT]) -> Self {
        let speaks = |state: &State| matches!(state, State::Known(points) if *points != 0);
        let places = states.iter().enumerate().filter(|(_, state)| speaks(state));
        Self(places.fold(0, |set, (place, _)| set | 1 << place))
    }

    /// Those called so, by a name or by the code, in any spelling; none: no signal is.
    pub fn called(name: &str) -> Option<Self> {
        let is_called = |word: &&str| same_word(word, name);
        let places = SIGNALS.iter().enumerate();
        let called = places.filter(|(_, one)| one.code.eq_ignore_ascii_case(name) || one.names.iter().any(is_called));
        let set = called.fold(0, |set, (place, _)| set | 1 << place);
        (set != 0).then_some(Self(set))
    }

    /// Whether one of these is among `others`.
    pub const fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// As a number, to be stored.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// From the number that was stored.
    pub const fn of_bits(bits: u32) -> Self {
        Self(bits)
    }
}

/// The name that is told of every signal, in their order.
pub fn known_names() -> impl Iterator<Item = &'static str> {
    SIGNALS.iter().filter_map(|signal| signal.names.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_that_is_told_means_its_signal() {
        for (place, signal) in SIGNALS.iter().enumerate() {
            for name in signal.names {
                let set = SignalSet::called(name).unwrap();
                assert!(set.meets(SignalSet::of_bits(1 << place)), "{name}");
            }
            assert_eq!(SignalSet::called(signal.code).unwrap().bits(), 1 << place);
        }
        let mut told: Vec<_> = known_names().collect();
        told.sort_unstable();
        told.dedup();
        assert_eq!(told.len(), COUNT);
        assert_eq!(SignalSet::called("Single Threaded").unwrap().bits().count_ones(), 2);
        assert_eq!(SignalSet::called("purple"), None);
    }

    #[test]
    fn only_what_is_known_and_counts_speaks() {
        let mut states = [State::NotApplicable; COUNT];
        (states[0], states[1], states[2], states[3]) =
            (State::Known(6), State::Known(0), State::Unknown(4), State::Known(-3));
        assert_eq!(SignalSet::speaking(&states).bits(), 0b1001);
    }
}
