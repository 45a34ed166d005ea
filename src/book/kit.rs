//! The kit of an account: what they were given, and that they said it arrived.

use super::Book;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::kit::{KitItem, KitLine, lines};
use crate::domain::problem::Result;

impl Book {
    /// Every item of the kit as an account got it, in the order of the kit.
    pub fn kit_of(&self, account: Id<Account>) -> Result<Vec<KitLine>> {
        let records: Vec<KitItem> = self.of_account(account)?;
        Ok(lines(self.kit(), records))
    }
}
