//! What accounts said of themselves before: their own value and whether they are strategic, by the journal.
//!
//! The record of an account holds what it says today. What it said on a day of the past is the image that the first
//! operation after that day kept; before the operation that made it, nobody knew anything of it, unless the record itself
//! says since when it is known.

use super::filter::Filter;
use super::rates::Rates;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::metrics::Amount;
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::record::of_image;
use crate::domain::risk::history::SaidOfItself;
use rusqlite::{Connection, Row, params};
use std::collections::HashMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Said {
    value: Option<i64>,
    currency: Currency,
    strategic: bool,
    since: Option<Day>,
}

/// What accounts said before; of those that always said what they say today there is nothing here.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// By account: until which day it said what, the earliest first.
    changed: HashMap<i64, Vec<(Day, Said)>>,
    /// The first id of a run of new accounts, how many there are, and the day on which they came, by their ids.
    made: Vec<(i64, i64, Day)>,
}

const LATER: &str = "SELECT EXISTS (SELECT 1 FROM op WHERE at >= ?1)";

const CHANGES: &str = "SELECT c.id, c.count, substr(o.at, 1, 10), c.before FROM op o JOIN change c ON c.step = o.step
    WHERE o.state = 0 AND o.at >= ?1 AND c.noun = ?2 ORDER BY c.step, c.seq";

impl Stated {
    /// Reads what accounts said on days from `earliest` on.
    pub(super) fn read(conn: &Connection, filter: Filter, earliest: Day) -> Result<Self> {
        let after = earliest.plus(1).to_string();
        let mut all = Self::default();
        // Most often nothing was written later than the day that is asked of.
        if !conn.prepare_cached(LATER)?.query_row([&after], |row| row.get(0))? {
            return Ok(all);
        }
        let mut statement = conn.prepare_cached(CHANGES)?;
        let mut rows = statement.query(params![after, Noun::Accounts.word()])?;
        while let Some(row) = rows.next()? {
            all.take(row, filter)?;
        }
        all.made.sort_unstable_by_key(|(first, _, _)| *first);
        Ok(all)
    }

    fn take(&mut self, row: &Row<'_>, filter: Filter) -> Result<()> {
        let (id, count): (i64, i64) = (row.get(0)?, row.get(1)?);
        let Ok(on) = Day::parse(row.get_ref(2)?.as_str().unwrap_or_default()) else { return Ok(()) };
        let Some(image) = row.get::<_, Option<String>>(3)? else {
            self.made.push((id, count, on));
            return Ok(());
        };
        if !filter.holds(id) {
            return Ok(());
        }
        let account: Account = of_image(&image, &|_| Ok(None))?;
        let Account { value, currency, strategic, customer_since: since, .. } = account;
        let list = self.changed.entry(id).or_default();
        // Of several changes on one day the first one tells how it was before.
        if list.last().is_none_or(|(until, _)| *until < on) {
            list.push((on, Said { value, currency, strategic, since }));
        }
        Ok(())
    }

    /// What the account said before, the earliest first. `known`: the day since which the book knows of it, where its record
    /// says one.
    pub(super) fn of(&self, account: i64, known: Option<Day>, rates: &Rates) -> Vec<SaidOfItself> {
        let at = self.made.partition_point(|(first, _, _)| *first <= account);
        let run = at.checked_sub(1).and_then(|at| self.made.get(at));
        let made = run.filter(|(first, count, _)| account - first < *count).map(|(_, _, on)| *on);
        let begins = made.map(|made| known.map_or(made, |known| known.min(made)));
        let nothing = |until| SaidOfItself { until, own: Amount::Unknown, strategic: false, since: None };
        let unknown = begins.map(nothing);
        let said = self.changed.get(&account).into_iter().flatten().map(|(until, said)| SaidOfItself {
            until: *until,
            own: rates.amount(said.value, said.currency),
            strategic: said.strategic,
            since: Some(said.since),
        });
        unknown.into_iter().chain(said).collect()
    }
}
