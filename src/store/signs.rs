//! Signs that a contact has left or changed, as the book holds them: of one account, or of every open one.

use super::Store;
use super::filter::day;
use crate::domain::account::Account;
use crate::domain::day::{Day, headed};
use crate::domain::departure_signal::DepartureSignal;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::team::departure::{PHRASES, RECENT, SILENT, Sign, is_silent, phrase};
use crate::domain::text::fit;
use crate::domain::words::DepartureSignalKind;
use rusqlite::{Row, named_params};
use std::collections::BTreeMap;

/// The signs of one account, and what was said to earlier ones.
#[derive(Debug, Default)]
pub struct Signs {
    /// The signs.
    pub signs: Vec<Sign>,
    /// The answers.
    pub answered: Vec<DepartureSignal>,
}

/// Whether contact `c` is still there, or nobody in particular.
const HERE: &str = "coalesce(c.left_on, :today) >= :today";

impl Store {
    /// The signs of one account, or of every open one.
    pub fn signs(&self, only: Option<Id<Account>>, today: Day) -> Result<BTreeMap<Id<Account>, Signs>> {
        let mut all = BTreeMap::new();
        self.kept_signs(&mut all, only, today)?;
        self.silent_sponsors(&mut all, only, today)?;
        self.bounces(&mut all, only, today)?;
        self.phrases(&mut all, only, today)?;
        Ok(all)
    }

    /// Signs that came in with a file, and answers.
    fn kept_signs(&self, all: &mut All, only: Option<Id<Account>>, today: Day) -> Result<()> {
        let open = narrowed("h.account", only);
        let hints: Vec<DepartureSignal> =
            self.select(&format!("AS h WHERE {open}"), named_params! {":only": only.map(Id::raw)})?;
        let gone = self.gone(only, today)?;
        for hint in hints {
            let signs: &mut Signs = all.entry(hint.account).or_default();
            let is_here = hint.contact.is_none_or(|contact| !gone.contains(&contact.raw()));
            if hint.settled_on.is_none() && is_here {
                let words = hint.words.clone().unwrap_or_default();
                signs.signs.push(Sign { kind: hint.kind, contact: hint.contact, on: hint.on, words });
            } else {
                signs.answered.push(hint);
            }
        }
        Ok(())
    }

