//! Scores worked out afresh for a day, with every line of them.

use super::Store;
use super::account_summary::{kept_bounds, parts};
use super::filter::Filter;
use super::history_loader::HistoryLoader;
use super::scoring_context::ScoringContext;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::risk::facts::Facts;
use crate::domain::risk::score::{Score, SignalLine};

impl Store {
    /// The facts and the score of one account on `day`, with every line of it, worked out afresh.
    pub fn score(&self, account: Id<Account>, day: Day) -> Result<Option<Explained>> {
        let frame = self.frame(day)?;
        Ok(explain(&frame, &frame.loader(Filter::one(account), day, None)?).pop())
    }

    /// The scores of these accounts on `day`, in their order; accounts that are gone are left out.
    pub fn scores(&self, accounts: &[Id<Account>], day: Day) -> Result<Vec<Explained>> {
        let frame = self.frame(day)?;
        let mut scores = Vec::with_capacity(accounts.len());
        for account in accounts {
            scores.extend(explain(&frame, &frame.loader(Filter::one(*account), day, None)?));
        }
        Ok(scores)
    }

    /// Hands the scores of every account that is a customer on `day` to `take`, in no order: of a large book part by part, for
    /// explained they take more room than the book.
    pub fn each_score(&self, day: Day, mut take: impl FnMut(Explained) -> Result<()>) -> Result<()> {
        let frame = self.frame(day)?;
        for part in parts(&self.conn)? {
            let mut loader = frame.loader(part, day, self.beside())?;
            loader.list.retain(|one| one.history.is_open(day));
            explain(&frame, &loader).into_iter().try_for_each(&mut take)?;
        }
        Ok(())
    }

    /// The score of one account on each of `days`, ascending; `None` before it was a customer.
    pub fn score_over(&self, account: Id<Account>, days: &[Day]) -> Result<Vec<Option<Score>>> {
        let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(Vec::new()) };
        let frame = self.frame(*last)?;
        let loader = frame.loader(Filter::one(account), *first, None)?;
        let Some(entry) = loader.list.first() else { return Ok(Vec::new()) };
        let (points, company) = (self.points(), frame.company());
        let tier = frame.score(entry).0.tier;
        let known = |day: &Day| entry.history.observed_from().is_none_or(|from| from <= *day);
        let score = |day: &Day| Score::of(&entry.history.facts(*day, tier, points, company), points);
        Ok(days.iter().map(|day| known(day).then(|| score(day))).collect())
    }

    pub(super) fn frame(&self, day: Day) -> Result<ScoringContext<'_>> {
        ScoringContext::new(&self.conn, &self.rules, day, kept_bounds(&self.conn)?)
    }
}

/// A score with the facts it was read from and every line of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// Whose.
    pub account: Id<Account>,
    /// What was known.
    pub facts: Facts,
    /// The score.
    pub score: Score,
    /// Every line, most points first.
    pub lines: Vec<SignalLine>,
    /// What the account is worth a year, in minor units of the book's currency.
    pub value: Option<i64>,
}

fn explain(frame: &ScoringContext<'_>, loader: &HistoryLoader) -> Vec<Explained> {
    let points = &frame.rules.points;
    let explained = loader.list.iter().map(|entry| {
        let (facts, score) = frame.score(entry);
        let lines = score.lines(&facts, points, frame);
        Explained { account: entry.account, lines, value: entry.history.value_at_stake(frame.today), facts, score }
    });
    explained.collect()
}
