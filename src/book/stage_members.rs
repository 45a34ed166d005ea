//! Who is in a stage: since when, what comes next, and what has waited too long.

use super::{Book, Ranked};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::gap::Gapped;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::risk::score::Band;
use crate::domain::stages::Stage;

/// Working days for which a hand-off may wait (METHOD §3, VP2).
const PATIENCE: i32 = 2;

/// An account of a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageMember {
    /// How it stands.
    pub standing: Ranked,
    /// Its band.
    pub band: Band,
    /// Whether it is in the stage for longer than that should take.
    pub is_stalled: bool,
    /// Working days for which its hand-off has waited; none: no hand-off waits too long.
    pub waits: Option<i32>,
    /// What comes next, and when.
    pub next: Option<(String, Option<Day>)>,
}

/// An account to which something is owed since the sale, by its name and value.
#[derive(Debug, Clone, PartialEq)]
pub struct GappedAccount {
    /// The account.
    pub account: Account,
    /// Its value in minor units of the book's currency.
    pub value: Option<i64>,
    /// What is owed.
    pub gapped: Gapped,
}

impl Book {
    /// One account of a stage.
    pub fn stage_member(&self, account: Id<Account>, stage: Option<&Stage>) -> Result<StageMember> {
        let (standing, today) = (self.standing(account)?, self.today());
        let is_stalled =
            standing.stage_since.is_some_and(|since| stage.is_some_and(|stage| stage.is_stalled(since, today)));
        let waits = self.open_handoff(account)?.map(|offer| self.waited(&offer)).filter(|days| *days > PATIENCE);
        let band = self.band_of(&standing);
        Ok(StageMember { next: self.next_at(account)?, standing, band, is_stalled, waits })
    }

    /// All accounts of the stage in this place of the lifecycle, longest first.
    pub fn stage_members(&self, place: usize) -> Result<Vec<StageMember>> {
        let Some(stage) = self.stages().list.get(place).cloned() else { return Ok(Vec::new()) };
        self.in_stage(&stage.key)?.into_iter().map(|account| self.stage_member(account, Some(&stage))).collect()
    }

    /// One account with gaps.
    pub fn gapped(&self, gapped: &Gapped) -> Result<GappedAccount> {
        let (account, value) = (self.get(gapped.account)?, self.standing(gapped.account)?.value);
        Ok(GappedAccount { account, value, gapped: gapped.clone() })
    }
}
