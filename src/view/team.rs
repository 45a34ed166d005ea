//! The team members, and what each account lost of them.

use super::{Around, Cell, Column, Heading, Ink, Piece, Value, cell};
use crate::book::team::assignments::MemberAttrition;
use crate::book::team::people::Person;
use crate::domain::day::{Day, spoken};
use crate::domain::money::Money;
use crate::domain::risk::score::Band;
use crate::domain::team::load::Load;
use crate::domain::text::{counted, full_name, grouped, left, right};
use serde_json::{Value as Json, json};

type Of = Column<Person>;
type Lost = Column<MemberAttrition>;

/// Every team member.
pub(crate) const MEMBERS: &[Of] = &[
    Of::new("name", |one, _| Value::Text(one.member.name.clone()))
        .screen(Heading::words("Who", 16, 2, Heading::KEEP), |one, _| {
            (if one.is_gone { Ink::Dim } else { Ink::Strong }, full_name(&one.member.name).to_owned())
        })
        .print(|one, _| left(full_name(&one.member.name), 22)),
    Of::new("title", |one, _| Value::text_of(one.member.title.as_deref()))
        .screen(Heading::words("Title", 14, 2, 4), |one, _| {
            dim(one.member.title.as_deref().or(one.member.function.as_deref()))
        })
        .print(|one, _| left(one.member.title.as_deref().unwrap_or(""), 20)),
    Of::new("team", |one, _| Value::text_of(one.member.team.as_deref()))
        .screen(Heading::words("Team", 7, 1, 3), |one, _| dim(one.member.team.as_deref()))
        .print(|one, _| left(one.member.team.as_deref().unwrap_or(""), 8)),
    Of::new("function", |one, _| Value::text_of(one.member.function.as_deref()))
        .screen(Heading::words("Does", 10, 1, 0), |one, _| dim(one.member.function.as_deref())),
    Of::new("place", |one, _| Value::text_of(one.member.place.as_deref()))
        .screen(Heading::words("Place", 8, 1, 0), |one, _| dim(one.member.place.as_deref())),
    Of::new("started_on", |one, _| Value::day(one.member.started_on))
        .screen(Heading::words("Since", 11, 0, 1), |one, around| {
            (Ink::Dim, one.member.started_on.map_or_else(|| "–".to_owned(), |day| spoken(day, around.today)))
        }),
    Of::new("left_on", |one, _| Value::day(one.member.left_on)),
    Of::new("newcomer", |one, _| Value::Bool(one.is_new)),
    Of::new("seats", |one, _| Value::count(one.assignments))
        .screen(Heading::number("Roles", 5, 4), |one, _| (plain(one), grouped(&one.assignments.to_string())))
        .print(|one, _| right(&counted(u64::from(one.assignments), "role"), 10)),
    Of::new("accounts", |one, _| Value::count(one.leads))
        .screen(Heading::number("Leads", 5, 9), |one, _| (plain(one), grouped(&one.leads.to_string())))
        .print(|one, _| right(&format!("leads {}", grouped(&one.leads.to_string())), 11)),
    Of::new("value", |one, around| around.money(one.value))
        .screen(Heading::number("Value", 7, 8), |one, around| {
            (plain(one), Money::short_or_unknown(one.value, around.currency))
        })
        .print(|one, around| right(&Money::short_or_unknown(one.value, around.currency), 8)),
    Of::new("loss.low", |one, around| around.money(one.leaving.map(|(low, _)| low)))
        .screen(Heading::number("If they leave", 13, 6), leaving),
    Of::new("loss.high", |one, around| around.money(one.leaving.map(|(_, high)| high))),
    Of::new("currency", |_, around| Value::Text(around.currency.to_string())),
    Of::new("load", |one, _| match one.load.share() {
        Some(share) if !one.is_gone => Value::Number(share, 3),
        _ => Value::None,
    })
    .pieces(Heading::words("■ done □ to do", 14, 0, 5), |one, _| {
        if one.is_gone { Cell::new() } else { load_bar(one.load) }
    }),
    Of::new("minutes.expected", |one, _| Value::count(one.load.expected))
        // By what they have, and who left last.
        .ranked(|one, _| match one.load.capacity {
            _ if one.is_gone => Value::None,
            Some(capacity) => Value::Number(f64::from(one.load.expected) / f64::from(capacity.max(1)), 3),
            None => Value::Number(0.0, 3),
        })
        .screen(Heading::number("Load/cap.", 11, 7), |one, _| {
            (if is_over(one) { Ink::ALERT } else { plain(one) }, one.load.expected_words())
        })
        .print(|one, _| right(&format!("{} min", one.load.expected_words()), 17)),
    Of::new("minutes.capacity", |one, _| one.load.capacity.map_or(Value::None, Value::count)),
    Of::new("minutes.prep", |one, _| Value::count(one.load.logged.prep))
        .screen(Heading::number("Prep/with/after", 15, 2), |one, _| (plain(one), one.load.logged_words()))
        .print(|one, _| right(&one.load.logged_words(), 12)),
    Of::new("minutes.contact", |one, _| Value::count(one.load.logged.contact)),
    Of::new("minutes.followup", |one, _| Value::count(one.load.logged.followup)),
    Of::new("over_capacity", |one, _| one.load.is_over().map_or(Value::None, Value::Bool))
        .screen(Heading::words("", 11, 1, Heading::KEEP), |one, around| mark(one, around.today))
        .print(|one, around| format!(" {}", notes(one, around.today))),
    Of::new("id", |one, _| Value::Text(one.member.id.code())),
    Of::new("external_id", |one, _| Value::text_of(one.member.external_id.as_deref())),
];

