//! Opening a book: what the file must be, how it is locked, how an older one is brought up to date.

use super::Store;
use super::file::{copy_into, create, io, shown};
use super::identity::Identity;
use super::inspect::{APPLICATION_ID, Found, MIGRATIONS, inspect, refuse_foreign_sql};
use super::leftovers;
use super::record;
use super::rules::Rules;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::assignment::Assignment;
use crate::domain::problem::{Problem, ProblemKind, Result};
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempPath;

/// The first shape in which facts have fields that books before it told in words.
const FACTS_IN_FIELDS: i64 = 11;

/// The text of a table without its `CHECK (…)`.
fn without_checks(sql: &str) -> String {
    let mut kept = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some(at) = rest.find(" CHECK (") {
        kept.push_str(&rest[..at]);
        rest = &rest[at + " CHECK ".len()..];
        let mut depth = 0;
        let end = rest.char_indices().find(|(_, ch)| {
            depth += i32::from(*ch == '(') - i32::from(*ch == ')');
            depth == 0
        });
        rest = &rest[end.map_or(rest.len(), |(at, ch)| at + ch.len_utf8())..];
    }
    kept.push_str(rest);
    kept
}

/// How long a write waits for another process before it gives up.
const PATIENCE: Duration = Duration::from_secs(3);

/// Folders that other programs copy away while a book is open; there the write-ahead log could be torn from its book.
const SYNCHRONISED: &[&str] =
    &["Dropbox", "OneDrive", "Google Drive", "GoogleDrive", "iCloud", "Mobile Documents", "Nextcloud", "Syncthing"];

impl Store {
    /// Opens the book at `path`, or begins one there when nothing is there yet and `create` says so.
    pub fn open(path: &Path, create: bool) -> Result<Self> {
        leftovers::clear(path.parent().unwrap_or(path));
        let fresh = match inspect(path)? {
            Found::Nothing if !create => return Err(none_at(path)),
            Found::Nothing => begin(path)?,
            Found::Book => false,
        };
        let mut store = Self::connected(path)?;
        store.migrate(!fresh)?;
        Ok(store)
    }

    /// The number of the newest shape.
    pub const fn shape() -> usize {
        MIGRATIONS.len()
    }

    /// Looks whether a book stands at `path`, without opening it: beside it may lie the log of another one.
    pub(crate) fn look_at(path: &Path) -> Result<()> {
        match inspect(path)? {
            Found::Nothing => Err(none_at(path)),
            Found::Book => Ok(()),
        }
    }

    /// The book at `path` to be read only, as it lies there; none: there is none, or an older program wrote it last.
    pub fn peek(path: &Path) -> Result<Option<Self>> {
        if let Found::Nothing = inspect(path)? {
            return Ok(None);
        }
        let conn = read_only(path)?;
        conn.busy_timeout(PATIENCE)?;
        let rules = Arc::new(Rules::shipped()?);
        let store = Self {
            conn,
            path: path.to_owned(),
            identity: Identity::of(path),
            rules,
            is_looking: false,
            is_alone: true,
            copy: None,
            odd: RefCell::default(),
        };
        Ok((store.version()? as usize == MIGRATIONS.len()).then_some(store))
    }

    /// Opens a copy that was just made; brought up to date, it needs no copy of its own.
    pub(super) fn open_copy(path: &Path) -> Result<Self> {
        let mut store = Self::connected(path)?;
        store.migrate(false)?;
        Ok(store)
    }

    fn connected(path: &Path) -> Result<Self> {
        let (conn, is_alone, copy) = match connect(path) {
            Ok((conn, is_alone)) => (conn, is_alone, None),
            Err(problem) if matches!(problem.kind, ProblemKind::ReadOnly | ProblemKind::Io) => {
                let (conn, copy) = connect_to_copy(path)?;
                (conn, true, Some(copy))
            }
            Err(problem) => return Err(problem),
        };
        refuse_foreign_sql(path, &conn)?;
        let rules = Arc::new(Rules::shipped()?);
        let odd = RefCell::default();
        let identity = Identity::of(path);
        Ok(Self { conn, path: path.to_owned(), identity, rules, is_looking: false, is_alone, copy, odd })
    }

