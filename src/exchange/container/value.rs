//! What a cell of a workbook says, as text.

use calamine::{DataType, ExcelDateTime};
use chrono::{NaiveDate, TimeDelta, Timelike};

/// The word for yes or no.
pub(super) fn truth(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}

/// A number as a spreadsheet shows it: fifteen digits, and none behind the point where it is whole.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    if value.fract() == 0.0 && value.abs() < 1e21 {
        return format!("{value:.0}");
    }
    let plain = format!("{value}");
    if plain.len() <= 15 {
        return plain;
    }
    let short: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    if (1e-6..1e21).contains(&short.abs()) { format!("{short}") } else { format!("{short:e}") }
}

/// The text of a cell; `errors` counts those that hold the error of a formula, which are blank.
pub(super) fn text(cell: &impl DataType, errors: &mut usize) -> String {
    if let Some(text) = cell.get_string() {
        text.to_owned()
    } else if let Some(whole) = cell.get_int() {
        whole.to_string()
    } else if let Some(value) = cell.get_float() {
        number(value)
    } else if let Some(value) = cell.get_bool() {
        truth(value).to_owned()
    } else if let Some(moment) = cell.get_datetime() {
        moment_text(&moment)
    } else if let Some(iso) = cell.get_datetime_iso() {
        iso_moment(iso)
    } else if let Some(iso) = cell.get_duration_iso() {
        iso_duration(iso)
    } else {
        *errors += usize::from(cell.is_error());
        String::new()
    }
}

/// A day as `2026-11-03`, a moment as `2026-11-03 09:30`, a time of day or a length of time as `9:30`; seconds where there
/// are some. The epoch, 1900 or 1904, is the workbook's own.
fn moment_text(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&value) {
        let seconds = (value.clamp(-1e9, 1e9) * 86_400.0).round() as i64;
        let sign = if seconds < 0 { "-" } else { "" };
        let seconds = seconds.abs();
        return format!("{sign}{}", clock(seconds / 3600, (seconds / 60) % 60, seconds % 60));
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let exact = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)).and_then(|date| {
        date.and_hms_milli_opt(u32::from(hour), u32::from(minute), u32::from(second), u32::from(milli))
    });
    let Some(exact) = exact else { return format!("{year:04}-{month:02}-{day:02}") };
    let rounded = exact.checked_add_signed(TimeDelta::milliseconds(500)).unwrap_or(exact);
    let date = rounded.format("%Y-%m-%d");
    if rounded.num_seconds_from_midnight() == 0 {
        return date.to_string();
    }
    format!("{date} {}", clock(i64::from(rounded.hour()), i64::from(rounded.minute()), i64::from(rounded.second())))
}

fn clock(hours: i64, minutes: i64, seconds: i64) -> String {
    match seconds {
        0 => format!("{hours:02}:{minutes:02}"),
        _ => format!("{hours:02}:{minutes:02}:{seconds:02}"),
    }
}

/// A day or moment in ISO form, in the shape of [`moment_text`].
pub(super) fn iso_moment(iso: &str) -> String {
    let (date, time) = iso.split_once('T').unwrap_or((iso, ""));
    let time = time.split(['.', 'Z']).next().unwrap_or_default();
    let time = time.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(time);
    if time.is_empty() || time == "00:00" { date.to_owned() } else { format!("{date} {time}") }
}

/// `PT09H30M00S` as `09:30`.
pub(super) fn iso_duration(iso: &str) -> String {
    let (mut parts, mut digits) = ([0_i64; 3], String::new());
    for ch in iso.trim_start_matches("PT").chars() {
        let place = match ch {
            'H' => 0,
            'M' => 1,
            'S' => 2,
            '0'..='9' | '.' if digits.len() < 12 => {
                digits.push(ch);
                continue;
            }
            _ => return iso.to_owned(),
        };
        parts[place] = digits.parse::<f64>().map_or(0, |value| value as i64);
        digits.clear();
    }
    clock(parts[0], parts[1], parts[2])
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, ExcelDateTimeType};

    fn dated(value: f64, later: bool) -> String {
        let moment = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, later);
        text(&Data::DateTime(moment), &mut 0)
    }

    #[test]
    fn numbers_are_as_a_spreadsheet_shows_them() {
        for (value, shown) in [
            (18399.0, "18399"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (-12.5, "-12.5"),
            (-10.0, "-10"),
            (123_456_789_012_345_680.0, "123456789012345680"),
            (1e300, "1e300"),
        ] {
            assert_eq!(number(value), shown);
        }
    }

    #[test]
    fn days_are_told_in_both_epochs() {
        assert_eq!(dated(46329.0, false), "2026-11-03");
        assert_eq!(dated(46329.0 - 1462.0, true), "2026-11-03");
        assert_eq!(dated(46_329.395_833_333_3, false), "2026-11-03 09:30");
        assert_eq!(dated(46_329.999_999_99, false), "2026-11-04");
        assert_eq!(dated(0.395_833_333, false), "09:30");
        assert_eq!(iso_moment("2026-11-03T09:30:00"), "2026-11-03 09:30");
        assert_eq!(iso_moment("2026-11-03T00:00:00"), "2026-11-03");
        assert_eq!(iso_duration("PT09H30M05S"), "09:30:05");
    }
}
