//! Pulses by role side by side: how their roles feel, and what each team member was told (two who see it differently).

use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::pulse::Pulse;
use crate::domain::risk::facts::pulse_validity;
use crate::domain::role::{ContactRole, Role};
use std::collections::BTreeMap;

/// From this many points on, two roles see it differently.
pub const APART: u8 = 2;

/// One pulse, with the roles on both sides of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The pulse.
    pub id: Id<Pulse>,
    /// Who said it; none: the account at large.
    pub contact: Option<Id<Contact>>,
    /// Their role; none: they have none, or nobody in particular said it.
    pub theirs: Option<ContactRole>,
    /// The role of our team who took it; none: no touch of the day with them tells.
    pub ours: Option<Role>,
    /// The day.
    pub on: Day,
    /// 1 to 5.
    pub score: u8,
}

impl Reading {
    /// Whether it still holds on `today`.
    pub fn is_valid(&self, today: Day) -> bool {
        self.on <= today && self.on > today.plus(-pulse_validity(self.score))
    }
}

/// The latest valid reading of one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice<R> {
    /// Whose; none: nobody in particular.
    pub role: Option<R>,
    /// The reading.
    pub reading: Reading,
    /// Whether another role of the same side reads [`APART`] or more above or below.
    pub is_apart: bool,
}

/// Both sides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voices {
    /// By role of the account.
    pub theirs: Vec<Voice<ContactRole>>,
    /// By role of our team who took it.
    pub ours: Vec<Voice<Role>>,
}

impl Voices {
    /// The latest valid reading of each role on `today`.
    pub fn new(readings: &[Reading], today: Day) -> Self {
        let valid: Vec<&Reading> = readings.iter().filter(|one| one.is_valid(today)).collect();
        Self {
            theirs: side(&valid, |one| Some(one.theirs)),
            // Who took it is no role of our team where nobody knows.
            ours: side(&valid, |one| one.ours.map(Some)),
        }
    }

    /// The widest gap between two roles of one side, in points; none: fewer than two roles spoke.
    pub fn gap(&self) -> Option<u8> {
        let theirs: Vec<u8> = self.theirs.iter().map(|one| one.reading.score).collect();
        let ours: Vec<u8> = self.ours.iter().map(|one| one.reading.score).collect();
        [theirs, ours].iter().filter(|scores| scores.len() > 1).map(|scores| spread(scores)).max()
    }

    /// Whether two roles see it differently.
    pub fn differ(&self) -> bool {
        self.gap().is_some_and(|gap| gap >= APART)
    }
}

fn side<R: Ord + Copy>(valid: &[&Reading], role: impl Fn(&Reading) -> Option<Option<R>>) -> Vec<Voice<R>> {
    let mut latest: BTreeMap<(bool, Option<R>), Reading> = BTreeMap::new();
    for one in valid {
        let Some(role) = role(one) else { continue };
        let known = latest.entry((role.is_none(), role)).or_insert(**one);
        if (one.on, one.id) > (known.on, known.id) {
            *known = **one;
        }
    }
    let scores: Vec<u8> = latest.values().map(|one| one.score).collect();
    let apart = |score: u8| scores.iter().any(|other| other.abs_diff(score) >= APART);
    latest.into_iter().map(|((_, role), reading)| Voice { role, reading, is_apart: apart(reading.score) }).collect()
}

fn spread(scores: &[u8]) -> u8 {
    let (least, most) = (scores.iter().min(), scores.iter().max());
    least.zip(most).map_or(0, |(least, most)| most - least)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(id: i64, theirs: Option<ContactRole>, ours: Option<Role>, on: &str, score: u8) -> Reading {
        let on = Day::parse(on).unwrap();
        Reading { id: Id::new(id), contact: None, theirs, ours, on, score }
    }

    #[test]
    fn the_latest_valid_reading_of_each_role_stands_beside_the_others() {
        use ContactRole::{Champion, DecisionMaker, UserLead};
        use Role::{AccountLead, Service};
        let today = Day::parse("2026-11-22").unwrap();
        let all = [
            reading(1, Some(Champion), Some(AccountLead), "2026-11-01", 4),
            reading(2, Some(Champion), Some(AccountLead), "2026-10-01", 2),
            reading(3, Some(UserLead), Some(Service), "2026-11-10", 2),
            reading(4, Some(DecisionMaker), None, "2026-11-10", 3),
            reading(5, Some(ContactRole::BudgetHolder), None, "2026-10-20", 1),
            reading(6, None, None, "2026-11-20", 4),
            reading(7, None, None, "2026-12-01", 1),
        ];
        let voices = Voices::new(&all, today);
        let theirs: Vec<_> = voices.theirs.iter().map(|one| (one.role, one.reading.score, one.is_apart)).collect();
        let expected =
            [(Some(DecisionMaker), 3, false), (Some(Champion), 4, true), (Some(UserLead), 2, true), (None, 4, true)];
        assert_eq!(theirs, expected, "a 1 of more than thirty days ago holds no longer, nor one of tomorrow");
        let ours: Vec<_> = voices.ours.iter().map(|one| (one.role, one.reading.score)).collect();
        assert_eq!(ours, [(Some(AccountLead), 4), (Some(Service), 2)]);
        assert_eq!((voices.gap(), voices.differ()), (Some(2), true));
    }

    #[test]
    fn one_voice_differs_from_nobody() {
        let today = Day::parse("2026-11-22").unwrap();
        let one = Voices::new(&[reading(1, None, Some(Role::Service), "2026-11-01", 2)], today);
        assert_eq!((one.gap(), one.differ()), (None, false));
        assert_eq!(Voices::new(&[], today), Voices::default());
    }
}
