//! Whether the files and sheets of one import say the same of an account: where they do not, the one that is read last
//! stands, and that is said.

use crate::domain::text::{counted, fit};
use std::collections::{BTreeSet, HashMap};

/// How many are named before the rest is counted.
const NAMED: usize = 3;

/// What the files of an import say of accounts.
#[derive(Debug, Default)]
pub(super) struct Agreement {
    said: HashMap<(i64, String), Said>,
    /// What the file contradicts: said as “Acme: ARR is 12000, and 10000 in the other”.
    told: Vec<String>,
    accounts: BTreeSet<i64>,
    /// The files that it contradicts.
    others: BTreeSet<String>,
}

/// What a row says of one field.
#[derive(Debug)]
pub(super) struct Saying {
    /// The field, or the heading where it has none.
    pub(super) field: String,
    /// What the column is called.
    pub(super) header: String,
    /// What stands there.
    pub(super) text: String,
    /// What it comes to, however it is written.
    pub(super) meaning: String,
}

#[derive(Debug)]
struct Said {
    file: String,
    /// What it comes to, however it is written.
    meaning: String,
    text: String,
}

impl Agreement {
    /// Forgets what the last file contradicted.
    pub(super) fn begin_file(&mut self) {
        self.told.clear();
        self.accounts.clear();
        self.others.clear();
    }

    /// Forgets everything: the files are gone through once more.
    pub(super) fn begin(&mut self) {
        *self = Self::default();
    }

    /// Takes what a file says of a field of an account, and notes where an earlier file says something else.
    pub(super) fn says(&mut self, file: &str, (account, name): (i64, &str), saying: Saying) {
        let Saying { field, header, text, meaning } = saying;
        if let Some(other) = self.said.get(&(account, field.clone()))
            && other.file != file
            && other.meaning != meaning
        {
            self.told.push(format!("{name}: {header} is {}, there {}", fit(&text, 40), fit(&other.text, 40)));
            self.accounts.insert(account);
            self.others.insert(other.file.clone());
        }
        self.said.insert((account, field), Said { file: file.to_owned(), meaning, text });
    }

    /// What is said of fields that an earlier file says otherwise.
    pub(super) fn note(&self) -> Option<String> {
        if self.told.is_empty() {
            return None;
        }
        let more = self.told.len().saturating_sub(NAMED);
        let rest = if more > 0 { format!("; and {more} more") } else { String::new() };
        let others: Vec<&str> = self.others.iter().map(String::as_str).collect();
        Some(format!(
            "{} of {} differ from {}, and what is read last stands. {}{rest}.",
            counted(self.told.len() as u64, "field"),
            counted(self.accounts.len() as u64, "account"),
            others.join(" and "),
            self.told.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ")
        ))
    }
}
