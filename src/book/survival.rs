//! How long customers stay, from which stage they are lost, and whether groups differ.

use super::Book;
use crate::domain::day::Day;
use crate::domain::problem::Result;
use crate::domain::survival::hazard::{self, Bin, Counts};
use crate::domain::survival::incidence::{End, Incidence, Stay};
use crate::domain::survival::kaplan_meier::KaplanMeier;
use crate::domain::survival::life::{Fate, Uncounted, life};
use crate::domain::survival::log_rank::{LogRank, log_rank};
use crate::domain::survival::stay::stay;
use crate::domain::survival::{Field, Span};
use crate::store::Store;
use crate::store::lifetimes::{Lifetime, Lifetimes};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What is called a small number: of fewer than so many only counts are told (METHOD §6).
pub const FEW: u64 = 10;

/// How many must be at risk on the day by which half are lost, for that day to be told.
const HALF: u64 = 5;

/// The survival of the book, as of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Survival {
    /// The day.
    pub as_of: Day,
    /// The key of the stage that accounts are lost from; none: the whole time as a customer.
    pub stage: Option<String>,
    /// What accounts are grouped by; none: all are one group.
    pub by: Option<Field>,
    /// The groups: stages in order, tiers from A, others the largest first; unknown last.
    pub groups: Vec<Group>,
    /// Whether the groups differ, those known; none: they cannot be compared, or may hold an account twice.
    pub log_rank: Option<LogRank>,
    /// Lives or stays that ended unavoidably: watched until then, and no loss.
    pub unavoidable: u64,
    /// Accounts that came back: counted with their first life only.
    pub won_back: u64,
    /// Accounts, or stays, that cannot be counted, by why.
    pub uncounted: BTreeMap<Uncounted, u64>,
}

/// One group of accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What they have in common: a name, a tier, the key of a stage; none: it is not known of them.
    pub name: Option<String>,
    /// Their curve.
    pub curve: Curve,
    /// Their losses by days since the beginning, weighed against the book.
    pub hazard: Vec<Bin>,
}

/// Whether and when half of a group are lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// By the end of this day.
    By(i32),
    /// Fewer than half are lost.
    NotReached,
    /// The curve falls to a half while fewer than five are at risk: with late entry one loss can do that.
    InDoubt,
}

/// Whether so many at risk bear a band of certainty.
pub fn is_sure(at_risk: u64) -> bool {
    at_risk >= FEW
}

/// What is drawn of a group.
#[derive(Debug, Clone, PartialEq)]
pub enum Curve {
    /// The share still customers, by days since the signature.
    Staying(KaplanMeier),
    /// The share lost from one stage, by days since it was entered.
    LostFrom(Incidence),
}

impl Group {
    /// How many were followed.
    pub fn n(&self) -> u64 {
        match &self.curve {
            Curve::Staying(curve) => curve.n,
            Curve::LostFrom(curve) => curve.n,
        }
    }

    /// How many of them were lost.
    pub fn events(&self) -> u64 {
        match &self.curve {
            Curve::Staying(curve) => curve.events,
            Curve::LostFrom(curve) => curve.events,
        }
    }

    /// Whether and when half are lost.
    pub fn half(&self) -> Half {
        let (day, at_risk) = match &self.curve {
            Curve::Staying(curve) => {
                (curve.median(), curve.median().and_then(|day| curve.at(day)).map(|it| it.at_risk))
            }
            Curve::LostFrom(curve) => {
                (curve.median(), curve.median().and_then(|day| curve.at(day)).map(|it| it.at_risk))
            }
        };
        match day {
            None => Half::NotReached,
            Some(day) if at_risk.is_some_and(|at_risk| at_risk >= HALF) => Half::By(day),
            Some(_) => Half::InDoubt,
        }
    }

    /// The day by the end of which half are lost; none: not reached, or too few were at risk to say so.
    pub fn median(&self) -> Option<i32> {
        if let Half::By(day) = self.half() { Some(day) } else { None }
    }

    /// The last day on which anybody was watched.
    pub fn last(&self) -> Option<i32> {
        match &self.curve {
            Curve::Staying(curve) => curve.last,
            Curve::LostFrom(curve) => curve.last,
        }
    }
}

impl Book {
    /// How long customers stay, or with a `stage` how many are lost from it before they move on; grouped by `by`.
    ///
    /// Accounts that cannot be counted are told, with why. An account with several tags counts in the group of each; such
    /// groups are not tested against each other. Tiers, and the stages that accounts were lost from, are as fresh as
    /// [`Book::refresh`] made them. Refused: a stage that is not one.
    pub fn survival(&self, stage: Option<&str>, by: Option<Field>) -> Result<Survival> {
        let stage = stage.map(|stage| self.stages().read(stage)).transpose()?.map(|stage| stage.key.clone());
        let lifetimes = self.store.lifetimes(by, stage.is_some(), self.today())?;
        let mut drawn = Survival {
            as_of: self.today(),
            stage: stage.clone(),
            by,
            groups: Vec::new(),
            log_rank: None,
            unavoidable: 0,
            won_back: 0,
            uncounted: BTreeMap::new(),
        };
        match stage {
            Some(key) => drawn.draw_stage(&lifetimes, &key),
            None => drawn.draw_lives(&lifetimes),
        }
        self.put_in_order(&mut drawn);
        Ok(drawn)
    }

    fn put_in_order(&self, drawn: &mut Survival) {
        let by = drawn.by;
        drawn.groups.sort_by_cached_key(|group| {
            let name = group.name.clone().unwrap_or_default();
            let place = match by {
                Some(Field::Stage) => self.stages().place(&name).unwrap_or(usize::MAX),
                _ => 0,
            };
            let size = if by == Some(Field::Tier) { 0 } else { group.n() };
            (group.name.is_none(), place, Reverse(size), name)
        });
    }
}

