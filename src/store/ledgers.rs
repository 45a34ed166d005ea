//! What the metrics are counted from: every account in time, with what it saw after its sales; one pass over each table.

use super::Store;
use super::filter::{Filter, day};
use super::lifetimes::Beside;
use super::rates::Rates;
use super::stated::Stated;
use super::touches::meaningful;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::metrics::Amount;
use crate::domain::metrics::abandonment::{Aftercare, CommitmentFact, Offer, Watch};
use crate::domain::metrics::absence::absences;
use crate::domain::metrics::ledger::{Bill, Ledger, Own};
use crate::domain::metrics::line::{Line, succeed};
use crate::domain::money::Currency;
use crate::domain::problem::{Problem, Result};
use crate::domain::survival::life::Loss;
use crate::domain::words::{ContractOutcome, LossType};
use rusqlite::{CachedStatement, Row};
use std::collections::HashMap;

/// An account in time.
#[derive(Debug, Default)]
pub struct Dossier {
    /// Its presence and its value.
    pub ledger: Ledger,
    /// What it saw after its sales.
    pub care: Aftercare,
    /// Its whole losses, as they were recorded.
    pub losses: Vec<Recorded>,
    /// The channel it came through.
    pub channel: Option<String>,
    /// The offer that won it.
    pub offer: Option<String>,
    /// What they do: the group they are in.
    pub industry: Option<String>,
}

/// A loss of a whole account as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The day.
    pub on: Day,
    /// A year of what was lost.
    pub value: Amount,
    /// Why.
    pub reason: Option<String>,
    /// Whether nothing could have kept them.
    pub unavoidable: bool,
}

const ACCOUNTS: &str = "SELECT id, customer_since, observed_since, value, currency, channel, offer, industry, known_on
    FROM account ORDER BY id";

const LINES: &str = "SELECT account, id, product, value, currency, start, \"end\",
    CASE WHEN coalesce(outcome_on, ?1) <= ?1 THEN outcome END, outcome_on, outcome_value,
    CASE WHEN coalesce(outcome_on, ?1) <= ?1 THEN reason END
    FROM contract WHERE coalesce(known_on, start, ?1) <= ?1 ORDER BY account, \"end\", id";

const LOSSES: &str = "SELECT account, contract, \"on\", type, won_back_on, value, currency, reason FROM churn
    WHERE \"on\" <= ?1 AND coalesce(known_on, \"on\") <= ?1 ORDER BY account, \"on\", id";

const BILLS: &str = "SELECT account, issued_on, amount, currency FROM invoice
    WHERE issued_on <= ?1 AND coalesce(known_on, issued_on) <= ?1 ORDER BY account";

const WON: &str = "SELECT account, closed_on FROM opportunity
    WHERE state = 'won' AND closed_on <= ?1 AND coalesce(known_on, closed_on) <= ?1 ORDER BY account";

const OFFERS: &str = "SELECT account, offered_on, answered_on FROM (SELECT account, offered_on,
    CASE WHEN state = 'accepted' AND answered_on <= ?1 THEN answered_on END AS answered_on, known_on FROM handoff)
    WHERE offered_on <= ?1 AND coalesce(known_on, offered_on) <= ?1 ORDER BY account, offered_on";

const PROMISES: &str = "SELECT account, kind = 'next-step', due, coalesce(min(kept_on, broken_on), kept_on, broken_on),
    known_on, owner IS NOT NULL FROM commitment
    WHERE account IS NOT NULL AND kind <> 'charter' AND coalesce(known_on, ?1) <= ?1 ORDER BY account";

const TOUCHES: &str = concat!(
    "SELECT account, \"on\" FROM touch WHERE ",
    meaningful!("touch"),
    " AND \"on\" <= ?1 ORDER BY account, \"on\""
);

