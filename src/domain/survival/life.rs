//! One account as a life: from its signature to its loss, or until today.

use super::{FROM_THE_START, Span};
use crate::domain::day::Day;
use crate::domain::words::LossType;

/// Who is back within so many days had not really gone (METHOD §6).
pub const BRIEF: i32 = 30;

/// A loss of a whole account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loss {
    /// The day it took effect.
    pub on: Day,
    /// Whether it could be helped; none: not recorded, and read as if it could.
    pub kind: Option<LossType>,
    /// The day they came back.
    pub won_back_on: Option<Day>,
}

impl Loss {
    /// Whether nothing could have kept them: they closed or were bought.
    pub fn is_unavoidable(&self) -> bool {
        self.kind == Some(LossType::Unavoidable)
    }

    /// Whether it counts on `today`: it has happened, and they were not back within [`BRIEF`] days.
    pub fn counts(&self, today: Day) -> bool {
        let back = self.won_back_on.filter(|back| *back <= today);
        self.on <= today && back.is_none_or(|back| self.on.days_to(back) >= BRIEF)
    }
}

/// How a life stands on the last day it was watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Still a customer.
    Kept,
    /// Lost.
    Lost,
    /// Lost, and nothing could have kept them: the life was watched until then, and is no loss that counts against us.
    Unavoidable,
}

/// A life that can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// Its days since the signature.
    pub span: Span,
    /// How it stands.
    pub fate: Fate,
    /// Whether they came back later: only the first life is counted.
    pub won_back: bool,
}

/// Why a life, or a stay in a stage, cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Uncounted {
    /// The day it began is not known.
    NoStart,
    /// It begins after today.
    NotYet,
    /// It was lost before it began: the dates contradict each other.
    LostBefore,
    /// It had ended before the book began to watch, so that nobody like it could have been seen to stay.
    Unwatched,
}

impl Uncounted {
    /// Why, as it is told after a number of lives, or of stays in a stage.
    pub const fn sentence(self, of_stays: bool) -> &'static str {
        match (self, of_stays) {
            (Self::NoStart, false) => "cannot be counted: when they became customers is not known (customer_since).",
            (Self::NoStart, true) => "cannot be counted: when they entered the stage is not known.",
            (Self::NotYet, _) => "not counted: they begin after this day.",
            (Self::LostBefore, _) => "not counted: churned before the signature; correct one of the days.",
            (Self::Unwatched, _) => "not counted: over before the book began to watch (observed_since).",
        }
    }
}

/// Reads the life of an account with these days and whole losses, on `today`.
///
/// It begins on `since` and ends with the first loss that counts; who came back starts no second life, since the two
/// would not be independent. Losses and returns after today have not happened. A loss before the signature that was won
/// back belongs to an earlier time; one that was not is refused.
pub fn life(since: Option<Day>, observed: Option<Day>, losses: &[Loss], today: Day) -> Result<Life, Uncounted> {
    let since = since.ok_or(Uncounted::NoStart)?;
    if since > today {
        return Err(Uncounted::NotYet);
    }
    let counting = || losses.iter().filter(|loss| loss.counts(today));
    let end = counting().filter(|loss| loss.on >= since).min_by_key(|loss| loss.on);
    if end.is_none() && counting().any(|loss| loss.won_back_on.is_none_or(|back| back > today)) {
        return Err(Uncounted::LostBefore);
    }
    let exit = since.days_to(end.map_or(today, |loss| loss.on));
    let enter = entered(since, observed);
    if exit < enter || end.is_some() && exit == enter {
        return Err(Uncounted::Unwatched);
    }
    let fate = match end {
        None => Fate::Kept,
        Some(loss) if loss.is_unavoidable() => Fate::Unavoidable,
        Some(_) => Fate::Lost,
    };
    let won_back = end.and_then(|loss| loss.won_back_on).is_some_and(|back| back <= today);
    Ok(Life { span: Span { enter, exit, event: fate == Fate::Lost }, fate, won_back })
}

