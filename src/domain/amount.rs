//! Amounts as a person types them in a form: `240000`, `240k`, `1.2M`, `€1,234.50`.

use super::money::{Currency, LARGEST};
use super::problem::{Problem, Result};

/// The minor units that `text` means in `currency`; `None` for blank text.
pub fn read(field: &'static str, text: &str, currency: Currency) -> Result<Option<i64>> {
    let wrong = || {
        let shown = super::text::fit(text, 30);
        Problem::field(field, format!("“{shown}” is not an amount; write 240000, 240k or 1.2M."))
    };
    let plain: String = text.chars().filter(|ch| !matches!(ch, ' ' | ',' | '_' | '€' | '$' | '£' | '¥')).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let (number, factor) = match plain.char_indices().next_back() {
        Some((at, 'k' | 'K')) => (&plain[..at], 1e3),
        Some((at, 'm' | 'M')) => (&plain[..at], 1e6),
        _ => (plain.as_str(), 1.0),
    };
    if !number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-') {
        return Err(wrong());
    }
    let major: f64 = number.parse().map_err(|_| wrong())?;
    if major < 0.0 {
        return Err(Problem::field(field, format!("The {field} is negative; give zero or more.")));
    }
    let minor = (major * factor * 10f64.powi(currency.digits() as i32)).round();
    if minor > LARGEST as f64 {
        return Err(Problem::field(field, format!("The {field} is too large.")));
    }
    Ok(Some(minor as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_typed() {
        for (text, minor) in
            [("240000", 24_000_000), ("240k", 24_000_000), ("€1,234.50", 123_450), ("1.2M", 120_000_000)]
        {
            assert_eq!(read("value", text, Currency::EUR).unwrap(), Some(minor), "{text}");
        }
        assert_eq!(read("value", " ", Currency::EUR).unwrap(), None);
        for wrong in ["NaN", "-5", "lots", "1e400", "99999999999999999999"] {
            assert!(read("value", wrong, Currency::EUR).is_err(), "{wrong}");
        }
    }
}
