//! From typed words to typed values, with a refusal at the field where one does not fit.

use super::Form;
use super::field::Kind;
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::Currency;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::fold;
use crate::domain::{amount, when};
use std::collections::HashMap;

/// The names a form offers.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// The account the form is about.
    pub(crate) id: Option<Id<Account>>,
    /// Its name.
    pub(crate) account: String,
    /// Its currency.
    pub(crate) currency: Option<Currency>,
    /// Contacts, those who left too.
    pub(crate) contacts: Vec<Person<Contact>>,
    /// Team members, those who left too.
    pub(crate) members: Vec<Person<Member>>,
    /// The member who uses the book, if somebody has said who that is.
    pub(crate) me: Option<Id<Member>>,
}

/// Somebody by name.
#[derive(Debug, Clone)]
pub(crate) struct Person<T> {
    /// Who.
    pub(crate) id: Id<T>,
    /// The name; of namesakes, with what tells them apart.
    pub(crate) name: String,
    /// Whether they are still there, and can be chosen.
    pub(crate) is_here: bool,
}

impl Names {
    /// Reads the names around an account.
    pub(crate) fn read(account: Option<Id<Account>>, book: &Book) -> Result<Self> {
        let (members, today): (Vec<Member>, Day) = (book.all()?, book.today());
        let ours = |one: Member| Person { id: one.id, is_here: one.is_here(today), name: one.name };
        let members = told_apart(members.into_iter().map(ours).collect());
        let mut names = Self { members, me: book.me()?.map(|one| one.id), ..Self::default() };
        if let Some(account) = account {
            let record = book.get(account)?;
            names.id = Some(account);
            names.account = record.name;
            names.currency = Some(record.currency);
            let contacts: Vec<Contact> = book.of_account(account)?;
            let theirs = |one: Contact| Person { id: one.id, is_here: one.is_here(today), name: one.name };
            names.contacts = told_apart(contacts.into_iter().map(theirs).collect());
        }
        Ok(names)
    }

    /// What is typed in `form`, to be read with these names.
    pub(crate) fn draft<'a>(&'a self, form: &'a Form, book: &Book) -> Draft<'a> {
        Draft { form, names: self, today: book.today() }
    }

    /// The names of the account, to choose from.
    pub(crate) fn their_names(&self) -> Vec<String> {
        here(&self.contacts)
    }

    /// The names of our team, to choose from.
    pub(crate) fn our_names(&self) -> Vec<String> {
        here(&self.members)
    }

    /// The name of a contact.
    pub(crate) fn theirs(&self, id: Option<Id<Contact>>) -> String {
        name_of(&self.contacts, id)
    }

    /// The name of a team member.
    pub(crate) fn ours(&self, id: Option<Id<Member>>) -> String {
        name_of(&self.members, id)
    }
}

/// The names of those who are there.
fn here<T>(people: &[Person<T>]) -> Vec<String> {
    people.iter().filter(|one| one.is_here).map(|one| one.name.clone()).collect()
}

/// Gives namesakes names that tell them apart, so that a form never means the wrong one of them.
fn told_apart<T>(mut people: Vec<Person<T>>) -> Vec<Person<T>> {
    let mut count: HashMap<String, usize> = HashMap::new();
    for one in &people {
        *count.entry(fold(&one.name)).or_default() += 1;
    }
    for one in people.iter_mut().filter(|one| count[&fold(&one.name)] > 1) {
        one.name = format!("{} ({})", one.name, one.id.code());
    }
    people
}

fn name_of<T>(people: &[Person<T>], id: Option<Id<T>>) -> String {
    let found = id.and_then(|id| people.iter().find(|one| one.id == id));
    found.map(|one| one.name.clone()).unwrap_or_default()
}

/// A filled form, read field by field.
pub(crate) struct Draft<'a> {
    form: &'a Form,
    /// The names that the words may mean.
    pub(super) names: &'a Names,
    /// The day the program lives on.
    pub(crate) today: Day,
}

