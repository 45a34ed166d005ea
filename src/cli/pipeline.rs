//! The `pipeline` command: the stage board, and as plain text a page that can be mailed.

use super::out::{Exit, Out};
use super::survival::bin_json;
use crate::book::Book;
use crate::book::gaps::Gaps;
use crate::book::pipeline::{Board, Column, Flow, HotSpot, MONTHS};
use crate::book::survival::FEW;
use crate::domain::day::headed;
use crate::domain::playbook::Task;
use crate::domain::problem::Result;
use crate::domain::role::Role;
use crate::domain::said::{Quoted, Said};
use crate::domain::save::Tally;
use crate::domain::survival::hazard::Bin;
use crate::domain::text::{counted, grouped, left, right};
use crate::view::members::GAPPED;
use crate::view::{self, Around};
use serde_json::{Value, json};

pub(super) fn run(book: &mut Book, out: &mut Out) -> Result<Exit> {
    let (board, gaps) = (book.board()?, book.gaps()?);
    if out.json {
        let mut value = as_json(book, &board);
        value["onboarding_gaps"] = gaps_json(book, &gaps)?;
        value["connection_points"] = connections_json(book);
        value["left_out"] = super::sums::left_out(book)?;
        out.value(&value);
    } else {
        print(book, &board, out);
        super::sums::tell_left_out(book, out)?;
        print_gaps(&gaps, out);
        print_connections(book, out);
    }
    Ok(Exit::Done)
}

fn print(book: &Book, board: &Board, out: &mut Out) {
    out.line(&format!("The pipeline of {}, {}", book.name(), headed(book.today())));
    out.line(&format!("Entered, advanced and churned are counted over {MONTHS} months."));
    out.line("");
    out.line(&format!(
        "{} {} {} {} {} {} {} {}",
        left("Stage", 16),
        right("Accounts", 8),
        right("Value", 8),
        right("Days", 6),
        right("Stalled", 8),
        right("Entered", 14),
        right("Advanced", 14),
        right("Churned", 14),
    ));
    let flow = |flow: Flow| match flow.count {
        0 => "–".to_owned(),
        count => format!("{} · {}", grouped(&count.to_string()), book.money(flow.value).short()),
    };
    for column in &board.stages {
        out.line(&format!(
            "{} {} {} {} {} {} {} {}",
            left(&column.stage.name, 16),
            right(&grouped(&column.here.count.to_string()), 8),
            right(&book.money(column.here.value).short(), 8),
            right(&column.days.map_or_else(|| "–".to_owned(), |days| days.to_string()), 6),
            right(
                &if column.stalled == 0 {
                    "–".to_owned()
                } else {
                    format!("▲ {}", grouped(&column.stalled.to_string()))
                },
                8
            ),
            right(&flow(column.entered), 14),
            right(&flow(column.advanced), 14),
            right(&flow(column.lost), 14),
        ));
    }
    out.line(&format!("Lost: {}. Won back: {}.", flow(board.all_lost()), flow(board.all_won_back())));
    for column in &board.stages {
        print_stage(column, out);
    }
    if !board.anywhere.is_empty() {
        part(out, "In any stage");
        board.anywhere.iter().for_each(|spot| print_spot(spot, out));
    }
}

/// A heading, with air before it.
fn part(out: &mut Out, words: &str) {
    out.line("");
    out.line(words);
}

/// Onboarding gaps, and those that recur.
fn print_gaps(gaps: &Gaps, out: &mut Out) {
    let times = |number: u64| right(&format!("{} ×", grouped(&number.to_string())), 8);
    let open = gaps.accounts.len() as u64;
    part(out, &format!("Onboarding gaps: {}", counted(open, "account")));
    for (step, accounts) in gaps.by_step.iter().filter(|one| one.1 > 0) {
        out.line(&format!("  {} {}", times(*accounts), step.word()));
    }
    if gaps.repeats.is_empty() {
        return;
    }
    out.line(&format!("  Recurring, at {} in 12 months:", counted(gaps.starts, "start")));
    for one in gaps.repeats.iter().take(REPEATS) {
        let parts =
            [one.role.map(|role| role.title().to_owned()), one.team.as_ref().map(|team| format!("team {team}"))];
        let of: Vec<String> = parts.into_iter().flatten().collect();
        let of = if of.is_empty() { String::new() } else { format!(" ({})", of.join(", ")) };
        out.line(&format!("  {} {}{of}", times(one.count), one.step.word()));
    }
}

