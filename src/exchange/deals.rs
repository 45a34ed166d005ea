//! Deals of sales programs, in the words of the book.
//!
//! A deal that was won is a contract. A lost one is a loss only if it was to renew something: a contract that ended as
//! lost. Everything else, lost or open, is an opportunity. The state is read from whole words of status and stage, with
//! their negations, and never from the title; a state that nothing says is refused.

use super::cells::{Cells, Read};
use super::preview::FilePreview;
use super::table::short;
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
    /// Whether it says that it is more of what they have already.
    pub is_more: bool,
}

impl Deal {
    /// Reads a row of deals.
    pub fn read(cells: &Cells<'_>, preview: &FilePreview) -> Read<Self> {
        let field = |name| preview.field(name);
        let word = |name| cells.word(field(name)).unwrap_or("").to_lowercase();
        let (won, closed) = (cells.flag(field("won"))?, cells.flag(field("closed"))?);
        let fate = fate(&[word("status"), word("stage")], won, closed, &[word("kind"), word("pipeline")]);
        let fate = fate.map_err(|doubt| {
            let stage = ["status", "stage"].into_iter().find(|name| !word(name).is_empty()).unwrap_or("stage");
            cells.reject(field(stage), format!("{doubt}; change the state to open, won or lost."))
        })?;
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
            None => on.and_then(|on| {
                let heading = field("term").map_or("", |field| field.header.as_str());
                term_months(&word("term"), heading).map(|months| on.plus_months(months).plus(-1))
            }),
        };
        let text = |name| cells.text(field(name)).map(str::to_owned);
        let title = text("title").or_else(|| text("product")).or_else(|| text("kind"));
        let title = title.or_else(|| text("external_id").map(|key| format!("Deal {key}"))).unwrap_or_default();
        let hints = [word("kind"), word("pipeline")];
        let is_more = hints.iter().flat_map(|hint| words_of(hint)).any(|word| MORE.contains(&word.as_str()));
        Ok(Some(Self { fate, title, product: text("product"), on, ends_on, reason: text("reason"), is_more }))
    }
}

/// Words that say that a deal was won, lost, or not decided, and that turn what follows them around.
const WON: &[&str] =
    &["won", "win", "vyhráno", "vyhraná", "vyhraný", "vyhrané", "gewonnen", "gagné", "gagnée", "ganado", "ganada"];
const LOST: &[&str] = &[
    "lost",
    "lose",
    "churned",
    "churn",
    "prohráno",
    "prohraná",
    "prohraný",
    "prohrané",
    "verloren",
    "cancelled",
    "canceled",
    "perdu",
    "perdue",
    "perdido",
    "perdida",
    "abandoned",
    "disqualified",
    "unqualified",
    "rejected",
    "unsuccessful",
    "declined",
];
const NOT: &[&str] = &["not", "no", "never", "non", "nicht", "ne", "nie", "without", "un"];
/// What is lost where it is denied: not won, not interested, no interest.
const DENIED: &[&str] =
    &["won", "win", "gewonnen", "interested", "interest", "renewed", "renewing", "successful", "proceeding"];
/// Words of sales programs that run two words into one.
const RUN_TOGETHER: &[(&str, &str)] =
    &[("closedwon", "closed won"), ("closedlost", "closed lost"), ("wonlost", "won lost")];
/// What was to be renewed, as whole words of type, pipeline or state.
const RENEWS: &[&str] = &["renewal", "renewals", "renew", "churn", "churned", "retention", "verlängerung", "renewed"];

/// What adds to what a customer has, as whole words of type or pipeline.
const MORE: &[&str] = &["expansion", "upsell", "upselling", "cross", "crosssell", "addon", "add", "erweiterung"];

/// What is said by one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Won,
    Lost,
    Open,
    /// It says both won and lost.
    Torn,
}

/// The words of a state, in small letters, run-together words apart and “won't” as “not”.
fn words_of(state: &str) -> Vec<String> {
    let mut plain = state.to_lowercase().replace('’', "'");
    for (one, two) in RUN_TOGETHER {
        plain = plain.replace(one, two);
    }
    let words = plain.split(|ch: char| !ch.is_alphanumeric() && ch != '\'').map(|word| word.trim_matches('\''));
    let plain = |word: &str| if word.ends_with("n't") || word == "cannot" { "not".to_owned() } else { word.to_owned() };
    words.filter(|word| !word.is_empty()).map(plain).collect()
}

