//! The roster filtered and sorted: what lists show as one types.

use super::roster::{Entry, Line, Member, NEVER, Roster};
use crate::domain::day::Day;
use crate::domain::filter::Filter;
use crate::domain::sort::SortBy;
use std::cmp::{Ordering, Reverse};

impl Roster {
    /// The lines that pass `filter`, sorted. Lost accounts only when the filter names them.
    pub fn select(&self, filter: &Filter, by: SortBy, today: Day) -> Vec<Line> {
        let lost_too = filter.names_lost();
        let passes = |entry: &Entry| {
            (lost_too || !entry.lost) && (filter.is_empty() || filter.passes(&Member { roster: self, entry }, today))
        };
        // Looked through in the order in which they lie in memory, then put in order by walking the ranking.
        let passed: Vec<bool> = self.entries.iter().map(passes).collect();
        let mut lines: Vec<Line> = self.by_risk.iter().copied().filter(|line| passed[line.0 as usize]).collect();
        self.sort(&mut lines, by);
        lines
    }

    /// Turns sorted lines round; what is not known stays last.
    pub fn turn(&self, lines: &mut [Line], by: SortBy) {
        lines.reverse();
        lines.sort_by_key(|line| !self.is_known(&self.entries[line.0 as usize], by));
    }

    /// Whether an account has what lists are sorted by.
    fn is_known(&self, entry: &Entry, by: SortBy) -> bool {
        match by {
            SortBy::Money | SortBy::Value => entry.value.is_some(),
            SortBy::Worth => self.worth(entry).is_some(),
            SortBy::Moved => entry.moved.is_some(),
            SortBy::Decides => entry.decision != NEVER,
            SortBy::Quiet => entry.seen() != NEVER,
            SortBy::Pulse => entry.pulse != NEVER && !entry.lost,
            SortBy::Since => entry.since != NEVER,
            SortBy::Owner => !self.owners[entry.owner as usize].is_empty(),
            SortBy::Risk | SortBy::Completeness | SortBy::Name | SortBy::Stage | SortBy::Tier => true,
        }
    }

    /// How many of these lines are in each tier, in the order of the tiers.
    pub fn by_tier(&self, lines: &[Line]) -> [usize; 3] {
        let mut counts = [0; 3];
        for line in lines {
            counts[self.entries[line.0 as usize].tier as usize] += 1;
        }
        counts
    }

    fn sort(&self, lines: &mut [Line], by: SortBy) {
        let entry = |line: &Line| &self.entries[line.0 as usize];
        let soonest = |day: i32| if day == NEVER { i32::MAX } else { day };
        match by {
            SortBy::Risk => {}
            SortBy::Money => lines
                .sort_by_cached_key(|line| (Reverse(self.at_risk(entry(line))), Reverse(entry(line).weight), *line)),
            SortBy::Worth => {
                lines.sort_by_cached_key(|line| (Reverse(self.worth(entry(line))), Reverse(entry(line).weight), *line));
            }
            SortBy::Completeness => {
                lines.sort_by_cached_key(|line| (entry(line).completeness, Reverse(entry(line).weight), *line));
            }
            SortBy::Moved => {
                lines.sort_by_cached_key(|line| {
                    (Reverse(entry(line).moved.map_or(0, i8::unsigned_abs)), Reverse(entry(line).moved), *line)
                });
            }
            SortBy::Value => lines.sort_by_cached_key(|line| (Reverse(entry(line).value), *line)),
            SortBy::Stage => lines.sort_by_cached_key(|line| (entry(line).stage, Reverse(entry(line).value), *line)),
            SortBy::Tier => lines.sort_by_cached_key(|line| (entry(line).tier, Reverse(entry(line).value), *line)),
            SortBy::Decides => lines.sort_by_cached_key(|line| (soonest(entry(line).decision), *line)),
            SortBy::Quiet => lines.sort_by_cached_key(|line| (entry(line).seen(), *line)),
            SortBy::Pulse => lines.sort_by_cached_key(|line| (soonest(entry(line).pulse), *line)),
            SortBy::Since => lines.sort_by_cached_key(|line| (soonest(entry(line).since), *line)),
            SortBy::Name => lines.sort_unstable_by(|left, right| self.by_name(*left, *right)),
            SortBy::Owner => lines.sort_unstable_by(|left, right| {
                let owner = |line: &Line| self.owners[entry(line).owner as usize].as_str();
                owner(left).cmp(owner(right)).then_with(|| self.by_name(*left, *right))
            }),
        }
    }

    fn by_name(&self, left: Line, right: Line) -> Ordering {
        let name =
            |line: Line| self.name_of(&self.entries[line.0 as usize]).bytes().map(|byte| byte.to_ascii_lowercase());
        name(left).cmp(name(right)).then(left.cmp(&right))
    }
}
