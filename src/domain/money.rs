//! Money in minor units (cents) with its ISO 4217 code.

use super::problem::{Problem, Result};
use super::text::grouped;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

/// An ISO 4217 currency code: three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Currency([u8; 3]);

/// The signs and names of currencies, each with those that it may stand for.
struct Named {
    signs: HashMap<&'static str, (&'static str, &'static str)>,
    /// The most bytes of one, accents and a point behind it counted.
    longest: usize,
}

static NAMED: LazyLock<Named> = LazyLock::new(|| {
    let mut signs = HashMap::new();
    for one in SIGNS {
        for name in one.0.split('|') {
            signs.entry(name).or_insert(*one);
        }
    }
    let longest = signs.keys().map(|name| name.len()).max().unwrap_or_default() * 3 + 1;
    Named { signs, longest }
});

impl Currency {
    /// The euro, the default of a new book.
    pub const EUR: Currency = Currency(*b"EUR");

    /// Reads a code such as `EUR`, a sign such as `€` or a name such as `US Dollar`. A sign that several currencies have,
    /// as `kr`, is refused with their codes unless one of them is usual.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        if let Some(known) = Self::of_code(text) {
            return Ok(known);
        }
        let shown = super::text::fit(text, 20);
        let Some((_, codes)) = Self::sign_named(text) else {
            let sentence = format!("“{shown}” is not a currency; use a three-letter code such as EUR.");
            return Err(Problem::field("currency", sentence));
        };
        match codes.strip_prefix(ASKED) {
            Some(several) => {
                let sentence = format!("“{shown}” may be {}; write the code.", several.replace(' ', " or "));
                Err(Problem::field("currency", sentence))
            }
            None => Self::parse(codes.split(' ').next().unwrap_or(codes)),
        }
    }

    /// The currency that `text` names beside an amount in `expected`: of a sign that several have, that one if it is among
    /// them.
    pub fn named(text: &str, expected: Self) -> Result<Self> {
        let codes = Self::sign_named(text.trim()).map_or("", |(_, codes)| codes.trim_start_matches(ASKED));
        if codes.split(' ').any(|code| code == expected.code()) { Ok(expected) } else { Self::parse(text) }
    }

    /// Whether `text` is a code, sign or name of a currency, or of several.
    pub fn is_word(text: &str) -> bool {
        Self::of_code(text.trim()).is_some() || Self::sign_named(text.trim()).is_some()
    }

    fn of_code(text: &str) -> Option<Self> {
        let code: [u8; 3] = text.as_bytes().try_into().ok()?;
        let code = code.map(|byte| byte.to_ascii_uppercase());
        CODES.split(' ').any(|known| known.as_bytes() == code).then_some(Self(code))
    }

    fn sign_named(text: &str) -> Option<(&'static str, &'static str)> {
        // Asked of every cell that may be an amount: most are longer than any sign or name.
        if text.len() > NAMED.longest {
            return None;
        }
        let plain = super::text::fold(text);
        NAMED.signs.get(plain.trim_end_matches('.')).copied()
    }

    /// The code, such as `EUR`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// How many minor units digits it has: 2 for the euro, 0 for the yen.
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// What stands before an amount: `€`, `$`, `£`, or the code and a space.
    pub fn sign(&self) -> String {
        match &self.0 {
            b"EUR" => "€".into(),
            b"USD" => "$".into(),
            b"GBP" => "£".into(),
            b"JPY" => "¥".into(),
            _ => format!("{} ", self.code()),
        }
    }
}

/// Marks signs of which none of the currencies is usual.
const ASKED: &str = "?";

/// Signs and names as they are written, folded and without a final point, and the currencies that bear them: the usual one
/// first, or all of them asked about.
#[rustfmt::skip]
const SIGNS: &[(&str, &str)] = &[
    ("€|euro|euros", "EUR"),
    ("$|dollar|dollars", "USD CAD AUD NZD SGD HKD MXN TWD CLP COP ARS"),
    ("us$|us dollar|us dollars|u.s. dollar|u.s. dollars|american dollar", "USD"),
    ("a$|au$|australian dollar|australian dollars", "AUD"),
    ("c$|ca$|can$|canadian dollar|canadian dollars", "CAD"),
    ("nz$|new zealand dollar", "NZD"), ("s$|sg$|singapore dollar", "SGD"), ("hk$|hong kong dollar", "HKD"),
    ("nt$|new taiwan dollar", "TWD"), ("mx$|mex$|mexican peso", "MXN"), ("r$|real|brazilian real|reais", "BRL"),
    ("£|pound|pounds", "GBP EGP"), ("pound sterling|pounds sterling|sterling|british pound|gb£|uk pound", "GBP"),
    ("¥|円", "JPY CNY"), ("yen|japanese yen|jp¥", "JPY"), ("元|yuan|chinese yuan|renminbi|rmb|cn¥", "CNY"),
    ("₹|indian rupee|indian rupees", "INR"), ("rs|rupee|rupees", "?INR PKR LKR NPR MUR"),
    ("zl|zloty|polish zloty", "PLN"), ("kc|koruna|czech koruna", "CZK"),
    ("kr", "?SEK NOK DKK ISK"), ("krone|kroner", "?NOK DKK"), ("krona|kronor", "?SEK ISK"),
    ("skr|swedish krona", "SEK"), ("nkr|norwegian krone", "NOK"), ("dkr|danish krone", "DKK"),
    ("fr", "CHF"), ("sfr|swiss franc|swiss francs|franken|schweizer franken", "CHF"),
    ("ft|forint|hungarian forint", "HUF"), ("lei|leu|romanian leu", "RON"), ("лв|lev|bulgarian lev", "BGN"),
    ("₽|ruble|russian ruble", "RUB"), ("₺|tl|turkish lira", "TRY"), ("₩|won", "KRW"), ("₪|shekel", "ILS"),
    ("₴|hryvnia", "UAH"), ("₫|dong", "VND"), ("฿|baht", "THB"), ("₱|philippine peso", "PHP"), ("₦|naira", "NGN"),
    ("r|rand", "ZAR"), ("rm|ringgit", "MYR"), ("rp|rupiah", "IDR"), ("dh|dirham", "?AED MAD"), ("peso|pesos", "?MXN ARS CLP COP PHP"),
];

