//! Company updates: five topics, who has heard what, what is planned, and where it is too much.

use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::contact_guard::{DAYS, Most, Reached};
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::risk::points::Tier;
use crate::domain::words::UpdateTopic;
use crate::store::programme::Open;
use std::collections::{BTreeMap, HashMap};

/// How many accounts, and how many messages, are listed.
pub const LISTED: usize = 60;
/// Days over which messages to single accounts are counted.
const RECENT: i32 = 365;
/// The key of the stage with which first use has begun.
const IN_USE: &str = "first-value";

/// One of the five topics.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicLine {
    /// The topic.
    pub topic: UpdateTopic,
    /// When it last went to everybody.
    pub to_all: Option<Day>,
    /// When it last went to a single account, within a year.
    pub to_one: Option<Day>,
    /// Accounts that were told of it singly, within a year.
    pub accounts: u64,
    /// When it is to go out next; it may be late.
    pub planned: Option<Day>,
    /// Who answers for the next one, else answered for the last; empty: nobody.
    pub who: String,
}

/// A message with the names in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The message.
    pub it: CompanyUpdate,
    /// To whom: an account, or everybody.
    pub to: String,
    /// Who answers for it.
    pub who: String,
}

/// An account, and when it last heard of us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listener {
    /// The account.
    pub id: Id<Account>,
    /// Its name.
    pub name: String,
    /// How much it matters.
    pub tier: Tier,
    /// When it last heard; none: never.
    pub last: Option<Day>,
}

/// A young account, and what it hears from the signature to first use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The account.
    pub id: Id<Account>,
    /// Its name.
    pub name: String,
    /// The key of its stage.
    pub stage: String,
    /// The day it signed.
    pub signed: Option<Day>,
    /// Messages since then.
    pub heard: u64,
    /// The next one that is planned, and what it says; none: nothing is.
    pub next: Option<(Day, String)>,
    /// How many are planned.
    pub planned: u64,
}

/// An account that hears from us more than twice the cadence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooMuch {
    /// The account.
    pub id: Id<Account>,
    /// Its name.
    pub name: String,
    /// How much it matters.
    pub tier: Tier,
    /// What reached it within [`DAYS`].
    pub reached: Reached,
    /// The most that is meant to.
    pub most: Most,
}

/// Who of one tier has heard something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// The tier.
    pub tier: Tier,
    /// Accounts that heard something since they signed, within 1.5 times the cadence.
    pub heard: u64,
    /// Accounts that should have: all but those that are too new.
    pub of: u64,
    /// Accounts that heard nothing since they signed, so lately that nothing is due yet.
    pub new: u64,
    /// Days of the cadence.
    pub every: i32,
}

/// Company updates.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CompanyUpdates {
    /// The five topics.
    pub topics: Vec<TopicLine>,
    /// How each tier was reached.
    pub coverage: Vec<Coverage>,
    /// Accounts that did not, tier by tier, the most valuable first, at most [`LISTED`].
    pub silent: Vec<Listener>,
    /// Young accounts, those with nothing planned first, at most [`LISTED`].
    pub starts: Vec<Start>,
    /// Young accounts, and those of them with nothing planned.
    pub starting: (u64, u64),
    /// What customers had not known, the newest first, at most [`LISTED`].
    pub gaps: Vec<Message>,
    /// What is planned and not confirmed, late ones among it, the first day first, at most [`LISTED`].
    pub planned: Vec<Message>,
    /// What went out, the newest first, at most [`LISTED`].
    pub sent: Vec<Message>,
    /// Accounts that hear too much, the most valuable first, at most [`LISTED`].
    pub too_much: Vec<TooMuch>,
    /// How many they are.
    pub too_many: u64,
}

impl CompanyUpdates {
    /// Accounts that heard something, and all accounts.
    pub fn heard(&self) -> (u64, u64) {
        self.coverage.iter().fold((0, 0), |(heard, of), tier| (heard + tier.heard, of + tier.of))
    }

    /// Accounts that signed so lately that nothing is due yet.
    pub fn too_new(&self) -> u64 {
        self.coverage.iter().map(|tier| tier.new).sum()
    }
}

