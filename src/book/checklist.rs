//! The checklist of an account: what they were given, and that they said it arrived.

use super::Book;
use crate::domain::account::Account;
use crate::domain::checklist::{ChecklistItem, ChecklistLine, lines};
use crate::domain::id::Id;
use crate::domain::problem::Result;

impl Book {
    /// Every item of the checklist as an account got it, in the order of the checklist.
    pub fn checklist_of(&self, account: Id<Account>) -> Result<Vec<ChecklistLine>> {
        let records: Vec<ChecklistItem> = self.of_account(account)?;
        Ok(lines(self.checklist(), records))
    }
}
