//! What our people carry: minutes expected and logged, who is new, who left (METHOD §4 and §6).

use crate::domain::day::Day;

/// Days back over which logged minutes are counted: a month.
pub const MONTH: i32 = 30;

/// The minutes a month expected of each assignment of one account. An assignment that names its minutes has those; what they leave of
/// the `team` minutes of the account's tier is shared evenly among the assignments that name none, the first ones taking what
/// cannot be divided.
pub fn share_out(team: u32, named: &[Option<u32>]) -> Vec<u32> {
    let taken: u32 = named.iter().flatten().fold(0, |sum, one| sum.saturating_add(*one));
    let open = named.iter().filter(|one| one.is_none()).count() as u32;
    let left = team.saturating_sub(taken);
    let (each, mut over) = (left.checked_div(open).unwrap_or(0), left.checked_rem(open).unwrap_or(0));
    let share = |named: &Option<u32>| {
        named.unwrap_or_else(|| {
            let more = u32::from(over > 0);
            over -= more;
            each + more
        })
    };
    named.iter().map(share).collect()
}

/// Minutes logged in the last [`MONTH`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Logged {
    /// Preparation.
    pub prep: u32,
    /// Together with them.
    pub contact: u32,
    /// Afterwards.
    pub followup: u32,
}

impl Logged {
    /// All of them.
    pub const fn total(self) -> u32 {
        self.prep.saturating_add(self.contact).saturating_add(self.followup)
    }
}

/// What a team member carries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Minutes a month expected of their assignments.
    pub expected: u32,
    /// Minutes logged.
    pub logged: Logged,
    /// Minutes a month they have; none: nobody has said.
    pub capacity: Option<u32>,
}

impl Load {
    /// Whether more is expected, or was given, than they have; none: their capacity is not known.
    pub fn is_over(&self) -> Option<bool> {
        self.capacity.map(|capacity| self.expected > capacity || self.logged.total() > capacity)
    }

    /// What is expected of them, or was given where that is more, as a share of what they have; none: their capacity is not
    /// known.
    pub fn share(&self) -> Option<f64> {
        let most = self.expected.max(self.logged.total());
        self.capacity.map(|capacity| f64::from(most) / f64::from(capacity.max(1)))
    }

    /// Minutes a month they have left by what is expected of them; none: their capacity is not known.
    pub fn room(&self) -> Option<u32> {
        self.capacity.map(|capacity| capacity.saturating_sub(self.expected))
    }
}

/// The first and last day of a team member.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stay {
    /// The first day; none: not known, which counts as before everything.
    pub from: Option<Day>,
    /// The last day; none: they are here.
    pub to: Option<Day>,
}

impl Stay {
    /// Whether they are with us on `day`; the last day is one of them.
    pub fn is_here(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| to >= day)
    }

    /// Whether they are with us on `day` and have been for less than `months`; who does not say since when is not new.
    pub fn is_new(self, day: Day, months: u32) -> bool {
        self.is_here(day) && self.from.is_some_and(|from| from.plus_months(months) > day)
    }

    /// Whether they left within the twelve months up to `day`.
    pub fn left_lately(self, day: Day) -> bool {
        self.to.is_some_and(|to| to < day && to >= day.plus_months_back(12))
    }
}

/// Own turnover and newcomers of a house or a team (METHOD §6).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Attrition {
    /// Who left within twelve months.
    pub leavers: u32,
    /// Heads on average: those of a year ago and of today, halved.
    pub average: f64,
    /// Heads today.
    pub heads: u32,
    /// Of them, with us for less than a year.
    pub newcomers: u32,
}

impl Attrition {
    /// Counts these stays; `months`: how long somebody is new.
    pub fn of(stays: impl IntoIterator<Item = Stay>, today: Day, months: u32) -> Self {
        let (mut then, mut counted) = (0u32, Self::default());
        for stay in stays {
            then += u32::from(stay.is_here(today.plus_months_back(12)));
            counted.heads += u32::from(stay.is_here(today));
            counted.newcomers += u32::from(stay.is_new(today, months));
            counted.leavers += u32::from(stay.left_lately(today));
        }
        counted.average = f64::from(then + counted.heads) / 2.0;
        counted
    }

    /// Leavers ÷ average heads; none: there was nobody.
    pub fn rate(&self) -> Option<f64> {
        (self.average > 0.0).then(|| f64::from(self.leavers) / self.average)
    }

    /// Newcomers ÷ heads; none: there is nobody.
    pub fn new_share(&self) -> Option<f64> {
        (self.heads > 0).then(|| f64::from(self.newcomers) / f64::from(self.heads))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn seats_that_name_no_minutes_share_what_the_others_leave() {
        assert_eq!(share_out(600, &[Some(120), None, None]), [120, 240, 240]);
        assert_eq!(share_out(100, &[None, None, None]), [34, 33, 33]);
        assert_eq!(share_out(90, &[Some(120), None]), [120, 0], "never less than nothing");
        assert_eq!(share_out(90, &[]), Vec::<u32>::new());
        assert_eq!(share_out(u32::MAX, &[Some(u32::MAX), Some(1), None]), [u32::MAX, 1, 0]);
    }

    #[test]
    fn capacity_that_nobody_named_is_neither_over_nor_room() {
        let mut load = Load { expected: 500, logged: Logged { prep: 10, contact: 50, followup: 5 }, capacity: None };
        assert_eq!((load.is_over(), load.room(), load.logged.total()), (None, None, 65));
        load.capacity = Some(400);
        assert_eq!((load.is_over(), load.room()), (Some(true), Some(0)));
        load.capacity = Some(501);
        assert_eq!((load.is_over(), load.room()), (Some(false), Some(1)));
        load.logged.contact = 900;
        assert_eq!(load.is_over(), Some(true), "what was given counts too");
    }

    #[test]
    fn turnover_is_leavers_by_average_heads_and_unknown_without_anybody() {
        let today = day("2026-11-22");
        let stay = |from: Option<&str>, to: Option<&str>| Stay { from: from.map(day), to: to.map(day) };
        let stays = [
            stay(None, None),
            stay(Some("2020-01-01"), None),
            stay(Some("2026-01-01"), None),
            stay(Some("2020-01-01"), Some("2026-03-01")),
            stay(Some("2020-01-01"), Some("2024-03-01")),
            stay(Some("2026-12-01"), None),
            stay(Some("2020-01-01"), Some("2026-12-31")),
        ];
        let counted = Attrition::of(stays, today, 12);
        assert_eq!((counted.leavers, counted.heads, counted.newcomers), (1, 4, 1));
        assert_eq!(counted.rate(), Some(0.25), "four a year ago, four today");
        assert_eq!(counted.new_share(), Some(0.25));
        let nobody = Attrition::of([], today, 12);
        assert_eq!((nobody.rate(), nobody.new_share()), (None, None));
        assert!(!stay(Some("2025-11-22"), None).is_new(today, 12), "a year to the day is no longer new");
    }
}