impl Draft<'_> {
    /// The words of a field.
    pub(crate) fn words(&self, key: &str) -> String {
        self.form.value(key).to_owned()
    }

    /// Custom fields that are given besides.
    pub(crate) fn custom(&self) -> &[(String, String)] {
        &self.form.custom
    }

    /// Whether the form has such a field.
    pub(super) fn has(&self, key: &str) -> bool {
        self.form.fields.iter().any(|field| field.key == key)
    }

    /// Whether the field says something that the record did not say when the form was opened.
    pub(super) fn says_new(&self, key: &str) -> bool {
        self.form.fields.iter().any(|field| field.key == key && field.says_new())
    }

    /// The words of a field, or nothing.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        Some(self.words(key)).filter(|words| !words.is_empty())
    }

    /// The day of a field, or nothing.
    pub(crate) fn day(&self, key: &'static str) -> Result<Option<Day>> {
        let Some(words) = self.text(key) else { return Ok(None) };
        when::read(&words, self.today).map(Some).map_err(|problem| Problem { field: Some(key), ..problem })
    }

    /// The day of a field; today where it is blank.
    pub(crate) fn day_or_today(&self, key: &'static str) -> Result<Day> {
        Ok(self.day(key)?.unwrap_or(self.today))
    }

    /// A whole number, or nothing.
    pub(crate) fn number(&self, key: &'static str) -> Result<Option<u32>> {
        let Some(mut words) = self.text(key) else { return Ok(None) };
        // Of the choice “4 content” the number is meant.
        if self.form.fields.iter().any(|field| field.key == key && matches!(field.kind, Kind::Choice { .. })) {
            words.truncate(words.find(' ').unwrap_or(words.len()));
        }
        let wrong = || match words.parse::<i64>() {
            Ok(..0) => Problem::field(key, format!("{words} is below zero; give zero or more.")),
            Ok(_) => Problem::field(key, format!("{words} is too large; give a smaller number.")),
            Err(_) => Problem::field(key, format!("“{words}” is not a whole number.")),
        };
        words.parse().map(Some).map_err(|_| wrong())
    }

    /// A whole number with its sign, or nothing.
    pub(crate) fn whole(&self, key: &'static str) -> Result<Option<i32>> {
        let Some(words) = self.text(key) else { return Ok(None) };
        let wrong = || Problem::field(key, format!("“{words}” is not a whole number."));
        words.trim_start_matches('+').parse().map(Some).map_err(|_| wrong())
    }

    /// An amount in minor units of `currency`, or nothing.
    pub(crate) fn amount_in(&self, key: &'static str, currency: Currency) -> Result<Option<i64>> {
        match self.as_shown(key) {
            Some(number) => Ok(number.units(currency.digits())),
            None => amount::typed(key, &self.words(key), currency),
        }
    }

    /// A number with decimals.
    pub(crate) fn decimal(&self, key: &'static str) -> Result<f64> {
        self.as_shown(key).map_or_else(|| amount::typed_number(key, &self.words(key)), |number| Ok(number.float()))
    }

    /// The number that the form showed and nobody touched: it has a decimal point, whatever typed words would mean.
    fn as_shown(&self, key: &str) -> Option<amount::Number> {
        let untouched = self.form.fields.iter().find(|field| field.key == key && !field.is_touched())?;
        amount::read(untouched.text(), amount::Style::Point).map(|shown| shown.number)
    }

    /// One of a fixed set of words, or nothing.
    pub(crate) fn word<T>(&self, key: &'static str, read: impl Fn(&str) -> Result<T>) -> Result<Option<T>> {
        let Some(words) = self.text(key) else { return Ok(None) };
        read(&words).map(Some).map_err(|problem| Problem { field: Some(key), ..problem })
    }

    /// A team member, or nobody.
    pub(crate) fn member(&self, key: &'static str) -> Result<Option<Id<Member>>> {
        person(key, &self.words(key), &self.names.members)
    }

    /// A contact, or nobody.
    pub(crate) fn contact(&self, key: &'static str) -> Result<Option<Id<Contact>>> {
        person(key, &self.words(key), &self.names.contacts)
    }

    /// Several team members.
    pub(crate) fn members(&self, key: &'static str) -> Result<Vec<Id<Member>>> {
        self.several(key).iter().filter_map(|name| person(key, name, &self.names.members).transpose()).collect()
    }

    /// Several contacts.
    pub(crate) fn contacts(&self, key: &'static str) -> Result<Vec<Id<Contact>>> {
        self.several(key).iter().filter_map(|name| person(key, name, &self.names.contacts).transpose()).collect()
    }

    /// Several words, separated by commas.
    pub(crate) fn several(&self, key: &str) -> Vec<String> {
        let words = self.words(key);
        words.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }
}

fn person<T>(key: &'static str, words: &str, people: &[Person<T>]) -> Result<Option<Id<T>>> {
    if words.is_empty() {
        return Ok(None);
    }
    let fits = people.iter().find(|one| fold(&one.name) == fold(words));
    fits.map(|one| Some(one.id)).ok_or_else(|| Problem::field(key, format!("No team member is called “{words}”.")))
}

/// A day as a form shows it.
pub(crate) fn day_text(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A number as a form shows it.
pub(crate) fn number_text(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Words as a form shows them.
pub(crate) fn or_blank(words: Option<&String>) -> String {
    words.cloned().unwrap_or_default()
}
