//! The stage board: who is where, who went on, who was lost, and what is done at the hot spots.

use super::Book;
use super::drop_off::{DropOffPoint, marked_points};
use super::survival::{Losses, losses_by_stage};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::playbook::Playbook;
use crate::domain::problem::Result;
use crate::domain::risk::score::Band;
use crate::domain::said::Said;
use crate::domain::save::{Outcome, Tally};
use crate::domain::stages::{NOTICE, Stage};
use crate::domain::survival::hazard::Bin;
use crate::domain::text::same_word;
use crate::store::Store;
use crate::store::board::Moves;
pub use crate::store::board::{Lost, Returned};
use std::collections::{BTreeMap, HashMap};

/// Months over which moves and losses are counted.
pub const MONTHS: u32 = 12;

/// The board.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// The stages, in order.
    pub stages: Vec<Column>,
    /// Hot spots that can come in any stage.
    pub anywhere: Vec<HotSpot>,
    /// Whole losses in the period, newest first.
    pub lost: Vec<Lost>,
    /// Accounts won back in the period, newest first.
    pub won_back: Vec<Returned>,
    /// The period begins after this day.
    pub from: Day,
    /// It ends on this day.
    pub today: Day,
}

impl Board {
    /// What was lost in the period.
    pub fn all_lost(&self) -> Flow {
        Flow::of(self.lost.iter().map(|one| one.value))
    }

    /// What came back in the period.
    pub fn all_won_back(&self) -> Flow {
        Flow::of(self.won_back.iter().map(|one| one.value))
    }
}

/// Accounts and their value, in minor units of the book's currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flow {
    /// How many.
    pub count: u64,
    /// What they are worth.
    pub value: i64,
}

/// One stage of the board.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The stage.
    pub stage: Stage,
    /// Open accounts in it.
    pub here: Flow,
    /// Of them, those past the limit of the stage.
    pub stalled: u64,
    /// Of them, those at risk or critical.
    pub at_risk: u64,
    /// Open accounts by the days for which they have been in it and by band, and how many there are of each.
    pub crowd: Vec<(i32, Band, u64)>,
    /// Days for which the median account is in it; none: nobody is.
    pub days: Option<i32>,
    /// Accounts that came into it in the period.
    pub entered: Flow,
    /// Accounts that went on from it in the period, other than to leave.
    pub advanced: Flow,
    /// Where accounts went back to from it in the period, the place of an earlier stage, and how many; the most frequent one.
    pub back: Option<(usize, u64)>,
    /// Accounts that were lost from it in the period.
    pub lost: Flow,
    /// Why, by count, the most frequent first.
    pub reasons: Vec<(String, u64)>,
    /// From which days on it loses them, over all that the book has seen.
    pub losses: Losses,
    /// Its hot spots.
    pub hot_spots: Vec<HotSpot>,
    /// Drop-off points that somebody marked in it.
    pub points: Vec<DropOffPoint>,
    /// What was said in it in the period.
    pub said: Said,
}

/// A hot spot: its playbook and the record of that.
#[derive(Debug, Clone, PartialEq)]
pub struct HotSpot {
    /// The playbook.
    pub playbook: Playbook,
    /// How often it ran, and what followed.
    pub tally: Tally,
}

impl Column {
    /// The days in which measurably more are lost from here than the book loses anyway.
    pub fn measured(&self) -> impl Iterator<Item = &Bin> {
        self.losses.hazard.iter().filter(|bin| bin.measured)
    }

    /// The hot spots in a few words, the measured ones first, then those that somebody marked, then those with a playbook:
    /// `hot 31–60 d · Second invoice, Onboarding stall`; `short`: without the days. Empty: there is none.
    pub fn hot_words(&self, short: bool) -> String {
        let days: Vec<String> = self.measured().map(|bin| format!("{} d", bin.count.days_told())).collect();
        let names = self.spot_names();
        let measured = match (days.is_empty(), short) {
            (true, _) => String::new(),
            (false, true) => "hot".to_owned(),
            (false, false) => format!("hot {}", days.join(", ")),
        };
        let parts = [measured, names.join(", ")];
        let said: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        said.join(" · ")
    }
}

