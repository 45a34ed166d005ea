//! What hangs on an account: removed with it, each record with its before-image, so that undo brings all of it back.

use super::error::Told;
use super::journal::Edit;
use super::record::Record;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::commitment::Commitment;
use crate::domain::communication::Communication;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::defection::Defection;
use crate::domain::deferral::Deferral;
use crate::domain::event::Event;
use crate::domain::handoff::Handoff;
use crate::domain::hint::Hint;
use crate::domain::id::Id;
use crate::domain::insight::Share;
use crate::domain::invoice::Invoice;
use crate::domain::issue::Issue;
use crate::domain::kit::KitItem;
use crate::domain::noun::Noun;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::referral::Referral;
use crate::domain::seat::Seat;
use crate::domain::stage_entry::StageEntry;
use crate::domain::story::Story;
use crate::domain::touch::Touch;
use crate::domain::watch::Watch;

impl Edit<'_> {
    /// Removes everything that belongs to an account, but not the account.
    pub fn remove_dependents(&mut self, account: Id<Account>) -> Result<()> {
        for plan in self.ids::<Plan>("account", account.raw())? {
            self.remove_all::<Goal>("plan", plan.raw())?;
        }
        for promise in self.ids::<Commitment>("account", account.raw())? {
            self.remove_all::<Agreement>("commitment", promise.raw())?;
        }
        let by_account: [fn(&mut Self, i64) -> Result<()>; 23] = [
            |edit, id| edit.remove_all::<Plan>("account", id),
            |edit, id| edit.remove_all::<Defection>("account", id),
            |edit, id| edit.remove_all::<Contract>("account", id),
            |edit, id| edit.remove_all::<Touch>("account", id),
            |edit, id| edit.remove_all::<Pulse>("account", id),
            |edit, id| edit.remove_all::<Issue>("account", id),
            |edit, id| edit.remove_all::<Event>("account", id),
            |edit, id| edit.remove_all::<StageEntry>("account", id),
            |edit, id| edit.remove_all::<Action>("account", id),
            |edit, id| edit.remove_all::<Handoff>("account", id),
            |edit, id| edit.remove_all::<KitItem>("account", id),
            |edit, id| edit.remove_all::<Commitment>("account", id),
            |edit, id| edit.remove_all::<Communication>("account", id),
            |edit, id| edit.remove_all::<Share>("account", id),
            |edit, id| edit.remove_all::<Referral>("account", id),
            |edit, id| edit.remove_all::<Opportunity>("account", id),
            |edit, id| edit.remove_all::<Contribution>("account", id),
            |edit, id| edit.remove_all::<Invoice>("account", id),
            |edit, id| edit.remove_all::<Story>("account", id),
            |edit, id| edit.remove_all::<Watch>("account", id),
            |edit, id| edit.remove_all::<Hint>("account", id),
            |edit, id| edit.remove_all::<Deferral>("account", id),
            |edit, id| edit.remove_all::<Seat>("account", id),
        ];
        by_account.iter().try_for_each(|remove| remove(self, account.raw()))?;
        self.remove_all::<Contact>("account", account.raw())
    }

    /// Removes what hangs on a record that is no account: who agreed to an action, with whom an insight was shared.
    pub fn remove_hanging(&mut self, noun: Noun, id: i64) -> Result<()> {
        match noun {
            Noun::Commitments => self.remove_all::<Agreement>("commitment", id),
            Noun::Insights => self.remove_all::<Share>("insight", id),
            _ => Ok(()),
        }
    }

    fn remove_all<R: Record>(&mut self, column: &str, id: i64) -> Result<()> {
        self.ids::<R>(column, id)?.into_iter().try_for_each(|id| self.remove(id))
    }

    fn ids<R: Record>(&self, column: &str, id: i64) -> Result<Vec<Id<R>>> {
        let sql = format!("SELECT id FROM \"{}\" WHERE \"{column}\" = ?1 ORDER BY id", R::TABLE);
        let mut statement = self.conn().prepare_cached(&sql).told()?;
        let rows = statement.query_map([id], |row| row.get(0).map(Id::new)).told()?;
        rows.collect::<rusqlite::Result<_>>().told()
    }
}
