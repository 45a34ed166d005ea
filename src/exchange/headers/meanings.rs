//! What a column means, by the words of its heading and by its cells (`assets/meanings.toml`).

use super::heading::Heading;
use super::names::{bag, cores, names, squeezed, without_day, without_mail, without_phone, without_unit, year};
use crate::domain::noun::Noun;
use crate::exchange::facts::Facts;
use crate::exchange::shape::Shape;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../assets/meanings.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    meaning: Vec<AssetMeaning>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AssetMeaning {
    cells: String,
    words: Vec<String>,
    fields: BTreeMap<String, (String, f64)>,
    #[serde(default)]
    per: Option<Period>,
    /// Headings that speak against it.
    #[serde(default)]
    unless: Vec<String>,
    /// Headings that speak against it where the sheet says nothing of a term.
    #[serde(default)]
    unless_company: Vec<String>,
}

/// What an amount is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A month: twelve of them are a year.
    Month,
    /// A quarter.
    Quarter,
    /// The whole term of the contract.
    Term,
}

/// One thing that a column can say.
struct Meaning {
    cells: String,
    per: Option<Period>,
    unless: Vec<String>,
    unless_company: Vec<String>,
    /// The field it fills in each kind of row, none where it is only known there, and how much it speaks for the kind.
    fields: Vec<(Shape, Option<&'static str>, f64)>,
}

struct Dictionary {
    meanings: Vec<Meaning>,
    /// Its words as they stand, and without blanks.
    words: HashMap<String, usize>,
    squeezed: HashMap<String, usize>,
    /// Several words in any order; none where two meanings have the same.
    bags: HashMap<String, Option<usize>>,
}

impl Dictionary {
    /// The meaning of a name as it stands, or with its words run together or in another order.
    fn of(&self, name: &str) -> Option<usize> {
        let by_bag = || self.bags.get(&bag(name)).copied().flatten();
        self.words.get(name).or_else(|| self.squeezed.get(&squeezed(name))).copied().or_else(by_bag)
    }

    /// The meaning of a name without the word for what stands in the cells: a day, or the mailbox or telephone of a person.
    fn of_part(&self, name: &str) -> Option<usize> {
        let is_day = |at: &usize| self.meanings[*at].cells == "day";
        let day = without_day(name).iter().find_map(|rest| self.of(rest).filter(is_day));
        let is_span = |at: &usize| self.meanings[*at].cells == "span";
        let span = || self.of(&without_unit(name)?).filter(is_span);
        day.or_else(span)
            .or_else(|| self.whose(&without_mail(name)?, true))
            .or_else(|| self.whose(&without_phone(name)?, false))
    }

    /// The meaning of what is left of a heading without the words that only say more of it; and of several words for one
    /// thing: “Responsible CSM”, “Klant / Account”.
    fn of_core(&self, heading: &Heading) -> Option<usize> {
        let all = cores(heading);
        let known = |name: &String| self.of(name).or_else(|| self.of_part(name)).filter(|at| self.is_of_sheets(*at));
        let covered = |name: &String| {
            let words: Vec<&str> = name.split(' ').collect();
            if (2..=6).contains(&words.len()) { self.cover(&words, None) } else { None }
        };
        all.iter().find_map(known).or_else(|| all.iter().find_map(covered))
    }

    /// The one meaning of all the words, a phrase after the other.
    fn cover(&self, words: &[&str], before: Option<usize>) -> Option<usize> {
        let Some(most) = words.len().checked_sub(1) else { return before };
        (0..=most.min(3)).rev().find_map(|last| {
            let (phrase, rest) = words.split_at(last + 1);
            let at = self.of(&phrase.join(" ")).filter(|at| self.is_of_sheets(*at))?;
            let is_same = before.is_none_or(|before| self.field(before) == self.field(at));
            if is_same { self.cover(rest, before.or(Some(at))) } else { None }
        })
    }

    /// Whether it is what sheets of customers say in many words.
    fn is_of_sheets(&self, at: usize) -> bool {
        #[rustfmt::skip]
        const FIELDS: [&str; 13] = [
            "name", "value", "renewal_on", "contract_end", "contract_start", "owner", "owner_email", "contact_email", "last_touch_on", "next_step", "churned_on", "churn_reason",
            "notice_days",
        ];
        self.field(at).is_some_and(|field| FIELDS.contains(&field))
    }

    /// The field that it fills in rows of accounts.
    fn field(&self, at: usize) -> Option<&'static str> {
        let accounts = Shape::Of(Noun::Accounts);
        self.meanings[at].fields.iter().find(|(shape, _, _)| *shape == accounts).and_then(|(_, field, _)| *field)
    }