    /// A second connection to the same book, for a thread of its own.
    pub fn again(&self) -> Result<Self> {
        self.check_place()?;
        let mut store = Self::open(&self.path, false)?;
        store.rules = Arc::clone(&self.rules);
        Ok(store)
    }

    /// `keeps_copy`: whether the book stays beside it as it was.
    fn migrate(&mut self, keeps_copy: bool) -> Result<()> {
        let version = self.version()?;
        refuse_newer(&self.path, version)?;
        if version as usize == MIGRATIONS.len() {
            return Ok(());
        }
        if keeps_copy && version > 0 {
            self.keep_before_migration(version)?;
        }
        // A migration may change the text of a table, which nothing else ever may.
        self.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
        let migrated = self.bring_up_to_date();
        self.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        migrated?;
        refuse_foreign_sql(&self.path, &self.conn)
    }

    fn bring_up_to_date(&mut self) -> Result<()> {
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        self.conn.create_scalar_function("without_checks", 1, flags, |call| {
            call.get(0).map(|sql: String| without_checks(&sql))
        })?;
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been faster.
        let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        for migration in &MIGRATIONS[version as usize..] {
            transaction.execute_batch(migration)?;
        }
        if (1..FACTS_IN_FIELDS).contains(&version) {
            record::read_older::<Account>(&transaction, "tags <> '[]'")?;
            record::read_older::<Action>(&transaction, "playbook LIKE '%:%@%' OR title LIKE 'Told %'")?;
            record::read_older::<Assignment>(&transaction, "purpose IS NOT NULL")?;
        }
        check_foreign_keys(&transaction)?;
        // Whoever else has the book open must read the tables anew; the text of a table alone would not tell them.
        let cookie: i64 = transaction.query_row("PRAGMA schema_version", [], |row| row.get(0))?;
        transaction.execute_batch(&format!(
            "PRAGMA schema_version = {}; PRAGMA user_version = {}; PRAGMA application_id = {APPLICATION_ID};",
            cookie + 1,
            MIGRATIONS.len()
        ))?;
        transaction.commit().map_err(Problem::from)
    }

    fn keep_before_migration(&self, version: i64) -> Result<()> {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".before-{}", version + 1));
        let kept = self.path.with_file_name(name);
        if kept.exists() { Ok(()) } else { self.backup(&kept) }
    }

    fn version(&self) -> Result<i64> {
        self.conn.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(Problem::from)
    }
}

fn refuse_newer(path: &Path, version: i64) -> Result<()> {
    if version as usize <= MIGRATIONS.len() {
        return Ok(());
    }
    let (shown, known) = (shown(path), MIGRATIONS.len());
    let sentence = format!(
        "The book {shown} was written by a newer mainstay (shape {version}, this one knows {known}); install the newer program."
    );
    Err(Problem::new(ProblemKind::Newer, sentence))
}

fn none_at(path: &Path) -> Problem {
    let shown = shown(path);
    let begin = "begin one with “mainstay import FILE”, or look at “mainstay demo”.";
    Problem::not_found(format!("There is no book at {shown}; {begin}"))
}

/// A book that is only read, such as a backup, on whatever it lies: nothing is written to it nor beside it.
pub(super) fn read_only(path: &Path) -> Result<Connection> {
    if let Found::Nothing = inspect(path)? {
        return Err(none_at(path));
    }
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    // Where there is a log, the newest writes are in it, and somebody may be writing.
    let conn = if Path::new(&log).exists() {
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?
    } else {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        Connection::open_with_flags(format!("file:{}?immutable=1", in_uri(path)), flags)?
    };
    refuse_newer(path, conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)?;
    Ok(conn)
}

