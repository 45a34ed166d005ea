//! What a choice offers for the letters typed, and what they settle.

use super::{Field, Kind};
use crate::domain::text::fold;
use crate::form::fuzzy::rank;

impl Field {
    /// What fits the letters typed, best first.
    pub(crate) fn offers(&self) -> Vec<&str> {
        let (options, typed) = match &self.kind {
            Kind::Choice { options, .. } => (options, self.text()),
            Kind::Several { options } => (options, last_of(self.text())),
            Kind::Text | Kind::Day | Kind::Number | Kind::Lines => return Vec::new(),
        };
        let exact = options.iter().any(|option| option == typed.trim());
        if exact {
            return Vec::new();
        }
        let order = rank(typed, options.iter().map(String::as_str));
        order.into_iter().map(|index| options[index].as_str()).collect()
    }

    /// Takes this offer.
    pub(crate) fn take(&mut self, offer: &str) {
        match self.kind {
            Kind::Several { .. } => {
                let kept = self.text().rfind(',').map_or(0, |comma| comma + 1);
                let head = self.text()[..kept].to_owned();
                let blank = if head.is_empty() { "" } else { " " };
                self.edit().set(format!("{head}{blank}{offer}"));
            }
            Kind::Text | Kind::Choice { .. } | Kind::Day | Kind::Number | Kind::Lines => self.edit().set(offer),
        }
    }

    /// What completion would add behind the cursor.
    pub(crate) fn ghost(&self) -> String {
        let typed = match self.kind {
            Kind::Several { .. } => last_of(self.text()),
            Kind::Text | Kind::Choice { .. } | Kind::Day | Kind::Number | Kind::Lines => self.text(),
        };
        if typed.is_empty() {
            return String::new();
        }
        let best = self.offers().first().copied().unwrap_or("");
        match best.get(..typed.len()) {
            Some(head) if head.to_lowercase() == typed.to_lowercase() => best[typed.len()..].to_owned(),
            _ => String::new(),
        }
    }

    /// The options that what is typed may mean, where these are more than one and none of them is meant for certain.
    pub(crate) fn ambiguous(&self) -> Vec<&str> {
        let (options, typed) = match &self.kind {
            Kind::Choice { options, .. } => (options, self.text().trim()),
            Kind::Several { options } => (options, last_of(self.text()).trim()),
            Kind::Text | Kind::Day | Kind::Number | Kind::Lines => return Vec::new(),
        };
        let is_meant = typed.is_empty() || options.iter().any(|option| fold(option) == fold(typed));
        let named = if is_meant { Vec::new() } else { named_by(options, typed) };
        if named.len() > 1 { named } else { Vec::new() }
    }
}

/// The one there is, if there is only one.
pub(super) fn only(offers: &[&str]) -> Option<String> {
    if let [only] = offers { Some((*only).to_owned()) } else { None }
}

/// The options that begin as typed, in any case.
pub(super) fn begun<'a>(options: &'a [String], typed: &str) -> Vec<&'a str> {
    let typed = fold(typed);
    options.iter().map(String::as_str).filter(|option| fold(option).starts_with(&typed)).collect()
}

/// The options of which what is typed is the first word or words, in any case: `ana` is Ana Ruiz, `an` may be anybody.
pub(super) fn named_by<'a>(options: &'a [String], typed: &str) -> Vec<&'a str> {
    let words = format!("{} ", fold(typed));
    options.iter().map(String::as_str).filter(|option| fold(option).starts_with(&words)).collect()
}

/// The last of several, as far as it is typed.
pub(super) fn last_of(text: &str) -> &str {
    text.rsplit(',').next().unwrap_or("").trim_start()
}
