//! The best customers that hang on one of us, and what to do about each.

use super::doubts::Doubtful;
use crate::book::Book;
use crate::book::op::Op;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::day::{Day, spoken};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::role::OurRole;
use crate::domain::seat::Seat;
use crate::domain::team::exposure::{Hold, Holding, Sizing};
use crate::domain::team::thread::{Threads, effective_people, survival};
use crate::domain::words::Channel;
use crate::store::Outcome;
use crate::store::people::Top;
use std::cmp::Reverse;

pub use crate::store::people::Veteran;

/// One of the most valuable accounts, and how it is held.
#[derive(Debug, Clone, PartialEq)]
pub struct Exposed {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// Its key in the program it came from.
    pub external_id: Option<String>,
    /// A year of it, minor units of the book's currency.
    pub value: Option<i64>,
    /// How it is held.
    pub holding: Holding,
    /// Who does most; empty: nobody.
    pub who: String,
    /// Since when they do.
    pub since: Option<Day>,
    /// Why, in a sentence.
    pub sentence: String,
    /// Who of both sides holds it within the window.
    pub threads: Threads,
    /// How many of ours it rests on by their minutes; none: no minutes are known.
    pub effective: Option<f64>,
    /// Probability that one of those contacts is still there in twelve months.
    pub survival: f64,
    /// Ours who left them within twelve months.
    pub gone: u32,
    /// Whether we hold them to be loyal, and to be retainable; none: nobody has said.
    pub marks: Marks,
    /// What to do next, in words.
    pub step: String,
    /// Whether that stands on somebody's list already.
    pub is_planned: bool,
}

/// Two assumptions, kept apart: loyal customers can be lost, and disloyal ones kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// Loyal.
    pub loyal: Option<bool>,
    /// Retainable.
    pub retainable: Option<bool>,
}

/// The words of the two marks as tags.
const LOYAL: &str = "loyal";
const RETAINABLE: &str = "retainable";

impl Marks {
    /// Reads them from the tags of an account.
    pub fn of(tags: &[String]) -> Self {
        let mark = |word: &str| {
            let said = tags.iter().rev().find_map(|tag| tag.strip_prefix(word)?.strip_prefix(':'));
            said.and_then(|said| match said {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            })
        };
        Self { loyal: mark(LOYAL), retainable: mark(RETAINABLE) }
    }

    /// Lays them over the tags of an account.
    fn lay(self, tags: &mut Vec<String>) {
        for (word, mark) in [(LOYAL, self.loyal), (RETAINABLE, self.retainable)] {
            tags.retain(|tag| !tag.strip_prefix(word).is_some_and(|rest| rest == ":yes" || rest == ":no"));
            tags.extend(mark.map(|mark| format!("{word}:{}", if mark { "yes" } else { "no" })));
        }
    }
}

/// The guided sizing and the accounts behind it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Exposure {
    /// How much rests on how few.
    pub sizing: Sizing,
    /// The top twenty percent: real risk first, then single, primary, unknown; the shared ones last.
    pub lines: Vec<Exposed>,
    /// Customers of two years and more, those first for whom nothing was done longest except selling.
    pub veterans: Vec<Veteran>,
    /// Whom of theirs somebody should ask about: signs first, mere silence last.
    pub doubts: Vec<Doubtful>,
}

impl Book {
    /// Which of the best customers hang on one of us.
    pub fn exposure(&self) -> Result<Exposure> {
        let _reading = self.store.reading()?;
        let (today, points) = (self.today(), self.points());
        let mut sizing = self.whole()?;
        let gone = self.store.ours_gone(today.plus_months_back(12), today)?;
        let mut lines = Vec::new();
        for top in self.store.tops(today)? {
            let holding = Holding::of(&top.facts, &top.score, points);
            sizing.add(&holding, top.value);
            let gone = gone.get(&top.account).copied().unwrap_or(0);
            lines.push(self.exposed(top, holding, gone)?);
        }
        lines.sort_by_key(rank);
        let veterans = self.store.veterans(today.plus_months_back(points.k1.veteran_months), today)?;
        Ok(Exposure { sizing, lines, veterans, doubts: self.doubts()? })
    }

    /// How much of the best customers rests on how few, without the accounts behind it.
    pub fn sizing(&self) -> Result<Sizing> {
        let _reading = self.store.reading()?;
        let mut sizing = self.whole()?;
        for top in self.store.tops(self.today())? {
            sizing.add(&Holding::of(&top.facts, &top.score, self.points()), top.value);
        }
        Ok(sizing)
    }

    /// The whole book, of which the best customers are a part.
    fn whole(&self) -> Result<Sizing> {
        let tallies = self.store.tallies()?;
        Ok(Sizing {
            accounts: tallies.iter().map(|tally| tally.accounts).sum(),
            value: tallies.iter().map(|tally| tally.value).sum(),
            ..Sizing::default()
        })
    }

