//! The `team` and `what-if` commands.

use super::journal::told;
use super::out::{Exit, Out};
use super::team_inside;
use crate::book::Book;
use crate::book::team::carry_out::Departure;
use crate::book::team::exposure::{Exposed, Exposure};
use crate::book::team::people::{People, Person};
use crate::book::team::what_if::{Leaving, WhatIf};
use crate::domain::day::{Day, spoken};
use crate::domain::member::Member;
use crate::domain::money::Money;
use crate::domain::problem::{Problem, Result};
use crate::domain::team::exposure::Hold;
use crate::domain::team::leaving::SOURCE;
use crate::domain::text::{counted, grouped, left, right};
use crate::domain::when;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

/// What `what-if` takes.
#[derive(Debug, Args)]
pub(super) struct WhatIfArgs {
    #[command(subcommand)]
    what: What,
}

/// What could happen.
#[derive(Debug, Subcommand)]
enum What {
    /// One of ours leaves: accounts, value, the loss to expect, whom nobody else knows, who takes over.
    #[command(
        after_help = "Examples:\n  mainstay what-if leave ruiz\n  mainstay what-if leave ruiz --json | jq .loss\n  \
        mainstay what-if leave ruiz --carry-out --on 2026-12-15"
    )]
    Leave {
        /// Their name, enough of it, or their external id.
        #[arg(required = true)]
        member: Vec<String>,
        /// Do it: seats and open work pass on, hand-offs are offered; “mainstay undo” takes it back.
        #[arg(long)]
        carry_out: bool,
        /// Their last day; today where it is left out.
        #[arg(long, value_name = "DAY", allow_hyphen_values = true, requires = "carry_out")]
        on: Option<String>,
        /// Who takes everything over; where it is left out, the best one for each account.
        #[arg(long, value_name = "MEMBER", requires = "carry_out")]
        to: Option<String>,
    },
}

/// Everybody, or one of ours.
pub(super) fn run(book: &mut Book, words: &str, out: &mut Out) -> Result<Exit> {
    book.refresh()?;
    if !words.trim().is_empty() {
        let member = book.member_called(words)?;
        return one(book, &member, out);
    }
    let (people, exposure, inside) = (book.people()?, book.exposure()?, book.inside()?);
    if out.json {
        let mut value = team_json(book, &people, &exposure);
        value["joint"] = team_inside::joint(&inside);
        value["preceded"] = team_inside::preceded(&inside);
        out.value(&value);
        return Ok(Exit::Done);
    }
    for person in &people.list {
        print(book, person, out);
    }
    out.line(&format!("All of ours: {}.", people.whole.words()));
    for (team, turnover) in &people.teams {
        let team = if team.is_empty() { "no team" } else { team };
        out.line(&format!("  {team}: {}", turnover.words()));
    }
    if people.unled.0 > 0 {
        let value = Money::short_or_unknown(people.unled.1, book.currency());
        out.line(&format!("Nobody leads {} worth {value}.", counted(people.unled.0, "account")));
    }
    out.line("");
    for step in exposure.sizing.steps(book.currency()) {
        out.line(&step);
    }
    for line in exposure.lines.iter().filter(|line| line.holding.is_exposed()) {
        exposed(book, line, out);
        if out.is_gone() {
            return Ok(Exit::Done);
        }
    }
    quick_wins(&exposure, out);
    team_inside::told(&inside, out);
    Ok(Exit::Done)
}

/// What can be done right now, quickest first: the first ten of it, and how many more there are.
fn quick_wins(exposure: &Exposure, out: &mut Out) {
    const SHOWN: usize = 10;
    let open = || exposure.quick_wins().filter(|(_, win)| win.planned.is_none());
    let count = open().count();
    if count == 0 {
        return;
    }
    out.line("");
    out.line("Quick wins, for right now:");
    for (one, win) in open().take(SHOWN) {
        let minutes = format!("{} min", win.quick.minutes);
        out.line(&format!("{} {} {}", right(&minutes, 6), left(&one.name, 28), win.quick.step));
    }
    if count > SHOWN {
        out.line(&format!("  and {} more.", grouped(&(count - SHOWN).to_string())));
    }
}

