//! The filter of account lists: `stage:onboarding tier:A owner:"Ana Ruiz" risk>=30 tag:x value<50k by:touch words of the name`.
//!
//! Every term must hold; `by:` says what the list is sorted by; quotes keep blanks together. What it does not know, a field, a
//! value that no account can have, an amount that may mean two, a joining word, is refused with what there is: an empty list
//! means that no account is so. A custom field or a metric of the book is a field, too: `segment:enterprise "Health score">70`.

mod compare;
mod custom;
mod held;
mod me;
mod word;

use super::amount::{Style, read, two_readings};
use super::day::Day;
use super::problem::{Problem, Result};
use super::risk::points::Tier;
use super::risk::score::Band;
use super::risk::signal::{SignalSet, known_names};
use super::sort::SortBy;
use super::stages::Stages;
use super::text::{fold, holds as contains};
use compare::{Compare, signed};
pub use custom::{CustomTerm, Wanted};
pub use held::{Completion, HeldTerm};
use held::{HELD, is_held};
use std::collections::HashSet;
use word::{Word, is_quote};

/// What a filter looks at in one account.
pub trait Fields {
    /// Its id, as a number.
    fn id(&self) -> i64;
    /// Its name.
    fn name(&self) -> &str;
    /// The text of a field: stage, tier, owner, tag (joined by `;`), band.
    fn text(&self, field: TextField) -> &str;
    /// The number of a field; `None`: not known.
    fn number(&self, field: NumberField, today: Day) -> Option<f64>;
    /// Whether it is lost.
    fn lost(&self) -> bool;
    /// The signals that speak at it.
    fn signals(&self) -> SignalSet;
}

/// Fields that hold text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextField {
    /// The lifecycle stage.
    Stage,
    /// A, B or C.
    Tier,
    /// Who of our team leads.
    Owner,
    /// Its marks, joined by `;`.
    Tag,
    /// The band of its score.
    Band,
}

/// Fields that hold numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberField {
    /// The score.
    Risk,
    /// The value in major units.
    Value,
    /// Days to the decision; negative when past.
    Decides,
    /// Days since the last meaningful touch, or since the signature where there was none.
    Quiet,
    /// Days until the next pulse check is due; negative when late.
    Pulse,
}

#[derive(Debug, Clone, PartialEq)]
enum Term {
    Name(String),
    Text(TextField, String),
    /// One of these words, whole.
    Among(TextField, Vec<String>),
    Number(NumberField, Compare, f64),
    Lost(bool),
    /// One of these signals speaks.
    Signal(SignalSet),
    /// A word alone that is a signal's name, and may be a word of a name as well.
    SignalOrName(SignalSet, String),
    /// What the records of an account say, which are not looked up yet.
    Held(HeldTerm),
    /// One of these accounts: those of which such a term holds.
    OneOf(HashSet<i64>),
}

/// A filter that was understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    terms: Vec<Term>,
    by: Option<SortBy>,
}

const TEXT_FIELDS: [(&str, TextField); 5] = [
    ("stage", TextField::Stage),
    ("tier", TextField::Tier),
    ("owner", TextField::Owner),
    ("tag", TextField::Tag),
    ("band", TextField::Band),
];

const NUMBER_FIELDS: [(&str, NumberField); 5] = [
    ("risk", NumberField::Risk),
    ("value", NumberField::Value),
    ("decides", NumberField::Decides),
    ("quiet", NumberField::Quiet),
    ("pulse", NumberField::Pulse),
];

impl Filter {
    /// Reads a filter; blank text lets everything through. What the book alone can tell, its stages, people and custom
    /// fields, is left to [`within`](Self::within).
    pub fn parse(text: &str) -> Result<Self> {
        let words = Word::split(text)?;
        let mut filter = Self::default();
        for word in &words {
            match order_of(word) {
                Some(column) => filter.by = Some(SortBy::read(column)?),
                None => filter.terms.push(term(word)?),
            }
        }
        // Only beside a field it can be nothing else; a name may hold the word.
        let has_fields = filter.terms.iter().any(|term| !matches!(term, Term::Name(_) | Term::SignalOrName(..)));
        words.iter().try_for_each(|word| word.refuse_joining(has_fields))?;
        Ok(filter)
    }

    /// The same with its stages found among those of the book; refuses a stage, or a team member, that the book does not know.
    /// `held` answers of which accounts a term about their records holds, or refuses it.
    pub fn within(
        mut self,
        stages: &Stages,
        knows: impl Fn(&str) -> bool,
        held: impl Fn(&HeldTerm) -> Result<HashSet<i64>>,
    ) -> Result<Self> {
        for term in &mut self.terms {
            match term {
                Term::Text(TextField::Stage, wanted) => {
                    let fits = |text: &str| contains(&plain(text), wanted);
                    let found = stages.list.iter().filter(|stage| fits(&stage.key) || fits(&stage.name));
                    let keys: Vec<String> = found.map(|stage| stage.key.clone()).collect();
                    if keys.is_empty() {
                        let names = stages.list.iter().map(|stage| stage.name.as_str());
                        return Err(unknown(wanted, "stage", names));
                    }
                    *term = Term::Among(TextField::Stage, keys);
                }
                Term::Text(TextField::Owner, wanted) if !is_nobody(wanted) && !knows(wanted) => {
                    let shown = super::text::fit(wanted, 40);
                    return Err(Problem::not_found(format!(
                        "No account lead is called “{shown}”; “mainstay team” lists the team, owner:none finds accounts without one."
                    )));
                }
                Term::Held(wanted) => *term = Term::OneOf(held(wanted)?),
                _ => {}
            }
        }
        Ok(self)
    }

