//! Who is at risk on which day: one sweep over the days on which something happened.

/// What happened on one day, and to how many it could have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RiskSet {
    /// The day.
    pub t: i32,
    /// How many were at risk.
    pub at_risk: u64,
    /// How many ended in the first way: what is asked about.
    pub first: u64,
    /// How many ended in another way.
    pub other: u64,
}

/// The days on which anything happened, in order, with who was at risk, from (enter, exit, way of ending). O(n log n).
///
/// A way is `None` for who was still there, `Some(true)` for what is asked about, `Some(false)` for any other. Who has
/// no day under watch (`exit <= enter`) is at risk on none, and nothing happens to them.
pub fn days(spans: impl Iterator<Item = (i32, i32, Option<bool>)>) -> Vec<RiskSet> {
    let mut watch = Watch::default();
    let mut ends = Vec::new();
    for (enter, exit, way) in spans.filter(|(enter, exit, _)| enter < exit) {
        watch.add(enter, exit);
        ends.extend(way.map(|way| (exit, way)));
    }
    watch.sort();
    ends.sort_unstable();
    let mut days = Vec::new();
    for same in ends.chunk_by(|left, right| left.0 == right.0) {
        let first = same.iter().filter(|(_, way)| *way).count() as u64;
        let t = same[0].0;
        days.push(RiskSet { t, at_risk: watch.at_risk(t), first, other: same.len() as u64 - first });
    }
    days
}

/// Comings and goings, asked in the order of days how many are there.
#[derive(Debug, Default)]
pub(super) struct Watch {
    enters: Vec<i32>,
    exits: Vec<i32>,
    come: usize,
    gone: usize,
}

impl Watch {
    /// Takes in one who comes after `enter` and goes after `exit`.
    pub(super) fn add(&mut self, enter: i32, exit: i32) {
        self.enters.push(enter);
        self.exits.push(exit);
    }

    /// To be called once, after all were added.
    pub(super) fn sort(&mut self) {
        self.enters.sort_unstable();
        self.exits.sort_unstable();
    }

    /// How many are there on day `t`, which never goes back.
    pub(super) fn at_risk(&mut self, t: i32) -> u64 {
        while self.enters.get(self.come).is_some_and(|enter| *enter < t) {
            self.come += 1;
        }
        while self.exits.get(self.gone).is_some_and(|exit| *exit < t) {
            self.gone += 1;
        }
        (self.come - self.gone) as u64
    }
}
