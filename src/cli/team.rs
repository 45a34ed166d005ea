//! The `team` command.

use super::out::{Exit, Out};
use super::team_inside;
use crate::book::Book;
use crate::book::team::assignments::MemberAttrition;
use crate::book::team::exposure::{Exposed, Exposure};
use crate::book::team::people::People;
use crate::domain::member::Member;
use crate::domain::money::Money;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::{counted, grouped};
use crate::view::assignments::SEATS;
use crate::view::exposure::{HELD, Quick};
use crate::view::team::{MEMBERS, TURNOVER};
use crate::view::{self, Around};
use serde_json::{Value, json};

/// The whole team, or one member.
pub(super) fn run(book: &mut Book, words: &str, out: &mut Out) -> Result<Exit> {
    if !words.trim().is_empty() {
        let member = book.member_called(words)?;
        return one(book, &member, out);
    }
    let (people, exposure, inside) = (book.people()?, book.exposure()?, book.inside()?);
    if out.json {
        let mut value = team_json(book, &people, &exposure);
        value["account_attrition"] =
            book.member_attrition()?.iter().map(|one| view::json(TURNOVER, one, &Around::of(book))).collect();
        value["joint"] = team_inside::joint(&inside);
        value["preceded"] = team_inside::preceded(&inside);
        value["wins"] = team_inside::wins(&inside, book);
        value["deals_told"] = team_inside::tells(&inside, book);
        out.value(&value);
        return Ok(Exit::Done);
    }
    let around = Around::of(book);
    for person in &people.list {
        out.line(&view::printed(MEMBERS, person, &around));
    }
    out.line(&format!("Our team: {}.", people.whole.words()));
    for (team, attrition) in &people.teams {
        let team = if team.is_empty() { "no team" } else { team };
        out.line(&format!("  {team}: {}", attrition.words()));
    }
    member_attrition(&book.member_attrition()?, book, out);
    if people.unled.0 > 0 {
        let value = Money::short_or_unknown(people.unled.1, book.currency());
        out.line(&format!("No account lead: {} worth {value}.", counted(people.unled.0, "account")));
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
    quick_wins(book, &exposure, out);
    team_inside::told(&inside, out);
    team_inside::told_wins(&inside, book, out);
    Ok(Exit::Done)
}

/// What can be done right now, quickest first: the first ten of it, and how many more there are.
fn quick_wins(book: &Book, exposure: &Exposure, out: &mut Out) {
    const SHOWN: usize = 10;
    let open = || exposure.quick_wins().filter(|(_, win)| win.planned.is_none());
    let count = open().count();
    if count == 0 {
        return;
    }
    out.line("");
    out.line("Quick wins, for right now:");
    for (one, win) in open().take(SHOWN) {
        out.line(&view::printed(Quick::COLUMNS, &Quick(one, win), &Around::of(book)));
    }
    if count > SHOWN {
        out.line(&format!("  and {} more.", grouped(&(count - SHOWN).to_string())));
    }
}

/// The accounts that lost a team member: the first ten, and how many more there are.
fn member_attrition(all: &[MemberAttrition], book: &Book, out: &mut Out) {
    const SHOWN: usize = 10;
    if all.is_empty() {
        return;
    }
    out.line(&format!(
        "Attrition by account: {} lost a team member in 12 months.",
        counted(all.len() as u64, "account")
    ));
    for one in all.iter().take(SHOWN) {
        out.line(&format!("  {}", view::printed(TURNOVER, one, &Around::of(book))));
    }
    if all.len() > SHOWN {
        out.line(&format!("  and {} more; --json lists them all.", grouped(&(all.len() - SHOWN).to_string())));
    }
}

fn exposed(book: &Book, line: &Exposed, out: &mut Out) {
    out.line(&view::printed(HELD, line, &Around::of(book)));
    out.line(&format!("            → {}", line.step));
}

fn one(book: &mut Book, member: &Member, out: &mut Out) -> Result<Exit> {
    let people = book.people()?;
    let assignments_held = book.assignments_held(member.id)?;
    let person = people.list.iter().find(|one| one.member.id == member.id);
    let person = person.ok_or_else(|| Problem::not_found(format!("{} is no longer in the book.", member.name)))?;
    let around = Around { member: Some(member), ..Around::of(book) };
    if out.json {
        let mut value = view::json(MEMBERS, person, &around);
        value["account_seats"] = assignments_held.list.iter().map(|one| view::json(SEATS, one, &around)).collect();
        out.value(&value);
        return Ok(Exit::Done);
    }
    out.line(&view::printed(MEMBERS, person, &around));
    let does = member.function.as_ref().map(|it| format!("  Does {it}"));
    let sits = member.place.as_ref().map(|it| format!("  Sits in {it}"));
    does.into_iter().chain(sits).for_each(|words| out.line(&words));
    for one in &assignments_held.list {
        out.line(&format!("  {}", view::printed(SEATS, one, &around)));
        if out.is_gone() {
            break;
        }
    }
    Ok(Exit::Done)
}

pub(super) fn major(book: &Book, minor: Option<i64>) -> Option<f64> {
    minor.map(|minor| Money::new(minor, book.currency()).major())
}

fn team_json(book: &Book, people: &People, exposure: &Exposure) -> Value {
    let attrition = |one: &crate::domain::team::load::Attrition| {
        json!({"leavers": one.leavers, "average_heads": one.average, "heads": one.heads, "newcomers": one.newcomers,
            "turnover": one.rate(), "newcomer_share": one.new_share()})
    };
    let teams = people.teams.iter().map(|(team, one)| {
        let mut value = attrition(one);
        value["team"] = json!(team);
        value
    });
    let sizing = &exposure.sizing;
    let class = |(accounts, value): (u64, i64)| json!({"accounts": accounts, "value": major(book, Some(value))});
    let line = |one: &Exposed| view::json(HELD, one, &Around::of(book));
    json!({
        "date": book.today().to_string(),
        "currency": book.currency().code(),
        "members": people.list.iter().map(|one| view::json(MEMBERS, one, &Around::of(book))).collect::<Vec<_>>(),
        "turnover": attrition(&people.whole),
        "teams": teams.collect::<Vec<_>>(),
        "exposure": {
            "accounts": sizing.accounts, "value": major(book, Some(sizing.value)), "top": sizing.top,
            "top_value": major(book, Some(sizing.top_value)), "top_share": sizing.share(),
            "single": class(sizing.single), "primary": class(sizing.primary), "unknown": class(sizing.unknown),
            "multi_year": class(sizing.multi_year), "key_person_risk": class(sizing.real_risk),
            "real_team": sizing.real_team, "single_share": sizing.single_share(),
            "lines": exposure.lines.iter().map(line).collect::<Vec<_>>(),
        },
    })
}
