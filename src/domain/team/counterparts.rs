//! Who of our team has met whom of the account: the grid of both sides, the pairs of counterparts in it, and its holes.

use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::role::{ContactRole, Role};
use std::collections::BTreeMap;

/// On which level two people deal with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Both decide.
    Executive,
    /// Both run it day by day.
    Working,
    /// Both know the matter: technology, money, use.
    Specialist,
    /// They are not of one level.
    Across,
}

impl Level {
    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Level::Executive => "executive",
            Level::Working => "working",
            Level::Specialist => "specialist",
            Level::Across => "across levels",
        }
    }

    /// The level of a pair; none: nobody knows what one of them does there.
    pub fn of(ours: Option<Role>, theirs: Option<ContactRole>) -> Option<Self> {
        let (ours, theirs) = (ours.map(Self::of_ours)?, theirs.map(Self::of_theirs)?);
        Some(if ours == theirs { ours } else { Level::Across })
    }

    const fn of_ours(role: Role) -> Self {
        match role {
            Role::ExecutiveSponsor => Level::Executive,
            Role::AccountLead | Role::Service => Level::Working,
            Role::Technical | Role::Support | Role::Finance | Role::Implementation | Role::Communications => {
                Level::Specialist
            }
        }
    }

    const fn of_theirs(role: ContactRole) -> Self {
        match role {
            ContactRole::DecisionMaker | ContactRole::Executive => Level::Executive,
            ContactRole::Champion | ContactRole::Procurement => Level::Working,
            ContactRole::TechnicalEvaluator | ContactRole::UserLead | ContactRole::BudgetHolder => Level::Specialist,
        }
    }
}

/// How a team member and a contact stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// Both took part in a two-way touch within the window.
    Live,
    /// They did, but longer ago.
    Faded,
    /// They are named as counterparts, and never met.
    Hole,
    /// One of them has left.
    Left,
    /// They never met, and need not.
    Apart,
}

/// A team member, as the grid needs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ours {
    /// Who.
    pub member: Id<Member>,
    /// Their name.
    pub name: String,
    /// Their duty here; none: they hold no assignment.
    pub role: Option<Role>,
    /// Whether they are still with us and in the assignment.
    pub is_here: bool,
    /// Their counterparts, as their assignments name them.
    pub counterparts: Vec<Id<Contact>>,
}

/// One cell of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meeting {
    /// How they stand.
    pub tie: Tie,
    /// Whether an assignment names them as counterparts.
    pub is_pair: bool,
    /// The last two-way touch of both.
    pub last: Option<Day>,
    /// On which level; none: not known.
    pub level: Option<Level>,
}

/// Our people × the contacts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// Team members, a row each.
    pub ours: Vec<Ours>,
    /// Contacts, a column each.
    pub theirs: Vec<Contact>,
    /// The cells, row by row.
    pub rows: Vec<Vec<Meeting>>,
    /// Pairs of counterparts wanted, as the tier says.
    pub wanted: u32,
}

impl Grid {
    /// The grid on `today`: a pair is live when a two-way touch of both lies within `window` days and both are still there.
    pub fn new(
        ours: Vec<Ours>,
        theirs: Vec<Contact>,
        met: &BTreeMap<(Id<Member>, Id<Contact>), Day>,
        (window, wanted): (i32, u32),
        today: Day,
    ) -> Self {
        let cell = |one: &Ours, other: &Contact| {
            let last = met.get(&(one.member, other.id)).copied();
            let is_pair = one.counterparts.contains(&other.id);
            let gone = !one.is_here || !other.is_here(today);
            let tie = match last {
                _ if gone => Tie::Left,
                Some(on) if on > today.plus(-window) => Tie::Live,
                Some(_) => Tie::Faded,
                None if is_pair => Tie::Hole,
                None => Tie::Apart,
            };
            Meeting { tie, is_pair, last, level: Level::of(one.role, other.role) }
        };
        let rows = ours.iter().map(|one| theirs.iter().map(|other| cell(one, other)).collect()).collect();
        Self { ours, theirs, rows, wanted }
    }

    /// Pairs of counterparts that are live.
    pub fn live(&self) -> u32 {
        self.pairs().filter(|cell| cell.tie == Tie::Live).count() as u32
    }

    /// Pairs of counterparts that are named, whoever has left included.
    pub fn named(&self) -> u32 {
        self.pairs().count() as u32
    }

    /// Pairs that are wanted and have no names yet; who has left counts no longer.
    pub fn unnamed(&self) -> u32 {
        let here = self.pairs().filter(|cell| cell.tie != Tie::Left).count() as u32;
        self.wanted.saturating_sub(here)
    }

    fn pairs(&self) -> impl Iterator<Item = &Meeting> {
        self.rows.iter().flatten().filter(|cell| cell.is_pair)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn contact(id: i64, role: Option<ContactRole>, left: Option<&str>) -> Contact {
        Contact {
            id: Id::new(id),
            account: Id::new(1),
            name: format!("C{id}"),
            role,
            left_on: left.map(day),
            ..Contact::default()
        }
    }

    fn ours(id: i64, role: Role, counterparts: &[i64]) -> Ours {
        let counterparts = counterparts.iter().map(|id| Id::new(*id)).collect();
        Ours { member: Id::new(id), name: format!("M{id}"), role: Some(role), is_here: true, counterparts }
    }

    #[test]
    fn a_pair_lives_while_both_are_there_and_met_within_the_window() {
        let theirs = vec![
            contact(1, Some(ContactRole::DecisionMaker), None),
            contact(2, Some(ContactRole::Champion), Some("2026-11-21")),
            contact(3, None, Some("2026-11-22")),
            contact(4, Some(ContactRole::BudgetHolder), None),
        ];
        let rows = vec![ours(10, Role::ExecutiveSponsor, &[1, 4]), ours(11, Role::AccountLead, &[2])];
        let met = BTreeMap::from([
            ((Id::new(10), Id::new(1)), day("2026-08-25")),
            ((Id::new(11), Id::new(2)), day("2026-11-20")),
            ((Id::new(11), Id::new(3)), day("2026-08-24")),
        ]);
        let grid = Grid::new(rows, theirs, &met, (90, 3), day("2026-11-22"));
        let ties: Vec<Vec<Tie>> = grid.rows.iter().map(|row| row.iter().map(|cell| cell.tie).collect()).collect();
        assert_eq!(ties[0], [Tie::Live, Tie::Left, Tie::Apart, Tie::Hole]);
        assert_eq!(ties[1], [Tie::Apart, Tie::Left, Tie::Faded, Tie::Apart], "who left is no live pair");
        assert_eq!((grid.live(), grid.named(), grid.unnamed()), (1, 3, 1));
        assert_eq!(grid.rows[0][0].level, Some(Level::Executive));
        assert_eq!(grid.rows[0][3].level, Some(Level::Across));
        assert_eq!(grid.rows[1][2].level, None, "nobody knows what they do");
    }

    #[test]
    fn who_left_us_ties_nobody() {
        let gone = Ours { is_here: false, ..ours(10, Role::AccountLead, &[1]) };
        let met = BTreeMap::from([((Id::new(10), Id::new(1)), day("2026-11-20"))]);
        let grid = Grid::new(vec![gone], vec![contact(1, None, None)], &met, (90, 1), day("2026-11-22"));
        assert_eq!((grid.rows[0][0].tie, grid.live(), grid.unnamed()), (Tie::Left, 0, 1));
    }
}
