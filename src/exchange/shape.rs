//! The columns that a file of each kind may have.
//!
//! There is one shape for every noun, which is also what is exported: its columns are the fields of the declared record.
//! Three more are what other programs keep together and the book keeps apart: a deal becomes a contract, an opportunity or
//! a loss; an activity becomes a touch or an action; a row of usage becomes a reading for each of its numbers. And a row of
//! accounts may tell of the contract, the main contact, the last touch and the next step of each besides.

use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::{Kind, kind};
use crate::domain::text::same_word;
use crate::domain::words::LossType;
use std::sync::LazyLock;

/// What kind of thing the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Records of the book.
    Of(Noun),
    /// Deals of a sales program, won, lost or open.
    Deals,
    /// Activities of a sales program, done or to do.
    Activities,
    /// Numbers of an account on a day: logins, seats used, health.
    Usage,
}

/// One column: its name in our files and how it is read.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name, and the name of the field it fills.
    pub name: &'static str,
    /// How its cells are read.
    pub kind: Kind,
    /// Its former names in our files.
    pub also: &'static [&'static str],
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Column {}

/// What is exported, and what is understood besides.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// The columns of our own files, in order.
    pub own: &'static [Column],
    /// Columns that files of other programs have besides.
    pub foreign: &'static [Column],
}

/// A key or a name that points to another record, read as text.
const KEY: Kind = kind::KEY;
const TEXT: Kind = kind::TEXT;
const COUNT: Kind = Kind::Whole(0, u32::MAX, "is not a whole number from 0.");

macro_rules! columns {
    ($($name:ident: $kind:expr),* $(,)?) => { &[$(Column { name: stringify!($name), kind: $kind, also: &[] }),*] };
}

/// What our file of accounts tells of the loss of each besides.
#[rustfmt::skip]
const CHURN: &[Column] = &[
    Column { name: "churned_on", kind: Kind::Day, also: &["lost_on"] },
    Column { name: "churn_decided_on", kind: Kind::Day, also: &["lost_decided_on"] },
    Column { name: "churn_type", kind: Kind::Word(&LossType::WORDS), also: &["lost_type"] },
    Column { name: "churn_reason", kind: TEXT, also: &["lost_reason"] },
];

static OWN: LazyLock<Vec<Vec<Column>>> = LazyLock::new(|| Noun::ALL.iter().map(|noun| own(*noun)).collect());

/// The columns of our own file: the fields of the record.
fn own(noun: Noun) -> Vec<Column> {
    let fields = noun.fields().iter().map(|field| Column { name: field.key, kind: field.kind, also: field.also });
    fields.chain(CHURN.iter().copied().filter(|_| noun == Noun::Accounts)).collect()
}

#[rustfmt::skip]
fn foreign(noun: Noun) -> &'static [Column] {
    match noun {
        Noun::Accounts => columns! {
            deleted: Kind::Flag, owner_id: KEY, owner_email: KEY, domain: TEXT, state: TEXT, product: TEXT, contract_start: Kind::Day,
            contract_end: Kind::Day, renewal_on: Kind::Day, term: TEXT, notice_days: COUNT, contact_name: TEXT, contact_email: TEXT, contact_phone: TEXT,
            contact_title: TEXT, last_touch_on: Kind::Day, next_step: TEXT, next_step_on: Kind::Day, churn_quote: TEXT, is_company: TEXT, parent: KEY,
        },
        Noun::Contacts => columns! {
            deleted: Kind::Flag, first_name: TEXT, last_name: TEXT, account_id: KEY, account_domain: KEY, side: TEXT, state: TEXT,
            last_touch_on: Kind::Day,
        },
        Noun::Members => columns! { deleted: Kind::Flag, first_name: TEXT, last_name: TEXT },
        Noun::Contracts => columns! {
            deleted: Kind::Flag, account_id: KEY, term_months: COUNT, term: TEXT, status: TEXT, churned_on: Kind::Day,
        },
        Noun::Invoices | Noun::Pulses | Noun::Churns => columns! { account_id: KEY },
        Noun::Issues => columns! { deleted: Kind::Flag, account_id: KEY, contact: KEY, contact_id: KEY, status: TEXT, closed: Kind::Flag, number: TEXT },
        _ => &[],
    }
}

