//! The pipeline as one page of plain text: what `mainstay pipeline` prints, and what the cockpit shows and saves.

use super::Book;
use super::drop_off::DropOffPoint;
use super::gaps::Gaps;
use super::pipeline::{Board, Column, Flow, HotSpot, MONTHS};
use super::survival::FEW;
use crate::domain::day::headed;
use crate::domain::playbook::Task;
use crate::domain::problem::Result;
use crate::domain::save::Tally;
use crate::domain::survival::hazard::Bin;
use crate::domain::text::{counted, fit, grouped};
use crate::exchange::page::{Block, Page, Section};

/// The most reasons of a stage, and the most recurring gaps.
const REASONS: usize = 4;
const REPEATS: usize = 8;
/// The most characters of a quote: it is one line.
const QUOTE: usize = 56;

impl Book {
    /// The page: the stages with who is in them and what moved, of each why and when customers are lost and its drop-off
    /// points; gaps between sale and service, and their questions. `playbooks`: with every action of each on a second sheet.
    pub fn pipeline_page(&mut self, playbooks: bool) -> Result<Page> {
        let (board, gaps) = (self.board()?, self.gaps()?);
        let mut sections = vec![self.table(&board)?];
        sections.extend(board.stages.iter().map(stage));
        if !board.anywhere.is_empty() {
            let names = vec![format!("Drop-off points: {}", spots(&board.anywhere))];
            sections.push(Section::list("In any stage", names));
        }
        sections.push(missing(&gaps));
        let asked = self.connection_points().list.iter().map(|point| {
            let answer = if point.answer.trim().is_empty() { "no answer yet" } else { &point.answer };
            point.asked_and(answer)
        });
        let asked: Vec<String> = asked.collect();
        if !asked.is_empty() {
            sections.push(Section::list("Sales-service questions", asked));
        }
        if playbooks {
            sections.extend(steps(&board));
        }
        let subtitle = format!("{} · entered, advanced, churned: in {MONTHS} months", headed(self.today()));
        Ok(Page { title: format!("The pipeline of {}", self.name()), subtitle, sections })
    }

    fn table(&self, board: &Board) -> Result<Section> {
        let money = |minor: i64| self.money(minor).short();
        let count = |count: u64| if count == 0 { "–".to_owned() } else { grouped(&count.to_string()) };
        let lost = |flow: Flow| {
            if flow.count == 0 { "–".to_owned() } else { format!("{} {}", flow.count, money(flow.value)) }
        };
        let rows = board.stages.iter().map(|one| {
            let days = one.days.map_or_else(|| "–".to_owned(), |days| days.to_string());
            let stalled = if one.stalled == 0 { "–".to_owned() } else { format!("▲ {}", count(one.stalled)) };
            let (entered, advanced) = (count(one.entered.count), count(one.advanced.count));
            let here = [one.stage.name.clone(), count(one.here.count), money(one.here.value), days, stalled];
            here.into_iter().chain([entered, advanced, lost(one.lost)]).collect()
        });
        let heads = vec!["Stage", "Accounts", "Value", "Days", "Stalled", "Entered", "Advanced", "Churned"];
        let mut blocks = vec![Block::Table(heads, rows.collect())];
        let flow = |flow: Flow| match flow.count {
            0 => "–".to_owned(),
            count => format!("{} · {}", grouped(&count.to_string()), money(flow.value)),
        };
        let ends = format!("Lost: {}. Won back: {}.", flow(board.all_lost()), flow(board.all_won_back()));
        blocks.push(Block::Text(ends));
        for (currency, accounts) in self.unrated()? {
            let are = if accounts == 1 { "is" } else { "are" };
            let accounts = counted(accounts, "account");
            let words = format!(
                "{accounts} in {currency} {are} in no sum: no rate is known. Add one: mainstay new rate \
                 currency={currency} rate=…"
            );
            blocks.push(Block::Text(words));
        }
        Ok(Section { heading: "Stages".to_owned(), level: 2, breaks: false, blocks })
    }
}