/// What a state says. “Lost (won by competitor)” is lost: whatever is won is not won by us where it is lost too; and a
/// negation that stands before “won” makes it no win, before anything else, as in “won't buy”, a loss only of what is closed.
fn state(text: &str) -> Option<State> {
    let words = words_of(text);
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let denied = |place: usize| words[..place].iter().any(|word| is(NOT, word));
    let says = |list: &[&str], denial: bool| (0..words.len()).any(|at| is(list, &words[at]) && denied(at) == denial);
    let by_others = words.iter().any(|word| matches!(word.as_str(), "competitor" | "competition" | "competitors"));
    let closed = words.iter().any(|word| matches!(word.as_str(), "closed" | "close" | "geschlossen"));
    if says(LOST, false) && says(WON, false) && !by_others {
        return Some(State::Torn);
    }
    if says(LOST, false) || says(DENIED, true) || (says(WON, false) && by_others) {
        return Some(State::Lost);
    }
    if closed && words.iter().any(|word| is(NOT, word)) {
        return Some(State::Lost);
    }
    if says(WON, false) {
        return Some(State::Won);
    }
    (!words.is_empty() && !closed).then_some(State::Open)
}

/// What status, stage and the flags of a row say together, or why they say nothing.
fn fate(states: &[String; 2], won: Option<bool>, closed: Option<bool>, hints: &[String; 2]) -> Result<Fate, String> {
    let said: Vec<State> = states.iter().filter_map(|text| state(text)).collect();
    let shown = || {
        states
            .iter()
            .filter(|text| !text.is_empty())
            .map(|text| format!("“{}”", short(text)))
            .collect::<Vec<_>>()
            .join(" and ")
    };
    let (says_won, says_lost) = (said.contains(&State::Won), said.contains(&State::Lost));
    let contradicts = said.contains(&State::Torn)
        || (says_won && says_lost)
        || (says_won && won == Some(false) && closed == Some(true))
        || (says_lost && won == Some(true));
    if contradicts {
        return Err(format!(
            "{} says both won and lost",
            if shown().is_empty() { "the row".to_owned() } else { shown() }
        ));
    }
    if says_won || won == Some(true) {
        return Ok(Fate::Won);
    }
    if says_lost || (closed == Some(true) && won == Some(false)) {
        let renews = |text: &String| words_of(text).iter().any(|word| RENEWS.contains(&word.as_str()));
        return Ok(if hints.iter().chain(states).any(renews) { Fate::NotRenewed } else { Fate::Lost });
    }
    let closes = closed == Some(true) || states.iter().any(|text| !text.is_empty() && state(text).is_none());
    if closes {
        return Err(format!(
            "{} does not say whether it was won or lost",
            if shown().is_empty() { "a closed deal".to_owned() } else { shown() }
        ));
    }
    Ok(Fate::Open)
}

