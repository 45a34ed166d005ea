//! The agenda of the monthly huddle, made from the book.

use crate::book::metrics::Metrics;
use crate::book::pipeline::Board;
use crate::book::team::inside::thanks_order;
use crate::book::{Book, Ranked};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::huddle::{Attrition, HEAT_DAYS, Heat, Voice, apart, heat};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::metrics::Period;
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::words::Topic;
use std::collections::HashMap;

/// Accounts that are talked about, each with one owner.
pub const ACCOUNTS: usize = 5;
/// Accounts seen differently, thanks and credit that are listed.
pub const LISTED: usize = 20;
/// Days over which wins and saves are credited.
const CREDIT: i32 = 31;
/// The longest a pulse holds.
const PULSES: i32 = 90;
/// How far down the ranking the five are looked for.
const REACH: usize = 200;

/// An account that two roles of the account see differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Apart {
    /// The account.
    pub id: Id<Account>,
    /// Its name.
    pub name: String,
    /// The lowest role.
    pub low: Voice,
    /// The highest.
    pub high: Voice,
}

/// One of the five accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Discussed {
    /// Its standing.
    pub standing: Ranked,
    /// Who answers for it; empty: nobody does.
    pub owner: String,
}

/// A low pulse that names topics.
#[derive(Debug, Clone, PartialEq)]
pub struct Low {
    /// What was said.
    pub voice: Voice,
    /// At which account, by name.
    pub account: String,
}

/// Somebody who helped, by name.
#[derive(Debug, Clone, PartialEq)]
pub struct Credit {
    /// The deed.
    pub it: Contribution,
    /// Who.
    pub who: String,
    /// For which account.
    pub account: String,
}

/// The agenda.
#[derive(Debug, Clone, PartialEq)]
pub struct Huddle {
    /// The month whose huddle it is, by its first day.
    pub month: Day,
    /// The last thirty days.
    pub recent: Metrics,
    /// The last twelve months.
    pub year: Metrics,
    /// The stages.
    pub board: Board,
    /// Accounts seen differently by role, the furthest apart first, at most [`LISTED`].
    pub apart: Vec<Apart>,
    /// How many they are.
    pub apart_count: u64,
    /// Five accounts: the most money at risk first; the highest scores where no money is known.
    pub accounts: Vec<Discussed>,
    /// Topics of the pulses of thirty days.
    pub heat: Vec<Heat>,
    /// Of these pulses, the low ones that name a topic, the lowest first.
    pub low: Vec<Low>,
    /// How many pulses these were.
    pub pulses: u64,
    /// Own people who left and came.
    pub attrition: Attrition,
    /// Who was not thanked yet, and who helped within a month, the newest first, at most [`LISTED`].
    pub credit: Vec<Credit>,
}

impl Huddle {
    /// Whose low pulses a topic came up in, a line each, at most [`LISTED`].
    pub fn said_low(&self, topic: Topic) -> Vec<String> {
        let mine = self.low.iter().filter(|one| one.voice.pulse.topics.contains(&topic));
        let line = |one: &Low| {
            let pulse = &one.voice.pulse;
            let who = if one.voice.name.is_empty() { "the account" } else { one.voice.name.as_str() };
            let quote = pulse.quote.as_ref().map_or_else(String::new, |quote| format!(": “{quote}”"));
            format!("{}/5  {}, {who}, {}{quote}", pulse.score, one.account, pulse.on)
        };
        mine.take(LISTED).map(line).collect()
    }
}

impl Book {
    /// The agenda of this month's huddle. Reads the whole book.
    pub fn huddle(&self) -> Result<Huddle> {
        let today = self.today();
        let (apart, heat, pulses) = self.voices()?;
        let mut attrition = Attrition::default();
        for one in self.all::<Member>()? {
            attrition.add(one.started_on, one.left_on, today);
        }
        Ok(Huddle {
            month: today.month_start(),
            recent: self.metrics(Period { from: today.plus(-29), to: today })?,
            year: self.metrics(Period::year_to(today))?,
            board: self.board()?,
            apart_count: apart.len() as u64,
            apart: apart.into_iter().take(LISTED).collect(),
            accounts: self.discussed()?,
            low: self.low_pulses()?,
            heat,
            pulses,
            attrition,
            credit: self.credit_lines()?,
        })
    }

    /// Accounts seen differently, and what pulses of thirty days were about.
    fn voices(&self) -> Result<(Vec<Apart>, Vec<Heat>, u64)> {
        let today = self.today();
        let pulses = self.store.pulses_between(today.plus(-PULSES), today)?;
        let recent = || pulses.iter().filter(|one| one.on > today.plus(-HEAT_DAYS));
        let (heat, count) = (heat(recent()), recent().count() as u64);
        let open: HashMap<Id<Account>, String> =
            self.store.open_accounts()?.into_iter().map(|one| (one.id, one.name)).collect();
        let mut all = Vec::new();
        for mine in pulses.chunk_by(|one, two| one.account == two.account) {
            let Some((id, name)) = mine.first().and_then(|one| open.get_key_value(&one.account)) else { continue };
            if spread(mine) < crate::domain::huddle::APART {
                continue;
            }
            let voices: Vec<Voice> = mine.iter().map(|one| self.store.voice(one.clone())).collect::<Result<_>>()?;
            if let Some((low, high)) = apart(&voices, today) {
                all.push(Apart { id: *id, name: name.clone(), low, high });
            }
        }
        all.sort_by_key(|one| (one.low.pulse.score + 5 - one.high.pulse.score, one.low.pulse.score));
        Ok((all, heat, count))
    }

    /// Whose pulses of thirty days were low, and about what.
    fn low_pulses(&self) -> Result<Vec<Low>> {
        let today = self.today();
        let mut pulses = self.store.pulses_between(today.plus(-HEAT_DAYS), today)?;
        pulses.retain(|one| one.is_low() && !one.topics.is_empty());
        pulses.sort_by_key(|one| (one.score, std::cmp::Reverse(one.on)));
        let low = |pulse: Pulse| Ok(Low { account: self.get(pulse.account)?.name, voice: self.store.voice(pulse)? });
        pulses.into_iter().map(low).collect()
    }

    fn discussed(&self) -> Result<Vec<Discussed>> {
        let mut ranked = self.store.ranked(self.today(), &self.odds(), REACH)?;
        ranked.sort_by_key(|one| std::cmp::Reverse((one.at_risk, one.score)));
        ranked.truncate(ACCOUNTS);
        let told = |standing: Ranked| {
            let lead = self.lead(standing.account)?.map(|id| self.get(id)).transpose()?;
            Ok(Discussed { owner: lead.map(|one| one.name).unwrap_or_default(), standing })
        };
        ranked.into_iter().map(told).collect()
    }

    fn credit_lines(&self) -> Result<Vec<Credit>> {
        let today = self.today();
        let mut all = self.store.credit(today.plus(-CREDIT), today)?;
        all.sort_by_key(thanks_order);
        let told =
            |it: Contribution| Ok(Credit { who: self.get(it.member)?.name, account: self.get(it.account)?.name, it });
        all.into_iter().take(LISTED).map(told).collect()
    }

    /// What was decided at huddles, the newest first.
    pub fn huddle_decisions(&self) -> Result<Vec<Action>> {
        self.store.huddle_actions()
    }
}

/// How far the readings of an account lie apart at most, whoever gave them.
fn spread(mine: &[Pulse]) -> u8 {
    let scores = || mine.iter().map(|one| one.score);
    scores().max().unwrap_or(0) - scores().min().unwrap_or(0)
}
