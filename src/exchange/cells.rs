//! The cells of one row as values, or as a rejection that names line, column, value and reason.

use super::date;
use super::guard;
use super::lexer::Row;
use super::list;
use super::preview::{Field, FilePreview};
use super::span::Span;
use super::table::{Rejection, short};
use super::words::{flag, is_blank_word};
use crate::domain::amount::{self, Amount, Style};
use crate::domain::day::Day;

/// One row of a surveyed file.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'a> {
    row: &'a Row,
    raw: bool,
    exact: bool,
}

/// A value that may be missing, or why the row cannot be taken.
pub type Read<T> = Result<Option<T>, Rejection>;

impl<'a> Cells<'a> {
    /// The cells of `row`, of a file understood as `survey`.
    pub fn new(row: &'a Row, preview: &FilePreview) -> Self {
        Self { row, raw: preview.raw, exact: preview.is_own() }
    }

    /// Whether the file is one of our own, whose cells are exact.
    pub fn are_exact(&self) -> bool {
        self.exact
    }

    /// The physical line of the row.
    pub fn line(&self) -> u64 {
        self.row.line()
    }

    /// The text of the first column of `field` that has any; files of other programs are trimmed, our own are exact.
    pub fn text(&self, field: Option<&Field>) -> Option<&'a str> {
        let cells = field?.places.iter().map(|place| self.row.cell(*place));
        let mut cells = cells.map(|cell| if self.exact { cell } else { cell.trim() }).filter(|cell| !cell.is_empty());
        let cell = cells.next()?;
        Some(if self.raw { cell } else { guard::take_off(cell) })
    }

    /// The text, without blanks around it; for keys, names of others and fixed words. In files of others, words such as
    /// “N/A” and “TBD” say that there is nothing.
    pub fn word(&self, field: Option<&Field>) -> Option<&'a str> {
        let word = self.text(field).map(str::trim).filter(|text| !text.is_empty())?;
        (self.exact || !is_blank_word(word)).then_some(word)
    }

    /// Whether what stands in `field` comes from its preferred column.
    pub fn is_first(&self, field: &Field) -> bool {
        field.places.first().is_some_and(|place| self.at(*place).is_some())
    }

    /// What stands in the column at `place`, without blanks around it, whatever it is.
    pub fn at(&self, place: usize) -> Option<&'a str> {
        let cell = self.row.cell(place).trim();
        let cell = if self.raw { cell } else { guard::take_off(cell) };
        (!cell.is_empty()).then_some(cell)
    }

    /// A day.
    pub fn day(&self, field: Option<&Field>) -> Read<Day> {
        self.read(field, |text, field| {
            date::read(text, field.order).ok_or("is not a day from 1900 to 2199; write it as 2026-12-31.")
        })
    }

    /// An amount with the currency beside it, if one is written there.
    pub fn amount(&self, field: Option<&Field>) -> Read<Amount<'a>> {
        self.read(field, |text, field| {
            let amount = amount::read(text, field.style).ok_or_else(|| no_amount(text, field.style))?;
            let is_doubtful =
                field.doubts_thousandths && amount.number.scale == 3 && text.matches(['.', ',']).count() == 1;
            if is_doubtful && amount::two_readings(text).is_some() {
                return Err(
                    "may be decimals or thousands; write it as 1234.50 or 1234000, without a divider of thousands.",
                );
            }
            Ok(amount)
        })
    }

    /// A whole number from 0.
    pub fn count(&self, field: Option<&Field>) -> Read<u32> {
        self.read(field, |text, field| {
            if field.column.name == "notice_days" && !self.exact {
                let days = Span::read(text, &field.header).and_then(|span| span.days_before(None));
                return days.ok_or("is no span of time; write it as 90, 90 days or 3 months.");
            }
            // `90 days` is 90 where days are counted.
            let days = |word: &str| {
                matches!(
                    word,
                    "days" | "day" | "d" | "tage" | "jours" | "días" | "dias" | "dagen" | "giorni" | "dní" | "dni"
                )
            };
            let text = text
                .split_once(' ')
                .filter(|(_, unit)| days(&unit.trim().to_lowercase()))
                .map_or(text, |(count, _)| count);
            let number = amount::read(text, Style::Point).filter(|amount| amount.currency.is_none());
            let whole = number.and_then(|amount| amount.number.units(0).filter(|_| amount.number.is_whole()));
            whole.and_then(|number| u32::try_from(number).ok()).ok_or("is not a whole number from 0.")
        })
    }

    /// How long before `end` notice has to be given, in days: months are counted back from that day.
    pub fn notice(&self, field: Option<&Field>, end: Day) -> Option<u32> {
        Span::read(self.word(field)?, &field?.header)?.days_before(Some(end))
    }

    /// A number with decimals.
    pub fn number(&self, field: Option<&Field>) -> Read<f64> {
        self.read(field, |text, field| {
            // Floating-point spellings such as 1e-7 are no style of people.
            let exponent = || text.parse::<f64>().ok().filter(|number| number.is_finite());
            amount::read(text, field.style)
                .map(|amount| amount.number.float())
                .or_else(exponent)
                .ok_or("is not a number.")
        })
    }

    /// Yes or no.
    pub fn flag(&self, field: Option<&Field>) -> Read<bool> {
        self.read(field, |text, _| flag(text).ok_or("is neither yes nor no; write true or false."))
    }

    /// Several items.
    pub fn list(&self, field: Option<&Field>) -> Vec<String> {
        self.text(field).map(list::split).unwrap_or_default()
    }

    /// The rejection of this row for what stands in `field`.
    pub fn reject(&self, field: Option<&Field>, reason: impl Into<String>) -> Rejection {
        let value = self.text(field).map(short).unwrap_or_default();
        let column = field.map(|field| field.header.clone()).unwrap_or_default();
        Rejection { line: self.line(), column, value, reason: reason.into() }
    }

    fn read<T>(&self, field: Option<&Field>, read: impl FnOnce(&'a str, &Field) -> Result<T, &'static str>) -> Read<T> {
        let (Some(text), Some(known)) = (self.word(field), field) else { return Ok(None) };
        match read(text, known) {
            Ok(value) => Ok(Some(value)),
            Err(reason) => Err(self.reject(field, format!("“{}” {reason}", short(text)))),
        }
    }
}

