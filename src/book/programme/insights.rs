//! Insights: a library of what is worth telling without selling, whom it was told, and who waits for one.

use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::insight::{Insight, InsightShare};
use crate::domain::insight_guard::sells;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::risk::points::Tier;

/// How many shares are listed.
pub const LISTED: usize = 100;

/// An insight of the library.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The insight.
    pub it: Insight,
    /// How often it was shared.
    pub shared: u64,
    /// Whether it is stale.
    pub expired: bool,
    /// What in it sells; none: nothing does.
    pub sells: Option<String>,
}

/// An insight as it was shared.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// The share.
    pub it: InsightShare,
    /// What was shared.
    pub title: String,
    /// The account, by name.
    pub account: String,
    /// With whom, by name; empty: nobody in particular.
    pub contact: String,
    /// By whom, by name.
    pub member: String,
    /// Whether the two are a counterparts.
    pub is_pair: bool,
}

/// The library with its shares.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Library {
    /// Insights, those that are not stale first, then the newest first.
    pub list: Vec<Known>,
    /// The newest shares first, at most [`LISTED`].
    pub shares: Vec<Shared>,
}

/// A team member and a contact who are each other's counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Of our team.
    pub member: Id<Member>,
    /// Of the contacts.
    pub contact: Id<Contact>,
    /// Both, by name: “Ana Ruiz ↔ Jane Doe”.
    pub words: String,
}

/// An account that no insight has reached within the cadence of its tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearer {
    /// The account.
    pub id: Id<Account>,
    /// Its name.
    pub name: String,
    /// How much it matters.
    pub tier: Tier,
    /// When the last one reached them; none: never.
    pub last: Option<Day>,
}

/// Who should hear an insight.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hearers {
    /// Accounts without one within their cadence, tier by tier, the most valuable first, at most [`LISTED`].
    pub waiting: Vec<Hearer>,
    /// Of each tier: accounts with one within its cadence, all accounts, the days of the cadence.
    pub coverage: Vec<(Tier, u64, u64, i32)>,
}

impl Book {
    /// The library and the newest shares.
    pub fn library(&self) -> Result<Library> {
        let today = self.today();
        let (products, times) = (self.store.products()?, self.store.times_shared()?);
        let all: Vec<Insight> = self.all()?;
        let known = |it: Insight| Known {
            shared: times.get(&it.id.raw()).copied().unwrap_or(0),
            expired: it.expires_on.is_some_and(|day| day < today),
            sells: sells(&it.title, &products).or_else(|| sells(&it.so_what, &products)),
            it,
        };
        let mut list: Vec<Known> = all.into_iter().map(known).collect();
        list.sort_by_key(|one| (one.expired, std::cmp::Reverse(one.it.on), one.it.id));
        let shares = self.store.shares(LISTED)?.into_iter().map(|it| self.shared(it)).collect::<Result<_>>()?;
        Ok(Library { list, shares })
    }

    /// The insights that reached an account, the newest first.
    pub fn shares_of(&self, account: Id<Account>) -> Result<Vec<Shared>> {
        let mut shares: Vec<InsightShare> = self.of_account(account)?;
        shares.sort_by_key(|it| (std::cmp::Reverse(it.on), it.id));
        shares.into_iter().map(|it| self.shared(it)).collect()
    }

    fn shared(&self, it: InsightShare) -> Result<Shared> {
        let assignments: Vec<Assignment> = self.of_account(it.account)?;
        let is_pair = it.contact.is_some()
            && it.member.is_some()
            && assignments
                .iter()
                .any(|assignment| assignment.counterpart == it.contact && assignment.member == it.member);
        Ok(Shared {
            title: self.get(it.insight)?.title,
            account: self.get(it.account)?.name,
            contact: it.contact.map(|id| self.get(id)).transpose()?.map(|one| one.name).unwrap_or_default(),
            member: it.member.map(|id| self.get(id)).transpose()?.map(|one| one.name).unwrap_or_default(),
            is_pair,
            it,
        })
    }

    /// What in this text sells: a product of the book, a price, a call to buy. None: nothing does.
    pub fn what_sells(&self, text: &str) -> Result<Option<String>> {
        Ok(sells(text, &self.store.products()?))
    }

    /// The counterparts of an account: assignments that are held, with the counterpart of the account.
    pub fn pairs(&self, account: Id<Account>) -> Result<Vec<Pair>> {
        let today = self.today();
        let assignments: Vec<Assignment> = self.of_account(account)?;
        let held = assignments.iter().filter(|assignment| assignment.is_held(today));
        let mut pairs = Vec::new();
        for (member, contact) in held.filter_map(|assignment| Some((assignment.member?, assignment.counterpart?))) {
            if !pairs.iter().any(|pair: &Pair| (pair.member, pair.contact) == (member, contact)) {
                let words = format!("{} ↔ {}", self.get(member)?.name, self.get(contact)?.name);
                pairs.push(Pair { member, contact, words });
            }
        }
        Ok(pairs)
    }

    /// The newest insight that is not stale and that an account has not heard.
    pub fn insight_not_heard(&self, account: Id<Account>) -> Result<Option<Insight>> {
        let (today, all): (Day, Vec<Insight>) = (self.today(), self.all()?);
        let heard: Vec<InsightShare> = self.of_account(account)?;
        let fits = |it: &Insight| {
            it.on <= today
                && it.expires_on.is_none_or(|day| day >= today)
                && !heard.iter().any(|share| share.insight == it.id)
        };
        Ok(all.into_iter().filter(fits).max_by_key(|it| (it.on, it.id)))
    }

    /// Who should hear an insight, by the cadence of each tier.
    pub fn hearers(&self) -> Result<Hearers> {
        let (today, last) = (self.today(), self.store.last_shares(self.today())?);
        let mut hearers = Hearers::default();
        let open = self.store.open_accounts()?;
        for tier in Tier::ALL.iter().copied() {
            let every = self.points().practice(tier).insight;
            let (mut heard, mut of) = (0, 0);
            for one in open.iter().filter(|one| one.tier == tier) {
                of += 1;
                let last = last.get(&one.id.raw()).copied();
                if last.is_some_and(|day| day.days_to(today) <= every) {
                    heard += 1;
                } else if hearers.waiting.len() < LISTED {
                    hearers.waiting.push(Hearer { id: one.id, name: one.name.clone(), tier, last });
                }
            }
            hearers.coverage.push((tier, heard, of, every));
        }
        Ok(hearers)
    }
}
