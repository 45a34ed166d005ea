//! Custom fields: what files say beyond the fields that records have, kept as it was written.

use super::account::Account;
use super::amount::{Style, read, two_readings};
use super::contact::Contact;
use super::contract::Contract;
use super::day::Day;
use super::id::Id;
use super::issue::Issue;
use super::opportunity::Opportunity;
use super::problem::{Problem, Result};
use super::record::record;
use super::touch::Touch;
use serde_json::Value as Json;

record! {
    /// A field of the customer's own, under the heading that their file gives it: of an account, or of one of its records.
    CustomField: CustomFields {
        account: Id<Account> = "Account" [needed natural];
        contact: Option<Id<Contact>> = "Contact" [natural part] hint "Blank: a field of the account";
        contract: Option<Id<Contract>> = "Contract" [natural part];
        opportunity: Option<Id<Opportunity>> = "Opportunity" [natural part];
        issue: Option<Id<Issue>> = "Issue" [natural part];
        touch: Option<Id<Touch>> = "Touch" [natural part];
        name: String as HEADING = "Name" [needed natural] hint "As the file calls it: Segment";
        value: String as LINES = "Value" [needed];
    }
    title |it| it.name.clone();
    rules Self::fits;
}

impl CustomField {
    /// Whether it is a field of the account itself, and not of one of its records.
    pub fn is_of_account(&self) -> bool {
        self.owners() == 0
    }

    /// Whether it is a field of the same account, contact, contract … as another.
    pub fn has_owner_of(&self, other: &Self) -> bool {
        let owner = |it: &Self| (it.account, it.contact, it.contract, it.opportunity, it.issue, it.touch);
        owner(self) == owner(other)
    }

    fn owners(&self) -> usize {
        let owners = [
            self.contact.is_some(),
            self.contract.is_some(),
            self.opportunity.is_some(),
            self.issue.is_some(),
            self.touch.is_some(),
        ];
        owners.into_iter().filter(|is_named| *is_named).count()
    }

    fn fits(&self) -> Result<()> {
        if self.owners() > 1 {
            return Err(Problem::input("A custom field belongs to one record; name one of them, or none."));
        }
        Ok(())
    }
}

/// What a text is by the look of it: how a custom field is aligned, compared and written to JSON. The book keeps the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Typed<'t> {
    /// A number that can be read in one way, and is no code: `90`, `1,234,500.5`, not `007` or `12.500`.
    Number(f64),
    /// A day as our own files write it: `2026-11-22`.
    Day(Day),
    /// Yes or no.
    Flag(bool),
    /// Anything else.
    Text(&'t str),
}

/// The most digits of a number that keeps its last one.
const DIGITS: usize = 15;

/// What this text is; see [`Typed`].
pub fn typed(text: &str) -> Typed<'_> {
    let plain = text.trim();
    if let Some(number) = number(plain) {
        return Typed::Number(number);
    }
    if let Ok(day) = Day::parse(plain) {
        return Typed::Day(day);
    }
    match plain.to_ascii_lowercase().as_str() {
        "yes" | "true" => Typed::Flag(true),
        "no" | "false" => Typed::Flag(false),
        _ => Typed::Text(text),
    }
}

/// A number that loses nothing when it is written as one; a code with leading zeros, or a longer one, is no number.
fn number(text: &str) -> Option<f64> {
    if !text.ends_with(|ch: char| ch.is_ascii_digit()) || two_readings(text).is_some() {
        return None;
    }
    let digits = text.trim_start_matches(['-', '+', '−']);
    let is_code = digits.starts_with('0') && digits[1..].starts_with(|ch: char| ch.is_ascii_digit());
    if is_code || text.starts_with('+') || digits.chars().filter(char::is_ascii_digit).count() > DIGITS {
        return None;
    }
    let amount = read(text, Style::Point).or_else(|| read(text, Style::Comma))?;
    amount.currency.is_none().then(|| amount.number.float())
}

impl Typed<'_> {
    /// As JSON: a number, a flag, else the text; a day is its text.
    pub fn json(self) -> Json {
        match self {
            Typed::Number(number) => json_number(number),
            Typed::Flag(flag) => Json::Bool(flag),
            Typed::Day(day) => Json::String(day.to_string()),
            Typed::Text(text) => Json::String(text.to_owned()),
        }
    }
}

/// A number as JSON: without decimals where it has none.
pub fn json_number(number: f64) -> Json {
    if number.fract() == 0.0 && number.abs() < 1e15 { Json::from(number as i64) } else { Json::from(number) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_something_and_a_number_is_the_one_that_is_written(text in "\\PC{0,12}", number in -1_000_000i32..1_000_000) {
            let is_text = matches!(typed(&text), Typed::Text(same) if same == text);
            prop_assert!(is_text || typed(&text).json() == typed(text.trim()).json());
            let (whole, quarters) = (number.to_string(), f64::from(number) / 4.0);
            prop_assert_eq!(typed(&whole), Typed::Number(f64::from(number)));
            prop_assert_eq!(typed(&whole).json().to_string(), whole);
            let decimals = format!("{quarters:.2}");
            prop_assert_eq!(typed(&decimals), Typed::Number(quarters));
        }
    }

    #[test]
    fn a_text_is_what_it_looks_like_and_loses_nothing() {
        for (text, number) in [
            ("90", 90.0),
            (" 12.5 ", 12.5),
            ("12,5", 12.5),
            ("-3", -3.0),
            ("1,234,500", 1_234_500.0),
            ("1,234.50", 1234.5),
            ("0", 0.0),
            ("0.25", 0.25),
        ] {
            assert_eq!(typed(text), Typed::Number(number), "{text}");
        }
        assert_eq!(typed("2026-11-22"), Typed::Day(Day::parse("2026-11-22").unwrap()));
        assert_eq!(typed("Yes"), Typed::Flag(true));
        assert_eq!(typed("FALSE"), Typed::Flag(false));
        for text in [
            "",
            "Enterprise",
            "007",
            "12.500",
            "1,234",
            "+49 30 1234",
            "12345678901234567",
            "€90",
            "90 %",
            "1e5",
            "NaN",
            "inf",
            "05/06/2026",
            "not yes",
            "-",
        ] {
            assert_eq!(typed(text), Typed::Text(text), "{text}");
        }
    }

    #[test]
    fn json_has_numbers_flags_and_texts() {
        assert_eq!(typed("90").json(), serde_json::json!(90));
        assert_eq!(typed("0.5").json(), serde_json::json!(0.5));
        assert_eq!(typed("yes").json(), serde_json::json!(true));
        assert_eq!(typed("2026-11-22").json(), serde_json::json!("2026-11-22"));
        assert_eq!(typed("mid-market").json(), serde_json::json!("mid-market"));
    }

    #[test]
    fn a_custom_field_belongs_to_one_record() {
        let of_account = CustomField { account: Id::new(1), name: "Segment".into(), ..CustomField::default() };
        let of_contact = CustomField { contact: Some(Id::new(2)), ..of_account.clone() };
        assert!(of_account.is_of_account() && !of_contact.is_of_account());
        assert!(of_account.fits().is_ok() && of_contact.fits().is_ok());
        assert!(!of_account.has_owner_of(&of_contact));
        assert!(CustomField { touch: Some(Id::new(3)), ..of_contact }.fits().is_err());
    }
}
