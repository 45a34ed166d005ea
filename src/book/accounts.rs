//! Lists of accounts, finding one by what a person calls it, and acting on many.

use super::moves::enter_stage;
use super::op::Op;
use super::{Book, RosterLine, SortBy};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::filter::Filter;
use crate::domain::id::Id;
use crate::domain::me::Me;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::text::fit;
use crate::store::Outcome;

impl Book {
    /// The accounts that pass `filter`, sorted. Draw only the lines that are seen, with [`super::Roster::at`].
    pub fn accounts(&mut self, filter: &Filter, by: SortBy) -> Result<Vec<RosterLine>> {
        let today = self.today();
        Ok(self.roster()?.select(filter, by, today))
    }

    /// Of each of these accounts whether it passes; of those that are nobody's, no. A list that says itself which accounts are
    /// in it has lost ones, too.
    pub fn passing(&mut self, filter: &Filter, accounts: &[Option<Id<Account>>]) -> Result<Vec<bool>> {
        let today = self.today();
        let roster = self.roster()?;
        let passes = |account: Id<Account>| {
            roster.line(account).and_then(|line| roster.at(line)).is_some_and(|one| filter.passes(&one, today))
        };
        Ok(accounts.iter().map(|account| account.is_some_and(passes)).collect())
    }

    /// The filter that these words say, of the stages and people that this book has.
    pub fn filter(&self, words: &str) -> Result<Filter> {
        let filter = Filter::parse(words)?.with_me(&self.rule::<Me>().name)?;
        if filter.is_empty() {
            return Ok(filter);
        }
        let members = self.all::<Member>()?;
        let knows = |owner: &str| members.iter().any(|one| one.name.to_lowercase().contains(owner));
        filter.within(self.stages(), knows, |term| self.of_which_holds(term))
    }

    /// The one account that `words` mean: its external id, its name, or enough of its name.
    pub fn account_called(&self, words: &str) -> Result<Account> {
        if let Some(account) =
            crate::domain::id::decode(words).and_then(|raw| self.store.get(Id::new(raw)).ok().flatten())
        {
            return Ok(account);
        }
        let exact: Vec<Account> = self.store.named(words)?;
        let mut found: Vec<(Id<Account>, String)> = exact.into_iter().map(|one| (one.id, one.name)).collect();
        if found.is_empty() {
            found = self.store.accounts_named(words, 6)?;
        }
        match found.as_slice() {
            [(id, _)] => self.get(*id),
            [] => Err(Problem::not_found(format!(
                "No account is called “{}”; “mainstay accounts” lists them.",
                fit(words, 60)
            ))),
            several => {
                let names: Vec<_> = several.iter().take(5).map(|(_, name)| fit(name, 40)).collect();
                Err(Problem::new(
                    ProblemKind::Ambiguous,
                    format!("“{}” may mean {}; write more of the name.", fit(words, 40), names.join(" or ")),
                ))
            }
        }
    }

    /// The account whose id, external id or whole name `words` are, if there is exactly one.
    pub fn account_exactly(&self, words: &str) -> Result<Option<Account>> {
        if let Some(account) = crate::domain::id::decode(words).and_then(|raw| self.get(Id::new(raw)).ok()) {
            return Ok(Some(account));
        }
        let mut named: Vec<Account> = self.store.named(words)?;
        Ok(if named.len() == 1 { named.pop() } else { None })
    }

    /// Moves accounts to another stage on the day `on`, as one operation.
    pub fn move_to_stage(&mut self, accounts: &[Id<Account>], stage: &str, on: Day) -> Result<Outcome> {
        let stage = self.stages().read(stage)?.clone();
        if on > self.today() {
            return Err(Problem::field("on", format!("{on} is in the future; a move is dated today or before.")));
        }
        let ((), outcome) = self.edit(Op::MoveStage, |edit| {
            let mut moved = Vec::new();
            for id in accounts {
                let mut account = edit.get(*id)?;
                if account.stage == stage.key {
                    continue;
                }
                account.stage.clone_from(&stage.key);
                edit.put(&account)?;
                enter_stage(edit, *id, &stage.key, on)?;
                moved.push(account.name);
            }
            edit.summary(match moved.as_slice() {
                [] => format!("nothing to move: all are in {} already", stage.name),
                [one] => format!("{one} to {}", stage.name),
                many => format!("{} accounts to {}", many.len(), stage.name),
            });
            Ok(())
        })?;
        Ok(outcome)
    }

    /// Gives accounts these tags and takes those away, as one operation.
    pub fn tag(&mut self, accounts: &[Id<Account>], add: &[String], take: &[String]) -> Result<Outcome> {
        if add.iter().chain(take).all(String::is_empty) {
            return Err(Problem::field("tags", "Say which tags: word adds, -word removes."));
        }
        let ((), outcome) = self.edit(Op::Change, |edit| {
            let mut changed = Vec::new();
            for id in accounts {
                let mut account = edit.get(*id)?;
                let before = account.clone();
                for tag in take {
                    account.say(tag, false);
                }
                for tag in add.iter().filter(|tag| !tag.is_empty()) {
                    account.say(tag, true);
                }
                if account != before {
                    edit.put(&account)?;
                    changed.push(account.name);
                }
            }
            let said = add.iter().map(|tag| format!("#{tag}")).chain(take.iter().map(|tag| format!("not #{tag}")));
            let said = said.collect::<Vec<_>>().join(" ");
            edit.summary(match changed.as_slice() {
                [one] => format!("{one}: {said}"),
                many => format!("{} accounts: {said}", many.len()),
            });
            Ok(())
        })?;
        Ok(outcome)
    }
}