impl Store {
    /// Hands every account in time to `take`, by what was known on `today`; amounts by the rates of `frozen_on`.
    pub fn each_dossier(&self, frozen_on: Day, today: Day, mut take: impl FnMut(Id<Account>, &Dossier)) -> Result<()> {
        let _reading = self.reading()?;
        let rates = Rates::read(&self.conn, frozen_on)?;
        let stated = Stated::read(&self.conn, Filter::All, frozen_on)?;
        let mut statements = Vec::new();
        for sql in [LINES, LOSSES, BILLS, WON, OFFERS, PROMISES, TOUCHES] {
            statements.push(self.conn.prepare_cached(sql)?);
        }
        let mut sources = Sources::begin(&mut statements, today)?;
        let mut accounts = self.conn.prepare_cached(ACCOUNTS)?;
        let mut accounts = accounts.query([])?;
        let mut dossier = Dossier::default();
        while let Some(row) = accounts.next()? {
            let id: i64 = row.get(0)?;
            let now = Coin::read(row, 3)?.amount(&rates);
            let before = stated.of(id, day(row, 8)?, &rates);
            let own = Own::new(before.into_iter().map(|said| (said.until, said.own)), now);
            dossier.ledger = Ledger { since: day(row, 1)?, own, ..Ledger::default() };
            dossier.care = Aftercare { observed: day(row, 2)?, ..Aftercare::default() };
            dossier.losses.clear();
            (dossier.channel, dossier.offer) = (row.get(5)?, row.get(6)?);
            dossier.industry = row.get(7)?;
            sources.money(id, &mut dossier, &rates, today)?;
            sources.care(id, &mut dossier.care)?;
            take(Id::new(id), &dossier);
        }
        Ok(())
    }

    /// Since when the book records what sales are judged by.
    pub fn watch(&self) -> Result<Watch> {
        let first = |sql: &str| self.conn.query_row(sql, [], |row| day(row, 0)).map_err(Problem::from);
        Ok(Watch {
            handoffs: first("SELECT min(offered_on) FROM handoff")?,
            touches: first(concat!("SELECT min(\"on\") FROM touch WHERE ", meaningful!("touch")))?,
        })
    }

    /// Hand-offs offered from `from` to `to`, both included, that were known by `today`.
    pub fn handoffs_offered(&self, from: Day, to: Day, today: Day) -> Result<Vec<Handoff>> {
        let tail = "WHERE offered_on BETWEEN ?1 AND ?2 AND coalesce(known_on, offered_on) <= ?3 ORDER BY id";
        self.select(tail, [from.number(), to.number(), today.number()])
    }

