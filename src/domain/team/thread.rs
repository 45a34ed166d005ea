//! How many people a relationship really rests on (METHOD §4).

/// Effective people: 1/Σ(mᵢ/Σm)², so three who share the minutes evenly are three, and one who does nearly all is
/// little more than one. `None` where no minutes are known.
pub fn effective_people(minutes: &[u32]) -> Option<f64> {
    let all: f64 = minutes.iter().map(|one| f64::from(*one)).sum();
    if all <= 0.0 {
        return None;
    }
    let squares: f64 = minutes.iter().map(|one| (f64::from(*one) / all).powi(2)).sum();
    Some(1.0 / squares)
}

/// Probability that at least one of `contacts` is still there in twelve months: 1 − qᵏ, `turnover` being the share of
/// contacts who leave in a year. It assumes that they leave independently; a reorganisation breaks that.
pub fn survival(contacts: u32, attrition: f64) -> f64 {
    1.0 - attrition.powi(contacts as i32)
}

/// Probability that at least one of `contacts` has left in twelve months: 1 − (1 − q)ᵏ.
pub fn any_lost(contacts: u32, attrition: f64) -> f64 {
    1.0 - (1.0 - attrition).powi(contacts as i32)
}

/// What the multi-thread score is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threads {
    /// Contacts with a two-way touch within the window.
    pub contacts: u32,
    /// Distinct functions among them.
    pub functions: u32,
    /// Whether a decision maker is one of them.
    pub decision_maker: bool,
    /// Team members with a two-way touch within the window.
    pub ours: u32,
}

impl Threads {
    /// 0 to 100: 40·min(1, k/3) + 20·min(1, f/3) + 20·\[decision maker active\] + 20·min(1, r/3).
    pub fn score(self) -> f64 {
        let third = |count: u32| (f64::from(count) / 3.0).min(1.0);
        let decides = if self.decision_maker { 20.0 } else { 0.0 };
        40.0 * third(self.contacts) + 20.0 * third(self.functions) + decides + 20.0 * third(self.ours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effective_people_count_who_really_shares_the_work() {
        assert_eq!(effective_people(&[]), None);
        assert_eq!(effective_people(&[0, 0]), None);
        assert_eq!(effective_people(&[90]), Some(1.0));
        assert!((effective_people(&[30, 30, 30]).unwrap() - 3.0).abs() < 1e-12);
        assert!((effective_people(&[80, 20]).unwrap() - 1.0 / 0.68).abs() < 1e-12);
    }

    /// The figures of the golden file, q = 0.17.
    #[test]
    fn threads_hold_as_published() {
        for (contacts, broken) in [(1, 0.17), (2, 0.0289), (3, 0.004_913)] {
            assert!((1.0 - survival(contacts, 0.17) - broken).abs() < 1e-12);
        }
        assert!(survival(0, 0.17).abs() < 1e-12, "nobody holds nothing");
        assert!((any_lost(3, 0.17) - (1.0 - 0.83f64.powi(3))).abs() < 1e-12);
    }

    #[test]
    fn the_multi_thread_score_goes_from_none_to_a_hundred() {
        let none = Threads { contacts: 0, functions: 0, decision_maker: false, ours: 0 };
        let full = Threads { contacts: 5, functions: 3, decision_maker: true, ours: 4 };
        let one = Threads { contacts: 1, functions: 1, decision_maker: true, ours: 1 };
        assert!(none.score().abs() < 1e-12 && (full.score() - 100.0).abs() < 1e-12);
        assert!((one.score() - (40.0 / 3.0 + 20.0 / 3.0 + 20.0 + 20.0 / 3.0)).abs() < 1e-9);
    }
}
