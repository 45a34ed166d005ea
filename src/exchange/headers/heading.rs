//! The heading of a column as words that can be compared, and the unit that stands in it.
//!
//! `ARR (USD)`, `Renewal-Date`, `Owner.Name`, `annualValue` and `# of Seats` are written by different hands and mean what
//! the plain words mean: `arr` in dollars, `renewal date`, `owner name`, `annual value`, `seats`.

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
        let (mut currency, mut times, mut rest) = (sign_in(&folded), 1, Vec::new());
        for (at, word) in words.iter().enumerate() {
            let unit = unit(word).filter(|_| words.len() > 1 && (at > 0 || words.len() > 2));
            match unit {
                Some((code, factor)) => {
                    currency = code.or(currency);
                    times = times.max(factor);
                }
                None => rest.push(*word),
            }
        }
        Self { words: rest.join(" "), currency, times }
    }

    /// What the heading may be called: as it is, then without words that add nothing, then without what merely says whose
    /// column it is.
    pub(super) fn names(&self) -> Vec<String> {
        const IDLE: [&str; 14] =
            ["of", "the", "a", "our", "current", "latest", "in", "de", "del", "der", "des", "du", "la", "c"];
        const WHOSE: [&str; 9] = [
            "account",
            "customer",
            "client",
            "company",
            "organization",
            "organisation",
            "next",
            "property",
            "upcoming",
        ];
        let words: Vec<&str> = self.words.split(' ').collect();
        let plain: Vec<&str> = words.iter().copied().filter(|word| !IDLE.contains(word)).collect();
        let mut names = vec![self.words.clone(), plain.join(" ")];
        if let Some((first, rest)) = plain.split_first()
            && WHOSE.contains(first)
            && !matches!(rest, [] | ["name" | "id" | "number" | "type" | "status" | "no" | "nr" | "code"])
        {
            names.push(rest.join(" "));
        }
        names.retain(|name| !name.is_empty());
        names.dedup();
        names
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
    const SIGNS: [(char, &str); 3] = [('€', "EUR"), ('£', "GBP"), ('$', "USD")];
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
        "k" | "tsd" | "thousand" | "thousands" | "tausend" => return Some((None, 1_000)),
        "mio" | "million" | "millions" | "mln" => return Some((None, 1_000_000)),
        "euro" | "euros" => return Some((Currency::parse("EUR").ok(), 1)),
        "dollar" | "dollars" => return Some((Currency::parse("USD").ok(), 1)),
        _ => {}
    }
    if let Some(code) = known(word) {
        return Some((Some(code), 1));
    }
    let code = word.strip_prefix(['k', 't']).and_then(known)?;
    Some((Some(code), 1_000))
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
        assert_eq!(read("USD"), ("usd".into(), String::new(), 1), "a heading of one word is that word");
    }

    #[test]
    fn words_that_add_nothing_do_not_matter() {
        assert!(Heading::read("# of Seats").names().contains(&"seats".to_owned()));
        assert!(Heading::read("Account ARR").names().contains(&"arr".to_owned()));
        assert!(Heading::read("Next Renewal Date").names().contains(&"renewal date".to_owned()));
        assert!(!Heading::read("Customer ID").names().contains(&"id".to_owned()));
    }
}