fn dim(words: Option<&str>) -> Piece {
    (Ink::Dim, words.unwrap_or_default().to_owned())
}

fn plain(one: &Person) -> Ink {
    if one.is_gone { Ink::Dim } else { Ink::Plain }
}

fn is_over(one: &Person) -> bool {
    !one.is_gone && one.load.is_over() == Some(true)
}

/// What their leaving may cost in a year: “€73k–€97k”.
fn leaving(one: &Person, around: &Around<'_>) -> Piece {
    let short = |minor| Money::new(minor, around.currency).short();
    let words = one.leaving.map(|(low, high)| format!("{}–{}", short(low), short(high)));
    words.map_or_else(|| (Ink::Dim, if one.is_gone { "" } else { "–" }.to_owned()), |words| (Ink::Plain, words))
}

/// Cells of a load bar up to the mark of their capacity, and behind it.
const BAR: (u32, u32) = (8, 5);

/// Minutes logged `■` and what is left of those expected `□`, with a mark where their capacity ends: “■■■□□   │”. Only what is
/// more than their capacity stands behind the mark.
fn load_bar(Load { expected, logged, capacity }: Load) -> Cell {
    let Some(capacity) = capacity else { return cell("no capacity", Ink::Dim) };
    let long = |minutes: u32| cells(minutes, capacity) as usize;
    let (done, whole) = (long(logged.total()), long(expected.max(logged.total())));
    let bar: Vec<char> = (0..(BAR.0 + BAR.1) as usize)
        .map(|at| {
            if at < done {
                '■'
            } else if at < whole {
                '□'
            } else {
                ' '
            }
        })
        .collect();
    let (within, past) = bar.split_at(BAR.0 as usize);
    let past: String = past.iter().collect();
    vec![(Ink::Chart, within.iter().collect()), (Ink::Dim, "│".to_owned()), (Ink::ALERT, past.trim_end().to_owned())]
}

fn cells(minutes: u32, capacity: u32) -> u32 {
    let exact = (f64::from(minutes) * f64::from(BAR.0) / f64::from(capacity.max(1))).round() as u32;
    match minutes {
        0 => 0,
        within if within <= capacity => exact.clamp(1, BAR.0),
        _ => exact.clamp(BAR.0 + 1, BAR.0 + BAR.1),
    }
}

