//! Numbers and amounts of money as people write them: one reader for cells of files and for words typed into forms.
//!
//! `1.234,50` and `1,234.50` speak for themselves; `1.234` does not. In a file the whole column decides by [`Evidence`]
//! whether the comma or the point divides off the decimals; typed alone, it is refused by [`typed`] with both spellings.

mod typed;

pub use typed::{two_readings, typed, typed_number};

use super::money::Currency;

/// What divides off the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `1,234.50`.
    Point,
    /// `1.234,50`.
    Comma,
}

/// What the cells of a column say about their style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    point: bool,
    comma: bool,
    open: bool,
    /// Cells such as `90.000` and `90,000`: decimals or thousands.
    open_point: bool,
    open_comma: bool,
    /// Some cell has three decimals and more beyond doubt.
    is_fine: bool,
}

impl Evidence {
    /// Takes in one cell.
    pub fn see(&mut self, cell: &str) {
        if !cell.contains(['.', ',']) {
            return;
        }
        if let (Some(point), Some(comma)) = (cell.rfind('.'), cell.rfind(',')) {
            let behind = cell[point.max(comma) + 1..].bytes().take_while(u8::is_ascii_digit).count();
            self.is_fine |= behind > 2;
        }
        match (cell.rfind('.'), cell.rfind(',')) {
            (Some(point), Some(comma)) if point > comma => self.point = true,
            (Some(_), Some(_)) => self.comma = true,
            (Some(at), None) => self.single(cell, at, '.'),
            (None, Some(at)) => self.single(cell, at, ','),
            (None, None) => {}
        }
    }

    /// A cell with one kind of divider, last at `at`: it divides decimals off, or thousands, or could do both.
    fn single(&mut self, cell: &str, at: usize, divider: char) {
        let behind = cell[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let before = cell[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let leading_zero = before == 1 && cell[..at].ends_with('0');
        let decimal = divider == '.';
        if cell.matches(divider).count() > 1 {
            self.decide(!decimal);
        } else if cell[at + 1 + behind..].trim_start().starts_with(['k', 'K', 'M', 'm']) {
            // `1.5M` says nothing of what `12.500` means in the same column: both signs are usual before a magnitude.
        } else if behind != 3 || before > 3 || before == 0 || leading_zero {
            self.decide(decimal);
            self.is_fine |= behind > 2;
        } else {
            self.open = true;
            self.open_point |= decimal;
            self.open_comma |= !decimal;
        }
    }

    fn decide(&mut self, point: bool) {
        if point {
            self.point = true;
        } else {
            self.comma = true;
        }
    }

    /// The style that the cells speak for; `usual` where they do not say or contradict each other.
    pub fn style(self, usual: Style) -> Style {
        match (self.point, self.comma) {
            (true, false) => Style::Point,
            (false, true) => Style::Comma,
            _ => usual,
        }
    }

    /// Whether some cells could be read in both styles and no cell says which.
    pub fn is_in_doubt(self) -> bool {
        self.open && !self.point && !self.comma
    }

    /// Whether a cell such as `90.000` stands among cells of which none has more than two decimals, and the sign in it
    /// divides decimals off in this column: thousands are as likely, so nobody can tell.
    pub fn doubts_thousandths(self) -> bool {
        let is_open = match (self.point, self.comma) {
            (true, false) => self.open_point,
            (false, true) => self.open_comma,
            _ => false,
        };
        is_open && !self.is_fine
    }

    /// Whether all cells that say anything have decimal commas.
    pub fn speaks_for_comma(self) -> bool {
        self.comma && !self.point
    }
}

/// A decimal number, exact: `mantissa` divided by ten to the power of `scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its digits.
    pub mantissa: i128,
    /// How many of them stand behind the decimal sign.
    pub scale: u32,
}

/// A number and the currency written beside it, if any, as it is written: a code or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount<'a> {
    /// The number.
    pub number: Number,
    /// `EUR`, `€`, `Kč` …
    pub currency: Option<&'a str>,
    /// Whether a minus or brackets stand around it; also of `-0`.
    pub negative: bool,
}

impl Number {
    /// The number in units of ten to the power of minus `digits`, rounded half away from zero; `None` when it is larger
    /// than the units can count.
    pub fn units(self, digits: u32) -> Option<i64> {
        let units = if self.scale <= digits {
            self.mantissa.checked_mul(10_i128.checked_pow(digits - self.scale)?)?
        } else {
            let divisor = 10_i128.checked_pow(self.scale - digits)?;
            (self.mantissa + self.mantissa.signum() * (divisor / 2)) / divisor
        };
        i64::try_from(units).ok()
    }

