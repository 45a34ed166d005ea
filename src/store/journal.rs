//! The journal: every write is one operation, one transaction, one step that can be walked back and forth.
//!
//! [`Edit::put`] and [`Edit::remove`] keep how a record was before the operation, in the same transaction; an error, a
//! drop or a kill rolls all of it back. Undo restores what was and keeps what had been written for redo. New records
//! need no before-image: a run of consecutive ids is one row, so a million imported rows do not double the file.

use super::Store;
use super::account_summary::{self, Affected};
use super::record;
use super::rules::Rules;
use super::statements::StatementCache;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::{Id, IdMint};
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::{Record, image};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, Hasher, RandomState};

/// The moment an operation happens, handed down from the top of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// The day the program lives on.
    pub today: Day,
    /// Milliseconds since 1970, for ids.
    pub ms: i64,
    /// Local date and time as ISO 8601, for people.
    pub stamp: String,
}

/// What an operation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its step in the journal; 0: nothing was changed, nothing written.
    pub step: i64,
    /// Its name, such as “Log a touch”.
    pub name: String,
    /// What it did, in a few words.
    pub summary: String,
    /// The kinds of record it changed: what tells screens that they are stale.
    pub changed: BTreeSet<Noun>,
    /// The accounts whose standing it changed; `None`: too many to name.
    pub accounts: Option<Vec<Id<Account>>>,
}

/// One row of the History screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its number, ascending.
    pub step: i64,
    /// When, local ISO 8601.
    pub at: String,
    /// Its name.
    pub name: String,
    /// What it did.
    pub summary: String,
    /// How many records of each kind it changed.
    pub changes: BTreeMap<Noun, u64>,
    /// Whether it is undone now.
    pub undone: bool,
    /// Whether it is undone and can no longer be redone.
    pub gone: bool,
}

/// An open operation: the only writer of the book.
pub struct Edit<'a> {
    conn: &'a Connection,
    canvas: StatementCache<'a>,
    step: i64,
    seq: i64,
    mints: HashMap<Noun, IdMint>,
    fresh_from: HashMap<Noun, i64>,
    runs: BTreeMap<Noun, (i64, i64)>,
    kept: HashSet<(Noun, i64)>,
    now: &'a Now,
    rules: &'a Rules,
    affected: Affected,
    changed: BTreeSet<Noun>,
    summary: String,
    random: u32,
}

impl<'a> Edit<'a> {
    pub(super) fn new(conn: &'a Connection, step: i64, now: &'a Now, rules: &'a Rules) -> Self {
        let random = RandomState::new().build_hasher().finish() as u32;
        Self {
            conn,
            canvas: StatementCache::new(conn),
            step,
            seq: 0,
            mints: HashMap::new(),
            fresh_from: HashMap::new(),
            runs: BTreeMap::new(),
            kept: HashSet::new(),
            now,
            rules,
            affected: Affected::none(),
            changed: BTreeSet::new(),
            summary: String::new(),
            random,
        }
    }

    /// The day the program lives on.
    pub fn today(&self) -> Day {
        self.now.today
    }

    /// What the operation does, in a few words, for the status line and the history.
    pub fn summary(&mut self, words: impl Into<String>) {
        self.summary = words.into();
    }

    /// A new id for a record that will be [`put`](Self::put).
    pub fn mint<R: Record>(&mut self) -> Result<Id<R>> {
        if let Some(mint) = self.mints.get_mut(&R::NOUN) {
            return Ok(mint.mint());
        }
        let sql = format!("SELECT coalesce(max(id), 0) FROM \"{}\"", R::NOUN.table());
        let highest: i64 = self.conn.query_row(&sql, [], |row| row.get(0))?;
        let mut mint = IdMint::after(highest);
        // Without a moment, in a look, the same book hands out the same ids each time.
        if self.now.ms > 0 {
            mint.start(self.now.ms, self.random);
        }
        let id = mint.mint::<R>();
        self.fresh_from.insert(R::NOUN, id.raw());
        self.mints.insert(R::NOUN, mint);
        Ok(id)
    }

