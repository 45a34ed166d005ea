//! The currency of the book, and exchange rates into it.

use super::error::Told;
use super::{meta, set_meta};
use crate::domain::day::Day;
use crate::domain::money::{Currency, Money};
use crate::domain::problem::Result;
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;

/// Exchange rates into the currency of the book, as of a day.
#[derive(Debug, Clone)]
pub(crate) struct Rates {
    book: Currency,
    rates: HashMap<Currency, f64>,
}

impl Rates {
    /// The rates that hold on `today`: of each currency the latest one entered for that day or before.
    pub(crate) fn read(conn: &Connection, today: Day) -> Result<Self> {
        let book = book_currency(conn)?;
        let mut rates = HashMap::new();
        let sql = "SELECT currency, rate FROM rate WHERE \"on\" <= ?1 ORDER BY \"on\"";
        let mut statement = conn.prepare_cached(sql).told()?;
        let rows = statement
            .query_map([today.number()], |row| Ok((row.get::<_, String>(0)?, row.get::<_, f64>(1)?)))
            .told()?;
        for row in rows {
            let (currency, rate) = row.told()?;
            rates.insert(Currency::parse(&currency)?, rate);
        }
        Ok(Self { book, rates })
    }

    /// `minor` units of `currency` in minor units of the book's; `None` where no rate is known.
    pub(crate) fn convert(&self, minor: Option<i64>, currency: Currency) -> Option<i64> {
        let minor = minor?;
        if currency == self.book {
            return Some(minor);
        }
        let rate = self.rates.get(&currency)?;
        let major = Money::new(minor, currency).major() * rate;
        Some((major * 10f64.powi(self.book.digits() as i32)).round() as i64)
    }
}

/// The currency of the book: what the rep set, else the one most accounts are kept in.
pub(crate) fn book_currency(conn: &Connection) -> Result<Currency> {
    let set = "SELECT value FROM setting WHERE key = 'currency' ORDER BY since DESC LIMIT 1";
    let set: Option<String> = conn.query_row(set, [], |row| row.get(0)).optional().told()?;
    if let Some(code) = set {
        return Currency::parse(code.trim_matches('"'));
    }
    Ok(meta(conn, "currency")?.and_then(|code| Currency::parse(&code).ok()).unwrap_or(Currency::EUR))
}

/// Draws anew which currency most accounts are kept in.
pub(super) fn draw_currency(conn: &Connection) -> Result<()> {
    let sql = "SELECT currency FROM account WHERE value IS NOT NULL GROUP BY currency ORDER BY count(*) DESC LIMIT 1";
    let most: Option<String> = conn.query_row(sql, [], |row| row.get(0)).optional().told()?;
    set_meta(conn, "currency", most.as_deref().unwrap_or("EUR"))
}