impl Column {
    /// The names of its drop-off points: those that somebody marked, then those with a playbook, each once.
    pub fn spot_names(&self) -> Vec<&str> {
        let marked = self.points.iter().map(|point| point.name.as_str());
        let is_marked = |spot: &&HotSpot| {
            !self.points.iter().any(|point| {
                same_word(&point.name, &spot.playbook.name) || point.playbook.as_ref() == Some(&spot.playbook.code)
            })
        };
        marked.chain(self.hot_spots.iter().filter(is_marked).map(|spot| spot.playbook.name.as_str())).collect()
    }
}

/// Hot spots by the key of their stage.
type SpotsByStage = BTreeMap<String, Vec<HotSpot>>;

impl Flow {
    /// Of accounts with these values, as far as they are known.
    pub fn of(values: impl Iterator<Item = Option<i64>>) -> Self {
        let mut flow = Self::default();
        values.for_each(|value| flow.add(value));
        flow
    }

    pub(super) fn add(&mut self, value: Option<i64>) {
        self.count += 1;
        self.value += value.unwrap_or(0);
    }
}

impl Book {
    /// The stage board of today, with what moved within [`MONTHS`].
    pub fn board(&self) -> Result<Board> {
        read_board(&self.store, self.today())
    }

    /// The open accounts in a stage, those who are in it longest first.
    pub fn in_stage(&self, stage: &str) -> Result<Vec<Id<Account>>> {
        self.store.in_stage(stage)
    }
}

/// Reads the board of `today`.
fn read_board(store: &Store, today: Day) -> Result<Board> {
    let _reading = store.reading()?;
    let from = today.plus_months_back(MONTHS);
    let lost = store.lost(from, today)?;
    let (mut hot_spots, anywhere) = hot_spots(store)?;
    let (mut stages, mut said) = (Vec::new(), store.said(from, today)?);
    let marked = marked_points(store)?;
    for (stage, losses) in store.rules().stages.list.iter().zip(losses_by_stage(store, today)?) {
        let spots = hot_spots.remove(&stage.key).unwrap_or_default();
        let said = said.remove(&stage.key).unwrap_or_default();
        let points = marked.iter().filter(|point| point.stage == stage.key).cloned().collect();
        stages.push(Column { points, said, ..column(stage, &lost, losses, spots) });
    }
    count_standings(store, &mut stages, today)?;
    let mut flow = |moves: Vec<Moves>, pick: fn(&mut Column) -> &mut Flow| {
        for moved in moves {
            if let Some(column) = stages.iter_mut().find(|column| column.stage.key == moved.stage) {
                *pick(column) = Flow { count: moved.count, value: moved.value };
            }
        }
    };
    flow(store.entered(from, today)?, |column| &mut column.entered);
    flow(store.advanced(from, today, NOTICE)?, |column| &mut column.advanced);
    count_returns(store, &mut stages, (from, today))?;
    Ok(Board { stages, anywhere, lost, won_back: store.won_back(from, today)?, from, today })
}

/// Notes where accounts went back to, most often, from each stage.
fn count_returns(store: &Store, stages: &mut [Column], (from, to): (Day, Day)) -> Result<()> {
    for (stage, next, count) in store.passages_between(from, to)? {
        let place = |key: &str| store.rules().stages.place(key);
        let Some((stage, next)) = place(&stage).zip(place(&next)).filter(|(stage, next)| next < stage) else {
            continue;
        };
        if stages[stage].back.is_none_or(|(_, most)| count > most) {
            stages[stage].back = Some((next, count));
        }
    }
    Ok(())
}