fn print(book: &Book, person: &Person, out: &mut Out) {
    let (member, load) = (&person.member, &person.load);
    let mut notes = Vec::new();
    if let Some(day) = member.left_on {
        notes.push(format!("{} {}", if person.is_gone { "left" } else { "leaves" }, spoken(day, book.today())));
    }
    if person.is_new {
        notes.push("new".to_owned());
    }
    if !person.is_gone && load.is_over() == Some(true) {
        notes.push("▲ over capacity".to_owned());
    }
    let value = Money::short_or_unknown(person.value, book.currency());
    let line = format!(
        "{} {} {} {} {} {} {} {}  {}",
        left(&member.name, 22),
        left(member.title.as_deref().unwrap_or(""), 20),
        left(member.team.as_deref().unwrap_or(""), 8),
        right(&counted(u64::from(person.seats), "seat"), 10),
        right(&format!("leads {}", grouped(&person.leads.to_string())), 11),
        right(&value, 8),
        right(&format!("{} min", load.expected_words()), 17),
        right(&load.logged_words(), 12),
        notes.join(", ")
    );
    out.line(line.trim_end());
}

fn exposed(book: &Book, line: &Exposed, out: &mut Out) {
    let mark = if line.holding.real_risk { "◆ real risk" } else { line.holding.hold.map_or("unknown", Hold::word) };
    let value = line.value.map_or_else(|| "–".to_owned(), |minor| book.money(minor).short());
    out.line(&format!("{} {} {}  {}", left(mark, 11), left(&line.name, 28), right(&value, 8), line.sentence));
    out.line(&format!("            → {}", line.step));
}

fn one(book: &mut Book, member: &Member, out: &mut Out) -> Result<Exit> {
    let people = book.people()?;
    let held = book.seats_of(member.id)?;
    let person = people.list.iter().find(|one| one.member.id == member.id);
    let person = person.ok_or_else(|| Problem::not_found(format!("{} is no longer in the book.", member.name)))?;
    let today = book.today();
    let mut seats = Vec::new();
    for (account, mine) in &held {
        let last = book.last_met(account.id, member.id)?;
        if mine.is_empty() {
            seats.push((account.name.clone(), "answers for it".to_owned(), String::new(), last, None, None));
        }
        for seat in mine {
            let purpose = seat.purpose.clone().unwrap_or_default();
            let role = seat.role.title().to_owned();
            seats.push((account.name.clone(), role, purpose, last, seat.minutes_month, seat.cadence_days));
        }
    }
    if out.json {
        let mut value = person_json(book, person);
        let seats: Vec<Value> = seats
            .iter()
            .map(|(account, role, purpose, last, minutes, cadence)| {
                json!({"account": account, "role": role, "purpose": purpose, "last_met": iso(*last),
                    "minutes_month": minutes, "cadence_days": cadence})
            })
            .collect();
        value["account_seats"] = Value::Array(seats);
        out.value(&value);
        return Ok(Exit::Done);
    }
    print(book, person, out);
    let does = member.function.as_ref().map(|it| format!("  Does {it}"));
    let sits = member.place.as_ref().map(|it| format!("  Sits in {it}"));
    does.into_iter().chain(sits).for_each(|words| out.line(&words));
    for (account, role, purpose, last, minutes, _) in &seats {
        let last = last.map_or_else(|| "never met".to_owned(), |day| format!("met {}", spoken(day, today)));
        let minutes = minutes.map_or_else(|| "by tier".to_owned(), |minutes| format!("{minutes} min"));
        let line =
            format!("  {} {} {} {}  {purpose}", left(account, 28), left(role, 16), left(&last, 16), right(&minutes, 8));
        out.line(line.trim_end());
        if out.is_gone() {
            break;
        }
    }
    Ok(Exit::Done)
}

