//! The currency of the book, and exchange rates into it.

use super::{Store, meta, set_meta};
use crate::domain::day::Day;
use crate::domain::metrics::Amount;
use crate::domain::money::{Currency, Money};
use crate::domain::problem::Result;
use crate::domain::rule::Rule;
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
        let mut statement = conn.prepare_cached(sql)?;
        let rows =
            statement.query_map([today.number()], |row| Ok((row.get::<_, String>(0)?, row.get::<_, f64>(1)?)))?;
        for row in rows {
            let (currency, rate) = row?;
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

impl Rates {
    /// An amount in the currency of the book, or why there is none.
    pub(crate) fn amount(&self, minor: Option<i64>, currency: Currency) -> Amount {
        match (minor, self.convert(minor, currency)) {
            (None, _) => Amount::Unknown,
            (Some(_), None) => Amount::Unrated,
            (Some(_), Some(minor)) => Amount::Known(minor),
        }
    }
}

/// The currency of the book: what was set, else what its first values were in; the euro while there are none.
pub(crate) fn book_currency(conn: &Connection) -> Result<Currency> {
    if let Some(set) = set_currency(conn)? {
        return Ok(set);
    }
    Ok(meta(conn, "currency")?.and_then(|code| Currency::parse(&code).ok()).unwrap_or(Currency::EUR))
}

fn set_currency(conn: &Connection) -> Result<Option<Currency>> {
    let set = "SELECT value FROM setting WHERE key = ?1 ORDER BY since DESC LIMIT 1";
    let set: Option<String> = conn.query_row(set, [Currency::KEY], |row| row.get(0)).optional()?;
    set.map(|json| Currency::read(&json)).transpose()
}

/// Values of accounts and of contracts by their currency: the most frequent one first, then the one that most accounts are
/// in, then the one of which there is most. A currency that has a rate is another than that of the book.
const VALUED: &str = "SELECT currency FROM (
        SELECT currency, value FROM account WHERE value IS NOT NULL
        UNION ALL SELECT currency, value FROM contract WHERE value IS NOT NULL) v
    WHERE currency NOT IN (SELECT currency FROM rate WHERE rate <> 1)
    GROUP BY currency
    ORDER BY count(*) DESC, (SELECT count(*) FROM account a WHERE a.currency = v.currency) DESC,
        sum(CAST(value AS REAL)) DESC, currency LIMIT 1";

/// Makes the currency of the book from its first values. It is made once: later ones in other currencies do not change it,
/// until the book holds no value any longer, as when its first import is undone.
pub(super) fn make_currency(conn: &Connection) -> Result<()> {
    let made = meta(conn, "currency")?;
    if made.is_some()
        && conn.query_row(
            "SELECT EXISTS (SELECT 1 FROM account WHERE value IS NOT NULL)
        OR EXISTS (SELECT 1 FROM contract WHERE value IS NOT NULL)",
            [],
            |row| row.get(0),
        )?
    {
        return Ok(());
    }
    let first: Option<String> = conn.query_row(VALUED, [], |row| row.get(0)).optional()?;
    match first {
        Some(code) => set_meta(conn, "currency", &code),
        None if made.is_some() => {
            conn.execute("DELETE FROM meta WHERE key = 'currency'", [])?;
            Ok(())
        }
        None => Ok(()),
    }
}

impl Store {
    /// Whether the currency of the book is settled: set, or made from its first values.
    pub fn has_currency(&self) -> Result<bool> {
        Ok(set_currency(&self.conn)?.is_some() || meta(&self.conn, "currency")?.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(rows: &str) -> Option<String> {
        let conn = Connection::open_in_memory().unwrap();
        let tables =
            "CREATE TABLE account (currency TEXT, value INTEGER); CREATE TABLE contract (currency TEXT, value INTEGER);
            CREATE TABLE rate (currency TEXT, rate REAL);";
        conn.execute_batch(tables).unwrap();
        conn.execute_batch(rows).unwrap();
        conn.query_row(VALUED, [], |row| row.get(0)).optional().unwrap()
    }

    #[test]
    fn the_currency_of_a_book_is_that_of_most_values_and_none_that_has_a_rate() {
        let two = "INSERT INTO contract VALUES ('CHF', 100), ('EUR', 90);";
        assert_eq!(made(two).as_deref(), Some("CHF"), "the one of which there is most");
        let accounts = format!("{two} INSERT INTO account VALUES ('EUR', NULL), ('EUR', NULL);");
        assert_eq!(made(&accounts).as_deref(), Some("EUR"), "the one that the accounts are in");
        let rated =
            "INSERT INTO contract VALUES ('USD', 100), ('USD', 90), ('EUR', 5); INSERT INTO rate VALUES ('USD', 0.9);";
        assert_eq!(made(rated).as_deref(), Some("EUR"));
        assert_eq!(made("INSERT INTO contract VALUES ('USD', 100); INSERT INTO rate VALUES ('USD', 0.9);"), None);
        let base = "INSERT INTO contract VALUES ('USD', 100); INSERT INTO rate VALUES ('USD', 1.0);";
        assert_eq!(made(base).as_deref(), Some("USD"));
    }
}
