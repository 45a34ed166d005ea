//! The one-line log: what a rep types about a touch, read word by word.
//!
//! ```text
//! [account] [channel] [@contact …] words … [^1-5] [#topic …] [~value …] [!event …] [prep/contact/follow-upm] [when [next step]]
//! ```
//!
//! [`read`] never fails: it says of every word what it was taken for, and of those it cannot take why not, so that a
//! screen can show it while one types. [`Reading::refusal`] is what Enter would say. A backslash makes the next word
//! plain.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::problem::{Problem, Result};
use super::text::fit;
use super::words::{Channel, EventKind, Topic, ValueTag, same_word};
use std::ops::Range;

/// Looks names up while a line is read.
pub trait Names {
    /// Accounts that `words` may mean, the best first; one that is meant beyond doubt comes alone.
    fn accounts(&self, words: &str) -> Vec<(Id<Account>, String)>;
    /// The people of an account.
    fn contacts(&self, account: Id<Account>) -> Vec<(Id<Contact>, String)>;
    /// Our people.
    fn members(&self) -> Vec<(Id<Member>, String)>;
}

/// What a word was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The account.
    Account,
    /// The channel.
    Channel,
    /// One of theirs.
    Contact,
    /// One of ours.
    Member,
    /// A word of what was said.
    Words,
    /// The pulse.
    Pulse,
    /// A topic of the pulse.
    Topic,
    /// What it gave them.
    Value,
    /// Something that happened.
    Event,
    /// Minutes.
    Minutes,
    /// The day of the next step.
    When,
    /// The next step.
    Next,
    /// Nothing: it cannot be taken, see [`Word::wrong`].
    Wrong,
}

/// One word of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What it was taken for.
    pub taken: Taken,
    /// Why it could not be taken.
    pub wrong: Option<String>,
}

/// A line that was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// Every word in order.
    pub words: Vec<Word>,
    /// The account, and its name.
    pub account: Option<(Id<Account>, String)>,
    /// Accounts that the first words may mean, when they may mean several.
    pub ambiguous: Vec<(Id<Account>, String)>,
    /// How.
    pub channel: Option<Channel>,
    /// Theirs who took part.
    pub contacts: Vec<(Id<Contact>, String)>,
    /// Ours who took part, where named.
    pub members: Vec<(Id<Member>, String)>,
    /// What was said.
    pub summary: String,
    /// 1 to 5.
    pub pulse: Option<u8>,
    /// What the pulse is about.
    pub topics: Vec<Topic>,
    /// What it gave them.
    pub value: Option<ValueTag>,
    /// What happened.
    pub events: Vec<EventKind>,
    /// Whether the next step is known to the customer.
    pub promise: bool,
    /// Minutes of preparation, contact and follow-up.
    pub minutes: (Option<u32>, Option<u32>, Option<u32>),
    /// The day of the next step.
    pub when: Option<Day>,
    /// The next step.
    pub next: String,
}

impl Reading {
    /// Whether one of theirs took part or replied.
    pub fn two_way(&self) -> bool {
        match self.channel.unwrap_or(Channel::Note) {
            Channel::Call | Channel::Meet | Channel::Visit | Channel::Video | Channel::Event => true,
            Channel::Email | Channel::Letter => self.pulse.is_some() || self.says_reply(),
            Channel::Note => self.pulse.is_some() || !self.contacts.is_empty() && self.value.is_some(),
        }
    }

    fn says_reply(&self) -> bool {
        self.summary.split_whitespace().any(|word| {
            let word = word.trim_matches(|ch: char| !ch.is_alphanumeric()).to_lowercase();
            matches!(word.as_str(), "replied" | "reply" | "replies" | "answered" | "wrote")
        })
    }

    /// Whether it restarts the cadence.
    pub fn is_meaningful(&self) -> bool {
        self.two_way() && self.value.is_some()
    }

    /// Why this line cannot be kept, if it cannot.
    pub fn refusal(&self) -> Result<()> {
        if let Some(wrong) = self.words.iter().find_map(|word| word.wrong.as_ref()) {
            return Err(Problem::input(wrong.clone()));
        }
        if self.account.is_none() {
            return Err(self.whose());
        }
        let says_nothing = self.channel.is_none()
            && self.summary.is_empty()
            && self.pulse.is_none()
            && self.events.is_empty()
            && self.next.is_empty();
        if says_nothing {
            return Err(Problem::input(
                "The line says nothing yet; write what happened, such as “call @jane price worry”.",
            ));
        }
        if self.pulse.is_some() && self.topics.is_empty() && self.summary.is_empty() {
            return Err(Problem::input("A pulse needs a reason: add a #topic or their words."));
        }
        if self.topics.len() > 3 {
            return Err(Problem::input("A pulse has at most three topics; leave the least out."));
        }
        if !self.topics.is_empty() && self.pulse.is_none() {
            return Err(Problem::input("A #topic belongs to a pulse; add ^1 to ^5."));
        }
        if self.promise && self.when.is_none() {
            return Err(Problem::input(
                "A promise needs its day and what was promised; end with “+7d send the offer”.",
            ));
        }
        if self.when.is_some() && self.next.is_empty() {
            return Err(Problem::input("The day has no next step; write what is to be done after it."));
        }
        Ok(())
    }

