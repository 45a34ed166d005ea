//! Taking a person out of the book for good: out of records, history and every page of the file.
//!
//! What counts and dates say stays: a touch happened, a pulse had a number. What names the person, or was said by or of them in
//! their own words, goes. It is no step of the history and cannot be undone.

use super::Store;
use super::account_summary::{self, Affected};
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// What stands where a person's name stood.
pub const NOBODY: &str = "(forgotten)";

/// Who is to be forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// A contact of an account.
    Contact(Id<Contact>),
    /// One of our team.
    Member(Id<Member>),
    /// Somebody whose record was removed; the history still names them.
    Removed,
}

/// What was taken out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Fields that held a word of the person.
    pub fields: u64,
    /// Steps of the history, and records as they were before them.
    pub history: u64,
}

impl Store {
    /// Forgets a person called `name`, with all `words` that tell who they are.
    pub fn forget_person(
        &mut self,
        person: Person,
        name: &str,
        words: &BTreeSet<String>,
        today: Day,
    ) -> Result<Forgotten> {
        self.check_place()?;
        let rules = self.rules.clone();
        let words = spellings(words);
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        let wanted = words.clone();
        self.conn.create_scalar_function("without_person", 1, flags, move |call| {
            let text: Option<String> = call.get(0)?;
            Ok(text.map(|text| without(&text, &wanted)))
        })?;
        let transaction = self.begin()?;
        let mut done = Forgotten::default();
        done.fields += take_own_words(&transaction, person)?;
        for noun in ["contacts", "members"] {
            for id in images_of(&transaction, person, noun, name)? {
                done.history += forget_images(&transaction, noun, id)?;
            }
        }
        for (table, column) in texts(&transaction)? {
            let sql = format!(
                "UPDATE \"{table}\" SET \"{column}\" = without_person(\"{column}\")
                    WHERE \"{column}\" <> without_person(\"{column}\")"
            );
            let changed = transaction.execute(&sql, [])? as u64;
            if matches!(table.as_str(), "op" | "change" | "undone") {
                done.history += changed;
            } else {
                done.fields += changed;
            }
        }
        account_summary::refresh(&transaction, today, &rules, Affected::All, &BTreeSet::new())?;
        transaction.commit()?;
        // Old pages and the log hold what was there; only a file written anew does not.
        self.conn.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?;
        self.conn.remove_function("without_person", 1).map_err(Problem::from)?;
        Ok(done)
    }

    /// The ids of all contacts, or of all members, of this name, whatever its capitals.
    pub fn called<R: Record>(&self, name: &str) -> Result<Vec<Id<R>>> {
        let sql = format!("SELECT id, name FROM \"{}\"", R::NOUN.table());
        let mut statement = self.conn.prepare(&sql)?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        let wanted = crate::domain::text::fold(name);
        let mut found = Vec::new();
        for row in rows {
            let (id, name) = row?;
            if crate::domain::text::fold(&name) == wanted {
                found.push(Id::new(id));
            }
        }
        Ok(found)
    }

    /// The addresses and numbers that the history holds beside a name.
    pub fn addresses_beside(&self, name: &str) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for key in ["email", "phone"] {
            let sql = format!(
                "SELECT json_extract(before, '$.{key}') FROM change WHERE before IS NOT NULL
                        AND lower(json_extract(before, '$.name')) = lower(?1)
                    UNION SELECT json_extract(after, '$.{key}') FROM undone WHERE lower(json_extract(after, '$.name')) = lower(?1)"
            );
            let mut statement = self.conn.prepare(&sql)?;
            let rows = statement.query_map([name], |row| row.get::<_, Option<String>>(0))?;
            for row in rows {
                found.extend(row?);
            }
        }
        Ok(found)
    }

    /// Whether the history holds a contact or a member of exactly this name who is no longer in the book.
    pub fn history_knows(&self, name: &str) -> Result<bool> {
        let known = |noun| ids_in_history(&self.conn, noun, name).map(|ids| !ids.is_empty());
        Ok(known("contacts")? || known("members")?)
    }
}

