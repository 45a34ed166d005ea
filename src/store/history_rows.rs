//! How rows become facts: one statement and one reader a kind of record.

use super::filter::{Filter, day};
use super::rates::Rates;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::domain::reading::Measure;
use crate::domain::risk::history::{Fact, PulseFact, ReadingFact};
use crate::domain::role::{ContactRole, Role};
use crate::domain::succession::product_key;
use crate::domain::words::{ContractOutcome, EventKind, PulseSource};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::collections::HashMap;

/// A kind of record that facts are read from; the account is the first column.
#[derive(Clone, Copy)]
pub(super) struct Source {
    /// All rows.
    pub(super) sql: &'static str,
    /// What narrows them to one account.
    pub(super) one: &'static str,
    /// The fact in a row, if it holds one.
    pub(super) fact: fn(&Row<'_>, &Rates) -> rusqlite::Result<Option<Fact>>,
}

/// Lines of contracts.
pub(super) const CONTRACTS: Source = Source {
    sql: "SELECT account, start, \"end\", notice_days, outcome, outcome_on, known_on, value, currency,
              id, product, outcome_value FROM contract",
    one: "WHERE account BETWEEN ?1 AND ?2",
    fact: contract,
};

/// Losses.
pub(super) const LOSSES: Source = Source {
    sql: "SELECT account, \"on\", decided_on, won_back_on, known_on, contract, type, value, currency
        FROM churn",
    one: "WHERE account BETWEEN ?1 AND ?2",
    fact: loss,
};

/// Bills.
pub(super) const INVOICES: Source = Source {
    sql: "SELECT account, id, issued_on, due_on, paid_on, known_on, disputed, amount, currency FROM invoice",
    one: "WHERE account BETWEEN ?1 AND ?2",
    fact: invoice,
};

/// Actions of playbooks, with the code last.
pub(super) const PLAYS: &str = "SELECT account, due, done_on, outcome IS NOT NULL, known_on, playbook FROM action
    WHERE playbook IS NOT NULL AND account IS NOT NULL";

/// Every kind but touches, pulses and stays, which need more than one row at a time. Losses come before stays are read.
pub(super) const SOURCES: [Source; 12] = [
    LOSSES,
    CONTRACTS,
    Source {
        sql: "SELECT account, id, role = 'champion', left_on, known_on FROM contact
              WHERE (role = 'champion' OR left_on IS NOT NULL)",
        one: "AND account BETWEEN ?1 AND ?2",
        fact: contact,
    },
    Source {
        sql: "SELECT account, member, role, since, until, known_on FROM assignment",
        one: "WHERE account BETWEEN ?1 AND ?2",
        fact: seat,
    },
    Source {
        sql: "SELECT account, opened_on, closed_on, known_on, escalation FROM issue",
        one: "WHERE account BETWEEN ?1 AND ?2",
        fact: issue,
    },
    Source {
        sql: "SELECT account, id, kind, \"on\", known_on FROM event",
        one: "WHERE account BETWEEN ?1 AND ?2",
        fact: event,
    },
    Source {
        sql: "SELECT account, offered_on, answered_on, state = 'accepted', known_on FROM handoff",
        one: "WHERE account BETWEEN ?1 AND ?2",
        fact: handoff,
    },
    Source {
        sql: "SELECT account, id, due, kept_on, broken_on, known_on FROM commitment
              WHERE account IS NOT NULL AND due IS NOT NULL AND kind <> 'charter'",
        one: "AND account BETWEEN ?1 AND ?2",
        fact: promise,
    },
    Source {
        sql: "SELECT account, kind = 'joint', reviewed_on, closed_on, coalesce(known_on, started_on) FROM plan",
        one: "WHERE account BETWEEN ?1 AND ?2",
        fact: plan,
    },
    Source {
        sql: "SELECT account, \"on\", known_on FROM company_update WHERE account IS NOT NULL",
        one: "AND account BETWEEN ?1 AND ?2",
        fact: |row, _| dated(row, |on, known| Fact::News { on, known }),
    },
    Source {
        sql: "SELECT account, \"on\", known_on FROM referral",
        one: "WHERE account BETWEEN ?1 AND ?2",
        fact: |row, _| dated(row, |on, known| Fact::Referral { on, known }),
    },
    INVOICES,
];

type Read = rusqlite::Result<Option<Fact>>;

fn currency(row: &Row<'_>, place: usize) -> rusqlite::Result<Currency> {
    Ok(Currency::parse(row.get_ref(place)?.as_str()?).unwrap_or(Currency::EUR))
}

/// A word in a column, as `parse` reads it.
fn word<T>(row: &Row<'_>, place: usize, parse: fn(&str) -> Option<T>) -> rusqlite::Result<Option<T>> {
    Ok(match row.get_ref(place)? {
        ValueRef::Null => None,
        value => parse(value.as_str()?),
    })
}

fn dated(row: &Row<'_>, fact: fn(Day, Day) -> Fact) -> Read {
    let (on, known) = (day(row, 1)?, day(row, 2)?);
    Ok(on.map(|on| fact(on, known.unwrap_or(on))))
}

fn contract(row: &Row<'_>, rates: &Rates) -> Read {
    let value: Option<i64> = row.get(7)?;
    let product = match row.get_ref(10)? {
        ValueRef::Null => product_key(None),
        name => product_key(Some(name.as_str()?)),
    };
    Ok(Some(Fact::Contract {
        id: Id::new(row.get(9)?),
        product,
        start: day(row, 1)?,
        end: day(row, 2)?,
        notice_days: row.get::<_, Option<i64>>(3)?.unwrap_or(0).clamp(0, 10_000) as u16,
        outcome: word(row, 4, ContractOutcome::parse)?,
        outcome_on: day(row, 5)?,
        known: day(row, 6)?,
        valued: value.is_some(),
        value: rates.convert(value, currency(row, 8)?),
        next_value: rates.convert(row.get(11)?, currency(row, 8)?),
        next: None,
    }))
}

fn loss(row: &Row<'_>, rates: &Rates) -> Read {
    let avoidable = !matches!(row.get_ref(6)?, ValueRef::Text(b"unavoidable"));
    let (on, decided, back, known) = (day(row, 1)?, day(row, 2)?, day(row, 3)?, day(row, 4)?);
    let line = row.get::<_, Option<i64>>(5)?.map(Id::new);
    let whole = line.is_none();
    let value = match row.get(7)? {
        Some(value) => rates.convert(Some(value), currency(row, 8)?),
        None => None,
    };
    // Like any fact it counts on its own day: that of the decision, where that is told.
    let learned = |on: Day| known.unwrap_or_else(|| decided.unwrap_or(on).min(on));
    Ok(on.map(|on| Fact::Loss { on, decided, back, known: learned(on), whole, line, avoidable, value }))
}

fn contact(row: &Row<'_>, _: &Rates) -> Read {
    let sponsor = row.get::<_, Option<bool>>(2)?.unwrap_or(false);
    Ok(Some(Fact::Contact { id: Id::new(row.get(1)?), sponsor, left: day(row, 3)?, known: day(row, 4)? }))
}

fn seat(row: &Row<'_>, _: &Rates) -> Read {
    let member = row.get::<_, Option<i64>>(1)?.map(Id::new);
    let (since, until, known) = (day(row, 3)?, day(row, 4)?, day(row, 5)?);
    Ok(word(row, 2, Role::parse)?.map(|role| Fact::Assignment { member, role, since, until, known }))
}

fn issue(row: &Row<'_>, _: &Rates) -> Read {
    let (opened, closed, known) = (day(row, 1)?, day(row, 2)?, day(row, 3)?);
    let escalation = row.get(4)?;
    Ok(opened.map(|opened| Fact::Issue { opened, closed, known: known.unwrap_or(opened), escalation }))
}

fn event(row: &Row<'_>, _: &Rates) -> Read {
    let (kind, on, known) = (word(row, 2, EventKind::parse)?, day(row, 3)?, day(row, 4)?);
    let id = Id::new(row.get(1)?);
    Ok(kind.zip(on).map(|(kind, on)| Fact::Event { id, kind, on, known: known.unwrap_or(on) }))
}

/// An action of a playbook of the first stages.
pub(super) fn play(row: &Row<'_>) -> Read {
    let (due, done, settled) = (day(row, 1)?, day(row, 2)?, row.get::<_, bool>(3)?);
    let known = day(row, 4)?.or(due);
    Ok(known.map(|known| Fact::Play { settled: done.or(due).filter(|_| settled), known }))
}

fn handoff(row: &Row<'_>, _: &Rates) -> Read {
    let (offered, answered, known) = (day(row, 1)?, day(row, 2)?, day(row, 4)?);
    let accepted = row.get(3)?;
    Ok(offered.map(|offered| Fact::Handoff { offered, answered, accepted, known: known.unwrap_or(offered) }))
}

fn promise(row: &Row<'_>, _: &Rates) -> Read {
    let id = Id::new(row.get(1)?);
    let settled = [day(row, 3)?, day(row, 4)?].into_iter().flatten().min();
    let (due, known) = (day(row, 2)?, day(row, 5)?);
    Ok(due.map(|due| Fact::Promise { id, due, settled, known: known.unwrap_or(due) }))
}

fn plan(row: &Row<'_>, _: &Rates) -> Read {
    let joint = row.get(1)?;
    let (reviewed, closed) = (day(row, 2)?, day(row, 3)?);
    Ok(day(row, 4)?.map(|known| Fact::Plan { joint, reviewed, closed, known }))
}

fn invoice(row: &Row<'_>, rates: &Rates) -> Read {
    let (id, disputed) = (Id::new(row.get(1)?), row.get(6)?);
    let (issued, due, paid, known) = (day(row, 2)?, day(row, 3)?, day(row, 4)?, day(row, 5)?);
    let amount = rates.convert(row.get(7)?, currency(row, 8)?);
    Ok(issued.map(|issued| Fact::Invoice { id, issued, due, paid, known: known.unwrap_or(issued), disputed, amount }))
}

/// How long before the first day that is asked of, in days, readings are read: their norm reaches back a year.
const READINGS_REACH: i32 = 400;

/// Hands every reading of a metric that is understood, with its account, to `take`.
pub(super) fn readings(
    conn: &Connection,
    filter: Filter,
    earliest: Day,
    mut take: impl FnMut(i64, ReadingFact),
) -> Result<()> {
    let from = earliest.plus(-READINGS_REACH).number();
    let sql = format!("SELECT account, id, metric, \"on\", known_on, value FROM reading WHERE \"on\" >= {from}");
    let mut metrics: HashMap<String, (u32, Option<Measure>)> = HashMap::new();
    filter.each(conn, &sql, "AND account BETWEEN ?1 AND ?2", |row| {
        let (name, Some(on)) = (row.get_ref(2)?.as_str()?, day(row, 3)?) else { return Ok(()) };
        let (metric, measure) = if let Some(known) = metrics.get(name) {
            *known
        } else {
            let known = (metrics.len() as u32, Measure::of(name));
            *metrics.entry(name.to_owned()).or_insert(known)
        };
        let (Some(measure), value) = (measure, row.get::<_, f64>(5)?) else { return Ok(()) };
        let level = measure.level(value).map(|level| level as f32);
        let (id, known) = (Id::new(row.get(1)?), day(row, 4)?.unwrap_or(on));
        take(row.get(0)?, ReadingFact { id, metric, on, known, value, grows: measure == Measure::Use, level });
        Ok(())
    })
}

/// Hands every pulse, with its account, to `take`.
pub(super) fn pulses(conn: &Connection, filter: Filter, mut take: impl FnMut(i64, PulseFact)) -> Result<()> {
    let sql = "SELECT p.account, p.id, p.contact, c.role, p.\"on\", p.known_on, p.score, p.source, p.quote IS NOT NULL
               FROM pulse p LEFT JOIN contact c ON c.id = p.contact";
    filter.each(conn, sql, "WHERE p.account BETWEEN ?1 AND ?2", |row| {
        let Some(on) = day(row, 4)? else { return Ok(()) };
        take(
            row.get(0)?,
            PulseFact {
                id: Id::new(row.get(1)?),
                contact: row.get::<_, Option<i64>>(2)?.map(Id::new),
                seat: word(row, 3, ContactRole::parse)?,
                on,
                known: day(row, 5)?.unwrap_or(on),
                score: row.get(6)?,
                source: word(row, 7, PulseSource::parse)?.unwrap_or(PulseSource::Inferred),
                quoted: row.get(8)?,
            },
        );
        Ok(())
    })
}
