//! The stays of one account in its stages, each with how it ended.

use super::incidence::{End, Stay};
use super::life::{Loss, Uncounted, entered};
use crate::domain::day::Day;
use crate::domain::stages::NOTICE;

/// One row of the stage history of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<S> {
    /// The stage, in whatever form it is kept.
    pub stage: S,
    /// Whether that is the stage of those who gave notice.
    pub is_notice: bool,
    /// The first day.
    pub entered_on: Day,
    /// The day it moved on; none: still there.
    pub left_on: Option<Day>,
}

impl<S> Entry<S> {
    /// A row of the stage with this key.
    pub fn new(stage: S, key: &str, entered_on: Day, left_on: Option<Day>) -> Self {
        Self { stage, is_notice: key == NOTICE, entered_on, left_on }
    }
}

/// Reads the stay behind the row at `place` of the history of an account, which is in order, with its whole losses.
///
/// It ends with a loss when the account was lost while there, or when it gave notice and was lost from that: notice is
/// the way out, not a place of its own. While the notice is running, the stay ends undecided on the day of it. Every
/// other end is an advance. A row that was never closed ends where the next
/// begins. Days after today have not happened.
pub fn stay<S>(
    history: &[Entry<S>],
    place: usize,
    observed: Option<Day>,
    losses: &[Loss],
    today: Day,
) -> Result<Stay, Uncounted> {
    let Some(entry) = history.get(place) else { return Err(Uncounted::NoStart) };
    if entry.entered_on > today {
        return Err(Uncounted::NotYet);
    }
    let (on, end) = ending(history, place, losses, today);
    let enter = entered(entry.entered_on, observed);
    let exit = entry.entered_on.days_to(on);
    if exit < enter || end != End::Censored && exit == enter {
        return Err(Uncounted::Unwatched);
    }
    Ok(Stay { enter, exit, end })
}

/// The day the stay at `place` ended, and how.
fn ending<S>(history: &[Entry<S>], place: usize, losses: &[Loss], today: Day) -> (Day, End) {
    let entry = &history[place];
    let next = history.get(place + 1).filter(|next| next.entered_on <= today);
    let left = entry.left_on.filter(|left| *left <= today).or(next.map(|next| next.entered_on));
    let within = |loss: &&Loss| {
        loss.counts(today)
            && loss.on >= entry.entered_on
            && left.is_none_or(|left| loss.on <= left)
            // On the day it moved on, it was lost from where it moved to.
            && next.is_none_or(|next| loss.on < next.entered_on)
    };
    if let Some(loss) = losses.iter().filter(within).min_by_key(|loss| loss.on) {
        return (loss.on, if loss.is_unavoidable() { End::Unavoidable } else { End::Defected });
    }
    let Some(left) = left else { return (today, End::Censored) };
    // Whoever gives notice twice in a row is still on the way out.
    match next {
        Some(next) if next.is_notice && !entry.is_notice => (left, ending(history, place + 1, losses, today).1),
        _ => (left, End::Advanced),
    }
}

#[cfg(test)]
mod tests {
    use super::super::FROM_THE_START;
    use super::*;
    use crate::domain::words::LossType;

    fn day(number: i32) -> Day {
        Day::from_number(number).unwrap()
    }

    /// A history from (key, entered, left), read on day 1000.
    fn history(rows: &[(&'static str, i32, Option<i32>)]) -> Vec<Entry<&'static str>> {
        rows.iter().map(|(key, entered, left)| Entry::new(*key, key, day(*entered), left.map(day))).collect()
    }

    fn loss(on: i32, kind: LossType) -> Loss {
        Loss { on: day(on), kind: Some(kind), won_back_on: None }
    }

    fn read(rows: &[(&'static str, i32, Option<i32>)], losses: &[Loss]) -> Vec<(i32, End)> {
        let history = history(rows);
        let one = |place| stay(&history, place, None, losses, day(1000)).unwrap();
        (0..history.len()).map(one).map(|stay| (stay.exit, stay.end)).collect()
    }

    #[test]
    fn a_stay_ends_where_it_was_left_or_the_account_was_lost() {
        use End::{Advanced, Censored, Defected, Unavoidable};
        let rows = [("onboarding", 100, Some(150)), ("steady", 150, None)];
        assert_eq!(read(&rows, &[]), [(50, Advanced), (850, Censored)]);
        let lost = [loss(400, LossType::Voluntary)];
        assert_eq!(read(&rows, &lost), [(50, Advanced), (250, Defected)]);
        let closed = [loss(400, LossType::Unavoidable)];
        assert_eq!(read(&rows, &closed), [(50, Advanced), (250, Unavoidable)]);
        let at_once = [loss(150, LossType::Voluntary)];
        assert_eq!(read(&rows, &at_once), [(50, Advanced), (0, Defected)]);
        assert_eq!(read(&rows, &[loss(1001, LossType::Voluntary)]), [(50, Advanced), (850, Censored)]);
    }

    #[test]
    fn who_gives_notice_and_goes_was_lost_from_the_stage_before() {
        use End::{Advanced, Censored, Defected, Unavoidable};
        let rows = [("steady", 100, Some(300)), ("notice", 300, Some(390))];
        let lost = [loss(390, LossType::Voluntary)];
        assert_eq!(read(&rows, &lost), [(200, Defected), (90, Defected)]);
        assert_eq!(read(&rows, &[]), [(200, Advanced), (90, Advanced)], "they were kept after all");
        let running = [("steady", 100, Some(300)), ("notice", 300, None)];
        assert_eq!(read(&running, &[]), [(200, Censored), (700, Censored)]);
        assert_eq!(read(&running, &[loss(390, LossType::Unavoidable)]), [(200, Unavoidable), (90, Unavoidable)]);
        let twice = [("steady", 100, Some(300)), ("notice", 300, Some(310)), ("notice", 310, None)];
        assert_eq!(read(&twice, &lost), [(200, Advanced), (10, Advanced), (80, Defected)]);
    }

    #[test]
    fn a_row_never_closed_ends_where_the_next_begins() {
        use End::{Advanced, Censored};
        let rows = [("signed", 100, None), ("onboarding", 107, None)];
        assert_eq!(read(&rows, &[]), [(7, Advanced), (893, Censored)]);
        let ahead = history(&[("signed", 990, Some(1007)), ("onboarding", 1007, None)]);
        let one = |place| stay(&ahead, place, None, &[], day(1000));
        assert_eq!(one(0), Ok(Stay::of(10, Censored)));
        assert_eq!(one(1), Err(Uncounted::NotYet));
    }

    #[test]
    fn a_stay_is_watched_as_long_as_the_book_watches() {
        let rows = history(&[("onboarding", 100, Some(150)), ("steady", 150, None)]);
        let seen = |place, observed| stay(&rows, place, Some(day(observed)), &[], day(1000));
        assert_eq!(seen(0, 120), Ok(Stay { enter: 20, exit: 50, end: End::Advanced }));
        assert_eq!(seen(0, 90).map(|stay| stay.enter), Ok(FROM_THE_START));
        assert_eq!(seen(0, 150), Err(Uncounted::Unwatched));
        assert_eq!(seen(1, 500), Ok(Stay { enter: 350, exit: 850, end: End::Censored }));
    }
}