/// The codes of ISO 4217 that are in circulation.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD \
HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD \
MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON \
RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX \
USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

impl TryFrom<String> for Currency {
    type Error = Problem;
    fn try_from(text: String) -> Result<Self> {
        Currency::parse(&text)
    }
}

/// The largest amount the book holds, in minor units: nine hundred trillion cents.
pub const LARGEST: i64 = 90_000_000_000_000_000;

/// An amount in minor units of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: cents for the euro, yen for the yen.
    pub minor: i64,
    /// Its currency.
    pub currency: Currency,
}

impl Money {
    /// `minor` units of `currency`.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The amount in major units, for JSON.
    pub fn major(self) -> f64 {
        self.minor as f64 / 10f64.powi(self.currency.digits() as i32)
    }

    /// The amount as a plain decimal, exact: `1234.50`, `-3`, for files.
    pub fn decimal(self) -> String {
        decimal(self.minor, self.currency.digits())
    }

    /// Short, for lists, of what may be unknown: `€240k`, `–`.
    pub fn short_or_unknown(minor: Option<i64>, currency: Currency) -> String {
        minor.map_or_else(|| "–".to_owned(), |minor| Self::new(minor, currency).short())
    }

    /// Short, for lists: `€240k`, `€1.2M`, `€950`.
    pub fn short(self) -> String {
        let major = self.major();
        let (sign, size) = (if major < 0.0 { "-" } else { "" }, major.abs());
        let body = match size {
            _ if size >= 999_500_000.0 => format!("{}B", trim(size / 1e9)),
            _ if size >= 999_500.0 => format!("{}M", trim(size / 1e6)),
            _ if size >= 9_999.5 => format!("{:.0}k", size / 1e3),
            _ if size >= 1_000.0 => format!("{}k", trim(size / 1e3)),
            _ => format!("{size:.0}"),
        };
        format!("{sign}{}{body}", self.currency.sign())
    }

    /// In full, for detail: `€1,234,500`, cents only where there are any.
    pub fn long(self) -> String {
        let plain = decimal(self.minor.abs(), self.currency.digits());
        let (whole, cents) = plain.split_once('.').map_or((plain.as_str(), ""), |(whole, cents)| (whole, cents));
        let cents = if cents.bytes().all(|digit| digit == b'0') { String::new() } else { format!(".{cents}") };
        format!("{}{}{}{cents}", if self.minor < 0 { "-" } else { "" }, self.currency.sign(), grouped(whole))
    }
}

fn trim(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

fn decimal(minor: i64, digits: u32) -> String {
    if digits == 0 {
        return minor.to_string();
    }
    let unit = 10i64.pow(digits);
    let (whole, part) = (minor.unsigned_abs() / unit as u64, minor.unsigned_abs() % unit as u64);
    let sign = if minor < 0 { "-" } else { "" };
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:0width$}", width = digits as usize) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euro(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    #[test]
    fn money_is_short_in_lists_and_long_in_detail() {
        assert_eq!(euro(24_000_000).short(), "€240k");
        assert_eq!(euro(124_000_000).short(), "€1.2M");
        assert_eq!(euro(420_000).short(), "€4.2k");
        assert_eq!(euro(95_000).short(), "€950");
        assert_eq!(euro(99_999_900).short(), "€1M");
        assert_eq!(euro(123_450_000).long(), "€1,234,500");
        assert_eq!(euro(-123_456).long(), "-€1,234.56");
        assert_eq!(Money::new(1500, Currency::parse("jpy").unwrap()).long(), "¥1,500");
    }

    #[test]
    fn files_get_exact_decimals() {
        assert_eq!(euro(123_450).decimal(), "1234.50");
        assert_eq!(euro(-5).decimal(), "-0.05");
        assert_eq!(euro(500).decimal(), "5");
    }

    #[test]
    fn unknown_currencies_are_refused() {
        assert!(Currency::parse("EUROPE").is_err());
        assert!(Currency::parse("").is_err());
        assert!(Currency::parse("kr").unwrap_err().sentence.contains("SEK or NOK or DKK"));
        let sek = Currency::parse("sek").unwrap();
        assert_eq!((Currency::named("kr", sek).unwrap(), Currency::named("$", sek).unwrap().code()), (sek, "USD"));
        for (names, codes) in SIGNS {
            let all = names.split('|').chain(codes.trim_start_matches(ASKED).split(' '));
            assert!(all.clone().all(|name| super::super::text::fold(name) == name.to_lowercase()), "{names}");
            assert!(all.clone().all(Currency::is_word), "{names} {codes}");
        }
        assert!(Currency::parse("XYZ").is_err());
        assert_eq!(Currency::parse("€").unwrap(), Currency::EUR);
    }
}
