//! What is planned is a task of somebody: due on its day, late after it, and confirmed when it is done. Nothing counts as done
//! because its day has passed (METHOD §7.3).

use super::account::Account;
use super::day::{Day, spoken};
use super::id::Id;
use super::member::Member;
use super::today::TaskId;

/// How far something planned is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Its day is ahead.
    Planned(Day),
    /// Its day is today.
    Due,
    /// Its day has passed, and nobody confirmed it.
    Late(Day),
    /// Somebody confirmed it.
    Done(Day),
}

impl Progress {
    /// Of what is due on `due` and was confirmed on `done`, if it was, as it stands on `today`.
    pub fn of(due: Day, done: Option<Day>, today: Day) -> Self {
        match done.filter(|done| *done <= today) {
            Some(done) => Progress::Done(done),
            None if due > today => Progress::Planned(due),
            None if due == today => Progress::Due,
            None => Progress::Late(due),
        }
    }

    /// Whether it still is to be done.
    pub const fn is_open(self) -> bool {
        !matches!(self, Progress::Done(_))
    }

    /// Whether it is to be done by now.
    pub const fn is_due(self) -> bool {
        matches!(self, Progress::Due | Progress::Late(_))
    }

    /// “in 3 d”, “due today”, “▲ due 3 d ago”; of what is done its day.
    pub fn words(self, today: Day) -> String {
        match self {
            Progress::Planned(day) | Progress::Done(day) => spoken(day, today),
            Progress::Due => "due today".to_owned(),
            Progress::Late(day) => format!("▲ due {}", spoken(day, today)),
        }
    }
}

/// Something planned that nobody has confirmed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The task that it is.
    pub id: TaskId,
    /// For whom; none: for no account in particular.
    pub account: Option<Id<Account>>,
    /// What it is about where that is no account: a colleague, everybody; empty: the account.
    pub about: String,
    /// Who does it; none: nobody is named.
    pub owner: Option<Id<Member>>,
    /// Its day.
    pub due: Day,
    /// How, in a word: `send`, `review`.
    pub verb: &'static str,
    /// What to do.
    pub title: String,
    /// Why, in words; may be empty.
    pub why: String,
    /// Minutes it takes.
    pub minutes: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_becomes_a_deed_by_its_confirmation_and_never_by_its_day() {
        let day = |text: &str| Day::parse(text).unwrap();
        let (due, today) = (day("2026-11-20"), day("2026-11-22"));
        assert_eq!(Progress::of(due, None, due.plus(-1)), Progress::Planned(due));
        assert_eq!(Progress::of(due, None, due), Progress::Due);
        for years in [0, 1, 10] {
            assert_eq!(Progress::of(due, None, today.plus(365 * years)), Progress::Late(due));
        }
        assert_eq!(Progress::of(due, Some(today), today), Progress::Done(today));
        assert_eq!(Progress::of(due, Some(today), due), Progress::Due, "it was not confirmed then");
        assert_eq!(Progress::of(due, None, today).words(today), "▲ due 2 d ago");
    }
}