#[rustfmt::skip]
const DEALS: &[Column] = columns! {
    external_id: KEY, deleted: Kind::Flag, title: TEXT, account: KEY, account_id: KEY, contact: KEY, contact_id: KEY, owner: KEY, owner_id: KEY,
    value: Kind::Amount, currency: Kind::Currency, stage: TEXT, status: TEXT, closed: Kind::Flag, won: Kind::Flag, pipeline: TEXT,
    kind: TEXT, product: TEXT, created_on: Kind::Day, close_on: Kind::Day, won_on: Kind::Day, lost_on: Kind::Day,
    renewal_on: Kind::Day, term: TEXT, reason: TEXT,
};

#[rustfmt::skip]
const ACTIVITIES: &[Column] = columns! {
    external_id: KEY, deleted: Kind::Flag, kind: TEXT, subkind: TEXT, title: TEXT, summary: TEXT, on: Kind::Day, due: Kind::Day,
    created_on: Kind::Day, done_on: Kind::Day, status: TEXT, outcome: TEXT, done: Kind::Flag, account: KEY, account_id: KEY,
    what_id: KEY, contacts: Kind::Tags, contact_id: KEY, deal: KEY, members: Kind::Tags, owner_id: KEY, minutes: COUNT,
    duration_ms: COUNT, duration_s: COUNT, from: TEXT, people: TEXT, place: TEXT, link: TEXT, all_day: Kind::Flag,
};

#[rustfmt::skip]
const USAGE: &[Column] = columns! { account: KEY, account_id: KEY, on: Kind::Day };

impl Shape {
    /// Its columns.
    pub fn columns(self) -> Columns {
        match self {
            Shape::Of(noun) => Columns { own: &OWN[noun as usize], foreign: foreign(noun) },
            Shape::Deals => Columns { own: &[], foreign: DEALS },
            Shape::Activities => Columns { own: &[], foreign: ACTIVITIES },
            Shape::Usage => Columns { own: &[], foreign: USAGE },
        }
    }

    /// What a file of this shape must have columns for: of each group of fields at least one.
    pub fn needs(self) -> Vec<Vec<&'static str>> {
        match self {
            Shape::Deals => {
                vec![
                    vec!["title", "kind", "external_id"],
                    vec!["account", "account_id", "contact", "contact_id"],
                    vec!["stage", "status", "won"],
                ]
            }
            Shape::Usage => vec![ACCOUNT.to_vec(), vec!["on"]],
            Shape::Activities => vec![
                vec!["on", "due", "done_on", "created_on"],
                vec!["title", "summary", "kind"],
                vec!["account", "account_id", "contacts", "contact_id", "what_id", "people"],
            ],
            Shape::Of(noun) => needs(noun),
        }
    }

    /// The first group of fields that none of `filled` fills.
    pub fn lacks(self, filled: impl Fn(&str) -> bool) -> Option<Vec<&'static str>> {
        self.needs().into_iter().find(|group| !group.iter().any(|field| filled(field)))
    }

    /// Its column called `name`, or called so before, in any case and with blanks for underscores.
    pub fn column(self, name: &str) -> Option<Column> {
        let columns = self.columns();
        let mut all = columns.own.iter().chain(columns.foreign).copied();
        let former = |column: &&Column| column.also.iter().any(|also| same_word(also, name));
        all.find(|column| same_word(column.name, name)).or_else(|| columns.own.iter().find(former).copied())
    }

    /// What its field called `name` is called on screens.
    pub fn label(self, name: &str) -> String {
        let declared = match self {
            Shape::Of(noun) => noun.fields().iter().find(|field| field.key == name).map(|field| field.label),
            Shape::Deals | Shape::Activities | Shape::Usage => None,
        };
        declared.map_or_else(|| in_words(name), str::to_owned)
    }

    /// Its word in reports and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Shape::Of(noun) => noun.word(),
            Shape::Deals => "deals",
            Shape::Activities => "activities",
            Shape::Usage => "usage",
        }
    }

    /// Reads such a word, our own or one that other programs use.
    pub fn read(word: &str) -> Result<Self> {
        #[rustfmt::skip]
        const ALIASES: &[(&str, Shape)] = &[
            ("deals", Shape::Deals), ("activities", Shape::Activities), ("tasks", Shape::Activities), ("usage", Shape::Usage),
            ("companies", Shape::Of(Noun::Accounts)), ("organisations", Shape::Of(Noun::Accounts)),
            ("organizations", Shape::Of(Noun::Accounts)), ("customers", Shape::Of(Noun::Accounts)),
            ("people", Shape::Of(Noun::Contacts)), ("persons", Shape::Of(Noun::Contacts)),
            ("tickets", Shape::Of(Noun::Issues)), ("cases", Shape::Of(Noun::Issues)),
            ("users", Shape::Of(Noun::Members)), ("owners", Shape::Of(Noun::Members)), ("team", Shape::Of(Noun::Members)),
            ("losses", Shape::Of(Noun::Churns)),
        ];
        let alias = ALIASES.iter().find(|(alias, _)| same_word(alias, word)).map(|(_, shape)| *shape);
        alias.map_or_else(|| Noun::read(word).map(Shape::Of), Ok)
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Shape> {
        Noun::ALL.iter().map(|noun| Shape::Of(*noun)).chain([Shape::Deals, Shape::Activities, Shape::Usage])
    }
}

