//! A row of one of our own files, or of one much like it, as the fields of a record.

use super::directory::{Directory, Found, unknown};
use super::owners::owners;
use super::whose::{Whose, account_by, ways};
use crate::domain::amount::Amount;
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result as RowOutcome};
use crate::domain::record::{Fields, Kind, Value};
use crate::domain::text::fit;
use crate::exchange::cells::Cells;
use crate::exchange::deals::term_months;
use crate::exchange::headers::Period;
use crate::exchange::preview::{Field, FilePreview};
use crate::exchange::table::Rejection;

/// Reads the rows of one file.
pub(super) struct Reader<'a> {
    preview: &'a FilePreview,
    noun: Noun,
    fields: Vec<&'a Field>,
    /// The columns that may lead to the account of a row; none where the rows are accounts or of none.
    ways: Vec<(&'static str, &'a Field)>,
    currency: Currency,
}

impl<'a> Reader<'a> {
    pub(super) fn new(preview: &'a FilePreview, noun: Noun, currency: Currency) -> Self {
        let own = preview.shape.columns().own;
        // In the order of our own columns, where an account stands before the people to be found in it.
        // The owner of an account is looked up apart, because one who is not known yet is added.
        let apart = |name: &str| noun == Noun::Accounts && name == "owner";
        let fields = own.iter().filter(|column| !apart(column.name)).filter_map(|column| preview.field(column.name));
        let fields = fields.collect();
        let has_account = noun != Noun::Accounts && preview.shape.column("account").is_some();
        let ways = if has_account { ways(preview) } else { Vec::new() };
        Self { preview, noun, fields, ways, currency }
    }

    /// What the row gives; what it points to is looked up in `directory`. In files of others a cell that cannot be read
    /// costs its field, which is added to `faults`, and not the row, unless the record cannot be without it.
    pub(super) fn read(
        &self,
        cells: &Cells<'_>,
        directory: &Directory,
        faults: &mut Vec<Rejection>,
    ) -> Result<Fields, Rejection> {
        let mut fields = Fields::with_capacity(self.fields.len() + 2);
        let account = self.account(cells, directory)?;
        if let Some(account) = account {
            fields.push(("account", Value::Int(account)));
        }
        for field in &self.fields {
            if field.column.name == "account" && (account.is_some() || self.noun == Noun::Accounts) {
                continue;
            }
            let scope = account.or_else(|| plan_account(&fields, directory));
            match self.value(cells, field, scope, directory) {
                Ok(value) => fields.push((field.column.name, value)),
                Err(fault) if self.may_be_blank(field) => faults.push(fault),
                Err(rejection) => return Err(rejection),
            }
        }
        self.people_names(cells, &mut fields);
        match self.currency_of_row(cells) {
            Ok(Some(currency)) => {
                fields.retain(|(name, _)| *name != "currency");
                fields.push(("currency", Value::Text(currency.code().to_owned())));
            }
            Ok(None) => {}
            Err(_) if !self.preview.is_own() => {}
            Err(rejection) => return Err(rejection),
        }
        Ok(fields)
    }

    fn is_no_mailbox(&self, cells: &Cells<'_>, field: Option<&Field>) -> bool {
        !self.preview.is_own() && cells.word(field).is_some_and(|text| !text.contains('@'))
    }

    fn may_be_blank(&self, field: &Field) -> bool {
        let needed = self.noun.fields().iter().any(|known| known.key == field.column.name && known.needed);
        !self.preview.is_own() && !needed && field.column.name != "external_id"
    }

