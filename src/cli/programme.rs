//! The `huddle` and `charter` commands.

use super::out::{Exit, Out, may_replace};
use super::page_file::PageFile;
use crate::book::Book;
use crate::book::export::pages::{COLUMNS, Saved};
use crate::book::metrics::Metrics;
use crate::book::programme::charter::{CharterAction, ask_state};
use crate::book::programme::huddle::Huddle;
use crate::book::programme::told::Part;
use crate::domain::action::Action;
use crate::domain::charter::{MONTHS, MOST};
use crate::domain::day::{Day, headed};
use crate::domain::huddle::{MINUTES, Voice, month_word};
use crate::domain::metrics::Period;
use crate::domain::problem::Result;
use crate::domain::role::ContactRole;
use crate::domain::text::wrapped;
use crate::domain::words::ActionOutcome;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What `huddle` takes.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  mainstay huddle\n  mainstay huddle -o huddle.md          as Markdown, to be mailed\n  \
    mainstay huddle --json | jq '.accounts[] | {account, owner}'\n  \
    mainstay new huddle-decision title='Call every payer' owner=ana due=+14d"
)]
pub(super) struct HuddleArgs {
    /// The file to write it to, as Markdown.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file where it is there already.
    #[arg(long)]
    force: bool,
}

/// Columns of the printed agenda of the huddle.
const WIDE: usize = 96;

pub(super) fn huddle(book: &mut Book, args: &HuddleArgs, out: &mut Out) -> Result<Exit> {
    let huddle = book.huddle()?;
    let charter = book.charter()?;
    let parts = book.huddle_parts(&huddle, &charter);
    if let Some(path) = &args.output {
        let markdown = book.huddle_markdown()?;
        book.write_page(path, &markdown, may_replace(path, args.force))?;
        let said = format!("{}: the huddle of {}", path.display(), month_word(huddle.month));
        if out.json {
            out.value(&json!({"file": path.display().to_string(), "month": month_word(huddle.month)}));
        } else {
            out.line(&said);
        }
        return Ok(Exit::Done);
    }
    if out.json {
        out.value(&as_json(&huddle, &parts, book)?);
        return Ok(Exit::Done);
    }
    let (month, today) = (month_word(huddle.month), headed(book.today()));
    out.line(&format!("Huddle {month} · {MINUTES} minutes · {today}"));
    for (block, points) in &parts {
        out.line("");
        out.line(&format!("{} ({} min)", block.title(), block.minutes()));
        for point in points {
            let mark = if point.warns { "▲ " } else { "  " };
            for (at, line) in wrapped(&point.words, WIDE).iter().enumerate() {
                out.line(&format!("{}{line}", if at == 0 { mark } else { "    " }));
            }
        }
    }
    for (month, actions) in book.decisions()? {
        out.line("");
        out.line(&format!("Decided in {}", month_word(month)));
        for action in &actions {
            out.line(&format!("  {}", book.decision_words(action)?));
        }
    }
    Ok(Exit::Done)
}

fn counts(metrics: &Metrics) -> Value {
    let Period { from, to } = metrics.period;
    if metrics.is_empty() {
        return json!({"from": from.to_string(), "to": to.to_string(), "new": null, "renewed": null, "lost": null, "net": null});
    }
    let movement = &metrics.movement;
    json!({
        "from": from.to_string(),
        "to": to.to_string(),
        "new": movement.new.count,
        "renewed": movement.renewed.count,
        "lost": movement.lost.count,
        "net": movement.net(),
    })
}

fn reasons(metrics: &Metrics) -> Vec<Value> {
    metrics.reasons.iter().map(|(reason, count)| json!({"reason": reason, "count": count})).collect()
}

fn as_json(huddle: &Huddle, parts: &[Part], book: &mut Book) -> Result<Value> {
    let agenda: Vec<Value> = parts
        .iter()
        .map(|(block, points)| {
            let words: Vec<&str> = points.iter().map(|point| point.words.as_str()).collect();
            json!({"part": block.word(), "title": block.title(), "minutes": block.minutes(), "points": words})
        })
        .collect();
    let voice = |one: &Voice| json!({"role": one.role.map(ContactRole::word), "contact": one.name, "score": one.pulse.score, "on": one.pulse.on.to_string()});
    let accounts: Vec<Value> = huddle
        .accounts
        .iter()
        .map(|one| {
            let at_risk = one.standing.at_risk.map(|minor| book.money(minor).major());
            let owner = Some(&one.owner).filter(|owner| !owner.is_empty());
            json!({"account": one.standing.name, "score": one.standing.score, "revenue_at_risk": at_risk, "owner": owner})
        })
        .collect();
    let stages: Vec<Value> = huddle
        .board
        .stages
        .iter()
        .map(|one| json!({"name": one.stage.name, "accounts": one.here.count, "stalled": one.stalled, "lost": one.lost.count}))
        .collect();
    let mut decisions = Vec::new();
    for (month, actions) in book.decisions()? {
        let actions: Vec<Value> = actions.iter().map(|one| decision(one, book)).collect::<Result<_>>()?;
        decisions.push(json!({"month": month_word(month), "decisions": actions}));
    }
    let own = &huddle.attrition;
    Ok(json!({
        "date": book.today().to_string(),
        "month": month_word(huddle.month),
        "minutes": MINUTES,
        "currency": book.currency().code(),
        "agenda": agenda,
        "thirty_days": counts(&huddle.recent),
        "twelve_months": counts(&huddle.year),
        "reasons": reasons(&huddle.year),
        "stages": stages,
        "seen_differently": huddle.apart.iter().map(|one| json!({"account": one.name, "low": voice(&one.low), "high": voice(&one.high)})).collect::<Vec<_>>(),
        "accounts": accounts,
        "topics": huddle.heat.iter().map(|one| json!({"topic": one.topic.word(), "pulses": one.pulses, "low": one.low})).collect::<Vec<_>>(),
        "own_people": {"left": own.left, "before": own.before, "now": own.now, "newcomers": own.newcomers, "turnover": own.rate()},
        "thanks": huddle.credit.iter().map(|one| json!({
            "who": one.who, "account": one.account, "kind": one.it.kind.word(), "what": one.it.what,
            "on": one.it.on.to_string(), "thanked_on": one.it.thanked_on.map(|day| day.to_string()),
        })).collect::<Vec<_>>(),
        "decisions": decisions,
    }))
}

