//! The heading of a column as words that can be compared, and the unit that stands in it.
//!
//! `ARR (USD)`, `Renewal-Date`, `Owner.Name`, `annualValue` and `# of Assignments` are written by different hands and mean what
//! the plain words mean: `arr` in dollars, `renewal date`, `owner name`, `annual value`, `assignments`.

use crate::domain::money::Currency;
use crate::domain::text::fold;

/// A heading in plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// Small letters without accents, single blanks for whatever divides words, without unit.
    pub(super) words: String,
    /// The currency that stands in it.
    pub(super) currency: Option<Currency>,
    /// By what its numbers are to be multiplied: a thousand for `k€`, a million for `in m`.
    pub(super) times: u32,
}

impl Heading {
    /// Reads a heading.
    pub(super) fn read(text: &str) -> Self {
        let spaced = apart(text.trim().trim_start_matches('\u{feff}'));
        let folded = fold(&spaced);
        let words: Vec<&str> = folded.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let says_day = words.iter().any(|word| matches!(*word, "yyyy" | "yy" | "jjjj" | "aaaa" | "rrrr" | "gggg"));
        let mut currency = sign_in(&folded);
        let is_money =
            currency.is_some() || words.iter().any(|word| unit(word).is_some_and(|(code, _)| code.is_some()));
        let (mut times, mut rest) = (1, Vec::new());
        for (at, word) in words.iter().enumerate() {
            if says_day && is_part_of_day(word) || *word == "r" && folded.contains("r$") {
                continue;
            }
            let known = unit(word).or_else(|| large(word).filter(|_| is_money).map(|factor| (None, factor)));
            let is_unit = words.len() > 1 && (at > 0 || words.len() > 2 || is_money && large(word).is_some());
            match known.filter(|_| is_unit) {
                Some((code, factor)) => {
                    currency = code.or(currency);
                    times = times.max(factor);
                }
                None => rest.push(*word),
            }
        }
        Self { words: rest.join(" "), currency, times }
    }
}

/// The heading with a blank where a small letter meets a capital, so that `renewalDate` has two words.
fn apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for ch in text.chars() {
        if before.is_lowercase() && ch.is_uppercase() {
            out.push(' ');
        }
        out.push(ch);
        before = ch;
    }
    out
}

fn sign_in(text: &str) -> Option<Currency> {
    const SIGNS: [(&str, &str); 4] = [("r$", "BRL"), ("€", "EUR"), ("£", "GBP"), ("$", "USD")];
    let code = SIGNS.iter().find(|(sign, _)| text.contains(*sign)).map(|(_, code)| *code)?;
    Currency::parse(code).ok()
}

/// A word that is a unit: a currency, thousands, or thousands of a currency.
fn unit(word: &str) -> Option<(Option<Currency>, u32)> {
    const CODES: [&str; 24] = [
        "usd", "eur", "gbp", "chf", "sek", "nok", "dkk", "czk", "pln", "huf", "ron", "jpy", "cny", "cad", "aud", "nzd",
        "inr", "brl", "mxn", "zar", "sgd", "hkd", "aed", "ils",
    ];
    let known = |code: &str| CODES.contains(&code).then(|| Currency::parse(&code.to_uppercase()).ok()).flatten();
    match word {
        "k" | "tsd" | "thousand" | "thousands" | "tausend" | "000" | "000s" | "tys" | "duizend" | "migliaia" => {
            return Some((None, 1_000));
        }
        "mio" | "million" | "millions" | "mln" | "millionen" | "miljoen" | "milioni" => return Some((None, 1_000_000)),
        "kc" => return Some((Currency::parse("CZK").ok(), 1)),
        "zl" => return Some((Currency::parse("PLN").ok(), 1)),
        "euro" | "euros" => return Some((Currency::parse("EUR").ok(), 1)),
        "dollar" | "dollars" => return Some((Currency::parse("USD").ok(), 1)),
        _ => {}
    }
    if let Some(code) = known(word) {
        return Some((Some(code), 1));
    }
    let (code, factor) = word
        .strip_prefix(['k', 't'])
        .map(|code| (code, 1_000))
        .or_else(|| Some((word.strip_prefix('m')?, 1_000_000)))?;
    Some((Some(known(code)?), factor))
}

/// A letter or two that stand for thousands or millions beside a currency, and may be anything elsewhere.
fn large(word: &str) -> Option<u32> {
    match word {
        "t" => Some(1_000),
        "m" | "mm" | "mn" => Some(1_000_000),
        _ => None,
    }
}

/// A part of the pattern of a day: `MM/DD/YYYY`.
fn is_part_of_day(word: &str) -> bool {
    matches!(word, "yyyy" | "yy" | "jjjj" | "aaaa" | "rrrr" | "gggg" | "mm" | "dd" | "tt" | "jj" | "gg" | "m" | "d")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String, u32) {
        let heading = Heading::read(text);
        (heading.words, heading.currency.map(|code| code.to_string()).unwrap_or_default(), heading.times)
    }

    #[test]
    fn headings_are_compared_by_their_words() {
        for (text, words) in [
            ("Renewal-Date", "renewal date"),
            ("Owner.Name", "owner name"),
            ("annualValue", "annual value"),
            ("RENEWAL_DATE", "renewal date"),
            ("  Date  d’échéance", "date d echeance"),
            ("E-mail 1 - Value", "e mail 1 value"),
            ("Organization - Name*", "organization name"),
            ("Kündigungsfrist", "kundigungsfrist"),
        ] {
            assert_eq!(read(text).0, words, "{text}");
        }
    }

    #[test]
    fn a_unit_in_a_heading_is_a_unit_and_no_word() {
        assert_eq!(read("ARR (USD)"), ("arr".into(), "USD".into(), 1));
        assert_eq!(read("ACV EUR"), ("acv".into(), "EUR".into(), 1));
        assert_eq!(read("Jahreswert in k€"), ("jahreswert in".into(), "EUR".into(), 1_000));
        assert_eq!(read("ARR [kEUR]"), ("arr".into(), "EUR".into(), 1_000));
        assert_eq!(read("Value £"), ("value".into(), "GBP".into(), 1));
        assert_eq!(read("ARR ($M)"), ("arr".into(), "USD".into(), 1_000_000));
        assert_eq!(read("€M ARR"), ("arr".into(), "EUR".into(), 1_000_000));
        assert_eq!(read("Wert (T€)"), ("wert".into(), "EUR".into(), 1_000));
        assert_eq!(read("ARR ($000s)"), ("arr".into(), "USD".into(), 1_000));
        assert_eq!(read("ARR in MEUR"), ("arr in".into(), "EUR".into(), 1_000_000));
        assert_eq!(read("Option M"), ("option m".into(), String::new(), 1), "a letter alone is no unit");
        assert_eq!(read("Renewal (MM/DD/YYYY)"), ("renewal".into(), String::new(), 1), "nor is the pattern of a day");
        assert_eq!(read("USD"), ("usd".into(), String::new(), 1), "a heading of one word is that word");
    }
}
