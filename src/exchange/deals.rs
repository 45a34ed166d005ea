//! Deals of sales programs, in the words of the book.
//!
//! A deal that was won is a contract. A lost one is a loss only if it was to renew something: a contract that ended as
//! lost. Everything else, lost or open, is an opportunity.

use super::cells::{Cells, Read};
use super::survey::Survey;
use crate::domain::day::Day;

/// What a deal has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Won: a contract.
    Won,
    /// Lost, where something was to be renewed: a contract that ended.
    NotRenewed,
    /// Lost new business: an opportunity.
    Lost,
    /// Not decided yet: an opportunity.
    Open,
}

/// One deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deal {
    /// What it has come to.
    pub fate: Fate,
    /// Its name.
    pub title: String,
    /// What was sold, if it says so.
    pub product: Option<String>,
    /// The day it was won, lost, or may be.
    pub on: Option<Day>,
    /// The last day of its term, if it says so.
    pub ends_on: Option<Day>,
    /// Why it was lost.
    pub reason: Option<String>,
}

impl Deal {
    /// Reads a row of deals.
    pub fn read(cells: &Cells<'_>, survey: &Survey) -> Read<Self> {
        let field = |name| survey.field(name);
        let word = |name| cells.word(field(name)).unwrap_or("").to_lowercase();
        let fate = fate(
            &[word("status"), word("stage")],
            cells.flag(field("won")).unwrap_or(None),
            cells.flag(field("closed")).unwrap_or(None),
            &[word("kind"), word("pipeline"), word("title")],
        );
        let decided = match fate {
            Fate::Won => cells.day(field("won_on"))?,
            Fate::NotRenewed | Fate::Lost => cells.day(field("lost_on"))?,
            Fate::Open => None,
        };
        let on = match decided {
            Some(day) => Some(day),
            None => cells.day(field("close_on"))?,
        };
        let ends_on = match cells.day(field("renewal_on"))? {
            Some(day) => Some(day),
            None => on.and_then(|on| term_months(&word("term")).map(|months| on.plus_months(months).plus(-1))),
        };
        let text = |name| cells.text(field(name)).map(str::to_owned);
        let title = text("title").unwrap_or_default();
        Ok(Some(Self { fate, title, product: text("product"), on, ends_on, reason: text("reason") }))
    }
}

fn fate(states: &[String; 2], won: Option<bool>, closed: Option<bool>, hints: &[String; 3]) -> Fate {
    let says = |words: &[&str]| states.iter().any(|state| words.iter().any(|word| state.contains(word)));
    let lost = ["lost", "churn", "prohr", "verloren", "cancel"];
    if won == Some(true) || says(&["won", "vyhr", "gewonnen", "closed win"]) {
        return Fate::Won;
    }
    if !says(&lost) && closed != Some(true) {
        return Fate::Open;
    }
    let renews = |text: &String| ["renew", "existing", "churn", "expansion"].iter().any(|word| text.contains(word));
    if hints.iter().chain(states).any(renews) { Fate::NotRenewed } else { Fate::Lost }
}

/// `annual` and the like; what is billed by the month has no term that could be read from it.
fn term_months(term: &str) -> Option<u32> {
    match term {
        "annual" | "yearly" | "1 year" | "annually" => Some(12),
        "2 years" | "biennial" => Some(24),
        "3 years" => Some(36),
        "quarterly" => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: &str, stage: &str, kind: &str) -> Fate {
        fate(&[status.into(), stage.into()], None, None, &[kind.into(), String::new(), String::new()])
    }

    #[test]
    fn a_deal_has_come_to_something() {
        assert_eq!(of("won", "", ""), Fate::Won);
        assert_eq!(of("", "closedwon", ""), Fate::Won);
        assert_eq!(of("lost", "", "new business"), Fate::Lost);
        assert_eq!(of("lost", "churned", ""), Fate::NotRenewed);
        assert_eq!(of("", "closed lost", "existing business"), Fate::NotRenewed);
        assert_eq!(of("open", "qualified", ""), Fate::Open);
        let none = || [String::new(), String::new()];
        let hints = || [String::new(), String::new(), String::new()];
        assert_eq!(fate(&none(), Some(false), Some(true), &hints()), Fate::Lost);
        assert_eq!(fate(&none(), Some(true), Some(true), &hints()), Fate::Won);
    }
}