    fn exposed(&self, top: Top, holding: Holding, gone: u32) -> Result<Exposed> {
        let lead = top.facts.lead;
        let who = lead.map(|lead| self.store.get(lead.member)).transpose()?.flatten();
        let (step, is_planned) = if holding.is_exposed() {
            self.next_step(top.account, lead.map(|lead| lead.member))?
        } else {
            (String::new(), false)
        };
        let from = self.today().plus(-top.facts.practice.window);
        let (threads, minutes) = self.store.threads(top.account, from, self.today())?;
        let tags: Vec<String> = serde_json::from_str(&top.tags).unwrap_or_default();
        Ok(Exposed {
            account: top.account,
            name: top.name,
            external_id: top.external_id,
            value: top.value,
            holding,
            who: who.map(|member: Member| member.name).unwrap_or_default(),
            since: lead.map(|lead| lead.since),
            sentence: top.sentence,
            threads,
            effective: effective_people(&minutes),
            survival: survival(threads.contacts, self.points().team.contact_turnover),
            gone,
            marks: Marks::of(&tags),
            step,
            is_planned,
        })
    }

    /// What to do next about an exposed account: what is on a list for it, else whom to bring in.
    fn next_step(&self, account: Id<Account>, holder: Option<Id<Member>>) -> Result<(String, bool)> {
        let today = self.today();
        let mut actions: Vec<Action> = self.of_account(account)?;
        actions.retain(|one| one.outcome.is_none());
        if let Some(next) = actions.iter().min_by_key(|one| (one.due.is_none(), one.due, one.id)) {
            let due = next.due.map_or_else(String::new, |due| format!(", {}", spoken(due, today)));
            return Ok((format!("{}{due}", next.title), true));
        }
        Ok((self.proposed(account, holder)?, false))
    }

    /// Whom to bring in: the first who holds a seat, does not lead and is not the `holder`, on whom they hang, the roles in
    /// their order; else that one is missing.
    fn proposed(&self, account: Id<Account>, holder: Option<Id<Member>>) -> Result<String> {
        const FIRST: [OurRole; 3] = [OurRole::Service, OurRole::ExecutiveSponsor, OurRole::Technical];
        let (today, lead) = (self.today(), self.lead(account)?);
        let seats: Vec<Seat> = self.of_account(account)?;
        let here = |seat: &&Seat| {
            seat.until.is_none_or(|until| until >= today)
                && seat.member.is_some_and(|member| Some(member) != lead && Some(member) != holder)
        };
        let place = |seat: &&Seat| FIRST.iter().position(|role| *role == seat.role).unwrap_or(FIRST.len());
        let mut second: Vec<&Seat> = seats.iter().filter(here).collect();
        second.sort_by_key(|seat| (place(seat), seat.id));
        match second.first().and_then(|seat| seat.member) {
            Some(member) => Ok(format!("Bring {} into the next meeting", self.get(member)?.name)),
            None => Ok("Name a second one of ours, for service, and introduce them".to_owned()),
        }
    }

    /// Puts the proposed step for an exposed account on today's list of its lead: the door is stopped today (capability D31).
    pub fn take_step(&mut self, account: Id<Account>) -> Result<Outcome> {
        let holder = self.store.top(account, self.today())?.and_then(|top| top.facts.lead).map(|lead| lead.member);
        let (step, is_planned) = self.next_step(account, holder)?;
        let name = self.get(account)?.name;
        if is_planned {
            return Err(Problem::input(format!("{name} has a next step already: {step}; a adds another.")));
        }
        let (owner, today) = (self.lead(account)?, self.today());
        let due = today;
        let reason = "Only one of ours holds them".to_owned();
        let ((), outcome) = self.edit(Op::Add, |edit| {
            let id = edit.mint()?;
            edit.put(&Action {
                id,
                external_id: None,
                account: Some(account),
                title: step.clone(),
                channel: Some(Channel::Meet),
                owner,
                due: Some(due),
                done_on: None,
                outcome: None,
                reason: Some(reason),
                playbook: None,
                minutes: None,
                known_on: None,
            })?;
            edit.summary(format!("{name}: {step}, {}", spoken(due, today)));
            Ok(())
        })?;
        Ok(outcome)
    }

    /// Says of accounts whether they are loyal, and whether they are retainable: two questions, answered apart.
    pub fn mark(&mut self, account: Id<Account>, marks: Marks) -> Result<Outcome> {
        let ((), outcome) = self.edit(Op::Change, |edit| {
            let mut account = edit.get(account)?;
            let before = account.tags.clone();
            marks.lay(&mut account.tags);
            if account.tags != before {
                edit.put(&account)?;
            }
            let said = |mark: Option<bool>| mark.map_or("unknown", |mark| if mark { "yes" } else { "no" });
            edit.summary(format!(
                "{}: loyal {}, retainable {}",
                account.name,
                said(marks.loyal),
                said(marks.retainable)
            ));
            Ok(())
        })?;
        Ok(outcome)
    }

    /// What is assumed of an account.
    pub fn marks(&self, account: Id<Account>) -> Result<Marks> {
        Ok(Marks::of(&self.get(account)?.tags))
    }
}

fn rank(one: &Exposed) -> (bool, u8, bool, Reverse<Option<i64>>, Id<Account>) {
    let class = match one.holding.hold {
        Some(Hold::Single) => 0,
        Some(Hold::Primary) => 1,
        None => 2,
        Some(Hold::Shared) => 3,
    };
    (!one.holding.real_risk, class, !one.holding.multi_year && class < 2, Reverse(one.value), one.account)
}