    /// Those of whom signs are kept and who have left since.
    fn gone(&self, only: Option<Id<Account>>, today: Day) -> Result<std::collections::BTreeSet<i64>> {
        let open = narrowed("h.account", only);
        let sql = format!(
            "SELECT h.contact FROM departure_signal h JOIN contact c ON c.id = h.contact WHERE NOT {HERE} AND {open}"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement
            .query_map(named_params! {":today": today.number(), ":only": only.map(Id::raw)}, |row| row.get(0))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    fn silent_sponsors(&self, all: &mut All, only: Option<Id<Account>>, today: Day) -> Result<()> {
        // Of one account its touches lead to its sponsors; of all, who took part is read once, in its own order.
        let (from, open) = match only {
            Some(_) => ("touch t CROSS JOIN touch_contact tc CROSS JOIN contact c", narrowed("t.account", only)),
            None => ("touch_contact tc CROSS JOIN contact c CROSS JOIN touch t", narrowed("c.account", only)),
        };
        let sql = format!(
            "SELECT c.account, c.id, c.name, max(t.\"on\") FROM {from}
            WHERE tc.touch = t.id AND c.id = tc.contact AND c.account = t.account AND c.role = 'champion' AND {HERE}
                AND {open} AND t.two_way = 1 AND t.\"on\" <= :today GROUP BY c.id"
        );
        self.each_sign(&sql, only, today, all, |row| {
            let Some(last) = day(row, 3)?.filter(|last| is_silent(*last, today)) else { return Ok(None) };
            let words = format!("{}, their sponsor, is silent since {}.", name(row, 2)?, headed(last));
            Ok(Some(Sign {
                kind: DepartureSignalKind::Silence,
                contact: contact(row, 1)?,
                on: last.plus(SILENT + 1),
                words,
            }))
        })
    }

    fn bounces(&self, all: &mut All, only: Option<Id<Account>>, today: Day) -> Result<()> {
        let open = narrowed("e.account", only);
        let sql = format!(
            "SELECT e.account, c.id, c.name, e.\"on\", e.detail FROM event e LEFT JOIN contact c ON c.account = e.account
                AND (instr(lower(e.detail), lower(c.name)) > 0
                    OR (c.email <> '' AND instr(lower(e.detail), lower(c.email)) > 0))
            WHERE e.kind = 'bounce' AND e.\"on\" > :from AND e.\"on\" <= :today AND {HERE} AND {open}"
        );
        self.each_sign(&sql, only, today, all, |row| {
            let (on, detail): (Day, Option<String>) = (day(row, 3)?.unwrap_or(today), row.get(4)?);
            let detail = detail.map_or_else(String::new, |detail| format!(": {}", fit(&detail, 80)));
            let words = format!("A mail came back on {}{detail}.", headed(on));
            Ok(Some(Sign { kind: DepartureSignalKind::Bounce, contact: contact(row, 1)?, on, words }))
        })
    }

    /// What they wrote or said. Whose words a touch with several of the account holds nobody knows.
    fn phrases(&self, all: &mut All, only: Option<Id<Account>>, today: Day) -> Result<()> {
        let said = |column: &str| {
            let like = PHRASES.map(|phrase| format!("{column} LIKE '%{}%'", phrase.replace('\'', "''")));
            format!("({})", like.join(" OR "))
        };
        let (touch, pulse) = (said("t.summary"), said("p.quote"));
        let (open_touch, open_pulse) = (narrowed("t.account", only), narrowed("p.account", only));
        let sql = format!(
            "SELECT s.account, c.id, c.name, s.\"on\", s.words FROM (
                SELECT t.account, t.\"on\", t.summary AS words, (SELECT CASE WHEN count(*) = 1 THEN max(contact) END
                    FROM touch_contact WHERE touch = t.id) AS contact
                FROM touch t WHERE t.\"on\" > :from AND t.\"on\" <= :today AND {touch} AND {open_touch}
                UNION ALL
                SELECT p.account, p.\"on\", p.quote, p.contact
                FROM pulse p WHERE p.\"on\" > :from AND p.\"on\" <= :today AND {pulse} AND {open_pulse}) s
            LEFT JOIN contact c ON c.id = s.contact WHERE {HERE}"
        );
        self.each_sign(&sql, only, today, all, |row| {
            let (on, words): (Day, String) = (day(row, 3)?.unwrap_or(today), row.get(4)?);
            if phrase(&words).is_none() {
                return Ok(None);
            }
            let who = row.get::<_, Option<String>>(2)?.unwrap_or_else(|| "Somebody of theirs".to_owned());
            let words = format!("{who} on {}: “{}”", headed(on), fit(&words, 80));
            Ok(Some(Sign { kind: DepartureSignalKind::Phrase, contact: contact(row, 1)?, on, words }))
        })
    }

    fn each_sign(
        &self,
        sql: &str,
        only: Option<Id<Account>>,
        today: Day,
        all: &mut All,
        sign: impl Fn(&Row<'_>) -> rusqlite::Result<Option<Sign>>,
    ) -> Result<()> {
        let mut statement = self.conn.prepare_cached(sql)?;
        for (key, value) in [
            (":today", Some(i64::from(today.number()))),
            (":from", Some(i64::from(today.plus(-RECENT).number()))),
            (":only", only.map(Id::raw)),
        ] {
            if let Some(place) = statement.parameter_index(key)? {
                statement.raw_bind_parameter(place, value)?;
            }
        }
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            if let Some(sign) = sign(row)? {
                all.entry(Id::new(row.get(0)?)).or_default().signs.push(sign);
            }
        }
        Ok(())
    }
}

type All = BTreeMap<Id<Account>, Signs>;

/// Of one account; else of every open one.
fn narrowed(column: &str, only: Option<Id<Account>>) -> String {
    match only {
        Some(_) => format!("{column} = :only"),
        None => format!(":only IS NULL AND {column} IN (SELECT account FROM account_summary WHERE open = 1)"),
    }
}

fn name(row: &Row<'_>, place: usize) -> rusqlite::Result<String> {
    row.get(place)
}

fn contact(row: &Row<'_>, place: usize) -> rusqlite::Result<Option<Id<crate::domain::contact::Contact>>> {
    row.get::<_, Option<i64>>(place).map(|id| id.map(Id::new))
}
