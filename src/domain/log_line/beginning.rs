//! How a line begins: for which account, on which day, by which channel. No later word says any of these.

use super::reader::{Reader, is_sigil, minutes};
use super::{Taken, Word};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::text::{fit, fold};
use crate::domain::when;
use crate::domain::words::Channel;
use std::ops::Range;

/// The most words that are looked up as the name of an account.
const LONGEST_NAME: usize = 6;
/// The most words of a day: `24 november 2026`, with `on` before it.
const LONGEST_DAY: usize = 4;
/// A day without a year that would be longer ago than this may be meant ahead.
const LONG_AGO: i32 = 300;
/// What to do about a day to come.
const TO_COME: &str = "it happened today or before. Put “>” before the day of a next step.";
/// Days and months that are words of a sentence, too: at its beginning they are days before a channel or a mark only.
const ALSO_WORDS: &[&str] = &["sat", "sun", "wed", "may", "march", "mar"];
/// Channels with which one calls or meets: “teams call”, “lunch meeting”.
const CALLED_BY: &[&str] =
    &["phone", "telephone", "video", "zoom", "teams", "webex", "lunch", "dinner", "coffee", "qbr", "demo"];

impl Reader<'_> {
    /// Takes the account: the one in `context`, unless the line begins with `for NAME`; without one the first words name it.
    /// Answers how many words it took.
    pub(super) fn account(&mut self, spans: &[Range<usize>], context: Option<(Id<Account>, String)>) -> usize {
        let is_for = spans.len() > 1 && self.line[spans[0].clone()].eq_ignore_ascii_case("for");
        let Some(context) = context else {
            // “for” alone is the beginning of other names.
            let shortest = if is_for { 2 } else { 1 };
            let taken = self.named(spans, 0, shortest, |_, _| true);
            return if taken == 0 && is_for { self.named(spans, 1, 1, |_, _| true) } else { taken };
        };
        let taken = if is_for { self.named(spans, 1, 1, is_whole) } else { 0 };
        if taken == 0 && self.reading.ambiguous.is_empty() {
            self.reading.account = Some(context);
        }
        taken
    }

    /// Takes the longest name of an account from the words behind `skipped` ones, where `fits` says that its name is meant by
    /// them; answers how many words that are, the skipped ones with them.
    fn named(
        &mut self,
        spans: &[Range<usize>],
        skipped: usize,
        shortest: usize,
        fits: impl Fn(&str, &str) -> bool,
    ) -> usize {
        let is_plain = |span: &Range<usize>| {
            let word = &self.line[span.clone()];
            !is_sigil(word) && minutes(word).is_none()
        };
        let plain = spans[skipped.min(spans.len())..].iter().take_while(|span| is_plain(span)).count();
        for count in (shortest..=plain.min(LONGEST_NAME)).rev() {
            let words = &self.line[spans[skipped].start..spans[skipped + count - 1].end];
            let words = words.trim_end_matches([':', ',']);
            let mut found = self.names.accounts(words);
            found.retain(|(_, name)| fits(name, words));
            if found.len() == 1 {
                self.reading.account = found.pop();
                self.reading.ambiguous.clear();
                let taken = skipped + count;
                for span in &spans[..taken] {
                    self.reading.words.push(Word { span: span.clone(), taken: Taken::Account, wrong: None });
                }
                return taken;
            }
            if found.len() > 1 && self.reading.ambiguous.is_empty() {
                self.reading.ambiguous = found;
            }
        }
        0
    }

    /// Takes a day at the beginning for the day on which it happened; answers how many words it took.
    pub(super) fn happened(&mut self, spans: &[Range<usize>]) -> usize {
        let is_on = spans.first().is_some_and(|span| self.line[span.clone()].eq_ignore_ascii_case("on"));
        let first = usize::from(is_on);
        for count in (first + 1..=spans.len().min(first + LONGEST_DAY)).rev() {
            let span = spans[first].start..spans[count - 1].end;
            let words = &self.line[span];
            if is_a_number(words) {
                continue;
            }
            let Some(day) = when::happened(words, self.today) else { continue };
            if !is_on && is_also_a_word(words) && !self.is_followed(spans.get(count)) {
                return 0;
            }
            let has_year = words.chars().filter(char::is_ascii_digit).count() >= 4;
            let shown = fit(words, 30);
            let wrong = if day > self.today {
                Some(format!("“{shown}” is in the future; {TO_COME}"))
            } else if !has_year && is_a_date(words) && day.days_to(self.today) > LONG_AGO {
                Some(format!("“{shown}” is ahead, or nearly a year ago; write the year, too."))
            } else {
                self.reading.on = Some(day);
                None
            };
            let whole = spans[0].start..spans[count - 1].end;
            let taken = if wrong.is_some() { Taken::Wrong } else { Taken::On };
            self.reading.words.push(Word { span: whole, taken, wrong });
            return count;
        }
        self.no_day(spans, first)
    }

    /// Takes what stands where the day of a touch does and can be none: a day to come, or one that no month has. Answers how
    /// many words it took.
    fn no_day(&mut self, spans: &[Range<usize>], first: usize) -> usize {
        for count in (first + 1..=spans.len().min(first + LONGEST_DAY)).rev() {
            let words = &self.line[spans[first].start..spans[count - 1].end];
            if is_a_number(words) || !self.is_followed(spans.get(count)) {
                continue;
            }
            let shown = fit(words, 30);
            let wrong = if when::read(words, self.today).is_ok() {
                format!("“{shown}” is in the future; {TO_COME}")
            } else if is_number_and_month(words) {
                format!("“{shown}” is no day; write the day on which it happened.")
            } else {
                continue;
            };
            let whole = spans[0].start..spans[count - 1].end;
            self.reading.words.push(Word { span: whole, taken: Taken::Wrong, wrong: Some(wrong) });
            return count;
        }
        0
    }

    /// Whether a channel or a mark stands there.
    fn is_followed(&self, next: Option<&Range<usize>>) -> bool {
        next.is_some_and(|span| {
            let word = &self.line[span.clone()];
            is_sigil(word) || Channel::at_beginning(word.trim_end_matches([':', ','])).is_some()
        })
    }

    /// Takes a channel at the beginning; answers how many words it took.
    pub(super) fn channel(&mut self, spans: &[Range<usize>]) -> usize {
        let word = |at: usize| spans.get(at).map(|span| self.line[span.clone()].trim_end_matches([':', ',']));
        let Some(channel) = word(0).and_then(Channel::at_beginning) else { return 0 };
        let is_one_of = |word: Option<&str>, all: &[&str]| {
            word.is_some_and(|word| all.iter().any(|one| one.eq_ignore_ascii_case(word)))
        };
        let taken =
            if is_one_of(word(0), CALLED_BY) && is_one_of(word(1), &["call", "meeting", "mtg"]) { 2 } else { 1 };
        self.reading.channel = Some(channel);
        for span in &spans[..taken] {
            self.reading.words.push(Word { span: span.clone(), taken: Taken::Channel, wrong: None });
        }
        taken
    }
}