    fn whose(&self) -> Problem {
        if self.ambiguous.is_empty() {
            return Problem::input("The line names no account of the book; begin it with the account's name.");
        }
        let names: Vec<_> = self.ambiguous.iter().take(4).map(|(_, name)| fit(name, 40)).collect();
        Problem::new(
            super::problem::ProblemKind::Ambiguous,
            format!("The line may mean {}; write more of the name.", names.join(" or ")),
        )
    }
}

/// Reads `line` as of `today`; `context`: the account it is about when it names none.
pub fn read(line: &str, names: &dyn Names, context: Option<(Id<Account>, String)>, today: Day) -> Reading {
    let mut reader = Reader { line, names, today, reading: Reading::default(), contacts: Vec::new() };
    let spans = spans(line);
    let rest = reader.account(&spans, context);
    reader.contacts = reader.reading.account.as_ref().map(|(id, _)| names.contacts(*id)).unwrap_or_default();
    let when = reader.find_when(&spans[rest..]).map(|at| at + rest);
    for (place, span) in spans.iter().enumerate().skip(rest) {
        match when {
            Some(at) if place == at => reader.when(span),
            Some(at) if place > at => reader.next(span),
            _ => reader.word(span, place == rest),
        }
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

fn is_sigil(word: &str) -> bool {
    word.starts_with(['@', '^', '#', '~', '!', '+', '\\']) && word.len() > 1
}

struct Reader<'a> {
    line: &'a str,
    names: &'a dyn Names,
    today: Day,
    reading: Reading,
    contacts: Vec<(Id<Contact>, String)>,
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

    /// The place of the word that dates the next step: the last one with a sign or written as a date, or else the last
    /// weekday.
    fn find_when(&self, spans: &[Range<usize>]) -> Option<usize> {
        let word = |span: &Range<usize>| &self.line[span.clone()];
        let signed = |text: &str| text.starts_with('+') || text.starts_with(|ch: char| ch.is_ascii_digit());
        let is_day = |text: &str| super::when::understand(text, self.today).is_some();
        let dated = spans.iter().rposition(|span| {
            let text = word(span);
            signed(text) && (text.starts_with('+') || text.contains(['-', '.'])) && is_day(text)
        });
        let loose = || {
            spans.iter().rposition(|span| {
                let text = word(span).to_lowercase();
                let is_loose =
                    matches!(text.as_str(), "tomorrow" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun");
                is_loose && is_day(&text)
            })
        };
        dated.or_else(loose)
    }

    fn when(&mut self, span: &Range<usize>) {
        self.reading.when = super::when::understand(&self.line[span.clone()], self.today);
        self.take(span, Taken::When);
    }

    fn next(&mut self, span: &Range<usize>) {
        let word = &self.line[span.clone()];
        if same_word(word, "!promise") {
            self.reading.promise = true;
            return self.take(span, Taken::Event);
        }
        push_word(&mut self.reading.next, word.strip_prefix('\\').unwrap_or(word));
        self.take(span, Taken::Next);
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
        if let Some(minutes) = minutes(word) {
            self.reading.minutes = minutes;
            return self.take(span, Taken::Minutes);
        }
        let may_be_channel = first || self.reading.summary.is_empty();
        if let (true, None, Some(channel)) = (may_be_channel, self.reading.channel, Channel::parse(word)) {
            self.reading.channel = Some(channel);
            return self.take(span, Taken::Channel);
        }
        self.plain(span, word);
    }

    fn plain(&mut self, span: &Range<usize>, word: &str) {
        push_word(&mut self.reading.summary, word);
        self.take(span, Taken::Words);
    }

    fn person(&mut self, span: &Range<usize>, name: &str) {
        let contacts = matching(&self.contacts, name);
        if let [(id, name)] = contacts.as_slice() {
            self.reading.contacts.push((*id, name.clone()));
            return self.take(span, Taken::Contact);
        }
        if contacts.len() > 1 {
            let names: Vec<_> = contacts.iter().take(4).map(|(_, name)| fit(name, 40)).collect();
            let sentence = format!("“@{}” may mean {}; write more of the name.", fit(name, 30), names.join(" or "));
            return self.wrong(span, sentence);
        }
        let members = matching(&self.names.members(), name);
        if let [(id, name)] = members.as_slice() {
            self.reading.members.push((*id, name.clone()));
            return self.take(span, Taken::Member);
        }
        let whose = match &self.reading.account {
            Some((_, account)) => format!("at {}", fit(account, 40)),
            None => "before the account is named".to_owned(),
        };
        self.wrong(
            span,
            format!("“@{}” is nobody {whose}; add the contact first, or write another name.", fit(name, 30)),
        );
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

/// The people whose name `typed` means: exactly, or by the start of any of its words; `.`, `_` and `-` stand for blanks.
pub fn matching<T>(people: &[(Id<T>, String)], typed: &str) -> Vec<(Id<T>, String)> {
    let typed = typed.to_lowercase().replace(['.', '_', '-'], " ");
    let plain = |name: &str| name.to_lowercase().replace(['.', '_', '-'], " ");
    let exact: Vec<_> = people.iter().filter(|(_, name)| plain(name) == typed).cloned().collect();
    if !exact.is_empty() {
        return exact;
    }
    let starts = |name: &str| {
        let name = plain(name);
        name.starts_with(&typed) || name.match_indices(' ').any(|(at, _)| name[at + 1..].starts_with(&typed))
    };
    people.iter().filter(|(_, name)| starts(name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Few;

    impl Names for Few {
        fn accounts(&self, words: &str) -> Vec<(Id<Account>, String)> {
            let all = ["Northwind Traders", "Northwind Energy", "Contoso", "Call Centre Ltd"];
            let hits =
                all.iter().enumerate().filter(|(_, name)| name.to_lowercase().starts_with(&words.to_lowercase()));
            hits.map(|(at, name)| (Id::new(at as i64 + 1), (*name).to_owned())).collect()
        }
        fn contacts(&self, _: Id<Account>) -> Vec<(Id<Contact>, String)> {
            [(1, "Jane Doe"), (2, "Janet Roe"), (3, "Bob Black")]
                .map(|(id, name)| (Id::new(id), name.to_owned()))
                .into()
        }
        fn members(&self) -> Vec<(Id<Member>, String)> {
            vec![(Id::new(9), "Ana Ruiz".to_owned())]
        }
    }

    fn line(text: &str) -> Reading {
        read(text, &Few, None, Day::parse("2026-11-22").unwrap())
    }

    #[test]
    fn the_example_is_understood_word_by_word() {
        let read = line("contoso call @jane.doe price worry ^3 #price ~listened 5/20/5m +7d send the comparison");
        assert_eq!(read.refusal(), Ok(()));
        assert_eq!(read.account.as_ref().unwrap().1, "Contoso");
        assert_eq!(read.channel, Some(Channel::Call));
        assert_eq!(read.contacts[0].1, "Jane Doe");
        assert_eq!(read.summary, "price worry");
        assert_eq!((read.pulse, read.topics.as_slice()), (Some(3), &[Topic::Price][..]));
        assert_eq!(read.minutes, (Some(5), Some(20), Some(5)));
        assert_eq!(read.when.unwrap().to_string(), "2026-11-29");
        assert_eq!(read.next, "send the comparison");
        assert!(read.is_meaningful());
    }

    #[test]
    fn a_line_for_nobody_or_for_two_is_refused() {
        assert!(line("fabrikam call hello").refusal().unwrap_err().sentence.contains("names no account"));
        let two = line("northwind call hello").refusal().unwrap_err();
        assert!(two.sentence.contains("Northwind Traders or Northwind Energy"), "{two}");
        assert_eq!(line("northwind energy call hello").refusal(), Ok(()));
    }

    #[test]
    fn what_is_not_understood_is_marked_at_its_place() {
        let text = "contoso call @jan hello ^9 #weather";
        let read = line(text);
        let wrong: Vec<&str> =
            read.words.iter().filter(|word| word.taken == Taken::Wrong).map(|word| &text[word.span.clone()]).collect();
        assert_eq!(wrong, ["@jan", "^9", "#weather"]);
        assert!(read.refusal().unwrap_err().sentence.contains("Jane Doe or Janet Roe"));
    }

    #[test]
    fn a_context_stands_in_for_the_account() {
        let context = Some((Id::new(3), "Contoso".to_owned()));
        let read = read("call ^4 #value fri visit them", &Few, context, Day::parse("2026-11-22").unwrap());
        assert_eq!(read.account.as_ref().unwrap().1, "Contoso");
        assert_eq!((read.channel, read.next.as_str()), (Some(Channel::Call), "visit them"));
        assert_eq!(read.when.unwrap().to_string(), "2026-11-27");
    }

    #[test]
    fn a_backslash_makes_a_word_plain() {
        assert_eq!(line("contoso note \\#1 priority").summary, "#1 priority");
    }
}