/// How many recurring gaps the page tells.
const REPEATS: usize = 8;

fn print_connections(book: &Book, out: &mut Out) {
    let points = &book.connection_points().list;
    if points.is_empty() {
        return;
    }
    part(out, "Sales-service questions");
    for point in points {
        let answer = if point.answer.trim().is_empty() { "no answer yet" } else { &point.answer };
        out.line(&format!("  {}", point.asked_and(answer)));
    }
}

fn gaps_json(book: &Book, gaps: &Gaps) -> Result<Value> {
    let around = Around::of(book);
    let account = |one| Ok(view::json(GAPPED, &book.gapped(one)?, &around));
    let accounts: Vec<Value> = gaps.accounts.iter().map(account).collect::<Result<_>>()?;
    let repeats = gaps.repeats.iter().map(
        |one| json!({ "step": one.step.word(), "role": one.role.map(Role::word), "team": one.team, "n": one.count }),
    );
    Ok(json!({ "accounts": accounts, "starts": gaps.starts, "repeats": repeats.collect::<Vec<_>>() }))
}

fn connections_json(book: &Book) -> Value {
    let points = &book.connection_points().list;
    points.iter().map(|point| json!({ "question": point.question, "answer": point.answer })).collect()
}

fn print_stage(column: &Column, out: &mut Out) {
    let stage = &column.stage;
    let limit = stage.stalled.map_or_else(String::new, |days| format!("; stalls after {days} days"));
    part(out, &format!("{} — “{}” until: {}{limit}", stage.name, stage.words, stage.exit));
    if !column.reasons.is_empty() {
        let reasons: Vec<_> =
            column.reasons.iter().take(5).map(|(reason, count)| format!("{reason} ({count})")).collect();
        out.line(&format!("  Lost because: {}", reasons.join(", ")));
    }
    print_said(&column.said, out);
    print_hazard(&column.losses.hazard, out);
    column.hot_spots.iter().for_each(|spot| print_spot(spot, out));
}

/// What was said in the stage: how many pulses were low, middling, high, and the newest words.
fn print_said(said: &Said, out: &mut Out) {
    if let Some(told) = said.told() {
        out.line(&format!("  Said in {MONTHS} months: {told}."));
    }
    for one in &said.quotes {
        out.line(&format!("    “{}” ({}, {})", one.words, one.by(), one.on));
    }
}

/// The bins in which anybody was lost; of few, only counts are told.
fn print_hazard(hazard: &[Bin], out: &mut Out) {
    for bin in hazard.iter().filter(|bin| bin.count.events > 0) {
        let (count, percent) = (|n: u64| grouped(&n.to_string()), |share: f64| format!("{:.1} %", 100.0 * share));
        let rate = match bin.rate.filter(|_| bin.count.at_risk >= FEW) {
            Some(rate) => format!(", {} where the book loses {}", percent(rate), percent(bin.expected)),
            None => ", too few for a rate".to_owned(),
        };
        let hot = if bin.measured { "; a measured drop-off point" } else { "" };
        let (days, lost, of) = (bin.count.days_told(), count(bin.count.events), count(bin.count.at_risk));
        out.line(&format!("  Churned on days {days}: {lost} of {of}{rate}{hot}"));
    }
}

