//! Which touches were logged here, and which of them another program was given already.
//!
//! The journal knows by which operation a touch came. How far each program was given is no operation of anybody's: it stands
//! beside the content, so that undo does not take it back.

use super::{Store, set_meta};
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};

/// Runs of ids, each with how many it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs(Vec<(i64, i64)>);

impl Runs {
    /// Whether this id stands in one of them.
    pub fn contain(&self, id: i64) -> bool {
        let at = self.0.partition_point(|(first, _)| *first <= id);
        at.checked_sub(1).is_some_and(|at| id < self.0[at].0 + self.0[at].1)
    }
}

impl Store {
    /// The touches that came by an operation of this name.
    pub fn touches_by(&self, operation: &str) -> Result<Runs> {
        self.runs("o.name = ?2", operation)
    }

    /// The touches that came after this step.
    pub fn touches_after(&self, step: i64) -> Result<Runs> {
        self.runs("o.step > ?2", step)
    }

    fn runs(&self, which: &str, value: impl rusqlite::ToSql) -> Result<Runs> {
        let sql = format!(
            "SELECT c.id, c.count FROM change c JOIN op o ON o.step = c.step
            WHERE c.noun = ?1 AND c.before IS NULL AND {which} ORDER BY c.id"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map((Noun::Touches.word(), value), |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect::<rusqlite::Result<_>>().map(Runs).map_err(Problem::from)
    }

    /// The number of the highest step there is.
    pub fn highest_step(&self) -> Result<i64> {
        let sql = "SELECT coalesce(max(step), 0) FROM op";
        self.conn.query_row(sql, [], |row| row.get(0)).map_err(Problem::from)
    }

    /// Up to which step this program was given what was logged; none: never.
    pub fn given_up_to(&self, program: &str) -> Result<Option<i64>> {
        Ok(self.meta(&key(program))?.and_then(|step| step.parse().ok()))
    }

    /// Takes note up to which step this program was given what was logged.
    pub fn note_given(&mut self, program: &str, step: i64) -> Result<()> {
        let transaction = self.begin()?;
        set_meta(&transaction, &key(program), &step.to_string())?;
        transaction.commit().map_err(Problem::from)
    }
}

fn key(program: &str) -> String {
    format!("given_{program}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_holds_so_many_ids_from_its_first_on() {
        let runs = Runs(vec![(10, 2), (20, 1)]);
        let held: Vec<i64> = (8..24).filter(|id| runs.contain(*id)).collect();
        assert_eq!(held, [10, 11, 20]);
    }
}
