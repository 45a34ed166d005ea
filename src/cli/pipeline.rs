//! The `pipeline` command: the stage board as one page that can be mailed, and as JSON.

use super::out::{Exit, Out};
use super::page_file::PageFile;
use super::survival::bin_json;
use crate::book::Book;
use crate::book::drop_off::DropOffPoint;
use crate::book::export::pages::{COLUMNS, Saved};
use crate::book::gaps::Gaps;
use crate::book::pipeline::{Board, HotSpot};
use crate::domain::problem::Result;
use crate::domain::role::Role;
use crate::domain::said::{Quoted, Said};
use crate::view::members::GAPPED;
use crate::view::{self, Around};
use clap::Args;
use serde_json::{Value, json};

/// What `pipeline` takes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  mainstay pipeline                      one page of 80 columns\n  \
    mainstay pipeline --playbooks          with every action of every playbook\n  \
    mainstay pipeline -o pipeline.html     as .txt, .html or .md\n  \
    mainstay pipeline --json | jq '.stages[] | {name, stalled}'")]
pub(super) struct PipelineArgs {
    /// Tell every action of every playbook, too.
    #[arg(long)]
    playbooks: bool,
    #[command(flatten)]
    file: PageFile,
}

pub(super) fn run(book: &mut Book, args: &PipelineArgs, out: &mut Out) -> Result<Exit> {
    if args.file.write(Saved::Pipeline(args.playbooks), book, out)? {
        return Ok(Exit::Done);
    }
    if out.json {
        let (board, gaps) = (book.board()?, book.gaps()?);
        let mut value = as_json(book, &board);
        value["onboarding_gaps"] = gaps_json(book, &gaps)?;
        value["connection_points"] = connections_json(book);
        value["left_out"] = super::sums::left_out(book)?;
        out.value(&value);
        return Ok(Exit::Done);
    }
    for line in book.page_of(Saved::Pipeline(args.playbooks))?.text(COLUMNS) {
        out.line(&line);
    }
    Ok(Exit::Done)
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
                "marked": column.points.iter().map(point_json).collect::<Vec<_>>(),
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

fn point_json(point: &DropOffPoint) -> Value {
    let mark = |one: &crate::book::drop_off::Marked| {
        json!({
            "id": one.id.code(),
            "on": one.on.to_string(),
            "account": one.account.as_ref().map(|(_, name)| name),
            "evidence": one.evidence,
        })
    };
    let marks: Vec<Value> = point.marks.iter().map(mark).collect();
    json!({ "name": point.name, "playbook": point.playbook, "reasons": point.reasons, "marks": marks })
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
