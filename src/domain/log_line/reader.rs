//! The reader of a line: it takes one word after the other for what its sign and its place say.

use super::people::{marked, several};
use super::{Names, Reading, Taken, Word};
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::text::{fit, same_word};
use crate::domain::when;
use crate::domain::words::{EventKind, Topic, ValueTag};
use std::ops::Range;

/// Reads `line` as of `today`; `context`: the account it is about unless it begins with `for NAME`.
pub fn read(line: &str, names: &dyn Names, context: Option<(Id<Account>, String)>, today: Day) -> Reading {
    let mut reader = Reader { line, names, today, reading: Reading::default(), contacts: Vec::new(), is_next: false };
    let spans = spans(line);
    let mut rest = reader.account(&spans, context);
    reader.contacts = reader.reading.account.as_ref().map(|(id, _)| names.contacts(*id)).unwrap_or_default();
    rest += reader.happened(&spans[rest..]);
    rest += reader.channel(&spans[rest..]);
    let mut place = rest;
    while place < spans.len() {
        let beside =
            |at: Option<usize>| at.and_then(|at| spans.get(at)).is_some_and(|span| is_plain(&line[span.clone()]));
        let is_inside = place > rest && beside(place.checked_sub(1)) && beside(Some(place + 1));
        place += reader.token(&spans[place..], is_inside);
    }
    reader.reading
}

/// The places of the words of a line; a quoted part is one word.
fn spans(line: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, ch) in line.char_indices() {
        match (start, ch.is_whitespace()) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                spans.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    spans.extend(start.map(|from| from..line.len()));
    spans
}

/// Whether it is a word of a sentence: no mark, no minutes.
fn is_plain(word: &str) -> bool {
    !is_sigil(word) && minutes(word).is_none()
}

/// Whether it is a mark, such as `@jane`, `<` or `>fri`. A number is none of them: “~20 users”, “#1 priority”.
pub(super) fn is_sigil(word: &str) -> bool {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some('<' | '>'), None) | (Some('>' | '@' | '^' | '!' | '+' | '\\'), Some(_)) => true,
        (Some('~' | '#'), Some(second)) => !second.is_ascii_digit(),
        _ => false,
    }
}

/// A line that is being read.
pub(super) struct Reader<'a> {
    pub(super) line: &'a str,
    pub(super) names: &'a dyn Names,
    pub(super) today: Day,
    pub(super) reading: Reading,
    contacts: Vec<(Id<Contact>, String)>,
    /// Whether the next step is read, and not what happened.
    is_next: bool,
}

