//! When an account can decide to leave: half of what its probability hangs on (METHOD §5.2).

use crate::domain::day::Day;
use crate::domain::vocabulary::words;

words! {
    /// When an account can decide to leave, seen from one day.
    Timing, "timing" {
        /// A notice deadline lies within the horizon, or has just passed without a word.
        Soon = "decides soon",
        /// On any day: no contract binds them, or nobody knows how long.
        AnyDay = "any day",
        /// No deadline lies within the horizon.
        Later = "decides later",
        /// They have given notice.
        Noticed = "notice given",
    }
}

impl Timing {
    /// Its place in the list of all, as it is kept.
    pub const fn place(self) -> u8 {
        match self {
            Timing::Soon => 0,
            Timing::AnyDay => 1,
            Timing::Later => 2,
            Timing::Noticed => 3,
        }
    }

    /// The one in a place; what is no place is “any day”.
    pub const fn at(place: u8) -> Self {
        match place {
            0 => Timing::Soon,
            2 => Timing::Later,
            3 => Timing::Noticed,
            _ => Timing::AnyDay,
        }
    }
}

/// When an account decides, in a few words of `today`: “Decides in 41 days”.
pub fn when_words(timing: Timing, deadline: Option<Day>, today: Day) -> String {
    match (timing, deadline.map(|day| today.days_to(day))) {
        (Timing::Noticed, _) => "Notice given".to_owned(),
        (Timing::AnyDay, _) => "No running contract: can leave on any day".to_owned(),
        (_, Some(0)) => "Notice deadline today".to_owned(),
        (_, Some(1)) => "Notice deadline in 1 day".to_owned(),
        (_, Some(left @ 2..=365)) => format!("Notice deadline in {left} days"),
        (_, Some(left @ 366..)) => format!("Notice deadline in {} months", left / 30),
        (Timing::Soon, Some(left)) => format!("The deadline passed {} days ago", -left),
        (Timing::Later, _) => "Notice deadline later".to_owned(),
        (Timing::Soon, None) => "Notice deadline soon".to_owned(),
    }
}

/// A share as people say it: “1 in 5”.
pub fn one_in(share: f64) -> String {
    match share {
        share if share >= 0.66 => "2 in 3".to_owned(),
        share if share >= 0.4 => "1 in 2".to_owned(),
        share if share < 0.01 => "fewer than 1 in 100".to_owned(),
        share => format!("1 in {:.0}", 1.0 / share),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_said_as_people_count() {
        let said = [0.7, 0.5, 0.2, 0.111, 0.02, 0.004].map(one_in);
        assert_eq!(said, ["2 in 3", "1 in 2", "1 in 5", "1 in 9", "1 in 50", "fewer than 1 in 100"]);
    }

    #[test]
    fn timing_is_said_with_its_day() {
        let day = |text| Day::parse(text).unwrap();
        let said = |timing, on| when_words(timing, Some(day(on)), day("2026-11-22"));
        assert_eq!(said(Timing::Soon, "2027-01-02"), "Notice deadline in 41 days");
        assert_eq!(said(Timing::Later, "2028-01-02"), "Notice deadline in 13 months");
        assert_eq!(said(Timing::Soon, "2026-11-12"), "The deadline passed 10 days ago");
        assert_eq!(said(Timing::Later, "2026-11-12"), "Notice deadline later");
        assert!(Timing::ALL.iter().all(|timing| Timing::at(timing.place()) == *timing));
    }
}
