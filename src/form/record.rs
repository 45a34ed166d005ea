//! The form of a record, made from its declaration: a field of the record is a field of the form.
//!
//! What a kind needs beyond that is said in `form/special.rs` and `form/special_programme.rs`: its heading, what is proposed, what follows from what.

use super::Form;
use super::draft::{Draft, Names};
use super::field::{self, Field};
use crate::book::keep::Keep;
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::money::{Currency, Money};
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::{Field as Declared, Kind, Record, Shown, Value};
use crate::domain::stages;

/// What the form of one kind of record has beyond its declaration.
pub(super) trait RecordForm: Keep {
    /// Whether the form of a new one opens at its first field, though something stands in it, and not at the first empty one;
    /// that of one in the book always does: where one begins to type is the same every time.
    const OPENS_AT_FIRST: bool = false;

    /// Whether one that is in the book can be moved to another account in its form.
    const MOVES: bool = false;

    /// What stands above the form of a new one, or of `it`.
    fn heading(it: Option<&Self>, names: &Names) -> String {
        match it {
            Some(it) => it.title(),
            None if names.account.is_empty() => format!("New {}", Self::NOUN.one()),
            None => format!("New {} at {}", Self::NOUN.one(), names.account),
        }
    }

    /// Adds to the form what the declaration cannot say.
    fn open(_form: &mut Form, _it: Option<&Self>, _names: &Names, _book: &Book) -> Result<()> {
        Ok(())
    }

    /// Completes the record that a form describes; `before`: how it was.
    fn close(&mut self, _before: Option<&Self>, _draft: &Draft<'_>, _book: &Book) -> Result<()> {
        Ok(())
    }

    /// Keeps the record that a form describes.
    fn keep(self, _before: Option<&Self>, _draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
        Ok(book.keep(self)?.1)
    }
}

/// The form of a new record at this account, or of the record `it`.
pub(super) fn open<R: RecordForm>(it: Option<&R>, names: &Names, book: &Book) -> Result<Form> {
    let blank = R::blank();
    let currency = currency_of(it, names, book);
    let fields = R::FIELDS.iter().enumerate().filter(|(_, field)| is_shown::<R>(field, it.is_some()));
    let fields = fields.map(|(at, field)| {
        let words = match it {
            Some(it) => words(field, it.value(at), currency, names, book),
            None => begun(field, blank.value(at), currency, names, book),
        };
        let made = Field::new(field.key, field.label, typed(field, names, book), words);
        let made = made.hint(field.hint).formerly(field.also);
        if field.needed && !matches!(field.kind, Kind::Day) { made.needed() } else { made }
    });
    let mut fields: Vec<Field> = fields.collect();
    // That something is moved is rare: what it says comes first.
    fields.sort_by_key(|field| field.key == "account");
    if R::MOVES && it.is_some() {
        // With another account its contacts may be named, which are looked up when the form is kept.
        for field in fields.iter_mut().filter(|field| field.key == "contact") {
            if let field::Kind::Choice { strict, .. } = &mut field.kind {
                *strict = false;
            }
        }
    }
    let mut form = Form::new(R::heading(it, names), fields);
    R::open(&mut form, it, names, book)?;
    let first_empty = || form.fields.iter().position(|field| field.text().is_empty()).unwrap_or(0);
    form.focus = if R::OPENS_AT_FIRST || it.is_some() { 0 } else { first_empty() };
    Ok(form)
}

/// Keeps the record that the form describes: a new one at this account, or `before` as it is now.
pub(super) fn keep<R: RecordForm>(
    before: Option<&R>,
    account: Option<Id<Account>>,
    draft: &Draft<'_>,
    book: &mut Book,
) -> Result<Outcome> {
    let record = filled(before, account, draft, book)?;
    record.keep(before, draft, book)
}

