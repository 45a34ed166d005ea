//! How true the score is, on made-up books whose truth is known: 600 accounts, three years, decisions at the notice deadline,
//! reps of unequal diligence, in several worlds. Prints AUC, lift in the first fifth, calibration slope and Brier skill at 180
//! days, of accounts not in notice, of the shipped points, of the learned ones, of plain rules and of the true hazard.
//!
//! `cargo bench --bench truth`, or `-- 20` for another number of books a world.

#![allow(clippy::expect_used, clippy::print_stdout, missing_docs)]

mod world;

use mainstay::domain::backtest::Backtest;
use mainstay::domain::backtest::figures::figures;
use mainstay::domain::backtest::learn::{Learned, learn};
use mainstay::domain::backtest::sample::{Design, Sample, Yield};
use mainstay::domain::day::Day;
use mainstay::domain::id::Id;
use mainstay::domain::risk::facts::{Company, Norms};
use mainstay::domain::risk::life::Life;
use mainstay::domain::risk::odds::{Odds, Seen};
use mainstay::domain::risk::points::{Points, Tier, label_number};
use mainstay::domain::risk::score::{Score, tier_boundaries};
use mainstay::domain::statistics::clustered::{Seen as Ranked, auc_within_days};
use std::time::Instant;
use world::{Book, HORIZON, WEEKS, WORLDS, World, book, start};

impl Book {
    fn days(&self, from: i32, to: i32) -> Vec<Day> {
        (from..=to).rev().map(|back| self.today.plus(-HORIZON - 91 * back)).collect()
    }

    fn sampled(&self, days: &[Day], points: &Points) -> (Yield, Vec<Odds>) {
        let company = Company { labels: points.label_points(), stalled: vec![None; 7], ..Company::default() };
        let bounds: Vec<(i64, i64)> = days.iter().map(|day| self.bounds(*day, points)).collect();
        let companies: Vec<Company> = days
            .iter()
            .map(|day| {
                let mut norms = Norms::counting(*day);
                self.made.iter().for_each(|one| norms.take(&one.history));
                Company { norms: norms.done(), ..company.clone() }
            })
            .collect();
        let all = vec![points.clone(); days.len()];
        let design =
            Design { days, horizon: HORIZON, today: self.today, bounds: &bounds, points: &all, companies: &companies };
        let mut given = Yield::default();
        for (number, one) in self.made.iter().enumerate() {
            design.take(Id::new(number as i64), number as u32, &one.history, &mut given);
        }
        let odds = days.iter().enumerate().map(|(place, day)| {
            let mine = given.samples.iter().filter(|one| usize::from(one.snapshot) == place);
            Odds::anchored(points, mine.map(|one| (one.case, 1)), self.seen(*day))
        });
        let odds = odds.collect();
        (given, odds)
    }

    fn bounds(&self, day: Day, points: &Points) -> (i64, i64) {
        let open = self.made.iter().filter(|one| matches!(one.history.life(day), Life::Open { .. }));
        let mut values: Vec<i64> = open.map(|one| one.history.value_on(day).unwrap_or(0)).collect();
        values.sort_unstable_by(|one, other| other.cmp(one));
        tier_boundaries(values.len(), |rank| values.get(rank).copied(), points)
    }

    fn seen(&self, day: Day) -> Seen {
        let (mut defections, mut days) = (0, 0);
        for one in &self.made {
            let (losses, watched) = one.history.seen(day);
            defections += u64::from(losses);
            let open = one.history.lost_on(day).is_none();
            days += watched.map_or(0, |watched| i64::from(if open { day.number() - watched } else { watched }));
        }
        Seen { defections, account_years: days as f64 / 365.0 }
    }

    /// How the true hazard ranks: the log-odds of the day where a deadline lies in the window.
    fn truth(&self, one: &Sample, day: Day) -> f64 {
        let made = &self.made[one.account as usize];
        let lean = made.truth[((start().days_to(day)) / 7).clamp(0, WEEKS - 1) as usize];
        let decides = made.deadlines.iter().any(|on| *on >= day && *on <= day.plus(HORIZON));
        // The chance within the horizon, of a deadline or of half a year of early exits.
        let early = lean.exp() * f64::from(HORIZON) / 365.0;
        if made.unbound { early } else { early * 0.12 + if decides { 1.0 / (1.0 + (-lean).exp()) } else { 0.0 } }
    }
}

#[derive(Default, Clone, Copy)]
struct Sum {
    auc: f64,
    lift: f64,
    slope: f64,
    skill: f64,
    books: f64,
}

