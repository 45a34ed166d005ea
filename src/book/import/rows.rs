//! A row of one of our own files, or of one much like it, as the fields of a record.

use super::directory::{Directory, Found, unknown};
use crate::domain::amount::{self, Amount};
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result as RowOutcome};
use crate::domain::record::{Fields, Kind, Value};
use crate::exchange::cells::Cells;
use crate::exchange::preview::{Field, FilePreview};
use crate::exchange::table::Rejection;

/// Reads the rows of one file.
pub(super) struct Reader<'a> {
    survey: &'a FilePreview,
    noun: Noun,
    fields: Vec<&'a Field>,
    currency: Currency,
}

impl<'a> Reader<'a> {
    pub(super) fn new(survey: &'a FilePreview, noun: Noun, currency: Currency) -> Self {
        let own = survey.shape.columns().own;
        // In the order of our own columns, where an account stands before the people to be found in it.
        // The owner of an account is looked up apart, because one who is not known yet is added.
        let apart = |name: &str| noun == Noun::Accounts && name == "owner";
        let fields = own.iter().filter(|column| !apart(column.name)).filter_map(|column| survey.field(column.name));
        let fields = fields.collect();
        Self { survey, noun, fields, currency }
    }

    /// What the row gives; what it points to is looked up in `directory`.
    pub(super) fn read(&self, cells: &Cells<'_>, directory: &Directory) -> Result<Fields, Rejection> {
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
            let value = self.value(cells, field, scope, directory)?;
            fields.push((field.column.name, value));
        }
        self.people_names(cells, &mut fields);
        self.currency_beside(cells, &mut fields)?;
        Ok(fields)
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

    /// The account of the row: by its own key, by key or name, by domain, or through a contact.
    fn account(&self, cells: &Cells<'_>, directory: &Directory) -> Result<Option<i64>, Rejection> {
        if self.noun == Noun::Accounts {
            return Ok(None);
        }
        for name in ["account_id", "account", "account_domain", "contact_id", "contact"] {
            let field = self.survey.field(name);
            let Some(text) = cells.word(field) else { continue };
            let found = match name {
                "account_id" => first_key(directory, Noun::Accounts, text),
                "account_domain" => directory.by_domain(text),
                "contact_id" | "contact" => through_contact(directory, text),
                _ => directory.find(Noun::Accounts, text),
            };
            match found {
                Found::One(id) => return Ok(Some(id)),
                // An own account column is final; others may still be helped by the next.
                _ if matches!(name, "contact" | "contact_id") => {}
                found if name == "account" || found == Found::Several => {
                    return Err(cells.reject(field, unknown(Noun::Accounts, text, found).sentence));
                }
                Found::Nobody if self.is_last_hope(cells, name) => {
                    return Err(cells.reject(field, unknown(Noun::Accounts, text, Found::Nobody).sentence));
                }
                _ => {}
            }
        }
        Ok(None)
    }

    fn is_last_hope(&self, cells: &Cells<'_>, name: &str) -> bool {
        let later: &[&str] = match name {
            "account_id" => &["account", "account_domain", "contact_id", "contact"],
            "account_domain" => &["contact_id", "contact"],
            _ => &[],
        };
        later.iter().all(|name| cells.word(self.survey.field(name)).is_none())
    }

    fn amount(&self, cells: &Cells<'_>, field: &Field) -> Result<Value, Rejection> {
        let Some(amount) = cells.amount(Some(field))? else { return Ok(Value::None) };
        let currency = self.row_currency(cells, &amount, field)?.unwrap_or(self.currency);
        minor(cells, Some(field), &amount, currency).map(Value::Int)
    }

    fn row_currency(
        &self,
        cells: &Cells<'_>,
        amount: &Amount<'_>,
        field: &Field,
    ) -> Result<Option<Currency>, Rejection> {
        currency_of(cells, self.survey.field("currency"), Some((amount, field)), self.currency)
    }

    /// A currency that stands beside the amount, where the file has no column for it.
    fn currency_beside(&self, cells: &Cells<'_>, fields: &mut Fields) -> Result<(), Rejection> {
        if cells.word(self.survey.field("currency")).is_some() {
            return Ok(());
        }
        for field in self.fields.iter().filter(|field| matches!(field.column.kind, Kind::Amount)) {
            let Some(amount) = cells.amount(Some(field))? else { continue };
            if let Some(currency) = self.row_currency(cells, &amount, field)? {
                fields.retain(|(name, _)| *name != "currency");
                fields.push(("currency", Value::Text(currency.code().to_owned())));
                return Ok(());
            }
        }
        Ok(())
    }

    /// First and last name where the name as a whole is not given; an email where there is no name at all.
    fn people_names(&self, cells: &Cells<'_>, fields: &mut Fields) {
        if !matches!(self.noun, Noun::Contacts | Noun::Members) || given(fields, "name") {
            return;
        }
        let parts = ["first_name", "last_name"].map(|name| cells.word(self.survey.field(name)).unwrap_or(""));
        let joined = parts.join(" ");
        let name = match joined.trim() {
            "" => cells.word(self.survey.field("email")),
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

/// The amount in minor units. Three decimals of a currency that has fewer may as well be thousands, unless the column says
/// otherwise: such a row is rejected with both spellings.
pub(super) fn minor(
    cells: &Cells<'_>,
    field: Option<&Field>,
    amount: &Amount<'_>,
    currency: Currency,
) -> Result<i64, Rejection> {
    if field.is_some_and(|field| field.in_doubt) && amount.number.scale == 3 && currency.digits() < 3 {
        let text = cells.word(field).unwrap_or_default();
        if let Some([one, two]) = amount::two_readings(text) {
            let header = field.map_or("", |field| field.header.as_str());
            let name = field.map_or("value", |field| field.column.name);
            let sentence = format!(
                "“{text}” may be {one} or {two}; say --map \"{header}={name}:comma\" or \"{header}={name}:point\"."
            );
            return Err(cells.reject(field, sentence));
        }
    }
    let minor = amount.number.units(currency.digits());
    minor.ok_or_else(|| cells.reject(field, "the amount is larger than a book can hold."))
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
    let Some((word, field)) = amount.and_then(|(amount, field)| Some((amount.currency?, field))) else {
        return Ok(code);
    };
    let beside = Currency::named(word, code.unwrap_or(book));
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

/// The first of several keys joined by `;` that is known.
pub(super) fn first_key(directory: &Directory, noun: Noun, text: &str) -> Found {
    let mut keys = text.split(';').map(str::trim).filter_map(|key| directory.by_key(noun, key));
    keys.next().map_or(Found::Nobody, Found::One)
}

fn through_contact(directory: &Directory, text: &str) -> Found {
    match directory.contact(None, text) {
        Found::One(contact) => directory.account_of(contact).map_or(Found::Nobody, Found::One),
        found => found,
    }
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