    fn value(
        &self,
        cells: &Cells<'_>,
        field: &Field,
        account: Option<i64>,
        directory: &Directory,
    ) -> Result<Value, Rejection> {
        let wrap = |problem: Problem| cells.reject(Some(field), problem.sentence);
        let known = Some(field);
        Ok(match field.column.kind {
            Kind::Text { .. } if field.column.name == "email" && self.is_no_mailbox(cells, known) => {
                let text = fit(cells.word(known).unwrap_or_default(), 40);
                return Err(cells.reject(known, format!("“{text}” is no mailbox; write it as name@company.example.")));
            }
            Kind::Text { .. } => Value::text(cells.text(known)),
            Kind::Stage => Value::text(cells.word(known)),
            Kind::Day => cells.day(known)?.map_or(Value::None, Value::Day),
            Kind::Whole(..) => cells.count(known)?.map_or(Value::None, |count| Value::Int(i64::from(count))),
            Kind::Number | Kind::Figure => cells.number(known)?.map_or(Value::None, Value::Float),
            Kind::Flag => cells.flag(known)?.map_or(Value::None, Value::Flag),
            Kind::Amount => self.amount(cells, field)?,
            Kind::Word(set) => word(cells.word(known), set.read).map_err(wrap)?,
            Kind::Currency => match cells.word(known) {
                Some(text) => Value::Text(Currency::parse(text).map_err(wrap)?.code().to_owned()),
                None => Value::None,
            },
            Kind::To(noun) => match cells.word(known) {
                Some(text) if noun == Noun::Members && !self.preview.is_own() => {
                    let first = owners(directory, text).first().copied().unwrap_or(text);
                    Value::Int(point(noun, first, account, directory).map_err(wrap)?)
                }
                Some(text) => Value::Int(point(noun, text, account, directory).map_err(wrap)?),
                None => Value::None,
            },
            Kind::Tags => Value::Words(cells.list(known)),
            Kind::Words(set) => {
                let words =
                    cells.list(known).iter().map(|item| (set.read)(item).map(str::to_owned)).collect::<RowOutcome<_>>();
                Value::Words(words.map_err(wrap)?)
            }
            Kind::ToMany(noun) => {
                let ids = cells
                    .list(known)
                    .iter()
                    .map(|item| point(noun, item, account, directory))
                    .collect::<RowOutcome<_>>();
                Value::Ids(ids.map_err(wrap)?)
            }
        })
    }

    /// The account of the row, unless it is an account.
    fn account(&self, cells: &Cells<'_>, directory: &Directory) -> Result<Option<i64>, Rejection> {
        match account_by(&self.ways, cells, directory) {
            Whose::Known(id) => Ok(Some(id)),
            Whose::Missing(rejection) => Err(rejection),
            Whose::Silent => Ok(None),
        }
    }

    fn amount(&self, cells: &Cells<'_>, field: &Field) -> Result<Value, Rejection> {
        let currency = self.row_currency(cells, field)?.unwrap_or(self.currency);
        Ok(annual(self.preview, cells, field, currency)?.map_or(Value::None, Value::Int))
    }

    fn row_currency(&self, cells: &Cells<'_>, field: &Field) -> Result<Option<Currency>, Rejection> {
        let Some(amount) = cells.amount(Some(field))? else { return Ok(None) };
        currency_of(cells, self.preview.field("currency"), Some((&amount, field)), self.currency)
    }

    /// The currency beside an amount, or in its heading, where the file has no column for it.
    fn currency_of_row(&self, cells: &Cells<'_>) -> Result<Option<Currency>, Rejection> {
        if cells.word(self.preview.field("currency")).is_some() {
            return Ok(None);
        }
        let amounts = self.fields.iter().filter(|field| matches!(field.column.kind, Kind::Amount));
        let mut currencies = amounts.map(|field| self.row_currency(cells, field));
        currencies.find_map(Result::transpose).transpose()
    }

    /// First and last name where the name as a whole is not given; an email where there is no name at all.
    fn people_names(&self, cells: &Cells<'_>, fields: &mut Fields) {
        if !matches!(self.noun, Noun::Contacts | Noun::Members) || given(fields, "name") {
            return;
        }
        let parts = ["first_name", "last_name"].map(|name| cells.word(self.preview.field(name)).unwrap_or(""));
        let joined = parts.join(" ");
        let name = match joined.trim() {
            "" => cells.word(self.preview.field("email")),
            joined => Some(joined),
        };
        if let Some(name) = name {
            fields.retain(|(field, _)| *field != "name");
            fields.push(("name", Value::Text(name.to_owned())));
        }
    }
}

/// One of a fixed set of words, or nothing.
fn word(text: Option<&str>, read: fn(&str) -> RowOutcome<&'static str>) -> RowOutcome<Value> {
    text.map_or(Ok(Value::None), |text| read(text).map(|word| Value::Text(word.to_owned())))
}