impl Sum {
    fn add(&mut self, told: &Backtest) {
        let Some(auc) = &told.score.auc else { return };
        self.auc += auc.value;
        self.lift += told.score.lift20.unwrap_or(0.0);
        self.slope += told.calibration_slope.unwrap_or(1.0);
        self.skill += told.skill.unwrap_or(0.0);
        self.books += 1.0;
    }

    fn line(&self, name: &str) {
        let n = self.books.max(1.0);
        println!(
            "    {name:<34} AUC {:.3}  lift {:.2}  slope {:.2}  skill {:+.3}",
            self.auc / n,
            self.lift / n,
            self.slope / n,
            self.skill / n
        );
    }
}

fn world(world: &World, accounts: i64, books: u64, shipped: &Points) {
    let (mut by_shipped, mut by_learned, mut offered) = (Sum::default(), Sum::default(), 0.0);
    let (mut rivals, mut truth, mut losses) = ([0.0; 6], 0.0, 0.0);
    for seed in 0..books {
        let book = book(world, accounts, 77 + seed * 1_000_003);
        // Learned from snapshots whose horizon had ended before the first one that is tested.
        let (train, test) = (book.days(4, 9), book.days(0, 1));
        let (given, _) = book.sampled(&train, shipped);
        let names = |number: u32| (0..5).map(|at| format!("industry=i{at}")).find(|name| label_number(name) == number);
        let learned = learn(&given.samples, &train, HORIZON, shipped, &names);
        losses += learned.as_ref().map_or(0.0, |learned| learned.lost as f64);
        let taken = learned.filter(Learned::is_offered);
        offered += f64::from(u8::from(taken.is_some()));
        let points = taken.map_or_else(|| shipped.clone(), |learned| learned.points);
        let (given, odds) = book.sampled(&test, shipped);
        let seen: Vec<Ranked> = given
            .samples
            .iter()
            .map(|one| Ranked {
                day: one.snapshot,
                account: one.account,
                score: book.truth(one, test[usize::from(one.snapshot)]),
                left: one.lost,
            })
            .collect();
        truth += auc_within_days(&seen).map_or(0.5, |auc| auc.value);
        let told = figures(test.clone(), HORIZON, given, &odds);
        for (place, rival) in told.rivals.iter().enumerate() {
            rivals[place] += rival.telling.auc.map_or(0.5, |auc| auc.value);
        }
        by_shipped.add(&told);
        let (given, odds) = book.sampled(&test, &points);
        by_learned.add(&figures(test.clone(), HORIZON, given, &odds));
    }
    let n = books as f64;
    println!(
        "  {} ({accounts} accounts, {:.0} churned to learn from, learned points offered in {:.0} of {books})",
        world.name,
        losses / n,
        offered
    );
    by_shipped.line("shipped points");
    by_learned.line("learned points, where offered");
    println!(
        "    rules: last touch {:.3} · deadline {:.3} · smallest {:.3} · newest {:.3} · deadline in window, then score {:.3}; true hazard {:.3}",
        rivals[0] / n,
        rivals[1] / n,
        rivals[2] / n,
        rivals[3] / n,
        rivals[4] / n,
        truth / n
    );
}

fn speed(shipped: &Points) {
    let book = book(&WORLDS[0], 600, 5);
    let day = book.today.plus(-HORIZON);
    let company = Company { stalled: vec![None; 7], ..Company::default() };
    let began = Instant::now();
    let mut sum = 0;
    for _ in 0..20 {
        for one in &book.made {
            sum += Score::of(&one.history.facts(day, Tier::B, shipped, &company), shipped).points;
        }
    }
    let each = began.elapsed().as_secs_f64() / 20.0 / 600.0 * 1e6;
    println!("  facts and score: {each:.2} µs an account (sum {sum})");
    let days = book.days(0, 9);
    let (given, _) = book.sampled(&days, shipped);
    let began = Instant::now();
    let learned = learn(&given.samples, &days, HORIZON, shipped, &|_| None);
    println!(
        "  learning from {} account-snapshots, with its check: {:.0} ms ({} churned)",
        given.samples.len(),
        began.elapsed().as_secs_f64() * 1e3,
        learned.map_or(0, |learned| learned.lost)
    );
}

fn main() {
    let books = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(8);
    let shipped = Points::shipped().expect("points");
    println!("The score against made-up truth, 180 days, {books} books a world:");
    for one in &WORLDS {
        world(one, 600, books, &shipped);
    }
    println!("With few churned accounts to learn from:");
    for (accounts, place) in [(60, 0), (60, 1), (200, 0), (200, 1)] {
        world(&WORLDS[place], accounts, books * 3, &shipped);
    }
    speed(&shipped);
}
