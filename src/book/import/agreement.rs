//! Whether the files and sheets of one import say the same of an account: where they do not, the one that is read last
//! stands, and that is said.

use super::importer::{Importer, RowOf};
use super::rows::annual;
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::record::Kind;
use crate::domain::text::{counted, fit, fold};
use crate::exchange::preview::Field;
use crate::exchange::shape::Shape;
use std::collections::{BTreeSet, HashMap};

/// Fields of which an account has one, so that the next file changes what the last one said.
const ONE_EACH: [&str; 11] = [
    "value",
    "currency",
    "owner",
    "industry",
    "website",
    "customer_since",
    "contract_start",
    "contract_end",
    "renewal_on",
    "notice_days",
    "notes",
];
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

impl Importer<'_, '_> {
    /// Compares what a row of accounts says with what the files before it said.
    pub(super) fn compare(&mut self, row: &RowOf<'_>, account: i64, name: &str) {
        let file = row.file;
        if file.survey.is_own() || file.brings.iter().filter(|shape| **shape == Shape::Of(Noun::Accounts)).count() < 2 {
            return;
        }
        let fields = file.survey.fields.iter().filter(|field| ONE_EACH.contains(&field.column.name));
        let currency = self.currency;
        let fields = fields.filter_map(|field| {
            let text = row.cells.word(Some(field))?;
            Some((
                field.column.name.to_owned(),
                field.header.clone(),
                text.to_owned(),
                meaning(row, field, text, currency),
            ))
        });
        let kept = file.survey.kept.iter().filter_map(|kept| {
            let text = row.cells.at(kept.place)?;
            Some((fold(&kept.header), kept.header.clone(), text.to_owned(), fold(text)))
        });
        let all: Vec<_> = fields.chain(kept).collect();
        let here = file.survey.source.name();
        for (key, header, text, meaning) in all {
            let said = self.agreement.said.get(&(account, key.clone()));
            if let Some(other) = said.filter(|said| said.file != here && said.meaning != meaning) {
                let told = format!("{name}: {header} is {}, there {}", fit(&text, 40), fit(&other.text, 40));
                let from = other.file.clone();
                self.agreement.told.push(told);
                self.agreement.accounts.insert(account);
                self.agreement.others.insert(from);
            }
            self.agreement.said.insert((account, key), Said { file: here.clone(), meaning, text });
        }
    }
}

/// What a cell comes to, however it is written.
fn meaning(row: &RowOf<'_>, field: &Field, text: &str, currency: Currency) -> String {
    let read = match field.column.kind {
        Kind::Day => row.cells.day(Some(field)).ok().flatten().map(|day| day.to_string()),
        Kind::Amount => {
            annual(row.file.survey, row.cells, field, currency).ok().flatten().map(|value| value.to_string())
        }
        _ => None,
    };
    read.unwrap_or_else(|| fold(text))
}