/// When each topic was last told to one account, singly or with all.
pub type Told = Vec<(UpdateTopic, Option<Day>)>;

impl Book {
    /// Company updates over the whole book.
    pub fn updates(&self) -> Result<CompanyUpdates> {
        let today = self.today();
        let (all, some) = (self.store.updates_to_all()?, self.store.updates_to_some(today.plus(-RECENT))?);
        let open = self.store.open_accounts()?;
        let mut updates = CompanyUpdates {
            topics: UpdateTopic::ALL.iter().map(|topic| self.topic(*topic, &all, &some)).collect::<Result<_>>()?,
            gaps: self.messages(&self.store.not_known(LISTED)?)?,
            ..CompanyUpdates::default()
        };
        let both = || all.iter().chain(&some);
        let mut sent: Vec<&CompanyUpdate> = both().filter(|one| one.sent(today).is_some()).collect();
        sent.sort_by_key(|one| std::cmp::Reverse((one.sent(today), one.id)));
        updates.sent = self.messages(sent.into_iter().take(LISTED))?;
        let mut planned: Vec<&CompanyUpdate> = both().filter(|one| one.sent(today).is_none()).collect();
        planned.sort_by_key(|one| (one.on, one.id));
        updates.planned = self.messages(planned.iter().copied().take(LISTED))?;
        self.cover(&mut updates, &open, &all)?;
        self.starts(&mut updates, &open, &all, &some);
        self.guard(&mut updates, &open)?;
        Ok(updates)
    }

    fn topic(&self, topic: UpdateTopic, all: &[CompanyUpdate], some: &[CompanyUpdate]) -> Result<TopicLine> {
        let today = self.today();
        let of = |one: &&CompanyUpdate| one.topic == Some(topic);
        let last = |list: &[CompanyUpdate]| list.iter().filter(of).filter_map(|one| one.sent(today)).max();
        let both = || all.iter().chain(some).filter(of);
        let ahead = both().filter(|one| one.sent(today).is_none()).min_by_key(|one| one.on);
        let latest = both().filter(|one| one.sent(today).is_some()).max_by_key(|one| one.sent(today));
        let mut told: Vec<_> =
            some.iter().filter(of).filter(|one| one.sent(today).is_some()).filter_map(|one| one.account).collect();
        told.sort_unstable();
        told.dedup();
        let who = ahead.or(latest).and_then(|one| one.member);
        Ok(TopicLine {
            topic,
            to_all: last(all),
            to_one: last(some),
            accounts: told.len() as u64,
            planned: ahead.map(|one| one.on),
            who: who.map(|id| self.get(id)).transpose()?.map(|one| one.name).unwrap_or_default(),
        })
    }

