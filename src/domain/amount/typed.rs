//! Amounts as words typed into a form, where no column says how they are written.

use super::{Amount, Style, read};
use crate::domain::money::{Currency, LARGEST};
use crate::domain::problem::{Problem, Result};
use crate::domain::text::fit;

/// The minor units that words typed into a form mean in `currency`; `None` for blank words. What may be thousands or
/// decimals is refused with both spellings, as is a currency beside the number that is another one.
pub fn typed(field: &'static str, text: &str, currency: Currency) -> Result<Option<i64>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let example = "write 240000, 240k, 1.2M or 1234.50";
    let amount = undoubted(field, text, "an amount", example)?;
    if let Some(word) = amount.currency {
        let beside = Currency::named(word, currency).map_err(|problem| Problem::field(field, problem.sentence))?;
        if beside != currency {
            let shown = fit(text, 30);
            let sentence = format!(
                "“{shown}” is in {beside}, but this amount is in {currency}; change the currency, or write it in {currency}."
            );
            return Err(Problem::field(field, sentence));
        }
    }
    if amount.negative {
        return Err(Problem::field(field, format!("The {field} is negative; give zero or more.")));
    }
    match amount.number.units(currency.digits()) {
        Some(minor) if minor <= LARGEST => Ok(Some(minor)),
        _ => Err(Problem::field(field, format!("The {field} is too large."))),
    }
}

/// The number that words typed into a form mean, such as an exchange rate; doubt is refused as in [`typed`].
pub fn typed_number(field: &'static str, text: &str) -> Result<f64> {
    let amount = undoubted(field, text, "a number", "write it as 0.92")?;
    if amount.currency.is_some() {
        return Err(Problem::field(
            field,
            format!("“{}” has a currency beside it; write the number alone.", fit(text, 30)),
        ));
    }
    Ok(amount.number.float())
}

/// The one reading of a number that stands alone.
fn undoubted<'a>(field: &'static str, text: &'a str, what: &str, example: &str) -> Result<Amount<'a>> {
    let shown = fit(text, 30);
    if let Some([one, two]) = two_readings(text) {
        return Err(Problem::field(field, format!("“{shown}” may be {one} or {two}; write one of these.")));
    }
    let amount = read(text, Style::Point).or_else(|| read(text, Style::Comma));
    amount.ok_or_else(|| Problem::field(field, format!("“{shown}” is not {what}; {example}.")))
}

/// The two numbers that words may mean, in spellings that mean one; `None`: there is no doubt.
pub fn two_readings(text: &str) -> Option<[String; 2]> {
    let (one, two) = (read(text, Style::Point)?.number, read(text, Style::Comma)?.number);
    (!one.is_same(two)).then(|| [one.plain(), two.plain()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_amounts_are_read_as_written_or_refused() {
        let kept = |text: &str, currency: Currency| typed("value", text, currency);
        #[rustfmt::skip]
        let all = [
            ("240000", 24_000_000), ("240k", 24_000_000), ("€1,234.50", 123_450), ("1.234,50", 123_450), ("1234,50", 123_450),
            ("2,5k", 250_000), ("2.5k", 250_000), ("1,5M", 150_000_000), ("1.2 M", 120_000_000), ("1.234.567", 123_456_700),
            ("1,234,567", 123_456_700), ("12 000", 1_200_000), ("12_000", 1_200_000), ("12,34,567.5", 123_456_750),
            ("500 Euro", 50_000), ("500 euros", 50_000), ("EUR 500", 50_000), ("€ 500 EUR", 50_000), ("0.5", 50), (",5", 50),
            ("1.2340", 123), ("0.123", 12), ("1234.567", 123_457),
        ];
        for (text, minor) in all {
            assert_eq!(kept(text, Currency::EUR).unwrap(), Some(minor), "{text}");
        }
        assert_eq!(kept(" ", Currency::EUR).unwrap(), None);
        let wrong = [
            "NaN",
            "-5",
            "-0",
            "(5)",
            "lots",
            "1e400",
            "99999999999999999999",
            "1,2,3",
            "1.2.3",
            "2 5",
            "1,23,45",
            "€",
            "12 apples",
            "5 mil",
        ];
        for text in wrong {
            assert!(kept(text, Currency::EUR).is_err(), "{text}");
        }
        for (text, both) in [
            ("12.000", ["12000", "12"]),
            ("1,234", ["1234", "1.2340"]),
            ("1.250k", ["1250000", "1250"]),
            ("$12.000", ["12000", "12"]),
        ] {
            let sentence = kept(text, Currency::EUR).unwrap_err().sentence;
            assert!(both.iter().all(|one| sentence.contains(one)), "{sentence}");
            for one in both {
                assert!(kept(one, Currency::EUR).is_ok(), "what is offered can be typed: {one}");
            }
        }
    }

    #[test]
    fn a_sign_beside_a_typed_amount_is_that_of_its_currency_or_refused() {
        let currency = |code: &str| Currency::parse(code).unwrap();
        #[rustfmt::skip]
        let signs = [
            ("zł", "PLN"), ("₹", "INR"), ("A$", "AUD"), ("C$", "CAD"), ("kr", "SEK"), ("kr", "NOK"), ("kr", "DKK"), ("CHF", "CHF"),
            ("Fr.", "CHF"), ("£", "GBP"), ("¥", "JPY"), ("¥", "CNY"), ("R$", "BRL"), ("$", "USD"), ("$", "CAD"), ("Kč", "CZK"),
            ("US$", "USD"), ("HK$", "HKD"), ("Euro", "EUR"), ("euros", "EUR"), ("US Dollar", "USD"),
        ];
        for (sign, code) in signs {
            for text in [format!("{sign}400"), format!("{sign} 400"), format!("400 {sign}"), format!("0.4k {sign}")] {
                let minor = 400 * 10_i64.pow(currency(code).digits());
                assert_eq!(typed("value", &text, currency(code)).unwrap(), Some(minor), "{text} in {code}");
                let other = if code == "EUR" { "USD" } else { "EUR" };
                assert!(typed("value", &text, currency(other)).is_err(), "{text} in {other}");
            }
        }
        assert!(typed("value", "¢500", Currency::EUR).is_err());
    }

    #[test]
    fn a_typed_rate_goes_by_the_same_rule() {
        for (text, rate) in [("0,92", 0.92), ("0.92", 0.92), ("149.25", 149.25), ("0,006", 0.006), ("1.2340", 1.234)] {
            assert_eq!(typed_number("rate", text), Ok(rate), "{text}");
        }
        for wrong in ["1.234", "1,234", "", "x", "€1"] {
            assert!(typed_number("rate", wrong).is_err(), "{wrong}");
        }
    }
}
