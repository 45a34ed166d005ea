//! The best customers that hang on one of us, and what to do about each.

use super::departures::SuspectedContact;
use crate::book::Book;
use crate::book::op::Op;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::team::exposure::{Hold, Holding, Sizing};
use crate::domain::team::quick::Quick;
use crate::domain::team::thread::{Threads, effective_people, survival};
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
    /// How many of our team it rests on by their minutes; none: no minutes are known.
    pub effective: Option<f64>,
    /// Probability that one of those contacts is still there in twelve months.
    pub survival: f64,
    /// Team members who left them within twelve months.
    pub gone: u32,
    /// Whether we hold them to be loyal, and to be retainable; none: nobody has said.
    pub marks: Marks,
    /// What to do next, in words.
    pub step: String,
    /// Whether that stands on somebody's list already.
    pub is_planned: bool,
    /// What takes only minutes; none: several of our team share them.
    pub quick: Option<QuickWin>,
}

/// The quickest step about one exposed account.
#[derive(Debug, Clone, PartialEq)]
pub struct QuickWin {
    /// What to do, how, and how long it takes.
    pub quick: Quick,
    /// The action it became; none: it stands on nobody's list.
    pub planned: Option<Id<Action>>,
}

/// Two assumptions, kept apart: loyal customers can be lost, and disloyal ones kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// Loyal.
    pub loyal: Option<bool>,
    /// Retainable.
    pub retainable: Option<bool>,
}

impl Marks {
    /// Those of an account.
    pub fn of(account: &Account) -> Self {
        Self { loyal: account.loyal, retainable: account.retainable }
    }
}

/// The guided sizing and the accounts behind it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Exposure {
    /// How much rests on how few.
    pub sizing: Sizing,
    /// The top twenty percent: real risk first, then single, primary, unknown; the shared ones last.
    pub lines: Vec<Exposed>,
    /// Places among the lines: what can be done right now, quickest first, then in the order of the lines; what stands on a
    /// list already comes last.
    pub quick: Vec<usize>,
    /// Customers of two years and more, those first for whom nothing was done longest except selling.
    pub veterans: Vec<Veteran>,
    /// Whom of the account somebody should ask about: signs first, mere silence last.
    pub suspected_departures: Vec<SuspectedContact>,
}

impl Exposure {
    /// What can be done right now, in the order of [`Exposure::quick`].
    pub fn quick_wins(&self) -> impl Iterator<Item = (&Exposed, &QuickWin)> {
        self.quick.iter().filter_map(|at| self.quick_at(*at))
    }

    /// What can be done right now in one place of [`Exposure::quick`].
    pub fn quick_win(&self, place: usize) -> Option<(&Exposed, &QuickWin)> {
        self.quick_at(*self.quick.get(place)?)
    }

    fn quick_at(&self, line: usize) -> Option<(&Exposed, &QuickWin)> {
        let one = self.lines.get(line)?;
        Some((one, one.quick.as_ref()?))
    }
}

impl Book {
    /// Which of the best customers hang on one of us.
    pub fn exposure(&self) -> Result<Exposure> {
        let _reading = self.store.reading()?;
        let (today, points) = (self.today(), self.points());
        let sizing = self.sizing()?;
        let gone = self.store.ours_gone(today.plus_months_back(12), today)?;
        let mut lines = Vec::new();
        for top in self.store.tops(today)? {
            let holding = Holding::of(&top.facts, &top.score, points);
            let gone = gone.get(&top.account).copied().unwrap_or(0);
            lines.push(self.exposed(top, holding, gone)?);
        }
        lines.sort_by_key(rank);
        let veterans = self.store.veterans(today.plus_months_back(points.k1.veteran_months), today)?;
        let quick = quickest(&lines);
        Ok(Exposure { sizing, lines, quick, veterans, suspected_departures: self.suspected_departures()? })
    }

    /// How much of the best customers rests on how few, without the accounts behind it.
    pub fn sizing(&self) -> Result<Sizing> {
        let _reading = self.store.reading()?;
        let mut sizing = self.whole()?;
        self.store.each_top_held(|holding, value| sizing.add(&holding, value))?;
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
        let from = self.today().plus(-top.facts.practice.window);
        let (threads, minutes) = self.store.threads(top.account, from, self.today())?;
        let (step, is_planned, quick) = if holding.is_exposed() {
            let scene = self.scene(top.account, lead.map(|lead| lead.member))?;
            let (step, is_planned) = self.next_step(&scene)?;
            (step, is_planned, Some(self.quick_win(&scene, threads.contacts, from)?))
        } else {
            (String::new(), false, None)
        };
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
            marks: Marks { loyal: top.loyal, retainable: top.retainable },
            step,
            is_planned,
            quick,
        })
    }

    /// Says of accounts whether they are loyal, and whether they are retainable: two questions, answered apart.
    pub fn mark(&mut self, account: Id<Account>, marks: Marks) -> Result<Outcome> {
        let ((), outcome) = self.edit(Op::Change, |edit| {
            let mut account = edit.get(account)?;
            if Marks::of(&account) != marks {
                (account.loyal, account.retainable) = (marks.loyal, marks.retainable);
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
        Ok(Marks::of(&self.get(account)?))
    }
}

fn quickest(lines: &[Exposed]) -> Vec<usize> {
    let mut places: Vec<(usize, &QuickWin)> =
        lines.iter().enumerate().filter_map(|(at, one)| Some((at, one.quick.as_ref()?))).collect();
    // The lines stand in the order of their risk already, which keeps the real risks first among the equally quick ones.
    places.sort_by_key(|(_, win)| (win.planned.is_some(), win.quick.minutes));
    places.into_iter().map(|(at, _)| at).collect()
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
