//! Columns without a field of our own: kept as custom fields of the record that their row became, or, where they are numbers
//! that are followed from day to day, as readings of a metric.

use super::importer::{Importer, RowOf, RowOutcome};
use crate::book::custom::set_custom;
use crate::domain::amount;
use crate::domain::custom_field::CustomField;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::reading::Reading;
use crate::domain::record::{Fields, Value};
use crate::domain::text::fold;
use crate::exchange::preview::FilePreview;
use crate::exchange::shape::Shape;
use crate::exchange::words::is_blank_word;

/// Words of headings whose numbers are followed from day to day.
#[rustfmt::skip]
const METRICS: [&str; 43] = [
    "health", "score", "nps", "csat", "ces", "logins", "login", "users", "usage", "adoption", "seats", "licenses", "licences", "tickets", "sessions",
    "visits", "mau", "dau", "wau", "utilization", "utilisation", "engagement", "active", "events",
    "gesundheit", "nutzer", "benutzer", "anmeldungen", "lizenzen", "zufriedenheit", "utilisateurs", "connexions", "usuarios", "licencias", "gebruikers", "licenties",
    "utenti", "licenze", "licencas", "uzivatele", "licenci", "uzytkownicy", "licencje",
];

/// Whether the rows of such files become records that can have fields of their own.
pub fn can_keep(shape: Shape) -> bool {
    match shape {
        Shape::Deals | Shape::Activities | Shape::Usage => true,
        Shape::Of(noun) => {
            matches!(noun, Noun::Accounts | Noun::Contacts | Noun::Contracts | Noun::Issues | Noun::Opportunities)
        }
    }
}

/// Whether a column of numbers is a metric, by its heading.
pub(super) fn is_metric(heading: &str) -> bool {
    let heading = fold(heading);
    heading.split(|ch: char| !ch.is_alphanumeric()).any(|word| METRICS.contains(&word))
}

/// The columns that a row of this kind keeps, by place: those without a field, and those whose words say more than the
/// field that was read from them.
fn columns(preview: &FilePreview) -> Vec<(usize, &str, bool)> {
    let mut all: Vec<(usize, &str, bool)> =
        preview.kept.iter().map(|kept| (kept.place, kept.header.as_str(), kept.is_numbers)).collect();
    let doubles =
        preview.fields.iter().filter(|field| matches!(field.column.name, "state" | "email" | "phone" | "stage"));
    for field in doubles.filter(|field| preview.shape != Shape::Deals || field.column.name != "stage") {
        let places = field.places.iter().filter(|place| !all.iter().any(|(known, _, _)| known == *place));
        let more: Vec<_> = places.filter_map(|at| Some((*at, preview.header.get(*at)?.as_str(), false))).collect();
        all.extend(more);
    }
    all
}

impl Importer<'_, '_> {
    /// Keeps the columns without a field of a row that became the record of this kind.
    pub(super) fn keep_columns(&mut self, row: &RowOf<'_>, noun: Noun, became: RowOutcome, account: i64) -> Result<()> {
        let preview = row.file.preview;
        if preview.is_own() {
            return Ok(());
        }
        for (place, header, is_numbers) in columns(preview) {
            let Some(text) = row.cells.at(place).filter(|text| is_blank_word(text) == is_region(text)) else {
                continue;
            };
            if is_said(row, place, noun, text) {
                continue;
            }
            let today = self.edit.today();
            let kept = match is_numbers.then(|| number(text)).flatten() {
                Some(value) if noun == Noun::Accounts && is_metric(header) => {
                    self.reading(account, header, today, value)
                }
                _ => self.custom(noun, became, account, header, text),
            };
            if let Err(problem) = kept {
                if self.weigh(&problem) {
                    return Err(problem);
                }
                let fault = row.file.reject(row.cells, &problem);
                self.faults.push(crate::exchange::table::Rejection { column: header.to_owned(), ..fault });
            }
        }
        Ok(())
    }

    /// Keeps a reading of a metric; one of that day is known again by its name.
    pub(super) fn reading(&mut self, account: i64, metric: &str, on: Day, value: f64) -> Result<()> {
        let metric: String = metric.chars().take(80).collect();
        let fields: Fields = vec![
            ("account", Value::Int(account)),
            ("metric", Value::Text(metric)),
            ("on", Value::Day(on)),
            ("value", Value::Float(value)),
        ];
        let taken = self.take::<Reading>(fields)?;
        self.made.readings += u64::from(matches!(taken, RowOutcome::Created(_)));
        Ok(())
    }

    /// Keeps what a row says of a contract that it says no end of.
    pub(super) fn without_contract(&mut self, row: &RowOf<'_>, id: i64) -> Result<()> {
        for name in ["product", "notice_days", "term"] {
            let field = row.file.preview.field(name);
            if let Some((field, text)) = field.zip(row.cells.word(field)) {
                self.custom(Noun::Accounts, RowOutcome::Unchanged(id), id, &field.header, text)?;
            }
        }
        Ok(())
    }

    fn custom(&mut self, noun: Noun, became: RowOutcome, account: i64, name: &str, value: &str) -> Result<()> {
        let id = became.id();
        let of = |wanted: Noun| (noun == wanted).then_some(id);
        let field = CustomField {
            account: Id::new(account),
            contact: of(Noun::Contacts).map(Id::new),
            contract: of(Noun::Contracts).map(Id::new),
            opportunity: of(Noun::Opportunities).map(Id::new),
            issue: of(Noun::Issues).map(Id::new),
            touch: of(Noun::Touches).map(Id::new),
            name: name.chars().take(80).collect(),
            value: value.to_owned(),
            ..CustomField::default()
        };
        // What is new has no fields yet, so that none has to be looked for.
        if let RowOutcome::Created(_) = became {
            let field = CustomField { id: self.edit.mint()?, ..field };
            self.edit.put(&field)?;
        } else if !set_custom(self.edit, field)? {
            return Ok(());
        }
        self.made.custom_fields += 1;
        Ok(())
    }
}

/// Whether a field of the record says what stands in the column.
fn is_said(row: &RowOf<'_>, place: usize, noun: Noun, text: &str) -> bool {
    let fields = &row.file.preview.fields;
    let Some(field) = fields.iter().find(|field| field.places.contains(&place)) else { return false };
    match field.column.name {
        "state" => false,
        "stage" => noun != Noun::Accounts || row.file.stages.read(text).is_ok(),
        _ => row.cells.word(Some(field)) == Some(text),
    }
}

/// A number in whatever way it is written, unless that leaves doubt.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim_end_matches('%').trim();
    text.parse().ok().filter(|number: &f64| number.is_finite()).or_else(|| {
        let styles = [amount::Style::Point, amount::Style::Comma];
        let mut read = styles.iter().filter_map(|style| amount::read(text, *style)).map(|amount| amount.number.float());
        let first = read.next()?;
        read.all(|other| (other - first).abs() < f64::EPSILON).then_some(first)
    })
}

/// `NA`, which stands for North America as well as for nothing, is kept as it stands.
fn is_region(text: &str) -> bool {
    text == "NA"
}
