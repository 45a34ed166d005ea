//! The day as it goes: how it started, what was done so far, what changed since somebody last looked.

use super::{Book, Outcome};
use crate::domain::day::{Day, spoken};
use crate::domain::morning::Morning;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::rule::Rule;
use crate::domain::text::counted;
use crate::store::today::Done;

/// Where it is kept what somebody saw last; not a part of the book's content.
const LOOKED: &str = "looked";

/// The numbers of a book on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Figures {
    customers: u64,
    at_risk: u64,
    lost: u64,
}

/// What changed since somebody last looked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// The day they looked.
    pub since: Option<Day>,
    /// What there is to say, the most telling first; empty: nothing changed.
    pub lines: Vec<String>,
}

impl Book {
    /// How the day started: which of its three questions are ticked.
    pub fn morning(&self) -> Result<Morning> {
        let told = self.store.setting_of(Morning::KEY, self.today())?;
        Ok(told.and_then(|json| Morning::read(&json).ok()).unwrap_or_default())
    }

    /// Ticks the questions of today.
    pub fn start_day(&mut self, morning: Morning) -> Result<Outcome> {
        self.change_setting(Morning::KEY, morning.written()?, &format!("{} of 3 ticked", morning.ticked()))
    }

    /// What was done today so far, files that were taken in apart.
    pub fn done_today(&self) -> Result<Done> {
        self.store.done_on(self.today())
    }

    /// What changed since somebody last looked at this book in the cockpit.
    pub fn changed(&self) -> Result<Changed> {
        let Some(noted) = self.store.meta(LOOKED)? else { return Ok(Changed::default()) };
        let mut parts = noted.split(' ');
        let since = parts.next().and_then(|day| Day::parse(day).ok());
        let mut number = || parts.next().and_then(|number| number.parse::<u64>().ok()).unwrap_or(0);
        let step = number() as i64;
        let before = Figures { customers: number(), at_risk: number(), lost: number() };
        let now = self.figures()?;
        let mut lines = Vec::new();
        for (what, before, now) in [
            ("customers", before.customers, now.customers),
            ("at risk", before.at_risk, now.at_risk),
            ("lost in 12 months", before.lost, now.lost),
        ] {
            if before != now {
                lines.push(format!("{what} {before} → {now}"));
            }
        }
        for (noun, count) in self.store.new_since(step)? {
            if TOLD.contains(&noun) {
                lines.push(format!("{} new", noun.counted(count)));
            }
        }
        Ok(Changed { since, lines })
    }

    /// Notes that somebody has seen the book as it is now.
    pub fn note_looked(&mut self) -> Result<()> {
        if self.is_look {
            return Ok(());
        }
        let (today, step, now) = (self.today(), self.newest_step()?.unsigned_abs(), self.figures()?);
        self.store.set_meta(LOOKED, &format!("{today} {step} {} {} {}", now.customers, now.at_risk, now.lost))
    }

    fn figures(&self) -> Result<Figures> {
        let life = self.lifecycle()?;
        Ok(Figures { customers: life.accounts, at_risk: life.at_risk, lost: life.lost.customers })
    }
}

/// What is worth telling when it is new.
const TOLD: [Noun; 9] = [
    Noun::Touches,
    Noun::Pulses,
    Noun::Issues,
    Noun::Events,
    Noun::Churns,
    Noun::Handoffs,
    Noun::Commitments,
    Noun::Contacts,
    Noun::Accounts,
];

impl Changed {
    /// In a sentence: “Since Fri 20 Nov: at risk 43 → 45 · 12 touches new”; none: nothing changed.
    pub fn told(&self, today: Day) -> Option<String> {
        let since = self.since.filter(|_| !self.lines.is_empty())?;
        let when = if since == today { "you last looked".to_owned() } else { spoken(since, today) };
        Some(format!("Since {when}: {}", self.lines.join(" · ")))
    }
}

/// What was done, in words: “3 touches · 1 pulse · 2 done”; empty: nothing yet.
pub fn done_words(done: Done) -> String {
    let parts = [(done.touches, "touch"), (done.pulses, "pulse")];
    let mut said: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| counted(count, what)).collect();
    if done.closed > 0 {
        said.push(format!("{} done", done.closed));
    }
    said.join(" · ")
}