/// Whether `words` are a number and the name of a month, with or without a year: `31 nov`, `feb 30 2026`.
fn is_number_and_month(words: &str) -> bool {
    let words: Vec<&str> = words.split([' ', '-', '.', ',']).filter(|word| !word.is_empty()).collect();
    let is_month = |word: &&&str| word.parse::<chrono::Month>().is_ok();
    let is_number = |word: &&&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let (months, numbers) = (words.iter().filter(is_month).count(), words.iter().filter(is_number).count());
    months == 1 && numbers >= 1 && months + numbers == words.len()
}

/// Whether `words` are all of the name, its first words, or another key of it: “for me” does not mean Medco.
fn is_whole(name: &str, words: &str) -> bool {
    let (name, words) = (fold(name), fold(words));
    name.strip_prefix(&words).is_none_or(|rest| rest.chars().next().is_none_or(|ch| !ch.is_alphanumeric()))
}

/// “2.4” may be anything; a day that is written out has two signs between its parts.
fn is_a_number(words: &str) -> bool {
    !words.contains(' ')
        && words.starts_with(|ch: char| ch.is_ascii_digit())
        && words.matches(['-', '.', '/']).count() < 2
}

/// Whether it names a day of a month.
fn is_a_date(words: &str) -> bool {
    words.contains(|ch: char| ch.is_ascii_digit()) && !words.starts_with('-') && !words.ends_with("ago")
}

fn is_also_a_word(words: &str) -> bool {
    words.split(' ').any(|word| ALSO_WORDS.iter().any(|one| one.eq_ignore_ascii_case(word)))
}