fn print_spot(spot: &HotSpot, out: &mut Out) {
    let (playbook, tally) = (&spot.playbook, spot.tally);
    let trigger = playbook.trigger.told(playbook.after);
    out.line(&format!(
        "  Benchmark drop-off point {} {}. Trigger: {trigger}. {}",
        playbook.code,
        playbook.name,
        came_of(tally)
    ));
    for task in &playbook.tasks {
        let assignments: Vec<_> = task.owners.iter().map(|role| role.word()).collect();
        out.line(&format!(
            "    {} {} {} {}",
            right(&day_of(task), 5),
            left(&assignments.join("+"), 6),
            left(task.channel.word(), 6),
            task.title
        ));
    }
}

/// What came of a playbook: `It ran once; then 1 was saved, 0 were lost.`
fn came_of(tally: Tally) -> String {
    let were = |count: u64| format!("{} {}", grouped(&count.to_string()), if count == 1 { "was" } else { "were" });
    let times = |count: u64| if count == 1 { "once".to_owned() } else { counted(count, "time") };
    match tally.ran {
        0 if tally.started == 0 => "Never triggered.".to_owned(),
        0 => format!("Triggered {}; none of its actions is done yet.", times(tally.started)),
        ran => {
            let (begun, then) = (times(tally.started), were(tally.saved));
            format!("Triggered {begun}, followed {}; then {then} saved, {} churned.", times(ran), were(tally.lost))
        }
    }
}

/// The day of a task from its trigger: `-90`, `0`, `+7`.
fn day_of(task: &Task) -> String {
    if task.day > 0 { format!("+{}", task.day) } else { task.day.to_string() }
}

fn as_json(book: &Book, board: &Board) -> Value {
    let major = |minor: i64| book.money(minor).major();
    let stages: Vec<Value> = board
        .stages
        .iter()
        .map(|column| {
            json!({
                "key": column.stage.key,
                "name": column.stage.name,
                "accounts": column.here.count,
                "value": major(column.here.value),
                "days": column.days,
                "limit": column.stage.stalled,
                "stalled": column.stalled,
                "entered": column.entered.count,
                "entered_value": major(column.entered.value),
                "advanced": column.advanced.count,
                "advanced_value": major(column.advanced.value),
                "churned": column.lost.count,
                "churned_value": major(column.lost.value),
                "reasons": column.reasons.iter().map(|(reason, n)| json!({"reason": reason, "n": n})).collect::<Vec<_>>(),
                "hazard": column.losses.hazard.iter().map(bin_json).collect::<Vec<_>>(),
                "drop_off_points": column.hot_spots.iter().map(spot_json).collect::<Vec<_>>(),
                "said": said_json(&column.said),
            })
        })
        .collect();
    json!({
        "date": book.today().to_string(),
        "from": board.from.plus(1).to_string(),
        "currency": book.currency().code(),
        "stages": stages,
        "drop_off_points": board.anywhere.iter().map(spot_json).collect::<Vec<_>>(),
        "ends": {
            "churned": board.all_lost().count,
            "churned_value": major(board.all_lost().value),
            "won_back": board.all_won_back().count,
            "won_back_value": major(board.all_won_back().value),
        },
    })
}

fn said_json(said: &Said) -> Value {
    let quote =
        |one: &Quoted| json!({"on": one.on.to_string(), "account": one.name, "score": one.score, "quote": one.words});
    json!({
        "pulses": said.pulses(),
        "low": said.low(),
        "middle": said.middle(),
        "high": said.high(),
        "quotes": said.quotes.iter().map(quote).collect::<Vec<_>>(),
    })
}

fn spot_json(spot: &HotSpot) -> Value {
    let actions: Vec<Value> = spot
        .playbook
        .tasks
        .iter()
        .map(|task| {
            json!({
                "day": task.day,
                "owners": task.owners.iter().map(|role| role.word()).collect::<Vec<_>>(),
                "channel": task.channel.word(),
                "title": task.title,
            })
        })
        .collect();
    json!({
        "code": spot.playbook.code,
        "name": spot.playbook.name,
        "trigger": spot.playbook.trigger.word(),
        "after": spot.playbook.after,
        "actions": actions,
        "started": spot.tally.started,
        "ran": spot.tally.ran,
        "saved": spot.tally.saved,
        "lost": spot.tally.lost,
    })
}
