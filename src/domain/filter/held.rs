//! Terms about what the records of an account say: its products, its contacts, custom fields and metrics. The book alone
//! knows them, so a term is read first, and looked up afterwards by [`Filter::within`](super::Filter::within).

use super::custom::CustomTerm;
use super::known_fields;
use super::word::{Word, is_quote, quoted};
use crate::domain::problem::Result;
use crate::domain::risk::points::Tier;
use crate::domain::risk::score::Band;
use crate::domain::risk::signal::known_names;
use crate::domain::role::ContactRole;
use crate::domain::sort::SortBy;
use crate::domain::text::fold;

/// A term that the records of an account answer.
#[derive(Debug, Clone, PartialEq)]
pub enum HeldTerm {
    /// It has a contract line, not ended by a loss, of a product with these letters, folded as names are compared.
    Product(String),
    /// It has a contact in this role, who is still there.
    Contact(ContactRole),
    /// It has none.
    NoContact(ContactRole),
    /// A custom field or a metric of it is so.
    Custom(CustomTerm),
}

/// The fields whose terms the records of an account answer, and `signal`.
pub(super) const HELD: [&str; 4] = ["signal", "product", "contact", "no"];

/// Whether this is one of those fields.
pub(super) fn is_held(field: &str) -> bool {
    HELD.iter().any(|name| name.eq_ignore_ascii_case(field))
}

impl HeldTerm {
    /// What `field` asks for with this value.
    pub(super) fn read(field: &str, wanted: &str) -> Result<Self> {
        Ok(match field {
            "product" => HeldTerm::Product(fold(wanted).replace('_', " ")),
            "contact" => HeldTerm::Contact(ContactRole::read(wanted)?),
            _ => HeldTerm::NoContact(ContactRole::read(wanted)?),
        })
    }
}

/// What would complete the word at the end of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Where that word begins.
    pub from: usize,
    /// Words that could stand there.
    pub words: Vec<String>,
}

impl Completion {
    /// What completes the last word of `text`; `values` are those of fields that the book alone knows, and `custom` the
    /// names of its own fields.
    pub fn of(text: &str, values: impl Fn(&str) -> Vec<String>, custom: &[String]) -> Self {
        let from = Word::last_begins(text);
        let word = &text[from..];
        let words = match word.split_once(':') {
            Some((field, begun)) => {
                let begun = fold(begun.trim_matches(is_quote));
                let known = values_of(&field.to_lowercase()).unwrap_or_else(|| values(field));
                let fits = known.into_iter().filter(|value| fold(value).contains(&begun) && fold(value) != begun);
                fits.map(|value| format!("{field}:{}", quoted(&value))).collect()
            }
            None if word.is_empty() => Vec::new(),
            None => names(word.trim_matches(is_quote), custom),
        };
        Self { from, words }
    }
}

/// The fields and signals whose names begin so.
fn names(begun: &str, custom: &[String]) -> Vec<String> {
    let begun = fold(begun);
    let fields = known_fields().into_iter().map(|name| format!("{name}:"));
    let custom = custom.iter().map(|name| format!("{}:", quoted(name)));
    let signals = known_names().map(|name| format!("signal:{name}"));
    let begins = |word: &String| {
        let name = word.strip_prefix("signal:").filter(|name| !name.is_empty()).unwrap_or(word);
        fold(name.trim_start_matches(is_quote)).starts_with(&begun)
    };
    fields.chain(custom).chain(signals).filter(begins).collect()
}

/// The values of a field that are the same in every book.
fn values_of(field: &str) -> Option<Vec<String>> {
    let words = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect());
    match field {
        "tier" => Some(Tier::ALL.iter().map(|one| one.word().to_owned()).collect()),
        "band" => Some(Band::ALL.iter().map(|one| one.word().to_owned()).collect()),
        "signal" => Some(known_names().map(str::to_owned).collect()),
        "contact" | "no" => words(ContactRole::WORDS.all),
        "by" => Some(SortBy::ALL.iter().map(|one| one.word().to_owned()).collect()),
        "lost" => words(&["yes", "no"]),
        _ => None,
    }
}
