//! Three questions against putting it off, answered live: who was kept, who was lost, who is next? A renewal and a
//! save are told like a win.

use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::day::{Day, written};
use crate::domain::problem::{Problem, Result};
use crate::store::recent::Happened;

/// Days back that count as lately.
pub const LATELY: i32 = 30;
/// The most names that are told of one kind.
pub const MOST: usize = 8;
/// Days ahead in which the next decision is looked for.
const AHEAD: i32 = 120;

/// What happened lately, and what comes next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recent {
    /// Who became a customer.
    pub came: Vec<Happened>,
    /// Who renewed; saved: after they had given notice.
    pub kept: Vec<Happened>,
    /// Who was lost.
    pub lost: Vec<Happened>,
    /// Who decides next, and by when; none: nobody within four months.
    pub next: Option<(String, Day)>,
}

impl Book {
    /// Who came, renewed and was lost in the last [`LATELY`] days, and who decides next.
    pub fn recent(&self) -> Result<Recent> {
        let today = self.today();
        let from = today.plus(-LATELY);
        let deciding = self.store.lines_deciding(today, today.plus(AHEAD), today)?;
        let first = deciding.into_iter().find(|line| line.outcome.is_none() && line.decision_on >= today);
        let next = first
            .map(|line| Ok::<_, Problem>((self.get::<Account>(line.account)?.name, line.decision_on)))
            .transpose()?;
        Ok(Recent {
            came: self.store.came_lately(from, today, MOST)?,
            kept: self.store.renewed_lately(from, today, MOST)?,
            lost: self.store.lost_lately(from, today, MOST)?,
            next,
        })
    }
}

impl Recent {
    /// The wins, of equal size: new ones, renewals, saves; the latest first.
    pub fn wins(&self, today: Day) -> Vec<String> {
        let came = self.came.iter().map(|one| (one.on, format!("new: {}", one.name)));
        let kept = self.kept.iter().map(|one| {
            let what = if one.saved { "saved" } else { "renewed" };
            (one.on, format!("{what}: {}", one.name))
        });
        let mut wins: Vec<(Day, String)> = came.chain(kept).collect();
        wins.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
        wins.into_iter().map(|(on, words)| format!("✓ {} {words}", written(on, today))).collect()
    }

    /// The three questions with their answers.
    pub fn answers(&self, today: Day) -> [(&'static str, String); 3] {
        let names = |list: &[Happened], nobody: &str| {
            if list.is_empty() {
                return format!("{nobody} in {LATELY} days");
            }
            list.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join(", ")
        };
        let next = self.next.as_ref().map_or_else(
            || format!("no notice deadline within {AHEAD} days"),
            |(name, on)| format!("{name}: notice deadline {}", written(*on, today)),
        );
        [
            ("Who renewed?", names(&self.kept, "no renewal")),
            ("Who churned?", names(&self.lost, "nobody")),
            ("Who is next?", next),
        ]
    }
}
