//! The open work of a team member, read within an operation.

use super::journal::Edit;
use super::record;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::{Problem, Result};

impl Edit<'_> {
    /// The accounts at which a team member still has something open: an action, a commitment, a contract line, a deal, a goal, a
    /// watch.
    pub fn open_work_of(&self, member: Id<Member>) -> Result<Vec<Id<Account>>> {
        let sql = "SELECT account FROM action WHERE owner = ?1 AND outcome IS NULL AND account IS NOT NULL
            UNION SELECT account FROM commitment
                WHERE owner = ?1 AND kept_on IS NULL AND broken_on IS NULL AND account IS NOT NULL
            UNION SELECT account FROM contract WHERE owner = ?1 AND outcome IS NULL
            UNION SELECT account FROM opportunity WHERE owner = ?1 AND state = 'open'
            UNION SELECT p.account FROM goal g JOIN plan p ON p.id = g.plan
                WHERE g.our_owner = ?1 AND g.met_on IS NULL
            UNION SELECT account FROM watch WHERE member = ?1 OR cover = ?1
            ORDER BY 1";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([member.raw()], |row| row.get(0).map(Id::new))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The goals of a plan.
    pub fn goals_of(&self, plan: Id<Plan>) -> Result<Vec<Goal>> {
        record::select(self.conn(), "WHERE plan = ?1 ORDER BY id", [plan.raw()])
    }
}
