//! Passages: letters looked for in what was written about accounts.

use super::Store;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::passage::{Passage, Source, around};
use crate::domain::problem::Result;
use crate::domain::text::holds;
use std::cmp::Reverse;
use std::time::{Duration, Instant};

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passages {
    /// The newest first.
    pub list: Vec<Passage>,
    /// Whether everything was looked through; what is old is left out where that would take too long.
    pub is_whole: bool,
}

/// Each kind of record is looked through for so long, so that all take a tenth of a second.
const EACH: Duration = Duration::from_millis(20);

/// The source of a row, by its id.
type SourceOf = fn(i64) -> Source;

/// Where words stand: id, account, day, words; what was recorded last first.
const PLACES: [(&str, SourceOf); 5] = [
    ("SELECT id, account, \"on\", summary FROM touch WHERE summary IS NOT NULL ORDER BY id DESC", |id| {
        Source::Touch(Id::new(id))
    }),
    ("SELECT id, account, \"on\", quote FROM pulse WHERE quote IS NOT NULL ORDER BY id DESC", |id| {
        Source::Pulse(Id::new(id))
    }),
    (
        "SELECT id, account, \"on\", detail FROM event WHERE detail IS NOT NULL AND account IS NOT NULL ORDER BY id DESC",
        |id| Source::Event(Id::new(id)),
    ),
    ("SELECT id, id, NULL, notes FROM account WHERE notes IS NOT NULL ORDER BY id DESC", |_| Source::Notes),
    ("SELECT id, account, NULL, name || ': ' || value FROM custom_field ORDER BY id DESC", |_| Source::Field),
];

impl Store {
    /// Where `letters`, folded as names are compared, stand in what was written about accounts: at most `most` passages.
    pub fn passages(&self, letters: &str, most: usize) -> Result<Passages> {
        let mut found = Passages { list: Vec::new(), is_whole: true };
        for (sql, source) in PLACES {
            self.look_through(sql, source, letters, &mut found)?;
        }
        found.list.sort_by_key(|one| Reverse(one.on));
        found.list.truncate(most);
        for passage in &mut found.list {
            let sql = "SELECT name FROM account WHERE id = ?1";
            passage.name = self.conn.prepare_cached(sql)?.query_row([passage.account.raw()], |row| row.get(0))?;
        }
        Ok(found)
    }

    fn look_through(&self, sql: &str, source: SourceOf, letters: &str, found: &mut Passages) -> Result<()> {
        let began = Instant::now();
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
            if holds(text, letters) {
                found.list.push(Passage {
                    account: Id::new(row.get(1)?),
                    name: String::new(),
                    source: source(row.get(0)?),
                    on: row.get::<_, Option<i32>>(2)?.and_then(Day::from_number),
                    words: around(text, letters),
                });
            }
            if began.elapsed() > EACH {
                found.is_whole = false;
                break;
            }
        }
        Ok(())
    }
}