fn mark(one: &Person, today: Day) -> Piece {
    match one.member.left_on {
        Some(left) if one.is_gone => (Ink::Dim, format!("left {}", short(left, today))),
        Some(left) => (Ink::ALERT, format!("▲ to {}", short(left, today))),
        None if is_over(one) => (Ink::ALERT, "▲ over".to_owned()),
        None if one.is_new => (Ink::Risk(Band::Watch), "◐ new".to_owned()),
        None => (Ink::Dim, String::new()),
    }
}

/// A day without its year, or the year where it is another one: “28 Oct”, “2025”.
fn short(day: Day, today: Day) -> String {
    let (date, now) = (day.date(), today.date());
    date.format(if date.format("%Y").to_string() == now.format("%Y").to_string() { "%-d %b" } else { "%Y" }).to_string()
}

fn notes(one: &Person, today: Day) -> String {
    let gone = if one.is_gone { "left" } else { "leaves" };
    let gone = one.member.left_on.map(|day| format!("{gone} {}", spoken(day, today)));
    let new = one.is_new.then(|| "new".to_owned());
    let over = is_over(one).then(|| "▲ over capacity".to_owned());
    gone.into_iter().chain(new).chain(over).collect::<Vec<_>>().join(", ")
}

/// The accounts that lost a team member.
pub(crate) const TURNOVER: &[Lost] = &[
    Lost::new("left", |one, _| Value::count(one.gone.len() as u64))
        .screen(Heading::number("Left", 5, Heading::KEEP), |one, _| {
            (Ink::Risk(if one.there == 0 { Band::AtRisk } else { Band::Watch }), one.gone.len().to_string())
        }),
    Lost::new("there", |one, _| Value::count(one.there))
        .screen(Heading::number("Of", 3, 9), |one, _| (Ink::Plain, one.heads().to_string())),
    Lost::new("account", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Account", 18, 3, Heading::KEEP), |one, _| (Ink::Strong, one.name.clone()))
        .print(|one, _| left(&one.name, 28)),
    Lost::new("value", |one, around| around.money(one.value))
        .screen(Heading::number("Value", 7, 8), |one, around| {
            (Ink::Plain, Money::short_or_unknown(one.value, around.currency))
        })
        .print(|one, around| {
            let count = format!("{} of {}", one.gone.len(), one.heads());
            format!("{} {}", right(&Money::short_or_unknown(one.value, around.currency), 8), left(&count, 8))
        }),
    Lost::new("who", |one, _| {
        let list: Vec<Json> =
            one.gone.iter().map(|it| json!({"name": it.who, "on": it.on.to_string(), "left_us": it.left_us})).collect();
        let words: Vec<String> = one.gone.iter().map(|it| format!("{} {}", it.who, it.on)).collect();
        Value::List(Json::Array(list), words.join("; "))
    })
    .screen(Heading::words("Who, when", 26, 6, Heading::KEEP), |one, around| (Ink::Plain, one.who(around.today)))
    .print(|one, around| format!(" {}", one.who(around.today))),
    Lost::new("id", |one, _| Value::Text(one.account.code())),
    Lost::new("external_id", |one, _| Value::text_of(one.external_id.as_deref())),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::team::load::Logged;

    #[test]
    fn a_bar_passes_its_mark_exactly_where_they_are_over_capacity() {
        for (expected, contact, wanted) in [
            (0, 0, "        │"),
            (1, 0, "□       │"),
            (240, 120, "■■■■□□□□│"),
            (241, 0, "□□□□□□□□│□"),
            (420, 164, "■■■■■□□□│□□□□□"),
            (100, 300, "■■■■■■■■│■■"),
            (9_000, 0, "□□□□□□□□│□□□□□"),
        ] {
            let logged = Logged { contact, ..Logged::default() };
            let load = Load { expected, logged, capacity: Some(240) };
            let words: String = load_bar(load).into_iter().map(|(_, words)| words).collect();
            assert_eq!(words, wanted);
            let past = words.split('│').nth(1).is_some_and(|past| !past.is_empty());
            assert_eq!(Some(past), load.is_over());
        }
    }
}