impl Reader<'_> {
    /// Takes the first of these words, and those that belong to it; answers how many. The next step begins behind `>` or at a
    /// day with a plus, such as `+7d`: a day inside a sentence is a word. Marks stay marks in every part.
    fn token(&mut self, spans: &[Range<usize>], is_inside: bool) -> usize {
        let span = &spans[0];
        let word = &self.line[span.clone()];
        if !self.is_next {
            if word.starts_with('>') {
                return self.when(spans);
            }
            if word.starts_with('+') && word.ends_with(['d', 'w']) && when::understand(word, self.today).is_some() {
                return self.when(spans);
            }
        }
        let is_one_number = minutes(word).is_some_and(|(prep, _, after)| prep.is_none() && after.is_none());
        if is_inside && is_one_number {
            self.plain(span, word);
        } else {
            self.word(span);
        }
        1
    }

    /// Takes the day of the next step, `> next tuesday`, `>fri`, `+7d`; answers how many words that are.
    fn when(&mut self, spans: &[Range<usize>]) -> usize {
        self.is_next = true;
        let first = &self.line[spans[0].clone()];
        let sign = usize::from(first.starts_with('>'));
        let skipped = usize::from(first == ">");
        if skipped == 1 {
            self.take(&spans[0], Taken::When);
        }
        let start =
            if skipped == 1 { spans.get(1).map_or(self.line.len(), |span| span.start) } else { spans[0].start + sign };
        for count in (skipped + 1..=spans.len().min(skipped + 4)).rev() {
            let span = start..spans[count - 1].end;
            let Some(day) = when::understand(&self.line[span.clone()], self.today) else { continue };
            if day < self.today {
                self.wrong(&span, format!("{day} is in the past; give the next step a later day."));
            } else {
                self.reading.when = Some(day);
                self.take(&span, Taken::When);
            }
            return count;
        }
        let span = start..spans.get(skipped).map_or(self.line.len(), |span| span.end);
        let shown = fit(&self.line[span.clone()], 30);
        let ways = "write > fri, > next tuesday, > in 2 weeks or > 1 Dec, then what is to be done";
        self.wrong(&span, format!("“{shown}” is no day; {ways}."));
        (skipped + 1).min(spans.len())
    }

    fn word(&mut self, span: &Range<usize>) {
        let word = &self.line[span.clone()];
        let mut letters = word.chars();
        let sign = letters.next().filter(|_| is_sigil(word) && word.len() > 1);
        let rest = letters.as_str();
        match sign {
            Some('@') => self.person(span, rest),
            Some('^') => self.pulse(span, rest),
            Some('#') => self.topic(span, rest),
            Some('~') => self.value(span, rest),
            Some('!') => self.event(span, rest),
            Some('\\') => self.plain(span, rest),
            _ => self.unsigned(span, word),
        }
    }

    fn unsigned(&mut self, span: &Range<usize>, word: &str) {
        if word == "<" {
            self.reading.answered = true;
            return self.take(span, Taken::Answered);
        }
        if let Some(minutes) = minutes(word) {
            self.reading.minutes = minutes;
            return self.take(span, Taken::Minutes);
        }
        self.plain(span, word);
    }

    fn plain(&mut self, span: &Range<usize>, word: &str) {
        if self.is_next {
            push_word(&mut self.reading.next, word);
            return self.take(span, Taken::Next);
        }
        push_word(&mut self.reading.summary, word);
        self.take(span, Taken::Words);
    }

    fn person(&mut self, span: &Range<usize>, name: &str) {
        let contacts = marked(&self.contacts, name, |id| self.names.mark_of_contact(id));
        if let [(id, name)] = contacts.as_slice() {
            self.reading.contacts.push((*id, name.clone()));
            return self.take(span, Taken::Contact);
        }
        if contacts.len() > 1 {
            return self.wrong(span, several(name, &contacts, |id| self.names.mark_of_contact(id)));
        }
        let members = marked(&self.names.members(), name, |id| self.names.mark_of_member(id));
        match members.as_slice() {
            [(id, name)] => {
                self.reading.members.push((*id, name.clone()));
                self.take(span, Taken::Member);
            }
            [] => {
                let whose = match &self.reading.account {
                    Some((_, account)) => format!("at {}", fit(account, 40)),
                    None => "before the account is named".to_owned(),
                };
                let shown = fit(name, 30);
                self.wrong(
                    span,
                    format!("No contact “@{shown}” {whose}; add the contact first, or write another name."),
                );
            }
            _ => self.wrong(span, several(name, &members, |id| self.names.mark_of_member(id))),
        }
    }

    fn pulse(&mut self, span: &Range<usize>, text: &str) {
        match text.parse::<u8>() {
            Ok(score @ 1..=5) => {
                self.reading.pulse = Some(score);
                self.take(span, Taken::Pulse);
            }
            _ => self
                .wrong(span, format!("“^{}” is no pulse; write ^1 (at risk) to ^5 (would recommend).", fit(text, 20))),
        }
    }

    fn topic(&mut self, span: &Range<usize>, text: &str) {
        match Topic::read(text) {
            Ok(topic) => {
                if !self.reading.topics.contains(&topic) {
                    self.reading.topics.push(topic);
                }
                self.take(span, Taken::Topic);
            }
            Err(problem) => self.wrong(span, problem.sentence),
        }
    }

    fn value(&mut self, span: &Range<usize>, text: &str) {
        match ValueTag::read(text) {
            Ok(value) => {
                self.reading.value = Some(value);
                self.take(span, Taken::Value);
            }
            Err(problem) => self.wrong(span, problem.sentence),
        }
    }

    fn event(&mut self, span: &Range<usize>, text: &str) {
        if same_word(text, "promise") {
            self.reading.commitment = true;
            return self.take(span, Taken::Event);
        }
        match EventKind::read(text) {
            Ok(event) => {
                if !self.reading.events.contains(&event) {
                    self.reading.events.push(event);
                }
                self.take(span, Taken::Event);
            }
            Err(problem) => self.wrong(span, problem.sentence),
        }
    }

    fn take(&mut self, span: &Range<usize>, taken: Taken) {
        self.reading.words.push(Word { span: span.clone(), taken, wrong: None });
    }

    fn wrong(&mut self, span: &Range<usize>, sentence: String) {
        self.reading.words.push(Word { span: span.clone(), taken: Taken::Wrong, wrong: Some(sentence) });
    }
}

fn push_word(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

/// `5/20/5m`, `5/20m`, `20m`: prep, contact and follow-up; one number is the contact.
pub(super) fn minutes(word: &str) -> Option<(Option<u32>, Option<u32>, Option<u32>)> {
    let numbers = word.strip_suffix('m')?;
    // A sign is none of a number of minutes: “+3m” is three million.
    let read = |part: &str| part.parse().ok().filter(|it| *it <= 1_440 && !part.starts_with('+'));
    let parts: Vec<Option<u32>> = numbers.split('/').map(read).collect();
    match parts.as_slice() {
        [Some(contact)] => Some((None, Some(*contact), None)),
        [Some(prep), Some(contact)] => Some((Some(*prep), Some(*contact), None)),
        [Some(prep), Some(contact), Some(after)] => Some((Some(*prep), Some(*contact), Some(*after))),
        _ => None,
    }
}