/// The name of a file as a URI has it.
fn in_uri(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    bytes.map(|&byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn check_foreign_keys(conn: &Connection) -> Result<()> {
    let broken: i64 = conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if broken == 0 {
        return Ok(());
    }
    Err(Problem::new(
        ProblemKind::Damaged,
        format!("{broken} records of the book point to nothing, so it was not brought up to date; restore a backup."),
    ))
}

/// A second connection to an open book, for a thread that reads beside the first.
pub(super) fn second(path: &Path) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(PATIENCE)?;
    conn.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -1024")?;
    Ok(conn)
}

/// Opens the file. On a full disk, where there is no room for what connections share beside it, alone: then it can be read.
fn connect(path: &Path) -> Result<(Connection, bool)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let shared = Connection::open_with_flags(path, flags)?;
    let read = || shared.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).map_err(Problem::from);
    match configure(&shared, path).and_then(|()| read()) {
        Err(problem) if problem.kind == ProblemKind::Full => {}
        read => return read.map(|_| (shared, false)),
    }
    drop(shared);
    let alone = Connection::open_with_flags(path, flags)?;
    alone.execute_batch("PRAGMA locking_mode = EXCLUSIVE")?;
    configure(&alone, path)?;
    Ok((alone, true))
}

/// Opens a copy of a book on a medium that takes nothing, not even what SQLite keeps beside a file while it reads it.
fn connect_to_copy(path: &Path) -> Result<(Connection, TempPath)> {
    let copy =
        tempfile::Builder::new().prefix("mainstay-").suffix(".db").tempfile().map_err(|error| io(path, &error))?;
    let copy = copy.into_temp_path();
    copy_into(&read_only(path)?, &copy)?;
    let (conn, _) = connect(&copy)?;
    Ok((conn, copy))
}

fn configure(conn: &Connection, path: &Path) -> Result<()> {
    conn.busy_timeout(PATIENCE)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // What a file says of itself is not trusted: it may come from a stranger.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // Plans that do not hang on bound values: without this, statements are planned anew at almost every use.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    let mode = if is_synchronised(path) { "DELETE" } else { "WAL" };
    // Refused on a read-only file, which can still be read.
    let _ = conn.execute_batch(&format!("PRAGMA journal_mode = {mode}"));
    conn.execute_batch(
        "PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32768;",
    )?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Whether `path` lies in a folder that some program copies away.
pub fn is_synchronised(path: &Path) -> bool {
    path.components().any(|part| {
        let part = part.as_os_str().to_string_lossy();
        SYNCHRONISED.iter().any(|name| part.starts_with(name))
    })
}

/// Makes the file, readable by its owner only, so that SQLite gives its companions the same rights. The first page is
/// written at once, so that a book that was begun and then killed is no empty file.
fn begin(path: &Path) -> Result<bool> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| io(path, &error))?;
    }
    let fresh = leftovers::copy_of(path, ".new-");
    let made = make(&fresh).and_then(|()| std::fs::rename(&fresh, path).map_err(|error| io(path, &error)));
    if made.is_err() {
        let _ = std::fs::remove_file(&fresh);
    }
    made.map(|()| true)
}

fn make(path: &Path) -> Result<()> {
    create(path)?;
    let conn = Connection::open(path)?;
    conn.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}; VACUUM;")).map_err(Problem::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_huddle_of_a_decision_is_read_from_its_reason_once() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE action (id INTEGER PRIMARY KEY, reason TEXT)").unwrap();
        let reasons = [
            "huddle 2026-11",
            "huddle 2026-10 and why",
            "huddle on Monday",
            "huddle 2026-13",
            "the huddle 2026-11",
            "",
        ];
        for reason in reasons {
            conn.execute("INSERT INTO action (reason) VALUES (?1)", [reason]).unwrap();
        }
        conn.execute_batch(include_str!("migrations/010.sql")).unwrap();
        let mut statement = conn.prepare("SELECT huddle_month FROM action ORDER BY id").unwrap();
        let months: Vec<Option<i32>> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let day = |text: &str| crate::domain::day::Day::parse(text).map(crate::domain::day::Day::number).ok();
        assert_eq!(months, [day("2026-11-01"), day("2026-10-01"), None, None, None, None]);
    }
}