    /// Writes a record: a new one whose id was just minted, or a changed one. What may not be kept is refused here, by whatever
    /// way it comes in.
    pub fn put<R: Record>(&mut self, record: &R) -> Result<()> {
        record.check()?;
        let id = record.id().raw();
        let fresh = self.is_fresh::<R>(id) && self.extends_run(R::NOUN, id)?;
        if !self.is_fresh::<R>(id) {
            let before = record::get::<R>(self.conn, record.id())?;
            if let Some(before) = &before {
                self.affect(before.account_id());
            }
            let image = before.as_ref().map(image).transpose()?;
            if R::NOUN == Noun::Members {
                self.affect_assignments_of(id)?;
            }
            self.keep(R::NOUN, id, image.as_deref())?;
        }
        record::put(&mut self.canvas, record, fresh)?;
        self.changed.insert(R::NOUN);
        if reaches_all(record) {
            self.affects_all();
        }
        self.affect(record.account_id());
        Ok(())
    }

    /// Removes a record.
    pub fn remove<R: Record>(&mut self, id: Id<R>) -> Result<()> {
        let Some(before) = record::get::<R>(self.conn, id)? else {
            return Err(Problem::not_found(format!("This {} is no longer in the book.", R::NOUN.one())));
        };
        if reaches_all(&before) {
            self.affects_all();
        }
        self.affect(before.account_id());
        // A record made and removed in one operation leaves nothing to put back.
        if !self.is_fresh::<R>(id.raw()) {
            self.keep(R::NOUN, id.raw(), Some(&image(&before)?))?;
        }
        record::delete::<R>(self.conn, id.raw())?;
        self.changed.insert(R::NOUN);
        Ok(())
    }

    /// The record with this id, as this operation sees it.
    pub fn get<R: Record>(&self, id: Id<R>) -> Result<R> {
        record::get(self.conn, id)?
            .ok_or_else(|| Problem::not_found(format!("This {} is no longer in the book.", R::NOUN.one())))
    }

    /// The records of one account.
    pub fn of_account<R: Record>(&self, account: Id<Account>) -> Result<Vec<R>> {
        record::select(self.conn, "WHERE account = ?1 ORDER BY id", [account.raw()])
    }

    pub(crate) fn conn(&self) -> &Connection {
        self.conn
    }