/// The name of a field in words: `account_id` is the account's key.
fn in_words(name: &str) -> String {
    let words = match name.strip_suffix("_id") {
        Some("external") => "key".to_owned(),
        Some(whose) => format!("{} key", whose.replace('_', " ")),
        None => name.replace('_', " "),
    };
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const ACCOUNT: [&str; 2] = ["account", "account_id"];

/// The needed fields of a record, or what other programs have in their place.
fn needs(noun: Noun) -> Vec<Vec<&'static str>> {
    match noun {
        Noun::Contacts => {
            vec![
                vec!["name", "last_name", "first_name", "email"],
                vec!["account", "account_id", "account_domain", "email"],
            ]
        }
        Noun::Members => vec![vec!["name", "last_name", "email"]],
        Noun::Contracts => vec![ACCOUNT.to_vec(), vec!["start", "end", "value"]],
        Noun::Issues => vec![
            vec!["account", "account_id", "contact", "contact_id"],
            vec!["title", "external_id"],
            vec!["opened_on"],
        ],
        Noun::Actions => vec![vec!["title"], vec!["account", "due", "owner"]],
        Noun::ChecklistItems => vec![ACCOUNT.to_vec(), vec!["item"], vec!["given_on", "confirmed_on"]],
        _ => {
            let needed = noun.fields().iter().filter(|field| field.needed);
            needed.map(|field| if field.key == "account" { ACCOUNT.to_vec() } else { vec![field.key] }).collect()
        }
    }
}

/// The sentence for a field that a file of this shape does not have.
pub fn no_such_field(shape: Shape, field: &str) -> Problem {
    let columns = shape.columns();
    let known: Vec<_> = columns.own.iter().chain(columns.foreign).map(|column| column.name).collect();
    Problem::input(format!("{} have no field “{field}”; use one of: {}.", shape.word(), known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_in_any_dress() {
        let accounts = Shape::read("Companies").unwrap();
        assert_eq!(accounts.column("Customer Since").map(|column| column.name), Some("customer_since"));
        assert!(accounts.column("pigeon").is_none());
        assert!(Shape::read("pigeons").is_err());
    }

    #[test]
    fn no_shape_names_a_column_twice() {
        for shape in Shape::all() {
            let columns = shape.columns();
            let mut names: Vec<_> = columns.own.iter().chain(columns.foreign).map(|column| column.name).collect();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{}", shape.word());
        }
    }
}