impl Survival {
    /// The whole time as a customer.
    fn draw_lives(&mut self, lifetimes: &Lifetimes) {
        let mut all = Vec::new();
        let mut groups: Vec<Vec<Span>> = vec![Vec::new(); lifetimes.groups.len()];
        for account in &lifetimes.list {
            match life(account.since, account.observed, lifetimes.losses(account), self.as_of) {
                Err(why) => self.leave_out(why),
                Ok(life) => {
                    self.unavoidable += u64::from(life.fate == Fate::Unavoidable);
                    self.won_back += u64::from(life.won_back);
                    all.push(life.span);
                    for group in lifetimes.groups_of(account) {
                        groups[*group as usize].push(life.span);
                    }
                }
            }
        }
        if !matches!(self.by, None | Some(Field::Tag)) {
            let known: Vec<&[Span]> = groups[1..].iter().map(Vec::as_slice).filter(|group| !group.is_empty()).collect();
            self.log_rank = log_rank(&known);
        }
        let book = hazard::Book::of(&[hazard::count(&all)]);
        for (place, spans) in groups.iter().enumerate() {
            let hazard = book.weigh(&hazard::count(spans));
            self.take_group(place, lifetimes, Curve::Staying(KaplanMeier::of(spans)), hazard);
        }
    }

    /// The stays in the stage `key`. Its hazards are weighed against those of all stages.
    fn draw_stage(&mut self, lifetimes: &Lifetimes, key: &str) {
        let wanted = lifetimes.stages.iter().position(|stage| stage == key);
        let mut groups: Vec<Vec<Stay>> = vec![Vec::new(); lifetimes.groups.len()];
        let mut stages: Vec<Vec<Span>> = vec![Vec::new(); lifetimes.stages.len()];
        for account in &lifetimes.list {
            for (stage, read) in stays(lifetimes, account, self.as_of) {
                if let Ok(stay) = read {
                    stages[stage].push(stay.span());
                }
                if Some(stage) == wanted
                    && let Some(stay) = self.take_stay(read)
                {
                    lifetimes.groups_of(account).iter().for_each(|group| groups[*group as usize].push(stay));
                }
            }
            let here = Some(account.stage as usize) == wanted;
            if here && lifetimes.history(account).iter().all(|entry| entry.stage != account.stage) {
                self.leave_out(Uncounted::NoStart);
            }
        }
        let counts: Vec<Counts> = stages.iter().map(|spans| hazard::count(spans)).collect();
        let book = hazard::Book::of(&counts);
        for (place, stays) in groups.iter().enumerate() {
            let spans: Vec<Span> = stays.iter().map(|stay| stay.span()).collect();
            let hazard = book.weigh(&hazard::count(&spans));
            self.take_group(place, lifetimes, Curve::LostFrom(Incidence::of(stays)), hazard);
        }
    }

    fn take_stay(&mut self, read: Result<Stay, Uncounted>) -> Option<Stay> {
        match read {
            Ok(stay) => {
                self.unavoidable += u64::from(stay.end == End::Unavoidable);
                Some(stay)
            }
            Err(why) => {
                self.leave_out(why);
                None
            }
        }
    }

    fn leave_out(&mut self, why: Uncounted) {
        *self.uncounted.entry(why).or_default() += 1;
    }

    /// Keeps a group with anybody in it; all accounts as one group are kept even when there are none.
    fn take_group(&mut self, place: usize, lifetimes: &Lifetimes, curve: Curve, hazard: Vec<Bin>) {
        let known = Some(lifetimes.groups[place].clone()).filter(|name| !name.is_empty());
        let name = if self.by.is_none() { Some("all".to_owned()) } else { known };
        let group = Group { name, curve, hazard };
        if self.by.is_none() || group.n() > 0 {
            self.groups.push(group);
        }
    }
}

/// From which days on, and how many in all, one stage loses its accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Losses {
    /// By days since it was entered, weighed against all stages.
    pub hazard: Vec<Bin>,
    /// The share lost from it, day by day.
    pub incidence: Incidence,
}

/// The losses from each stage of the lifecycle, in its order, over all that the book has seen.
pub(super) fn losses_by_stage(store: &Store, today: Day) -> Result<Vec<Losses>> {
    let lifetimes = store.lifetimes(None, true, today)?;
    let mut stages: Vec<Vec<Stay>> = vec![Vec::new(); lifetimes.stages.len()];
    for account in &lifetimes.list {
        for (stage, read) in stays(&lifetimes, account, today) {
            stages[stage].extend(read.ok());
        }
    }
    let counted = |stays: &Vec<Stay>| hazard::count(&stays.iter().map(|stay| stay.span()).collect::<Vec<_>>());
    let counts: Vec<Counts> = stages.iter().map(counted).collect();
    let (book, nobody) = (hazard::Book::of(&counts), hazard::count(&[]));
    let of = |key: &str| match lifetimes.stages.iter().position(|known| known == key) {
        Some(at) => Losses { hazard: book.weigh(&counts[at]), incidence: Incidence::of(&stages[at]) },
        None => Losses { hazard: book.weigh(&nobody), incidence: Incidence::default() },
    };
    Ok(store.rules().stages.list.iter().map(|stage| of(&stage.key)).collect())
}

/// The stays of an account, each with the place of its stage.
fn stays<'a>(
    lifetimes: &'a Lifetimes,
    account: &'a Lifetime,
    today: Day,
) -> impl Iterator<Item = (usize, Result<Stay, Uncounted>)> + 'a {
    let history = lifetimes.history(account);
    let losses = lifetimes.losses(account);
    (0..history.len())
        .map(move |place| (history[place].stage as usize, stay(history, place, account.observed, losses, today)))
}
