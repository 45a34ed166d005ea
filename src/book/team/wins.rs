//! Never a solo act: who is named for each win, and what whoever helped was told of the deals that are open.

use super::told::Standing;
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::words::ContributionKind;
use std::collections::{BTreeSet, HashMap};

pub use crate::store::wins::{DEEDS, Helper, Win, WinCount, WinKind, WinOf};

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
        let mut wins = self.store.wins(from, today)?;
        let names: HashMap<Id<Member>, String> =
            self.all::<Member>()?.into_iter().map(|one| (one.id, one.name)).collect();
        for it in self.store.contributions_to_wins(from, today)? {
            let Some(win) = belongs_to(&it, &wins).and_then(|at| wins.get_mut(at)) else { continue };
            let thanked = it.thanked_on.is_some();
            if let Some(helper) = win.helpers.iter_mut().find(|helper| helper.member == it.member) {
                helper.thanked &= thanked;
            } else {
                let name = names.get(&it.member).cloned().unwrap_or_default();
                win.helpers.push(Helper { member: it.member, name, thanked });
            }
        }
        let is_nameless = |win: &Win| win.helpers.is_empty() && win.on > late;
        let count =
            WinCount { all: wins.len() as u64, nameless: wins.iter().filter(|win| is_nameless(win)).count() as u64 };
        wins.sort_by_key(|win| !is_nameless(win));
        wins.truncate(LISTED);
        Ok((wins, count))
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

/// The place of the win that a contribution belongs to: the record it names; of older ones, which name none, the nearest win of
/// the account that it may be for. One contribution counts for one win.
fn belongs_to(it: &Contribution, wins: &[Win]) -> Option<usize> {
    let named = match (it.contract, it.opportunity) {
        (Some(contract), _) => Some(WinOf::Contract(contract)),
        (None, Some(opportunity)) => Some(WinOf::Opportunity(opportunity)),
        (None, None) => None,
    };
    if let Some(named) = named {
        return wins.iter().position(|win| win.of == named);
    }
    let (before, after) = DEEDS;
    let fits = |win: &Win| win.account == it.account && (-after..=before).contains(&it.on.days_to(win.on));
    let is_other = |win: &Win| (win.kind == WinKind::Saved) != (it.kind == ContributionKind::Save);
    let fitting = wins.iter().enumerate().filter(|(_, win)| fits(win));
    fitting.min_by_key(|(_, win)| (is_other(win), it.on.days_to(win.on).abs())).map(|(at, _)| at)
}
