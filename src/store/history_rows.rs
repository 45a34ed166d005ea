//! How rows become facts: one statement and one reader a kind of record.

use super::filter::{Filter, day};
use super::rates::Rates;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::reading::Measure;
use crate::domain::risk::history::{Fact, PulseFact, ReadingFact, Said};
use crate::domain::role::{ContactRole, Role};
use crate::domain::succession::product_key;
use crate::domain::words::{ContractOutcome, EventKind, PulseSource};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::collections::HashMap;

/// A kind of record that facts are read from; the account is the first column, the id the second.
#[derive(Clone, Copy)]
pub(super) struct Source {
    /// What the rows are.
    pub(super) noun: Noun,
    /// All rows.
    pub(super) sql: &'static str,
    /// What narrows them to some accounts.
    pub(super) one: &'static str,
    /// What a row says, if it says anything.
    pub(super) said: fn(&Row<'_>, &Rates) -> rusqlite::Result<Said>,
}

/// Lines of contracts.
pub(super) const CONTRACTS: Source = Source {
    noun: Noun::Contracts,
    sql: "SELECT account, id, start, \"end\", notice_days, outcome, outcome_on, known_on, value, currency,
              product, outcome_value FROM contract",
    one: "WHERE account BETWEEN ?1 AND ?2",
    said: contract,
};

/// Losses.
pub(super) const LOSSES: Source = Source {
    noun: Noun::Churns,
    sql: "SELECT account, id, \"on\", decided_on, won_back_on, known_on, contract, type, value, currency
        FROM churn",
    one: "WHERE account BETWEEN ?1 AND ?2",
    said: loss,
};

/// Bills.
pub(super) const INVOICES: Source = Source {
    noun: Noun::Invoices,
    sql: "SELECT account, id, issued_on, due_on, paid_on, known_on, disputed, amount, currency FROM invoice",
    one: "WHERE account BETWEEN ?1 AND ?2",
    said: invoice,
};

/// Actions of playbooks, with the code last.
pub(super) const PLAYS: &str = "SELECT account, due, done_on, outcome IS NOT NULL, known_on, playbook FROM action
    WHERE playbook IS NOT NULL AND account IS NOT NULL";

/// Every kind but touches, stays and readings, which need more than one row at a time. Losses come before stays are read.
pub(super) const SOURCES: [Source; 13] = [
    LOSSES,
    CONTRACTS,
    Source {
        noun: Noun::Contacts,
        sql: "SELECT account, id, role = 'champion', left_on, known_on FROM contact
              WHERE (role = 'champion' OR left_on IS NOT NULL)",
        one: "AND account BETWEEN ?1 AND ?2",
        said: contact,
    },
    Source {
        noun: Noun::Assignments,
        sql: "SELECT account, id, member, role, since, until, known_on FROM assignment",
        one: "WHERE account BETWEEN ?1 AND ?2",
        said: assignment,
    },
    Source {
        noun: Noun::Issues,
        sql: "SELECT account, id, opened_on, closed_on, known_on, escalation FROM issue",
        one: "WHERE account BETWEEN ?1 AND ?2",
        said: issue,
    },
    Source {
        noun: Noun::Events,
        sql: "SELECT account, id, kind, \"on\", known_on FROM event",
        one: "WHERE account BETWEEN ?1 AND ?2",
        said: event,
    },
    Source {
        noun: Noun::Handoffs,
        sql: "SELECT account, id, offered_on, answered_on, state = 'accepted', known_on FROM handoff",
        one: "WHERE account BETWEEN ?1 AND ?2",
        said: handoff,
    },
    Source {
        noun: Noun::Commitments,
        sql: "SELECT account, id, due, kept_on, broken_on, known_on FROM commitment
              WHERE account IS NOT NULL AND due IS NOT NULL AND kind <> 'charter'",
        one: "AND account BETWEEN ?1 AND ?2",
        said: commitment,
    },
    Source {
        noun: Noun::Plans,
        sql: "SELECT account, id, kind = 'joint', reviewed_on, closed_on, coalesce(known_on, started_on) FROM plan",
        one: "WHERE account BETWEEN ?1 AND ?2",
        said: plan,
    },
    Source {
        noun: Noun::CompanyUpdates,
        sql: "SELECT account, id, sent_on, known_on FROM company_update WHERE account IS NOT NULL AND sent_on IS NOT NULL",
        one: "AND account BETWEEN ?1 AND ?2",
        said: |row, _| dated(row, |on, known| Fact::CompanyUpdate { on, known }),
    },
    Source {
        noun: Noun::Referrals,
        sql: "SELECT account, id, \"on\", known_on FROM referral",
        one: "WHERE account BETWEEN ?1 AND ?2",
        said: |row, _| dated(row, |on, known| Fact::Referral { on, known }),
    },
    INVOICES,
    Source {
        noun: Noun::Pulses,
        sql: "SELECT p.account, p.id, p.contact, c.role, p.\"on\", p.known_on, p.score, p.source, p.quote IS NOT NULL
              FROM pulse p LEFT JOIN contact c ON c.id = p.contact",
        one: "WHERE p.account BETWEEN ?1 AND ?2",
        said: pulse,
    },
];

type Read = rusqlite::Result<Said>;

/// What a fact that is there says.
fn fact(fact: Option<Fact>) -> Said {
    fact.map_or(Said::Nothing, Said::Fact)
}

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

fn dated(row: &Row<'_>, of: fn(Day, Day) -> Fact) -> Read {
    let (on, known) = (day(row, 2)?, day(row, 3)?);
    Ok(fact(on.map(|on| of(on, known.unwrap_or(on)))))
}

fn contract(row: &Row<'_>, rates: &Rates) -> Read {
    let value: Option<i64> = row.get(8)?;
    let product = match row.get_ref(10)? {
        ValueRef::Null => product_key(None),
        name => product_key(Some(name.as_str()?)),
    };
    Ok(Said::Fact(Fact::Contract {
        id: Id::new(row.get(1)?),
        product,
        start: day(row, 2)?,
        end: day(row, 3)?,
        notice_days: row.get::<_, Option<i64>>(4)?.unwrap_or(0).clamp(0, 10_000) as u16,
        outcome: word(row, 5, ContractOutcome::parse)?,
        outcome_on: day(row, 6)?,
        known: day(row, 7)?,
        valued: value.is_some(),
        value: rates.convert(value, currency(row, 9)?),
        next_value: rates.convert(row.get(11)?, currency(row, 9)?),
        next: None,
    }))
}

fn loss(row: &Row<'_>, rates: &Rates) -> Read {
    let avoidable = !matches!(row.get_ref(7)?, ValueRef::Text(b"unavoidable"));
    let (on, decided, back, known) = (day(row, 2)?, day(row, 3)?, day(row, 4)?, day(row, 5)?);
    let line = row.get::<_, Option<i64>>(6)?.map(Id::new);
    let whole = line.is_none();
    let value = match row.get(8)? {
        Some(value) => rates.convert(Some(value), currency(row, 9)?),
        None => None,
    };
    // Like any fact it counts on its own day: that of the decision, where that is told.
    let learned = |on: Day| known.unwrap_or_else(|| decided.unwrap_or(on).min(on));
    Ok(fact(on.map(|on| Fact::Loss { on, decided, back, known: learned(on), whole, line, avoidable, value })))
}

fn contact(row: &Row<'_>, _: &Rates) -> Read {
    let sponsor = row.get::<_, Option<bool>>(2)?.unwrap_or(false);
    Ok(Said::Fact(Fact::Contact { id: Id::new(row.get(1)?), sponsor, left: day(row, 3)?, known: day(row, 4)? }))
}

fn assignment(row: &Row<'_>, _: &Rates) -> Read {
    let member = row.get::<_, Option<i64>>(2)?.map(Id::new);
    let (since, until, known) = (day(row, 4)?, day(row, 5)?, day(row, 6)?);
    let role = word(row, 3, Role::parse)?;
    Ok(fact(role.map(|role| Fact::Assignment { member, role, since, until, known })))
}

fn issue(row: &Row<'_>, _: &Rates) -> Read {
    let (opened, closed, known) = (day(row, 2)?, day(row, 3)?, day(row, 4)?);
    let escalation = row.get(5)?;
    Ok(fact(opened.map(|opened| Fact::Issue { opened, closed, known: known.unwrap_or(opened), escalation })))
}

fn event(row: &Row<'_>, _: &Rates) -> Read {
    let (kind, on, known) = (word(row, 2, EventKind::parse)?, day(row, 3)?, day(row, 4)?);
    let id = Id::new(row.get(1)?);
    Ok(fact(kind.zip(on).map(|(kind, on)| Fact::Event { id, kind, on, known: known.unwrap_or(on) })))
}

/// An action of a playbook of the first stages.
pub(super) fn play(row: &Row<'_>) -> rusqlite::Result<Option<Fact>> {
    let (due, done, settled) = (day(row, 1)?, day(row, 2)?, row.get::<_, bool>(3)?);
    let known = day(row, 4)?.or(due);
    Ok(known.map(|known| Fact::Play { settled: done.or(due).filter(|_| settled), known }))
}

fn handoff(row: &Row<'_>, _: &Rates) -> Read {
    let (offered, answered, known) = (day(row, 2)?, day(row, 3)?, day(row, 5)?);
    let accepted = row.get(4)?;
    let of = |offered| Fact::Handoff { offered, answered, accepted, known: known.unwrap_or(offered) };
    Ok(fact(offered.map(of)))
}

fn commitment(row: &Row<'_>, _: &Rates) -> Read {
    let id = Id::new(row.get(1)?);
    let settled = [day(row, 3)?, day(row, 4)?].into_iter().flatten().min();
    let (due, known) = (day(row, 2)?, day(row, 5)?);
    Ok(fact(due.map(|due| Fact::Commitment { id, due, settled, known: known.unwrap_or(due) })))
}

fn plan(row: &Row<'_>, _: &Rates) -> Read {
    let joint = row.get(2)?;
    let (reviewed, closed) = (day(row, 3)?, day(row, 4)?);
    Ok(fact(day(row, 5)?.map(|known| Fact::Plan { joint, reviewed, closed, known })))
}

fn invoice(row: &Row<'_>, rates: &Rates) -> Read {
    let (id, disputed) = (Id::new(row.get(1)?), row.get(6)?);
    let (issued, due, paid, known) = (day(row, 2)?, day(row, 3)?, day(row, 4)?, day(row, 5)?);
    let amount = rates.convert(row.get(7)?, currency(row, 8)?);
    let of = |issued| Fact::Invoice { id, issued, due, paid, known: known.unwrap_or(issued), disputed, amount };
    Ok(fact(issued.map(of)))
}

fn pulse(row: &Row<'_>, _: &Rates) -> Read {
    let Some(on) = day(row, 4)? else { return Ok(Said::Nothing) };
    Ok(Said::Pulse(PulseFact {
        id: Id::new(row.get(1)?),
        contact: row.get::<_, Option<i64>>(2)?.map(Id::new),
        role: word(row, 3, ContactRole::parse)?,
        on,
        known: day(row, 5)?.unwrap_or(on),
        score: row.get(6)?,
        source: word(row, 7, PulseSource::parse)?.unwrap_or(PulseSource::Inferred),
        quoted: row.get(8)?,
    }))
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