    /// Whether nothing stands behind the decimal sign but zeros.
    pub fn is_whole(self) -> bool {
        10_i128.checked_pow(self.scale).is_some_and(|unit| self.mantissa % unit == 0)
    }

    /// The nearest floating-point number.
    pub fn float(self) -> f64 {
        let exact = format!("{}e-{}", self.mantissa, self.scale);
        exact.parse().unwrap_or(self.mantissa as f64 / 10f64.powi(self.scale as i32))
    }

    /// The number in a spelling that can only be read in one way: `12000`, `1.2340`.
    fn plain(self) -> String {
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = self.scale as usize + 1);
        let (whole, decimals) = digits.split_at(digits.len() - self.scale as usize);
        match decimals.trim_end_matches('0') {
            "" => whole.to_owned(),
            three if three.len() == 3 => format!("{whole}.{three}0"),
            decimals => format!("{whole}.{decimals}"),
        }
    }

    fn is_same(self, other: Self) -> bool {
        let scale = self.scale.max(other.scale);
        let level = |one: Self| 10_i128.checked_pow(scale - one.scale).and_then(|unit| one.mantissa.checked_mul(unit));
        level(self) == level(other)
    }

    fn scaled(self, power: u32) -> Option<Self> {
        if self.scale >= power {
            return Some(Self { scale: self.scale - power, ..self });
        }
        let mantissa = self.mantissa.checked_mul(10_i128.checked_pow(power - self.scale)?)?;
        Some(Self { mantissa, scale: 0 })
    }
}

/// Reads a number or an amount: `€1.234,50`, `$1,234.50`, `1 234,56 CZK`, `1.2M`, `(1,234.00)`, `-3`. `None` for what is
/// no number, `NaN` and infinities among it.
pub fn read(cell: &str, style: Style) -> Option<Amount<'_>> {
    let (mut rest, mut negative) = (cell.trim(), false);
    if let Some(inner) = rest.strip_prefix('(').and_then(|open| open.strip_suffix(')')) {
        (rest, negative) = (inner.trim(), true);
    }
    let first = rest.find(|ch: char| ch.is_ascii_digit())?;
    let last = rest.rfind(|ch: char| ch.is_ascii_digit())?;
    // A decimal sign may stand before the first digit: `.5`; behind a letter it ends a word: `Fr.400`.
    let leads =
        |head: &str| head.strip_suffix(decimal_sign(style)).is_some_and(|word| !word.ends_with(char::is_alphabetic));
    let first = if leads(&rest[..first]) { first - 1 } else { first };
    let (before, digits, behind) = (&rest[..first], &rest[first..=last], &rest[last + 1..]);
    let (before, minus_before) = unsigned(before)?;
    let (behind, minus_behind) = unsigned(behind)?;
    negative ^= minus_before ^ minus_behind;
    let (behind, power) = magnitude(behind.trim_start_matches(['.', ',']));
    let currency = match (before, behind) {
        ("", "") => None,
        (word, "") | ("", word) if is_currency(word) => Some(word),
        // `$1,000.00 USD`: the code says which of the dollars it is.
        (sign, code)
            if is_currency(sign) && Currency::named(sign, Currency::parse(code).ok()?) == Currency::parse(code) =>
        {
            Some(code)
        }
        _ => return None,
    };
    let mut number = decimal(digits, style)?.scaled(power)?;
    if negative {
        number.mantissa = -number.mantissa;
    }
    Some(Amount { number, currency, negative })
}

fn decimal_sign(style: Style) -> char {
    match style {
        Style::Point => '.',
        Style::Comma => ',',
    }
}

/// The word without its sign, and whether that was a minus.
fn unsigned(word: &str) -> Option<(&str, bool)> {
    let mut rest = word.trim();
    let mut minus = None;
    for (sign, means) in [("-", true), ("\u{2212}", true), ("+", false)] {
        let stripped = rest.strip_prefix(sign).or_else(|| rest.strip_suffix(sign));
        if let Some(stripped) = stripped {
            if minus.is_some() {
                return None;
            }
            (rest, minus) = (stripped.trim(), Some(means));
        }
    }
    Some((rest, minus.unwrap_or(false)))
}

/// The word without `k`, `M`, `bn` before it, and the power of ten these stand for.
fn magnitude(word: &str) -> (&str, u32) {
    let trimmed = word.trim();
    for (name, power) in [("mio", 6), ("mrd", 9), ("bn", 9), ("k", 3), ("m", 6), ("b", 9)] {
        let starts = trimmed.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if let Some(rest) = trimmed.get(name.len()..).filter(|_| starts)
            && rest.chars().next().is_none_or(|next| !next.is_alphabetic())
        {
            return (rest.trim_start_matches(['.', ' ']), power);
        }
    }
    (trimmed, 0)
}

