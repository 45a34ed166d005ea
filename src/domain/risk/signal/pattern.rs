//! Sentences whose days are kept as days, so that a kept sentence need not be rewritten every morning.

use crate::domain::day::{Day, spoken, written};

/// Stands around a day in a pattern. No text of a person keeps it, see [`quoted`].
const MARK: char = '\u{1}';

/// In a pattern: how many days have gone by since `day`.
pub(super) fn since(day: Day) -> String {
    format!("{MARK}s{}{MARK}", day.number())
}

/// In a pattern: how long ago `day` was, as people count: days, then months, then years.
pub(super) fn ago(day: Day) -> String {
    format!("{MARK}a{}{MARK}", day.number())
}

/// In a pattern: how many days are left until `day`.
pub(super) fn until(day: Day) -> String {
    format!("{MARK}u{}{MARK}", day.number())
}

/// In a pattern: `day` as people say it.
pub(super) fn said(day: Day) -> String {
    format!("{MARK}d{}{MARK}", day.number())
}

/// In a pattern: the date of `day`, however near it is.
pub(super) fn dated(day: Day) -> String {
    format!("{MARK}w{}{MARK}", day.number())
}

/// How long `days` are, as people count.
fn long(days: i32) -> String {
    match days {
        1 => "1 day".to_owned(),
        ..=99 => format!("{days} days"),
        100..=729 => format!("{} months", days / 30),
        _ => format!("{} years", days / 365),
    }
}

/// A person's words as they may stand in a pattern: without our mark, at most `most` characters.
pub(super) fn quoted(words: &str, most: usize) -> String {
    let words = words.replace(MARK, " ");
    if words.chars().count() <= most {
        return words;
    }
    words.chars().take(most - 1).chain(['…']).collect()
}

/// A pattern as a sentence of `today`.
pub fn sentence(pattern: &str, today: Day) -> String {
    let mut out = String::with_capacity(pattern.len());
    for (place, part) in pattern.split(MARK).enumerate() {
        match part.get(1..).filter(|_| place % 2 == 1).and_then(|day| day.parse().ok()).and_then(Day::from_number) {
            Some(day) if part.starts_with('s') => out.push_str(&day.days_to(today).to_string()),
            Some(day) if part.starts_with('a') => out.push_str(&long(day.days_to(today))),
            Some(day) if part.starts_with('u') => out.push_str(&today.days_to(day).to_string()),
            Some(day) if part.starts_with('w') => out.push_str(&written(day, today)),
            Some(day) => out.push_str(&spoken(day, today)),
            None => out.push_str(part),
        }
    }
    out
}