/// How many months a term has that is written as `12 months`, `2 years` or `annual`. A bare number is of the unit that its
/// heading says, else of months from six on: whether one to five are months or years, nobody can know.
pub fn term_months(term: &str, heading: &str) -> Option<u32> {
    const MONTHS: [&str; 6] = ["mo", "m", "mes", "maand", "měs", "mies"];
    const YEARS: [&str; 9] = ["y", "j", "an", "añ", "rok", "let", "lat", "a", "roč"];
    let term = term.trim().to_lowercase();
    let named = match term.as_str() {
        "annual" | "yearly" | "annually" | "year" | "jahrlich" | "jährlich" | "annuel" | "anual" => Some(12),
        "biennial" => Some(24),
        "quarterly" => Some(3),
        _ => None,
    };
    let digits: String = term.chars().take_while(char::is_ascii_digit).collect();
    let number: u32 = match digits.parse() {
        Ok(number) => number,
        Err(_) => return named,
    };
    let is = |text: &str, units: &[&str]| units.iter().any(|unit| text.starts_with(unit));
    let unit = term[digits.len()..].trim_start_matches([' ', '-']);
    let heading = heading.to_lowercase();
    let said = heading.split(|ch: char| !ch.is_alphabetic()).find_map(|word| match word {
        _ if is(word, &["month", "monat", "mois", "meses", "maand", "mesi", "měs", "mies"]) => Some(1),
        _ if is(word, &["year", "jahr", "année", "años", "jaar", "anni", "anos", "roky", "lata"]) => Some(12),
        _ => None,
    });
    let months = match unit {
        "" => said.or((number >= 6).then_some(1))?,
        unit if is(unit, &MONTHS) => 1,
        unit if is(unit, &YEARS) => 12,
        _ => return None,
    };
    number.checked_mul(months).filter(|months| (1..=240).contains(months))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: &str, stage: &str, kind: &str) -> Result<Fate, String> {
        fate(&[status.into(), stage.into()], None, None, &[kind.into(), String::new()])
    }

    #[test]
    fn a_term_is_read_with_its_unit() {
        for (term, heading, months) in [
            ("12", "Term", Some(12)),
            ("24 months", "", Some(24)),
            ("2 years", "", Some(24)),
            ("3", "Term (years)", Some(36)),
            ("3", "Laufzeit Monate", Some(3)),
            ("3", "Term", None),
            ("1 Jahr", "", Some(12)),
            ("annual", "", Some(12)),
            ("soon", "", None),
        ] {
            assert_eq!(term_months(term, heading), months, "{term} in {heading}");
        }
    }

    #[test]
    fn a_deal_has_come_to_something() {
        assert_eq!(of("won", "", ""), Ok(Fate::Won));
        assert_eq!(of("", "closedwon", ""), Ok(Fate::Won));
        assert_eq!(of("lost", "", "new business"), Ok(Fate::Lost));
        assert_eq!(of("lost", "churned", ""), Ok(Fate::NotRenewed));
        assert_eq!(of("", "closed lost", "existing business"), Ok(Fate::Lost), "an upsell that was lost ends nothing");
        assert_eq!(of("", "closed lost", "Renewal"), Ok(Fate::NotRenewed));
        assert_eq!(of("open", "qualified", ""), Ok(Fate::Open));
        let none = || [String::new(), String::new()];
        assert_eq!(fate(&none(), Some(false), Some(true), &none()), Ok(Fate::Lost));
        assert_eq!(fate(&none(), Some(true), Some(true), &none()), Ok(Fate::Won));
        assert_eq!(fate(&none(), None, None, &none()), Ok(Fate::Open));
    }

    #[test]
    fn states_are_read_by_whole_words_with_their_negations() {
        for text in [
            "Not won",
            "Closed - won't buy",
            "Lost (won by competitor)",
            "Won by competitor",
            "closed, not won",
            "never won",
            "Closed lost",
            "closedlost",
            "Closed – Lost",
            "Lost to competitor",
            "Prohráno",
            "verloren",
            "nicht gewonnen",
            "Closed: didn't buy",
            "CANCELLED",
            "Closed - no decision",
            "wasn’t won",
        ] {
            assert_eq!(of("", text, "new business"), Ok(Fate::Lost), "{text}");
        }
        for text in
            ["Closed Won", "closedwon", "WON", "Won - signed", "Closed/Won", "Vyhráno", "gewonnen", "6 - Closed Won"]
        {
            assert_eq!(of("", text, ""), Ok(Fate::Won), "{text}");
        }
        for text in [
            "Wonder list",
            "Qualified",
            "Almost there",
            "Glossary sent",
            "Renewal offered",
            "Winter campaign",
            "Not lost",
            "Not yet decided",
        ] {
            assert_eq!(of("", text, ""), Ok(Fate::Open), "{text}");
        }
        for text in ["Closed", "Closed - paperwork"] {
            assert!(of("", text, "").is_err(), "{text} does not say how it closed");
        }
        assert!(of("won", "closed lost", "").is_err());
        for text in ["Won/Lost", "Closed won, previously lost"] {
            assert!(of("", text, "").is_err(), "{text} says both");
        }
        for text in ["Not interested", "No interest", "Unsuccessful", "not successful"] {
            assert_eq!(of("", text, ""), Ok(Fate::Lost), "{text}");
        }
        assert_eq!(of("", "Not renewed", ""), Ok(Fate::NotRenewed));
        assert!(
            fate(&["won".into(), String::new()], Some(false), Some(true), &[String::new(), String::new()]).is_err()
        );
        for kind in ["Renewables", "Existing Business", "Expansion", "Upsell"] {
            assert_eq!(of("lost", "", kind), Ok(Fate::Lost), "{kind}");
        }
    }
}
