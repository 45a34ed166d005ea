//! What customers said, by the stage they were in that day.

use super::Store;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::said::{Quoted, Said};
use rusqlite::params;
use std::collections::HashMap;

/// What was said by the key of the stage.
pub type SaidByStage = HashMap<String, Said>;

/// A pulse, without its words.
struct Heard {
    account: i64,
    on: Day,
    score: u8,
    id: i64,
    has_words: bool,
}

const PULSES: &str = "SELECT account, \"on\", score, id, coalesce(trim(quote), '') <> '' FROM pulse
    WHERE \"on\" > ?1 AND \"on\" <= ?2";

const STAYS: &str = "SELECT account, stage, entered_on, left_on FROM stage_period
    WHERE entered_on <= ?2 AND (left_on IS NULL OR left_on > ?1)";

/// What whole accounts said when they were lost, with the stage they were lost from.
const LOSSES: &str = "SELECT s.stage, d.account, d.\"on\", d.quote FROM churn d
    JOIN account_summary s ON s.account = d.account AND s.lost_on = d.\"on\"
    WHERE d.contract IS NULL AND d.\"on\" > ?1 AND d.\"on\" <= ?2 AND trim(d.quote) <> ''
    ORDER BY d.\"on\" DESC, d.id DESC";

impl Store {
    /// What was said after `from`, up to and including `to`, by stage. The day of a move belongs to the stage one came into.
    pub fn said(&self, from: Day, to: Day) -> Result<SaidByStage> {
        let mut all = SaidByStage::new();
        self.hear_pulses(from, to, &mut all)?;
        self.hear_losses(from, to, &mut all)?;
        for quoted in all.values_mut().flat_map(|said| &mut said.quotes) {
            let mut statement = self.conn.prepare_cached("SELECT name FROM account WHERE id = ?1")?;
            quoted.name = statement.query_row([quoted.account.raw()], |row| row.get(0))?;
        }
        Ok(all)
    }

    /// Two walks through whole tables: to look each of very many pulses up in the stays takes ten times as long.
    fn hear_pulses(&self, from: Day, to: Day, all: &mut SaidByStage) -> Result<()> {
        let pulses = self.heard_between(from, to)?;
        let mut statement = self.conn.prepare_cached(STAYS)?;
        let mut rows = statement.query(params![from.number(), to.number()])?;
        while let Some(row) = rows.next()? {
            let (account, entered): (i64, i32) = (row.get(0)?, row.get(2)?);
            let left: Option<i32> = row.get(3)?;
            let first = pulses.partition_point(|one| one.account < account);
            let theirs = pulses[first..].iter().take_while(|one| one.account == account);
            let in_it = |one: &&Heard| one.on.number() >= entered && left.is_none_or(|left| one.on.number() < left);
            let stage = row.get_ref(1)?.as_str().unwrap_or_default();
            for one in theirs.filter(in_it) {
                self.hear(stage, one, all)?;
            }
        }
        Ok(())
    }

    /// The pulses of a period by account.
    fn heard_between(&self, from: Day, to: Day) -> Result<Vec<Heard>> {
        let mut statement = self.conn.prepare_cached(PULSES)?;
        let mut rows = statement.query(params![from.number(), to.number()])?;
        let mut pulses = Vec::new();
        while let Some(row) = rows.next()? {
            pulses.push(Heard {
                account: row.get(0)?,
                on: Day::from_number(row.get(1)?).unwrap_or(to),
                score: row.get(2)?,
                id: row.get(3)?,
                has_words: row.get(4)?,
            });
        }
        pulses.sort_by_key(|one| (one.account, one.on, one.id));
        Ok(pulses)
    }

    /// Counts a pulse; its words are read only where they are among the newest.
    fn hear(&self, stage: &str, one: &Heard, all: &mut SaidByStage) -> Result<()> {
        if !all.contains_key(stage) {
            all.insert(stage.to_owned(), Said::default());
        }
        let Some(said) = all.get_mut(stage) else { return Ok(()) };
        said.count(one.score);
        if one.has_words && said.wants(one.on) {
            let mut statement = self.conn.prepare_cached("SELECT quote FROM pulse WHERE id = ?1")?;
            let words = statement.query_row([one.id], |row| row.get(0))?;
            let (account, name, score) = (Id::new(one.account), String::new(), Some(one.score));
            said.quote(Quoted { on: one.on, account, name, score, words });
        }
        Ok(())
    }

    fn hear_losses(&self, from: Day, to: Day, all: &mut SaidByStage) -> Result<()> {
        let mut statement = self.conn.prepare_cached(LOSSES)?;
        let mut rows = statement.query(params![from.number(), to.number()])?;
        while let Some(row) = rows.next()? {
            let said = all.entry(row.get(0)?).or_default();
            let Some(on) = Day::from_number(row.get(2)?).filter(|on| said.wants(*on)) else { continue };
            let (account, name) = (Id::new(row.get(1)?), String::new());
            said.quote(Quoted { on, account, name, score: None, words: row.get(3)? });
        }
        Ok(())
    }
}