/// Asks what if, or carries it out.
pub(super) fn what_if(book: &mut Book, args: &WhatIfArgs, out: &mut Out) -> Result<Exit> {
    let What::Leave { member, carry_out, on, to } = &args.what;
    book.refresh()?;
    let member = book.member_called(&member.join(" "))?;
    if *carry_out {
        let on = on.as_ref().map_or_else(|| Ok(book.today()), |on| when::read(on, book.today()))?;
        let to = to.as_ref().map(|to| book.member_called(to)).transpose()?.map(|to| to.id);
        let outcome = book.carry_out(&Departure { member: member.id, on, to })?;
        told(out, "Done", &outcome);
        return Ok(Exit::Done);
    }
    let what_if = book.what_if(member.id)?;
    if out.json {
        out.value(&what_if_json(book, &what_if));
        return Ok(Exit::Done);
    }
    told_what_if(book, &what_if, out);
    Ok(Exit::Done)
}

fn told_what_if(book: &Book, what_if: &WhatIf, out: &mut Out) {
    let money = |minor| Money::short_or_unknown(minor, book.currency());
    let (name, accounts) = (&what_if.member.name, counted(what_if.accounts, "account"));
    out.line(&match what_if.loss {
        Some((low, high)) => format!(
            "If {name} leaves: {accounts} worth {}; {} to {} may go ({:.1}–{:.1} % {SOURCE}).",
            money(what_if.value),
            money(Some(low)),
            money(Some(high)),
            what_if.shares.0 * 100.0,
            what_if.shares.1 * 100.0
        ),
        None if what_if.accounts == 0 => {
            format!("If {name} leaves: leads nothing, holds {}.", counted(what_if.held.len() as u64, "seat"))
        }
        None => format!("If {name} leaves: {accounts}, of unknown value; – may go."),
    });
    let known = counted(what_if.sole_contacts() as u64, "contact");
    out.line(&format!(
        "{known} nobody else knows; {} at real risk.",
        counted(what_if.real_risk().count() as u64, "account")
    ));
    for one in &what_if.held {
        let value = money(one.value);
        let mark = if one.real_risk { "◆" } else { " " };
        let held = if one.leads { "leads".to_owned() } else { titles(one) };
        let line = format!("{mark} {} {} {}", left(&one.name, 28), right(&value, 8), left(&held, 16));
        let heir = one
            .successor
            .as_ref()
            .map_or_else(|| "nobody could take over".to_owned(), |heir| format!("→ {}: {}", heir.name, heir.reason));
        out.line(&format!("{line} {heir}"));
        if !one.sole.is_empty() {
            out.line(&format!("    only they know {}", one.sole.join(", ")));
        }
        if out.is_gone() {
            return;
        }
    }
    out.line("“--carry-out --on DAY” does it; “mainstay export handover” writes what whoever follows must know.");
}

fn titles(one: &Leaving) -> String {
    one.roles.iter().map(|role| role.title()).collect::<Vec<_>>().join(", ")
}

