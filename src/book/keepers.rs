//! Who is named to answer for keeping an account.

use super::op::Op;
use super::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::role::Duty;

impl Book {
    /// Gives the duty of keeping an account to these members, and takes it from whoever had it else. Who is not on the
    /// account team yet is refused: a name without a role answers for nothing.
    pub fn name_keepers(&mut self, account: Id<Account>, members: &[Id<Member>]) -> Result<Outcome> {
        let today = self.today();
        let mut all: Vec<Assignment> = self.of_account(account)?;
        all.retain(|one| one.is_held(today));
        for member in members {
            if !all.iter().any(|one| one.member == Some(*member)) {
                let name = self.get(*member)?.name;
                let sentence = format!("{name} has no role there yet; assign one first, with : new assignment.");
                return Err(Problem::field("owners", sentence));
            }
        }
        let (name, names) = (self.get(account)?.name, members.iter().map(|one| Ok(self.get(*one)?.name)));
        let names: Vec<String> = names.collect::<Result<_>>()?;
        let ((), outcome) = self.edit(Op::Change, |edit| {
            let mut given = Vec::new();
            for mut one in all {
                let Some(member) = one.member else { continue };
                // One of several roles of one member says it.
                let keeps = members.contains(&member) && !given.contains(&member);
                if keeps {
                    given.push(member);
                }
                if one.duty.contains(&Duty::Keep) == keeps {
                    continue;
                }
                one.duty.retain(|duty| *duty != Duty::Keep);
                one.duty.extend(keeps.then_some(Duty::Keep));
                one.check()?;
                edit.put(&one)?;
            }
            let named = if names.is_empty() { "nobody by name".to_owned() } else { names.join(", ") };
            edit.summary(format!("owners of retention of {name}: {named}"));
            Ok(())
        })?;
        Ok(outcome)
    }
}
