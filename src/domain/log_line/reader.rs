//! The reader of a line: it takes one word after the other for what its sign and its place say.

use super::{Mark, Names, Reading, Taken, Word, matching};
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::text::{fit, fold, same_word};
use crate::domain::when;
use crate::domain::words::{Channel, EventKind, Topic, ValueTag};
use std::ops::Range;

/// Reads `line` as of `today`; `context`: the account it is about when it names none.
pub fn read(line: &str, names: &dyn Names, context: Option<(Id<Account>, String)>, today: Day) -> Reading {
    let mut reader = Reader { line, names, today, reading: Reading::default(), contacts: Vec::new(), part: Part::Said };
    let spans = spans(line);
    let rest = reader.account(&spans, context);
    reader.contacts = reader.reading.account.as_ref().map(|(id, _)| names.contacts(*id)).unwrap_or_default();
    let rest = rest + usize::from(spans.get(rest).is_some_and(|span| reader.happened(span)));
    for (place, span) in spans.iter().enumerate().skip(rest) {
        let beside =
            |at: Option<usize>| at.and_then(|at| spans.get(at)).is_some_and(|span| is_plain(&line[span.clone()]));
        let is_inside = place > rest && beside(place.checked_sub(1)) && beside(Some(place + 1));
        reader.token(span, place == rest, is_inside);
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

/// Whether it is a word of a sentence: no mark, no minutes, no channel.
fn is_plain(word: &str) -> bool {
    !is_sigil(word) && !matches!(word, "<" | ">") && minutes(word).is_none() && Channel::parse(word).is_none()
}

/// Which part of the line is read.
#[derive(PartialEq, Eq)]
enum Part {
    /// What happened.
    Said,
    /// The day of the next step, behind `>`.
    When,
    /// The next step.
    Next,
}

fn is_sigil(word: &str) -> bool {
    word.starts_with(['@', '^', '#', '~', '!', '+', '\\']) && word.len() > 1
}

struct Reader<'a> {
    line: &'a str,
    names: &'a dyn Names,
    today: Day,
    reading: Reading,
    contacts: Vec<(Id<Contact>, String)>,
    part: Part,
}

impl Reader<'_> {
    /// Takes the account from the first words; answers how many words it took.
    fn account(&mut self, spans: &[Range<usize>], context: Option<(Id<Account>, String)>) -> usize {
        let plain = spans
            .iter()
            .take_while(|span| !is_sigil(&self.line[(*span).clone()]) && minutes(&self.line[(*span).clone()]).is_none())
            .count();
        let mut best_ambiguous = Vec::new();
        for count in (1..=plain.min(6)).rev() {
            let words = &self.line[spans[0].start..spans[count - 1].end];
            if count == 1 && context.is_some() && Channel::parse(words).is_some() {
                break;
            }
            let mut found = self.names.accounts(words);
            if found.len() == 1 {
                self.reading.account = found.pop();
                self.mark(spans, count, Taken::Account);
                return count;
            }
            if found.len() > 1 && best_ambiguous.is_empty() {
                best_ambiguous = found;
            }
        }
        if context.is_some() {
            self.reading.account = context;
        } else {
            self.reading.ambiguous = best_ambiguous;
        }
        0
    }

    fn mark(&mut self, spans: &[Range<usize>], count: usize, taken: Taken) {
        for span in &spans[..count] {
            self.reading.words.push(Word { span: span.clone(), taken, wrong: None });
        }
    }

    /// Takes a day at the beginning for the day on which it happened; a weekday is the last one there was.
    fn happened(&mut self, span: &Range<usize>) -> bool {
        let word = &self.line[span.clone()];
        let is_day = word.eq_ignore_ascii_case("yesterday") || word.eq_ignore_ascii_case("today");
        let is_weekday = when::is_weekday(word);
        if !(is_day || is_weekday || word.starts_with('-') || word.starts_with(|ch: char| ch.is_ascii_digit())) {
            return false;
        }
        // “2.4” may be anything; a day that is written out has two signs between its parts.
        if word.starts_with(|ch: char| ch.is_ascii_digit()) && word.matches(['-', '.', '/']).count() < 2 {
            return false;
        }
        let Some(day) = when::understand(word, self.today) else { return false };
        let day = if is_weekday { day.plus(-7) } else { day };
        if day > self.today {
            self.wrong(
                span,
                format!("“{word}” lies ahead; it happened today or before. Put “>” before the day of a next step."),
            );
        } else {
            self.reading.on = Some(day);
            self.take(span, Taken::On);
        }
        true
    }

    /// Takes one word. The next step begins behind `>` or at a day with a plus, such as `+7d`: a day inside a sentence is a
    /// word. Marks stay marks in every part.
    fn token(&mut self, span: &Range<usize>, first: bool, is_inside: bool) {
        let word = &self.line[span.clone()];
        if self.part == Part::When {
            return self.when(span, word);
        }
        if self.part == Part::Said {
            if let Some(day) = word.strip_prefix('>') {
                self.part = Part::When;
                return if day.is_empty() { self.take(span, Taken::When) } else { self.when(span, day) };
            }
            if word.starts_with('+') && when::understand(word, self.today).is_some() {
                return self.when(span, word);
            }
        }
        if is_inside && minutes(word).is_some_and(|(prep, _, after)| prep.is_none() && after.is_none()) {
            return self.plain(span, word);
        }
        self.word(span, first);
    }

    fn when(&mut self, span: &Range<usize>, word: &str) {
        self.part = Part::Next;
        match when::understand(word, self.today) {
            Some(day) if day >= self.today => {
                self.reading.when = Some(day);
                self.take(span, Taken::When);
            }
            Some(day) => self.wrong(span, format!("{day} lies behind today; give the next step a day that comes.")),
            None => {
                let shown = fit(word, 30);
                self.wrong(
                    span,
                    format!("“{shown}” is no day; write > fri, > +7d or > 2026-12-01, then what is to be done."),
                );
            }
        }
    }

    fn word(&mut self, span: &Range<usize>, first: bool) {
        let word = &self.line[span.clone()];
        let mut letters = word.chars();
        let rest = match letters.next() {
            Some(_) if is_sigil(word) => letters.as_str(),
            _ => "",
        };
        match word.chars().next() {
            Some('@') if !rest.is_empty() => self.person(span, rest),
            Some('^') if !rest.is_empty() => self.pulse(span, rest),
            Some('#') if !rest.is_empty() => self.topic(span, rest),
            Some('~') if !rest.is_empty() => self.value(span, rest),
            Some('!') if !rest.is_empty() => self.event(span, rest),
            Some('\\') => self.plain(span, rest),
            _ => self.unsigned(span, word, first),
        }
    }

    fn unsigned(&mut self, span: &Range<usize>, word: &str, first: bool) {
        if word == "<" {
            self.reading.answered = true;
            return self.take(span, Taken::Answered);
        }
        if let Some(minutes) = minutes(word) {
            self.reading.minutes = minutes;
            return self.take(span, Taken::Minutes);
        }
        let may_be_channel = self.part == Part::Said && (first || self.reading.summary.is_empty());
        if let (true, None, Some(channel)) = (may_be_channel, self.reading.channel, Channel::parse(word)) {
            self.reading.channel = Some(channel);
            return self.take(span, Taken::Channel);
        }
        self.plain(span, word);
    }

    fn plain(&mut self, span: &Range<usize>, word: &str) {
        if self.part == Part::Next {
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
                    format!("“@{shown}” is nobody {whose}; add the contact first, or write another name."),
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
                .wrong(span, format!("“^{}” is no pulse; write ^1 (leaving) to ^5 (would recommend).", fit(text, 20))),
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
            self.reading.promise = true;
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

/// The people whom `typed` means: by what tells namesakes apart, else by their name.
fn marked<T>(people: &[(Id<T>, String)], typed: &str, mark: impl Fn(Id<T>) -> Mark) -> Vec<(Id<T>, String)> {
    if typed.contains('@') || typed.starts_with('#') {
        return people.iter().filter(|(id, _)| mark(*id).is(typed)).cloned().collect();
    }
    matching(people, typed)
}

/// Why a name means several people, with what to write for each: more of the name, or a mark where the names are the same.
fn several<T>(typed: &str, people: &[(Id<T>, String)], mark: impl Fn(Id<T>) -> Mark) -> String {
    let shown = fit(typed, 30);
    let namesakes = |name: &str| people.iter().filter(|(_, other)| fold(other) == fold(name)).count() > 1;
    let some = people.iter().take(4);
    if !people.iter().any(|(_, name)| namesakes(name)) {
        let names: Vec<_> = some.map(|(_, name)| fit(name, 40)).collect();
        return format!("“@{shown}” may mean {}; write more of the name.", names.join(" or "));
    }
    let ways = some.map(|(id, name)| {
        let mark = mark(*id);
        let told = if mark.told.is_empty() { String::new() } else { format!(", {}", fit(&mark.told, 30)) };
        format!("@{} ({}{told})", mark.typed, fit(name, 40))
    });
    format!("“@{shown}” may mean several people; write {}.", ways.collect::<Vec<_>>().join(" or "))
}

fn push_word(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

/// `5/20/5m`, `5/20m`, `20m`: prep, contact and follow-up; one number is the contact.
fn minutes(word: &str) -> Option<(Option<u32>, Option<u32>, Option<u32>)> {
    let numbers = word.strip_suffix('m')?;
    let parts: Vec<Option<u32>> = numbers.split('/').map(|part| part.parse().ok().filter(|it| *it <= 1_440)).collect();
    match parts.as_slice() {
        [Some(contact)] => Some((None, Some(*contact), None)),
        [Some(prep), Some(contact)] => Some((Some(*prep), Some(*contact), None)),
        [Some(prep), Some(contact), Some(after)] => Some((Some(*prep), Some(*contact), Some(*after))),
        _ => None,
    }
}