    /// How many recommendations each account gave from `from` to `to`, both included, that were known by `today`.
    pub fn referrals(&self, from: Day, to: Day, today: Day) -> Result<HashMap<Id<Account>, u64>> {
        let sql = "SELECT account, count(*) FROM referral
            WHERE \"on\" BETWEEN ?1 AND ?2 AND coalesce(known_on, \"on\") <= ?3 GROUP BY account";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([from.number(), to.number(), today.number()], |row| {
            Ok((Id::new(row.get(0)?), row.get::<_, i64>(1)? as u64))
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}

/// An amount as it is written in a row: minor units, and the code of their currency.
struct Coin {
    minor: Option<i64>,
    currency: Currency,
}

impl Coin {
    /// The amount in a column, with its currency in the next.
    fn read(row: &Row<'_>, place: usize) -> rusqlite::Result<Self> {
        let currency = Currency::parse(row.get_ref(place + 1)?.as_str()?).unwrap_or(Currency::EUR);
        Ok(Self { minor: row.get(place)?, currency })
    }

    fn amount(&self, rates: &Rates) -> Amount {
        rates.amount(self.minor, self.currency)
    }
}

/// A contract line before its money is converted.
struct LineRow {
    id: i64,
    value: Coin,
    next: Option<i64>,
    line: Line,
}

/// A loss before it is known whether it is of a line.
struct LossRow {
    contract: Option<i64>,
    loss: Loss,
    value: Coin,
    reason: Option<String>,
}

impl LossRow {
    fn recorded(self, rates: &Rates) -> Recorded {
        let unavoidable = self.loss.is_unavoidable();
        Recorded { on: self.loss.on, value: self.value.amount(rates), reason: self.reason, unavoidable }
    }
}

/// The tables that are walked beside the accounts.
struct Sources<'a> {
    lines: Beside<'a, LineRow>,
    losses: Beside<'a, LossRow>,
    bills: Beside<'a, (Option<Day>, Coin)>,
    won: Beside<'a, Option<Day>>,
    offers: Beside<'a, (Option<Day>, Option<Day>)>,
    commitments: Beside<'a, CommitmentFact>,
    touches: Beside<'a, Option<Day>>,
}

impl<'a> Sources<'a> {
    /// Begins to walk the results of the statements, which are in the order of the fields.
    fn begin(statements: &'a mut [CachedStatement<'_>], today: Day) -> Result<Self> {
        let mut statements = statements.iter_mut();
        let mut next = || match statements.next() {
            Some(statement) => statement.query([today.number()]).map_err(Problem::from),
            None => Err(Problem::internal("A statement of the metrics is missing.")),
        };
        Ok(Self {
            lines: Beside::new(next()?, line)?,
            losses: Beside::new(next()?, loss)?,
            bills: Beside::new(next()?, |row| Ok((day(row, 1)?, Coin::read(row, 2)?)))?,
            won: Beside::new(next()?, |row| day(row, 1))?,
            offers: Beside::new(next()?, |row| Ok((day(row, 1)?, day(row, 2)?)))?,
            commitments: Beside::new(next()?, commitment)?,
            touches: Beside::new(next()?, |row| day(row, 1))?,
        })
    }

    /// Lines, losses and bills of an account.
    fn money(&mut self, id: i64, dossier: &mut Dossier, rates: &Rates, today: Day) -> Result<()> {
        let mut lines: Vec<(i64, Line)> = Vec::new();
        self.lines.take(id, |row| {
            let value = row.value.amount(rates);
            let next_value = Coin { minor: row.next, currency: row.value.currency }.amount(rates);
            lines.push((row.id, Line { value, next_value, ..row.line }));
        })?;
        let mut whole = Vec::new();
        self.losses.take(id, |row| {
            if let Some(contract) = row.contract {
                let gone = absences(&[row.loss], today);
                if let Some((_, line)) = lines.iter_mut().find(|(id, _)| *id == contract) {
                    line.absences.extend(gone);
                }
                return;
            }
            whole.push(row.loss);
            dossier.losses.push(row.recorded(rates));
        })?;
        let bills = &mut dossier.ledger.bills;
        self.bills.take(id, |(on, coin)| bills.extend(on.map(|on| Bill { on, amount: coin.amount(rates) })))?;
        dossier.ledger.lines = lines.into_iter().map(|(_, line)| line).collect();
        succeed(&mut dossier.ledger.lines);
        dossier.ledger.absences = absences(&whole, today);
        Ok(())
    }

    /// What an account saw after its sales.
    fn care(&mut self, id: i64, care: &mut Aftercare) -> Result<()> {
        self.won.take(id, |on| care.won.extend(on))?;
        self.offers.take(id, |(on, accepted)| care.offers.extend(on.map(|on| Offer { on, accepted })))?;
        self.commitments.take(id, |commitment| care.commitments.push(commitment))?;
        self.touches.take(id, |on| care.touches.extend(on))?;
        Ok(())
    }
}

fn line(row: &Row<'_>) -> rusqlite::Result<LineRow> {
    let outcome = row.get_ref(7)?.as_str_or_null()?.and_then(ContractOutcome::parse);
    let line = Line {
        product: row.get(2)?,
        start: day(row, 5)?,
        end: day(row, 6)?,
        outcome,
        outcome_on: day(row, 8)?,
        reason: row.get(10)?,
        ..Line::default()
    };
    Ok(LineRow { id: row.get(1)?, value: Coin::read(row, 3)?, next: row.get(9)?, line })
}

fn loss(row: &Row<'_>) -> rusqlite::Result<LossRow> {
    let kind = row.get_ref(3)?.as_str_or_null()?.and_then(LossType::parse);
    let loss = Loss { on: day(row, 2)?.unwrap_or(Day::ZERO), kind, won_back_on: day(row, 4)? };
    Ok(LossRow { contract: row.get(1)?, loss, value: Coin::read(row, 5)?, reason: row.get(7)? })
}

fn commitment(row: &Row<'_>) -> rusqlite::Result<CommitmentFact> {
    Ok(CommitmentFact {
        is_step: row.get(1)?,
        due: day(row, 2)?,
        settled: day(row, 3)?,
        known: day(row, 4)?,
        owned: row.get(5)?,
    })
}