/// Whether a word beside a number may be its currency: a sign or name that is known, or any three letters, so that an
/// unknown code is named by the refusal.
fn is_currency(word: &str) -> bool {
    (word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic())) || Currency::is_word(word)
}

/// What may stand between groups of digits besides the comma and the point.
const BLANKS: [char; 6] = [' ', '_', '\'', '’', '\u{a0}', '\u{202f}'];

fn decimal(digits: &str, style: Style) -> Option<Number> {
    let (whole, decimals) = digits.split_once(decimal_sign(style)).unwrap_or((digits, ""));
    if decimals.contains(|ch: char| !ch.is_ascii_digit()) || !is_grouped(whole, style) {
        return None;
    }
    let mut mantissa = 0_i128;
    for digit in whole.chars().chain(decimals.chars()).filter_map(|ch| ch.to_digit(10)) {
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
    }
    // Beyond what money needs, digits only cost room.
    (decimals.len() <= 24).then_some(Number { mantissa, scale: decimals.len() as u32 })
}

/// Whether the digits before the decimal sign are plain or in groups: one divider throughout, three digits behind the
/// last one, and between them three everywhere or, as in India, two everywhere.
fn is_grouped(whole: &str, style: Style) -> bool {
    let sign = if style == Style::Point { ',' } else { '.' };
    let Some(divider) = whole.chars().find(|ch| !ch.is_ascii_digit()) else { return true };
    if divider != sign && !BLANKS.contains(&divider) {
        return false;
    }
    let groups: Vec<&str> = whole.split(divider).collect();
    let (head, middle, last) = (groups[0], &groups[1..groups.len() - 1], groups[groups.len() - 1]);
    let digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    let alike = [3, 2].iter().any(|size| middle.iter().all(|group| group.len() == *size));
    // A number of thousands does not begin with a zero: `0.123` and `0,123` have decimals.
    digits && (1..=3).contains(&head.len()) && !head.starts_with('0') && alike && last.len() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(cell: &str, style: Style) -> Option<i64> {
        read(cell, style).and_then(|amount| amount.number.units(2))
    }

    #[test]
    fn amounts_in_many_dresses() {
        use Style::{Comma, Point};
        #[rustfmt::skip]
        let all = [
            ("1234.50", Point, 123_450), ("$1,234.50", Point, 123_450), ("€1.234,50", Comma, 123_450),
            ("1 234,56", Comma, 123_456), ("1\u{a0}234,56 Kč", Comma, 123_456), ("1'234.50 CHF", Point, 123_450),
            ("1.2M", Point, 120_000_000), ("€ 1,2 Mio", Comma, 120_000_000), ("45k", Point, 4_500_000),
            ("(1,234.00)", Point, -123_400), ("-3", Point, -300), ("3-", Point, -300), ("\u{2212}3", Point, -300),
            ("-$5.00", Point, -500), ("$-5.00", Point, -500), ("120000 CZK", Point, 12_000_000), (".5", Point, 50),
            ("30024968.0", Point, 3_002_496_800), ("0.005", Point, 1), ("1,000,000", Point, 100_000_000),
        ];
        for (cell, style, wanted) in all {
            assert_eq!(cents(cell, style), Some(wanted), "{cell}");
        }
        assert_eq!(read("1 234,56 CZK", Comma).unwrap().currency, Some("CZK"));
        assert_eq!(read("€5", Comma).unwrap().currency, Some("€"));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for cell in [
            "",
            "NaN",
            "inf",
            "-Infinity",
            "abc",
            "1e5",
            "12 apples",
            "1.2.3.4,5",
            "--3",
            "1,23,4",
            "1,23,4567",
            "1'234,567.5",
            "0x1F",
            "٣",
        ] {
            assert_eq!(cents(cell, Style::Point), None, "{cell}");
        }
        assert_eq!(cents("99999999999999999999", Style::Point), None);
    }

    fn style(cells: &[&str]) -> Style {
        let mut evidence = Evidence::default();
        for cell in cells {
            evidence.see(cell);
        }
        evidence.style(Style::Point)
    }

    #[test]
    fn the_whole_column_decides_the_style() {
        assert_eq!(style(&["1.234", "12,5"]), Style::Comma);
        assert_eq!(style(&["1,234", "12.5"]), Style::Point);
        assert_eq!(style(&["1.234.567"]), Style::Comma);
        assert_eq!(style(&["1,234,567"]), Style::Point);
        assert_eq!(style(&["€1.234,50"]), Style::Comma);
        assert_eq!(style(&["1234,567"]), Style::Comma);
    }
}
