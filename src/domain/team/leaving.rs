//! What if a team member leaves: what it may cost, and who takes over what (METHOD §4 and §5.2).

use crate::domain::day::{Day, spoken};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::text::grouped;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Where the band of losses comes from, in words for a person.
pub const SOURCE: &str = "of a year's sales after a rep left (Shi et al., J. Marketing 2017)";

/// What is at stake, in minor units: value × the lower and the upper bound of the published loss.
pub fn loss_band(value: i64, low: f64, high: f64) -> (i64, i64) {
    let part = |share: f64| (value as f64 * share).round() as i64;
    (part(low), part(high))
}

/// The share of a rep's book that own turnover costs in a year: the least of both, the most of both.
pub fn expected_loss(attrition: (f64, f64), loss: (f64, f64)) -> (f64, f64) {
    (attrition.0 * loss.0, attrition.1 * loss.1)
}

/// A team member who could take over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub member: Id<Member>,
    /// Minutes a month they have left, below zero where their assignments ask for more; none: not known.
    pub room: Option<i64>,
    /// Minutes a month given to them already.
    pub given: u32,
    /// Assignments of the same role they hold, by the trade of the customer.
    pub trades: BTreeMap<String, u32>,
    /// The same by tier.
    pub tiers: BTreeMap<&'static str, u32>,
    /// With us for less than a year.
    pub is_new: bool,
}

/// What is to be taken over: one assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vacancy {
    /// Their trade; empty: not known.
    pub trade: String,
    /// Their tier.
    pub tier: &'static str,
    /// Minutes a month it takes.
    pub minutes: u32,
    /// Who is named as cover.
    pub cover: Option<Id<Member>>,
    /// Team members who met them, and when last.
    pub known: BTreeMap<Id<Member>, Day>,
}

/// Why somebody is the best to take over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reasons {
    /// Named as cover.
    pub is_cover: bool,
    /// Met them last on this day.
    pub met: Option<Day>,
    /// Holds such an assignment elsewhere.
    pub same_role: bool,
    /// With us for less than a year.
    pub is_new: bool,
    /// Customers of the same trade they hold in the same role.
    pub same_trade: u32,
    /// Customers of the same tier.
    pub same_tier: u32,
    /// Minutes a month left before this, below zero where there is none; none: not known.
    pub room: Option<i64>,
    /// Whether that is enough.
    pub has_room: bool,
}

impl Reasons {
    fn of(colleague: &Colleague, vacancy: &Vacancy) -> Self {
        Self {
            is_cover: vacancy.cover == Some(colleague.member),
            met: vacancy.known.get(&colleague.member).copied(),
            same_role: !colleague.tiers.is_empty(),
            is_new: colleague.is_new,
            same_trade: colleague
                .trades
                .get(&vacancy.trade)
                .copied()
                .filter(|_| !vacancy.trade.is_empty())
                .unwrap_or(0),
            same_tier: colleague.tiers.get(vacancy.tier).copied().unwrap_or(0),
            room: colleague.room,
            has_room: colleague.room.is_some_and(|room| room >= i64::from(vacancy.minutes)),
        }
    }

    /// Points for the choice: cover 64, such an assignment elsewhere 32, knows them 16, same trade 6, room 5, not new with us 4,
    /// same tier 1 (the weights are our own; the study found that new hires and stars mend less, and that a background in the
    /// same trade helps).
    fn weight(&self) -> u32 {
        let point = |counts: bool, points: u32| if counts { points } else { 0 };
        point(self.is_cover, 64)
            + point(self.same_role, 32)
            + point(self.met.is_some(), 16)
            + point(self.same_trade > 0, 6)
            + point(self.has_room, 5)
            + point(!self.is_new, 4)
            + point(self.same_tier > 0, 1)
    }

    /// In words: “met them 12 d ago; 3 of their trade; 900 min free”.
    pub fn words(&self, today: Day) -> String {
        let mut parts = Vec::new();
        if self.is_cover {
            parts.push("named as cover".to_owned());
        }
        parts.extend(self.met.map(|day| format!("met them {}", spoken(day, today))));
        if self.same_trade > 0 {
            parts.push(format!("{} of their trade", grouped(&self.same_trade.to_string())));
        } else if self.same_tier > 0 {
            parts.push(format!("{} of their tier", grouped(&self.same_tier.to_string())));
        }
        parts.push(match (self.room, self.has_room) {
            (Some(room), true) => format!("{} min free", grouped(&room.to_string())),
            (Some(_), false) => "no room left".to_owned(),
            (None, _) => "room unknown".to_owned(),
        });
        if self.is_new {
            parts.push("new with us".to_owned());
        }
        parts.join("; ")
    }
}

/// The best of `colleagues` for a vacancy, by its place, with the reasons; none: there is nobody who holds such an assignment, has
/// met them, or is named as cover. Equal ones: who met them last, who has most room, who was given least, then the lower
/// id, so that the same book always names the same people.
pub fn successor(colleagues: &[Colleague], vacancy: &Vacancy) -> Option<(usize, Reasons)> {
    let fits = |reasons: &Reasons| reasons.is_cover || reasons.met.is_some() || reasons.same_role;
    let weighed = colleagues.iter().enumerate().map(|(place, one)| (place, one, Reasons::of(one, vacancy)));
    let best = weighed.filter(|(_, _, reasons)| fits(reasons)).max_by_key(|(_, one, reasons)| {
        (reasons.weight(), reasons.met, one.room, Reverse(one.given), Reverse(one.member))
    });
    best.map(|(place, _, reasons)| (place, reasons))
}