/// The amount of a row for a year, in minor units: twelve months of a monthly one, the year's share of a total over the
/// term. A total over a term that the row does not say is left out, and that is said.
pub(super) fn annual(
    preview: &FilePreview,
    cells: &Cells<'_>,
    field: &Field,
    currency: Currency,
) -> Result<Option<i64>, Rejection> {
    let Some(amount) = cells.amount(Some(field))? else { return Ok(None) };
    let large = || cells.reject(Some(field), "the amount is larger than a book can hold.");
    // `0.012` millions are 12,000: no digit is cut off before the unit counts.
    let digits = currency.digits() + field.unit.times.max(1).ilog10();
    let minor = amount.number.units(digits).ok_or_else(large)?;
    // Only the first of several columns has the unit of the heading.
    match field.unit.per.filter(|_| cells.is_first(field)) {
        None => Ok(Some(minor)),
        Some(Period::Month) => minor.checked_mul(12).map(Some).ok_or_else(large),
        Some(Period::Quarter) => minor.checked_mul(4).map(Some).ok_or_else(large),
        Some(Period::Term) => {
            let Some(months) = months(preview, cells) else {
                let text = fit(cells.word(Some(field)).unwrap_or_default(), 40);
                let why = format!("“{text}” is the total of a term that the row does not say; give its start and end.");
                return Err(cells.reject(Some(field), why));
            };
            Ok(Some(i64::try_from(i128::from(minor) * 12 / i128::from(months)).map_err(|_| large())?))
        }
    }
}

/// How many months the term of a row has: as it says, else from its start to its end.
pub(super) fn months(preview: &FilePreview, cells: &Cells<'_>) -> Option<u32> {
    let in_months = || {
        let field = preview.field("term_months")?;
        term_months(cells.word(Some(field))?, "months")
    };
    let counted = in_months();
    let said = || {
        let field = preview.field("term")?;
        term_months(cells.word(Some(field))?, &field.header)
    };
    let day = |names: [&str; 2]| names.iter().find_map(|name| cells.day(preview.field(name)).ok().flatten());
    let between = || {
        let days = day(["contract_start", "start"])?.days_to(day(["contract_end", "end"])?);
        u32::try_from((f64::from(days) / 30.44).round() as i64).ok()
    };
    counted.or_else(said).or_else(between).filter(|months| (1..=240).contains(months))
}

/// The currency of a row: that of its column, else the one beside the amount, where a sign that several currencies have
/// is that of the book; a row in which both contradict each other is rejected.
pub(super) fn currency_of(
    cells: &Cells<'_>,
    column: Option<&Field>,
    amount: Option<(&Amount<'_>, &Field)>,
    book: Currency,
) -> Result<Option<Currency>, Rejection> {
    let code = cells.word(column).map(Currency::parse).transpose();
    let code = code.map_err(|problem| cells.reject(column, problem.sentence))?;
    let of_heading = amount.and_then(|(_, field)| field.unit.currency);
    let Some((word, field)) = amount.and_then(|(amount, field)| Some((amount.currency?, field))) else {
        return Ok(code.or(of_heading));
    };
    let beside = Currency::named(word, code.or(of_heading).unwrap_or(book));
    let beside = beside.map_err(|problem| cells.reject(Some(field), problem.sentence))?;
    match code.filter(|code| *code != beside) {
        Some(code) => {
            Err(cells.reject(Some(field), format!("the amount is in {beside}, the column of currencies says {code}.")))
        }
        None => Ok(Some(beside)),
    }
}

fn given(fields: &Fields, name: &str) -> bool {
    fields.iter().any(|(field, value)| *field == name && !value.is_none())
}

fn plan_account(fields: &Fields, directory: &Directory) -> Option<i64> {
    fields.iter().find_map(|(name, value)| match value {
        Value::Int(plan) if *name == "plan" => directory.account_of(*plan),
        _ => None,
    })
}

fn point(noun: Noun, text: &str, account: Option<i64>, directory: &Directory) -> Result<i64, Problem> {
    let found = match noun {
        Noun::Contacts => directory.contact(account, text),
        _ => directory.find(noun, text),
    };
    match found {
        Found::One(id) => Ok(id),
        found => Err(unknown(noun, text, found)),
    }
}