/// Counts open accounts into their columns.
fn count_standings(store: &Store, stages: &mut [Column], today: Day) -> Result<()> {
    let mut days: Vec<Vec<i32>> = vec![Vec::new(); stages.len()];
    let mut crowds: Vec<BTreeMap<(i32, Band), u64>> = vec![BTreeMap::new(); stages.len()];
    store.each_on_board(|one| {
        let Some(place) = store.rules().stages.place(&one.stage) else { return };
        let band = Band::of(one.score, one.sure, &store.points().bands);
        stages[place].here.add(one.value);
        stages[place].at_risk += u64::from(matches!(band, Band::AtRisk | Band::Critical));
        let Some(since) = one.since else { return };
        days[place].push(since.days_to(today));
        *crowds[place].entry((since.days_to(today), band)).or_default() += 1;
        stages[place].stalled += u64::from(stages[place].stage.is_stalled(since, today));
    })?;
    for (column, crowd) in stages.iter_mut().zip(crowds) {
        column.crowd = crowd.into_iter().map(|((days, band), count)| (days, band, count)).collect();
    }
    for (column, mut days) in stages.iter_mut().zip(days) {
        let middle = days.len() / 2;
        column.days = (!days.is_empty()).then(|| *days.select_nth_unstable(middle).1);
    }
    Ok(())
}

/// The hot spots by stage, and those that can come in any.
fn hot_spots(store: &Store) -> Result<(SpotsByStage, Vec<HotSpot>)> {
    let mut tallies = tallies(store)?;
    let (mut by_stage, mut anywhere) = (SpotsByStage::new(), Vec::new());
    for playbook in &store.rules().playbooks.list {
        let tally = tallies.remove(&playbook.code).unwrap_or_default();
        let spot = HotSpot { playbook: playbook.clone(), tally };
        match playbook.stage.as_ref().filter(|key| store.rules().stages.place(key).is_some()) {
            Some(stage) => by_stage.entry(stage.clone()).or_default().push(spot),
            None => anywhere.push(spot),
        }
    }
    Ok((by_stage, anywhere))
}

/// The record of each playbook by its code.
fn tallies(store: &Store) -> Result<HashMap<String, Tally>> {
    let mut runs: BTreeMap<(String, Id<Account>, String), Option<Day>> = BTreeMap::new();
    for action in store.marked_actions()? {
        let ran = runs.entry((action.playbook, action.account, action.cause)).or_default();
        *ran = match (*ran, action.done_on) {
            (Some(known), Some(done)) => Some(known.min(done)),
            (known, done) => known.or(done),
        };
    }
    let fates = store.fates(NOTICE)?;
    let mut tallies: HashMap<String, Tally> = HashMap::new();
    for ((code, account, _), ran) in runs {
        let tally = tallies.entry(code).or_default();
        tally.started += 1;
        let Some(ran) = ran else { continue };
        tally.ran += 1;
        match fates.of(account).map(|fate| fate.after(ran, || was_critical(store, account, ran))) {
            Some(Outcome::Saved) => tally.saved += 1,
            Some(Outcome::Lost) => tally.lost += 1,
            Some(Outcome::Open) | None => {}
        }
    }
    Ok(tallies)
}

/// Whether an account scored critical on a day, by what was known then.
pub(super) fn was_critical(store: &Store, account: Id<Account>, day: Day) -> bool {
    let score = store.score(account, day).ok().flatten();
    score.is_some_and(|explained| explained.score.band == Band::Critical)
}

fn column(stage: &Stage, lost: &[Lost], losses: Losses, hot_spots: Vec<HotSpot>) -> Column {
    let (mut flow, mut reasons) = (Flow::default(), BTreeMap::<&str, u64>::new());
    for one in lost.iter().filter(|one| one.stage == stage.key) {
        flow.add(one.value);
        *reasons.entry(one.reason.as_deref().unwrap_or("no reason recorded")).or_default() += 1;
    }
    let mut reasons: Vec<_> = reasons.into_iter().map(|(reason, count)| (reason.to_owned(), count)).collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Column {
        stage: stage.clone(),
        here: Flow::default(),
        stalled: 0,
        at_risk: 0,
        crowd: Vec::new(),
        days: None,
        entered: Flow::default(),
        advanced: Flow::default(),
        back: None,
        lost: flow,
        reasons,
        losses,
        hot_spots,
        points: Vec::new(),
        said: Said::default(),
    }
}