/// The last day, counted from `began`, before the book watched.
pub(super) fn entered(began: Day, observed: Option<Day>) -> i32 {
    observed.filter(|observed| *observed > began).map_or(FROM_THE_START, |observed| began.days_to(observed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn today() -> Day {
        day("2026-11-22")
    }

    fn loss(on: &str) -> Loss {
        Loss { on: day(on), kind: None, won_back_on: None }
    }

    fn back(on: &str, back: &str) -> Loss {
        Loss { won_back_on: Some(day(back)), ..loss(on) }
    }

    fn read(since: &str, observed: Option<&str>, losses: &[Loss]) -> Result<Life, Uncounted> {
        life(Some(day(since)), observed.map(day), losses, today())
    }

    fn is(got: Result<Life, Uncounted>, enter: i32, exit: i32, fate: Fate) {
        let got = got.unwrap();
        assert_eq!((got.span.enter, got.span.exit, got.fate), (enter, exit, fate));
        assert_eq!(got.span.event, fate == Fate::Lost);
    }

    #[test]
    fn a_life_lasts_from_the_signature_to_the_loss_or_today() {
        is(read("2026-11-12", None, &[]), -1, 10, Fate::Kept);
        is(read("2026-01-01", None, &[loss("2026-01-31")]), -1, 30, Fate::Lost);
        let closed = Loss { kind: Some(LossType::Unavoidable), ..loss("2026-01-31") };
        is(read("2026-01-01", None, &[closed]), -1, 30, Fate::Unavoidable);
    }

    #[test]
    fn who_was_a_customer_before_the_book_is_watched_from_then_on() {
        is(read("2026-01-01", Some("2026-01-11"), &[loss("2026-01-31")]), 10, 30, Fate::Lost);
        is(read("2026-01-01", Some("2025-01-01"), &[]), -1, 325, Fate::Kept);
        is(read("2026-11-12", Some("2026-11-22"), &[]), 10, 10, Fate::Kept);
        assert_eq!(read("2026-01-01", Some("2026-01-31"), &[loss("2026-01-31")]), Err(Uncounted::Unwatched));
        assert_eq!(read("2026-01-01", Some("2026-03-01"), &[loss("2026-01-31")]), Err(Uncounted::Unwatched));
        assert_eq!(read("2026-01-01", Some("2027-01-01"), &[]), Err(Uncounted::Unwatched));
    }

    #[test]
    fn a_loss_on_the_day_of_the_signature_is_a_loss() {
        is(read("2026-01-01", None, &[loss("2026-01-01")]), -1, 0, Fate::Lost);
        is(read("2026-11-22", None, &[]), -1, 0, Fate::Kept);
    }

    #[test]
    fn days_that_contradict_each_other_or_lie_ahead_are_not_counted() {
        assert_eq!(life(None, None, &[loss("2026-01-01")], today()), Err(Uncounted::NoStart));
        assert_eq!(read("2026-11-23", None, &[]), Err(Uncounted::NotYet));
        assert_eq!(read("2026-01-01", None, &[loss("2025-12-31")]), Err(Uncounted::LostBefore));
        is(read("2026-11-12", None, &[loss("2026-11-23")]), -1, 10, Fate::Kept);
    }

    #[test]
    fn a_first_life_ends_with_the_loss_even_when_they_came_back() {
        let got = read("2026-01-01", None, &[loss("2026-10-01"), back("2026-02-01", "2026-05-01")]).unwrap();
        assert_eq!((got.span.exit, got.fate, got.won_back), (31, Fate::Lost, true));
        let ahead = read("2026-01-01", None, &[back("2026-02-01", "2027-05-01")]).unwrap();
        assert_eq!((ahead.fate, ahead.won_back), (Fate::Lost, false));
    }

    #[test]
    fn who_is_back_within_a_month_had_not_gone() {
        is(read("2026-11-01", None, &[back("2026-11-05", "2026-11-15")]), -1, 21, Fate::Kept);
        is(read("2026-01-01", None, &[back("2026-02-01", "2026-03-03")]), -1, 31, Fate::Lost);
        is(read("2026-01-01", None, &[back("2026-02-01", "2026-02-20"), loss("2026-04-01")]), -1, 90, Fate::Lost);
    }

    #[test]
    fn a_loss_of_an_earlier_time_is_not_held_against_the_signature() {
        is(read("2026-01-01", None, &[back("2024-01-01", "2026-01-01")]), -1, 325, Fate::Kept);
    }
}