/// Every column of text, of every table; fixed words and keys hold no person's words, so they come out as they went in.
fn texts(conn: &Connection) -> Result<Vec<(String, String)>> {
    let sql = "SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.type = 'TEXT' ORDER BY 1, 2";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Takes out what is the person's own: how they are reached, what they said, what was noted of talks with them.
fn take_own_words(conn: &Connection, person: Person) -> Result<u64> {
    match person {
        Person::Contact(id) => {
            let id = id.raw();
            let mut gone = blank(conn, "contact", id)?;
            for sql in [
                "UPDATE touch SET summary = NULL WHERE summary IS NOT NULL
                    AND id IN (SELECT touch FROM touch_contact WHERE contact = ?1)",
                "UPDATE pulse SET quote = NULL WHERE contact = ?1 AND quote IS NOT NULL",
                "DELETE FROM custom_field WHERE contact = ?1",
            ] {
                gone += conn.execute(sql, [id])? as u64;
            }
            Ok(gone)
        }
        Person::Member(id) => blank(conn, "member", id.raw()),
        Person::Removed => Ok(0),
    }
}

/// The records of `noun` in the history that are this person's.
fn images_of(conn: &Connection, person: Person, noun: &str, name: &str) -> Result<BTreeSet<i64>> {
    Ok(match person {
        Person::Contact(id) if noun == "contacts" => BTreeSet::from([id.raw()]),
        Person::Member(id) if noun == "members" => BTreeSet::from([id.raw()]),
        Person::Removed => ids_in_history(conn, noun, name)?,
        Person::Contact(_) | Person::Member(_) => BTreeSet::new(),
    })
}

/// The records that the history holds of a person called `name`: the contact or the member as it was, under its id.
fn ids_in_history(conn: &Connection, noun: &str, name: &str) -> Result<BTreeSet<i64>> {
    let sql = "SELECT id FROM change WHERE noun = ?1 AND before IS NOT NULL AND lower(json_extract(before, '$.name')) = lower(?2)
        UNION SELECT id FROM undone WHERE noun = ?1 AND lower(json_extract(after, '$.name')) = lower(?2)";
    let mut statement = conn.prepare(sql)?;
    let ids = statement.query_map([noun, name], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The record as it was before steps of the history: walked back, they leave what is there. Of talks and pulses it stays but
/// for the words.
fn forget_images(conn: &Connection, noun: &str, id: i64) -> Result<u64> {
    let mut gone =
        conn.execute("DELETE FROM change WHERE noun = ?1 AND id = ?2 AND before IS NOT NULL", params![noun, id])?;
    gone += conn.execute("DELETE FROM undone WHERE noun = ?1 AND id = ?2", params![noun, id])?;
    if noun == "contacts" {
        // Where the record was removed, only the history knows that a talk or a pulse was that person’s.
        for (table, image) in [("change", "before"), ("undone", "after")] {
            for (noun, record, field, theirs) in [
                ("pulses", "pulse", "quote", format!("json_extract({image}, '$.contact') = ?1")),
                ("touches", "touch", "summary", format!("?1 IN (SELECT value FROM json_each({image}, '$.contacts'))")),
            ] {
                let theirs = format!("noun = '{noun}' AND {image} IS NOT NULL AND {theirs}");
                let record = format!(
                    "UPDATE {record} SET {field} = NULL WHERE {field} IS NOT NULL AND id IN (SELECT id FROM {table} WHERE {theirs})"
                );
                let images = format!(
                    "UPDATE {table} SET {image} = json_set({image}, '$.{field}', NULL) WHERE noun = '{noun}' AND {image} IS NOT NULL
                        AND id IN (SELECT id FROM {table} WHERE {theirs})"
                );
                gone += conn.execute(&record, [id])? + conn.execute(&images, [id])?;
            }
        }
    }
    Ok(gone as u64)
}

/// Leaves of a record its name, as nobody's, and what is no text.
fn blank(conn: &Connection, table: &str, id: i64) -> Result<u64> {
    let mut gone = 0;
    let columns: Vec<(String, bool)> = {
        let mut statement = conn.prepare("SELECT name, \"notnull\" FROM pragma_table_info(?1) WHERE type = 'TEXT'")?;
        let rows = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect::<rusqlite::Result<_>>()?
    };
    for (column, is_needed) in columns {
        let sql = if column == "name" {
            format!("UPDATE \"{table}\" SET name = ?2 WHERE id = ?1")
        } else if is_needed || KEPT.contains(&column.as_str()) {
            continue;
        } else {
            format!(
                "UPDATE \"{table}\" SET \"{column}\" = NULL WHERE id = ?1 AND ?2 <> '' AND \"{column}\" IS NOT NULL"
            )
        };
        gone += conn.execute(&sql, params![id, NOBODY])? as u64;
    }
    Ok(gone)
}

/// What a contact or a member is in a team: no word of the account, and the figures count by it.
const KEPT: [&str; 5] = ["role", "seat", "function", "team", "stance"];

/// Each of `words` in every form in which a file may hold it: composed and decomposed, and as it stands within JSON, where
/// quotes and backslashes are escaped. The longest first, so that no part of one is left behind.
fn spellings(words: &BTreeSet<String>) -> Vec<String> {
    let forms = |word: &String| [word.clone(), word.nfc().collect(), word.nfd().collect()];
    let in_json = |word: String| {
        let quoted = serde_json::Value::from(word.as_str()).to_string();
        let escaped = quoted[1..quoted.len() - 1].to_owned();
        [word, escaped]
    };
    let mut all: Vec<String> = words.iter().flat_map(forms).flat_map(in_json).filter(|word| !word.is_empty()).collect();
    all.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    all.dedup();
    all
}

/// `text` with [`NOBODY`] for each of `words`, whatever the capitals, where they are no part of a longer word.
fn without(text: &str, words: &[String]) -> String {
    let mut text = text.to_owned();
    for word in words {
        let lower = text.to_lowercase();
        // Capitals of some languages change the length; those are compared as they stand. So is a name of one word, which may be
        // a word of everybody: Will, Mark, May.
        let is_plain = lower.len() == text.len() && word.contains([' ', '@']);
        let (hay, word) = if is_plain { (&lower, &word.to_lowercase()) } else { (&text, word) };
        let all = hay.match_indices(word.as_str()).map(|(at, _)| at);
        let found: Vec<usize> = all.filter(|at| stands_alone(hay, *at, word.len())).collect();
        for at in found.into_iter().rev() {
            if text.is_char_boundary(at) && text.is_char_boundary(at + word.len()) {
                text.replace_range(at..at + word.len(), NOBODY);
            }
        }
    }
    text
}

fn stands_alone(text: &str, at: usize, length: usize) -> bool {
    let goes_on =
        |here: Option<char>, beyond: Option<char>| here.is_some_and(is_of_a_word) && beyond.is_some_and(is_of_a_word);
    let word = &text[at..at + length];
    !goes_on(word.chars().next(), text[..at].chars().next_back())
        && !goes_on(word.chars().next_back(), text[at + length..].chars().next())
}

/// Whether a letter stands in words with blanks between them; Chinese, Japanese, Thai and their neighbours write none.
fn is_of_a_word(letter: char) -> bool {
    letter.is_alphanumeric()
        && !matches!(letter, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_out_wherever_it_stands_alone() {
        let words = ["Ana Ruiz".to_owned(), "ana@x.org".to_owned()];
        let text = "met ANA RUIZ (ana@x.org) and Lana Ruizdael, “ana ruiz”";
        let words = spellings(&words.into());
        assert_eq!(without(text, &words), "met (forgotten) ((forgotten)) and Lana Ruizdael, “(forgotten)”");
    }

    #[test]
    fn short_names_names_without_blanks_and_every_spelling_are_taken_out() {
        for (name, text, left) in [
            ("Will", "Will said they will meet Willis", "(forgotten) said they will meet Willis"),
            ("李明", "昨天和李明见面", "昨天和(forgotten)见面"),
            ("สมชาย", "พบสมชายแล้ว", "พบ(forgotten)แล้ว"),
            ("José Peña", "met Jose\u{301} Pen\u{303}a", "met (forgotten)"),
            ("Ann \"Sky\" Lee", r#"{"notes":"asked Ann \"Sky\" Lee"}"#, r#"{"notes":"asked (forgotten)"}"#),
            ("Ödön Kis", "ÖDÖN KIS came", "(forgotten) came"),
        ] {
            assert_eq!(without(text, &spellings(&[name.to_owned()].into())), left);
        }
    }
}