fn decision(it: &Action, book: &mut Book) -> Result<Value> {
    let account = it.account.map(|id| book.get(id)).transpose()?.map(|one| one.name);
    let owner = it.owner.map(|owner| book.member_name(Some(owner)));
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    Ok(json!({
        "id": it.id.code(),
        "title": it.title,
        "account": account,
        "owner": owner,
        "due": day(it.due),
        "outcome": it.outcome.map(ActionOutcome::word),
        "done_on": day(it.done_on),
    }))
}

/// What `charter` takes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  mainstay charter                       one page of 80 columns\n  \
    mainstay charter -o ten-minutes.html   as .txt, .html or .md\n  \
    mainstay charter --json | jq '.actions[] | {what, owner, month}'")]
pub(super) struct CharterArgs {
    #[command(flatten)]
    file: PageFile,
}

pub(super) fn charter(book: &mut Book, args: &CharterArgs, out: &mut Out) -> Result<Exit> {
    if args.file.write(Saved::Charter, book, out)? {
        return Ok(Exit::Done);
    }
    if out.json {
        out.value(&charter_json(book)?);
        return Ok(Exit::Done);
    }
    for line in book.page_of(Saved::Charter)?.text(COLUMNS) {
        out.line(&line);
    }
    Ok(Exit::Done)
}

fn charter_json(book: &mut Book) -> Result<Value> {
    let charter = book.charter()?;
    let year = book.metrics(Period::year_to(book.today()))?;
    let asks: Vec<Value> = charter
        .asks
        .iter()
        .map(|ask| {
            let day = |day: Option<Day>| day.map(|day| day.to_string());
            json!({
                "leader": ask.leader, "what": ask.what, "state": ask_state(ask), "asked_on": ask.asked_on.to_string(),
                "scheduled_on": day(ask.scheduled_on), "held_on": day(ask.held_on), "outcome": ask.outcome,
            })
        })
        .collect();
    let recommended = if year.referrals == 0 { Vec::new() } else { book.recommended()? };
    let since = book.definitions_since()?;
    Ok(json!({
        "date": book.today().to_string(),
        "most": MOST,
        "months": MONTHS,
        "twelve_months": counts(&year),
        "referrals": year.referrals,
        "recommended": recommended,
        "reasons": reasons(&year),
        "actions": charter.actions.iter().map(action).collect::<Vec<_>>(),
        "asks": asks,
        "pledge": book.pledge().map(|one| json!({"words": one.words, "by": one.by, "on": one.on.to_string()})),
        "definitions": book.definitions().list.iter().zip(since).map(|(one, since)| json!({
            "word": one.word, "ours": filled(&one.ours), "theirs": filled(&one.theirs), "owner": filled(&one.owner),
            "on": one.is_on(), "since": since.map(|day| day.to_string()),
        })).collect::<Vec<_>>(),
    }))
}

fn filled(words: &str) -> Option<&str> {
    Some(words).filter(|words| !words.is_empty())
}

fn action(one: &CharterAction) -> Value {
    let it = &one.it;
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let agreements: Vec<Value> =
        one.agreements.iter().map(|it| json!({"who": it.who, "on": it.on.to_string(), "words": it.words})).collect();
    json!({
        "id": it.id.code(),
        "what": it.what,
        "owner": it.owner.map(|_| &one.owner),
        "state": one.state(),
        "active": one.is_active(),
        "since": day(one.from),
        "month": one.month,
        "months": one.length,
        "result": it.result,
        "done_too_early": one.early,
        "due": day(it.due),
        "measure": it.measure,
        "target": it.target,
        "consequence": it.consequence,
        "kept_on": day(it.kept_on),
        "given_up_on": day(it.broken_on),
        "reason": it.reason,
        "agreements": agreements,
    })
}
