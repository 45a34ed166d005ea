//! The accounts that a team member leaves behind, and who should take over each.

use super::{Around, Column, Heading, Ink, Piece, Value};
use crate::book::team::what_if::Leaving;
use crate::domain::money::Money;
use crate::domain::risk::score::Band;
use crate::domain::text::{left, right, short_name};
use serde_json::json;

type Of = Column<Leaving>;

/// Every account they lead or have a role at.
pub(crate) const LEAVING: &[Of] = &[
    Of::new("account", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Account", 16, 2, Heading::KEEP), |one, _| {
            if one.real_risk {
                (Ink::Risk(Band::Critical), format!("◆ {}", one.name))
            } else {
                (Ink::Strong, one.name.clone())
            }
        })
        .print(|one, _| format!("{} {}", if one.real_risk { "◆" } else { " " }, left(&one.name, 28))),
    Of::new("external_id", |one, _| Value::text_of(one.external_id.as_deref())),
    Of::new("value", |one, around| around.money(one.value))
        .screen(Heading::number("Value", 7, 9), value)
        .print(|one, around| right(&value(one, around).1, 8)),
    Of::new("key_person_risk", |one, _| Value::Bool(one.real_risk)),
    Of::new("leads", |one, _| Value::Bool(one.leads)),
    Of::new("seats", |one, _| {
        let words: Vec<&str> = one.roles.iter().map(|role| role.word()).collect();
        Value::List(json!(words), words.join("; "))
    })
    .screen(Heading::words("Role", 7, 0, 3), |one, _| (Ink::Dim, holds(one)))
    .print(|one, _| left(&holds(one), 16)),
    Of::new("sole_contacts", |one, _| Value::List(json!(one.sole), one.sole.join("; ")))
        .screen(Heading::words("Sole contacts", 13, 1, 4), |one, _| (Ink::Risk(Band::Watch), one.sole.join(", "))),
    Of::new("successor", |one, _| Value::text_of(one.successor.as_ref().map(|heir| heir.name.as_str()))).screen(
        Heading::words("Successor", 11, 0, Heading::KEEP),
        |one, _| match &one.successor {
            Some(heir) => (Ink::Strong, short_name(&heir.name)),
            None => (Ink::ALERT, "▲ no owner".to_owned()),
        },
    ),
    Of::new("reason", |one, _| Value::text_of(one.successor.as_ref().map(|heir| heir.reason.as_str())))
        .screen(Heading::words("Why", 22, 6, 6), |one, _| {
            let none = "no member with this role has met them";
            (Ink::Dim, one.successor.as_ref().map_or_else(|| none.to_owned(), |heir| heir.reason.clone()))
        })
        .print(|one, _| match &one.successor {
            Some(heir) => format!("→ {}: {}", heir.name, heir.reason),
            None => "no successor".to_owned(),
        }),
    Of::new("id", |one, _| Value::Text(one.account.code())),
];

fn value(one: &Leaving, around: &Around<'_>) -> Piece {
    (Ink::Plain, Money::short_or_unknown(one.value, around.currency))
}

fn holds(one: &Leaving) -> String {
    if one.leads {
        return "leads".to_owned();
    }
    one.roles.iter().map(|role| role.title()).collect::<Vec<_>>().join(", ")
}