fn iso(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn major(book: &Book, minor: Option<i64>) -> Option<f64> {
    minor.map(|minor| Money::new(minor, book.currency()).major())
}

fn person_json(book: &Book, person: &Person) -> Value {
    let (member, load) = (&person.member, &person.load);
    json!({
        "id": member.id.code(),
        "external_id": member.external_id,
        "name": member.name,
        "title": member.title,
        "function": member.function,
        "team": member.team,
        "place": member.place,
        "started_on": iso(member.started_on),
        "left_on": iso(member.left_on),
        "newcomer": person.is_new,
        "seats": person.seats,
        "accounts": person.leads,
        "value": major(book, person.value),
        "currency": book.currency().code(),
        "minutes": {"expected": load.expected, "capacity": load.capacity, "prep": load.logged.prep,
            "contact": load.logged.contact, "followup": load.logged.followup},
        "over_capacity": load.is_over(),
    })
}

fn team_json(book: &Book, people: &People, exposure: &Exposure) -> Value {
    let turnover = |one: &crate::domain::team::load::Turnover| {
        json!({"leavers": one.leavers, "average_heads": one.average, "heads": one.heads, "newcomers": one.newcomers,
            "turnover": one.rate(), "newcomer_share": one.new_share()})
    };
    let teams = people.teams.iter().map(|(team, one)| {
        let mut value = turnover(one);
        value["team"] = json!(team);
        value
    });
    let sizing = &exposure.sizing;
    let class = |(accounts, value): (u64, i64)| json!({"accounts": accounts, "value": major(book, Some(value))});
    let line = |one: &Exposed| {
        json!({
            "id": one.account.code(), "external_id": one.external_id, "account": one.name,
            "value": major(book, one.value), "class": one.holding.hold.map(Hold::word),
            "multi_year": one.holding.multi_year, "real_risk": one.holding.real_risk, "real_team": one.holding.real_team,
            "active": one.holding.active, "rep": Some(&one.who).filter(|who| !who.is_empty()), "since": iso(one.since),
            "sentence": one.sentence, "effective_people": one.effective, "contacts": one.threads.contacts,
            "multi_thread": one.threads.score(), "thread_survival": one.survival, "ours_left_12m": one.gone, "loyal": one.marks.loyal,
            "retainable": one.marks.retainable, "next_step": Some(&one.step).filter(|step| !step.is_empty()),
            "planned": one.is_planned,
            "quick_win": one.quick.as_ref().map(|win| json!({
                "step": win.quick.step, "channel": win.quick.channel.word(), "minutes": win.quick.minutes,
                "planned": win.planned.is_some(),
            })),
        })
    };
    json!({
        "date": book.today().to_string(),
        "currency": book.currency().code(),
        "members": people.list.iter().map(|one| person_json(book, one)).collect::<Vec<_>>(),
        "turnover": turnover(&people.whole),
        "teams": teams.collect::<Vec<_>>(),
        "exposure": {
            "accounts": sizing.accounts, "value": major(book, Some(sizing.value)), "top": sizing.top,
            "top_value": major(book, Some(sizing.top_value)), "top_share": sizing.share(),
            "single": class(sizing.single), "primary": class(sizing.primary), "unknown": class(sizing.unknown),
            "multi_year": class(sizing.multi_year), "real_risk": class(sizing.real_risk),
            "real_team": sizing.real_team, "single_share": sizing.single_share(),
            "lines": exposure.lines.iter().map(line).collect::<Vec<_>>(),
        },
    })
}

fn what_if_json(book: &Book, what_if: &WhatIf) -> Value {
    let named = |one: &Leaving| {
        json!({"id": one.account.code(), "external_id": one.external_id, "account": one.name,
            "value": major(book, one.value)})
    };
    let successor = |one: &Leaving| {
        let heir = one.successor.as_ref();
        let mut value = named(one);
        value["leads"] = json!(one.leads);
        value["seats"] = json!(one.roles.iter().map(|role| role.word()).collect::<Vec<_>>());
        value["successor"] = json!(heir.map(|heir| &heir.name));
        value["reason"] = json!(heir.map(|heir| &heir.reason));
        value["sole_contacts"] = json!(one.sole);
        value
    };
    json!({
        "member": what_if.member.name,
        "accounts": what_if.accounts,
        "value": major(book, what_if.value),
        "currency": book.currency().code(),
        "loss": {"low": major(book, what_if.loss.map(|loss| loss.0)), "high": major(book, what_if.loss.map(|loss| loss.1))},
        "loss_share": {"low": what_if.shares.0, "high": what_if.shares.1, "source": SOURCE},
        "real_risk": what_if.real_risk().map(named).collect::<Vec<_>>(),
        "sole_contacts": what_if.sole_contacts(),
        "successors": what_if.held.iter().map(successor).collect::<Vec<_>>(),
    })
}
