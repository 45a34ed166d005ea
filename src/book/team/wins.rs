//! Never a solo act: who is named for each win, and what whoever helped was told of the deals that are open.

use super::told::Standing;
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use std::collections::BTreeSet;

pub use crate::store::wins::{Helper, Win, WinCount};

/// Days in which a win without a name is still asked about first.
pub const LATE: i32 = 90;
/// How many wins are listed.
const LISTED: usize = 500;
/// Days after which whoever helped hears again how an open deal stands.
const QUIET: i32 = 30;

/// Why whoever helped should hear how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TellWhy {
    /// They were never told.
    Never,
    /// A deal was won or lost, or the account changed its stage, on a day after they were told.
    Changed(Day),
    /// A deal is open and they have not heard of it for a month; the day they were told.
    Quiet(Day),
    /// They know; the day they were told.
    Known(Day),
}

impl TellWhy {
    /// Whether they should be told now.
    pub const fn is_due(self) -> bool {
        !matches!(self, TellWhy::Known(_))
    }

    const fn rank(self) -> u8 {
        match self {
            TellWhy::Changed(_) => 0,
            TellWhy::Never => 1,
            TellWhy::Quiet(_) => 2,
            TellWhy::Known(_) => 3,
        }
    }
}

/// What whoever helped with an account is told of its deals.
#[derive(Debug, Clone, PartialEq)]
pub struct Tell {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// Who helped in twelve months and is here, by name.
    pub helpers: Vec<String>,
    /// How its deals stand, in words.
    pub stands: String,
    /// What was told last, and when.
    pub told: Option<(Day, String)>,
    /// Why to tell it now.
    pub why: TellWhy,
}

impl Book {
    /// Wins of twelve months with who helped: those of the last [`LATE`] days for which nobody is named first, then the
    /// newest, and how many there are in all.
    pub fn wins(&self) -> Result<(Vec<Win>, WinCount)> {
        let today = self.today();
        let (from, late) = (today.plus_months_back(12), today.plus(-LATE));
        Ok((self.store.wins(from, today, late, LISTED)?, self.store.count_wins(from, today, late)?))
    }

    /// The accounts with deals under way or just closed in which somebody helped: what those know of it. Whoever should be
    /// told first stands first.
    pub fn tells(&self, contributions: &[Contribution]) -> Result<Vec<Tell>> {
        let (from, today) = (self.today().plus_months_back(12), self.today());
        let helped = contributions.iter().filter(|one| one.on > from && one.on <= today);
        let accounts: BTreeSet<Id<Account>> = helped.map(|one| one.account).collect();
        let mut tells = Vec::new();
        for account in accounts {
            tells.extend(self.tell(account)?);
        }
        tells.sort_by(|one, other| (one.why.rank(), &one.name).cmp(&(other.why.rank(), &other.name)));
        Ok(tells)
    }

    fn tell(&self, account: Id<Account>) -> Result<Option<Tell>> {
        let standing = self.deals_stand(account)?;
        if standing.deals.is_empty() || standing.helpers.is_empty() {
            return Ok(None);
        }
        let helpers = standing.helpers.iter().map(|one| Ok(self.get(*one)?.name)).collect::<Result<Vec<_>>>()?;
        let told = self.last_told(account)?;
        let why = self.why_tell(&standing, told.as_ref().map(|(day, _)| *day));
        let name = self.get(account)?.name;
        Ok(Some(Tell { account, name, helpers, stands: standing.words(), told, why }))
    }

    fn why_tell(&self, standing: &Standing, told: Option<Day>) -> TellWhy {
        let Some(told) = told else { return TellWhy::Never };
        let closed = standing.deals.iter().filter_map(|deal| deal.closed_on);
        let changed = closed.chain(standing.stage_since).filter(|day| *day > told && *day <= self.today()).max();
        match changed {
            Some(day) => TellWhy::Changed(day),
            None if standing.has_open() && told.days_to(self.today()) > QUIET => TellWhy::Quiet(told),
            None => TellWhy::Known(told),
        }
    }

    /// What was told last of an account, and when.
    fn last_told(&self, account: Id<Account>) -> Result<Option<(Day, String)>> {
        let actions: Vec<Action> = self.of_account(account)?;
        let told = actions.iter().filter(|one| one.is_told());
        let last = told.max_by_key(|one| (one.done_on, one.id));
        Ok(last.and_then(|one| Some((one.done_on?, one.reason.clone().unwrap_or_default()))))
    }
}
