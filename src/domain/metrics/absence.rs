//! When a customer was gone.

use crate::domain::day::Day;
use crate::domain::survival::life::Loss;

/// A stretch of days on which they were gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// The first day without them.
    pub on: Day,
    /// The day they were back; none: they are not.
    pub back: Option<Day>,
}

impl Absence {
    /// Whether they were gone on a day.
    pub fn covers(&self, day: Day) -> bool {
        self.on <= day && self.back.is_none_or(|back| day < back)
    }
}

/// The absences behind whole losses, on `today`, in order: who was back within 30 days was not gone, and who is lost again
/// while gone is lost once (METHOD §6).
pub fn absences(losses: &[Loss], today: Day) -> Vec<Absence> {
    let known = |loss: &Loss| Absence { on: loss.on, back: loss.won_back_on.filter(|back| *back <= today) };
    let mut all: Vec<Absence> = losses.iter().filter(|loss| loss.counts(today)).map(known).collect();
    all.sort_by_key(|absence| absence.on);
    let mut apart: Vec<Absence> = Vec::with_capacity(all.len());
    for absence in all {
        match apart.last_mut() {
            Some(before) if before.back.is_none_or(|back| absence.on < back) => {
                before.back = before.back.zip(absence.back).map(|(one, two)| one.max(two));
            }
            _ => apart.push(absence),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i32) -> Day {
        Day::from_number(20_000 + number).unwrap()
    }

    fn loss(on: i32, back: Option<i32>) -> Loss {
        Loss { on: day(on), kind: None, won_back_on: back.map(day) }
    }

    fn absence(on: i32, back: Option<i32>) -> Absence {
        Absence { on: day(on), back: back.map(day) }
    }

    #[test]
    fn who_was_back_at_once_was_not_gone_and_nobody_is_lost_twice() {
        let read = |losses: &[Loss]| absences(losses, day(500));
        assert_eq!(read(&[loss(100, Some(129))]), []);
        assert_eq!(read(&[loss(100, Some(130))]), [absence(100, Some(130))]);
        assert_eq!(read(&[loss(120, None), loss(100, None)]), [absence(100, None)]);
        assert_eq!(read(&[loss(100, Some(200)), loss(150, Some(180))]), [absence(100, Some(200))]);
        assert_eq!(
            read(&[loss(100, Some(200)), loss(300, Some(501))]),
            [absence(100, Some(200)), absence(300, None)],
            "a return that lies ahead has not happened"
        );
        assert_eq!(read(&[loss(501, None)]), []);
    }
}