    /// Whose mailbox or telephone it is: our team, or the customer's.
    fn whose(&self, rest: &str, is_mail: bool) -> Option<usize> {
        let whose = bag(rest);
        let meaning = names(&Heading::read(&whose)).iter().chain([&rest.to_owned()]).find_map(|name| self.of(name))?;
        match (self.field(meaning), is_mail) {
            (Some("owner"), true) => self.of("owner email"),
            (Some("contact_name" | "name"), true) => self.of("contact email"),
            (Some("contact_name" | "name"), false) => self.of("contact phone"),
            _ => None,
        }
    }
}

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    // The table is compiled in and read by a test.
    let asset = toml::from_str::<Asset>(TABLE).map(|asset| asset.meaning).unwrap_or_default();
    let mut dictionary =
        Dictionary { meanings: Vec::new(), words: HashMap::new(), squeezed: HashMap::new(), bags: HashMap::new() };
    for one in asset {
        let fields = one.fields.iter().filter_map(|(word, (field, weight))| {
            let shape = Shape::read(word).ok()?;
            let field = if field == "-" { None } else { Some(shape.column(field)?.name) };
            Some((shape, field, *weight))
        });
        let meaning = Meaning {
            fields: fields.collect(),
            cells: one.cells,
            per: one.per,
            unless: one.unless,
            unless_company: one.unless_company,
        };
        for word in one.words {
            let at = dictionary.meanings.len();
            dictionary.squeezed.entry(squeezed(&word)).or_insert(at);
            let known = dictionary.bags.entry(bag(&word)).or_insert(Some(at));
            *known = known.filter(|known| *known == at);
            dictionary.words.insert(word, at);
        }
        dictionary.meanings.push(meaning);
    }
    dictionary
});

/// What a column means in rows of one kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sense {
    /// The field it fills; none: it is known, and kept as it is.
    pub(super) field: Option<&'static str>,
    /// How much it speaks for rows of this kind.
    pub(super) weight: f64,
    /// What an amount is paid for, where it is not a year.
    pub(super) per: Option<Period>,
    /// Whether the heading is only close to a known word, or that word with others around it.
    pub(super) is_guess: bool,
}

/// A column whose heading was looked up once.
#[derive(Debug, Clone)]
pub(super) struct Looked {
    /// Its heading.
    pub(super) heading: Heading,
    /// What it may be called.
    names: Vec<String>,
    meaning: Option<usize>,
    /// The heading is close to a known word, and not that word.
    is_close: bool,
    /// The heading is a known word once words that add nothing are taken away.
    is_reduced: bool,
    /// The year that it names: of several the latest is what is meant.
    year: Option<u32>,
}

/// Looks a heading up: as it is, without idle words, then as a word that is one letter off.
pub(super) fn look_up(text: &str) -> Looked {
    let heading = Heading::read(text);
    let all = names(&heading);
    let exact = all.iter().find_map(|name| DICTIONARY.of(name));
    let exact = exact.or_else(|| all.iter().find_map(|name| DICTIONARY.of_part(name)));
    let exact = exact.or_else(|| DICTIONARY.of_core(&heading));
    let near = |name: &String| {
        let near = |word: &&String| word.len() >= 6 && may_be_near(word, name) && strsim::osa_distance(word, name) == 1;
        let found = || DICTIONARY.words.keys().filter(near).min().and_then(|word| DICTIONARY.words.get(word)).copied();
        if name.len() < 6 { None } else { found() }
    };
    let close = || all.first().and_then(near);
    let meaning = exact.or_else(close);
    let year = heading.words.split(' ').find_map(year);
    let is_close = exact.is_none() && meaning.is_some();
    let is_reduced = !DICTIONARY.words.contains_key(&heading.words);
    Looked { names: all, heading, meaning, is_close, is_reduced, year }
}

/// Whether two words may be one letter apart, told at once: but for a letter or two they begin and end alike.
fn may_be_near(one: &str, other: &str) -> bool {
    let most = one.len().max(other.len());
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let alike = |(a, b): &(u8, u8)| a == b;
    let before = one.bytes().zip(other.bytes()).take_while(alike).count();
    let after = one.bytes().rev().zip(other.bytes().rev()).take_while(alike).count();
    before + after + 2 >= most
}

impl Looked {
    /// Whether the dictionary has the heading.
    pub(super) fn is_known(&self) -> bool {
        self.meaning.is_some()
    }

