//! A made-up book: realistic, with every kind of record, the same for the same seed.
//!
//! Each account tells a story (`story`) and lives it (`life`): it is signed, handed over, onboarded; moods rise and fall;
//! people leave; prices rise. There is a story for each signal of the score, and losses follow causes that stand in the
//! book before. Up to a hundred accounts it is the book of one rep, and she is “me”; larger ones are those of a company.

mod chance;
mod life;
mod people;
mod records;
mod said;
mod story;
mod words;
mod work;

use super::op::Op;
use super::{Book, Outcome, playbooks};
use crate::domain::problem::{Problem, Result};
use chance::Chance;
use people::{REP, Staff};
use records::Shared;
use said::Said;
use std::path::Path;

/// Which made-up book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipe {
    /// How many accounts; about a third of the first 72 are lost, of the next 72 a tenth, and so on.
    pub accounts: u32,
    /// The same seed gives the same book on the same day.
    pub seed: u64,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { accounts: 72, seed: 7 }
    }
}

/// From so many accounts on, lives are told in about ten touches, so that a large book stays a reasonable size.
const BRIEF_FROM: u32 = 2_000;
/// The most accounts a made-up book may have.
const MOST: u32 = 1_000_000;

impl Book {
    /// Writes a made-up book at `path`, where nothing may be yet, and opens it.
    pub fn make_up(path: &Path, recipe: Recipe, today: Option<crate::domain::day::Day>) -> Result<Self> {
        if recipe.accounts == 0 || recipe.accounts > MOST {
            return Err(Problem::input(format!("A made-up book has 1 to {MOST} accounts, not {}.", recipe.accounts)));
        }
        if path.exists() {
            let shown = path.to_string_lossy();
            return Err(Problem::input(format!("{shown} is there already; name a new file for the made-up book.")));
        }
        let mut book = Self::open(path, true, today)?;
        book.fill(recipe)?;
        book.store.set_meta("demo", &recipe.seed.to_string())?;
        // A newcomer's first u must not empty the book they look around in.
        book.store.set_undo_floor()?;
        Ok(book)
    }

    /// Writes a made-up book where nobody keeps anything; it is gone with the folder.
    pub fn make_up_aside(recipe: Recipe, today: Option<crate::domain::day::Day>) -> Result<(Self, tempfile::TempDir)> {
        let folder = tempfile::Builder::new()
            .prefix("mainstay-demo-")
            .tempdir()
            .map_err(|error| Problem::input(format!("No temporary folder could be made: {error}; use --save FILE.")))?;
        let book = Self::make_up(&folder.path().join("demo.db"), recipe, today)?;
        Ok((book, folder))
    }

    fn fill(&mut self, recipe: Recipe) -> Result<Outcome> {
        let ((), outcome) = self.edit(Op::MakeUp, |edit| {
            let mut chance = Chance::new(recipe.seed);
            let today = edit.today();
            let mut staff = Staff::hire(edit, &mut chance, recipe.accounts, today)?;
            records::company(edit, &mut chance, &mut staff, today)?;
            let (brief, mut accounts) = (recipe.accounts > BRIEF_FROM, Vec::new());
            let mut shared = Shared { staff: &staff, said: &mut Said::new(brief), brief, today };
            for number in 0..recipe.accounts {
                let part = 4 * u64::from(number);
                let life = life::Life::lead(&mut Chance::of(recipe.seed, part), number, today);
                let mut chance = Chance::of(recipe.seed, part + 1);
                accounts.push(records::account(edit, &mut chance, &mut shared, &life)?);
            }
            for (number, account) in accounts.into_iter().enumerate().filter(|_| !brief) {
                let mut chance = Chance::of(recipe.seed, 4 * number as u64 + 2);
                work::past_renewals(edit, &mut chance, &edit.rules().playbooks.list, account, today)?;
            }
            playbooks::follow(edit)?;
            // A rep keeps her own list short; of a company's some waits.
            work::work_off(edit, &mut chance, if recipe.accounts <= REP { 1.0 } else { 0.85 }, today)?;
            edit.summary(format!("{} made-up accounts, seed {}", recipe.accounts, recipe.seed));
            Ok(())
        })?;
        Ok(outcome)
    }
}