    /// What it says the list is sorted by.
    pub fn order(&self) -> Option<SortBy> {
        self.by
    }

    /// The columns of a list that its terms look at.
    pub fn looks_at(&self) -> Vec<SortBy> {
        let column = |term: &Term| match term {
            Term::Text(TextField::Stage, _) | Term::Among(TextField::Stage, _) => Some(SortBy::Stage),
            Term::Text(TextField::Tier, _) | Term::Among(TextField::Tier, _) => Some(SortBy::Tier),
            Term::Text(TextField::Owner, _) | Term::Among(TextField::Owner, _) => Some(SortBy::Owner),
            Term::Number(NumberField::Value, ..) => Some(SortBy::Value),
            Term::Number(NumberField::Decides, ..) => Some(SortBy::Decides),
            Term::Number(NumberField::Quiet, ..) => Some(SortBy::Quiet),
            Term::Number(NumberField::Pulse, ..) => Some(SortBy::Pulse),
            Term::Text(TextField::Tag | TextField::Band, _)
            | Term::Among(TextField::Tag | TextField::Band, _)
            | Term::Number(NumberField::Risk, ..)
            | Term::Name(_)
            | Term::Signal(_)
            | Term::SignalOrName(..)
            | Term::Held(_)
            | Term::OneOf(_)
            | Term::Lost(_) => None,
        };
        self.terms.iter().filter_map(column).collect()
    }

    /// The words of a shell, which took the quotes off: what follows a field in one of them is one value.
    pub fn joined(words: &[String]) -> String {
        let quoted = |word: &String| {
            let blanks = word.contains(char::is_whitespace) && !word.contains(is_quote);
            let text = word
                .split_once(':')
                .filter(|(field, value)| blanks && !value.contains([':', '<', '>', '=']) && is_text(field));
            text.map_or_else(|| word.clone(), |(field, value)| format!("{field}:\"{value}\""))
        };
        words.iter().map(quoted).collect::<Vec<_>>().join(" ")
    }

    /// The same words without those that say what the list is sorted by.
    pub fn without_order(text: &str) -> String {
        let Ok(words) = Word::split(text) else { return text.to_owned() };
        words.iter().filter(|word| order_of(word).is_none()).map(|word| word.raw).collect::<Vec<_>>().join(" ")
    }

    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it says something about lost accounts; where it does not, only open ones are wanted.
    pub fn names_lost(&self) -> bool {
        self.terms.iter().any(|term| matches!(term, Term::Lost(_)))
    }

    /// Whether an account passes.
    pub fn passes(&self, account: &impl Fields, today: Day) -> bool {
        self.terms.iter().all(|term| match term {
            Term::Name(words) => contains(account.name(), words),
            Term::Text(TextField::Tag, wanted) => {
                account.text(TextField::Tag).split(';').any(|tag| contains(tag, wanted))
            }
            Term::Text(TextField::Owner, nobody) if is_nobody(nobody) => account.text(TextField::Owner).is_empty(),
            Term::Among(field, words) => words.iter().any(|word| word.eq_ignore_ascii_case(account.text(*field))),
            Term::Text(field, wanted) => contains(account.text(*field), wanted),
            Term::Number(field, compare, wanted) => {
                account.number(*field, today).is_some_and(|number| compare.holds(number, *wanted, 0.5))
            }
            Term::Lost(wanted) => account.lost() == *wanted,
            Term::OneOf(accounts) => accounts.contains(&account.id()),
            Term::Signal(wanted) => account.signals().meets(*wanted),
            Term::SignalOrName(wanted, words) => account.signals().meets(*wanted) || contains(account.name(), words),
            Term::Held(_) => false,
        })
    }
}

/// The fields that every book has.
fn known_fields() -> Vec<&'static str> {
    let known = TEXT_FIELDS.iter().map(|one| one.0).chain(NUMBER_FIELDS.iter().map(|one| one.0));
    known.chain(["lost"]).chain(HELD).chain(["by"]).collect()
}

/// Whether a field may hold text: one of our own that does, or one of the customer's own.
fn is_text(field: &str) -> bool {
    let is = |name: &str| name.eq_ignore_ascii_case(field);
    let is_known = known_fields().into_iter().any(is);
    TEXT_FIELDS.iter().any(|(name, _)| is(name))
        || is_held(field)
        || !is_known && !field.contains([' ', '"', '<', '>', '='])
}

