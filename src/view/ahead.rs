//! What is planned over all accounts: opportunities, success plans, updates to be sent and what else somebody is to do on a day.

use super::{Column, Heading, Ink, Value};
use crate::book::ahead::Ahead;
use crate::domain::money::Money;
use crate::domain::planned::Progress;
use crate::domain::text::{left, right, short_name};

type Of = Column<Ahead>;

/// Everything planned.
pub(crate) const AHEAD: &[Of] = &[
    Of::new("due", |one, _| Value::day(one.due))
        .screen(Heading::words("Due", 14, 0, Heading::KEEP), |one, around| {
            match one.due.map(|due| Progress::of(due, None, around.today)) {
                None => (Ink::Dim, "no day set".to_owned()),
                Some(progress) if progress.is_due() => (Ink::ALERT, progress.words(around.today)),
                Some(progress) => (Ink::Plain, progress.words(around.today)),
            }
        })
        .print(|one, around| {
            let due = one.due.map(|due| Progress::of(due, None, around.today).words(around.today));
            left(due.as_deref().unwrap_or("no day set"), 15)
        }),
    Of::new("kind", |one, _| Value::Text(one.id.kind.word().to_owned())).print(|one, _| left(one.id.kind.word(), 11)),
    Of::new("account", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Account", 16, 2, Heading::KEEP), |one, _| (Ink::Strong, one.name.clone()))
        .print(|one, _| left(&one.name, 28)),
    Of::new("what", |one, _| Value::Text(one.what.clone()))
        .screen(Heading::words("What", 20, 4, Heading::KEEP), |one, _| (Ink::Plain, one.what.clone()))
        .print(|one, _| left(&one.what, 44)),
    Of::new("state", |one, _| Value::Text(one.state.clone()))
        .screen(Heading::words("State", 22, 4, 5), |one, _| (Ink::Dim, one.state.clone())),
    Of::new("value", |one, _| one.value.map_or(Value::None, Value::Money))
        .screen(Heading::number("Value", 7, 4), |one, _| (Ink::Plain, value(one)))
        .print(|one, _| right(&value(one), 8)),
    Of::new("owner", |one, _| Value::text_of(Some(one.owner.as_str()).filter(|owner| !owner.is_empty())))
        .screen(Heading::words("Owner", 11, 1, 6), |one, _| {
            if one.owner.is_empty() {
                (Ink::ALERT, "▲ no owner".to_owned())
            } else {
                (Ink::Dim, short_name(&one.owner))
            }
        })
        .print(|one, _| if one.owner.is_empty() { "no owner".to_owned() } else { one.owner.clone() }),
    Of::new("id", |one, _| Value::Text(one.id.to_string())),
];

fn value(one: &Ahead) -> String {
    one.value.map_or_else(String::new, Money::short)
}
