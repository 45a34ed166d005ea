//! What a row of accounts says, held against what earlier files of the import said of the same account.

use super::agreement::Saying;
use super::importer::{Importer, RowOf};
use super::rows::annual;
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::record::Kind;
use crate::domain::text::fold;
use crate::exchange::preview::Field;
use crate::exchange::shape::Shape;

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
impl Importer<'_, '_> {
    /// Compares what a row of accounts says with what the files before it said.
    pub(super) fn compare(&mut self, row: &RowOf<'_>, account: i64, name: &str) {
        let file = row.file;
        if file.preview.is_own() || file.brings.iter().filter(|shape| **shape == Shape::Of(Noun::Accounts)).count() < 2
        {
            return;
        }
        let here = file.preview.source.name();
        for field in file.preview.fields.iter().filter(|field| ONE_EACH.contains(&field.column.name)) {
            let Some(text) = row.cells.word(Some(field)) else { continue };
            let meaning = meaning(row, field, text, self.currency);
            let (header, text) = (field.header.clone(), text.to_owned());
            let saying = Saying { field: field.column.name.to_owned(), header, text, meaning };
            self.agreement.says(&here, (account, name), saying);
        }
        for kept in &file.preview.kept {
            let Some(text) = row.cells.at(kept.place) else { continue };
            let (header, text, meaning) = (kept.header.clone(), text.to_owned(), fold(text));
            self.agreement.says(&here, (account, name), Saying { field: fold(&kept.header), header, text, meaning });
        }
    }
}

/// What a cell comes to, however it is written.
fn meaning(row: &RowOf<'_>, field: &Field, text: &str, currency: Currency) -> String {
    let read = match field.column.kind {
        Kind::Day => row.cells.day(Some(field)).ok().flatten().map(|day| day.to_string()),
        Kind::Amount => {
            annual(row.file.preview, row.cells, field, currency).ok().flatten().map(|value| value.to_string())
        }
        _ => None,
    };
    read.unwrap_or_else(|| fold(text))
}