/// Why a cell is no amount in a column of this style.
fn no_amount(text: &str, style: Style) -> &'static str {
    match style {
        Style::Point if amount::read(text, Style::Comma).is_some() => {
            "divides decimals off with a comma, the other amounts of this column with a point; write it as 1234.50."
        }
        Style::Comma if amount::read(text, Style::Point).is_some() => {
            "divides decimals off with a point, the other amounts of this column with a comma; write it as 1234,50."
        }
        _ => "is not an amount; write it as 1234.50.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::overrides::Overrides;
    use crate::exchange::table::{Line, Table};

    fn with_row(text: &str, check: impl FnOnce(&FilePreview, Cells<'_>)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let preview = FilePreview::of(&path, &Overrides::default()).unwrap();
        let (mut table, mut row) = (Table::open(&preview.source).unwrap(), Row::default());
        assert_eq!(table.next(&mut row).unwrap(), Line::Data);
        check(&preview, Cells::new(&row, &preview));
    }

    #[test]
    fn a_row_is_read_by_the_kind_of_its_columns() {
        with_row(
            "account,on,channel,two_way,members,summary,prep_minutes\nA,2026-01-02,call,true,x;y,'=1,5\n",
            |seen, cells| {
                assert_eq!(cells.day(seen.field("on")).unwrap().unwrap().to_string(), "2026-01-02");
                assert_eq!(cells.flag(seen.field("two_way")).unwrap(), Some(true));
                assert_eq!(cells.list(seen.field("members")), ["x", "y"]);
                assert_eq!(cells.text(seen.field("summary")), Some("=1"));
                assert_eq!(cells.count(seen.field("prep_minutes")).unwrap(), Some(5));
                assert_eq!(cells.count(seen.field("contact_minutes")).unwrap(), None);
            },
        );
    }

    #[test]
    fn a_wrong_cell_is_named_by_line_column_value_and_reason() {
        with_row("account,on,score\nA,2026-06-31,NaN\n", |seen, cells| {
            let wrong = cells.day(seen.field("on")).unwrap_err();
            assert_eq!((wrong.line, wrong.column.as_str(), wrong.value.as_str()), (2, "on", "2026-06-31"));
            assert!(wrong.reason.contains("is not a day"));
            assert!(cells.count(seen.field("score")).is_err());
        });
    }

    #[test]
    fn the_first_column_that_has_something_is_taken() {
        with_row("Id,LastName,FirstName,Phone,MobilePhone,AccountId\n1,Ruiz,Ana,, 555 ,A\n", |seen, cells| {
            assert_eq!(cells.text(seen.field("phone")), Some("555"));
        });
    }
}