/// A stage: what it means, why and when customers are lost in it, what they say, and its drop-off points.
fn stage(column: &Column) -> Section {
    let stage = &column.stage;
    let limit = stage.stalled.map_or_else(String::new, |days| format!("; stalls after {days} days"));
    let mut told = vec![format!("Until: {}{limit}", stage.exit)];
    if !column.reasons.is_empty() {
        let reasons = column.reasons.iter().take(REASONS).map(|(reason, count)| format!("{reason} ({count})"));
        told.push(format!("Lost because: {}", reasons.collect::<Vec<_>>().join(", ")));
    }
    told.extend(column.losses.hazard.iter().filter(|bin| bin.measured).map(days));
    if let Some(said) = column.said.told() {
        told.push(format!("Said in {MONTHS} months: {said}."));
    }
    let quote = column.said.quotes.first();
    told.extend(quote.map(|one| format!("“{}” ({}, {})", fit(one.words.trim(), QUOTE), one.by(), one.on)));
    told.extend(column.points.iter().map(DropOffPoint::sentence));
    if !column.hot_spots.is_empty() {
        told.push(format!("Drop-off points: {}", spots(&column.hot_spots)));
    }
    Section::list(&format!("{} — “{}”", stage.name, stage.words), told)
}

/// Days of a stage in which measurably more are lost than elsewhere.
fn days(bin: &Bin) -> String {
    let (count, percent) = (|n: u64| grouped(&n.to_string()), |share: f64| format!("{:.1} %", 100.0 * share));
    let rate = match bin.rate.filter(|_| bin.count.at_risk >= FEW) {
        Some(rate) => format!(", {} where the book loses {}", percent(rate), percent(bin.expected)),
        None => ", too few for a rate".to_owned(),
    };
    let (days, lost, of) = (bin.count.days_told(), count(bin.count.events), count(bin.count.at_risk));
    format!("▲ Churned on days {days}: {lost} of {of}{rate}")
}

fn spots(spots: &[HotSpot]) -> String {
    let told = |spot: &HotSpot| format!("{} {} ({})", spot.playbook.code, spot.playbook.name, came_of(spot.tally));
    spots.iter().map(told).collect::<Vec<_>>().join("; ")
}

/// What came of a playbook: `triggered once: 1 saved, 0 churned`.
fn came_of(tally: Tally) -> String {
    let number = |count: u64| grouped(&count.to_string());
    match tally.ran {
        0 => "never triggered".to_owned(),
        ran => {
            let times = if ran == 1 { "once".to_owned() } else { counted(ran, "time") };
            format!("triggered {times}: {} saved, {} churned", number(tally.saved), number(tally.lost))
        }
    }
}

/// Onboarding gaps, and those that recur.
fn missing(gaps: &Gaps) -> Section {
    let times = |count: u64, words: &str| format!("{} × {words}", grouped(&count.to_string()));
    let open = gaps.by_step.iter().filter(|one| one.1 > 0).map(|(step, count)| times(*count, step.word()));
    let mut told: Vec<String> = open.collect();
    if !gaps.repeats.is_empty() {
        let one = |one: &crate::domain::gap::Repeat| {
            let of =
                [one.role.map(|role| role.title().to_owned()), one.team.as_ref().map(|team| format!("team {team}"))];
            let of: Vec<String> = of.into_iter().flatten().collect();
            let of = if of.is_empty() { String::new() } else { format!(" ({})", of.join(", ")) };
            times(one.count, &format!("{}{of}", one.step.word()))
        };
        let all: Vec<String> = gaps.repeats.iter().take(REPEATS).map(one).collect();
        let starts = counted(gaps.starts, "start");
        told.push(format!("Recurring, at {starts} in 12 months: {}", all.join(", ")));
    }
    if told.is_empty() {
        told.push("Nothing is missing.".to_owned());
    }
    Section::list(&format!("Onboarding gaps: {}", counted(gaps.accounts.len() as u64, "account")), told)
}

/// Every playbook with its actions, on a sheet of their own.
fn steps(board: &Board) -> Vec<Section> {
    let all = board.stages.iter().flat_map(|one| &one.hot_spots).chain(&board.anywhere);
    let mut sections: Vec<Section> = all
        .map(|spot| {
            let playbook = &spot.playbook;
            let rows = playbook.tasks.iter().map(|task| {
                let roles: Vec<&str> = task.owners.iter().map(|role| role.word()).collect();
                vec![day_of(task), roles.join("+"), task.channel.word().to_owned(), task.title.clone()]
            });
            let trigger = playbook.trigger.told(playbook.after);
            let heading = format!("{} {}: {trigger}", playbook.code, playbook.name);
            let blocks = vec![Block::Table(vec!["Day", "Who", "How", "What"], rows.collect())];
            Section { heading, level: 2, breaks: false, blocks }
        })
        .collect();
    if let Some(first) = sections.first_mut() {
        first.breaks = true;
    }
    sections
}

/// The day of a task from its trigger: `-90`, `0`, `+7`.
fn day_of(task: &Task) -> String {
    if task.day > 0 { format!("+{}", task.day) } else { task.day.to_string() }
}
