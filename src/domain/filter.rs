//! The filter of account lists: `stage:onboarding tier:A owner:ruiz risk>30 tag:x value<50k by:touch words of the name`.
//!
//! Terms are joined by “and”; `by:` says what the list is sorted by. A field it does not know, or a number it cannot read, is said; nothing is guessed.

use super::amount::{Style, read, two_readings};
use super::day::Day;
use super::problem::{Problem, Result};
use super::sort::SortBy;
use super::text::fold;

/// What a filter looks at in one account.
pub trait Fields {
    /// Its name.
    fn name(&self) -> &str;
    /// The text of a field: stage, tier, owner, tag (joined by `;`), band.
    fn text(&self, field: TextField) -> &str;
    /// The number of a field; `None`: not known.
    fn number(&self, field: NumberField, today: Day) -> Option<f64>;
    /// Whether it is lost.
    fn lost(&self) -> bool;
}

/// Fields that hold text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextField {
    /// The lifecycle stage.
    Stage,
    /// A, B or C.
    Tier,
    /// Who of ours leads.
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
    Unseen,
    /// Days until the next pulse check is due; negative when late.
    Pulse,
}

#[derive(Debug, Clone, PartialEq)]
enum Term {
    Name(String),
    Text(TextField, String),
    Number(NumberField, Compare, f64),
    Lost(bool),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compare {
    Less,
    Equal,
    More,
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
    ("unseen", NumberField::Unseen),
    ("pulse", NumberField::Pulse),
];

impl Filter {
    /// Reads a filter; blank text lets everything through.
    pub fn parse(text: &str) -> Result<Self> {
        let (orders, words): (Vec<&str>, Vec<&str>) =
            text.split_whitespace().partition(|word| order_of(word).is_some());
        let by = orders.last().and_then(|word| order_of(word)).map(SortBy::read).transpose()?;
        Ok(Self { terms: words.into_iter().map(term).collect::<Result<_>>()?, by })
    }

    /// What it says the list is sorted by.
    pub fn order(&self) -> Option<SortBy> {
        self.by
    }

    /// The columns of a list that its terms look at.
    pub fn looks_at(&self) -> Vec<SortBy> {
        let column = |term: &Term| match term {
            Term::Text(TextField::Stage, _) => Some(SortBy::Stage),
            Term::Text(TextField::Tier, _) => Some(SortBy::Tier),
            Term::Text(TextField::Owner, _) => Some(SortBy::Owner),
            Term::Number(NumberField::Value, ..) => Some(SortBy::Value),
            Term::Number(NumberField::Decides, ..) => Some(SortBy::Decides),
            Term::Number(NumberField::Unseen, ..) => Some(SortBy::Unseen),
            Term::Number(NumberField::Pulse, ..) => Some(SortBy::Pulse),
            Term::Text(TextField::Tag | TextField::Band, _)
            | Term::Number(NumberField::Risk, ..)
            | Term::Name(_)
            | Term::Lost(_) => None,
        };
        self.terms.iter().filter_map(column).collect()
    }

    /// The same words without those that say what the list is sorted by.
    pub fn without_order(text: &str) -> String {
        text.split_whitespace().filter(|word| order_of(word).is_none()).collect::<Vec<_>>().join(" ")
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
            Term::Text(TextField::Owner, nobody) if nobody == "none" || nobody == "nobody" => {
                account.text(TextField::Owner).is_empty()
            }
            Term::Text(TextField::Tier, wanted) => account.text(TextField::Tier).eq_ignore_ascii_case(wanted),
            Term::Text(field, wanted) => contains(account.text(*field), wanted),
            Term::Number(field, compare, wanted) => account.number(*field, today).is_some_and(|number| match compare {
                Compare::Less => number < *wanted,
                Compare::Equal => (number - *wanted).abs() < 0.5,
                Compare::More => number > *wanted,
            }),
            Term::Lost(wanted) => account.lost() == *wanted,
        })
    }
}

/// What a word says the list is sorted by: `touch` of `by:touch`.
fn order_of(word: &str) -> Option<&str> {
    let (field, column) = word.split_once(':')?;
    field.eq_ignore_ascii_case("by").then_some(column)
}

/// Whether `text`, folded as names are compared, holds `lower`, which is folded already; without copying where both are ASCII.
fn contains(text: &str, lower: &str) -> bool {
    if text.is_ascii() {
        let (text, lower) = (text.as_bytes(), lower.as_bytes());
        let Some(first) = lower.first() else { return true };
        return text.len() >= lower.len()
            && (0..=text.len() - lower.len()).any(|at| {
                text[at].to_ascii_lowercase() == *first && text[at..at + lower.len()].eq_ignore_ascii_case(lower)
            });
    }
    fold(text).contains(lower)
}

fn term(word: &str) -> Result<Term> {
    let Some(at) = word.find([':', '<', '>', '=']) else {
        return Ok(Term::Name(fold(word)));
    };
    let (field, rest) = word.split_at(at);
    let (sign, wanted) = rest.split_at(1);
    let field = field.to_lowercase();
    if field == "lost" {
        return Ok(Term::Lost(!matches!(wanted, "no" | "false" | "0")));
    }
    if let Some((_, text)) = TEXT_FIELDS.iter().find(|(name, _)| *name == field) {
        let wanted = fold(wanted).replace('_', " ");
        return Ok(Term::Text(*text, wanted));
    }
    if let Some((_, number)) = NUMBER_FIELDS.iter().find(|(name, _)| *name == field) {
        let compare = match sign {
            "<" => Compare::Less,
            ">" => Compare::More,
            _ => Compare::Equal,
        };
        return Ok(Term::Number(*number, compare, amount(word, wanted)?));
    }
    let known: Vec<_> = TEXT_FIELDS.iter().map(|one| one.0).chain(NUMBER_FIELDS.iter().map(|one| one.0)).collect();
    Err(Problem::input(format!(
        "“{}” is no field to filter by; use one of: {}, lost, by.",
        super::text::fit(&field, 30),
        known.join(", ")
    )))
}

/// A number of a filter, by the one reader of typed numbers: what may be thousands or decimals is refused.
fn amount(word: &str, text: &str) -> Result<f64> {
    let shown = super::text::fit(word, 40);
    if let Some([one, two]) = two_readings(text) {
        return Err(Problem::input(format!("“{shown}” may be {one} or {two}; write one of these.")));
    }
    let plain = read(text, Style::Point).or_else(|| read(text, Style::Comma)).filter(|it| it.currency.is_none());
    let number = plain.map(|it| it.number.float());
    number.ok_or_else(|| Problem::input(format!("“{shown}” needs a number, such as risk>30.")))
}