    /// The rules that held when the operation began.
    pub fn rules(&self) -> &'a Rules {
        self.rules
    }

    /// The rules as this operation has made them.
    pub fn rules_now(&self) -> Result<Rules> {
        Rules::read(self.conn, self.now.today)
    }

    /// Adds words to what the operation does, for what followed from it.
    pub fn add_to_summary(&mut self, words: &str) {
        self.summary.push_str(words);
    }

    /// The kinds of record changed so far.
    pub fn changed(&self) -> &BTreeSet<Noun> {
        &self.changed
    }

    /// The accounts changed so far; `None`: too many to name.
    pub fn touched(&self) -> Option<Vec<Id<Account>>> {
        match &self.affected {
            Affected::Some(set) => Some(set.iter().copied().map(Id::new).collect()),
            Affected::All => None,
        }
    }

    /// Works out every standing now, for an operation of which more is to follow that depends on them. Answers false, and
    /// does nothing, in a book too large to do that at once.
    pub fn refresh_summaries(&self) -> Result<bool> {
        if !account_summary::is_small(self.conn)? {
            return Ok(false);
        }
        account_summary::refresh(self.conn, self.now.today, self.rules, Affected::All, &self.changed)?;
        Ok(true)
    }

    /// Works out the standings of these accounts now, for what is to follow on them in this operation.
    pub fn refresh_standings_of(&self, accounts: &[Id<Account>]) -> Result<()> {
        account_summary::refresh_some(self.conn, self.now.today, self.rules, accounts)
    }

    /// Marks every account as changed, for operations that touch most of the book.
    pub fn affects_all(&mut self) {
        self.affected = Affected::All;
    }

    fn is_fresh<R: Record>(&self, id: i64) -> bool {
        self.fresh_from.get(&R::NOUN).is_some_and(|from| id >= *from)
    }

    fn affect(&mut self, account: Option<i64>) {
        if let Some(account) = account {
            self.affected.add(Id::new(account));
        }
    }

    fn affect_assignments_of(&mut self, member: i64) -> Result<()> {
        let mut statement = self.conn.prepare_cached("SELECT account FROM assignment WHERE member = ?1")?;
        let accounts = statement.query_map([member], |row| row.get::<_, i64>(0))?;
        for account in accounts {
            self.affected.add(Id::new(account?));
        }
        Ok(())
    }

    /// Whether the fresh record `id` is written for the first time; if so it lengthens the run of its kind. A gap means
    /// that a minted id was not used.
    fn extends_run(&mut self, noun: Noun, id: i64) -> Result<bool> {
        if let Some((first, count)) = self.runs.get_mut(&noun) {
            if *first + *count == id {
                *count += 1;
                return Ok(true);
            }
            if id < *first + *count {
                return Ok(false);
            }
        }
        self.close_run(noun)?;
        self.runs.insert(noun, (id, 1));
        Ok(true)
    }

    fn close_run(&mut self, noun: Noun) -> Result<()> {
        if let Some((first, count)) = self.runs.remove(&noun) {
            self.write_change(noun, first, count, None)?;
        }
        Ok(())
    }

    fn keep(&mut self, noun: Noun, id: i64, before: Option<&str>) -> Result<()> {
        if self.kept.insert((noun, id)) {
            self.write_change(noun, id, 1, before)?;
        }
        Ok(())
    }

    fn write_change(&mut self, noun: Noun, id: i64, count: i64, before: Option<&str>) -> Result<()> {
        self.seq += 1;
        let sql = "INSERT INTO change (step, seq, noun, id, count, before) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut statement = self.conn.prepare_cached(sql)?;
        statement.execute(params![self.step, self.seq, noun.word(), id, count, before])?;
        Ok(())
    }

    pub(super) fn finish(mut self, name: &str) -> Result<(Affected, BTreeSet<Noun>, String)> {
        for noun in self.runs.keys().copied().collect::<Vec<_>>() {
            self.close_run(noun)?;
        }
        let summary = if self.summary.is_empty() { name.to_owned() } else { self.summary };
        let mut statement = self.conn.prepare_cached("UPDATE op SET summary = ?2 WHERE step = ?1")?;
        statement.execute(params![self.step, summary])?;
        Ok((self.affected, self.changed, summary))
    }
}

impl Store {
    /// Runs one operation: all of `work` or nothing of it. Whatever it writes is one step that can be undone; an
    /// operation that changes nothing leaves no step.
    pub fn edit<T>(
        &mut self,
        now: &Now,
        name: &str,
        work: impl FnOnce(&mut Edit<'_>) -> Result<T>,
    ) -> Result<(T, Outcome)> {
        self.refuse_on_a_copy()?;
        let rules = self.rules.clone();
        let transaction = self.begin()?;
        transaction.execute_batch("DELETE FROM undone; UPDATE op SET state = 2 WHERE state = 1")?;
        let sql = "INSERT INTO op (at, name, summary) VALUES (?1, ?2, '')";
        transaction.prepare_cached(sql)?.execute(params![now.stamp, name])?;
        let step = transaction.last_insert_rowid();
        let mut edit = Edit::new(&transaction, step, now, &rules);
        let value = work(&mut edit)?;
        if edit.changed.is_empty() {
            let outcome = Outcome {
                step: 0,
                name: name.to_owned(),
                summary: std::mem::take(&mut edit.summary),
                changed: BTreeSet::new(),
                accounts: Some(Vec::new()),
            };
            return Ok((value, outcome));
        }
        let (affected, changed, summary) = edit.finish(name)?;
        let accounts = account_summary::refresh(&transaction, now.today, &rules, affected, &changed)?;
        transaction.commit()?;
        Ok((value, Outcome { step, name: name.to_owned(), summary, changed, accounts }))
    }
}

/// Whether a record of no account in particular is a fact about every one: company updates.
pub(super) fn reaches_all<R: Record>(record: &R) -> bool {
    R::NOUN == Noun::CompanyUpdates && record.account_id().is_none()
}
