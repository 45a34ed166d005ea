//! What may stand in a field: its type in tables and files, and its limits. There is no second place with a limit.

use super::Value;
use crate::domain::money::LARGEST;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::fit;

/// A fixed set of words that a field may hold.
#[derive(Debug)]
pub struct WordSet {
    /// What such a word is called in a sentence: “channel”.
    pub what: &'static str,
    /// Every word, in order, as books and files hold it.
    pub all: &'static [&'static str],
    /// Each word as people read it, in the same order.
    pub titles: &'static [&'static str],
    /// The word that a typed or imported text means, or a sentence that says which there are.
    pub read: fn(&str) -> Result<&'static str>,
}

impl WordSet {
    /// How people read this word.
    pub fn title(&self, word: &str) -> &'static str {
        let at = self.all.iter().position(|known| *known == word);
        at.and_then(|at| self.titles.get(at)).copied().unwrap_or_default()
    }
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text of at most so many characters.
    Text {
        /// The most characters.
        most: usize,
        /// Whether it may have several lines.
        lines: bool,
    },
    /// The key of a stage of the lifecycle.
    Stage,
    /// One of a fixed set of words.
    Word(&'static WordSet),
    /// Several of a fixed set of words.
    Words(&'static WordSet),
    /// Several words of the user's own, each at most as long as a name.
    Tags,
    /// The code of a currency.
    Currency,
    /// A day.
    Day,
    /// An amount in minor units of the record's currency, zero or more.
    Amount,
    /// A whole number within limits, and what is said of one beyond them.
    Whole(u32, u32, &'static str),
    /// A number with decimals, above zero.
    Number,
    /// A number with decimals, of either sign.
    Figure,
    /// Yes or no.
    Flag,
    /// Another record.
    To(Noun),
    /// Several other records.
    ToMany(Noun),
}

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 200;

/// A name.
pub const NAME: Kind = Kind::Text { most: LONGEST_NAME, lines: false };
/// Any text on one line.
pub const TEXT: Kind = Kind::Text { most: 100_000, lines: false };
/// Any text on several lines.
pub const LINES: Kind = Kind::Text { most: 100_000, lines: true };
/// The heading of a column of a customer's file, or what a metric is called.
pub const HEADING: Kind = Kind::Text { most: 80, lines: false };
/// A number of either sign, as a metric has.
pub const FIGURE: Kind = Kind::Figure;
/// The title of a person.
pub const TITLE: Kind = Kind::Text { most: 2_000, lines: false };
/// The key of a record in the program it came from.
pub const KEY: Kind = Kind::Text { most: 500, lines: false };
/// The key of a setting.
pub const SETTING: Kind = Kind::Text { most: 100, lines: false };
/// The key of a stage.
pub const STAGE: Kind = Kind::Stage;
/// Minutes that no record of one person can exceed: the working time of some years.
pub const MINUTES: Kind = Kind::Whole(0, 1_000_000, "The minutes are more than a million; give fewer.");
/// Minutes of one day.
pub const MINUTES_A_DAY: Kind = Kind::Whole(0, 1_440, "A day has 1,440 minutes; give fewer.");
/// Minutes of one month.
pub const MINUTES_A_MONTH: Kind = Kind::Whole(0, 44_640, "A month has 44,640 minutes; give fewer.");
/// Days from one meeting to the next.
pub const CADENCE: Kind = Kind::Whole(1, 3_660, "The cadence is in days, from 1 to 3660.");
/// Months for which an action of the charter runs.
pub const TRACK: Kind = Kind::Whole(1, 120, "An action runs from 1 to 120 months.");
/// The place of an action in its playbook.
pub const STEP: Kind = Kind::Whole(1, 1_000, "The step of a playbook is a number from 1 to 1000.");
/// Days of notice before a contract ends.
pub const NOTICE: Kind = Kind::Whole(0, 3_660, "The notice is in days, at most 3660.");
/// How a contact feels about staying.
pub const SCORE: Kind = Kind::Whole(1, 5, "A pulse is 1 to 5.");

impl Kind {
    /// Its type in a table; text of a list is JSON.
    pub const fn sql(self) -> &'static str {
        match self {
            Kind::Text { .. } | Kind::Stage | Kind::Word(_) | Kind::Words(_) | Kind::Tags | Kind::Currency => "TEXT",
            Kind::Day | Kind::Amount | Kind::Whole(..) | Kind::Flag | Kind::To(_) | Kind::ToMany(_) => "INTEGER",
            Kind::Number | Kind::Figure => "REAL",
        }
    }

    /// Whether several items stand in it, joined by `;` in a file.
    pub const fn is_list(self) -> bool {
        matches!(self, Kind::Words(_) | Kind::Tags | Kind::ToMany(_))
    }

    /// Refuses text of a rule, of which the field `key` is made, that is blank or too long.
    pub fn needs(self, key: &'static str, text: &str) -> Result<()> {
        if text.trim().is_empty() {
            return Err(Problem::field(key, format!("The {key} is empty; give one.")));
        }
        self.allows(key, text)
    }

    /// Refuses text of a rule that is too long.
    pub fn allows(self, key: &'static str, text: &str) -> Result<()> {
        self.check(key, &Value::Text(text.to_owned()))
    }

    /// Whether a field of this kind may hold the value, whatever stands in the other fields.
    pub fn may_hold(self, value: &Value) -> bool {
        self.check("", value).is_ok()
    }

    /// Refuses a value that the field `key` may not hold.
    pub(super) fn check(self, key: &'static str, value: &Value) -> Result<()> {
        match (self, value) {
            (Kind::Text { most, .. }, Value::Text(text)) => shorter(key, text, most),
            (Kind::Stage, Value::Text(text)) => shorter(key, text, 100),
            (Kind::Tags, Value::Words(words)) => words.iter().try_for_each(|word| {
                if word.trim().is_empty() {
                    return Err(Problem::field(key, format!("One of the {key} is empty; take it out.")));
                }
                shorter(key, word, LONGEST_NAME)
            }),
            (Kind::Amount, Value::Int(..0)) => {
                Err(Problem::field(key, format!("The {key} is negative; give zero or more.")))
            }
            (Kind::Amount, Value::Int(amount)) if *amount > LARGEST => {
                Err(Problem::field(key, format!("The {key} is too large.")))
            }
            (Kind::Whole(least, most, says), Value::Int(number))
                if !(i64::from(least)..=i64::from(most)).contains(number) =>
            {
                Err(Problem::field(key, says))
            }
            (Kind::Number, Value::Float(number)) if !(number.is_finite() && *number > 0.0) => {
                Err(Problem::field(key, format!("The {key} is not above zero; give a number above zero.")))
            }
            (Kind::Figure, Value::Float(number)) if !number.is_finite() => {
                Err(Problem::field(key, format!("The {key} is not a number; give one.")))
            }
            _ => Ok(()),
        }
    }
}

/// Refuses an amount of a rule, in minor units, that is negative or larger than a book holds.
pub fn amount(key: &'static str, minor: Option<i64>) -> Result<()> {
    minor.map_or(Ok(()), |minor| Kind::Amount.check(key, &Value::Int(minor)))
}

fn shorter(key: &'static str, text: &str, most: usize) -> Result<()> {
    // As many bytes are at most as many characters; only longer ones are counted.
    let length = if text.len() > most { text.chars().count() } else { 0 };
    if length > most {
        let shown = if most <= LONGEST_NAME { format!(" “{}”", fit(text, 24)) } else { String::new() };
        return Err(Problem::field(key, format!("The {key}{shown} has {length} characters; {most} is the most.")));
    }
    if text.contains('\0') {
        return Err(Problem::field(key, format!("The {key} holds a NUL character; take it out.")));
    }
    Ok(())
}