/// Gives every vacancy its successor, in the order they stand in; who takes one has less room for the next.
pub fn assign(colleagues: &mut [Colleague], vacancies: &[Vacancy]) -> Vec<Option<(Id<Member>, Reasons)>> {
    let mut given = Vec::with_capacity(vacancies.len());
    for vacancy in vacancies {
        let best = successor(colleagues, vacancy);
        if let Some((place, _)) = best {
            let colleague = &mut colleagues[place];
            colleague.room = colleague.room.map(|room| room - i64::from(vacancy.minutes));
            colleague.given = colleague.given.saturating_add(vacancy.minutes);
        }
        given.push(best.map(|(place, reasons)| (colleagues[place].member, reasons)));
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colleague(id: i64, room: Option<i64>, trade: &str) -> Colleague {
        let trades = if trade.is_empty() { BTreeMap::new() } else { BTreeMap::from([(trade.to_owned(), 2)]) };
        Colleague { member: Id::new(id), room, trades, tiers: BTreeMap::from([("B", 2)]), is_new: false, given: 0 }
    }

    fn vacancy(known: &[(i64, &str)]) -> Vacancy {
        let known = known.iter().map(|(id, day)| (Id::new(*id), Day::parse(day).unwrap())).collect();
        Vacancy { trade: "retail".to_owned(), tier: "A", minutes: 100, cover: None, known }
    }

    /// The figures of the golden file: 20–34 % turnover, 13.2–17.6 % loss.
    #[test]
    fn a_rep_who_leaves_costs_what_was_published() {
        assert_eq!(loss_band(100_000_000, 0.132, 0.176), (13_200_000, 17_600_000));
        assert_eq!(loss_band(0, 0.132, 0.176), (0, 0));
        let (low, high) = expected_loss((0.20, 0.34), (0.132, 0.176));
        assert!((low - 0.0264).abs() < 1e-12 && (high - 0.059_84).abs() < 1e-12);
    }

    #[test]
    fn who_knows_them_goes_before_who_knows_their_trade_before_who_has_room() {
        let all = [colleague(1, Some(900), ""), colleague(2, Some(0), "retail"), colleague(3, Some(0), "")];
        let place = |known: &[(i64, &str)]| successor(&all, &vacancy(known)).unwrap().0;
        assert_eq!(place(&[(3, "2026-11-01")]), 2);
        assert_eq!(place(&[]), 1);
        let service = Colleague { tiers: BTreeMap::new(), trades: BTreeMap::new(), ..all[2].clone() };
        let lead_or_friend = [all[0].clone(), service];
        assert_eq!(successor(&lead_or_friend, &vacancy(&[(3, "2026-11-01")])).unwrap().0, 0, "a lead follows a lead");
        let new = Colleague { is_new: true, ..all[1].clone() };
        assert_eq!(successor(&[new, colleague(4, Some(0), "retail")], &vacancy(&[])).unwrap().0, 1, "not the newcomer");
        assert_eq!(successor(&all[..1], &vacancy(&[])).unwrap().0, 0);
        let cover = Vacancy { cover: Some(Id::new(1)), ..vacancy(&[(3, "2026-11-01")]) };
        assert_eq!(successor(&all, &cover).unwrap().0, 0, "who is named as cover takes over");
    }

    #[test]
    fn nobody_follows_where_nothing_speaks_for_anybody() {
        let stranger = Colleague { tiers: BTreeMap::new(), ..colleague(1, Some(900), "") };
        assert_eq!(successor(&[stranger], &vacancy(&[])), None);
        assert_eq!(successor(&[], &vacancy(&[(9, "2026-11-01")])), None);
    }

    #[test]
    fn the_work_is_spread_as_room_runs_out_and_always_the_same_way() {
        let mut all = vec![colleague(1, Some(150), "retail"), colleague(2, Some(140), "retail")];
        let vacancies = [vacancy(&[]), vacancy(&[]), vacancy(&[])];
        let given: Vec<i64> = assign(&mut all, &vacancies).into_iter().map(|one| one.unwrap().0.raw()).collect();
        assert_eq!(given, [1, 2, 1], "when nobody has room it goes to who has most");
        assert_eq!((all[0].room, all[1].room), (Some(-50), Some(40)));
        let mut unknown = vec![colleague(1, None, "retail"), colleague(2, None, "retail")];
        let given: Vec<i64> = assign(&mut unknown, &vacancies).into_iter().map(|one| one.unwrap().0.raw()).collect();
        assert_eq!(given, [1, 2, 1], "nor does one take all where room is unknown");
    }

    #[test]
    fn reasons_are_said() {
        let today = Day::parse("2026-11-22").unwrap();
        let reasons = Reasons::of(&colleague(1, Some(900), "retail"), &vacancy(&[(1, "2026-11-10")]));
        assert_eq!(reasons.words(today), "met them 12 d ago; 2 of their trade; 900 min free");
        let unknown = Reasons::of(&colleague(1, None, ""), &vacancy(&[]));
        assert_eq!(unknown.words(today), "room unknown");
    }
}