/// What a word says the list is sorted by: `touch` of `by:touch`.
fn order_of<'w>(word: &'w Word<'_>) -> Option<&'w str> {
    let sign = word.sign?;
    word.text[..sign].eq_ignore_ascii_case("by").then(|| &word.text[sign + 1..])
}

fn is_nobody(wanted: &str) -> bool {
    matches!(wanted, "none" | "nobody")
}

/// A text in lower case, with blanks where a key has hyphens.
fn plain(text: &str) -> String {
    text.to_lowercase().replace(['_', '-'], " ")
}

fn unknown<'a>(wanted: &str, what: &str, known: impl Iterator<Item = &'a str>) -> Problem {
    let shown = super::text::fit(wanted, 40);
    Problem::input(format!("“{shown}” is no {what}; use one of: {}.", known.collect::<Vec<_>>().join(", ")))
}

fn term(word: &Word<'_>) -> Result<Term> {
    let Some(at) = word.sign else { return Ok(bare(word)) };
    let field = word.text[..at].to_lowercase();
    let (sign, wanted) = signed(&word.text[at..]);
    let wanted = wanted.trim();
    let needs = |what: &str| Problem::input(format!("“{}” needs {what}.", super::text::fit(&word.text, 40)));
    // Filters that were saved before say it so.
    let field = if field == "unseen" { "quiet".to_owned() } else { field };
    if let Some((_, number)) = NUMBER_FIELDS.iter().find(|(name, _)| *name == field) {
        return Ok(Term::Number(*number, sign, amount(&field, &word.text, wanted)?));
    }
    let text = TEXT_FIELDS.iter().find(|(name, _)| *name == field);
    if text.is_none() && field != "lost" && !is_held(&field) {
        let name = word.text[..at].trim().to_owned();
        return Ok(Term::Held(HeldTerm::Custom(CustomTerm { name, compare: sign, wanted: wanted.to_owned() })));
    }
    if sign != Compare::Equal {
        return Err(needs(&format!("a colon: {field} is no number")));
    }
    if wanted.is_empty() {
        return Err(needs("a value behind it"));
    }
    match text {
        Some((_, field)) => text_term(*field, wanted),
        None if field == "signal" => signal(wanted),
        None if is_held(&field) => HeldTerm::read(&field, wanted).map(Term::Held),
        None => match wanted.to_lowercase().as_str() {
            "yes" | "true" | "1" => Ok(Term::Lost(true)),
            "no" | "false" | "0" => Ok(Term::Lost(false)),
            _ => Err(needs("yes or no")),
        },
    }
}

/// A word without a field: of the name, or a signal that is called so.
fn bare(word: &Word<'_>) -> Term {
    let name = fold(&word.text);
    match SignalSet::called(&word.text).filter(|_| !word.is_quoted) {
        Some(signals) => Term::SignalOrName(signals, name),
        None => Term::Name(name),
    }
}

fn signal(wanted: &str) -> Result<Term> {
    SignalSet::called(wanted).map(Term::Signal).ok_or_else(|| unknown(wanted, "signal", known_names()))
}

fn text_term(field: TextField, wanted: &str) -> Result<Term> {
    let word = plain(wanted);
    match field {
        TextField::Tier => {
            let tier = Tier::ALL.iter().find(|tier| tier.word().eq_ignore_ascii_case(&word));
            let tier = tier.ok_or_else(|| unknown(wanted, "tier", Tier::ALL.iter().map(|tier| tier.word())))?;
            Ok(Term::Among(field, vec![tier.word().to_owned()]))
        }
        TextField::Band => {
            let found = Band::ALL.iter().map(|band| band.word()).filter(|band| contains(band, &word));
            let bands: Vec<String> = found.map(str::to_owned).collect();
            if bands.is_empty() {
                return Err(unknown(wanted, "band", Band::ALL.iter().map(|band| band.word())));
            }
            Ok(Term::Among(field, bands))
        }
        TextField::Stage => Ok(Term::Text(field, word)),
        TextField::Owner | TextField::Tag => Ok(Term::Text(field, fold(wanted).replace('_', " "))),
    }
}

/// A number of a filter, by the one reader of typed numbers: what may be thousands or decimals is refused.
fn amount(field: &str, word: &str, text: &str) -> Result<f64> {
    let shown = super::text::fit(word, 40);
    if let Some([one, two]) = two_readings(text) {
        return Err(Problem::input(format!("“{shown}” may be {one} or {two}; write one of these.")));
    }
    let plain = read(text, Style::Point).or_else(|| read(text, Style::Comma)).filter(|it| it.currency.is_none());
    let counts_days = matches!(field, "quiet" | "decides" | "pulse");
    let more = if counts_days { "; it counts days" } else { "; a value may end in k or M" };
    let wrong = || Problem::input(format!("“{shown}” needs a number, such as {field}>30{more}."));
    let is_short = text.ends_with(|ch: char| ch.is_ascii_alphabetic());
    plain.filter(|_| !(counts_days && is_short)).map(|it| it.number.float()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests;
