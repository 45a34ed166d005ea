//! Terms about what a book holds beyond its own fields: custom fields and metrics. Which there are the book alone knows, so a
//! term is read first, and looked up afterwards by [`Filter::within`](super::Filter::within).

use super::compare::Compare;
use super::word::quoted;
use super::{amount, known_fields};
use crate::domain::custom_field::{Typed, typed};
use crate::domain::day::Day;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::{fit, fold, holds as contains};

/// A term about a custom field or a metric, as it was typed: `segment:enterprise`, `"Health score">70`.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomTerm {
    /// What the field is called, in any case, with or without blanks and underscores.
    pub name: String,
    pub(super) compare: Compare,
    /// What stands behind the sign.
    pub(super) wanted: String,
}

/// What a term asks of a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    compare: Compare,
    what: What,
}

#[derive(Debug, Clone, PartialEq)]
enum What {
    Number(f64),
    Day(Day),
    Flag(bool),
    /// Folded as names are compared.
    Text(String),
}

/// How near two numbers are that are called equal: as near as reading and writing leaves them.
const NEAR: f64 = 1e-9;

impl CustomTerm {
    /// What is asked of a custom field. Before and after can be a number or a day alone.
    pub fn wanted(&self) -> Result<Wanted> {
        let what = match (typed(&self.wanted), self.compare) {
            (Typed::Text(text), _) if text.trim().is_empty() => {
                return Err(Problem::input(format!("“{}” needs a value behind it.", self.shown())));
            }
            (Typed::Number(number), _) => What::Number(number),
            (Typed::Day(day), _) => What::Day(day),
            (Typed::Flag(flag), Compare::Equal) => What::Flag(flag),
            (Typed::Text(text), Compare::Equal) => What::Text(fold(text).replace('_', " ")),
            (Typed::Text(_) | Typed::Flag(_), _) => What::Number(self.amount()?),
        };
        Ok(Wanted { compare: self.compare, what })
    }

    /// What is asked of a metric, which is a number always.
    pub fn wanted_number(&self) -> Result<Wanted> {
        let what = What::Number(match typed(&self.wanted) {
            Typed::Number(number) => number,
            _ => self.amount()?,
        });
        Ok(Wanted { compare: self.compare, what })
    }

    /// The refusal of a name that nothing in the book has, with what there is: the fields of lists, then `custom`.
    pub fn unknown(&self, custom: &[String]) -> Problem {
        const TOLD: usize = 12;
        let mut known = known_fields().join(", ");
        if !custom.is_empty() {
            let names: Vec<String> = custom.iter().take(TOLD).map(|name| quoted(&fit(name, 40))).collect();
            known = format!("{known}; custom fields: {}", names.join(", "));
        }
        if custom.len() > TOLD {
            known = format!("{known} and {} more", custom.len() - TOLD);
        }
        Problem::input(format!("“{}” is an unknown filter; use one of: {known}.", fit(&self.name, 30)))
    }

    fn amount(&self) -> Result<f64> {
        amount(&self.name, &self.shown(), &self.wanted)
    }

    fn shown(&self) -> String {
        fit(&format!("{}{}{}", self.name, self.compare.sign(), self.wanted), 40)
    }
}

impl Wanted {
    /// Whether the text of a custom field is so. Numbers, days and flags compare by what they are, anything else by its words.
    pub fn passes(&self, value: &str) -> bool {
        match (&self.what, typed(value)) {
            (What::Number(wanted), Typed::Number(number)) => self.compare.holds(number, *wanted, NEAR),
            (What::Day(wanted), Typed::Day(day)) => {
                self.compare.holds(f64::from(day.number()), f64::from(wanted.number()), NEAR)
            }
            (What::Flag(wanted), Typed::Flag(flag)) => *wanted == flag,
            (What::Text(wanted), _) => contains(value, wanted),
            // “tier:2” finds “Tier 2”, and “renewed:2026-01-01” finds a note of that day.
            (What::Number(_) | What::Day(_), Typed::Text(text)) if self.compare == Compare::Equal => {
                contains(text, &self.words())
            }
            _ => false,
        }
    }

    /// Whether a reading is so.
    pub fn passes_number(&self, value: f64) -> bool {
        matches!(self.what, What::Number(wanted) if self.compare.holds(value, wanted, NEAR))
    }

    fn words(&self) -> String {
        match &self.what {
            What::Number(number) => number.to_string(),
            What::Day(day) => day.to_string(),
            What::Flag(_) => String::new(),
            What::Text(text) => text.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(compare: Compare, wanted: &str, value: &str) -> bool {
        let term = CustomTerm { name: "Segment".into(), compare, wanted: wanted.into() };
        term.wanted().unwrap().passes(value)
    }

    #[test]
    fn values_are_compared_by_what_they_are() {
        for (compare, wanted, value) in [
            (Compare::Equal, "enter", "Enterprise"),
            (Compare::Equal, "mid_market", "Mid Market"),
            (Compare::Equal, "90", "90.0"),
            (Compare::Equal, "2", "Tier 2"),
            (Compare::Equal, "yes", "TRUE"),
            (Compare::Equal, "2026-11-22", "2026-11-22"),
            (Compare::More, "50", "90"),
            (Compare::More, "1k", "1500"),
            (Compare::AtMost, "90", "90"),
            (Compare::Less, "0", "-3"),
            (Compare::Less, "2026-01-01", "2025-12-31"),
            (Compare::AtLeast, "2026-01-01", "2026-01-01"),
        ] {
            assert!(passes(compare, wanted, value), "{compare:?} {wanted} {value}");
        }
        for (compare, wanted, value) in [
            (Compare::Equal, "0.9", "0.85"),
            (Compare::Equal, "no", "yes"),
            (Compare::Equal, "enterprise", "smb"),
            (Compare::More, "50", "many"),
            (Compare::More, "50", "2026-01-01"),
            (Compare::Less, "2026-01-01", "5"),
        ] {
            assert!(!passes(compare, wanted, value), "{compare:?} {wanted} {value}");
        }
    }

    #[test]
    fn what_cannot_be_compared_is_refused() {
        for (compare, wanted) in [(Compare::More, "enterprise"), (Compare::Equal, ""), (Compare::Less, "1.234")] {
            let term = CustomTerm { name: "Segment".into(), compare, wanted: wanted.into() };
            assert!(term.wanted().is_err(), "{wanted}");
        }
        let term = CustomTerm { name: "NPS".into(), compare: Compare::Equal, wanted: "high".into() };
        assert!(term.wanted_number().is_err());
    }

    #[test]
    fn an_unknown_field_is_refused_with_those_of_the_book() {
        let term = CustomTerm { name: "colour".into(), compare: Compare::Equal, wanted: "red".into() };
        let sentence = term.unknown(&["Segment".into(), "Health score".into()]).sentence;
        assert!(sentence.contains("stage, tier") && sentence.contains("Segment, \"Health score\"."), "{sentence}");
        assert!(!term.unknown(&[]).sentence.contains("custom"));
    }
}
