//! Records as they were before they were changed or removed, by the journal, for whoever asks about a day of the past.

use super::history_rows::Source;
use super::rates::Rates;
use super::record::{self, Statements};
use crate::domain::day::Day;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::record::Record;
use crate::domain::records::with_record;
use crate::domain::risk::history::Said;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, HashMap};

/// Images of records, each with the day until which it held.
#[derive(Default)]
pub(super) struct Revised {
    /// By kind and id; of one record the earliest first.
    images: HashMap<(Noun, i64), Vec<(Day, String)>>,
}

const CHANGES: &str = "SELECT c.id, substr(o.at, 1, 10), c.before, c.count FROM op o JOIN change c ON c.step = o.step
    WHERE o.state = 0 AND o.at >= ?1 AND c.noun = ?2 ORDER BY c.step, c.seq";

impl Revised {
    /// Reads what records of these kinds said on days from `earliest` on.
    pub(super) fn read(conn: &Connection, nouns: impl IntoIterator<Item = Noun>, earliest: Day) -> Result<Self> {
        let mut all = Self::default();
        let after = earliest.plus(1).to_string();
        let mut statement = conn.prepare_cached(CHANGES)?;
        for noun in nouns {
            // Runs of new records by their first id: the last id, and the day on which they came.
            let mut made: BTreeMap<i64, (i64, Day)> = BTreeMap::new();
            let mut rows = statement.query(params![after, noun.word()])?;
            while let Some(row) = rows.next()? {
                let Ok(until) = Day::parse(row.get_ref(1)?.as_str().unwrap_or_default()) else { continue };
                let id: i64 = row.get(0)?;
                let Some(image) = row.get::<_, Option<String>>(2)? else {
                    made.insert(id, (id + row.get::<_, i64>(3)? - 1, until));
                    continue;
                };
                // What is put right on the day on which it came was never known otherwise.
                let run = made.range(..=id).next_back().filter(|(_, (last, _))| id <= *last);
                if run.is_some_and(|(_, (_, day))| *day == until) {
                    continue;
                }
                let list = all.images.entry((noun, id)).or_default();
                // Of several changes on one day the first one tells how it was before.
                if list.last().is_none_or(|(last, _)| *last < until) {
                    list.push((until, image));
                }
            }
        }
        Ok(all)
    }

    /// Takes out what one record said.
    pub(super) fn take(&mut self, noun: Noun, id: i64) -> Vec<(Day, String)> {
        self.images.remove(&(noun, id)).unwrap_or_default()
    }

    /// Takes out what is left of a kind: records that were removed, or that say nothing of risk now.
    pub(super) fn rest(&mut self, noun: Noun) -> Vec<Vec<(Day, String)>> {
        let mut ids: Vec<i64> = self.images.keys().filter(|(of, _)| *of == noun).map(|(_, id)| *id).collect();
        ids.sort_unstable();
        ids.into_iter().map(|id| self.take(noun, id)).collect()
    }

    /// The record of an image.
    pub(super) fn record<R: Record>(conn: &Connection, image: &str) -> Result<R> {
        record::of_image(conn, image)
    }
}

/// What an image says, read by the same words as a row, and of which account; none: of no account.
pub(super) fn said(conn: &Connection, source: &Source, image: &str, rates: &Rates) -> Result<Option<(i64, Said)>> {
    fn of<R: Record>(conn: &Connection, source: &Source, image: &str, rates: &Rates) -> Result<Option<(i64, Said)>> {
        let record: R = Revised::record(conn, image)?;
        let Some(account) = record.account_id() else { return Ok(None) };
        let columns = &Statements::of(R::NOUN).columns;
        let marks: Vec<String> = (1..=columns.split(',').count()).map(|place| format!("?{place}")).collect();
        // The image takes the place of the table, by its name.
        let table = R::NOUN.table();
        let sql = format!("WITH \"{table}\"({columns}) AS (VALUES ({})) {}", marks.join(", "), source.sql);
        let mut statement = conn.prepare_cached(&sql)?;
        record::bind::<R>(&mut statement, record.id().raw(), &record.values())?;
        let mut rows = statement.raw_query();
        let said = rows.next()?.map(|row| (source.said)(row, rates)).transpose()?;
        Ok(Some((account, said.unwrap_or(Said::Nothing))))
    }
    with_record!(source.noun, of(conn, source, image, rates))
}