/// The record that the form describes.
pub(super) fn filled<R: RecordForm>(
    before: Option<&R>,
    account: Option<Id<Account>>,
    draft: &Draft<'_>,
    book: &Book,
) -> Result<R> {
    let mut record = match before {
        Some(before) => before.clone(),
        None => new(account, draft.names, book)?,
    };
    // The currency goes before the amounts that are in it.
    let mut fields: Vec<(usize, &'static Declared)> = R::FIELDS.iter().enumerate().collect();
    fields.sort_by_key(|(_, field)| !matches!(field.kind, Kind::Currency));
    for (at, field) in fields {
        if !draft.has(field.key) || !is_shown::<R>(field, before.is_some()) {
            continue;
        }
        // What nobody touched stays as it is now: another program may have changed it since the form was opened.
        // In another account its contacts are others, though nobody touched their names.
        if before.is_some() && !draft.says_new(field.key) && !draft.says_new("account") {
            continue;
        }
        let currency = currency_of(Some(&record), draft.names, book);
        if let Some(value) = read(field, draft, currency, book)?
            && !record.set(at, value)
        {
            return Err(Problem::field(field.key, format!("The {} cannot be that; choose another.", field.label)));
        }
    }
    record.close(before, draft, book)?;
    Ok(record)
}

/// A new record of which nothing is said but where it belongs.
fn new<R: Record>(account: Option<Id<Account>>, names: &Names, book: &Book) -> Result<R> {
    let mut record = R::blank();
    for (at, field) in R::FIELDS.iter().enumerate() {
        let value = match field.kind {
            Kind::Currency => Value::Text(names.currency.unwrap_or_else(|| book.currency()).code().to_owned()),
            Kind::Stage => Value::Text(stages::DEFAULT.to_owned()),
            Kind::To(Noun::Accounts) => account.map_or(Value::None, |account| Value::Int(account.raw())),
            _ => continue,
        };
        if !(value.is_none() || record.set(at, value)) {
            return Err(Problem::internal(format!("A new {} cannot be begun.", R::NOUN.one())));
        }
    }
    Ok(record)
}

/// Whether a field stands in the form: what it belongs to is said by where the form is opened, and changed where it can be.
fn is_shown<R: RecordForm>(field: &Declared, is_kept: bool) -> bool {
    let can_be_chosen = match field.kind {
        Kind::To(Noun::Accounts) => R::MOVES && is_kept,
        Kind::To(noun) | Kind::ToMany(noun) => is_person(noun),
        _ => true,
    };
    can_be_chosen
        && match field.shown {
            Shown::Always => true,
            Shown::Later => is_kept,
            Shown::Never => false,
        }
}

const fn is_person(noun: Noun) -> bool {
    matches!(noun, Noun::Members | Noun::Contacts)
}

/// The currency in which the amounts of a record are.
fn currency_of<R: Record>(it: Option<&R>, names: &Names, book: &Book) -> Currency {
    let own = it.and_then(|it| match it.value_of("currency") {
        Value::Text(code) => Currency::parse(&code).ok(),
        _ => None,
    });
    own.or(names.currency).unwrap_or_else(|| book.currency())
}

/// How a field is typed.
fn typed(field: &Declared, names: &Names, book: &Book) -> field::Kind {
    let choice = |options: Vec<String>| field::Kind::Choice { options, strict: true };
    match field.kind {
        Kind::Text { lines: true, .. } => field::Kind::Lines,
        Kind::Text { .. } | Kind::Tags | Kind::Currency | Kind::To(Noun::Accounts) => field::Kind::Text,
        Kind::Stage => choice(book.stages().list.iter().map(|stage| stage.name.clone()).collect()),
        Kind::Word(set) => choice(set.titles.iter().map(|title| (*title).to_owned()).collect()),
        Kind::Words(set) => {
            field::Kind::Several { options: set.titles.iter().map(|title| (*title).to_owned()).collect() }
        }
        Kind::Day => field::Kind::Day,
        Kind::Amount | Kind::Whole(..) | Kind::Number | Kind::Figure => field::Kind::Number,
        Kind::Flag => choice(vec!["no".to_owned(), "yes".to_owned()]),
        Kind::To(Noun::Contacts) => choice(names.their_names()),
        Kind::To(_) => choice(names.our_names()),
        Kind::ToMany(Noun::Contacts) => field::Kind::Several { options: names.their_names() },
        Kind::ToMany(_) => field::Kind::Several { options: names.our_names() },
    }
}

/// What stands in a field of a new record: a day is today unless another is given, what must be said is open.
fn begun(field: &Declared, blank: Value, currency: Currency, names: &Names, book: &Book) -> String {
    match field.kind {
        Kind::Day if field.needed => "today".to_owned(),
        Kind::Currency => currency.code().to_owned(),
        Kind::Stage => book.stages().name(stages::DEFAULT).to_owned(),
        _ if field.needed => String::new(),
        _ => words(field, blank, currency, names, book),
    }
}

/// What a field shows of a value.
fn words(field: &Declared, value: Value, currency: Currency, names: &Names, book: &Book) -> String {
    let person = |noun: Noun, id: i64| match noun {
        Noun::Accounts => names.account.clone(),
        Noun::Contacts => names.theirs(Some(Id::new(id))),
        _ => names.ours(Some(Id::new(id))),
    };
    match (value, field.kind) {
        (Value::Text(word), Kind::Word(set)) => set.title(&word).to_owned(),
        (Value::Text(key), Kind::Stage) => book.stages().name(&key).to_owned(),
        (Value::Text(text), _) => text,
        (Value::Int(minor), Kind::Amount) => Money::new(minor, currency).decimal(),
        (Value::Int(id), Kind::To(noun)) => person(noun, id),
        (Value::Int(number), _) => number.to_string(),
        (Value::Float(number), _) => number.to_string(),
        (Value::Flag(flag), _) => if flag { "yes" } else { "no" }.to_owned(),
        (Value::Day(day), _) => day.to_string(),
        (Value::Words(words), Kind::Words(set)) => {
            words.iter().map(|word| set.title(word)).collect::<Vec<_>>().join(", ")
        }
        (Value::Words(words), _) => words.join(", "),
        (Value::Ids(ids), Kind::ToMany(noun)) => {
            ids.into_iter().map(|id| person(noun, id)).collect::<Vec<_>>().join(", ")
        }
        (Value::None | Value::Ids(_), _) => String::new(),
    }
}

/// What is typed in a field; none: nothing, where something has to stand that stands there already.
fn read(field: &'static Declared, draft: &Draft<'_>, currency: Currency, book: &Book) -> Result<Option<Value>> {
    let key = field.key;
    let typed = draft.text(key);
    if typed.is_none() {
        return Ok(match field.kind {
            Kind::Text { .. } if !field.is_optional => Some(Value::Text(String::new())),
            Kind::Day if !field.is_optional => Some(Value::Day(draft.today)),
            Kind::Tags | Kind::Words(_) => Some(Value::Words(Vec::new())),
            Kind::ToMany(_) => Some(Value::Ids(Vec::new())),
            _ => field.is_optional.then_some(Value::None),
        });
    }
    let word = |read: fn(&str) -> Result<&'static str>, text: &str| read(text).map(str::to_owned);
    let at_field = |problem: Problem| Problem { field: Some(key), ..problem };
    Ok(Some(match field.kind {
        Kind::Text { .. } => Value::text(typed.as_deref()),
        Kind::Stage => Value::Text(book.stages().read(&draft.words(key)).map_err(at_field)?.key.clone()),
        Kind::Word(set) => Value::Text(word(set.read, &draft.words(key)).map_err(at_field)?),
        Kind::Words(set) => {
            let words = draft.several(key).iter().map(|text| word(set.read, text)).collect::<Result<_>>();
            Value::Words(words.map_err(at_field)?)
        }
        Kind::Tags => Value::Words(draft.several(key)),
        Kind::Currency => Value::Text(Currency::parse(&draft.words(key)).map_err(at_field)?.code().to_owned()),
        Kind::Day => draft.day(key)?.map_or(Value::None, Value::Day),
        Kind::Amount => draft.amount_in(key, currency)?.map_or(Value::None, Value::Int),
        Kind::Whole(..) => draft.number(key)?.map_or(Value::None, |number| Value::Int(number.into())),
        Kind::Number | Kind::Figure => Value::Float(draft.decimal(key)?),
        Kind::Flag => Value::Flag(draft.words(key) == "yes"),
        // Whose names the draft is read with is the account that the form names.
        Kind::To(Noun::Accounts) => draft.names.id.map_or(Value::None, |id| Value::Int(id.raw())),
        Kind::To(Noun::Contacts) => draft.contact(key)?.map_or(Value::None, |id| Value::Int(id.raw())),
        Kind::To(_) => draft.member(key)?.map_or(Value::None, |id| Value::Int(id.raw())),
        Kind::ToMany(Noun::Contacts) => Value::Ids(draft.contacts(key)?.into_iter().map(Id::raw).collect()),
        Kind::ToMany(_) => Value::Ids(draft.members(key)?.into_iter().map(Id::raw).collect()),
    }))
}