    /// The field that it fills in rows of accounts.
    fn field(&self) -> Option<&'static str> {
        DICTIONARY.field(self.meaning?)
    }

    /// Whether the heading names a day or an amount of rows of `shape`, and no cell can be read as one.
    pub(super) fn is_unfit(&self, shape: Shape, facts: &Facts) -> bool {
        let Some(meaning) = self.meaning.map(|at| &DICTIONARY.meanings[at]) else { return false };
        let fills = meaning.fields.iter().any(|(of, field, _)| *of == shape && field.is_some());
        fills
            && facts.filled > 0
            && matches!(meaning.cells.as_str(), "day" | "amount" | "number")
            && !self.is_fitted(meaning, facts)
    }

    /// Whether the cells are what the meaning says; under a heading that says so to the letter fewer of them need be days.
    fn is_fitted(&self, meaning: &Meaning, facts: &Facts) -> bool {
        let says_days = meaning.cells == "day" && !self.is_close && !self.is_reduced;
        facts.fit(&meaning.cells) || says_days && facts.fit_a_heading_of_days()
    }

    /// What the column means in rows of `shape`, unless its cells or the other headings (`all`) speak against it.
    pub(super) fn sense(&self, shape: Shape, facts: &Facts, all: &[Looked]) -> Option<Sense> {
        let meaning = &DICTIONARY.meanings[self.meaning?];
        let (_, field, weight) = *meaning.fields.iter().find(|(of, _, _)| *of == shape)?;
        let beside = |word: &String| all.iter().any(|other| other.names.contains(word));
        // Whoever's mailbox stands beside is a person, and no company.
        let is_person = field == Some("name") && shape == Shape::Of(Noun::Accounts) && facts.are_people();
        let has_term = || all.iter().any(|other| matches!(other.field(), Some("renewal_on" | "contract_end")));
        let describes = meaning.unless_company.iter().any(beside) && !has_term();
        if describes || meaning.unless.iter().any(beside) || !self.is_fitted(meaning, facts) || is_person {
            return None;
        }
        let weight = if self.is_close { weight * 0.8 } else { weight };
        // What is called so to the letter goes before what is only called much like it.
        let weight =
            weight - if self.is_reduced { 0.001 } else { 0.0 } + f64::from(self.year.unwrap_or_default()) * 1e-7;
        Some(Sense { field, weight, per: meaning.per, is_guess: self.is_close || self.is_reduced })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_is_whole() {
        let asset: Asset = toml::from_str(TABLE).unwrap();
        for meaning in asset.meaning {
            for (word, (field, _)) in &meaning.fields {
                let shape = Shape::read(word).unwrap();
                assert!(field == "-" || shape.column(field).is_some(), "{word} have no {field}");
            }
            for word in &meaning.words {
                assert_eq!(&Heading::read(word).words, word, "words stand in the dictionary as headings are read");
            }
        }
    }

    #[test]
    fn a_word_is_known_in_many_dresses_and_one_letter_off() {
        let accounts = Shape::read("accounts").unwrap();
        let field = |text: &str| {
            let looked = look_up(text);
            looked.sense(accounts, &Facts::default(), &[]).and_then(|sense| sense.field)
        };
        for (text, wanted) in [
            ("Renewal-Date", "renewal_on"),
            ("Next Renewal Date", "renewal_on"),
            ("Renewel Date", "renewal_on"),
            ("ARR (USD)", "value"),
            ("Account ARR", "value"),
            ("Kündigungsdatum", "churned_on"),
            ("Raison Sociale", "name"),
            ("Customer Success Manager", "owner"),
        ] {
            assert_eq!(field(text), Some(wanted), "{text}");
        }
        assert_eq!(field("Colour"), None);
    }

    #[test]
    fn what_stands_beside_a_column_can_speak_against_it() {
        let accounts = Shape::read("accounts").unwrap();
        let all = ["Account", "Revenue", "Employees"].map(look_up);
        assert_eq!(all[1].sense(accounts, &Facts::default(), &all), None, "their own turnover");
        assert!(all[1].sense(accounts, &Facts::default(), &all[..2]).is_some());
        let all = ["Cliente", "Ingresos anuales", "Ciudad", "Vencimiento"].map(look_up);
        assert!(all[1].sense(accounts, &Facts::default(), &all).is_some(), "a sheet with a term says what they pay");
        assert_eq!(all[1].sense(accounts, &Facts::default(), &all[..3]), None, "a list of companies their turnover");
    }
}
