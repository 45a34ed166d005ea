//! The assignments of a team member over all accounts: what each is for, and which is due when.

use super::{Around, Column, Heading, Ink, Value};
use crate::book::team::assignments::AssignmentAt;
use crate::domain::day::spoken;
use crate::domain::money::Money;
use crate::domain::risk::score::Band;
use crate::domain::text::{left, right};

type Of = Column<AssignmentAt>;

/// The assignments of [`Around::member`].
pub(crate) const SEATS: &[Of] = &[
    Of::new("due", |one, _| Value::day(one.line.due))
        .screen(Heading::words("Due", 10, 0, Heading::KEEP), |one, around| {
            (urgency(one, around), one.line.due_words(around.today))
        }),
    Of::new("overdue", |one, around| Value::Bool(one.line.due.is_some_and(|due| due < around.today))),
    Of::new("member", |_, around| Value::text_of(around.member.map(|member| member.name.as_str()))),
    Of::new("account", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Account", 18, 3, Heading::KEEP), |one, _| (Ink::Strong, one.name.clone()))
        .print(|one, _| left(&one.name, 28)),
    Of::new("account_external_id", |one, _| Value::text_of(one.external_id.as_deref())),
    Of::new("value", |one, around| around.money(one.value)).screen(Heading::number("Value", 7, 5), |one, around| {
        (Ink::Plain, Money::short_or_unknown(one.value, around.currency))
    }),
    Of::new("role", |one, _| Value::Text(role(one, "responsible").to_owned()))
        .screen(Heading::words("Role", 14, 0, Heading::KEEP), |one, _| {
            (Ink::Plain, role(one, "leads, no role").to_owned())
        })
        .print(|one, _| left(role(one, "responsible"), 16)),
    Of::new("last_met", |one, _| Value::day(one.met)).print(|one, around| {
        let met = one.met.map_or_else(|| "never met".to_owned(), |day| format!("met {}", spoken(day, around.today)));
        format!("{} {}", left(&met, 16), left(&one.line.due_words(around.today), 12))
    }),
    Of::new("purpose", |one, _| Value::Text(one.line.purpose.clone().unwrap_or_default())).screen(
        Heading::words("Purpose", 16, 4, 9),
        |one, _| match one.line.aim() {
            Some(aim) => (Ink::Plain, aim),
            None => (Ink::Risk(Band::Watch), "–".to_owned()),
        },
    ),
    Of::new("duty", |one, _| {
        let words: Vec<&str> = one.line.duty.iter().map(|duty| duty.word()).collect();
        Value::List(serde_json::json!(words), words.join("; "))
    }),
    Of::new("last_meaningful", |one, _| Value::day(one.line.last))
        .screen(Heading::number("Last", 6, 7), |one, around| {
            (Ink::Plain, or_dash(one.line.last.map(|last| format!("{} d", last.days_to(around.today)))))
        }),
    Of::new("cadence_days", |one, _| one.line.every.map_or(Value::None, |days| Value::count(days.unsigned_abs())))
        .screen(Heading::number("Cadence", 7, 8), |one, _| {
            (Ink::Dim, or_dash(one.line.every.map(|days| format!("{days} d"))))
        }),
    Of::new("minutes_30d", |one, _| Value::count(one.line.minutes)).screen(
        Heading::number("Min/mo", 7, 4),
        |one, _| {
            let expected = or_dash((one.line.expected > 0).then(|| one.line.expected.to_string()));
            (Ink::Dim, format!("{}/{expected}", one.line.minutes))
        },
    ),
    Of::new(
        "minutes_month",
        |one, _| {
            if one.line.expected == 0 { Value::None } else { Value::count(one.line.expected) }
        },
    )
    .print(|one, _| {
        let minutes = if one.line.expected == 0 { "by tier".to_owned() } else { format!("{} min", one.line.expected) };
        format!("{}  {}", right(&minutes, 8), one.line.aim().unwrap_or_default())
    }),
    Of::new("counterpart", |one, _| Value::text_of(one.line.counterpart.as_deref()))
        .screen(Heading::words("Counterpart", 12, 2, 3), |one, _| (Ink::Dim, or_dash(one.line.counterpart.clone()))),
];

fn role<'a>(one: &'a AssignmentAt, without: &'a str) -> &'a str {
    if one.line.assignment.is_some() { one.line.title() } else { without }
}

fn or_dash(words: Option<String>) -> String {
    words.unwrap_or_else(|| "–".to_owned())
}

fn urgency(one: &AssignmentAt, around: &Around<'_>) -> Ink {
    match one.line.due {
        Some(due) if due < around.today => Ink::ALERT,
        Some(due) if due == around.today => Ink::Risk(Band::Watch),
        Some(_) => Ink::Plain,
        None => Ink::Dim,
    }
}