    fn messages<'a>(&self, list: impl IntoIterator<Item = &'a CompanyUpdate>) -> Result<Vec<Message>> {
        let message = |it: &CompanyUpdate| {
            Ok(Message {
                to: it
                    .account
                    .map(|id| self.get(id))
                    .transpose()?
                    .map_or_else(|| "everybody".to_owned(), |one| one.name),
                who: it.member.map(|id| self.get(id)).transpose()?.map(|one| one.name).unwrap_or_default(),
                it: it.clone(),
            })
        };
        list.into_iter().map(message).collect()
    }

    /// Who heard something within 1.5 times the cadence: what risk rule T3 asks (METHOD §5.1).
    fn cover(&self, updates: &mut CompanyUpdates, open: &[Open], all: &[CompanyUpdate]) -> Result<()> {
        let today = self.today();
        let to_all = all.iter().filter_map(|one| one.sent(today)).max();
        let own = self.store.last_updates(today)?;
        for tier in Tier::ALL.iter().copied() {
            let every = self.points().practice(tier).news;
            let most = self.points().t3.over * f64::from(every);
            let (mut heard, mut of, mut new) = (0, 0, 0);
            for one in open.iter().filter(|one| one.tier == tier) {
                let last = own.get(&one.id.raw()).copied().max(to_all);
                // What everybody heard before they signed, they did not hear as customers.
                let since = |day: Day| one.since.is_none_or(|since| day >= since);
                let recent = |day: Day| f64::from(day.days_to(today)) <= most;
                if last.is_none_or(|day| !since(day)) && one.since.is_some_and(recent) {
                    new += 1;
                    continue;
                }
                of += 1;
                if last.is_some_and(recent) {
                    heard += 1;
                } else if updates.silent.len() < LISTED {
                    updates.silent.push(Listener { id: one.id, name: one.name.clone(), tier, last });
                }
            }
            updates.coverage.push(Coverage { tier, heard, of, new, every });
        }
        Ok(())
    }

    /// Accounts between the signature and first use, with what they have heard and what they will.
    fn starts(&self, updates: &mut CompanyUpdates, open: &[Open], all: &[CompanyUpdate], some: &[CompanyUpdate]) {
        let (today, stages) = (self.today(), self.stages());
        let in_use = stages.place(IN_USE).unwrap_or(3);
        let is_young = |one: &&Open| stages.place(&one.stage).is_some_and(|place| place < in_use);
        let mut by_account: HashMap<Id<Account>, Vec<&CompanyUpdate>> = HashMap::new();
        for one in some {
            if let Some(account) = one.account {
                by_account.entry(account).or_default().push(one);
            }
        }
        for one in open.iter().filter(is_young) {
            let mine = by_account.get(&one.id).map(Vec::as_slice).unwrap_or_default();
            let since = |on: Day| one.since.is_none_or(|since| on >= since);
            let heard =
                mine.iter().copied().chain(all).filter_map(|it| it.sent(today)).filter(|on| since(*on)).count() as u64;
            // What everybody hears is no answer to what comes next for them.
            let ahead = || mine.iter().copied().filter(|it| it.sent(today).is_none());
            let next = ahead().min_by_key(|it| it.on).map(|it| (it.on, it.title.clone()));
            updates.starting.0 += 1;
            updates.starting.1 += u64::from(next.is_none());
            let (id, name, stage) = (one.id, one.name.clone(), one.stage.clone());
            updates.starts.push(Start {
                id,
                name,
                stage,
                signed: one.since,
                heard,
                next,
                planned: ahead().count() as u64,
            });
        }
        updates.starts.sort_by_key(|one| (one.next.as_ref().map(|next| next.0), std::cmp::Reverse(one.signed)));
        updates.starts.truncate(LISTED);
    }

    fn guard(&self, updates: &mut CompanyUpdates, open: &[Open]) -> Result<()> {
        let today = self.today();
        let from = today.plus(-DAYS);
        let reached = self.store.reached(from, today, None)?;
        let most: BTreeMap<Tier, Most> =
            Tier::ALL.iter().map(|tier| (*tier, Most::of(self.points().practice(*tier)))).collect();
        for one in open {
            let got = reached.of(one.id);
            if most[&one.tier].is_exceeded(got) {
                updates.too_many += 1;
                if updates.too_much.len() < LISTED {
                    let (id, name, tier) = (one.id, one.name.clone(), one.tier);
                    updates.too_much.push(TooMuch { id, name, tier, reached: got, most: most[&tier] });
                }
            }
        }
        Ok(())
    }

    /// When each topic was last told to one account: singly, or with all.
    pub fn told(&self, account: Id<Account>) -> Result<Told> {
        let today = self.today();
        let mut mine: Vec<CompanyUpdate> = self.of_account(account)?;
        mine.extend(self.store.updates_to_all()?);
        // What everybody heard before they signed, they did not hear as customers.
        let signed = self.get(account)?.customer_since;
        let heard = |one: &CompanyUpdate| one.sent(today).filter(|on| signed.is_none_or(|signed| *on >= signed));
        let last = |topic| mine.iter().filter(|one| one.topic == Some(topic)).filter_map(heard).max();
        Ok(UpdateTopic::ALL.iter().map(|topic| (*topic, last(*topic))).collect())
    }

    /// Who answered for company updates last.
    pub fn updates_owner(&self) -> Result<Option<Id<crate::domain::member::Member>>> {
        Ok(self.store.updates_to_all()?.into_iter().find_map(|one| one.member))
    }

    /// Company updates to all, the newest first.
    pub fn updates_to_all(&self) -> Result<Vec<CompanyUpdate>> {
        self.store.updates_to_all()
    }
}
